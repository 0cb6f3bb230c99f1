//! `set` and `frozenset`.

use crate::python::code::Binary;
use crate::python::heap::{Type, Value};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Body, Native, Stop};

macro_rules! shared {
    ($kind:ident) => {
        [
            Native::method(Type::$kind, "union", Body::Many(1, 255, union)),
            Native::method(
                Type::$kind,
                "intersection",
                Body::Many(1, 255, intersection),
            ),
            Native::method(Type::$kind, "difference", Body::Many(1, 255, difference)),
            Native::method(
                Type::$kind,
                "symmetric_difference",
                Body::Two(symmetric_difference),
            ),
            Native::method(Type::$kind, "issubset", Body::Two(is_subset)),
            Native::method(Type::$kind, "issuperset", Body::Two(is_superset)),
            Native::method(Type::$kind, "isdisjoint", Body::Two(is_disjoint)),
            Native::method(Type::$kind, "copy", Body::One(copy)),
            Native::method(Type::$kind, "__len__", Body::One(length)),
            Native::method(Type::$kind, "__contains__", Body::Two(contains)),
            Native::method(Type::$kind, "__iter__", Body::One(iter)),
            Native::method(Type::$kind, "add", Body::Two(add)),
            Native::method(Type::$kind, "discard", Body::Two(discard)),
            Native::method(Type::$kind, "remove", Body::Two(remove)),
            Native::method(Type::$kind, "pop", Body::One(pop)),
            Native::method(Type::$kind, "clear", Body::One(clear)),
            Native::method(Type::$kind, "update", Body::Many(1, 255, update)),
            Native::method(
                Type::$kind,
                "intersection_update",
                Body::Many(1, 255, intersection_update),
            ),
            Native::method(
                Type::$kind,
                "difference_update",
                Body::Many(1, 255, difference_update),
            ),
            Native::method(
                Type::$kind,
                "symmetric_difference_update",
                Body::Two(symmetric_difference_update),
            ),
            Native::method(Type::$kind, "__init__", Body::Many(1, 2, init)),
        ]
    };
}

static SETS: [Native; 21] = shared!(Set);
static FROZEN: [Native; 21] = shared!(FrozenSet);

pub static SET: &[Native] = &SETS;
/// The first ones only: a frozenset does not change.
pub static FROZENSET: &[Native] = FROZEN.split_at(11).0;

/// A set with the keys of any built-in iterable.
fn as_set(m: &mut Machine, value: Value) -> Answer {
    if m.heap.as_set(value).is_some() {
        return Ok(value);
    }
    make(m, Some(value), false)
}

/// `set(...)`, `frozenset(...)`.
pub fn make(m: &mut Machine, from: Option<Value>, frozen: bool) -> Answer {
    let set = m.heap.set(frozen);
    if let Some(from) = from {
        if m.heap.as_set(from).is_some() {
            return copy_as(m, from, frozen);
        }
        if let Some(length) = m.heap.as_dict(from).map(|dict| dict.len()) {
            m.heap.change_set(set, |table| table.reserve(length));
        }
        let keys = m.all_items(from)?;
        for key in keys {
            add_natively(m, set, key)?;
        }
    }
    Ok(set)
}

fn add_natively(m: &mut Machine, set: Value, key: Value) -> Answer<()> {
    let added = m.heap.set_add(set, key);
    m.key(added)?;
    m.settle(m.heap.base_of(set))
}

/// Sets from all arguments, before anything is changed.
fn operands(m: &mut Machine, args: &[Value]) -> Answer<Vec<Value>> {
    args[1..].iter().map(|arg| as_set(m, *arg)).collect()
}

fn fold(m: &mut Machine, how: Binary, args: &[Value]) -> Answer {
    let others = operands(m, args)?;
    let mut result = copy(m, args[0])?;
    for other in others {
        result = m.builtin_binary(how, result, other).map_err(to_ask)?;
    }
    Ok(result)
}

/// A question about one operator is a question about the whole method.
fn to_ask(stop: Box<Stop>) -> Box<Stop> {
    match *stop {
        Stop::Twin(..) => Box::new(Stop::Ask),
        _ => stop,
    }
}

fn union(m: &mut Machine, args: &[Value]) -> Answer {
    let result = copy(m, args[0])?;
    for arg in args[1..].iter().copied() {
        if let Some(length) = m.heap.as_set(arg).map(|set| set.len()) {
            m.heap.change_set(result, |table| table.reserve(length));
        }
        for key in m.all_items(arg)? {
            add_natively(m, result, key)?;
        }
    }
    Ok(result)
}

fn intersection(m: &mut Machine, args: &[Value]) -> Answer {
    fold(m, Binary::And, args)
}

fn difference(m: &mut Machine, args: &[Value]) -> Answer {
    fold(m, Binary::Subtract, args)
}

fn symmetric_difference(m: &mut Machine, a: Value, b: Value) -> Answer {
    fold(m, Binary::Xor, &[a, b])
}

fn is_subset(m: &mut Machine, a: Value, b: Value) -> Answer {
    let b = as_set(m, b)?;
    for key in m.all_items(a)? {
        if !m.native_contains(b, key)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn is_superset(m: &mut Machine, a: Value, b: Value) -> Answer {
    for key in m.all_items(b)? {
        if !m.native_contains(a, key)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn is_disjoint(m: &mut Machine, a: Value, b: Value) -> Answer {
    for key in m.all_items(b)? {
        if m.native_contains(a, key)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn copy(m: &mut Machine, set: Value) -> Answer {
    let frozen = m.heap.type_of(set) == Type::FrozenSet;
    copy_as(m, set, frozen)
}

/// A copy as `set` or `frozenset`.
pub fn copy_as(m: &mut Machine, set: Value, frozen: bool) -> Answer {
    let table = m
        .heap
        .as_set(set)
        .expect("invariant: a set method has a set")
        .copied();
    m.afford(table.bytes())?;
    for (_, key) in table.iter() {
        m.heap.dup(key);
    }
    let table = Box::new(table);
    Ok(m.heap.alloc(if frozen {
        crate::python::heap::Object::FrozenSet(table)
    } else {
        crate::python::heap::Object::Set(table)
    }))
}

fn length(m: &mut Machine, set: Value) -> Answer {
    Ok(Value::Int(
        m.heap.as_set(set).map_or(0, |set| set.len()) as i64
    ))
}

fn contains(m: &mut Machine, set: Value, key: Value) -> Answer {
    Ok(Value::Bool(m.native_contains(set, key)?))
}

fn iter(m: &mut Machine, set: Value) -> Answer {
    match m.native_iter(m.heap.base_of(set))? {
        Some(iterator) => Ok(Value::Ref(iterator)),
        None => Stop::ask(),
    }
}

fn add(m: &mut Machine, set: Value, key: Value) -> Answer {
    add_natively(m, set, key)?;
    Ok(Value::None)
}

fn discard(m: &mut Machine, set: Value, key: Value) -> Answer {
    let removed = m.heap.set_remove(set, key);
    m.key(removed)?;
    Ok(Value::None)
}

fn remove(m: &mut Machine, set: Value, key: Value) -> Answer {
    let removed = m.heap.set_remove(set, key);
    if m.key(removed)?.is_some() {
        return Ok(Value::None);
    }
    let key = m.heap.plain_key(key);
    let exception = m.exception(Value::Type(Type::KeyError), vec![key]);
    Err(Box::new(Stop::Raise(exception)))
}

fn pop(m: &mut Machine, set: Value) -> Answer {
    let found = m.heap.as_set(set).and_then(|table| table.next_from(0));
    let Some((at, key)) = found else {
        let text = m.heap.str("pop from an empty set");
        let exception = m.exception(Value::Type(Type::KeyError), vec![text]);
        return Err(Box::new(Stop::Raise(exception)));
    };
    m.heap.change_set(set, |table| table.remove(at));
    m.heap.release(key);
    Ok(key)
}

/// Gives a set other contents.
fn replace(m: &mut Machine, set: Value, with: Value) {
    let new = m
        .heap
        .as_set(with)
        .expect("invariant: the operand is a set")
        .clone();
    for (_, key) in new.iter() {
        m.heap.dup(key);
    }
    let old = m
        .heap
        .change_set(set, |table| std::mem::replace(table, new));
    for (_, key) in old.iter() {
        m.heap.release(key);
    }
}

fn clear(m: &mut Machine, set: Value) -> Answer {
    let empty = m.heap.set(false);
    replace(m, set, empty);
    Ok(Value::None)
}

fn update(m: &mut Machine, args: &[Value]) -> Answer {
    let mut keys = Vec::new();
    for arg in &args[1..] {
        keys.extend(m.all_items(*arg)?);
    }
    for key in &keys {
        let found = m.heap.set_find(args[0], *key);
        m.key(found)?;
    }
    for arg in &args[1..] {
        if let Some(length) = m.heap.as_set(*arg).map(|set| set.len()) {
            m.heap.change_set(args[0], |table| table.reserve(length));
        }
    }
    for key in keys {
        add_natively(m, args[0], key)?;
    }
    Ok(Value::None)
}

fn intersection_update(m: &mut Machine, args: &[Value]) -> Answer {
    let result = intersection(m, args)?;
    replace(m, args[0], result);
    Ok(Value::None)
}

fn difference_update(m: &mut Machine, args: &[Value]) -> Answer {
    let result = difference(m, args)?;
    replace(m, args[0], result);
    Ok(Value::None)
}

fn symmetric_difference_update(m: &mut Machine, a: Value, b: Value) -> Answer {
    let result = symmetric_difference(m, a, b)?;
    replace(m, a, result);
    Ok(Value::None)
}

fn init(m: &mut Machine, args: &[Value]) -> Answer {
    let new = make(m, args.get(1).copied(), false)?;
    replace(m, args[0], new);
    Ok(Value::None)
}
