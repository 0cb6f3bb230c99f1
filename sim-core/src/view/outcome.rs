//! What has become of the processes: the read model of a command line or a
//! test, which sees the end of a run and not its pictures.

use crate::base::ProcessId;
use crate::python::FrameView;
use crate::system::{Process, Stream, Terminal};
use crate::world::World;

/// One process at the moment of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The name from the scenario.
    pub name: String,
    /// Everything on its terminal, in the order in which it appeared.
    pub shown: String,
    /// What it printed.
    pub stdout: String,
    /// Tracebacks and what else it wrote to standard error.
    pub stderr: String,
    /// What it is doing, in the words of the scenario format.
    pub status: &'static str,
    /// Exit status, once it has ended by itself.
    pub exit_code: Option<i32>,
    /// The call that it is blocked in, as its library names it.
    pub blocked_on: Option<String>,
}

/// All processes, in the scenario's order, then those that they started.
pub fn outcomes(world: &World) -> Vec<Outcome> {
    let processes = world.system().processes().iter();
    processes
        .map(|process| outcome(&process.name, process))
        .collect()
}

/// True if two processes, each of its world, stand otherwise: in what has become
/// of them, on their terminals, or, if they are `looked_into`, in the variables of
/// their own text.
pub fn differ(
    (one, process): (&World, ProcessId),
    (other, twin): (&World, ProcessId),
    looked_into: bool,
) -> bool {
    let a = one.system().processes().get(process.index());
    let b = other.system().processes().get(twin.index());
    let (Some(a), Some(b)) = (a, b) else {
        return true;
    };
    a.activity() != b.activity()
        || a.exit_code() != b.exit_code()
        || !written(&a.terminal).eq(written(&b.terminal))
        || looked_into && variables(one, process) != variables(other, twin)
}

/// What is on a terminal, byte by byte: two programs may write the same in other
/// pieces.
fn written(terminal: &Terminal) -> impl Iterator<Item = (Stream, u8)> {
    let all = terminal.shown.iter();
    all.flat_map(|(stream, text)| text.bytes().map(|byte| (*stream, byte)))
}

/// The variables of all frames of a process, each with its text.
fn variables(world: &World, process: ProcessId) -> Vec<(String, String)> {
    let frames = super::code::stacks(world, process).into_iter().flatten();
    let shown = |frame: FrameView| {
        let own = frame.variables.into_iter().filter(super::code::is_shown);
        own.map(|it| (it.name.to_string(), it.repr.to_string()))
    };
    frames.flat_map(shown).collect()
}

fn outcome(name: &str, process: &Process) -> Outcome {
    let terminal = &process.terminal;
    Outcome {
        name: name.to_owned(),
        shown: terminal.shown.iter().map(|(_, text)| &**text).collect(),
        stdout: terminal.text(Stream::Stdout),
        stderr: terminal.text(Stream::Stderr),
        status: process.activity().word(),
        exit_code: process.exit_code(),
        blocked_on: process.blocked_on().map(str::to_owned),
    }
}
