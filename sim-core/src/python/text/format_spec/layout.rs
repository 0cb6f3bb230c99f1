//! Sign, padding and groups of digits of a number; padding of text.

use super::{FormatSpec, Grouping};
use crate::python::text::{TEXT_BYTES, TextError, TextResult};

/// The parts of a number, before padding.
pub(super) struct Number<'a> {
    /// Whether it has a minus.
    pub negative: bool,
    /// `0x` and the like.
    pub prefix: &'a str,
    /// Digits before the point: those that are grouped.
    pub digits: &'a str,
    /// Everything after them.
    pub rest: &'a str,
}

/// Puts a number together.
///
/// # Errors
/// `MemoryError` for a width beyond `TEXT_BYTES`.
pub(super) fn lay_out(number: &Number<'_>, spec: &FormatSpec) -> TextResult<String> {
    let width = checked_width(spec)?;
    let sign = match (number.negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    };
    let fixed = sign.len() + number.prefix.len() + number.rest.chars().count();
    // Zeros between sign and digits are grouped like digits.
    let least = if spec.fill == '0' && spec.align == '=' {
        width.saturating_sub(fixed)
    } else {
        0
    };
    let digits = if number.digits.is_empty() {
        String::new()
    } else {
        group(number.digits, least, spec.grouping)
    };
    let missing = width.saturating_sub(fixed + digits.len());
    let (left, inner, right) = match spec.align {
        '<' => (0, 0, missing),
        '^' => (missing / 2, 0, missing - missing / 2),
        '=' => (0, missing, 0),
        _ => (missing, 0, 0),
    };
    let mut out = String::with_capacity(width.max(fixed + digits.len()));
    out.extend(std::iter::repeat_n(spec.fill, left));
    out.push_str(sign);
    out.push_str(number.prefix);
    out.extend(std::iter::repeat_n(spec.fill, inner));
    out.push_str(&digits);
    out.push_str(number.rest);
    out.extend(std::iter::repeat_n(spec.fill, right));
    Ok(out)
}

/// The width asked for, within bounds.
fn checked_width(spec: &FormatSpec) -> TextResult<usize> {
    let width = spec.width.unwrap_or(0);
    if width > TEXT_BYTES / 4 {
        return Err(TextError::memory());
    }
    Ok(width)
}

/// Digits with separators, and zeros in front up to `least` characters. A
/// separator is never the first character, so one more zero may come.
fn group(digits: &str, least: usize, grouping: Grouping) -> String {
    let (size, separator) = match grouping {
        Grouping::None => {
            let zeros = "0".repeat(least.saturating_sub(digits.len()));
            return zeros + digits;
        }
        Grouping::Comma => (3, ','),
        Grouping::Underscore => (3, '_'),
        Grouping::UnderscoreFour => (4, '_'),
    };
    let mut reversed = Vec::with_capacity(digits.len() * 4 / 3 + 1);
    let mut source = digits.chars().rev();
    let mut count = 0;
    loop {
        let next = match source.next() {
            Some(digit) => digit,
            None if reversed.len() < least => '0',
            None => break,
        };
        if count > 0 && count % size == 0 {
            reversed.push(separator);
        }
        reversed.push(next);
        count += 1;
    }
    reversed.into_iter().rev().collect()
}

/// Text filled up to the width.
///
/// # Errors
/// `MemoryError` for a width beyond `TEXT_BYTES`.
pub(super) fn pad(text: &str, spec: &FormatSpec) -> TextResult<String> {
    let missing = checked_width(spec)?.saturating_sub(text.chars().count());
    let left = match spec.align {
        '>' => missing,
        '^' => missing / 2,
        _ => 0,
    };
    let mut out = String::new();
    out.extend(std::iter::repeat_n(spec.fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(spec.fill, missing - left));
    Ok(out)
}
