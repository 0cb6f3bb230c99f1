//! Format specifications: `format(value, spec)` of str, int, bool and float.
//!
//! `[[fill]align][sign][z][#][0][width][,_][.precision][type]`, with CPython's
//! messages. `n` formats as in the C locale. Objects with a `__format__` of
//! their own are the machine's business.

mod layout;
mod parse;

pub use parse::{FormatSpec, Grouping, parse_spec};
pub(crate) use parse::{push_digit, show_letter};

use layout::{Number, lay_out, pad};

use super::number::float_layout::{Notation, float_layout};
use super::number::{Int, float_repr, int_text, radix_digits};
use super::{TextError, TextResult};

/// `format(text, spec)`.
///
/// # Errors
/// `ValueError` with CPython's words.
pub fn format_str(text: &str, spec: &str) -> TextResult<String> {
    if spec.is_empty() {
        return Ok(text.into());
    }
    let spec = parse_spec(spec, "str", 's', '<')?;
    if spec.letter != Some('s') {
        return Err(unknown_code(spec.letter, "str"));
    }
    if let Some(what) = forbidden_for_str(&spec) {
        return Err(TextError::value(format!(
            "{what} not allowed in string format specifier"
        )));
    }
    let shown = match spec.precision {
        Some(precision) => super::strings::Points::new(text).range(0, precision),
        None => text,
    };
    pad(shown, &spec)
}

/// The first part of a specification that text cannot have.
fn forbidden_for_str(spec: &FormatSpec) -> Option<&'static str> {
    match spec.sign {
        Some(' ') => return Some("Space"),
        Some(_) => return Some("Sign"),
        None => {}
    }
    if spec.no_negative_zero {
        return Some("Negative zero coercion (z)");
    }
    if spec.alternate {
        return Some("Alternate form (#)");
    }
    (spec.align == '=').then_some("'=' alignment")
}

/// `format(value, spec)` of an int, or of a bool with the type name `bool`
/// and a spec that is not empty.
///
/// # Errors
/// `ValueError` and `OverflowError` with CPython's words.
pub fn format_int(value: &Int, spec: &str, type_name: &str) -> TextResult<String> {
    if spec.is_empty() {
        return int_text(value);
    }
    let spec = parse_spec(spec, type_name, 'd', '>')?;
    match spec.letter.unwrap_or('d') {
        'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n' => integer(value, &spec),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => real(value.to_f64()?, &spec),
        _ => Err(unknown_code(spec.letter, type_name)),
    }
}

/// `format(value, spec)` of a float.
///
/// # Errors
/// `ValueError` with CPython's words.
pub fn format_float(value: f64, spec: &str) -> TextResult<String> {
    if spec.is_empty() {
        return Ok(float_repr(value));
    }
    let spec = parse_spec(spec, "float", '\0', '>')?;
    match spec.letter {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => real(value, &spec),
        _ => Err(unknown_code(spec.letter, "float")),
    }
}

/// The refusal of a type letter.
fn unknown_code(letter: Option<char>, type_name: &str) -> TextError {
    let letter = letter.unwrap_or('\0');
    let shown = parse::show_letter(letter);
    TextError::value(format!(
        "Unknown format code '{shown}' for object of type '{type_name}'"
    ))
}

/// An integer in an integer notation.
fn integer(value: &Int, spec: &FormatSpec) -> TextResult<String> {
    if spec.precision.is_some() {
        return Err(TextError::value(
            "Precision not allowed in integer format specifier",
        ));
    }
    if spec.no_negative_zero {
        return Err(TextError::value(
            "Negative zero coercion (z) not allowed in integer format specifier",
        ));
    }
    let letter = spec.letter.unwrap_or('d');
    if letter == 'c' {
        return character(value, spec);
    }
    let (digits, prefix) = match letter {
        'b' => (radix_digits(value, 2), "0b"),
        'o' => (radix_digits(value, 8), "0o"),
        'x' => (radix_digits(value, 16), "0x"),
        'X' => (radix_digits(value, 16).to_ascii_uppercase(), "0X"),
        _ => (int_text(value)?.trim_start_matches('-').into(), ""),
    };
    let number = Number {
        negative: value.is_negative(),
        prefix: if spec.alternate { prefix } else { "" },
        digits: &digits,
        rest: "",
    };
    lay_out(&number, spec)
}

/// `c`: the character of a code point, aligned like a number.
fn character(value: &Int, spec: &FormatSpec) -> TextResult<String> {
    let what = match (spec.sign, spec.alternate) {
        (Some(_), _) => Some("Sign"),
        (None, true) => Some("Alternate form (#)"),
        _ => None,
    };
    if let Some(what) = what {
        return Err(TextError::value(format!(
            "{what} not allowed with integer format specifier 'c'"
        )));
    }
    let code = value
        .to_i64()
        .ok_or_else(|| TextError::overflow("Python int too large to convert to C long"))?;
    let text = code_point(code)?.to_string();
    let number = Number {
        negative: false,
        prefix: "",
        digits: "",
        rest: &text,
    };
    lay_out(&number, spec)
}

/// The character of a code point, in the words of `%c`. Surrogates, which
/// Rust text cannot hold, are refused.
pub(crate) fn code_point(code: i64) -> TextResult<char> {
    if !(0..0x11_0000).contains(&code) {
        return Err(TextError::overflow("%c arg not in range(0x110000)"));
    }
    char::from_u32(code as u32).ok_or_else(super::surrogate_refused)
}

/// A float in a float notation.
fn real(value: f64, spec: &FormatSpec) -> TextResult<String> {
    let (letter, value) = match spec.letter {
        None => ('r', value),
        Some('n') => ('g', value),
        Some('%') => ('f', value * 100.0),
        Some(letter) => (letter, value),
    };
    let (letter, precision) = match (letter, spec.precision) {
        ('r', Some(precision)) => ('g', precision),
        (letter, precision) => (letter, precision.unwrap_or(6)),
    };
    let notation = Notation {
        letter,
        precision,
        alternate: spec.alternate,
        point_zero: spec.letter.is_none(),
        no_negative_zero: spec.no_negative_zero,
    };
    let mut text = float_layout(value, notation)?;
    if spec.letter == Some('%') {
        text.push('%');
    }
    let body = text.strip_prefix('-');
    let negative = body.is_some();
    let body = body.unwrap_or(&text);
    let end = body
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(body.len());
    let number = Number {
        negative,
        prefix: "",
        digits: &body[..end],
        rest: &body[end..],
    };
    lay_out(&number, spec)
}
