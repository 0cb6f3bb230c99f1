//! What a connection must do in time: finish the handshake, show a sign of
//! life after a PING, outlive the time that the peer's PING gave it.
//!
//! Spec: RFC 37/ZMTP 3.1 (PING, PONG); libzmq 4.3.5 `stream_engine_base.cpp`
//! for what resets what. A timer cannot be taken back, so a late one looks
//! whether its reason still holds.

use super::engine::Engine;
use super::session::{Link, Loss};
use super::{Timer, Zeromq};
use crate::base::{Span, Time};
use crate::messaging::seam::Env;
use crate::network::End;

impl Zeromq {
    /// The handshake must end in time. Two sockets of this system that run
    /// need no timer for that, and none is left over to keep a run going.
    pub(super) fn watch_handshake(&mut self, number: u32, end: End, env: &mut Env) {
        let peer = self.peer_of_end(end).and_then(|id| self.sockets.at(id.0));
        let sure =
            peer.is_some_and(|peer| !peer.is_raw() && !self.paused.contains_key(&peer.process));
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let socket = self.sockets.at(session.socket.0);
        let period = socket.and_then(|socket| socket.options.handshake());
        if let Link::Up(engine) = &mut session.link
            && let Some(period) = period.filter(|_| !sure)
        {
            let by = env.now + period;
            engine.handshake_by = Some(by);
            plan(number, by, env);
        }
    }

    /// The peers have greeted each other: PINGs begin, if they are wanted.
    pub(super) fn begin_heartbeat(&mut self, number: u32, end: End, env: &mut Env) {
        let session = self.sessions.at(number);
        let socket = session.and_then(|session| self.sockets.at(session.socket.0));
        if let Some(interval) = socket.and_then(|socket| socket.options.heartbeat()) {
            plan_beat(number, end, interval, env);
        }
    }

    /// It is time for a PING.
    pub(super) fn beat(&mut self, number: u32, end: End, env: &mut Env) {
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let Some(socket) = self.sockets.at(session.socket.0) else {
            return;
        };
        let Link::Up(engine) = &mut session.link else {
            return;
        };
        let Some(interval) = socket.options.heartbeat() else {
            return;
        };
        if engine.end != end {
            return;
        }
        engine.ping(socket.options.heartbeat_ttl());
        if let Some(limit) = socket.options.heartbeat_timeout()
            && engine.silent_by.is_none()
        {
            let by = env.now + limit;
            engine.silent_by = Some(by);
            plan(number, by, env);
        }
        plan_beat(number, end, interval, env);
        self.session_output(number, env);
    }

    /// True if nobody waits any more for what a timer is to look after.
    pub(in crate::messaging) fn is_void(&self, timer: &Timer) -> bool {
        let engine = |session: u32| match &self.sessions.at(session)?.link {
            Link::Up(engine) => Some(engine),
            _ => None,
        };
        match timer {
            Timer::Beat { session, end } => engine(*session).is_none_or(|it| it.end != *end),
            Timer::Deadline { session } => engine(*session).is_none_or(|it| !it.is_watched()),
            Timer::Reconnect { .. } | Timer::Flush { .. } | Timer::Linger { .. } => false,
        }
    }

    /// Something was to have happened by now.
    pub(super) fn look_after(&mut self, number: u32, env: &mut Env) {
        let overdue = self.sessions.at(number).is_some_and(
            |session| matches!(&session.link, Link::Up(engine) if engine.is_overdue(env.now)),
        );
        if overdue {
            self.link_lost(number, Loss::Silence, env);
        }
    }
}

/// A peer's PING says how long this connection may live without another sign.
pub(super) fn note_ttl(number: u32, engine: &mut Engine, env: &mut Env) {
    let Some(ttl) = engine.ttl.take().filter(|ttl| *ttl > 0) else {
        return;
    };
    if engine.alive_by.is_none() {
        let by = env.now + Span::from_millis(u64::from(ttl) * 100);
        engine.alive_by = Some(by);
        plan(number, by, env);
    }
}

fn plan(session: u32, at: Time, env: &mut Env) {
    let timer = Timer::Deadline { session };
    env.out.timers.push((at, timer.into()));
}

fn plan_beat(session: u32, end: End, interval: Span, env: &mut Env) {
    let timer = Timer::Beat { session, end };
    env.out.timers.push((env.now + interval, timer.into()));
}
