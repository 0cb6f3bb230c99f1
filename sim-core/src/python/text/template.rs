//! The parser of `str.format` strings.
//!
//! How the machine uses it: for every piece in order append the literal, or
//! look up `first` among the arguments, follow `path`, raise the field's
//! `fault` if it has one, apply the conversion (`unknown_conversion` for
//! letters other than `r`, `s`, `a`), render `spec` in the same way, and call
//! `format(value, spec)`. At the end raise `fault`, if there is one.

use super::format_spec::{push_digit, show_letter};
use super::unicode;
use super::{TextError, TextResult};

/// A format string, taken apart up to the first mistake.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What to do, in order.
    pub pieces: Vec<Piece>,
    /// What to raise after the pieces.
    pub fault: Option<TextError>,
}

/// A part of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text to copy.
    Literal(String),
    /// A replacement field.
    Field(Field),
}

/// Which argument a field begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// A positional argument; automatic numbers are assigned already.
    Index(usize),
    /// A keyword argument.
    Name(String),
}

/// A step from an object to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `.name`
    Attribute(String),
    /// `[3]`
    Index(usize),
    /// `[key]`, a str
    Key(String),
}

/// `{first.path!conversion:spec}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The argument.
    pub first: First,
    /// The way from the argument to the value.
    pub path: Vec<Step>,
    /// What to raise after the path.
    pub fault: Option<TextError>,
    /// The letter after `!`.
    pub conversion: Option<char>,
    /// The format specification, itself a format string.
    pub spec: Template,
}

/// A positional argument that is not there: `IndexError`.
pub fn index_out_of_range(index: usize) -> TextError {
    TextError::new(
        "IndexError",
        format!("Replacement index {index} out of range for positional args tuple"),
    )
}

/// A conversion letter other than `r`, `s`, `a`: `ValueError`.
pub fn unknown_conversion(letter: char) -> TextError {
    let shown = if letter == '\x7f' {
        "\\x7f".into()
    } else {
        show_letter(letter)
    };
    TextError::value(format!("Unknown conversion specifier {shown}"))
}

/// A positional field given to `format_map`: `ValueError`.
pub fn positional_in_map() -> TextError {
    TextError::value("Format string contains positional fields")
}

/// Takes a format string apart.
pub fn parse(format: &str) -> Template {
    let chars: Vec<char> = format.chars().collect();
    Parser {
        numbering: Numbering::Undecided,
    }
    .template(&chars, 2)
}

/// How positional fields are numbered so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// No positional field yet.
    Undecided,
    /// Automatically; the next number.
    Automatic(usize),
    /// By hand.
    Manual,
}

/// The state that a format string and its nested specifications share.
struct Parser {
    numbering: Numbering,
}

/// The parts of a field before they are looked into.
struct RawField<'a> {
    name: &'a [char],
    conversion: Option<char>,
    spec: &'a [char],
    nested: bool,
    rest: &'a [char],
}

impl Parser {
    /// Literals and fields; `depth` says how deep fields may nest.
    fn template(&mut self, mut chars: &[char], depth: usize) -> Template {
        let mut template = Template::default();
        if depth == 0 {
            template.fault = Some(TextError::value("Max string recursion exceeded"));
            return template;
        }
        while !chars.is_empty() {
            match self.next(chars, depth, &mut template.pieces) {
                Ok(rest) => chars = rest,
                Err(fault) => {
                    template.fault = Some(fault);
                    break;
                }
            }
        }
        template
    }

    /// One literal and the field behind it; returns what is left.
    fn next<'a>(
        &mut self,
        chars: &'a [char],
        depth: usize,
        pieces: &mut Vec<Piece>,
    ) -> TextResult<&'a [char]> {
        let end = chars.iter().position(|c| matches!(c, '{' | '}'));
        let Some(end) = end else {
            push_literal(chars, pieces);
            return Ok(&[]);
        };
        let brace = chars[end];
        let rest = &chars[end + 1..];
        if rest.first() == Some(&brace) {
            push_literal(&chars[..=end], pieces);
            return Ok(&rest[1..]);
        }
        if brace == '}' || rest.is_empty() {
            return Err(TextError::value(format!(
                "Single '{brace}' encountered in format string"
            )));
        }
        push_literal(&chars[..end], pieces);
        let raw = split_field(rest)?;
        let field = self.field(&raw, depth)?;
        pieces.push(Piece::Field(field));
        Ok(raw.rest)
    }

    /// Looks into the parts of a field.
    fn field(&mut self, raw: &RawField<'_>, depth: usize) -> TextResult<Field> {
        let end = raw
            .name
            .iter()
            .position(|c| matches!(c, '.' | '['))
            .unwrap_or(raw.name.len());
        let first = self.first(&raw.name[..end])?;
        let mut path = Vec::new();
        let fault = split_path(&raw.name[end..], &mut path).err();
        let spec = if raw.nested {
            self.template(raw.spec, depth - 1)
        } else {
            let mut spec = Template::default();
            push_literal(raw.spec, &mut spec.pieces);
            spec
        };
        let conversion = raw.conversion;
        Ok(Field {
            first,
            path,
            fault,
            conversion,
            spec,
        })
    }

    /// The argument that a field names, numbers, or leaves to be numbered.
    fn first(&mut self, name: &[char]) -> TextResult<First> {
        let index = integer(name)?;
        match (name.is_empty(), index, self.numbering) {
            (true, _, Numbering::Manual) => Err(TextError::value(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            (false, Some(_), Numbering::Automatic(_)) => Err(TextError::value(
                "cannot switch from automatic field numbering to manual field specification",
            )),
            (true, _, numbering) => {
                let next = match numbering {
                    Numbering::Automatic(next) => next,
                    _ => 0,
                };
                self.numbering = Numbering::Automatic(next + 1);
                Ok(First::Index(next))
            }
            (false, Some(index), _) => {
                self.numbering = Numbering::Manual;
                Ok(First::Index(index))
            }
            (false, None, _) => Ok(First::Name(name.iter().collect())),
        }
    }
}

/// Appends text, if there is any.
fn push_literal(chars: &[char], pieces: &mut Vec<Piece>) {
    if !chars.is_empty() {
        pieces.push(Piece::Literal(chars.iter().collect()));
    }
}

/// A number in the digits of any script, or `None` for another name.
fn integer(name: &[char]) -> TextResult<Option<usize>> {
    let mut value = None;
    for c in name {
        let Some(digit) = unicode::decimal_value(*c) else {
            return Ok(None);
        };
        value = Some(push_digit(value.unwrap_or(0), digit)?);
    }
    Ok(value)
}

/// Splits a field behind its brace into name, conversion and specification.
fn split_field(chars: &[char]) -> TextResult<RawField<'_>> {
    let end = name_end(chars)?;
    let mut at = end + 1;
    let mut raw = RawField {
        name: &chars[..end],
        conversion: None,
        spec: &[],
        nested: false,
        rest: chars.get(at..).unwrap_or(&[]),
    };
    match chars.get(end) {
        None => return Err(TextError::value("expected '}' before end of string")),
        Some('}') => return Ok(raw),
        Some('!') => {
            raw.conversion = Some(*chars.get(at).ok_or_else(|| {
                TextError::value("end of string while looking for conversion specifier")
            })?);
            at += 2;
            match chars.get(at - 1) {
                Some('}') => {
                    raw.rest = &chars[at..];
                    return Ok(raw);
                }
                Some(':') | None => {}
                Some(_) => {
                    return Err(TextError::value("expected ':' after conversion specifier"));
                }
            }
        }
        Some(_) => {}
    }
    split_spec(raw, chars.get(at..).unwrap_or(&[]))
}

/// Where a field's name ends; brackets hide what is in them.
fn name_end(chars: &[char]) -> TextResult<usize> {
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        match c {
            '{' => return Err(TextError::value("unexpected '{' in field name")),
            '[' => {
                let hidden = chars[at + 1..].iter().take_while(|c| **c != ']').count();
                at += hidden;
            }
            '}' | ':' | '!' => return Ok(at),
            _ => {}
        }
        at += 1;
    }
    Ok(chars.len())
}

/// The specification up to the brace that closes the field.
fn split_spec<'a>(mut raw: RawField<'a>, chars: &'a [char]) -> TextResult<RawField<'a>> {
    let mut depth = 1;
    for (at, c) in chars.iter().enumerate() {
        match c {
            '{' => {
                raw.nested = true;
                depth += 1;
            }
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            raw.spec = &chars[..at];
            raw.rest = &chars[at + 1..];
            return Ok(raw);
        }
    }
    Err(TextError::value("unmatched '{' in format spec"))
}

/// Attributes and indices behind the first name.
fn split_path(mut chars: &[char], path: &mut Vec<Step>) -> TextResult<()> {
    while let Some((mark, rest)) = chars.split_first() {
        let (name, step) = match mark {
            '.' => {
                let end = rest
                    .iter()
                    .position(|c| matches!(c, '.' | '['))
                    .unwrap_or(rest.len());
                chars = &rest[end..];
                (&rest[..end], Step::Attribute(rest[..end].iter().collect()))
            }
            '[' => {
                let end = rest
                    .iter()
                    .position(|c| *c == ']')
                    .ok_or_else(|| TextError::value("Missing ']' in format string"))?;
                chars = &rest[end + 1..];
                let name = &rest[..end];
                let step = match integer(name)? {
                    Some(index) => Step::Index(index),
                    None => Step::Key(name.iter().collect()),
                };
                (name, step)
            }
            _ => {
                return Err(TextError::value(
                    "Only '.' or '[' may follow ']' in format field specifier",
                ));
            }
        };
        if name.is_empty() {
            return Err(TextError::value("Empty attribute in format string"));
        }
        path.push(step);
    }
    Ok(())
}
