//! Python's `int` and `float` as values: arithmetic, text and bytes of both,
//! with CPython 3.11's results and messages.
//!
//! Not here: format specifications (`format_spec`), hashes (`hash`), complex
//! numbers (refused). What differs from CPython: integers end at
//! `INT_BITS` with a `MemoryError`.

mod bytes;
pub(crate) mod digits;
mod double_double;
mod float_hex;
pub(crate) mod float_layout;
mod float_ops;
mod float_text;
mod int;
mod int_ops;
mod int_power;
mod int_text;

pub use bytes::*;
pub use double_double::{float_exp, float_log};
pub use float_hex::*;
pub use float_ops::*;
pub use float_text::*;
pub use int::*;
pub use int_ops::*;
pub use int_power::*;
pub use int_text::*;
