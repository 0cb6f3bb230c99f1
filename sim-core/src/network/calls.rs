//! What a user of the network can ask for streams: bind, listen, accept,
//! connect, write, read, finish, close. Each call goes to the detail that the
//! stream belongs to.

use core::net::Ipv4Addr;
use std::rc::Rc;

use super::listeners::Mode;
use super::stream::Stream;
use super::{
    Address, End, EndStatus, Fact, ListenError, Network, Outbox, Read, Side, StreamOption, Tag,
};
use crate::base::{ConnectionId, HostId, ListenerId, MessageId, Time};

impl Network {
    /// Listens on `address` of `host`; port 0 asks for any free one. Streams
    /// are handed over by `Accepted` as soon as they stand. Returns the
    /// address with the port that was chosen. Other sockets may have used the
    /// port before (SO_REUSEADDR).
    pub fn listen(
        &mut self,
        host: HostId,
        address: &Address,
        out: &mut Outbox,
    ) -> Result<(ListenerId, Address), ListenError> {
        self.check_own(host, address)?;
        let (id, address) = self.listeners.open(host, address, true, Mode::Auto)?;
        let there = address.clone();
        out.facts.push(Fact::Listening {
            host,
            address: there,
        });
        Ok((id, address))
    }

    /// Reserves an address of `host` (`bind`); who knocks is refused until
    /// `start_listening`. Port 0 asks for any free one; `reuse` is SO_REUSEADDR.
    pub fn bind(
        &mut self,
        now: Time,
        host: HostId,
        address: &Address,
        reuse: bool,
        out: &mut Outbox,
    ) -> Result<(ListenerId, Address), ListenError> {
        self.check_own(host, address)?;
        // TIME_WAITs that are over give their ports back.
        self.with_packets(now, out, |packets, io| packets.forget_expired(io));
        self.listeners.open(host, address, reuse, Mode::Bound)
    }

    /// A bound address begins to listen (`listen`), with an accept queue: when
    /// something comes into it, `Acceptable` says so, and `accept` takes it out.
    pub fn start_listening(
        &mut self,
        listener: ListenerId,
        backlog: u32,
        out: &mut Outbox,
    ) -> Result<(), ListenError> {
        self.listeners.listen(listener, backlog)?;
        if let Some(there) = self.listeners.at(listener) {
            out.facts.push(Fact::Listening {
                host: there.host,
                address: there.address.clone(),
            });
        }
        Ok(())
    }

    /// Takes the next stream out of an accept queue; `None` if it is empty.
    pub fn accept(&mut self, listener: ListenerId) -> Option<ConnectionId> {
        self.listeners.accept(listener)
    }

    /// How many streams wait in an accept queue.
    pub fn acceptable(&self, listener: ListenerId) -> usize {
        self.listeners.waiting(listener)
    }

    /// What streams accepted from now on inherit from their listener.
    pub fn inherit(&mut self, listener: ListenerId, option: StreamOption) {
        if let Some(listener) = self.listeners.at_mut(listener) {
            let same = core::mem::discriminant(&option);
            let others = |old: &StreamOption| core::mem::discriminant(old) != same;
            listener.options.retain(others);
            listener.options.push(option);
        }
    }

    /// Stops listening, or gives a bound address back. Streams that were
    /// accepted go on; those that were not are broken.
    pub fn close_listener(&mut self, now: Time, listener: ListenerId, out: &mut Outbox) {
        for connection in self.listeners.close(listener) {
            self.abort(now, End::server(connection), out);
        }
        self.with_packets(now, out, |packets, io| {
            packets.listener_closed(listener, io);
        });
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
        self.connect_with(now, from, None, &[], address, out)
    }

    /// As `connect`, from an address that was bound before (it stays bound
    /// until `close_listener`) and with properties that hold from the first
    /// packet on: a SYN says how the window is scaled.
    pub fn connect_with(
        &mut self,
        now: Time,
        from: HostId,
        bound: Option<ListenerId>,
        options: &[StreamOption],
        address: &Address,
        out: &mut Outbox,
    ) -> ConnectionId {
        let to = match address {
            Address::Port(ip, _) => self.topology.host_of(from, *ip),
            Address::Path(_) => Some(from),
        };
        let connection = self.new_connection();
        out.facts.push(Fact::Knocked {
            connection,
            from,
            to,
            address: address.clone(),
        });
        if let (Address::Port(ip, port), true) = (address, self.packets.is_some()) {
            let spot = (*ip, *port);
            self.with_packets(now, out, |packets, io| {
                packets.connect(connection, from, (bound, options), spot, io);
            });
            return connection;
        }
        let path = to.and_then(|to| self.path(from, to));
        let chosen = bound.and_then(|bound| match self.listeners.at(bound)?.address {
            Address::Port(_, port) => Some(port),
            Address::Path(_) => None,
        });
        let port = chosen.unwrap_or_else(|| 32_768 + self.ports.below(28_232) as u16);
        let mut stream = Stream::new(connection, from, to, address.clone(), port, path);
        for option in options {
            stream.set_option(Side::Client, *option);
        }
        stream.knock(now, out);
        self.keep_stream(connection, stream);
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
        let tcp = self.with_tcp(now, end.connection, out, |packets, io| {
            packets.write(end, bytes, tags, io)
        });
        tcp.unwrap_or_else(|| {
            let stream = self.with(end.connection, |stream, jitter| {
                stream.write(now, end.side, bytes, tags, jitter, out)
            });
            stream.unwrap_or(0)
        })
    }

    /// Takes at most `most` of the bytes that have arrived.
    pub fn read(&mut self, now: Time, end: End, most: usize, out: &mut Outbox) -> Read {
        let tcp = self.with_tcp(now, end.connection, out, |packets, io| {
            packets.read(end, most.max(1), io)
        });
        tcp.unwrap_or_else(|| {
            let stream = self.with(end.connection, |stream, _| {
                stream.read(now, end.side, most, out)
            });
            stream.unwrap_or(Read::Broken(super::StreamError::Reset))
        })
    }

    /// At most `most` of the bytes that have arrived, left where they are
    /// (MSG_PEEK).
    pub fn peek(&self, end: End, most: usize) -> Vec<u8> {
        let packets = self.packets.as_deref();
        let tcp = packets.filter(|packets| packets.has(end.connection));
        match tcp {
            Some(packets) => packets.peek(end, most),
            None => {
                let stream = self.stream(end.connection);
                stream.map_or(Vec::new(), |stream| stream.peek(end.side, most))
            }
        }
    }

    /// What can be said of an end; `None` once the stream is forgotten.
    pub fn status(&self, end: End) -> Option<EndStatus> {
        match self.packets.as_deref() {
            Some(packets) if packets.has(end.connection) => packets.status(end),
            _ => Some(self.stream(end.connection)?.status(end.side)),
        }
    }

    /// Nothing more will be written; reading goes on (`shutdown`).
    pub fn finish(&mut self, now: Time, end: End, out: &mut Outbox) {
        let tcp = self.with_tcp(now, end.connection, out, |packets, io| {
            packets.finish(end, io);
        });
        if tcp.is_none() {
            self.with(end.connection, |stream, jitter| {
                stream.finish(now, end.side, jitter, out);
            });
        }
    }

    /// This end is done. What was written still travels; if something was left
    /// unread, the stream breaks.
    pub fn close(&mut self, now: Time, end: End, out: &mut Outbox) {
        let tcp = self.with_tcp(now, end.connection, out, |packets, io| {
            packets.close(end, io);
        });
        if tcp.is_none() {
            self.with(end.connection, |stream, jitter| {
                stream.close(now, end.side, jitter, out);
            });
        }
    }

    /// Breaks the stream (RST; `close` with SO_LINGER 0): what is not on its
    /// way yet is lost.
    pub fn abort(&mut self, now: Time, end: End, out: &mut Outbox) {
        let tcp = self.with_tcp(now, end.connection, out, |packets, io| {
            packets.abort(end, io);
        });
        if tcp.is_none() {
            self.with(end.connection, |stream, _| stream.abort(now, end.side, out));
        }
    }

    /// Sets a property of one end.
    pub fn set_option(&mut self, now: Time, end: End, option: StreamOption, out: &mut Outbox) {
        match self.packets.as_deref_mut() {
            Some(packets) if packets.has(end.connection) => packets.set_option(end, option),
            _ => {
                self.with(end.connection, |stream, _| {
                    stream.set_option(end.side, option);
                });
            }
        }
        // What waited because of the old setting may go now.
        self.with_tcp(now, end.connection, out, |packets, io| {
            packets.drive(end, io);
        });
    }

    /// The messages whose last byte `end` has written and its peer not read.
    pub fn unread(&self, end: End) -> Vec<MessageId> {
        match self.packets.as_deref() {
            Some(packets) if packets.has(end.connection) => packets.unread(end),
            _ => {
                let stream = self.stream(end.connection);
                stream.map_or(Vec::new(), |stream| stream.unread(end.side).collect())
            }
        }
    }

    /// The same, and forgets them: whoever asks has found that nobody will
    /// ever read them.
    pub fn take_unread(&mut self, end: End) -> Vec<MessageId> {
        match self.packets.as_deref_mut() {
            Some(packets) if packets.has(end.connection) => packets.take_unread(end),
            _ => self
                .with(end.connection, |stream, _| stream.forget(end.side))
                .unwrap_or_default(),
        }
    }

    /// The hosts of a stream (connecting, listening) and the address it was
    /// asked for, while the stream exists.
    pub fn endpoints(&self, connection: ConnectionId) -> Option<(HostId, HostId, Address)> {
        if let Some(packets) = self.packets.as_deref()
            && packets.has(connection)
        {
            return packets.endpoints(connection, &self.topology);
        }
        let stream = self.stream(connection)?;
        Some((stream.from, stream.to?, stream.address.clone()))
    }

    /// The address and port from which a stream was connected (TCP only).
    pub fn origin(&self, connection: ConnectionId) -> Option<(Ipv4Addr, u16)> {
        match self.address_of(End::client(connection))? {
            Address::Port(ip, port) => Some((ip, port)),
            Address::Path(_) => None,
        }
    }

    /// The address of one end (`getsockname`; of `end.peer()`: `getpeername`).
    /// A connecting end of a Unix domain socket has none.
    pub fn address_of(&self, end: End) -> Option<Address> {
        if let Some(packets) = self.packets.as_deref()
            && packets.has(end.connection)
        {
            return packets.address_of(end);
        }
        let stream = self.stream(end.connection)?;
        match (&stream.address, end.side) {
            (address, Side::Server) => Some(address.clone()),
            (Address::Path(_), Side::Client) => None,
            (Address::Port(ip, _), Side::Client) => {
                let own = match ip.is_loopback() {
                    true => *ip,
                    false => self.topology.ip(stream.from),
                };
                Some(Address::Port(own, stream.local_port))
            }
        }
    }

    fn check_own(&self, host: HostId, address: &Address) -> Result<(), ListenError> {
        match address {
            Address::Port(ip, _) if self.topology.host_of(host, *ip) != Some(host) => {
                Err(ListenError::NotAvailable)
            }
            _ => Ok(()),
        }
    }
}
