//! What can be due on the agenda, and what a part of the system asks for while
//! it handles something: facts to be recorded and events to be scheduled, in
//! the order in which they came about.

use super::fact::Happening;
use crate::base::{ProcessId, ThreadId, Time};
use crate::{messaging, network};

/// Something that is due. Small and plain: it can be printed, compared, cloned.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A process's start time has come.
    Start(ProcessId),
    /// A thread runs its next statement.
    Run(Turn),
    /// A blocked call is tried again: something it waits for has changed.
    Retry(Turn),
    /// A blocked call's time is up.
    Expire(Turn),
    /// The scenario types a line: `Setup::processes[process].stdin[index]`.
    Type {
        /// Into whose input.
        process: ProcessId,
        /// Which of its lines.
        index: u32,
    },
    /// The scenario gives a command: `Setup::faults[index]`.
    Planned {
        /// Which of them.
        index: u32,
    },
    /// A signal comes to a process: an alarm, or one that it sends itself.
    Signal {
        /// To which.
        process: ProcessId,
        /// Which signal.
        number: u8,
        /// Which of the process's alarms; 0 if it is none.
        alarm: u32,
    },
    /// Something moves in the network.
    Network(network::Event),
    /// A timer of a messaging system.
    Messaging(messaging::Timer),
}

/// One turn of a thread. It is void when the thread has had another turn, or
/// the process another life, in the meantime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub process: ProcessId,
    /// Which of its threads.
    pub thread: ThreadId,
    /// The process's life (a restart begins a new one) in the upper half, the
    /// thread's turn in the lower.
    pub ticket: u64,
}

/// What comes of handling something, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// It happened now.
    Happened(Happening),
    /// This will be due.
    Schedule(Time, Event),
}

/// The effects of one step, in the order in which they came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects(pub Vec<Effect>);

impl Effects {
    /// Notes a fact.
    pub fn happened(&mut self, happening: Happening) {
        self.0.push(Effect::Happened(happening));
    }

    /// Puts an event on the agenda.
    pub fn schedule(&mut self, at: Time, event: Event) {
        self.0.push(Effect::Schedule(at, event));
    }
}
