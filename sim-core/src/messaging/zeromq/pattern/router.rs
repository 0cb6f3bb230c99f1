//! ROUTER: puts before each message the name of the peer it came from, and
//! sends to the peer that the first frame names.
//!
//! Spec: RFC 28/REQREP; libzmq 4.3.5 `router.cpp`. A peer without a name gets
//! one of five bytes: a zero and a counter that starts at a random number.

use crate::base::Map;

use super::{Desk, Receipt, Route, Stop};
use crate::messaging::fact::MessageKind;
use crate::messaging::zeromq::errno::Errno;
use crate::messaging::zeromq::message::Frame;
use crate::messaging::zeromq::pipe::{Pipes, Plug};
use crate::messaging::zeromq::rule::Rule;
use crate::messaging::zeromq::spread::FairQueue;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::messaging::zeromq) struct Router {
    fair: FairQueue,
    by_name: Map<Frame, Plug>,
    names: Map<Plug, Frame>,
    next_name: u32,
}

impl Router {
    pub(super) fn new(first_name: u32) -> Router {
        Router {
            fair: FairQueue::default(),
            by_name: Map::new(),
            names: Map::new(),
            next_name: first_name,
        }
    }

    /// A peer has said its name, or that it has none. A name that is taken
    /// makes the newcomer unheard, or with ROUTER_HANDOVER the old holder.
    pub(super) fn identify(&mut self, plug: Plug, name: &Frame, handover: bool) {
        if self.names.contains_key(&plug) {
            return;
        }
        let name = match name.is_empty() {
            true => self.new_name(),
            false => name.clone(),
        };
        if let Some(holder) = self.by_name.get(&name).copied() {
            if !handover {
                return;
            }
            let other = self.new_name();
            self.names.insert(holder, other.clone());
            self.by_name.insert(other, holder);
        }
        self.by_name.insert(name.clone(), plug);
        self.names.insert(plug, name);
        self.fair.attach(plug);
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        self.fair.detach(plug);
        if let Some(name) = self.names.remove(&plug) {
            self.by_name.remove(&name);
        }
    }

    pub(super) fn activate_read(&mut self, plug: Plug) {
        if self.names.contains_key(&plug) {
            self.fair.activate(plug);
        }
    }

    pub(super) fn route(
        &mut self,
        first: &Frame,
        more: bool,
        desk: &mut Desk,
    ) -> Result<Route, Stop> {
        let mandatory = desk.options.router_mandatory;
        let unknown = Rule::UnknownIdentity { mandatory };
        let target = match self.by_name.get(first) {
            // Nothing follows the name: there is nothing to send.
            _ if !more => Err(Rule::MalformedRequest),
            None if mandatory => return Err(Stop::Fail(Errno::EHOSTUNREACH, unknown)),
            None => Err(unknown),
            Some(plug) if desk.pipes.can_write(*plug) => Ok(*plug),
            Some(plug) if mandatory && !desk.pipes.is_broken(*plug) => return Err(Stop::Wait),
            Some(_) if mandatory => return Err(Stop::Fail(Errno::EHOSTUNREACH, unknown)),
            Some(plug) => Err(
                match (desk.pipes.is_broken(*plug), desk.pipes.mark(*plug)) {
                    (false, Some(mark)) => Rule::QueueFull { mark },
                    _ => unknown,
                },
            ),
        };
        Ok(Route {
            target,
            prefix: Vec::new(),
            names_peer: true,
            rule: Rule::ByIdentity,
            kind: MessageKind::Message,
        })
    }

    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        let (plug, message, turn) = self.fair.take(desk.pipes).ok_or(Stop::Wait)?;
        let name = self.names.get(&plug).cloned().unwrap_or_default();
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

    fn new_name(&mut self) -> Frame {
        let mut name = [0; 5];
        name[1..].copy_from_slice(&self.next_name.to_be_bytes());
        self.next_name = self.next_name.wrapping_add(1);
        name.into()
    }
}
