//! `float.hex` and `float.fromhex`.

use super::int_ops::round_to_float;
use super::int_text::trim_c_space;
use crate::python::text::{TextError, TextResult};

/// `x.hex()`.
pub fn float_hex(value: f64) -> String {
    if !value.is_finite() {
        return super::float_repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let biased = (bits >> 52 & 0x7ff) as i64;
    match (biased, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", biased - 1023),
    }
}

/// `float.fromhex(text)`.
///
/// # Errors
/// `ValueError` for another notation, `OverflowError` for a value beyond the
/// largest float.
pub fn float_from_hex(text: &str) -> TextResult<f64> {
    let body = trim_c_space(text.as_bytes());
    let (negative, body) = match body {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, body),
    };
    let magnitude = match body.to_ascii_lowercase().as_slice() {
        b"inf" | b"infinity" => f64::INFINITY,
        b"nan" => f64::NAN,
        lower => scan_hex(lower)?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}

/// The refusal of another notation.
fn invalid() -> TextError {
    TextError::value("invalid hexadecimal floating-point string")
}

/// The digits of a hexadecimal float, collected.
#[derive(Default)]
struct Mantissa {
    /// The first sixteen significant digits at most, by fours.
    bits: u64,
    /// Binary exponent of the lowest bit.
    exponent: i64,
    /// Whether a digit that was not kept is not zero.
    sticky: bool,
    /// Digits read.
    count: usize,
}

impl Mantissa {
    /// Takes digits up to the first other character.
    fn take<'a>(&mut self, mut body: &'a [u8], after_point: bool) -> &'a [u8] {
        while let [first, rest @ ..] = body
            && let Some(digit) = char::from(*first).to_digit(16)
        {
            self.count += 1;
            if self.bits >> 56 == 0 {
                self.bits = self.bits << 4 | u64::from(digit);
                self.exponent -= if after_point { 4 } else { 0 };
            } else {
                self.sticky |= digit != 0;
                self.exponent += if after_point { 0 } else { 4 };
            }
            body = rest;
        }
        body
    }
}

/// `[0x]digits[.digits][p[sign]digits]`, lower case.
fn scan_hex(body: &[u8]) -> TextResult<f64> {
    let mut mantissa = Mantissa::default();
    let mut rest = mantissa.take(body.strip_prefix(b"0x").unwrap_or(body), false);
    if let Some(part) = rest.strip_prefix(b".") {
        rest = mantissa.take(part, true);
    }
    if mantissa.count == 0 {
        return Err(invalid());
    }
    let (power, rest) = scan_exponent(rest)?;
    let exponent = mantissa.exponent.saturating_add(power);
    let value = if mantissa.bits == 0 {
        0.0
    } else {
        let bits = mantissa.bits << 1 | u64::from(mantissa.sticky);
        round_to_float(bits, exponent.clamp(-10_000, 10_000) - 1)
    };
    if value.is_infinite() {
        return Err(TextError::overflow(
            "hexadecimal value too large to represent as a float",
        ));
    }
    if rest.is_empty() {
        Ok(value)
    } else {
        Err(invalid())
    }
}

/// `p+12`: zero when there is none; saturating.
fn scan_exponent(body: &[u8]) -> TextResult<(i64, &[u8])> {
    let Some(body) = body.strip_prefix(b"p") else {
        return Ok((0, body));
    };
    let (negative, mut body) = match body {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, body),
    };
    if !body.first().is_some_and(u8::is_ascii_digit) {
        return Err(invalid());
    }
    let mut power = 0_i64;
    while let [digit @ b'0'..=b'9', rest @ ..] = body {
        // Larger than any text has digits to make up for.
        power = (power * 10 + i64::from(digit - b'0')).min(1 << 40);
        body = rest;
    }
    Ok((if negative { -power } else { power }, body))
}
