//! The `packets` detail: layers 1 to 4 with every byte. Frames over cables and
//! switches (`line`, `switch`), ARP, IPv4 with routers, ICMP, UDP, TCP.
//!
//! Not here: IPv6, VLANs, multicast, DHCP, DNS, routing protocols (routes are
//! computed once, or given), TCP's SACK and timestamps. Offloads: none; each
//! segment is a packet of its own.
//!
//! All state is plain data: one event for each frame on its way, one for each
//! timer that runs. A timer that was set anew leaves an event behind that means
//! nothing any more (`is_void`). What only ends (TIME_WAIT, table entries) has
//! no event: it is looked at when somebody comes by.

mod arp;
mod audit;
mod connection;
mod demux;
pub mod dissect;
mod fact;
mod icmp;
mod inspect;
mod ip;
mod line;
mod reassembly;
mod rule;
mod switch;
mod tcp;
mod udp;
mod wire;

#[cfg(test)]
mod tests;

use core::net::Ipv4Addr;
use std::collections::VecDeque;
use std::rc::Rc;

pub use audit::Books;
pub use fact::{Bytes, Carried, Drop, Icmp, Loss, Mishap, PacketId, Way, WireFact};
pub use inspect::{
    CableView, ConnectionView, FrameView, InterfaceView, NeighbourView, SeenView, TcpView,
};
pub use line::{CableChange, Counts, Fate};
pub use rule::Rule;
pub use tcp::{Cause, Flags, Header, State, TcpFact};

use super::addressing::Route;
use super::port::{ConnectError, End, Fact, Notice};
use super::spec::CableSpec;
use super::topology::Topology;
use super::{Event as NetworkEvent, Io};
use crate::base::{ConnectionId, HostId, Map, MessageId, Time};
use arp::Neighbour;
use connection::Connection;
use line::{Flying, Line};
use reassembly::Partial;
use switch::Seen;
use tcp::Notes;

/// Something that is to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A frame comes to the end of its way, or to where it is lost.
    Frame(u32),
    /// A timer of one end of a TCP connection goes off.
    Timer {
        /// Whose.
        end: End,
        /// The setting of the timer that it belongs to.
        generation: u32,
    },
    /// An ARP question has gone unanswered for a second.
    Ask {
        /// Who asked.
        host: HostId,
        /// For whom.
        ip: Ipv4Addr,
        /// Which question.
        generation: u32,
    },
    /// A host says at once that it cannot connect.
    NoWay {
        /// Which attempt.
        connection: ConnectionId,
        /// Why.
        error: ConnectError,
    },
    /// Fragments have been waited for long enough.
    Reassembly {
        /// Who waits.
        host: HostId,
        /// For which packet.
        generation: u32,
    },
}

/// All frames, tables and connections of a world.
#[derive(Clone, Debug)]
pub struct Packets {
    seed: u64,
    /// Two for each cable: see `line_of`.
    lines: Vec<Line>,
    loopback: CableSpec,
    /// By host; made when something happens there first.
    nodes: Vec<Option<Box<Node>>>,
    flying: Vec<Option<Flying>>,
    free_slots: Vec<u32>,
    next_packet: u32,
    /// By `ConnectionId`; `None` for other streams, and when forgotten.
    connections: Vec<Option<Box<Connection>>>,
    /// Who has which pair of addresses: see `demux`.
    ends: Map<u128, End>,
    /// Ends that are only kept until a time (TIME_WAIT), earliest first.
    expiring: VecDeque<(Time, End)>,
    /// The bytes of connections that are no more.
    books: Books,
    /// The message of the datagram that is being sent.
    message: Option<MessageId>,
    /// Kept so that sending allocates nothing; they hold nothing in between.
    buffer: Vec<u8>,
    notes: Notes,
}

impl PartialEq for Packets {
    /// Buffers that are empty between events do not count.
    fn eq(&self, other: &Packets) -> bool {
        self.lines == other.lines
            && self.nodes == other.nodes
            && self.flying == other.flying
            && self.free_slots == other.free_slots
            && self.next_packet == other.next_packet
            && self.connections == other.connections
            && self.ends == other.ends
            && self.expiring == other.expiring
            && self.books == other.books
    }
}

/// What one host, switch or router remembers.
#[derive(Clone, Debug, Default, PartialEq)]
struct Node {
    neighbours: Vec<Neighbour>,
    seen: Vec<Seen>,
    routes: Option<Rc<[Route]>>,
    partials: Vec<Partial>,
    path_mtus: Vec<(Ipv4Addr, u32)>,
    ident: u16,
    loop_free: Time,
    generation: u32,
}

impl Packets {
    pub(super) fn new(topology: &Topology, loopback: &CableSpec, seed: u64) -> Packets {
        let mut lines: Vec<Line> = Vec::with_capacity(2 * topology.cables().len());
        for cable in topology.cables() {
            lines.push(Line::new(&cable.spec));
            lines.push(Line::new(&cable.spec));
        }
        switch::span_tree(&mut lines, topology);
        Packets {
            seed,
            lines,
            loopback: loopback.clone(),
            nodes: vec![None; topology.len()],
            flying: Vec::new(),
            free_slots: Vec::new(),
            next_packet: 0,
            connections: Vec::new(),
            ends: Map::new(),
            expiring: VecDeque::new(),
            books: Books::default(),
            message: None,
            buffer: Vec::new(),
            notes: Notes::default(),
        }
    }

    pub(super) fn is_void(&self, event: &Event) -> bool {
        match event {
            Event::Frame(_) | Event::NoWay { .. } => false,
            Event::Timer { end, generation } => !self.is_armed(*end, *generation),
            Event::Ask {
                host,
                ip,
                generation,
            } => self.asked_enough(*host, *ip, *generation),
            Event::Reassembly { host, generation } => self.is_reassembled(*host, *generation),
        }
    }

    pub(super) fn handle(&mut self, event: Event, io: &mut Io<'_>) {
        if self.is_void(&event) {
            return;
        }
        match event {
            Event::Frame(slot) => self.landed(slot, io),
            Event::Timer { end, .. } => self.timer(end, io),
            Event::Ask { host, ip, .. } => self.ask_again(host, ip, io),
            Event::NoWay { connection, error } => {
                let fact = Fact::NotEstablished { connection, error };
                io.out.facts.push(fact);
                io.out.notices.push(Notice::Refused { connection, error });
            }
            Event::Reassembly { host, generation } => {
                self.reassembly_timed_out(host, generation, io);
            }
        }
    }

    fn node(&mut self, host: HostId) -> &mut Node {
        self.nodes[host.index()].get_or_insert_with(Box::default)
    }

    fn node_at(&self, host: HostId) -> Option<&Node> {
        self.nodes.get(host.index())?.as_deref()
    }

    fn new_packet(&mut self) -> PacketId {
        self.next_packet = self.next_packet.wrapping_add(1);
        PacketId(self.next_packet)
    }

    /// True if it is a TCP connection of this detail that still exists.
    pub(super) fn has(&self, connection: ConnectionId) -> bool {
        let slot = self.connections.get(connection.index());
        slot.is_some_and(Option::is_some)
    }

    fn schedule(&self, at: Time, event: Event, io: &mut Io<'_>) {
        io.out.events.push((at, NetworkEvent::Packets(event)));
    }
}
