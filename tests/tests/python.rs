//! The Python machine against CPython 3.11: every program under `python/` is
//! run, and what it wrote, its last words and its exit status are compared with
//! the record beside it. `RECORD=1` makes the records anew with `python3`;
//! where a `python3` of that version is found, a test checks that they are true.

#![allow(clippy::unwrap_used)] // a test may

use mailroom_tests::python::{Outcome, has_judge, run};
use sim_core::python::{Library, Machine, Source};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

fn record(outcome: &Outcome) -> String {
    without_addresses(&format!(
        "status {}\n--- stderr\n{}--- stdout\n{}",
        outcome.status, outcome.stderr, outcome.stdout
    ))
}

/// The programs, sorted by path.
fn programs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            if path.is_dir() && extension.is_none() {
                folders.push(path);
            } else if path.is_file() && extension == Some("py") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() >= 300, "the programs are missing");
    found
}

/// What a program reads: the file beside it.
fn input(path: &Path) -> String {
    std::fs::read_to_string(path.with_extension("in")).unwrap_or_default()
}

/// The files that a program can import: those of the folder with its name and
/// `.files`.
fn helpers(path: &Path) -> Vec<Source> {
    let root = path.with_extension("files");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                found.push(Source {
                    name: path.strip_prefix(&root).unwrap().to_str().unwrap().into(),
                    text: std::fs::read_to_string(&path).unwrap().into(),
                });
            }
        }
    }
    found
}

/// What a program does here; one with mistakes in its syntax says so.
fn outcome(path: &Path) -> Outcome {
    let name = file_name(path);
    let source = Source {
        name: name.as_str().into(),
        text: std::fs::read_to_string(path).unwrap().into(),
    };
    let arguments = [name, "one".to_owned(), "two".to_owned()];
    let library = Rc::new(Library::default());
    match Machine::new(&source, &helpers(path), &arguments, library) {
        Ok(machine) => run(machine, &input(path)),
        Err(problems) => {
            let problem = &problems[0];
            assert_eq!(problem.code, "python-syntax", "{path:?}: {problem:#?}");
            let place = &problem.place;
            let title = title(&problem.message);
            Outcome {
                stdout: String::new(),
                stderr: syntax_error(place.line, place.column, title, &problem.message),
                status: 1,
            }
        }
    }
}

/// A mistake in the syntax: the place and the words, not the quoted line.
fn syntax_error(line: u32, column: u32, title: &str, message: &str) -> String {
    // CPython 3.11 marks no place for these, or that of the text it has made
    // of an f-string.
    let unmarked =
        title == "TabError" || message == "unexpected indent" || message.starts_with("f-string");
    let column = if unmarked { 0 } else { column };
    format!("line {line}, column {column}\n{title}: {message}\n")
}

/// The class by which CPython calls a mistake.
fn title(message: &str) -> &'static str {
    match message {
        "inconsistent use of tabs and spaces in indentation" => "TabError",
        "unexpected indent" | "unindent does not match any outer indentation level" => {
            "IndentationError"
        }
        text if text.starts_with("expected an indented block") => "IndentationError",
        _ => "SyntaxError",
    }
}

/// What CPython says of a mistake in the syntax, in the same form; anything
/// else as it is.
fn reduced(path: &Path, stderr: &str) -> String {
    let lines: Vec<&str> = stderr.lines().collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return stderr.to_owned();
    };
    let Some((title, message)) = last.split_once(": ") else {
        return stderr.to_owned();
    };
    let line = first
        .rsplit_once(", line ")
        .and_then(|(_, n)| n.parse().ok());
    let (true, Some(line)) = (
        matches!(title, "SyntaxError" | "IndentationError" | "TabError") && lines.len() <= 4,
        line,
    ) else {
        return stderr.to_owned();
    };
    let text = std::fs::read_to_string(path).unwrap();
    let quoted = text.lines().nth(line as usize - 1).unwrap_or("");
    let indent = quoted.len() - quoted.trim_start().len();
    let column = lines
        .iter()
        .rev()
        .find(|line| line.trim_matches([' ', '^']).is_empty())
        .map_or(0, |marks| marks.find('^').unwrap_or(0) + indent - 3);
    syntax_error(line, column as u32, title, message)
}

/// Addresses are chance.
fn without_addresses(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(" 0x") {
        let digits = rest[at + 3..]
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(rest.len() - at - 3);
        out.push_str(&rest[..at]);
        out.push_str(if digits >= 6 {
            " 0x..."
        } else {
            &rest[at..at + 3 + digits]
        });
        rest = &rest[at + 3 + digits..];
    }
    out + rest
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn judged(path: &Path) -> Outcome {
    use std::io::Write;
    let mut child = Command::new("python3")
        .args(["-W", "ignore", &file_name(path), "one", "two"])
        .current_dir(path.parent().unwrap())
        .env("PYTHONPATH", path.with_extension("files"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child
        .stdin
        .take()
        .unwrap()
        .write_all(input(path).as_bytes());
    let output = child.wait_with_output().unwrap();
    let folder = format!("{}/", path.parent().unwrap().display());
    let helpers = format!("{}/", path.with_extension("files").display());
    let stderr = String::from_utf8(output.stderr)
        .unwrap()
        .replace(&helpers, "")
        .replace(&folder, "");
    Outcome {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: reduced(path, &stderr),
        status: output.status.code().unwrap_or(130),
    }
}

#[test]
fn programs_do_what_cpython_does() {
    let records = std::env::var_os("RECORD").is_some();
    let mut wrong = Vec::new();
    for path in programs() {
        if records {
            std::fs::write(path.with_extension("out"), record(&judged(&path))).unwrap();
        }
        let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
        let outcome = record(&outcome(&path));
        if outcome != expected {
            wrong.push(format!(
                "== {}\n{}",
                path.display(),
                difference(&expected, &outcome)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn difference(expected: &str, outcome: &str) -> String {
    let mut lines = Vec::new();
    let (mut a, mut b) = (expected.lines(), outcome.lines());
    loop {
        match (a.next(), b.next()) {
            (None, None) => break,
            (x, y) if x != y => lines.push(format!(
                "  CPython: {}\n  here:    {}",
                x.unwrap_or("<end>"),
                y.unwrap_or("<end>")
            )),
            _ => {}
        }
        if lines.len() == 4 {
            break;
        }
    }
    lines.join("\n")
}

#[test]
fn records_are_true() {
    if !has_judge() {
        return;
    }
    for path in programs() {
        let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
        assert_eq!(record(&judged(&path)), expected, "{}", path.display());
    }
}
