//! DEALER: sends to its peers in turn, takes from them in turn, puts nothing
//! before or behind. PUSH and PULL are its two halves.
//!
//! Spec: RFC 28/REQREP (DEALER), RFC 30/PIPELINE (PUSH, PULL).

use super::{Desk, Receipt, Route, Stop, Target};
use crate::messaging::zeromq::errno::Errno;
use crate::messaging::zeromq::kind::Kind;
use crate::messaging::zeromq::pipe::{Pipes, Plug};
use crate::messaging::zeromq::rule::Rule;
use crate::messaging::zeromq::spread::{Balancer, FairQueue};

#[derive(Clone, Debug, PartialEq)]
pub(in crate::messaging::zeromq) struct Dealer {
    out: Option<Balancer>,
    fair: Option<FairQueue>,
}

impl Dealer {
    pub(super) fn new(sends: bool, receives: bool) -> Dealer {
        Dealer {
            out: sends.then(Balancer::default),
            fair: receives.then(FairQueue::default),
        }
    }

    pub(super) fn attach(&mut self, plug: Plug) {
        if let Some(out) = &mut self.out {
            out.attach(plug);
        }
        if let Some(fair) = &mut self.fair {
            fair.attach(plug);
        }
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        if let Some(out) = &mut self.out {
            out.detach(plug);
        }
        if let Some(fair) = &mut self.fair {
            fair.detach(plug);
        }
    }

    pub(super) fn activate_read(&mut self, plug: Plug) {
        if let Some(fair) = &mut self.fair {
            fair.activate(plug);
        }
    }

    pub(super) fn activate_write(&mut self, plug: Plug) {
        if let Some(out) = &mut self.out {
            out.activate(plug);
        }
    }

    pub(super) fn route(&mut self, desk: &mut Desk) -> Result<Route, Stop> {
        let Some(out) = &mut self.out else {
            return Err(wrong_direction(Kind::Pull, true));
        };
        let (plug, turn) = out.choose(desk.pipes).ok_or(Stop::Wait)?;
        let (turn, of) = (turn.turn, turn.of);
        let rule = Rule::RoundRobin { turn, of };
        Ok(Route::new(Target::One(plug), rule))
    }

    pub(super) fn sent(&mut self) {
        if let Some(out) = &mut self.out {
            out.advance();
        }
    }

    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        let Some(fair) = &mut self.fair else {
            return Err(wrong_direction(Kind::Push, false));
        };
        let (_, message, turn) = fair.take(desk.pipes).ok_or(Stop::Wait)?;
        Ok(Receipt {
            message,
            rule: Rule::FairQueue {
                turn: turn.turn,
                of: turn.of,
            },
        })
    }

    pub(super) fn is_readable(&mut self, pipes: &mut Pipes) -> bool {
        let fair = self.fair.as_mut();
        fair.is_some_and(|fair| fair.has_message(pipes))
    }

    pub(super) fn turns(&self) -> (Option<Plug>, Option<Plug>) {
        let out = self.out.as_ref().and_then(Balancer::current);
        (out, self.fair.as_ref().and_then(FairQueue::current))
    }

    pub(super) fn is_writable(&mut self, pipes: &mut Pipes) -> bool {
        let out = self.out.as_mut();
        out.is_some_and(|out| out.choose(pipes).is_some())
    }
}

fn wrong_direction(kind: Kind, send: bool) -> Stop {
    Stop::Fail(Errno::ENOTSUP, Rule::WrongDirection { kind, send })
}
