//! The stage below the messages: hosts, switches, routers, the cables between
//! them, and the frames on these cables with what is in them.

use serde::Serialize;

use super::model::Fate;
use crate::base::{CableId, HostId, MessageId, ProcessId, RecordId, Set, Span, Time};
use crate::network::packets::dissect::{Layer, dissect};
use crate::network::packets::{self, Drop, PacketId, Packets, Way, WireFact};
use crate::network::{CableSpec, HostKind, Topology};
use crate::scenario::Lesson;
use crate::trace::Trace;
use crate::world::{Record, World};

/// The network at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wires {
    /// Hosts, switches and routers, in order of the scenario.
    pub nodes: Vec<WireNode>,
    /// Cables, in order of the scenario.
    pub cables: Vec<WireCable>,
    /// Frames under way or lost a moment ago, in order of sending; at most
    /// `WIRE_FRAMES`.
    pub frames: Vec<WireFrame>,
    /// How many more there are.
    pub left_out: usize,
}

/// What a node does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    /// It runs programs.
    Host,
    /// It forwards frames.
    Switch,
    /// It forwards packets.
    Router,
}

/// A host, switch or router.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WireNode {
    /// Which.
    pub id: HostId,
    /// Its name.
    pub name: String,
    /// What it does.
    pub kind: NodeKind,
    /// Who runs there.
    pub processes: Vec<(ProcessId, String)>,
    /// Its network cards: IP address with prefix (empty at a switch), and MAC.
    pub cards: Vec<(String, String)>,
    /// Place that the author gave, each coordinate from 0 to 1.
    pub at: Option<(f64, f64)>,
}

/// A cable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WireCable {
    /// Which.
    pub id: CableId,
    /// Between whom.
    pub between: (HostId, HostId),
    /// `5 ms, 2% loss`.
    pub label: String,
    /// False while it is cut, or kept unused by a switch.
    pub up: bool,
}

/// What a frame carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    /// A question for a MAC address, or its answer.
    Arp,
    /// News about packets.
    Icmp,
    /// A segment.
    Tcp,
    /// A datagram.
    Udp,
    /// Something else, or a later fragment.
    Other,
}

/// A frame on a cable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WireFrame {
    /// The record that says that it was sent.
    pub record: RecordId,
    /// The packet in it.
    pub packet: u32,
    /// From whom.
    pub from: HostId,
    /// To whom.
    pub to: HostId,
    /// Over which cable; `None` within one host.
    pub cable: Option<CableId>,
    /// When its first bit leaves; later than now: it waits for the cable.
    pub leaves: Time,
    /// When its last bit arrives, or when it was lost.
    pub arrives: Time,
    /// When somebody held it back on its way, and for how long.
    pub held: Vec<(Time, Span)>,
    /// What becomes of it.
    pub fate: Fate,
    /// What it carries.
    pub protocol: Protocol,
    /// The segment or datagram in a few words, or what else it is: short enough
    /// to be written on a cable. Where data is: its place in the stream.
    pub segment: String,
    /// The packet in a few words: its addresses.
    pub packet_words: String,
    /// The frame in a few words: its MAC addresses.
    pub frame_words: String,
    /// Bytes of Ethernet's, IP's and the transport's header, and of payload.
    pub parts: [u32; 4],
    /// True if the bytes were sent before.
    pub again: bool,
    /// The message whose bytes it carries.
    pub message: Option<MessageId>,
}

/// Frames shown at once: more could not be told apart.
pub const WIRE_FRAMES: usize = 200;
/// How long a lost frame stays, crossed out.
const LOST_FOR: Span = Span::from_millis(200);
/// Frames looked through for those that are under way: what was sent longer ago
/// has arrived, in any run one can follow.
const BACK: usize = 20_000;
/// Records looked through for frames that have just been lost: in a flood a
/// moment is shorter.
const RECENT: usize = 4_000;

/// The network at `time`, which is `world`'s time or later; `None` where only
/// messages are simulated.
pub fn wires(world: &World, time: Time, trace: &Trace, lesson: &Lesson) -> Option<Wires> {
    let network = world.system().network();
    let packets = network.packets()?;
    let topology = network.topology();
    let (mut frames, left_out) = flying(packets, topology, trace, world.position());
    frames.extend(lost(time, world.position(), trace, topology));
    Some(Wires {
        nodes: nodes(world, topology, lesson),
        cables: cables(packets, topology, time),
        frames,
        left_out,
    })
}

fn nodes(world: &World, topology: &Topology, lesson: &Lesson) -> Vec<WireNode> {
    let all = (0..topology.len() as u32).map(HostId);
    let node = |id: HostId| {
        let spec = topology.host(id)?;
        let own = world.system().processes().iter();
        let own = own.filter(|process| process.host == id);
        let card = |it: &crate::network::Interface| {
            let ip = it.ip.map(|ip| format!("{ip}/{}", it.prefix));
            (ip.unwrap_or_default(), mac(&it.mac))
        };
        Some(WireNode {
            id,
            name: spec.name.clone(),
            kind: match spec.kind {
                HostKind::Host => NodeKind::Host,
                HostKind::Switch => NodeKind::Switch,
                HostKind::Router => NodeKind::Router,
            },
            processes: own.map(|it| (it.id, it.name.to_string())).collect(),
            cards: topology.interfaces(id).map(card).collect(),
            at: lesson.places.get(id.index()).copied().flatten(),
        })
    };
    all.filter_map(node).collect()
}

fn cables(packets: &Packets, topology: &Topology, now: Time) -> Vec<WireCable> {
    let all = topology.cables().iter().enumerate();
    let cable = |(place, ends): (usize, &crate::network::CableEnds)| {
        let id = CableId(place as u32);
        let view = packets.cable(id, 0, now)?;
        Some(WireCable {
            id,
            between: ends.between,
            label: properties(&view.spec),
            up: view.up && !view.blocked,
        })
    };
    all.filter_map(cable).collect()
}

fn properties(spec: &CableSpec) -> String {
    let mut words = spec.latency.to_string();
    let faults = [
        (spec.loss_ppm, "loss"),
        (spec.corrupt_ppm, "damaged"),
        (spec.duplicate_ppm, "twice"),
        (spec.reorder_ppm, "overtaken"),
    ];
    for (ppm, word) in faults.into_iter().filter(|(ppm, _)| *ppm > 0) {
        // To a hundredth: the default switch splits probabilities between cables.
        let percent = (f64::from(ppm) / 100.0).round() / 100.0;
        words += &format!(", {percent}% {word}");
    }
    words
}

/// Frames under way with the records that told of them, and how many more.
fn flying(
    packets: &Packets,
    topology: &Topology,
    trace: &Trace,
    position: u64,
) -> (Vec<WireFrame>, usize) {
    let mut open: Vec<packets::FrameView> = packets.frames(topology).collect();
    let all = open.len();
    let sent = trace.index().packets().frames();
    let until = trace.after(position);
    let end = sent.partition_point(|id| id.index() < until);
    let mut frames = Vec::new();
    for id in sent[..end].iter().rev().take(BACK) {
        if open.is_empty() || frames.len() == WIRE_FRAMES {
            break;
        }
        let Some((record, packet, way)) = frame_sent(trace, *id) else {
            continue;
        };
        // The second of a doubled frame has the same record.
        while let Some(place) = open
            .iter()
            .position(|it| (it.packet, it.way) == (packet, way))
        {
            let it = open.swap_remove(place);
            let mut frame = told(trace, record, &it.bytes.0, packet);
            (frame.from, frame.to, frame.cable) = (it.from, it.to, cable_of(way));
            (frame.leaves, frame.arrives) = (it.leaves, it.arrives);
            let of = |message| super::stage::held(trace, message, it.leaves, position);
            frame.held = frame.message.map_or_else(Vec::new, of);
            frames.push(frame);
        }
    }
    frames.reverse();
    let left_out = all - frames.len();
    (frames, left_out)
}

fn frame_sent(trace: &Trace, id: RecordId) -> Option<(&Record, PacketId, Way)> {
    let record = trace.get(id)?;
    match record.wire()? {
        WireFact::FrameSent { packet, way, .. } => Some((record, *packet, *way)),
        _ => None,
    }
}

/// Frames that were lost a moment ago, where they were lost: on a cable, or at
/// whoever threw away what was in them.
fn lost(time: Time, position: u64, trace: &Trace, topology: &Topology) -> Vec<WireFrame> {
    let records = &trace.records()[..trace.after(position)];
    let recent = records.iter().rev().take(RECENT);
    let recent = recent.take_while(|record| time.since(record.at) < LOST_FOR);
    let dropped = recent.filter_map(|record| lost_frame(record, trace, topology));
    dropped.take(WIRE_FRAMES / 4).collect()
}

/// True if a cable lost it, or the queue before a cable.
fn is_on_the_way(why: &Drop) -> bool {
    matches!(
        why,
        Drop::Lost | Drop::Cut | Drop::Damaged | Drop::TakenOff | Drop::QueueFull { .. }
    )
}

/// Messages of which a cable has lost bytes that have not been sent since:
/// when, and whether TCP will send them again; latest first.
pub(super) fn lost_messages(position: u64, trace: &Trace) -> Vec<(MessageId, Time, bool)> {
    let records = &trace.records()[..trace.after(position)];
    let index = trace.index().packets();
    let mut sent_since = Set::new();
    let mut found: Vec<(MessageId, Time, bool)> = Vec::new();
    for record in records.iter().rev().take(RECENT) {
        let (packet, time) = match record.wire() {
            Some(WireFact::FrameSent { packet, .. }) => (*packet, None),
            Some(WireFact::Dropped { packet, why, .. }) if is_on_the_way(why) => {
                (*packet, Some(record.at))
            }
            _ => continue,
        };
        let Some(origin) = index.origin(packet) else {
            continue;
        };
        let Some(message) = origin.message else {
            continue;
        };
        let from = match trace.get(origin.record).and_then(Record::wire) {
            Some(WireFact::SegmentSent { position, .. }) => Some(*position),
            _ => None,
        };
        let is_new = sent_since.insert((message, from));
        let known = found.iter().any(|it| it.0 == message);
        found.extend(
            time.filter(|_| is_new && !known)
                .map(|at| (message, at, from.is_some())),
        );
    }
    found
}

fn lost_frame(record: &Record, trace: &Trace, topology: &Topology) -> Option<WireFrame> {
    let Some(WireFact::Dropped {
        packet,
        host,
        way,
        why,
    }) = record.wire()
    else {
        return None;
    };
    if !is_on_the_way(why) {
        return None;
    }
    let sent = trace.index().packets().frames();
    let end = sent.partition_point(|id| id.index() < record.id.index());
    let mut earlier = sent[..end].iter().rev().take(BACK);
    // What its receiver throws away has come over the last cable.
    let same = |it: Way| way.map_or(ends_of(it, topology).1 == *host, |way| way == it);
    let (source, _, way) = earlier.find_map(|id| {
        let found = frame_sent(trace, *id)?;
        (found.1 == *packet && same(found.2)).then_some(found)
    })?;
    let WireFact::FrameSent { bytes, leaves, .. } = source.wire()? else {
        return None;
    };
    let mut frame = told(trace, source, &bytes.0, *packet);
    let (from, to) = ends_of(way, topology);
    (frame.from, frame.to, frame.cable) = (from, to, cable_of(way));
    (frame.leaves, frame.arrives, frame.fate) = (*leaves, record.at, Fate::Lost);
    let word = end_word(why);
    for words in [
        &mut frame.segment,
        &mut frame.packet_words,
        &mut frame.frame_words,
    ] {
        *words = format!("{word}: {words}");
    }
    Some(frame)
}

/// How a frame ended, to be written at it.
fn end_word(why: &Drop) -> &'static str {
    match why {
        Drop::Damaged => "damaged",
        Drop::Cut => "cable cut",
        Drop::TakenOff => "taken off",
        Drop::QueueFull { .. } => "queue full",
        _ => "lost",
    }
}

fn cable_of(way: Way) -> Option<CableId> {
    match way {
        Way::Cable(cable, _) => Some(cable),
        Way::Loopback(_) => None,
    }
}

/// Who sends and who gets what goes that way.
pub(super) fn ends_of(way: Way, topology: &Topology) -> (HostId, HostId) {
    match way {
        Way::Loopback(host) => (host, host),
        Way::Cable(cable, side) => (
            topology.interface_at(cable, side).host,
            topology.interface_at(cable, 1 - side).host,
        ),
    }
}

/// What there is to say of a frame's bytes and of where they come from.
fn told(trace: &Trace, record: &Record, bytes: &[u8], packet: PacketId) -> WireFrame {
    let layers = dissect(bytes);
    let origin = trace.index().packets().origin(packet);
    let source = origin.and_then(|origin| trace.get(origin.record)?.wire());
    let again =
        matches!(source, Some(WireFact::SegmentSent { cause, .. }) if cause.is_retransmission());
    WireFrame {
        record: record.id,
        packet: packet.0,
        from: HostId(0),
        to: HostId(0),
        cable: None,
        leaves: record.at,
        arrives: record.at,
        held: Vec::new(),
        fate: Fate::Flying,
        protocol: protocol(&layers),
        segment: source
            .and_then(|source| segment_label(trace, source))
            .unwrap_or_else(|| segment_words(&layers, bytes.len())),
        packet_words: packet_words(&layers),
        frame_words: frame_words(&layers),
        parts: parts(&layers, bytes.len()),
        again,
        message: origin.and_then(|origin| origin.message),
    }
}

fn layer<'a>(layers: &'a [Layer], name: &str) -> Option<&'a Layer> {
    layers.iter().find(|layer| layer.name == name)
}

pub(super) fn value<'a>(layer: &'a Layer, field: &str) -> &'a str {
    let found = layer.fields.iter().find(|it| it.name == field);
    found.map_or("", |it| it.value.as_str())
}

fn protocol(layers: &[Layer]) -> Protocol {
    let has = |name| layer(layers, name).is_some();
    match () {
        () if has("ARP") => Protocol::Arp,
        () if has("ICMP") => Protocol::Icmp,
        () if has("TCP") => Protocol::Tcp,
        () if has("UDP") => Protocol::Udp,
        () => Protocol::Other,
    }
}

fn parts(layers: &[Layer], whole: usize) -> [u32; 4] {
    let mut parts = [0; 4];
    let mut headers = 0;
    for layer in layers.iter().filter(|layer| layer.name != "Payload") {
        let size = (layer.end - layer.start) as u32;
        headers += size;
        parts[usize::from(layer.number.clamp(2, 4)) - 2] += size;
    }
    parts[3] = (whole as u32).saturating_sub(headers);
    parts
}

/// `SYN seq 100`, `ack 529`, `seq 57 · 6 B`: what tells segments apart, as it
/// stands in the frame.
pub(super) fn segment_words(layers: &[Layer], whole: usize) -> String {
    let payload = parts(layers, whole)[3];
    if let Some(tcp) = layer(layers, "TCP") {
        let set = |name: &&str| value(tcp, name) == "1";
        let flags = ["SYN", "FIN", "RST"].into_iter().filter(set);
        let mut words = flags.map(str::to_owned).collect::<Vec<_>>();
        if payload > 0 || !words.is_empty() {
            words.push(format!("seq {}", value(tcp, "sequence number")));
        }
        if set(&"ACK") && payload == 0 {
            words.push(format!("ack {}", value(tcp, "acknowledgement number")));
        }
        if payload > 0 {
            words.push(format!("· {payload} B"));
        }
        return words.join(" ");
    }
    if let Some(udp) = layer(layers, "UDP") {
        return format!(
            "datagram to port {} · {payload} B",
            value(udp, "destination port")
        );
    }
    let meaning = |name: &str, field: &str| {
        let found = layer(layers, name)?
            .fields
            .iter()
            .find(|it| it.name == field)?;
        Some(found.meaning.clone())
    };
    meaning("ICMP", "type")
        .map(|what| format!("ICMP {what}"))
        .or_else(|| layer(layers, "ARP").map(arp_words))
        .unwrap_or_else(|| format!("fragment · {payload} B"))
}

/// `SYN`, `ack 529`, `11 B from byte 1`, with numbers counted from the beginning
/// of the stream; `None` if no segment was sent.
pub(super) fn segment_label(trace: &Trace, fact: &WireFact) -> Option<String> {
    let WireFact::SegmentSent {
        end,
        header,
        position,
        ..
    } = fact
    else {
        return None;
    };
    let (_, ack) = trace.index().relative(*end, header);
    Some(brief_segment(header, *position, ack))
}

fn brief_segment(header: &packets::Header, position: u64, next: u32) -> String {
    let packets::Flags {
        syn, fin, rst, ack, ..
    } = header.flags;
    let mut words = match header.length {
        0 => String::new(),
        length => format!("{length} B from byte {position}"),
    };
    for (set, name) in [(syn, "SYN"), (fin, "FIN"), (rst, "RST")] {
        if set {
            let gap = if words.is_empty() { "" } else { " " };
            words = format!("{name}{gap}{words}");
        }
    }
    match (words.is_empty(), syn && ack) {
        (true, _) => format!("ack {next}"),
        (_, true) => format!("{words} ACK"),
        _ => words,
    }
}

fn arp_words(arp: &Layer) -> String {
    match value(arp, "operation") {
        "1" => format!("who has {}?", value(arp, "target IP")),
        _ => format!(
            "{} is at {}",
            value(arp, "sender IP"),
            value(arp, "sender MAC")
        ),
    }
}

fn packet_words(layers: &[Layer]) -> String {
    match (layer(layers, "IPv4"), layer(layers, "ARP")) {
        (Some(ip), _) => format!("{} → {}", value(ip, "source"), value(ip, "destination")),
        (_, Some(arp)) => arp_words(arp),
        _ => String::new(),
    }
}

fn frame_words(layers: &[Layer]) -> String {
    let ends = |it: &Layer| {
        let short = |field| brief(value(it, field));
        format!("{} → {}", short("source"), short("destination"))
    };
    layer(layers, "Ethernet II").map(ends).unwrap_or_default()
}

/// A MAC address by what differs between cards of one run.
fn brief(mac: &str) -> String {
    match mac {
        "ff:ff:ff:ff:ff:ff" => "everybody".to_owned(),
        mac => format!("…{}", mac.get(9..).unwrap_or(mac)),
    }
}

pub(super) fn mac(bytes: &[u8; 6]) -> String {
    let [a, b, c, d, e, f] = bytes;
    format!("{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}")
}
