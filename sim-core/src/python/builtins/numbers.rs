//! `int`, `bool`, `float`.

use crate::python::heap::{Type, Value};
use crate::python::text::number::{self, ByteOrder, Int};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Stop};

pub static INT: &[Native] = &[
    Native::method(Type::Int, "bit_length", Body::One(bit_length)),
    Native::method(Type::Int, "bit_count", Body::One(bit_count)),
    Native::method(Type::Int, "to_bytes", Body::Free(to_bytes)),
    Native::method(Type::Int, "from_bytes", Body::Free(from_bytes)),
    Native::method(Type::Int, "conjugate", Body::One(same_int)),
    Native::method(Type::Int, "as_integer_ratio", Body::One(int_ratio)),
    Native::method(Type::Int, "__int__", Body::One(same_int)),
    Native::method(Type::Int, "__index__", Body::One(same_int)),
    Native::method(Type::Int, "__float__", Body::One(to_float)),
    Native::method(Type::Int, "__add__", Body::Two(add)),
    Native::method(Type::Int, "__sub__", Body::Two(sub)),
    Native::method(Type::Int, "__mul__", Body::Two(mul)),
    Native::on_type(Type::Int, "__new__", Body::Many(1, 3, int_new)),
];

pub static FLOAT: &[Native] = &[
    Native::method(Type::Float, "is_integer", Body::One(is_integer)),
    Native::method(Type::Float, "hex", Body::One(hex)),
    Native::method(Type::Float, "fromhex", Body::Two(from_hex)),
    Native::method(Type::Float, "as_integer_ratio", Body::One(float_ratio)),
    Native::method(Type::Float, "conjugate", Body::One(same_float)),
    Native::method(Type::Float, "__float__", Body::One(same_float)),
    Native::method(Type::Float, "__int__", Body::One(truncate)),
    Native::method(Type::Float, "__add__", Body::Two(add)),
    Native::method(Type::Float, "__sub__", Body::Two(sub)),
    Native::method(Type::Float, "__mul__", Body::Two(mul)),
    Native::on_type(Type::Float, "__new__", Body::Many(1, 2, float_new)),
];

fn own_int(m: &Machine, value: Value) -> Int {
    m.heap
        .as_int(value)
        .expect("invariant: an int method has an int")
}

fn own_float(m: &Machine, value: Value) -> f64 {
    m.heap
        .as_float(value)
        .expect("invariant: a float method has a float")
}

fn bit_length(m: &mut Machine, value: Value) -> Answer {
    Ok(Value::Int(number::bit_length(&own_int(m, value)) as i64))
}

fn bit_count(m: &mut Machine, value: Value) -> Answer {
    Ok(Value::Int(number::bit_count(&own_int(m, value)) as i64))
}

fn order(m: &mut Machine, value: Value) -> Answer<ByteOrder> {
    if value.is_null() {
        return Ok(ByteOrder::Big);
    }
    let name = m.str_arg("to_bytes", value)?;
    m.text(ByteOrder::named(&name))
}

fn to_bytes(m: &mut Machine, args: Args<'_>) -> Answer {
    let [value, length, byteorder, signed] =
        args.parse(m, "to_bytes", ["", "length", "byteorder", "signed"], 1, 3)?;
    let length = if length.is_null() {
        1
    } else {
        m.int_arg(length)?
    };
    let order = order(m, byteorder)?;
    let signed = !signed.is_null() && m.truth(signed)?;
    let bytes = number::to_bytes(&own_int(m, value), length, order, signed);
    let bytes = m.text(bytes)?;
    Ok(m.bytes_like(bytes, false))
}

fn from_bytes(m: &mut Machine, args: Args<'_>) -> Answer {
    let [_, bytes, byteorder, signed] =
        args.parse(m, "from_bytes", ["", "bytes", "byteorder", "signed"], 2, 3)?;
    let order = order(m, byteorder)?;
    let signed = !signed.is_null() && m.truth(signed)?;
    let bytes = match m.heap.as_bytes(bytes) {
        Some(bytes) => bytes.to_vec(),
        None => {
            let mut collected = Vec::new();
            for item in m.all_items(bytes)? {
                collected.push(m.int_arg(item)? as u8);
            }
            collected
        }
    };
    let int = number::from_bytes(&bytes, order, signed);
    Ok(m.heap.int(int))
}

fn same_int(m: &mut Machine, value: Value) -> Answer {
    let int = own_int(m, value);
    Ok(m.heap.int(int))
}

fn same_float(m: &mut Machine, value: Value) -> Answer {
    Ok(Value::Float(own_float(m, value)))
}

fn int_ratio(m: &mut Machine, value: Value) -> Answer {
    let int = same_int(m, value)?;
    Ok(m.heap.tuple(vec![int, Value::Int(1)]))
}

fn to_float(m: &mut Machine, value: Value) -> Answer {
    Ok(Value::Float(m.float_arg(value)?))
}

fn is_integer(m: &mut Machine, value: Value) -> Answer {
    Ok(Value::Bool(number::float_is_integer(own_float(m, value))))
}

fn hex(m: &mut Machine, value: Value) -> Answer {
    let text = number::float_hex(own_float(m, value));
    Ok(m.heap.text(text.into()))
}

fn from_hex(m: &mut Machine, _: Value, text: Value) -> Answer {
    let text = m.str_arg("fromhex", text)?;
    Ok(Value::Float(m.text(number::float_from_hex(&text))?))
}

fn float_ratio(m: &mut Machine, value: Value) -> Answer {
    let (n, d) = m.text(number::float_ratio(own_float(m, value)))?;
    let (n, d) = (m.heap.int(n), m.heap.int(d));
    Ok(m.heap.tuple(vec![n, d]))
}

fn truncate(m: &mut Machine, value: Value) -> Answer {
    let int = m.text(number::float_to_int(own_float(m, value)))?;
    Ok(m.heap.int(int))
}

fn add(m: &mut Machine, a: Value, b: Value) -> Answer {
    m.builtin_binary(crate::python::code::Binary::Add, a, b)
}

fn sub(m: &mut Machine, a: Value, b: Value) -> Answer {
    m.builtin_binary(crate::python::code::Binary::Subtract, a, b)
}

fn mul(m: &mut Machine, a: Value, b: Value) -> Answer {
    m.builtin_binary(crate::python::code::Binary::Multiply, a, b)
}

fn int_new(m: &mut Machine, args: &[Value]) -> Answer {
    let base = make_int_of(
        m,
        args.get(1).copied().unwrap_or(Value::Null),
        args.get(2).copied().unwrap_or(Value::Null),
    )?;
    wrap_base(m, args[0], base)
}

fn float_new(m: &mut Machine, args: &[Value]) -> Answer {
    let base = match args.get(1) {
        Some(value) => float_of(m, *value)?,
        None => Value::Float(0.0),
    };
    wrap_base(m, args[0], base)
}

/// An instance of `class` around its built-in part.
pub fn wrap_base(m: &mut Machine, class: Value, base: Value) -> Answer {
    match class {
        Value::Ref(at) if m.is_class(class) => Ok(m.new_instance(at, base)),
        _ => Ok(base),
    }
}

/// `int(...)`.
pub fn make_int(m: &mut Machine, args: Args<'_>) -> Answer {
    let [value, base] = args.parse(m, "int", ["", "base"], 0, 2)?;
    make_int_of(m, value, base)
}

fn make_int_of(m: &mut Machine, value: Value, base: Value) -> Answer {
    if value.is_null() {
        return Ok(Value::Int(0));
    }
    let given_base = if base.is_null() { 10 } else { m.int_arg(base)? };
    if let Some(text) = m.heap.as_shared(value) {
        let int = m.text(number::parse_int(&text, given_base))?;
        return Ok(m.heap.int(int));
    }
    if let Some(bytes) = m.heap.as_bytes(value).map(<[u8]>::to_vec) {
        let int = m.text(number::parse_int_bytes(&bytes, given_base))?;
        return Ok(m.heap.int(int));
    }
    if !base.is_null() {
        return m.type_error("int() can't convert non-string with explicit base");
    }
    if let Some(int) = m.heap.as_int(value) {
        return Ok(m.heap.int(int));
    }
    if let Some(float) = m.heap.as_float(value) {
        let int = m.text(number::float_to_int(float))?;
        return Ok(m.heap.int(int));
    }
    let class = m.heap.class_of(value);
    for name in ["__int__", "__index__", "__trunc__"] {
        if let Some(method @ Value::Ref(_)) = m.class_lookup(class, name) {
            return Stop::call(method, vec![value]);
        }
    }
    let kind = m.heap.type_name(value);
    m.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{kind}'"
    ))
}

/// `float(...)`.
pub fn make_float(m: &mut Machine, args: &[Value]) -> Answer {
    match args.first() {
        None => Ok(Value::Float(0.0)),
        Some(value) => float_of(m, *value),
    }
}

fn float_of(m: &mut Machine, value: Value) -> Answer {
    if let Some(text) = m.heap.as_shared(value) {
        return Ok(Value::Float(m.text(number::parse_float(&text))?));
    }
    if let Some(bytes) = m.heap.as_bytes(value).map(<[u8]>::to_vec) {
        return Ok(Value::Float(m.text(number::parse_float_bytes(&bytes))?));
    }
    if let Some(float) = m.heap.as_float(value) {
        return Ok(Value::Float(float));
    }
    if let Some(int) = m.heap.as_int(value) {
        return Ok(Value::Float(m.text(int.to_f64())?));
    }
    let class = m.heap.class_of(value);
    for name in ["__float__", "__index__"] {
        if let Some(method @ Value::Ref(_)) = m.class_lookup(class, name) {
            return Stop::call(method, vec![value]);
        }
    }
    let kind = m.heap.type_name(value);
    m.type_error(format!(
        "float() argument must be a string or a real number, not '{kind}'"
    ))
}

/// `bool(...)`.
pub fn make_bool(m: &mut Machine, args: &[Value]) -> Answer {
    match args.first() {
        None => Ok(Value::Bool(false)),
        Some(value) => match m.truth(*value) {
            Ok(truth) => Ok(Value::Bool(truth)),
            Err(stop) if matches!(*stop, Stop::Call(..)) => Stop::ask(),
            Err(stop) => Err(stop),
        },
    }
}

/// `abs(...)`.
pub fn abs(m: &mut Machine, value: Value) -> Answer {
    let class = m.heap.class_of(value);
    if let Some(method @ Value::Ref(_)) = m.class_lookup(class, "__abs__") {
        return Stop::call(method, vec![value]);
    }
    if let Some(int) = m.heap.as_int(value) {
        return Ok(m.heap.int(number::abs(&int)));
    }
    if let Some(float) = m.heap.as_float(value) {
        return Ok(Value::Float(float.abs()));
    }
    let kind = m.heap.type_name(value);
    m.type_error(format!("bad operand type for abs(): '{kind}'"))
}

/// `round(number, ndigits)`.
pub fn round(m: &mut Machine, args: Args<'_>) -> Answer {
    let [value, digits] = args.parse(m, "round", ["number", "ndigits"], 1, 2)?;
    let class = m.heap.class_of(value);
    if let Some(method @ Value::Ref(_)) = m.class_lookup(class, "__round__") {
        let mut args = vec![value];
        args.extend(digits.present());
        return Stop::call(method, args);
    }
    let digits = if digits.is_null() || digits.is_none() {
        None
    } else {
        Some(m.big_int_arg(digits)?)
    };
    if let Some(int) = m.heap.as_int(value) {
        let int = match digits {
            Some(digits) => m.text(number::round_int(&int, &digits))?,
            None => int,
        };
        return Ok(m.heap.int(int));
    }
    if let Some(float) = m.heap.as_float(value) {
        return match digits {
            Some(digits) => Ok(Value::Float(
                m.text(number::float_round_digits(float, &digits))?,
            )),
            None => {
                let int = m.text(number::float_round(float))?;
                Ok(m.heap.int(int))
            }
        };
    }
    let kind = m.heap.type_name(value);
    m.type_error(format!("type {kind} doesn't define __round__ method"))
}

/// `divmod(a, b)`.
pub fn divmod(m: &mut Machine, a: Value, b: Value) -> Answer {
    if let (Some(x), Some(y)) = (m.heap.as_int(a), m.heap.as_int(b)) {
        let (q, r) = m.text(number::divmod(&x, &y))?;
        let (q, r) = (m.heap.int(q), m.heap.int(r));
        return Ok(m.heap.tuple(vec![q, r]));
    }
    let is_number = |m: &Machine, value: Value| {
        m.heap.as_int(value).is_some() || m.heap.as_float(value).is_some()
    };
    if is_number(m, a) && is_number(m, b) {
        let (x, y) = (m.float_arg(a)?, m.float_arg(b)?);
        let (q, r) = m.text(number::float_divmod(x, y))?;
        return Ok(m.heap.tuple(vec![Value::Float(q), Value::Float(r)]));
    }
    if m.heap.class_of(a).as_ref().is_some() || m.heap.class_of(b).as_ref().is_some() {
        return Stop::ask();
    }
    let (x, y) = (m.heap.type_name(a), m.heap.type_name(b));
    m.type_error(format!(
        "unsupported operand type(s) for divmod(): '{x}' and '{y}'"
    ))
}

/// `pow(base, exp, mod)`.
pub fn pow(m: &mut Machine, args: Args<'_>) -> Answer {
    let [base, exponent, modulus] = args.parse(m, "pow", ["base", "exp", "mod"], 2, 3)?;
    if modulus.is_null() || modulus.is_none() {
        return m.binary(crate::python::code::Binary::Power, base, exponent, false);
    }
    match (
        m.heap.as_int(base),
        m.heap.as_int(exponent),
        m.heap.as_int(modulus),
    ) {
        (Some(b), Some(e), Some(n)) => {
            let int = m.text(number::power_mod(&b, &e, &n))?;
            Ok(m.heap.int(int))
        }
        _ => match m.class_lookup(m.heap.class_of(base), "__pow__") {
            Some(method @ Value::Ref(_)) => Stop::call(method, vec![base, exponent, modulus]),
            _ if m.heap.as_float(base).is_some() => {
                m.type_error("pow() 3rd argument not allowed unless all arguments are integers")
            }
            _ => {
                let names = [base, exponent, modulus].map(|value| m.heap.type_name(value));
                let [x, y, z] = names;
                m.type_error(format!(
                    "unsupported operand type(s) for ** or pow(): '{x}', '{y}', '{z}'"
                ))
            }
        },
    }
}

/// `hex`, `oct`, `bin`.
pub fn radix(m: &mut Machine, value: Value, radix: u32) -> Answer {
    let int = m.big_int_arg(value)?;
    let text = number::radix_text(&int, radix);
    Ok(m.heap.text(text.into()))
}
