//! `str.format` and `%`: the pure parsers of `text` fed with values.

use crate::python::heap::{Type, Value};
use crate::python::text::{percent, template};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Stop};
use std::rc::Rc;

/// `text.format(...)`.
pub fn format(m: &mut Machine, args: Args<'_>) -> Answer {
    let text = super::strings::own(m, args.positional[0]);
    let source = Fields {
        positional: &args.positional[1..],
        named: args.named,
        mapping: Value::Null,
    };
    let text = render_template(m, &template::parse(&text), source, 0)?;
    m.afford(text.len())?;
    Ok(m.heap.text(text.into()))
}

/// `text.format_map(mapping)`.
pub fn format_map(m: &mut Machine, text: Value, mapping: Value) -> Answer {
    if m.heap.as_dict(mapping).is_none() || mapping != m.heap.base_of(mapping) {
        return Stop::ask();
    }
    let text = super::strings::own(m, text);
    let source = Fields {
        positional: &[],
        named: &[],
        mapping,
    };
    let text = render_template(m, &template::parse(&text), source, 0)?;
    Ok(m.heap.text(text.into()))
}

/// Where the fields of a template come from.
#[derive(Clone, Copy)]
struct Fields<'a> {
    positional: &'a [Value],
    named: &'a [(Value, Value)],
    mapping: Value,
}

fn render_template(
    m: &mut Machine,
    template: &template::Template,
    source: Fields<'_>,
    depth: u32,
) -> Answer<String> {
    // An empty one, as most specifications are, takes no memory.
    let mut out = String::with_capacity(16 * template.pieces.len());
    if depth > 2 {
        return m.value_error("Max string recursion exceeded");
    }
    for piece in &template.pieces {
        match piece {
            template::Piece::Literal(text) => out.push_str(text),
            template::Piece::Field(field) => {
                let value = render_field(m, field, source, depth)?;
                out.push_str(&value);
            }
        }
    }
    match &template.fault {
        Some(fault) => Err(m.text_error(fault.clone())),
        None => Ok(out),
    }
}

fn render_field(
    m: &mut Machine,
    field: &template::Field,
    source: Fields<'_>,
    depth: u32,
) -> Answer<String> {
    let mut value = first_of(m, &field.first, source)?;
    for step in &field.path {
        value = match step {
            template::Step::Attribute(name) => {
                let name = m.heap.str(name);
                only_value(m.get_attr(value, name))?
            }
            template::Step::Index(index) => {
                only_value(m.subscript(value, Value::Int(*index as i64)))?
            }
            template::Step::Key(key) => {
                let key = m.heap.str(key);
                only_value(m.subscript(value, key))?
            }
        };
    }
    if let Some(fault) = &field.fault {
        return Err(m.text_error(fault.clone()));
    }
    value = match field.conversion {
        None => value,
        Some('r') => only_value(m.repr_value(value))?,
        Some('s') => only_value(m.str_value(value))?,
        Some('a') => only_value(m.ascii_value(value))?,
        Some(letter) => return Err(m.text_error(template::unknown_conversion(letter))),
    };
    let spec = render_template(m, &field.spec, source, depth + 1)?;
    let spec = m.heap.str(&spec);
    let text = only_value(m.format_value(value, spec))?;
    Ok(m.heap.as_str(text).unwrap_or("").to_owned())
}

/// A value, or a question to the twin of the whole method.
fn only_value(answer: Answer) -> Answer {
    match answer {
        Err(stop) if !matches!(*stop, Stop::Raise(_)) => Stop::ask(),
        other => other,
    }
}

fn first_of(m: &mut Machine, first: &template::First, source: Fields<'_>) -> Answer {
    match first {
        template::First::Index(_) if !source.mapping.is_null() => {
            Err(m.text_error(template::positional_in_map()))
        }
        template::First::Index(index) => match source.positional.get(*index) {
            Some(value) => Ok(*value),
            None => Err(m.text_error(template::index_out_of_range(*index))),
        },
        template::First::Name(name) => {
            let found = if let Value::Ref(dict) = source.mapping {
                m.heap.dict_get_str(dict, name)
            } else {
                source
                    .named
                    .iter()
                    .find(|(key, _)| m.heap.as_str(*key) == Some(name))
                    .map(|(_, value)| *value)
            };
            match found {
                Some(value) => Ok(value),
                None => {
                    let key = m.heap.str(name);
                    let exception = m.exception(Value::Type(Type::KeyError), vec![key]);
                    Err(Box::new(Stop::Raise(exception)))
                }
            }
        }
    }
}

impl Machine {
    /// `text % arguments`, `bytes % arguments`.
    pub(crate) fn percent(&mut self, format: Value, arguments: Value) -> Answer<Option<Value>> {
        if let Some(text) = self.heap.as_shared(format) {
            let mut parsed = percent::parse(&text);
            return match percent_text(self, &mut parsed, arguments) {
                Ok(text) => {
                    self.afford(text.len())?;
                    Ok(Some(self.heap.text(text.into())))
                }
                Err(stop) if matches!(*stop, Stop::Raise(_)) => Err(stop),
                Err(_) => Stop::twin("str_percent", vec![format, arguments]),
            };
        }
        if let Some(bytes) = self.heap.as_bytes(format).map(<[u8]>::to_vec) {
            let mut parsed = percent::parse_bytes(&bytes);
            let array = self.heap.type_of(format) == Type::ByteArray;
            let bytes = percent_bytes(self, &mut parsed, arguments)?;
            return Ok(Some(self.bytes_like(bytes, array)));
        }
        Ok(None)
    }
}

/// The arguments of a `%` operation as they are used up.
struct Supply {
    items: Vec<Value>,
    next: usize,
    mapping: Value,
}

impl Supply {
    fn new(m: &Machine, arguments: Value) -> Supply {
        let items = m
            .heap
            .as_tuple(arguments)
            .map_or_else(|| vec![arguments], <[Value]>::to_vec);
        let is_mapping = m.heap.as_tuple(arguments).is_none()
            && m.heap.as_str(arguments).is_none()
            && (m.heap.as_dict(arguments).is_some()
                || m.class_lookup(m.heap.class_of(arguments), "__getitem__")
                    .is_some());
        Supply {
            items,
            next: 0,
            mapping: if is_mapping { arguments } else { Value::Null },
        }
    }

    fn take(&mut self, m: &mut Machine) -> Answer {
        match self.items.get(self.next) {
            Some(value) => {
                self.next += 1;
                Ok(*value)
            }
            None => Err(m.text_error(percent::not_enough_arguments())),
        }
    }

    fn keyed(&mut self, m: &mut Machine, key: Value) -> Answer {
        if self.mapping.is_null() {
            return Err(m.text_error(percent::requires_mapping()));
        }
        self.next = self.items.len();
        only_value(m.subscript(self.mapping, key))
    }

    fn finish(&self, m: &mut Machine, of_bytes: bool) -> Answer<()> {
        if self.next < self.items.len() && self.mapping.is_null() {
            return Err(m.text_error(percent::not_all_converted(of_bytes)));
        }
        Ok(())
    }
}

fn percent_text(
    m: &mut Machine,
    parsed: &mut percent::Percent<String>,
    arguments: Value,
) -> Answer<String> {
    let mut supply = Supply::new(m, arguments);
    let mut out = String::with_capacity(16 * parsed.pieces.len());
    for piece in &mut parsed.pieces {
        match piece {
            percent::Piece::Literal(text) => out.push_str(text),
            percent::Piece::Directive(directive) => {
                let key = directive.key.as_ref().map(|key| m.heap.str(key));
                let value = directive_argument(m, &mut supply, directive, key)?;
                let prepared = prepare(m, directive.wants(), value, directive.conversion)?;
                let result = percent::render(directive, prepared.argument());
                out.push_str(&m.text(result)?);
            }
        }
    }
    if let Some(fault) = &parsed.fault {
        return Err(m.text_error(fault.clone()));
    }
    supply.finish(m, false)?;
    Ok(out)
}

fn percent_bytes(
    m: &mut Machine,
    parsed: &mut percent::Percent<Vec<u8>>,
    arguments: Value,
) -> Answer<Vec<u8>> {
    let mut supply = Supply::new(m, arguments);
    if m.heap.as_bytes(arguments).is_some() {
        supply.mapping = Value::Null;
    }
    let mut out = Vec::new();
    for piece in &mut parsed.pieces {
        match piece {
            percent::Piece::Literal(text) => out.extend_from_slice(text),
            percent::Piece::Directive(directive) => {
                let key = directive.key.as_ref().map(|key| m.heap.bytes_value(key));
                let value = directive_argument(m, &mut supply, directive, key)?;
                let prepared = prepare(m, directive.wants(), value, directive.conversion)?;
                let result = percent::render_bytes(directive, prepared.argument());
                out.extend(m.text(result)?);
            }
        }
    }
    if let Some(fault) = &parsed.fault {
        return Err(m.text_error(fault.clone()));
    }
    supply.finish(m, true)?;
    Ok(out)
}

/// The argument of a directive, after those for its stars.
fn directive_argument<K>(
    m: &mut Machine,
    supply: &mut Supply,
    directive: &mut percent::Directive<K>,
    key: Option<Value>,
) -> Answer {
    if directive.width == percent::Size::Star {
        let value = supply.take(m)?;
        let prepared = prepare(m, percent::Wants::Integer, value, 'd')?;
        let done = directive.set_width(prepared.argument());
        m.text(done)?;
    }
    if directive.precision == percent::Size::Star {
        let value = supply.take(m)?;
        let prepared = prepare(m, percent::Wants::Integer, value, 'd')?;
        let done = directive.set_precision(prepared.argument());
        m.text(done)?;
    }
    match key {
        Some(key) => supply.keyed(m, key),
        None => supply.take(m),
    }
}

/// An argument in the form that a directive wants.
enum Prepared {
    Text(Rc<str>),
    Bytes(Vec<u8>),
    Int(crate::python::text::number::Int),
    Float(f64),
    Other(Rc<str>),
}

impl Prepared {
    fn argument(&self) -> percent::Argument<'_> {
        match self {
            Prepared::Text(text) => percent::Argument::Text(text),
            Prepared::Bytes(bytes) => percent::Argument::Bytes(bytes),
            Prepared::Int(int) => percent::Argument::Int(int),
            Prepared::Float(float) => percent::Argument::Float(*float),
            Prepared::Other(name) => percent::Argument::Other(name),
        }
    }
}

fn prepare(m: &mut Machine, wants: percent::Wants, value: Value, letter: char) -> Answer<Prepared> {
    use percent::Wants;
    let shown = match wants {
        Wants::Str => Some(m.str_value(value)),
        Wants::Repr => Some(m.repr_value(value)),
        Wants::Ascii => Some(m.ascii_value(value)),
        _ => None,
    };
    if let Some(shown) = shown {
        let text = only_value(shown)?;
        return Ok(Prepared::Text(
            m.heap.as_shared(text).unwrap_or_else(|| "".into()),
        ));
    }
    if let (Wants::Bytes, Value::Bool(_)) = (wants, value) {
        return Ok(Prepared::Other("bool".into()));
    }
    if let Some(int) = m.heap.as_int(value) {
        return Ok(Prepared::Int(int));
    }
    if let Some(float) = m.heap.as_float(value) {
        return Ok(Prepared::Float(float));
    }
    if m.heap.base_of(value) == value
        && let Some(text) = m.heap.as_shared(value)
    {
        return Ok(Prepared::Text(text));
    }
    if let Some(bytes) = m.heap.as_bytes(value) {
        return Ok(Prepared::Bytes(bytes.to_vec()));
    }
    let class = m.heap.class_of(value);
    let methods: &[&str] = match (wants, letter) {
        (Wants::Integer, 'd' | 'i' | 'u') => &["__int__", "__index__"],
        (Wants::Integer, _) => &["__index__"],
        (Wants::Real, _) => &["__float__", "__index__"],
        (Wants::Bytes, _) => &["__bytes__"],
        _ => &[],
    };
    if methods
        .iter()
        .any(|name| matches!(m.class_lookup(class, name), Some(Value::Ref(_))))
    {
        return Stop::ask();
    }
    Ok(Prepared::Other(m.heap.type_name(value)))
}
