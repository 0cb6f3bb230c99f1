//! `bytes.decode` and `str.encode`: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32
//! with the error handlers strict, ignore, replace, backslashreplace and, for
//! encoding, xmlcharrefreplace.
//!
//! Rust text holds no lone surrogates, so `surrogateescape` and
//! `surrogatepass` act like `strict` where there is nothing to escape, and
//! raise a `ValueError` of our own where a surrogate would come into being.
//! `namereplace` and other codecs are unknown here.

mod decode;
mod encode;

use super::number::ByteOrder;
use super::{CodecFault, TextError, TextResult};

/// A character encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `utf-8`
    Utf8,
    /// `utf-8-sig`: with a byte order mark.
    Utf8Sig,
    /// `ascii`
    Ascii,
    /// `latin-1`
    Latin1,
    /// `utf-16`, with a byte order mark unless the order is given.
    Utf16(Option<ByteOrder>),
    /// `utf-32`, likewise.
    Utf32(Option<ByteOrder>),
}

/// A name in the spelling that codecs are registered under.
fn normal_name(name: &str) -> String {
    let plain = |c: char| match c {
        '-' | ' ' | '.' => '_',
        _ => c.to_ascii_lowercase(),
    };
    name.trim().chars().map(plain).collect()
}

/// The encoding that a name or one of its aliases means.
pub fn encoding_named(name: &str) -> Option<Encoding> {
    let plain = normal_name(name);
    Some(match plain.as_str() {
        "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Encoding::Utf8,
        "utf_8_sig" => Encoding::Utf8Sig,
        "ascii" | "us_ascii" | "646" | "us" | "iso646_us" | "iso_ir_6" | "cp367" | "csascii"
        | "ansi_x3_4_1968" => Encoding::Ascii,
        "latin_1" | "latin1" | "latin" | "l1" | "8859" | "cp819" | "iso_8859_1" | "iso8859_1"
        | "iso8859" | "iso_8859_1_1987" | "iso_ir_100" | "ibm819" | "csisolatin1" => {
            Encoding::Latin1
        }
        "utf_16" | "utf16" | "u16" => Encoding::Utf16(None),
        "utf_16_le" | "utf_16le" | "unicodelittleunmarked" => {
            Encoding::Utf16(Some(ByteOrder::Little))
        }
        "utf_16_be" | "utf_16be" | "unicodebigunmarked" => Encoding::Utf16(Some(ByteOrder::Big)),
        "utf_32" | "utf32" | "u32" => Encoding::Utf32(None),
        "utf_32_le" | "utf_32le" => Encoding::Utf32(Some(ByteOrder::Little)),
        "utf_32_be" | "utf_32be" => Encoding::Utf32(Some(ByteOrder::Big)),
        _ => return None,
    })
}

/// `data.decode(encoding, errors)`.
///
/// # Errors
/// `UnicodeDecodeError`, `LookupError`, `TypeError` with CPython's words.
pub fn decode(data: &[u8], encoding: &str, errors: &str) -> TextResult<String> {
    if data.is_empty() {
        return Ok(String::new());
    }
    let codec = encoding_named(encoding).ok_or_else(|| unknown_encoding(encoding))?;
    decode::decode(data, codec, errors)
        .map_err(|error| through_registry(error, "decoding", encoding))
}

/// Names that CPython decodes and encodes without asking its codec registry.
const DIRECT: [&str; 12] = [
    "utf_8",
    "utf8",
    "utf_16",
    "utf16",
    "utf_32",
    "utf32",
    "ascii",
    "us_ascii",
    "latin1",
    "latin_1",
    "iso_8859_1",
    "iso8859_1",
];

/// An error of the wrong use of a codec, as the registry passes it on.
fn through_registry(error: TextError, doing: &str, encoding: &str) -> TextError {
    let direct = DIRECT.contains(&normal_name(encoding).as_str());
    if direct || error.fault.is_some() {
        return error;
    }
    TextError::new(
        error.class,
        format!("{doing} with '{encoding}' codec failed ({error})"),
    )
}

/// `text.encode(encoding, errors)`.
///
/// # Errors
/// `UnicodeEncodeError`, `LookupError` with CPython's words.
pub fn encode(text: &str, encoding: &str, errors: &str) -> TextResult<Vec<u8>> {
    let codec = encoding_named(encoding).ok_or_else(|| unknown_encoding(encoding))?;
    encode::encode(text, codec, errors)
        .map_err(|error| through_registry(error, "encoding", encoding))
}

/// The refusal of a codec.
fn unknown_encoding(name: &str) -> TextError {
    TextError::new("LookupError", format!("unknown encoding: {name}"))
}

/// The refusal of an error handler.
fn unknown_handler(name: &str) -> TextError {
    TextError::new(
        "LookupError",
        format!("unknown error handler name '{name}'"),
    )
}

/// The two Unicode errors, with CPython's message for one and for several.
fn unicode_error(class: &'static str, message: String, fault: CodecFault) -> TextError {
    TextError {
        class,
        message,
        fault: Some(Box::new(fault)),
    }
}
