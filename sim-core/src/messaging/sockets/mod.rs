//! Sockets as Linux has them, with the Python modules `socket`, `select`,
//! `selectors` and `socketserver` of CPython 3.11.
//!
//! Spec: POSIX.1-2017 (sockets), the manual pages socket(7), tcp(7), udp(7),
//! unix(7) and those of the calls, the Python Library Reference 3.11.
//!
//! Supported: AF_INET with SOCK_STREAM and SOCK_DGRAM; AF_UNIX with SOCK_STREAM,
//! SOCK_DGRAM and, as pairs, SOCK_SEQPACKET; blocking, non-blocking and timed
//! calls; the options of `options.rs`; select, poll and epoll (level-triggered)
//! over sockets and the standard input.
//!
//! Rejected, with a message: AF_INET6 and other families, SOCK_RAW, edge-triggered
//! epoll, ancillary data.
//!
//! Differs from Linux:
//! - A descriptor is a number of one process, never passed on; files have their own.
//! - SO_RCVBUF and SO_SNDBUF bound the payload; the kernel's own share of the
//!   memory is a fixed half of the receive buffer, and buffers do not tune themselves
//!   (getsockopt gives the first size, as for a fresh socket).
//! - SO_LINGER with a time does not make `close` wait.
//! - Ports below 1024 need no privilege.
//!
//! How the parts hang together: a `Socket` (`socket.rs`) is used by descriptors
//! and by blocked calls, and is closed when nobody uses it any more. Bytes are
//! the network's business; a `Half` remembers which messages (what one `send`
//! call wrote) a stream carries, so that the log can name them.

mod calls;
mod datagram;
mod errno;
mod local;
mod names;
mod options;
mod poll;
mod receive;
mod rule;
mod socket;
mod stream;
mod view;

use std::collections::VecDeque;
use std::rc::Rc;

pub use calls::CALLS;
pub use errno::Errno;
pub use rule::Rule;

use super::fact::{Fact, SocketId, label};
use super::seam::{Caller, Ending, Env, Outcome};
use crate::base::{HostId, ListenerId, Map, MessageId, ProcessId};
use crate::network::{Address, DatagramError, End, Notice, Side, StreamError};
use crate::python::{Data, Handle};
use socket::{Half, Kind, Socket, State, Task, Track};

/// The Python modules, as (name, path of the text).
pub const MODULES: &[(&str, &str)] = &[
    ("socket", "messaging/sockets/module/socket.py"),
    (
        "_socket_constants",
        "messaging/sockets/module/_socket_constants.py",
    ),
    ("_socket_files", "messaging/sockets/module/_socket_files.py"),
    ("select", "messaging/sockets/module/select.py"),
    ("selectors", "messaging/sockets/module/selectors.py"),
    ("socketserver", "messaging/sockets/module/socketserver.py"),
    ("http", "messaging/sockets/module/refused.py"),
    ("urllib", "messaging/sockets/module/refused.py"),
    ("ssl", "messaging/sockets/module/refused.py"),
];

/// Numbers of sockets and messages begin here: those of other systems count
/// from 0.
const FIRST_SOCKET: u32 = 0x4000_0000;
const FIRST_MESSAGE: u64 = 1 << 32;

/// Datagrams that are remembered while they travel, so that a lost one can be
/// laid to its sender.
const MOST_ALOFT: usize = 4_096;

/// One descriptor of a process.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Descriptor {
    process: ProcessId,
    fd: u32,
    socket: u32,
}

/// The sockets of all processes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sockets {
    next_message: u64,
    sockets: Vec<Option<Box<Socket>>>,
    /// By number of the socket, for ever.
    owners: Vec<ProcessId>,
    /// By the number that a handle carries; `None` once closed or detached.
    descriptors: Vec<Option<Descriptor>>,
    /// By process, then by descriptor less 3: the place in `descriptors`.
    open: Vec<Vec<Option<u32>>>,
    /// What a handle that a child has inherited stands for in the child:
    /// (child, the parent's descriptor, the child's).
    inherited: Vec<(ProcessId, u32, u32)>,
    halves: Vec<Half>,
    ends: Map<End, u32>,
    listeners: Map<ListenerId, SocketId>,
    /// By `DatagramId`.
    datagrams: Vec<Option<u32>>,
    aloft: VecDeque<(MessageId, u32)>,
    tasks: Vec<Task>,
    /// Processes whose standard input has something to read.
    inputs: Vec<ProcessId>,
    /// Paths of bound Unix domain sockets.
    paths: Vec<(HostId, Rc<str>)>,
}

impl Sockets {
    fn at(&self, number: u32) -> Option<&Socket> {
        self.sockets.get(number as usize)?.as_deref()
    }

    fn at_mut(&mut self, number: u32) -> Option<&mut Socket> {
        self.sockets.get_mut(number as usize)?.as_deref_mut()
    }

    fn all(&self) -> impl Iterator<Item = (u32, &Socket)> {
        let all = self.sockets.iter().enumerate();
        all.filter_map(|(number, socket)| Some((number as u32, socket.as_deref()?)))
    }

    /// Whether a socket has been bound to a path.
    pub fn has_path(&self, host: HostId, path: &str) -> bool {
        self.paths.iter().any(|(h, p)| *h == host && &**p == path)
    }

    /// Whose a socket is or was.
    pub fn owner(&self, socket: SocketId) -> Option<ProcessId> {
        let number = socket.0.checked_sub(FIRST_SOCKET)?;
        self.owners.get(number as usize).copied()
    }

    /// The socket that a handle stands for, while it exists.
    pub fn socket_of_handle(&self, handle: Handle) -> Option<SocketId> {
        let descriptor = calls::descriptor_of(handle)?;
        let found = self.descriptors.get(descriptor as usize)?.as_ref()?;
        Some(self.at(found.socket)?.id)
    }

    /// Something happened on the network. False if it is not about ours.
    pub fn handle_notice(&mut self, notice: Notice, env: &mut Env) -> bool {
        match notice {
            Notice::Acceptable { listener } => {
                let Some(id) = self.listeners.get(&listener).copied() else {
                    return false;
                };
                self.wake(id.0 - FIRST_SOCKET, true, false, env);
            }
            Notice::Connected { connection } => {
                return self.connected(End::client(connection), env);
            }
            Notice::Refused { connection, error } => {
                return self.refused(End::client(connection), error, env);
            }
            Notice::Readable { end } | Notice::PeerClosed { end } => {
                let Some(socket) = self.arrivals(end, env) else {
                    return false;
                };
                if let Some(number) = socket {
                    self.wake(number, true, false, env);
                }
            }
            Notice::Reset { end } => return self.reset(end, env),
            Notice::Writable { end } => {
                let Some(half) = self.half(end) else {
                    return false;
                };
                if let Some(number) = half.socket {
                    self.wake(number, false, true, env);
                }
            }
            Notice::DatagramReadable { socket } => {
                let Some(number) = self.datagrams.get(socket.index()).copied().flatten() else {
                    return false;
                };
                self.datagram_arrived(number, socket, env);
                self.wake(number, true, false, env);
            }
            Notice::DatagramLost { message, loss } => {
                let found = self.aloft.iter().position(|(other, _)| *other == message);
                let Some((_, number)) = found.and_then(|at| self.aloft.remove(at)) else {
                    return false;
                };
                self.datagram_lost(message, number, loss, env);
            }
            Notice::DatagramFailed { socket } => {
                let Some(number) = self.datagrams.get(socket.index()).copied().flatten() else {
                    return false;
                };
                let error = env.network.datagram_take_error(socket);
                if let Some(socket) = self.at_mut(number) {
                    socket.error = error.map(errno_of_datagram);
                }
                self.wake(number, true, true, env);
            }
            Notice::Accepted { .. } => return false,
        }
        true
    }

    fn wake(&mut self, number: u32, readable: bool, writable: bool, env: &mut Env) {
        if let Some(socket) = self.at_mut(number) {
            socket.wake(readable, writable, &mut env.out.wakes);
        }
    }

    /// What a terminal has to read has changed.
    pub fn input_changed(&mut self, process: ProcessId, ready: bool, env: &mut Env) {
        self.inputs.retain(|other| *other != process);
        if ready {
            self.inputs.push(process);
            let waits = |task: &&Task| task.process == process && task.input;
            let waiting = self.tasks.iter().filter(waits);
            let waiting = waiting.map(|task| (task.process, task.thread));
            env.out.wakes.extend(waiting);
        }
    }

    /// A new socket, without a descriptor yet.
    fn open_socket(
        &mut self,
        caller: Caller,
        (family, kind, proto): (i64, Kind, i64),
        state: State,
        env: &mut Env,
    ) -> u32 {
        let number = self.sockets.len() as u32;
        let socket = Socket {
            id: SocketId(FIRST_SOCKET + number),
            process: caller.process,
            host: caller.host,
            family,
            kind,
            proto,
            state,
            options: options::Options::default(),
            uses: 0,
            waiters: Vec::new(),
            error: None,
            bound: None,
            shut_read: false,
            shut_write: false,
            told: false,
            news: false,
            remote: None,
            last: None,
            nudged: false,
        };
        let (id, kind) = (socket.id, socket.name());
        self.sockets.push(Some(Box::new(socket)));
        self.owners.push(caller.process);
        env.out.fact(|| Fact::SocketOpened {
            socket: id,
            process: caller.process,
            kind,
        });
        number
    }

    /// One user of a socket fewer; the last one closes it.
    fn let_go(&mut self, number: u32, env: &mut Env) {
        let Some(socket) = self.at_mut(number) else {
            return;
        };
        socket.uses = socket.uses.saturating_sub(1);
        if socket.uses == 0 {
            self.close_socket(number, env);
        }
    }

    fn close_socket(&mut self, number: u32, env: &mut Env) {
        let Some(mut socket) = self.sockets[number as usize].take() else {
            return;
        };
        let id = socket.id;
        env.out.fact(|| Fact::SocketClosed {
            socket: id,
            pending: 0,
        });
        socket.wake(true, true, &mut env.out.wakes);
        let abort = socket.options.linger == (true, 0);
        match std::mem::replace(&mut socket.state, State::Idle) {
            State::Idle => {}
            State::Bound(listener, _) | State::Listening(listener, _) => {
                self.listeners.remove(&listener);
                env.network
                    .close_listener(env.now, listener, &mut env.out.network);
            }
            State::Connecting(end) | State::Connected(end) => self.close_end(id, end, abort, env),
            State::Datagram(datagram) => {
                self.datagrams[datagram.index()] = None;
                for message in env.network.datagram_close(datagram) {
                    dropped(message, id, Rule::ClosedUnread, env);
                }
            }
            State::Local(local) => self.close_local(id, &local, env),
        }
        if let Some(bound) = socket.bound {
            env.network
                .close_listener(env.now, bound, &mut env.out.network);
        }
    }

    fn close_end(&mut self, id: SocketId, end: End, abort: bool, env: &mut Env) {
        for message in env.network.take_unread(end.peer()) {
            if self.forget_track(end.peer(), message) {
                dropped(message, id, Rule::ClosedUnread, env);
            }
        }
        match abort {
            true => env.network.abort(env.now, end, &mut env.out.network),
            false => env.network.close(env.now, end, &mut env.out.network),
        }
        if let Some(half) = self.half_mut(end) {
            half.socket = None;
        }
    }

    /// True if the message had arrived or was on its way.
    fn forget_track(&mut self, end: End, message: MessageId) -> bool {
        let Some(half) = self.half_mut(end) else {
            return false;
        };
        let before = half.tracks.len();
        half.tracks.retain(|track| track.message != message);
        half.tracks.len() < before
    }

    fn close_local(&mut self, id: SocketId, local: &local::Local, env: &mut Env) {
        for parcel in &local.inbox {
            dropped(parcel.message, id, Rule::ClosedUnread, env);
        }
        let broken = !local.inbox.is_empty();
        let Some(peer) = local.peer.and_then(|peer| self.at_mut(peer)) else {
            return;
        };
        if let State::Local(local) = &mut peer.state {
            local.ended = true;
            local.broken |= broken;
        }
        peer.wake(true, true, &mut env.out.wakes);
    }

    /// A process ends: the host closes its descriptors.
    pub fn process_ended(&mut self, process: ProcessId, how: Ending, env: &mut Env) -> Outcome {
        let _ = how;
        let tasks = self.tasks.iter().filter(|task| task.process == process);
        for who in tasks.map(|task| task.thread).collect::<Vec<_>>() {
            self.drop_task(process, who, env);
        }
        let open = match self.open.get_mut(process.index()) {
            Some(open) => std::mem::take(open),
            None => Vec::new(),
        };
        self.inherited.retain(|(child, _, _)| *child != process);
        for number in open.into_iter().flatten() {
            if let Some(descriptor) = self.descriptors[number as usize].take() {
                self.let_go(descriptor.socket, env);
            }
        }
        Outcome::Done(Ok(Data::None))
    }

    /// A blocked call will not be tried again.
    pub fn cancel(&mut self, caller: Caller, env: &mut Env) {
        self.drop_task(caller.process, caller.thread, env);
    }

    fn half(&self, end: End) -> Option<&Half> {
        self.halves.get(*self.ends.get(&end)? as usize)
    }

    fn half_mut(&mut self, end: End) -> Option<&mut Half> {
        self.halves.get_mut(*self.ends.get(&end)? as usize)
    }

    /// Both halves of a stream, made when it is first heard of.
    fn make_halves(&mut self, end: End) {
        for end in [end, end.peer()] {
            if !self.ends.contains_key(&end) {
                self.ends.insert(end, self.halves.len() as u32);
                self.halves.push(Half::new(end));
            }
        }
    }

    /// The socket behind an end: of an end that waits to be accepted, the one
    /// that listens.
    fn socket_behind(&self, end: End) -> Option<&Socket> {
        self.at(self.half(end)?.socket?)
    }

    /// Bytes may have reached `end`: says which messages are whole there. `None`
    /// if the stream is not ours, else the socket that may read.
    fn arrivals(&mut self, end: End, env: &mut Env) -> Option<Option<u32>> {
        let here = self.half(end)?;
        let (number, taken) = (here.socket, here.taken);
        let status = env.network.status(end).unwrap_or_default();
        let size = self.receive_size(number);
        let receiver = number.and_then(|number| Some(self.at(number)?.id));
        let peer = self.half_mut(end.peer())?;
        let there = taken + status.readable as u64;
        let coming = peer.tracks.iter_mut().filter(|track| !track.arrived);
        for track in coming.take_while(|track| track.end <= there) {
            track.arrived = true;
            if let Some(socket) = receiver {
                let message = track.message;
                env.out.fact(|| Fact::Arrived {
                    message,
                    queue: view::queue_in(socket),
                    socket,
                    fill: status.readable as u32,
                    mark: Some(size),
                });
            }
        }
        Some(number)
    }

    fn receive_size(&self, number: Option<u32>) -> u32 {
        let socket = number.and_then(|number| self.at(number));
        let set = socket.and_then(|socket| socket.options.receive);
        set.map_or(131_072, |size| (size / 2) as u32)
    }

    /// The stream is broken, as this end knows now.
    fn reset(&mut self, end: End, env: &mut Env) -> bool {
        if self.arrivals(end, env).is_none() {
            return false;
        }
        let socket = self
            .socket_behind(end)
            .map(|socket| (socket.id, socket.process));
        // What this end has written nobody will read.
        for message in env.network.take_unread(end) {
            if self.forget_track(end, message)
                && let Some((id, _)) = socket
            {
                dropped(message, id, Rule::Reset, env);
            }
        }
        if let Some(half) = self.half(end)
            && half.accepted
            && let Some(number) = half.socket
        {
            self.wake(number, true, true, env);
        }
        true
    }

    fn new_message(&mut self) -> MessageId {
        self.next_message += 1;
        MessageId(FIRST_MESSAGE + self.next_message - 1)
    }

    /// Remembers that a stream carries a message, up to where it is written.
    fn track(&mut self, end: End, message: MessageId, bytes: usize, of: &[u8]) {
        let kind = message_kind(end.side);
        let Some(half) = self.half_mut(end) else {
            return;
        };
        half.written += bytes as u64;
        let written = half.written;
        match half.tracks.back_mut() {
            Some(last) if last.message == message => last.end = written,
            _ => half.tracks.push_back(Track {
                message,
                end: written,
                label: label([of].into_iter()),
                kind,
                arrived: false,
            }),
        }
    }
}

/// Who connected asks, who was connected to answers.
fn message_kind(side: Side) -> super::fact::MessageKind {
    match side {
        Side::Client => super::fact::MessageKind::Message,
        Side::Server => super::fact::MessageKind::Reply,
    }
}

fn dropped(message: MessageId, socket: SocketId, rule: Rule, env: &mut Env) {
    env.out.fact(|| Fact::Dropped {
        message,
        socket,
        rule: rule.into(),
    });
}

fn errno_of_datagram(error: DatagramError) -> Errno {
    match error {
        DatagramError::Refused => Errno::ECONNREFUSED,
        DatagramError::Unreachable => Errno::EHOSTUNREACH,
        DatagramError::NetUnreachable => Errno::ENETUNREACH,
        DatagramError::TooLong => Errno::EMSGSIZE,
        DatagramError::NoDestination => Errno::EDESTADDRREQ,
        DatagramError::NoBroadcast => Errno::EACCES,
        DatagramError::NoPort => Errno::EAGAIN,
        DatagramError::NoSocket => Errno::EBADF,
    }
}

fn errno_of_stream(error: StreamError) -> Errno {
    match error {
        StreamError::Reset => Errno::ECONNRESET,
        StreamError::TimedOut => Errno::ETIMEDOUT,
        StreamError::Unreachable => Errno::EHOSTUNREACH,
    }
}

/// An address as Python writes it in the log: `127.0.0.1:5000` or a path.
fn shown(address: &Address) -> Rc<str> {
    address.to_string().into()
}
