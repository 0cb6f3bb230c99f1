//! The heap-free half of Python 3.11: numbers, text and bytes as pure
//! functions over Rust types, to the letter what CPython prints or raises.
//!
//! It is not the machine: it knows no object, frame or heap. Where CPython
//! would call back into an object (`__str__`, `__index__`, a mapping lookup),
//! the machine does that first and hands over the result.
//!
//! | module | what |
//! |---|---|
//! | `number` | `Int` (small or big) and `f64`: arithmetic, text, bytes, rounding |
//! | `repr` | `repr` and `ascii` of str, bytes, bytearray |
//! | `format_spec` | `format(value, spec)` of str, int, bool, float |
//! | `percent` | `%`-formatting: parser and single conversions |
//! | `template` | the parser of `str.format` |
//! | `strings`, `unicode` | the methods of str, properties of code points |
//! | `byte_strings`, `codecs` | the methods of bytes and bytearray, encodings |
//! | `slice` | `slice.indices`, indices, `start` and `end` of methods |
//! | `hash` | hashes of numbers, str, bytes, tuples, frozensets |
//! | `mersenne` | the generator under `random.Random` |
//! | `structs` | the `struct` module |
//!
//! What CPython answers to thousands of calls is kept in
//! `tests/python_text` and replayed by its test.

pub mod byte_strings;
mod case_table;
pub mod codecs;
pub mod format_spec;
pub mod hash;
pub mod mersenne;
pub mod number;
pub mod percent;
pub mod repr;
pub mod slice;
pub mod strings;
pub mod structs;
pub mod template;
pub mod unicode;
mod unicode_table;

use std::fmt;

/// Where and why an encoding or decoding stopped: what the attributes of
/// `UnicodeDecodeError` and `UnicodeEncodeError` hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecFault {
    /// Name of the codec as CPython prints it, such as `utf-8`.
    pub encoding: &'static str,
    /// First offending position: bytes when decoding, code points when encoding.
    pub start: usize,
    /// One past the last offending position.
    pub end: usize,
    /// CPython's reason text.
    pub reason: String,
}

/// A Python exception to be raised by the machine: its class and its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// Class name as Python writes it (`struct.error` with its module).
    pub class: &'static str,
    /// What `str(exception)` gives.
    pub message: String,
    /// Set for the two Unicode errors.
    pub fault: Option<Box<CodecFault>>,
}

/// The outcome of everything here that can raise.
pub type TextResult<T> = Result<T, TextError>;

impl TextError {
    /// An exception of any class.
    pub fn new(class: &'static str, message: impl Into<String>) -> Self {
        TextError {
            class,
            message: message.into(),
            fault: None,
        }
    }

    /// A `ValueError`.
    pub fn value(message: impl Into<String>) -> Self {
        Self::new("ValueError", message)
    }

    /// A `TypeError`.
    pub fn kind(message: impl Into<String>) -> Self {
        Self::new("TypeError", message)
    }

    /// An `OverflowError`.
    pub fn overflow(message: impl Into<String>) -> Self {
        Self::new("OverflowError", message)
    }

    /// A `ZeroDivisionError`.
    pub fn zero_division(message: impl Into<String>) -> Self {
        Self::new("ZeroDivisionError", message)
    }

    /// A `MemoryError`: CPython's answer to a result that does not fit, ours
    /// to one beyond the bounds of this module.
    pub fn memory() -> Self {
        Self::new("MemoryError", "")
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.class, self.message)
    }
}

impl std::error::Error for TextError {}

/// Rust text holds no lone surrogates; where CPython would make one, this is
/// raised instead.
pub(crate) fn surrogate_refused() -> TextError {
    TextError::value("lone surrogates are not supported")
}

/// Bytes of the longest text or byte string that one call may build. Below
/// `base::limits::PROCESS_MEMORY`, so that one expression cannot take it all.
pub const TEXT_BYTES: usize = 32 << 20;

/// A count as a size: nothing below zero, the largest size where it is no size
/// of the machine (32 bits in the page), which no bound lets pass.
pub(crate) fn saturating_size(count: i64) -> usize {
    usize::try_from(count.max(0)).unwrap_or(usize::MAX)
}

/// Bits of the largest integer: 128 kB, multiplied in milliseconds and divided
/// in a tenth of a second. CPython goes on until memory ends.
pub const INT_BITS: u64 = 1 << 20;
