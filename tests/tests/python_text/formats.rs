//! Operations of format.jsonl: the machine's part of `%` and `str.format` is
//! played here, as their modules describe it.

use sim_core::python::text::format_spec::{format_float, format_int, format_str};
use sim_core::python::text::number::{float_repr, int_text};
use sim_core::python::text::percent::{
    Argument, Directive, Percent, Piece, Size, Wants, not_all_converted, not_enough_arguments,
    parse, parse_bytes, render, render_bytes, requires_mapping,
};
use sim_core::python::text::repr::{ascii_repr, bytes_repr, str_repr};
use sim_core::python::text::template::{self, First, Step, Template};
use sim_core::python::text::{TextError, TextResult};

use crate::arguments::{Arguments, Outcome, Show, Tagged, result};

pub fn run(op: &str, a: &Arguments) -> Option<Outcome> {
    match op {
        "format_int" => result(format_int(&a.int(0), a.text(1), "int")),
        "format_bool" => result(format_int(&a.int(0), a.text(1), "bool")),
        "format_float" => result(format_float(a.float(0), a.text(1))),
        "format_str" => result(format_str(a.text(0), a.text(1))),
        "percent" => Some(
            percent(parse(a.text(0)), a.list(1), false, |directive, argument| {
                str_argument(directive, argument)
            })
            .map(|parts| parts.concat()),
        ),
        "percent_bytes" => Some(percent_bytes(a)),
        "template" => Some(filled(&template::parse(a.text(0)))),
        _ => None,
    }
}

fn percent_bytes(a: &Arguments) -> Outcome {
    let parts = percent(parse_bytes(&a.bytes(0)), a.list(1), true, bytes_argument)?;
    Ok(parts.concat().as_slice().show())
}

/// Pieces in order, then what is wrong at the end.
fn percent<K>(
    percent: Percent<K>,
    arguments: Vec<Tagged>,
    of_bytes: bool,
    show: impl Fn(&Directive<K>, &Tagged) -> TextResult<K>,
) -> TextResult<Vec<K>> {
    let mut arguments = arguments.iter();
    let mut parts = Vec::new();
    for piece in percent.pieces {
        parts.push(match piece {
            Piece::Literal(text) => text,
            Piece::Directive(mut directive) => {
                if directive.width == Size::Star {
                    let width = arguments.next().ok_or_else(not_enough_arguments)?;
                    directive.set_width(as_it_is(width))?;
                }
                if directive.precision == Size::Star {
                    let precision = arguments.next().ok_or_else(not_enough_arguments)?;
                    directive.set_precision(as_it_is(precision))?;
                }
                let argument = arguments.next().ok_or_else(not_enough_arguments)?;
                show(&directive, argument)?
            }
        });
    }
    if percent.fault_in_key {
        return Err(requires_mapping());
    }
    if let Some(fault) = percent.fault {
        return Err(fault);
    }
    if arguments.next().is_some() {
        return Err(not_all_converted(of_bytes));
    }
    Ok(parts)
}

fn as_it_is(argument: &Tagged) -> Argument<'_> {
    match argument {
        Tagged::Int(value) => Argument::Int(value),
        Tagged::Float(value) => Argument::Float(*value),
        Tagged::Bytes(data) => Argument::Bytes(data),
        Tagged::Str(text) => Argument::Text(text),
        Tagged::Other(name) => Argument::Other(name),
    }
}

fn str_argument(directive: &Directive<String>, argument: &Tagged) -> TextResult<String> {
    let text = match (directive.wants(), argument) {
        (Wants::Str, Tagged::Str(text)) => text.clone(),
        (Wants::Str, Tagged::Int(value)) => int_text(value)?,
        (Wants::Str, Tagged::Float(value)) => float_repr(*value),
        (Wants::Str, Tagged::Bytes(data)) => bytes_repr(data),
        (Wants::Repr, Tagged::Str(text)) => str_repr(text),
        (Wants::Ascii, Tagged::Str(text)) => ascii_repr(text),
        _ => return render(directive, as_it_is(argument)),
    };
    render(directive, Argument::Text(&text))
}

fn bytes_argument(directive: &Directive<Vec<u8>>, argument: &Tagged) -> TextResult<Vec<u8>> {
    render_bytes(directive, as_it_is(argument))
}

/// `template.format(...)` with probes that show the way a field takes.
fn filled(template: &Template) -> Outcome {
    let mut out = String::new();
    for piece in &template.pieces {
        match piece {
            template::Piece::Literal(text) => out.push_str(text),
            template::Piece::Field(field) => out.push_str(&probe(field)?),
        }
    }
    match &template.fault {
        Some(fault) => Err(fault.clone()),
        None => Ok(out),
    }
}

fn probe(field: &template::Field) -> Outcome {
    let known = ["a", "b", "x y", "é", " ", "-1"];
    let mut way = match &field.first {
        First::Index(index) if *index < 4 => index.to_string(),
        First::Index(index) => return Err(template::index_out_of_range(*index)),
        First::Name(name) if known.contains(&name.as_str()) => name.clone(),
        First::Name(name) => return Err(TextError::new("KeyError", str_repr(name))),
    };
    for step in &field.path {
        way += &match step {
            Step::Attribute(name) => format!(".{name}"),
            Step::Index(index) => format!("[{index}]"),
            Step::Key(key) => format!("[{}]", str_repr(key)),
        };
    }
    if let Some(fault) = &field.fault {
        return Err(fault.clone());
    }
    let converted = match field.conversion {
        None => None,
        Some('r') => Some(format!("R{way}")),
        Some('s') => Some(format!("S{way}")),
        Some('a') => {
            let ascii = ascii_repr(&way);
            Some(format!("R{}", &ascii[1..ascii.len() - 1]))
        }
        Some(letter) => return Err(template::unknown_conversion(letter)),
    };
    let spec = filled(&field.spec)?;
    match converted {
        Some(text) => format_str(&text, &spec),
        None => Ok(format!("<{way}|{spec}>")),
    }
}
