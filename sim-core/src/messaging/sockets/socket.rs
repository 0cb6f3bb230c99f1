//! What a socket is: its kind, its state, who waits for it; and the halves of
//! streams, which outlive the sockets at their ends.

use std::collections::VecDeque;
use std::rc::Rc;

use super::errno::Errno;
use super::local::Local;
use super::options::Options;
use super::rule::Rule;
use crate::base::{DatagramId, HostId, ListenerId, MessageId, ProcessId, Span, ThreadId, Time};
use crate::messaging::fact::{MessageKind, SocketId};
use crate::messaging::seam::{Attempt, Reason, Wait};
use crate::network::{Address, End, Spot};
use crate::python::{Data, Raise};

/// Numbers of `socket.h`.
pub(super) const AF_UNIX: i64 = 1;
pub(super) const AF_INET: i64 = 2;

/// SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Stream,
    Datagram,
    Packets,
}

impl Kind {
    pub(super) fn number(self) -> i64 {
        match self {
            Kind::Stream => 1,
            Kind::Datagram => 2,
            Kind::Packets => 5,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// A stream socket that nothing was done with, or whose connect failed.
    Idle,
    /// Bound, not listening, not connected.
    Bound(ListenerId, Address),
    Listening(ListenerId, Address),
    Connecting(End),
    Connected(End),
    Datagram(DatagramId),
    /// A Unix domain socket without a stream of the network: one of a pair, or
    /// one for datagrams.
    Local(Local),
}

/// A thread whose call waits on a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Waiter {
    pub(super) process: ProcessId,
    pub(super) thread: ThreadId,
    pub(super) readable: bool,
    pub(super) writable: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Socket {
    pub(super) id: SocketId,
    pub(super) process: ProcessId,
    pub(super) host: HostId,
    pub(super) family: i64,
    pub(super) kind: Kind,
    pub(super) proto: i64,
    pub(super) state: State,
    pub(super) options: Options,
    /// Descriptors and blocked calls that use it; without any it is closed.
    pub(super) uses: u32,
    pub(super) waiters: Vec<Waiter>,
    /// What the next call, or SO_ERROR, reports once.
    pub(super) error: Option<Errno>,
    /// A port that was bound before connecting, to be given back at the end.
    pub(super) bound: Option<ListenerId>,
    pub(super) shut_read: bool,
    pub(super) shut_write: bool,
    /// The program has been told that the stream is broken.
    pub(super) told: bool,
    /// A connect in the background has succeeded, and no call has said so.
    pub(super) news: bool,
    /// The address that was asked for, or who connected.
    pub(super) remote: Option<Address>,
    /// A poll on it is to return although nothing is ready.
    pub(super) nudged: bool,
    /// Where the last datagram without a connection went.
    pub(super) last: Option<Spot>,
}

impl Socket {
    /// Registers a thread whose call waits.
    pub(super) fn add_waiter(&mut self, waiter: Waiter) {
        let who = |w: &Waiter| (w.process, w.thread) == (waiter.process, waiter.thread);
        match self.waiters.iter_mut().find(|w| who(w)) {
            Some(known) => {
                known.readable |= waiter.readable;
                known.writable |= waiter.writable;
            }
            None => self.waiters.push(waiter),
        }
    }

    /// Takes out the threads that wait for this.
    pub(super) fn wake(
        &mut self,
        readable: bool,
        writable: bool,
        wakes: &mut Vec<(ProcessId, ThreadId)>,
    ) {
        self.waiters.retain(|waiter| {
            let wanted = (waiter.readable && readable) || (waiter.writable && writable);
            if wanted {
                wakes.push((waiter.process, waiter.thread));
            }
            !wanted
        });
    }

    /// `TCP`, `UDP` or `UNIX`.
    pub(super) fn name(&self) -> &'static str {
        match (self.family, self.kind) {
            (AF_UNIX, _) => "UNIX",
            (_, Kind::Datagram) => "UDP",
            _ => "TCP",
        }
    }

    /// This end of its stream, if it has one.
    pub(super) fn end(&self) -> Option<End> {
        match self.state {
            State::Connecting(end) | State::Connected(end) => Some(end),
            _ => None,
        }
    }
}

/// A message in a stream: from the byte after the one before it up to `end`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Track {
    pub(super) message: MessageId,
    pub(super) end: u64,
    pub(super) label: Rc<str>,
    pub(super) kind: MessageKind,
    pub(super) arrived: bool,
}

/// What is known of one end of a stream and of what it has sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Half {
    pub(super) end: End,
    /// The socket there; a listening one until the stream is accepted.
    pub(super) socket: Option<u32>,
    pub(super) accepted: bool,
    pub(super) written: u64,
    pub(super) taken: u64,
    /// Where the last message ends that the other end has taken whole.
    pub(super) settled_to: u64,
    /// Messages sent from this end that the other has not taken.
    pub(super) tracks: VecDeque<Track>,
}

impl Half {
    pub(super) fn new(end: End) -> Half {
        Half {
            end,
            socket: None,
            accepted: false,
            written: 0,
            taken: 0,
            settled_to: 0,
            tracks: VecDeque::new(),
        }
    }
}

/// A call that waits, and how far it has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Task {
    pub(super) process: ProcessId,
    pub(super) thread: ThreadId,
    pub(super) socket: Option<u32>,
    /// Bytes sent.
    pub(super) done: usize,
    /// Bytes received (MSG_WAITALL).
    pub(super) bytes: Vec<u8>,
    pub(super) message: Option<MessageId>,
    /// It waits for input, too.
    pub(super) input: bool,
}

/// Why a call does not return a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Halt {
    Errno(Errno, Rule),
    Wait(Box<Wait>),
    TimedOut,
    Raise(Raise),
}

/// How long a call may wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Patience {
    pub(super) attempt: Attempt,
    /// `None`: for ever; zero: not at all.
    pub(super) span: Option<Span>,
}

impl Patience {
    /// From a time-out as Python has it, in seconds.
    pub(super) fn new(attempt: Attempt, timeout: &Data) -> Result<Patience, Halt> {
        let span = match timeout {
            Data::None => None,
            Data::Int(seconds) => Span::from_secs_f64(*seconds as f64),
            Data::Float(seconds) => Span::from_secs_f64(*seconds),
            _ => return Err(Halt::Errno(Errno::EINVAL, Rule::WrongState)),
        };
        Ok(Patience { attempt, span })
    }

    /// The call is not to wait at all.
    pub(super) fn is_none(&self) -> bool {
        self.span == Some(Span::ZERO)
    }

    pub(super) fn until(&self) -> Option<Time> {
        self.span.map(|span| self.attempt.since + span)
    }

    /// What comes of a call that cannot go on.
    pub(super) fn wait(&self, reason: Reason) -> Halt {
        match (self.is_none(), self.attempt.expired) {
            (true, _) => Halt::Errno(Errno::EAGAIN, Rule::WouldBlock),
            (_, true) => Halt::TimedOut,
            _ => Halt::Wait(Box::new(Wait {
                until: self.until(),
                reason,
            })),
        }
    }
}
