//! Connections without a protocol: bytes as they come (STREAM, ROUTER_RAW).
//!
//! Spec: libzmq 4.3.5 `raw_engine.cpp`.

use std::rc::Rc;

use super::Zeromq;
use super::message::{Form, Frame, Message};
use super::rule::{Full, Rule};
use crate::base::MessageId;
use crate::messaging::fact::{Fact, MessageKind, SocketId};
use crate::messaging::seam::Env;
use crate::network::End;

impl Zeromq {
    /// A connection without a protocol: nobody has to be greeted.
    pub(super) fn begin_raw(&mut self, number: u32, end: End, env: &mut Env) {
        self.open_pipe(number, end, &Frame::default(), env);
        self.notify_raw(number, env);
    }

    /// An empty message tells that a raw connection came or went.
    pub(super) fn notify_raw(&mut self, number: u32, env: &mut Env) {
        let Some(session) = self.sessions.at(number) else {
            return;
        };
        let id = session.socket;
        let told = self.sockets.at(id.0).is_some_and(|socket| {
            socket.is_raw() && socket.options.stream_notify && !socket.closed
        });
        if !told {
            return;
        }
        let message = self.unsent(id, Rc::from([Frame::default()]), env);
        if let Err(message) = self.deliver(number, message, env) {
            let rule = Rule::QueueFull {
                full: Full::default(),
            };
            self.dropped(message.id, id, rule, env);
        }
    }

    /// A message that no socket of this system has sent.
    fn unsent(&mut self, socket: SocketId, frames: Rc<[Frame]>, env: &mut Env) -> Message {
        let message = Message {
            id: self.new_message(),
            kind: MessageKind::Control,
            form: Form::Plain,
            frames,
        };
        env.out.fact(|| Fact::Sent {
            message: message.id,
            socket,
            label: message.label(),
            bytes: message.frames.iter().map(|frame| frame.len() as u64).sum(),
            parts: message.frames.len() as u32,
            kind: message.kind,
        });
        message
    }

    /// Bytes of a raw connection as a message; what ended among them is one
    /// with it.
    pub(super) fn piece(
        &mut self,
        socket: SocketId,
        frame: Frame,
        mut ended: Vec<MessageId>,
        env: &mut Env,
    ) -> Message {
        let last = ended.pop();
        for message in ended {
            env.out.fact(|| Fact::Taken {
                message,
                socket,
                rule: Rule::NoBorders.into(),
            });
        }
        let frames = Rc::from([frame]);
        match last {
            None => self.unsent(socket, frames, env),
            Some(id) => Message {
                id,
                kind: MessageKind::Message,
                form: Form::Plain,
                frames,
            },
        }
    }
}
