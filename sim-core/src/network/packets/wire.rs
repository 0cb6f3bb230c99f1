//! Bytes of frames, packets and segments, written and read with
//! `smoltcp::wire`. Knows formats only; who gets what is decided elsewhere.
//!
//! A packet is built in a buffer that has room for the Ethernet header in
//! front, so that it is never moved.

use core::net::Ipv4Addr;

use smoltcp::wire::{
    ArpHardware, ArpOperation, ArpPacket, EthernetAddress, EthernetFrame, EthernetProtocol,
    Icmpv4DstUnreachable, Icmpv4Message, Icmpv4Packet, Icmpv4TimeExceeded, IpAddress, IpProtocol,
    Ipv4Packet, TcpOption, TcpPacket, TcpSeqNumber, UdpPacket,
};

use super::fact::Icmp;
use super::tcp::{Flags, Header};
use crate::network::port::Spot;

/// Bytes of an Ethernet header.
pub(super) const ETHERNET: usize = 14;

/// Bytes of an IPv4 header without options: we send none.
pub(super) const IPV4: usize = 20;

/// Bytes of a TCP header without options.
pub(super) const TCP: usize = 20;

/// Bytes of a UDP header, and of an ICMP one.
pub(super) const UDP: usize = 8;

/// Everybody on the cable.
pub(super) const BROADCAST: [u8; 6] = [0xff; 6];

/// What packets begin with (Linux's default).
const TIME_TO_LIVE: u8 = 64;

/// Receiver and sender of a frame.
pub(super) fn macs(frame: &[u8]) -> Option<([u8; 6], [u8; 6])> {
    let frame = EthernetFrame::new_checked(frame).ok()?;
    Some((frame.dst_addr().0, frame.src_addr().0))
}

/// What a frame carries.
pub(super) fn ether_type(frame: &[u8]) -> EthernetProtocol {
    EthernetFrame::new_unchecked(frame).ethertype()
}

/// Writes the first 14 bytes.
pub(super) fn put_ethernet(frame: &mut [u8], to: [u8; 6], from: [u8; 6], kind: EthernetProtocol) {
    let mut header = EthernetFrame::new_unchecked(frame);
    header.set_dst_addr(EthernetAddress(to));
    header.set_src_addr(EthernetAddress(from));
    header.set_ethertype(kind);
}

/// What an IPv4 header says, but for lengths and checksum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ip {
    pub(super) from: Ipv4Addr,
    pub(super) to: Ipv4Addr,
    pub(super) protocol: IpProtocol,
    pub(super) ident: u16,
    pub(super) dont_fragment: bool,
}

/// Writes the IPv4 header of a packet that fills `packet`.
pub(super) fn put_ip(packet: &mut [u8], ip: &Ip) {
    let length = packet.len() as u16;
    let mut header = Ipv4Packet::new_unchecked(packet);
    header.set_version(4);
    header.set_header_len(IPV4 as u8);
    header.set_dscp(0);
    header.set_ecn(0);
    header.set_total_len(length);
    header.set_ident(ip.ident);
    header.clear_flags();
    header.set_dont_frag(ip.dont_fragment);
    header.set_frag_offset(0);
    header.set_hop_limit(TIME_TO_LIVE);
    header.set_next_header(ip.protocol);
    header.set_src_addr(ip.from);
    header.set_dst_addr(ip.to);
    header.fill_checksum();
}

/// Bytes of the TCP header, options included.
pub(super) fn tcp_header_length(header: &Header) -> usize {
    let mss = if header.mss.is_some() { 4 } else { 0 };
    // A no-operation before it fills up to 4 bytes.
    let scale = if header.scale.is_some() { 4 } else { 0 };
    TCP + mss + scale
}

/// Writes a TCP header in front of the payload that `segment` ends with.
pub(super) fn put_tcp(segment: &mut [u8], from: Spot, to: Spot, header: &Header) {
    let length = tcp_header_length(header);
    let mut tcp = TcpPacket::new_unchecked(segment);
    tcp.set_src_port(from.1);
    tcp.set_dst_port(to.1);
    tcp.set_seq_number(TcpSeqNumber(header.seq as i32));
    tcp.set_ack_number(TcpSeqNumber(header.ack as i32));
    tcp.clear_flags();
    tcp.set_header_len(length as u8);
    let flags = header.flags;
    tcp.set_syn(flags.syn);
    tcp.set_ack(flags.ack);
    tcp.set_fin(flags.fin);
    tcp.set_rst(flags.rst);
    tcp.set_psh(flags.psh);
    tcp.set_window_len(header.window);
    tcp.set_urgent_at(0);
    let mut options = tcp.options_mut();
    if let Some(mss) = header.mss {
        options = TcpOption::MaxSegmentSize(mss).emit(options);
    }
    if let Some(scale) = header.scale {
        options = TcpOption::NoOperation.emit(options);
        TcpOption::WindowScale(scale).emit(options);
    }
    tcp.fill_checksum(&IpAddress::Ipv4(from.0), &IpAddress::Ipv4(to.0));
}

/// A TCP segment, read: header and where its payload begins.
pub(super) fn read_tcp(segment: &[u8], from: Ipv4Addr, to: Ipv4Addr, check: bool) -> Option<Tcp> {
    let tcp = TcpPacket::new_checked(segment).ok()?;
    if check && !tcp.verify_checksum(&IpAddress::Ipv4(from), &IpAddress::Ipv4(to)) {
        return None;
    }
    let begin = usize::from(tcp.header_len());
    let mut header = Header {
        seq: tcp.seq_number().0 as u32,
        ack: tcp.ack_number().0 as u32,
        flags: Flags {
            syn: tcp.syn(),
            ack: tcp.ack(),
            fin: tcp.fin(),
            rst: tcp.rst(),
            psh: tcp.psh(),
        },
        window: tcp.window_len(),
        mss: None,
        scale: None,
        length: (segment.len() - begin) as u32,
    };
    if header.flags.syn {
        read_options(tcp.options(), &mut header);
    }
    Some(Tcp {
        from: (from, tcp.src_port()),
        to: (to, tcp.dst_port()),
        header,
        begin,
    })
}

/// A segment that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tcp {
    pub(super) from: Spot,
    pub(super) to: Spot,
    pub(super) header: Header,
    /// Where the payload begins.
    pub(super) begin: usize,
}

fn read_options(mut options: &[u8], header: &mut Header) {
    while !options.is_empty() {
        let Ok((rest, option)) = TcpOption::parse(options) else {
            return;
        };
        match option {
            TcpOption::EndOfList => return,
            TcpOption::MaxSegmentSize(mss) => header.mss = Some(mss),
            TcpOption::WindowScale(scale) => header.scale = Some(scale),
            _ => {}
        }
        options = rest;
    }
}

/// Writes a UDP header in front of the payload.
pub(super) fn put_udp(datagram: &mut [u8], from: Spot, to: Spot) {
    let length = datagram.len() as u16;
    let mut udp = UdpPacket::new_unchecked(datagram);
    udp.set_src_port(from.1);
    udp.set_dst_port(to.1);
    udp.set_len(length);
    udp.fill_checksum(&IpAddress::Ipv4(from.0), &IpAddress::Ipv4(to.0));
}

/// Ports and payload of a UDP datagram; `check`: its checksum must fit.
pub(super) fn read_udp(
    datagram: &[u8],
    from: Ipv4Addr,
    to: Ipv4Addr,
    check: bool,
) -> Option<(Spot, Spot, &[u8])> {
    let udp = UdpPacket::new_checked(datagram).ok()?;
    if check && !udp.verify_checksum(&IpAddress::Ipv4(from), &IpAddress::Ipv4(to)) {
        return None;
    }
    let payload = datagram.get(UDP..usize::from(udp.len()))?;
    Some(((from, udp.src_port()), (to, udp.dst_port()), payload))
}

/// Writes an ICMP header in front of what it is about.
pub(super) fn put_icmp(message: &mut [u8], what: Icmp, echo: (u16, u16)) {
    let mut icmp = Icmpv4Packet::new_unchecked(message);
    let (kind, code) = icmp_code(what);
    icmp.set_msg_type(kind);
    icmp.set_msg_code(code);
    match what {
        Icmp::EchoRequest | Icmp::EchoReply => {
            icmp.set_echo_ident(echo.0);
            icmp.set_echo_seq_no(echo.1);
        }
        // The next-hop MTU stands where an echo has its number (RFC 1191, 4).
        Icmp::FragmentationNeeded { mtu } => {
            icmp.set_echo_ident(0);
            icmp.set_echo_seq_no(mtu);
        }
        _ => {
            icmp.set_echo_ident(0);
            icmp.set_echo_seq_no(0);
        }
    }
    icmp.fill_checksum();
}

fn icmp_code(what: Icmp) -> (Icmpv4Message, u8) {
    let unreachable = |code: Icmpv4DstUnreachable| (Icmpv4Message::DstUnreachable, code.into());
    let exceeded = |code: Icmpv4TimeExceeded| (Icmpv4Message::TimeExceeded, code.into());
    match what {
        Icmp::EchoRequest => (Icmpv4Message::EchoRequest, 0),
        Icmp::EchoReply => (Icmpv4Message::EchoReply, 0),
        Icmp::NetUnreachable => unreachable(Icmpv4DstUnreachable::NetUnreachable),
        Icmp::HostUnreachable => unreachable(Icmpv4DstUnreachable::HostUnreachable),
        Icmp::PortUnreachable => unreachable(Icmpv4DstUnreachable::PortUnreachable),
        Icmp::ProtocolUnreachable => unreachable(Icmpv4DstUnreachable::ProtoUnreachable),
        Icmp::FragmentationNeeded { .. } => unreachable(Icmpv4DstUnreachable::FragRequired),
        Icmp::TimeExceeded => exceeded(Icmpv4TimeExceeded::TtlExpired),
        Icmp::ReassemblyTimeExceeded => exceeded(Icmpv4TimeExceeded::FragExpired),
    }
}

/// Reads an ICMP message: what it says, an echo's numbers.
pub(super) fn read_icmp(message: &[u8]) -> Option<(Icmp, (u16, u16))> {
    let icmp = Icmpv4Packet::new_checked(message).ok()?;
    if !icmp.verify_checksum() {
        return None;
    }
    let numbers = (icmp.echo_ident(), icmp.echo_seq_no());
    let what = match (icmp.msg_type(), icmp.msg_code()) {
        (Icmpv4Message::EchoRequest, _) => Icmp::EchoRequest,
        (Icmpv4Message::EchoReply, _) => Icmp::EchoReply,
        (Icmpv4Message::DstUnreachable, 1) => Icmp::HostUnreachable,
        (Icmpv4Message::DstUnreachable, 2) => Icmp::ProtocolUnreachable,
        (Icmpv4Message::DstUnreachable, 3) => Icmp::PortUnreachable,
        (Icmpv4Message::DstUnreachable, 4) => Icmp::FragmentationNeeded { mtu: numbers.1 },
        (Icmpv4Message::DstUnreachable, _) => Icmp::NetUnreachable,
        (Icmpv4Message::TimeExceeded, 1) => Icmp::ReassemblyTimeExceeded,
        (Icmpv4Message::TimeExceeded, _) => Icmp::TimeExceeded,
        _ => return None,
    };
    Some((what, numbers))
}

/// An ARP message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arp {
    pub(super) request: bool,
    pub(super) from_mac: [u8; 6],
    pub(super) from: Ipv4Addr,
    pub(super) to_mac: [u8; 6],
    pub(super) to: Ipv4Addr,
}

/// A whole frame with an ARP message: a question to all, an answer to one.
pub(super) fn arp_frame(arp: &Arp) -> Vec<u8> {
    let mut frame = vec![0; ETHERNET + 28];
    let to = if arp.request { BROADCAST } else { arp.to_mac };
    put_ethernet(&mut frame, to, arp.from_mac, EthernetProtocol::Arp);
    let mut packet = ArpPacket::new_unchecked(&mut frame[ETHERNET..]);
    packet.set_hardware_type(ArpHardware::Ethernet);
    packet.set_protocol_type(EthernetProtocol::Ipv4);
    packet.set_hardware_len(6);
    packet.set_protocol_len(4);
    packet.set_operation(match arp.request {
        true => ArpOperation::Request,
        false => ArpOperation::Reply,
    });
    packet.set_source_hardware_addr(&arp.from_mac);
    packet.set_source_protocol_addr(&arp.from.octets());
    packet.set_target_hardware_addr(&arp.to_mac);
    packet.set_target_protocol_addr(&arp.to.octets());
    frame
}

/// Reads an ARP message.
pub(super) fn read_arp(packet: &[u8]) -> Option<Arp> {
    let packet = ArpPacket::new_checked(packet).ok()?;
    let mac = |bytes: &[u8]| <[u8; 6]>::try_from(bytes).ok();
    let ip = |bytes: &[u8]| <[u8; 4]>::try_from(bytes).ok().map(Ipv4Addr::from);
    if packet.hardware_len() != 6 || packet.protocol_len() != 4 {
        return None;
    }
    Some(Arp {
        request: packet.operation() == ArpOperation::Request,
        from_mac: mac(packet.source_hardware_addr())?,
        from: ip(packet.source_protocol_addr())?,
        to_mac: mac(packet.target_hardware_addr())?,
        to: ip(packet.target_protocol_addr())?,
    })
}

/// Sender, receiver and protocol of an IPv4 packet, and the ports if its
/// payload begins with some: what an ICMP error quotes.
pub(super) fn quoted(packet: &[u8]) -> Option<(Spot, Spot, IpProtocol)> {
    let header = Ipv4Packet::new_unchecked(packet);
    if packet.len() < IPV4 + 4 || header.header_len() < IPV4 as u8 {
        return None;
    }
    let ports = packet.get(usize::from(header.header_len())..)?.get(..4)?;
    let port = |at: usize| u16::from_be_bytes([ports[at], ports[at + 1]]);
    Some((
        (header.src_addr(), port(0)),
        (header.dst_addr(), port(2)),
        header.next_header(),
    ))
}
