//! Putting fragments together again (RFC 791, 3.2), for 30 seconds (Linux's
//! `ipfrag_time`).

use std::rc::Rc;

use smoltcp::wire::Ipv4Packet;

use super::fact::{Drop, Icmp, WireFact};
use super::line::{Frame, drop_frame};
use super::wire::ETHERNET;
use super::{Event, Packets};
use crate::base::{HostId, Span};
use crate::network::{Event as NetworkEvent, Io};

const PATIENCE: Span = Span::from_secs(30);

/// Packets being put together on one host; the oldest is given up for a new
/// one. Linux bounds their memory at 4 MB: 64 of the longest.
const PARTIALS: usize = 64;

/// A packet of which some pieces have come.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Partial {
    /// Sender, receiver, protocol and identification.
    key: ([u8; 4], [u8; 4], u8, u16),
    generation: u32,
    /// (offset, frame), in order; they do not overlap.
    pieces: Vec<(usize, Frame)>,
    /// Bytes in all, once the last piece is there.
    length: Option<usize>,
}

impl Packets {
    /// A fragment has come. Returns the whole packet if it was the last missing.
    pub(super) fn reassemble(
        &mut self,
        host: HostId,
        frame: Frame,
        io: &mut Io<'_>,
    ) -> Option<Frame> {
        let header = Ipv4Packet::new_unchecked(&frame.bytes[ETHERNET..]);
        let key = (
            header.src_addr().octets(),
            header.dst_addr().octets(),
            header.next_header().into(),
            header.ident(),
        );
        let offset = usize::from(header.frag_offset());
        let length = usize::from(header.total_len()) - usize::from(header.header_len());
        let last = !header.more_frags();
        if offset + length > 65_515 {
            drop_frame(&frame, host, None, Drop::Malformed, io);
            return None;
        }
        let at = self.partial(host, key, io);
        let packet = frame.packet;
        let partial = &mut self.node(host).partials[at];
        if last {
            partial.length = Some(offset + length);
        }
        let place = partial.pieces.partition_point(|(from, _)| *from < offset);
        let known = partial.pieces.get(place);
        if known.is_none_or(|(from, _)| *from != offset) {
            partial.pieces.insert(place, (offset, frame));
        }
        if !partial.is_complete() {
            return None;
        }
        let partial = self.node(host).partials.remove(at);
        let whole = partial.join();
        let bytes = partial.length.unwrap_or(0) as u32;
        io.out.wire(|| WireFact::Reassembled {
            host,
            packet,
            bytes,
        });
        Some(whole)
    }

    fn partial(
        &mut self,
        host: HostId,
        key: ([u8; 4], [u8; 4], u8, u16),
        io: &mut Io<'_>,
    ) -> usize {
        let node = self.node(host);
        if let Some(at) = node.partials.iter().position(|it| it.key == key) {
            return at;
        }
        node.generation += 1;
        let generation = node.generation;
        let crowded = node.partials.len() >= PARTIALS;
        let oldest = crowded.then(|| node.partials.remove(0));
        node.partials.push(Partial {
            key,
            generation,
            pieces: Vec::new(),
            length: None,
        });
        let at = node.partials.len() - 1;
        if let Some(oldest) = oldest {
            oldest.give_up(host, io);
        }
        let event = NetworkEvent::Packets(Event::Reassembly { host, generation });
        io.out.events.push((io.now + PATIENCE, event));
        at
    }

    /// True if the packet is whole, or was given up.
    pub(super) fn is_reassembled(&self, host: HostId, generation: u32) -> bool {
        let waits = |node: &super::Node| {
            let mut partials = node.partials.iter();
            partials.any(|it| it.generation == generation)
        };
        !self.node_at(host).is_some_and(waits)
    }

    /// The pieces have not come in time.
    pub(super) fn reassembly_timed_out(&mut self, host: HostId, generation: u32, io: &mut Io<'_>) {
        let partials = &mut self.node(host).partials;
        let Some(at) = partials.iter().position(|it| it.generation == generation) else {
            return;
        };
        let partial = partials.remove(at);
        partial.give_up(host, io);
        // Only if the first piece is there (RFC 792).
        if let Some((0, first)) = partial.pieces.first() {
            self.complain(host, first, Icmp::ReassemblyTimeExceeded, io);
        }
    }
}

impl Partial {
    fn is_complete(&self) -> bool {
        let mut next = 0;
        for (offset, frame) in &self.pieces {
            if *offset > next {
                return false;
            }
            next = next.max(offset + payload(frame).len());
        }
        self.length.is_some_and(|length| next >= length)
    }

    fn join(&self) -> Frame {
        let (_, first) = &self.pieces[0];
        let header = Ipv4Packet::new_unchecked(&first.bytes[ETHERNET..]);
        let begin = ETHERNET + usize::from(header.header_len());
        let mut bytes = first.bytes[..begin].to_vec();
        for (offset, frame) in &self.pieces {
            let known = (bytes.len() - begin).saturating_sub(*offset);
            bytes.extend_from_slice(payload(frame).get(known..).unwrap_or(&[]));
        }
        let length = (bytes.len() - ETHERNET) as u16;
        let mut header = Ipv4Packet::new_unchecked(&mut bytes[ETHERNET..]);
        header.set_total_len(length);
        header.clear_flags();
        header.set_frag_offset(0);
        header.fill_checksum();
        Frame {
            bytes: Rc::from(bytes),
            packet: self.pieces.last().map_or(first.packet, |(_, it)| it.packet),
            born: first.born,
            damaged: None,
            message: first.message,
        }
    }

    fn give_up(&self, host: HostId, io: &mut Io<'_>) {
        for (_, frame) in &self.pieces {
            drop_frame(frame, host, None, Drop::Incomplete, io);
        }
    }
}

fn payload(frame: &Frame) -> &[u8] {
    let header = Ipv4Packet::new_unchecked(&frame.bytes[ETHERNET..]);
    let begin = ETHERNET + usize::from(header.header_len());
    let end = ETHERNET + usize::from(header.total_len());
    frame.bytes.get(begin..end).unwrap_or(&[])
}
