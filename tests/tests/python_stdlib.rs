//! The standard modules against CPython 3.11: every program under
//! `python_stdlib/` is run, and what it prints is compared with the record
//! beside it: the standard output and, after a failure, status and standard
//! error. `RECORD=1` makes the records anew with `python3`; where a `python3`
//! of that version is found, a test checks that they are true.

#![allow(clippy::unwrap_used)] // a test may

use mailroom_tests::python::{Outcome, has_judge, machine, run, run_in_world};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Programs that need more than a machine: threads, files, signals, the end of
/// a process. They are run in a whole scenario.
const IN_WORLD: &[&str] = &[
    "atexit_basic",
    "errno_basic",
    "futures_basic",
    "logging_format",
    "logging_program",
    "logging_queue",
    "os_environ",
    "os_path",
    "queue_basic",
    "queue_kinds",
    "queue_threads",
    "signal_basic",
    "threading_barrier",
    "threading_basic",
    "threading_condition",
    "threading_errors",
    "threading_event",
    "threading_lock",
    "threading_semaphore",
    "threading_timer_local",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python_stdlib")
}

/// Names of the programs, sorted, without those that run the others on CPython.
fn programs() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".py").map(str::to_owned)
        })
        .filter(|name| name != "harness" && name != "stand_ins")
        .collect();
    names.sort();
    assert!(names.len() > 100, "the programs are missing");
    names
}

fn record(outcome: &Outcome) -> String {
    let ending = match outcome.status {
        0 => String::new(),
        status => format!("exit {status}\n{}", outcome.stderr),
    };
    format!("{}{ending}", outcome.stdout)
}

fn recorded(name: &str) -> String {
    std::fs::read_to_string(folder().join(format!("{name}.out"))).unwrap()
}

#[test]
fn standard_modules_do_what_cpythons_do() {
    let mut wrong = Vec::new();
    for name in programs() {
        let file = format!("{name}.py");
        let text = std::fs::read_to_string(folder().join(&file)).unwrap();
        let made = if IN_WORLD.contains(&name.as_str()) {
            record(&run_in_world(&file, &text))
        } else {
            record(&run(machine(&file, &text, &[]), ""))
        };
        let wanted = recorded(&name);
        if made != wanted {
            let differs = wanted.lines().zip(made.lines()).find(|(a, b)| a != b);
            wrong.push(format!("{name} differs: {differs:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn judged(name: &str) -> String {
    let output = Command::new("python3")
        .arg(format!("{name}.py"))
        .current_dir(folder())
        .env("PYTHONHASHSEED", "0")
        .env("TZ", "UTC")
        .env("COLUMNS", "80")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    let place = format!("{}/", folder().display());
    let text = |bytes| String::from_utf8(bytes).unwrap().replace(&place, "");
    record(&Outcome {
        stdout: text(output.stdout),
        stderr: text(output.stderr),
        status: output.status.code().unwrap_or(130),
    })
}

#[test]
fn records_are_true() {
    if !has_judge() {
        return;
    }
    for name in programs() {
        let made = judged(&name);
        if std::env::var_os("RECORD").is_some() {
            std::fs::write(folder().join(format!("{name}.out")), &made).unwrap();
        }
        assert_eq!(made, recorded(&name), "{name}");
    }
}
