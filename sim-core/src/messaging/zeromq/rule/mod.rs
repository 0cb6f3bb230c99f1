//! Why ZeroMQ did what it did: every rule that blocks, drops, chooses or
//! refuses, with the numbers of the case, where it is written down, and what
//! can be done about it.

mod address;
mod words;

use std::rc::Rc;

use serde::Serialize;

use super::kind::Kind;
use crate::base::Span;
use crate::messaging::fact::SocketId;

/// How full a queue is, as who writes into it knows. What was read counts
/// until its reader tells of it, which it does after every half of the mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Full {
    /// The high-water mark; 0 is no bound.
    pub mark: u32,
    /// Messages that count against it.
    pub counted: u32,
    /// Messages of these that wait in it.
    pub waiting: u32,
}

/// A rule of ZeroMQ and the numbers that decided.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Rule {
    /// REQ and REP take turns: the call is not the one whose turn it is.
    Lockstep {
        /// The socket's type.
        kind: Kind,
        /// True if the socket must send next, false if it must receive next.
        must_send: bool,
    },
    /// This type of socket cannot do this at all.
    WrongDirection {
        /// The socket's type.
        kind: Kind,
        /// True if sending was tried.
        send: bool,
    },
    /// REQ waits for the answer to its request.
    AwaitsReply,
    /// REQ waits for an answer, but who was asked is gone.
    ReplyLost,
    /// REQ waits for an answer to a request that nobody has got yet.
    RequestUndelivered,
    /// A receiving socket has nothing to give.
    NothingArrived {
        /// The socket's type.
        kind: Kind,
        /// Peers that are connected now.
        peers: u32,
    },
    /// Nobody is connected to whom a message could go.
    NoPeer {
        /// The socket's type.
        kind: Kind,
        /// True if the IMMEDIATE option keeps it from queueing for peers to come.
        immediate: bool,
    },
    /// All queues towards peers are full.
    AllFull {
        /// The mark of each, and what waits in all of them together.
        full: Full,
        /// How many such queues there are.
        queues: u32,
    },
    /// One peer's queue is full.
    QueueFull {
        /// How full.
        full: Full,
    },
    /// Outgoing messages go to the peers in turn.
    RoundRobin {
        /// Whose turn it was, from 1.
        turn: u32,
        /// How many peers could take one.
        of: u32,
    },
    /// Incoming messages are taken from the peers in turn.
    FairQueue {
        /// Whose turn it was, from 1.
        turn: u32,
        /// How many peers had one.
        of: u32,
    },
    /// An answer goes to who asked.
    ReplyToRequester,
    /// ROUTER sends to the peer that the first frame names.
    ByIdentity,
    /// PAIR has one peer.
    OnlyPeer,
    /// Whom the answer is for is gone.
    RequesterGone,
    /// The queue to whom the answer is for is full.
    RequesterFull {
        /// How full.
        full: Full,
    },
    /// ROUTER knows no peer of this name.
    UnknownIdentity {
        /// True if ROUTER_MANDATORY makes it an error.
        mandatory: bool,
    },
    /// A request without the empty frame that ends the envelope.
    MalformedRequest,
    /// An answer whose frames are not those of an answer.
    MalformedReply,
    /// An answer to an earlier request (REQ_CORRELATE).
    StaleReply,
    /// An answer from somebody who was not asked last.
    UnaskedReply,
    /// A new request throws away what came before it.
    DiscardedByNewRequest,
    /// The address answered that nobody listens there.
    NobodyListens {
        /// Time to the next attempt.
        retry: Option<Span>,
    },
    /// No such host, or no way to it.
    NoSuchHost {
        /// Time to the next attempt.
        retry: Option<Span>,
    },
    /// The peer's end of the connection is gone; this socket reconnects.
    Reconnects {
        /// Time to the next attempt.
        retry: Option<Span>,
        /// Messages that wait in the queue, and are kept.
        kept: u32,
    },
    /// The peer that connected to this socket is gone; its queue goes with it.
    QueueDies {
        /// Messages that were in it, and are lost.
        lost: u32,
    },
    /// The message was on its way when the connection broke.
    LostInTransit,
    /// The queue that held the message went with its peer.
    LostWithQueue,
    /// The receiving socket was closed with the message unread.
    ClosedUnread,
    /// The sending socket was closed, and its linger period is over.
    LingerOver {
        /// The period.
        linger: Span,
    },
    /// The sending process was killed: what it had queued is gone.
    SenderKilled,
    /// The endpoint was given up with `disconnect` or `unbind`.
    EndpointRemoved,
    /// The two types of socket do not talk to each other.
    Incompatible {
        /// This socket's type.
        ours: Kind,
        /// The peer's, as it said.
        theirs: Rc<str>,
    },
    /// What came over the wire is not ZMTP, or not allowed here.
    ProtocolError,
    /// A call had a time-out, and it is over.
    TimedOut {
        /// The option that set it.
        option: &'static str,
        /// The period.
        after: Span,
    },
    /// A call that must not wait would have had to.
    WouldBlock,
    /// The socket's context is being terminated.
    ContextTerminated,
    /// Closing waits until messages are sent.
    Lingers {
        /// Messages still to be sent.
        messages: u32,
        /// The linger period; `None` is for ever.
        linger: Option<Span>,
    },
    /// A context ends only after all of its sockets are closed.
    OpenSockets {
        /// How many are not.
        open: u32,
    },
    /// It matches a subscription of this peer.
    Subscribed {
        /// The shortest prefix that it matches.
        prefix: Rc<str>,
        /// Peers that get a copy.
        matching: u32,
        /// Peers there are.
        peers: u32,
    },
    /// No subscription matches, so a publisher drops it.
    NobodySubscribed {
        /// Peers there are.
        peers: u32,
    },
    /// A subscriber's queue is full: it goes without.
    SubscriberFull {
        /// Who.
        peer: Option<SocketId>,
        /// How full.
        full: Full,
        /// How many it has gone without so far.
        dropped: u32,
    },
    /// A SUB socket without any subscription gets nothing.
    NoSubscription,
    /// A SUB socket throws away what it does not want (any more).
    NotWanted,
    /// A publisher has noted a subscription.
    SubscriptionNoted,
    /// A publisher has struck out a subscription.
    SubscriptionEnded,
    /// XPUB hands subscriptions to its program.
    SubscriptionPassedOn,
    /// XSUB keeps the end of a subscription that was made several times.
    StillSubscribed,
    /// After a reconnection subscriptions are told anew.
    Resubscribes,
    /// PUB has no use for messages.
    NotForPublishers,
    /// XSUB sends to every publisher.
    ToAllPublishers {
        /// How many there are.
        peers: u32,
    },
    /// A newer message took the place of this one (CONFLATE).
    Conflated,
    /// A person took the message out of its queue.
    TakenOut,
    /// PAIR has a peer already.
    PairIsTaken,
    /// A newer peer has taken over the name (ROUTER_HANDOVER).
    HandedOver,
    /// The peer has shown no sign of life for too long.
    Silent {
        /// Time to the next attempt.
        retry: Option<Span>,
    },
    /// A frame is longer than MAXMSGSIZE allows.
    TooLong {
        /// Its length in bytes.
        size: u64,
        /// The bound.
        limit: u64,
    },
    /// On a raw connection messages have no borders.
    NoBorders,
    /// Sending nothing closes a raw connection.
    ClosesStream,
    /// Somebody listens there already.
    AddressInUse,
    /// The address to listen on is not this host's.
    NoSuchDevice,
    /// No such `inproc` name, endpoint or option is known here.
    NoSuchEndpoint,
    /// The option or value is not one that ZeroMQ accepts.
    Invalid,
    /// The address is not one that ZeroMQ (or this model of it) accepts.
    BadAddress {
        /// As the program gave it.
        text: Rc<str>,
        /// True if it was given to `connect`, false for `bind`.
        connect: bool,
    },
}

impl Rule {
    /// A short stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Rule::Lockstep { .. } => "zmq.lockstep",
            Rule::WrongDirection { .. } => "zmq.wrong-direction",
            Rule::AwaitsReply => "zmq.req.awaits-reply",
            Rule::ReplyLost => "zmq.req.reply-lost",
            Rule::RequestUndelivered => "zmq.req.undelivered",
            Rule::NothingArrived { .. } => "zmq.nothing-arrived",
            Rule::NoPeer { .. } => "zmq.no-peer",
            Rule::AllFull { .. } => "zmq.hwm.all-full",
            Rule::QueueFull { .. } => "zmq.hwm.full",
            Rule::RoundRobin { .. } => "zmq.round-robin",
            Rule::FairQueue { .. } => "zmq.fair-queue",
            Rule::ReplyToRequester => "zmq.rep.to-requester",
            Rule::ByIdentity => "zmq.router.by-identity",
            Rule::OnlyPeer => "zmq.pair.only-peer",
            Rule::RequesterGone => "zmq.rep.requester-gone",
            Rule::RequesterFull { .. } => "zmq.rep.requester-full",
            Rule::UnknownIdentity { .. } => "zmq.router.unknown-identity",
            Rule::MalformedRequest => "zmq.rep.malformed",
            Rule::MalformedReply => "zmq.req.malformed",
            Rule::StaleReply => "zmq.req.stale",
            Rule::UnaskedReply => "zmq.req.unasked",
            Rule::DiscardedByNewRequest => "zmq.req.discarded",
            Rule::NobodyListens { .. } => "zmq.connect.refused",
            Rule::NoSuchHost { .. } => "zmq.connect.no-host",
            Rule::Reconnects { .. } => "zmq.reconnect",
            Rule::QueueDies { .. } => "zmq.peer-lost",
            Rule::LostInTransit => "zmq.lost.transit",
            Rule::LostWithQueue => "zmq.lost.queue",
            Rule::ClosedUnread => "zmq.lost.unread",
            Rule::LingerOver { .. } => "zmq.lost.linger",
            Rule::SenderKilled => "zmq.lost.killed",
            Rule::EndpointRemoved => "zmq.endpoint-removed",
            Rule::Incompatible { .. } => "zmq.incompatible",
            Rule::ProtocolError => "zmq.protocol-error",
            Rule::TimedOut { .. } => "zmq.time-out",
            Rule::WouldBlock => "zmq.would-block",
            Rule::ContextTerminated => "zmq.context-terminated",
            Rule::Lingers { .. } => "zmq.linger",
            Rule::OpenSockets { .. } => "zmq.term.open-sockets",
            Rule::Subscribed { .. } => "zmq.pub.subscribed",
            Rule::NobodySubscribed { .. } => "zmq.pub.nobody",
            Rule::SubscriberFull { .. } => "zmq.pub.full",
            Rule::NoSubscription => "zmq.sub.none",
            Rule::NotWanted => "zmq.sub.not-wanted",
            Rule::SubscriptionNoted => "zmq.pub.noted",
            Rule::SubscriptionEnded => "zmq.pub.ended",
            Rule::SubscriptionPassedOn => "zmq.xpub.passed-on",
            Rule::StillSubscribed => "zmq.xsub.still",
            Rule::Resubscribes => "zmq.sub.again",
            Rule::NotForPublishers => "zmq.pub.no-input",
            Rule::ToAllPublishers { .. } => "zmq.xsub.to-all",
            Rule::Conflated => "zmq.conflate",
            Rule::TakenOut => "simulator.taken-out",
            Rule::PairIsTaken => "zmq.pair.taken",
            Rule::HandedOver => "zmq.router.handover",
            Rule::Silent { .. } => "zmq.silent",
            Rule::TooLong { .. } => "zmq.too-long",
            Rule::NoBorders => "zmq.stream.no-borders",
            Rule::ClosesStream => "zmq.stream.closes",
            Rule::AddressInUse => "zmq.bind.in-use",
            Rule::NoSuchDevice => "zmq.bind.no-device",
            Rule::NoSuchEndpoint => "zmq.no-endpoint",
            Rule::Invalid => "zmq.invalid",
            Rule::BadAddress { .. } => "zmq.address",
        }
    }
}
