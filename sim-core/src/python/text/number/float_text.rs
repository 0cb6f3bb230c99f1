//! Floats from text and to text: `float()` and `repr`.

use super::digits::{self, Digits};
use super::int_text::trim_c_space;
use crate::python::text::repr::{bytes_repr, str_repr};
use crate::python::text::unicode;
use crate::python::text::{TextError, TextResult};

/// `float(text)`.
///
/// # Errors
/// `ValueError` with CPython's words.
pub fn parse_float(text: &str) -> TextResult<f64> {
    let plain = unicode::ascii_digits_and_spaces(text);
    scan_float(plain.as_bytes()).ok_or_else(|| not_a_float(&str_repr(text)))
}

/// `float(data)` of bytes.
///
/// # Errors
/// `ValueError` with CPython's words.
pub fn parse_float_bytes(data: &[u8]) -> TextResult<f64> {
    scan_float(data).ok_or_else(|| not_a_float(&bytes_repr(data)))
}

/// The refusal, with the text as it was given.
fn not_a_float(repr: &str) -> TextError {
    TextError::value(format!("could not convert string to float: {repr}"))
}

/// Reads one float between white space; underscores only between digits.
fn scan_float(data: &[u8]) -> Option<f64> {
    let body = trim_c_space(data);
    let mut plain = String::with_capacity(body.len());
    for (index, &byte) in body.iter().enumerate() {
        if byte == b'_' {
            let before = index.checked_sub(1).and_then(|at| body.get(at));
            let after = body.get(index + 1);
            if !before.is_some_and(u8::is_ascii_digit) || !after.is_some_and(u8::is_ascii_digit) {
                return None;
            }
        } else {
            plain.push(char::from(byte));
        }
    }
    // The grammar that is left is the standard library's own: digits with an
    // optional point and exponent, `inf`, `infinity`, `nan` in any case.
    plain.parse().ok()
}

/// `repr(x)`, which is also `str(x)`.
pub fn float_repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    let shortest = digits::shortest(value.abs());
    let body = if value == 0.0 || (-4 < shortest.point && shortest.point <= 16) {
        positional(&shortest)
    } else {
        scientific(&shortest)
    };
    format!("{sign}{body}")
}

/// `1.0`, `0.001`, `1200.0`: always with a point.
fn positional(digits: &Digits) -> String {
    let text = &digits.digits;
    let count = text.len() as i32;
    if digits.point <= 0 {
        format!(
            "0.{}{text}",
            "0".repeat(digits.point.unsigned_abs() as usize)
        )
    } else if count <= digits.point {
        format!("{text}{}.0", "0".repeat((digits.point - count) as usize))
    } else {
        let (whole, part) = text.split_at(digits.point as usize);
        format!("{whole}.{part}")
    }
}

/// `1e+16`, `1.5e-05`: at least two exponent digits, no point without need.
fn scientific(digits: &Digits) -> String {
    let (first, rest) = digits.digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!(
        "{first}{point}{rest}{}",
        exponent_text(digits.point - 1, 'e')
    )
}

/// `e+16`, `e-05`.
pub(crate) fn exponent_text(exponent: i32, letter: char) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{letter}{sign}{:02}", exponent.unsigned_abs())
}
