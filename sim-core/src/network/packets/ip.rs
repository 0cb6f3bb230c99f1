//! IPv4 (RFC 791): sending, receiving, forwarding, cutting into fragments.
//! Without options. TCP's packets must not be fragmented (path MTU discovery,
//! RFC 1191); UDP's and ICMP's may be, by any router on the way (Linux would
//! set DF on them, too).

use core::net::Ipv4Addr;
use std::rc::Rc;

use smoltcp::wire::{EthernetProtocol, IpProtocol, Ipv4Packet};

use super::Packets;
use super::fact::{Drop, Icmp, PacketId, WireFact};
use super::line::{Frame, drop_frame, line_of};
use super::wire::{self, ETHERNET, IPV4};
use crate::base::HostId;
use crate::network::Io;
use crate::network::addressing::{Interface, Route};
use crate::network::spec::HostKind;
use crate::network::topology::Topology;

/// Why a host could not send a packet at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsent {
    NoRoute,
}

/// A frame's bytes, to be changed: a copy if somebody else keeps them.
pub(super) fn own_bytes(frame: &mut Frame) -> &mut [u8] {
    if Rc::get_mut(&mut frame.bytes).is_none() {
        frame.bytes = Rc::from(&*frame.bytes);
    }
    Rc::get_mut(&mut frame.bytes).expect("invariant: made unique above")
}

impl Packets {
    /// The interface and the neighbour that packets of `host` to `ip` go to.
    pub(super) fn next_hop<'t>(
        &mut self,
        host: HostId,
        ip: Ipv4Addr,
        topology: &'t Topology,
    ) -> Option<(&'t Interface, Ipv4Addr)> {
        let routes = self.routes(host, topology);
        let route = match ip.is_broadcast() {
            true => routes.first()?,
            false => routes.iter().find(|route| route.contains(ip))?,
        };
        let interface = topology.interfaces(host).nth(route.interface)?;
        Some((interface, route.via.unwrap_or(ip)))
    }

    /// A host's routing table, made when it is needed first.
    fn routes(&mut self, host: HostId, topology: &Topology) -> Rc<[Route]> {
        let routes = &mut self.node(host).routes;
        let made = routes.get_or_insert_with(|| topology.routes(host).into());
        made.clone()
    }

    /// The MTU of the way from `host` to `ip`, as far as `host` knows.
    pub(super) fn mtu_to(&mut self, host: HostId, ip: Ipv4Addr, io: &Io<'_>) -> u32 {
        if io.topology.host_of(host, ip) == Some(host) {
            return self.loopback.mtu.min(65_535);
        }
        let Some((interface, _)) = self.next_hop(host, ip, io.topology) else {
            return 1_500;
        };
        let own = self.lines[line_of(interface.cable, interface.side)]
            .spec
            .mtu;
        let learnt = self.node(host).path_mtus.iter();
        let learnt = learnt
            .filter(|(there, _)| *there == ip)
            .map(|(_, mtu)| *mtu);
        learnt.min().map_or(own, |mtu| mtu.min(own))
    }

    /// Sends a packet of `host`: `buffer` has room for the Ethernet header,
    /// then the IPv4 header (to be written), then the payload.
    pub(super) fn send_ip(
        &mut self,
        host: HostId,
        buffer: &mut [u8],
        ip: &mut wire::Ip,
        packet: PacketId,
        io: &mut Io<'_>,
    ) -> Result<(), Unsent> {
        let node = self.node(host);
        node.ident = node.ident.wrapping_add(1);
        ip.ident = node.ident;
        wire::put_ip(&mut buffer[ETHERNET..], ip);
        if io.topology.host_of(host, ip.to) == Some(host) {
            // As Linux's captures of the loopback interface show it: Ethernet
            // with all addresses zero.
            wire::put_ethernet(buffer, [0; 6], [0; 6], EthernetProtocol::Ipv4);
            let mut frame = Frame::new(buffer, packet, io.now);
            frame.message = self.message;
            self.loop_back(host, frame, io);
            return Ok(());
        }
        let topology = io.topology;
        let hop = self.next_hop(host, ip.to, topology);
        let (interface, next) = hop.ok_or(Unsent::NoRoute)?;
        let mut frame = Frame::new(buffer, packet, io.now);
        frame.message = self.message;
        self.leave(interface, next, frame, io);
        Ok(())
    }

    /// A packet leaves by an interface, in fragments if it must.
    fn leave(&mut self, interface: &Interface, next: Ipv4Addr, frame: Frame, io: &mut Io<'_>) {
        let mtu = self.lines[line_of(interface.cable, interface.side)]
            .spec
            .mtu;
        if frame.bytes.len() - ETHERNET <= mtu as usize {
            return self.send_to_neighbour(interface, next, frame, io);
        }
        let header = Ipv4Packet::new_unchecked(&frame.bytes[ETHERNET..]);
        if header.dont_frag() {
            drop_frame(&frame, interface.host, None, Drop::TooLong { mtu }, io);
            let what = Icmp::FragmentationNeeded { mtu: mtu as u16 };
            return self.complain(interface.host, &frame, what, io);
        }
        for piece in self.fragment(interface.host, &frame, mtu, io) {
            self.send_to_neighbour(interface, next, piece, io);
        }
    }

    /// Cuts a packet into fragments of at most `mtu` bytes.
    fn fragment(&mut self, host: HostId, frame: &Frame, mtu: u32, io: &mut Io<'_>) -> Vec<Frame> {
        let header = Ipv4Packet::new_unchecked(&frame.bytes[ETHERNET..]);
        let begin = ETHERNET + usize::from(header.header_len());
        let (offset, more) = (header.frag_offset(), header.more_frags());
        let payload = &frame.bytes[begin..];
        // Offsets count in units of 8 bytes.
        let step = ((mtu as usize).saturating_sub(IPV4) / 8 * 8).max(8);
        let mut pieces = Vec::new();
        for (number, piece) in payload.chunks(step).enumerate() {
            let mut bytes = [&frame.bytes[..begin], piece].concat();
            let at = number * step;
            let last = at + piece.len() == payload.len();
            let mut header = Ipv4Packet::new_unchecked(&mut bytes[ETHERNET..]);
            header.set_total_len((begin - ETHERNET + piece.len()) as u16);
            header.set_more_frags(more || !last);
            header.set_frag_offset(offset + at as u16);
            header.fill_checksum();
            let packet = self.new_packet();
            pieces.push(Frame {
                bytes: bytes.into(),
                packet,
                ..frame.clone()
            });
        }
        io.out.wire(|| WireFact::Fragmented {
            host,
            packet: frame.packet,
            pieces: pieces.iter().map(|piece| piece.packet).collect(),
            mtu,
        });
        pieces
    }

    /// A frame has come to a host or router, its check sequence fits.
    pub(super) fn ethernet_input(&mut self, interface: &Interface, frame: Frame, io: &mut Io<'_>) {
        let host = interface.host;
        let Some((to, _)) = wire::macs(&frame.bytes) else {
            return drop_frame(&frame, host, None, Drop::Malformed, io);
        };
        if to != interface.mac && to != wire::BROADCAST {
            return drop_frame(&frame, host, None, Drop::NotMyMac, io);
        }
        match wire::ether_type(&frame.bytes) {
            EthernetProtocol::Ipv4 => self.ip_input(host, frame, io),
            EthernetProtocol::Arp => {
                self.arp_input(interface, frame.packet, &frame.bytes[ETHERNET..], io);
            }
            _ => drop_frame(&frame, host, None, Drop::UnknownProtocol, io),
        }
    }

    /// A packet has come to a host or router.
    pub(super) fn ip_input(&mut self, host: HostId, frame: Frame, io: &mut Io<'_>) {
        let Ok(packet) = Ipv4Packet::new_checked(&frame.bytes[ETHERNET..]) else {
            return drop_frame(&frame, host, None, Drop::Malformed, io);
        };
        if frame.damaged.is_some() && !packet.verify_checksum() {
            return drop_frame(&frame, host, None, Drop::Damaged, io);
        }
        let to = packet.dst_addr();
        if io.topology.host_of(host, to) == Some(host) || to.is_broadcast() {
            if !packet.more_frags() && packet.frag_offset() == 0 {
                return self.deliver(host, &frame, io);
            }
            if let Some(whole) = self.reassemble(host, frame, io) {
                self.deliver(host, &whole, io);
            }
            return;
        }
        match io.topology.host(host).map(|spec| spec.kind) {
            Some(HostKind::Router) => self.forward(host, frame, io),
            _ => drop_frame(&frame, host, None, Drop::NotMyAddress, io),
        }
    }

    /// A whole packet for this host goes up.
    fn deliver(&mut self, host: HostId, frame: &Frame, io: &mut Io<'_>) {
        let packet = Ipv4Packet::new_unchecked(&frame.bytes[ETHERNET..]);
        let begin = ETHERNET + usize::from(packet.header_len());
        let end = ETHERNET + usize::from(packet.total_len());
        let (from, to) = (packet.src_addr(), packet.dst_addr());
        let protocol = packet.next_header();
        let Some(payload) = frame.bytes.get(begin..end) else {
            return drop_frame(frame, host, None, Drop::Malformed, io);
        };
        let check = frame.damaged.is_some();
        match protocol {
            IpProtocol::Tcp => match wire::read_tcp(payload, from, to, check) {
                Some(tcp) => self.tcp_input(host, frame, &tcp, &payload[tcp.begin..], io),
                None => drop_frame(frame, host, None, Drop::Malformed, io),
            },
            IpProtocol::Udp => match wire::read_udp(payload, from, to, check) {
                Some((from, to, data)) => self.udp_input(host, frame, from, to, data, io),
                None => drop_frame(frame, host, None, Drop::Malformed, io),
            },
            IpProtocol::Icmp => self.icmp_input(host, frame, from, to, payload, io),
            _ => {
                drop_frame(frame, host, None, Drop::UnknownProtocol, io);
                self.complain(host, frame, Icmp::ProtocolUnreachable, io);
            }
        }
    }

    /// A router passes a packet on (RFC 1812, 5.2).
    fn forward(&mut self, router: HostId, mut frame: Frame, io: &mut Io<'_>) {
        let packet = Ipv4Packet::new_unchecked(&frame.bytes[ETHERNET..]);
        let (to, left) = (packet.dst_addr(), packet.hop_limit());
        if left <= 1 {
            drop_frame(&frame, router, None, Drop::TimeToLive, io);
            return self.complain(router, &frame, Icmp::TimeExceeded, io);
        }
        let topology = io.topology;
        let Some((interface, next)) = self.next_hop(router, to, topology) else {
            drop_frame(&frame, router, None, Drop::NoRoute, io);
            return self.complain(router, &frame, Icmp::NetUnreachable, io);
        };
        let bytes = own_bytes(&mut frame);
        let mut packet = Ipv4Packet::new_unchecked(&mut bytes[ETHERNET..]);
        packet.set_hop_limit(left - 1);
        packet.fill_checksum();
        let id = frame.packet;
        io.out.wire(|| WireFact::Forwarded {
            router,
            packet: id,
            time_to_live: left - 1,
            next_hop: next,
        });
        self.leave(interface, next, frame, io);
    }
}
