//! XSUB and SUB: tell every publisher what they want, and take what comes from
//! them in turn. SUB looks once more whether it (still) wants a message; XSUB
//! takes everything, and sends subscriptions as messages that begin with 1
//! or 0.
//!
//! Spec: RFC 29/PUBSUB; libzmq 4.3.5 `xsub.cpp`, `sub.cpp`.

use super::{Desk, Receipt, Route, Stop, Target};
use crate::messaging::fact::MessageKind;
use crate::messaging::zeromq::errno::Errno;
use crate::messaging::zeromq::kind::Kind;
use crate::messaging::zeromq::message::{Form, Frame};
use crate::messaging::zeromq::options::Options;
use crate::messaging::zeromq::pipe::{Pipes, Plug};
use crate::messaging::zeromq::rule::Rule;
use crate::messaging::zeromq::spread::FairQueue;
use crate::messaging::zeromq::subscriptions::Wanted;

#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::messaging::zeromq) struct XSub {
    plugs: Vec<Plug>,
    wanted: Wanted,
    fair: FairQueue,
}

impl XSub {
    pub(super) fn attach(&mut self, plug: Plug, desk: &mut Desk) {
        self.plugs.push(plug);
        self.fair.attach(plug);
        self.tell_all(plug, desk);
    }

    /// Tells a peer everything that is wanted: it is new, or new again.
    pub(super) fn tell_all(&mut self, plug: Plug, desk: &mut Desk) {
        for (prefix, _) in self.wanted.rows() {
            desk.say(plug, Form::Subscribe, prefix.clone(), MessageKind::Control);
        }
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        self.plugs.retain(|other| *other != plug);
        self.fair.detach(plug);
    }

    pub(super) fn activate_read(&mut self, plug: Plug) {
        self.fair.activate(plug);
    }

    /// SUB's options SUBSCRIBE and UNSUBSCRIBE. Every wish goes to the
    /// publishers, also one that was made before; of the ends only the last.
    pub(super) fn wish(&mut self, subscribe: bool, prefix: &Frame, desk: &mut Desk) {
        let form = match subscribe {
            true => {
                self.wanted.add(prefix);
                Form::Subscribe
            }
            false if self.wanted.remove(prefix) => Form::Cancel,
            false => return,
        };
        for plug in &self.plugs {
            desk.say(*plug, form, prefix.clone(), MessageKind::Control);
        }
    }

    /// XSUB sends: a subscription, or a message for the programs behind XPUB.
    pub(super) fn route(&mut self, first: &Frame, desk: &mut Desk) -> Result<Route, Stop> {
        if desk.kind == Kind::Sub {
            let (kind, send) = (Kind::Sub, true);
            return Err(Stop::Fail(
                Errno::ENOTSUP,
                Rule::WrongDirection { kind, send },
            ));
        }
        let mut kind = MessageKind::Control;
        let mut silent = false;
        match first.split_first() {
            Some((1, prefix)) => self.wanted.add(&prefix.into()),
            Some((0, prefix)) => {
                let last = self.wanted.remove(prefix);
                silent = !last && !desk.options.xsub_verbose_unsubscribe;
            }
            _ => kind = MessageKind::Message,
        }
        let rule = Rule::ToAllPublishers {
            peers: self.plugs.len() as u32,
        };
        let target = match self.plugs.is_empty() || silent {
            true => Target::Nowhere(match silent {
                true => Rule::StillSubscribed,
                false => rule.clone(),
            }),
            false => Target::Many(self.plugs.clone()),
        };
        Ok(Route {
            kind,
            ..Route::new(target, rule)
        })
    }

    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        while let Some((_, message, turn)) = self.fair.take(desk.pipes) {
            if !self.accepts(&message.frames[0], desk.kind, desk.options) {
                desk.drop_message(&message, Rule::NotWanted);
                continue;
            }
            return Ok(Receipt {
                message,
                rule: Rule::FairQueue {
                    turn: turn.turn,
                    of: turn.of,
                },
            });
        }
        Err(Stop::Wait)
    }

    /// Throws away what is not wanted, so that poll speaks the truth.
    pub(super) fn is_readable(&mut self, desk: &mut Desk) -> bool {
        while self.fair.has_message(desk.pipes) {
            let wanted = |frame: &Frame| self.accepts(frame, desk.kind, desk.options);
            if self.front(desk.pipes).is_none_or(|frame| wanted(&frame)) {
                return true;
            }
            if let Some((_, message, _)) = self.fair.take(desk.pipes) {
                desk.drop_message(&message, Rule::NotWanted);
            }
        }
        false
    }

    fn front(&self, pipes: &Pipes) -> Option<Frame> {
        let plug = self.fair.current()?;
        let message = pipes.queued(plug.other()).next()?;
        message.frames.first().cloned()
    }

    fn accepts(&self, topic: &[u8], kind: Kind, options: &Options) -> bool {
        kind == Kind::XSub || self.wanted.wants(topic) != options.invert_matching
    }

    pub(super) fn wanted(&self) -> &Wanted {
        &self.wanted
    }
}
