//! Layers 1 to 4: what carries bytes between hosts. Knows no program and no
//! messaging system.
//!
//! A user names streams and listeners by number, gives bytes and takes bytes,
//! and gets notices when something changed. The network keeps no clock: the
//! time is a parameter, and what is to happen later goes into an outbox.
//!
//! Now: the `messages` detail, ordered reliable streams with latency,
//! bandwidth and bounded buffers (`stream.rs`). Differs from a real network:
//! streams do not share the bandwidth of a cable, nothing is ever lost, headers
//! take no room, acknowledgements are exact and no packet exists.

mod flow;
mod listeners;
pub mod port;
pub mod spec;
mod stream;
mod topology;

#[cfg(test)]
mod tests;

use crate::base::Map;
use core::net::Ipv4Addr;
use std::rc::Rc;

pub use port::{
    Address, ConnectError, End, Event, Fact, InFlight, ListenError, NameError, Notice, Outbox,
    Read, Side, Tag,
};
pub use spec::{CableEnds, CableSpec, Detail, HostKind, HostSpec};
pub use stream::Buffers;
pub use topology::{Path, Topology};

use crate::base::{ConnectionId, HostId, ListenerId, MessageId, Random, Time};
use listeners::Listeners;
use stream::Stream;

/// All hosts, cables, listeners and streams of a world.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    topology: Rc<Topology>,
    /// Ways that were asked for before.
    paths: Map<(HostId, HostId), Option<Rc<Path>>>,
    listeners: Listeners,
    /// By `ConnectionId`; `None` once both ends are done with it.
    streams: Vec<Option<Box<Stream>>>,
    jitter: Random,
    /// Decides the ports that connecting ends get.
    ports: Random,
}

impl Network {
    /// A network at rest. Streams carry both details until packets exist.
    pub fn new(
        _detail: Detail,
        hosts: &[HostSpec],
        cables: &[CableEnds],
        loopback: &CableSpec,
        seed: u64,
    ) -> Network {
        Network {
            topology: Rc::new(Topology::new(hosts, cables, loopback)),
            paths: Map::new(),
            listeners: Listeners::new(seed),
            streams: Vec::new(),
            jitter: Random::new(seed, "network.jitter", 0),
            ports: Random::new(seed, "network.client-port", 0),
        }
    }

    /// Hosts, cables, names and paths.
    pub fn topology(&self) -> &Topology {
        &self.topology
    }

    /// The address that a name, or a dotted address, stands for on `from`.
    pub fn resolve(&self, from: HostId, name: &str) -> Result<Ipv4Addr, NameError> {
        self.topology.resolve(from, name)
    }

    /// Listens on `address` of `host`; port 0 asks for any free one. Returns
    /// the address with the port that was chosen.
    pub fn listen(
        &mut self,
        host: HostId,
        address: &Address,
        out: &mut Outbox,
    ) -> Result<(ListenerId, Address), ListenError> {
        if let Address::Port(ip, _) = address
            && self.topology.host_of(host, *ip) != Some(host)
        {
            return Err(ListenError::NotAvailable);
        }
        let (id, address) = self.listeners.open(host, address)?;
        out.facts.push(Fact::Listening {
            host,
            address: address.clone(),
        });
        Ok((id, address))
    }

    /// Stops listening. Streams that were accepted go on.
    pub fn close_listener(&mut self, listener: ListenerId) {
        self.listeners.close(listener);
    }

    /// Removes a path from a host's file system, whoever listens there.
    pub fn unlink(&mut self, host: HostId, path: &Rc<str>) {
        self.listeners.unlink(host, path);
    }

    /// Asks for a stream from `from` to `address`. The answer is a notice,
    /// `Connected` or `Refused`, one round trip later.
    pub fn connect(
        &mut self,
        now: Time,
        from: HostId,
        address: &Address,
        out: &mut Outbox,
    ) -> ConnectionId {
        let connection = ConnectionId(self.streams.len() as u32);
        let to = match address {
            Address::Port(ip, _) => self.topology.host_of(from, *ip),
            Address::Path(_) => Some(from),
        };
        let path = to.and_then(|to| self.path(from, to));
        let port = 32_768 + self.ports.below(28_232) as u16;
        let mut stream = Stream::new(connection, from, to, address.clone(), port, path);
        out.facts.push(Fact::Knocked {
            connection,
            from,
            to,
            address: address.clone(),
        });
        stream.knock(now, out);
        self.streams.push(Some(Box::new(stream)));
        connection
    }

    /// Hands bytes over; returns how many were taken (the send buffer is
    /// bounded). After a write that was cut short, `Writable` follows. `tags`
    /// name the messages that the bytes carry, in order from the first byte.
    pub fn write(
        &mut self,
        now: Time,
        end: End,
        bytes: &[u8],
        tags: &[Tag],
        out: &mut Outbox,
    ) -> usize {
        self.with(end.connection, |stream, jitter| {
            stream.write(now, end.side, bytes, tags, jitter, out)
        })
        .unwrap_or(0)
    }

    /// Takes at most `most` of the bytes that have arrived, at most one piece.
    pub fn read(&mut self, now: Time, end: End, most: usize, out: &mut Outbox) -> Read {
        self.with(end.connection, |stream, _| {
            stream.read(now, end.side, most, out)
        })
        .unwrap_or(Read::Reset)
    }

    /// Nothing more will be written; reading goes on (`shutdown`).
    pub fn finish(&mut self, now: Time, end: End, out: &mut Outbox) {
        self.with(end.connection, |stream, jitter| {
            stream.finish(now, end.side, jitter, out);
        });
    }

    /// This end is done. What was written still travels; if something was left
    /// unread, the stream breaks.
    pub fn close(&mut self, now: Time, end: End, out: &mut Outbox) {
        self.with(end.connection, |stream, jitter| {
            stream.close(now, end.side, jitter, out);
        });
    }

    /// Breaks the stream (RST): what is not on its way yet is lost.
    pub fn abort(&mut self, now: Time, end: End, out: &mut Outbox) {
        self.with(end.connection, |stream, _| stream.abort(now, end.side, out));
    }

    /// Sets the sizes of one end's buffers (SO_SNDBUF, SO_RCVBUF), in bytes.
    pub fn set_buffers(&mut self, end: End, send: Option<usize>, receive: Option<usize>) {
        self.with(end.connection, |stream, _| {
            stream.set_buffers(end.side, send, receive);
        });
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
        }
    }

    /// All bytes that are on their way, by stream and direction, next to
    /// arrive first.
    pub fn in_flight(&self) -> impl Iterator<Item = InFlight> + '_ {
        self.streams.iter().flatten().flat_map(|s| s.in_flight())
    }

    /// The messages whose last byte `end` has written and its peer not read.
    pub fn unread(&self, end: End) -> Vec<MessageId> {
        let stream = self.stream(end.connection);
        stream.map_or(Vec::new(), |stream| stream.unread(end.side).collect())
    }

    /// The same, and forgets them: whoever asks has found that nobody will
    /// ever read them.
    pub fn take_unread(&mut self, end: End) -> Vec<MessageId> {
        self.with(end.connection, |stream, _| stream.forget(end.side))
            .unwrap_or_default()
    }

    /// The hosts of a stream (connecting, listening) and the address it was
    /// asked for, while the stream exists.
    pub fn endpoints(&self, connection: ConnectionId) -> Option<(HostId, HostId, Address)> {
        let stream = self.stream(connection)?;
        Some((stream.from, stream.to?, stream.address.clone()))
    }

    /// The address and port from which a stream was connected (TCP only).
    pub fn origin(&self, connection: ConnectionId) -> Option<(Ipv4Addr, u16)> {
        let stream = self.stream(connection)?;
        match stream.address {
            Address::Port(ip, _) if ip.is_loopback() => Some((ip, stream.local_port)),
            Address::Port(..) => Some((self.topology.ip(stream.from), stream.local_port)),
            Address::Path(_) => None,
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
        let listener = self.listeners.find(host, &stream.address);
        let error = match &stream.address {
            Address::Path(path) if !self.listeners.has_path(host, path) => ConnectError::NoSuchPath,
            _ => ConnectError::Refused,
        };
        let answer = listener.map(|_| ()).ok_or(error);
        self.with(connection, |stream, _| stream.knocked(now, answer, out));
        if let Some(listener) = listener {
            out.notices.push(Notice::Accepted {
                listener,
                connection,
            });
        }
    }

    fn stream(&self, connection: ConnectionId) -> Option<&Stream> {
        self.streams.get(connection.index())?.as_deref()
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

    fn path(&mut self, from: HostId, to: HostId) -> Option<Rc<Path>> {
        let topology = &self.topology;
        let found = self.paths.entry((from, to));
        found
            .or_insert_with(|| topology.path(from, to).map(Rc::new))
            .clone()
    }
}
