//! The methods of `str` as functions on Rust text. Positions are code points.
//!
//! `start` and `end` of methods are words as from `Int::clamp_i64`, `None`
//! when absent. What differs: texts hold no lone surrogates and end at
//! `TEXT_BYTES` with a `MemoryError`.

mod case;
mod fill;
mod kinds;
mod points;
mod search;
mod split;
mod translate;

pub use case::*;
pub use fill::*;
pub use kinds::*;
pub use points::Points;
pub use search::*;
pub use split::*;
pub use translate::*;
