//! The Python machine against CPython 3.11: every program under `python/` is
//! run, and what it wrote, its last words and its exit status are compared with
//! the record beside it. `RECORD=1` makes the records anew with `python3`;
//! where a `python3` of that version is found, a test checks that they are true.

#![allow(clippy::unwrap_used)] // a test may

use sim_core::base::ThreadId;
use sim_core::python::{Data, Library, Machine, Pause, Raise, Source};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

const MAIN: ThreadId = ThreadId(0);
/// Pauses after which a program of these tests is surely lost.
const PAUSES: usize = 2_000_000;

/// What a program did.
#[derive(Debug, PartialEq)]
struct Outcome {
    stdout: String,
    stderr: String,
    status: i32,
}

impl Outcome {
    fn record(&self) -> String {
        format!(
            "status {}\n--- stderr\n{}--- stdout\n{}",
            self.status, self.stderr, self.stdout
        )
    }
}

/// The programs, sorted by path.
fn programs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
    let mut found = Vec::new();
    let mut folders = vec![root];
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
    assert!(found.len() > 30, "the programs are missing");
    found
}

/// What a program reads: the file beside it.
fn input(path: &Path) -> String {
    std::fs::read_to_string(path.with_extension("in")).unwrap_or_default()
}

fn machine(name: &str, text: &str) -> Machine {
    let source = Source {
        name: name.into(),
        text: text.into(),
    };
    let arguments = [name.to_owned(), "one".to_owned(), "two".to_owned()];
    match Machine::new(&source, &[], &arguments, Rc::new(Library::default())) {
        Ok(machine) => machine,
        Err(problems) => panic!("{name}: {problems:#?}"),
    }
}

/// The world of a test: collects output, answers from a list, has a clock.
struct World {
    stdout: String,
    stderr: String,
    lines: Vec<String>,
    clock: f64,
}

impl World {
    fn new(input: &str) -> World {
        let mut lines: Vec<String> = input.split_inclusive('\n').map(str::to_owned).collect();
        lines.reverse();
        World {
            stdout: String::new(),
            stderr: String::new(),
            lines,
            clock: 0.0,
        }
    }

    fn answer(&mut self, name: &str, args: &[Data]) -> Result<Data, Raise> {
        match (name, args) {
            ("write", [Data::Int(fd), Data::Str(text)]) => {
                let out = if *fd == 1 {
                    &mut self.stdout
                } else {
                    &mut self.stderr
                };
                out.push_str(text);
                Ok(Data::None)
            }
            ("read_line", []) => Ok(self
                .lines
                .pop()
                .map_or(Data::None, |line| line.as_str().into())),
            ("sleep", [Data::Float(seconds)]) => {
                self.clock += seconds;
                Ok(Data::None)
            }
            ("now", []) => Ok(Data::Float(1_700_000_000.0 + self.clock)),
            ("monotonic", []) => Ok(Data::Float(self.clock)),
            _ => Err(Raise::new("builtins", "OSError", vec![name.into()])),
        }
    }
}

/// Runs to the end; at some statements the machine is replaced by its clone,
/// which must be equal, and all reference counts are recounted.
fn run(mut machine: Machine, input: &str) -> Outcome {
    let mut world = World::new(input);
    for pause in 0..PAUSES {
        match machine.run(MAIN, 10_000) {
            Pause::Statement if pause % 97 == 0 => {
                let copy = machine.clone();
                assert!(copy == machine, "a clone differs");
                assert_eq!(machine.audit(), Vec::<String>::new(), "counts are wrong");
                machine = copy;
            }
            Pause::Statement => {}
            Pause::Exhausted => {}
            Pause::Call(call) => {
                let answer = world.answer(call.name, &call.args);
                machine.resume(MAIN, answer);
            }
            Pause::Ended(exit) => {
                assert_eq!(machine.audit(), Vec::<String>::new(), "counts at the end");
                world.stderr.push_str(exit.stderr.as_deref().unwrap_or(""));
                return Outcome {
                    stdout: world.stdout,
                    stderr: world.stderr,
                    status: exit.code,
                };
            }
        }
    }
    panic!("no end after {PAUSES} pauses");
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// Whether there is an interpreter of the version that judges.
fn has_judge() -> bool {
    Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).starts_with("Python 3.11."))
}

fn judged(path: &Path) -> Outcome {
    use std::io::Write;
    let mut child = Command::new("python3")
        .args(["-W", "ignore", &file_name(path), "one", "two"])
        .current_dir(path.parent().unwrap())
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
    Outcome {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr)
            .unwrap()
            .replace(&folder, ""),
        status: output.status.code().unwrap_or(130),
    }
}

#[test]
fn programs_do_what_cpython_does() {
    let record = std::env::var_os("RECORD").is_some();
    let mut wrong = Vec::new();
    for path in programs() {
        let name = file_name(&path);
        if record {
            std::fs::write(path.with_extension("out"), judged(&path).record()).unwrap();
        }
        let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let outcome = run(machine(&name, &text), &input(&path)).record();
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
        assert_eq!(judged(&path).record(), expected, "{}", path.display());
    }
}
