//! Splitting, partitioning, stripping.

use super::search::{last_position, position};
use crate::python::text::{TextError, TextResult};

/// What `bytes` methods take for white space.
pub(super) fn is_space_byte(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// How many splits a `maxsplit` allows: negative is no limit.
fn most(maxsplit: i64) -> usize {
    usize::try_from(maxsplit).unwrap_or(usize::MAX)
}

/// The refusal of an empty separator.
fn empty_separator() -> TextError {
    TextError::value("empty separator")
}

/// `data.split(sep, maxsplit)`; no separator splits at white space.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn split<'a>(data: &'a [u8], sep: Option<&[u8]>, maxsplit: i64) -> TextResult<Vec<&'a [u8]>> {
    let most = most(maxsplit);
    let Some(sep) = sep else {
        return Ok(split_space(data, most));
    };
    if sep.is_empty() {
        return Err(empty_separator());
    }
    let mut parts = Vec::new();
    let mut rest = data;
    while parts.len() < most
        && let Some(at) = position(rest, sep)
    {
        parts.push(&rest[..at]);
        rest = &rest[at + sep.len()..];
    }
    parts.push(rest);
    Ok(parts)
}

/// `data.rsplit(sep, maxsplit)`: limits the splits from the right.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rsplit<'a>(data: &'a [u8], sep: Option<&[u8]>, maxsplit: i64) -> TextResult<Vec<&'a [u8]>> {
    let most = most(maxsplit);
    let mut parts = Vec::new();
    let mut rest = data;
    match sep {
        None => parts = rsplit_space(data, most),
        Some([]) => return Err(empty_separator()),
        Some(sep) => {
            while parts.len() < most
                && let Some(at) = last_position(rest, sep)
            {
                parts.push(&rest[at + sep.len()..]);
                rest = &rest[..at];
            }
            parts.push(rest);
        }
    }
    parts.reverse();
    Ok(parts)
}

/// Words from the left; what is left after the last split keeps its end.
fn split_space(data: &[u8], most: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = lstrip(data, None);
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| is_space_byte(*byte));
        let end = end.unwrap_or(rest.len());
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        parts.push(&rest[..end]);
        rest = lstrip(&rest[end..], None);
    }
    parts
}

/// Words from the right, last first.
fn rsplit_space(data: &[u8], most: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = rstrip(data, None);
    while !rest.is_empty() {
        let start = rest.iter().rposition(|byte| is_space_byte(*byte));
        let start = start.map_or(0, |at| at + 1);
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        parts.push(&rest[start..]);
        rest = rstrip(&rest[..start], None);
    }
    parts
}

/// `data.splitlines(keepends)`: only at `\n`, `\r` and `\r\n`.
pub fn split_lines(data: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = data;
    while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        let mark = if rest[end..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        lines.push(&rest[..if keep_ends { end + mark } else { end }]);
        rest = &rest[end + mark..];
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// Before, the separator, after.
pub type Partition<'a> = (&'a [u8], &'a [u8], &'a [u8]);

/// `data.partition(sep)`.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn partition<'a>(data: &'a [u8], sep: &[u8]) -> TextResult<Partition<'a>> {
    if sep.is_empty() {
        return Err(empty_separator());
    }
    Ok(position(data, sep).map_or((data, &[], &[]), |at| cut_out(data, at, sep.len())))
}

/// `data.rpartition(sep)`.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rpartition<'a>(data: &'a [u8], sep: &[u8]) -> TextResult<Partition<'a>> {
    if sep.is_empty() {
        return Err(empty_separator());
    }
    Ok(last_position(data, sep).map_or((&[], &[], data), |at| cut_out(data, at, sep.len())))
}

/// Before, within and after a part.
fn cut_out(data: &[u8], at: usize, length: usize) -> Partition<'_> {
    (&data[..at], &data[at..at + length], &data[at + length..])
}

/// Whether a byte goes: one of `set`, or white space.
fn goes(byte: u8, set: Option<&[u8]>) -> bool {
    set.map_or_else(|| is_space_byte(byte), |set| set.contains(&byte))
}

/// `data.strip(set)`.
pub fn strip<'a>(data: &'a [u8], set: Option<&[u8]>) -> &'a [u8] {
    rstrip(lstrip(data, set), set)
}

/// `data.lstrip(set)`.
pub fn lstrip<'a>(data: &'a [u8], set: Option<&[u8]>) -> &'a [u8] {
    let first = data.iter().position(|byte| !goes(*byte, set));
    &data[first.unwrap_or(data.len())..]
}

/// `data.rstrip(set)`.
pub fn rstrip<'a>(data: &'a [u8], set: Option<&[u8]>) -> &'a [u8] {
    let last = data.iter().rposition(|byte| !goes(*byte, set));
    &data[..last.map_or(0, |at| at + 1)]
}
