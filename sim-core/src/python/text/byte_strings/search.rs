//! Finding, counting, replacing, translating.

use crate::python::text::number::Int;
use crate::python::text::slice::bounds;
use crate::python::text::{TEXT_BYTES, TextError, TextResult};

/// The byte that an int stands for.
///
/// # Errors
/// `ValueError`.
pub fn byte_value(value: &Int) -> TextResult<u8> {
    u8::try_from(value.clamp_i64()).map_err(|_| TextError::value("byte must be in range(0, 256)"))
}

/// First place of `needle` in `data`.
pub(super) fn position(data: &[u8], needle: &[u8]) -> Option<usize> {
    let Some(first) = needle.first() else {
        return Some(0);
    };
    let mut from = 0;
    while let Some(at) = data[from..].iter().position(|byte| byte == first) {
        from += at;
        if data[from..].starts_with(needle) {
            return Some(from);
        }
        from += 1;
    }
    None
}

/// Last place of `needle` in `data`.
pub(super) fn last_position(data: &[u8], needle: &[u8]) -> Option<usize> {
    let Some(last) = needle.last() else {
        return Some(data.len());
    };
    let mut end = data.len();
    while let Some(at) = data[..end].iter().rposition(|byte| byte == last) {
        end = at + 1;
        if data[..end].ends_with(needle) {
            return Some(end - needle.len());
        }
        end = at;
    }
    None
}

/// The part that `start` and `end` choose, and where it begins.
fn window(data: &[u8], start: Option<i64>, end: Option<i64>) -> Option<(usize, &[u8])> {
    let (start, end) = bounds(start, end, data.len());
    (start <= end).then(|| (start, &data[start..end]))
}

/// `data.find(needle, start, end)`; `None` is Python's -1.
pub fn find(data: &[u8], needle: &[u8], start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (from, part) = window(data, start, end)?;
    position(part, needle).map(|at| from + at)
}

/// `data.rfind(needle, start, end)`; `None` is Python's -1.
pub fn rfind(data: &[u8], needle: &[u8], start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (from, part) = window(data, start, end)?;
    last_position(part, needle).map(|at| from + at)
}

/// `data.index(needle, start, end)`.
///
/// # Errors
/// `ValueError`.
pub fn index(
    data: &[u8],
    needle: &[u8],
    start: Option<i64>,
    end: Option<i64>,
) -> TextResult<usize> {
    find(data, needle, start, end).ok_or_else(|| TextError::value("subsection not found"))
}

/// `data.rindex(needle, start, end)`.
///
/// # Errors
/// `ValueError`.
pub fn rindex(
    data: &[u8],
    needle: &[u8],
    start: Option<i64>,
    end: Option<i64>,
) -> TextResult<usize> {
    rfind(data, needle, start, end).ok_or_else(|| TextError::value("subsection not found"))
}

/// `data.count(needle, start, end)`.
pub fn count(data: &[u8], needle: &[u8], start: Option<i64>, end: Option<i64>) -> usize {
    let Some((_, mut rest)) = window(data, start, end) else {
        return 0;
    };
    if needle.is_empty() {
        return rest.len() + 1;
    }
    let mut count = 0;
    while let Some(at) = position(rest, needle) {
        count += 1;
        rest = &rest[at + needle.len()..];
    }
    count
}

/// `data.startswith(affix, start, end)` for one affix.
pub fn starts_with(data: &[u8], affix: &[u8], start: Option<i64>, end: Option<i64>) -> bool {
    window(data, start, end).is_some_and(|(_, part)| part.starts_with(affix))
}

/// `data.endswith(affix, start, end)` for one affix.
pub fn ends_with(data: &[u8], affix: &[u8], start: Option<i64>, end: Option<i64>) -> bool {
    window(data, start, end).is_some_and(|(_, part)| part.ends_with(affix))
}

/// `data.replace(old, new, count)`; a negative count replaces all.
///
/// # Errors
/// `MemoryError` when the result is too long.
pub fn replace(data: &[u8], old: &[u8], new: &[u8], count: i64) -> TextResult<Vec<u8>> {
    let mut left = usize::try_from(count).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(data.len());
    let mut rest = data;
    while left > 0 {
        let Some(at) = position(rest, old) else { break };
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(new);
        left -= 1;
        rest = &rest[at + old.len()..];
        if old.is_empty() {
            // Between every two bytes, and after the last one.
            let Some((first, behind)) = rest.split_first() else {
                break;
            };
            if left > 0 {
                out.push(*first);
                rest = behind;
            }
        }
        if out.len() > TEXT_BYTES {
            return Err(TextError::memory());
        }
    }
    out.extend_from_slice(rest);
    Ok(out)
}

/// `data.removeprefix(prefix)`.
pub fn remove_prefix<'a>(data: &'a [u8], prefix: &[u8]) -> &'a [u8] {
    data.strip_prefix(prefix).unwrap_or(data)
}

/// `data.removesuffix(suffix)`.
pub fn remove_suffix<'a>(data: &'a [u8], suffix: &[u8]) -> &'a [u8] {
    data.strip_suffix(suffix).unwrap_or(data)
}

/// `data.translate(table, delete)`.
///
/// # Errors
/// `ValueError` for a table of another length than 256.
pub fn translate(data: &[u8], table: Option<&[u8]>, delete: &[u8]) -> TextResult<Vec<u8>> {
    if table.is_some_and(|table| table.len() != 256) {
        return Err(TextError::value(
            "translation table must be 256 characters long",
        ));
    }
    let kept = data.iter().filter(|byte| !delete.contains(byte));
    Ok(kept
        .map(|byte| table.map_or(*byte, |table| table[usize::from(*byte)]))
        .collect())
}

/// `bytes.maketrans(from, to)`.
///
/// # Errors
/// `ValueError` for different lengths.
pub fn make_table(from: &[u8], to: &[u8]) -> TextResult<Vec<u8>> {
    if from.len() != to.len() {
        return Err(TextError::value(
            "maketrans arguments must have same length",
        ));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to) {
        table[usize::from(*from)] = *to;
    }
    Ok(table)
}
