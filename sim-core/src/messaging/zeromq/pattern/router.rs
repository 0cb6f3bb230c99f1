//! ROUTER: puts before each message the name of the peer it came from, and
//! sends to the peer that the first frame names.
//!
//! Spec: RFC 28/REQREP; libzmq 4.3.5 `router.cpp`. A peer without a name gets
//! one of five bytes: a zero and a counter that starts at a random number.

use crate::base::Map;

use super::{Desk, Receipt, Route, Stop, Target};
use crate::messaging::zeromq::errno::Errno;
use crate::messaging::zeromq::message::Frame;
use crate::messaging::zeromq::options::Options;
use crate::messaging::zeromq::pipe::{Pipes, Plug};
use crate::messaging::zeromq::rule::Rule;
use crate::messaging::zeromq::spread::FairQueue;

/// The names of the peers, both ways.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::messaging::zeromq) struct Names {
    by_name: Map<Frame, Plug>,
    names: Map<Plug, Frame>,
    next: u32,
}

impl Names {
    pub(super) fn new(first: u32) -> Names {
        Names {
            by_name: Map::new(),
            names: Map::new(),
            next: first,
        }
    }

    /// A name for a peer that has none.
    pub(super) fn invent(&mut self) -> Frame {
        let mut name = [0; 5];
        name[1..].copy_from_slice(&self.next.to_be_bytes());
        self.next = self.next.wrapping_add(1);
        name.into()
    }

    pub(super) fn insert(&mut self, name: Frame, plug: Plug) {
        self.by_name.insert(name.clone(), plug);
        self.names.insert(plug, name);
    }

    pub(super) fn remove(&mut self, plug: Plug) {
        if let Some(name) = self.names.remove(&plug) {
            self.by_name.remove(&name);
        }
    }

    pub(super) fn plug(&self, name: &Frame) -> Option<Plug> {
        self.by_name.get(name).copied()
    }

    pub(super) fn knows(&self, plug: Plug) -> bool {
        self.names.contains_key(&plug)
    }

    /// The name of a peer; empty if it has none yet.
    pub(super) fn name(&self, plug: Plug) -> Frame {
        self.names.get(&plug).cloned().unwrap_or_default()
    }

    fn plugs(&self) -> impl Iterator<Item = &Plug> {
        self.names.keys()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::messaging::zeromq) struct Router {
    fair: FairQueue,
    names: Names,
}

impl Router {
    pub(super) fn new(first_name: u32) -> Router {
        Router {
            fair: FairQueue::default(),
            names: Names::new(first_name),
        }
    }

    /// A peer that this program gives a name to (CONNECT_ROUTING_ID).
    pub(super) fn name(&mut self, plug: Plug, name: &Frame) {
        self.names.insert(name.clone(), plug);
        self.fair.attach(plug);
    }

    /// A peer has said its name, or that it has none. A name that is taken
    /// makes the newcomer unheard, or with ROUTER_HANDOVER ends the old
    /// holder's connection.
    pub(super) fn identify(&mut self, plug: Plug, name: &Frame, desk: &mut Desk) {
        if self.names.knows(plug) {
            return;
        }
        let name = match name.is_empty() {
            true => self.names.invent(),
            false => name.clone(),
        };
        if let Some(holder) = self.names.plug(&name) {
            if !desk.options.router_handover {
                return;
            }
            // libzmq gives the old one another name until it is gone.
            let other = self.names.invent();
            self.names.remove(holder);
            self.names.insert(other, holder);
            desk.expelled.push((holder, Rule::HandedOver));
        }
        self.names.insert(name, plug);
        self.fair.attach(plug);
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        self.fair.detach(plug);
        self.names.remove(plug);
    }

    pub(super) fn activate_read(&mut self, plug: Plug) {
        if self.names.knows(plug) {
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
        let target = match self.names.plug(first) {
            // Nothing follows the name: there is nothing to send.
            _ if !more => Target::Nowhere(Rule::MalformedRequest),
            None if mandatory => return Err(Stop::Fail(Errno::EHOSTUNREACH, unknown)),
            None => Target::Nowhere(unknown),
            Some(plug) if desk.pipes.can_write(plug) => Target::One(plug),
            Some(plug) if mandatory && !desk.pipes.is_broken(plug) => return Err(Stop::Wait),
            Some(_) if mandatory => return Err(Stop::Fail(Errno::EHOSTUNREACH, unknown)),
            Some(plug) => {
                let full = desk.pipes.full(plug);
                Target::Nowhere(match desk.pipes.is_broken(plug) {
                    false if full.mark > 0 => {
                        desk.pipes.count_drop(plug);
                        Rule::QueueFull { full }
                    }
                    _ => unknown,
                })
            }
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

    /// Always, since it drops; with ROUTER_MANDATORY if a peer has room.
    pub(super) fn is_writable(&self, pipes: &mut Pipes, options: &Options) -> bool {
        !options.router_mandatory || self.names.plugs().any(|plug| pipes.can_write(*plug))
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn turn(&self) -> Option<Plug> {
        self.fair.current()
    }
}
