//! Splitting, partitioning, stripping.

use crate::python::text::unicode::{is_line_break, is_space};
use crate::python::text::{TextError, TextResult};

/// How many splits a `maxsplit` allows: negative is no limit.
fn most(maxsplit: i64) -> usize {
    usize::try_from(maxsplit).unwrap_or(usize::MAX)
}

/// The refusal of an empty separator.
fn empty_separator() -> TextError {
    TextError::value("empty separator")
}

/// `text.split(sep, maxsplit)`; no separator splits at white space.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn split<'a>(text: &'a str, sep: Option<&str>, maxsplit: i64) -> TextResult<Vec<&'a str>> {
    let most = most(maxsplit);
    match sep {
        None => Ok(split_space(text, most)),
        Some("") => Err(empty_separator()),
        Some(sep) => Ok(text.splitn(most.saturating_add(1), sep).collect()),
    }
}

/// `text.rsplit(sep, maxsplit)`: limits the splits from the right.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rsplit<'a>(text: &'a str, sep: Option<&str>, maxsplit: i64) -> TextResult<Vec<&'a str>> {
    let most = most(maxsplit);
    let mut parts: Vec<&str> = match sep {
        None => rsplit_space(text, most),
        Some("") => return Err(empty_separator()),
        Some(sep) => text.rsplitn(most.saturating_add(1), sep).collect(),
    };
    parts.reverse();
    Ok(parts)
}

/// Words from the left; what is left after the last split keeps its end.
fn split_space(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        let end = rest.find(is_space).unwrap_or(rest.len());
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

/// Words from the right, last first.
fn rsplit_space(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while let Some(last) = rest.chars().next_back() {
        let word = rest.trim_end_matches(|c| !is_space(c));
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        debug_assert!(!is_space(last), "the end was trimmed");
        parts.push(&rest[word.len()..]);
        rest = word.trim_end_matches(is_space);
    }
    parts
}

/// `text.splitlines(keepends)`.
pub fn split_lines(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(is_line_break) {
        let mark = if rest[end..].starts_with("\r\n") {
            2
        } else {
            rest[end..].chars().next().map_or(0, char::len_utf8)
        };
        lines.push(&rest[..if keep_ends { end + mark } else { end }]);
        rest = &rest[end + mark..];
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// `text.partition(sep)`.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn partition<'a>(text: &'a str, sep: &str) -> TextResult<(&'a str, &'a str, &'a str)> {
    if sep.is_empty() {
        return Err(empty_separator());
    }
    Ok(text
        .find(sep)
        .map_or((text, "", ""), |at| cut_out(text, at, sep.len())))
}

/// `text.rpartition(sep)`.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rpartition<'a>(text: &'a str, sep: &str) -> TextResult<(&'a str, &'a str, &'a str)> {
    if sep.is_empty() {
        return Err(empty_separator());
    }
    Ok(text
        .rfind(sep)
        .map_or(("", "", text), |at| cut_out(text, at, sep.len())))
}

/// Before, within and after a part.
fn cut_out(text: &str, at: usize, length: usize) -> (&str, &str, &str) {
    (&text[..at], &text[at..at + length], &text[at + length..])
}

/// Whether a character goes: one of `chars`, or white space.
fn goes(chars: Option<&str>) -> impl Fn(char) -> bool {
    move |c| chars.map_or_else(|| is_space(c), |chars| chars.contains(c))
}

/// `text.strip(chars)`.
pub fn strip<'a>(text: &'a str, chars: Option<&str>) -> &'a str {
    rstrip(lstrip(text, chars), chars)
}

/// `text.lstrip(chars)`.
pub fn lstrip<'a>(text: &'a str, chars: Option<&str>) -> &'a str {
    text.trim_start_matches(goes(chars))
}

/// `text.rstrip(chars)`.
pub fn rstrip<'a>(text: &'a str, chars: Option<&str>) -> &'a str {
    text.trim_end_matches(goes(chars))
}
