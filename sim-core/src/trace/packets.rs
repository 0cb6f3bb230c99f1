//! Which record tells of which packet, kept up to date as records come in:
//! where a packet comes from, which message it carries, and every frame in
//! order of sending. Knows no bytes.

use crate::base::{Map, MessageId, RecordId, Span, Time};
use crate::network::packets::{PacketId, WireFact};

/// The index over the packets of a trace.
#[derive(Clone, Debug, Default)]
pub struct PacketIndex {
    /// By `PacketId`, which count from 1.
    origins: Vec<Option<Origin>>,
    /// Fragments, each with the packet it is a piece of.
    pieces: Map<PacketId, PacketId>,
    frames: Vec<RecordId>,
    /// Until when a frame of those so far is under way.
    busy: Time,
    silences: Vec<(Time, Time)>,
}

/// Shorter silences are not worth a word.
const SILENCE: Span = Span::from_millis(20);

/// Where a packet comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Origin {
    /// The record that says that a segment, datagram or ICMP message was sent.
    pub record: RecordId,
    /// The first message whose bytes are in it.
    pub message: Option<MessageId>,
}

impl PacketIndex {
    /// Where a packet comes from; a fragment from where its packet does. `None`
    /// for ARP.
    pub fn origin(&self, packet: PacketId) -> Option<Origin> {
        let whole = self.pieces.get(&packet).copied().unwrap_or(packet);
        self.origins.get(whole.0 as usize).copied().flatten()
    }

    /// The records that say that a segment or datagram was sent, in order, from
    /// this one on.
    pub(super) fn sent_from(&self, first: RecordId) -> impl Iterator<Item = RecordId> {
        let all = self.origins.iter().flatten();
        all.map(|it| it.record).filter(move |it| *it >= first)
    }

    /// Every frame that was given to a cable, in order.
    pub fn frames(&self) -> &[RecordId] {
        &self.frames
    }

    /// Stretches in which nothing was on any cable, in order: whoever waited
    /// then waited for a timer or a program.
    pub fn silences(&self) -> &[(Time, Time)] {
        &self.silences
    }

    fn on_cable(&mut self, from: Time, to: Time) {
        if from.since(self.busy) > SILENCE {
            self.silences.push((self.busy, from));
        }
        self.busy = self.busy.max(to);
    }

    /// `known` says which messages are programs': greetings of the systems have
    /// numbers that stand for nothing.
    pub(super) fn add(
        &mut self,
        (record, at): (RecordId, Time),
        fact: &WireFact,
        known: impl Fn(MessageId) -> bool,
    ) {
        match fact {
            WireFact::SegmentSent {
                packet, carries, ..
            } => {
                let mut messages = carries.iter().map(|carried| carried.message);
                self.begin(*packet, record, messages.find(|it| known(*it)));
            }
            WireFact::DatagramSent {
                packet, message, ..
            } => self.begin(*packet, record, *message),
            WireFact::IcmpSent { packet, .. } => self.begin(*packet, record, None),
            WireFact::Fragmented { packet, pieces, .. } => {
                // A fragment may be cut again.
                let whole = self.pieces.get(packet).copied().unwrap_or(*packet);
                for piece in pieces {
                    self.pieces.insert(*piece, whole);
                }
            }
            WireFact::FrameSent { arrives, .. } => {
                self.frames.push(record);
                self.on_cable(at, *arrives);
            }
            _ => {}
        }
    }

    fn begin(&mut self, packet: PacketId, record: RecordId, message: Option<MessageId>) {
        let place = packet.0 as usize;
        if self.origins.len() <= place {
            self.origins.resize(place + 1, None);
        }
        self.origins[place] = Some(Origin { record, message });
    }
}
