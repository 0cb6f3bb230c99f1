//! The stage below the messages: hosts, switches and routers as nodes, cables
//! between them, frames on the cables. Nodes stand where their processes stand
//! on the stage, as far as there is room; frames are a pure function of the
//! moment.

use sim_core::base::Map;

use sim_core::base::{CableId, HostId, MessageId, ProcessId, RecordId, Time};
use sim_core::view::{Fate, HostBox, WireFrame, WireNode, Wires};

use super::curve::{Curve, End, Side};
use super::geometry::{Point, Rect, Size};
use super::layout::{self, CardKind, Layout, Seat, Space};
use super::route;
use super::scene::{ABOVE, Scene};
use super::words;

/// What stands still while no event happens.
#[derive(Clone, Debug, PartialEq)]
pub struct WireScene {
    /// Where the nodes are, in order of `Wires::nodes`.
    pub layout: Layout,
    /// One curve per cable, in order of `Wires::cables`.
    pub cables: Vec<Curve>,
    /// The words at the cables, and their middle.
    pub labels: Vec<(Point, String)>,
}

/// One frame on the stage; it may stand for several that are so close behind
/// each other that they could not be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct FramePlace {
    /// The first of them, by its place in `Wires::frames`.
    pub frame: usize,
    /// The records that tell of them.
    pub records: Vec<RecordId>,
    /// The messages in them.
    pub messages: Vec<MessageId>,
    /// Its middle.
    pub at: Point,
    /// The direction away from its cable: what goes to the right is below it,
    /// what goes to the left above.
    aside: Point,
    /// True while it waits for the cable.
    pub waits: bool,
    /// Where its words are, if there is room.
    pub label: Option<(Point, String)>,
}

/// Size of a frame's picture.
pub const FRAME: Size = Size::new(40.0, 16.0);
/// From a cable to the middle of a frame that touches it, and between the rows of
/// frames that would lie on each other.
const BESIDE: f64 = 9.0;
const ROW: f64 = FRAME.h + 3.0;
const ROWS: usize = 4;
/// Around a point of a cable: where the frames are that touch it.
const BUSY: Size = Size::new(34.0, 34.0);
/// Frames nearer than this behind each other are drawn as one.
const APART: f64 = 22.0;
/// The model knows when a frame was lost, not where on the cable.
const LOST_AT: f64 = 0.5;
/// Frames with words: more would be an unreadable cloud.
const LABELS: usize = 30;
const LABEL_SIZE: f64 = 12.0;
/// Nodes say less than cards: rather small ones with room for words between.
const SIZES: [(CardKind, f64, f64); 9] = [
    (CardKind::Compact, 1.3, ROOM),
    (CardKind::Compact, 1.15, ROOM),
    (CardKind::Compact, 1.0, ROOM),
    (CardKind::Compact, 1.0, ROOM * 0.7),
    (CardKind::Compact, 1.0, 0.0),
    (CardKind::Compact, 0.9, 0.0),
    (CardKind::Compact, 0.78, 0.0),
    (CardKind::Mini, 1.0, 0.0),
    (CardKind::Mini, 0.78, 0.0),
];
/// Room between two nodes for the words of a frame.
const ROOM: f64 = 160.0;
/// Room above and below nodes for the words of frames.
const AIR: f64 = 42.0;
/// Rounds in which switches move between their neighbours: a chain of as many
/// settles well enough for an order from left to right.
const ROUNDS: usize = 12;

impl WireScene {
    /// Lays out nodes and cables. `stage` is the stage with the processes, for
    /// who stands left of whom.
    pub fn new(wires: &Wires, space: Space, stage: Option<&Scene>) -> WireScene {
        let xs = across(wires, stage);
        let edges: Vec<(usize, usize)> = wires
            .cables
            .iter()
            .map(|cable| (cable.between.0.index(), cable.between.1.index()))
            .map(|(a, b)| if xs[a] <= xs[b] { (a, b) } else { (b, a) })
            .collect();
        let hosts: Vec<HostBox> = wires.nodes.iter().map(host_box).collect();
        // To the layout a node is one card on a host of its own.
        let mut cards = Vec::with_capacity(wires.nodes.len());
        for node in &wires.nodes {
            cards.push(Seat {
                host: node.id,
                name: &node.name,
                words: node_width(node),
            });
        }
        let found = layout::roomy(space, AIR, &|space| {
            let fits = |(kind, by, room): &(CardKind, f64, f64)| {
                layout::place_as(space, &hosts, &cards, &edges, (*kind, *by), *room)
            };
            let mut legible = SIZES.iter().filter(|size| size.1 >= space.least);
            legible.find_map(fits)
        });
        let layout = found.unwrap_or_else(|| layout::place(space, &hosts, &cards, &edges));
        let cables = cables(wires, &layout);
        let mut scene = WireScene {
            layout,
            cables,
            labels: Vec::new(),
        };
        scene.write_labels(wires);
        scene
    }

    fn write_labels(&mut self, wires: &Wires) {
        let many = wires.cables.len() > MANY;
        let mut said: Vec<&str> = Vec::new();
        for (cable, curve) in wires.cables.iter().zip(&self.cables) {
            let text = match cable.up {
                true => cable.label.clone(),
                false => format!("{}, down", cable.label),
            };
            if many && cable.up && said.contains(&cable.label.as_str()) {
                continue;
            }
            said.push(&cable.label);
            if let Some(at) = self.free_label(curve, &text) {
                self.labels.push((at, text));
            }
        }
    }

    /// Where the words of a cable stand beside the frames on it: where that is not
    /// at another cable, as far as there is room.
    fn free_label(&self, curve: &Curve, text: &str) -> Option<Point> {
        let letter = self.layout.letter;
        let labels = self.labels.iter();
        let labels = labels.map(|(at, text)| label_box(*at, text, letter));
        let taken: Vec<Rect> = self.layout.cards.iter().copied().chain(labels).collect();
        let others = self.cables.iter().filter(|it| *it != curve);
        let others = others.flat_map(Curve::points);
        let others: Vec<Rect> = others.map(|it| Rect::around(it, BUSY)).collect();
        let size = label_box(Point::default(), text, letter);
        let place = |(t, way): (f64, f64)| {
            let (on, aside) = (curve.at(t), aside(curve, false, t));
            let half = aside.x.abs() * size.w / 2.0 + aside.y.abs() * size.h / 2.0;
            let by = (BUSY.h / 2.0 + 3.0 + half) * way;
            Point::new(on.x + aside.x * by, on.y + aside.y * by)
        };
        let ways = [0.5, 0.35, 0.65].into_iter();
        let ways = ways.flat_map(|t| [1.0, -1.0].map(|way| (t, way)));
        // Rather at another cable than none at all.
        [&others[..], &[]].into_iter().find_map(|others| {
            ways.clone().map(place).find(|at| {
                let own = label_box(*at, text, letter);
                let is_free = |it: &Rect| !it.meets(own, 2.0);
                taken.iter().chain(others).all(is_free)
            })
        })
    }

    /// Height of what is free above all nodes, words and frames.
    pub fn above(&self) -> f64 {
        let highest = BESIDE + ROW * (ROWS - 1) as f64 + FRAME.h + self.layout.letter;
        let frames = self.cables.iter().flat_map(Curve::points);
        let frames = frames.map(|point| point.y - highest);
        let words = self.labels.iter().map(|it| it.0.y - self.layout.letter);
        let all = frames.chain(words).chain([self.layout.above()]);
        all.fold(f64::MAX, f64::min) - ABOVE
    }

    /// A node's place.
    pub fn node(&self, host: HostId) -> Rect {
        let cards = &self.layout.cards;
        cards.get(host.index()).copied().unwrap_or_default()
    }

    /// The frames at `now`. `words` says what to write at one; those for which
    /// it says nothing are not shown.
    pub fn frames(
        &self,
        wires: &Wires,
        now: Time,
        words: impl Fn(&WireFrame) -> Option<String>,
    ) -> Vec<FramePlace> {
        let mut places: Vec<FramePlace> = Vec::new();
        let mut cells: Map<(u32, u32, u32, u32), usize> = Map::new();
        let mut texts: Vec<String> = Vec::new();
        for (place, frame) in wires.frames.iter().enumerate() {
            let Some(text) = words(frame) else { continue };
            let (at, aside, cell) = self.at(wires, frame, now);
            let lost = u32::from(frame.fate == Fate::Lost);
            let key = (frame.from.0, frame.to.0, cell, lost);
            if let Some(at) = cells.get(&key).copied() {
                let known: &mut FramePlace = &mut places[at];
                // The largest of them is shown.
                if frame.parts[3] > wires.frames[known.frame].parts[3] {
                    known.frame = place;
                    texts[at] = text;
                }
                known.records.push(frame.record);
                known.messages.extend(frame.message);
                continue;
            }
            cells.insert(key, places.len());
            texts.push(text);
            places.push(FramePlace {
                frame: place,
                records: vec![frame.record],
                messages: frame.message.into_iter().collect(),
                at,
                aside,
                waits: now < frame.leaves,
                label: None,
            });
        }
        let letter = self.layout.letter;
        let labels = self.labels.iter();
        let labels = labels.map(|(at, text)| label_box(*at, text, letter));
        fan_out(&mut places, labels.collect());
        self.write(&mut places, &texts);
        places
    }

    /// Where a frame is, where its cable is not, and which stretch of its way
    /// that is.
    fn at(&self, wires: &Wires, frame: &WireFrame, now: Time) -> (Point, Point, u32) {
        let gone = progress(frame, now);
        let down = Point::new(0.0, 1.0);
        let Some(cable) = frame.cable else {
            return (self.around(frame.from, gone), down, (gone * 6.0) as u32);
        };
        let Some((curve, backwards)) = self.way(wires, cable, frame.from) else {
            return (self.node(frame.from).center(), down, 0);
        };
        // One that is lost falls off its cable.
        let off = match frame.fate {
            Fate::Lost => BESIDE + ROW * gone / LOST_AT,
            _ => BESIDE,
        };
        let cell = (gone * curve.length() / APART) as u32;
        // Its picture is never behind that of a node.
        let edge = (FRAME.w / 2.0 + 5.0) / curve.length().max(FRAME.w * 2.0);
        let gone = edge + gone * (1.0 - 2.0 * edge);
        let on = curve.at(if backwards { 1.0 - gone } else { gone });
        let aside = aside(curve, backwards, gone);
        let at = Point::new(on.x + aside.x * off, on.y + aside.y * off);
        (at, aside, cell)
    }

    /// A loop below a node, for what it sends to itself.
    fn around(&self, host: HostId, gone: f64) -> Point {
        let node = self.node(host);
        let x = node.x + node.w * (0.2 + 0.6 * gone);
        let bow = 1.0 - (2.0 * gone - 1.0).powi(2);
        Point::new(x, node.bottom() + 4.0 + 26.0 * bow)
    }

    fn way(&self, wires: &Wires, cable: CableId, from: HostId) -> Option<(&Curve, bool)> {
        let place = wires.cables.iter().position(|it| it.id == cable)?;
        let backwards = wires.cables[place].between.0 != from;
        Some((self.cables.get(place)?, backwards))
    }

    fn write(&self, places: &mut [FramePlace], texts: &[String]) {
        let glyphs = places.iter().map(|it| Rect::around(it.at, FRAME));
        let letter = self.layout.letter;
        let labels = self.labels.iter();
        let labels = labels.map(|(at, text)| label_box(*at, text, letter));
        let nodes = self.layout.cards.iter();
        let nodes = nodes.map(|it| Rect::around(it.center(), Size::new(it.w + 8.0, it.h + 8.0)));
        let mut taken: Vec<Rect> = glyphs.chain(labels).chain(nodes).collect();
        // Neither below the caption nor below the buttons.
        let area = self.layout.area;
        let whole = Rect::new(0.0, area.y, self.layout.extent.w, area.h);
        for (place, text) in places.iter_mut().zip(texts).take(LABELS) {
            let more = place.records.len() - 1;
            let text = match (more, place.waits) {
                (0, false) => text.clone(),
                (0, true) => format!("waits: {text}"),
                (more, true) => format!("{} wait", more + 1),
                (more, false) => format!("{text}, {more} more"),
            };
            let size = Size::new(words::width(&text, letter, true), letter + 2.0);
            // Above or below it, and at the edge of a node beside it; a long one
            // above or below the nodes.
            let aside = (size.w - FRAME.w).max(0.0) / 2.0;
            let away = if place.aside.y < 0.0 { -1.0 } else { 1.0 };
            let heights = [18.5, -18.5, 33.5, -33.5, 39.5, 56.5, -56.5].map(|dy| dy * away);
            let mut wanted = heights
                .into_iter()
                .flat_map(|dy| [0.0, aside, -aside].map(|dx| (dx, dy)));
            let free = wanted.find_map(|(dx, dy)| {
                let at = Point::new(place.at.x + dx, place.at.y + dy);
                let room = Rect::around(at, size).inside(whole);
                (!taken.iter().any(|it| it.meets(room, 1.0))).then_some(room)
            });
            if let Some(room) = free {
                taken.push(room);
                place.label = Some((room.center(), text));
            }
        }
    }
}

/// The direction away from a cable on the right hand of what goes along it.
fn aside(curve: &Curve, backwards: bool, gone: f64) -> Point {
    let t = if backwards { 1.0 - gone } else { gone };
    let (a, b) = (curve.at(t - 0.02), curve.at(t + 0.02));
    let length = a.distance(b).max(0.01);
    let side = if backwards { -1.0 } else { 1.0 };
    Point::new(-(b.y - a.y) / length * side, (b.x - a.x) / length * side)
}

/// Moves frames that would lie on others, or on what is `taken`, away from their
/// cable, in order of time.
fn fan_out(places: &mut [FramePlace], mut taken: Vec<Rect>) {
    for place in places.iter_mut().take(LABELS) {
        let row = |row: usize| {
            let by = ROW * row as f64;
            let (x, y) = (
                place.at.x + place.aside.x * by,
                place.at.y + place.aside.y * by,
            );
            Point::new(x, y)
        };
        let free = |at: &Point| {
            let own = Rect::around(*at, FRAME);
            !taken.iter().any(|it| it.meets(own, -1.0))
        };
        place.at = (0..ROWS).map(row).find(free).unwrap_or(place.at);
        taken.push(Rect::around(place.at, FRAME));
    }
}

/// More cables than this, and repeated words become noise.
const MANY: usize = 6;

fn label_box(at: Point, text: &str, letter: f64) -> Rect {
    let wide = words::width(text, letter, false);
    Rect::around(at, Size::new(wide, letter + 2.0))
}

/// The part of its way that a frame has gone, from 0 to 1.
pub fn progress(frame: &WireFrame, now: Time) -> f64 {
    let gone = super::envelopes::part((frame.leaves, frame.arrives), &frame.held, now);
    match frame.fate {
        Fate::Lost => gone * LOST_AT,
        _ => gone,
    }
}

/// About where each node stands from left to right: hosts where their
/// processes are, what is between them in the middle of its neighbours.
fn across(wires: &Wires, stage: Option<&Scene>) -> Vec<f64> {
    let own = |node: &WireNode| -> Option<f64> {
        let stage = stage?;
        let cards = node
            .processes
            .iter()
            .map(|(id, _)| stage.card(*id).center().x);
        let count = node.processes.len() as f64;
        (count > 0.0).then(|| cards.sum::<f64>() / count)
    };
    let fixed: Vec<Option<f64>> = wires.nodes.iter().map(own).collect();
    let known: Vec<f64> = fixed.iter().flatten().copied().collect();
    let middle = known.iter().sum::<f64>() / known.len().max(1) as f64;
    let mut xs: Vec<f64> = fixed.iter().map(|x| x.unwrap_or(middle)).collect();
    for _ in 0..ROUNDS {
        for (place, _) in fixed.iter().enumerate().filter(|(_, x)| x.is_none()) {
            let ends = wires.cables.iter().map(|cable| cable.between);
            let ends = ends.filter_map(|(a, b)| match (a.index(), b.index()) {
                (a, b) if a == place => Some(b),
                (a, b) if b == place => Some(a),
                _ => None,
            });
            let near: Vec<f64> = ends.map(|other| xs[other]).collect();
            if !near.is_empty() {
                xs[place] = near.iter().sum::<f64>() / near.len() as f64;
            }
        }
    }
    xs
}

/// From a node's edge to its words, and from its name to what it is.
pub const PAD: f64 = 14.0;

/// Width of a node that shows its name, what it is, and its lines.
fn node_width(node: &WireNode) -> f64 {
    let head = words::width(&node.name, 14.0, true) + words::width("router", 12.0, false) + PAD;
    let names: Vec<&str> = node.processes.iter().map(|it| &*it.1).collect();
    let runs = match names[..] {
        [only] if only == node.name => 0,
        [] => 0,
        _ => names.join(", ").len(),
    };
    let lines = node
        .cards
        .iter()
        .flat_map(|(ip, mac)| [ip.len(), mac.chars().count()]);
    let longest = lines.fold(runs, usize::max);
    head.max(longest as f64 * words::MONO * LABEL_SIZE) + 2.0 * PAD
}

fn host_box(node: &WireNode) -> HostBox {
    HostBox {
        id: node.id,
        name: node.name.clone(),
        processes: vec![ProcessId(node.id.0)],
        at: node.at,
    }
}

/// The curves of the cables: several at one side of a node lie in the order of
/// where they lead.
fn cables(wires: &Wires, layout: &Layout) -> Vec<Curve> {
    let node = |host: HostId| layout.cards.get(host.index()).copied().unwrap_or_default();
    let side = |own: Rect, other: Rect| match other.center().x < own.center().x {
        true => Side::Left,
        false => Side::Right,
    };
    let end = |own: HostId, other: HostId| {
        let (rect, there) = (node(own), node(other));
        let here = side(rect, there);
        let mut ys: Vec<f64> = wires
            .cables
            .iter()
            .filter_map(|cable| match cable.between {
                (a, b) if a == own => Some(b),
                (a, b) if b == own => Some(a),
                _ => None,
            })
            .map(node)
            .filter(|rect_there| side(rect, *rect_there) == here)
            .map(|rect_there| rect_there.center().y)
            .collect();
        ys.sort_unstable_by(f64::total_cmp);
        let row = ys.iter().position(|y| *y == there.center().y).unwrap_or(0);
        let part = (row + 1) as f64 / (ys.len() + 1) as f64;
        let x = if here == Side::Left {
            rect.x
        } else {
            rect.right()
        };
        End {
            at: Point::new(x, rect.y + rect.h * part),
            side: here,
            lead: 0.0,
        }
    };
    let curve = |(a, b): (HostId, HostId)| {
        let ends = (node(a), node(b));
        let nodes = layout.cards.iter().copied();
        let others: Vec<Rect> = nodes.filter(|it| *it != ends.0 && *it != ends.1).collect();
        route::way(end(a, b), end(b, a), &others, layout.area)
    };
    wires
        .cables
        .iter()
        .map(|cable| curve(cable.between))
        .collect()
}

/// How many lines of words a node has room for below its name.
pub fn lines(kind: CardKind) -> usize {
    match kind {
        CardKind::Full | CardKind::Compact => 2,
        CardKind::Mini => 0,
    }
}

#[cfg(test)]
mod tests {
    use sim_core::view::{NodeKind, Protocol, WireCable};

    use super::*;

    fn node(id: u32, kind: NodeKind) -> WireNode {
        WireNode {
            id: HostId(id),
            name: format!("n{id}"),
            kind,
            processes: Vec::new(),
            cards: Vec::new(),
            at: None,
        }
    }

    fn wires() -> Wires {
        let cable = |id, a, b| WireCable {
            id: CableId(id),
            between: (HostId(a), HostId(b)),
            label: "1 ms".into(),
            up: true,
        };
        Wires {
            nodes: vec![
                node(0, NodeKind::Host),
                node(1, NodeKind::Switch),
                node(2, NodeKind::Host),
            ],
            cables: vec![cable(0, 0, 1), cable(1, 1, 2)],
            frames: Vec::new(),
            left_out: 0,
        }
    }

    fn frame(from: u32, to: u32, cable: u32, leaves: u64) -> WireFrame {
        WireFrame {
            record: RecordId(leaves),
            packet: 1,
            from: HostId(from),
            to: HostId(to),
            cable: Some(CableId(cable)),
            leaves: Time(leaves),
            arrives: Time(leaves + 1_000),
            fate: Fate::Flying,
            protocol: Protocol::Tcp,
            segment: "SYN".into(),
            packet_words: String::new(),
            frame_words: String::new(),
            parts: [14, 20, 20, 0],
            again: false,
            message: None,
            held: Vec::new(),
        }
    }

    fn scene(wires: &Wires) -> WireScene {
        let space = Space {
            size: Size::new(988.0, 580.0),
            top: 90.0,
            most: 90.0,
            foot: 46.0,
            least: 1.0,
        };
        WireScene::new(wires, space, None)
    }

    #[test]
    fn frames_go_from_node_to_node() {
        let mut wires = wires();
        wires.frames = vec![frame(0, 1, 0, 100), frame(2, 1, 1, 100)];
        let scene = scene(&wires);
        let at = |now: u64| -> Vec<Point> {
            let places = scene.frames(&wires, Time(now), |it| Some(it.segment.clone()));
            places.iter().map(|place| place.at).collect()
        };
        for (number, (from, to)) in [(0, 1), (2, 1)].into_iter().enumerate() {
            let near = |now: u64, host: u32| {
                let node = scene.node(HostId(host)).grown(FRAME.w / 2.0 + 8.0);
                let at = Rect::around(at(now)[number], Size::new(1.0, 1.0));
                node.meets(at, 0.0)
            };
            assert!(near(100, from) && near(1_100, to), "{from} to {to}");
            assert!(!near(600, from) && !near(600, to), "{from} to {to}");
        }
    }

    #[test]
    fn what_waits_or_is_close_is_one_picture() {
        let mut wires = wires();
        wires.frames = (0..50).map(|i| frame(0, 1, 0, 2_000 + i)).collect();
        let places = scene(&wires).frames(&wires, Time(1_000), |_| Some("SYN".into()));
        assert_eq!(places.len(), 1);
        assert_eq!(places[0].records.len(), 50);
        let label = places[0].label.as_ref().expect("there is room");
        assert_eq!(label.1, "50 wait");
        let none = scene(&wires).frames(&wires, Time(1_000), |_| None);
        assert!(none.is_empty());
    }

    #[test]
    fn cables_keep_apart_at_a_node() {
        let mut wires = wires();
        wires.nodes.push(node(3, NodeKind::Host));
        wires.cables.push(WireCable {
            id: CableId(2),
            between: (HostId(1), HostId(3)),
            label: "1 ms".into(),
            up: true,
        });
        let scene = scene(&wires);
        let ends: Vec<Point> = scene.cables[1..].iter().map(|it| it.at(0.0)).collect();
        assert!(ends[0].distance(ends[1]) > 10.0, "{ends:?}");
    }
}
