//! Where the envelopes are: a pure function of the moment. A lost one stays
//! where it died. Labels are written where they hide neither an envelope nor
//! each other, and left out where there is no room.

use sim_core::base::Map;

use sim_core::base::{MessageId, ProcessId, Span, Time};
use sim_core::view::{Envelope, Fate, MessageKind};

use super::geometry::{Point, Rect, Size};
use super::scene::Scene;
use super::words;

/// One envelope at one moment; it may stand for several that fly so close
/// behind each other that they could not be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct EnvelopePlace {
    /// Which messages, the first one first.
    pub messages: Vec<MessageId>,
    /// Its middle.
    pub at: Point,
    /// Its label and the middle of it, if there is room.
    pub label: Option<(Point, String)>,
    /// Its colour.
    pub kind: MessageKind,
    /// Its shape.
    pub fate: Fate,
}

/// The envelope's own size.
pub const ENVELOPE: Size = Size::new(26.0, 18.0);
/// Envelopes nearer than this behind each other are drawn as one: a flood of
/// a thousand messages is a row of envelopes, not a solid bar.
const APART: f64 = 16.0;
/// From a port's middle to where an envelope may be.
const DOT: f64 = 10.0;
/// The model knows when a message was lost, not at which metre of the cable;
/// half the way says "on the way" without claiming either end.
const LOST_AT: f64 = 0.5;
/// Envelopes with labels; more would be an unreadable cloud.
const LABELS: usize = 40;
/// Characters of a label, as the tube is long: it must not hide it.
const LABEL: usize = 18;
const LEAST_LABEL: usize = 8;

/// The places of all envelopes at `now`.
pub fn places(scene: &Scene, envelopes: &[Envelope], now: Time) -> Vec<EnvelopePlace> {
    let mut places: Vec<(EnvelopePlace, &Envelope)> = Vec::new();
    let mut rows: Map<Row, usize> = Map::new();
    // They come way by way and in order of time: most belong where the one
    // before does.
    let mut way = (ProcessId::default(), ProcessId::default());
    let mut length = None;
    let mut last = None;
    for envelope in envelopes {
        if way != (envelope.from, envelope.to) {
            way = (envelope.from, envelope.to);
            length = None;
        }
        let length = *length.get_or_insert_with(|| way_length(scene, way));
        let row = row(length, envelope);
        let at = match last {
            Some((known, at)) if known == row => at,
            _ => *rows.entry(row).or_insert(places.len()),
        };
        last = Some((row, at));
        match places.get_mut(at) {
            Some((place, _)) => place.messages.push(envelope.message),
            None => places.push((place(scene, envelope, now), envelope)),
        }
    }
    add_labels(scene, &mut places, now);
    places.into_iter().map(|(place, _)| place).collect()
}

/// What is drawn as one: the same way, colour and shape, and about the same
/// time; those whose frames were lost lie in one place. By time of sending and not by place, so that the envelopes of a row
/// stay the same while they fly.
type Row = (u32, u32, u8, u8, u64);

fn way_length(scene: &Scene, (from, to): (ProcessId, ProcessId)) -> f64 {
    match scene.way(from, to) {
        Some((curve, _)) => curve.length(),
        None => {
            let from = scene.card(from).center();
            from.distance(scene.card(to).center())
        }
    }
}

/// True while somebody holds it back.
pub fn is_held(envelope: &Envelope, now: Time) -> bool {
    let mut free = envelope.sent;
    let mut held = envelope.held.iter().map(|(at, by)| {
        free = free.max(*at) + *by;
        (*at, free)
    });
    held.any(|(from, until)| from <= now && now < until)
}

fn row(length: f64, envelope: &Envelope) -> Row {
    let nanos = envelope.arrives.since(envelope.sent).0 as f64;
    let slice = (nanos * APART / length.max(APART)).max(1.0);
    (
        envelope.from.0,
        envelope.to.0,
        envelope.kind as u8,
        envelope.fate as u8,
        match envelope.fate {
            Fate::Delayed => 0,
            _ => (envelope.sent.0 as f64 / slice) as u64,
        },
    )
}

fn place(scene: &Scene, envelope: &Envelope, now: Time) -> EnvelopePlace {
    EnvelopePlace {
        messages: vec![envelope.message],
        at: point(scene, envelope, now),
        label: None,
        kind: envelope.kind,
        fate: envelope.fate,
    }
}

fn add_labels(scene: &Scene, places: &mut [(EnvelopePlace, &Envelope)], now: Time) {
    let first = &mut places[..];
    let count = first.len().min(LABELS);
    let boxes = first[..count]
        .iter()
        .map(|p| Rect::around(p.0.at, ENVELOPE));
    let mut taken: Vec<Rect> = boxes.chain(scene.obstacles()).collect();
    let letter = scene.layout.letter;
    for (place, envelope) in &mut first[..count] {
        let most = (way_length(scene, (envelope.from, envelope.to)) / letter) as usize;
        let mut text = words::label(&envelope.label, most.clamp(LEAST_LABEL, LABEL));
        if is_held(envelope, now) {
            text += " (held back)";
        }
        let count = place.messages.len();
        place.label = label(envelope, (text, count, letter), place.at, &mut taken);
    }
}

/// The part of its way that an envelope has gone at `now`, from 0 to 1.
pub fn progress(envelope: &Envelope, now: Time) -> f64 {
    let way = (envelope.sent, envelope.arrives);
    part(way, &envelope.held, now)
}

/// The part of the way between two moments that is gone at `now`; where it was
/// held back it stayed.
pub fn part((sent, arrives): (Time, Time), held: &[(Time, Span)], now: Time) -> f64 {
    let mut stayed = 0;
    let mut free = sent;
    for (at, by) in held {
        let from = free.max(*at);
        stayed += now.since(from).0.min(by.0);
        free = from + *by;
    }
    let all: u64 = held.iter().map(|(_, by)| by.0).sum();
    let whole = arrives.since(sent).0.saturating_sub(all);
    let gone = now.since(sent).0.saturating_sub(stayed);
    if whole == 0 || gone >= whole {
        return 1.0;
    }
    gone as f64 / whole as f64
}

fn point(scene: &Scene, envelope: &Envelope, now: Time) -> Point {
    let gone = progress(envelope, now);
    let gone = match envelope.fate {
        Fate::Lost | Fate::Delayed => gone * LOST_AT,
        _ => gone,
    };
    match scene.way(envelope.from, envelope.to) {
        Some((curve, backwards)) => {
            // Beside the dots at both ends, not on them.
            let edge = DOT + ENVELOPE.w / 2.0;
            let edge = (edge / curve.length().max(1.0)).min(LOST_AT);
            let gone = edge + gone * (1.0 - 2.0 * edge);
            curve.at(if backwards { 1.0 - gone } else { gone })
        }
        None => {
            let from = scene.card(envelope.from).center();
            from.towards(scene.card(envelope.to).center(), gone)
        }
    }
}

fn label(
    envelope: &Envelope,
    (mut text, count, letter): (String, usize, f64),
    at: Point,
    taken: &mut Vec<Rect>,
) -> Option<(Point, String)> {
    if count > 1 {
        text = format!("{text} +{}", count - 1);
    }
    text += match envelope.fate {
        Fate::Lost => ": lost",
        Fate::Delayed => ": frame lost, comes again",
        Fate::Flying | Fate::Delivered => "",
    };
    let size = Size::new(words::width(&text, letter, true), letter + 2.0);
    let beside = 18.0 + size.w / 2.0;
    let offsets = [(0.0, -18.0), (0.0, 19.0), (beside, 0.0), (-beside, 0.0)];
    for (dx, dy) in offsets {
        let middle = Point::new(at.x + dx, at.y + dy);
        let rect = Rect::around(middle, size);
        if !text.is_empty() && !taken.iter().any(|other| other.meets(rect, 0.0)) {
            taken.push(rect);
            return Some((middle, text));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::layout::{CardKind, Layout};

    fn scene() -> Scene {
        let layout = Layout {
            extent: Size::new(600.0, 200.0),
            area: Rect::default(),
            top: 0.0,
            kind: CardKind::Full,
            letter: 12.0,
            cards: vec![
                Rect::new(0.0, 0.0, 100.0, 100.0),
                Rect::new(500.0, 0.0, 100.0, 100.0),
            ],
            exits: vec![(0.0, 100.0), (500.0, 600.0)],
            frames: vec![],
        };
        Scene {
            layout,
            ports: Default::default(),
            tubes: vec![],
        }
    }

    fn envelope(from: u32, to: u32, fate: Fate) -> Envelope {
        Envelope {
            message: MessageId(1),
            label: "Hello".into(),
            kind: MessageKind::Message,
            fate,
            from: ProcessId(from),
            to: ProcessId(to),
            sent: Time(100),
            arrives: Time(200),
            held: Vec::new(),
        }
    }

    #[test]
    fn what_is_held_back_stays_and_goes_on_from_there() {
        let check = |held: &[(u64, u64)], arrives, now, gone| {
            let held: Vec<_> = held.iter().map(|it| (Time(it.0), Span(it.1))).collect();
            let found = part((Time(100), Time(arrives)), &held, Time(now));
            assert_eq!(found, gone, "{held:?} at {now}");
        };
        check(&[(150, 1000)], 1200, 150, 0.5);
        check(&[(150, 1000)], 1200, 700, 0.5);
        check(&[(150, 1000)], 1200, 1150, 0.5);
        check(&[(150, 1000)], 1200, 1175, 0.75);
        check(&[(150, 1000)], 1200, 1200, 1.0);
        check(&[(150, 100), (160, 100)], 400, 340, 0.5);
        check(&[(150, 100), (160, 100)], 400, 375, 0.75);
        check(&[], 200, 150, 0.5);
    }

    #[test]
    fn the_place_is_a_function_of_the_moment() {
        let cases = [
            (0, 1, Fate::Flying, 0, 50.0),
            (0, 1, Fate::Flying, 100, 50.0),
            (0, 1, Fate::Flying, 150, 300.0),
            (0, 1, Fate::Delivered, 200, 550.0),
            (0, 1, Fate::Delivered, 900, 550.0),
            (1, 0, Fate::Flying, 125, 425.0),
            (0, 1, Fate::Lost, 900, 300.0),
        ];
        for (from, to, fate, now, x) in cases {
            let found = places(&scene(), &[envelope(from, to, fate)], Time(now));
            assert_eq!(found[0].at.x, x, "{from} to {to} at {now}");
        }
    }

    #[test]
    fn labels_never_cover_each_other() {
        let many: Vec<Envelope> = (0..8)
            .map(|i| Envelope {
                sent: Time(100 - i * 9),
                ..envelope(0, 1, Fate::Flying)
            })
            .collect();
        let found = places(&scene(), &many, Time(150));
        let labels: Vec<Point> = found
            .iter()
            .filter_map(|p| p.label.as_ref().map(|l| l.0))
            .collect();
        assert!(labels.len() > 1);
        for (i, a) in labels.iter().enumerate() {
            for b in &labels[i + 1..] {
                assert!(a.distance(*b) > 12.0);
            }
        }
    }

    #[test]
    fn a_flood_is_a_row_of_envelopes() {
        let flood: Vec<Envelope> = (0..1_000)
            .map(|i| Envelope {
                message: MessageId(i),
                sent: Time(1_000_000 + i * 1_000),
                arrives: Time(2_000_000 + i * 1_000),
                ..envelope(0, 1, Fate::Flying)
            })
            .collect();
        let found = places(&scene(), &flood, Time(2_000_000));
        let all: usize = found.iter().map(|place| place.messages.len()).sum();
        assert!(found.len() < 60, "{} envelopes", found.len());
        assert_eq!(all, 1_000);
    }
}
