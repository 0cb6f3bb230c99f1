//! PAIR: one peer, both ways. Who comes while the place is taken is turned
//! away without a word.
//!
//! Spec: RFC 31/EXPAIR; libzmq 4.3.5 `pair.cpp`.

use super::{Desk, Receipt, Route, Stop, Target};
use crate::messaging::zeromq::pipe::{Pipes, Plug};
use crate::messaging::zeromq::rule::Rule;

#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::messaging::zeromq) struct Pair {
    peer: Option<Plug>,
}

impl Pair {
    pub(super) fn attach(&mut self, plug: Plug, desk: &mut Desk) {
        match self.peer {
            None => self.peer = Some(plug),
            Some(_) => desk.expelled.push((plug, Rule::PairIsTaken)),
        }
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        if self.peer == Some(plug) {
            self.peer = None;
        }
    }

    pub(super) fn route(&mut self, desk: &mut Desk) -> Result<Route, Stop> {
        match self.peer {
            Some(plug) if desk.pipes.can_write(plug) => {
                Ok(Route::new(Target::One(plug), Rule::OnlyPeer))
            }
            _ => Err(Stop::Wait),
        }
    }

    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        let message = self.peer.and_then(|plug| desk.pipes.read(plug));
        Ok(Receipt {
            message: message.ok_or(Stop::Wait)?,
            rule: Rule::OnlyPeer,
        })
    }

    pub(super) fn is_readable(&self, pipes: &mut Pipes) -> bool {
        self.peer.is_some_and(|plug| pipes.can_read(plug))
    }

    pub(super) fn is_writable(&self, pipes: &mut Pipes) -> bool {
        self.peer.is_some_and(|plug| pipes.can_write(plug))
    }
}
