//! One process: its program's machine, its threads' states, its terminal.

use std::ops::Deref;
use std::rc::Rc;

use super::core::Core;
use super::local::{Local, LocalWait};
use super::signals::Signals;
use crate::base::{HostId, ProcessId, Random, Span, ThreadId, Time};
use crate::messaging::{Reason, Wait};
use crate::python::{Call, Handle, Machine};
use crate::system::terminal::Terminal;

/// One process of the scenario, over all its lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    /// Which.
    pub id: ProcessId,
    /// The scenario's name; of a child its parent's with its own behind it.
    pub name: Rc<str>,
    /// The process of the scenario that it comes from: itself, or for a child
    /// its oldest ancestor. They have the program in common.
    pub origin: ProcessId,
    /// Who started it, if that was a process.
    pub parent: Option<ProcessId>,
    /// Where it runs.
    pub host: HostId,
    /// Whether there is a process just now.
    pub state: State,
    /// Stopped by a command; what is due for it waits.
    pub paused: bool,
    /// The program in execution, from start to end.
    pub machine: Option<SharedMachine>,
    /// Its threads; the main thread is the first.
    pub threads: Vec<Thread>,
    /// Which of them runs.
    pub core: Core,
    /// What it does when signals come.
    pub signals: Signals,
    /// What it printed and what was typed.
    pub terminal: Terminal,
    /// How often it was restarted.
    pub restarts: u32,
    /// When this life began.
    pub started: Time,
    /// Where `os.urandom` takes its bytes from.
    pub chance: Random,
    /// Resources of its parent, of which a child has copies that mean nothing.
    pub foreign: Rc<[Handle]>,
}

/// A machine that copies of a world have in common until one of them runs it:
/// a checkpoint then costs only the processes that do something before the next.
#[derive(Clone, Debug)]
pub struct SharedMachine(Rc<Machine>);

impl SharedMachine {
    /// A machine of its own, to be run.
    pub fn own(&mut self) -> &mut Machine {
        Rc::make_mut(&mut self.0)
    }
}

impl From<Machine> for SharedMachine {
    fn from(machine: Machine) -> SharedMachine {
        SharedMachine(Rc::new(machine))
    }
}

impl Deref for SharedMachine {
    type Target = Machine;

    fn deref(&self) -> &Machine {
        &self.0
    }
}

/// Equal by value; one and the same machine is equal without a look.
impl PartialEq for SharedMachine {
    fn eq(&self, other: &SharedMachine) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
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
    /// The exception that ended it, in one line, or the signal.
    pub error: Option<String>,
    /// The signal that ended it.
    pub signal: Option<u8>,
}

impl Exit {
    /// An end by itself.
    pub fn with_status(code: i32) -> Exit {
        Exit {
            code,
            error: None,
            signal: None,
        }
    }
}

/// One thread of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// What it does.
    pub doing: Doing,
    /// Counts its turns, so that an event of an earlier one is void.
    pub turn: u32,
    /// The name that the program gave it.
    pub name: Rc<str>,
    /// Processor time it has used.
    pub used: Span,
    /// Calls into which signals came, to be made again, outermost first.
    pub held: Vec<Waiting>,
}

impl Thread {
    /// A thread that is about to run.
    pub fn new(name: Rc<str>) -> Thread {
        Thread {
            doing: Doing::Ready { within: true },
            turn: 0,
            name,
            used: Span::ZERO,
            held: Vec::new(),
        }
    }
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
    /// Counts the waits of the run: who came first goes on first.
    pub arrival: u64,
}

impl Waiting {
    /// Whether it waits for this lock of its process.
    pub fn is_for_lock(&self, wanted: i64) -> bool {
        match &self.what {
            WaitsFor::Local(local) => {
                matches!(local.what, Local::Lock { number, .. } if number == wanted)
            }
            _ => false,
        }
    }
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
    /// Something of its own host: a lock, a child process, a pipe.
    Local(LocalWait),
}

impl Process {
    /// The machine of a process that runs.
    pub fn machine_mut(&mut self) -> &mut Machine {
        self.machine
            .as_mut()
            .expect("invariant: a process whose thread has a turn has a machine")
            .own()
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
