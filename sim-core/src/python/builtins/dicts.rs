//! `dict` and its views.

use crate::python::heap::object::{Iter, ViewKind};
use crate::python::heap::{Object, Ref, Type, Value};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Stop};

pub static DICT: &[Native] = &[
    Native::method(Type::Dict, "get", Body::Many(2, 3, get)),
    Native::method(Type::Dict, "items", Body::One(items)),
    Native::method(Type::Dict, "keys", Body::One(keys)),
    Native::method(Type::Dict, "values", Body::One(values)),
    Native::method(Type::Dict, "pop", Body::Many(2, 3, pop)),
    Native::method(Type::Dict, "popitem", Body::One(pop_item)),
    Native::method(Type::Dict, "setdefault", Body::Many(2, 3, set_default)),
    Native::method(Type::Dict, "update", Body::Free(update)),
    Native::method(Type::Dict, "clear", Body::One(clear)),
    Native::method(Type::Dict, "copy", Body::One(copy)),
    Native::method(Type::Dict, "fromkeys", Body::Many(2, 3, from_keys)),
    Native::method(Type::Dict, "__len__", Body::One(length)),
    Native::method(Type::Dict, "__getitem__", Body::Two(get_item)),
    Native::method(Type::Dict, "__setitem__", Body::Three(set_item)),
    Native::method(Type::Dict, "__delitem__", Body::Two(delete_item)),
    Native::method(Type::Dict, "__contains__", Body::Two(contains)),
    Native::method(Type::Dict, "__iter__", Body::One(iter)),
    Native::method(Type::Dict, "__reversed__", Body::One(reversed)),
    Native::method(Type::Dict, "__init__", Body::Free(init)),
];

pub static KEYS: &[Native] = &[
    Native::method(Type::DictKeys, "isdisjoint", Body::Two(is_disjoint)),
    Native::method(Type::DictKeys, "__len__", Body::One(view_length)),
    Native::method(Type::DictKeys, "__iter__", Body::One(iter)),
    Native::method(Type::DictKeys, "__contains__", Body::Two(contains)),
];

pub static ITEMS: &[Native] = &[
    Native::method(Type::DictItems, "isdisjoint", Body::Two(is_disjoint)),
    Native::method(Type::DictItems, "__len__", Body::One(view_length)),
    Native::method(Type::DictItems, "__iter__", Body::One(iter)),
];

pub static VALUES: &[Native] = &[
    Native::method(Type::DictValues, "__len__", Body::One(view_length)),
    Native::method(Type::DictValues, "__iter__", Body::One(iter)),
];

pub static PROXY: &[Native] = &[
    Native::method(Type::MappingProxy, "get", Body::Many(2, 3, proxy_get)),
    Native::method(Type::MappingProxy, "items", Body::One(proxy_items)),
    Native::method(Type::MappingProxy, "keys", Body::One(proxy_keys)),
    Native::method(Type::MappingProxy, "values", Body::One(proxy_values)),
    Native::method(Type::MappingProxy, "__iter__", Body::One(proxy_iter)),
    Native::method(
        Type::MappingProxy,
        "__contains__",
        Body::Two(proxy_contains),
    ),
];

/// The slot of the table behind a dict.
fn at(m: &Machine, dict: Value) -> Ref {
    m.heap
        .base_of(dict)
        .as_ref()
        .expect("invariant: a dict method has a dict")
}

fn get(m: &mut Machine, args: &[Value]) -> Answer {
    let found = m.heap.dict_get(at(m, args[0]), args[1]);
    Ok(m.key(found)?
        .unwrap_or_else(|| args.get(2).copied().unwrap_or(Value::None)))
}

fn view(m: &mut Machine, dict: Value, kind: ViewKind) -> Answer {
    let at = at(m, dict);
    Ok(m.heap.hold(Object::View(kind, at)))
}

fn items(m: &mut Machine, dict: Value) -> Answer {
    view(m, dict, ViewKind::Items)
}

fn keys(m: &mut Machine, dict: Value) -> Answer {
    view(m, dict, ViewKind::Keys)
}

fn values(m: &mut Machine, dict: Value) -> Answer {
    view(m, dict, ViewKind::Values)
}

fn pop(m: &mut Machine, args: &[Value]) -> Answer {
    let dict = at(m, args[0]);
    // An empty dict does not look at the key, which may have no hash.
    let found = if m.heap.dict_at(dict).is_empty() {
        None
    } else {
        let found = m.heap.dict_remove(dict, args[1]);
        m.key(found)?
    };
    match (found, args.get(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(*default),
        (None, None) => key_error(m, args[1]),
    }
}

fn key_error(m: &mut Machine, key: Value) -> Answer {
    let key = m.heap.plain_key(key);
    let exception = m.exception(Value::Type(Type::KeyError), vec![key]);
    Err(Box::new(Stop::Raise(exception)))
}

fn pop_item(m: &mut Machine, dict: Value) -> Answer {
    let at = at(m, dict);
    let Some(last) = m.heap.dict_at(at).last() else {
        let text = m.heap.str("popitem(): dictionary is empty");
        let exception = m.exception(Value::Type(Type::KeyError), vec![text]);
        return Err(Box::new(Stop::Raise(exception)));
    };
    let entry = m.heap.dict_at_mut(at).remove(last);
    m.heap.release(entry.key);
    m.heap.release(entry.value);
    m.heap.settle(at);
    Ok(m.heap.tuple(vec![entry.key, entry.value]))
}

fn set_default(m: &mut Machine, args: &[Value]) -> Answer {
    let at = at(m, args[0]);
    let found = m.heap.dict_get(at, args[1]);
    if let Some(value) = m.key(found)? {
        return Ok(value);
    }
    let value = args.get(2).copied().unwrap_or(Value::None);
    let done = m.heap.dict_set(at, args[1], value);
    m.key(done)?;
    m.settle(Value::Ref(at))?;
    Ok(value)
}

fn update(m: &mut Machine, args: Args<'_>) -> Answer {
    let [dict, rest @ ..] = args.positional else {
        return m.type_error("unbound method dict.update() needs an argument");
    };
    match rest {
        [] => {}
        [from] => fill(m, *dict, *from)?,
        more => {
            let given = more.len();
            return m.type_error(format!("update expected at most 1 argument, got {given}"));
        }
    }
    for (name, value) in args.named {
        m.set_subscript(m.heap.base_of(*dict), *name, *value)?;
    }
    Ok(Value::None)
}

/// Adds a mapping or pairs to a dict.
fn fill(m: &mut Machine, dict: Value, from: Value) -> Answer<()> {
    if m.heap.as_dict(from).is_some() {
        return m.merge_dict(dict, from);
    }
    let class = m.heap.class_of(from);
    if class.as_ref().is_some() && m.class_lookup(class, "keys").is_some() {
        return Stop::ask();
    }
    let pairs = m.all_items(from)?;
    let mut entries = Vec::with_capacity(pairs.len());
    for (nth, pair) in pairs.into_iter().enumerate() {
        let parts = match m.all_items(pair) {
            Ok(parts) => parts,
            Err(stop) if matches!(*stop, Stop::Raise(_)) => {
                return m.type_error(format!(
                    "cannot convert dictionary update sequence element #{nth} to a sequence"
                ));
            }
            Err(stop) => return Err(stop),
        };
        let [key, value] = parts.as_slice() else {
            let length = parts.len();
            return m.value_error(format!(
                "dictionary update sequence element #{nth} has length {length}; 2 is required"
            ));
        };
        let hashed = m.heap.hash(*key);
        m.key(hashed)?;
        entries.push((*key, *value));
    }
    let at = at(m, dict);
    for (key, value) in entries {
        let done = m.heap.dict_set(at, key, value);
        m.key(done)?;
    }
    m.settle(Value::Ref(at))
}

fn clear(m: &mut Machine, dict: Value) -> Answer {
    let at = at(m, dict);
    for entry in m.heap.dict_at_mut(at).take_entries() {
        m.heap.release(entry.key);
        m.heap.release(entry.value);
    }
    m.heap.settle(at);
    Ok(Value::None)
}

fn copy(m: &mut Machine, dict: Value) -> Answer {
    let copy = m.heap.dict();
    m.merge_dict(copy, dict)?;
    Ok(copy)
}

fn from_keys(m: &mut Machine, args: &[Value]) -> Answer {
    if args[0] != Value::Type(Type::Dict) {
        return Stop::ask();
    }
    let value = args.get(2).copied().unwrap_or(Value::None);
    let dict = m.heap.dict();
    for key in m.all_items(args[1])? {
        let done = m.heap.dict_set(at(m, dict), key, value);
        m.key(done)?;
    }
    Ok(dict)
}

fn length(m: &mut Machine, dict: Value) -> Answer {
    Ok(Value::Int(
        m.heap.as_dict(dict).map_or(0, |dict| dict.len()) as i64,
    ))
}

fn view_length(m: &mut Machine, view: Value) -> Answer {
    super::functions::len(m, view)
}

fn get_item(m: &mut Machine, dict: Value, key: Value) -> Answer {
    m.subscript(m.heap.base_of(dict), key)
}

fn set_item(m: &mut Machine, dict: Value, key: Value, value: Value) -> Answer {
    m.set_subscript(m.heap.base_of(dict), key, value)?;
    Ok(Value::None)
}

fn delete_item(m: &mut Machine, dict: Value, key: Value) -> Answer {
    m.delete_subscript(m.heap.base_of(dict), key)?;
    Ok(Value::None)
}

fn contains(m: &mut Machine, dict: Value, key: Value) -> Answer {
    Ok(Value::Bool(m.native_contains(dict, key)?))
}

fn iter(m: &mut Machine, dict: Value) -> Answer {
    match m.native_iter(m.heap.base_of(dict))? {
        Some(iterator) => Ok(Value::Ref(iterator)),
        None => Stop::ask(),
    }
}

fn reversed(m: &mut Machine, dict: Value) -> Answer {
    let base = m.heap.base_of(dict);
    let length = m.heap.as_dict(base).map_or(0, |dict| dict.len());
    Ok(m.heap.iter(Iter::Dict {
        dict: base,
        kind: ViewKind::Keys,
        at: 0,
        length,
        reverse: true,
    }))
}

fn init(m: &mut Machine, args: Args<'_>) -> Answer {
    update(m, args)
}

fn is_disjoint(m: &mut Machine, view: Value, other: Value) -> Answer {
    for key in m.all_items(other)? {
        if m.native_contains(view, key)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

/// `dict(...)`.
pub fn make(m: &mut Machine, args: Args<'_>) -> Answer {
    if args.positional.len() > 1 {
        let given = args.positional.len();
        return m.type_error(format!("dict expected at most 1 argument, got {given}"));
    }
    let dict = m.heap.dict();
    if let [from] = args.positional {
        fill(m, dict, *from)?;
    }
    for (name, value) in args.named {
        m.set_subscript(dict, *name, *value)?;
    }
    Ok(dict)
}

fn inner(m: &Machine, proxy: Value) -> Value {
    match proxy.as_ref().map(|at| m.heap.object(at)) {
        Some(Object::Proxy(inner)) => *inner,
        _ => Value::None,
    }
}

fn proxy_get(m: &mut Machine, args: &[Value]) -> Answer {
    let mut args = args.to_vec();
    args[0] = inner(m, args[0]);
    get(m, &args)
}

fn proxy_items(m: &mut Machine, proxy: Value) -> Answer {
    items(m, inner(m, proxy))
}

fn proxy_keys(m: &mut Machine, proxy: Value) -> Answer {
    keys(m, inner(m, proxy))
}

fn proxy_values(m: &mut Machine, proxy: Value) -> Answer {
    values(m, inner(m, proxy))
}

fn proxy_iter(m: &mut Machine, proxy: Value) -> Answer {
    iter(m, inner(m, proxy))
}

fn proxy_contains(m: &mut Machine, proxy: Value, key: Value) -> Answer {
    contains(m, inner(m, proxy), key)
}
