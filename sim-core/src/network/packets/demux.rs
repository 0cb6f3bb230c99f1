//! Which end a segment is for, and what happens to those that are for none:
//! a SYN to a listener makes a new end, everything else is answered by RST.

use smoltcp::wire::IpProtocol;

use super::Packets;
use super::connection::Connection;
use super::fact::{Drop, WireFact};
use super::line::{Frame, drop_frame};
use super::tcp::{Cause, Flags, Header, State, Tcb};
use super::wire::{self, ETHERNET, IPV4};
use crate::base::{ConnectionId, HostId, ListenerId};
use crate::network::listeners::Mode;
use crate::network::port::{Address, Side, Spot};
use crate::network::{End, Io};

/// Both addresses of an end and its host, as one number. Hosts have 24 bits.
fn key(host: HostId, local: Spot, remote: Spot) -> u128 {
    // Loopback addresses are told apart by their last byte, all others belong
    // to one host only: 8 bits of the local address are enough beside the host.
    let [_, _, _, last] = local.0.octets();
    u128::from(host.0) << 88
        | u128::from(last) << 80
        | u128::from(local.1) << 64
        | u128::from(u32::from(remote.0)) << 16
        | u128::from(remote.1)
}

impl Packets {
    pub(super) fn enter(&mut self, host: HostId, local: Spot, remote: Spot, end: End) {
        self.ends.insert(key(host, local, remote), end);
    }

    /// True if it was there, and was `end`'s.
    pub(super) fn remove_address(
        &mut self,
        host: HostId,
        local: Spot,
        remote: Spot,
        end: End,
    ) -> bool {
        let key = key(host, local, remote);
        if self.ends.get(&key) != Some(&end) {
            return false;
        }
        self.ends.remove(&key).is_some()
    }

    /// The end with these addresses.
    pub(super) fn find(&self, host: HostId, local: Spot, remote: Spot) -> Option<End> {
        self.ends.get(&key(host, local, remote)).copied()
    }

    /// A segment has come to its host.
    pub(super) fn tcp_input(
        &mut self,
        host: HostId,
        frame: &Frame,
        tcp: &wire::Tcp,
        payload: &[u8],
        io: &mut Io<'_>,
    ) {
        let header = &tcp.header;
        let Some(end) = self.living(host, tcp, io) else {
            return self.stranger(host, frame, tcp, io);
        };
        if self.must_wait(end, header, frame, io) {
            return;
        }
        let packet = frame.packet;
        io.out.wire(|| WireFact::SegmentReceived {
            end,
            packet,
            header: *header,
        });
        let mut notes = self.take_notes(io.out);
        let now = io.now;
        let mut stray = false;
        if let Some(endpoint) = self.endpoint_mut(end) {
            endpoint
                .tcb
                .handle_segment(now, header, payload, &mut notes);
            stray = core::mem::take(&mut endpoint.tcb.stray);
        }
        if stray {
            self.refuse(host, tcp, io);
        }
        self.meet(end, host, tcp, io);
        self.drive_with(end, notes, io);
    }

    /// The end that a segment is for, if it is still there. One in TIME_WAIT
    /// makes room for a new SYN (RFC 6191).
    fn living(&mut self, host: HostId, tcp: &wire::Tcp, io: &mut Io<'_>) -> Option<End> {
        let end = self.find(host, tcp.to, tcp.from)?;
        let endpoint = self.endpoint(end)?;
        let over = endpoint.expires.is_some_and(|at| at <= io.now);
        let new = tcp.header.flags.syn && !tcp.header.flags.ack;
        if over || (new && endpoint.tcb.state == State::TimeWait) {
            self.expire(end, io);
            return None;
        }
        Some(end)
    }

    /// The last acknowledgement of a handshake waits while the accept queue is
    /// full: as if it had been lost (Linux).
    fn must_wait(&mut self, end: End, header: &Header, frame: &Frame, io: &mut Io<'_>) -> bool {
        let Some(endpoint) = self.endpoint(end) else {
            return false;
        };
        let Some(listener) = endpoint.listener else {
            return false;
        };
        let Some(there) = io.listeners.at(listener) else {
            return false;
        };
        let completes = endpoint.tcb.state == State::SynReceived
            && header.flags.ack
            && !header.flags.rst
            && !header.flags.syn;
        if !completes || !there.is_full() {
            return false;
        }
        let why = backlog(&there.mode);
        drop_frame(frame, endpoint.host, None, why, io);
        true
    }

    /// Two ends that both asked at once learn of each other.
    fn meet(&mut self, end: End, host: HostId, tcp: &wire::Tcp, io: &Io<'_>) {
        let Some(sender) = io.topology.host_of(host, tcp.from.0) else {
            return;
        };
        let peer = self.find(sender, tcp.from, tcp.to);
        if let (Some(peer), Some(endpoint)) = (peer, self.endpoint_mut(end)) {
            endpoint.peer = peer;
        }
    }

    /// A segment for no end.
    fn stranger(&mut self, host: HostId, frame: &Frame, tcp: &wire::Tcp, io: &mut Io<'_>) {
        let flags = tcp.header.flags;
        let address = Address::Port(tcp.to.0, tcp.to.1);
        let opens = flags.syn && !flags.ack && !flags.rst;
        let listener = io.listeners.find(host, &address).filter(|_| opens);
        let Some(listener) = listener else {
            let why = match flags.syn && !flags.ack {
                true => Drop::NoListener,
                false => Drop::NoConnection,
            };
            drop_frame(frame, host, None, why, io);
            if !flags.rst {
                self.refuse(host, tcp, io);
            }
            return;
        };
        if let Some(there) = io.listeners.at(listener)
            && there.is_full()
        {
            let why = backlog(&there.mode);
            return drop_frame(frame, host, None, why, io);
        }
        self.welcome(host, listener, frame, tcp, io);
    }

    /// A listener gets a new end, half open.
    fn welcome(
        &mut self,
        host: HostId,
        listener: ListenerId,
        frame: &Frame,
        tcp: &wire::Tcp,
        io: &mut Io<'_>,
    ) {
        let sender = io.topology.host_of(host, tcp.from.0);
        let client = sender.and_then(|sender| self.find(sender, tcp.from, tcp.to));
        // The connecting end's connection, unless it has an accepted end already.
        let known = client.filter(|client| self.endpoint(client.peer()).is_none());
        let id = known.map(|client| client.connection).unwrap_or_else(|| {
            let id = ConnectionId(*io.next_connection);
            *io.next_connection += 1;
            self.keep(id, Connection::asked_by(sender.unwrap_or(host), tcp.to));
            id
        });
        let end = End::server(id);
        let mut tcb = Tcb::accept(
            self.begin(id, Side::Server, host, tcp.from.0, io),
            &tcp.header,
        );
        let mut reuse = false;
        if let Some(there) = io.listeners.at(listener) {
            reuse = there.reuse;
            for option in &there.options {
                tcb.set_option(*option);
            }
        }
        let packet = frame.packet;
        io.out.wire(|| WireFact::SegmentReceived {
            end,
            packet,
            header: tcp.header,
        });
        let peer = client.unwrap_or(end.peer());
        self.add_end(end, tcb, (host, tcp.to, tcp.from), peer, reuse, io);
        if let Some(endpoint) = self.endpoint_mut(end) {
            endpoint.listener = Some(listener);
        }
        self.drive(end, io);
    }

    /// Answers a segment by RST (RFC 9293, 3.5.2).
    fn refuse(&mut self, host: HostId, tcp: &wire::Tcp, io: &mut Io<'_>) {
        let theirs = &tcp.header;
        let header = match theirs.flags.ack {
            true => Header {
                seq: theirs.ack,
                flags: Flags {
                    rst: true,
                    ..Flags::default()
                },
                ..Header::default()
            },
            false => Header {
                ack: theirs.seq.wrapping_add(theirs.span() as u32),
                flags: Flags {
                    rst: true,
                    ack: true,
                    ..Flags::default()
                },
                ..Header::default()
            },
        };
        self.send_loose(host, tcp.to, tcp.from, &header, io);
    }

    /// Sends a segment that belongs to no end.
    fn send_loose(&mut self, host: HostId, from: Spot, to: Spot, header: &Header, io: &mut Io<'_>) {
        let packet = self.new_packet();
        let mut buffer = vec![0; ETHERNET + IPV4 + wire::tcp_header_length(header)];
        wire::put_tcp(&mut buffer[ETHERNET + IPV4..], from, to, header);
        io.out.wire(|| WireFact::SegmentSent {
            end: None,
            host,
            from,
            to,
            packet,
            header: *header,
            position: 0,
            carries: Vec::new(),
            cause: Cause::Reset,
        });
        let mut ip = wire::Ip {
            from: from.0,
            to: to.0,
            protocol: IpProtocol::Tcp,
            ident: 0,
            dont_fragment: true,
        };
        // Without a way back nobody is told.
        let _ = self.send_ip(host, &mut buffer, &mut ip, packet, io);
    }
}

fn backlog(mode: &Mode) -> Drop {
    match mode {
        Mode::Queue { backlog, .. } => Drop::BacklogFull { backlog: *backlog },
        Mode::Auto | Mode::Bound => Drop::BacklogFull { backlog: 0 },
    }
}
