//! UDP sockets of all hosts: ports, inboxes, errors that wait. How a datagram
//! gets from host to host is not known here: `packets` sends it as UDP over
//! IPv4, the `messages` detail lets it arrive one latency later.

use crate::base::Map;
use core::net::Ipv4Addr;
use std::collections::VecDeque;
use std::rc::Rc;

use super::port::{Datagram, DatagramError, ListenError, Spot};
use crate::base::{DatagramId, HostId, MessageId, Random, Time};

/// Most bytes of one datagram: 65,535 less the headers of IPv4 and UDP.
pub const LONGEST: usize = 65_507;

/// `net.core.rmem_default`: what the memory of waiting datagrams may be before
/// more are thrown away.
const RECEIVE_BUFFER: usize = 212_992;

/// Ports that Linux gives out by itself.
const EPHEMERAL: std::ops::Range<u16> = 32_768..61_000;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Datagrams {
    sockets: Vec<Option<Box<Socket>>>,
    ports: Map<(HostId, u16), Vec<DatagramId>>,
    random: Random,
}

/// One UDP socket.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Socket {
    pub(super) host: HostId,
    /// `None` until bound, by itself or by the first send.
    pub(super) local: Option<Spot>,
    /// Only datagrams from there arrive.
    pub(super) remote: Option<Spot>,
    reuse: bool,
    pub(super) broadcast: bool,
    /// When the last datagram sent arrives (`messages` detail: they keep their
    /// order).
    pub(super) last_arrival: Time,
    inbox: VecDeque<Datagram>,
    /// Memory that the inbox takes, as Linux accounts for it.
    held: usize,
    buffer: usize,
    error: Option<DatagramError>,
}

/// What becomes of a datagram that reaches its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    /// It is in this socket's inbox.
    Kept(DatagramId),
    /// The socket's receive buffer is full.
    Overflow(DatagramId),
    /// No socket has the port (or is connected to somebody else).
    NoSocket,
}

impl Datagrams {
    pub(super) fn new(seed: u64) -> Datagrams {
        Datagrams {
            sockets: Vec::new(),
            ports: Map::new(),
            random: Random::new(seed, "network.udp-port", 0),
        }
    }

    pub(super) fn open(&mut self, host: HostId) -> DatagramId {
        let id = DatagramId(self.sockets.len() as u32);
        self.sockets.push(Some(Box::new(Socket {
            host,
            local: None,
            remote: None,
            reuse: false,
            broadcast: false,
            last_arrival: Time::ZERO,
            inbox: VecDeque::new(),
            held: 0,
            buffer: RECEIVE_BUFFER,
            error: None,
        })));
        id
    }

    pub(super) fn at(&self, id: DatagramId) -> Option<&Socket> {
        self.sockets.get(id.index())?.as_deref()
    }

    pub(super) fn at_mut(&mut self, id: DatagramId) -> Option<&mut Socket> {
        self.sockets.get_mut(id.index())?.as_deref_mut()
    }

    /// Binds a socket; port 0 asks for any free one. The address must be one
    /// of the host's, which the caller has checked.
    pub(super) fn bind(
        &mut self,
        id: DatagramId,
        (ip, port): Spot,
        reuse: bool,
    ) -> Result<Spot, ListenError> {
        let socket = self.at(id).ok_or(ListenError::Invalid)?;
        let host = socket.host;
        if socket.local.is_some() {
            return Err(ListenError::Invalid);
        }
        let port = match port {
            0 => self.free_port(host).ok_or(ListenError::InUse)?,
            port => port,
        };
        let there = self.ports.get(&(host, port));
        let clash = there.into_iter().flatten().any(|other| {
            let Some(other) = self.at(*other) else {
                return false;
            };
            let other_ip = other.local.map_or(ip, |(ip, _)| ip);
            let overlaps = other_ip == ip || other_ip.is_unspecified() || ip.is_unspecified();
            overlaps && !(reuse && other.reuse)
        });
        if clash {
            return Err(ListenError::InUse);
        }
        self.ports.entry((host, port)).or_default().push(id);
        if let Some(socket) = self.at_mut(id) {
            socket.local = Some((ip, port));
            socket.reuse = reuse;
        }
        Ok((ip, port))
    }

    pub(super) fn close(&mut self, id: DatagramId) -> Vec<MessageId> {
        let Some(socket) = self.sockets.get_mut(id.index()).and_then(Option::take) else {
            return Vec::new();
        };
        if let Some((_, port)) = socket.local {
            let key = (socket.host, port);
            if let Some(there) = self.ports.get_mut(&key) {
                there.retain(|other| *other != id);
                if there.is_empty() {
                    self.ports.remove(&key);
                }
            }
        }
        let unread = socket.inbox.into_iter();
        unread.filter_map(|datagram| datagram.message).collect()
    }

    /// The socket that a datagram from `from` to `to` is for: a connected one
    /// first, then one bound to the very address, then any; of several equal
    /// ones the newest, as Linux looks through its list.
    pub(super) fn find(&self, host: HostId, to: Spot, from: Spot) -> Option<DatagramId> {
        let there = self.ports.get(&(host, to.1))?;
        let score = |id: &DatagramId| {
            let socket = self.at(*id)?;
            let (ip, _) = socket.local?;
            if !(ip.is_unspecified() || ip == to.0 || to.0.is_broadcast()) {
                return None;
            }
            if socket.remote.is_some_and(|remote| remote != from) {
                return None;
            }
            Some(u8::from(socket.remote.is_some()) * 2 + u8::from(!ip.is_unspecified()))
        };
        let best = there.iter().enumerate();
        best.filter_map(|(at, id)| Some((score(id)?, at, *id)))
            .max()
            .map(|(_, _, id)| id)
    }

    /// Puts a datagram into the inbox of the socket it is for.
    pub(super) fn deliver(&mut self, host: HostId, to: Spot, datagram: Datagram) -> Delivery {
        let Some(id) = self.find(host, to, datagram.from) else {
            return Delivery::NoSocket;
        };
        let Some(socket) = self.at_mut(id) else {
            return Delivery::NoSocket;
        };
        // Linux looks before it adds: the last one may go beyond the bound.
        if socket.held > socket.buffer {
            return Delivery::Overflow(id);
        }
        socket.held += memory(datagram.length);
        socket.inbox.push_back(datagram);
        Delivery::Kept(id)
    }

    fn free_port(&mut self, host: HostId) -> Option<u16> {
        let count = EPHEMERAL.end - EPHEMERAL.start;
        let first = self.random.below(u64::from(count)) as u16;
        (0..count)
            .map(|step| EPHEMERAL.start + (first + step) % count)
            .find(|port| !self.ports.contains_key(&(host, *port)))
    }
}

impl Socket {
    /// Takes the next datagram, at most `most` bytes of it: the rest is gone.
    pub(super) fn receive(&mut self, most: usize) -> Option<Datagram> {
        let mut datagram = self.inbox.pop_front()?;
        self.held -= memory(datagram.length);
        if datagram.bytes.len() > most {
            datagram.bytes = Rc::from(&datagram.bytes[..most]);
        }
        Some(datagram)
    }

    /// The next datagram, left where it is.
    pub(super) fn peek(&self) -> Option<&Datagram> {
        self.inbox.front()
    }

    /// The datagram that came last.
    pub(super) fn newest(&self) -> Option<&Datagram> {
        self.inbox.back()
    }

    pub(super) fn waiting(&self) -> usize {
        self.inbox.len()
    }

    pub(super) fn set_buffer(&mut self, bytes: usize) {
        self.buffer = bytes;
    }

    pub(super) fn fail(&mut self, error: DatagramError) {
        self.error = Some(error);
    }

    pub(super) fn take_error(&mut self) -> Option<DatagramError> {
        self.error.take()
    }

    /// The address that a datagram to `to` says it is from.
    pub(super) fn source(&self, to: Ipv4Addr, own: Ipv4Addr) -> Spot {
        let (ip, port) = self.local.unwrap_or((Ipv4Addr::UNSPECIFIED, 0));
        match (ip.is_unspecified(), to.is_loopback()) {
            (true, true) => (Ipv4Addr::LOCALHOST, port),
            (true, false) => (own, port),
            (false, _) => (ip, port),
        }
    }
}

/// Kernel memory that a waiting datagram is counted as (`truesize`), fitted to
/// what Linux 6 showed: with SO_RCVBUF 20,000, 48 datagrams of 100 bytes, 17 of
/// 1,000 and 2 of 8,000 were kept.
fn memory(length: usize) -> usize {
    match length {
        0..=2_048 => 665 + length * 7 / 4,
        _ => 2 * length.next_power_of_two() + 4_096,
    }
}
