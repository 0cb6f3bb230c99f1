//! What a messaging system reports: one vocabulary for all of them, so that
//! the trace, the log and the stage need no code of their own for a new one.
//!
//! Facts say what happened; the rule in a fact says because of what. They
//! carry no time (whoever collects them knows it) and no floats.

use std::rc::Rc;

use serde::Serialize;

use super::{sockets, threads, zeromq};
use crate::base::{MessageId, ProcessId, Span, ThreadId};
use crate::network::packets::Loss;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the table that holds the things of this kind.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A socket of a messaging system: a program's end of its conversations.
    SocketId;
    /// A queue of messages, from one socket towards one peer or from it.
    QueueId;
}

/// What a message is for: decides the envelope's colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// A request, or any message that is not an answer.
    Message,
    /// An answer.
    Reply,
    /// The systems' own traffic: greetings, subscriptions.
    Control,
}

/// One thing that happened in a messaging system.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    /// A program made a socket.
    SocketOpened {
        /// Which.
        socket: SocketId,
        /// Whose.
        process: ProcessId,
        /// Its type as the system names it: `REQ`.
        kind: &'static str,
    },
    /// A program closed a socket, or its last reference went.
    SocketClosed {
        /// Which.
        socket: SocketId,
        /// Messages that are still to be sent before it is gone.
        pending: u32,
    },
    /// A socket listens on an address.
    Bound {
        /// Which.
        socket: SocketId,
        /// Where, with the port that was chosen.
        address: Rc<str>,
    },
    /// A socket listens on an address no longer.
    Unbound {
        /// Which.
        socket: SocketId,
        /// Where.
        address: Rc<str>,
    },
    /// A socket begins to connect, or tries again.
    Connecting {
        /// Which.
        socket: SocketId,
        /// Where to.
        address: Rc<str>,
        /// How many attempts went before.
        attempt: u32,
    },
    /// Nobody answered, or the answer was no.
    ConnectFailed {
        /// Whose attempt.
        socket: SocketId,
        /// Where to.
        address: Rc<str>,
        /// When it tries again; `None` is never.
        retry_in: Option<Span>,
        /// Why.
        rule: Rule,
    },
    /// The peers have greeted each other: messages can flow.
    PeerReady {
        /// This end.
        socket: SocketId,
        /// The other end, if it is a socket of this system.
        peer: Option<SocketId>,
        /// The address it was reached by.
        address: Rc<str>,
    },
    /// A listening socket gave the program a socket of its own for a connection.
    Accepted {
        /// The listening socket.
        socket: SocketId,
        /// The new one.
        new: SocketId,
        /// Who connected, if it is a socket of ours.
        peer: Option<SocketId>,
        /// From where.
        address: Rc<str>,
    },
    /// A call moved less or more than one message.
    Part {
        /// On which socket.
        socket: SocketId,
        /// The call: `send`, `recv`.
        call: &'static str,
        /// How many bytes it moved.
        bytes: u64,
        /// Why so many.
        rule: Rule,
    },
    /// A peer is gone.
    PeerLost {
        /// This end.
        socket: SocketId,
        /// The other end, if it is a socket of this system.
        peer: Option<SocketId>,
        /// The address it was reached by.
        address: Rc<str>,
        /// Why, and what follows.
        rule: Rule,
    },
    /// A program handed a message over.
    Sent {
        /// Which.
        message: MessageId,
        /// To which socket.
        socket: SocketId,
        /// How it begins.
        label: Rc<str>,
        /// Payload of all its parts.
        bytes: u64,
        /// Parts that the program gave.
        parts: u32,
        /// What it is for.
        kind: MessageKind,
    },
    /// A copy of a message is made for one more receiver; it has a fate of its
    /// own.
    Copied {
        /// The copy.
        message: MessageId,
        /// What it is a copy of.
        of: MessageId,
        /// Who made it.
        socket: SocketId,
    },
    /// The socket chose where a message goes.
    Routed {
        /// Which.
        message: MessageId,
        /// Whose choice.
        socket: SocketId,
        /// The queue chosen.
        queue: QueueId,
        /// Who is behind it.
        peer: Option<SocketId>,
        /// Why this one.
        rule: Rule,
    },
    /// A message entered the queue towards a peer.
    Queued {
        /// Which.
        message: MessageId,
        /// The queue.
        queue: QueueId,
        /// Whose queue.
        socket: SocketId,
        /// Messages in it now.
        fill: u32,
        /// Messages that count against the mark: also some that have left it.
        counted: u32,
        /// Its high-water mark; `None` is no bound.
        mark: Option<u32>,
    },
    /// A message left the queue for the wire.
    Departed {
        /// Which.
        message: MessageId,
        /// The queue.
        queue: QueueId,
        /// Whose queue.
        socket: SocketId,
        /// Who it goes to.
        peer: Option<SocketId>,
    },
    /// A message came in from a peer and waits for the program.
    Arrived {
        /// Which.
        message: MessageId,
        /// The queue.
        queue: QueueId,
        /// Whose queue.
        socket: SocketId,
        /// Messages in it now.
        fill: u32,
        /// Its high-water mark; `None` is no bound.
        mark: Option<u32>,
    },
    /// The program took a message.
    Taken {
        /// Which.
        message: MessageId,
        /// From which socket.
        socket: SocketId,
        /// Why it was this one's turn.
        rule: Rule,
    },
    /// A thread put something into a queue between threads.
    Put {
        /// Which.
        message: MessageId,
        /// The queue's own number as a socket.
        socket: SocketId,
        /// The queue.
        queue: QueueId,
        /// Who did.
        thread: ThreadId,
        /// How it reads.
        label: Rc<str>,
        /// Entries in it now.
        fill: u32,
        /// How many it takes; `None` is no bound.
        mark: Option<u32>,
    },
    /// A thread took something out of a queue between threads.
    Got {
        /// Which.
        message: MessageId,
        /// The queue's own number as a socket.
        socket: SocketId,
        /// The queue.
        queue: QueueId,
        /// Who did.
        thread: ThreadId,
        /// Entries in it now.
        fill: u32,
        /// How many it takes; `None` is no bound.
        mark: Option<u32>,
        /// Why it was this one's turn.
        rule: Rule,
    },
    /// A message will never arrive.
    Dropped {
        /// Which.
        message: MessageId,
        /// Who dropped it.
        socket: SocketId,
        /// Why.
        rule: Rule,
    },
    /// Somebody who watches set an option, beside the program.
    OptionSet {
        /// Of which socket.
        socket: SocketId,
        /// Which: `SNDHWM`.
        option: &'static str,
        /// To what.
        value: u32,
        /// What it was; -1 is the system's own choice.
        before: i64,
    },
    /// A call failed.
    Refused {
        /// On which socket.
        socket: SocketId,
        /// The call: `send`, `recv`, `bind`, ...
        call: &'static str,
        /// The error's number.
        errno: i32,
        /// The error's name: `EFSM`.
        error: &'static str,
        /// Why.
        rule: Rule,
    },
}

/// Why a system did what it did, with the numbers that decided.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Rule {
    /// A rule of ZeroMQ.
    Zeromq(zeromq::Rule),
    /// A rule of sockets.
    Socket(sockets::Rule),
    /// A rule of queues between threads.
    Threads(threads::Rule),
}

impl Rule {
    /// True if a message came to its receiver and was not read there.
    pub fn is_unread(&self) -> bool {
        matches!(
            self,
            Rule::Zeromq(zeromq::Rule::ClosedUnread) | Rule::Socket(sockets::Rule::ClosedUnread)
        )
    }

    /// True if two types of socket do not go together.
    pub fn is_mismatch(&self) -> bool {
        matches!(self, Rule::Zeromq(zeromq::Rule::Incompatible { .. }))
    }

    /// True if an address cannot be meant as it is written.
    pub fn is_bad_address(&self) -> bool {
        matches!(self, Rule::Zeromq(zeromq::Rule::BadAddress { .. }))
    }

    /// True if a question was asked and the answer is waited for.
    pub(super) fn is_debt(&self) -> bool {
        use zeromq::Rule::{AwaitsReply, ReplyLost, RequestUndelivered};
        matches!(
            self,
            Rule::Zeromq(AwaitsReply | ReplyLost | RequestUndelivered)
        )
    }

    /// How full the queue is that takes no more, if that decided.
    pub fn full(&self) -> Option<zeromq::Full> {
        use zeromq::Rule::{QueueFull, RequesterFull, SubscriberFull};
        match self {
            Rule::Zeromq(
                QueueFull { full } | RequesterFull { full } | SubscriberFull { full, .. },
            ) => Some(*full),
            _ => None,
        }
    }

    /// Who goes without, if that is one of several receivers.
    pub fn goes_without(&self) -> Option<SocketId> {
        match self {
            Rule::Zeromq(zeromq::Rule::SubscriberFull { peer, .. }) => *peer,
            _ => None,
        }
    }

    /// Where a datagram was lost on its way.
    pub fn loss(&self) -> Option<Loss> {
        match self {
            Rule::Socket(sockets::Rule::OnTheWay { loss }) => Some(*loss),
            _ => None,
        }
    }

    /// A short stable name: `zmq.req.lockstep`.
    pub fn code(&self) -> &'static str {
        match self {
            Rule::Zeromq(rule) => rule.code(),
            Rule::Socket(rule) => rule.code(),
            Rule::Threads(rule) => rule.code(),
        }
    }

    /// What the rule says, with the numbers of this case. One or two sentences.
    pub fn text(&self) -> String {
        match self {
            Rule::Zeromq(rule) => rule.text(),
            Rule::Socket(rule) => rule.text(),
            Rule::Threads(rule) => rule.text().to_owned(),
        }
    }

    /// Where it is written down: manual page, RFC section, library version.
    pub fn source(&self) -> &'static str {
        match self {
            Rule::Zeromq(rule) => rule.source(),
            Rule::Socket(rule) => rule.source(),
            Rule::Threads(rule) => rule.source(),
        }
    }

    /// What a student can do about it, if there is something.
    pub fn remedy(&self) -> Option<String> {
        match self {
            Rule::Zeromq(rule) => rule.remedy(),
            Rule::Socket(rule) => rule.remedy(),
            Rule::Threads(_) => None,
        }
    }
}

impl From<zeromq::Rule> for Rule {
    fn from(rule: zeromq::Rule) -> Rule {
        Rule::Zeromq(rule)
    }
}

impl From<threads::Rule> for Rule {
    fn from(rule: threads::Rule) -> Rule {
        Rule::Threads(rule)
    }
}

impl From<sockets::Rule> for Rule {
    fn from(rule: sockets::Rule) -> Rule {
        Rule::Socket(rule)
    }
}

/// Characters of a label: what an envelope on the stage can show.
const LABEL: usize = 20;

/// How a message begins: the first printable characters of its last part that
/// says something. A part that only repeats one byte is there to be long, and
/// says less than any other. Bytes that are not text show as `·`.
pub fn label<'a>(parts: impl DoubleEndedIterator<Item = &'a [u8]>) -> Rc<str> {
    let mut filler: &[u8] = b"";
    let mut telling = None;
    for part in parts.rev().filter(|part| !part.is_empty()) {
        if !is_filler(part) {
            telling = Some(part);
            break;
        }
        if filler.is_empty() {
            filler = part;
        }
    }
    let part = telling.unwrap_or(filler);
    // Four bytes are the longest character of UTF-8.
    let head = &part[..part.len().min(4 * LABEL)];
    String::from_utf8_lossy(head)
        .chars()
        .take(LABEL)
        .map(|c| match c {
            char::REPLACEMENT_CHARACTER => '·',
            c if c.is_control() => '·',
            c => c,
        })
        .collect::<String>()
        .into()
}

/// Bytes from which on repeating one of them is a filler.
const FILLER: usize = 8;

fn is_filler(part: &[u8]) -> bool {
    part.len() >= FILLER && part.iter().all(|byte| *byte == part[0])
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_label_is_the_beginning_of_the_last_part_with_content() {
        let check = |parts: &[&[u8]], label: &str| {
            assert_eq!(&*super::label(parts.iter().copied()), label);
        };
        check(&[b"Hello"], "Hello");
        check(&[b"id", b"", b"World"], "World");
        check(&[b"topic", b""], "topic");
        check(&[b"17", b"xxxxxxxxxxxx"], "17");
        check(&[b"", b"xxxxxxxxxxxx"], "xxxxxxxxxxxx");
        check(&[], "");
        check(&[b"a\nb\xff"], "a·b·");
        check(&["ä".repeat(30).as_bytes()], &"ä".repeat(20));
    }
}
