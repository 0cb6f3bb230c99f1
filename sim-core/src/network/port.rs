//! What the network and its users say to each other: addresses, ends of
//! streams, notices, events, tags.

use core::fmt;
use core::net::Ipv4Addr;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::packets;
use crate::base::{ConnectionId, DatagramId, HostId, ListenerId, MessageId, Span, Time};

/// Where a stream can be connected to, or listened for, as seen from one host.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Address {
    /// A TCP port. `0.0.0.0` is every interface of the host, `127.x.x.x` its
    /// loopback interface.
    Port(Ipv4Addr, u16),
    /// A path in the host's file system (a Unix domain socket).
    Path(Rc<str>),
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Port(ip, port) => write!(f, "{ip}:{port}"),
            Address::Path(path) => f.write_str(path),
        }
    }
}

/// Which side of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The one that connected.
    Client,
    /// The one that listened.
    Server,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Side {
        match self {
            Side::Client => Side::Server,
            Side::Server => Side::Client,
        }
    }
}

/// One end of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct End {
    /// The stream.
    pub connection: ConnectionId,
    /// Which side of it.
    pub side: Side,
}

impl End {
    /// The connecting end of a stream.
    pub fn client(connection: ConnectionId) -> End {
        let side = Side::Client;
        End { connection, side }
    }

    /// The listening end of a stream.
    pub fn server(connection: ConnectionId) -> End {
        let side = Side::Server;
        End { connection, side }
    }

    /// The end that hears what this one says.
    pub fn peer(self) -> End {
        End {
            connection: self.connection,
            side: self.side.other(),
        }
    }
}

/// Which application message a stretch of a stream carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Tag {
    /// The message.
    pub message: MessageId,
    /// How many bytes of the stream it takes.
    pub bytes: u32,
}

/// What reading from a stream gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// The next bytes, in order.
    Bytes {
        /// The bytes; never empty.
        bytes: Rc<[u8]>,
        /// The messages whose last byte is among them, in order.
        complete: Vec<MessageId>,
    },
    /// Nothing there now.
    WouldBlock,
    /// The peer has finished sending; everything has been read.
    End,
    /// The stream is broken, and everything that came before has been read.
    /// Stays so: a caller that reports it only once, as Linux does (the error,
    /// then end of file), remembers that it has.
    Broken(StreamError),
}

/// Why a stream that stood is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StreamError {
    /// The peer, or its host, sent RST (ECONNRESET).
    Reset,
    /// Nothing sent was acknowledged for too long (ETIMEDOUT).
    TimedOut,
    /// No way leads to the host any more (EHOSTUNREACH).
    Unreachable,
}

impl StreamError {
    /// In words, with its errno.
    pub fn words(self) -> &'static str {
        match self {
            StreamError::Reset => "the peer broke the connection (ECONNRESET)",
            StreamError::TimedOut => "nothing was acknowledged for too long (ETIMEDOUT)",
            StreamError::Unreachable => "no way leads to the peer any more (EHOSTUNREACH)",
        }
    }
}

/// What can be said of one end of a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndStatus {
    /// The handshake is over: bytes can be written.
    pub open: bool,
    /// Bytes that can be read now.
    pub readable: usize,
    /// Bytes that a write would take now.
    pub room: usize,
    /// Bytes that were written and are not acknowledged yet (SIOCOUTQ).
    pub unsent: usize,
    /// How many of these have never been sent; the others are kept until they
    /// are acknowledged.
    pub waiting: usize,
    /// The peer has finished sending: after `readable` bytes comes the end.
    pub peer_finished: bool,
    /// This end has finished sending: a write is EPIPE.
    pub finished: bool,
    /// The stream is broken.
    pub broken: Option<StreamError>,
}

/// A property of one end of a stream, as `setsockopt` sets it. The `messages`
/// detail obeys the buffers' sizes only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamOption {
    /// TCP_NODELAY: small segments do not wait for acknowledgements (no Nagle).
    NoDelay(bool),
    /// TCP_QUICKACK: acknowledgements are not delayed.
    QuickAck(bool),
    /// SO_KEEPALIVE, with its three times; `None` is off, the default.
    KeepAlive(Option<KeepAlive>),
    /// SO_SNDBUF: bytes written and not acknowledged.
    SendBuffer(usize),
    /// SO_RCVBUF: bytes arrived and not read.
    ReceiveBuffer(usize),
    /// TCP_USER_TIMEOUT: how long data may stay unacknowledged.
    UserTimeout(Option<Span>),
    /// TCP_CONGESTION.
    Congestion(Congestion),
}

/// The times of SO_KEEPALIVE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeepAlive {
    /// TCP_KEEPIDLE: silence before the first probe.
    pub idle: Span,
    /// TCP_KEEPINTVL: between probes.
    pub interval: Span,
    /// TCP_KEEPCNT: unanswered probes before the stream is broken.
    pub probes: u32,
}

impl KeepAlive {
    /// Linux: two hours, then nine probes 75 s apart.
    pub const LINUX: KeepAlive = KeepAlive {
        idle: Span::from_secs(7_200),
        interval: Span::from_secs(75),
        probes: 9,
    };
}

/// How a sender finds its share of the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Congestion {
    /// RFC 5681: one segment more each round trip, half after a loss.
    Reno,
    /// RFC 9438: by time since the last loss, Linux's default.
    #[default]
    Cubic,
}

impl Congestion {
    /// Its name in Linux.
    pub fn word(self) -> &'static str {
        match self {
            Congestion::Reno => "reno",
            Congestion::Cubic => "cubic",
        }
    }
}

/// An IPv4 address and a UDP port.
pub type Spot = (Ipv4Addr, u16);

/// A datagram taken from a socket.
#[derive(Clone, Debug, PartialEq)]
pub struct Datagram {
    /// The bytes, at most as many as were asked for: the rest is gone.
    pub bytes: Rc<[u8]>,
    /// How long it was: more than `bytes.len()` is MSG_TRUNC.
    pub length: usize,
    /// Who sent it.
    pub from: Spot,
    /// Which application message it carries.
    pub message: Option<MessageId>,
}

/// Why a datagram was not sent, or what became of one sent before (an ICMP
/// error on a connected socket is reported by the next call, once).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatagramError {
    /// ICMP: nobody has that port (ECONNREFUSED).
    Refused,
    /// Nobody answers to that address (EHOSTUNREACH).
    Unreachable,
    /// No route leads there (ENETUNREACH).
    NetUnreachable,
    /// More than 65,507 bytes (EMSGSIZE).
    TooLong,
    /// No destination was given and the socket is not connected (EDESTADDRREQ).
    NoDestination,
    /// A broadcast without SO_BROADCAST (EACCES).
    NoBroadcast,
    /// No port is free (EAGAIN).
    NoPort,
    /// There is no such socket (EBADF).
    NoSocket,
}

/// Something a user of the network must know now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A listener has a new stream; its end is the server's.
    Accepted {
        /// Which listener.
        listener: ListenerId,
        /// The new stream.
        connection: ConnectionId,
    },
    /// A connect has succeeded.
    Connected {
        /// Which stream.
        connection: ConnectionId,
    },
    /// A connect has failed.
    Refused {
        /// Which stream; it is gone.
        connection: ConnectionId,
        /// Why.
        error: ConnectError,
    },
    /// There is something to read.
    Readable {
        /// Where.
        end: End,
    },
    /// There is room to write again after a write that was cut short.
    Writable {
        /// Where.
        end: End,
    },
    /// The peer has finished sending; what it sent before can still be read.
    PeerClosed {
        /// Where.
        end: End,
    },
    /// The stream is broken; `Network::status` says why.
    Reset {
        /// Where.
        end: End,
    },
    /// A listener with an accept queue has a stream to `Network::accept`.
    Acceptable {
        /// Which listener.
        listener: ListenerId,
    },
    /// A datagram can be taken.
    DatagramReadable {
        /// From which socket.
        socket: DatagramId,
    },
    /// A datagram with a message will not arrive.
    DatagramLost {
        /// The message.
        message: MessageId,
        /// Why, and where.
        loss: packets::Loss,
    },
    /// An ICMP error waits on a connected socket (`datagram_take_error`).
    DatagramFailed {
        /// On which socket.
        socket: DatagramId,
    },
}

/// Why a connect failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConnectError {
    /// The host answered: nobody listens there (ECONNREFUSED).
    Refused,
    /// No host has this address, or no cables lead to it (EHOSTUNREACH).
    Unreachable,
    /// No such path (ENOENT).
    NoSuchPath,
    /// No route leads to the network (ENETUNREACH).
    NetUnreachable,
    /// Nobody answered (ETIMEDOUT).
    TimedOut,
    /// No port is free, or the bound one has such a stream (EADDRNOTAVAIL).
    NoPort,
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ConnectError::Refused => "nobody listens there (ECONNREFUSED)",
            ConnectError::Unreachable => "no way leads there (EHOSTUNREACH)",
            ConnectError::NoSuchPath => "there is no such path (ENOENT)",
            ConnectError::NetUnreachable => "no route leads there (ENETUNREACH)",
            ConnectError::TimedOut => "nobody answered (ETIMEDOUT)",
            ConnectError::NoPort => "no port is free (EADDRNOTAVAIL)",
        })
    }
}

/// Why listening failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListenError {
    /// Somebody listens there already (EADDRINUSE).
    InUse,
    /// The address is not one of this host's (EADDRNOTAVAIL).
    NotAvailable,
    /// There is no such listener, or it listens already (EINVAL).
    Invalid,
}

/// No host of this name can be found from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NameError;

/// Bytes on their way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InFlight {
    /// The stream.
    pub connection: ConnectionId,
    /// Which side sent them.
    pub side: Side,
    /// The sending host.
    pub from: HostId,
    /// The receiving host.
    pub to: HostId,
    /// The messages they carry, wholly or in part.
    pub tags: Vec<MessageId>,
    /// How many they are.
    pub bytes: u32,
    /// When the first of them left.
    pub sent: Time,
    /// When the last of them arrives.
    pub arrives: Time,
}

/// A datagram on its way that carries an application message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DatagramFlight {
    /// The message.
    pub message: MessageId,
    /// The receiving host.
    pub host: HostId,
    /// The port it is for.
    pub port: u16,
    /// When it left.
    pub sent: Time,
    /// When it arrives.
    pub arrives: Time,
}

/// Something that is to happen in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A request to connect reaches the host.
    Knock(ConnectionId),
    /// The answer to it reaches the host that asked.
    Answer(ConnectionId),
    /// The next bytes, or the end of the stream, reach the given end.
    Arrive(End),
    /// The given end may send more: its peer has read, or acknowledged.
    Resume(End),
    /// The news that the stream is broken reaches the given end.
    Break(End),
    /// A datagram reaches its host (`messages` detail).
    Datagram(u32),
    /// Something of the `packets` detail.
    Packets(packets::Event),
}

/// What happened in the network, for the trace.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "network", rename_all = "kebab-case")]
pub enum Fact {
    /// A host listens on an address.
    Listening {
        /// Which host.
        host: HostId,
        /// Where.
        address: Address,
    },
    /// A host asks another for a stream.
    Knocked {
        /// The stream-to-be.
        connection: ConnectionId,
        /// Who asks.
        from: HostId,
        /// Who is asked; `None` if no host has the address.
        to: Option<HostId>,
        /// Where.
        address: Address,
    },
    /// The stream stands, as the connecting host knows now.
    Established {
        /// Which.
        connection: ConnectionId,
    },
    /// The stream does not come to be, as the connecting host knows now.
    NotEstablished {
        /// Which.
        connection: ConnectionId,
        /// Why.
        error: ConnectError,
    },
    /// A side has learnt that its peer sends nothing more.
    PeerFinished {
        /// Which stream.
        connection: ConnectionId,
        /// Who learnt it.
        side: Side,
    },
    /// A side has learnt that the stream is broken.
    Broken {
        /// Which stream.
        connection: ConnectionId,
        /// Who learnt it.
        side: Side,
    },
    /// Somebody took what carries a message off its way.
    TakenOff {
        /// Which message.
        message: MessageId,
        /// How many frames or datagrams that were.
        frames: u32,
    },
    /// Somebody wanted to act on a message that could not be found.
    NotThere {
        /// Which.
        message: MessageId,
    },
    /// Somebody holds back what carries a message.
    HeldBack {
        /// Which message.
        message: MessageId,
        /// When the last of it arrives now, or comes to the end of its cable.
        until: Time,
        /// How many frames that are; 0 where packets are not simulated.
        frames: u32,
        /// How much later that is.
        by: Span,
    },
    /// A frame, packet or segment (`packets` detail).
    Wire(packets::WireFact),
}

/// What is left to do after a call on the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outbox {
    /// To be put on the agenda and given back by `Network::handle` when due.
    pub events: Vec<(Time, Event)>,
    /// To be told to the users of the streams and listeners, in order.
    pub notices: Vec<Notice>,
    /// What happened.
    pub facts: Vec<Fact>,
    /// True if nobody wants facts of frames, packets and segments: none are made.
    pub mute: bool,
}

impl Outbox {
    /// Reports a fact of the `packets` detail, if facts are wanted.
    pub(super) fn wire(&mut self, make: impl FnOnce() -> packets::WireFact) {
        if !self.mute {
            self.facts.push(Fact::Wire(make()));
        }
    }
}
