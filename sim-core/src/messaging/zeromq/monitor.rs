//! Socket monitors: what happens to a socket's connections, told as messages
//! over an inproc PAIR socket that the monitored socket keeps for it.
//!
//! Spec: libzmq 4.3.5, zmq_socket_monitor(3): events, values and their order.
//! Differs: an event that has no room in the queue is lost; libzmq lets the
//! thread that reports it wait.

use std::rc::Rc;

use super::Zeromq;
use super::context::Socket;
use super::errno::Errno;
use super::kind::Kind;
use super::message::{Form, Frame, Message};
use super::pattern::{Pattern, Route, Target};
use super::rule::Rule;
use crate::messaging::fact::{Fact, MessageKind, SocketId};
use crate::messaging::seam::{Caller, Env};

/// The events of `zmq.h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Connected = 0x1,
    ConnectDelayed = 0x2,
    ConnectRetried = 0x4,
    Listening = 0x8,
    BindFailed = 0x10,
    Accepted = 0x20,
    Closed = 0x80,
    Disconnected = 0x200,
    Stopped = 0x400,
    HandshakeFailed = 0x800,
    HandshakeSucceeded = 0x1000,
}

impl Event {
    /// Its name, as a message's label.
    fn name(self) -> &'static str {
        match self {
            Self::Connected => "Connected",
            Self::ConnectDelayed => "ConnectDelayed",
            Self::ConnectRetried => "ConnectRetried",
            Self::Listening => "Listening",
            Self::BindFailed => "BindFailed",
            Self::Accepted => "Accepted",
            Self::Closed => "Closed",
            Self::Disconnected => "Disconnected",
            Self::Stopped => "Stopped",
            Self::HandshakeFailed => "HandshakeFailed",
            Self::HandshakeSucceeded => "HandshakeSucceeded",
        }
    }
}

/// Who is told of a socket's events, and of which.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Monitor {
    pub(super) socket: SocketId,
    pub(super) events: i64,
}

impl Zeromq {
    /// Starts to report a socket's events at an inproc address; `None` stops.
    pub(super) fn monitor(
        &mut self,
        caller: Caller,
        id: SocketId,
        address: Option<Rc<str>>,
        events: i64,
        env: &mut Env,
    ) -> Result<(), Errno> {
        self.stop_monitor(id, env);
        let Some(address) = address else {
            return Ok(());
        };
        if !address.starts_with("inproc://") {
            let known = address.contains("://");
            return Err(if known {
                Errno::EPROTONOSUPPORT
            } else {
                Errno::EINVAL
            });
        }
        let socket = self.sockets.at(id.0).ok_or(Errno::ENOTSOCK)?;
        let context = socket.context;
        let pair = self.open_socket(caller, context, Kind::Pair, env)?;
        if let Some(inner) = self.sockets.at_mut(pair.0) {
            inner.internal = true;
        }
        if let Err((errno, _)) = self.bind(pair, &address, env) {
            self.close(pair, env);
            return Err(errno);
        }
        if let Some(socket) = self.sockets.at_mut(id.0) {
            let socket_id = pair;
            socket.monitor = Some(Monitor {
                socket: socket_id,
                events,
            });
        }
        Ok(())
    }

    /// Tells the last event and closes the monitor's socket.
    pub(super) fn stop_monitor(&mut self, id: SocketId, env: &mut Env) {
        self.report(id, Event::Stopped, 0, "", env);
        let socket = self.sockets.at_mut(id.0);
        if let Some(monitor) = socket.and_then(|socket: &mut Socket| socket.monitor.take()) {
            self.close(monitor.socket, env);
        }
    }

    /// Reports an event, if somebody wants to know.
    pub(super) fn report(
        &mut self,
        id: SocketId,
        event: Event,
        value: u32,
        address: &str,
        env: &mut Env,
    ) {
        let monitor = self.sockets.at(id.0).and_then(|socket| socket.monitor);
        let Some(monitor) = monitor.filter(|monitor| monitor.events & event as i64 != 0) else {
            return;
        };
        let to = monitor.socket;
        self.enter(to, env);
        let mut head = (event as u16).to_le_bytes().to_vec();
        head.extend(value.to_le_bytes());
        let frames = [Frame::from(head), Frame::from(address.as_bytes())];
        let message = Message {
            id: self.new_message(),
            kind: MessageKind::Control,
            form: Form::Plain,
            frames: frames.into(),
        };
        env.out.fact(|| Fact::Sent {
            message: message.id,
            socket: to,
            label: event.name().into(),
            bytes: 6 + address.len() as u64,
            parts: 2,
            kind: MessageKind::Control,
        });
        let route = self.with_pattern(to, env, |pattern: &mut Pattern, desk| {
            pattern.route(&message.frames[0], true, desk)
        });
        match route {
            Some(Ok(Route {
                target: Target::One(plug),
                ..
            })) => drop(self.pipes.write(plug, message)),
            _ => {
                let kind = Kind::Pair;
                let immediate = false;
                self.dropped(message.id, to, Rule::NoPeer { kind, immediate }, env);
            }
        }
    }
}
