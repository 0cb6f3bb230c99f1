//! What a call can wait for inside its own host: locks and other threads,
//! child processes, signals, pipes. The counterpart of `messaging::Reason`.

use std::rc::Rc;

use serde::Serialize;

use crate::base::{ProcessId, ThreadId};

/// What a call waits for that is no matter of a messaging system.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "waits", rename_all = "kebab-case")]
pub enum Local {
    /// A lock to be released.
    Lock {
        /// Which of the process.
        number: i64,
        /// Who has it; the waiting thread itself if it waits to be notified.
        holder: Option<ThreadId>,
    },
    /// A child process to end.
    Child {
        /// Which.
        process: ProcessId,
    },
    /// A signal (`signal.pause`).
    Signal,
    /// Something to read from a pipe or queue between processes.
    Pipe {
        /// Which.
        number: u32,
    },
    /// Room in a pipe between processes.
    Room {
        /// Which.
        number: u32,
    },
    /// A semaphore between processes.
    Semaphore {
        /// Which.
        number: u32,
    },
}

/// A rule of Python or of the operating system.
pub struct LocalRule {
    /// Short stable name.
    pub code: &'static str,
    /// One or two sentences.
    pub text: &'static str,
    /// Where it is written down.
    pub source: &'static str,
}

impl Local {
    /// The rule because of which the call waits; `call` is the library's name
    /// for it and `own` the thread that waits.
    pub fn rule(&self, call: &str, own: ThreadId) -> LocalRule {
        match self {
            Local::Lock { .. } if call == "Thread.join" || call == "_shutdown" => LocalRule {
                code: "python.thread.join",
                text: "join returns when the thread has ended. A program ends when its main thread and all threads that are no daemons have ended.",
                source: "Python 3.11, threading, Thread.join",
            },
            Local::Lock { holder, .. } if *holder == Some(own) => LocalRule {
                code: "python.condition.wait",
                text: "A thread that waits on a condition sleeps until another thread notifies it: by set, put, release or notify.",
                source: "Python 3.11, threading, Condition.wait",
            },
            Local::Lock { .. } => LocalRule {
                code: "python.lock.acquire",
                text: "A lock has one holder. Who asks for it meanwhile waits until it is released.",
                source: "Python 3.11, threading, Lock.acquire",
            },
            Local::Child { .. } => LocalRule {
                code: "python.process.join",
                text: "join returns when the child process has ended.",
                source: "Python 3.11, multiprocessing, Process.join; wait(2)",
            },
            Local::Signal => LocalRule {
                code: "posix.pause",
                text: "pause returns when a signal has come and its handler has run.",
                source: "pause(2)",
            },
            Local::Pipe { .. } => LocalRule {
                code: "posix.pipe.read",
                text: "Reading from an empty pipe waits until something is written to it or its last writer is gone.",
                source: "pipe(7)",
            },
            Local::Room { .. } => LocalRule {
                code: "posix.pipe.write",
                text: "A pipe holds 64 KiB. Writing to a full one waits until something is read from it.",
                source: "pipe(7), capacity",
            },
            Local::Semaphore { .. } => LocalRule {
                code: "posix.semaphore",
                text: "Taking from a semaphore at zero waits until another process gives to it.",
                source: "sem_wait(3)",
            },
        }
    }
}

/// A wait of a call, for the trace.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LocalWait {
    /// The call, as the library names it: `Queue.get`.
    pub call: Rc<str>,
    /// What it waits for.
    pub what: Local,
}
