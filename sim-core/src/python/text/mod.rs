//! The heap-free half of Python 3.11: numbers, text and bytes as pure
//! functions over Rust types, to the letter what CPython prints or raises.
//!
//! It is not the machine: it knows no object, frame or heap. Where CPython
//! would call back into an object (`__str__`, `__index__`, a mapping lookup),
//! the machine does that first and hands over the result.
//!
//! Interface (the files hold the doc comments):
//!
//! ```text
//! text::{TextError, TextResult, CodecFault}
//!
//! number  (number/mod.rs re-exports all of this)
//!   enum Int { Small(i64), Big(Rc<BigInt>) }        // Big only when outside i64; Eq, Ord, Hash, Clone, Display-free
//!     Int::from(i64 | i128 | u64 | usize | bool | BigInt), to_i64() -> Option<i64>, to_usize(), to_big() -> Cow<BigInt>,
//!     is_zero(), is_negative(), to_f64() -> TextResult<f64>      // OverflowError "int too large to convert to float"
//!     clamp_i64() -> i64                                          // saturating, for indices
//!   add(&Int,&Int) sub mul neg abs invert and or xor -> TextResult<Int> (mul: MemoryError bound) / Int
//!   floor_div, modulo, divmod(&Int,&Int) -> TextResult<..>        // ZeroDivisionError texts of CPython
//!   true_div(&Int,&Int) -> TextResult<f64>
//!   shift_left, shift_right(&Int,&Int) -> TextResult<Int>
//!   power(&Int,&Int) -> TextResult<Power>   enum Power { Int(Int), Float(f64) }
//!   power_mod(&Int,&Int,&Int) -> TextResult<Int>
//!   round_int(&Int, ndigits: &Int) -> TextResult<Int>
//!   bit_length(&Int) -> u64, bit_count(&Int) -> u64, gcd(&Int,&Int) -> Int, isqrt(&Int) -> TextResult<Int>
//!   compare_int_float(&Int, f64) -> Option<Ordering>
//!   enum ByteOrder { Little, Big }
//!   to_bytes(&Int, length: i64, ByteOrder, signed: bool) -> TextResult<Vec<u8>>
//!   from_bytes(&[u8], ByteOrder, signed: bool) -> Int
//!   parse_int(&str, base: i64) -> TextResult<Int>,  parse_int_bytes(&[u8], base: i64) -> TextResult<Int>
//!   int_literal(&str) -> TextResult<Int>                          // source text: 0x_ff, 1_000
//!   int_text(&Int) -> TextResult<String>                          // str(): 4300-digit limit
//!   radix_text(&Int, 2|8|16) -> String                            // bin(), oct(), hex() with prefix
//!   parse_float(&str) -> TextResult<f64>,  parse_float_bytes(&[u8])
//!   float_repr(f64) -> String
//!   float_to_int(f64) -> TextResult<Int>                          // int(x): truncates
//!   float_floor(f64), float_ceil(f64) -> TextResult<Int>
//!   float_round(f64) -> TextResult<Int>, float_round_digits(f64, ndigits: &Int) -> TextResult<f64>
//!   float_floor_div, float_mod, float_div, float_power(f64,f64) -> TextResult<f64>; float_divmod -> TextResult<(f64,f64)>
//!   float_hex(f64) -> String, float_from_hex(&str) -> TextResult<f64>
//!   float_ratio(f64) -> TextResult<(Int, Int)>, float_is_integer(f64) -> bool
//!
//! repr
//!   str_repr(&str) -> String, ascii_repr(&str) -> String, to_ascii(repr: &str) -> String,
//!   bytes_repr(&[u8]) -> String, bytearray_repr(&[u8]) -> String
//!
//! format_spec
//!   parse_spec(&str, type_name: &str) -> TextResult<FormatSpec>
//!   format_str(&str, spec: &str), format_int(&Int, spec: &str, type_name: &str), format_float(f64, spec: &str) -> TextResult<String>
//!   (format(True, "") is str(True): the machine's business; with a spec call format_int(.., "bool"))
//!
//! percent
//!   parse(&str) -> Percent { pieces: Vec<Piece>, fault: Option<TextError> }      // render pieces in order, then raise fault
//!   parse_bytes(&[u8]) -> PercentBytes (same with Vec<u8>)
//!   enum Piece { Literal(String), Directive(Directive) }
//!   struct Directive { key: Option<String>, width: Size, precision: Option<Size>, conversion: char, flags.., index }
//!   enum Size { None, Fixed(usize), Star }                                       // Star: take an argument, star(&Argument) -> TextResult<i64>
//!   Directive::wants() -> Wants { Nothing /* %% */, Str, Repr, Ascii, Integer, Real, Char }   // how the machine prepares the argument
//!   enum Argument<'a> { Text(&'a str), Int(&'a Int), Float(f64), Other }  + type_name: &str
//!   render(&Directive, width: Option<i64>, precision: Option<i64>, Argument, type_name) -> TextResult<String>
//!   render_bytes(.. BytesArgument ..) -> TextResult<Vec<u8>>
//!   not_enough_arguments(), not_all_converted(bytes: bool), requires_mapping() -> TextError
//!
//! template  (str.format)
//!   parse(&str) -> Template { pieces: Vec<Piece>, fault: Option<TextError> }
//!   enum Piece { Literal(String), Field(Field) }
//!   struct Field { first: First, path: Vec<Step>, conversion: Option<char>, spec: Vec<Piece>, fault: Option<TextError> }
//!   enum First { Index(usize), Name(String) }     // automatic numbers are already assigned
//!   enum Step { Attribute(String), Index(i64), Key(String) }
//!   index_out_of_range(usize) -> TextError
//!
//! strings  (indices are code points; start/end are clamped i64 as from Int::clamp_i64, None = absent)
//!   struct Points<'a> (Points::new(&str), Points::counted(&str, count)): len, char_at(i) -> Option<char>,
//!     str_at(i) -> Option<&str>, range(start, stop) -> &str, slice(&Indices) -> String, byte_offset(i), point_offset(byte)
//!   find, rfind(text, needle, start, end) -> Option<usize>; index, rindex -> TextResult<usize>; count -> usize
//!   starts_with, ends_with(text, affix, start, end) -> bool      // for a tuple: any()
//!   split(text, sep: Option<&str>, maxsplit: i64) -> TextResult<Vec<&str>>, rsplit, split_lines(text, keep: bool) -> Vec<&str>
//!   partition, rpartition(text, sep) -> TextResult<(&str, &str, &str)>
//!   replace(text, old, new, count: i64) -> TextResult<String>, remove_prefix, remove_suffix -> &str
//!   strip, lstrip, rstrip(text, chars: Option<&str>) -> &str
//!   center, ljust, rjust(text, width: i64, fill: char) -> TextResult<String>, zfill(text, width), expand_tabs(text, tabsize: i64)
//!   upper, lower, title, capitalize, swapcase, casefold(text) -> String
//!   is_alnum is_alpha is_ascii is_decimal is_digit is_identifier is_lower is_numeric is_printable is_space is_title is_upper (text) -> bool
//!   translate(text, impl FnMut(char) -> TextResult<Translation>) , enum Translation { Keep, Delete, Replace(String) }
//!   repeat(text, &Int) -> TextResult<String>, ord(text) -> TextResult<u32>, chr(&Int) -> TextResult<char>
//!
//! byte_strings  (the same for &[u8]; positions are bytes)
//!   find.., split.., strip.., center.., upper.., is_*.., translate(text, table: Option<&[u8]>, delete: &[u8]), make_table(from, to)
//!   hex(&[u8], sep: Option<char>, bytes_per_sep: i64), from_hex(&str) -> TextResult<Vec<u8>>
//!   repeat(&[u8], &Int)
//! codecs
//!   decode(&[u8], encoding: &str, errors: &str) -> TextResult<String>, encode(&str, encoding: &str, errors: &str) -> TextResult<Vec<u8>>
//!   normalize_encoding(&str) -> Option<Encoding>
//!
//! slice
//!   indices(start, stop, step: Option<&Int>, length: usize) -> TextResult<Indices { start: i64, stop: i64, step: i64, count: usize }>
//!   Indices::iter() -> impl Iterator<Item = usize>; position(index: &Int, length: usize) -> Option<usize>
//!
//! hash
//!   hash_int(&Int) -> i64, hash_float(f64, identity: i64) -> i64, hash_bytes(&[u8]) / hash_str(&str) -> i64,
//!   hash_tuple(&[i64]) -> i64, hash_frozenset(&[i64]) -> i64
//!
//! mersenne
//!   struct Mersenne (Clone, serde): from_int(&Int), from_bytes(&[u8]) /* version 2 */, random() -> f64,
//!   random_bits(k: i64) -> TextResult<Int>, below(&Int) -> TextResult<Int>, state() -> ([u32; 624], u32), set_state(&[u32], u32)
//!
//! structs
//!   Format::parse(&str) -> TextResult<Format>; size() -> usize; items() -> usize
//!   pack(&self, &[PackArgument]) -> TextResult<Vec<u8>>; unpack(&self, &[u8]) -> TextResult<Vec<Item>>
//!   unpack_from(&self, &[u8], offset: i64), pack_into(&self, &mut [u8], offset: i64, &[PackArgument])
//!   enum PackArgument { Int(Int), Float(f64), Bytes(Vec<u8>), Bool(bool /* truth */), Other }, enum Item { Int(Int), Float(f64), Bytes(Vec<u8>), Bool(bool) }
//! ```

pub mod byte_strings;
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

/// Bits of the largest integer: 512 kB each, multiplied in tens of
/// milliseconds. CPython goes on until memory ends.
pub const INT_BITS: u64 = 1 << 22;
