//! Floats in the notations `e`, `f`, `g` and `r` with any precision: what
//! format specifications and `%` share. Signs, padding and grouping are theirs.

use super::digits::{self, Digits};
use super::float_text::exponent_text;
use crate::python::text::{TEXT_BYTES, TextError, TextResult};

/// How to write a float, as C's conversions do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notation {
    /// `e`, `f`, `g`, their capitals, or `r` for the shortest.
    pub letter: char,
    /// Digits after the point, for `g` all digits; ignored by `r`.
    pub precision: usize,
    /// `#`: keep the point and, for `g`, the zeros.
    pub alternate: bool,
    /// Add `.0` to a whole number: no letter was given.
    pub point_zero: bool,
    /// `z`: no sign when only zeros are shown.
    pub no_negative_zero: bool,
}

/// The text of `value` with a leading `-` when it has one.
///
/// # Errors
/// `ValueError` for a precision that CPython refuses, `MemoryError` for one
/// that makes too long a text.
pub(crate) fn float_layout(value: f64, notation: Notation) -> TextResult<String> {
    if notation.precision > i32::MAX as usize {
        return Err(TextError::value("precision too big"));
    }
    if notation.precision > TEXT_BYTES {
        return Err(TextError::memory());
    }
    let magnitude = value.abs();
    let body = match notation.letter.to_ascii_lowercase() {
        _ if value.is_nan() => "nan".into(),
        _ if value.is_infinite() => "inf".into(),
        'f' => fixed(magnitude, notation),
        'e' => {
            let digits = digits::significant(magnitude, notation.precision + 1);
            exponential(&digits, notation.precision + 1, notation)
        }
        'g' => general(magnitude, notation),
        _ => shortest(magnitude, notation),
    };
    let only_zero = value.is_finite() && !body.split(['e', 'E']).next().is_some_and(has_digit);
    let negative = value.is_sign_negative() && !value.is_nan();
    let sign = if negative && !(only_zero && notation.no_negative_zero) {
        "-"
    } else {
        ""
    };
    let text = if sign.is_empty() {
        body
    } else {
        format!("{sign}{body}")
    };
    Ok(if notation.letter.is_ascii_uppercase() {
        text.to_ascii_uppercase()
    } else {
        text
    })
}

/// Whether a digit other than zero is shown.
fn has_digit(text: &str) -> bool {
    text.contains(|c: char| ('1'..='9').contains(&c))
}

/// `123.450`.
fn fixed(magnitude: f64, notation: Notation) -> String {
    let mut text = digits::fixed(magnitude, notation.precision);
    if notation.alternate && notation.precision == 0 {
        text.push('.');
    }
    text
}

/// `1.50e+10` with at least `shown` digits.
fn exponential(digits: &Digits, shown: usize, notation: Notation) -> String {
    let (first, rest) = digits.digits.split_at(1);
    let zeros = "0".repeat(shown.saturating_sub(digits.digits.len()));
    let point = if rest.is_empty() && zeros.is_empty() && !notation.alternate {
        ""
    } else {
        "."
    };
    let exponent = exponent_text(digits.point - 1, 'e');
    format!("{first}{point}{rest}{zeros}{exponent}")
}

/// Positional or exponential, whichever suits the size; zeros at the end go.
fn general(magnitude: f64, notation: Notation) -> String {
    let precision = notation.precision.max(1);
    let mut digits = digits::significant(magnitude, precision);
    let kept = digits.digits.trim_end_matches('0').len().max(1);
    digits.digits.truncate(kept);
    if magnitude == 0.0 {
        digits.point = 1;
    }
    let shown = if notation.alternate { precision } else { kept };
    let limit = precision as i64 - i64::from(notation.point_zero);
    if digits.point <= -4 || i64::from(digits.point) > limit {
        exponential(&digits, shown, notation)
    } else {
        positional(&digits, shown, notation)
    }
}

/// As `repr`, except that `#` and the missing letter decide about the point.
fn shortest(magnitude: f64, notation: Notation) -> String {
    let mut digits = digits::shortest(magnitude);
    if magnitude == 0.0 {
        digits.point = 1;
    }
    let shown = digits.digits.len();
    if digits.point <= -4 || digits.point > 16 {
        exponential(&digits, shown, notation)
    } else {
        positional(&digits, shown, notation)
    }
}

/// `shown` digits around a point.
fn positional(digits: &Digits, shown: usize, notation: Notation) -> String {
    let mut text = String::new();
    if digits.point <= 0 {
        text.push('0');
    }
    // Digits from the place left of the point, or from the point on, to the
    // last that must be shown.
    let last = (shown as i64).max(i64::from(digits.point) + i64::from(notation.point_zero));
    let first = i64::from(digits.point.min(0));
    for place in first..last {
        if place == i64::from(digits.point) {
            text.push('.');
        }
        let digit = usize::try_from(place)
            .ok()
            .and_then(|at| digits.digits.as_bytes().get(at));
        text.push(digit.map_or('0', |digit| char::from(*digit)));
    }
    if notation.alternate && last == i64::from(digits.point) {
        text.push('.');
    }
    text
}
