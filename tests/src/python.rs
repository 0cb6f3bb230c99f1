//! Runs one Python file in the machine for a test: a world that collects what
//! is written, types lines from a text and has a clock that only sleeping
//! moves; or, for what has threads, files or signals, a whole scenario.

use sim_core::base::{ProcessId, ThreadId};
use sim_core::python::{Data, Library, Machine, Pause, Raise, Source};
use sim_core::scenario::File;
use sim_core::system::{Happening, ProgramFact, Stream};
use sim_core::world::World as Whole;
use std::rc::Rc;

const MAIN: ThreadId = ThreadId(0);
/// Pauses after which a program of these tests is surely lost.
const PAUSES: usize = 2_000_000;

/// What a program did.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    /// What it wrote on its standard output.
    pub stdout: String,
    /// What it wrote on its standard error, last words included.
    pub stderr: String,
    /// Its exit status.
    pub status: i32,
}

/// A machine about to run a text under a name, with these arguments; panics
/// with the problems of the text.
pub fn machine(name: &str, text: &str, arguments: &[&str]) -> Machine {
    let source = Source {
        name: name.into(),
        text: text.into(),
    };
    let argv: Vec<String> = std::iter::once(name)
        .chain(arguments.iter().copied())
        .map(str::to_owned)
        .collect();
    match Machine::new(&source, &[], &argv, Rc::new(Library::default())) {
        Ok(machine) => machine,
        Err(problems) => panic!("{name}: {problems:#?}"),
    }
}

struct World {
    stdout: String,
    stderr: String,
    lines: Vec<String>,
    clock: f64,
    drawn: u8,
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
            drawn: 0,
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
            ("urandom", [Data::Int(count)]) => {
                let bytes: Vec<u8> = (0..*count)
                    .map(|_| {
                        self.drawn = self.drawn.wrapping_mul(5).wrapping_add(57);
                        self.drawn
                    })
                    .collect();
                Ok(Data::Bytes(bytes.into()))
            }
            _ => Err(Raise::new("builtins", "OSError", vec![name.into()])),
        }
    }
}

/// Runs to the end; at some statements the machine is replaced by its clone,
/// which must be equal, and all reference counts are recounted.
pub fn run(mut machine: Machine, input: &str) -> Outcome {
    let mut world = World::new(input);
    for pause in 0..PAUSES {
        match machine.run(MAIN, 10_000) {
            Pause::Statement if pause % 97 == 0 => {
                let copy = machine.clone();
                assert!(copy == machine, "a clone differs");
                assert_eq!(machine.audit(), Vec::<String>::new(), "counts are wrong");
                machine = copy;
            }
            Pause::Statement | Pause::Exhausted => {}
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

/// Runs a text as the only process of a scenario, to the end.
pub fn run_in_world(name: &str, text: &str) -> Outcome {
    let scenario = format!("title = \"A program\"\n[process.program]\nfile = \"{name}\"\n");
    let file = File {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let lesson = crate::from_text(name, &scenario, &[file]);
    let mut world = Whole::new(lesson.setup.clone());
    let (mut stdout, mut stderr) = (String::new(), String::new());
    let mut records = Vec::new();
    while world.step(&mut records) {
        for record in records.drain(..) {
            let Happening::Program { fact, .. } = record.what else {
                continue;
            };
            match fact {
                ProgramFact::Wrote {
                    stream: Stream::Stderr,
                    text,
                } => stderr.push_str(&text),
                ProgramFact::Wrote { text, .. } => stdout.push_str(&text),
                _ => {}
            }
        }
    }
    let status = world.system().process(ProcessId(0)).exit_code();
    Outcome {
        stdout,
        stderr,
        status: status.unwrap_or(-1),
    }
}

/// Whether there is an interpreter of the version that judges.
pub fn has_judge() -> bool {
    std::process::Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).starts_with("Python 3.11."))
}
