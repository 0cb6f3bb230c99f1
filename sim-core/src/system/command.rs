//! What a person, or a scenario's faults, can do to a running world. Together
//! with `step` the only way in which a world changes.

use serde::{Deserialize, Serialize};

use crate::base::{CableId, MessageId, ProcessId, Span, Time};
use crate::messaging::SocketOption;
use crate::network::packets::CableChange;

/// One intervention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// A line typed into a process, without its end-of-line.
    Input {
        /// Who reads it.
        process: ProcessId,
        /// What was typed.
        line: String,
    },
    /// End of input (Ctrl-D).
    EndOfInput {
        /// Whose input ends.
        process: ProcessId,
    },
    /// The process is gone at once, as by SIGKILL: its host closes its connections.
    Crash {
        /// Who.
        process: ProcessId,
    },
    /// The program begins anew, with empty memory (after a crash or an end).
    Restart {
        /// Who.
        process: ProcessId,
    },
    /// The process stops where it is, as by SIGSTOP; its host goes on.
    Pause {
        /// Who.
        process: ProcessId,
    },
    /// A paused process goes on, as by SIGCONT.
    Resume {
        /// Who.
        process: ProcessId,
    },
    /// A cable is cut, mended, or gets other properties (`packets` detail).
    Cable {
        /// Which.
        cable: CableId,
        /// What changes.
        change: CableChange,
    },
    /// A message is taken out of the queue it waits in, or what carries it is
    /// taken off its way. TCP sends what is lost again; in the `messages` detail
    /// nothing on a stream is lost.
    Drop {
        /// Which.
        message: MessageId,
    },
    /// What carries a message on its way arrives later.
    Delay {
        /// Which.
        message: MessageId,
        /// How much later.
        by: Span,
    },
    /// An option of a process's sockets changes, as if its program had set it.
    SetOption {
        /// Whose sockets.
        process: ProcessId,
        /// Which of those it has, counted from 1; `None` is all.
        socket: Option<u32>,
        /// Which option.
        option: SocketOption,
        /// Its new value.
        value: u32,
    },
    /// Ctrl-C: KeyboardInterrupt in the main thread.
    Interrupt {
        /// Who.
        process: ProcessId,
    },
}

impl Command {
    /// What it does in one word, as a scenario's fault names it, and to which
    /// process.
    pub fn words(&self) -> (&'static str, Option<ProcessId>) {
        let (verb, process) = match self {
            Command::Cable { .. } => return ("cable", None),
            Command::Input { process, .. } => ("type into", *process),
            Command::EndOfInput { process } => ("end the input of", *process),
            Command::Crash { process } => ("crash", *process),
            Command::Restart { process } => ("restart", *process),
            Command::Pause { process } => ("pause", *process),
            Command::Resume { process } => ("resume", *process),
            Command::Interrupt { process } => ("interrupt", *process),
            Command::SetOption { process, .. } => ("set an option of", *process),
            Command::Drop { .. } => return ("drop", None),
            Command::Delay { .. } => return ("delay", None),
        };
        (verb, Some(process))
    }

    /// The message it is about, if one.
    pub fn message(&self) -> Option<MessageId> {
        match self {
            Command::Drop { message } | Command::Delay { message, .. } => Some(*message),
            _ => None,
        }
    }
}

/// A command that the scenario file gives at a fixed time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// When.
    pub at: Time,
    /// What.
    pub command: Command,
}
