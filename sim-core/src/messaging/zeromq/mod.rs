//! ZeroMQ as libzmq 4.3.5 does it, with the Python module of pyzmq 27.
//!
//! Spec: RFC 23 and 37 (ZMTP 3.1), 28 (REQREP), 29 (PUBSUB), 30 (PIPELINE), 31
//! (EXPAIR), the manual pages and the behaviour of libzmq 4.3.5.
//!
//! Supported: REQ, REP, DEALER, ROUTER, PUB, SUB, XPUB, XSUB, PUSH, PULL, PAIR,
//! STREAM; tcp, ipc, inproc; several binds and connects, unbind, disconnect;
//! high-water marks on both sides with the low mark's bursts; subscriptions
//! filtered at the publisher and once more at SUB; the options that change any
//! of this; reconnection, heartbeats, monitors; poll; proxies and devices;
//! context termination; of pyzmq also `zmq.eventloop` (no coroutines).
//!
//! Rejected, with a message: the draft types; PLAIN, CURVE and GSSAPI; udp,
//! pgm, norm, vmci.
//!
//! Differs from libzmq:
//! - No threads: a program's call and what its I/O thread does about it are
//!   separate events (`session.rs`), commands between threads take no time.
//!   What a socket learns only when its program enters the library, it learns
//!   only then here, too (`Mail`).
//! - A message moves as a whole, not frame by frame; nobody can see it partly.
//! - Options of the transport (keep-alive, type of service, BACKLOG,
//!   CONNECT_TIMEOUT) are kept and have no effect.
//! - `unbind` closes the connections that came by it at once, `disconnect` its
//!   own; libzmq when the program next uses the socket.
//! - An ipc path needs no folder that is there.
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
mod connecting;
mod context;
pub mod dissect;
mod endpoint;
mod engine;
mod errno;
mod kind;
mod lifecycle;
mod message;
mod monitor;
mod options;
mod pattern;
mod pipe;
mod proxy;
mod raw;
mod rule;
mod session;
mod spread;
mod subscriptions;
mod table;
#[cfg(test)]
mod tests;
mod transfer;
mod view;
mod vigil;

use crate::base::Map;
use std::rc::Rc;

pub use errno::Errno;
pub use kind::Kind;
pub use rule::{Full, Rule};

use super::fact::{Fact, SocketId};
use super::seam::{self, Caller, Env};
use crate::base::{ListenerId, MessageId, ProcessId};
use crate::network::{End, Notice};
use crate::python::Handle;
use context::{Context, Mail, Socket};
use pattern::{Desk, Pattern, Target};
use pipe::{Effect, Owner, Pipes, Plug};
use session::Session;
use table::Table;

pub use calls::CALLS;

/// The Python modules, as (name, path of the text).
pub const MODULES: &[(&str, &str)] = &[
    ("zmq", "messaging/zeromq/module/package.py"),
    ("zmq.constants", "messaging/zeromq/module/constants.py"),
    ("zmq.error", "messaging/zeromq/module/error.py"),
    ("zmq.sugar", "messaging/zeromq/module/sugar.py"),
    ("zmq.asyncio", "messaging/zeromq/module/refused.py"),
    ("zmq.auth", "messaging/zeromq/module/refused.py"),
    ("zmq.auth.thread", "messaging/zeromq/module/refused.py"),
    ("zmq.devices", "messaging/zeromq/module/devices.py"),
    ("zmq.utils", "messaging/zeromq/module/utils.py"),
    ("zmq.utils.jsonapi", "messaging/zeromq/module/jsonapi.py"),
    ("zmq.utils.monitor", "messaging/zeromq/module/monitor.py"),
    ("zmq.utils.strtypes", "messaging/zeromq/module/strtypes.py"),
    ("zmq.eventloop", "messaging/zeromq/module/eventloop.py"),
    ("zmq.eventloop.ioloop", "messaging/zeromq/module/ioloop.py"),
    (
        "zmq.eventloop.zmqstream",
        "messaging/zeromq/module/zmqstream.py",
    ),
    ("zmq.green", "messaging/zeromq/module/refused.py"),
];

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
    /// It is time for a PING.
    Beat {
        /// Of which session.
        session: u32,
        /// Over which stream; after another one the timer is void.
        end: End,
    },
    /// The peer should have shown itself by now.
    Deadline {
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
    ends: Map<End, u32>,
    listeners: Map<ListenerId, SocketId>,
    /// By context and name.
    inproc: Map<(u32, Rc<str>), SocketId>,
    pending: Vec<Pending>,
    paused: Map<ProcessId, Vec<Deferred>>,
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
            ends: Map::new(),
            listeners: Map::new(),
            inproc: Map::new(),
            pending: Vec::new(),
            paused: Map::new(),
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
            | Notice::DatagramLost { .. }
            | Notice::DatagramFailed { .. } => {}
        }
        self.settle(env);
        true
    }

    /// A timer is due.
    pub fn handle_timer(&mut self, timer: Timer, env: &mut Env) {
        let (Timer::Reconnect { session, .. }
        | Timer::Flush { session }
        | Timer::Linger { session }
        | Timer::Beat { session, .. }
        | Timer::Deadline { session }) = timer;
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
            Timer::Beat { session, end } => self.beat(session, end, env),
            Timer::Deadline { session } => self.look_after(session, env),
        }
        self.settle(env);
    }

    /// Takes a message out of the queue it waits in; false if it waits in none.
    pub fn discard(&mut self, message: MessageId, env: &mut Env) -> bool {
        let Some(plug) = self.pipes.take_out(message) else {
            return false;
        };
        if let Some(socket) = self.socket_near(plug) {
            self.dropped(message, socket, Rule::TakenOut, env);
        }
        self.settle(env);
        true
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
            | Notice::DatagramLost { .. }
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
        while !self.pipes.effects.is_empty() || !self.pipes.replaced.is_empty() {
            for effect in std::mem::take(&mut self.pipes.effects) {
                self.felt(effect, env);
            }
            for (plug, message) in std::mem::take(&mut self.pipes.replaced) {
                if let Some(socket) = self.socket_near(plug) {
                    self.dropped(message.id, socket, Rule::Conflated, env);
                }
            }
        }
    }

    fn felt(&mut self, effect: Effect, env: &mut Env) {
        let (Effect::Readable(plug) | Effect::Writable(plug) | Effect::Drained(plug)) = effect;
        match (self.pipes.owner(plug), effect) {
            (Some(Owner::Socket(id)), Effect::Drained(_)) => self.detach(id, plug, env),
            (Some(Owner::Socket(id)), Effect::Readable(_)) => self.became_readable(id, plug, env),
            (Some(Owner::Socket(id)), Effect::Writable(_)) => {
                if let Some(socket) = self.sockets.at_mut(id.0) {
                    socket.pattern.activate_write(plug);
                    socket.wake(false, true, &mut env.out.wakes);
                }
            }
            (Some(Owner::Session(number)), Effect::Readable(_)) => self.plan_flush(number, env),
            (Some(Owner::Session(number)), Effect::Writable(_)) => self.session_input(number, env),
            (Some(Owner::Session(number)), Effect::Drained(_)) => self.pipe_drained(number, env),
            (Some(Owner::Nobody) | None, _) => {}
        }
    }

    fn became_readable(&mut self, id: SocketId, plug: Plug, env: &mut Env) {
        let Some(socket) = self.sockets.at_mut(id.0) else {
            return;
        };
        socket.wake(true, false, &mut env.out.wakes);
        if matches!(socket.kind, Kind::Pub | Kind::XPub) {
            // A publisher reads subscriptions by itself; its program may also
            // wait for room or for nothing but these.
            socket.mail.push(Mail::Read(plug));
            return socket.wake(true, true, &mut env.out.wakes);
        }
        self.with_pattern(id, env, |pattern, desk| pattern.activate_read(plug, desk));
    }

    /// Lets a socket's pattern work. Peers that it wants to be rid of are gone
    /// afterwards.
    fn with_pattern<R>(
        &mut self,
        id: SocketId,
        env: &mut Env,
        work: impl FnOnce(&mut Pattern, &mut Desk) -> R,
    ) -> Option<R> {
        let socket = self.sockets.at_mut(id.0)?;
        let mut desk = Desk {
            socket: id,
            kind: socket.kind,
            options: &socket.options,
            pipes: &mut self.pipes,
            next_message: &mut self.next_message,
            out: env.out,
            expelled: Vec::new(),
        };
        let result = work(&mut socket.pattern, &mut desk);
        for (plug, rule) in desk.expelled {
            self.expel(id, plug, rule, env);
        }
        Some(result)
    }

    /// A thread of the program enters the library: the socket reads its mail.
    fn enter(&mut self, id: SocketId, env: &mut Env) {
        let Some(socket) = self
            .sockets
            .at_mut(id.0)
            .filter(|socket| !socket.mail.is_empty())
        else {
            return;
        };
        for mail in std::mem::take(&mut socket.mail) {
            self.open_mail(id, mail, env);
        }
        self.settle(env);
    }

    fn open_mail(&mut self, id: SocketId, mail: Mail, env: &mut Env) {
        let (Mail::Attach(plug, _)
        | Mail::Identify(plug, _)
        | Mail::Leave(plug)
        | Mail::Renew(plug)
        | Mail::Read(plug)) = mail;
        let known = |socket: &Socket| socket.plugs.contains(&plug);
        if !self.sockets.at(id.0).is_some_and(known) {
            return;
        }
        if let Mail::Leave(plug) = mail {
            return self.expel(id, plug, Rule::EndpointRemoved, env);
        }
        self.with_pattern(id, env, |pattern, desk| match mail {
            Mail::Leave(_) => {}
            Mail::Attach(plug, peer) => pattern.attach(plug, &peer, desk),
            Mail::Identify(plug, identity) => pattern.identify(plug, &identity, desk),
            Mail::Renew(plug) => pattern.renew(plug, desk),
            Mail::Read(plug) => pattern.activate_read(plug, desk),
        });
    }

    /// A socket does not want a peer: it leaves the pipe, and what came by it
    /// and was not read is lost.
    fn expel(&mut self, id: SocketId, plug: Plug, rule: Rule, env: &mut Env) {
        self.with_pattern(id, env, |pattern, desk| pattern.detach(plug, desk));
        if let Some(socket) = self.sockets.at_mut(id.0) {
            socket.plugs.retain(|other| *other != plug);
        }
        self.leave(plug, rule, env);
    }

    /// A pipe whose other end left has been read to its end.
    fn detach(&mut self, id: SocketId, plug: Plug, env: &mut Env) {
        self.with_pattern(id, env, |pattern, desk| pattern.detach(plug, desk));
        if let Some(socket) = self.sockets.at_mut(id.0) {
            socket.plugs.retain(|other| *other != plug);
            let gone = context::Way::Inproc(plug);
            socket
                .connections
                .retain(|connection| connection.way != gone);
            if let Some(outgoing) = &mut socket.outgoing
                && outgoing.route.target == Target::One(plug)
            {
                outgoing.route.target = Target::Nowhere(Rule::LostWithQueue);
            }
            socket.wake(true, true, &mut env.out.wakes);
        }
        self.leave(plug, Rule::LostWithQueue, env);
    }

    /// The socket at this end of a pipe, or else at the other.
    fn socket_near(&self, plug: Plug) -> Option<SocketId> {
        let socket_at = |plug| match self.pipes.owner(plug) {
            Some(Owner::Socket(socket)) => Some(socket),
            _ => None,
        };
        socket_at(plug).or_else(|| socket_at(plug.other()))
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
