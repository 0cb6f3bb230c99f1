//! What happens to programs and processes, as facts for the trace. What
//! happens to messages and connections is said by `messaging` and `network`.

use std::rc::Rc;

use serde::Serialize;

use super::core::Switch;
use super::local::LocalWait;
use crate::base::{ProcessId, Span, ThreadId, Time};
use crate::{messaging, network};

/// One fact of the simulated world and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "layer", rename_all = "kebab-case")]
pub enum Happening {
    /// Of a program.
    Program {
        /// Whose.
        process: ProcessId,
        /// Which of its threads.
        thread: ThreadId,
        /// What.
        fact: ProgramFact,
    },
    /// Of a messaging system inside a process.
    Messaging {
        /// Whose socket it concerns.
        process: Option<ProcessId>,
        /// What.
        fact: messaging::Fact,
    },
    /// Of the network.
    Network {
        /// What.
        fact: network::Fact,
    },
}

/// A stream of a process's terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// What was typed.
    Stdin,
}

/// What happened to a program.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProgramFact {
    /// It begins.
    Started {
        /// How often it began before.
        restarts: u32,
    },
    /// A statement of the process's own program begins.
    Line {
        /// Its first line, from 1.
        line: u32,
        /// The file, where it is not the program itself.
        file: Option<Rc<str>>,
        /// Frames on the thread's stack: a called function's are more.
        depth: u32,
    },
    /// Text appears on its terminal.
    Wrote {
        /// Standard output or standard error.
        stream: Stream,
        /// The text, end-of-lines included.
        text: Rc<str>,
    },
    /// A line was typed, by the scenario or by the viewer.
    Typed {
        /// Without its end-of-line.
        line: Rc<str>,
    },
    /// No more lines will be typed.
    InputEnded,
    /// It waits for a line to be typed.
    WaitsForInput,
    /// It sleeps.
    Sleeps {
        /// Until then.
        until: Time,
    },
    /// A call does not return yet.
    Blocked {
        /// The call, as the program's library names it: `recv`.
        call: Rc<str>,
        /// What it waits for.
        reason: messaging::Reason,
        /// When it gives up, if it does.
        until: Option<Time>,
    },
    /// A call does not return before something happens on its own host.
    Waits {
        /// The call and what it waits for.
        local: LocalWait,
        /// The name of the thread that holds the lock.
        holder: Option<Rc<str>>,
        /// When it gives up, if it does.
        until: Option<Time>,
    },
    /// A call that had not returned goes on.
    GoesOn {
        /// How long it took.
        waited: Span,
        /// True if its time was up.
        expired: bool,
    },
    /// It ran so long without a statement's end that it is interrupted; it goes on later.
    Long {
        /// The line it is in.
        line: u32,
    },
    /// The program is at its end, but unsent messages keep its process alive.
    Lingers {
        /// What it waits for.
        reason: messaging::Reason,
    },
    /// The process has ended by itself.
    Ended {
        /// Exit status.
        code: i32,
        /// The exception that ended it, such as `ValueError: ...`.
        error: Option<Rc<str>>,
    },
    /// A thread begins (the fact's own).
    ThreadStarted {
        /// Its name.
        name: Rc<str>,
    },
    /// A thread has ended; the process goes on.
    ThreadEnded,
    /// Another thread of the process runs now (the fact's own).
    Switched {
        /// Which ran before.
        from: ThreadId,
        /// Why it does not go on.
        why: Switch,
    },
    /// It starts a copy of itself.
    Forked {
        /// The new process.
        child: ProcessId,
        /// Its name.
        name: Rc<str>,
        /// The process of the scenario whose program it has.
        origin: ProcessId,
    },
    /// A signal comes.
    Signalled {
        /// Which.
        number: u8,
    },
    /// The process was killed.
    Crashed,
    /// The process was stopped where it is.
    Paused,
    /// The stopped process goes on.
    Resumed,
    /// Ctrl-C.
    Interrupted,
    /// A command that could not do anything, and why.
    NoEffect {
        /// What was asked and why it had no effect.
        why: Rc<str>,
    },
}
