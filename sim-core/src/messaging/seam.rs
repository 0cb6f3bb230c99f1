//! What `system` and a messaging system say to each other: who calls, what a
//! call comes to, why it waits, and what is left to do afterwards.

use std::rc::Rc;

use serde::Serialize;

use super::SocketOption;
use super::fact::{Fact, MessageKind, QueueId, Rule, SocketId};
use super::zeromq;
use crate::base::{HostId, MessageId, ProcessId, ThreadId, Time};
use crate::network::{self, Network};
use crate::python::{Data, Raise};

/// Who makes a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The process.
    pub process: ProcessId,
    /// Its thread.
    pub thread: ThreadId,
    /// Where it runs.
    pub host: HostId,
}

/// Which try of a call this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// When the call was made first.
    pub since: Time,
    /// True if the time that the wait named has come.
    pub expired: bool,
}

impl Attempt {
    /// The first try of a call.
    pub fn first(now: Time) -> Attempt {
        Attempt {
            since: now,
            expired: false,
        }
    }
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The call returns, or raises.
    Done(Result<Data, Raise>),
    /// The call waits; it is tried again when its thread is woken or the time has come.
    Wait(Wait),
}

/// A call that cannot go on yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// When it gives up waiting; `None` is never.
    pub until: Option<Time>,
    /// What it waits for.
    pub reason: Reason,
}

/// What a blocked call waits for, and because of which rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "waits", rename_all = "kebab-case")]
pub enum Reason {
    /// A message must come.
    Receive {
        /// On which socket.
        socket: SocketId,
        /// Why there is none to take.
        rule: Rule,
        /// Who could send one.
        peers: Vec<Peer>,
    },
    /// A queue must get room, or a peer must appear.
    Send {
        /// On which socket.
        socket: SocketId,
        /// Why it cannot go.
        rule: Rule,
        /// Who could take one.
        peers: Vec<Peer>,
    },
    /// One of several sockets must become ready.
    Poll {
        /// What each is asked for.
        sockets: Vec<Polled>,
        /// Who could make them ready.
        peers: Vec<Peer>,
    },
    /// A connection must be made to a listening socket.
    Accept {
        /// Which.
        socket: SocketId,
        /// Why there is none to accept.
        rule: Rule,
    },
    /// The handshake of a connection must be over.
    Connect {
        /// Whose.
        socket: SocketId,
        /// Where to.
        address: Rc<str>,
        /// Why it takes time.
        rule: Rule,
        /// Who is asked.
        peers: Vec<Peer>,
    },
    /// One of several descriptors must become ready.
    Select {
        /// The call, as the program's library names it.
        call: &'static str,
        /// The sockets among them, and what each is asked for.
        sockets: Vec<Polled>,
        /// True if typed input is waited for, too.
        input: bool,
        /// Who could make them ready.
        peers: Vec<Peer>,
    },
    /// A context ends, or the interpreter does: sockets must be closed and
    /// their messages sent.
    Finish {
        /// Sockets that the program still has to close.
        open: Vec<SocketId>,
        /// Closed sockets that still have messages to send.
        lingering: Vec<SocketId>,
        /// How many messages those are.
        messages: u32,
        /// The rule of lingering.
        rule: Rule,
        /// Who the messages are for.
        peers: Vec<Peer>,
    },
}

impl Reason {
    /// Whom this call waits for: the arrows of the wait-for graph.
    pub fn peers(&self) -> &[Peer] {
        match self {
            Reason::Receive { peers, .. }
            | Reason::Send { peers, .. }
            | Reason::Poll { peers, .. }
            | Reason::Connect { peers, .. }
            | Reason::Select { peers, .. }
            | Reason::Finish { peers, .. } => peers,
            Reason::Accept { .. } => &[],
        }
    }
}

/// One socket of a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Polled {
    /// Which.
    pub socket: SocketId,
    /// Whether it is to be readable.
    pub readable: bool,
    /// Whether it is to be writable.
    pub writable: bool,
}

/// Somebody at the other end of a socket.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Peer {
    /// The address it was or is to be reached by.
    pub address: Rc<str>,
    /// Its socket, once the connection stands.
    pub socket: Option<SocketId>,
    /// Its process, once the connection stands.
    pub process: Option<ProcessId>,
    /// How far the connection is.
    pub phase: Phase,
}

impl Peer {
    /// True if messages can go to it and come from it.
    pub fn is_ready(&self) -> bool {
        self.phase == Phase::Ready
    }
}

/// How far a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// No attempt is under way: there is no host of this name, or no way to it.
    NoHost,
    /// No attempt is under way: the last one was not answered or refused.
    Unanswered,
    /// It is gone; another attempt may come later.
    Gone,
    /// An attempt is under way.
    Connecting,
    /// The connection stands, but the two have not greeted each other.
    Greeting,
    /// Messages can flow.
    Ready,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The interpreter finishes: sockets are closed with their linger period,
    /// contexts are terminated.
    Exited,
    /// SIGKILL: the host closes its connections; nothing else is sent.
    Killed,
}

/// Something a messaging system asked to be reminded of.
#[derive(Clone, Debug, PartialEq)]
pub enum Timer {
    /// ZeroMQ's.
    Zeromq(zeromq::Timer),
}

/// What is left to do after a call, a notice or a timer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outbox {
    /// Reminders to be given back by `handle_timer` when they are due.
    pub timers: Vec<(Time, Timer)>,
    /// Threads whose blocked call is to be tried again now.
    pub wakes: Vec<(ProcessId, ThreadId)>,
    /// What happened.
    pub facts: Vec<Fact>,
    /// What the network asked for and has to say.
    pub network: network::Outbox,
    /// True if nobody wants facts: none are made.
    pub mute: bool,
}

impl Outbox {
    /// Reports a fact, if facts are wanted.
    pub fn fact(&mut self, make: impl FnOnce() -> Fact) {
        if !self.mute {
            self.facts.push(make());
        }
    }
}

/// The world around a call.
pub struct Env<'a> {
    /// The time.
    pub now: Time,
    /// The network of all hosts.
    pub network: &'a mut Network,
    /// Where the consequences go.
    pub out: &'a mut Outbox,
}

/// One socket in screen words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SocketView {
    /// Which.
    pub id: SocketId,
    /// Whose.
    pub process: ProcessId,
    /// Its type: `REQ`.
    pub kind: &'static str,
    /// Addresses it listens on.
    pub bound: Vec<Rc<str>>,
    /// Addresses it connects to.
    pub connected: Vec<Rc<str>>,
    /// One line: `REQ socket, connected to tcp://server:5555, must receive next`.
    pub summary: String,
    /// True if the program closed it and messages are still to be sent.
    pub lingering: bool,
    /// Its queues, in order of creation.
    pub queues: Vec<QueueView>,
    /// What it knows of its peers: subscriptions, names.
    pub tables: Vec<TableView>,
    /// Options that somebody who watches may change, with their values.
    pub options: Vec<(SocketOption, i64)>,
}

/// Something that a socket keeps about its peers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableView {
    /// What it is: `subscriptions`.
    pub title: &'static str,
    /// Its rows: what, and whom it is about.
    pub rows: Vec<(String, Vec<Peer>)>,
}

/// One message of a queue in screen words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QueuedView {
    /// Which.
    pub message: MessageId,
    /// How it begins.
    pub label: Rc<str>,
    /// What it is for.
    pub kind: MessageKind,
    /// How each of its frames begins; empty if it has only one.
    pub frames: Vec<Rc<str>>,
}

/// What is counted in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Messages.
    Messages,
    /// Bytes of a stream.
    Bytes,
    /// Datagrams.
    Datagrams,
    /// Connections that wait to be accepted.
    Connections,
}

/// One queue in screen words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QueueView {
    /// Which.
    pub id: QueueId,
    /// Whose.
    pub socket: SocketId,
    /// Who is at the other end.
    pub peer: Peer,
    /// True if messages leave the process through it.
    pub outgoing: bool,
    /// What is counted.
    pub unit: Unit,
    /// How many are in it.
    pub fill: u32,
    /// How many of them have left, and are kept until they are acknowledged.
    pub kept: u32,
    /// What one of them is called if none is a program's message:
    /// `subscription`; empty otherwise.
    pub noun: &'static str,
    /// High-water mark; `None` is no bound.
    pub mark: Option<u32>,
    /// The first few messages, next to leave first.
    pub head: Vec<QueuedView>,
    /// True if it is this queue's turn: to get the next message, or to be read.
    pub next: bool,
    /// Messages that did not get in because it was full.
    pub dropped: u32,
}

/// Two sockets that talk, or one that tries to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkView {
    /// The connecting socket.
    pub from: SocketId,
    /// The socket it is connected to, once it stands.
    pub to: Option<SocketId>,
    /// The address.
    pub address: Rc<str>,
    /// Where the address leads, if a host of that name exists.
    pub host: Option<HostId>,
    /// True if messages can flow.
    pub established: bool,
    /// When the next attempt is made, if one is planned.
    pub retry_at: Option<Time>,
    /// The stream that carries it, if there is one.
    pub connection: Option<crate::base::ConnectionId>,
}
