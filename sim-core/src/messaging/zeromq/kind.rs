//! The types of socket: names, numbers, and who may talk to whom.

use std::fmt;

use serde::Serialize;

/// A socket's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Kind {
    /// Exclusive pair.
    Pair,
    /// Publisher.
    Pub,
    /// Subscriber.
    Sub,
    /// Asks and waits for the answer.
    Req,
    /// Answers.
    Rep,
    /// Asynchronous REQ.
    Dealer,
    /// Asynchronous REP.
    Router,
    /// Takes jobs.
    Pull,
    /// Gives jobs.
    Push,
    /// Publisher that sees subscriptions.
    XPub,
    /// Subscriber that sends subscriptions as messages.
    XSub,
    /// Raw TCP.
    Stream,
}

const KINDS: [(Kind, &str); 12] = [
    (Kind::Pair, "PAIR"),
    (Kind::Pub, "PUB"),
    (Kind::Sub, "SUB"),
    (Kind::Req, "REQ"),
    (Kind::Rep, "REP"),
    (Kind::Dealer, "DEALER"),
    (Kind::Router, "ROUTER"),
    (Kind::Pull, "PULL"),
    (Kind::Push, "PUSH"),
    (Kind::XPub, "XPUB"),
    (Kind::XSub, "XSUB"),
    (Kind::Stream, "STREAM"),
];

impl Kind {
    /// The type of this number in `zmq.h`.
    pub fn from_number(number: i64) -> Option<Kind> {
        let place = usize::try_from(number).ok()?;
        KINDS.get(place).map(|(kind, _)| *kind)
    }

    /// The type of this name.
    pub fn named(name: &str) -> Option<Kind> {
        let found = KINDS.iter().find(|(_, known)| *known == name);
        found.map(|(kind, _)| *kind)
    }

    /// Its number in `zmq.h`.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// Its name, as the wire and everybody spells it.
    pub fn name(self) -> &'static str {
        KINDS[self as usize].1
    }

    /// Whether a handshake with a peer of type `theirs` succeeds
    /// (RFC 23/ZMTP, "Socket-Type"; libzmq's `check_socket_type`).
    pub fn talks_to(self, theirs: &[u8]) -> bool {
        let mut fits = self.partners().iter();
        fits.any(|name| name.as_bytes() == theirs)
    }

    /// The types that it talks to.
    pub fn partners(self) -> &'static [&'static str] {
        match self {
            Kind::Req => &["REP", "ROUTER"],
            Kind::Rep => &["REQ", "DEALER"],
            Kind::Dealer => &["REP", "DEALER", "ROUTER"],
            Kind::Router => &["REQ", "DEALER", "ROUTER"],
            Kind::Push => &["PULL"],
            Kind::Pull => &["PUSH"],
            Kind::Pub | Kind::XPub => &["SUB", "XSUB"],
            Kind::Sub | Kind::XSub => &["PUB", "XPUB"],
            Kind::Pair => &["PAIR"],
            Kind::Stream => &[],
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
