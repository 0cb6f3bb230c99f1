//! `str`: arguments in, the pure functions of `text` do the work.

use crate::python::heap::{Type, Value};
use crate::python::text::strings::{self as s, Translation};
use crate::python::text::{TextResult, codecs, percent, template};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Stop};
use std::rc::Rc;

macro_rules! method {
    ($name:literal, $body:expr) => {
        Native::method(Type::Str, $name, $body)
    };
}

pub static METHODS: &[Native] = &[
    method!("join", Body::Two(join)),
    method!("format", Body::Free(format)),
    method!("split", Body::Free(split)),
    method!("strip", Body::Many(1, 2, |m, a| strip(m, a, s::strip))),
    method!(
        "startswith",
        Body::Many(2, 4, |m, a| affix(m, a, "startswith", s::starts_with))
    ),
    method!(
        "endswith",
        Body::Many(2, 4, |m, a| affix(m, a, "endswith", s::ends_with))
    ),
    method!("replace", Body::Many(3, 4, replace)),
    method!("encode", Body::Free(encode)),
    method!("lower", Body::One(|m, t| map(m, t, s::lower))),
    method!("upper", Body::One(|m, t| map(m, t, s::upper))),
    method!(
        "find",
        Body::Many(2, 4, |m, a| search(m, a, "find", s::find))
    ),
    method!(
        "rfind",
        Body::Many(2, 4, |m, a| search(m, a, "rfind", s::rfind))
    ),
    method!(
        "index",
        Body::Many(2, 4, |m, a| index(m, a, "index", s::index))
    ),
    method!(
        "rindex",
        Body::Many(2, 4, |m, a| index(m, a, "rindex", s::rindex))
    ),
    method!("count", Body::Many(2, 4, count)),
    method!("rsplit", Body::Free(rsplit)),
    method!("splitlines", Body::Free(split_lines)),
    method!("partition", Body::Two(partition)),
    method!("rpartition", Body::Two(rpartition)),
    method!("lstrip", Body::Many(1, 2, |m, a| strip(m, a, s::lstrip))),
    method!("rstrip", Body::Many(1, 2, |m, a| strip(m, a, s::rstrip))),
    method!(
        "center",
        Body::Many(2, 3, |m, a| fill(m, a, "center", s::center))
    ),
    method!(
        "ljust",
        Body::Many(2, 3, |m, a| fill(m, a, "ljust", s::ljust))
    ),
    method!(
        "rjust",
        Body::Many(2, 3, |m, a| fill(m, a, "rjust", s::rjust))
    ),
    method!("zfill", Body::Two(zfill)),
    method!("expandtabs", Body::Free(expand_tabs)),
    method!("title", Body::One(|m, t| map(m, t, s::title))),
    method!("capitalize", Body::One(|m, t| map(m, t, s::capitalize))),
    method!("swapcase", Body::One(|m, t| map(m, t, s::swapcase))),
    method!("casefold", Body::One(|m, t| map(m, t, s::casefold))),
    method!("isalnum", Body::One(|m, t| is(m, t, s::is_alnum))),
    method!("isalpha", Body::One(|m, t| is(m, t, s::is_alpha))),
    method!("isascii", Body::One(|m, t| is(m, t, s::is_ascii))),
    method!("isdecimal", Body::One(|m, t| is(m, t, s::is_decimal))),
    method!("isdigit", Body::One(|m, t| is(m, t, s::is_digit))),
    method!("isidentifier", Body::One(|m, t| is(m, t, s::is_identifier))),
    method!("islower", Body::One(|m, t| is(m, t, s::is_lower))),
    method!("isnumeric", Body::One(|m, t| is(m, t, s::is_numeric))),
    method!("isprintable", Body::One(|m, t| is(m, t, s::is_printable))),
    method!("isspace", Body::One(|m, t| is(m, t, s::is_space))),
    method!("istitle", Body::One(|m, t| is(m, t, s::is_title))),
    method!("isupper", Body::One(|m, t| is(m, t, s::is_upper))),
    method!(
        "removeprefix",
        Body::Two(|m, t, p| remove(m, t, p, "removeprefix", s::remove_prefix))
    ),
    method!(
        "removesuffix",
        Body::Two(|m, t, p| remove(m, t, p, "removesuffix", s::remove_suffix))
    ),
    method!("translate", Body::Two(translate)),
    Native::on_type(Type::Str, "maketrans", Body::Many(1, 3, make_trans)),
    method!("format_map", Body::Two(format_map)),
    method!("__len__", Body::One(length)),
    method!("__getitem__", Body::Two(get_item)),
    method!("__contains__", Body::Two(contains)),
    method!("__iter__", Body::One(iter)),
    method!("__add__", Body::Two(add)),
    method!("__mul__", Body::Two(multiply)),
    Native::on_type(Type::Str, "__new__", Body::Many(1, 4, str_new)),
];

fn own(m: &Machine, value: Value) -> Rc<str> {
    m.heap
        .as_shared(value)
        .expect("invariant: a str method has a str")
}

fn text_arg(m: &mut Machine, value: Value, words: &str) -> Answer<Rc<str>> {
    match m.heap.as_shared(value) {
        Some(text) => Ok(text),
        None => {
            let kind = m.heap.type_name(value);
            m.type_error(format!("{words}, not {kind}"))
        }
    }
}

fn map(m: &mut Machine, text: Value, change: fn(&str) -> String) -> Answer {
    let text = change(&own(m, text));
    Ok(m.heap.text(text.into()))
}

fn is(m: &mut Machine, text: Value, test: fn(&str) -> bool) -> Answer {
    Ok(Value::Bool(test(&own(m, text))))
}

fn join(m: &mut Machine, sep: Value, items: Value) -> Answer {
    if !m.is_iterable(items) {
        return m.type_error("can only join an iterable");
    }
    let items = m.all_items(items)?;
    let sep = own(m, sep);
    let mut length = 0;
    for (at, item) in items.iter().enumerate() {
        match m.heap.as_str(*item) {
            Some(text) => length += text.len() + sep.len(),
            None => {
                let kind = m.heap.type_name(*item);
                return m.type_error(format!(
                    "sequence item {at}: expected str instance, {kind} found"
                ));
            }
        }
    }
    m.afford(length)?;
    let mut text = String::with_capacity(length);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push_str(&sep);
        }
        text.push_str(m.heap.as_str(*item).unwrap_or(""));
    }
    Ok(m.heap.text(text.into()))
}

fn strings(m: &mut Machine, parts: Vec<String>) -> Answer {
    m.afford(parts.len() * 64)?;
    let items = parts
        .into_iter()
        .map(|part| m.heap.text(part.into()))
        .collect();
    Ok(m.heap.list(items))
}

type Splitter = for<'a> fn(&'a str, Option<&str>, i64) -> TextResult<Vec<&'a str>>;

fn split_with(m: &mut Machine, args: Args<'_>, name: &str, split: Splitter) -> Answer {
    let [text, sep, most] = args.parse(m, name, ["", "sep", "maxsplit"], 1, 3)?;
    let most = if most.is_null() { -1 } else { m.int_arg(most)? };
    let sep = if sep.is_null() || sep.is_none() {
        None
    } else {
        Some(text_arg(m, sep, "must be str or None")?)
    };
    let text = own(m, text);
    let parts = m.text(split(&text, sep.as_deref(), most))?;
    strings(m, parts.into_iter().map(str::to_owned).collect())
}

fn split(m: &mut Machine, args: Args<'_>) -> Answer {
    split_with(m, args, "split", s::split)
}

fn rsplit(m: &mut Machine, args: Args<'_>) -> Answer {
    split_with(m, args, "rsplit", s::rsplit)
}

fn split_lines(m: &mut Machine, args: Args<'_>) -> Answer {
    let [text, keep] = args.parse(m, "splitlines", ["", "keepends"], 1, 2)?;
    let keep = !keep.is_null() && m.truth(keep)?;
    let text = own(m, text);
    strings(
        m,
        s::split_lines(&text, keep)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    )
}

fn strip(
    m: &mut Machine,
    args: &[Value],
    strip: for<'a> fn(&'a str, Option<&str>) -> &'a str,
) -> Answer {
    let chars = match args.get(1) {
        None | Some(Value::None) => None,
        Some(chars) => match m.heap.as_shared(*chars) {
            Some(chars) => Some(chars),
            None => return m.type_error("strip arg must be None or str"),
        },
    };
    let text = own(m, args[0]);
    let part = strip(&text, chars.as_deref());
    if part.len() == text.len() {
        return Ok(args[0]);
    }
    Ok(m.heap.str(part))
}

type Affix = fn(&str, &str, Option<i64>, Option<i64>) -> bool;

fn affix(m: &mut Machine, args: &[Value], name: &str, test: Affix) -> Answer {
    let (start, end) = bounds(m, args)?;
    let candidates = match m.heap.as_tuple(args[1]) {
        Some(candidates) => candidates.to_vec(),
        None => vec![args[1]],
    };
    let text = own(m, args[0]);
    for candidate in candidates {
        let Some(candidate) = m.heap.as_shared(candidate) else {
            let kind = m.heap.type_name(candidate);
            return m.type_error(format!(
                "{name} first arg must be str or a tuple of str, not {kind}"
            ));
        };
        if test(&text, &candidate, start, end) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn bounds(m: &mut Machine, args: &[Value]) -> Answer<(Option<i64>, Option<i64>)> {
    let start = m.bound_arg(args.get(2).copied().unwrap_or(Value::Null))?;
    let end = m.bound_arg(args.get(3).copied().unwrap_or(Value::Null))?;
    Ok((start, end))
}

fn search(
    m: &mut Machine,
    args: &[Value],
    _: &str,
    find: fn(&str, &str, Option<i64>, Option<i64>) -> Option<usize>,
) -> Answer {
    let (start, end) = bounds(m, args)?;
    let needle = text_arg(m, args[1], "must be str")?;
    let found = find(&own(m, args[0]), &needle, start, end);
    Ok(Value::Int(found.map_or(-1, |at| at as i64)))
}

fn index(
    m: &mut Machine,
    args: &[Value],
    _: &str,
    find: fn(&str, &str, Option<i64>, Option<i64>) -> TextResult<usize>,
) -> Answer {
    let (start, end) = bounds(m, args)?;
    let needle = text_arg(m, args[1], "must be str")?;
    let found = find(&own(m, args[0]), &needle, start, end);
    Ok(Value::Int(m.text(found)? as i64))
}

fn count(m: &mut Machine, args: &[Value]) -> Answer {
    let (start, end) = bounds(m, args)?;
    let needle = text_arg(m, args[1], "must be str")?;
    Ok(Value::Int(
        s::count(&own(m, args[0]), &needle, start, end) as i64
    ))
}

fn replace(m: &mut Machine, args: &[Value]) -> Answer {
    let old = text_arg(m, args[1], "replace() argument 1 must be str")?;
    let new = text_arg(m, args[2], "replace() argument 2 must be str")?;
    let most = args.get(3).map_or(Ok(-1), |most| m.int_arg(*most))?;
    let text = m.text(s::replace(&own(m, args[0]), &old, &new, most))?;
    m.afford(text.len())?;
    Ok(m.heap.text(text.into()))
}

fn encode(m: &mut Machine, args: Args<'_>) -> Answer {
    let [text, encoding, errors] = args.parse(m, "encode", ["", "encoding", "errors"], 1, 3)?;
    let (encoding, errors) = codec_args(m, "encode", encoding, errors)?;
    let bytes = m.text(codecs::encode(&own(m, text), &encoding, &errors))?;
    m.afford(bytes.len())?;
    Ok(m.bytes_like(bytes, false))
}

/// Encoding and error handler with their defaults.
pub fn codec_args(
    m: &mut Machine,
    name: &str,
    encoding: Value,
    errors: Value,
) -> Answer<(Rc<str>, Rc<str>)> {
    let encoding = if encoding.is_null() {
        "utf-8".into()
    } else {
        text_arg(
            m,
            encoding,
            &format!("{name}() argument 'encoding' must be str"),
        )?
    };
    let errors = if errors.is_null() {
        "strict".into()
    } else {
        text_arg(
            m,
            errors,
            &format!("{name}() argument 'errors' must be str"),
        )?
    };
    Ok((encoding, errors))
}

fn partition(m: &mut Machine, text: Value, sep: Value) -> Answer {
    let sep = text_arg(m, sep, "must be str")?;
    let text = own(m, text);
    let (a, b, c) = m.text(s::partition(&text, &sep))?;
    three(m, a, b, c)
}

fn rpartition(m: &mut Machine, text: Value, sep: Value) -> Answer {
    let sep = text_arg(m, sep, "must be str")?;
    let text = own(m, text);
    let (a, b, c) = m.text(s::rpartition(&text, &sep))?;
    three(m, a, b, c)
}

fn three(m: &mut Machine, a: &str, b: &str, c: &str) -> Answer {
    let parts = [a, b, c].map(|part| m.heap.str(part));
    Ok(m.heap.tuple(parts.to_vec()))
}

fn fill(
    m: &mut Machine,
    args: &[Value],
    _: &str,
    fill: fn(&str, i64, char) -> TextResult<String>,
) -> Answer {
    let width = m.int_arg(args[1])?;
    let with = match args.get(2) {
        Some(with) => match m.heap.as_shared(*with) {
            Some(text) => m.text(s::fill_char(&text))?,
            None => {
                let kind = m.heap.type_name(*with);
                return m.type_error(format!(
                    "The fill character must be a unicode character, not {kind}"
                ));
            }
        },
        None => ' ',
    };
    let text = m.text(fill(&own(m, args[0]), width, with))?;
    Ok(m.heap.text(text.into()))
}

fn zfill(m: &mut Machine, text: Value, width: Value) -> Answer {
    let width = m.int_arg(width)?;
    let text = m.text(s::zfill(&own(m, text), width))?;
    Ok(m.heap.text(text.into()))
}

fn expand_tabs(m: &mut Machine, args: Args<'_>) -> Answer {
    let [text, size] = args.parse(m, "expandtabs", ["", "tabsize"], 1, 2)?;
    let size = if size.is_null() { 8 } else { m.int_arg(size)? };
    let text = m.text(s::expand_tabs(&own(m, text), size))?;
    Ok(m.heap.text(text.into()))
}

fn remove(
    m: &mut Machine,
    text: Value,
    part: Value,
    name: &str,
    remove: for<'a> fn(&'a str, &str) -> &'a str,
) -> Answer {
    let part = text_arg(m, part, &format!("{name}() argument must be str"))?;
    let text = own(m, text);
    Ok(m.heap.str(remove(&text, &part)))
}

fn translate(m: &mut Machine, text: Value, table: Value) -> Answer {
    let Some(dict) = m.heap.as_dict(table).and(m.heap.base_of(table).as_ref()) else {
        return Stop::ask();
    };
    let text = own(m, text);
    let heap = &m.heap;
    let result = s::translate(&text, |char| {
        let found = heap
            .dict_get(dict, Value::Int(i64::from(u32::from(char))))
            .ok()
            .flatten();
        Ok(match found {
            None => Translation::Keep,
            Some(Value::None) => Translation::Delete,
            Some(Value::Int(code)) => match u32::try_from(code).ok().and_then(char::from_u32) {
                Some(other) => Translation::Replace(other.to_string()),
                None => Translation::Keep,
            },
            Some(other) => Translation::Replace(heap.as_str(other).unwrap_or("").to_owned()),
        })
    });
    let text = m.text(result)?;
    Ok(m.heap.text(text.into()))
}

fn make_trans(m: &mut Machine, args: &[Value]) -> Answer {
    let dict = m.heap.dict();
    let at = dict.as_ref().expect("invariant: a dict is on the heap");
    if args.len() == 1 {
        let Some(entries) = m
            .heap
            .as_dict(args[0])
            .map(|table| table.iter().copied().collect::<Vec<_>>())
        else {
            return m.type_error("if you give only one argument to maketrans it must be a dict");
        };
        for entry in entries {
            let key = match m.heap.as_str(entry.key) {
                Some(text) => {
                    let code = crate::python::text::strings::ord(text);
                    Value::Int(i64::from(m.text(code)?))
                }
                None => entry.key,
            };
            let done = m.heap.dict_set(at, key, entry.value);
            m.key(done)?;
        }
        return Ok(dict);
    }
    let from = text_arg(m, args[0], "maketrans() argument 1 must be str")?;
    let to = text_arg(m, args[1], "maketrans() argument 2 must be str")?;
    let gone = match args.get(2) {
        Some(gone) => text_arg(m, *gone, "maketrans() argument 3 must be str")?,
        None => "".into(),
    };
    for (from, to) in m.text(s::make_translation(&from, &to, &gone))? {
        let value = to.map_or(Value::None, |code| Value::Int(i64::from(code)));
        let _ = m.heap.dict_set(at, Value::Int(i64::from(from)), value);
    }
    Ok(dict)
}

fn length(m: &mut Machine, text: Value) -> Answer {
    Ok(Value::Int(
        m.heap
            .as_text(text)
            .map_or(0, |text| i64::from(text.points)),
    ))
}

fn get_item(m: &mut Machine, text: Value, key: Value) -> Answer {
    m.subscript(m.heap.base_of(text), key)
}

fn contains(m: &mut Machine, text: Value, part: Value) -> Answer {
    Ok(Value::Bool(m.native_contains(text, part)?))
}

fn iter(m: &mut Machine, text: Value) -> Answer {
    match m.native_iter(m.heap.base_of(text))? {
        Some(iterator) => Ok(Value::Ref(iterator)),
        None => Stop::ask(),
    }
}

fn add(m: &mut Machine, a: Value, b: Value) -> Answer {
    m.builtin_binary(crate::python::code::Binary::Add, a, b)
}

fn multiply(m: &mut Machine, a: Value, b: Value) -> Answer {
    m.builtin_binary(crate::python::code::Binary::Multiply, a, b)
}

fn str_new(m: &mut Machine, args: &[Value]) -> Answer {
    let base = make(
        m,
        Args {
            positional: &args[1..],
            named: &[],
        },
    )?;
    super::numbers::wrap_base(m, args[0], base)
}

/// `str(...)`.
pub fn make(m: &mut Machine, args: Args<'_>) -> Answer {
    let [value, encoding, errors] = args.parse(m, "str", ["object", "encoding", "errors"], 0, 3)?;
    if value.is_null() {
        return Ok(m.heap.str(""));
    }
    if encoding.is_null() && errors.is_null() {
        return m.str_value(value);
    }
    let (encoding, errors) = codec_args(m, "str", encoding, errors)?;
    match m.heap.as_bytes(value).map(<[u8]>::to_vec) {
        Some(bytes) => {
            let text = m.text(codecs::decode(&bytes, &encoding, &errors))?;
            Ok(m.heap.text(text.into()))
        }
        None if m.heap.as_str(value).is_some() => m.type_error("decoding str is not supported"),
        None => {
            let kind = m.heap.type_name(value);
            m.type_error(format!(
                "decoding to str: need a bytes-like object, {kind} found"
            ))
        }
    }
}

// ---- str.format ---------------------------------------------------------

fn format(m: &mut Machine, args: Args<'_>) -> Answer {
    let text = own(m, args.positional[0]);
    let source = Fields {
        positional: &args.positional[1..],
        named: args.named,
        mapping: Value::Null,
    };
    let text = render_template(m, &template::parse(&text), source, 0)?;
    m.afford(text.len())?;
    Ok(m.heap.text(text.into()))
}

fn format_map(m: &mut Machine, text: Value, mapping: Value) -> Answer {
    if m.heap.as_dict(mapping).is_none() || mapping != m.heap.base_of(mapping) {
        return Stop::ask();
    }
    let text = own(m, text);
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
    let mut out = String::new();
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

// ---- % ------------------------------------------------------------------

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
    let mut out = String::new();
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
    if let Some(int) = m.heap.as_int(value) {
        return Ok(Prepared::Int(int));
    }
    if let Some(float) = m.heap.as_float(value) {
        return Ok(Prepared::Float(float));
    }
    if let Some(text) = m.heap.as_shared(value) {
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
