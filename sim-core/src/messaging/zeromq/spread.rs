//! Taking turns: `Balancer` gives messages to peers in turn (libzmq's `lb_t`),
//! `FairQueue` takes them in turn (`fq_t`).
//!
//! Both keep the peers that can go on in front, in libzmq's order, since that
//! order decides whose turn it is when one drops out or comes back.

use super::message::Message;
use super::pipe::{Pipes, Plug};

/// The peers of a socket; the first `active` are able to go on.
#[derive(Clone, Debug, Default, PartialEq)]
struct Ring {
    plugs: Vec<Plug>,
    active: usize,
    current: usize,
}

impl Ring {
    fn attach(&mut self, plug: Plug) {
        self.plugs.push(plug);
        self.activate(plug);
    }

    fn activate(&mut self, plug: Plug) {
        if let Some(at) = self.place(plug)
            && at >= self.active
        {
            self.plugs.swap(at, self.active);
            self.active += 1;
        }
    }

    /// The current one cannot go on.
    fn deactivate_current(&mut self) {
        self.active -= 1;
        if self.current < self.active {
            self.plugs.swap(self.current, self.active);
        } else {
            self.current = 0;
        }
    }

    fn detach(&mut self, plug: Plug) {
        let Some(at) = self.place(plug) else { return };
        let mut at = at;
        if at < self.active {
            self.active -= 1;
            self.plugs.swap(at, self.active);
            if self.current == self.active {
                self.current = 0;
            }
            at = self.active;
        }
        self.plugs.swap_remove(at);
    }

    fn advance(&mut self) {
        self.current += 1;
        if self.current >= self.active {
            self.current = 0;
        }
    }

    fn current(&self) -> Option<Plug> {
        let active = self.plugs.get(..self.active)?;
        active.get(self.current).copied()
    }

    fn place(&self, plug: Plug) -> Option<usize> {
        self.plugs.iter().position(|other| *other == plug)
    }
}

/// Whose turn it was, among how many: both from 1, as rules say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) turn: u32,
    pub(super) of: u32,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Balancer(Ring);

impl Balancer {
    /// Whose turn it is, among those that can go on.
    pub(super) fn current(&self) -> Option<Plug> {
        self.0.current()
    }

    pub(super) fn attach(&mut self, plug: Plug) {
        self.0.attach(plug);
    }

    pub(super) fn activate(&mut self, plug: Plug) {
        self.0.activate(plug);
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        self.0.detach(plug);
    }

    /// Who gets the next message, if somebody can take one.
    pub(super) fn choose(&mut self, pipes: &mut Pipes) -> Option<(Plug, Turn)> {
        while self.0.active > 0 {
            let plug = self.0.plugs[self.0.current];
            if pipes.can_write(plug) {
                let turn = Turn {
                    turn: self.0.current as u32 + 1,
                    of: self.0.active as u32,
                };
                return Some((plug, turn));
            }
            self.0.deactivate_current();
        }
        None
    }

    /// The one chosen has got a whole message: it is the next one's turn.
    pub(super) fn advance(&mut self) {
        self.0.advance();
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FairQueue(Ring);

impl FairQueue {
    /// Whose turn it is, among those that can go on.
    pub(super) fn current(&self) -> Option<Plug> {
        self.0.current()
    }

    pub(super) fn attach(&mut self, plug: Plug) {
        self.0.attach(plug);
    }

    pub(super) fn activate(&mut self, plug: Plug) {
        self.0.activate(plug);
    }

    pub(super) fn detach(&mut self, plug: Plug) {
        self.0.detach(plug);
    }

    /// Whether somebody has a message for us.
    pub(super) fn has_message(&mut self, pipes: &mut Pipes) -> bool {
        while self.0.active > 0 {
            if pipes.can_read(self.0.plugs[self.0.current]) {
                return true;
            }
            self.0.deactivate_current();
        }
        false
    }

    /// Takes the next message, from whose turn it is.
    pub(super) fn take(&mut self, pipes: &mut Pipes) -> Option<(Plug, Message, Turn)> {
        if !self.has_message(pipes) {
            return None;
        }
        let plug = self.0.plugs[self.0.current];
        let turn = Turn {
            turn: self.0.current as u32 + 1,
            of: self.0.active as u32,
        };
        let message = pipes.read(plug)?;
        self.0.current = (self.0.current + 1) % self.0.active;
        Some((plug, message, turn))
    }
}
