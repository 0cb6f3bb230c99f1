//! `_random`: the Mersenne Twister as an object. Without a seed it stands where
//! the seed 0 puts it; `random` seeds it with bytes of the process's own.

use crate::python::heap::{Object, Type, Value};
use crate::python::text::mersenne::Mersenne;
use crate::python::text::number::Int;
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Body, Native};
use std::rc::Rc;

pub static FUNCTIONS: &[Native] = &[Native::function("Random", Body::Zero(make))];

pub static METHODS: &[Native] = &[
    Native::method(Type::Twister, "seed", Body::Two(seed)),
    Native::method(
        Type::Twister,
        "random",
        Body::One(|m, v| Ok(Value::Float(twister(m, v)?.random()))),
    ),
    Native::method(Type::Twister, "getrandbits", Body::Two(bits)),
    Native::method(Type::Twister, "below", Body::Two(below)),
    Native::method(Type::Twister, "getstate", Body::One(state)),
    Native::method(Type::Twister, "setstate", Body::Two(set_state)),
];

fn make(m: &mut Machine) -> Answer {
    let fresh = Mersenne::from_int(&Int::ZERO);
    Ok(m.heap.hold(Object::Twister(Rc::new(fresh))))
}

/// The generator behind a value, to be advanced.
fn twister(m: &mut Machine, value: Value) -> Answer<&mut Mersenne> {
    let is_one = matches!(value, Value::Ref(at) if matches!(m.heap.object(at), Object::Twister(_)));
    if !is_one {
        return m.type_error("a random number generator is needed");
    }
    match value.as_ref().map(|at| m.heap.object_mut(at)) {
        Some(Object::Twister(twister)) => Ok(Rc::make_mut(twister)),
        _ => unreachable!("invariant: just looked at"),
    }
}

fn seed(m: &mut Machine, value: Value, from: Value) -> Answer {
    let base = m.heap.base_of(from);
    let seeded = if let Some(text) = m.heap.as_str(base) {
        Mersenne::from_bytes(text.as_bytes())
    } else if let Some(bytes) = m.heap.as_bytes(base) {
        Mersenne::from_bytes(bytes)
    } else if let Some(int) = m.heap.as_int(base) {
        Mersenne::from_int(&int)
    } else {
        let hash = m.heap.hash(base);
        Mersenne::from_hash(m.key(hash)?)
    };
    *twister(m, value)? = seeded;
    Ok(Value::None)
}

fn bits(m: &mut Machine, value: Value, count: Value) -> Answer {
    let count = m.int_arg(count)?;
    let drawn = twister(m, value)?.random_bits(count);
    let drawn = m.text(drawn)?;
    Ok(m.heap.int(drawn))
}

/// A number below a limit above 0, drawn as CPython draws it.
fn below(m: &mut Machine, value: Value, limit: Value) -> Answer {
    let limit = m.big_int_arg(limit)?;
    let drawn = twister(m, value)?.below(&limit);
    let drawn = m.text(drawn)?;
    Ok(m.heap.int(drawn))
}

fn state(m: &mut Machine, value: Value) -> Answer {
    let words = twister(m, value)?.state();
    let words = words.iter().map(|word| Value::Int(i64::from(*word)));
    let words = words.collect();
    Ok(m.heap.tuple(words))
}

fn set_state(m: &mut Machine, value: Value, words: Value) -> Answer {
    let mut numbers = Vec::new();
    for word in m.all_items(words)? {
        match u32::try_from(m.int_arg(word)?) {
            Ok(word) => numbers.push(word),
            Err(_) => return m.value_error("state vector is the wrong size"),
        }
    }
    let restored = m.text(Mersenne::from_state(&numbers))?;
    *twister(m, value)? = restored;
    Ok(Value::None)
}
