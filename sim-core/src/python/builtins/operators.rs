//! Operators as methods of the built-in types: `int.__add__`, `list.__eq__`,
//! `dict.__or__`. Expressions do not come here; classes derived from a built-in
//! type do, with `super().__add__(other)` or `__str__ = int.__repr__`.
//!
//! Differs: what one table says of several types, CPython says of each, so that
//! `int.__add__(1, 2.5)` is `NotImplemented` there and 3.5 here.

use super::objects;
use crate::python::code::{Binary, Comparison};
use crate::python::heap::{Type, Value};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Body, Native, Stop};

macro_rules! binary {
    ($plain:literal, $reflected:literal, $how:ident) => {
        [
            Native::method(
                Type::Object,
                $plain,
                Body::Two(|m, a, b| m.builtin_binary(Binary::$how, a, b)),
            ),
            Native::method(
                Type::Object,
                $reflected,
                Body::Two(|m, a, b| m.builtin_binary(Binary::$how, b, a)),
            ),
        ]
    };
}

/// The arithmetic of numbers, then what only whole numbers have; sets have the
/// last three and the subtraction.
static BINARY: [[Native; 2]; 12] = [
    binary!("__add__", "__radd__", Add),
    binary!("__sub__", "__rsub__", Subtract),
    binary!("__mul__", "__rmul__", Multiply),
    binary!("__truediv__", "__rtruediv__", Divide),
    binary!("__floordiv__", "__rfloordiv__", FloorDivide),
    binary!("__mod__", "__rmod__", Modulo),
    binary!("__pow__", "__rpow__", Power),
    binary!("__lshift__", "__rlshift__", ShiftLeft),
    binary!("__rshift__", "__rrshift__", ShiftRight),
    binary!("__and__", "__rand__", And),
    binary!("__or__", "__ror__", Or),
    binary!("__xor__", "__rxor__", Xor),
];

macro_rules! comparison {
    ($name:literal, $how:ident) => {
        Native::method(
            Type::Object,
            $name,
            Body::Two(|m, a, b| compare(m, Comparison::$how, a, b)),
        )
    };
}

static COMPARISON: [Native; 6] = [
    comparison!("__eq__", Equal),
    comparison!("__ne__", NotEqual),
    comparison!("__lt__", Less),
    comparison!("__le__", LessEqual),
    comparison!("__gt__", Greater),
    comparison!("__ge__", GreaterEqual),
];

static UNARY: [Native; 5] = [
    Native::method(
        Type::Object,
        "__neg__",
        Body::One(|m, v| unary(m, "neg", v)),
    ),
    Native::method(
        Type::Object,
        "__pos__",
        Body::One(|m, v| unary(m, "pos", v)),
    ),
    Native::method(
        Type::Object,
        "__abs__",
        Body::One(|m, v| unary(m, "abs", v)),
    ),
    Native::method(Type::Object, "__bool__", Body::One(truth)),
    Native::method(
        Type::Object,
        "__invert__",
        Body::One(|m, v| unary(m, "invert", v)),
    ),
];

macro_rules! repr {
    ($($kind:ident)*) => {
        /// One for each type: `type(x).__repr__ is dict.__repr__` asks which.
        static REPR: &[Native] = &[$(
            Native::method(Type::$kind, "__repr__", Body::One(objects::object_repr)),
        )*];
    };
}

repr! { Int Float Str Bytes ByteArray List Tuple Dict Set FrozenSet }

/// The operator that a built-in type has as a method of this name.
pub fn method(kind: Type, name: &str) -> Option<&'static Native> {
    if !name.starts_with("__") {
        return None;
    }
    if name == "__repr__" {
        return REPR.iter().find(|native| native.owner == Some(kind));
    }
    let named = |natives: &'static [Native]| natives.iter().find(|native| native.name == name);
    let comparisons = match kind {
        Type::Int | Type::Float | Type::Str | Type::Bytes | Type::ByteArray => &COMPARISON[..],
        Type::List | Type::Tuple | Type::Set | Type::FrozenSet => &COMPARISON[..],
        Type::Dict => &COMPARISON[..2],
        _ => return None,
    };
    let unary = match kind {
        Type::Int => &UNARY[..],
        Type::Float => &UNARY[..4],
        _ => &[],
    };
    let pairs = match kind {
        Type::Int => &BINARY[..],
        Type::Float => &BINARY[..7],
        Type::Dict => &BINARY[10..11],
        Type::Set | Type::FrozenSet => &BINARY[9..],
        Type::Str | Type::Bytes | Type::ByteArray | Type::List | Type::Tuple => &BINARY[2..3],
        _ => &[],
    };
    let extra = match kind {
        Type::Set | Type::FrozenSet => &BINARY[1..2],
        Type::Str | Type::Bytes | Type::ByteArray => &BINARY[5..6],
        _ => &[],
    };
    named(comparisons).or_else(|| named(unary)).or_else(|| {
        pairs
            .iter()
            .chain(extra)
            .flatten()
            .find(|native| native.name == name)
    })
}

/// What decides whether two built-in values can be compared.
fn group(kind: Type) -> u8 {
    match kind {
        Type::Int | Type::Bool | Type::Float => 1,
        Type::Str => 2,
        Type::Bytes | Type::ByteArray => 3,
        Type::List => 4,
        Type::Tuple => 5,
        Type::Set | Type::FrozenSet => 6,
        Type::Dict => 7,
        _ => 0,
    }
}

fn compare(m: &mut Machine, how: Comparison, a: Value, b: Value) -> Answer {
    let (x, y) = (m.heap.base_of(a), m.heap.base_of(b));
    let (left, right) = (group(m.heap.type_of(x)), group(m.heap.type_of(y)));
    if left != right || left == 0 {
        return Ok(Value::NotImplemented);
    }
    match m.compare(how, x, y) {
        Ok(truth) => Ok(Value::Bool(truth)),
        Err(stop) if Machine::is_ask(&stop) => {
            Stop::twin("compare", vec![x, y, Value::Int(how as i64)])
        }
        Err(stop) => Err(stop),
    }
}

fn truth(m: &mut Machine, value: Value) -> Answer {
    let base = m.heap.base_of(value);
    Ok(Value::Bool(m.truth(base)?))
}

fn unary(m: &mut Machine, how: &'static str, value: Value) -> Answer {
    let base = m.heap.base_of(value);
    let how = m.name(how);
    Stop::twin("unary_parts", vec![how, base])
}
