//! REQ: asks, then waits for the answer of whom it asked, then asks again.
//!
//! Spec: RFC 28/REQREP; libzmq 4.3.5 `req.cpp` for what REQ_RELAXED and
//! REQ_CORRELATE change.

use super::{Desk, Receipt, Route, Stop, Target};
use crate::base::MessageId;
use crate::messaging::zeromq::errno::Errno;
use crate::messaging::zeromq::kind::Kind;
use crate::messaging::zeromq::message::{Frame, Message};
use crate::messaging::zeromq::options::Options;
use crate::messaging::zeromq::pipe::{Pipes, Plug};
use crate::messaging::zeromq::rule::Rule;
use crate::messaging::zeromq::spread::{Balancer, FairQueue};

#[derive(Clone, Debug, PartialEq)]
pub(in crate::messaging::zeromq) struct Req {
    out: Balancer,
    fair: FairQueue,
    /// A request was sent and its answer not received.
    awaits: bool,
    /// Whom the request went to; `None` after that peer's pipe is gone, when
    /// an answer from anybody is taken.
    asked: Option<Plug>,
    request: Option<MessageId>,
    /// The request, or its answer, was on its way when the connection broke.
    lost: bool,
    /// The number of the request (REQ_CORRELATE).
    number: u32,
}

impl Req {
    pub(super) fn new(number: u32) -> Req {
        Req {
            out: Balancer::default(),
            fair: FairQueue::default(),
            awaits: false,
            asked: None,
            request: None,
            lost: false,
            number,
        }
    }

    pub(super) fn attach(&mut self, plug: Plug) {
        self.out.attach(plug);
        self.fair.attach(plug);
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        self.out.detach(plug);
        self.fair.detach(plug);
        if self.asked == Some(plug) {
            self.asked = None;
            self.lost = true;
        }
    }

    pub(super) fn interrupted(&mut self, plug: Plug, pipes: &Pipes) {
        let is_request = |message: &Message| Some(message.id) == self.request;
        if self.asked == Some(plug) && !pipes.queued(plug).any(is_request) {
            self.lost = true;
        }
    }

    pub(super) fn activate_read(&mut self, plug: Plug) {
        self.fair.activate(plug);
    }

    pub(super) fn activate_write(&mut self, plug: Plug) {
        self.out.activate(plug);
    }

    pub(super) fn route(&mut self, desk: &mut Desk) -> Result<Route, Stop> {
        if self.awaits {
            if !desk.options.req_relaxed {
                let rule = Rule::Lockstep {
                    kind: Kind::Req,
                    must_send: false,
                };
                return Err(Stop::Fail(Errno::EFSM, rule));
            }
            // The old request is given up even if the new one has to wait.
            self.awaits = false;
        }
        self.asked = None;
        let (plug, turn) = self.out.choose(desk.pipes).ok_or(Stop::Wait)?;
        self.asked = Some(plug);
        while let Some((_, stale, _)) = self.fair.take(desk.pipes) {
            desk.drop_message(&stale, Rule::DiscardedByNewRequest);
        }
        let empty = Frame::from([]);
        let prefix = if desk.options.req_correlate {
            self.number = self.number.wrapping_add(1);
            vec![self.number.to_ne_bytes().into(), empty]
        } else {
            vec![empty]
        };
        let (turn, of) = (turn.turn, turn.of);
        let rule = Rule::RoundRobin { turn, of };
        Ok(Route {
            prefix,
            ..Route::new(Target::One(plug), rule)
        })
    }

    pub(super) fn sent(&mut self, message: &Message) {
        self.out.advance();
        self.awaits = true;
        self.lost = false;
        self.request = Some(message.id);
    }

    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        if !self.awaits {
            let rule = Rule::Lockstep {
                kind: Kind::Req,
                must_send: true,
            };
            return Err(Stop::Fail(Errno::EFSM, rule));
        }
        while let Some((plug, message, turn)) = self.fair.take(desk.pipes) {
            if self.asked.is_some_and(|asked| asked != plug) {
                desk.drop_message(&message, Rule::UnaskedReply);
                continue;
            }
            let Some(body) = self.body(&message.frames, desk.options.req_correlate) else {
                let rule = match desk.options.req_correlate {
                    true => Rule::StaleReply,
                    false => Rule::MalformedReply,
                };
                desk.drop_message(&message, rule);
                continue;
            };
            self.awaits = false;
            self.request = None;
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
        self.awaits && self.fair.has_message(pipes)
    }

    pub(super) fn is_writable(&mut self, pipes: &mut Pipes, options: &Options) -> bool {
        (!self.awaits || options.req_relaxed) && self.out.choose(pipes).is_some()
    }

    pub(super) fn asked(&self) -> Option<(Option<Plug>, bool)> {
        self.awaits.then_some((self.asked, self.lost))
    }

    pub(super) fn turns(&self) -> (Option<Plug>, Option<Plug>) {
        (self.out.current(), self.fair.current())
    }

    pub(super) fn turn(&self) -> &'static str {
        match self.awaits {
            true => "must receive next",
            false => "must send next",
        }
    }

    /// The frames behind the envelope of an answer to the current request.
    fn body<'a>(&self, frames: &'a [Frame], correlate: bool) -> Option<&'a [Frame]> {
        let rest = match correlate {
            false => frames,
            true => {
                let (number, rest) = frames.split_first()?;
                (**number == self.number.to_ne_bytes()).then_some(rest)?
            }
        };
        let (bottom, body) = rest.split_first()?;
        (bottom.is_empty() && !body.is_empty()).then_some(body)
    }
}

/// Whether the frames of a message are those of a reply: a REQ socket's
/// session closes the connection to who sends anything else (`req_session_t`).
pub(in crate::messaging::zeromq) fn is_reply(frames: &[Frame]) -> bool {
    let bottom = |frame: Option<&Frame>| frame.is_some_and(|frame| frame.is_empty());
    let plain = bottom(frames.first()) && frames.len() > 1;
    let numbered = frames.first().is_some_and(|frame| frame.len() == 4)
        && bottom(frames.get(1))
        && frames.len() > 2;
    plain || numbered
}
