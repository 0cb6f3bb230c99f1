//! `bytes.hex` and `bytes.fromhex`.

use super::split::is_space_byte;
use crate::python::text::{TEXT_BYTES, TextError, TextResult, saturating_size};

/// The separator of a `sep` argument.
///
/// # Errors
/// `ValueError` unless it is one ASCII character.
pub fn hex_separator(text: &str) -> TextResult<char> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) if only.is_ascii() => Ok(only),
        (Some(_), None) => Err(TextError::value("sep must be ASCII.")),
        _ => Err(TextError::value("sep must be length 1.")),
    }
}

/// `data.hex(sep, bytes_per_sep)`: groups count from the right, with a
/// negative size from the left.
///
/// # Errors
/// `MemoryError` when the result is too long.
pub fn hex(data: &[u8], sep: Option<char>, bytes_per_sep: i64) -> TextResult<String> {
    if data.len() > TEXT_BYTES / 3 {
        return Err(TextError::memory());
    }
    let size = saturating_size(bytes_per_sep.saturating_abs());
    let sep = sep.filter(|_| size > 0);
    let mut out = String::with_capacity(data.len() * 3);
    for (at, byte) in data.iter().enumerate() {
        let grouped = if bytes_per_sep < 0 {
            at
        } else {
            data.len() - at
        };
        if at > 0
            && let Some(sep) = sep
            && grouped % size == 0
        {
            out.push(sep);
        }
        for digit in [byte >> 4, byte & 15] {
            out.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    Ok(out)
}

/// `bytes.fromhex(text)`: pairs of digits, white space between them.
///
/// # Errors
/// `ValueError` with the first wrong position.
pub fn from_hex(text: &str) -> TextResult<Vec<u8>> {
    let wrong = |at: usize| {
        TextError::value(format!(
            "non-hexadecimal number found in fromhex() arg at position {at}"
        ))
    };
    if let Some(at) = text.chars().position(|c| !c.is_ascii()) {
        return Err(wrong(at));
    }
    let data = text.as_bytes();
    let digit = |at: usize| {
        let digit = data.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        digit.ok_or_else(|| wrong(at))
    };
    let mut out = Vec::with_capacity(data.len() / 2);
    let mut at = 0;
    while at < data.len() {
        if is_space_byte(data[at]) {
            at += 1;
            continue;
        }
        out.push((digit(at)? << 4 | digit(at + 1)?) as u8);
        at += 2;
    }
    Ok(out)
}
