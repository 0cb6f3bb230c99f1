//! Integers from text and to text: `int()`, literals, `str`, `bin`, `oct`, `hex`.

use num_bigint::BigInt;
use num_traits::{Num, Signed};

use super::{Int, bit_length};
use crate::python::text::repr::{bytes_repr, str_repr};
use crate::python::text::unicode;
use crate::python::text::{TextError, TextResult};

/// Digits that decimal conversion allows: `sys.get_int_max_str_digits()`.
pub const DECIMAL_DIGITS: usize = 4300;

/// `int(text, base)`.
///
/// # Errors
/// `ValueError` with CPython's words.
pub fn parse_int(text: &str, base: i64) -> TextResult<Int> {
    let base = check_base(base)?;
    let plain = unicode::ascii_digits_and_spaces(text);
    scan_int(plain.as_bytes(), base)?.ok_or_else(|| invalid_literal(base, &str_repr(text)))
}

/// `int(data, base)` of bytes.
///
/// # Errors
/// `ValueError` with CPython's words.
pub fn parse_int_bytes(data: &[u8], base: i64) -> TextResult<Int> {
    let base = check_base(base)?;
    scan_int(data, base)?.ok_or_else(|| invalid_literal(base, &bytes_repr(data)))
}

/// The value of an integer literal in program text, such as `0x_ff`.
///
/// # Errors
/// `ValueError` when it is no literal or has too many decimal digits.
pub fn int_literal(text: &str) -> TextResult<Int> {
    parse_int(text, 0)
}

/// Checks the `base` argument.
fn check_base(base: i64) -> TextResult<u32> {
    match base {
        0 | 2..=36 => Ok(base as u32),
        _ => Err(TextError::value("int() base must be >= 2 and <= 36, or 0")),
    }
}

/// CPython cuts the repr after 200 characters here.
fn invalid_literal(base: u32, repr: &str) -> TextError {
    let shown: String = repr.chars().take(200).collect();
    TextError::value(format!(
        "invalid literal for int() with base {base}: {shown}"
    ))
}

/// C's `isspace`, which is not Python's for separators 0x1c to 0x1f.
pub(crate) fn is_c_space(byte: &u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// Bytes without C's white space around them.
pub(crate) fn trim_c_space(mut data: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = data
        && is_c_space(first)
    {
        data = rest;
    }
    while let [rest @ .., last] = data
        && is_c_space(last)
    {
        data = rest;
    }
    data
}

/// Reads sign, prefix and digits; `None` when the text is no integer.
fn scan_int(data: &[u8], base: u32) -> TextResult<Option<Int>> {
    let body = trim_c_space(data);
    let (negative, body) = match body {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, body),
    };
    let (radix, body, only_zero) = scan_prefix(body, base);
    let Some((digits, rest)) = scan_digits(body, radix) else {
        return Ok(None);
    };
    if !radix.is_power_of_two() && digits.len() > DECIMAL_DIGITS {
        return Err(too_many_digits(Some(digits.len())));
    }
    if !rest.is_empty() || (only_zero && digits.iter().any(|digit| *digit != b'0')) {
        return Ok(None);
    }
    digits_value(&digits, radix, negative).map(Some)
}

/// The radix that a prefix chooses, what follows it, and whether only zeros
/// may follow (`0777` is refused, `000` is not).
fn scan_prefix(body: &[u8], base: u32) -> (u32, &[u8], bool) {
    let [b'0', letter, rest @ ..] = body else {
        return (if base == 0 { 10 } else { base }, body, false);
    };
    let radix = match letter.to_ascii_lowercase() {
        b'x' => 16,
        b'o' => 8,
        b'b' => 2,
        _ => 0,
    };
    if radix != 0 && (base == 0 || base == radix) {
        return (radix, rest.strip_prefix(b"_").unwrap_or(rest), false);
    }
    (if base == 0 { 10 } else { base }, body, base == 0)
}

/// Digits of a radix, with single underscores between them; `None` when there
/// is none or an underscore is out of place.
fn scan_digits(body: &[u8], radix: u32) -> Option<(Vec<u8>, &[u8])> {
    let mut digits = Vec::new();
    let mut previous = b'_';
    let mut read = 0;
    for &byte in body {
        let is_digit = char::from(byte).is_digit(radix);
        if !is_digit && byte != b'_' {
            break;
        }
        if byte == b'_' && previous == b'_' {
            return None;
        }
        if is_digit {
            digits.push(byte);
        }
        previous = byte;
        read += 1;
    }
    (previous != b'_').then_some((digits, &body[read..]))
}

/// The number that checked digits stand for.
fn digits_value(digits: &[u8], radix: u32, negative: bool) -> TextResult<Int> {
    let text = std::str::from_utf8(digits).expect("invariant: digits are ASCII");
    if let Ok(small) = i64::from_str_radix(text, radix) {
        return Ok(Int::Small(if negative { -small } else { small }));
    }
    // Radix 2 to 36 needs at most 6 bits a digit.
    if digits.len() as u64 > crate::python::text::INT_BITS {
        return Err(TextError::memory());
    }
    let big = BigInt::from_str_radix(text, radix).expect("invariant: digits were checked");
    Int::bounded(if negative { -big } else { big })
}

/// The refusal of long decimal conversions.
fn too_many_digits(count: Option<usize>) -> TextError {
    let detail = count.map_or(String::new(), |count| format!(": value has {count} digits"));
    TextError::value(format!(
        "Exceeds the limit ({DECIMAL_DIGITS} digits) for integer string conversion{detail}; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// `str(i)`.
///
/// # Errors
/// `ValueError` above `DECIMAL_DIGITS` digits.
pub fn int_text(value: &Int) -> TextResult<String> {
    match value {
        Int::Small(small) => Ok(small.to_string()),
        // 14,285 bits hold more than 4,300 digits: no need to compute them.
        Int::Big(_) if bit_length(value) > 14_285 => Err(too_many_digits(None)),
        Int::Big(big) => {
            let text = big.to_string();
            if text.len() - usize::from(big.is_negative()) > DECIMAL_DIGITS {
                return Err(too_many_digits(None));
            }
            Ok(text)
        }
    }
}

/// Digits of the absolute value in radix 2, 8 or 16, lower case, no prefix.
pub(crate) fn radix_digits(value: &Int, radix: u32) -> String {
    match (value, radix) {
        (Int::Small(small), 2) => format!("{:b}", small.unsigned_abs()),
        (Int::Small(small), 8) => format!("{:o}", small.unsigned_abs()),
        (Int::Small(small), _) => format!("{:x}", small.unsigned_abs()),
        (Int::Big(big), _) => big.magnitude().to_str_radix(radix),
    }
}

/// `bin(i)`, `oct(i)`, `hex(i)` for radix 2, 8, 16.
pub fn radix_text(value: &Int, radix: u32) -> String {
    let sign = if value.is_negative() { "-" } else { "" };
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    format!("{sign}{prefix}{}", radix_digits(value, radix))
}
