//! A message's way through the layers: the segments or datagrams that carried
//! its bytes, and for each the frames over every hop. Found by looking through
//! the records behind each packet: it is asked for one message at a time.

use super::Trace;
use crate::base::{MessageId, RecordId, Time};
use crate::network::End;
use crate::network::packets::dissect::{Layer, dissect};
use crate::network::packets::{Bytes, Drop, Mishap, PacketId, Way, WireFact};
use crate::world::Record;

/// One packet that carried bytes of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrier {
    /// The record that says it was sent.
    pub record: RecordId,
    /// The packet.
    pub packet: PacketId,
    /// The sending end, for a segment.
    pub end: Option<End>,
    /// Which bytes of the message, counted from its first byte on the wire.
    pub from: u64,
    /// One past the last of them.
    pub to: u64,
    /// Where in the segment's payload they begin.
    pub at: u32,
    /// True if it was sent again.
    pub again: bool,
    /// The frames that it travelled in, in order; those of its fragments, too.
    pub hops: Vec<Hop>,
    /// The record that says that its receiver's TCP or UDP has it.
    pub received: Option<RecordId>,
    /// Where and why it ended, if it did not arrive.
    pub dropped: Option<(RecordId, Drop)>,
}

/// One frame over one cable.
#[derive(Clone, Debug, PartialEq)]
pub struct Hop {
    /// The record that says it was sent.
    pub record: RecordId,
    /// What it carries: the packet, or a fragment of it.
    pub packet: PacketId,
    /// Where.
    pub way: Way,
    /// When its first bit left.
    pub leaves: Time,
    /// When its last bit arrived, or would have.
    pub arrives: Time,
    /// What the cable did to it.
    pub mishap: Option<Mishap>,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Hop {
    /// Its headers, field by field.
    pub fn layers(&self) -> Vec<Layer> {
        dissect(&self.bytes.0)
    }
}

impl Trace {
    /// The packets that carried bytes of `message`, in order of sending.
    pub fn carriers(&self, message: MessageId) -> Vec<Carrier> {
        let mut carriers: Vec<Carrier> = Vec::new();
        // (fragment, place in `carriers`).
        let mut fragments: Vec<(PacketId, usize)> = Vec::new();
        for record in self.around_carriers(message) {
            let Some(fact) = record.wire() else {
                continue;
            };
            if let Some(carrier) = begins(fact, message, record.id) {
                carriers.push(carrier);
                continue;
            }
            let Some(packet) = fact.packet() else {
                continue;
            };
            let whole = carriers.iter().rposition(|it| it.packet == packet);
            let part = || fragments.iter().find(|(it, _)| *it == packet);
            let Some(place) = whole.or_else(|| part().map(|(_, place)| *place)) else {
                continue;
            };
            if let WireFact::Fragmented { pieces, .. } = fact {
                fragments.extend(pieces.iter().map(|piece| (*piece, place)));
            }
            carriers[place].add(fact, record.id);
        }
        carriers
    }

    /// The records from where a packet with bytes of the message is sent, as many as
    /// can be of its way.
    fn around_carriers(&self, message: MessageId) -> impl Iterator<Item = &Record> {
        let all = self.records();
        let info = self.index().message(message);
        let first = info.and_then(|info| self.get(*info.records.first()?));
        // Of one event the network may tell first.
        let before = first.and_then(|record| record.position.checked_sub(1));
        let from = before.map_or(0, |before| self.after(before)) as u64;
        let sent = self.index().packets().sent_from(RecordId(from));
        let carries = move |id: &RecordId| {
            let fact = self.get(*id).and_then(Record::wire);
            fact.is_some_and(|fact| begins(fact, message, *id).is_some())
        };
        let mut done = 0;
        let stretch = move |id: RecordId| {
            let from = done.max(id.index());
            done = (id.index() + WAY).clamp(from, all.len());
            &all[from..done]
        };
        sent.filter(carries).flat_map(stretch)
    }
}

/// Records from the sending of a packet to the end of its way, at most: thousands
/// of packets may be before it in the queues of a slow cable.
const WAY: usize = 30_000;

/// The carrier that a fact begins, if it carries bytes of the message.
fn begins(fact: &WireFact, message: MessageId, record: RecordId) -> Option<Carrier> {
    let (packet, end, again, (from, to, at)) = match fact {
        WireFact::SegmentSent {
            packet,
            end,
            cause,
            carries,
            ..
        } => {
            let mine = carries.iter().find(|it| it.message == message)?;
            let bytes = (mine.from, mine.to, mine.at);
            (*packet, *end, cause.is_retransmission(), bytes)
        }
        WireFact::DatagramSent {
            packet,
            message: Some(carried),
            bytes,
            ..
        } if *carried == message => (*packet, None, false, (0, u64::from(*bytes), 0)),
        _ => return None,
    };
    Some(Carrier {
        record,
        packet,
        end,
        from,
        to,
        at,
        again,
        hops: Vec::new(),
        received: None,
        dropped: None,
    })
}

impl Carrier {
    fn add(&mut self, fact: &WireFact, record: RecordId) {
        match fact {
            WireFact::FrameSent {
                packet,
                way,
                leaves,
                arrives,
                mishap,
                bytes,
                ..
            } => self.hops.push(Hop {
                record,
                packet: *packet,
                way: *way,
                leaves: *leaves,
                arrives: *arrives,
                mishap: *mishap,
                bytes: bytes.clone(),
            }),
            WireFact::SegmentReceived { .. } | WireFact::DatagramReceived { .. } => {
                self.received = Some(record);
            }
            // Copies that a switch sent to others are no loss.
            WireFact::Dropped { why, .. } if !matches!(why, Drop::NotMyMac | Drop::SamePort) => {
                self.dropped = Some((record, *why));
            }
            _ => {}
        }
    }
}
