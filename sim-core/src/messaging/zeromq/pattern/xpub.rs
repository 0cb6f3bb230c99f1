//! XPUB and PUB: a copy of each message to every peer that subscribed to how
//! it begins; a peer whose queue is full goes without. XPUB hands new
//! subscriptions to its program, PUB keeps them to itself.
//!
//! Spec: RFC 29/PUBSUB; libzmq 4.3.5 `xpub.cpp`, `dist.cpp`. Subscriptions are
//! looked at when the program's thread enters the library, as there.

use std::collections::VecDeque;

use super::{Desk, Receipt, Route, Stop, Target};
use crate::messaging::fact::MessageKind;
use crate::messaging::zeromq::errno::Errno;
use crate::messaging::zeromq::kind::Kind;
use crate::messaging::zeromq::message::{Form, Frame, Message};
use crate::messaging::zeromq::pipe::Plug;
use crate::messaging::zeromq::rule::Rule;
use crate::messaging::zeromq::subscriptions::{Interest, Removed};

#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::messaging::zeromq) struct XPub {
    plugs: Vec<Plug>,
    interest: Interest,
    /// What waits for the program to receive it (XPUB only), and whose
    /// subscription it is.
    pending: VecDeque<(Message, Option<Plug>)>,
    /// XPUB_MANUAL: what peers asked for, and whose wish was received last.
    asked: Interest,
    last: Option<Plug>,
}

impl XPub {
    pub(super) fn attach(&mut self, plug: Plug, desk: &mut Desk) {
        self.plugs.push(plug);
        if let Some(welcome) = &desk.options.welcome {
            let frame = welcome.clone();
            desk.say(plug, Form::Plain, frame, MessageKind::Message);
        }
        self.read(plug, desk);
    }

    pub(super) fn detach(&mut self, plug: Plug, desk: &mut Desk) {
        self.plugs.retain(|other| *other != plug);
        for (_, whose) in &mut self.pending {
            if *whose == Some(plug) {
                *whose = None;
            }
        }
        if self.last == Some(plug) {
            self.last = None;
        }
        let gone = match desk.options.xpub_manual {
            true => {
                self.interest.remove_peer(plug);
                self.asked.remove_peer(plug)
            }
            false => self.interest.remove_peer(plug),
        };
        let all = desk.options.xpub_manual || desk.options.xpub_verboser;
        for (prefix, last) in gone {
            if desk.kind == Kind::XPub && (last || all) {
                let message = desk.new_control(notification(false, &prefix));
                self.pending.push_back((message, None));
            }
        }
    }

    /// Takes the subscriptions that a peer has sent.
    pub(super) fn read(&mut self, plug: Plug, desk: &mut Desk) {
        while let Some(message) = desk.pipes.read(plug) {
            match message.form {
                Form::Plain => self.plain(plug, message, desk),
                form => {
                    let prefix = message.frames[0].clone();
                    let subscribe = form == Form::Subscribe;
                    self.wish(plug, subscribe, &prefix, message, desk);
                }
            }
        }
    }

    /// A message of old style: a subscription if it begins with 0 or 1.
    fn plain(&mut self, plug: Plug, message: Message, desk: &mut Desk) {
        let wish = match &message.frames[..] {
            [frame] => frame.split_first().filter(|(first, _)| **first <= 1),
            _ => None,
        };
        match wish {
            Some((first, prefix)) => {
                let (subscribe, prefix) = (*first == 1, Frame::from(prefix));
                self.wish(plug, subscribe, &prefix, message, desk);
            }
            None if desk.kind == Kind::Pub => desk.drop_message(&message, Rule::NotForPublishers),
            None => self.pending.push_back((message, None)),
        }
    }

    fn wish(
        &mut self,
        plug: Plug,
        subscribe: bool,
        prefix: &Frame,
        message: Message,
        desk: &mut Desk,
    ) {
        let options = desk.options;
        let notify = match (options.xpub_manual, subscribe) {
            (true, true) => {
                self.asked.add(prefix, plug);
                true
            }
            (true, false) => {
                self.asked.remove(prefix, plug);
                true
            }
            (false, true) => {
                let first = self.interest.add(prefix, plug);
                first || options.xpub_verbose || options.xpub_verboser
            }
            (false, false) => {
                let removed = self.interest.remove(prefix, plug);
                removed != Removed::OthersRemain || options.xpub_verboser
            }
        };
        if desk.kind == Kind::XPub && notify {
            let frames = [notification(subscribe, prefix)];
            let mut message = message.with(frames);
            message.form = Form::Plain;
            self.pending.push_back((message, Some(plug)));
        } else {
            let rule = match subscribe {
                true => Rule::SubscriptionNoted,
                false => Rule::SubscriptionEnded,
            };
            desk.taken(&message, rule);
        }
    }

    /// XPUB_MANUAL: the program decides what the last wish comes to.
    pub(super) fn decide(&mut self, subscribe: bool, prefix: &Frame) {
        if let Some(plug) = self.last {
            match subscribe {
                true => drop(self.interest.add(prefix, plug)),
                false => drop(self.interest.remove(prefix, plug)),
            }
        }
    }

    pub(super) fn route(&mut self, first: &Frame, desk: &mut Desk) -> Result<Route, Stop> {
        let mut plugs = match desk.options.xpub_last_value.then_some(self.last.take()) {
            Some(Some(last)) => {
                let mut plugs = self.interest.matching(first);
                plugs.retain(|plug| *plug == last);
                plugs
            }
            _ => self.interest.matching(first),
        };
        if desk.options.invert_matching {
            let all = self.plugs.iter().copied();
            plugs = all.filter(|plug| !plugs.contains(plug)).collect();
        }
        if desk.options.xpub_nodrop {
            for plug in &plugs {
                if !desk.pipes.can_write(*plug) && !desk.pipes.is_broken(*plug) {
                    return Err(Stop::Wait);
                }
            }
        }
        let peers = self.plugs.len() as u32;
        let rule = Rule::NobodySubscribed { peers };
        let target = match plugs.is_empty() {
            true => Target::Nowhere(rule.clone()),
            false => Target::Many(plugs),
        };
        Ok(Route::new(target, rule))
    }

    /// Why a peer gets a message that begins with `first`.
    pub(super) fn why(&self, first: &[u8], plug: Plug, of: usize) -> Rule {
        let prefix = self.interest.why(first, plug);
        Rule::Subscribed {
            prefix: prefix.map_or("".into(), |prefix| String::from_utf8_lossy(prefix).into()),
            matching: of as u32,
            peers: self.plugs.len() as u32,
        }
    }

    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        if desk.kind == Kind::Pub {
            let (kind, send) = (Kind::Pub, false);
            return Err(Stop::Fail(
                Errno::ENOTSUP,
                Rule::WrongDirection { kind, send },
            ));
        }
        let (message, whose) = self.pending.pop_front().ok_or(Stop::Wait)?;
        if desk.options.xpub_manual {
            self.last = whose;
        }
        Ok(Receipt {
            message,
            rule: Rule::SubscriptionPassedOn,
        })
    }

    pub(super) fn is_readable(&self) -> bool {
        !self.pending.is_empty()
    }

    pub(super) fn interest(&self) -> &Interest {
        &self.interest
    }

    /// Messages for the program that it will never take.
    pub(super) fn abandon(&mut self) -> Vec<Message> {
        self.pending.drain(..).map(|(message, _)| message).collect()
    }
}

/// A subscription as programs see it: 1 or 0, and the prefix.
fn notification(subscribe: bool, prefix: &[u8]) -> Frame {
    let mut bytes = vec![u8::from(subscribe)];
    bytes.extend_from_slice(prefix);
    bytes.into()
}
