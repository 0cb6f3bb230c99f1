//! What stands still on the stage while no event happens: cards, ports and
//! tubes. Made once per position of the cursor; envelopes move along it.

use std::rc::Rc;

use sim_core::base::Map;

use sim_core::base::ProcessId;
use sim_core::view::{Link, Port, ProcessCard, Stage};

use super::curve::{Curve, End, Side};
use super::geometry::{Point, Rect, Size};
use super::layout::{CardKind, Layout};
use super::route;
use super::words;

/// Room between a caption and what stands below it.
pub(super) const ABOVE: f64 = 6.0;
/// From a tube to the words of what flies on it.
const FLYING: f64 = 14.0;

/// The still part of a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Where the cards are.
    pub layout: Layout,
    /// Where each socket's dot is, by `Port::id`.
    pub ports: Map<u32, PortPlace>,
    /// One tube per link of the stage, in its order.
    pub tubes: Vec<Tube>,
}

/// A socket's dot.
#[derive(Clone, Debug, PartialEq)]
pub struct PortPlace {
    /// Its middle.
    pub end: End,
    /// Whose.
    pub process: ProcessId,
    /// Whether it is a stream's socket that waits for connections.
    pub listens: bool,
    /// The words at it and their middle, if there is room.
    pub label: Option<(Point, String)>,
}

/// With whom each port (`Port::id`) is connected in the course of a run: so that its dot
/// stays where it is when the connection comes and goes.
pub type Peers = Vec<(u32, ProcessId)>;

/// One tube.
#[derive(Clone, Debug, PartialEq)]
pub struct Tube {
    /// At its beginning.
    pub from: ProcessId,
    /// At its end.
    pub to: ProcessId,
    /// Its way.
    pub curve: Curve,
    /// Whether the connection stands.
    pub established: bool,
    /// Whether a cable on its way is cut.
    pub cut: bool,
    /// Its words and their middle, if there is room.
    pub label: Option<(Point, String)>,
    /// All there is to say of it.
    pub words: String,
    /// What a screen reader says of it.
    pub spoken: String,
}

impl Scene {
    /// Lays out dots and tubes between cards that have their places.
    pub fn new(stage: &Stage, layout: Layout, peers: &Peers) -> Scene {
        let mut ports = ports(stage, &layout, peers);
        let tubes: Vec<Tube> = stage
            .links
            .iter()
            .map(|link| tube(stage, link, (&ports, &layout)))
            .collect();
        write_ports(stage, &layout, &tubes, &mut ports);
        let mut scene = Scene {
            layout,
            ports,
            tubes,
        };
        scene.write_labels(stage);
        scene
    }

    /// The way from one process to another, and true if it runs against the
    /// tube's own direction. `None` if no tube joins them.
    pub fn way(&self, from: ProcessId, to: ProcessId) -> Option<(&Curve, bool)> {
        let forward = |t: &&Tube| (t.from, t.to) == (from, to);
        let backward = |t: &&Tube| (t.from, t.to) == (to, from);
        let found = |tube: &'_ Tube| (tube.from, tube.to) != (from, to);
        self.tubes
            .iter()
            .find(|t| forward(t) || backward(t))
            .map(|tube| (&tube.curve, found(tube)))
    }

    /// What labels of envelopes must not cover: cards, and the words at ports
    /// and tubes.
    pub fn obstacles(&self) -> impl Iterator<Item = Rect> + '_ {
        self.layout.cards.iter().copied().chain(self.words())
    }

    /// Height of what is free above all that stands on the stage, and above what
    /// flies there.
    pub fn above(&self) -> f64 {
        let flying = self.tubes.iter().flat_map(|tube| tube.curve.points());
        let flying = flying.map(|point| point.y - FLYING - self.layout.letter);
        let still = self.words().map(|rect| rect.y);
        let all = still.chain(flying).chain([self.layout.above()]);
        all.fold(f64::MAX, f64::min) - ABOVE
    }

    /// Where words stand between the cards.
    pub fn words(&self) -> impl Iterator<Item = Rect> + '_ {
        let ports = self.ports.values();
        let ports = ports.filter_map(|port| port.label.as_ref());
        let letter = self.layout.letter;
        let ports = ports.map(move |(at, text)| port_box(*at, text, letter));
        let labels = self.tubes.iter().filter_map(|tube| tube.label.as_ref());
        let labels = labels.map(move |(at, text)| label_box(*at, text, letter));
        ports.chain(labels)
    }

    /// Writes what there is to say of each tube beside it where it covers
    /// nothing. Of several tubes that say the same only one does.
    fn write_labels(&mut self, stage: &Stage) {
        let links = &stage.links;
        let all: Vec<String> = links.iter().map(|link| written(stage, link)).collect();
        let mut said: Vec<&str> = Vec::new();
        for (at, text) in all.iter().enumerate() {
            let same = all.iter().filter(|other| *other == text).count();
            if text.is_empty() || (same >= SEVERAL && said.contains(&text.as_str())) {
                continue;
            }
            let plain = links[at].established && !links[at].cut;
            let written = match same >= SEVERAL && plain {
                true => format!("each: {text}"),
                false => text.clone(),
            };
            // Not below the caption.
            let top = (self.layout.area.y - ABOVE).max(0.0);
            let caption = Rect::new(0.0, -top, self.layout.extent.w, 2.0 * top);
            let taken = self.obstacles().chain(near(&self.tubes));
            let taken: Vec<Rect> = taken.chain([caption]).collect();
            let curve = &self.tubes[at].curve;
            if let Some(place) = free_label(curve, &written, self.layout.letter, &taken) {
                self.tubes[at].label = Some((place, written));
                said.push(text);
            }
        }
    }

    /// The card of a process.
    pub fn card(&self, process: ProcessId) -> Rect {
        self.layout
            .cards
            .get(process.index())
            .copied()
            .unwrap_or_default()
    }
}

/// True if the same scene can be made of both stages: nobody has come or gone,
/// opened or closed anything, and the lines are the same.
pub fn same_ground(one: &Stage, other: &Stage) -> bool {
    let same_port = |(one, other): (&Port, &Port)| {
        (one.id, &one.kind, &one.bound) == (other.id, &other.kind, &other.bound)
    };
    let same_card = |(one, other): (&Rc<ProcessCard>, &Rc<ProcessCard>)| {
        one.host == other.host
            && one.ports.len() == other.ports.len()
            && one.ports.iter().zip(&other.ports).all(same_port)
    };
    one.processes.len() == other.processes.len()
        && one.hosts == other.hosts
        && one.links == other.links
        && one.processes.iter().zip(&other.processes).all(same_card)
}

fn ports(stage: &Stage, layout: &Layout, peers: &Peers) -> Map<u32, PortPlace> {
    let mut places = Map::new();
    for (card, rect) in stage.processes.iter().zip(&layout.cards) {
        for side in [Side::Left, Side::Right] {
            let on_side = ports_on(side, (card, *rect), (stage, layout, peers));
            let count = on_side.len();
            for (row, port) in on_side.into_iter().enumerate() {
                let at = dot(*rect, side, row, count);
                let lead = lead(layout, card.id, *rect, side);
                let place = PortPlace {
                    end: End { at, side, lead },
                    process: card.id,
                    listens: is_stream(port) && !port.bound.is_empty(),
                    label: None,
                };
                places.insert(port.id, place);
            }
        }
    }
    places
}

fn is_stream(port: &Port) -> bool {
    port.kind == "TCP"
}

/// Writes at the ports what they are, where that covers nothing.
fn write_ports(stage: &Stage, layout: &Layout, tubes: &[Tube], ports: &mut Map<u32, PortPlace>) {
    let mut taken = layout.cards.clone();
    // Between small cards there may be no room beside the tubes, either.
    let small = layout.kind == CardKind::Mini;
    if small {
        taken.extend(near(tubes));
    }
    // The tubes at the dots.
    taken.extend(ports.values().map(|it| {
        let out = if it.end.side == Side::Left {
            -20.0
        } else {
            20.0
        };
        let middle = Point::new(it.end.at.x + out, it.end.at.y);
        Rect::around(middle, Size::new(40.0, 18.0))
    }));
    for port in stage.processes.iter().flat_map(|card| &card.ports) {
        let Some(place) = ports.get_mut(&port.id) else {
            continue;
        };
        let text = role(stage, port, place);
        let half = words::width(&text, layout.letter, true) / 2.0;
        let dx = match place.end.side {
            Side::Left => -12.0 - half,
            Side::Right => 12.0 + half,
        };
        let free = [18.0, -17.0, 32.0, -31.0].into_iter().find_map(|dy| {
            let at = Point::new(place.end.at.x + dx, place.end.at.y + dy);
            let words = port_box(at, &text, layout.letter);
            let seen = words.bottom() <= layout.area.bottom() + 2.0;
            (seen && !taken.iter().any(|it| it.meets(words, 0.0))).then_some(at)
        });
        if let Some(at) = free {
            taken.push(port_box(at, &text, layout.letter));
            place.label = Some((at, text));
        }
    }
    // Some of them, and one would look for the others.
    if small && ports.values().any(|port| port.label.is_none()) {
        for port in ports.values_mut() {
            port.label = None;
        }
    }
}

/// Where tubes are.
fn near(tubes: &[Tube]) -> impl Iterator<Item = Rect> + '_ {
    let points = tubes.iter().flat_map(|tube| tube.curve.points());
    points.map(|point| Rect::around(point, Size::new(16.0, 16.0)))
}

/// The socket's type; of several streams of a process whom each is for.
fn role(stage: &Stage, port: &Port, place: &PortPlace) -> String {
    let card = stage.processes.iter().find(|card| card.id == place.process);
    let streams = card.map_or(0, |card| {
        card.ports.iter().filter(|it| is_stream(it)).count()
    });
    if streams < 2 || !is_stream(port) {
        return port.kind.clone();
    }
    if place.listens {
        return "listens".to_owned();
    }
    let peer = stage.links.iter().find_map(|link| peer_of(port.id, link));
    let peer = peer.and_then(|it| stage.processes.get(it.index()));
    peer.map_or(port.kind.clone(), |card| words::cut(&card.name, 10))
}

/// How far tubes run straight from this side of a card.
fn lead(layout: &Layout, process: ProcessId, rect: Rect, side: Side) -> f64 {
    let own = (rect.x, rect.right());
    let exits = layout.exits.get(process.index()).copied().unwrap_or(own);
    match side {
        Side::Left => (rect.x - exits.0).max(0.0),
        Side::Right => (exits.1 - rect.right()).max(0.0),
    }
}

/// The ports of a card on one side, from top to bottom as their peers are.
fn ports_on<'a>(
    side: Side,
    (card, rect): (&'a ProcessCard, Rect),
    (stage, layout, known): (&Stage, &Layout, &Peers),
) -> Vec<&'a Port> {
    let mut found: Vec<(f64, &Port)> = Vec::new();
    for port in &card.ports {
        let later = known.iter().filter(|it| it.0 == port.id).map(|it| it.1);
        let now = stage.links.iter();
        let now = now.filter_map(|link| peer_of(port.id, link));
        let all: Vec<ProcessId> = later.collect();
        // Of whom nobody knew it is shown as it comes.
        let all = if all.is_empty() { now.collect() } else { all };
        let peers = all.iter().filter_map(|it| layout.cards.get(it.index()));
        let peers: Vec<Point> = peers.map(|peer| peer.center()).collect();
        let count = peers.len().max(1) as f64;
        let x = peers.iter().map(|p| p.x).sum::<f64>() / count;
        let y = peers.iter().map(|p| p.y).sum::<f64>() / count;
        // One that is not connected is where the others are.
        let inner = layout.area.center().x;
        let own = rect.center().x;
        let left = match peers.is_empty() {
            true if (own - inner).abs() < rect.w / 2.0 => !port.bound.is_empty(),
            true => inner < own,
            false => x < own - 1.0,
        };
        if left == (side == Side::Left) {
            found.push((y, port));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, port)| port).collect()
}

fn peer_of(port: u32, link: &Link) -> Option<ProcessId> {
    match link.ports {
        (from, _) if from == port => Some(link.to),
        (_, to) if to == port => Some(link.from),
        _ => None,
    }
}

fn dot(rect: Rect, side: Side, row: usize, count: usize) -> Point {
    let x = match side {
        Side::Left => rect.x,
        Side::Right => rect.right(),
    };
    let part = (row + 1) as f64 / (count + 1) as f64;
    Point::new(x, rect.y + rect.h * part)
}

fn tube(stage: &Stage, link: &Link, (ports, layout): (&Map<u32, PortPlace>, &Layout)) -> Tube {
    let card = |process: ProcessId| {
        layout
            .cards
            .get(process.index())
            .copied()
            .unwrap_or_default()
    };
    let (a, b) = (card(link.from), card(link.to));
    let end = |port: u32, own: Rect, other: Rect| {
        let known = ports.get(&port).map(|place| place.end);
        known.unwrap_or_else(|| facing(own, other))
    };
    let cards = layout.cards.iter().copied();
    let others: Vec<Rect> = cards.filter(|it| *it != a && *it != b).collect();
    let ends = (end(link.ports.0, a, b), end(link.ports.1, b, a));
    let name = |process: ProcessId| {
        let card = stage.processes.get(process.index());
        card.map_or("", |card| card.name.as_str())
    };
    Tube {
        spoken: format!(
            "{} to {}, {}",
            name(link.from),
            name(link.to),
            words_of(link)
        ),
        from: link.from,
        to: link.to,
        curve: route::way(ends.0, ends.1, &others, layout.area),
        established: link.established,
        cut: link.cut,
        label: None,
        words: match link.retry_in {
            Some(span) => format!("not connected, tries again in {span}"),
            None => words_of(link),
        },
    }
}

/// So many tubes that say the same say it once: more often is noise.
const SEVERAL: usize = 3;

/// What is said of a tube on the stage; the exact time of a retry would only
/// flicker there.
fn words_of(link: &Link) -> String {
    match (link.established, link.retry_in) {
        _ if link.cut => link.label.clone(),
        (true, _) if link.label.is_empty() => String::new(),
        (true, _) => format!("{} one way", link.label),
        (false, Some(_)) => "retrying".to_owned(),
        (false, None) => "not connected".to_owned(),
    }
}

/// The same with the port where the far end listens at several: which of its
/// doors this is.
fn written(stage: &Stage, link: &Link) -> String {
    let port = |id: u32| {
        let mut all = stage.processes.iter().flat_map(|card| &card.ports);
        all.find(move |it| it.id == id)
    };
    let text = words_of(link);
    let (Some(from), Some(to)) = (port(link.ports.0), port(link.ports.1)) else {
        return text;
    };
    match (&from.connected[..], to.bound.len()) {
        ([one], 2..) => match one.rsplit_once(':') {
            Some((_, door)) => format!("{text}, to {door}"),
            None => text,
        },
        _ => text,
    }
}

fn port_box(at: Point, text: &str, letter: f64) -> Rect {
    let wide = words::width(text, letter, true);
    Rect::around(at, Size::new(wide, letter + 1.0))
}

fn label_box(at: Point, text: &str, letter: f64) -> Rect {
    let wide = words::width(text, letter, false);
    Rect::around(at, Size::new(wide, letter + 2.0))
}

/// A place near the middle of a tube, above or below it or beside it.
fn free_label(curve: &Curve, text: &str, letter: f64, taken: &[Rect]) -> Option<Point> {
    let half = words::width(text, letter, false) / 2.0;
    let offsets = [
        (0.0, -17.0),
        (0.0, 18.0),
        (half + 13.0, -8.0),
        (-half - 13.0, -8.0),
        (half, -24.0),
        (-half, -24.0),
        (half, 26.0),
        (-half, 26.0),
    ];
    for t in [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] {
        let on = curve.at(t);
        for (dx, dy) in offsets {
            let at = Point::new(on.x + dx, on.y + dy);
            let place = label_box(at, text, letter);
            if !taken.iter().any(|other| other.meets(place, 0.0)) {
                return Some(at);
            }
        }
    }
    None
}

/// The end of a tube at a card without a dot for it.
fn facing(own: Rect, other: Rect) -> End {
    let side = if other.center().x < own.center().x {
        Side::Left
    } else {
        Side::Right
    };
    End {
        at: dot(own, side, 0, 1),
        side,
        lead: 0.0,
    }
}
