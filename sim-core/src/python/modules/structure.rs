//! `_struct`: bytes of numbers. What CPython reports as `struct.error` is a
//! `ValueError` here, which the text of `struct` turns into its own class.

use crate::python::heap::Value;
use crate::python::text::structs::{Format, Item, PackArgument};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Stop};

pub static FUNCTIONS: &[Native] = &[
    Native::function("calcsize", Body::One(calcsize)),
    Native::function("pack", Body::Free(pack)),
    Native::function("unpack", Body::Two(unpack)),
];

/// A format from a `str` or `bytes`.
fn format(m: &mut Machine, value: Value) -> Answer<Format> {
    let text = match (m.heap.as_str(value), m.heap.as_bytes(value)) {
        (Some(text), _) => text.to_owned(),
        (_, Some(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => {
            let kind = m.heap.type_name(value);
            return m.type_error(format!(
                "Struct() argument 1 must be a str or bytes object, not {kind}"
            ));
        }
    };
    m.text(Format::parse(&text))
}

fn calcsize(m: &mut Machine, value: Value) -> Answer {
    let size = format(m, value)?.size();
    m.afford(size)?;
    Ok(Value::Int(size as i64))
}

fn pack(m: &mut Machine, args: Args<'_>) -> Answer {
    let Some((first, values)) = args.positional.split_first() else {
        return m.type_error("pack expected at least 1 argument, got 0");
    };
    let format = format(m, *first)?;
    m.afford(format.size())?;
    // For `?` any value will do, for its truth.
    let codes: Vec<char> = format.codes().collect();
    let mut ints = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        ints.push(if codes.get(at) == Some(&'?') {
            Some(crate::python::text::number::Int::from(i64::from(
                m.truth(*value)?,
            )))
        } else if m.heap.as_float(*value).is_some() || m.heap.as_bytes(*value).is_some() {
            None
        } else {
            m.index_of(*value)?
        });
    }
    let arguments: Vec<PackArgument<'_>> = values
        .iter()
        .zip(&ints)
        .map(|(value, int)| match int {
            Some(int) => PackArgument::Int(int),
            None => match (m.heap.as_float(*value), m.heap.as_bytes(*value)) {
                (Some(float), _) => PackArgument::Float(float),
                (_, Some(bytes)) => PackArgument::Bytes(bytes),
                _ => PackArgument::Other,
            },
        })
        .collect();
    let packed = format.pack(&arguments);
    let packed = m.text(packed)?;
    Ok(m.heap.bytes_value(&packed))
}

fn unpack(m: &mut Machine, value: Value, data: Value) -> Answer {
    let format = format(m, value)?;
    let Some(data) = m.heap.as_bytes(data) else {
        return Stop::ask();
    };
    let items = format.unpack(data);
    let items = m.text(items)?;
    let items = items.into_iter().map(|item| match item {
        Item::Int(int) => m.heap.int(int),
        Item::Float(float) => Value::Float(float),
        Item::Bytes(bytes) => m.heap.bytes_value(&bytes),
        Item::Bool(truth) => Value::Bool(truth),
    });
    let items = items.collect();
    Ok(m.heap.tuple(items))
}
