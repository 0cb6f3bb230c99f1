//! What the network and its users say to each other: addresses, ends of
//! streams, notices, events, tags.

use core::fmt;
use core::net::Ipv4Addr;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::base::{ConnectionId, HostId, ListenerId, MessageId, Time};

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
    /// The stream is broken (ECONNRESET).
    Reset,
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
    /// The stream is broken.
    Reset {
        /// Where.
        end: End,
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
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ConnectError::Refused => "nobody listens there (ECONNREFUSED)",
            ConnectError::Unreachable => "no way leads there (EHOSTUNREACH)",
            ConnectError::NoSuchPath => "there is no such path (ENOENT)",
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
}
