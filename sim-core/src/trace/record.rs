//! Questions to one record.

use crate::base::{MessageId, ProcessId, ThreadId};
use crate::messaging::{Fact, QueueId, Rule, SocketId};
use crate::network;
use crate::network::packets::WireFact;
use crate::system::{Happening, ProgramFact};
use crate::world::Record;

impl Record {
    /// The message it is about.
    pub fn message(&self) -> Option<MessageId> {
        match &self.what {
            Happening::Messaging { fact, .. } => fact.message(),
            Happening::Network {
                fact:
                    network::Fact::TakenOff { message, .. }
                    | network::Fact::HeldBack { message, .. }
                    | network::Fact::NotThere { message },
            } => Some(*message),
            _ => None,
        }
    }

    /// What it says of a frame, packet or segment.
    pub fn wire(&self) -> Option<&WireFact> {
        match &self.what {
            Happening::Network {
                fact: network::Fact::Wire(fact),
            } => Some(fact),
            _ => None,
        }
    }

    /// True if it is about this message, or says that bytes of it are sent.
    pub fn carries(&self, message: MessageId) -> bool {
        self.message() == Some(message)
            || self
                .wire()
                .is_some_and(|fact| fact.messages().contains(&message))
    }

    /// The socket it is about.
    pub fn socket(&self) -> Option<SocketId> {
        match &self.what {
            Happening::Messaging { fact, .. } => Some(fact.socket()),
            _ => None,
        }
    }

    /// The queue it is about.
    pub fn queue(&self) -> Option<QueueId> {
        match &self.what {
            Happening::Messaging { fact, .. } => fact.queue(),
            _ => None,
        }
    }

    /// True if a message is lost by it.
    pub fn is_drop(&self) -> bool {
        matches!(
            &self.what,
            Happening::Messaging {
                fact: Fact::Dropped { .. },
                ..
            }
        )
    }

    /// True if a message is lost by it, or a program ends as nobody meant.
    pub fn is_accident(&self) -> bool {
        let ends = matches!(
            &self.what,
            Happening::Program {
                fact: ProgramFact::Crashed | ProgramFact::Ended { error: Some(_), .. },
                ..
            }
        );
        ends || self.is_drop()
    }

    /// True if a message comes to a receiver by it: to its queue, or between
    /// threads to the one that takes it.
    pub fn is_arrival(&self) -> bool {
        matches!(
            &self.what,
            Happening::Messaging {
                fact: Fact::Arrived { .. } | Fact::Got { .. },
                ..
            }
        )
    }

    /// True for what sockets do again and again while nobody answers them: a
    /// log has it by the hundred.
    pub fn is_retry(&self) -> bool {
        match &self.what {
            Happening::Messaging { fact, .. } => match fact {
                Fact::Connecting { attempt, .. } => *attempt > 0,
                Fact::ConnectFailed { retry_in, .. } => retry_in.is_some(),
                _ => false,
            },
            Happening::Network { fact } => matches!(
                fact,
                network::Fact::Knocked { .. } | network::Fact::NotEstablished { .. }
            ),
            Happening::Program { .. } => false,
        }
    }

    /// The socket that nobody answered, if that is what happened.
    pub fn unanswered(&self) -> Option<SocketId> {
        match &self.what {
            Happening::Messaging {
                fact: Fact::ConnectFailed { socket, .. },
                ..
            } => Some(*socket),
            _ => None,
        }
    }

    /// The process that begins to wait in a call, if one does.
    pub fn block_of(&self) -> Option<ProcessId> {
        match &self.what {
            Happening::Program {
                process,
                fact: ProgramFact::Blocked { .. } | ProgramFact::Lingers { .. },
                ..
            } => Some(*process),
            _ => None,
        }
    }

    /// The rule that decided, where one did.
    pub fn rule(&self) -> Option<&Rule> {
        match &self.what {
            Happening::Program {
                fact: ProgramFact::Blocked { reason, .. } | ProgramFact::Lingers { reason },
                ..
            } => reason.rule(),
            Happening::Messaging { fact, .. } => fact.rule(),
            _ => None,
        }
    }

    /// The process it is about.
    pub fn process(&self) -> Option<ProcessId> {
        match &self.what {
            Happening::Program { process, .. } => Some(*process),
            Happening::Messaging { process, .. } => *process,
            Happening::Network { .. } => None,
        }
    }

    /// If it is a statement of this thread: how many frames its stack has.
    pub fn line_in(&self, of: ProcessId, by: ThreadId) -> Option<u32> {
        match &self.what {
            Happening::Program {
                process,
                thread,
                fact: ProgramFact::Line { depth, .. },
            } if *process == of && *thread == by => Some(*depth),
            _ => None,
        }
    }

    /// The process whose statement it is, if it is a statement.
    pub fn line_of(&self) -> Option<ProcessId> {
        match &self.what {
            Happening::Program {
                process,
                fact: ProgramFact::Line { .. },
                ..
            } => Some(*process),
            _ => None,
        }
    }
}
