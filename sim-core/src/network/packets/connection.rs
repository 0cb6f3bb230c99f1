//! TCP connections and their users: what a call does to an end, what an end
//! sends, and what its user is told.

use core::net::Ipv4Addr;
use std::collections::VecDeque;
use std::rc::Rc;

use super::audit::Flow;
use super::fact::{Carried, WireFact};
use super::tcp::{Begin, Notes, Outgoing, Signal, State, Tcb};
use super::wire::{self, ETHERNET, IPV4};
use super::{Event, Packets};
use crate::base::{ConnectionId, HostId, ListenerId, MessageId, Random, Span, Time};
use crate::network::listeners::Mode;
use crate::network::port::{
    Address, ConnectError, EndStatus, Fact, Notice, Read, Side, Spot, StreamError, StreamOption,
    Tag,
};
use crate::network::topology::Topology;
use crate::network::{End, Io};
use smoltcp::wire::IpProtocol;

/// Linux's TCP_TIMEWAIT_LEN, and how long an orphan waits in FIN-WAIT-2.
const LAST_WAIT: Span = Span::from_secs(60);

/// A connection: its two ends, each on its host.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Connection {
    /// Who connected.
    from: HostId,
    /// Where to.
    asked: Spot,
    pub(super) ends: [Option<Box<Endpoint>>; 2],
    /// The messages that each side has written.
    pub(super) marks: [Marks; 2],
    /// The bytes that each side has written.
    pub(super) flows: [Flow; 2],
}

/// One end and who uses it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Endpoint {
    pub(super) tcb: Tcb,
    pub(super) host: HostId,
    pub(super) local: Spot,
    pub(super) remote: Spot,
    /// The end that hears what this one says.
    pub(super) peer: End,
    reuse: bool,
    /// The listener that it came through, until it is accepted or handed over.
    pub(super) listener: Option<ListenerId>,
    /// Its user has closed it, or never had it.
    closed: bool,
    broken: Option<StreamError>,
    generation: u32,
    armed: Option<Time>,
    /// From then on it does not exist any more.
    pub(super) expires: Option<Time>,
}

/// The messages that one side has written, by stretches of positions, until
/// they are read and acknowledged.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Marks {
    all: VecDeque<Mark>,
    last: Option<MessageId>,
}

#[derive(Clone, Debug, PartialEq)]
struct Mark {
    message: MessageId,
    start: u64,
    end: u64,
    read: bool,
}

impl Marks {
    /// `tags` were written from position `start` on; `limit` is the end.
    fn add(&mut self, tags: &[Tag], mut start: u64, limit: u64) {
        for tag in tags {
            if start >= limit {
                break;
            }
            let end = start + u64::from(tag.bytes);
            match self.all.back_mut() {
                // The rest of a message whose beginning was written before.
                Some(last) if last.message == tag.message => last.end = end,
                // The rest of a message that was reported lost already.
                _ if self.last == Some(tag.message) => {}
                _ => self.all.push_back(Mark {
                    message: tag.message,
                    start,
                    end,
                    read: false,
                }),
            }
            self.last = Some(tag.message);
            start = end;
        }
    }

    /// The messages that are complete before position `upto`, once.
    fn complete(&mut self, upto: u64) -> Vec<MessageId> {
        let new = self.all.iter_mut();
        let new = new.take_while(|mark| mark.end <= upto);
        let new = new.filter(|mark| !mark.read).map(|mark| {
            mark.read = true;
            mark.message
        });
        new.collect()
    }

    fn forget_done(&mut self, acknowledged: u64) {
        while let Some(mark) = self.all.front()
            && mark.read
            && mark.end <= acknowledged
        {
            self.all.pop_front();
        }
    }

    fn unread(&self) -> impl Iterator<Item = MessageId> + '_ {
        let unread = self.all.iter().filter(|mark| !mark.read);
        unread.map(|mark| mark.message)
    }

    fn take_unread(&mut self) -> Vec<MessageId> {
        let unread = self.unread().collect();
        self.all.clear();
        unread
    }

    /// What of which message is in `length` bytes from position `start` on.
    pub(super) fn carried(&self, start: u64, length: u64) -> Vec<Carried> {
        let end = start + length;
        let overlap = |mark: &&Mark| mark.start < end && mark.end > start;
        let all = self.all.iter().filter(overlap);
        all.map(|mark| {
            let (from, to) = (mark.start.max(start), mark.end.min(end));
            Carried {
                message: mark.message,
                from: from - mark.start,
                to: to - mark.start,
                at: (from - start) as u32,
            }
        })
        .collect()
    }
}

impl Packets {
    /// An end asks for a connection to `to`.
    pub(in crate::network) fn connect(
        &mut self,
        id: ConnectionId,
        from: HostId,
        (bound, options): (Option<ListenerId>, &[StreamOption]),
        to: Spot,
        io: &mut Io<'_>,
    ) {
        self.forget_expired(io);
        let to = match to.0.is_unspecified() {
            true => (Ipv4Addr::LOCALHOST, to.1),
            false => to,
        };
        let local = self.local_spot(from, bound, to, io);
        let own = io.topology.host_of(from, to.0) == Some(from);
        let reachable = own || self.next_hop(from, to.0, io.topology).is_some();
        let reuse = bound.is_some_and(|it| io.listeners.at(it).is_some_and(|it| it.reuse));
        let client = End::client(id);
        let local = match (reachable, local) {
            (false, _) => Err(ConnectError::NetUnreachable),
            (true, None) => Err(ConnectError::NoPort),
            (true, Some(local)) if self.find(from, local, to).is_some() => {
                Err(ConnectError::NoPort)
            }
            (true, Some(local)) => Ok(local),
        };
        let local = match local {
            Ok(local) => local,
            Err(error) => {
                // Not at once: who asked has to wait for the answer first.
                let connection = id;
                let event = Event::NoWay { connection, error };
                return self.schedule(io.now, event, io);
            }
        };
        self.keep(id, Connection::asked_by(from, to));
        let mut tcb = Tcb::connect(self.begin(id, Side::Client, from, to.0, io));
        for option in options {
            tcb.set_option(*option);
        }
        self.add_end(client, tcb, (from, local, to), client.peer(), reuse, io);
        self.drive(client, io);
    }

    fn local_spot(
        &mut self,
        host: HostId,
        bound: Option<ListenerId>,
        to: Spot,
        io: &mut Io<'_>,
    ) -> Option<Spot> {
        let own = io.topology.source_for(host, to.0);
        match bound.map(|bound| io.listeners.at(bound)) {
            None => Some((own, io.listeners.free_port(host)?)),
            Some(listener) => match listener?.address {
                Address::Port(ip, port) if ip.is_unspecified() => Some((own, port)),
                Address::Port(ip, port) => Some((ip, port)),
                Address::Path(_) => None,
            },
        }
    }

    /// Initial sequence number and segment size of a new end.
    pub(super) fn begin(
        &mut self,
        id: ConnectionId,
        side: Side,
        host: HostId,
        to: Ipv4Addr,
        io: &Io<'_>,
    ) -> Begin {
        let entity = u64::from(id.0) * 2 + side as u64;
        let mtu = self.mtu_to(host, to, io) as usize;
        Begin {
            iss: Random::new(self.seed, "network.isn", entity).bits32(),
            mss: mtu.saturating_sub(IPV4 + wire::TCP).max(28),
        }
    }

    pub(super) fn keep(&mut self, id: ConnectionId, connection: Connection) {
        if self.connections.len() <= id.index() {
            self.connections.resize(id.index() + 1, None);
        }
        self.connections[id.index()] = Some(Box::new(connection));
    }

    pub(super) fn connection(&self, id: ConnectionId) -> Option<&Connection> {
        self.connections.get(id.index())?.as_deref()
    }

    fn connection_mut(&mut self, id: ConnectionId) -> Option<&mut Connection> {
        self.connections.get_mut(id.index())?.as_deref_mut()
    }

    pub(super) fn endpoint(&self, end: End) -> Option<&Endpoint> {
        self.connection(end.connection)?.ends[end.side as usize].as_deref()
    }

    pub(super) fn endpoint_mut(&mut self, end: End) -> Option<&mut Endpoint> {
        self.connection_mut(end.connection)?.ends[end.side as usize].as_deref_mut()
    }

    pub(super) fn add_end(
        &mut self,
        end: End,
        tcb: Tcb,
        (host, local, remote): (HostId, Spot, Spot),
        peer: End,
        reuse: bool,
        io: &mut Io<'_>,
    ) {
        io.listeners.hold(host, local.1, reuse);
        self.enter(host, local, remote, end);
        let endpoint = Endpoint {
            tcb,
            host,
            local,
            remote,
            peer,
            reuse,
            listener: None,
            closed: false,
            broken: None,
            generation: 0,
            armed: None,
            expires: None,
        };
        if let Some(connection) = self.connection_mut(end.connection) {
            connection.ends[end.side as usize] = Some(Box::new(endpoint));
        }
    }

    /// Lets an end do something, then sends what it has to say and tells its
    /// user what came of it.
    fn work<R>(
        &mut self,
        end: End,
        io: &mut Io<'_>,
        act: impl FnOnce(&mut Endpoint, &mut Notes) -> R,
    ) -> Option<R> {
        let mut notes = self.take_notes(io.out);
        let result = self.endpoint_mut(end).map(|it| act(it, &mut notes));
        self.drive_with(end, notes, io);
        result
    }

    /// Sends what an end has to say.
    pub(in crate::network) fn drive(&mut self, end: End, io: &mut Io<'_>) {
        let notes = self.take_notes(io.out);
        self.drive_with(end, notes, io);
    }

    /// The same, with what it has noted already.
    pub(super) fn drive_with(&mut self, end: End, mut notes: Notes, io: &mut Io<'_>) {
        for fact in notes.facts.drain(..) {
            io.out.wire(|| WireFact::Tcp { end, fact });
        }
        let mut signals = core::mem::take(&mut notes.signals);
        self.notes = notes;
        // Bounded by what the windows let an end send at one time.
        while let Some(out) = self
            .endpoint_mut(end)
            .and_then(|it| it.tcb.poll_segment(io.now))
        {
            self.send_segment(end, &out, io);
        }
        for signal in signals.drain(..) {
            self.tell(end, signal, io);
        }
        self.notes.signals = signals;
        self.tidy(end, io);
    }

    fn send_segment(&mut self, end: End, out: &Outgoing, io: &mut Io<'_>) {
        let packet = self.new_packet();
        let mut buffer = core::mem::take(&mut self.buffer);
        let Some(connection) = self.connection(end.connection) else {
            return;
        };
        let Some(endpoint) = connection.ends[end.side as usize].as_deref() else {
            return;
        };
        let (host, from, to) = (endpoint.host, endpoint.local, endpoint.remote);
        let begin = ETHERNET + IPV4 + wire::tcp_header_length(&out.header);
        buffer.clear();
        buffer.resize(begin + out.header.length as usize, 0);
        endpoint.tcb.copy_payload(out.start, &mut buffer[begin..]);
        wire::put_tcp(&mut buffer[ETHERNET + IPV4..], from, to, &out.header);
        io.out.wire(|| {
            let marks = &connection.marks[end.side as usize];
            WireFact::SegmentSent {
                end: Some(end),
                host,
                from,
                to,
                packet,
                header: out.header,
                position: out.start,
                carries: marks.carried(out.start, u64::from(out.header.length)),
                cause: out.cause,
            }
        });
        let mut ip = wire::Ip {
            from: from.0,
            to: to.0,
            protocol: IpProtocol::Tcp,
            ident: 0,
            dont_fragment: true,
        };
        // Without a route now: as if it were lost, the timer tries again.
        let _ = self.send_ip(host, &mut buffer, &mut ip, packet, io);
        self.buffer = buffer;
    }

    fn tell(&mut self, end: End, signal: Signal, io: &mut Io<'_>) {
        let (connection, side) = (end.connection, end.side);
        let Some(endpoint) = self.endpoint_mut(end) else {
            return;
        };
        let passive = endpoint.listener;
        let told = !endpoint.closed;
        if let Signal::Broken(error) = signal {
            endpoint.broken = Some(error);
        }
        match signal {
            Signal::Open => self.opened(end, passive, io),
            Signal::Refused(_) if side == Side::Server => {}
            Signal::Refused(error) => {
                endpoint.closed = true;
                io.out
                    .facts
                    .push(Fact::NotEstablished { connection, error });
                if told {
                    io.out.notices.push(Notice::Refused { connection, error });
                }
            }
            Signal::PeerFinished => {
                io.out.facts.push(Fact::PeerFinished { connection, side });
                if told && passive.is_none() {
                    io.out.notices.push(Notice::PeerClosed { end });
                }
            }
            Signal::Broken(_) => {
                io.out.facts.push(Fact::Broken { connection, side });
                if told && passive.is_none() {
                    io.out.notices.push(Notice::Reset { end });
                }
            }
            Signal::Readable if told && passive.is_none() => {
                io.out.notices.push(Notice::Readable { end });
            }
            Signal::Writable if told && passive.is_none() => {
                io.out.notices.push(Notice::Writable { end });
            }
            Signal::Readable | Signal::Writable => {}
        }
    }

    /// The handshake of an end is over.
    fn opened(&mut self, end: End, listener: Option<ListenerId>, io: &mut Io<'_>) {
        let connection = end.connection;
        let Some(listener) = listener else {
            io.out.facts.push(Fact::Established { connection });
            io.out.notices.push(Notice::Connected { connection });
            return;
        };
        let Some(there) = io.listeners.at_mut(listener) else {
            return self.abort(end, io);
        };
        match &mut there.mode {
            Mode::Queue { ready, .. } => {
                ready.push_back(connection);
                io.out.notices.push(Notice::Acceptable { listener });
            }
            Mode::Auto | Mode::Bound => io.out.notices.push(Notice::Accepted {
                listener,
                connection,
            }),
        }
        if let Some(endpoint) = self.endpoint_mut(end) {
            endpoint.listener = None;
        }
    }

    /// Sets the timer of an end anew, lets it expire, or forgets it.
    fn tidy(&mut self, end: End, io: &mut Io<'_>) {
        let Some(endpoint) = self.endpoint_mut(end) else {
            return;
        };
        let gone = endpoint.tcb.state == State::Closed;
        let orphan = endpoint.tcb.orphan && endpoint.tcb.state == State::FinWait2;
        if (orphan || endpoint.tcb.state == State::TimeWait) && endpoint.expires.is_none() {
            let at = io.now + LAST_WAIT;
            endpoint.expires = Some(at);
            self.expiring.push_back((at, end));
            return self.tidy(end, io);
        }
        let deadline = endpoint.tcb.next_deadline().filter(|_| !gone);
        if deadline != endpoint.armed {
            endpoint.armed = deadline;
            endpoint.generation = endpoint.generation.wrapping_add(1);
            let generation = endpoint.generation;
            if let Some(at) = deadline {
                self.schedule(at, Event::Timer { end, generation }, io);
            }
        }
        if gone {
            self.leave_addresses(end, io);
        }
    }

    /// An end is gone from the wire: its addresses are free. Once its user has
    /// closed it, too, nothing is left of it.
    fn leave_addresses(&mut self, end: End, io: &mut Io<'_>) {
        let Some(endpoint) = self.endpoint_mut(end) else {
            return;
        };
        let (host, local, remote) = (endpoint.host, endpoint.local, endpoint.remote);
        let (reuse, closed) = (endpoint.reuse, endpoint.closed);
        let listener = endpoint.listener.take();
        if self.remove_address(host, local, remote, end) {
            io.listeners.release(host, local.1, reuse);
        }
        if let Some(listener) = listener {
            io.listeners.withdraw(listener, end.connection);
        }
        if closed || listener.is_some() {
            self.forget(end);
        }
    }

    fn forget(&mut self, end: End) {
        let Some(connection) = self.connection_mut(end.connection) else {
            return;
        };
        let gone = connection.ends[end.side as usize].take();
        let broken = gone.is_some_and(|it| it.is_broken());
        connection.flows[end.side as usize].cut_off |= broken;
        if connection.ends.iter().all(Option::is_none)
            && let Some(over) = self.connections[end.connection.index()].take()
        {
            self.close_books(&over);
        }
    }

    /// TIME_WAITs that are over end now.
    pub(in crate::network) fn forget_expired(&mut self, io: &mut Io<'_>) {
        while let Some((at, end)) = self.expiring.front().copied()
            && at <= io.now
        {
            self.expiring.pop_front();
            self.expire(end, io);
        }
    }

    /// An end is over, whatever its user does.
    pub(super) fn expire(&mut self, end: End, io: &mut Io<'_>) {
        if let Some(endpoint) = self.endpoint_mut(end)
            && endpoint.expires.is_some()
        {
            endpoint.tcb.state = State::Closed;
            endpoint.expires = None;
            self.tidy(end, io);
        }
    }

    pub(super) fn is_armed(&self, end: End, generation: u32) -> bool {
        let endpoint = self.endpoint(end);
        endpoint.is_some_and(|it| it.generation == generation && it.armed.is_some())
    }

    pub(super) fn timer(&mut self, end: End, io: &mut Io<'_>) {
        let now = io.now;
        self.work(end, io, |endpoint, notes| {
            endpoint.armed = None;
            endpoint.tcb.handle_timer(now, notes);
        });
    }

    pub(in crate::network) fn write(
        &mut self,
        end: End,
        bytes: &[u8],
        tags: &[Tag],
        io: &mut Io<'_>,
    ) -> usize {
        let Some(connection) = self.connection_mut(end.connection) else {
            return 0;
        };
        let Some(endpoint) = connection.ends[end.side as usize].as_deref_mut() else {
            return 0;
        };
        let start = endpoint.tcb.written();
        let taken = endpoint.tcb.write(bytes);
        connection.flows[end.side as usize].written += taken as u64;
        let marks = &mut connection.marks[end.side as usize];
        marks.add(tags, start, start + taken as u64);
        marks.forget_done(endpoint.tcb.acknowledged());
        self.drive(end, io);
        taken
    }

    pub(in crate::network) fn read(&mut self, end: End, most: usize, io: &mut Io<'_>) -> Read {
        let got = self.work(end, io, |it, _| (it.tcb.read(most), it.tcb.read_upto()));
        let Some((bytes, upto)) = got else {
            return Read::Broken(StreamError::Reset);
        };
        let Some(endpoint) = self.endpoint(end) else {
            return Read::Broken(StreamError::Reset);
        };
        if bytes.is_empty() {
            return match endpoint.broken {
                Some(error) => Read::Broken(error),
                None if endpoint.tcb.peer_finished() => Read::End,
                None => Read::WouldBlock,
            };
        }
        let peer = endpoint.peer;
        let complete = match self.connection_mut(peer.connection) {
            Some(connection) => {
                connection.flows[peer.side as usize].read += bytes.len() as u64;
                connection.marks[peer.side as usize].complete(upto)
            }
            None => Vec::new(),
        };
        let bytes: Rc<[u8]> = bytes.into();
        Read::Bytes { bytes, complete }
    }

    pub(in crate::network) fn peek(&self, end: End, most: usize) -> Vec<u8> {
        let endpoint = self.endpoint(end);
        endpoint.map_or(Vec::new(), |it| it.tcb.peek(most))
    }

    pub(in crate::network) fn finish(&mut self, end: End, io: &mut Io<'_>) {
        self.work(end, io, |it, notes| it.tcb.finish(notes));
    }

    pub(in crate::network) fn close(&mut self, end: End, io: &mut Io<'_>) {
        // With something unread this is an end at once (RFC 2525, 2.17).
        if self.endpoint(end).is_some_and(|it| it.tcb.readable() > 0) {
            self.cut_off(end);
        }
        self.work(end, io, |it, notes| {
            it.closed = true;
            it.tcb.close(notes);
        });
    }

    /// What this end has not got through yet will not get through.
    fn cut_off(&mut self, end: End) {
        if let Some(connection) = self.connection_mut(end.connection) {
            connection.flows[end.side as usize].cut_off = true;
        }
    }

    pub(in crate::network) fn abort(&mut self, end: End, io: &mut Io<'_>) {
        self.cut_off(end);
        self.work(end, io, |it, notes| {
            it.closed = true;
            it.tcb.abort(notes);
        });
    }

    pub(in crate::network) fn set_option(&mut self, end: End, option: StreamOption) {
        if let Some(endpoint) = self.endpoint_mut(end) {
            endpoint.tcb.set_option(option);
        }
    }

    pub(in crate::network) fn status(&self, end: End) -> Option<EndStatus> {
        let endpoint = self.endpoint(end)?;
        let tcb = &endpoint.tcb;
        Some(EndStatus {
            open: !matches!(
                tcb.state,
                State::SynSent | State::SynReceived | State::Closed
            ),
            readable: tcb.readable(),
            room: tcb.room(),
            unsent: tcb.unsent(),
            waiting: tcb.waiting(),
            peer_finished: tcb.peer_finished(),
            finished: tcb.is_finishing(),
            broken: endpoint.broken,
        })
    }

    pub(in crate::network) fn unread(&self, end: End) -> Vec<MessageId> {
        let connection = self.connection(end.connection);
        connection.map_or(Vec::new(), |it| {
            it.marks[end.side as usize].unread().collect()
        })
    }

    pub(in crate::network) fn take_unread(&mut self, end: End) -> Vec<MessageId> {
        let connection = self.connection_mut(end.connection);
        connection.map_or(Vec::new(), |it| it.marks[end.side as usize].take_unread())
    }

    pub(in crate::network) fn endpoints(
        &self,
        id: ConnectionId,
        topology: &Topology,
    ) -> Option<(HostId, HostId, Address)> {
        let connection = self.connection(id)?;
        let (ip, port) = connection.asked;
        let to = topology.host_of(connection.from, ip)?;
        Some((connection.from, to, Address::Port(ip, port)))
    }

    pub(in crate::network) fn address_of(&self, end: End) -> Option<Address> {
        let spot = match self.endpoint(end) {
            Some(endpoint) => endpoint.local,
            // Not there yet, or gone: as its peer knows it.
            None => self.endpoint(end.peer())?.remote,
        };
        Some(Address::Port(spot.0, spot.1))
    }

    /// A listener is gone: who is still in a handshake with it is refused.
    pub(in crate::network) fn listener_closed(&mut self, listener: ListenerId, io: &mut Io<'_>) {
        let waits = |it: &Connection| {
            let server = it.ends[Side::Server as usize].as_deref();
            server.is_some_and(|it| it.listener == Some(listener))
        };
        let all = self.connections.iter().enumerate();
        let ends: Vec<End> = all
            .filter(|(_, slot)| slot.as_deref().is_some_and(waits))
            .map(|(at, _)| End::server(ConnectionId(at as u32)))
            .collect();
        for end in ends {
            self.abort(end, io);
        }
    }
}

impl Endpoint {
    /// True if it did not come to a proper end.
    pub(super) fn is_broken(&self) -> bool {
        self.broken.is_some()
    }
}

impl Connection {
    /// One that nobody here asked for, as far as is known.
    pub(super) fn asked_by(from: HostId, asked: Spot) -> Connection {
        Connection {
            from,
            asked,
            ends: [None, None],
            marks: Default::default(),
            flows: Default::default(),
        }
    }
}
