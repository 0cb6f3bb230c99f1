//! Operations of struct.jsonl.

use sim_core::python::text::TextResult;
use sim_core::python::text::structs::{Format, Item, PackArgument};

use crate::arguments::{Arguments, Items, Outcome, Show, Tagged, result};

pub fn run(op: &str, a: &Arguments) -> Option<Outcome> {
    match op {
        "pack" => Some(packed(a)),
        "calcsize" => result(Format::parse(a.text(0)).map(|format| format.size())),
        "unpack" => Some(shown(
            Format::parse(a.text(0)).and_then(|format| format.unpack(&a.bytes(1))),
        )),
        "unpack_from" => {
            Some(shown(Format::parse(a.text(0)).and_then(|format| {
                format.unpack_from(&a.bytes(1), a.word(2))
            })))
        }
        "pack_into" => Some(packed_into(a)),
        "iter_unpack" => Some(shown(chunks(a))),
        _ => None,
    }
}

impl Show for Item {
    fn show(&self) -> String {
        match self {
            Item::Int(value) => value.show(),
            Item::Float(value) => value.show(),
            Item::Bytes(data) => data.as_slice().show_item(),
            Item::Bool(truth) => truth.show(),
        }
    }
}

fn shown(items: TextResult<Vec<Item>>) -> Outcome {
    items.map(|items| Items(items).show())
}

fn arguments(list: &[Tagged]) -> Vec<PackArgument<'_>> {
    list.iter()
        .map(|item| match item {
            Tagged::Int(value) => PackArgument::Int(value),
            Tagged::Float(value) => PackArgument::Float(*value),
            Tagged::Bytes(data) => PackArgument::Bytes(data),
            Tagged::Str(_) | Tagged::Other(_) => PackArgument::Other,
        })
        .collect()
}

fn packed(a: &Arguments) -> Outcome {
    let format = Format::parse(a.text(0))?;
    let data = format.pack(&arguments(&a.list(1)))?;
    Ok(data.as_slice().show())
}

fn packed_into(a: &Arguments) -> Outcome {
    let format = Format::parse(a.text(0))?;
    let mut data = vec![0; a.word(1) as usize];
    format.pack_into(&mut data, a.word(2), &arguments(&a.list(3)))?;
    Ok(data.as_slice().show())
}

fn chunks(a: &Arguments) -> TextResult<Vec<Item>> {
    let format = Format::parse(a.text(0))?;
    let data = a.bytes(1);
    let mut items = Vec::new();
    for start in format.chunks(data.len())? {
        items.extend(format.unpack(&data[start..start + format.size()])?);
    }
    Ok(items)
}
