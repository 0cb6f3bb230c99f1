//! `str`: arguments in, the pure functions of `text` do the work.

use super::formatting;
use crate::python::heap::{Type, Value};
use crate::python::text::strings::{self as s, Translation};
use crate::python::text::{TextError, TextResult, codecs};
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
    method!("format", Body::Free(formatting::format)),
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
    method!("format_map", Body::Two(formatting::format_map)),
    method!("__len__", Body::One(length)),
    method!("__getitem__", Body::Two(get_item)),
    method!("__contains__", Body::Two(contains)),
    method!("__iter__", Body::One(iter)),
    method!("__add__", Body::Two(add)),
    method!("__mul__", Body::Two(multiply)),
    Native::on_type(Type::Str, "__new__", Body::Many(1, 4, str_new)),
];

/// The text of a str method's instance.
pub fn own(m: &Machine, value: Value) -> Rc<str> {
    m.heap
        .as_shared(value)
        .expect("invariant: a str method has a str")
}

fn text_arg(m: &mut Machine, value: Value, words: &str) -> Answer<Rc<str>> {
    match m.heap.as_shared(value) {
        Some(text) => Ok(text),
        None => {
            let kind = if value.is_none() && words.contains("argument") {
                "None".into()
            } else {
                m.heap.type_name(value)
            };
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
            if m.heap.as_tuple(args[1]).is_some() {
                return m.type_error(format!(
                    "tuple for {name} must only contain str, not {kind}"
                ));
            }
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
            Some(other) => match heap.as_str(other) {
                Some(text) => Translation::Replace(text.to_owned()),
                None => {
                    return Err(TextError::kind(
                        "character mapping must return integer, None or str",
                    ));
                }
            },
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
                Some(text) if text.chars().count() != 1 => {
                    return m.value_error("string keys in translate table must be of length 1");
                }
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
