//! How a connecting session comes to its connection: attempts, failures,
//! pauses. The first attempt is made at once, every further one after
//! RECONNECT_IVL and a random part of it, also after a loss.

use super::endpoint::Endpoint;
use super::errno::Errno;
use super::monitor::Event;
use super::options::{self, Options};
use super::rule::Rule;
use super::session::{Link, Session};
use super::{Timer, Zeromq};
use crate::base::Span;
use crate::messaging::fact::Fact;
use crate::messaging::seam::Env;
use crate::network::{Address, ConnectError, End};

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
        let options = socket.options.of_stream();
        let (now, host) = (env.now, socket.host);
        let network = &mut *env.network;
        let connection = network.connect_with(now, host, None, &options, &there, out);
        session.link = Link::Connecting(connection);
        self.ends.insert(End::client(connection), number);
        // A Unix domain socket answers at once.
        if let Address::Port(..) = there {
            let (id, address) = (session.socket, session.address.clone());
            let in_progress = Errno::EINPROGRESS.0 as u32;
            self.report(id, Event::ConnectDelayed, in_progress, &address, env);
        }
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
            self.report_end(number, Event::Closed, end, env);
        }
        let retry = self.plan_reconnect(number, env);
        let Some(session) = self.sessions.at_mut(number) else {
            return;
        };
        let rule = match error {
            Some(ConnectError::Refused | ConnectError::NoSuchPath) => Rule::NobodyListens { retry },
            Some(_) | None => Rule::NoSuchHost { retry },
        };
        session.lost_way = matches!(rule, Rule::NoSuchHost { .. });
        let (socket, address) = (session.socket, session.address.clone());
        env.out.fact(|| Fact::ConnectFailed {
            socket,
            address,
            retry_in: retry,
            rule: rule.into(),
        });
    }

    /// Puts the next attempt on the agenda; returns the pause before it.
    pub(super) fn plan_reconnect(&mut self, number: u32, env: &mut Env) -> Option<Span> {
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
        let (id, address) = (session.socket, session.address.clone());
        let millis = (pause.0 / 1_000_000) as u32;
        self.report(id, Event::ConnectRetried, millis, &address, env);
        Some(pause)
    }
}

/// The pause before the next attempt, as libzmq draws it: RECONNECT_IVL and a
/// random part of it; or, with RECONNECT_IVL_MAX, doubling up to that.
fn next_pause(
    options: &Options,
    last: &mut Option<i64>,
    draw: impl FnOnce(u64) -> u64,
) -> Option<Span> {
    let base = options.reconnect();
    if base <= 0 {
        return None;
    }
    if options.reconnect_most() > 0 {
        let next = last.map_or(base, |last| last.saturating_mul(2));
        let next = next.min(options.reconnect_most());
        *last = Some(next);
        return options::millis(next);
    }
    // In nanoseconds, so that clients started together spread as real ones do.
    let span = options::millis(base)?;
    Some(span + Span(draw(span.0)))
}
