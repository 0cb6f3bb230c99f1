//! Why a socket call waits, fails or does only a part: the rules of Linux's
//! TCP, UDP and Unix domain sockets, with the numbers of the case.

use serde::Serialize;

use crate::network::packets::{Drop, Loss};

/// A rule of sockets and the numbers that decided.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Rule {
    /// `accept` with an empty queue of connections.
    NobodyConnected {
        /// Connections that may wait.
        backlog: u32,
    },
    /// `connect` until the handshake is over.
    Handshake,
    /// `recv` with an empty receive buffer.
    NothingToRead,
    /// `send` with a full send buffer.
    SendBufferFull {
        /// Bytes that wait to be acknowledged.
        held: u64,
        /// What it holds.
        size: u64,
    },
    /// `recv` on a datagram socket without a datagram.
    NoDatagram,
    /// A call that would wait on a non-blocking socket.
    WouldBlock,
    /// A connect that goes on in the background.
    InProgress,
    /// `recv` gave bytes that are not just one message.
    Stream {
        /// Messages whose last byte was among them.
        messages: u32,
        /// True if a message goes on after them.
        cut: bool,
    },
    /// `send` took what there was room for.
    ShortSend {
        /// The send buffer's size.
        size: u64,
    },
    /// One whole message was there.
    Whole,
    /// A datagram was longer than what was asked for.
    Truncated {
        /// Its length.
        length: u64,
        /// What was asked for.
        asked: u64,
    },
    /// Nobody listens at the address.
    NobodyListens,
    /// An earlier datagram came to a port that nobody has bound.
    NobodyBound,
    /// No host has the address, or no way leads to it.
    Unreachable,
    /// The handshake was not answered in time.
    NoAnswer,
    /// The peer's end is gone or it answered with RST.
    Reset,
    /// Writing is over: this end was shut down, or the connection is broken.
    CannotWrite,
    /// The socket was closed with unread data: RST.
    ClosedUnread,
    /// A datagram was lost on its way, or thrown away at its end.
    OnTheWay {
        /// By what, and where.
        loss: Loss,
    },
    /// Another socket has the address.
    AddressInUse,
    /// The address is none of this host's.
    NotOurs,
    /// The call needs a connection.
    NotConnected,
    /// The socket has a connection already.
    AlreadyConnected,
    /// The call does not fit the socket's type or state.
    WrongState,
    /// A datagram is at most 65,507 bytes.
    TooLong {
        /// How long it was.
        length: u64,
    },
    /// A datagram without a destination.
    NoDestination,
    /// The socket is closed.
    Closed,
    /// There is no such path.
    NoSuchPath,
    /// A broadcast without SO_BROADCAST.
    NoBroadcast,
    /// This kind of socket is not simulated.
    Unsupported,
}

const TCP: &str = "RFC 9293; Linux tcp(7)";
const UDP: &str = "RFC 768; Linux udp(7)";

impl Rule {
    /// A short stable name.
    pub fn code(&self) -> &'static str {
        self.row().0
    }

    /// Where it is written down.
    pub fn source(&self) -> &'static str {
        self.row().1
    }

    /// What a student can do about it.
    pub fn remedy(&self) -> Option<String> {
        let text = self.row().2;
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Code, source and remedy.
    fn row(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Rule::NobodyConnected { .. } => (
                "sock.accept.empty",
                "Linux accept(2)",
                "Start a client, or use settimeout() or select() so that the server can do other things meanwhile.",
            ),
            Rule::Handshake => ("tcp.handshake", TCP, ""),
            Rule::NothingToRead => (
                "sock.recv.empty",
                "Linux recv(2)",
                "If the peer waits, too, both wait for ever: one of them must send first. settimeout() bounds the wait.",
            ),
            Rule::SendBufferFull { .. } => (
                "sock.send.full",
                "Linux send(2), tcp(7)",
                "The peer must read, or the network carry, what is there already. A program that must not wait uses select() and sends what fits.",
            ),
            Rule::NoDatagram => (
                "udp.recv.empty",
                UDP,
                "A datagram can be lost without a word: set a time-out and ask again.",
            ),
            Rule::WouldBlock => (
                "sock.would-block",
                "Linux recv(2), send(2), accept(2)",
                "Wait with select() until the socket is ready, or try again later.",
            ),
            Rule::InProgress => (
                "sock.in-progress",
                "Linux connect(2)",
                "Wait until select() says that the socket is writable, then ask for SO_ERROR.",
            ),
            Rule::Stream { .. } => (
                "tcp.stream",
                TCP,
                "Send the length first, or a mark at the end, and call recv() until the message is complete.",
            ),
            Rule::ShortSend { .. } => (
                "sock.send.short",
                "Linux send(2)",
                "Send the rest again, or use sendall().",
            ),
            Rule::Whole => ("sock.in-order", "Linux recv(2)", ""),
            Rule::Truncated { .. } => (
                "udp.truncated",
                UDP,
                "Ask for as many bytes as the longest datagram has.",
            ),
            Rule::NobodyListens => (
                "tcp.refused",
                "RFC 9293, 3.10.7.1",
                "Start the server first, or try again after a pause. Check host name and port.",
            ),
            Rule::NobodyBound => (
                "udp.no-socket",
                "RFC 1122, 4.1.3.1",
                "Start the receiver first. If it matters, let the receiver answer and the sender ask again.",
            ),
            Rule::Unreachable => ("ip.unreachable", "RFC 1122, 3.2.2.1", ""),
            Rule::NoAnswer => ("tcp.no-answer", "Linux tcp(7), tcp_syn_retries", ""),
            Rule::Reset => ("tcp.reset", "RFC 9293, 3.5.3", ""),
            Rule::CannotWrite => ("tcp.pipe", "Linux send(2)", ""),
            Rule::ClosedUnread => (
                "tcp.closed-unread",
                "RFC 1122, 4.2.2.13",
                "Read until recv() gives b'' before closing.",
            ),
            Rule::OnTheWay { loss } if loss.why == Drop::NoListener => Rule::NobodyBound.row(),
            Rule::OnTheWay { loss } if loss.why == Drop::BufferFull => (
                "udp.overflow",
                UDP,
                "Read faster, send slower, or set a larger SO_RCVBUF.",
            ),
            Rule::OnTheWay { .. } => (
                "udp.lost",
                UDP,
                "If it matters, let the receiver answer and the sender ask again, or use TCP.",
            ),
            Rule::AddressInUse => (
                "sock.in-use",
                "Linux bind(2), socket(7)",
                "Choose another port, or end the program that has it. After a restart SO_REUSEADDR helps.",
            ),
            Rule::NotOurs => (
                "sock.not-ours",
                "Linux bind(2)",
                "Bind to '' or 0.0.0.0 for all addresses of this host.",
            ),
            Rule::NotConnected => (
                "sock.not-connected",
                "Linux send(2), recv(2)",
                "Call connect() first; a server uses the socket that accept() returned.",
            ),
            Rule::AlreadyConnected => {
                ("sock.is-connected", "Linux connect(2)", "Use a new socket.")
            }
            Rule::WrongState => ("sock.state", "Linux accept(2), listen(2), bind(2)", ""),
            Rule::TooLong { .. } => ("udp.too-long", UDP, "Split it, or use TCP."),
            Rule::NoDestination => (
                "udp.no-destination",
                UDP,
                "Use sendto() with an address, or connect() first.",
            ),
            Rule::Closed => ("sock.closed", "Linux close(2)", ""),
            Rule::NoSuchPath => ("unix.no-path", "Linux unix(7)", ""),
            Rule::NoBroadcast => ("udp.broadcast", "Linux ip(7)", "Set SO_BROADCAST first."),
            Rule::Unsupported => ("sock.unsupported", "Linux socket(2)", ""),
        }
    }

    /// What the rule says, with the numbers of this case.
    pub fn text(&self) -> String {
        match self {
            Rule::NobodyConnected { backlog } => format!(
                "accept returns the next connection that has been made. None waits in its queue (backlog {backlog})."
            ),
            Rule::Handshake => "connect returns when the handshake is over: one round trip. The server's program takes no part in it.".into(),
            Rule::NothingToRead => "recv waits until at least one byte has arrived, or the peer has closed the connection.".into(),
            Rule::SendBufferFull { held, size } => format!(
                "send waits until its bytes are in the send buffer. {held} bytes wait there to be sent and acknowledged; it holds {size}."
            ),
            Rule::NoDatagram => "A datagram must come. UDP does not say whether one was sent, or lost.".into(),
            Rule::WouldBlock => "The socket is not to wait (time-out 0), and the call cannot be done at once.".into(),
            Rule::InProgress => "The socket is not to wait (time-out 0): the handshake goes on in the background.".into(),
            Rule::Stream { messages: 0, .. } => "TCP carries bytes, not messages: recv returns as soon as there are some. This is a part of what one send call wrote.".into(),
            Rule::Stream { messages: 1, cut: false } => "TCP carries bytes, not messages: this is the rest of what one send call wrote.".into(),
            Rule::Stream { messages, cut } => format!(
                "TCP carries bytes, not messages: these are bytes of {} send calls{}.",
                messages + u32::from(*cut),
                if *cut { ", the last of them cut" } else { "" }
            ),
            Rule::ShortSend { size } => format!(
                "send takes as many bytes as there is room for in the send buffer ({size} bytes) and returns how many."
            ),
            Rule::Whole => "Bytes are read in the order in which they arrived.".into(),
            Rule::Truncated { length, asked } => format!(
                "The datagram has {length} bytes and the call asked for {asked}: the rest of it is thrown away."
            ),
            Rule::NobodyListens => "The host answers, but no socket listens on this port.".into(),
            Rule::NobodyBound => "An ICMP message has come back: no socket has the port that an earlier datagram was sent to. The next call on the socket fails with that.".into(),
            Rule::Unreachable => "No host has this address, or no way leads to it.".into(),
            Rule::NoAnswer => "Nobody has answered, although the request was repeated.".into(),
            Rule::Reset => "The other end broke the connection (RST): it is gone, or it was closed with data unread.".into(),
            Rule::CannotWrite => "Nothing can be written any more: this end was shut down, or the other end is gone.".into(),
            Rule::ClosedUnread => "The socket was closed before the program had read this.".into(),
            Rule::OnTheWay { loss } => match loss.why {
                Drop::NoListener => "The host answers with an ICMP message, which only a connected sender is told of.",
                Drop::BufferFull => "Nobody is told.",
                _ => "UDP does not send it again and tells nobody.",
            }
            .into(),
            Rule::AddressInUse => "Another socket has this address, or a connection of it is not over yet.".into(),
            Rule::NotOurs => "A socket can be bound to an address of its own host only.".into(),
            Rule::NotConnected => "The socket has no connection.".into(),
            Rule::AlreadyConnected => "The socket has a connection already.".into(),
            Rule::WrongState => "The call does not fit the socket's type or what was called before.".into(),
            Rule::TooLong { length } => format!("A datagram carries at most 65507 bytes; this one has {length}."),
            Rule::NoDestination => "No destination was given, and the socket is not connected.".into(),
            Rule::Closed => "The socket is closed.".into(),
            Rule::NoSuchPath => "There is no such path in the host's file system.".into(),
            Rule::NoBroadcast => "Broadcasts must be allowed by SO_BROADCAST.".into(),
            Rule::Unsupported => "This kind of socket is not simulated: AF_INET and AF_UNIX with SOCK_STREAM and SOCK_DGRAM are.".into(),
        }
    }
}
