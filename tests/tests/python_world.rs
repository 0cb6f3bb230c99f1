//! Programs that need a whole world (threads, files, signals, child processes)
//! against CPython 3.11: every program under `python_world/` is run as the only
//! process of a scenario, and what it and its children wrote, its last words
//! and its exit status are compared with the record beside it. `RECORD=1` makes
//! the records anew with `python3`.

#![allow(clippy::unwrap_used)] // a test may

use mailroom_tests::python::has_judge;
use mailroom_tests::{from_text, root};
use sim_core::base::ProcessId;
use sim_core::scenario::File;
use sim_core::session::Session;
use sim_core::system::{Happening, ProgramFact, Stream};
use sim_core::world::{Record, World};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("tests/python_world")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 15, "the programs are missing");
    found
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn lesson(path: &Path, more: &str) -> std::rc::Rc<sim_core::scenario::Lesson> {
    let name = file_name(path);
    let text = std::fs::read_to_string(path).unwrap();
    let scenario = format!(
        "title = \"A program\"\n{more}\n[process.program]\nfile = \"{name}\"\nargs = [\"one\"]\n"
    );
    from_text(
        &name,
        &scenario,
        &[File {
            name: name.clone(),
            text,
        }],
    )
}

/// What all processes wrote, in order, and how the program ended.
fn outcome(path: &Path) -> String {
    let lesson = lesson(path, "");
    let mut world = World::new(lesson.setup.clone());
    let (mut stdout, mut stderr) = (String::new(), String::new());
    let mut records: Vec<Record> = Vec::new();
    while world.step(&mut records) {
        for record in records.drain(..) {
            if let Happening::Program {
                fact: ProgramFact::Wrote { stream, text },
                ..
            } = record.what
            {
                match stream {
                    Stream::Stderr => stderr.push_str(&text),
                    _ => stdout.push_str(&text),
                }
            }
        }
    }
    let status = world.system().process(ProcessId(0)).exit_code();
    let status = status.map_or("none".to_owned(), |status| status.to_string());
    format!("status {status}\n--- stderr\n{stderr}--- stdout\n{stdout}")
}

fn judged(path: &Path) -> String {
    use std::os::unix::process::ExitStatusExt;
    let folder = std::env::temp_dir().join(format!("mailroom-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(path, folder.join(file_name(path))).unwrap();
    let output = Command::new("python3")
        .args(["-W", "ignore", &file_name(path), "one"])
        .current_dir(&folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let status = output
        .status
        .code()
        .unwrap_or_else(|| 128 + output.status.signal().unwrap_or(0));
    let shown = format!("{}/", folder.display());
    let stderr = String::from_utf8(output.stderr)
        .unwrap()
        .replace(&shown, "");
    let stderr = with_usual_paths(&stderr);
    let stdout = String::from_utf8(output.stdout).unwrap();
    format!("status {status}\n--- stderr\n{stderr}--- stdout\n{stdout}")
}

/// The standard library lies elsewhere on every machine.
fn with_usual_paths(text: &str) -> String {
    let shorten = |line: &str| {
        let to = line.find("/lib/python3.11/");
        match to.and_then(|to| Some((line[..to].rfind(['"', '\''])?, to))) {
            Some((from, to)) => format!("{}/usr{}", &line[..=from], &line[to..]),
            None => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(shorten).collect()
}

fn difference(expected: &str, outcome: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), outcome.lines().collect());
    let count = a.len().max(b.len());
    let pair = |at: usize| (a.get(at).copied(), b.get(at).copied());
    let differs = (0..count).map(pair).filter(|(a, b)| a != b).take(4);
    let lines = differs.map(|(a, b)| {
        let (a, b) = (a.unwrap_or("<end>"), b.unwrap_or("<end>"));
        format!("  CPython: {a}\n  here:    {b}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn programs_do_in_a_world_what_cpython_does() {
    let record = std::env::var_os("RECORD").is_some();
    let mut wrong = Vec::new();
    for path in programs() {
        if record {
            std::fs::write(path.with_extension("out"), judged(&path)).unwrap();
        }
        let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
        let outcome = outcome(&path);
        if outcome != expected {
            let shown = difference(&expected, &outcome);
            wrong.push(format!("== {}\n{shown}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Going back and forth through a run with threads and children gives equal
/// worlds, whichever order they take turns in.
#[test]
fn any_position_is_reached_again() {
    for path in programs() {
        for order in ["order = \"turns\"", "order = \"chance\"\nseed = 3"] {
            let mut session = Session::new(lesson(&path, order));
            session.compute_all();
            let end = session.computed().0;
            for part in [3, 2, 5, 1] {
                session.seek(end / part);
                let world = session.world().clone();
                session.seek(end);
                session.seek(end / part);
                assert!(*session.world() == world, "{} {order}", path.display());
            }
        }
    }
}

#[test]
fn records_are_true() {
    if !has_judge() {
        return;
    }
    let zmq = Command::new("python3").args(["-c", "import zmq"]).output();
    let has_zmq = zmq.is_ok_and(|output| output.status.success());
    for path in programs() {
        if path.parent().is_some_and(|folder| folder.ends_with("zmq")) && !has_zmq {
            continue;
        }
        let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
        // Threads of the real machine: under load one may be late.
        let found = (0..TRIES).map(|_| judged(&path));
        let mut found = found.skip_while(|found| *found != expected);
        assert!(
            found.next().is_some(),
            "{}: {TRIES} runs gave other outputs than\n{expected}",
            path.display()
        );
    }
}

/// Runs of a program whose threads the real machine may delay.
const TRIES: usize = 5;
