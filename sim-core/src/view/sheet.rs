//! One frame taken apart: its bytes, the headers of each layer with their
//! fields, what it carries of which message, and the way of its packet over
//! every hop.

use serde::Serialize;

use super::wires::{ends_of, mac, segment_label, segment_words, value};
use crate::base::{MessageId, RecordId, Time};
use crate::messaging::Messaging;
use crate::network::Topology;
use crate::network::packets::dissect::dissect;
use crate::network::packets::{Bytes, Carried, Drop, Mishap, PacketId, WireFact};
use crate::scenario::Lesson;
use crate::trace::{Names, Trace, sentence};
use crate::world::{Record, World};

pub use crate::network::packets::dissect::{Field, Layer};

/// A frame taken apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrameSheet {
    /// The record that says that it was sent.
    pub record: RecordId,
    /// What it carries, in a few words: `6 B from byte 57`.
    pub title: String,
    /// Why it was sent: the sentence of the segment, datagram or question.
    pub sentence: String,
    /// Its bytes, Ethernet's header first.
    pub bytes: Bytes,
    /// How many more follow on the wire: the check sequence, which no program sees.
    pub trailer: usize,
    /// Its layers, the outermost first; what is left is `Payload`.
    pub layers: Vec<Layer>,
    /// Whose bytes are in it.
    pub cargo: Vec<Cargo>,
    /// All frames of its packet, in order.
    pub hops: Vec<HopLine>,
    /// Which of them it is.
    pub hop: usize,
    /// The sender's end of the connection (`ConnectionCard::id`).
    pub connection: Option<u64>,
}

/// Bytes of a message in a frame.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cargo {
    /// Which message; `None`: the system's own talk.
    pub message: Option<MessageId>,
    /// How it begins.
    pub label: String,
    /// Which of its bytes: first, one past the last.
    pub bytes: (u64, u64),
    /// Where they are in the frame.
    pub place: (usize, usize),
}

/// One frame over one cable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HopLine {
    /// The record that says that it was sent.
    pub record: RecordId,
    /// Position of the cursor then.
    pub position: u64,
    /// Sender's and receiver's names.
    pub way: (String, String),
    /// Source and destination of the frame.
    pub macs: (String, String),
    /// Source and destination of the packet; empty for ARP.
    pub ips: (String, String),
    /// The packet's time to live; empty for ARP.
    pub time_to_live: String,
    /// When its first bit left.
    pub leaves: Time,
    /// When its last bit arrived, or would have.
    pub arrives: Time,
    /// What the cable did to it.
    pub mishap: Option<&'static str>,
}

/// Frames looked through for those of one packet.
const NEAR: usize = 20_000;

/// The frame that a record is about; `None` if it is about none.
pub fn sheet(world: &World, trace: &Trace, lesson: &Lesson, id: RecordId) -> Option<FrameSheet> {
    let topology = world.system().network().topology();
    let names = trace.names(&lesson.setup);
    let packet = trace.get(id)?.wire()?.packet()?;
    let frames = frames_of(trace, id, packet);
    let own = frames.iter().rposition(|frame| *frame <= id).unwrap_or(0);
    let record = trace.get(*frames.get(own)?)?;
    let WireFact::FrameSent { bytes, way, .. } = record.wire()? else {
        return None;
    };
    let mut hops: Vec<HopLine> = frames
        .iter()
        .filter_map(|frame| hop_line(trace, topology, names, *frame))
        .collect();
    mark_lost(&mut hops, trace, end_of(trace, &frames, packet));
    let mut layers = dissect(&bytes.0);
    let origin = trace.index().packets().origin(packet);
    let source = origin.and_then(|origin| trace.get(origin.record));
    let fact = source.and_then(|record| record.wire());
    let title = fact
        .and_then(|fact| segment_label(trace, fact))
        .unwrap_or_else(|| segment_words(&layers, bytes.0.len()));
    if let Some(WireFact::SegmentSent { end, header, .. }) = fact {
        count_from_start(&mut layers, trace.index().relative(*end, header));
    }
    let mut cargo = Vec::new();
    if let Some(payload) = layers.pop_if(|layer| layer.name == "Payload") {
        let carried = carried(fact);
        cargo = cargo_of(trace, &carried, payload.start, payload.end);
        layers.extend(inner(trace, &bytes.0, &payload, &cargo));
    }
    Some(FrameSheet {
        record: record.id,
        title,
        sentence: sentence(source.unwrap_or(record), names),
        bytes: bytes.clone(),
        trailer: way.trailer(),
        layers,
        cargo,
        hops,
        hop: own,
        connection: source.and_then(|record| match record.wire()? {
            WireFact::SegmentSent { end, .. } => end.map(super::connections::id_of),
            _ => None,
        }),
    })
}

/// Says beside a segment's numbers, which begin somewhere, which they are
/// counted from the beginning of the stream.
fn count_from_start(layers: &mut [Layer], (seq, ack): (u32, u32)) {
    let tcp = layers.iter_mut().filter(|layer| layer.name == "TCP");
    for field in tcp.flat_map(|layer| &mut layer.fields) {
        let number = match field.name {
            "sequence number" => seq,
            "acknowledgement number" if !field.meaning.is_empty() => ack,
            _ => continue,
        };
        field.meaning = format!("{number} from the stream's beginning: {}", field.meaning);
    }
}

/// All frames of a packet near a record, in order.
fn frames_of(trace: &Trace, id: RecordId, packet: PacketId) -> Vec<RecordId> {
    let all = trace.index().packets().frames();
    let origin = trace.index().packets().origin(packet);
    let from = origin.map_or(id, |origin| origin.record.min(id));
    // Without an origin (ARP) it was sent shortly before.
    let back = if origin.is_none() { 64 } else { 0 };
    let begin = all
        .partition_point(|frame| *frame < from)
        .saturating_sub(back);
    let near = all[begin..].iter().take(NEAR);
    let same = |frame: &&RecordId| {
        let fact = trace.get(**frame).and_then(|record| record.wire());
        fact.and_then(WireFact::packet) == Some(packet)
    };
    near.filter(same).copied().collect()
}

fn carried(source: Option<&WireFact>) -> Vec<Carried> {
    match source {
        Some(WireFact::SegmentSent { carries, .. }) => carries.clone(),
        Some(WireFact::DatagramSent {
            message: Some(message),
            bytes,
            ..
        }) => vec![Carried {
            message: *message,
            from: 0,
            to: u64::from(*bytes),
            at: 0,
        }],
        _ => Vec::new(),
    }
}

fn cargo_of(trace: &Trace, carried: &[Carried], start: usize, end: usize) -> Vec<Cargo> {
    let cargo = |it: &Carried| {
        let info = trace.index().message(it.message);
        let from = (start + it.at as usize).min(end);
        let to = (from + (it.to - it.from) as usize).min(end);
        (to > from).then(|| Cargo {
            message: info.map(|_| it.message),
            label: info
                .map_or("the system's own", |info| &info.label)
                .to_owned(),
            bytes: (it.from, it.to),
            place: (from, to),
        })
    };
    carried.iter().filter_map(cargo).collect()
}

/// The payload taken apart: what messaging systems wrote, and the rest.
fn inner(trace: &Trace, bytes: &[u8], payload: &Layer, cargo: &[Cargo]) -> Vec<Layer> {
    let mut layers: Vec<Layer> = Vec::new();
    for part in cargo.iter().filter(|part| part.bytes.0 == 0) {
        let kind = part
            .message
            .map_or("REQ", |message| kind_of(trace, message));
        let range = &bytes[part.place.0..part.place.1];
        layers.extend(Messaging::dissect(kind, range, part.place.0));
    }
    let mut all = Vec::new();
    let mut at = payload.start;
    let end = Layer {
        start: payload.end,
        end: payload.end,
        ..payload.clone()
    };
    for layer in layers.into_iter().chain([end]) {
        if layer.start > at {
            all.push(Layer {
                start: at,
                end: layer.start,
                ..payload.clone()
            });
        }
        at = at.max(layer.end);
        if layer.end > layer.start {
            all.push(layer);
        }
    }
    all
}

fn kind_of(trace: &Trace, message: MessageId) -> &'static str {
    let info = trace.index().message(message);
    let socket = info.and_then(|info| trace.index().socket(info.socket));
    socket.map_or("", |socket| socket.kind)
}

/// The record that says where a packet's last frame ended, if it was lost on a
/// cable.
fn end_of<'a>(trace: &'a Trace, frames: &[RecordId], packet: PacketId) -> Option<&'a Record> {
    let last = frames.last()?;
    let after = trace.records().iter().skip(last.index() + 1).take(NEAR);
    let mut lost = after.filter(|record| {
        matches!(record.wire(), Some(WireFact::Dropped { packet: it, way: Some(_), .. }) if *it == packet)
    });
    lost.next()
}

/// Says of the frame that ended on a cable that it did, and when: what was taken
/// off or cut was not known when it left.
pub(super) fn mark_lost(hops: &mut [HopLine], trace: &Trace, end: Option<&Record>) {
    let Some(WireFact::Dropped {
        way: Some(way),
        why,
        ..
    }) = end.and_then(|record| record.wire())
    else {
        return;
    };
    let word = match why {
        Drop::Cut => "lost: the cable was cut",
        Drop::TakenOff => "lost: taken off the cable",
        _ => return,
    };
    let on = |hop: &&mut HopLine| {
        let sent = trace.get(hop.record).and_then(|record| record.wire());
        matches!(sent, Some(WireFact::FrameSent { way: it, .. }) if it == way)
    };
    if let Some(hop) = hops.iter_mut().rfind(on) {
        hop.mishap = Some(word);
        hop.arrives = end.map_or(hop.arrives, |record| record.at);
    }
}

/// What there is to say of one frame; `None` if the record tells of none.
pub(super) fn hop_line(
    trace: &Trace,
    topology: &Topology,
    names: Names<'_>,
    id: RecordId,
) -> Option<HopLine> {
    let record = trace.get(id)?;
    let WireFact::FrameSent {
        way,
        bytes,
        leaves,
        arrives,
        mishap,
        ..
    } = record.wire()?
    else {
        return None;
    };
    let (from, to) = ends_of(*way, topology);
    let card = |at: usize| {
        let bytes: Option<&[u8; 6]> = bytes.0.get(at..)?.first_chunk();
        bytes.map(mac)
    };
    let layers = dissect(&bytes.0);
    let ip = layers.iter().find(|layer| layer.name == "IPv4");
    let of = |field: &str| ip.map_or(String::new(), |ip| value(ip, field).to_owned());
    Some(HopLine {
        record: id,
        position: record.position,
        way: (names.host(from).to_owned(), names.host(to).to_owned()),
        macs: (card(6).unwrap_or_default(), card(0).unwrap_or_default()),
        ips: (of("source"), of("destination")),
        time_to_live: of("time to live"),
        leaves: *leaves,
        arrives: *arrives,
        mishap: mishap.map(|mishap| match mishap {
            Mishap::Lost => "lost on the way",
            Mishap::Damaged { .. } => "damaged on the way",
            Mishap::Duplicated => "arrives twice",
            Mishap::Delayed => "held up, others overtake it",
        }),
    })
}
