//! Filling up to a width, tabs, repetition, case.

use crate::python::text::number::Int;
use crate::python::text::strings::repetitions;
use crate::python::text::{TEXT_BYTES, TextError, TextResult, saturating_size};

/// How many bytes are missing to a width.
fn missing(data: &[u8], width: i64) -> TextResult<usize> {
    let width = saturating_size(width);
    if width > TEXT_BYTES {
        return Err(TextError::memory());
    }
    Ok(width.saturating_sub(data.len()))
}

/// Data between two fillings.
fn filled(left: usize, data: &[u8], right: usize, fill: u8) -> Vec<u8> {
    let mut out = vec![fill; left];
    out.extend_from_slice(data);
    out.resize(out.len() + right, fill);
    out
}

/// `data.center(width, fill)`.
///
/// # Errors
/// `MemoryError` for a width beyond the bounds.
pub fn center(data: &[u8], width: i64, fill: u8) -> TextResult<Vec<u8>> {
    let missing = missing(data, width)?;
    let left = missing / 2 + (missing & width as usize & 1);
    Ok(filled(left, data, missing - left, fill))
}

/// `data.ljust(width, fill)`.
///
/// # Errors
/// `MemoryError` for a width beyond the bounds.
pub fn ljust(data: &[u8], width: i64, fill: u8) -> TextResult<Vec<u8>> {
    Ok(filled(0, data, missing(data, width)?, fill))
}

/// `data.rjust(width, fill)`.
///
/// # Errors
/// `MemoryError` for a width beyond the bounds.
pub fn rjust(data: &[u8], width: i64, fill: u8) -> TextResult<Vec<u8>> {
    Ok(filled(missing(data, width)?, data, 0, fill))
}

/// `data.zfill(width)`: zeros behind the sign.
///
/// # Errors
/// `MemoryError` for a width beyond the bounds.
pub fn zfill(data: &[u8], width: i64) -> TextResult<Vec<u8>> {
    let zeros = vec![b'0'; missing(data, width)?];
    let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
    Ok([&data[..sign], &zeros, &data[sign..]].concat())
}

/// `data.expandtabs(tabsize)`.
///
/// # Errors
/// `MemoryError` when the result is too long.
pub fn expand_tabs(data: &[u8], tabsize: i64) -> TextResult<Vec<u8>> {
    let tabsize = saturating_size(tabsize);
    let mut out = Vec::with_capacity(data.len());
    let mut column = 0;
    for &byte in data {
        match byte {
            b'\t' if tabsize > 0 => {
                let spaces = tabsize - column % tabsize;
                if out.len() + spaces > TEXT_BYTES {
                    return Err(TextError::memory());
                }
                out.resize(out.len() + spaces, b' ');
                column += spaces;
                continue;
            }
            b'\t' => continue,
            b'\n' | b'\r' => column = 0,
            _ => column += 1,
        }
        out.push(byte);
    }
    Ok(out)
}

/// `data * count`.
///
/// # Errors
/// `MemoryError` when the result is too long, `OverflowError` when the count
/// is no machine word.
pub fn repeat(data: &[u8], count: &Int) -> TextResult<Vec<u8>> {
    repetitions(data.len(), count).map(|count| data.repeat(count))
}

/// `data.upper()`.
pub fn upper(data: &[u8]) -> Vec<u8> {
    data.to_ascii_uppercase()
}

/// `data.lower()`.
pub fn lower(data: &[u8]) -> Vec<u8> {
    data.to_ascii_lowercase()
}

/// `data.swapcase()`.
pub fn swapcase(data: &[u8]) -> Vec<u8> {
    data.iter()
        .map(|byte| {
            if byte.is_ascii_alphabetic() {
                byte ^ 0x20
            } else {
                *byte
            }
        })
        .collect()
}

/// `data.capitalize()`.
pub fn capitalize(data: &[u8]) -> Vec<u8> {
    let mut out = lower(data);
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// `data.title()`.
pub fn title(data: &[u8]) -> Vec<u8> {
    let mut after_letter = false;
    let map = |byte: &u8| {
        let mapped = if after_letter {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        };
        after_letter = byte.is_ascii_alphabetic();
        mapped
    };
    data.iter().map(map).collect()
}
