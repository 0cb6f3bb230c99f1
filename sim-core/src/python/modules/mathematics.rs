//! `math`: transcendental functions from `libm`, the same on every machine.

use crate::python::heap::{Type, Value};
use crate::python::text::number::{self, Int};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Body, Native, Stop};

pub static CONSTANTS: &[(&str, f64)] = &[
    ("pi", std::f64::consts::PI),
    ("e", std::f64::consts::E),
    ("tau", std::f64::consts::TAU),
    ("inf", f64::INFINITY),
    ("nan", f64::NAN),
];

macro_rules! unary {
    ($name:literal, $function:path) => {
        Native::function($name, Body::One(|m, v| total(m, v, $function)))
    };
}

pub static FUNCTIONS: &[Native] = &[
    unary!("sin", libm::sin),
    unary!("cos", libm::cos),
    unary!("tan", libm::tan),
    unary!("asin", libm::asin),
    unary!("acos", libm::acos),
    unary!("atan", libm::atan),
    unary!("sinh", libm::sinh),
    unary!("cosh", libm::cosh),
    unary!("tanh", libm::tanh),
    unary!("asinh", libm::asinh),
    unary!("acosh", libm::acosh),
    unary!("atanh", libm::atanh),
    unary!("exp", number::float_exp),
    unary!("expm1", libm::expm1),
    unary!("sqrt", libm::sqrt),
    unary!("cbrt", libm::cbrt),
    unary!("fabs", libm::fabs),
    unary!("erf", libm::erf),
    unary!("erfc", libm::erfc),
    unary!("gamma", libm::tgamma),
    unary!("lgamma", libm::lgamma),
    unary!("log1p", libm::log1p),
    Native::function("log", Body::Many(1, 2, log)),
    Native::function("log2", Body::One(|m, v| logarithm(m, v, libm::log2))),
    Native::function("log10", Body::One(|m, v| logarithm(m, v, libm::log10))),
    Native::function("pow", Body::Two(pow)),
    Native::function("atan2", Body::Two(|m, a, b| binary(m, a, b, libm::atan2))),
    Native::function("fmod", Body::Two(fmod)),
    Native::function(
        "copysign",
        Body::Two(|m, a, b| binary(m, a, b, libm::copysign)),
    ),
    Native::function("floor", Body::One(floor)),
    Native::function("ceil", Body::One(ceil)),
    Native::function("trunc", Body::One(trunc)),
    Native::function(
        "isnan",
        Body::One(|m, v| Ok(Value::Bool(m.float_arg(v)?.is_nan()))),
    ),
    Native::function(
        "isinf",
        Body::One(|m, v| Ok(Value::Bool(m.float_arg(v)?.is_infinite()))),
    ),
    Native::function(
        "isfinite",
        Body::One(|m, v| Ok(Value::Bool(m.float_arg(v)?.is_finite()))),
    ),
    Native::function(
        "degrees",
        Body::One(|m, v| {
            Ok(Value::Float(
                m.float_arg(v)? * (180.0 / std::f64::consts::PI),
            ))
        }),
    ),
    Native::function(
        "radians",
        Body::One(|m, v| {
            Ok(Value::Float(
                m.float_arg(v)? * (std::f64::consts::PI / 180.0),
            ))
        }),
    ),
    Native::function("gcd", Body::Many(0, 255, gcd)),
    Native::function("isqrt", Body::One(isqrt)),
    Native::function("modf", Body::One(modf)),
    Native::function("frexp", Body::One(frexp)),
    Native::function("ldexp", Body::Two(ldexp)),
];

/// A function whose NaN for a number means a domain error.
fn total(m: &mut Machine, value: Value, function: fn(f64) -> f64) -> Answer {
    let x = m.float_arg(value)?;
    let result = function(x);
    if result.is_nan() && !x.is_nan() {
        return m.value_error("math domain error");
    }
    if result.is_infinite() && x.is_finite() {
        return m.fail(Type::OverflowError, "math range error");
    }
    Ok(Value::Float(result))
}

fn binary(m: &mut Machine, a: Value, b: Value, function: fn(f64, f64) -> f64) -> Answer {
    let (a, b) = (m.float_arg(a)?, m.float_arg(b)?);
    Ok(Value::Float(function(a, b)))
}

fn logarithm(m: &mut Machine, value: Value, function: fn(f64) -> f64) -> Answer {
    let x = match m.heap.as_int(value) {
        Some(int) => number::nearest_f64(&int),
        None => m.float_arg(value)?,
    };
    if x <= 0.0 {
        return m.value_error("math domain error");
    }
    Ok(Value::Float(function(x)))
}

fn log(m: &mut Machine, args: &[Value]) -> Answer {
    let top = logarithm(m, args[0], number::float_log)?;
    let Some(base) = args.get(1) else {
        return Ok(top);
    };
    let base = logarithm(m, *base, number::float_log)?;
    match (top, base) {
        (Value::Float(_), Value::Float(0.0)) => {
            m.fail(Type::ZeroDivisionError, "float division by zero")
        }
        (Value::Float(a), Value::Float(b)) => Ok(Value::Float(a / b)),
        _ => Ok(top),
    }
}

fn pow(m: &mut Machine, a: Value, b: Value) -> Answer {
    let (x, y) = (m.float_arg(a)?, m.float_arg(b)?);
    let result = libm::pow(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() || x == 0.0 && y < 0.0 {
        return m.value_error("math domain error");
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return m.fail(Type::OverflowError, "math range error");
    }
    Ok(Value::Float(result))
}

fn fmod(m: &mut Machine, a: Value, b: Value) -> Answer {
    let (x, y) = (m.float_arg(a)?, m.float_arg(b)?);
    if y == 0.0 || x.is_infinite() {
        return m.value_error("math domain error");
    }
    Ok(Value::Float(libm::fmod(x, y)))
}

fn rounded(
    m: &mut Machine,
    value: Value,
    method: &'static str,
    round: fn(f64) -> crate::python::text::TextResult<Int>,
) -> Answer {
    if let Some(int) = m.heap.as_int(value) {
        return Ok(m.heap.int(int));
    }
    let class = m.heap.class_of(value);
    if let Some(method @ Value::Ref(_)) = m.class_lookup(class, method) {
        return Stop::call(method, vec![value]);
    }
    let x = m.float_arg(value)?;
    let int = m.text(round(x))?;
    Ok(m.heap.int(int))
}

fn floor(m: &mut Machine, value: Value) -> Answer {
    rounded(m, value, "__floor__", number::float_floor)
}

fn ceil(m: &mut Machine, value: Value) -> Answer {
    rounded(m, value, "__ceil__", number::float_ceil)
}

fn trunc(m: &mut Machine, value: Value) -> Answer {
    rounded(m, value, "__trunc__", number::float_to_int)
}

fn gcd(m: &mut Machine, args: &[Value]) -> Answer {
    let mut result = Int::Small(0);
    for arg in args {
        let next = m.big_int_arg(*arg)?;
        result = m.text(number::gcd(&result, &next))?;
    }
    Ok(m.heap.int(result))
}

fn isqrt(m: &mut Machine, value: Value) -> Answer {
    let int = m.big_int_arg(value)?;
    let root = m.text(number::isqrt(&int))?;
    Ok(m.heap.int(root))
}

fn modf(m: &mut Machine, value: Value) -> Answer {
    let (fraction, whole) = libm::modf(m.float_arg(value)?);
    Ok(m.heap
        .tuple(vec![Value::Float(fraction), Value::Float(whole)]))
}

fn frexp(m: &mut Machine, value: Value) -> Answer {
    let (mantissa, exponent) = libm::frexp(m.float_arg(value)?);
    Ok(m.heap.tuple(vec![
        Value::Float(mantissa),
        Value::Int(i64::from(exponent)),
    ]))
}

fn ldexp(m: &mut Machine, value: Value, exponent: Value) -> Answer {
    let (x, e) = (m.float_arg(value)?, m.int_arg(exponent)?);
    let result = libm::ldexp(x, e.clamp(-5_000, 5_000) as i32);
    if result.is_infinite() && x.is_finite() {
        return m.fail(Type::OverflowError, "math range error");
    }
    Ok(Value::Float(result))
}
