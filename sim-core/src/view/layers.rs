//! One message on its way down the layers, over the wires and up again: the
//! segments or datagrams that carry it, and the frames over each hop. Where it is
//! when says its trip (`trip/`). The same at every moment of a run: a screen compares positions.

use serde::Serialize;

use super::sheet::{HopLine, hop_line, mark_lost};
use crate::base::{MessageId, RecordId, Time};
use crate::messaging::Messaging;
use crate::network::packets::WireFact;
use crate::scenario::Lesson;
use crate::trace::{Carrier, MessageInfo, Trace};
use crate::world::World;

/// A message through the layers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Descent {
    /// Which message.
    pub message: MessageId,
    /// The layers from the application down, with what each adds.
    pub rungs: Vec<Rung>,
    /// What carries its bytes, in order of sending; at most `PIECES`.
    pub pieces: Vec<Piece>,
    /// How many more there are.
    pub left_out: usize,
}

/// One layer of the reference model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rung {
    /// Its number, 7 to 1.
    pub number: u8,
    /// `Transport · TCP`.
    pub name: String,
    /// What it adds or holds: `+20 B`.
    pub adds: String,
}

/// A segment or datagram that carries bytes of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Piece {
    /// The record that says that it was sent.
    pub record: RecordId,
    /// Position of the cursor then.
    pub position: u64,
    /// When.
    pub at: Time,
    /// The packet.
    pub packet: u32,
    /// Which bytes of the message: first, one past the last.
    pub bytes: (u64, u64),
    /// Its header in a few words: `6 B from byte 57`.
    pub words: String,
    /// The rule by which it was sent again; empty if it was not.
    pub again: String,
    /// When its receiver has it, with the position.
    pub received: Option<(u64, Time)>,
    /// Where and why it ended, with the position.
    pub dropped: Option<(u64, String)>,
    /// The record that tells of it.
    pub end: Option<RecordId>,
    /// Its frames over each cable.
    pub hops: Vec<HopLine>,
}

/// A message of which something is lost and nothing under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss<'a> {
    /// The record that tells of it.
    pub record: RecordId,
    /// Why.
    pub why: &'a str,
    /// When the bytes are sent again, if the run goes on like that.
    pub again: Option<Time>,
}

impl Descent {
    /// The loss for which the message waits at a position, if it is lost: all
    /// that carried the missing bytes has ended, and nothing else is under way.
    pub fn loss(&self, position: u64) -> Option<Loss<'_>> {
        let until = self.pieces.partition_point(|it| it.position <= position);
        let (sent, later) = self.pieces.split_at(until);
        let received = |it: &Piece| it.received.is_some_and(|(at, _)| at <= position);
        let dropped = |it: &Piece| it.dropped.as_ref().is_some_and(|(at, _)| *at <= position);
        if sent.iter().any(|it| !received(it) && !dropped(it)) {
            return None;
        }
        let covers =
            |it: &Piece, lost: &Piece| it.bytes.0 <= lost.bytes.0 && it.bytes.1 >= lost.bytes.1;
        let missing = |lost: &&Piece| !sent.iter().any(|it| received(it) && covers(it, lost));
        let lost = sent.iter().rev().find(missing)?;
        let meets = |it: &&Piece| it.bytes.0 < lost.bytes.1 && it.bytes.1 > lost.bytes.0;
        Some(Loss {
            record: lost.end?,
            why: &lost.dropped.as_ref()?.1,
            again: later.iter().find(meets).map(|it| it.at),
        })
    }
}

/// Pieces shown: more nobody reads.
const PIECES: usize = 64;

/// A message through the layers; `None` if nothing of it was on a wire.
pub fn descent(
    world: &World,
    trace: &Trace,
    lesson: &Lesson,
    message: MessageId,
) -> Option<Descent> {
    let info = trace.index().message(message)?;
    let topology = world.system().network().topology();
    let carriers = trace.carriers(message);
    let first = carriers.first()?;
    let names = trace.names(&lesson.setup);
    let piece = |carrier: &Carrier| {
        let hops = carrier.hops.iter();
        let mut hops: Vec<HopLine> = hops
            .filter_map(|hop| hop_line(trace, topology, names, hop.record))
            .collect();
        let end = carrier.dropped.and_then(|(id, _)| trace.get(id));
        mark_lost(&mut hops, trace, end);
        let record = trace.get(carrier.record)?;
        let received = carrier.received.and_then(|id| trace.get(id));
        let words = record
            .wire()
            .and_then(|fact| super::wires::segment_label(trace, fact));
        let plain = || {
            let hop = carrier.hops.first()?;
            let whole = hop.bytes.0.len();
            Some(super::wires::segment_words(&hop.layers(), whole))
        };
        Some(Piece {
            record: carrier.record,
            position: record.position,
            at: record.at,
            packet: carrier.packet.0,
            bytes: (carrier.from, carrier.to),
            words: words.or_else(plain).unwrap_or_default(),
            again: again(record.wire()),
            received: received.map(|record| (record.position, record.at)),
            dropped: carrier
                .dropped
                .and_then(|(id, why)| Some((trace.get(id)?.position, why.rule().to_string()))),
            end: carrier.dropped.map(|(id, _)| id),
            hops,
        })
    };
    let pieces: Vec<Piece> = carriers.iter().take(PIECES).filter_map(piece).collect();
    Some(Descent {
        message,
        rungs: rungs(trace, info, &carriers, first),
        left_out: carriers.len().saturating_sub(PIECES),
        pieces,
    })
}

fn again(fact: Option<&WireFact>) -> String {
    let rule = match fact {
        Some(WireFact::SegmentSent { cause, .. }) if cause.is_retransmission() => cause.rule(),
        _ => None,
    };
    rule.map_or(String::new(), |rule| rule.to_string())
}

fn rungs(trace: &Trace, info: &MessageInfo, carriers: &[Carrier], first: &Carrier) -> Vec<Rung> {
    let new = carriers.iter().filter(|carrier| !carrier.again);
    let count = new.clone().count();
    let wire = new.clone().map(|carrier| carrier.to).max().unwrap_or(0);
    let layers = first
        .hops
        .first()
        .map(|hop| hop.layers())
        .unwrap_or_default();
    let size = |number: u8| -> usize {
        let of = layers.iter().filter(|layer| layer.number == number);
        of.map(|layer| layer.end - layer.start).sum()
    };
    let name = |number: u8| {
        let of = layers.iter().rfind(|layer| layer.number == number);
        of.map_or("", |layer| layer.name)
    };
    let times = |bytes: usize| match count {
        1 => format!("+{bytes} B"),
        count => format!("{count} × {bytes} B"),
    };
    let framing = wire.saturating_sub(info.bytes);
    let socket = trace.index().socket(info.socket);
    let kind = socket.map_or("", |socket| socket.kind);
    let session = match Messaging::dissect(kind, &[0, 0], 0).is_empty() {
        true => ("Session", "no header".to_owned()),
        false => ("Session · ZMTP 3.1", format!("+{framing} B")),
    };
    let frames = new.filter_map(|carrier| carrier.hops.first());
    let trailer = first.hops.first().map_or(0, |hop| hop.way.trailer());
    let bytes: usize = frames
        .clone()
        .map(|hop| hop.bytes.0.len() + hop.way.trailer())
        .sum();
    let takes: u64 = frames
        .map(|hop| hop.arrives.since(hop.leaves).0)
        .max()
        .unwrap_or(0);
    let rung = |number, name: String, adds| Rung { number, name, adds };
    vec![
        rung(7, "Application".into(), format!("{} B", info.bytes)),
        rung(6, "Presentation".into(), "bytes".into()),
        rung(5, session.0.into(), session.1),
        rung(4, format!("Transport · {}", name(4)), times(size(4))),
        rung(3, format!("Network · {}", name(3)), times(size(3))),
        rung(2, "Data link · Ethernet".into(), times(size(2) + trailer)),
        rung(
            1,
            "Physical".into(),
            format!("{bytes} B, {}", crate::base::Span(takes)),
        ),
    ]
}
