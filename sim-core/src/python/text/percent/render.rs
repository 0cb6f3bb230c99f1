//! One argument through one conversion.

use super::parse::{Directive, Size, Wants};
use crate::python::text::format_spec::code_point;
use crate::python::text::number::float_layout::{Notation, float_layout};
use crate::python::text::number::{Int, float_to_int, int_text, radix_digits};
use crate::python::text::{TEXT_BYTES, TextError, TextResult};

/// An argument as the machine hands it over, prepared as `Directive::wants`
/// says.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// A str, or what `str`, `repr` or `ascii` made of an object.
    Text(&'a str),
    /// Bytes of a bytes-like object.
    Bytes(&'a [u8]),
    /// An int or bool.
    Int(&'a Int),
    /// A float.
    Float(f64),
    /// Any other object, by the name of its type.
    Other(&'a str),
}

impl Argument<'_> {
    /// The name of the type, for messages.
    fn type_name(&self) -> &str {
        match self {
            Argument::Text(_) => "str",
            Argument::Bytes(_) => "bytes",
            Argument::Int(_) => "int",
            Argument::Float(_) => "float",
            Argument::Other(name) => name,
        }
    }
}

/// Renders one argument of a str format.
///
/// # Errors
/// `TypeError`, `ValueError` and `OverflowError` with CPython's words.
pub fn render(directive: &Directive<String>, argument: Argument<'_>) -> TextResult<String> {
    match directive.wants() {
        Wants::Character => pad(directive, &character(argument)?.to_string()),
        Wants::Integer => integer(directive, argument),
        Wants::Real => real(directive, argument),
        Wants::Unknown | Wants::Bytes => Err(unsupported(directive)),
        Wants::Str | Wants::Repr | Wants::Ascii => match argument {
            Argument::Text(text) => pad(directive, cut(directive, text)),
            other => Err(TextError::kind(format!(
                "__str__ returned non-string (type {})",
                other.type_name()
            ))),
        },
    }
}

/// Renders one argument of a bytes format.
///
/// # Errors
/// `TypeError`, `ValueError` and `OverflowError` with CPython's words.
pub fn render_bytes(directive: &Directive<Vec<u8>>, argument: Argument<'_>) -> TextResult<Vec<u8>> {
    match (directive.wants(), argument) {
        (Wants::Character, _) => pad_bytes(directive, &[byte(argument)?]),
        (Wants::Integer, _) => integer(directive, argument).map(String::into_bytes),
        (Wants::Real, _) => real(directive, argument).map(String::into_bytes),
        (Wants::Ascii, Argument::Text(text)) => {
            pad(directive, cut(directive, text)).map(String::into_bytes)
        }
        (Wants::Bytes, Argument::Bytes(data)) => {
            let most = fixed(directive.precision).unwrap_or(data.len());
            pad_bytes(directive, &data[..most.min(data.len())])
        }
        (Wants::Bytes, other) => Err(TextError::kind(format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
            other.type_name()
        ))),
        _ => Err(unsupported(directive)),
    }
}

/// The refusal of a letter.
fn unsupported<K>(directive: &Directive<K>) -> TextError {
    let letter = directive.conversion;
    if directive.of_bytes && !letter.is_ascii() {
        // CPython prints it as a signed byte and fails at that.
        return TextError::overflow("character argument not in range(0x110000)");
    }
    let shown = if directive.of_bytes || ('\x1f'..'\x7f').contains(&letter) {
        letter
    } else {
        '?'
    };
    TextError::value(format!(
        "unsupported format character '{shown}' (0x{:x}) at index {}",
        u32::from(letter),
        directive.index
    ))
}

/// A width or precision whose star, if any, was resolved.
fn fixed(size: Size) -> Option<usize> {
    match size {
        Size::Fixed(size) => Some(size),
        Size::None | Size::Star => None,
    }
}

/// Text cut to the precision.
fn cut<'a, K>(directive: &Directive<K>, text: &'a str) -> &'a str {
    let most = fixed(directive.precision).unwrap_or(usize::MAX);
    text.char_indices()
        .nth(most)
        .map_or(text, |(end, _)| &text[..end])
}

/// The spaces that a text of `length` needs.
fn missing<K>(directive: &Directive<K>, length: usize) -> TextResult<usize> {
    let width = fixed(directive.width).unwrap_or(0);
    if width > TEXT_BYTES {
        return Err(TextError::memory());
    }
    Ok(width.saturating_sub(length))
}

/// Text filled with spaces.
fn pad<K>(directive: &Directive<K>, text: &str) -> TextResult<String> {
    let spaces = " ".repeat(missing(directive, text.chars().count())?);
    Ok(if directive.left {
        format!("{text}{spaces}")
    } else {
        format!("{spaces}{text}")
    })
}

/// Bytes filled with spaces.
fn pad_bytes<K>(directive: &Directive<K>, data: &[u8]) -> TextResult<Vec<u8>> {
    let mut spaces = vec![b' '; missing(directive, data.len())?];
    if directive.left {
        return Ok([data, &spaces].concat());
    }
    spaces.extend_from_slice(data);
    Ok(spaces)
}

/// `%c` of a str format.
fn character(argument: Argument<'_>) -> TextResult<char> {
    let refused = || TextError::kind("%c requires int or char");
    match argument {
        Argument::Text(text) => {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => Ok(only),
                _ => Err(refused()),
            }
        }
        Argument::Int(value) => code_point(value.clamp_i64()),
        _ => Err(refused()),
    }
}

/// `%c` of a bytes format.
fn byte(argument: Argument<'_>) -> TextResult<u8> {
    match argument {
        Argument::Bytes([only]) => Ok(*only),
        Argument::Int(value) => u8::try_from(value.clamp_i64())
            .map_err(|_| TextError::overflow("%c arg not in range(256)")),
        _ => Err(TextError::kind(
            "%c requires an integer in range(256) or a single byte",
        )),
    }
}

/// `%d` and its kin.
fn integer<K>(directive: &Directive<K>, argument: Argument<'_>) -> TextResult<String> {
    let letter = directive.conversion;
    let in_radix = matches!(letter, 'o' | 'x' | 'X');
    let truncated;
    let value = match argument {
        Argument::Int(value) => value,
        Argument::Float(value) if !in_radix => {
            truncated = float_to_int(value)?;
            &truncated
        }
        other => {
            let letter = if directive.of_bytes && letter == 'i' {
                'd'
            } else {
                letter
            };
            let wanted = if in_radix {
                "an integer"
            } else {
                "a real number"
            };
            return Err(TextError::kind(format!(
                "%{letter} format: {wanted} is required, not {}",
                other.type_name()
            )));
        }
    };
    let (prefix, digits) = match letter {
        'o' => ("0o", radix_digits(value, 8)),
        'x' => ("0x", radix_digits(value, 16)),
        'X' => ("0X", radix_digits(value, 16).to_ascii_uppercase()),
        _ => ("", int_text(value)?.trim_start_matches('-').to_owned()),
    };
    let prefix = if directive.alternate { prefix } else { "" };
    let least = fixed(directive.precision).unwrap_or(0);
    if least > TEXT_BYTES {
        return Err(TextError::memory());
    }
    let zeros = "0".repeat(least.saturating_sub(digits.len()));
    lay_out(
        directive,
        value.is_negative(),
        prefix,
        &format!("{zeros}{digits}"),
    )
}

/// `%f` and its kin.
fn real<K>(directive: &Directive<K>, argument: Argument<'_>) -> TextResult<String> {
    let value = match argument {
        Argument::Float(value) => value,
        Argument::Int(value) => value.to_f64()?,
        other if directive.of_bytes => {
            return Err(TextError::kind(format!(
                "float argument required, not {}",
                other.type_name()
            )));
        }
        other => {
            return Err(TextError::kind(format!(
                "must be real number, not {}",
                other.type_name()
            )));
        }
    };
    let text = float_layout(
        value,
        Notation {
            letter: directive.conversion,
            precision: fixed(directive.precision).unwrap_or(6),
            alternate: directive.alternate,
            point_zero: false,
            no_negative_zero: false,
        },
    )?;
    let body = text.strip_prefix('-');
    lay_out(directive, body.is_some(), "", body.unwrap_or(&text))
}

/// Sign, prefix, padding and digits of a number.
fn lay_out<K>(
    directive: &Directive<K>,
    negative: bool,
    prefix: &str,
    digits: &str,
) -> TextResult<String> {
    let sign = match directive {
        _ if negative => "-",
        Directive { plus: true, .. } => "+",
        Directive { space: true, .. } => " ",
        _ => "",
    };
    let missing = missing(directive, sign.len() + prefix.len() + digits.len())?;
    let (mut left, mut zeros, mut right) = (0, 0, 0);
    if directive.left {
        right = missing;
    } else if directive.zero {
        zeros = missing;
    } else {
        left = missing;
    }
    Ok([
        &" ".repeat(left),
        sign,
        prefix,
        &"0".repeat(zeros),
        digits,
        &" ".repeat(right),
    ]
    .concat())
}
