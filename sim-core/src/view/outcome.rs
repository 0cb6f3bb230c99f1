//! What has become of the processes: the read model of a command line or a
//! test, which sees the end of a run and not its pictures.

use crate::system::{Process, Stream};
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
