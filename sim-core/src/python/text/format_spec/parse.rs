//! The grammar of format specifications.

use crate::python::text::unicode;
use crate::python::text::{TextError, TextResult, saturating_size};

/// What separates groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Nothing.
    None,
    /// `,` every three digits.
    Comma,
    /// `_` every three digits.
    Underscore,
    /// `_` every four digits: binary, octal and hexadecimal.
    UnderscoreFour,
}

/// A format specification, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// What fills up to the width.
    pub fill: char,
    /// `<`, `>`, `^` or `=`.
    pub align: char,
    /// `+`, `-` or space.
    pub sign: Option<char>,
    /// `z`.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// Least number of characters.
    pub width: Option<usize>,
    /// Separator of groups of digits.
    pub grouping: Grouping,
    /// What follows the point.
    pub precision: Option<usize>,
    /// The type letter, the default one included.
    pub letter: Option<char>,
}

/// Characters not yet read.
struct Scanner<'a> {
    rest: &'a [char],
}

impl Scanner<'_> {
    /// Takes the next character if it is wanted.
    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let (first, rest) = self.rest.split_first()?;
        wanted(*first).then(|| {
            self.rest = rest;
            *first
        })
    }

    /// Takes a decimal number, in the digits of any script.
    fn number(&mut self) -> TextResult<Option<usize>> {
        let mut value = None;
        while let Some(digit) = self.rest.first().and_then(|c| unicode::decimal_value(*c)) {
            value = Some(push_digit(value.unwrap_or(0), digit)?);
            self.rest = &self.rest[1..];
        }
        Ok(value)
    }
}

/// Appends a digit to a number that must stay a machine word.
pub(crate) fn push_digit(value: usize, digit: u32) -> TextResult<usize> {
    let next = value as u128 * 10 + u128::from(digit);
    i64::try_from(next)
        .map(saturating_size)
        .map_err(|_| TextError::value("Too many decimal digits in format string"))
}

/// How messages show a type letter.
pub(crate) fn show_letter(letter: char) -> String {
    if ('!'..='\x7f').contains(&letter) {
        letter.into()
    } else {
        format!("\\x{:x}", u32::from(letter))
    }
}

/// Whether this aligns.
fn is_align(c: char) -> bool {
    matches!(c, '<' | '>' | '=' | '^')
}

/// Takes a specification apart. `default_letter` is `\0` for "none".
///
/// # Errors
/// `ValueError` with CPython's words.
pub fn parse_spec(
    text: &str,
    type_name: &str,
    default_letter: char,
    default_align: char,
) -> TextResult<FormatSpec> {
    let chars: Vec<char> = text.chars().collect();
    let mut scanner = Scanner { rest: &chars };
    let (mut fill, mut align) = (None, None);
    if let [first, second, rest @ ..] = scanner.rest
        && is_align(*second)
    {
        (fill, align) = (Some(*first), Some(*second));
        scanner.rest = rest;
    } else if let Some(found) = scanner.take(is_align) {
        align = Some(found);
    }
    let sign = scanner.take(|c| matches!(c, ' ' | '+' | '-'));
    let no_negative_zero = scanner.take(|c| c == 'z').is_some();
    let alternate = scanner.take(|c| c == '#').is_some();
    if fill.is_none() && scanner.take(|c| c == '0').is_some() {
        fill = Some('0');
        if align.is_none() && default_align == '>' {
            align = Some('=');
        }
    }
    let width = scanner.number()?;
    let grouping = scan_grouping(&mut scanner)?;
    let precision = scan_precision(&mut scanner)?;
    if scanner.rest.len() > 1 {
        return Err(TextError::value(format!(
            "Invalid format specifier '{text}' for object of type '{type_name}'"
        )));
    }
    let letter = scanner
        .take(|_| true)
        .or((default_letter != '\0').then_some(default_letter));
    Ok(FormatSpec {
        fill: fill.unwrap_or(' '),
        align: align.unwrap_or(default_align),
        sign,
        no_negative_zero,
        alternate,
        width,
        grouping: check_grouping(grouping, letter)?,
        precision,
        letter,
    })
}

/// `,` or `_`, not both.
fn scan_grouping(scanner: &mut Scanner<'_>) -> TextResult<Grouping> {
    let both = || Err(TextError::value("Cannot specify both ',' and '_'."));
    let comma = scanner.take(|c| c == ',').is_some();
    let underscore = scanner.take(|c| c == '_').is_some();
    match (comma, underscore) {
        (true, true) => both(),
        (false, true) if scanner.rest.first() == Some(&',') => both(),
        (true, false) => Ok(Grouping::Comma),
        (false, true) => Ok(Grouping::Underscore),
        (false, false) => Ok(Grouping::None),
    }
}

/// `.` and a number.
fn scan_precision(scanner: &mut Scanner<'_>) -> TextResult<Option<usize>> {
    if scanner.take(|c| c == '.').is_none() {
        return Ok(None);
    }
    match scanner.number()? {
        Some(precision) => Ok(Some(precision)),
        None => Err(TextError::value("Format specifier missing precision")),
    }
}

/// Whether the type letter allows grouping, and of how many digits.
fn check_grouping(grouping: Grouping, letter: Option<char>) -> TextResult<Grouping> {
    match (grouping, letter) {
        (Grouping::None, _) => Ok(grouping),
        (_, None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F')) => Ok(grouping),
        (Grouping::Underscore, Some('b' | 'o' | 'x' | 'X')) => Ok(Grouping::UnderscoreFour),
        (_, Some(letter)) => {
            let separator = if grouping == Grouping::Comma {
                ','
            } else {
                '_'
            };
            Err(TextError::value(format!(
                "Cannot specify '{separator}' with '{}'.",
                show_letter(letter)
            )))
        }
    }
}
