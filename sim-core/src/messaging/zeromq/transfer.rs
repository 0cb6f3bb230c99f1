//! Sending, receiving, polling: what a program's calls do with a socket, and
//! why they wait.

use std::rc::Rc;

use super::Zeromq;
use super::context::{Mail, Outgoing, Socket, Waiter};
use super::errno::Errno;
use super::kind::Kind;
use super::message::{Form, Frame, Message};
use super::options;
use super::pattern::{Receipt, Route, Stop, Target};
use super::pipe::{Owner, Plug};
use super::rule::{Full, Rule};
use super::session::Session;
use crate::base::{Span, Time};
use crate::messaging::fact::{self, Fact, SocketId};
use crate::messaging::seam::{Attempt, Caller, Env, Peer, Phase, Polled, Reason, Wait};

/// Why a call does not return a value now.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Halt {
    Errno(Errno),
    Wait(Box<Wait>),
}

pub(super) const POLLIN: i64 = 1;
pub(super) const POLLOUT: i64 = 2;

/// How long a call may wait.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    pub(super) attempt: Attempt,
    /// The call must not wait at all.
    pub(super) never: bool,
    /// The option that bounds the wait, and its milliseconds (-1: no bound).
    pub(super) option: &'static str,
    pub(super) millis: i64,
}

impl Patience {
    /// Until when to wait; or the rule that says not to wait any more.
    pub(super) fn until(self, now: Time) -> Result<Option<Time>, Rule> {
        let limit = options::millis(self.millis);
        if self.never {
            return Err(Rule::WouldBlock);
        }
        let Some(limit) = limit else { return Ok(None) };
        let until = self.attempt.since + limit;
        if self.attempt.expired || limit == Span::ZERO || now >= until {
            let (option, after) = (self.option, limit);
            return Err(Rule::TimedOut { option, after });
        }
        Ok(Some(until))
    }
}

impl Zeromq {
    /// Sends frames; with `more` the message goes on in the next call.
    pub(super) fn send(
        &mut self,
        caller: Caller,
        id: SocketId,
        frames: &[Frame],
        more: bool,
        patience: impl FnOnce(&Socket) -> Patience,
        env: &mut Env,
    ) -> Result<(), Halt> {
        self.enter(id, env);
        let socket = self.usable(id)?;
        let patience = patience(socket);
        let Some(first) = frames.first() else {
            return Ok(());
        };
        let mut frames = frames.to_vec();
        if socket.outgoing.is_none() {
            let more = more || frames.len() > 1;
            let route = match self.route(id, first, more, env) {
                Ok(route) => route,
                Err(Stop::Wait) => return Err(self.wait_to_send(caller, id, patience, env)),
                Err(Stop::Fail(errno, rule)) => {
                    return Err(refuse(id, "send", errno, rule, env));
                }
            };
            if route.names_peer {
                frames.remove(0);
            }
            if let Some(socket) = self.sockets.at_mut(id.0) {
                let frames = Vec::new();
                socket.outgoing = Some(Outgoing { route, frames });
            }
        }
        let Some(socket) = self.sockets.at_mut(id.0) else {
            return Ok(());
        };
        if let Some(outgoing) = &mut socket.outgoing {
            outgoing.frames.append(&mut frames);
        }
        if !more && let Some(outgoing) = socket.outgoing.take() {
            self.send_whole(id, outgoing, env);
        }
        Ok(())
    }

    fn route(
        &mut self,
        id: SocketId,
        first: &Frame,
        more: bool,
        env: &mut Env,
    ) -> Result<Route, Stop> {
        let invalid = Stop::Fail(Errno::ENOTSOCK, Rule::Invalid);
        let Some(socket) = self.sockets.at(id.0) else {
            return Err(invalid);
        };
        if socket.incoming.is_some() && matches!(socket.kind, Kind::Req | Kind::Rep) {
            let rule = Rule::Lockstep {
                kind: socket.kind,
                must_send: false,
            };
            return Err(Stop::Fail(Errno::EFSM, rule));
        }
        let routed = self.with_pattern(id, env, |pattern, desk| pattern.route(first, more, desk));
        routed.unwrap_or(Err(invalid))
    }

    /// A message is complete: it enters the queue of its peer, or of several
    /// in copies, or is dropped.
    fn send_whole(&mut self, id: SocketId, outgoing: Outgoing, env: &mut Env) {
        let Outgoing { route, mut frames } = outgoing;
        let number = self.new_message();
        let bytes = frames.iter().map(|frame| frame.len() as u64).sum();
        let parts = frames.len() as u32;
        env.out.fact(|| Fact::Sent {
            message: number,
            socket: id,
            label: fact::label(frames.iter().map(|frame| &**frame)),
            bytes,
            parts,
            kind: route.kind,
        });
        let Some(socket) = self.sockets.at_mut(id.0) else {
            return;
        };
        // Nothing behind a name closes a connection that has no frames.
        let closes = socket.is_raw() && frames.iter().all(|frame| frame.is_empty());
        socket.traffic.sent.0 += 1;
        socket.traffic.sent.1 += bytes;
        if socket.options.marks(socket.kind).is_none() && frames.len() > 1 {
            // A conflating queue holds one frame.
            frames.drain(..frames.len() - 1);
        }
        let all: Rc<[Frame]> = match route.prefix.is_empty() {
            true => frames.into(),
            false => route.prefix.into_iter().chain(frames).collect(),
        };
        let message = Message {
            id: number,
            kind: route.kind,
            form: Form::Plain,
            frames: all,
        };
        socket.pattern.sent(&message);
        match route.target {
            Target::One(plug) if closes => {
                self.dropped(number, id, Rule::ClosesStream, env);
                if let Some(socket) = self.sockets.at_mut(id.0) {
                    socket.mail.push(Mail::Leave(plug));
                }
            }
            Target::One(plug) => self.send_to(id, plug, message, route.rule, env),
            Target::Many(plugs) => self.send_copies(id, &plugs, message, &route.rule, env),
            Target::Nowhere(rule) => self.dropped(number, id, rule, env),
        }
    }

    fn send_to(&mut self, id: SocketId, plug: Plug, message: Message, rule: Rule, env: &mut Env) {
        let number = message.id;
        if self.pipes.write(plug, message) {
            return self.report_queued(number, id, plug, rule, env);
        }
        let rule = match rule {
            Rule::ReplyToRequester => Rule::RequesterGone,
            _ => Rule::LostWithQueue,
        };
        self.dropped(number, id, rule, env);
    }

    /// Every one of `plugs` gets a copy if its queue has room. The first is
    /// the message itself; the others have numbers of their own, so that each
    /// has one fate.
    fn send_copies(
        &mut self,
        id: SocketId,
        plugs: &[Plug],
        message: Message,
        rule: &Rule,
        env: &mut Env,
    ) {
        for (place, plug) in plugs.iter().enumerate() {
            let mut copy = message.clone();
            if place > 0 {
                copy.id = self.new_message();
                let (copy, of) = (copy.id, message.id);
                env.out.fact(|| Fact::Copied {
                    message: copy,
                    of,
                    socket: id,
                });
            }
            let number = copy.id;
            if self.pipes.can_write(*plug) {
                self.pipes.write(*plug, copy);
                let pattern = self.sockets.at(id.0).map(|socket| &socket.pattern);
                let why = || {
                    let why = pattern.and_then(|p| p.why(&message.frames[0], *plug, plugs.len()));
                    why.unwrap_or_else(|| rule.clone())
                };
                if !env.out.mute {
                    self.report_queued(number, id, *plug, why(), env);
                }
                continue;
            }
            let rule = match self.pipes.is_broken(*plug) {
                true => Rule::LostWithQueue,
                false => Rule::SubscriberFull {
                    peer: self.peer_of_plug(*plug),
                    full: self.pipes.full(*plug),
                    dropped: self.pipes.count_drop(*plug),
                },
            };
            self.dropped(number, id, rule, env);
        }
    }

    fn report_queued(
        &self,
        message: crate::base::MessageId,
        socket: SocketId,
        plug: Plug,
        rule: Rule,
        env: &mut Env,
    ) {
        let queue = plug.outgoing();
        env.out.fact(|| Fact::Routed {
            message,
            socket,
            queue,
            peer: self.peer_of_plug(plug),
            rule: rule.into(),
        });
        let (fill, mark) = (self.pipes.fill(plug), self.pipes.mark(plug));
        env.out.fact(|| match self.pipes.owner(plug.other()) {
            // An inproc queue is the sender's and the receiver's at once.
            Some(Owner::Socket(peer)) => Fact::Arrived {
                message,
                queue,
                socket: peer,
                fill,
                mark,
            },
            _ => Fact::Queued {
                message,
                queue,
                socket,
                fill,
                counted: self.pipes.full(plug).counted,
                mark,
            },
        });
    }

    /// All frames that are left of the message that the program has begun to
    /// take, or of the next one.
    pub(super) fn receive_rest(
        &mut self,
        caller: Caller,
        id: SocketId,
        patience: impl FnOnce(&Socket) -> Patience,
        env: &mut Env,
    ) -> Result<Vec<Frame>, Halt> {
        self.fetch(caller, id, patience, env)?;
        let incoming = self.sockets.at_mut(id.0).and_then(|s| s.incoming.take());
        let rest = incoming.map(|(message, next)| message.frames[next..].to_vec());
        Ok(rest.unwrap_or_default())
    }

    /// The next frame.
    pub(super) fn receive(
        &mut self,
        caller: Caller,
        id: SocketId,
        patience: impl FnOnce(&Socket) -> Patience,
        env: &mut Env,
    ) -> Result<Option<Frame>, Halt> {
        self.fetch(caller, id, patience, env)?;
        let Some(socket) = self.sockets.at_mut(id.0) else {
            return Ok(None);
        };
        let Some((message, next)) = &mut socket.incoming else {
            return Ok(None);
        };
        let frame = message.frames.get(*next).cloned();
        *next += 1;
        if *next >= message.frames.len() {
            socket.incoming = None;
        }
        Ok(frame)
    }

    /// Sees to it that a message is being taken.
    fn fetch(
        &mut self,
        caller: Caller,
        id: SocketId,
        patience: impl FnOnce(&Socket) -> Patience,
        env: &mut Env,
    ) -> Result<(), Halt> {
        self.enter(id, env);
        let socket = self.usable(id)?;
        let patience = patience(socket);
        if socket.incoming.is_none() {
            let received = self.with_pattern(id, env, |pattern, desk| pattern.receive(desk));
            match received {
                Some(Ok(receipt)) => self.took(id, receipt, env),
                Some(Err(Stop::Fail(errno, rule))) => {
                    return Err(refuse(id, "recv", errno, rule, env));
                }
                Some(Err(Stop::Wait)) | None => {
                    return Err(self.wait_to_receive(caller, id, patience, env));
                }
            }
        }
        Ok(())
    }

    /// A message leaves the queues for the program.
    fn took(&mut self, id: SocketId, receipt: Receipt, env: &mut Env) {
        let message = receipt.message;
        env.out.fact(|| Fact::Taken {
            message: message.id,
            socket: id,
            rule: receipt.rule.into(),
        });
        if let Some(socket) = self.sockets.at_mut(id.0) {
            let bytes: usize = message.frames.iter().map(|frame| frame.len()).sum();
            socket.traffic.received.0 += 1;
            socket.traffic.received.1 += bytes as u64;
            socket.incoming = Some((message, 0));
        }
    }

    /// What `poll` and the EVENTS option say of a socket.
    pub(super) fn events(&mut self, id: SocketId, env: &mut Env) -> i64 {
        self.enter(id, env);
        let Some(socket) = self.sockets.at(id.0) else {
            return 0;
        };
        let halfway = socket.incoming.is_some();
        let lockstep = matches!(socket.kind, Kind::Req | Kind::Rep);
        let begun = socket.outgoing.is_some();
        let found = self.with_pattern(id, env, |pattern, desk| {
            let readable = halfway || pattern.is_readable(desk);
            let may = begun || !(halfway && lockstep);
            (readable, may && pattern.is_writable(desk))
        });
        let (readable, writable) = found.unwrap_or_default();
        i64::from(readable) * POLLIN + i64::from(writable) * POLLOUT
    }

    /// Which of the asked events are true of which sockets; waits if none is.
    pub(super) fn poll(
        &mut self,
        caller: Caller,
        items: &[(SocketId, i64)],
        millis: i64,
        attempt: Attempt,
        env: &mut Env,
    ) -> Result<Vec<i64>, Halt> {
        let mut found = Vec::with_capacity(items.len());
        for (id, wanted) in items {
            self.usable(*id)?;
            found.push(self.events(*id, env) & wanted);
        }
        if found.iter().any(|events| *events != 0) {
            return Ok(found);
        }
        let patience = Patience {
            attempt,
            never: false,
            option: "the time-out of poll",
            millis,
        };
        let Ok(until) = patience.until(env.now) else {
            return Ok(found);
        };
        let mut polled = Vec::new();
        let mut peers = Vec::new();
        for (id, wanted) in items {
            let (readable, writable) = (wanted & POLLIN != 0, wanted & POLLOUT != 0);
            self.add_waiter(caller, *id, readable, writable);
            polled.push(Polled {
                socket: *id,
                readable,
                writable,
            });
            peers.extend(self.peers(*id));
        }
        let sockets = polled;
        Err(Halt::Wait(Box::new(Wait {
            until,
            reason: Reason::Poll { sockets, peers },
        })))
    }

    /// The socket, if calls on it may succeed.
    pub(super) fn usable(&mut self, id: SocketId) -> Result<&mut Socket, Halt> {
        let socket = self.sockets.at_mut(id.0).filter(|socket| !socket.closed);
        let socket = socket.ok_or(Halt::Errno(Errno::ENOTSOCK))?;
        let context = self.contexts.at(socket.context);
        match context.is_some_and(|context| context.terminating) {
            true => Err(Halt::Errno(Errno::ETERM)),
            false => Ok(socket),
        }
    }

    fn wait_to_receive(
        &mut self,
        caller: Caller,
        id: SocketId,
        patience: Patience,
        env: &mut Env,
    ) -> Halt {
        let until = match patience.until(env.now) {
            Ok(until) => until,
            Err(rule) => return refuse(id, "recv", Errno::EAGAIN, rule, env),
        };
        self.add_waiter(caller, id, true, false);
        let (rule, peers) = self.why_nothing_came(id);
        Halt::Wait(Box::new(Wait {
            until,
            reason: Reason::Receive {
                socket: id,
                rule: rule.into(),
                peers,
            },
        }))
    }

    fn wait_to_send(
        &mut self,
        caller: Caller,
        id: SocketId,
        patience: Patience,
        env: &mut Env,
    ) -> Halt {
        let until = match patience.until(env.now) {
            Ok(until) => until,
            Err(rule) => return refuse(id, "send", Errno::EAGAIN, rule, env),
        };
        self.add_waiter(caller, id, false, true);
        Halt::Wait(Box::new(Wait {
            until,
            reason: Reason::Send {
                socket: id,
                rule: self.why_nothing_goes(id).into(),
                peers: self.peers(id),
            },
        }))
    }

    fn add_waiter(&mut self, caller: Caller, id: SocketId, readable: bool, writable: bool) {
        if let Some(socket) = self.sockets.at_mut(id.0) {
            socket.add_waiter(Waiter {
                process: caller.process,
                thread: caller.thread,
                readable,
                writable,
            });
        }
    }

    /// The rule by which a receiver waits, and for whom.
    fn why_nothing_came(&self, id: SocketId) -> (Rule, Vec<Peer>) {
        let Some(socket) = self.sockets.at(id.0) else {
            return (Rule::Invalid, Vec::new());
        };
        let Some((asked, lost)) = socket.pattern.asked() else {
            let peers = self.peers(id);
            let unsubscribed = socket.kind == Kind::Sub
                && socket
                    .pattern
                    .wanted()
                    .is_some_and(|wanted| wanted.rows().is_empty());
            let rule = match unsubscribed {
                true => Rule::NoSubscription,
                false => Rule::NothingArrived {
                    kind: socket.kind,
                    peers: peers.iter().filter(|peer| peer.is_ready()).count() as u32,
                },
            };
            return (rule, peers);
        };
        let peers: Vec<Peer> = asked.iter().map(|plug| self.peer(*plug)).collect();
        let delivered = asked.is_none_or(|plug| self.is_delivered(plug));
        let rule = match (lost, delivered) {
            (true, _) => Rule::ReplyLost,
            (false, false) => Rule::RequestUndelivered,
            (false, true) => Rule::AwaitsReply,
        };
        (rule, peers)
    }

    /// True if a pipe's connection stands and nothing waits in its queue.
    fn is_delivered(&self, plug: Plug) -> bool {
        match self.pipes.owner(plug.other()) {
            Some(Owner::Socket(_)) => true,
            Some(Owner::Session(number)) => {
                let session = self.sessions.at(number);
                session.is_some_and(|session| session.is_ready())
            }
            Some(Owner::Nobody) | None => false,
        }
    }

    fn why_nothing_goes(&self, id: SocketId) -> Rule {
        let Some(socket) = self.sockets.at(id.0) else {
            return Rule::Invalid;
        };
        let full = |plug: &&Plug| !self.pipes.is_broken(**plug) && self.pipes.is_full(**plug);
        let full: Vec<&Plug> = socket.plugs.iter().filter(full).collect();
        let levels = full.iter().map(|plug| self.pipes.full(**plug));
        let all = levels.reduce(|all, one| Full {
            mark: all.mark,
            counted: all.counted + one.counted,
            waiting: all.waiting + one.waiting,
        });
        match all {
            Some(all) => Rule::AllFull {
                full: all,
                queues: full.len() as u32,
            },
            None => Rule::NoPeer {
                kind: socket.kind,
                immediate: socket.options.immediate && !socket.connections.is_empty(),
            },
        }
    }

    /// Everybody at the other ends of a socket, also those to come.
    pub(super) fn peers(&self, id: SocketId) -> Vec<Peer> {
        let Some(socket) = self.sockets.at(id.0) else {
            return Vec::new();
        };
        let piped = socket.plugs.iter().map(|plug| self.peer(*plug));
        let unpiped = socket.sessions.iter().filter_map(|number| {
            let session = self.sessions.at(*number)?;
            session.plug.is_none().then(|| Peer {
                address: session.address.clone(),
                socket: None,
                process: None,
                phase: session.phase(),
            })
        });
        piped.chain(unpiped).collect()
    }

    /// Who is at the other end of a pipe.
    pub(super) fn peer(&self, plug: Plug) -> Peer {
        let socket = self.peer_of_plug(plug);
        let phase = match self.pipes.owner(plug.other()) {
            Some(Owner::Session(number)) => {
                let session = self.sessions.at(number);
                session.map_or(Phase::Gone, Session::phase)
            }
            Some(Owner::Socket(_)) => Phase::Ready,
            Some(Owner::Nobody) | None => Phase::Gone,
        };
        Peer {
            address: self.address_of(plug),
            socket,
            process: socket.and_then(|socket| self.owner(socket)),
            phase,
        }
    }

    /// The address by which the peer of a pipe was reached.
    pub(super) fn address_of(&self, plug: Plug) -> Rc<str> {
        let session = |plug: Plug| match self.pipes.owner(plug) {
            Some(Owner::Session(number)) => self.sessions.at(number),
            _ => None,
        };
        if let Some(session) = session(plug).or_else(|| session(plug.other())) {
            return session.address.clone();
        }
        let inproc = |plug: Plug| {
            let Some(Owner::Socket(id)) = self.pipes.owner(plug) else {
                return None;
            };
            let way = super::context::Way::Inproc(plug);
            let mut all = self.sockets.at(id.0)?.connections.iter();
            all.find(|connection| connection.way == way)
        };
        let found = inproc(plug).or_else(|| inproc(plug.other()));
        found.map_or("".into(), |connection| connection.address.clone())
    }
}

/// Reports a call that fails.
pub(super) fn refuse(
    socket: SocketId,
    call: &'static str,
    errno: Errno,
    rule: Rule,
    env: &mut Env,
) -> Halt {
    env.out.fact(|| Fact::Refused {
        socket,
        call,
        errno: errno.0,
        error: errno.name(),
        rule: rule.into(),
    });
    Halt::Errno(errno)
}
