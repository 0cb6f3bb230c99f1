//! `repr()` and `ascii()` of str, bytes and bytearray.

use super::unicode;

/// The quote that CPython chooses: double ones only when they save escapes.
fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

/// Appends the escape of a code point that is not shown.
fn push_escape(c: char, out: &mut String) {
    let code = u32::from(c);
    match code {
        0..=0xff => out.push_str(&format!("\\x{code:02x}")),
        0x100..=0xffff => out.push_str(&format!("\\u{code:04x}")),
        _ => out.push_str(&format!("\\U{code:08x}")),
    }
}

/// `repr(text)`.
pub fn str_repr(text: &str) -> String {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ if c == quote => out.extend(['\\', c]),
            _ if unicode::is_printable(c) => out.push(c),
            _ => push_escape(c, &mut out),
        }
    }
    out.push(quote);
    out
}

/// `ascii(text)`.
pub fn ascii_repr(text: &str) -> String {
    to_ascii(&str_repr(text))
}

/// What `ascii(object)` makes of `repr(object)`.
pub fn to_ascii(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_escape(c, &mut out);
        }
    }
    out
}

/// `repr(data)` of bytes.
pub fn bytes_repr(data: &[u8]) -> String {
    quoted_bytes(data, false)
}

/// `b'...'`; a bytearray escapes single quotes even between double ones.
fn quoted_bytes(data: &[u8], escape_single: bool) -> String {
    let quote = quote_for(data.contains(&b'\''), data.contains(&b'"'));
    let mut out = String::with_capacity(data.len() + 3);
    out.push('b');
    out.push(quote);
    for &byte in data {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\'' if escape_single => out.push_str("\\'"),
            _ if char::from(byte) == quote => out.extend(['\\', quote]),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => push_escape(char::from(byte), &mut out),
        }
    }
    out.push(quote);
    out
}

/// `repr(data)` of a bytearray.
pub fn bytearray_repr(data: &[u8]) -> String {
    format!("bytearray({})", quoted_bytes(data, true))
}
