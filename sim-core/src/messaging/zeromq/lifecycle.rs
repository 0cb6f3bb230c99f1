//! How sockets come to be and close; how contexts and processes end.

use super::context::{Binding, Context, Place, Socket, Traffic};
use super::errno::Errno;
use super::kind::Kind;
use super::monitor::Event;
use super::options::{self, Options};
use super::pattern::Pattern;
use super::pipe::{Owner, Plug};
use super::rule::Rule;
use super::session::Session;
use super::{Timer, Zeromq};
use crate::base::{HostId, ProcessId, Random, Span, ThreadId};
use crate::messaging::fact::{Fact, SocketId};
use crate::messaging::seam::{Caller, Ending, Env, Outcome, Peer, Reason, Wait};
use crate::python::Data;

impl Zeromq {
    pub(super) fn open_context(&mut self, process: ProcessId, io_threads: i64) -> u32 {
        self.contexts.insert(Context {
            process,
            sockets: Vec::new(),
            terminating: false,
            waiters: Vec::new(),
            io_threads,
            max_sockets: 1_023,
            blocky: true,
        })
    }

    /// A new socket; the error is libzmq's.
    pub(super) fn open_socket(
        &mut self,
        caller: Caller,
        context: u32,
        kind: Kind,
        env: &mut Env,
    ) -> Result<SocketId, Errno> {
        let id = SocketId(self.sockets.next());
        let owner = self.contexts.at_mut(context).ok_or(Errno::EFAULT)?;
        if owner.terminating {
            return Err(Errno::ETERM);
        }
        if owner.sockets.len() as i64 >= owner.max_sockets {
            return Err(Errno::EMFILE);
        }
        let mut random = Random::new(self.seed, "zeromq.socket", u64::from(id.0));
        let pattern = Pattern::new(kind, &mut random);
        let mut options = Options::default();
        // Nobody waits for subscriptions to be sent (libzmq's `xsub_t`).
        if !owner.blocky || matches!(kind, Kind::Sub | Kind::XSub) {
            let _ = options.set(kind, options::LINGER, &Data::Int(0));
        }
        owner.sockets.push(id);
        self.owners.push(caller.process);
        self.sockets.insert(Socket {
            id,
            process: caller.process,
            host: caller.host,
            context,
            kind,
            options,
            pattern,
            bindings: Vec::new(),
            connections: Vec::new(),
            last_endpoint: "".into(),
            plugs: Vec::new(),
            sessions: Vec::new(),
            incoming: None,
            outgoing: None,
            waiters: Vec::new(),
            closed: false,
            random,
            mail: Vec::new(),
            monitor: None,
            internal: false,
            traffic: Traffic::default(),
        });
        env.out.fact(|| Fact::SocketOpened {
            socket: id,
            process: caller.process,
            kind: kind.name(),
        });
        Ok(id)
    }

    /// The socket takes its end of a session's pipe away; the session ends
    /// when its queue is empty or the linger period is over.
    pub(super) fn close_session(
        &mut self,
        number: u32,
        linger: Option<Span>,
        rule: Rule,
        env: &mut Env,
    ) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        session.closing = true;
        let socket = session.socket;
        let plug = session.plug.map(Plug::other);
        if let Some(plug) = plug {
            let attached = self.sockets.at(socket.0);
            if attached.is_some_and(|socket| socket.plugs.contains(&plug)) {
                self.with_pattern(socket, env, |pattern, desk| pattern.detach(plug, desk));
                if let Some(socket) = self.sockets.at_mut(socket.0) {
                    socket.plugs.retain(|other| *other != plug);
                    socket.wake(true, true, &mut env.out.wakes);
                }
                self.leave(plug, rule, env);
            }
        }
        match linger {
            Some(Span::ZERO) => {
                let rule = Rule::LingerOver { linger: Span::ZERO };
                self.end_session(number, rule, env);
            }
            Some(linger) => {
                let timer = Timer::Linger { session: number };
                env.out.timers.push((env.now + linger, timer.into()));
                self.end_if_drained(number, env);
            }
            None => self.end_if_drained(number, env),
        }
    }

    pub(super) fn linger_over(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at(number).filter(|session| session.closing) else {
            return;
        };
        let socket = self.sockets.at(session.socket.0);
        let linger = socket.and_then(|socket| socket.options.linger());
        let rule = Rule::LingerOver {
            linger: linger.unwrap_or(Span::ZERO),
        };
        self.end_session(number, rule, env);
    }

    /// The program is done with a socket.
    pub(super) fn close(&mut self, id: SocketId, env: &mut Env) {
        let Some(socket) = self.sockets.at_mut(id.0).filter(|socket| !socket.closed) else {
            return;
        };
        socket.closed = true;
        socket.incoming = None;
        socket.outgoing = None;
        socket.mail.clear();
        let inside = socket.pattern.abandon();
        socket.wake(true, true, &mut env.out.wakes);
        let linger = socket.options.linger();
        let (host, context) = (socket.host, socket.context);
        let bindings = std::mem::take(&mut socket.bindings);
        let (plugs, sessions) = (socket.plugs.clone(), socket.sessions.clone());
        let pending = plugs.iter().map(|plug| self.pipes.fill(*plug)).sum();
        env.out.fact(|| Fact::SocketClosed {
            socket: id,
            pending,
        });
        for message in inside {
            self.dropped(message.id, id, Rule::ClosedUnread, env);
        }
        for binding in &bindings {
            self.stop_listening(id, host, context, binding, env);
        }
        for plug in plugs {
            if self.pipes.owner(plug.other()) == Some(Owner::Nobody) {
                self.pending.retain(|pending| pending.plug != plug);
                self.leave(plug.other(), Rule::ClosedUnread, env);
            }
            self.leave(plug, Rule::ClosedUnread, env);
        }
        if let Some(socket) = self.sockets.at_mut(id.0) {
            socket.plugs.clear();
        }
        for number in sessions {
            self.close_session(number, linger, Rule::ClosedUnread, env);
        }
        self.forget_if_done(id, env);
    }

    pub(super) fn stop_listening(
        &mut self,
        id: SocketId,
        host: HostId,
        context: u32,
        binding: &Binding,
        env: &mut Env,
    ) {
        if let Some(listener) = binding.listener() {
            let value = listener.0 + 8;
            self.report(id, Event::Closed, value, &binding.address, env);
        }
        match &binding.place {
            Place::Tcp(listener) => {
                let out = &mut env.out.network;
                env.network.close_listener(env.now, *listener, out);
                self.listeners.remove(listener);
            }
            Place::Ipc(listener, path) => {
                let out = &mut env.out.network;
                env.network.close_listener(env.now, *listener, out);
                env.network.unlink(host, path);
                self.listeners.remove(listener);
            }
            Place::Inproc(name) => {
                self.inproc.remove(&(context, name.clone()));
            }
        }
    }

    /// Forgets a closed socket that has nothing more to send; who waits for
    /// its context may go on.
    pub(super) fn forget_if_done(&mut self, id: SocketId, env: &mut Env) {
        let done = |socket: &&Socket| socket.closed && socket.sessions.is_empty();
        let Some(context) = self.sockets.at(id.0).filter(done).map(|s| s.context) else {
            return;
        };
        self.stop_monitor(id, env);
        self.sockets.remove(id.0);
        if let Some(context) = self.contexts.at_mut(context) {
            context.sockets.retain(|other| *other != id);
            if context.sockets.is_empty() {
                env.out.wakes.append(&mut context.waiters);
            }
        }
    }

    /// No calls but `close` succeed any more on a context's sockets.
    pub(super) fn shut_down(&mut self, context: u32, env: &mut Env) {
        let Some(context) = self.contexts.at_mut(context) else {
            return;
        };
        context.terminating = true;
        for id in &context.sockets {
            if let Some(socket) = self.sockets.at_mut(id.0) {
                socket.wake(true, true, &mut env.out.wakes);
            }
        }
    }

    /// `zmq_ctx_term`: waits until every socket is closed and has sent.
    pub(super) fn terminate(&mut self, number: u32, caller: Caller, env: &mut Env) -> Outcome {
        self.shut_down(number, env);
        let who = (caller.process, caller.thread);
        match self.wait_for_sockets(&[number], who) {
            Some(wait) => Outcome::Wait(wait),
            None => {
                self.contexts.remove(number);
                Outcome::Done(Ok(Data::None))
            }
        }
    }

    /// A process ends; see `Messaging::process_ended`.
    pub fn process_ended(&mut self, process: ProcessId, how: Ending, env: &mut Env) -> Outcome {
        let mine =
            |(number, context): (u32, &Context)| (context.process == process).then_some(number);
        let contexts: Vec<u32> = self.contexts.iter().filter_map(mine).collect();
        if how == Ending::Killed {
            self.paused.remove(&process);
        }
        for number in &contexts {
            self.shut_down(*number, env);
            let sockets = self
                .contexts
                .at(*number)
                .map(|context| context.sockets.clone());
            for id in sockets.unwrap_or_default() {
                match how {
                    Ending::Exited => self.close(id, env),
                    Ending::Killed => self.kill(id, env),
                }
            }
        }
        self.settle(env);
        let wait = self.wait_for_sockets(&contexts, (process, ThreadId(0)));
        if let Some(wait) = wait {
            return Outcome::Wait(wait);
        }
        for number in contexts {
            self.contexts.remove(number);
        }
        Outcome::Done(Ok(Data::None))
    }

    /// The memory of a socket is gone at once, its queues with it.
    fn kill(&mut self, id: SocketId, env: &mut Env) {
        if let Some(socket) = self.sockets.at_mut(id.0) {
            socket.waiters.clear();
            for number in socket.sessions.clone() {
                if let Some(session) = self.sessions.at_mut(number) {
                    session.closing = false;
                }
                self.end_session(number, Rule::SenderKilled, env);
            }
        }
        self.close(id, env);
    }

    fn wait_for_sockets(&mut self, contexts: &[u32], who: (ProcessId, ThreadId)) -> Option<Wait> {
        let mut ids = Vec::new();
        for number in contexts {
            let Some(context) = self.contexts.at_mut(*number) else {
                continue;
            };
            if !context.sockets.is_empty() && !context.waiters.contains(&who) {
                context.waiters.push(who);
            }
            ids.extend(context.sockets.iter().copied());
        }
        if ids.is_empty() {
            return None;
        }
        Some(Wait {
            until: None,
            reason: self.finish_reason(&ids),
        })
    }

    fn finish_reason(&self, ids: &[SocketId]) -> Reason {
        let closed = |id: &SocketId| self.sockets.at(id.0).is_some_and(|socket| socket.closed);
        let (lingering, open): (Vec<_>, Vec<_>) = ids.iter().copied().partition(closed);
        let sockets = lingering.iter().filter_map(|id| self.sockets.at(id.0));
        let sessions = sockets.flat_map(|socket| &socket.sessions);
        let sessions: Vec<_> = sessions.filter_map(|n| self.sessions.at(*n)).collect();
        let queued =
            |session: &&Session| session.plug.map_or(0, |plug| self.pipes.fill(plug.other()));
        let messages = sessions.iter().map(queued).sum();
        let peers = sessions.iter().map(|session| {
            let socket = session.end().and_then(|end| self.peer_of_end(end));
            Peer {
                address: session.address.clone(),
                socket,
                process: socket.and_then(|socket| self.owner(socket)),
                phase: session.phase(),
            }
        });
        let first = lingering.first().and_then(|id| self.sockets.at(id.0));
        let rule = match open.len() as u32 {
            0 => Rule::Lingers {
                messages,
                linger: first.and_then(|socket| socket.options.linger()),
            },
            open => Rule::OpenSockets { open },
        };
        Reason::Finish {
            peers: peers.collect(),
            open,
            lingering,
            messages,
            rule: rule.into(),
        }
    }
}
