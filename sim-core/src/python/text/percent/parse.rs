//! The grammar `%[(key)][flags][width][.precision][hlL]conversion`.

use super::render::Argument;
use crate::python::text::{TextError, TextResult, saturating_size};

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Not given.
    None,
    /// Given in the format string.
    Fixed(usize),
    /// `*`: taken from the arguments.
    Star,
}

/// One conversion. `K` is the type of the format string: `String` or `Vec<u8>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive<K> {
    /// The text between parentheses.
    pub key: Option<K>,
    /// `-`: pad on the right.
    pub left: bool,
    /// `+`: always a sign.
    pub plus: bool,
    /// Space: a space where a plus would be.
    pub space: bool,
    /// `#`.
    pub alternate: bool,
    /// `0`: pad numbers with zeros.
    pub zero: bool,
    /// Least number of characters.
    pub width: Size,
    /// What follows the point.
    pub precision: Size,
    /// The letter.
    pub conversion: char,
    /// Where the letter stands, for messages.
    pub index: usize,
    /// Whether the format string is bytes.
    pub of_bytes: bool,
}

/// What a directive does with its argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// `str(argument)`, as `Argument::Text`.
    Str,
    /// `repr(argument)`, as `Argument::Text`.
    Repr,
    /// `ascii(argument)`, as `Argument::Text`.
    Ascii,
    /// The bytes of a buffer or of `__bytes__`, as `Argument::Bytes`; what has
    /// neither, as `Argument::Other`.
    Bytes,
    /// An int or float as it is; other objects with `__int__` (for `d i u`) or
    /// `__index__` (for `o x X`) by calling it, the rest as what they are.
    Integer,
    /// An int or float; objects with `__float__` by calling it.
    Real,
    /// An int, a str or bytes.
    Character,
    /// The letter is unknown: `render` raises.
    Unknown,
}

/// A part of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<K> {
    /// Text to copy.
    Literal(K),
    /// A conversion.
    Directive(Directive<K>),
}

/// A format string, taken apart up to the first mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Percent<K> {
    /// What to do, in order.
    pub pieces: Vec<Piece<K>>,
    /// What to raise after the pieces.
    pub fault: Option<TextError>,
    /// Whether the fault is in a key: without a mapping `requires_mapping` is
    /// raised instead.
    pub fault_in_key: bool,
}

impl<K> Directive<K> {
    /// How the machine prepares the argument.
    pub fn wants(&self) -> Wants {
        match (self.conversion, self.of_bytes) {
            ('s', false) => Wants::Str,
            ('r', false) => Wants::Repr,
            ('a', _) | ('r', true) => Wants::Ascii,
            ('s' | 'b', true) => Wants::Bytes,
            ('d' | 'i' | 'u' | 'o' | 'x' | 'X', _) => Wants::Integer,
            ('e' | 'E' | 'f' | 'F' | 'g' | 'G', _) => Wants::Real,
            ('c', _) => Wants::Character,
            _ => Wants::Unknown,
        }
    }

    /// Sets a `*` width; a negative one pads on the right.
    ///
    /// # Errors
    /// `TypeError` for what is no int, `OverflowError` for a huge one.
    pub fn set_width(&mut self, argument: Argument<'_>) -> TextResult<()> {
        let width = star(
            argument,
            i64::MAX,
            "Python int too large to convert to C ssize_t",
        )?;
        self.left |= width < 0;
        self.width = Size::Fixed(saturating_size(width.saturating_abs()));
        Ok(())
    }

    /// Sets a `*` precision; a negative one is zero.
    ///
    /// # Errors
    /// `TypeError` for what is no int, `OverflowError` for a huge one.
    pub fn set_precision(&mut self, argument: Argument<'_>) -> TextResult<()> {
        let words = "Python int too large to convert to C int";
        let precision = star(argument, i64::from(i32::MAX), words)?;
        self.precision = Size::Fixed(precision.max(0) as usize);
        Ok(())
    }
}

/// The number that a `*` takes.
fn star(argument: Argument<'_>, most: i64, words: &str) -> TextResult<i64> {
    let Argument::Int(value) = argument else {
        return Err(TextError::kind("* wants int"));
    };
    value
        .to_i64()
        .filter(|value| (-most - 1..=most).contains(value))
        .ok_or_else(|| TextError::overflow(words))
}

/// Takes a str format apart.
pub fn parse(format: &str) -> Percent<String> {
    let chars: Vec<char> = format.chars().collect();
    parse_chars(&chars, false, |part| part.iter().collect())
}

/// Takes a bytes format apart.
pub fn parse_bytes(format: &[u8]) -> Percent<Vec<u8>> {
    let chars: Vec<char> = format.iter().map(|byte| char::from(*byte)).collect();
    parse_chars(&chars, true, |part| part.iter().map(|c| *c as u8).collect())
}

/// A key without its closing parenthesis.
const INCOMPLETE_KEY: &str = "incomplete format key";

/// Splits at percent signs.
fn parse_chars<K>(chars: &[char], of_bytes: bool, make: impl Fn(&[char]) -> K) -> Percent<K> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let literal = chars[at..].iter().take_while(|c| **c != '%').count();
        if literal > 0 {
            pieces.push(Piece::Literal(make(&chars[at..at + literal])));
        }
        at += literal + 1;
        if at > chars.len() {
            break;
        }
        if chars.get(at) == Some(&'%') {
            pieces.push(Piece::Literal(make(&['%'])));
            at += 1;
            continue;
        }
        let mut scanner = Scanner { chars, at };
        match scanner.directive(of_bytes, &make) {
            Ok(directive) => pieces.push(Piece::Directive(directive)),
            Err(fault) => {
                return Percent {
                    pieces,
                    fault_in_key: fault.message == INCOMPLETE_KEY,
                    fault: Some(fault),
                };
            }
        }
        at = scanner.at;
    }
    Percent {
        pieces,
        fault: None,
        fault_in_key: false,
    }
}

/// Reads a directive after its percent sign.
struct Scanner<'a> {
    chars: &'a [char],
    at: usize,
}

impl Scanner<'_> {
    /// The next character, not yet taken.
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Takes the next character if it is this one.
    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// Everything from key to letter.
    fn directive<K>(
        &mut self,
        of_bytes: bool,
        make: &impl Fn(&[char]) -> K,
    ) -> TextResult<Directive<K>> {
        let key = self
            .key()?
            .map(|(start, end)| make(&self.chars[start..end]));
        let mut directive = Directive {
            key,
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: Size::None,
            precision: Size::None,
            conversion: '\0',
            index: 0,
            of_bytes,
        };
        while let Some(flag) = self.peek() {
            match flag {
                '-' => directive.left = true,
                '+' => directive.plus = true,
                ' ' => directive.space = true,
                '#' => directive.alternate = true,
                '0' => directive.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        directive.width = self.size(i64::MAX as u128, "width too big")?;
        if self.take('.') {
            directive.precision = match self.size(i32::MAX as u128, "precision too big")? {
                Size::None => Size::Fixed(0),
                size => size,
            };
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.at += 1;
        }
        directive.conversion = self
            .peek()
            .ok_or_else(|| TextError::value("incomplete format"))?;
        directive.index = self.at;
        self.at += 1;
        Ok(directive)
    }

    /// The bounds of a key in balanced parentheses.
    fn key(&mut self) -> TextResult<Option<(usize, usize)>> {
        if !self.take('(') {
            return Ok(None);
        }
        let start = self.at;
        let mut depth = 1;
        while let Some(c) = self.peek() {
            self.at += 1;
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if depth == 0 {
                return Ok(Some((start, self.at - 1)));
            }
        }
        Err(TextError::value(INCOMPLETE_KEY))
    }

    /// A number or a star.
    fn size(&mut self, most: u128, too_big: &str) -> TextResult<Size> {
        if self.take('*') {
            return Ok(Size::Star);
        }
        let mut size = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let value = size.unwrap_or(0) * 10 + u128::from(digit);
            if value > most {
                return Err(TextError::value(too_big));
            }
            size = Some(value);
            self.at += 1;
        }
        Ok(size.map_or(Size::None, |size| {
            Size::Fixed(usize::try_from(size).unwrap_or(usize::MAX))
        }))
    }
}
