//! Finding, counting, replacing.

use super::Points;
use crate::python::text::slice::bounds;
use crate::python::text::{TEXT_BYTES, TextError, TextResult};

/// The part of a text that `start` and `end` choose, and the byte where it
/// begins; `None` when they are the wrong way round.
fn window(points: Points<'_>, start: Option<i64>, end: Option<i64>) -> Option<(usize, &str)> {
    let (start, end) = bounds(start, end, points.count());
    (start <= end).then(|| (points.byte_offset(start), points.range(start, end)))
}

/// `text.find(needle, start, end)`; `None` is Python's -1.
pub fn find(text: &str, needle: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let points = Points::new(text);
    let (from, part) = window(points, start, end)?;
    part.find(needle).map(|at| points.point_offset(from + at))
}

/// `text.rfind(needle, start, end)`; `None` is Python's -1.
pub fn rfind(text: &str, needle: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let points = Points::new(text);
    let (from, part) = window(points, start, end)?;
    part.rfind(needle).map(|at| points.point_offset(from + at))
}

/// `text.index(needle, start, end)`.
///
/// # Errors
/// `ValueError`.
pub fn index(text: &str, needle: &str, start: Option<i64>, end: Option<i64>) -> TextResult<usize> {
    find(text, needle, start, end).ok_or_else(|| TextError::value("substring not found"))
}

/// `text.rindex(needle, start, end)`.
///
/// # Errors
/// `ValueError`.
pub fn rindex(text: &str, needle: &str, start: Option<i64>, end: Option<i64>) -> TextResult<usize> {
    rfind(text, needle, start, end).ok_or_else(|| TextError::value("substring not found"))
}

/// `text.count(needle, start, end)`.
pub fn count(text: &str, needle: &str, start: Option<i64>, end: Option<i64>) -> usize {
    window(Points::new(text), start, end).map_or(0, |(_, part)| part.matches(needle).count())
}

/// `text.startswith(affix, start, end)` for one affix.
pub fn starts_with(text: &str, affix: &str, start: Option<i64>, end: Option<i64>) -> bool {
    if start.is_none() && end.is_none() {
        return text.starts_with(affix);
    }
    window(Points::new(text), start, end).is_some_and(|(_, part)| part.starts_with(affix))
}

/// `text.endswith(affix, start, end)` for one affix.
pub fn ends_with(text: &str, affix: &str, start: Option<i64>, end: Option<i64>) -> bool {
    if start.is_none() && end.is_none() {
        return text.ends_with(affix);
    }
    window(Points::new(text), start, end).is_some_and(|(_, part)| part.ends_with(affix))
}

/// `text.replace(old, new, count)`; a negative count replaces all.
///
/// # Errors
/// `MemoryError` when the result is too long.
pub fn replace(text: &str, old: &str, new: &str, count: i64) -> TextResult<String> {
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    if new.len() > old.len() {
        let found = text.matches(old).take(most).count();
        if text.len() + found.saturating_mul(new.len() - old.len()) > TEXT_BYTES {
            return Err(TextError::memory());
        }
    }
    Ok(text.replacen(old, new, most))
}

/// `text.removeprefix(prefix)`.
pub fn remove_prefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    text.strip_prefix(prefix).unwrap_or(text)
}

/// `text.removesuffix(suffix)`.
pub fn remove_suffix<'a>(text: &'a str, suffix: &str) -> &'a str {
    text.strip_suffix(suffix).unwrap_or(text)
}
