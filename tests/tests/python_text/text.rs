//! Operations of strings.jsonl.

use sim_core::python::text::number::Int;
use sim_core::python::text::repr;
use sim_core::python::text::slice::{indices, position};
use sim_core::python::text::strings::*;

use crate::arguments::{Arguments, Items, Outcome, Show, ok, result};

pub fn run(op: &str, a: &Arguments) -> Option<Outcome> {
    if !known(op) {
        return None;
    }
    if op == "chr" {
        return Some(chr(&a.int(0)).map(String::from));
    }
    whole(op, a.text(0))
        .or_else(|| searching(op, a))
        .or_else(|| splitting(op, a))
        .or_else(|| filling(op, a))
        .or_else(|| taking(op, a))
}

/// Whether the first argument is text or a code point.
fn known(op: &str) -> bool {
    !op.starts_with("b.") && !matches!(op, "pack" | "all")
}

fn whole(op: &str, text: &str) -> Option<Outcome> {
    match op {
        "upper" => ok(upper(text)),
        "lower" => ok(lower(text)),
        "title" => ok(title(text)),
        "capitalize" => ok(capitalize(text)),
        "swapcase" => ok(swapcase(text)),
        "casefold" => ok(casefold(text)),
        "isalnum" => ok(is_alnum(text)),
        "isalpha" => ok(is_alpha(text)),
        "isascii" => ok(is_ascii(text)),
        "isdecimal" => ok(is_decimal(text)),
        "isdigit" => ok(is_digit(text)),
        "isidentifier" => ok(is_identifier(text)),
        "islower" => ok(is_lower(text)),
        "isnumeric" => ok(is_numeric(text)),
        "isprintable" => ok(is_printable(text)),
        "isspace" => ok(is_space(text)),
        "istitle" => ok(is_title(text)),
        "isupper" => ok(is_upper(text)),
        "repr" => ok(repr::str_repr(text)),
        "ascii" => ok(repr::ascii_repr(text)),
        "len" => ok(Points::new(text).count()),
        "ord" => result(ord(text)),
        _ => None,
    }
}

fn searching(op: &str, a: &Arguments) -> Option<Outcome> {
    let place = |found: Option<usize>| ok(found.map_or(-1, |at| at as i64));
    let range = || (a.maybe_word(2), a.maybe_word(3));
    let (text, needle) = match op {
        "find" | "rfind" | "index" | "rindex" | "count" | "startswith" | "endswith" | "replace"
        | "removeprefix" | "removesuffix" => (a.text(0), a.text(1)),
        _ => return None,
    };
    match op {
        "replace" => result(replace(text, needle, a.text(2), a.word(3))),
        "removeprefix" => ok(remove_prefix(text, needle)),
        "removesuffix" => ok(remove_suffix(text, needle)),
        "find" => place(find(text, needle, range().0, range().1)),
        "rfind" => place(rfind(text, needle, range().0, range().1)),
        "index" => result(index(text, needle, range().0, range().1)),
        "rindex" => result(rindex(text, needle, range().0, range().1)),
        "count" => ok(count(text, needle, range().0, range().1)),
        "startswith" => ok(starts_with(text, needle, range().0, range().1)),
        _ => ok(ends_with(text, needle, range().0, range().1)),
    }
}

fn splitting(op: &str, a: &Arguments) -> Option<Outcome> {
    let text = a.text(0);
    let three = |(before, sep, after)| Items(vec![before, sep, after]);
    match op {
        "split" => result(split(text, a.maybe_text(1), a.word(2)).map(Items)),
        "rsplit" => result(rsplit(text, a.maybe_text(1), a.word(2)).map(Items)),
        "splitlines" => ok(Items(split_lines(text, a.truth(1)))),
        "partition" => result(partition(text, a.text(1)).map(three)),
        "rpartition" => result(rpartition(text, a.text(1)).map(three)),
        "strip" => ok(strip(text, a.maybe_text(1))),
        "lstrip" => ok(lstrip(text, a.maybe_text(1))),
        "rstrip" => ok(rstrip(text, a.maybe_text(1))),
        _ => None,
    }
}

fn filling(op: &str, a: &Arguments) -> Option<Outcome> {
    let text = a.text(0);
    let fill = || fill_char(a.text(2)).expect("one character");
    match op {
        "zfill" => result(zfill(text, a.word(1))),
        "center" => result(center(text, a.word(1), fill())),
        "ljust" => result(ljust(text, a.word(1), fill())),
        "rjust" => result(rjust(text, a.word(1), fill())),
        "expandtabs" => result(expand_tabs(text, a.word(1))),
        "repeat" => result(repeat(text, &a.int(1))),
        _ => None,
    }
}

fn taking(op: &str, a: &Arguments) -> Option<Outcome> {
    let points = Points::new(a.text(0));
    match op {
        "slice" => {
            let (start, stop, step) = (a.maybe_int(1), a.maybe_int(2), a.maybe_int(3));
            let at = indices(start.as_ref(), stop.as_ref(), step.as_ref(), points.count());
            Some(at.map(|at| points.slice(&at)))
        }
        "item" => {
            let at = position(&a.int(1), points.count());
            let item = at.and_then(|at| points.str_at(at));
            let same = at.and_then(|at| points.char_at(at)).map(String::from);
            assert_eq!(item, same.as_deref());
            ok(item)
        }
        "translate" => Some(translated(a)),
        _ => None,
    }
}

fn translated(a: &Arguments) -> Outcome {
    let table = make_translation(a.text(1), a.text(2), a.text(3))?;
    let look_up = |c: char| {
        let found = table.iter().rev().find(|(from, _)| *from == u32::from(c));
        Ok(match found {
            None => Translation::Keep,
            Some((_, None)) => Translation::Delete,
            Some((_, Some(to))) => {
                Translation::Replace(chr(&Int::from(u64::from(*to)))?.to_string())
            }
        })
    };
    translate(a.text(0), look_up).map(|text| text.show())
}
