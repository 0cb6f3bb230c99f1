//! Contexts and sockets as things that are made, closed, waited for.

use std::rc::Rc;

use super::kind::Kind;
use super::message::{Frame, Message};
use super::monitor::Monitor;
use super::options::Options;
use super::pattern::{Arrival, Pattern, Route};
use super::pipe::Plug;
use crate::base::{HostId, ListenerId, ProcessId, Random, ThreadId};
use crate::messaging::fact::SocketId;

/// A context: the sockets of one process that end together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Context {
    pub(super) process: ProcessId,
    /// Its sockets, also those that linger.
    pub(super) sockets: Vec<SocketId>,
    pub(super) terminating: bool,
    /// Threads in `term()`.
    pub(super) waiters: Vec<(ProcessId, ThreadId)>,
    /// Context options, kept and given back.
    pub(super) io_threads: i64,
    pub(super) max_sockets: i64,
    /// False: sockets of it linger for no time unless they are told to.
    pub(super) blocky: bool,
}

/// A thread whose call waits on a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Waiter {
    pub(super) process: ProcessId,
    pub(super) thread: ThreadId,
    pub(super) readable: bool,
    pub(super) writable: bool,
}

/// An address that a socket listens on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Binding {
    /// As it was given, and as it came to be: both name it.
    pub(super) given: Rc<str>,
    pub(super) address: Rc<str>,
    pub(super) place: Place,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    Tcp(ListenerId),
    Ipc(ListenerId, Rc<str>),
    Inproc(Rc<str>),
}

/// An address that a socket connects to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Connection {
    pub(super) address: Rc<str>,
    pub(super) way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Session(u32),
    Inproc(Plug),
}

/// A message that the program has begun to send with SNDMORE.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outgoing {
    pub(super) route: Route,
    pub(super) frames: Vec<Frame>,
}

/// What the I/O thread has to tell a socket. It is read when a thread of the
/// program enters the library, not before: as libzmq's mailboxes are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mail {
    /// A pipe to a peer exists.
    Attach(Plug, Arrival),
    /// The peer behind a pipe has said its name.
    Identify(Plug, Frame),
    /// The program has closed the connection behind a pipe.
    Leave(Plug),
    /// The connection under a pipe was lost; what the peer must know has to be
    /// said again.
    Renew(Plug),
    /// Subscriptions have come.
    Read(Plug),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Socket {
    pub(super) id: SocketId,
    pub(super) process: ProcessId,
    pub(super) host: HostId,
    pub(super) context: u32,
    pub(super) kind: Kind,
    pub(super) options: Options,
    pub(super) pattern: Pattern,
    pub(super) bindings: Vec<Binding>,
    pub(super) connections: Vec<Connection>,
    pub(super) last_endpoint: Rc<str>,
    /// This socket's ends of its pipes.
    pub(super) plugs: Vec<Plug>,
    pub(super) sessions: Vec<u32>,
    /// A message of which the program has taken the first frames.
    pub(super) incoming: Option<(Message, usize)>,
    pub(super) outgoing: Option<Outgoing>,
    pub(super) waiters: Vec<Waiter>,
    /// The program is done with it; messages may still have to be sent.
    pub(super) closed: bool,
    pub(super) random: Random,
    pub(super) mail: Vec<Mail>,
    /// Who is told of its connections' events.
    pub(super) monitor: Option<Monitor>,
    /// It belongs to the library, not to the program.
    pub(super) internal: bool,
    pub(super) traffic: Traffic,
}

/// Messages and bytes that programs have put in and taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Traffic {
    pub(super) received: (u64, u64),
    pub(super) sent: (u64, u64),
}

impl Socket {
    /// True if its connections carry bytes without a protocol.
    pub(super) fn is_raw(&self) -> bool {
        self.kind == Kind::Stream || self.options.router_raw
    }

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
        if self.waiters.is_empty() {
            return;
        }
        self.waiters.retain(|waiter| {
            let wanted = (waiter.readable && readable) || (waiter.writable && writable);
            if wanted {
                wakes.push((waiter.process, waiter.thread));
            }
            !wanted
        });
    }
}

impl Binding {
    pub(super) fn listener(&self) -> Option<ListenerId> {
        match self.place {
            Place::Tcp(listener) | Place::Ipc(listener, _) => Some(listener),
            Place::Inproc(_) => None,
        }
    }
}
