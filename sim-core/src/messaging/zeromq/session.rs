//! Sessions: what stands between a pipe and the network. A connecting session
//! tries for ever, and keeps its pipe; an accepted one lives and dies with its
//! stream, and its pipe with it.
//!
//! What is fixed by libzmq and shows: the first attempt is made at once, every
//! further one after RECONNECT_IVL and a random part of it, also after a loss;
//! a pipe to a connecting peer exists from the beginning (but with IMMEDIATE),
//! one to an accepted peer from the handshake on.

use std::rc::Rc;

use super::endpoint::Endpoint;
use super::engine::{Engine, Input};
use super::kind::Kind;
use super::message::{Frame, Message};
use super::options::{self, Options};
use super::pattern;
use super::pipe::{Owner, Plug};
use super::rule::Rule;
use super::{Timer, Zeromq};
use crate::base::{ConnectionId, ListenerId, MessageId, Span, Time};
use crate::messaging::fact::{Fact, MessageKind, SocketId};
use crate::messaging::seam::Env;
use crate::network::{Address, ConnectError, End, Read, StreamOption};

/// Time from a program's `send()` to the moment its I/O thread has woken up
/// and looks into the queue: a signal through an eventfd and a turn of epoll,
/// some microseconds on Linux. What is sent meanwhile goes in one batch. It is
/// also what lets a message be seen in its queue.
const HANDOVER: Span = Span::from_micros(10);

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Session {
    pub(super) socket: SocketId,
    /// Where it connects to; `None` for an accepted one.
    pub(super) target: Option<Endpoint>,
    /// The listener that accepted it.
    pub(super) listener: Option<ListenerId>,
    /// The endpoint as the program gave it, or the address it was accepted at.
    pub(super) address: Rc<str>,
    /// This session's end of the pipe to the socket.
    pub(super) plug: Option<Plug>,
    pub(super) link: Link,
    /// The peer that it greeted last, to name it when it is gone.
    met: Option<SocketId>,
    /// Attempts since it last was connected.
    attempt: u32,
    /// Milliseconds that the last pause had, for doubling.
    pause: Option<i64>,
    /// Marks the reconnect timer that counts.
    generation: u32,
    /// It ends as soon as its queue is empty.
    pub(super) closing: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Link {
    Idle,
    Waiting(Time),
    Connecting(ConnectionId),
    Up(Box<Engine>),
}

/// Why a link went down.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Loss {
    /// The peer is gone.
    Peer,
    /// It said something it must not say.
    Protocol,
    /// It is a type of socket that this one does not talk to.
    Incompatible(Rc<str>),
}

impl Session {
    pub(super) fn new(socket: SocketId, address: Rc<str>) -> Session {
        Session {
            socket,
            target: None,
            listener: None,
            address,
            plug: None,
            link: Link::Idle,
            met: None,
            attempt: 0,
            pause: None,
            generation: 0,
            closing: false,
        }
    }

    /// The stream, if there is one.
    pub(super) fn end(&self) -> Option<End> {
        match &self.link {
            Link::Up(engine) => Some(engine.end),
            Link::Connecting(connection) => Some(End::client(*connection)),
            Link::Idle | Link::Waiting(_) => None,
        }
    }

    /// True if messages can flow.
    pub(super) fn is_ready(&self) -> bool {
        matches!(&self.link, Link::Up(engine) if engine.is_ready())
    }

    fn take_engine(&mut self) -> Option<Box<Engine>> {
        match std::mem::replace(&mut self.link, Link::Idle) {
            Link::Up(engine) => Some(engine),
            other => {
                self.link = other;
                None
            }
        }
    }
}

impl Zeromq {
    /// Makes an attempt to connect, now.
    pub(super) fn start_connecting(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let Some(socket) = self.sockets.at(session.socket.0) else {
            return;
        };
        let (id, address, attempt) = (socket.id, session.address.clone(), session.attempt);
        session.attempt += 1;
        env.out.fact(|| Fact::Connecting {
            socket: id,
            address,
            attempt,
        });
        let there = match &session.target {
            Some(Endpoint::Tcp { host, port }) => {
                let found = env.network.resolve(socket.host, host).ok();
                found
                    .filter(|_| *port > 0)
                    .map(|ip| Address::Port(ip, *port))
            }
            Some(Endpoint::Ipc(path)) => Some(Address::Path(path.clone())),
            _ => None,
        };
        let Some(there) = there else {
            return self.connect_failed(number, None, env);
        };
        let out = &mut env.out.network;
        let connection = env.network.connect(env.now, socket.host, &there, out);
        session.link = Link::Connecting(connection);
        self.ends.insert(End::client(connection), number);
    }

    /// An attempt came to nothing (`None`: the name is unknown).
    pub(super) fn connect_failed(
        &mut self,
        number: u32,
        error: Option<ConnectError>,
        env: &mut Env,
    ) {
        if let Some(end) = self.sessions.at(number).and_then(Session::end) {
            self.ends.remove(&end);
        }
        let retry = self.plan_reconnect(number, env);
        let Some(session) = self.sessions.at(number) else {
            return;
        };
        let rule = match error {
            Some(ConnectError::Refused | ConnectError::NoSuchPath) => Rule::NobodyListens { retry },
            Some(_) | None => Rule::NoSuchHost { retry },
        };
        let (socket, address) = (session.socket, session.address.clone());
        env.out.fact(|| Fact::ConnectFailed {
            socket,
            address,
            retry_in: retry,
            rule: rule.into(),
        });
    }

    /// Puts the next attempt on the agenda; returns the pause before it.
    fn plan_reconnect(&mut self, number: u32, env: &mut Env) -> Option<Span> {
        let session = self.sessions.at_mut(number)?;
        let socket = self.sockets.at_mut(session.socket.0)?;
        session.link = Link::Idle;
        let pause = next_pause(&socket.options, &mut session.pause, |bound| {
            socket.random.below(bound)
        })?;
        session.generation += 1;
        session.link = Link::Waiting(env.now + pause);
        let timer = Timer::Reconnect {
            session: number,
            generation: session.generation,
        };
        env.out.timers.push((env.now + pause, timer.into()));
        Some(pause)
    }

    /// The pause before an attempt is over.
    pub(super) fn reconnect(&mut self, number: u32, generation: u32, env: &mut Env) {
        let due = self.sessions.at(number).is_some_and(|session| {
            session.generation == generation && matches!(session.link, Link::Waiting(_))
        });
        if due {
            self.start_connecting(number, env);
        }
    }

    /// A stream of this session stands: the peers begin to greet each other.
    pub(super) fn linked(&mut self, number: u32, end: End, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let Some(socket) = self.sockets.at(session.socket.0) else {
            return;
        };
        let size = |bytes: i64| usize::try_from(bytes).ok().filter(|bytes| *bytes > 0);
        // Linux doubles what SO_SNDBUF and SO_RCVBUF ask for.
        let send = size(socket.options.send_buffer).map(|bytes| bytes * 2);
        let receive = size(socket.options.receive_buffer).map(|bytes| bytes * 2);
        env.network.set_buffers(end, send, receive);
        // libzmq turns Nagle's rule off (`tune_tcp_socket`).
        let no_delay = StreamOption::NoDelay(true);
        let out = &mut env.out.network;
        env.network.set_option(env.now, end, no_delay, out);
        let engine = Engine::new(end, socket.options.identity.len());
        session.link = Link::Up(Box::new(engine));
        session.pause = None;
        self.ends.insert(end, number);
        self.session_output(number, env);
    }

    /// Reads and understands what has come, until nothing is left or a pipe
    /// is full.
    pub(super) fn session_input(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let Some(mut engine) = session.take_engine() else {
            return;
        };
        let result = self.drive_input(number, &mut engine, env);
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        session.link = Link::Up(engine);
        match result {
            Ok(()) => self.session_output(number, env),
            Err(loss) => self.link_lost(number, loss, env),
        }
    }

    fn drive_input(&mut self, number: u32, engine: &mut Engine, env: &mut Env) -> Result<(), Loss> {
        let Some(socket) = self.socket_of_session(number) else {
            return Ok(());
        };
        let Some((kind, identity)) = self
            .sockets
            .at(socket.0)
            .map(|socket| (socket.kind, socket.options.identity.clone()))
        else {
            return Ok(());
        };
        loop {
            if let Some(message) = engine.stash.take()
                && let Err(message) = self.deliver(number, message, env)
            {
                engine.stash = Some(message);
                return Ok(());
            }
            match engine.next(kind, &identity).map_err(|_| Loss::Protocol)? {
                Some(Input::Ready {
                    socket_type,
                    identity,
                }) => self.peer_ready(number, engine.end, &socket_type, &identity, env)?,
                Some(Input::Message(id, frames)) => {
                    engine.stash = Some(self.received(socket, kind, id, frames, env)?);
                }
                None => {
                    let out = &mut env.out.network;
                    match env.network.read(env.now, engine.end, usize::MAX, out) {
                        Read::Bytes { bytes, complete } => engine.feed(&bytes, complete),
                        Read::WouldBlock => return Ok(()),
                        Read::End | Read::Broken(_) => return Err(Loss::Peer),
                    }
                }
            }
        }
    }

    /// Checks what came as a message.
    fn received(
        &mut self,
        socket: SocketId,
        kind: Kind,
        id: Option<MessageId>,
        frames: Vec<Frame>,
        env: &mut Env,
    ) -> Result<Message, Loss> {
        let id = id.unwrap_or_else(|| self.new_message());
        let most = self
            .sockets
            .at(socket.0)
            .map(|socket| socket.options.most_bytes);
        let limit = most.and_then(|most| usize::try_from(most).ok());
        let too_long = limit.is_some_and(|limit| frames.iter().any(|frame| frame.len() > limit));
        if too_long || (kind == Kind::Req && !pattern::is_reply(&frames)) {
            let rule = match too_long {
                true => Rule::ProtocolError,
                false => Rule::MalformedReply,
            };
            self.dropped(id, socket, rule, env);
            return Err(Loss::Protocol);
        }
        let answers = matches!(kind, Kind::Req);
        Ok(Message {
            id,
            kind: if answers {
                MessageKind::Reply
            } else {
                MessageKind::Message
            },
            frames: frames.into(),
        })
    }

    /// Puts a message that came into the pipe; gives it back if that is full.
    fn deliver(&mut self, number: u32, message: Message, env: &mut Env) -> Result<(), Message> {
        let Some(session) = self.sessions.at(number) else {
            return Ok(());
        };
        let socket = session.socket;
        let open = session.plug.filter(|plug| !self.pipes.is_broken(*plug));
        let Some(plug) = open else {
            self.dropped(message.id, socket, Rule::ClosedUnread, env);
            return Ok(());
        };
        if !self.pipes.can_write(plug) {
            return Err(message);
        }
        let id = message.id;
        self.pipes.write(plug, message);
        let pipes = &self.pipes;
        env.out.fact(|| Fact::Arrived {
            message: id,
            queue: plug.outgoing(),
            socket,
            fill: pipes.fill(plug),
            mark: pipes.mark(plug),
        });
        Ok(())
    }

    /// The handshake is complete: a pipe exists from now on, and carries.
    fn peer_ready(
        &mut self,
        number: u32,
        end: End,
        socket_type: &[u8],
        identity: &Frame,
        env: &mut Env,
    ) -> Result<(), Loss> {
        let Some(socket_id) = self.socket_of_session(number) else {
            return Ok(());
        };
        let Some(socket) = self.sockets.at_mut(socket_id.0) else {
            return Ok(());
        };
        let Some(session) = self.sessions.at_mut(number) else {
            return Ok(());
        };
        if !socket.kind.talks_to(socket_type) {
            let theirs = String::from_utf8_lossy(socket_type).into();
            return Err(Loss::Incompatible(theirs));
        }
        session.attempt = 0;
        let handover = socket.options.router_handover;
        match session.plug {
            Some(plug) => socket.pattern.identify(plug.other(), identity, handover),
            None if socket.closed => {}
            None => {
                let marks = (socket.options.send_mark, socket.options.receive_mark);
                let owners = (Owner::Socket(socket_id), Owner::Session(number));
                let plug = self.pipes.open(owners, marks);
                session.plug = Some(plug.other());
                socket.plugs.push(plug);
                socket.pattern.attach(plug, Some(identity), handover);
            }
        }
        socket.wake(true, true, &mut env.out.wakes);
        let address = session.address.clone();
        let peer = self.peer_of_end(end);
        if let Some(session) = self.sessions.at_mut(number) {
            session.met = peer;
        }
        env.out.fact(|| Fact::PeerReady {
            socket: socket_id,
            peer,
            address,
        });
        Ok(())
    }

    /// Plans that the I/O thread looks into the queue.
    pub(super) fn plan_flush(&mut self, number: u32, env: &mut Env) {
        if let Some(session) = self.sessions.at_mut(number)
            && let Link::Up(engine) = &mut session.link
            && engine.is_ready()
            && !std::mem::replace(&mut engine.flush_planned, true)
        {
            let timer = Timer::Flush { session: number };
            env.out.timers.push((env.now + HANDOVER, timer.into()));
        }
    }

    /// The I/O thread looks into the queue.
    pub(super) fn flush(&mut self, number: u32, env: &mut Env) {
        if let Some(session) = self.sessions.at_mut(number)
            && let Link::Up(engine) = &mut session.link
        {
            engine.flush_planned = false;
            self.session_output(number, env);
        }
    }

    /// Writes what waits: greetings at once, messages once the peer is ready,
    /// until the queue is empty or the network takes no more.
    pub(super) fn session_output(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let Some(mut engine) = session.take_engine() else {
            return;
        };
        let (socket, plug) = (session.socket, session.plug);
        let end = engine.end;
        let peer = self.peer_of_end(end);
        loop {
            while engine.is_ready()
                && engine.has_room()
                && let Some(plug) = plug
                && let Some(message) = self.pipes.read(plug)
            {
                engine.encode(&message);
                env.out.fact(|| Fact::Departed {
                    message: message.id,
                    queue: plug.incoming(),
                    socket,
                    peer,
                });
            }
            let (bytes, tags) = engine.output();
            if bytes.is_empty() {
                break;
            }
            let (wanted, out) = (bytes.len(), &mut env.out.network);
            let taken = env.network.write(env.now, end, bytes, tags, out);
            engine.took(taken);
            if taken < wanted {
                break;
            }
        }
        let idle = !engine.has_output();
        if let Some(session) = self.sessions.at_mut(number) {
            session.link = Link::Up(engine);
        }
        if idle {
            self.end_if_drained(number, env);
        }
    }

    /// Ends a closing session that has nothing more to send.
    pub(super) fn end_if_drained(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at(number) else {
            return;
        };
        let queued = session.plug.map_or(0, |plug| self.pipes.fill(plug.other()));
        let busy = matches!(&session.link, Link::Up(engine) if engine.has_output());
        if session.closing && queued == 0 && !busy {
            self.end_session(number, Rule::ClosedUnread, env);
        }
    }

    /// Breaks the link of a session, and what follows from that.
    fn link_lost(&mut self, number: u32, loss: Loss, env: &mut Env) {
        let Some(session) = self.sessions.at(number) else {
            return;
        };
        let (socket, plug, ready) = (session.socket, session.plug, session.is_ready());
        let reconnects = session.target.is_some() && loss == Loss::Peer;
        let address = session.address.clone();
        let peer = session.end().and_then(|end| self.peer_of_end(end));
        let peer = peer.or(session.met);
        self.unlink(number, env);
        let retry = match reconnects {
            true => self.plan_reconnect(number, env),
            false => None,
        };
        let kept = plug.map_or(0, |plug| self.pipes.fill(plug.other()));
        let ours = self.sockets.at(socket.0).map(|socket| socket.kind);
        let failed = loss != Loss::Peer;
        let rule = match (loss, ours) {
            (Loss::Incompatible(theirs), Some(ours)) => Rule::Incompatible { ours, theirs },
            (Loss::Protocol | Loss::Incompatible(_), _) => Rule::ProtocolError,
            (Loss::Peer, _) if reconnects => Rule::Reconnects { retry, kept },
            (Loss::Peer, _) => Rule::QueueDies { lost: kept },
        };
        if ready || failed {
            env.out.fact(|| Fact::PeerLost {
                socket,
                peer,
                address,
                rule: rule.into(),
            });
        }
        if !reconnects {
            return self.end_session(number, Rule::LostWithQueue, env);
        }
        self.tell_interrupted(number, env);
        self.end_if_drained(number, env);
    }

    /// Tells the socket of a connection that broke and will be made again.
    fn tell_interrupted(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let Some(socket) = self.sockets.at_mut(session.socket.0) else {
            return;
        };
        let Some(plug) = session.plug else { return };
        socket.pattern.interrupted(plug.other(), &self.pipes);
        socket.wake(true, true, &mut env.out.wakes);
        if socket.options.immediate {
            session.plug = None;
            self.leave(plug, Rule::LostWithQueue, env);
        }
    }

    /// Gives up the stream of a session, and reports the messages that are
    /// lost with it.
    fn unlink(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let Some(end) = session.end() else { return };
        let socket = session.socket;
        let engine = session.take_engine();
        session.link = Link::Idle;
        self.ends.remove(&end);
        let mut lost = env.network.take_unread(end.peer());
        lost.extend(engine.into_iter().flat_map(|mut engine| engine.lose()));
        if !self.ends.contains_key(&end.peer()) {
            lost.extend(env.network.take_unread(end));
        }
        env.network.close(env.now, end, &mut env.out.network);
        for message in lost {
            self.dropped(message, socket, Rule::LostInTransit, env);
        }
    }

    /// Ends a session: stream and pipe go, and it is forgotten. `rule` says
    /// why messages that were still to be sent are not.
    pub(super) fn end_session(&mut self, number: u32, rule: Rule, env: &mut Env) {
        self.unlink(number, env);
        let Some(session) = self.sessions.remove(number) else {
            return;
        };
        if let Some(plug) = session.plug {
            self.leave(plug, rule, env);
        }
        if let Some(socket) = self.sockets.at_mut(session.socket.0) {
            socket.sessions.retain(|other| *other != number);
        }
        self.forget_if_done(session.socket, env);
    }

    /// The end of a pipe leaves; what was waiting for it is lost.
    pub(super) fn leave(&mut self, plug: Plug, rule: Rule, env: &mut Env) {
        let socket_at = |plug| match self.pipes.owner(plug) {
            Some(Owner::Socket(socket)) => Some(socket),
            _ => None,
        };
        let socket = socket_at(plug).or_else(|| socket_at(plug.other()));
        for message in self.pipes.leave(plug) {
            if let Some(socket) = socket {
                self.dropped(message.id, socket, rule.clone(), env);
            }
        }
    }

    fn socket_of_session(&self, number: u32) -> Option<SocketId> {
        Some(self.sessions.at(number)?.socket)
    }
}

/// The pause before the next attempt, as libzmq draws it: RECONNECT_IVL and a
/// random part of it; or, with RECONNECT_IVL_MAX, doubling up to that.
fn next_pause(
    options: &Options,
    last: &mut Option<i64>,
    draw: impl FnOnce(u64) -> u64,
) -> Option<Span> {
    let base = options.reconnect;
    if base <= 0 {
        return None;
    }
    if options.reconnect_most > 0 {
        let next = last.map_or(base, |last| last.saturating_mul(2));
        let next = next.min(options.reconnect_most);
        *last = Some(next);
        return options::millis(next);
    }
    // In nanoseconds, so that clients started together spread as real ones do.
    let span = options::millis(base)?;
    Some(span + Span(draw(span.0)))
}
