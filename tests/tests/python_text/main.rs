//! Replays what CPython 3.11 answered to thousands of calls (`generate.py`
//! writes the files) and compares answer by answer.

mod arguments;
mod bytes;
mod formats;
mod numbers;
mod packing;
mod text;
mod unicode;

use arguments::{Arguments, Outcome};

/// Runs the operation of a line, if one of the modules knows it.
fn run(op: &str, arguments: &Arguments) -> Option<Outcome> {
    numbers::run(op, arguments)
        .or_else(|| formats::run(op, arguments))
        .or_else(|| text::run(op, arguments))
        .or_else(|| bytes::run(op, arguments))
        .or_else(|| packing::run(op, arguments))
        .or_else(|| unicode::run(op, arguments))
}

/// Checks every line of a file and says how many there were.
fn check(name: &str) {
    let path = format!(
        "{}/tests/python_text/{name}.jsonl",
        env!("CARGO_MANIFEST_DIR")
    );
    let data = std::fs::read_to_string(&path).expect("the case file is there");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in data.lines() {
        count += 1;
        let (op, arguments, expected) = arguments::parse(line);
        let got = match run(&op, &arguments) {
            Some(Ok(text)) => format!("={text}"),
            Some(Err(error)) => format!("!{error}"),
            None => panic!("unknown operation {op}"),
        };
        if got != expected {
            wrong.push(format!("{line}\n  got {got:?}"));
        }
    }
    println!("{name}: {count} cases");
    assert!(count > 0, "{name} has no cases");
    assert!(
        wrong.is_empty(),
        "{} of {count} differ:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

#[test]
fn numbers_as_cpython() {
    check("number");
}

#[test]
fn formats_as_cpython() {
    check("format");
}

#[test]
fn strings_as_cpython() {
    check("strings");
}

#[test]
fn bytes_as_cpython() {
    check("bytes");
}

#[test]
fn struct_as_cpython() {
    check("struct");
}

#[test]
fn random_as_cpython() {
    check("random");
}

#[test]
fn unicode_as_cpython() {
    check("unicode");
}
