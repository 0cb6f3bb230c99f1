//! Filling up to a width, tabs, repetition.

use crate::python::text::number::Int;
use crate::python::text::{TEXT_BYTES, TextError, TextResult, saturating_size};

/// The single character of a `fillchar` argument.
///
/// # Errors
/// `TypeError`.
pub fn fill_char(text: &str) -> TextResult<char> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(TextError::kind(
            "The fill character must be exactly one character long",
        )),
    }
}

/// How many characters are missing to a width.
fn missing(text: &str, width: i64) -> TextResult<usize> {
    let width = saturating_size(width);
    let missing = width.saturating_sub(text.chars().count());
    if missing > TEXT_BYTES / 4 {
        return Err(TextError::memory());
    }
    Ok(missing)
}

/// Text between two fillings.
fn filled(left: usize, text: &str, right: usize, fill: char) -> String {
    let mut out = String::with_capacity(text.len() + (left + right) * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(fill, right));
    out
}

/// `text.center(width, fill)`.
///
/// # Errors
/// `MemoryError` for a width beyond the bounds.
pub fn center(text: &str, width: i64, fill: char) -> TextResult<String> {
    let missing = missing(text, width)?;
    // An odd rest goes to the left when the width is odd.
    let left = missing / 2 + (missing & width as usize & 1);
    Ok(filled(left, text, missing - left, fill))
}

/// `text.ljust(width, fill)`.
///
/// # Errors
/// `MemoryError` for a width beyond the bounds.
pub fn ljust(text: &str, width: i64, fill: char) -> TextResult<String> {
    Ok(filled(0, text, missing(text, width)?, fill))
}

/// `text.rjust(width, fill)`.
///
/// # Errors
/// `MemoryError` for a width beyond the bounds.
pub fn rjust(text: &str, width: i64, fill: char) -> TextResult<String> {
    Ok(filled(missing(text, width)?, text, 0, fill))
}

/// `text.zfill(width)`: zeros behind the sign.
///
/// # Errors
/// `MemoryError` for a width beyond the bounds.
pub fn zfill(text: &str, width: i64) -> TextResult<String> {
    let zeros = "0".repeat(missing(text, width)?);
    let sign = if text.starts_with(['+', '-']) { 1 } else { 0 };
    Ok([&text[..sign], &zeros, &text[sign..]].concat())
}

/// `text.expandtabs(tabsize)`.
///
/// # Errors
/// `MemoryError` when the result is too long.
pub fn expand_tabs(text: &str, tabsize: i64) -> TextResult<String> {
    let tabsize = saturating_size(tabsize);
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if tabsize > 0 => {
                let spaces = tabsize - column % tabsize;
                if out.len() + spaces > TEXT_BYTES {
                    return Err(TextError::memory());
                }
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
                continue;
            }
            '\t' => continue,
            '\n' | '\r' => column = 0,
            _ => column += 1,
        }
        out.push(c);
    }
    Ok(out)
}

/// `text * count`.
///
/// # Errors
/// `MemoryError` when the result is too long, `OverflowError` when the count
/// is no machine word.
pub fn repeat(text: &str, count: &Int) -> TextResult<String> {
    repetitions(text.len(), count).map(|count| text.repeat(count))
}

/// How often something of `length` bytes may be repeated.
pub(crate) fn repetitions(length: usize, count: &Int) -> TextResult<usize> {
    let Some(count) = count.to_i64() else {
        return Err(TextError::overflow(
            "cannot fit 'int' into an index-sized integer",
        ));
    };
    let count = saturating_size(count);
    if length.saturating_mul(count) > TEXT_BYTES {
        return Err(TextError::memory());
    }
    Ok(if length == 0 { 0 } else { count })
}
