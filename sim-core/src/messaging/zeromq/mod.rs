//! ZeroMQ as libzmq 4.3.5 does it, with the Python module of pyzmq 27.
//!
//! Spec: RFC 23 and 37 (ZMTP 3.1), 28 (REQREP), 30 (PIPELINE), the manual pages
//! and the behaviour of libzmq 4.3.5.
//!
//! Supported: REQ, REP, DEALER, ROUTER, PUSH, PULL; tcp, ipc, inproc; several
//! binds and connects, unbind, disconnect; high-water marks on both sides with
//! the low mark's bursts; LINGER, IMMEDIATE, time-outs, reconnection,
//! REQ_RELAXED, REQ_CORRELATE, ROUTER_MANDATORY, ROUTER_HANDOVER, MAXMSGSIZE;
//! poll; context termination.
//!
//! Rejected, with a message: PUB, SUB, XPUB, XSUB, PAIR, STREAM and the draft
//! types; PLAIN, CURVE and GSSAPI; udp, pgm, norm, vmci.
//!
//! Differs from libzmq:
//! - No threads: a program's call and what its I/O thread does about it are
//!   separate events (`session.rs`), commands between threads take no time.
//! - A message moves as a whole, not frame by frame; nobody can see it partly.
//! - Options of the transport (keep-alive, type of service, HANDSHAKE_IVL,
//!   heartbeats, BACKLOG) and PROBE_ROUTER are kept and have no effect.
//! - `unbind` closes the connections that came by it at once.
//! - What a lingering socket is sent is thrown away; libzmq leaves it in the
//!   network's buffer.
//!
//! How the parts hang together: a `Socket` (`context.rs`) is options, a
//! `Pattern` (what its type adds) and its ends of `Pipes`. The other end of a
//! pipe belongs to a `Session` (an `Engine` over a stream) or, with inproc, to
//! another socket. `Zeromq` owns all of them by number.

mod attach;
mod calls;
mod codec;
mod context;
mod endpoint;
mod engine;
mod errno;
mod kind;
mod lifecycle;
mod message;
mod options;
mod pattern;
mod pipe;
mod rule;
mod session;
mod spread;
mod table;
#[cfg(test)]
mod tests;
mod transfer;
mod view;

use std::collections::BTreeMap;
use std::rc::Rc;

pub use errno::Errno;
pub use kind::Kind;
pub use rule::Rule;

use super::fact::{Fact, SocketId};
use super::seam::{self, Caller, Env};
use crate::base::{ListenerId, MessageId, ProcessId};
use crate::network::{End, Notice};
use crate::python::Handle;
use context::{Context, Socket};
use pipe::{Effect, Owner, Pipes, Plug};
use session::Session;
use table::Table;

pub use calls::CALLS;

/// The Python modules, as (name, text).
pub fn modules() -> Vec<(&'static str, &'static str)> {
    vec![
        ("zmq", include_str!("module/package.py")),
        ("zmq.constants", include_str!("module/constants.py")),
        ("zmq.error", include_str!("module/error.py")),
        ("zmq.sugar", include_str!("module/sugar.py")),
        ("zmq.asyncio", include_str!("module/refused.py")),
        ("zmq.auth", include_str!("module/refused.py")),
        ("zmq.auth.thread", include_str!("module/refused.py")),
        ("zmq.devices", include_str!("module/refused.py")),
        ("zmq.eventloop", include_str!("module/refused.py")),
        ("zmq.green", include_str!("module/refused.py")),
    ]
}

/// What ZeroMQ wants to be reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// The pause before the next attempt to connect is over.
    Reconnect {
        /// Of which session.
        session: u32,
        /// A later timer of the same session makes this one void.
        generation: u32,
    },
    /// The I/O thread looks into the queue.
    Flush {
        /// Of which session.
        session: u32,
    },
    /// The linger period is over.
    Linger {
        /// Of which session.
        session: u32,
    },
}

impl From<Timer> for seam::Timer {
    fn from(timer: Timer) -> seam::Timer {
        seam::Timer::Zeromq(timer)
    }
}

/// An inproc connection to a name that nobody has bound yet.
#[derive(Clone, Debug, PartialEq)]
struct Pending {
    context: u32,
    name: Rc<str>,
    /// The connecting socket's end.
    plug: Plug,
}

/// Something that waits until a stopped process goes on.
#[derive(Clone, Debug, PartialEq)]
enum Deferred {
    Notice(Notice),
    Timer(Timer),
}

/// The ZeroMQ sockets of all processes.
#[derive(Clone, Debug, PartialEq)]
pub struct Zeromq {
    seed: u64,
    next_message: u64,
    contexts: Table<Context>,
    sockets: Table<Socket>,
    /// By `SocketId`, for ever.
    owners: Vec<ProcessId>,
    sessions: Table<Session>,
    pipes: Pipes,
    /// Which session has which end of a stream.
    ends: BTreeMap<End, u32>,
    listeners: BTreeMap<ListenerId, SocketId>,
    /// By context and name.
    inproc: BTreeMap<(u32, Rc<str>), SocketId>,
    pending: Vec<Pending>,
    paused: BTreeMap<ProcessId, Vec<Deferred>>,
}

impl Zeromq {
    /// No sockets yet.
    pub fn new(seed: u64) -> Zeromq {
        Zeromq {
            seed,
            next_message: 0,
            contexts: Table::default(),
            sockets: Table::default(),
            owners: Vec::new(),
            sessions: Table::default(),
            pipes: Pipes::default(),
            ends: BTreeMap::new(),
            listeners: BTreeMap::new(),
            inproc: BTreeMap::new(),
            pending: Vec::new(),
            paused: BTreeMap::new(),
        }
    }

    /// Something happened on the network. False if it is not about ours.
    pub fn handle_notice(&mut self, notice: Notice, env: &mut Env) -> bool {
        let Some(socket) = self.socket_of_notice(notice) else {
            return false;
        };
        let owner = self.owners[socket.index()];
        if let Some(deferred) = self.paused.get_mut(&owner) {
            deferred.push(Deferred::Notice(notice));
            return true;
        }
        match notice {
            Notice::Accepted {
                listener,
                connection,
            } => self.accepted(socket, listener, End::server(connection), env),
            Notice::Connected { connection } => {
                let end = End::client(connection);
                if let Some(session) = self.ends.get(&end) {
                    self.linked(*session, end, env);
                }
            }
            Notice::Refused { connection, error } => {
                if let Some(session) = self.ends.get(&End::client(connection)) {
                    self.connect_failed(*session, Some(error), env);
                }
            }
            Notice::Readable { end } | Notice::PeerClosed { end } | Notice::Reset { end } => {
                if let Some(session) = self.ends.get(&end) {
                    self.session_input(*session, env);
                }
            }
            Notice::Writable { end } => {
                if let Some(session) = self.ends.get(&end) {
                    self.session_output(*session, env);
                }
            }
            // Of sockets that are not ours.
            Notice::Acceptable { .. }
            | Notice::DatagramReadable { .. }
            | Notice::DatagramFailed { .. } => {}
        }
        self.settle(env);
        true
    }

    /// A timer is due.
    pub fn handle_timer(&mut self, timer: Timer, env: &mut Env) {
        let (Timer::Reconnect { session, .. }
        | Timer::Flush { session }
        | Timer::Linger { session }) = timer;
        let Some(found) = self.sessions.at(session) else {
            return;
        };
        let owner = self.owners[found.socket.index()];
        if let Some(deferred) = self.paused.get_mut(&owner) {
            return deferred.push(Deferred::Timer(timer));
        }
        match timer {
            Timer::Reconnect {
                session,
                generation,
            } => self.reconnect(session, generation, env),
            Timer::Flush { session } => self.flush(session, env),
            Timer::Linger { session } => self.linger_over(session, env),
        }
        self.settle(env);
    }

    /// A process is stopped (SIGSTOP): its I/O thread is, too.
    pub fn pause(&mut self, process: ProcessId) {
        self.paused.entry(process).or_default();
    }

    /// A stopped process goes on: its I/O thread does what it missed.
    pub fn resume(&mut self, process: ProcessId, env: &mut Env) {
        for deferred in self.paused.remove(&process).unwrap_or_default() {
            match deferred {
                Deferred::Notice(notice) => {
                    self.handle_notice(notice, env);
                }
                Deferred::Timer(timer) => self.handle_timer(timer, env),
            }
        }
    }

    /// Whose a socket is or was.
    pub fn owner(&self, socket: SocketId) -> Option<ProcessId> {
        self.owners.get(socket.index()).copied()
    }

    /// A blocked call will not be tried again.
    pub fn cancel(&mut self, caller: Caller) {
        let who = (caller.process, caller.thread);
        for number in 0..self.sockets.next() {
            if let Some(socket) = self.sockets.at_mut(number) {
                socket.waiters.retain(|w| (w.process, w.thread) != who);
            }
        }
    }

    /// The socket that a handle stands for, while it exists.
    pub fn socket_of_handle(&self, handle: Handle) -> Option<SocketId> {
        calls::socket_number(handle)
            .filter(|number| self.sockets.at(*number).is_some())
            .map(SocketId)
    }

    fn socket_of_notice(&self, notice: Notice) -> Option<SocketId> {
        let end = match notice {
            Notice::Accepted { listener, .. } => return self.listeners.get(&listener).copied(),
            Notice::Connected { connection } | Notice::Refused { connection, .. } => {
                End::client(connection)
            }
            Notice::Readable { end }
            | Notice::Writable { end }
            | Notice::PeerClosed { end }
            | Notice::Reset { end } => end,
            Notice::Acceptable { .. }
            | Notice::DatagramReadable { .. }
            | Notice::DatagramFailed { .. } => return None,
        };
        let session = self.ends.get(&end)?;
        Some(self.sessions.at(*session)?.socket)
    }

    /// A listener has a new stream.
    fn accepted(&mut self, socket: SocketId, listener: ListenerId, end: End, env: &mut Env) {
        let Some(owner) = self.sockets.at_mut(socket.0) else {
            return env.network.close(env.now, end, &mut env.out.network);
        };
        let binding = owner
            .bindings
            .iter()
            .find(|b| b.listener() == Some(listener));
        let address = binding.map_or("".into(), |binding| binding.address.clone());
        let mut session = Session::new(socket, address);
        session.listener = Some(listener);
        let number = self.sessions.insert(session);
        owner.sessions.push(number);
        self.linked(number, end, env);
    }

    /// Lets what happened in pipes be felt at their other ends.
    fn settle(&mut self, env: &mut Env) {
        while !self.pipes.effects.is_empty() {
            for effect in std::mem::take(&mut self.pipes.effects) {
                self.felt(effect, env);
            }
        }
    }

    fn felt(&mut self, effect: Effect, env: &mut Env) {
        let (Effect::Readable(plug) | Effect::Writable(plug) | Effect::Drained(plug)) = effect;
        match (self.pipes.owner(plug), effect) {
            (Some(Owner::Socket(id)), Effect::Drained(_)) => self.detach(id, plug, env),
            (Some(Owner::Socket(id)), _) => {
                let Some(socket) = self.sockets.at_mut(id.0) else {
                    return;
                };
                let readable = matches!(effect, Effect::Readable(_));
                match readable {
                    true => socket.pattern.activate_read(plug),
                    false => socket.pattern.activate_write(plug),
                }
                socket.wake(readable, !readable, &mut env.out.wakes);
            }
            (Some(Owner::Session(number)), Effect::Readable(_)) => self.plan_flush(number, env),
            (Some(Owner::Session(number)), Effect::Writable(_)) => self.session_input(number, env),
            (Some(Owner::Session(number)), Effect::Drained(_)) => self.end_if_drained(number, env),
            (Some(Owner::Nobody) | None, _) => {}
        }
    }

    /// A pipe whose other end left has been read to its end.
    fn detach(&mut self, id: SocketId, plug: Plug, env: &mut Env) {
        if let Some(socket) = self.sockets.at_mut(id.0) {
            socket.pattern.detach(plug);
            socket.plugs.retain(|other| *other != plug);
            let gone = context::Way::Inproc(plug);
            socket
                .connections
                .retain(|connection| connection.way != gone);
            if let Some(outgoing) = &mut socket.outgoing
                && outgoing.route.target == Ok(plug)
            {
                outgoing.route.target = Err(Rule::LostWithQueue);
            }
            socket.wake(true, true, &mut env.out.wakes);
        }
        self.leave(plug, Rule::LostWithQueue, env);
    }

    /// The socket at the other side of a stream, if it is one of ours.
    fn peer_of_end(&self, end: End) -> Option<SocketId> {
        let session = self.ends.get(&end.peer())?;
        Some(self.sessions.at(*session)?.socket)
    }

    /// The socket behind a pipe, if one is connected.
    fn peer_of_plug(&self, plug: Plug) -> Option<SocketId> {
        match self.pipes.owner(plug.other())? {
            Owner::Socket(socket) => Some(socket),
            Owner::Session(number) => self.peer_of_end(self.sessions.at(number)?.end()?),
            Owner::Nobody => None,
        }
    }

    fn new_message(&mut self) -> MessageId {
        self.next_message += 1;
        MessageId(self.next_message - 1)
    }

    fn dropped(&self, message: MessageId, socket: SocketId, rule: Rule, env: &mut Env) {
        env.out.fact(|| Fact::Dropped {
            message,
            socket,
            rule: rule.into(),
        });
    }
}
