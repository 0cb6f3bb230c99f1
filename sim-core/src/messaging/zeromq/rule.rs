//! Why ZeroMQ did what it did: every rule that blocks, drops, chooses or
//! refuses, with the numbers of the case, where it is written down, and what
//! can be done about it.

use std::rc::Rc;

use serde::Serialize;

use super::kind::Kind;
use crate::base::Span;

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
        /// Messages that each holds at most.
        mark: u32,
        /// How many such queues there are.
        queues: u32,
    },
    /// One peer's queue is full.
    QueueFull {
        /// Messages that it holds at most.
        mark: u32,
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
        /// Messages that it holds at most.
        mark: u32,
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
    /// Somebody listens there already.
    AddressInUse,
    /// The address to listen on is not this host's.
    NoSuchDevice,
    /// No such `inproc` name, endpoint or option is known here.
    NoSuchEndpoint,
    /// The address, option or value is not one that ZeroMQ accepts.
    Invalid,
    /// The transport is not one that ZeroMQ (or this model of it) has.
    UnsupportedTransport,
}

const MANUAL_SOCKET: &str = "libzmq 4.3.5, zmq_socket(3)";
const MANUAL_OPTIONS: &str = "libzmq 4.3.5, zmq_setsockopt(3)";
const RFC_REQREP: &str = "ZeroMQ RFC 28/REQREP";
const RFC_ZMTP: &str = "ZeroMQ RFC 23/ZMTP and 37/ZMTP 3.1";

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
            Rule::AddressInUse => "zmq.bind.in-use",
            Rule::NoSuchDevice => "zmq.bind.no-device",
            Rule::NoSuchEndpoint => "zmq.no-endpoint",
            Rule::Invalid => "zmq.invalid",
            Rule::UnsupportedTransport => "zmq.transport",
        }
    }

    /// What the rule says in this case.
    pub fn text(&self) -> String {
        match self {
            Rule::Lockstep { kind, must_send } => lockstep(*kind, *must_send),
            Rule::WrongDirection { kind, send } => format!(
                "A {kind} socket can only {}.",
                if *send { "receive" } else { "send" }
            ),
            Rule::AwaitsReply => {
                "A REQ socket waits for the reply of the peer it sent its request \
                to; nothing else ends the wait."
                    .into()
            }
            Rule::ReplyLost => {
                "The peer that has the request is gone, and a request is never sent \
                a second time: the reply can never come."
                    .into()
            }
            Rule::RequestUndelivered => "The request waits in a queue for a connection that does \
                not stand yet; no reply can come before it is delivered."
                .into(),
            Rule::NothingArrived { kind, peers: 0 } => {
                format!("No message has come in: nobody is connected to this {kind} socket.")
            }
            Rule::NothingArrived { kind, peers } => format!(
                "No message has come in from any of the {} connected to this {kind} socket.",
                count(*peers, "peer")
            ),
            Rule::NoPeer {
                kind,
                immediate: true,
            } => format!(
                "With IMMEDIATE a {kind} socket sends only over connections that stand; there is \
                 none, so sending blocks."
            ),
            Rule::NoPeer { kind, .. } => format!(
                "A {kind} socket without any peer has no queue to put a message into, so sending \
                 blocks."
            ),
            Rule::AllFull { mark, queues } => format!(
                "{} full: each holds at most {} (the high-water mark), so sending blocks until a \
                 peer takes some.",
                if *queues == 1 {
                    "The only queue is".to_owned()
                } else {
                    format!("All {queues} queues are")
                },
                count(*mark, "message")
            ),
            Rule::QueueFull { mark } => format!(
                "The queue to this peer holds {} already, its high-water mark.",
                count(*mark, "message")
            ),
            Rule::RoundRobin { of: 1, .. } => "It is the only peer that can take one.".into(),
            Rule::RoundRobin { turn, of } => {
                format!("Peers are served in turn: it was the turn of number {turn} of {of}.")
            }
            Rule::FairQueue { of: 1, .. } => "It was the only peer with a message waiting.".into(),
            Rule::FairQueue { turn, of } => format!(
                "Messages are taken from the peers in turn: it was the turn of number {turn} of \
                 {of} that have some."
            ),
            Rule::ReplyToRequester => "A REP socket sends its reply to the peer whose request it \
                took last; the envelope saved with the request names it."
                .into(),
            Rule::ByIdentity => {
                "A ROUTER socket sends to the peer whose identity is the first frame.".into()
            }
            Rule::OnlyPeer => "A PAIR socket has exactly one peer.".into(),
            Rule::RequesterGone => {
                "The peer that sent the request is gone: a REP socket drops the \
                reply without an error and is ready for the next request."
                    .into()
            }
            Rule::RequesterFull { mark } => format!(
                "The queue to the requester holds {} (its high-water mark): the reply is dropped.",
                count(*mark, "message")
            ),
            Rule::UnknownIdentity { mandatory: false } => {
                "No peer has this identity, and a ROUTER \
                socket drops what it cannot route."
                    .into()
            }
            Rule::UnknownIdentity { mandatory: true } => {
                "No peer has this identity, and ROUTER_MANDATORY makes that an error.".into()
            }
            Rule::MalformedRequest => "The request has no empty frame between envelope and body; \
                a REP socket skips it."
                .into(),
            Rule::MalformedReply => "A REQ socket accepts only replies that begin with an empty \
                frame; the connection is closed."
                .into(),
            Rule::StaleReply => "The reply carries the number of an earlier request, and \
                REQ_CORRELATE discards such replies."
                .into(),
            Rule::UnaskedReply => {
                "The reply comes from a peer that was not asked last; a REQ socket discards it."
                    .into()
            }
            Rule::DiscardedByNewRequest => {
                "A new request discards every reply that came before it.".into()
            }
            Rule::NobodyListens { retry } => format!(
                "The host answered that nobody listens at this address; {}.",
                again(*retry)
            ),
            Rule::NoSuchHost { retry } => format!(
                "There is no host of this name, or no cables lead to it; {}.",
                again(*retry)
            ),
            Rule::Reconnects { retry, kept } => format!(
                "The connection is gone; {}. {} in the queue and will be sent then; what was on \
                 its way is lost.",
                again(*retry),
                stay(*kept)
            ),
            Rule::QueueDies { lost } => format!(
                "The peer had connected to this socket and is gone: its queue is removed, with \
                 {} in it.",
                count(*lost, "message")
            ),
            Rule::LostInTransit => "The message had left its queue when the connection broke; \
                ZeroMQ does not send it again."
                .into(),
            Rule::LostWithQueue => "The message was in the queue of a peer that is gone.".into(),
            Rule::ClosedUnread => "The receiving socket was closed before the message was taken \
                from it."
                .into(),
            Rule::LingerOver { linger: Span::ZERO } => {
                "The socket was closed with LINGER 0: unsent messages are dropped at once.".into()
            }
            Rule::LingerOver { linger } => format!(
                "The socket was closed, and its LINGER period of {linger} passed before the \
                 message could be sent."
            ),
            Rule::SenderKilled => {
                "The queue was in the memory of a process that was killed.".into()
            }
            Rule::EndpointRemoved => {
                "The endpoint was disconnected or unbound, and its queue went \
                with it."
                    .into()
            }
            Rule::Incompatible { ours, theirs } => format!(
                "A {ours} socket and a {theirs} socket cannot talk: the handshake fails and the \
                 connection is closed for good."
            ),
            Rule::ProtocolError => "What arrived is not what ZMTP allows here; the connection is \
                closed."
                .into(),
            Rule::TimedOut { option, after } => {
                format!("{option} is {after}, and that has passed.")
            }
            Rule::WouldBlock => "The call was told not to wait, and would have had to.".into(),
            Rule::ContextTerminated => {
                "The context of this socket is being terminated: every call on it fails.".into()
            }
            Rule::Lingers { messages, linger } => format!(
                "{} still to be sent, and LINGER {}.",
                waits(*messages),
                match linger {
                    None => "-1 (the default) waits for ever".to_owned(),
                    Some(linger) => format!("waits at most {linger}"),
                }
            ),
            Rule::OpenSockets { open } => format!(
                "Terminating a context waits until every socket of it is closed; {} not.",
                if *open == 1 {
                    "one is".to_owned()
                } else {
                    format!("{open} are")
                }
            ),
            Rule::AddressInUse => "Another socket listens at this address already.".into(),
            Rule::NoSuchDevice => "This host has no interface of that name or address.".into(),
            Rule::NoSuchEndpoint => "This socket has no such endpoint.".into(),
            Rule::Invalid => "ZeroMQ does not accept this address, option or value.".into(),
            Rule::UnsupportedTransport => "The transport of this address is not supported.".into(),
        }
    }

    /// Where it is written down.
    pub fn source(&self) -> &'static str {
        match self {
            Rule::Lockstep { .. }
            | Rule::AwaitsReply
            | Rule::ReplyLost
            | Rule::RequestUndelivered
            | Rule::ReplyToRequester
            | Rule::RequesterGone
            | Rule::RequesterFull { .. }
            | Rule::MalformedRequest
            | Rule::MalformedReply
            | Rule::UnaskedReply => RFC_REQREP,
            Rule::Incompatible { .. } | Rule::ProtocolError => RFC_ZMTP,
            Rule::StaleReply
            | Rule::DiscardedByNewRequest
            | Rule::TimedOut { .. }
            | Rule::LingerOver { .. }
            | Rule::Lingers { .. }
            | Rule::UnknownIdentity { .. }
            | Rule::Reconnects { .. }
            | Rule::NobodyListens { .. }
            | Rule::NoSuchHost { .. } => MANUAL_OPTIONS,
            Rule::ContextTerminated | Rule::OpenSockets { .. } => "libzmq 4.3.5, zmq_ctx_term(3)",
            Rule::AddressInUse | Rule::NoSuchDevice => "libzmq 4.3.5, zmq_bind(3)",
            Rule::NoSuchEndpoint | Rule::Invalid | Rule::UnsupportedTransport => {
                "libzmq 4.3.5, zmq_bind(3), zmq_connect(3)"
            }
            _ => MANUAL_SOCKET,
        }
    }

    /// What a student can do about it.
    pub fn remedy(&self) -> Option<String> {
        let text = match self {
            Rule::Lockstep {
                must_send: true, ..
            } => "Call send() before the next recv().",
            Rule::Lockstep { .. } => {
                "Call recv() before the next send(), or use DEALER instead of REQ and ROUTER \
                 instead of REP."
            }
            Rule::ReplyLost | Rule::AwaitsReply => {
                "Set RCVTIMEO or poll() with a time-out, then close the socket (LINGER 0), make a \
                 new one and ask again; or set REQ_RELAXED and REQ_CORRELATE and send again."
            }
            Rule::RequestUndelivered => {
                "Start the other program, or check the address. IMMEDIATE keeps requests from \
                 being queued for connections that do not stand."
            }
            Rule::NoPeer { .. } => {
                "Start the peer, or set SNDTIMEO so that send() gives up with zmq.Again."
            }
            Rule::AllFull { .. } => {
                "Let the peers read faster, raise SNDHWM before connecting, or send with \
                 zmq.NOBLOCK and handle zmq.Again."
            }
            Rule::RequesterGone | Rule::LostInTransit => {
                "If the answer matters, let the client ask again and make asking twice harmless."
            }
            Rule::UnknownIdentity { mandatory: false } => {
                "Set ROUTER_MANDATORY to get an error instead."
            }
            Rule::MalformedRequest => "Send an empty frame before the body.",
            Rule::UnaskedReply | Rule::StaleReply => {
                "Nothing has to be done: the reply to the current request is still awaited."
            }
            Rule::NobodyListens { .. } => {
                "Check that the other program has called bind() with this port, and not only for \
                 127.0.0.1."
            }
            Rule::NoSuchHost { .. } => "Check the name in the address.",
            Rule::LingerOver { .. } => "Close with a longer LINGER, or wait for the answer first.",
            Rule::Lingers { .. } => {
                "Set LINGER to 0 (or a number of milliseconds) before closing to drop what cannot \
                 be sent."
            }
            Rule::OpenSockets { .. } => "Close the sockets first, or call context.destroy().",
            Rule::Incompatible { .. } => {
                "Use a pair that fits: REQ-REP, REQ-ROUTER, DEALER-REP, DEALER-ROUTER, \
                 DEALER-DEALER, ROUTER-ROUTER, PUB-SUB, PUSH-PULL, PAIR-PAIR."
            }
            Rule::AddressInUse => "Choose another port, or close the socket that has it.",
            Rule::TimedOut { .. } | Rule::WouldBlock => "Handle zmq.Again: try later, or give up.",
            _ => return None,
        };
        Some(text.to_owned())
    }
}

fn lockstep(kind: Kind, must_send: bool) -> String {
    let (order, call) = match kind {
        Kind::Rep => ("recv(), then send(), then recv() again", must_send),
        _ => ("send(), then recv(), then send() again", must_send),
    };
    let now = if call { "send()" } else { "recv()" };
    format!("A {kind} socket takes turns: {order}. Now it is the turn of {now}.")
}

fn count(number: u32, noun: &str) -> String {
    match number {
        0 => format!("no {noun}"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

fn stay(number: u32) -> String {
    match number {
        1 => "1 message stays".to_owned(),
        number => format!(
            "{} stay",
            count(number, "message").replacen('n', "N", usize::from(number == 0))
        ),
    }
}

fn waits(number: u32) -> String {
    match number {
        1 => "1 message is".to_owned(),
        number => format!("{number} messages are"),
    }
}

fn again(retry: Option<Span>) -> String {
    match retry {
        Some(span) => format!("the next attempt is made in {span} (RECONNECT_IVL)"),
        None => "no further attempt is made".to_owned(),
    }
}
