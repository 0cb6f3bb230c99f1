//! The patterns: what a type of socket adds to the queues of its peers. One
//! file each; this one is the switchboard.

mod dealer;
mod rep;
mod req;
mod router;

use super::errno::Errno;
use super::kind::Kind;
use super::message::{Frame, Message};
use super::options::Options;
use super::pipe::{Pipes, Plug};
use super::rule::Rule;
use crate::base::Random;
use crate::messaging::fact::{Fact, MessageKind, SocketId};
use crate::messaging::seam::Outbox;
use dealer::Dealer;
use rep::Rep;
use req::Req;
pub(super) use req::is_reply;
use router::Router;

/// What a pattern works with.
pub(super) struct Desk<'a> {
    pub(super) socket: SocketId,
    pub(super) options: &'a Options,
    pub(super) pipes: &'a mut Pipes,
    pub(super) out: &'a mut Outbox,
}

impl Desk<'_> {
    fn drop_message(&mut self, message: &Message, rule: Rule) {
        let (message, socket) = (message.id, self.socket);
        self.out.fact(|| Fact::Dropped {
            message,
            socket,
            rule: rule.into(),
        });
    }
}

/// Why a send or a receive does not happen now.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stop {
    /// It fails.
    Fail(Errno, Rule),
    /// It has to wait.
    Wait,
}

/// Where a message goes, decided at its first frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    /// The pipe; or why the message goes nowhere.
    pub(super) target: Result<Plug, Rule>,
    /// Frames that come before those of the program.
    pub(super) prefix: Vec<Frame>,
    /// True if the program's first frame only names the peer.
    pub(super) names_peer: bool,
    /// Why this pipe.
    pub(super) rule: Rule,
    pub(super) kind: MessageKind,
}

/// A message for the program: who it came from, and why it is its turn.
pub(super) struct Receipt {
    pub(super) message: Message,
    pub(super) rule: Rule,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pattern {
    Req(Req),
    Rep(Rep),
    /// DEALER, and its halves PUSH and PULL.
    Dealer(Dealer),
    Router(Router),
}

impl Pattern {
    /// The pattern of a type; `None` if it is not supported yet.
    pub(super) fn new(kind: Kind, random: &mut Random) -> Option<Pattern> {
        Some(match kind {
            Kind::Req => Pattern::Req(Req::new(random.bits32())),
            Kind::Rep => Pattern::Rep(Rep::default()),
            Kind::Dealer => Pattern::Dealer(Dealer::new(true, true)),
            Kind::Push => Pattern::Dealer(Dealer::new(true, false)),
            Kind::Pull => Pattern::Dealer(Dealer::new(false, true)),
            Kind::Router => Pattern::Router(Router::new(random.bits32())),
            Kind::Pair | Kind::Pub | Kind::Sub | Kind::XPub | Kind::XSub | Kind::Stream => {
                return None;
            }
        })
    }

    /// A pipe to a peer exists. `identity` is what the peer calls itself, once
    /// it is known.
    pub(super) fn attach(&mut self, plug: Plug, identity: Option<&Frame>, handover: bool) {
        match self {
            Pattern::Req(req) => req.attach(plug),
            Pattern::Rep(rep) => rep.attach(plug),
            Pattern::Dealer(dealer) => dealer.attach(plug),
            Pattern::Router(router) => {
                if let Some(identity) = identity {
                    router.identify(plug, identity, handover);
                }
            }
        }
    }

    /// The peer behind a pipe that was attached before has said its name.
    pub(super) fn identify(&mut self, plug: Plug, identity: &Frame, handover: bool) {
        if let Pattern::Router(router) = self {
            router.identify(plug, identity, handover);
        }
    }

    /// A pipe is gone.
    pub(super) fn detach(&mut self, plug: Plug) {
        match self {
            Pattern::Req(req) => req.detach(plug),
            Pattern::Rep(rep) => rep.detach(plug),
            Pattern::Dealer(dealer) => dealer.detach(plug),
            Pattern::Router(router) => router.detach(plug),
        }
    }

    /// The connection under a pipe broke; what had left the pipe is lost.
    pub(super) fn interrupted(&mut self, plug: Plug, pipes: &Pipes) {
        if let Pattern::Req(req) = self {
            req.interrupted(plug, pipes);
        }
    }

    /// A pipe that was found empty has something.
    pub(super) fn activate_read(&mut self, plug: Plug) {
        match self {
            Pattern::Req(req) => req.activate_read(plug),
            Pattern::Rep(rep) => rep.activate_read(plug),
            Pattern::Dealer(dealer) => dealer.activate_read(plug),
            Pattern::Router(router) => router.activate_read(plug),
        }
    }

    /// A pipe that was found full has room.
    pub(super) fn activate_write(&mut self, plug: Plug) {
        match self {
            Pattern::Req(req) => req.activate_write(plug),
            Pattern::Dealer(dealer) => dealer.activate_write(plug),
            Pattern::Rep(_) | Pattern::Router(_) => {}
        }
    }

    /// The first frame of a message is to be sent, and perhaps more follow.
    pub(super) fn route(
        &mut self,
        first: &Frame,
        more: bool,
        desk: &mut Desk,
    ) -> Result<Route, Stop> {
        match self {
            Pattern::Req(req) => req.route(desk),
            Pattern::Rep(rep) => rep.route(),
            Pattern::Dealer(dealer) => dealer.route(desk),
            Pattern::Router(router) => router.route(first, more, desk),
        }
    }

    /// The message that `route` was for is complete, and goes now.
    pub(super) fn sent(&mut self, message: &Message) {
        match self {
            Pattern::Req(req) => req.sent(message),
            Pattern::Rep(rep) => rep.sent(),
            Pattern::Dealer(dealer) => dealer.sent(),
            Pattern::Router(_) => {}
        }
    }

    /// The next message for the program.
    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        match self {
            Pattern::Req(req) => req.receive(desk),
            Pattern::Rep(rep) => rep.receive(desk),
            Pattern::Dealer(dealer) => dealer.receive(desk),
            Pattern::Router(router) => router.receive(desk),
        }
    }

    /// Whether `poll` calls the socket readable.
    pub(super) fn is_readable(&mut self, pipes: &mut Pipes) -> bool {
        match self {
            Pattern::Req(req) => req.is_readable(pipes),
            Pattern::Rep(rep) => rep.is_readable(pipes),
            Pattern::Dealer(dealer) => dealer.is_readable(pipes),
            Pattern::Router(router) => router.is_readable(pipes),
        }
    }

    /// Whether `poll` calls the socket writable.
    pub(super) fn is_writable(&mut self, pipes: &mut Pipes, options: &Options) -> bool {
        match self {
            Pattern::Req(req) => req.is_writable(pipes, options),
            Pattern::Rep(rep) => rep.is_writable(),
            Pattern::Dealer(dealer) => dealer.is_writable(pipes),
            Pattern::Router(_) => true,
        }
    }

    /// A REQ socket's outstanding request: whom it went to, and whether it, or
    /// the answer, is known to be lost.
    pub(super) fn asked(&self) -> Option<(Option<Plug>, bool)> {
        match self {
            Pattern::Req(req) => req.asked(),
            _ => None,
        }
    }

    /// What the socket must do next, if its type prescribes it.
    pub(super) fn turn(&self) -> Option<&'static str> {
        match self {
            Pattern::Req(req) => Some(req.turn()),
            Pattern::Rep(rep) => Some(rep.turn()),
            _ => None,
        }
    }
}
