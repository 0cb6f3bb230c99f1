//! Sessions: what stands between a pipe and the network. A connecting session
//! tries for ever, and keeps its pipe; an accepted one lives and dies with its
//! stream, and its pipe with it.
//!
//! What is fixed by libzmq and shows: the first attempt is made at once, every
//! further one after RECONNECT_IVL and a random part of it, also after a loss;
//! a pipe to a connecting peer exists from the beginning (but with IMMEDIATE),
//! one to an accepted peer from the handshake on.

use std::rc::Rc;

use super::context::Mail;
use super::endpoint::Endpoint;
use super::engine::{Engine, Input};
use super::kind::Kind;
use super::message::{Form, Frame, Message};
use super::monitor::Event;
use super::options::Options;
use super::pattern::{self, Arrival};
use super::pipe::{Owner, Plug};
use super::rule::Rule;
use super::{Timer, Zeromq, vigil};
use crate::base::{ConnectionId, ListenerId, MessageId, Span, Time};
use crate::messaging::fact::{Fact, MessageKind, SocketId};
use crate::messaging::seam::{Env, Phase};
use crate::network::{End, Read, StreamOption};

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
    /// The last attempt found no host of this name, or no way to it.
    pub(super) lost_way: bool,
    /// Attempts since it last was connected.
    pub(super) attempt: u32,
    /// Milliseconds that the last pause had, for doubling.
    pub(super) pause: Option<i64>,
    /// Marks the reconnect timer that counts.
    pub(super) generation: u32,
    /// It ends as soon as its queue is empty.
    pub(super) closing: bool,
    /// Its socket wants no peer behind it: the connection stands and nothing
    /// is read from it.
    pub(super) parked: bool,
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
pub(super) enum Loss {
    /// The peer is gone.
    Peer,
    /// It has not shown itself for too long.
    Silence,
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
            lost_way: false,
            attempt: 0,
            pause: None,
            generation: 0,
            closing: false,
            parked: false,
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

    /// How far its connection is.
    pub(super) fn phase(&self) -> Phase {
        match &self.link {
            Link::Up(engine) if engine.is_ready() => Phase::Ready,
            Link::Up(_) => Phase::Greeting,
            Link::Connecting(_) => Phase::Connecting,
            Link::Idle | Link::Waiting(_) if self.attempt == 0 => Phase::Gone,
            Link::Idle | Link::Waiting(_) if self.lost_way => Phase::NoHost,
            Link::Idle | Link::Waiting(_) => Phase::Unanswered,
        }
    }

    /// True if messages can flow.
    pub(super) fn is_ready(&self) -> bool {
        self.phase() == Phase::Ready
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
    /// Reports an event of a connection; its value is a descriptor.
    pub(super) fn report_end(&mut self, number: u32, event: Event, end: End, env: &mut Env) {
        let Some(session) = self.sessions.at(number) else {
            return;
        };
        let (id, address) = (session.socket, session.address.clone());
        self.report(id, event, descriptor(end), &address, env);
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
        // libzmq turns Nagle's rule off (`tune_tcp_socket`).
        let no_delay = StreamOption::NoDelay(true);
        let out = &mut env.out.network;
        env.network.set_option(env.now, end, no_delay, out);
        let engine = match socket.is_raw() {
            true => Engine::raw(end),
            false => Engine::new(end, socket.options.identity.len()),
        };
        let raw = engine.is_raw();
        session.link = Link::Up(Box::new(engine));
        session.pause = None;
        self.ends.insert(end, number);
        let event = match session.target {
            Some(_) => Event::Connected,
            None => Event::Accepted,
        };
        self.report_end(number, event, end, env);
        match raw {
            true => self.begin_raw(number, end, env),
            false => self.watch_handshake(number, end, env),
        }
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
        let reads = |session: &&Session| !session.parked;
        let Some(socket) = self.sessions.at(number).filter(reads).map(|s| s.socket) else {
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
                Some(Input::Message(id, frames, form)) => {
                    let message = self.received(socket, kind, id, (frames, form), env)?;
                    engine.stash = Some(message);
                }
                Some(Input::Raw(frame, ended)) => {
                    engine.stash = Some(self.piece(socket, frame, ended, env));
                }
                None => {
                    vigil::note_ttl(number, engine, env);
                    let out = &mut env.out.network;
                    match env.network.read(env.now, engine.end, usize::MAX, out) {
                        Read::Bytes { bytes, complete } => {
                            let mut sender = self.engine_at(engine.end.peer());
                            engine.feed(&bytes, complete, |id| sender.as_mut()?.claim(id));
                        }
                        Read::WouldBlock => return Ok(()),
                        Read::End | Read::Broken(_) => return Err(Loss::Peer),
                    }
                }
            }
        }
    }

    fn engine_at(&mut self, end: End) -> Option<&mut Engine> {
        let session = self.ends.get(&end)?;
        match &mut self.sessions.at_mut(*session)?.link {
            Link::Up(engine) => Some(engine),
            _ => None,
        }
    }

    /// Checks what came as a message.
    fn received(
        &mut self,
        socket: SocketId,
        kind: Kind,
        id: Option<MessageId>,
        (frames, form): (Rc<[Frame]>, Form),
        env: &mut Env,
    ) -> Result<Message, Loss> {
        let id = id.unwrap_or_else(|| self.new_message());
        let options = self.sockets.at(socket.0).map(|socket| &socket.options);
        let limit = options.and_then(Options::most_bytes);
        let too_long = limit.and_then(|limit| {
            let size = frames.iter().map(|frame| frame.len()).max()?;
            (size > limit).then_some(Rule::TooLong {
                size: size as u64,
                limit: limit as u64,
            })
        });
        let malformed = kind == Kind::Req && !pattern::is_reply(&frames);
        if let Some(rule) = too_long.or(malformed.then_some(Rule::MalformedReply)) {
            self.dropped(id, socket, rule, env);
            return Err(Loss::Protocol);
        }
        let control = form != Form::Plain;
        Ok(Message {
            id,
            kind: match kind {
                Kind::Req => MessageKind::Reply,
                _ if control => MessageKind::Control,
                _ => MessageKind::Message,
            },
            form,
            frames,
        })
    }

    /// Puts a message that came into the pipe; gives it back if that is full.
    pub(super) fn deliver(
        &mut self,
        number: u32,
        message: Message,
        env: &mut Env,
    ) -> Result<(), Message> {
        let Some(session) = self.sessions.at(number) else {
            return Ok(());
        };
        let socket = session.socket;
        let open = session.plug.filter(|plug| !self.pipes.is_broken(*plug));
        let Some(plug) = open else {
            if !session.closing {
                return Err(message);
            }
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
        let Some(socket) = self.sockets.at(socket_id.0) else {
            return Ok(());
        };
        if !socket.kind.talks_to(socket_type) {
            let theirs = String::from_utf8_lossy(socket_type).into();
            return Err(Loss::Incompatible(theirs));
        }
        self.open_pipe(number, end, identity, env);
        self.report_succeeded(number, env);
        self.begin_heartbeat(number, end, env);
        Ok(())
    }

    fn report_succeeded(&mut self, number: u32, env: &mut Env) {
        if let Some(session) = self.sessions.at(number) {
            let (id, address) = (session.socket, session.address.clone());
            self.report(id, Event::HandshakeSucceeded, 0, &address, env);
        }
    }

    /// The peer is there: a pipe exists from now on. The socket learns of it
    /// when its program's thread enters the library.
    pub(super) fn open_pipe(&mut self, number: u32, end: End, identity: &Frame, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let Some(socket) = self.sockets.at_mut(session.socket.0) else {
            return;
        };
        session.attempt = 0;
        let id = socket.id;
        match session.plug {
            Some(plug) => socket
                .mail
                .push(Mail::Identify(plug.other(), identity.clone())),
            None if socket.closed || session.parked => {}
            None => {
                let marks = socket.options.marks(socket.kind);
                let owners = (Owner::Socket(id), Owner::Session(number));
                let plug = self.pipes.open_with(owners, marks);
                session.plug = Some(plug.other());
                socket.plugs.push(plug);
                let peer = Arrival {
                    identity: Some(identity.clone()),
                    given: None,
                };
                socket.mail.push(Mail::Attach(plug, peer));
            }
        }
        socket.wake(true, true, &mut env.out.wakes);
        let address = session.address.clone();
        let peer = self.peer_of_end(end);
        if let Some(session) = self.sessions.at_mut(number) {
            session.met = peer;
        }
        env.out.fact(|| Fact::PeerReady {
            socket: id,
            peer,
            address,
        });
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
                if peer.is_some() {
                    engine.pass(&message);
                }
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
    pub(super) fn link_lost(&mut self, number: u32, loss: Loss, env: &mut Env) {
        let Some(session) = self.sessions.at(number) else {
            return;
        };
        let (socket, plug, ready) = (session.socket, session.plug, session.is_ready());
        let raw = self
            .sockets
            .at(socket.0)
            .is_some_and(|socket| socket.is_raw());
        let lasting = matches!(loss, Loss::Peer | Loss::Silence) && !raw;
        let reconnects = session.target.is_some() && lasting;
        let address = session.address.clone();
        let end = session.end();
        let peer = end.and_then(|end| self.peer_of_end(end));
        let peer = peer.or(session.met);
        self.unlink(number, env);
        if let Some(end) = end {
            if !ready && lasting {
                self.report_end(number, Event::HandshakeFailed, end, env);
            }
            self.report_end(number, Event::Disconnected, end, env);
        }
        if raw {
            self.notify_raw(number, env);
        }
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
            (Loss::Silence, _) => Rule::Silent { retry },
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
            return self.leave(plug, Rule::LostWithQueue, env);
        }
        if matches!(socket.kind, Kind::Sub | Kind::XSub) {
            let renew = Mail::Renew(plug.other());
            if !socket.mail.contains(&renew) {
                socket.mail.push(renew);
            }
            let id = socket.id;
            for message in self.pipes.take_queue(plug.other()) {
                self.dropped(message.id, id, Rule::Resubscribes, env);
            }
        }
    }

    /// The socket has left the pipe of a session: if that does not end for it,
    /// its connection goes on without use.
    pub(super) fn pipe_drained(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        if session.closing {
            return self.end_if_drained(number, env);
        }
        session.parked = true;
        if let Some(plug) = session.plug.take() {
            self.leave(plug, Rule::LostWithQueue, env);
        }
        let Some(session) = self.sessions.at(number) else {
            return;
        };
        let socket = self.sockets.at(session.socket.0);
        if socket.is_some_and(|socket| socket.is_raw()) {
            self.end_session(number, Rule::EndpointRemoved, env);
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
        let socket = self.socket_near(plug);
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

/// A number for a connection as the operating system might give it.
fn descriptor(end: End) -> u32 {
    end.connection.0 * 2 + end.side as u32 + 10
}
