//! Character by character: `translate`, `maketrans`, `ord`, `chr`.

use crate::python::text::number::Int;
use crate::python::text::{TEXT_BYTES, TextError, TextResult};

/// What a translation table says of a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Translation {
    /// Not in the table (`LookupError`): stays.
    Keep,
    /// `None`: goes.
    Delete,
    /// Another text in its place.
    Replace(String),
}

/// `text.translate(table)`: the machine looks up each character.
///
/// # Errors
/// What the look-up raises; `MemoryError` when the result is too long.
pub fn translate(
    text: &str,
    mut look_up: impl FnMut(char) -> TextResult<Translation>,
) -> TextResult<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match look_up(c)? {
            Translation::Keep => out.push(c),
            Translation::Delete => {}
            Translation::Replace(other) => out.push_str(&other),
        }
        if out.len() > TEXT_BYTES {
            return Err(TextError::memory());
        }
    }
    Ok(out)
}

/// The items of `str.maketrans(from, to, delete)`: code points, and what each
/// becomes (`None`: deleted), in the order in which they are set.
///
/// # Errors
/// `ValueError` for texts of different lengths.
pub fn make_translation(from: &str, to: &str, delete: &str) -> TextResult<Vec<(u32, Option<u32>)>> {
    if from.chars().count() != to.chars().count() {
        return Err(TextError::value(
            "the first two maketrans arguments must have equal length",
        ));
    }
    let pairs = from
        .chars()
        .zip(to.chars())
        .map(|(from, to)| (u32::from(from), Some(u32::from(to))));
    let deleted = delete.chars().map(|c| (u32::from(c), None));
    Ok(pairs.chain(deleted).collect())
}

/// `ord(text)`.
///
/// # Errors
/// `TypeError` unless the text is one character.
pub fn ord(text: &str) -> TextResult<u32> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => Ok(u32::from(only)),
        _ => Err(TextError::kind(format!(
            "ord() expected a character, but string of length {} found",
            text.chars().count()
        ))),
    }
}

/// `chr(code)`.
///
/// # Errors
/// `ValueError` beyond Unicode and for surrogates, which are refused;
/// `OverflowError` for an int that is no C int.
pub fn chr(code: &Int) -> TextResult<char> {
    let Some(code) = code.to_i64().and_then(|code| i32::try_from(code).ok()) else {
        return Err(TextError::overflow(
            "Python int too large to convert to C int",
        ));
    };
    if !(0..0x11_0000).contains(&code) {
        return Err(TextError::value("chr() arg not in range(0x110000)"));
    }
    char::from_u32(code as u32).ok_or_else(crate::python::text::surrogate_refused)
}
