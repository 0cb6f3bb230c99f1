//! Bytes to text.

use super::{Encoding, unicode_error, unknown_handler};
use crate::python::text::number::ByteOrder;
use crate::python::text::{CodecFault, TextError, TextResult, surrogate_refused};

/// Decodes with a codec.
pub(super) fn decode(data: &[u8], codec: Encoding, errors: &str) -> TextResult<String> {
    match codec {
        Encoding::Utf8 => utf8(data, errors),
        Encoding::Utf8Sig => utf8(data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data), errors),
        Encoding::Latin1 => Ok(data.iter().map(|byte| char::from(*byte)).collect()),
        Encoding::Ascii => ascii(data, errors),
        Encoding::Utf16(order) => {
            let (order, start) = marked_order(data, order, b"\xff\xfe", b"\xfe\xff");
            utf16(data, start, order, errors)
        }
        Encoding::Utf32(order) => {
            let marks: (&[u8], &[u8]) = (b"\xff\xfe\0\0", b"\0\0\xfe\xff");
            let (order, start) = marked_order(data, order, marks.0, marks.1);
            utf32(data, start, order, errors)
        }
    }
}

/// The byte order, from the name or a mark; and where the text begins.
fn marked_order(
    data: &[u8],
    named: Option<ByteOrder>,
    little: &[u8],
    big: &[u8],
) -> (ByteOrder, usize) {
    match named {
        Some(order) => (order, 0),
        None if data.starts_with(little) => (ByteOrder::Little, little.len()),
        None if data.starts_with(big) => (ByteOrder::Big, big.len()),
        None => (ByteOrder::Little, 0),
    }
}

/// What is wrong with a stretch of bytes.
struct Wrong<'a> {
    encoding: &'static str,
    data: &'a [u8],
    start: usize,
    end: usize,
    reason: &'static str,
}

impl Wrong<'_> {
    /// The exception of the strict handler.
    fn error(&self) -> TextError {
        let Wrong {
            encoding,
            data,
            start,
            end,
            reason,
        } = *self;
        let place = if end - start == 1 {
            format!("byte 0x{:02x} in position {start}", data[start])
        } else {
            format!("bytes in position {start}-{}", end - 1)
        };
        let message = format!("'{encoding}' codec can't decode {place}: {reason}");
        let reason = reason.to_owned();
        let fault = CodecFault {
            encoding,
            start,
            end,
            reason,
        };
        unicode_error("UnicodeDecodeError", message, fault)
    }

    /// Lets the handler append its replacement, or raise.
    fn handle(&self, errors: &str, out: &mut String) -> TextResult<()> {
        match errors {
            "strict" => return Err(self.error()),
            "ignore" => {}
            "replace" => out.push('\u{fffd}'),
            "backslashreplace" => {
                for byte in &self.data[self.start..self.end] {
                    out.push_str(&format!("\\x{byte:02x}"));
                }
            }
            "surrogateescape" => {
                // Only bytes from 128 on can be escaped.
                return Err(match self.data[self.start] {
                    0..=127 => self.error(),
                    _ => surrogate_refused(),
                });
            }
            "surrogatepass" => return Err(self.error()),
            "xmlcharrefreplace" | "namereplace" => {
                return Err(TextError::kind(
                    "don't know how to handle UnicodeDecodeError in error callback",
                ));
            }
            other => return Err(unknown_handler(other)),
        }
        Ok(())
    }
}

/// UTF-8. A wrong stretch is the longest that could have begun a character.
fn utf8(data: &[u8], errors: &str) -> TextResult<String> {
    let mut out = String::with_capacity(data.len());
    let mut at = 0;
    for chunk in data.utf8_chunks() {
        out.push_str(chunk.valid());
        at += chunk.valid().len();
        let invalid = chunk.invalid().len();
        if invalid == 0 {
            continue;
        }
        let wrong = Wrong {
            encoding: "utf-8",
            data,
            start: at,
            end: at + invalid,
            reason: utf8_reason(data, at, at + invalid),
        };
        wrong.handle(errors, &mut out)?;
        at += invalid;
    }
    Ok(out)
}

/// Why a stretch is no UTF-8.
fn utf8_reason(data: &[u8], start: usize, end: usize) -> &'static str {
    let wanted = match data[start] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return "invalid start byte",
    };
    if end == data.len() && end - start < wanted {
        "unexpected end of data"
    } else {
        "invalid continuation byte"
    }
}

/// ASCII.
fn ascii(data: &[u8], errors: &str) -> TextResult<String> {
    let mut out = String::with_capacity(data.len());
    for (start, &byte) in data.iter().enumerate() {
        if byte.is_ascii() {
            out.push(char::from(byte));
            continue;
        }
        let wrong = Wrong {
            encoding: "ascii",
            data,
            start,
            end: start + 1,
            reason: "ordinal not in range(128)",
        };
        wrong.handle(errors, &mut out)?;
    }
    Ok(out)
}

/// A number of two or four bytes.
fn unit(bytes: &[u8], order: ByteOrder) -> u32 {
    let push = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
    match order {
        ByteOrder::Big => bytes.iter().fold(0, push),
        ByteOrder::Little => bytes.iter().rev().fold(0, push),
    }
}

/// The character that begins at `at`, or what is wrong there; and where the
/// next one begins.
fn utf16_at(
    data: &[u8],
    at: usize,
    order: ByteOrder,
) -> Result<(char, usize), (usize, &'static str)> {
    let left = &data[at..];
    let Some(first) = left.get(..2).map(|bytes| unit(bytes, order)) else {
        return Err((data.len(), "truncated data"));
    };
    match first {
        0xd800..=0xdbff => {}
        0xdc00..=0xdfff => return Err((at + 2, "illegal encoding")),
        _ => {
            return char::from_u32(first)
                .map(|c| (c, at + 2))
                .ok_or((at + 2, "illegal encoding"));
        }
    }
    let Some(second) = left.get(2..4).map(|bytes| unit(bytes, order)) else {
        return Err((data.len(), "unexpected end of data"));
    };
    if !(0xdc00..=0xdfff).contains(&second) {
        return Err((at + 2, "illegal UTF-16 surrogate"));
    }
    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    char::from_u32(code)
        .map(|c| (c, at + 4))
        .ok_or((at + 4, "illegal encoding"))
}

/// UTF-16 from a position on.
fn utf16(data: &[u8], start: usize, order: ByteOrder, errors: &str) -> TextResult<String> {
    let encoding = match order {
        ByteOrder::Little => "utf-16-le",
        ByteOrder::Big => "utf-16-be",
    };
    units(data, start, encoding, errors, |at| {
        utf16_at(data, at, order)
    })
}

/// UTF-32 from a position on.
fn utf32(data: &[u8], start: usize, order: ByteOrder, errors: &str) -> TextResult<String> {
    let encoding = match order {
        ByteOrder::Little => "utf-32-le",
        ByteOrder::Big => "utf-32-be",
    };
    units(data, start, encoding, errors, |at| {
        let Some(code) = data.get(at..at + 4).map(|bytes| unit(bytes, order)) else {
            return Err((data.len(), "truncated data"));
        };
        let reason = match code {
            0xd800..=0xdfff => "code point in surrogate code point range(0xd800, 0xe000)",
            _ => "code point not in range(0x110000)",
        };
        char::from_u32(code)
            .map(|c| (c, at + 4))
            .ok_or((at + 4, reason))
    })
}

/// Reads characters until the end, handing what is wrong to the handler.
fn units(
    data: &[u8],
    start: usize,
    encoding: &'static str,
    errors: &str,
    next: impl Fn(usize) -> Result<(char, usize), (usize, &'static str)>,
) -> TextResult<String> {
    let mut out = String::with_capacity(data.len() / 2);
    let mut start = start;
    while start < data.len() {
        start = match next(start) {
            Ok((c, end)) => {
                out.push(c);
                end
            }
            Err((end, reason)) => {
                Wrong {
                    encoding,
                    data,
                    start,
                    end,
                    reason,
                }
                .handle(errors, &mut out)?;
                end
            }
        };
    }
    Ok(out)
}
