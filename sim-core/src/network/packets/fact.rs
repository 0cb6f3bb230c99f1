//! What happens to frames, packets and segments, as facts for the trace: each
//! with its numbers, and a drop with its rule.

use core::net::Ipv4Addr;
use std::rc::Rc;

use serde::{Serialize, Serializer};

use super::tcp::{Cause, Header, TcpFact};
use crate::base::{CableId, DatagramId, HostId, MessageId, Time};
use crate::network::port::{End, Spot};

/// The bytes of a frame without its checksum: Ethernet header first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bytes(pub Rc<[u8]>);

impl Serialize for Bytes {
    /// As hexadecimal digits.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(self.0.len() * 2);
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('?'));
            }
        }
        serializer.serialize_str(&text)
    }
}

/// One IP packet or ARP message from its sender to its receiver: the same over
/// all hops, though the frames around it differ. Fragments have their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct PacketId(pub u32);

/// Where a frame travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Over a cable, away from the end with this number (0 or 1).
    Cable(CableId, u8),
    /// Within a host.
    Loopback(HostId),
}

impl Way {
    /// Bytes that follow a frame's own on the wire: Ethernet's check sequence.
    pub fn trailer(self) -> usize {
        match self {
            Way::Cable(..) => super::line::FCS,
            Way::Loopback(_) => 0,
        }
    }
}

/// Why a frame, packet, segment or datagram is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drop {
    /// The queue before the cable has its most frames.
    QueueFull {
        /// How many.
        frames: u32,
    },
    /// The cable lost it.
    Lost,
    /// Its checksum does not fit: bits were flipped.
    Damaged,
    /// The cable is cut.
    Cut,
    /// It is for another network card.
    NotMyMac,
    /// It came from where its destination is.
    SamePort,
    /// It is for another host, and this one does not forward.
    NotMyAddress,
    /// It has passed too many routers.
    TimeToLive,
    /// The routing table knows no way.
    NoRoute,
    /// Nobody answered for the next hop's address.
    NoMac,
    /// Too many packets wait for that answer.
    MacQueueFull,
    /// It is too long for the way and must not be cut.
    TooLong {
        /// The MTU.
        mtu: u32,
    },
    /// Pieces of it did not come in time.
    Incomplete,
    /// Nobody listens on that port.
    NoListener,
    /// It belongs to no connection.
    NoConnection,
    /// The accept queue is full.
    BacklogFull {
        /// The backlog.
        backlog: u32,
    },
    /// The socket's receive buffer is full.
    BufferFull,
    /// It makes no sense.
    Malformed,
    /// A protocol that nobody here speaks.
    UnknownProtocol,
    /// Somebody took it off the cable.
    TakenOff,
}

impl Drop {
    /// False for a copy that only went astray: a switch that does not know a
    /// place yet sends copies everywhere.
    pub fn is_loss(self) -> bool {
        !matches!(self, Drop::NotMyMac | Drop::SamePort | Drop::NotMyAddress)
    }
}

/// Why and where a frame, packet or datagram is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Loss {
    /// Why.
    pub why: Drop,
    /// At whom, or on the way to whom; `None`: below nothing is simulated.
    pub host: Option<HostId>,
    /// The cable, if it was there.
    pub way: Option<Way>,
}

impl From<Drop> for Loss {
    /// A loss of which no place is known.
    fn from(why: Drop) -> Loss {
        let (host, way) = (None, None);
        Loss { why, host, way }
    }
}

/// Which bytes of which message a segment or datagram carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Carried {
    /// The message.
    pub message: MessageId,
    /// First byte, counted from the message's first byte on the wire.
    pub from: u64,
    /// One past the last.
    pub to: u64,
    /// Where in the payload the first of them is.
    pub at: u32,
}

/// An ICMP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Icmp {
    /// Asks whether somebody is there.
    EchoRequest,
    /// Yes.
    EchoReply,
    /// No route to the network.
    NetUnreachable,
    /// No answer to ARP.
    HostUnreachable,
    /// Nobody has the port.
    PortUnreachable,
    /// Nobody speaks the protocol.
    ProtocolUnreachable,
    /// Too long, and not to be fragmented.
    FragmentationNeeded {
        /// What fits.
        mtu: u16,
    },
    /// Too many hops.
    TimeExceeded,
    /// Fragments are missing.
    ReassemblyTimeExceeded,
}

impl Icmp {
    /// Its name and where it is defined.
    pub fn name(self) -> String {
        match self {
            Icmp::EchoRequest => "echo request (RFC 792)".into(),
            Icmp::EchoReply => "echo reply (RFC 792)".into(),
            Icmp::NetUnreachable => "network unreachable (RFC 792, code 0)".into(),
            Icmp::HostUnreachable => "host unreachable (RFC 792, code 1)".into(),
            Icmp::PortUnreachable => "port unreachable (RFC 1122, 4.1.3.1)".into(),
            Icmp::ProtocolUnreachable => "protocol unreachable (RFC 1122, 3.2.2.1)".into(),
            Icmp::FragmentationNeeded { mtu } => {
                format!("fragmentation needed, at most {mtu} bytes fit (RFC 1191)")
            }
            Icmp::TimeExceeded => "time to live exceeded (RFC 792, code 0)".into(),
            Icmp::ReassemblyTimeExceeded => "reassembly time exceeded (RFC 792, code 1)".into(),
        }
    }
}

/// What a cable did to a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mishap {
    /// It will be lost on the way.
    Lost,
    /// Bits were flipped.
    Damaged {
        /// How many.
        bits: u32,
    },
    /// It arrives twice.
    Duplicated,
    /// It is held up, so that others may overtake it.
    Delayed,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "wire", rename_all = "kebab-case")]
pub enum WireFact {
    /// A frame is given to a cable, or to the loopback interface.
    FrameSent {
        /// What it carries.
        packet: PacketId,
        /// Where.
        way: Way,
        /// The frame as it leaves.
        bytes: Bytes,
        /// Frames that go first.
        waits_for: u32,
        /// When its first bit leaves.
        leaves: Time,
        /// When its last bit arrives, if nothing happens to it.
        arrives: Time,
        /// What the cable does to it.
        mishap: Option<Mishap>,
    },
    /// A frame has come to the other end.
    FrameReceived {
        /// What it carries.
        packet: PacketId,
        /// Where it came from.
        way: Way,
        /// Who has it.
        host: HostId,
    },
    /// It ends here.
    Dropped {
        /// What.
        packet: PacketId,
        /// At whom, or on the way to whom.
        host: HostId,
        /// The cable, if it was there.
        way: Option<Way>,
        /// Why.
        why: Drop,
    },
    /// A switch has seen where a network card is.
    Learnt {
        /// The switch.
        switch: HostId,
        /// The card.
        mac: [u8; 6],
        /// The cable behind which it is.
        cable: CableId,
    },
    /// A switch does not know where a card is, or it is for all: it sends the
    /// frame out of every port but the one it came from.
    Flooded {
        /// The switch.
        switch: HostId,
        /// What.
        packet: PacketId,
        /// For whom.
        mac: [u8; 6],
        /// Out of how many ports.
        ports: u32,
    },
    /// A host asks who has an address.
    ArpAsked {
        /// Who asks.
        host: HostId,
        /// For whom.
        ip: Ipv4Addr,
        /// How often before.
        retries: u32,
    },
    /// A host learns who has an address.
    ArpLearnt {
        /// Who learns.
        host: HostId,
        /// The address.
        ip: Ipv4Addr,
        /// The card that has it.
        mac: [u8; 6],
        /// Packets that waited for this.
        waiting: u32,
    },
    /// Nobody has answered.
    ArpFailed {
        /// Who asked.
        host: HostId,
        /// For whom.
        ip: Ipv4Addr,
        /// Packets that are thrown away.
        waiting: u32,
    },
    /// A router passes a packet on.
    Forwarded {
        /// The router.
        router: HostId,
        /// What.
        packet: PacketId,
        /// What is left of its time to live.
        time_to_live: u8,
        /// To whom.
        next_hop: Ipv4Addr,
    },
    /// A packet is cut into pieces.
    Fragmented {
        /// By whom.
        host: HostId,
        /// What.
        packet: PacketId,
        /// The pieces.
        pieces: Vec<PacketId>,
        /// Because no more than this fits.
        mtu: u32,
    },
    /// The pieces are one packet again.
    Reassembled {
        /// At whom.
        host: HostId,
        /// The piece that came last.
        packet: PacketId,
        /// How many bytes of payload.
        bytes: u32,
    },
    /// An ICMP message is sent.
    IcmpSent {
        /// By whom.
        host: HostId,
        /// To whom.
        to: Ipv4Addr,
        /// What carries it.
        packet: PacketId,
        /// What it says.
        what: Icmp,
        /// About which packet.
        about: Option<PacketId>,
    },
    /// An ICMP message has come.
    IcmpReceived {
        /// To whom.
        host: HostId,
        /// From whom.
        from: Ipv4Addr,
        /// What carries it.
        packet: PacketId,
        /// What it says.
        what: Icmp,
    },
    /// A segment is sent.
    SegmentSent {
        /// By which end; `None`: by a host that has no such connection.
        end: Option<End>,
        /// Which host.
        host: HostId,
        /// From where.
        from: Spot,
        /// To where.
        to: Spot,
        /// What carries it.
        packet: PacketId,
        /// Its header.
        header: Header,
        /// Position of its first byte in the stream: the first byte ever
        /// written is 1.
        position: u64,
        /// Which messages its payload belongs to.
        carries: Vec<Carried>,
        /// Why it is sent.
        cause: Cause,
    },
    /// A segment has come to an end of its connection.
    SegmentReceived {
        /// Which end.
        end: End,
        /// What carried it.
        packet: PacketId,
        /// Its header.
        header: Header,
    },
    /// Something happened inside an end.
    Tcp {
        /// Which end.
        end: End,
        /// What.
        fact: TcpFact,
    },
    /// A datagram is sent.
    DatagramSent {
        /// By which socket.
        socket: DatagramId,
        /// Which host.
        host: HostId,
        /// From where.
        from: Spot,
        /// To where.
        to: Spot,
        /// What carries it.
        packet: PacketId,
        /// How long it is.
        bytes: u32,
        /// Which message it carries.
        message: Option<MessageId>,
    },
    /// A datagram is in a socket's receive buffer.
    DatagramReceived {
        /// Which socket.
        socket: DatagramId,
        /// What carried it.
        packet: PacketId,
        /// How long it is.
        bytes: u32,
    },
    /// A cable is different from now on.
    CableChanged {
        /// Which.
        cable: CableId,
        /// How.
        change: super::CableChange,
    },
}

impl WireFact {
    /// The packet that it is about.
    pub fn packet(&self) -> Option<PacketId> {
        match self {
            WireFact::FrameSent { packet, .. }
            | WireFact::FrameReceived { packet, .. }
            | WireFact::Dropped { packet, .. }
            | WireFact::Flooded { packet, .. }
            | WireFact::Forwarded { packet, .. }
            | WireFact::Fragmented { packet, .. }
            | WireFact::Reassembled { packet, .. }
            | WireFact::IcmpSent { packet, .. }
            | WireFact::IcmpReceived { packet, .. }
            | WireFact::SegmentSent { packet, .. }
            | WireFact::SegmentReceived { packet, .. }
            | WireFact::DatagramSent { packet, .. }
            | WireFact::DatagramReceived { packet, .. } => Some(*packet),
            WireFact::Learnt { .. }
            | WireFact::ArpAsked { .. }
            | WireFact::ArpLearnt { .. }
            | WireFact::ArpFailed { .. }
            | WireFact::Tcp { .. }
            | WireFact::CableChanged { .. } => None,
        }
    }

    /// The host at which it happens, if it says so.
    pub fn host(&self) -> Option<HostId> {
        match self {
            WireFact::FrameReceived { host, .. }
            | WireFact::Dropped { host, .. }
            | WireFact::Flooded { switch: host, .. }
            | WireFact::Learnt { switch: host, .. }
            | WireFact::ArpAsked { host, .. }
            | WireFact::ArpLearnt { host, .. }
            | WireFact::ArpFailed { host, .. }
            | WireFact::Forwarded { router: host, .. }
            | WireFact::Fragmented { host, .. }
            | WireFact::Reassembled { host, .. }
            | WireFact::IcmpSent { host, .. }
            | WireFact::IcmpReceived { host, .. }
            | WireFact::SegmentSent { host, .. }
            | WireFact::DatagramSent { host, .. } => Some(*host),
            _ => None,
        }
    }

    /// The messages whose bytes it says to be sent.
    pub fn messages(&self) -> Vec<MessageId> {
        match self {
            WireFact::SegmentSent { carries, .. } => {
                carries.iter().map(|carried| carried.message).collect()
            }
            WireFact::DatagramSent {
                message: Some(message),
                ..
            } => vec![*message],
            _ => Vec::new(),
        }
    }
}
