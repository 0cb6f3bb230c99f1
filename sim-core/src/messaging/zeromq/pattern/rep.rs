//! REP: takes a request from its peers in turn, answers it, takes the next.
//! The envelope of the request (everything up to the empty frame) is kept and
//! put before the answer.
//!
//! Spec: RFC 28/REQREP; libzmq 4.3.5 `rep.cpp` and `router.cpp`, of which it
//! takes the dropping of answers to peers that are gone.

use super::{Desk, Receipt, Route, Stop, Target};
use crate::messaging::fact::MessageKind;
use crate::messaging::zeromq::errno::Errno;
use crate::messaging::zeromq::kind::Kind;
use crate::messaging::zeromq::message::Frame;
use crate::messaging::zeromq::pipe::{Pipes, Plug};
use crate::messaging::zeromq::rule::Rule;
use crate::messaging::zeromq::spread::FairQueue;

#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::messaging::zeromq) struct Rep {
    fair: FairQueue,
    /// The request that was taken and not answered.
    open: Option<Open>,
}

#[derive(Clone, Debug, PartialEq)]
struct Open {
    /// Whom the answer is for, or why it will be dropped.
    requester: Result<Plug, Rule>,
    envelope: Vec<Frame>,
}

impl Rep {
    pub(super) fn attach(&mut self, plug: Plug) {
        self.fair.attach(plug);
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        self.fair.detach(plug);
        if let Some(open) = &mut self.open
            && open.requester == Ok(plug)
        {
            open.requester = Err(Rule::RequesterGone);
        }
    }

    pub(super) fn activate_read(&mut self, plug: Plug) {
        self.fair.activate(plug);
    }

    pub(super) fn route(&mut self) -> Result<Route, Stop> {
        let Some(open) = &self.open else {
            let rule = Rule::Lockstep {
                kind: Kind::Rep,
                must_send: false,
            };
            return Err(Stop::Fail(Errno::EFSM, rule));
        };
        let target = match &open.requester {
            Ok(plug) => Target::One(*plug),
            Err(rule) => Target::Nowhere(rule.clone()),
        };
        Ok(Route {
            prefix: open.envelope.clone(),
            kind: MessageKind::Reply,
            ..Route::new(target, Rule::ReplyToRequester)
        })
    }

    pub(super) fn sent(&mut self) {
        self.open = None;
    }

    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        if self.open.is_some() {
            let rule = Rule::Lockstep {
                kind: Kind::Rep,
                must_send: true,
            };
            return Err(Stop::Fail(Errno::EFSM, rule));
        }
        while let Some((plug, message, turn)) = self.fair.take(desk.pipes) {
            let bottom = message.frames.iter().position(|frame| frame.is_empty());
            let Some((envelope, body)) = bottom
                .filter(|at| at + 1 < message.frames.len())
                .map(|at| message.frames.split_at(at + 1))
            else {
                desk.drop_message(&message, Rule::MalformedRequest);
                continue;
            };
            self.open = Some(Open {
                requester: requester(plug, desk.pipes),
                envelope: envelope.to_vec(),
            });
            return Ok(Receipt {
                message: message.with(body.iter().cloned()),
                rule: Rule::FairQueue {
                    turn: turn.turn,
                    of: turn.of,
                },
            });
        }
        Err(Stop::Wait)
    }

    pub(super) fn is_readable(&mut self, pipes: &mut Pipes) -> bool {
        self.open.is_none() && self.fair.has_message(pipes)
    }

    pub(super) fn is_writable(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn next(&self) -> Option<Plug> {
        self.fair.current()
    }

    pub(super) fn turn(&self) -> &'static str {
        match self.open {
            Some(_) => "must send next",
            None => "must receive next",
        }
    }
}

/// The envelope goes into the requester's queue when the request is taken, so
/// that is when libzmq looks whether there is room.
fn requester(plug: Plug, pipes: &mut Pipes) -> Result<Plug, Rule> {
    if pipes.can_write(plug) {
        return Ok(plug);
    }
    let full = pipes.full(plug);
    Err(match pipes.is_broken(plug) {
        false if full.mark > 0 => Rule::RequesterFull { full },
        _ => Rule::RequesterGone,
    })
}
