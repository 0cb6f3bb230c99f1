//! Operations of unicode.jsonl: every property and mapping over all code
//! points, as one checksum each.

use sim_core::python::text::{strings, unicode};

use crate::arguments::{Arguments, Outcome, ok};

pub fn run(op: &str, a: &Arguments) -> Option<Outcome> {
    (op == "all").then(|| checksum_of(a.text(0)))?
}

fn checksum_of(name: &str) -> Option<Outcome> {
    let one = |has: bool| if has { "1" } else { "0" }.to_owned();
    let text_of = |c: char| {
        let text = c.to_string();
        match name {
            "isprintable" => one(strings::is_printable(&text)),
            "isalpha" => one(strings::is_alpha(&text)),
            "isdecimal" => one(strings::is_decimal(&text)),
            "isdigit" => one(strings::is_digit(&text)),
            "isnumeric" => one(strings::is_numeric(&text)),
            "isspace" => one(strings::is_space(&text)),
            "isupper" => one(strings::is_upper(&text)),
            "islower" => one(strings::is_lower(&text)),
            "istitle" => one(strings::is_title(&text)),
            "isidentifier" => one(strings::is_identifier(&text)),
            "isalnum" => one(strings::is_alnum(&text)),
            "continues" => one(unicode::is_identifier_continue(c)),
            "upper" => strings::upper(&text),
            "lower" => strings::lower(&text),
            "title" => strings::title(&text),
            "capitalize" => strings::capitalize(&text),
            "casefold" => strings::casefold(&text),
            "swapcase" => strings::swapcase(&text),
            "lines" => {
                let first = strings::split_lines(&text, false)
                    .first()
                    .map_or(0, |line| line.chars().count());
                format!("{c}{first}")
            }
            "digit" => unicode::decimal_value(c).map_or("-".into(), |digit| digit.to_string()),
            other => panic!("unknown property {other}"),
        }
    };
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for c in '\0'..=char::MAX {
        for byte in text_of(c).bytes() {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    ok(sum)
}
