//! STREAM: TCP as it is, without frames. What comes is handed out as (number
//! of the connection, bytes), in whatever pieces the network brought; an empty
//! piece says that a connection came or went, and sending one closes it.
//!
//! Spec: libzmq 4.3.5 `stream.cpp`, `raw_engine.cpp`.

use super::router::Names;
use super::{Desk, Receipt, Route, Stop, Target};
use crate::messaging::zeromq::errno::Errno;
use crate::messaging::zeromq::message::Frame;
use crate::messaging::zeromq::pipe::{Pipes, Plug};
use crate::messaging::zeromq::rule::Rule;
use crate::messaging::zeromq::spread::FairQueue;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::messaging::zeromq) struct Stream {
    fair: FairQueue,
    names: Names,
}

impl Stream {
    pub(super) fn new(first_name: u32) -> Stream {
        Stream {
            fair: FairQueue::default(),
            names: Names::new(first_name),
        }
    }

    pub(super) fn attach(&mut self, plug: Plug, name: Option<Frame>) {
        let name = name.unwrap_or_else(|| self.names.invent());
        self.names.insert(name, plug);
        self.fair.attach(plug);
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        self.fair.detach(plug);
        self.names.remove(plug);
    }

    pub(super) fn activate_read(&mut self, plug: Plug) {
        self.fair.activate(plug);
    }

    pub(super) fn route(
        &mut self,
        first: &Frame,
        more: bool,
        desk: &mut Desk,
    ) -> Result<Route, Stop> {
        let unknown = Rule::UnknownIdentity { mandatory: true };
        let Some(plug) = self.names.plug(first) else {
            return Err(Stop::Fail(Errno::EHOSTUNREACH, unknown));
        };
        let target = match more {
            false => Target::Nowhere(Rule::MalformedRequest),
            true if desk.pipes.can_write(plug) => Target::One(plug),
            true => return Err(Stop::Wait),
        };
        Ok(Route {
            names_peer: true,
            ..Route::new(target, Rule::ByIdentity)
        })
    }

    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        let (plug, message, turn) = self.fair.take(desk.pipes).ok_or(Stop::Wait)?;
        let name = self.names.name(plug);
        let frames = std::iter::once(name).chain(message.frames.iter().cloned());
        Ok(Receipt {
            message: message.with(frames),
            rule: Rule::FairQueue {
                turn: turn.turn,
                of: turn.of,
            },
        })
    }

    pub(super) fn is_readable(&mut self, pipes: &mut Pipes) -> bool {
        self.fair.has_message(pipes)
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }
}
