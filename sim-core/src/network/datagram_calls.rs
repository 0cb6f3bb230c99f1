//! What a user of the network can ask for datagrams (UDP): open, bind,
//! connect, send, receive, close.
//!
//! In the `messages` detail a datagram arrives one latency and its
//! serialisation later, whole, in order and never lost on the way; one that
//! nobody waits for comes back as an error on a connected socket.

use core::net::Ipv4Addr;
use std::rc::Rc;

use super::datagrams::{Delivery, LONGEST, Socket};
use super::packets::{Drop, Loss};
use super::{
    Datagram, DatagramError, DatagramFlight, Event, ListenError, Network, Notice, Outbox, Spot,
};
use crate::base::{DatagramId, HostId, MessageId, Span, Time};

/// A datagram on its way, or the news that it found nobody.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sent {
    from: DatagramId,
    host: HostId,
    to: Spot,
    latency: Span,
    begun: Time,
    datagram: Datagram,
    /// It comes back.
    refused: bool,
    /// Somebody holds it back until then.
    held: Option<Time>,
}

impl Sent {
    pub(super) fn carries(&self, message: MessageId) -> bool {
        self.datagram.message == Some(message) && !self.refused
    }

    /// Lets it arrive later; returns when.
    pub(super) fn hold_back(&mut self, by: Span) -> Time {
        self.latency = self.latency + by;
        let until = self.begun + self.latency;
        self.held = Some(until);
        until
    }
}

impl Network {
    /// A new datagram socket, not bound.
    pub fn datagram_open(&mut self, host: HostId) -> DatagramId {
        self.datagrams.open(host)
    }

    /// Binds it; port 0 asks for any free one. Returns where it is bound.
    pub fn datagram_bind(
        &mut self,
        socket: DatagramId,
        to: Spot,
        reuse: bool,
    ) -> Result<Spot, ListenError> {
        let host = self.datagrams.at(socket).ok_or(ListenError::Invalid)?.host;
        let own = self.topology.host_of(host, to.0) == Some(host) || to.0.is_broadcast();
        match own {
            true => self.datagrams.bind(socket, to, reuse),
            false => Err(ListenError::NotAvailable),
        }
    }

    /// Fixes whom it talks to: only datagrams from there arrive, and ICMP
    /// errors are reported. `None` lifts that. Binds an unbound socket.
    pub fn datagram_connect(
        &mut self,
        socket: DatagramId,
        to: Option<Spot>,
    ) -> Result<(), DatagramError> {
        if to.is_some() {
            self.bind_any(socket)?;
        }
        let host = self
            .datagrams
            .at(socket)
            .ok_or(DatagramError::NoSocket)?
            .host;
        // As with TCP: 0.0.0.0 as a destination is the host itself.
        let to = to.map(|(ip, port)| match ip.is_unspecified() {
            true => (Ipv4Addr::LOCALHOST, port),
            false => (ip, port),
        });
        let own = to.map(|(ip, _)| self.topology.source_for(host, ip));
        let there = self
            .datagrams
            .at_mut(socket)
            .ok_or(DatagramError::NoSocket)?;
        there.remote = to;
        // Connecting fixes the local address, too (getsockname shows it).
        if let (Some(own), Some((ip, port))) = (own, there.local)
            && ip.is_unspecified()
        {
            there.local = Some((own, port));
        }
        Ok(())
    }

    /// Sends a datagram to `to`, or to whom the socket is connected. Never
    /// waits: what a cable's queue cannot take is lost, and nobody is told.
    pub fn datagram_send(
        &mut self,
        now: Time,
        socket: DatagramId,
        to: Option<Spot>,
        bytes: &[u8],
        message: Option<MessageId>,
        out: &mut Outbox,
    ) -> Result<usize, DatagramError> {
        self.bind_any(socket)?;
        let there = self
            .datagrams
            .at_mut(socket)
            .ok_or(DatagramError::NoSocket)?;
        if let Some(error) = there.take_error() {
            return Err(error);
        }
        let to = to.or(there.remote).ok_or(DatagramError::NoDestination)?;
        if bytes.len() > LONGEST {
            return Err(DatagramError::TooLong);
        }
        if to.0.is_broadcast() && !there.broadcast {
            return Err(DatagramError::NoBroadcast);
        }
        let to = match to.0.is_unspecified() {
            true => (Ipv4Addr::LOCALHOST, to.1),
            false => to,
        };
        if self.packets.is_some() {
            let sent = self.with_packets(now, out, |packets, io| {
                packets.send_datagram(socket, to, bytes, message, io)
            });
            return sent
                .unwrap_or(Err(DatagramError::NoSocket))
                .map(|()| bytes.len());
        }
        self.send_over_path(now, socket, to, bytes, message, out)
    }

    fn send_over_path(
        &mut self,
        now: Time,
        socket: DatagramId,
        to: Spot,
        bytes: &[u8],
        message: Option<MessageId>,
        out: &mut Outbox,
    ) -> Result<usize, DatagramError> {
        let host = self
            .datagrams
            .at(socket)
            .ok_or(DatagramError::NoSocket)?
            .host;
        let target = self.topology.host_of(host, to.0);
        let path = target.and_then(|target| self.path(host, target));
        let (Some(target), Some(path)) = (target, path) else {
            // Nobody answers the question for its MAC address: the datagram is
            // gone, and the sender learns it only if it is connected.
            if let Some(message) = message {
                let loss = Drop::NoMac.into();
                out.notices.push(Notice::DatagramLost { message, loss });
            }
            return Ok(bytes.len());
        };
        let own = self.topology.ip(host);
        let from = self
            .datagrams
            .at(socket)
            .map_or((own, 0), |there| there.source(to.0, own));
        let wire = bytes.len() as u128 * 8 * 1_000_000_000 / u128::from(path.bandwidth);
        let takes = path.latency + Span(u64::try_from(wire).unwrap_or(u64::MAX));
        let mut latency = takes;
        if let Some(there) = self.datagrams.at_mut(socket) {
            there.last_arrival = there.last_arrival.max(now + takes);
            latency = there.last_arrival.since(now);
        }
        let datagram = Datagram {
            bytes: Rc::from(bytes),
            length: bytes.len(),
            from,
            message,
        };
        let sent = Sent {
            from: socket,
            host: target,
            to,
            latency,
            begun: now,
            datagram,
            refused: false,
            held: None,
        };
        self.put_on_way(now, sent, out);
        Ok(bytes.len())
    }

    /// Those with a message, in order of sending (`messages` detail).
    pub(super) fn sent_datagrams(&self) -> impl Iterator<Item = DatagramFlight> + '_ {
        let there = self.sent.values().filter(|sent| !sent.refused);
        there.filter_map(|sent| {
            Some(DatagramFlight {
                message: sent.datagram.message?,
                host: sent.host,
                port: sent.to.1,
                sent: sent.begun,
                arrives: sent.begun + sent.latency,
            })
        })
    }

    fn put_on_way(&mut self, now: Time, sent: Sent, out: &mut Outbox) {
        let number = self.next_sent;
        self.next_sent = self.next_sent.wrapping_add(1);
        out.events
            .push((now + sent.latency, Event::Datagram(number)));
        self.sent.insert(number, sent);
    }

    /// A datagram of the `messages` detail arrives, or its refusal does.
    pub(super) fn datagram_arrives(&mut self, now: Time, number: u32, out: &mut Outbox) {
        let Some(mut sent) = self.sent.remove(&number) else {
            return;
        };
        if let Some(until) = sent.held.take()
            && until > now
        {
            out.events.push((until, Event::Datagram(number)));
            self.sent.insert(number, sent);
            return;
        }
        if sent.refused {
            return self.datagram_refused(&sent, out);
        }
        let delivery = self
            .datagrams
            .deliver(sent.host, sent.to, sent.datagram.clone());
        match delivery {
            Delivery::Kept(socket) => out.notices.push(Notice::DatagramReadable { socket }),
            Delivery::Overflow(_) => lost(&sent, Drop::BufferFull, out),
            Delivery::NoSocket => {
                lost(&sent, Drop::NoListener, out);
                sent.refused = true;
                self.put_on_way(now, sent, out);
            }
        }
    }

    fn datagram_refused(&mut self, sent: &Sent, out: &mut Outbox) {
        let socket = sent.from;
        if let Some(there) = self.datagrams.at_mut(socket)
            && there.remote == Some(sent.to)
        {
            there.fail(DatagramError::Refused);
            out.notices.push(Notice::DatagramFailed { socket });
        }
    }

    /// Takes the next datagram, at most `most` bytes of it: the rest of it is
    /// gone. `Ok(None)` if there is none; an error that waits comes first.
    pub fn datagram_receive(
        &mut self,
        socket: DatagramId,
        most: usize,
    ) -> Result<Option<Datagram>, DatagramError> {
        let there = self
            .datagrams
            .at_mut(socket)
            .ok_or(DatagramError::NoSocket)?;
        match there.take_error() {
            Some(error) => Err(error),
            None => Ok(there.receive(most)),
        }
    }

    /// The next datagram, left where it is (MSG_PEEK).
    pub fn datagram_peek(&self, socket: DatagramId) -> Option<&Datagram> {
        self.datagrams.at(socket)?.peek()
    }

    /// The datagram that came last and waits to be taken.
    pub fn datagram_newest(&self, socket: DatagramId) -> Option<&Datagram> {
        self.datagrams.at(socket)?.newest()
    }

    /// How many datagrams can be taken.
    pub fn datagram_waiting(&self, socket: DatagramId) -> usize {
        self.datagrams.at(socket).map_or(0, Socket::waiting)
    }

    /// The error that waits, once (SO_ERROR).
    pub fn datagram_take_error(&mut self, socket: DatagramId) -> Option<DatagramError> {
        self.datagrams.at_mut(socket)?.take_error()
    }

    /// SO_RCVBUF, as the kernel keeps it (twice what the program asked for), in
    /// bytes of memory: a datagram takes more than its own length.
    pub fn datagram_set_buffer(&mut self, socket: DatagramId, bytes: usize) {
        if let Some(socket) = self.datagrams.at_mut(socket) {
            socket.set_buffer(bytes);
        }
    }

    /// SO_BROADCAST.
    pub fn datagram_set_broadcast(&mut self, socket: DatagramId, on: bool) {
        if let Some(socket) = self.datagrams.at_mut(socket) {
            socket.broadcast = on;
        }
    }

    /// Where it is bound (`getsockname`).
    pub fn datagram_local(&self, socket: DatagramId) -> Option<Spot> {
        self.datagrams.at(socket)?.local
    }

    /// Whom it is connected to (`getpeername`).
    pub fn datagram_remote(&self, socket: DatagramId) -> Option<Spot> {
        self.datagrams.at(socket)?.remote
    }

    /// Closes it; returns the messages that nobody will read.
    pub fn datagram_close(&mut self, socket: DatagramId) -> Vec<MessageId> {
        self.datagrams.close(socket)
    }

    /// Asks `to` for an echo (`ping`): facts tell of the answer. False in the
    /// `messages` detail, which has no ICMP.
    pub fn ping(
        &mut self,
        now: Time,
        host: HostId,
        to: Ipv4Addr,
        number: u16,
        body: &[u8],
        out: &mut Outbox,
    ) -> bool {
        let asked = self.with_packets(now, out, |packets, io| {
            packets.ping(host, to, (host.0 as u16, number), body, io);
        });
        asked.is_some()
    }

    fn bind_any(&mut self, socket: DatagramId) -> Result<(), DatagramError> {
        let there = self.datagrams.at(socket).ok_or(DatagramError::NoSocket)?;
        if there.local.is_some() {
            return Ok(());
        }
        let any = (Ipv4Addr::UNSPECIFIED, 0);
        let bound = self.datagrams.bind(socket, any, false);
        bound.map(|_| ()).map_err(|_| DatagramError::NoPort)
    }
}

/// A datagram is thrown away by the host that it came to.
fn lost(sent: &Sent, why: Drop, out: &mut Outbox) {
    if let Some(message) = sent.datagram.message {
        let (host, way) = (Some(sent.host), None);
        let loss = Loss { why, host, way };
        out.notices.push(Notice::DatagramLost { message, loss });
    }
}
