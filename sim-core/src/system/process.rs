//! One process: its program's machine, its threads' states, its terminal.

use crate::base::{HostId, ProcessId, Random, ThreadId, Time};
use crate::messaging::{Reason, Wait};
use crate::python::{Call, Machine};
use crate::system::terminal::Terminal;

/// One process of the scenario, over all its lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    /// Which.
    pub id: ProcessId,
    /// Where it runs.
    pub host: HostId,
    /// Whether there is a process just now.
    pub state: State,
    /// Stopped by a command; what is due for it waits.
    pub paused: bool,
    /// The program in execution, from start to end.
    pub machine: Option<Machine>,
    /// Its threads; the main thread is the first.
    pub threads: Vec<Thread>,
    /// What it printed and what was typed.
    pub terminal: Terminal,
    /// How often it was restarted.
    pub restarts: u32,
    /// When this life began.
    pub started: Time,
    /// Where `os.urandom` takes its bytes from.
    pub chance: Random,
}

/// Whether there is a process.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Its start time has not come.
    NotStarted,
    /// It runs, waits or sleeps.
    Alive,
    /// Its program has ended; unsent messages keep the process.
    Lingering(Exit, Wait),
    /// It ended by itself.
    Ended(Exit),
    /// It was killed.
    Killed,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Exit {
    /// Exit status.
    pub code: i32,
    /// The exception that ended it, in one line.
    pub error: Option<String>,
}

/// One thread of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// What it does.
    pub doing: Doing,
    /// Counts its turns, so that an event of an earlier one is void.
    pub turn: u32,
}

/// What a thread does.
#[derive(Clone, Debug, PartialEq)]
pub enum Doing {
    /// Its next statement, or the rest of the current one, is on the agenda.
    Ready {
        /// True if it goes on inside a statement.
        within: bool,
    },
    /// A call has not returned.
    Waits(Waiting),
    /// It has ended.
    Done,
}

/// A call that has not returned.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The call, to be tried again.
    pub call: Call,
    /// Since when.
    pub since: Time,
    /// When it gives up.
    pub until: Option<Time>,
    /// For what.
    pub what: WaitsFor,
    /// Something it waits for changed while the process was stopped.
    pub missed: Option<Missed>,
}

/// What came while the process was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// A wake-up.
    Retry,
    /// The end of its time.
    Expire,
}

/// What a call waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum WaitsFor {
    /// Time to pass (`time.sleep`).
    Sleep,
    /// A line of input.
    Input,
    /// A messaging system.
    Messaging(Reason),
}

impl Process {
    /// The machine of a process that runs.
    pub fn machine_mut(&mut self) -> &mut Machine {
        self.machine
            .as_mut()
            .expect("invariant: a process whose thread has a turn has a machine")
    }

    /// The thread's state.
    pub fn thread_mut(&mut self, thread: ThreadId) -> &mut Thread {
        &mut self.threads[thread.index()]
    }

    /// True while its threads have turns.
    pub fn is_alive(&self) -> bool {
        self.state == State::Alive
    }

    /// The ticket of the thread's current turn.
    pub fn ticket(&self, thread: ThreadId) -> u64 {
        let turn = self
            .threads
            .get(thread.index())
            .map_or(0, |thread| thread.turn);
        (u64::from(self.restarts) << 32) | u64::from(turn)
    }
}
