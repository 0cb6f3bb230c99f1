//! UDP (RFC 768): one datagram, one packet.

use std::rc::Rc;

use smoltcp::wire::IpProtocol;

use super::Packets;
use super::fact::{Drop, Icmp, WireFact};
use super::line::{Frame, drop_frame};
use super::wire::{self, ETHERNET, IPV4, UDP};
use crate::base::{DatagramId, HostId, MessageId};
use crate::network::Io;
use crate::network::datagrams::Delivery;
use crate::network::port::{Datagram, DatagramError, Notice, Spot};

impl Packets {
    /// Sends a datagram of a bound socket.
    pub(in crate::network) fn send_datagram(
        &mut self,
        socket: DatagramId,
        to: Spot,
        bytes: &[u8],
        message: Option<MessageId>,
        io: &mut Io<'_>,
    ) -> Result<(), DatagramError> {
        let there = io.datagrams.at(socket).ok_or(DatagramError::NoSocket)?;
        let host = there.host;
        let from = there.source(to.0, io.topology.source_for(host, to.0));
        let mut buffer = vec![0; ETHERNET + IPV4 + UDP];
        buffer.extend_from_slice(bytes);
        wire::put_udp(&mut buffer[ETHERNET + IPV4..], from, to);
        let packet = self.new_packet();
        io.out.wire(|| WireFact::DatagramSent {
            socket,
            host,
            from,
            to,
            packet,
            bytes: bytes.len() as u32,
            message,
        });
        let mut ip = wire::Ip {
            from: from.0,
            to: to.0,
            protocol: IpProtocol::Udp,
            ident: 0,
            dont_fragment: false,
        };
        self.message = message;
        let sent = self.send_ip(host, &mut buffer, &mut ip, packet, io);
        self.message = None;
        sent.map_err(|_| DatagramError::NetUnreachable)
    }

    /// A datagram has come.
    pub(super) fn udp_input(
        &mut self,
        host: HostId,
        frame: &Frame,
        from: Spot,
        to: Spot,
        data: &[u8],
        io: &mut Io<'_>,
    ) {
        let datagram = Datagram {
            bytes: Rc::from(data),
            length: data.len(),
            from,
            message: frame.message,
        };
        match io.datagrams.deliver(host, to, datagram) {
            Delivery::Kept(socket) => {
                let packet = frame.packet;
                io.out.wire(|| WireFact::DatagramReceived {
                    socket,
                    packet,
                    bytes: data.len() as u32,
                });
                io.out.notices.push(Notice::DatagramReadable { socket });
            }
            Delivery::Overflow(_) => drop_frame(frame, host, None, Drop::BufferFull, io),
            Delivery::NoSocket => {
                drop_frame(frame, host, None, Drop::NoListener, io);
                self.complain(host, frame, Icmp::PortUnreachable, io);
            }
        }
    }
}
