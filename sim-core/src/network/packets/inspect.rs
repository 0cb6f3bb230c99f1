//! What can be looked at: interfaces, tables, cables, frames on their way, and
//! the numbers inside TCP. Plain copies; nothing here changes anything.

use core::net::Ipv4Addr;

use serde::Serialize;

use super::Packets;
use super::arp::Known;
use super::fact::{Bytes, PacketId, Way};
use super::line::{Counts, Fate, line_of};
use super::tcp::State;
use super::wire::{self, ETHERNET};
use crate::base::{CableId, ConnectionId, HostId, MessageId, Span, Time};
use crate::network::addressing::Route;
use crate::network::port::{Congestion, DatagramFlight, End, InFlight, Side, Spot};
use crate::network::spec::CableSpec;
use crate::network::topology::Topology;

/// One interface of a host.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InterfaceView {
    /// `eth0`, `eth1`, ..., `lo`.
    pub name: String,
    /// Its MAC address; all zero for `lo`.
    pub mac: [u8; 6],
    /// Its address; `None` at a switch.
    pub ip: Option<Ipv4Addr>,
    /// Bits of the network.
    pub prefix: u8,
    /// Largest packet.
    pub mtu: u32,
    /// Its cable.
    pub cable: Option<CableId>,
}

/// What a host knows of a neighbour.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeighbourView {
    /// The address.
    pub ip: Ipv4Addr,
    /// Its card; `None` while it is being asked for.
    pub mac: Option<[u8; 6]>,
    /// Packets that wait for the answer.
    pub waiting: usize,
}

/// What a switch knows of a card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeenView {
    /// The card.
    pub mac: [u8; 6],
    /// Behind which cable.
    pub cable: CableId,
    /// When it was seen last.
    pub at: Time,
}

/// One direction of a cable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CableView {
    /// Its properties as they are now.
    pub spec: CableSpec,
    /// False while it is cut.
    pub up: bool,
    /// True if a switch keeps it unused: it would close a circle.
    pub blocked: bool,
    /// Frames that wait for it, or are being sent.
    pub waiting: u32,
    /// What it has carried so far.
    pub counts: Counts,
}

/// A frame on its way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrameView {
    /// What it carries.
    pub packet: PacketId,
    /// Where.
    pub way: Way,
    /// From whom.
    pub from: HostId,
    /// To whom.
    pub to: HostId,
    /// When its first bit leaves; later than now: it waits in the queue.
    pub leaves: Time,
    /// When its last bit arrives.
    pub arrives: Time,
    /// What becomes of it.
    pub fate: Fate,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A TCP connection.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConnectionView {
    /// Which end.
    pub end: End,
    /// On which host.
    pub host: HostId,
    /// Its address.
    pub local: Spot,
    /// Its peer's.
    pub remote: Spot,
    /// Its numbers.
    pub tcp: TcpView,
    /// When it is forgotten (TIME_WAIT).
    pub expires: Option<Time>,
}

/// The numbers inside one end of a connection. Bytes, unless they say more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TcpView {
    /// RFC 9293, 3.3.2.
    pub state: State,
    /// SND.UNA: oldest sequence number not acknowledged.
    pub send_unacknowledged: u32,
    /// SND.NXT: next sequence number to send.
    pub send_next: u32,
    /// RCV.NXT: next sequence number expected.
    pub receive_next: u32,
    /// Sent and not acknowledged.
    pub in_flight: u64,
    /// SND.WND: what the peer lets us send.
    pub peer_window: u64,
    /// RCV.WND: what we let the peer send.
    pub own_window: u64,
    /// Largest payload of a segment.
    pub mss: usize,
    /// Which congestion control.
    pub congestion: Congestion,
    /// What the network seems to bear.
    pub congestion_window: u64,
    /// Where slow start ends; `None` before the first loss.
    pub slow_start_threshold: Option<u64>,
    /// True below the threshold.
    pub slow_start: bool,
    /// True in recovery from a loss.
    pub recovering: bool,
    /// Duplicate acknowledgements in a row.
    pub duplicate_acks: u32,
    /// SRTT.
    pub smoothed_round_trip: Option<Span>,
    /// RTTVAR.
    pub round_trip_variation: Span,
    /// RTO.
    pub retransmission_timeout: Span,
    /// When the retransmission timer goes off.
    pub retransmit_at: Option<Time>,
    /// When a closed window is probed.
    pub probe_at: Option<Time>,
    /// When a delayed acknowledgement is sent.
    pub acknowledge_at: Option<Time>,
    /// When the peer is asked whether it is still there.
    pub keep_alive_at: Option<Time>,
    /// Arrived and not read.
    pub unread: usize,
    /// Arrived too early.
    pub out_of_order: usize,
    /// Written and not sent.
    pub unsent: u64,
}

impl Packets {
    /// A host's interfaces, `lo` last.
    pub fn interfaces(&self, host: HostId, topology: &Topology) -> Vec<InterfaceView> {
        let cards = topology.interfaces(host).enumerate();
        let mut all: Vec<InterfaceView> = cards
            .map(|(number, it)| InterfaceView {
                name: format!("eth{number}"),
                mac: it.mac,
                ip: it.ip,
                prefix: it.prefix,
                mtu: self.lines[line_of(it.cable, it.side)].spec.mtu,
                cable: Some(it.cable),
            })
            .collect();
        all.push(InterfaceView {
            name: "lo".into(),
            mac: [0; 6],
            ip: Some(Ipv4Addr::LOCALHOST),
            prefix: 8,
            mtu: self.loopback.mtu,
            cable: None,
        });
        all
    }

    /// A host's ARP cache, in order of addresses.
    pub fn neighbours(&self, host: HostId) -> Vec<NeighbourView> {
        let known = self.node_at(host).map_or(&[][..], |node| &node.neighbours);
        let view = known.iter().map(|it| match &it.known {
            Known::Card(mac, _) => NeighbourView {
                ip: it.ip,
                mac: Some(*mac),
                waiting: 0,
            },
            Known::Asking { waiting, .. } => NeighbourView {
                ip: it.ip,
                mac: None,
                waiting: waiting.len(),
            },
        });
        view.collect()
    }

    /// A switch's table, in order of cards.
    pub fn seen(&self, switch: HostId) -> Vec<SeenView> {
        let seen = self.node_at(switch).map_or(&[][..], |node| &node.seen);
        let view = seen.iter().map(|it| SeenView {
            mac: it.mac,
            cable: it.cable,
            at: it.at,
        });
        view.collect()
    }

    /// A host's routing table, as it would be used.
    pub fn routing_table(&self, host: HostId, topology: &Topology) -> Vec<Route> {
        topology.routes(host)
    }

    /// One direction of a cable: what leaves its end `side` (0 or 1).
    pub fn cable(&self, cable: CableId, side: u8, now: Time) -> Option<CableView> {
        let line = self.lines.get(line_of(cable, side.min(1)))?;
        Some(CableView {
            spec: line.spec.clone(),
            up: line.up,
            blocked: line.blocked,
            waiting: line.waiting_at(now),
            counts: line.counts,
        })
    }

    /// All frames on their way.
    pub fn frames<'a>(&'a self, topology: &'a Topology) -> impl Iterator<Item = FrameView> + 'a {
        self.flying.iter().flatten().map(|flying| {
            let (from, to) = ends_of(flying.way, topology);
            FrameView {
                packet: flying.frame.packet,
                way: flying.way,
                from,
                to,
                leaves: flying.leaves,
                arrives: flying.arrives,
                fate: flying.fate,
                bytes: Bytes(flying.frame.bytes.clone()),
            }
        })
    }

    /// All ends of TCP connections.
    pub fn connections(&self) -> impl Iterator<Item = ConnectionView> + '_ {
        let all = self.connections.iter().enumerate();
        all.flat_map(move |(at, slot)| {
            let sides = [Side::Client, Side::Server];
            sides.into_iter().filter_map(move |side| {
                slot.as_ref()?;
                let connection = ConnectionId(at as u32);
                self.connection_view(End { connection, side })
            })
        })
    }

    /// One end of a TCP connection.
    pub fn connection_view(&self, end: End) -> Option<ConnectionView> {
        let endpoint = self.endpoint(end)?;
        Some(ConnectionView {
            end,
            host: endpoint.host,
            local: endpoint.local,
            remote: endpoint.remote,
            tcp: endpoint.tcb.view(),
            expires: endpoint.expires,
        })
    }

    /// How many frames are on their way.
    pub fn flying_count(&self) -> usize {
        self.flying.len() - self.free_slots.len()
    }

    /// Messages whose bytes are in segments or datagrams on a cable: one entry
    /// for each message, from when its first byte left its host to when the
    /// last one that is under way will have arrived.
    pub(in crate::network) fn in_flight(&self, topology: &Topology) -> Vec<InFlight> {
        let mut all: Vec<InFlight> = Vec::new();
        for flying in self.flying.iter().flatten() {
            let Some((end, messages, bytes)) = self.cargo(flying, topology) else {
                continue;
            };
            let Some(endpoint) = self.endpoint(end) else {
                continue;
            };
            let to = topology.host_of(endpoint.host, endpoint.remote.0);
            let to = to.unwrap_or(endpoint.host);
            let (_, next) = ends_of(flying.way, topology);
            let rest = topology.path(next, to).filter(|_| next != to);
            let arrives = flying.arrives + rest.map_or(Span::ZERO, |path| path.latency);
            for message in messages {
                let same = |it: &&mut InFlight| {
                    it.connection == end.connection && it.side == end.side && it.tags[0] == message
                };
                if let Some(known) = all.iter_mut().find(same) {
                    known.sent = known.sent.min(flying.frame.born);
                    known.arrives = known.arrives.max(arrives);
                    known.bytes += bytes;
                    continue;
                }
                all.push(InFlight {
                    connection: end.connection,
                    side: end.side,
                    from: endpoint.host,
                    to,
                    tags: vec![message],
                    bytes,
                    sent: flying.frame.born,
                    arrives,
                });
            }
        }
        all
    }

    /// Datagrams with a message in frames on cables, each once.
    pub(in crate::network) fn datagrams_in_flight(
        &self,
        topology: &Topology,
    ) -> Vec<DatagramFlight> {
        let mut all: Vec<DatagramFlight> = Vec::new();
        for flying in self.flying.iter().flatten() {
            let Some((message, host, port)) = datagram_of(flying, topology) else {
                continue;
            };
            let (_, next) = ends_of(flying.way, topology);
            let rest = topology.path(next, host).filter(|_| next != host);
            let arrives = flying.arrives + rest.map_or(Span::ZERO, |path| path.latency);
            match all.iter_mut().find(|known| known.message == message) {
                // A switch that does not know the place yet sends copies everywhere.
                Some(known) => known.arrives = known.arrives.min(arrives),
                None => all.push(DatagramFlight {
                    message,
                    host,
                    port,
                    sent: flying.frame.born,
                    arrives,
                }),
            }
        }
        all
    }

    /// The sending end of a frame with a segment, and the messages in it.
    /// The slots of the frames that carry a message.
    pub(super) fn carriers(&self, message: MessageId, topology: &Topology) -> Vec<usize> {
        let carries = |flying: &super::line::Flying| {
            let cargo = self.cargo(flying, topology);
            flying.frame.message == Some(message)
                || cargo.is_some_and(|(_, messages, _)| messages.contains(&message))
        };
        let slots = self.flying.iter().enumerate();
        let slots = slots.filter(|(_, flying)| flying.as_ref().is_some_and(carries));
        slots.map(|(slot, _)| slot).collect()
    }

    fn cargo(
        &self,
        flying: &super::line::Flying,
        topology: &Topology,
    ) -> Option<(End, Vec<MessageId>, u32)> {
        let bytes = &flying.frame.bytes;
        let packet = smoltcp::wire::Ipv4Packet::new_checked(bytes.get(ETHERNET..)?).ok()?;
        let (from, to, protocol) = wire::quoted(&bytes[ETHERNET..])?;
        let whole = packet.frag_offset() == 0 && protocol == smoltcp::wire::IpProtocol::Tcp;
        let tcp = wire::read_tcp(packet.payload(), from.0, to.0, false).filter(|_| whole)?;
        let (at, _) = ends_of(flying.way, topology);
        let host = topology.host_of(at, from.0)?;
        let end = self.find(host, from, to)?;
        let start = self.endpoint(end)?.tcb.position_of(tcp.header.seq);
        let connection = self.connection(end.connection)?;
        let marks = &connection.marks[end.side as usize];
        let carried = marks.carried(start, u64::from(tcp.header.length));
        let messages = carried.iter().map(|it| it.message).collect();
        Some((end, messages, tcp.header.length))
    }
}

/// The message of a frame with a datagram, and where it goes.
fn datagram_of(
    flying: &super::line::Flying,
    topology: &Topology,
) -> Option<(MessageId, HostId, u16)> {
    let message = flying.frame.message?;
    let (from, to, _) = wire::quoted(flying.frame.bytes.get(ETHERNET..)?)?;
    let sender = topology.host_of(ends_of(flying.way, topology).0, from.0)?;
    Some((message, topology.host_of(sender, to.0)?, to.1))
}

/// Who sends and who gets what goes that way.
fn ends_of(way: Way, topology: &Topology) -> (HostId, HostId) {
    match way {
        Way::Loopback(host) => (host, host),
        Way::Cable(cable, side) => (
            topology.interface_at(cable, side).host,
            topology.interface_at(cable, 1 - side).host,
        ),
    }
}
