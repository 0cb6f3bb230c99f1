//! The patterns: what a type of socket adds to the queues of its peers. One
//! file each; this one is the switchboard.

mod dealer;
mod pair;
mod rep;
mod req;
mod router;
mod stream;
mod xpub;
mod xsub;

use super::errno::Errno;
use super::kind::Kind;
use super::message::{self, Form, Frame, Message};
use super::options::Options;
use super::pipe::{Pipes, Plug};
use super::rule::Rule;
use super::subscriptions::{Interest, Wanted};
use crate::base::{MessageId, Random};
use crate::messaging::fact::{Fact, MessageKind, SocketId};
use crate::messaging::seam::Outbox;
use dealer::Dealer;
use pair::Pair;
use rep::Rep;
use req::Req;
pub(super) use req::is_reply;
use router::{Names, Router};
use stream::Stream;
use xpub::XPub;
use xsub::XSub;

/// What a pattern works with.
pub(super) struct Desk<'a> {
    pub(super) socket: SocketId,
    pub(super) kind: Kind,
    pub(super) options: &'a Options,
    pub(super) pipes: &'a mut Pipes,
    /// The number of the next message.
    pub(super) next_message: &'a mut u64,
    pub(super) out: &'a mut Outbox,
    /// Peers that the pattern wants to be rid of, and why.
    pub(super) expelled: Vec<(Plug, Rule)>,
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

    /// The socket itself takes a message: it is not for the program.
    fn taken(&mut self, message: &Message, rule: Rule) {
        let (message, socket) = (message.id, self.socket);
        self.out.fact(|| Fact::Taken {
            message,
            socket,
            rule: rule.into(),
        });
    }

    fn new_message(&mut self, form: Form, frame: Frame, kind: MessageKind) -> Message {
        let id = MessageId(*self.next_message);
        *self.next_message += 1;
        let socket = self.socket;
        self.out.fact(|| Fact::Sent {
            message: id,
            socket,
            label: message::label(form, std::slice::from_ref(&frame)),
            bytes: frame.len() as u64,
            parts: 1,
            kind,
        });
        Message {
            id,
            kind,
            form,
            frames: [frame].into(),
        }
    }

    /// A message of the socket's own, for its program.
    fn new_control(&mut self, frame: Frame) -> Message {
        self.new_message(Form::Plain, frame, MessageKind::Control)
    }

    /// The socket itself sends something to a peer; if there is no room, not.
    fn say(&mut self, plug: Plug, form: Form, frame: Frame, kind: MessageKind) {
        let message = self.new_message(form, frame, kind);
        if !self.pipes.can_write(plug) {
            let full = self.pipes.full(plug);
            return self.drop_message(&message, Rule::QueueFull { full });
        }
        let (id, socket) = (message.id, self.socket);
        self.pipes.write(plug, message);
        let (fill, mark) = (self.pipes.fill(plug), self.pipes.mark(plug));
        let counted = self.pipes.full(plug).counted;
        self.out.fact(|| Fact::Queued {
            message: id,
            queue: plug.outgoing(),
            socket,
            fill,
            counted,
            mark,
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

/// Where a message goes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// To one peer.
    One(Plug),
    /// A copy to each of these.
    Many(Vec<Plug>),
    /// Nowhere, and why.
    Nowhere(Rule),
}

/// Where a message goes, decided at its first frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    pub(super) target: Target,
    /// Frames that come before those of the program.
    pub(super) prefix: Vec<Frame>,
    /// True if the program's first frame only names the peer.
    pub(super) names_peer: bool,
    /// Why this pipe.
    pub(super) rule: Rule,
    pub(super) kind: MessageKind,
}

impl Route {
    fn new(target: Target, rule: Rule) -> Route {
        Route {
            target,
            prefix: Vec::new(),
            names_peer: false,
            rule,
            kind: MessageKind::Message,
        }
    }
}

/// A message for the program: who it came from, and why it is its turn.
pub(super) struct Receipt {
    pub(super) message: Message,
    pub(super) rule: Rule,
}

/// What is known of a peer when its pipe comes to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Arrival {
    /// What the peer calls itself, once it is known.
    pub(super) identity: Option<Frame>,
    /// What this socket calls it (CONNECT_ROUTING_ID).
    pub(super) given: Option<Frame>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pattern {
    Req(Req),
    Rep(Rep),
    /// DEALER, and its halves PUSH and PULL.
    Dealer(Dealer),
    Router(Router),
    /// XPUB and PUB.
    XPub(XPub),
    /// XSUB and SUB.
    XSub(XSub),
    Pair(Pair),
    Stream(Stream),
}

impl Pattern {
    /// The pattern of a type.
    pub(super) fn new(kind: Kind, random: &mut Random) -> Pattern {
        match kind {
            Kind::Req => Pattern::Req(Req::new(random.bits32())),
            Kind::Rep => Pattern::Rep(Rep::default()),
            Kind::Dealer => Pattern::Dealer(Dealer::new(true, true)),
            Kind::Push => Pattern::Dealer(Dealer::new(true, false)),
            Kind::Pull => Pattern::Dealer(Dealer::new(false, true)),
            Kind::Router => Pattern::Router(Router::new(random.bits32())),
            Kind::Pub | Kind::XPub => Pattern::XPub(XPub::default()),
            Kind::Sub | Kind::XSub => Pattern::XSub(XSub::default()),
            Kind::Pair => Pattern::Pair(Pair::default()),
            Kind::Stream => Pattern::Stream(Stream::new(random.bits32())),
        }
    }

    /// A pipe to a peer exists.
    pub(super) fn attach(&mut self, plug: Plug, peer: &Arrival, desk: &mut Desk) {
        match self {
            Pattern::Req(req) => req.attach(plug),
            Pattern::Rep(rep) => rep.attach(plug),
            Pattern::Dealer(dealer) => dealer.attach(plug),
            Pattern::XPub(xpub) => xpub.attach(plug, desk),
            Pattern::XSub(xsub) => xsub.attach(plug, desk),
            Pattern::Pair(pair) => pair.attach(plug, desk),
            Pattern::Stream(stream) => stream.attach(plug, peer.given.clone()),
            Pattern::Router(router) => match (&peer.given, &peer.identity) {
                (Some(name), _) => router.name(plug, name),
                (None, Some(identity)) => router.identify(plug, identity, desk),
                (None, None) => {}
            },
        }
        let probes = matches!(desk.kind, Kind::Req | Kind::Dealer | Kind::Router);
        if probes && desk.options.probe_router {
            desk.say(plug, Form::Plain, Frame::from([]), MessageKind::Control);
        }
    }

    /// The peer behind a pipe that was attached before has said its name.
    pub(super) fn identify(&mut self, plug: Plug, identity: &Frame, desk: &mut Desk) {
        if let Pattern::Router(router) = self {
            router.identify(plug, identity, desk);
        }
    }

    /// A pipe is gone.
    pub(super) fn detach(&mut self, plug: Plug, desk: &mut Desk) {
        match self {
            Pattern::Req(req) => req.detach(plug),
            Pattern::Rep(rep) => rep.detach(plug),
            Pattern::Dealer(dealer) => dealer.detach(plug),
            Pattern::Router(router) => router.detach(plug),
            Pattern::XPub(xpub) => xpub.detach(plug, desk),
            Pattern::XSub(xsub) => xsub.detach(plug),
            Pattern::Pair(pair) => pair.detach(plug),
            Pattern::Stream(stream) => stream.detach(plug),
        }
    }

    /// The connection under a pipe broke; what had left the pipe is lost.
    pub(super) fn interrupted(&mut self, plug: Plug, pipes: &Pipes) {
        if let Pattern::Req(req) = self {
            req.interrupted(plug, pipes);
        }
    }

    /// The connection under a pipe was made anew: its subscriptions are told
    /// again.
    pub(super) fn renew(&mut self, plug: Plug, desk: &mut Desk) {
        if let Pattern::XSub(xsub) = self {
            xsub.tell_all(plug, desk);
        }
    }

    /// A pipe that was found empty has something.
    pub(super) fn activate_read(&mut self, plug: Plug, desk: &mut Desk) {
        match self {
            Pattern::Req(req) => req.activate_read(plug),
            Pattern::Rep(rep) => rep.activate_read(plug),
            Pattern::Dealer(dealer) => dealer.activate_read(plug),
            Pattern::Router(router) => router.activate_read(plug),
            Pattern::XPub(xpub) => xpub.read(plug, desk),
            Pattern::XSub(xsub) => xsub.activate_read(plug),
            Pattern::Stream(stream) => stream.activate_read(plug),
            Pattern::Pair(_) => {}
        }
    }

    /// A pipe that was found full has room.
    pub(super) fn activate_write(&mut self, plug: Plug) {
        match self {
            Pattern::Req(req) => req.activate_write(plug),
            Pattern::Dealer(dealer) => dealer.activate_write(plug),
            _ => {}
        }
    }

    /// The first frame of a message is to be sent; `more` says whether others
    /// follow.
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
            Pattern::XPub(xpub) => xpub.route(first, desk),
            Pattern::XSub(xsub) => xsub.route(first, desk),
            Pattern::Pair(pair) => pair.route(desk),
            Pattern::Stream(stream) => stream.route(first, more, desk),
        }
    }

    /// Why one of many peers gets a copy of a message that begins with `first`.
    pub(super) fn why(&self, first: &[u8], plug: Plug, of: usize) -> Option<Rule> {
        match self {
            Pattern::XPub(xpub) => Some(xpub.why(first, plug, of)),
            _ => None,
        }
    }

    /// The message that `route` was for is complete, and goes now.
    pub(super) fn sent(&mut self, message: &Message) {
        match self {
            Pattern::Req(req) => req.sent(message),
            Pattern::Rep(rep) => rep.sent(),
            Pattern::Dealer(dealer) => dealer.sent(),
            _ => {}
        }
    }

    /// The next message for the program.
    pub(super) fn receive(&mut self, desk: &mut Desk) -> Result<Receipt, Stop> {
        match self {
            Pattern::Req(req) => req.receive(desk),
            Pattern::Rep(rep) => rep.receive(desk),
            Pattern::Dealer(dealer) => dealer.receive(desk),
            Pattern::Router(router) => router.receive(desk),
            Pattern::XPub(xpub) => xpub.receive(desk),
            Pattern::XSub(xsub) => xsub.receive(desk),
            Pattern::Pair(pair) => pair.receive(desk),
            Pattern::Stream(stream) => stream.receive(desk),
        }
    }

    /// Whether `poll` calls the socket readable.
    pub(super) fn is_readable(&mut self, desk: &mut Desk) -> bool {
        match self {
            Pattern::Req(req) => req.is_readable(desk.pipes),
            Pattern::Rep(rep) => rep.is_readable(desk.pipes),
            Pattern::Dealer(dealer) => dealer.is_readable(desk.pipes),
            Pattern::Router(router) => router.is_readable(desk.pipes),
            Pattern::XPub(xpub) => xpub.is_readable(),
            Pattern::XSub(xsub) => xsub.is_readable(desk),
            Pattern::Pair(pair) => pair.is_readable(desk.pipes),
            Pattern::Stream(stream) => stream.is_readable(desk.pipes),
        }
    }

    /// Whether `poll` calls the socket writable.
    pub(super) fn is_writable(&mut self, desk: &mut Desk) -> bool {
        match self {
            Pattern::Req(req) => req.is_writable(desk.pipes, desk.options),
            Pattern::Rep(rep) => rep.is_writable(),
            Pattern::Dealer(dealer) => dealer.is_writable(desk.pipes),
            Pattern::Router(router) => router.is_writable(desk.pipes, desk.options),
            Pattern::Pair(pair) => pair.is_writable(desk.pipes),
            Pattern::XPub(_) | Pattern::Stream(_) => true,
            Pattern::XSub(_) => desk.kind == Kind::XSub,
        }
    }

    /// A subscription by option: SUB's own, or what XPUB_MANUAL's program
    /// decides. False if this type has no such option.
    pub(super) fn subscribe(&mut self, add: bool, prefix: &Frame, desk: &mut Desk) -> bool {
        match self {
            Pattern::XSub(xsub) if desk.kind == Kind::Sub => xsub.wish(add, prefix, desk),
            Pattern::XPub(xpub) if desk.options.xpub_manual => xpub.decide(add, prefix),
            _ => return false,
        }
        true
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

    /// Whose turn it is to get the next message, and to be read next.
    pub(super) fn turns(&self) -> (Option<Plug>, Option<Plug>) {
        match self {
            Pattern::Req(req) => req.turns(),
            Pattern::Dealer(dealer) => dealer.turns(),
            Pattern::Rep(rep) => (None, rep.next()),
            Pattern::Router(router) => (None, router.turn()),
            _ => (None, None),
        }
    }

    /// What its peers asked for (XPUB, PUB).
    pub(super) fn interest(&self) -> Option<&Interest> {
        match self {
            Pattern::XPub(xpub) => Some(xpub.interest()),
            _ => None,
        }
    }

    /// What it asks its peers for (XSUB, SUB).
    pub(super) fn wanted(&self) -> Option<&Wanted> {
        match self {
            Pattern::XSub(xsub) => Some(xsub.wanted()),
            _ => None,
        }
    }

    /// What it calls a peer (ROUTER, STREAM).
    pub(super) fn name_of(&self, plug: Plug) -> Option<Frame> {
        let names: &Names = match self {
            Pattern::Router(router) => router.names(),
            Pattern::Stream(stream) => stream.names(),
            _ => return None,
        };
        names.knows(plug).then(|| names.name(plug))
    }

    /// Messages inside the pattern that nobody will take: the socket closes.
    pub(super) fn abandon(&mut self) -> Vec<Message> {
        match self {
            Pattern::XPub(xpub) => xpub.abandon(),
            _ => Vec::new(),
        }
    }
}
