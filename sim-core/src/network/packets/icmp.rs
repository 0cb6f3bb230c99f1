//! ICMP (RFC 792): echoes, and the news that a packet could not be delivered,
//! which goes back to its sender and there to the socket it came from.

use core::net::Ipv4Addr;

use smoltcp::wire::{IpProtocol, Ipv4Packet};

use super::Packets;
use super::fact::{Drop, Icmp, WireFact};
use super::line::{Frame, drop_frame};
use super::tcp::Notes;
use super::wire::{self, ETHERNET, IPV4, UDP};
use crate::base::HostId;
use crate::network::port::{ConnectError, DatagramError, Notice, Spot};
use crate::network::{Io, Outbox};

/// Most bytes of an error message (RFC 1812, 4.3.2.3).
const LONGEST: usize = 576;

impl Packets {
    /// Tells the sender of a packet what became of it, unless that could go on
    /// for ever (RFC 1122, 3.2.2).
    pub(super) fn complain(&mut self, host: HostId, frame: &Frame, what: Icmp, io: &mut Io<'_>) {
        let packet = Ipv4Packet::new_unchecked(&frame.bytes[ETHERNET..]);
        let to = packet.src_addr();
        let unfit = to.is_unspecified() || to.is_broadcast() || packet.dst_addr().is_broadcast();
        let begin = ETHERNET + usize::from(packet.header_len());
        let is_error = packet.next_header() == IpProtocol::Icmp
            && !matches!(frame.bytes.get(begin), Some(0 | 8));
        if unfit || is_error || packet.frag_offset() > 0 {
            return;
        }
        let end = frame.bytes.len().min(ETHERNET + LONGEST - IPV4 - UDP);
        let quoted = frame.bytes[ETHERNET..end].to_vec();
        let id = frame.packet;
        self.send_icmp(host, to, what, (0, 0), &quoted, Some(id), io);
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "they are the fields of one message"
    )]
    fn send_icmp(
        &mut self,
        host: HostId,
        to: Ipv4Addr,
        what: Icmp,
        echo: (u16, u16),
        body: &[u8],
        about: Option<super::fact::PacketId>,
        io: &mut Io<'_>,
    ) {
        let mut buffer = vec![0; ETHERNET + IPV4 + UDP];
        buffer.extend_from_slice(body);
        wire::put_icmp(&mut buffer[ETHERNET + IPV4..], what, echo);
        let packet = self.new_packet();
        io.out.wire(|| WireFact::IcmpSent {
            host,
            to,
            packet,
            what,
            about,
        });
        let mut ip = wire::Ip {
            from: io.topology.source_for(host, to),
            to,
            protocol: IpProtocol::Icmp,
            ident: 0,
            dont_fragment: false,
        };
        // Without a way back nobody is told.
        let _ = self.send_ip(host, &mut buffer, &mut ip, packet, io);
    }

    /// Asks `to` for an echo.
    pub(in crate::network) fn ping(
        &mut self,
        host: HostId,
        to: Ipv4Addr,
        echo: (u16, u16),
        body: &[u8],
        io: &mut Io<'_>,
    ) {
        self.send_icmp(host, to, Icmp::EchoRequest, echo, body, None, io);
    }

    /// An ICMP message has come.
    pub(super) fn icmp_input(
        &mut self,
        host: HostId,
        frame: &Frame,
        from: Ipv4Addr,
        _to: Ipv4Addr,
        message: &[u8],
        io: &mut Io<'_>,
    ) {
        let Some((what, echo)) = wire::read_icmp(message) else {
            return drop_frame(frame, host, None, Drop::Malformed, io);
        };
        let packet = frame.packet;
        io.out.wire(|| WireFact::IcmpReceived {
            host,
            from,
            packet,
            what,
        });
        match what {
            Icmp::EchoReply => {}
            Icmp::EchoRequest => {
                let body = message[UDP..].to_vec();
                let about = Some(packet);
                self.send_icmp(host, from, Icmp::EchoReply, echo, &body, about, io);
            }
            error => {
                if let Some((local, remote, protocol)) = wire::quoted(&message[UDP..]) {
                    self.failed(host, local, remote, protocol, error, io);
                }
            }
        }
    }

    /// A packet that this host sent, or should have passed on, found nobody.
    pub(super) fn host_unreachable(&mut self, host: HostId, frame: &Frame, io: &mut Io<'_>) {
        let bytes = &frame.bytes[ETHERNET..];
        let Some((from, to, protocol)) = wire::quoted(bytes) else {
            return;
        };
        if io.topology.host_of(host, from.0) == Some(host) {
            return self.failed(host, from, to, protocol, Icmp::HostUnreachable, io);
        }
        self.complain(host, frame, Icmp::HostUnreachable, io);
    }

    /// A packet from `local` to `remote` was not delivered: tells its socket.
    fn failed(
        &mut self,
        host: HostId,
        local: Spot,
        remote: Spot,
        protocol: IpProtocol,
        what: Icmp,
        io: &mut Io<'_>,
    ) {
        if let Icmp::FragmentationNeeded { mtu } = what {
            self.learn_mtu(host, remote.0, mtu);
        }
        match protocol {
            IpProtocol::Tcp => self.stream_failed(host, local, remote, what, io),
            IpProtocol::Udp => datagram_failed(host, local, remote, what, io),
            _ => {}
        }
    }

    fn learn_mtu(&mut self, host: HostId, to: Ipv4Addr, mtu: u16) {
        let mtus = &mut self.node(host).path_mtus;
        // A bound on what strangers can make a host remember.
        if mtu >= 68 && mtus.len() < 1_024 {
            mtus.retain(|(there, _)| *there != to);
            mtus.push((to, u32::from(mtu)));
        }
    }

    fn stream_failed(
        &mut self,
        host: HostId,
        local: Spot,
        remote: Spot,
        what: Icmp,
        io: &mut Io<'_>,
    ) {
        let Some(end) = self.find(host, local, remote) else {
            return;
        };
        let mut notes = self.take_notes(io.out);
        if let Some(endpoint) = self.endpoint_mut(end) {
            match what {
                Icmp::FragmentationNeeded { mtu } => {
                    let mss = usize::from(mtu).saturating_sub(IPV4 + wire::TCP);
                    endpoint.tcb.handle_smaller_mtu(mss);
                }
                _ => endpoint
                    .tcb
                    .handle_unreachable(connect_error(what), &mut notes),
            }
        }
        self.drive_with(end, notes, io);
    }

    /// Empty notes that are mute if `out` is.
    pub(super) fn take_notes(&mut self, out: &Outbox) -> Notes {
        let mut notes = core::mem::take(&mut self.notes);
        notes.mute = out.mute;
        notes
    }
}

fn connect_error(what: Icmp) -> ConnectError {
    match what {
        Icmp::PortUnreachable | Icmp::ProtocolUnreachable => ConnectError::Refused,
        Icmp::NetUnreachable => ConnectError::NetUnreachable,
        _ => ConnectError::Unreachable,
    }
}

fn datagram_failed(host: HostId, local: Spot, remote: Spot, what: Icmp, io: &mut Io<'_>) {
    let Some(socket) = io.datagrams.find(host, local, remote) else {
        return;
    };
    let Some(there) = io.datagrams.at_mut(socket) else {
        return;
    };
    // Linux tells connected sockets only.
    if there.remote != Some(remote) {
        return;
    }
    there.fail(match what {
        Icmp::PortUnreachable | Icmp::ProtocolUnreachable => DatagramError::Refused,
        Icmp::NetUnreachable => DatagramError::NetUnreachable,
        Icmp::FragmentationNeeded { .. } => DatagramError::TooLong,
        _ => DatagramError::Unreachable,
    });
    io.out.notices.push(Notice::DatagramFailed { socket });
}
