//! `bytes` and `bytearray`: arguments in, the pure functions of `text` do the work.

use crate::python::heap::{Object, Type, Value};
use crate::python::text::byte_strings::{self as b};
use crate::python::text::{TextResult, codecs};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Stop};

macro_rules! shared {
    ($kind:ident) => {
        [
            Native::method(Type::$kind, "decode", Body::Free(decode)),
            Native::method(Type::$kind, "split", Body::Free(split)),
            Native::method(Type::$kind, "rsplit", Body::Free(rsplit)),
            Native::method(Type::$kind, "splitlines", Body::Free(split_lines)),
            Native::method(Type::$kind, "join", Body::Two(join)),
            Native::method(
                Type::$kind,
                "strip",
                Body::Many(1, 2, |m, a| strip(m, a, b::strip)),
            ),
            Native::method(
                Type::$kind,
                "lstrip",
                Body::Many(1, 2, |m, a| strip(m, a, b::lstrip)),
            ),
            Native::method(
                Type::$kind,
                "rstrip",
                Body::Many(1, 2, |m, a| strip(m, a, b::rstrip)),
            ),
            Native::method(
                Type::$kind,
                "startswith",
                Body::Many(2, 4, |m, a| affix(m, a, "startswith", b::starts_with)),
            ),
            Native::method(
                Type::$kind,
                "endswith",
                Body::Many(2, 4, |m, a| affix(m, a, "endswith", b::ends_with)),
            ),
            Native::method(
                Type::$kind,
                "find",
                Body::Many(2, 4, |m, a| search(m, a, b::find)),
            ),
            Native::method(
                Type::$kind,
                "rfind",
                Body::Many(2, 4, |m, a| search(m, a, b::rfind)),
            ),
            Native::method(
                Type::$kind,
                "index",
                Body::Many(2, 4, |m, a| index(m, a, b::index)),
            ),
            Native::method(
                Type::$kind,
                "rindex",
                Body::Many(2, 4, |m, a| index(m, a, b::rindex)),
            ),
            Native::method(Type::$kind, "count", Body::Many(2, 4, count)),
            Native::method(Type::$kind, "replace", Body::Many(3, 4, replace)),
            Native::method(Type::$kind, "hex", Body::Many(1, 3, hex)),
            Native::method(Type::$kind, "fromhex", Body::Two(from_hex)),
            Native::method(Type::$kind, "partition", Body::Two(partition)),
            Native::method(Type::$kind, "rpartition", Body::Two(rpartition)),
            Native::method(
                Type::$kind,
                "center",
                Body::Many(2, 3, |m, a| fill(m, a, "center", b::center)),
            ),
            Native::method(
                Type::$kind,
                "ljust",
                Body::Many(2, 3, |m, a| fill(m, a, "ljust", b::ljust)),
            ),
            Native::method(
                Type::$kind,
                "rjust",
                Body::Many(2, 3, |m, a| fill(m, a, "rjust", b::rjust)),
            ),
            Native::method(Type::$kind, "zfill", Body::Two(zfill)),
            Native::method(Type::$kind, "expandtabs", Body::Many(1, 2, expand_tabs)),
            Native::method(Type::$kind, "upper", Body::One(|m, v| map(m, v, b::upper))),
            Native::method(Type::$kind, "lower", Body::One(|m, v| map(m, v, b::lower))),
            Native::method(Type::$kind, "title", Body::One(|m, v| map(m, v, b::title))),
            Native::method(
                Type::$kind,
                "capitalize",
                Body::One(|m, v| map(m, v, b::capitalize)),
            ),
            Native::method(
                Type::$kind,
                "swapcase",
                Body::One(|m, v| map(m, v, b::swapcase)),
            ),
            Native::method(
                Type::$kind,
                "isalnum",
                Body::One(|m, v| is(m, v, b::is_alnum)),
            ),
            Native::method(
                Type::$kind,
                "isalpha",
                Body::One(|m, v| is(m, v, b::is_alpha)),
            ),
            Native::method(
                Type::$kind,
                "isascii",
                Body::One(|m, v| is(m, v, b::is_ascii)),
            ),
            Native::method(
                Type::$kind,
                "isdigit",
                Body::One(|m, v| is(m, v, b::is_digit)),
            ),
            Native::method(
                Type::$kind,
                "isspace",
                Body::One(|m, v| is(m, v, b::is_space)),
            ),
            Native::method(
                Type::$kind,
                "islower",
                Body::One(|m, v| is(m, v, b::is_lower)),
            ),
            Native::method(
                Type::$kind,
                "isupper",
                Body::One(|m, v| is(m, v, b::is_upper)),
            ),
            Native::method(
                Type::$kind,
                "istitle",
                Body::One(|m, v| is(m, v, b::is_title)),
            ),
            Native::method(
                Type::$kind,
                "removeprefix",
                Body::Two(|m, v, p| remove(m, v, p, b::remove_prefix)),
            ),
            Native::method(
                Type::$kind,
                "removesuffix",
                Body::Two(|m, v, p| remove(m, v, p, b::remove_suffix)),
            ),
            Native::method(Type::$kind, "translate", Body::Free(translate)),
            Native::on_type(Type::$kind, "maketrans", Body::Two(make_trans)),
            Native::method(Type::$kind, "__len__", Body::One(length)),
            Native::method(Type::$kind, "__getitem__", Body::Two(get_item)),
            Native::method(Type::$kind, "__contains__", Body::Two(contains)),
            Native::method(Type::$kind, "__iter__", Body::One(iter)),
            Native::method(Type::$kind, "__add__", Body::Two(add)),
            Native::method(Type::$kind, "copy", Body::One(copy)),
            Native::method(Type::$kind, "append", Body::Two(append)),
            Native::method(Type::$kind, "extend", Body::Two(extend)),
            Native::method(Type::$kind, "insert", Body::Three(insert)),
            Native::method(Type::$kind, "pop", Body::Many(1, 2, pop)),
            Native::method(Type::$kind, "remove", Body::Two(remove_byte)),
            Native::method(Type::$kind, "clear", Body::One(clear)),
            Native::method(Type::$kind, "reverse", Body::One(reverse)),
        ]
    };
}

static FIXED: [Native; 55] = shared!(Bytes);
static ARRAY: [Native; 55] = shared!(ByteArray);

/// The first ones only: `bytes` do not change.
pub static BYTES: &[Native] = FIXED.split_at(47).0;
pub static BYTEARRAY: &[Native] = &ARRAY;

fn own(m: &Machine, value: Value) -> Vec<u8> {
    m.heap
        .as_bytes(value)
        .map(<[u8]>::to_vec)
        .unwrap_or_default()
}

/// The same kind as `like`.
fn alike(m: &mut Machine, like: Value, bytes: Vec<u8>) -> Answer {
    m.afford(bytes.len())?;
    let array = m.heap.type_of(like) == Type::ByteArray;
    Ok(m.bytes_like(bytes, array))
}

fn decode(m: &mut Machine, args: Args<'_>) -> Answer {
    let [bytes, encoding, errors] = args.parse(m, "decode", ["", "encoding", "errors"], 1, 3)?;
    let (encoding, errors) = super::strings::codec_args(m, "decode", encoding, errors)?;
    let text = codecs::decode(m.heap.as_bytes(bytes).unwrap_or(&[]), &encoding, &errors);
    let text = m.text(text)?;
    m.afford(text.len())?;
    Ok(m.heap.text(text.into()))
}

/// A search in bytes between two bounds.
type Search<T> = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> T;

type Splitter = for<'a> fn(&'a [u8], Option<&[u8]>, i64) -> TextResult<Vec<&'a [u8]>>;

fn split_with(m: &mut Machine, args: Args<'_>, name: &str, split: Splitter) -> Answer {
    let [bytes, sep, most] = args.parse(m, name, ["", "sep", "maxsplit"], 1, 3)?;
    let most = if most.is_null() { -1 } else { m.int_arg(most)? };
    let sep = if sep.is_null() || sep.is_none() {
        None
    } else {
        Some(m.bytes_arg(sep)?)
    };
    let data = own(m, bytes);
    let parts = m.text(split(&data, sep.as_deref(), most))?;
    pieces(m, bytes, parts)
}

fn pieces(m: &mut Machine, like: Value, parts: Vec<&[u8]>) -> Answer {
    let mut items = Vec::with_capacity(parts.len());
    for part in parts {
        items.push(alike(m, like, part.to_vec())?);
    }
    Ok(m.heap.list(items))
}

fn split(m: &mut Machine, args: Args<'_>) -> Answer {
    split_with(m, args, "split", b::split)
}

fn rsplit(m: &mut Machine, args: Args<'_>) -> Answer {
    split_with(m, args, "rsplit", b::rsplit)
}

fn split_lines(m: &mut Machine, args: Args<'_>) -> Answer {
    let [bytes, keep] = args.parse(m, "splitlines", ["", "keepends"], 1, 2)?;
    let keep = !keep.is_null() && m.truth(keep)?;
    let data = own(m, bytes);
    pieces(m, bytes, b::split_lines(&data, keep))
}

fn join(m: &mut Machine, sep: Value, items: Value) -> Answer {
    if !m.is_iterable(items) {
        return m.type_error("can only join an iterable");
    }
    let items = m.all_items(items)?;
    let mut out = Vec::new();
    let between = own(m, sep);
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(&between);
        }
        match m.heap.as_bytes(item) {
            Some(bytes) => out.extend_from_slice(bytes),
            None => {
                let kind = m.heap.type_name(item);
                return m.type_error(format!(
                    "sequence item {at}: expected a bytes-like object, {kind} found"
                ));
            }
        }
    }
    alike(m, sep, out)
}

fn strip(
    m: &mut Machine,
    args: &[Value],
    strip: for<'a> fn(&'a [u8], Option<&[u8]>) -> &'a [u8],
) -> Answer {
    let set = match args.get(1) {
        None | Some(Value::None) => None,
        Some(set) => Some(m.bytes_arg(*set)?),
    };
    let data = own(m, args[0]);
    alike(m, args[0], strip(&data, set.as_deref()).to_vec())
}

fn bounds(m: &mut Machine, args: &[Value]) -> Answer<(Option<i64>, Option<i64>)> {
    let start = m.bound_arg(args.get(2).copied().unwrap_or(Value::Null))?;
    let end = m.bound_arg(args.get(3).copied().unwrap_or(Value::Null))?;
    Ok((start, end))
}

fn affix(m: &mut Machine, args: &[Value], name: &str, test: Search<bool>) -> Answer {
    let (start, end) = bounds(m, args)?;
    let candidates = m
        .heap
        .as_tuple(args[1])
        .map_or_else(|| vec![args[1]], <[Value]>::to_vec);
    let data = own(m, args[0]);
    for candidate in candidates {
        let Some(candidate) = m.heap.as_bytes(candidate) else {
            let kind = m.heap.type_name(candidate);
            if m.heap.as_tuple(args[1]).is_some() {
                return m.type_error(format!(
                    "tuple for {name} must only contain bytes, not {kind}"
                ));
            }
            return m.type_error(format!(
                "{name} first arg must be bytes or a tuple of bytes, not {kind}"
            ));
        };
        if test(&data, candidate, start, end) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

/// Bytes, or one byte as a number.
fn needle(m: &mut Machine, value: Value) -> Answer<Vec<u8>> {
    if let Some(bytes) = m.heap.as_bytes(value) {
        return Ok(bytes.to_vec());
    }
    match m.heap.as_int(value) {
        Some(int) => Ok(vec![m.text(b::byte_value(&int))?]),
        None => {
            let kind = m.heap.type_name(value);
            m.type_error(format!(
                "argument should be integer or bytes-like object, not '{kind}'"
            ))
        }
    }
}

fn search(m: &mut Machine, args: &[Value], find: Search<Option<usize>>) -> Answer {
    let (start, end) = bounds(m, args)?;
    let needle = needle(m, args[1])?;
    Ok(Value::Int(
        find(&own(m, args[0]), &needle, start, end).map_or(-1, |at| at as i64),
    ))
}

fn index(m: &mut Machine, args: &[Value], find: Search<TextResult<usize>>) -> Answer {
    let (start, end) = bounds(m, args)?;
    let needle = needle(m, args[1])?;
    Ok(Value::Int(
        m.text(find(&own(m, args[0]), &needle, start, end))? as i64,
    ))
}

fn count(m: &mut Machine, args: &[Value]) -> Answer {
    let (start, end) = bounds(m, args)?;
    let needle = needle(m, args[1])?;
    Ok(Value::Int(
        b::count(&own(m, args[0]), &needle, start, end) as i64
    ))
}

fn replace(m: &mut Machine, args: &[Value]) -> Answer {
    let (old, new) = (m.bytes_arg(args[1])?, m.bytes_arg(args[2])?);
    let most = args.get(3).map_or(Ok(-1), |most| m.int_arg(*most))?;
    let bytes = m.text(b::replace(&own(m, args[0]), &old, &new, most))?;
    alike(m, args[0], bytes)
}

fn hex(m: &mut Machine, args: &[Value]) -> Answer {
    let sep = match args.get(1) {
        Some(sep) => {
            let text = m.str_arg("hex", *sep)?;
            Some(m.text(b::hex_separator(&text))?)
        }
        None => None,
    };
    let group = args.get(2).map_or(Ok(1), |group| m.int_arg(*group))?;
    let text = m.text(b::hex(&own(m, args[0]), sep, group))?;
    Ok(m.heap.text(text.into()))
}

fn from_hex(m: &mut Machine, class: Value, text: Value) -> Answer {
    let text = m.str_arg("fromhex", text)?;
    let bytes = m.text(b::from_hex(&text))?;
    Ok(m.bytes_like(bytes, class == Value::Type(Type::ByteArray)))
}

fn partition(m: &mut Machine, value: Value, sep: Value) -> Answer {
    let (data, sep) = (own(m, value), m.bytes_arg(sep)?);
    let (x, y, z) = m.text(b::partition(&data, &sep))?;
    three(m, value, [x, y, z])
}

fn rpartition(m: &mut Machine, value: Value, sep: Value) -> Answer {
    let (data, sep) = (own(m, value), m.bytes_arg(sep)?);
    let (x, y, z) = m.text(b::rpartition(&data, &sep))?;
    three(m, value, [x, y, z])
}

fn three(m: &mut Machine, like: Value, parts: [&[u8]; 3]) -> Answer {
    let mut items = Vec::with_capacity(3);
    for part in parts {
        items.push(alike(m, like, part.to_vec())?);
    }
    Ok(m.heap.tuple(items))
}

fn fill(
    m: &mut Machine,
    args: &[Value],
    name: &str,
    fill: fn(&[u8], i64, u8) -> TextResult<Vec<u8>>,
) -> Answer {
    let width = m.int_arg(args[1])?;
    let with = match args.get(2) {
        Some(with) => match m.heap.as_bytes(*with) {
            Some([byte]) => *byte,
            _ => {
                let kind = m.heap.type_name(*with);
                return m.type_error(format!(
                    "{name}() argument 2 must be a byte string of length 1, not {kind}"
                ));
            }
        },
        None => b' ',
    };
    let bytes = m.text(fill(&own(m, args[0]), width, with))?;
    alike(m, args[0], bytes)
}

fn zfill(m: &mut Machine, value: Value, width: Value) -> Answer {
    let width = m.int_arg(width)?;
    let bytes = m.text(b::zfill(&own(m, value), width))?;
    alike(m, value, bytes)
}

fn expand_tabs(m: &mut Machine, args: &[Value]) -> Answer {
    let size = args.get(1).map_or(Ok(8), |size| m.int_arg(*size))?;
    let bytes = m.text(b::expand_tabs(&own(m, args[0]), size))?;
    alike(m, args[0], bytes)
}

fn map(m: &mut Machine, value: Value, change: fn(&[u8]) -> Vec<u8>) -> Answer {
    let bytes = change(&own(m, value));
    alike(m, value, bytes)
}

fn is(m: &mut Machine, value: Value, test: fn(&[u8]) -> bool) -> Answer {
    Ok(Value::Bool(test(&own(m, value))))
}

fn remove(
    m: &mut Machine,
    value: Value,
    part: Value,
    remove: for<'a> fn(&'a [u8], &[u8]) -> &'a [u8],
) -> Answer {
    let (data, part) = (own(m, value), m.bytes_arg(part)?);
    alike(m, value, remove(&data, &part).to_vec())
}

fn translate(m: &mut Machine, args: Args<'_>) -> Answer {
    let [value, table, delete] = args.parse(m, "translate", ["", "", "delete"], 2, 3)?;
    let table = if table.is_none() {
        None
    } else {
        Some(m.bytes_arg(table)?)
    };
    let delete = if delete.is_null() {
        Vec::new()
    } else {
        m.bytes_arg(delete)?
    };
    let bytes = m.text(b::translate(&own(m, value), table.as_deref(), &delete))?;
    alike(m, value, bytes)
}

fn make_trans(m: &mut Machine, from: Value, to: Value) -> Answer {
    let (from, to) = (m.bytes_arg(from)?, m.bytes_arg(to)?);
    let table = m.text(b::make_table(&from, &to))?;
    Ok(m.bytes_like(table, false))
}

fn length(m: &mut Machine, value: Value) -> Answer {
    Ok(Value::Int(
        m.heap.as_bytes(value).map_or(0, <[u8]>::len) as i64
    ))
}

fn get_item(m: &mut Machine, value: Value, key: Value) -> Answer {
    m.subscript(m.heap.base_of(value), key)
}

fn contains(m: &mut Machine, value: Value, part: Value) -> Answer {
    Ok(Value::Bool(m.native_contains(value, part)?))
}

fn iter(m: &mut Machine, value: Value) -> Answer {
    match m.native_iter(m.heap.base_of(value))? {
        Some(iterator) => Ok(Value::Ref(iterator)),
        None => Stop::ask(),
    }
}

fn add(m: &mut Machine, x: Value, y: Value) -> Answer {
    m.builtin_binary(crate::python::code::Binary::Add, x, y)
}

fn copy(m: &mut Machine, value: Value) -> Answer {
    let bytes = own(m, value);
    alike(m, value, bytes)
}

/// Changes the contents of a bytearray.
fn change<T>(m: &mut Machine, value: Value, change: impl FnOnce(&mut Vec<u8>) -> T) -> Answer<T> {
    let at = m
        .heap
        .base_of(value)
        .as_ref()
        .expect("invariant: a bytearray is on the heap");
    let result = match m.heap.object_mut(at) {
        Object::ByteArray(bytes) => change(bytes),
        _ => return m.type_error("not a bytearray"),
    };
    m.settle(Value::Ref(at))?;
    Ok(result)
}

fn byte(m: &mut Machine, value: Value) -> Answer<u8> {
    let int = m.big_int_arg(value)?;
    m.text(b::byte_value(&int))
}

fn append(m: &mut Machine, value: Value, item: Value) -> Answer {
    let byte = byte(m, item)?;
    change(m, value, |bytes| bytes.push(byte))?;
    Ok(Value::None)
}

fn extend(m: &mut Machine, value: Value, from: Value) -> Answer {
    let more = from_iterable(m, from, "byte")?;
    change(m, value, |bytes| bytes.extend(more))?;
    Ok(Value::None)
}

fn insert(m: &mut Machine, value: Value, at: Value, item: Value) -> Answer {
    let (at, byte) = (m.int_arg(at)?, byte(m, item)?);
    change(m, value, |bytes| {
        let length = bytes.len() as i64;
        let at = if at < 0 {
            (at + length).max(0)
        } else {
            at.min(length)
        };
        bytes.insert(at as usize, byte);
    })?;
    Ok(Value::None)
}

fn pop(m: &mut Machine, args: &[Value]) -> Answer {
    let at = args.get(1).map_or(Ok(-1), |at| m.int_arg(*at))?;
    let length = own(m, args[0]).len() as i64;
    if length == 0 {
        return m.fail(Type::IndexError, "pop from empty bytearray");
    }
    let at = if at < 0 { at + length } else { at };
    if at < 0 || at >= length {
        return m.fail(Type::IndexError, "pop index out of range");
    }
    let byte = change(m, args[0], |bytes| bytes.remove(at as usize))?;
    Ok(Value::Int(i64::from(byte)))
}

fn remove_byte(m: &mut Machine, value: Value, item: Value) -> Answer {
    let byte = byte(m, item)?;
    match own(m, value).iter().position(|other| *other == byte) {
        Some(at) => {
            change(m, value, |bytes| bytes.remove(at))?;
            Ok(Value::None)
        }
        None => m.value_error("value not found in bytearray"),
    }
}

fn clear(m: &mut Machine, value: Value) -> Answer {
    change(m, value, Vec::clear)?;
    Ok(Value::None)
}

fn reverse(m: &mut Machine, value: Value) -> Answer {
    change(m, value, |bytes| bytes.reverse())?;
    Ok(Value::None)
}

/// `bytes(...)`, `bytearray(...)`.
pub fn make(m: &mut Machine, args: Args<'_>, array: bool) -> Answer {
    let name = if array { "bytearray" } else { "bytes" };
    let [source, encoding, errors] = args.parse(m, name, ["source", "encoding", "errors"], 0, 3)?;
    if source.is_null() {
        return Ok(m.bytes_like(Vec::new(), array));
    }
    if let Some(text) = m.heap.as_shared(source) {
        if encoding.is_null() {
            return m.type_error("string argument without an encoding");
        }
        let (encoding, errors) = super::strings::codec_args(m, name, encoding, errors)?;
        let bytes = m.text(codecs::encode(&text, &encoding, &errors))?;
        return Ok(m.bytes_like(bytes, array));
    }
    if !encoding.is_null() {
        return m.type_error("encoding without a string argument");
    }
    let class = m.heap.class_of(source);
    if let Some(method @ Value::Ref(_)) = m.class_lookup(class, "__bytes__") {
        return Stop::call(method, vec![source]);
    }
    if let Some(length) = m.heap.as_int(source) {
        if length.is_negative() {
            return m.value_error("negative count");
        }
        let Some(length) = length.to_i64() else {
            return m.fail(
                Type::OverflowError,
                "cannot fit 'int' into an index-sized integer",
            );
        };
        m.afford(length as usize)?;
        return Ok(m.bytes_like(vec![0; length as usize], array));
    }
    if m.heap.as_bytes(source).is_none() && !m.is_iterable(source) {
        let kind = m.heap.type_name(source);
        return m.type_error(format!("cannot convert '{kind}' object to {name}"));
    }
    let bytes = from_iterable(m, source, if array { "byte" } else { "bytes" })?;
    m.afford(bytes.len())?;
    Ok(m.bytes_like(bytes, array))
}

fn from_iterable(m: &mut Machine, source: Value, word: &str) -> Answer<Vec<u8>> {
    if let Some(bytes) = m.heap.as_bytes(source) {
        return Ok(bytes.to_vec());
    }
    let mut bytes = Vec::new();
    for item in m.all_items(source)? {
        match m.heap.as_int(item).and_then(|int| int.to_i64()) {
            Some(byte @ 0..=255) => bytes.push(byte as u8),
            Some(_) => return m.value_error(format!("{word} must be in range(0, 256)")),
            None => {
                let kind = m.heap.type_name(item);
                return m.type_error(format!(
                    "'{kind}' object cannot be interpreted as an integer"
                ));
            }
        }
    }
    Ok(bytes)
}
