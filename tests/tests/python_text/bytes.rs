//! Operations of bytes.jsonl.

use sim_core::python::text::byte_strings::*;
use sim_core::python::text::{codecs, repr};

use crate::arguments::{Arguments, Items, Outcome, Show, ok, result};

pub fn run(op: &str, a: &Arguments) -> Option<Outcome> {
    match op {
        "decode" => return Some(codecs::decode(&a.bytes(0), a.text(1), a.text(2))),
        "encode" => return shown(codecs::encode(a.text(0), a.text(1), a.text(2))),
        "fromhex" => return shown(from_hex(a.text(0))),
        "hex" => return Some(hexed(a)),
        "bytearray.repr" => return ok(repr::bytearray_repr(&a.bytes(0))),
        _ => {}
    }
    let op = op.strip_prefix("b.")?;
    whole(op, &a.bytes(0))
        .or_else(|| searching(op, a))
        .or_else(|| splitting(op, a))
        .or_else(|| filling(op, a))
}

fn shown(data: sim_core::python::text::TextResult<Vec<u8>>) -> Option<Outcome> {
    Some(data.map(|data| data.as_slice().show()))
}

fn hexed(a: &Arguments) -> Outcome {
    let sep = a.maybe_text(1).map(hex_separator).transpose()?;
    hex(&a.bytes(0), sep, a.word(2))
}

fn whole(op: &str, data: &[u8]) -> Option<Outcome> {
    match op {
        "upper" => ok(upper(data).as_slice()),
        "lower" => ok(lower(data).as_slice()),
        "title" => ok(title(data).as_slice()),
        "capitalize" => ok(capitalize(data).as_slice()),
        "swapcase" => ok(swapcase(data).as_slice()),
        "isalnum" => ok(is_alnum(data)),
        "isalpha" => ok(is_alpha(data)),
        "isascii" => ok(is_ascii(data)),
        "isdigit" => ok(is_digit(data)),
        "islower" => ok(is_lower(data)),
        "isspace" => ok(is_space(data)),
        "istitle" => ok(is_title(data)),
        "isupper" => ok(is_upper(data)),
        "repr" => ok(repr::bytes_repr(data)),
        _ => None,
    }
}

fn searching(op: &str, a: &Arguments) -> Option<Outcome> {
    let data = a.bytes(0);
    let place = |found: Option<usize>| ok(found.map_or(-1, |at| at as i64));
    let range = || (a.maybe_word(2), a.maybe_word(3));
    let needle = || a.bytes(1);
    match op {
        "replace" => shown(replace(&data, &needle(), &a.bytes(2), a.word(3))),
        "removeprefix" => ok(remove_prefix(&data, &needle())),
        "removesuffix" => ok(remove_suffix(&data, &needle())),
        "translate" => shown(translate(&data, None, &needle())),
        "table" => shown(translate(&data, Some(&needle()), b"")),
        "find" => place(find(&data, &needle(), range().0, range().1)),
        "rfind" => place(rfind(&data, &needle(), range().0, range().1)),
        "index" => result(index(&data, &needle(), range().0, range().1)),
        "rindex" => result(rindex(&data, &needle(), range().0, range().1)),
        "count" => ok(count(&data, &needle(), range().0, range().1)),
        "startswith" => ok(starts_with(&data, &needle(), range().0, range().1)),
        "endswith" => ok(ends_with(&data, &needle(), range().0, range().1)),
        _ => None,
    }
}

fn splitting(op: &str, a: &Arguments) -> Option<Outcome> {
    let data = a.bytes(0);
    let other = || a.maybe_bytes(1);
    let three = |(before, sep, after)| Items(vec![before, sep, after]);
    match op {
        "split" => result(split(&data, other().as_deref(), a.word(2)).map(Items)),
        "rsplit" => result(rsplit(&data, other().as_deref(), a.word(2)).map(Items)),
        "splitlines" => ok(Items(split_lines(&data, a.truth(1)))),
        "partition" => result(partition(&data, &a.bytes(1)).map(three)),
        "rpartition" => result(rpartition(&data, &a.bytes(1)).map(three)),
        "strip" => ok(strip(&data, other().as_deref())),
        "lstrip" => ok(lstrip(&data, other().as_deref())),
        "rstrip" => ok(rstrip(&data, other().as_deref())),
        _ => None,
    }
}

fn filling(op: &str, a: &Arguments) -> Option<Outcome> {
    let data = a.bytes(0);
    let fill = || a.bytes(2)[0];
    match op {
        "zfill" => shown(zfill(&data, a.word(1))),
        "center" => shown(center(&data, a.word(1), fill())),
        "ljust" => shown(ljust(&data, a.word(1), fill())),
        "rjust" => shown(rjust(&data, a.word(1), fill())),
        "expandtabs" => shown(expand_tabs(&data, a.word(1))),
        _ => None,
    }
}
