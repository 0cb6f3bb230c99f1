//! Layers 1 to 4: what carries bytes between hosts. Knows no program and no
//! messaging system.
//!
//! A user names streams, listeners and datagram sockets by number, gives bytes
//! and takes bytes, and gets notices when something changed. The network keeps
//! no clock: the time is a parameter, and what is to happen later goes into an
//! outbox.
//!
//! Two details behind one interface. `messages`: ordered reliable streams with
//! latency, bandwidth and bounded buffers (`stream.rs`); streams do not share
//! the bandwidth of a cable, nothing is ever lost, headers take no room,
//! acknowledgements are exact, there is no TIME_WAIT and no packet exists.
//! `packets`: every frame with its real bytes (`packets/`). Unix domain
//! sockets are `messages` streams in both.

mod addressing;
mod calls;
mod datagram_calls;
mod datagrams;
mod flow;
mod hand;
mod level;
mod listeners;
pub mod packets;
pub mod port;
pub mod spec;
mod stream;
mod topology;

#[cfg(test)]
mod tests;

use crate::base::Map;
use core::net::Ipv4Addr;
use std::rc::Rc;

pub use addressing::{Interface, Route};
pub use datagrams::LONGEST as LONGEST_DATAGRAM;
pub use level::Level;
pub use port::{
    Address, Congestion, ConnectError, Datagram, DatagramError, DatagramFlight, End, EndStatus,
    Event, Fact, InFlight, KeepAlive, ListenError, NameError, Notice, Outbox, Read, Side, Spot,
    StreamError, StreamOption, Tag,
};
pub use spec::{CableEnds, CableSpec, Detail, HostKind, HostSpec, RouteSpec};
pub use stream::Buffers;
pub use topology::{Path, Topology};

use crate::base::{CableId, ConnectionId, HostId, Random, Time};
use datagrams::Datagrams;
use listeners::{Listeners, Mode};
use packets::Packets;
use stream::Stream;

/// All hosts, cables, listeners and streams of a world.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    topology: Rc<Topology>,
    /// Ways that were asked for before.
    paths: Map<(HostId, HostId), Option<Rc<Path>>>,
    listeners: Listeners,
    datagrams: Datagrams,
    /// Datagrams on their way (`messages` detail), by their event's number.
    sent: Map<u32, datagram_calls::Sent>,
    next_sent: u32,
    next_connection: u32,
    /// By `ConnectionId`; `None` for those of `packets`, and once both ends are
    /// done with it.
    streams: Vec<Option<Box<Stream>>>,
    packets: Option<Box<Packets>>,
    jitter: Random,
    /// Decides the ports that connecting ends get (`messages` detail).
    ports: Random,
}

/// What the parts of the network share with `packets` while it works.
pub(in crate::network) struct Io<'a> {
    pub(in crate::network) now: Time,
    pub(in crate::network) topology: &'a Topology,
    pub(in crate::network) listeners: &'a mut Listeners,
    pub(in crate::network) datagrams: &'a mut Datagrams,
    pub(in crate::network) next_connection: &'a mut u32,
    pub(in crate::network) out: &'a mut Outbox,
}

impl Network {
    /// A network at rest.
    pub fn new(
        detail: Detail,
        hosts: &[HostSpec],
        cables: &[CableEnds],
        loopback: &CableSpec,
        seed: u64,
    ) -> Network {
        let topology = Rc::new(Topology::new(hosts, cables, loopback));
        let packets = match detail {
            Detail::Messages => None,
            Detail::Packets => Some(Box::new(Packets::new(&topology, loopback, seed))),
        };
        Network {
            topology,
            paths: Map::new(),
            listeners: Listeners::new(seed),
            datagrams: Datagrams::new(seed),
            sent: Map::new(),
            next_sent: 0,
            next_connection: 0,
            streams: Vec::new(),
            packets,
            jitter: Random::new(seed, "network.jitter", 0),
            ports: Random::new(seed, "network.client-port", 0),
        }
    }

    /// Hosts, cables, names and paths.
    pub fn topology(&self) -> &Topology {
        &self.topology
    }

    /// Frames, caches, tables and TCP's inner state, to look at; `None` in the
    /// `messages` detail.
    pub fn packets(&self) -> Option<&Packets> {
        self.packets.as_deref()
    }

    /// The address that a name, or a dotted address, stands for on `from`.
    pub fn resolve(&self, from: HostId, name: &str) -> Result<Ipv4Addr, NameError> {
        self.topology.resolve(from, name)
    }

    /// Changes a cable's properties, or cuts or mends it, now. In the
    /// `messages` detail nothing is lost and nothing can be cut: no effect
    /// (`false`).
    pub fn alter_cable(
        &mut self,
        now: Time,
        cable: CableId,
        change: &packets::CableChange,
        out: &mut Outbox,
    ) -> bool {
        self.with_packets(now, out, |packets, io| packets.alter(cable, change, io))
            .unwrap_or(false)
    }

    /// True if the event has lost its meaning: a timer that was set anew.
    pub fn is_void(&self, event: &Event) -> bool {
        match (event, &self.packets) {
            (Event::Packets(event), Some(packets)) => packets.is_void(event),
            _ => false,
        }
    }

    /// An event that is due.
    pub fn handle(&mut self, now: Time, event: Event, out: &mut Outbox) {
        match event {
            Event::Knock(connection) => self.knocked(now, connection, out),
            Event::Answer(connection) => {
                self.with(connection, |stream, _| stream.answered(out));
            }
            Event::Arrive(end) => {
                self.with(end.connection, |stream, _| {
                    stream.arrive(now, end.side, out);
                });
            }
            Event::Resume(end) => {
                self.with(end.connection, |stream, jitter| {
                    stream.resume(now, end.side, jitter, out);
                });
            }
            Event::Break(end) => {
                self.with(end.connection, |stream, _| stream.broken(end.side, out));
            }
            Event::Datagram(number) => self.datagram_arrives(now, number, out),
            Event::Packets(event) => {
                self.with_packets(now, out, |packets, io| packets.handle(event, io));
            }
        }
    }

    /// All bytes that are on their way, by stream and direction, next to
    /// arrive first. In the `packets` detail: the messages whose bytes are in
    /// segments on a cable; a message that no cable carries is not among them.
    pub fn in_flight(&self) -> impl Iterator<Item = InFlight> + '_ {
        let streams = self.streams.iter().flatten().flat_map(|s| s.in_flight());
        let packets = self.packets.iter();
        streams.chain(packets.flat_map(|packets| packets.in_flight(&self.topology)))
    }

    /// True if bytes that `end` wrote have not come to its peer yet.
    pub fn is_sending(&self, end: End) -> bool {
        match self.stream(end.connection) {
            Some(stream) => stream.is_sending(end.side),
            None => self.status(end).is_some_and(|status| status.unsent > 0),
        }
    }

    /// True if nothing of what `end` sends moves, or will without a call: all
    /// has arrived, or its peer has no room.
    pub fn is_still(&self, now: Time, end: End) -> bool {
        if let Some(stream) = self.stream(end.connection) {
            return stream.is_still(now, end.side);
        }
        let Some(packets) = self.packets() else {
            return true;
        };
        // Any frame on a cable may be the one that brings room.
        let numbers = packets.connection_view(end);
        packets.flying_count() == 0
            && numbers.is_none_or(|it| {
                let shut = it.tcp.unsent == 0 || it.tcp.peer_window < it.tcp.mss as u64;
                it.tcp.in_flight == 0 && shut
            })
    }

    /// All datagrams with a message that are on their way, in order of message.
    pub fn datagrams_in_flight(&self) -> Vec<DatagramFlight> {
        match &self.packets {
            Some(packets) => packets.datagrams_in_flight(&self.topology),
            None => self.sent_datagrams().collect(),
        }
    }

    fn knocked(&mut self, now: Time, connection: ConnectionId, out: &mut Outbox) {
        let Some(stream) = self.stream(connection) else {
            return;
        };
        if stream.is_abandoned() {
            self.streams[connection.index()] = None;
            return;
        }
        let host = stream.to.unwrap_or(stream.from);
        let found = self.listeners.find(host, &stream.address);
        let error = match &stream.address {
            Address::Path(path) if !self.listeners.has_path(host, path) => ConnectError::NoSuchPath,
            _ => ConnectError::Refused,
        };
        let listener = found.and_then(|id| Some((id, self.listeners.at_mut(id)?)));
        let Some((id, listener)) = listener else {
            self.with(connection, |stream, _| {
                stream.knocked(now, Err(error), out);
            });
            return;
        };
        if listener.is_full() {
            self.with(connection, |stream, _| stream.knock_again(now, out));
            return;
        }
        if let Mode::Queue { ready, .. } = &mut listener.mode {
            ready.push_back(connection);
        }
        let options = listener.options.clone();
        let notice = match listener.mode {
            Mode::Queue { .. } => Notice::Acceptable { listener: id },
            Mode::Auto | Mode::Bound => Notice::Accepted {
                listener: id,
                connection,
            },
        };
        self.with(connection, |stream, _| {
            stream.knocked(now, Ok(()), out);
            for option in options {
                stream.set_option(Side::Server, option);
            }
        });
        out.notices.push(notice);
    }

    fn stream(&self, connection: ConnectionId) -> Option<&Stream> {
        self.streams.get(connection.index())?.as_deref()
    }

    fn new_connection(&mut self) -> ConnectionId {
        self.next_connection += 1;
        ConnectionId(self.next_connection - 1)
    }

    fn keep_stream(&mut self, id: ConnectionId, stream: Stream) {
        self.streams.resize(id.index(), None);
        self.streams.push(Some(Box::new(stream)));
    }

    /// Works on a stream if it still exists, and forgets it if that was its end.
    fn with<R>(
        &mut self,
        connection: ConnectionId,
        work: impl FnOnce(&mut Stream, &mut Random) -> R,
    ) -> Option<R> {
        let slot = self.streams.get_mut(connection.index())?;
        let stream = slot.as_deref_mut()?;
        let result = work(stream, &mut self.jitter);
        if stream.is_over() {
            *slot = None;
        }
        Some(result)
    }

    /// Works on the packets, if there are any.
    fn with_packets<R>(
        &mut self,
        now: Time,
        out: &mut Outbox,
        work: impl FnOnce(&mut Packets, &mut Io<'_>) -> R,
    ) -> Option<R> {
        let packets = self.packets.as_deref_mut()?;
        let mut io = Io {
            now,
            topology: &self.topology,
            listeners: &mut self.listeners,
            datagrams: &mut self.datagrams,
            next_connection: &mut self.next_connection,
            out,
        };
        Some(work(packets, &mut io))
    }

    /// Works on one TCP connection of the packets, if it is one.
    fn with_tcp<R>(
        &mut self,
        now: Time,
        connection: ConnectionId,
        out: &mut Outbox,
        work: impl FnOnce(&mut Packets, &mut Io<'_>) -> R,
    ) -> Option<R> {
        if !self.packets.as_ref()?.has(connection) {
            return None;
        }
        self.with_packets(now, out, work)
    }

    fn path(&mut self, from: HostId, to: HostId) -> Option<Rc<Path>> {
        let topology = &self.topology;
        let found = self.paths.entry((from, to));
        found
            .or_insert_with(|| topology.path(from, to).map(Rc::new))
            .clone()
    }
}
