//! The rules in words: what each says in its case, where it is written down,
//! and what can be done about it. It decides nothing.

use super::{Full, Rule};
use crate::base::Span;
use crate::messaging::zeromq::kind::Kind;

const MANUAL_SOCKET: &str = "libzmq 4.3.5, zmq_socket(3)";
const MANUAL_OPTIONS: &str = "libzmq 4.3.5, zmq_setsockopt(3)";
const RFC_REQREP: &str = "ZeroMQ RFC 28/REQREP";
const RFC_PUBSUB: &str = "ZeroMQ RFC 29/PUBSUB";
const RFC_ZMTP: &str = "ZeroMQ RFC 23/ZMTP and 37/ZMTP 3.1";

impl Rule {
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
            Rule::RequestUndelivered => "The request waits in a queue for a connection over which \
                nothing can go yet; no reply can come before it is delivered."
                .into(),
            Rule::NothingArrived { kind, peers: 0 } => {
                format!("No message has come in: this {kind} socket has no peer yet.")
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
            Rule::AllFull { full, queues } => format!(
                "{} of {}{} Sending blocks until a peer takes some.",
                match queues {
                    1 => "The only queue is at its high-water mark".to_owned(),
                    queues => format!("All {queues} queues are at their high-water mark"),
                },
                full.mark,
                away(*full, *queues)
            ),
            Rule::QueueFull { full } => format!(
                "The queue to this peer is at its high-water mark of {}{}",
                full.mark,
                away(*full, 1)
            ),
            Rule::RoundRobin { of: 1, .. } => "It is the only peer that can take one.".into(),
            Rule::RoundRobin { of, .. } => {
                format!(
                    "The {of} peers that can take one are served in turn, and this one is next."
                )
            }
            Rule::FairQueue { of: 1, .. } => "It was the only peer with a message waiting.".into(),
            Rule::FairQueue { of, .. } => format!(
                "The {of} peers that have some waiting are read in turn, and this one was next."
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
            Rule::RequesterFull { full } => format!(
                "The queue to the requester is at its high-water mark of {}{} The reply is \
                 dropped.",
                full.mark,
                away(*full, 1)
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
                "A {ours} socket and a {theirs} socket do not go together: the handshake fails \
                 and the connection is closed for good."
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
            Rule::Subscribed {
                prefix,
                matching,
                peers,
            } => {
                let what = match prefix.is_empty() {
                    true => "This peer has subscribed to everything".to_owned(),
                    false => {
                        format!("It begins with “{prefix}”, to which this peer has subscribed")
                    }
                };
                match (*matching, *peers) {
                    (_, 1) => format!("{what}; there is no other subscriber."),
                    (matching, peers) if matching == peers => {
                        format!("{what}. The message is for all {peers} subscribers.")
                    }
                    (matching, peers) => {
                        format!("{what}. The message is for {matching} of {peers} subscribers.")
                    }
                }
            }
            Rule::NobodySubscribed { peers: 0 } => {
                "A publisher does not wait: nobody is connected, so the message is dropped.".into()
            }
            Rule::NobodySubscribed { peers } => format!(
                "Of {} nobody has subscribed to how this message begins, as far as the publisher \
                 knows, so it is dropped.",
                count(*peers, "connected peer")
            ),
            Rule::SubscriberFull { full, dropped, .. } => format!(
                "The queue to this subscriber is at its high-water mark of {}{} A publisher does \
                 not wait: this subscriber goes without, {}.",
                full.mark,
                away(*full, 1),
                match dropped {
                    1 => "for the first time".to_owned(),
                    times => format!("for the {} time", ordinal(*times)),
                }
            ),
            Rule::NoSubscription => {
                "A SUB socket gets nothing before it has subscribed: to “” for everything, or to \
                 how messages begin."
                    .into()
            }
            Rule::NotWanted => "A SUB socket looks once more whether it wants a message, when the \
                program would receive it: no subscription matches (any more)."
                .into(),
            Rule::SubscriptionNoted => {
                "The publisher notes the subscription: from now on this peer gets what begins like that."
                    .into()
            }
            Rule::SubscriptionEnded => {
                "The publisher strikes out the subscription of this peer.".into()
            }
            Rule::SubscriptionPassedOn => {
                "An XPUB socket gives its program what its subscribers ask for: 1 or 0, then the \
                 prefix."
                    .into()
            }
            Rule::StillSubscribed => "The prefix was subscribed to more often than it was \
                unsubscribed from; publishers are not told."
                .into(),
            Rule::Resubscribes => {
                "The connection broke: every subscription will be told again over the next one."
                    .into()
            }
            Rule::NotForPublishers => "A PUB socket reads nothing but subscriptions.".into(),
            Rule::ToAllPublishers { peers } => format!(
                "An XSUB socket sends to every publisher; there {}.",
                match peers {
                    0 => "is none".to_owned(),
                    1 => "is one".to_owned(),
                    peers => format!("are {peers}"),
                }
            ),
            Rule::TakenOut => {
                "Somebody took it out of its queue in the simulator; the library never does that."
                    .to_owned()
            }
            Rule::Conflated => {
                "With CONFLATE a queue holds only the newest message: this one was replaced.".into()
            }
            Rule::PairIsTaken => "A PAIR socket has one peer, and this one has it already: who \
                comes later is not heard."
                .into(),
            Rule::HandedOver => "Another peer has come with the same identity, and with \
                ROUTER_HANDOVER it takes the place: the old one is not heard any more."
                .into(),
            Rule::Silent { retry } => format!(
                "The peer has shown no sign of life in time (HEARTBEAT_TIMEOUT, HANDSHAKE_IVL or \
                 the time to live that it named): the connection is given up; {}.",
                again(*retry)
            ),
            Rule::TooLong { size, limit } => format!(
                "A frame of {size} bytes is longer than MAXMSGSIZE ({limit}) allows; the \
                 connection is closed."
            ),
            Rule::NoBorders => "A STREAM socket gets bytes, not messages: these came together \
                with those of the next."
                .into(),
            Rule::ClosesStream => {
                "An empty frame tells a STREAM socket to close the connection.".into()
            }
            Rule::AddressInUse => "Another socket listens at this address already.".into(),
            Rule::NoSuchDevice => "This host has no interface of that name or address.".into(),
            Rule::NoSuchEndpoint => "This socket has no such endpoint.".into(),
            Rule::Invalid => "ZeroMQ does not accept this option or value.".into(),
            Rule::BadAddress { text, connect } => super::address::fault(text, *connect),
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
            Rule::TakenOut => "What if: Drop",
            Rule::StaleReply
            | Rule::DiscardedByNewRequest
            | Rule::TimedOut { .. }
            | Rule::LingerOver { .. }
            | Rule::Lingers { .. }
            | Rule::UnknownIdentity { .. }
            | Rule::Reconnects { .. }
            | Rule::NobodyListens { .. }
            | Rule::NoSuchHost { .. }
            | Rule::Conflated
            | Rule::HandedOver
            | Rule::Silent { .. }
            | Rule::TooLong { .. } => MANUAL_OPTIONS,
            Rule::Subscribed { .. }
            | Rule::NobodySubscribed { .. }
            | Rule::SubscriberFull { .. }
            | Rule::NoSubscription
            | Rule::NotWanted => RFC_PUBSUB,
            Rule::PairIsTaken | Rule::OnlyPeer => "ZeroMQ RFC 31/EXPAIR",
            Rule::ContextTerminated | Rule::OpenSockets { .. } => "libzmq 4.3.5, zmq_ctx_term(3)",
            Rule::AddressInUse | Rule::NoSuchDevice => "libzmq 4.3.5, zmq_bind(3)",
            Rule::NoSuchEndpoint | Rule::Invalid | Rule::BadAddress { .. } => {
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
                "If nobody answers, start the other program or check the address. IMMEDIATE keeps requests from \
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
            Rule::Incompatible { ours, theirs } => return Some(pairs(*ours, theirs)),
            Rule::NobodySubscribed { .. } => {
                "Let the subscribers say that they are ready (over another socket pair) before \
                 the first message is published."
            }
            Rule::SubscriberFull { .. } => {
                "Read faster, publish slower, or raise SNDHWM and RCVHWM; XPUB_NODROP lets the \
                 publisher wait instead."
            }
            Rule::NoSubscription => "Call subscribe(\"\") on the SUB socket for everything.",
            Rule::PairIsTaken => "Use DEALER, or one PAIR socket for each peer.",
            Rule::TooLong { .. } => "Raise MAXMSGSIZE at the receiver, or send smaller frames.",
            Rule::AddressInUse => "Choose another port, or close the socket that has it.",
            Rule::TimedOut { .. } | Rule::WouldBlock => "Handle zmq.Again: try later, or give up.",
            _ => return None,
        };
        Some(text.to_owned())
    }
}

/// What two types of socket that do not fit go with.
fn pairs(ours: Kind, theirs: &str) -> String {
    let fits = |kind: Kind| format!("{kind} goes with {}", kind.partners().join(" or "));
    match Kind::named(theirs) {
        Some(theirs) => format!("{}, {}.", fits(ours), fits(theirs)),
        None => fits(ours) + ".",
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

/// The end of a sentence about full queues: how many messages wait in them, if
/// others count, too (which are in the transport's buffers, or read).
fn away(full: Full, queues: u32) -> String {
    let gone = full.counted.saturating_sub(full.waiting);
    if gone == 0 {
        return ".".to_owned();
    }
    let it = if queues == 1 { "it" } else { "them" };
    let wait = if full.waiting == 1 { "waits" } else { "wait" };
    let count = if gone == 1 { "counts" } else { "count" };
    format!(
        ": {} {wait} in {it}, and {gone} that left {it} still {count}, since room is reported \
         only after every {}.",
        full.waiting,
        full.mark.div_ceil(2)
    )
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
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
