//! Stream sockets: bind, listen, accept, connect, send, shutdown, names.

use super::calls::{Call, Called, data_of};
use super::errno::Errno;
use super::rule::Rule;
use super::socket::{AF_UNIX, Halt, Kind, Patience, Socket, State, Waiter};
use super::{Sockets, errno_of_stream, message_kind, shown, view};
use crate::base::HostId;
use crate::messaging::fact::{Fact, SocketId, label};
use crate::messaging::seam::{Caller, Env, Peer, Phase, Reason};
use crate::network::{Address, ConnectError, End, ListenError, Tag};
use crate::python::Data;

const CLOSED: Halt = Halt::Errno(Errno::EBADF, Rule::Closed);
const STATE: Halt = Halt::Errno(Errno::EINVAL, Rule::WrongState);

impl Sockets {
    pub(super) fn bind(&mut self, number: u32, address: Address, env: &mut Env) -> Called {
        let socket = self.at(number).ok_or(CLOSED)?;
        let (host, reuse) = (socket.host, socket.options.reuse);
        let listened = match (&socket.state, &address) {
            (State::Local(_), Address::Path(path)) => {
                if self.has_path(host, path) {
                    return Err(refusal(ListenError::InUse));
                }
                let path = path.clone();
                self.paths.push((host, path.clone()));
                if let Some(Socket {
                    state: State::Local(local),
                    ..
                }) = self.at_mut(number)
                {
                    local.path = Some(path);
                }
                return Ok(Data::None);
            }
            (State::Datagram(datagram), Address::Port(ip, port)) => {
                let bound = env.network.datagram_bind(*datagram, (*ip, *port), reuse);
                let (ip, port) = bound.map_err(refusal)?;
                self.say_bound(number, &Address::Port(ip, port), env);
                return Ok(Data::None);
            }
            (State::Idle, _) => {
                env.network
                    .bind(env.now, host, &address, reuse, &mut env.out.network)
            }
            _ => return Err(STATE),
        };
        let (listener, address) = listened.map_err(refusal)?;
        if let Address::Path(path) = &address {
            self.paths.push((host, path.clone()));
        }
        self.say_bound(number, &address, env);
        if let Some(socket) = self.at_mut(number) {
            socket.state = State::Bound(listener, address);
        }
        self.apply_options(number, env);
        Ok(Data::None)
    }

    fn say_bound(&self, number: u32, address: &Address, env: &mut Env) {
        if let Some(socket) = self.at(number) {
            env.out.fact(|| Fact::Bound {
                socket: socket.id,
                address: shown(address),
            });
        }
    }

    pub(super) fn listen(&mut self, number: u32, backlog: i64, env: &mut Env) -> Called {
        let socket = self.at(number).ok_or(CLOSED)?;
        match socket.state {
            State::Datagram(_) => return Err(Halt::Errno(Errno::EOPNOTSUPP, Rule::WrongState)),
            State::Idle if socket.family != AF_UNIX => {
                let any = Address::Port(core::net::Ipv4Addr::UNSPECIFIED, 0);
                self.bind(number, any, env)?;
            }
            _ => {}
        }
        let socket = self.at_mut(number).ok_or(CLOSED)?;
        let (State::Bound(listener, address) | State::Listening(listener, address)) =
            socket.state.clone()
        else {
            return Err(STATE);
        };
        let backlog = u32::try_from(backlog.max(0)).unwrap_or(u32::MAX);
        let listened = env
            .network
            .start_listening(listener, backlog, &mut env.out.network);
        listened.map_err(refusal)?;
        let id = socket.id;
        socket.options.backlog = backlog;
        socket.state = State::Listening(listener, address);
        self.listeners.insert(listener, id);
        Ok(Data::None)
    }

    /// `accept`: (handle and descriptor of the new socket, who connected).
    pub(super) fn accept(
        &mut self,
        caller: Caller,
        number: u32,
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let socket = self.at(number).ok_or(CLOSED)?;
        if matches!(socket.state, State::Datagram(_) | State::Local(_)) {
            return Err(Halt::Errno(Errno::EOPNOTSUPP, Rule::WrongState));
        }
        let State::Listening(listener, _) = socket.state else {
            return Err(STATE);
        };
        if socket.shut_read {
            return Err(STATE);
        }
        let Some(connection) = env.network.accept(listener) else {
            let reason = Reason::Accept {
                socket: socket.id,
                rule: Rule::NobodyConnected {
                    backlog: socket.options.backlog,
                }
                .into(),
            };
            return Err(self.pause(caller, number, (true, false), patience, reason));
        };
        let kind = (socket.family, socket.kind, socket.proto);
        let (id, options) = (socket.id, socket.options.clone());
        let end = End::server(connection);
        self.make_halves(end);
        let new = self.open_socket(caller, kind, State::Connected(end), env);
        let remote = env.network.address_of(end.peer());
        if let Some(half) = self.half_mut(end) {
            half.socket = Some(new);
            half.accepted = true;
        }
        let peer = self.socket_behind(end.peer()).map(|socket| socket.id);
        let Some(made) = self.at_mut(new) else {
            return Err(CLOSED);
        };
        made.options = options;
        made.remote = remote.clone();
        let (made, from) = (made.id, remote.as_ref().map_or("".into(), shown));
        env.out.fact(|| Fact::Accepted {
            socket: id,
            new: made,
            peer,
            address: from,
        });
        let opened = self.open_descriptor(caller.process, new)?;
        self.arrivals(end, env);
        Ok(Data::Tuple(vec![opened, data_of(remote.as_ref(), kind.0)]))
    }

    pub(super) fn connect(
        &mut self,
        call: &mut Call,
        number: u32,
        address: Address,
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let begun = call.task.socket.is_some();
        let socket = self.at_mut(number).ok_or(CLOSED)?;
        if let Some(error) = socket.error.take() {
            return Err(Halt::Errno(error, rule_of(error)));
        }
        match socket.state {
            State::Datagram(datagram) => {
                let Address::Port(ip, port) = address else {
                    return Err(STATE);
                };
                let to = (!ip.is_unspecified() || port != 0).then_some((ip, port));
                let done = env.network.datagram_connect(datagram, to);
                done.map_err(super::datagram::refusal)?;
                socket.remote = to.map(|(ip, port)| Address::Port(ip, port));
                Ok(Data::None)
            }
            State::Local(_) => self.connect_local(number, &address),
            State::Connected(_) if socket.news => {
                socket.news = false;
                Ok(Data::None)
            }
            State::Connected(_) => Err(Halt::Errno(Errno::EISCONN, Rule::AlreadyConnected)),
            State::Listening(..) => Err(Halt::Errno(Errno::EISCONN, Rule::AlreadyConnected)),
            State::Connecting(_) if !begun && patience.is_none() => {
                Err(Halt::Errno(Errno::EALREADY, Rule::InProgress))
            }
            State::Connecting(_) => Err(self.wait_for_handshake(call.caller, number, patience)),
            State::Idle | State::Bound(..) => {
                self.begin_connect(number, &address, env);
                Err(self.wait_for_handshake(call.caller, number, patience))
            }
        }
    }

    fn connect_local(&mut self, number: u32, address: &Address) -> Called {
        let Address::Path(path) = address else {
            return Err(STATE);
        };
        let target = self.local_target(number, Some(path))?;
        if let Some(Socket {
            state: State::Local(local),
            ..
        }) = self.at_mut(number)
        {
            local.peer = Some(target);
        }
        Ok(Data::None)
    }

    fn begin_connect(&mut self, number: u32, address: &Address, env: &mut Env) {
        let Some(socket) = self.at_mut(number) else {
            return;
        };
        if let State::Bound(listener, _) = socket.state {
            socket.bound = Some(listener);
        }
        let options = socket.options.of_stream();
        let connection = env.network.connect_with(
            env.now,
            socket.host,
            socket.bound,
            &options,
            address,
            &mut env.out.network,
        );
        let end = End::client(connection);
        socket.state = State::Connecting(end);
        socket.remote = Some(address.clone());
        socket.told = false;
        let id = socket.id;
        env.out.fact(|| Fact::Connecting {
            socket: id,
            address: shown(address),
            attempt: 0,
        });
        self.make_halves(end);
        if let Some(half) = self.half_mut(end) {
            half.socket = Some(number);
            half.accepted = true;
        }
    }

    fn wait_for_handshake(&mut self, caller: Caller, number: u32, patience: Patience) -> Halt {
        if patience.is_none() {
            return Halt::Errno(Errno::EINPROGRESS, Rule::InProgress);
        }
        let Some(socket) = self.at(number) else {
            return CLOSED;
        };
        let address = socket.remote.as_ref().map_or("".into(), shown);
        let reason = Reason::Connect {
            socket: socket.id,
            address: address.clone(),
            rule: Rule::Handshake.into(),
            peers: vec![Peer {
                address,
                socket: None,
                process: None,
                phase: Phase::Connecting,
            }],
        };
        self.pause(caller, number, (false, true), patience, reason)
    }

    /// A connect has succeeded.
    pub(super) fn connected(&mut self, end: End, env: &mut Env) -> bool {
        let Some(number) = self.half(end).and_then(|half| half.socket) else {
            return false;
        };
        let listening = self.listening_for(end, env);
        if let Some(half) = self.half_mut(end.peer())
            && half.socket.is_none()
        {
            half.socket = listening;
        }
        let peer = self.socket_behind(end.peer()).map(|socket| socket.id);
        let Some(socket) = self.at_mut(number) else {
            return true;
        };
        socket.state = State::Connected(end);
        socket.news = true;
        let (id, address) = (socket.id, socket.remote.as_ref().map_or("".into(), shown));
        env.out.fact(|| Fact::PeerReady {
            socket: id,
            peer,
            address,
        });
        self.wake(number, false, true, env);
        true
    }

    /// The socket that a new stream waits at to be accepted.
    fn listening_for(&self, end: End, env: &Env) -> Option<u32> {
        let (_, host, address) = env.network.endpoints(end.connection)?;
        let (number, _) = self
            .all()
            .find(|(_, socket)| listens(socket, host, &address))?;
        Some(number)
    }

    /// A connect has failed.
    pub(super) fn refused(&mut self, end: End, error: ConnectError, env: &mut Env) -> bool {
        let Some(number) = self.half(end).and_then(|half| half.socket) else {
            return false;
        };
        if let Some(half) = self.half_mut(end) {
            half.socket = None;
        }
        let errno = match error {
            ConnectError::Refused => Errno::ECONNREFUSED,
            ConnectError::Unreachable => Errno::EHOSTUNREACH,
            ConnectError::NoSuchPath => Errno::ENOENT,
            ConnectError::NetUnreachable => Errno::ENETUNREACH,
            ConnectError::TimedOut => Errno::ETIMEDOUT,
            ConnectError::NoPort => Errno::EADDRNOTAVAIL,
        };
        let blocked = self.tasks.iter().any(|task| task.socket == Some(number));
        let Some(socket) = self.at_mut(number) else {
            return true;
        };
        socket.state = State::Idle;
        socket.error = Some(errno);
        let (id, address) = (socket.id, socket.remote.as_ref().map_or("".into(), shown));
        if !blocked {
            env.out.fact(|| Fact::ConnectFailed {
                socket: id,
                address,
                retry_in: None,
                rule: rule_of(errno).into(),
            });
        }
        self.wake(number, true, true, env);
        true
    }

    pub(super) fn send_stream(
        &mut self,
        call: &mut Call,
        number: u32,
        bytes: &[u8],
        all: bool,
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let end = match self.writable_end(number, env) {
            Ok(end) => end,
            // What was sent before the error came counts.
            Err(Halt::Errno(..)) if call.task.done > 0 && !all => {
                return Ok(Data::Int(call.task.done as i64));
            }
            Err(halt) => return Err(halt),
        };
        let whole = all || patience.span.is_none();
        call.task.done += self.write_some(call, number, end, bytes, whole, env);
        let done = call.task.done;
        if done == bytes.len() || (done > 0 && !whole) {
            if done < bytes.len() {
                self.say_short(number, done, env);
            }
            return Ok(Data::Int(done as i64));
        }
        let reason = self.full_reason(number, end, env);
        Err(self.pause(call.caller, number, (false, true), patience, reason))
    }

    /// The end that may be written to, or the error that a write gives.
    fn writable_end(&mut self, number: u32, env: &Env) -> Result<End, Halt> {
        let pipe = Halt::Errno(Errno::EPIPE, Rule::CannotWrite);
        let socket = self.at_mut(number).ok_or(CLOSED)?;
        if let Some(error) = socket.error.take() {
            return Err(Halt::Errno(error, rule_of(error)));
        }
        let end = match socket.state {
            State::Connected(end) => end,
            State::Connecting(end) => return Ok(end),
            _ => return Err(pipe),
        };
        let Some(status) = env.network.status(end) else {
            return Err(pipe);
        };
        match status.broken {
            Some(_) if socket.told || status.peer_finished => {
                socket.told = true;
                Err(pipe)
            }
            Some(error) => {
                socket.told = true;
                let errno = errno_of_stream(error);
                Err(Halt::Errno(errno, rule_of(errno)))
            }
            None if status.finished || socket.shut_write => Err(pipe),
            None => Ok(end),
        }
    }

    /// Writes what there is room for, and says what it is.
    fn write_some(
        &mut self,
        call: &mut Call,
        number: u32,
        end: End,
        bytes: &[u8],
        whole: bool,
        env: &mut Env,
    ) -> usize {
        let rest = &bytes[call.task.done..];
        let room = env.network.status(end).map_or(0, |status| status.room);
        let some = rest.len().min(room);
        let message = call.task.message.unwrap_or_else(|| self.new_message());
        let tag = Tag {
            message,
            bytes: if whole { rest.len() } else { some } as u32,
        };
        // What cannot be taken is offered, too: then the network tells of room.
        let tags: &[Tag] = if some > 0 { &[tag] } else { &[] };
        let now = env.now;
        let mut taken = env
            .network
            .write(now, end, &rest[..some], tags, &mut env.out.network);
        if taken == some && some < rest.len() {
            let more: &[Tag] = match (whole, some) {
                (true, 0) => &[tag],
                (true, _) => &[Tag {
                    bytes: (rest.len() - some) as u32,
                    ..tag
                }],
                _ => &[],
            };
            taken += env
                .network
                .write(now, end, &rest[some..], more, &mut env.out.network);
        }
        if taken == 0 {
            return 0;
        }
        if call.task.message.is_none() {
            call.task.message = Some(message);
            let length = if whole { rest.len() } else { taken };
            self.say_sent(number, end, tag, &rest[..length], env);
        }
        self.track(end, message, taken, bytes);
        taken
    }

    fn say_sent(&self, number: u32, end: End, tag: Tag, bytes: &[u8], env: &mut Env) {
        let Some(socket) = self.at(number) else {
            return;
        };
        let (id, peer) = (socket.id, self.socket_behind(end.peer()));
        env.out.fact(|| Fact::Sent {
            message: tag.message,
            socket: id,
            label: label([bytes].into_iter()),
            bytes: bytes.len() as u64,
            parts: 1,
            kind: message_kind(end.side),
        });
        env.out.fact(|| Fact::Departed {
            message: tag.message,
            queue: view::queue_out(id),
            socket: id,
            peer: peer.map(|peer| peer.id),
        });
    }

    fn say_short(&self, number: u32, done: usize, env: &mut Env) {
        if let Some(socket) = self.at(number) {
            let size = view::send_size(socket);
            env.out.fact(|| Fact::Part {
                socket: socket.id,
                call: "send",
                bytes: done as u64,
                rule: Rule::ShortSend { size }.into(),
            });
        }
    }

    fn full_reason(&self, number: u32, end: End, env: &Env) -> Reason {
        let status = env.network.status(end).unwrap_or_default();
        let socket = self.at(number);
        Reason::Send {
            socket: socket.map_or(SocketId::default(), |socket| socket.id),
            rule: Rule::SendBufferFull {
                held: status.unsent as u64,
                size: socket.map_or(0, view::send_size),
            }
            .into(),
            peers: self.peers(number),
        }
    }

    pub(super) fn shut_down(&mut self, number: u32, how: i64, env: &mut Env) -> Called {
        let (read, write) = match how {
            0 => (true, false),
            1 => (false, true),
            2 => (true, true),
            _ => return Err(STATE),
        };
        let socket = self.at_mut(number).ok_or(CLOSED)?;
        let connected = match &socket.state {
            State::Connected(_) | State::Listening(..) => true,
            State::Datagram(_) => socket.remote.is_some(),
            State::Local(local) => local.peer.is_some(),
            _ => false,
        };
        if !connected {
            return Err(Halt::Errno(Errno::ENOTCONN, Rule::NotConnected));
        }
        socket.shut_read |= read;
        socket.shut_write |= write;
        let end = socket.end();
        let pair = match &socket.state {
            State::Local(local) => local.peer,
            _ => None,
        };
        if write && let Some(end) = end {
            env.network.finish(env.now, end, &mut env.out.network);
        }
        if write
            && let Some(Socket {
                state: State::Local(local),
                ..
            }) = pair.and_then(|peer| self.at_mut(peer))
        {
            local.ended = true;
        }
        for number in pair.into_iter().chain([number]) {
            self.wake(number, true, true, env);
        }
        Ok(Data::None)
    }

    /// `getsockname` and `getpeername`.
    pub(super) fn name_of(&mut self, number: u32, peer: bool, env: &Env) -> Called {
        let socket = self.at(number).ok_or(CLOSED)?;
        let absent = Halt::Errno(Errno::ENOTCONN, Rule::NotConnected);
        let address = match &socket.state {
            State::Connected(end) if peer => match env.network.address_of(end.peer()) {
                _ if socket.told => return Err(absent),
                None if socket.family != AF_UNIX => socket.remote.clone(),
                found => found,
            },
            State::Datagram(datagram) if peer => match env.network.datagram_remote(*datagram) {
                Some((ip, port)) => Some(Address::Port(ip, port)),
                None => return Err(absent),
            },
            State::Local(local) if peer => match local.peer.and_then(|peer| self.at(peer)) {
                Some(Socket {
                    state: State::Local(local),
                    ..
                }) => local.path.clone().map(Address::Path),
                _ => return Err(absent),
            },
            _ if peer => return Err(absent),
            State::Bound(_, address) | State::Listening(_, address) => Some(address.clone()),
            State::Connecting(end) | State::Connected(end) => env.network.address_of(*end),
            State::Datagram(datagram) => env
                .network
                .datagram_local(*datagram)
                .map(|(ip, port)| Address::Port(ip, port)),
            State::Local(local) => local.path.clone().map(Address::Path),
            State::Idle => None,
        };
        Ok(data_of(address.as_ref(), socket.family))
    }

    /// The call waits, if it may: its thread is woken when the socket is ready.
    pub(super) fn pause(
        &mut self,
        caller: Caller,
        number: u32,
        (readable, writable): (bool, bool),
        patience: Patience,
        reason: Reason,
    ) -> Halt {
        let halt = patience.wait(reason);
        if let (Halt::Wait(_), Some(socket)) = (&halt, self.at_mut(number)) {
            socket.add_waiter(Waiter {
                process: caller.process,
                thread: caller.thread,
                readable,
                writable,
            });
        }
        halt
    }

    /// Who is at the other end.
    pub(super) fn peers(&self, number: u32) -> Vec<Peer> {
        let Some(socket) = self.at(number) else {
            return Vec::new();
        };
        let other = match &socket.state {
            State::Connected(end) => self.socket_behind(end.peer()),
            State::Local(local) => local.peer.and_then(|peer| self.at(peer)),
            _ => None,
        };
        let address = socket.remote.as_ref().map(shown);
        if other.is_none() && address.is_none() {
            return Vec::new();
        }
        vec![Peer {
            address: address.unwrap_or_else(|| "".into()),
            socket: other.map(|other| other.id),
            process: other.map(|other| other.process),
            phase: match other {
                Some(_) => Phase::Ready,
                None => Phase::Gone,
            },
        }]
    }
}

/// True if the socket listens where a stream to `address` on `host` goes.
pub(super) fn listens(socket: &Socket, host: HostId, address: &Address) -> bool {
    let State::Listening(_, own) = &socket.state else {
        return false;
    };
    let same = match (own, address) {
        (Address::Port(_, own), Address::Port(_, port)) => own == port,
        (own, address) => own == address,
    };
    socket.host == host && socket.kind == Kind::Stream && same
}

pub(super) fn refusal(error: ListenError) -> Halt {
    match error {
        ListenError::InUse => Halt::Errno(Errno::EADDRINUSE, Rule::AddressInUse),
        ListenError::NotAvailable => Halt::Errno(Errno::EADDRNOTAVAIL, Rule::NotOurs),
        ListenError::Invalid => STATE,
    }
}

/// Why a connection gives this error.
pub(super) fn rule_of(errno: Errno) -> Rule {
    match errno {
        Errno::ECONNREFUSED => Rule::NobodyListens,
        Errno::EHOSTUNREACH | Errno::ENETUNREACH => Rule::Unreachable,
        Errno::ETIMEDOUT => Rule::NoAnswer,
        Errno::ENOENT => Rule::NoSuchPath,
        Errno::EADDRNOTAVAIL => Rule::AddressInUse,
        _ => Rule::Reset,
    }
}
