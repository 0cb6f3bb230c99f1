//! Where the cards stand: in columns from left to right by who speaks to whom,
//! or where the author wants them, pushed apart where they would meet; at the
//! largest card size that fits. Hosts with several processes become frames
//! around their cards. Depends only on names, hosts and flow, never on the
//! moment, so that nothing moves while a run plays.

use sim_core::base::HostId;
use sim_core::view::{HostBox, ProcessCard};

use super::blocks::Blocks;
use super::geometry::{Point, Rect, Size};

/// How much a card shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardKind {
    /// Name, state, current line, queues.
    #[default]
    Full,
    /// Name, state, current line, one thin queue bar.
    Compact,
    /// Name and state only.
    Mini,
}

/// The places of all cards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The drawing's size: the stage's own; smaller where few cards can be
    /// shown enlarged, larger where many have to be shown reduced.
    pub extent: Size,
    /// Where cards may stand: the author's places are parts of it.
    pub area: Rect,
    /// Height of the strip for captions, on the stage.
    pub top: f64,
    /// How much the cards show.
    pub kind: CardKind,
    /// Size of the words beside the cards: where the drawing is shown smaller they
    /// are larger, so that they can be read.
    pub letter: f64,
    /// One place per process, in the stage's order.
    pub cards: Vec<Rect>,
    /// For each card the x up to which its tubes run straight to the left and
    /// to the right: the edges of its column, where cards stand side by side.
    pub exits: Vec<(f64, f64)>,
    /// Frames of hosts.
    pub frames: Vec<HostFrame>,
}

/// The usual size of words beside cards.
pub(super) const LETTER: f64 = 12.0;

/// How far from its place, in pixels, a card is still where its author wants it.
pub(super) const NEAR: f64 = 20.0;

/// Where the author wants what has this size; `at` are parts of the area.
pub(super) fn wanted(area: Rect, at: (f64, f64), size: Size) -> Rect {
    let center = Point::new(area.x + at.0 * area.w, area.y + at.1 * area.h);
    Rect::around(center, size).inside(area)
}

impl Layout {
    /// Where the highest card or frame begins.
    pub(super) fn above(&self) -> f64 {
        self.all().map(|rect| rect.y).fold(f64::MAX, f64::min)
    }

    /// Where the lowest ends.
    fn below(&self) -> f64 {
        self.all().map(Rect::bottom).fold(0.0, f64::max)
    }

    fn all(&self) -> impl Iterator<Item = Rect> + '_ {
        let frames = self.frames.iter().map(|frame| frame.rect);
        self.cards.iter().copied().chain(frames)
    }

    /// Name and place, in parts of the area, of a host that does not stand where
    /// its author wants it.
    pub fn yielded(&self, host: &HostBox) -> Option<(String, (f64, f64))> {
        let area = self.area;
        let frame = self.frames.iter().find(|frame| frame.name == host.name);
        let card = || self.cards.get(host.processes.first()?.index()).copied();
        let own = frame.map(|frame| frame.rect).or_else(card)?;
        let (is, was) = (
            own.center(),
            wanted(area, host.at?, Size::new(own.w, own.h)).center(),
        );
        let moved = (is.x - was.x).abs() > NEAR || (is.y - was.y).abs() > NEAR;
        let place = ((is.x - area.x) / area.w, (is.y - area.y) / area.h);
        moved.then(|| (host.name.clone(), place))
    }
}

/// The frame of a host that has several processes.
#[derive(Clone, Debug, PartialEq)]
pub struct HostFrame {
    /// The host's name.
    pub name: String,
    /// Where.
    pub rect: Rect,
}

/// Measures of one card kind.
#[derive(Clone, Copy)]
pub(super) struct Measures {
    pub(super) kind: CardKind,
    pub(super) card: Size,
    /// Least room between columns: enough to see a message fly.
    pub(super) across: f64,
    /// Least room between the rows of a column.
    pub(super) down: f64,
}

/// The widest of what cards have to show.
#[derive(Clone, Copy, Default)]
pub(super) struct Longest {
    /// Width of a name at a size of 1.
    pub(super) name: f64,
    /// Width of a card that shows all of its words, if that is known.
    pub(super) words: f64,
}

/// Width of the smallest node and of the largest.
const LEAST_NODE: f64 = 124.0;
const MOST_NODE: f64 = 222.0;
const LEAST_MINI: f64 = 88.0;
/// Size of a node's name, and the height of one that shows nothing else.
const NODE_NAME: f64 = 14.0;
const NODE_HEIGHT: f64 = 34.0;
/// Left and right of the cards.
const MARGIN: f64 = 30.0;

impl CardKind {
    /// Size of a process's name on it.
    pub fn name_size(self) -> f64 {
        match self {
            CardKind::Full => 17.0,
            CardKind::Compact | CardKind::Mini => 16.0,
        }
    }

    /// Cards are as wide as their names, within reason; by the part `wide` (0
    /// to 1) wider for what else they say, with more room between them, too; below 0
    /// the smallest are no wider than their names need.
    /// Enlarged cards are further apart: what flies between them matters more
    /// than their size.
    pub(super) fn measures(self, longest: Longest, enlarged: f64, wide: f64) -> Measures {
        // Beside the name: the edges' room, and the state or its dot.
        let (beside, least, most, h, across, down) = match self {
            CardKind::Full => (140.0, 220.0, 310.0, 116.0, 100.0, 14.0),
            CardKind::Compact => (46.0, 172.0, 250.0, 68.0, 70.0, 12.0),
            CardKind::Mini if wide < 0.0 => (42.0, 96.0, 200.0, 44.0, 34.0, 9.0),
            CardKind::Mini => (42.0, 136.0, 200.0, 44.0, 50.0, 9.0),
        };
        let (w, h) = match longest.words {
            0.0 => {
                let w = longest.name * self.name_size() + beside;
                (w.clamp(least, most), h)
            }
            // The smallest nodes show their names only.
            _ if self == CardKind::Mini => {
                let w = longest.name * NODE_NAME + 30.0;
                (w.clamp(LEAST_MINI, MOST_NODE), NODE_HEIGHT)
            }
            words => (words.clamp(LEAST_NODE, MOST_NODE), h),
        };
        let w = w + (most - w) * wide.max(0.0);
        // What flies is as small or large as the cards.
        let across = across * enlarged;
        let air = if wide > 0.0 { 1.25 } else { 1.0 };
        Measures {
            kind: self,
            card: Size::new(w.ceil(), h),
            across: across * air,
            down,
        }
    }
}

/// A stage to place cards on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Space {
    /// Its size.
    pub size: Size,
    /// Height of the strip at its top that the caption needs.
    pub top: f64,
    /// How high that strip is rather, where the cards are none the smaller.
    pub most: f64,
    /// Height of the strip at its bottom where the stage's buttons stand.
    pub foot: f64,
    /// The part of their usual size that cards need to be read.
    pub least: f64,
}

/// Who gets a card.
#[derive(Clone, Copy, Debug)]
pub struct Seat<'a> {
    /// On which host.
    pub host: HostId,
    /// The name that the card has to show.
    pub name: &'a str,
    /// The width that all of its words need, where they are always the same.
    pub words: f64,
}

impl<'a> Seat<'a> {
    /// The seat of a process.
    pub fn of(card: &'a ProcessCard) -> Seat<'a> {
        Seat {
            host: card.host,
            name: &card.name,
            words: 0.0,
        }
    }
}

/// Places the cards of a stage. `edges` are pairs of places in `cards`, left
/// one first.
pub fn place(
    space: Space,
    hosts: &[HostBox],
    cards: &[Seat<'_>],
    edges: &[(usize, usize)],
) -> Layout {
    place_holding(space, hosts, cards, edges, None)
}

/// The same while a host is moved, to whose place the others yield.
pub fn place_holding(
    space: Space,
    hosts: &[HostBox],
    cards: &[Seat<'_>],
    edges: &[(usize, usize)],
    held: Option<HostId>,
) -> Layout {
    let blocks = Blocks::new(hosts, cards, edges).holding(held);
    roomy(space, AIR, &|space| Some(fitted(&blocks, space, edges))).unwrap_or_default()
}

/// The layout with as much room for captions as leaves the cards what they show with
/// the least, at their usual size, and so much `air` above and below them.
pub(super) fn roomy(
    space: Space,
    air: f64,
    place: &dyn Fn(Space) -> Option<Layout>,
) -> Option<Layout> {
    let mut found = legible(place(space)?, space);
    let same = |it: &Layout| {
        let wide = |it: &Layout| it.cards.first().map_or(0.0, |card| card.w);
        // What is enlarged yields: it is read anyway.
        let smallest = found.extent.w.max(space.size.w) + 0.5;
        let free = it.above() >= it.area.y + air && it.below() <= it.area.bottom() - air;
        it.kind == found.kind
            && it.extent.w <= smallest
            && wide(it) >= wide(&found) * NARROWER
            && free
    };
    let tried = |top: f64| {
        let space = Space { top, ..space };
        let layout = legible(place(space)?, space);
        same(&layout).then_some(layout)
    };
    let spare = (space.most - space.top).max(0.0);
    let tops = (0..TOPS).map(|at| space.most - spare * at as f64 / TOPS as f64);
    if spare > 1.0
        && let Some(layout) = { tops }.find_map(tried)
    {
        found = layout;
    }
    Some(found)
}

/// Room above and below cards for what is written there.
const AIR: f64 = 14.0;
/// Strips that are tried between the highest and the least.
const TOPS: usize = 5;
/// The part of their width that cards may lose for a higher strip.
const NARROWER: f64 = 0.92;

/// The same with words beside the cards that can be read.
fn legible(layout: Layout, space: Space) -> Layout {
    let reduced = layout.extent.w / space.size.w.max(1.0);
    let letter = LETTER * (reduced * space.least).max(1.0);
    let top = space.top;
    Layout {
        letter,
        top,
        ..layout
    }
}

fn fitted(blocks: &Blocks<'_>, space: Space, edges: &[(usize, usize)]) -> Layout {
    let layout = largest(blocks, space);
    if let Some(layout) = &layout
        && !passes_above(layout, edges)
    {
        return layout.clone();
    }
    let top = space.top + PASSAGE;
    let layout = largest(blocks, Space { top, ..space }).or(layout);
    // Rather other places than the author's than words that nobody can read.
    let blocks = &blocks.clone().freed();
    let layout = layout.or_else(|| largest(blocks, space));
    layout.unwrap_or_else(|| beyond(blocks, space))
}

/// Room for a tube between the caption and the cards.
const PASSAGE: f64 = 8.0;

/// Whether a tube has to pass a column that reaches up to the caption.
fn passes_above(layout: &Layout, edges: &[(usize, usize)]) -> bool {
    let high = |card: &Rect| card.y < layout.area.y + PASSAGE;
    let between = |card: &Rect, a: Rect, b: Rect| card.x > a.right() && card.right() < b.x;
    edges.iter().any(|(a, b)| {
        let (a, b) = (layout.cards[*a], layout.cards[*b]);
        layout.cards.iter().any(|it| high(it) && between(it, a, b))
    })
}

/// The layout with the largest cards that fit, if any do.
fn largest(blocks: &Blocks<'_>, space: Space) -> Option<Layout> {
    for sizes in SIZES {
        // Rather wide cards than large ones: their words are what is read.
        let tried = |wide: [f64; 2]| {
            let all = sizes
                .iter()
                .filter(|size| size.1 >= blocks.least(size.0) * space.least);
            all.flat_map(move |(kind, zoom)| wide.map(|wide| (*kind, *zoom, wide)))
        };
        // Rather smaller cards than others' places than the author's.
        let fit = |(kind, zoom, wide): (CardKind, f64, f64), faithful: bool| {
            let wide = if kind == CardKind::Mini { 0.0 } else { wide };
            blocks.fit(space, (kind, zoom), wide, (0.0, faithful))
        };
        let found = tried([1.0, 0.5]).find_map(|size| fit(size, true));
        let mut all = tried([1.0, 0.5]).chain(tried([0.25, 0.0]));
        let found = found.or_else(|| all.find_map(|size| fit(size, false)));
        if found.is_some() {
            return found;
        }
    }
    let narrow = |(kind, zoom): &(CardKind, f64)| {
        let readable = *zoom >= space.least;
        let fit = || blocks.fit(space, (*kind, *zoom), -1.0, (0.0, false));
        readable.then(fit).flatten()
    };
    SIZES[2].iter().skip(1).find_map(narrow)
}

/// Beyond what fits, the drawing grows and the stage shows it smaller.
fn beyond(blocks: &Blocks<'_>, space: Space) -> Layout {
    let mut space = space.grown(1.0 / space.least.max(0.5));
    for _ in 0..GROWTHS {
        space = space.grown(1.12);
        if let Some(layout) = blocks.fit(space, (CardKind::Mini, 1.0), 0.0, (0.0, false)) {
            return layout;
        }
    }
    blocks.spread_mini(space)
}

/// The layout with cards of one kind, enlarged, if that fits with so much room
/// between linked ones.
pub fn place_as(
    space: Space,
    hosts: &[HostBox],
    cards: &[Seat<'_>],
    edges: &[(usize, usize)],
    size: (CardKind, f64),
    room: f64,
) -> Option<Layout> {
    Blocks::new(hosts, cards, edges).fit(space, size, 0.0, (room, false))
}

/// What is tried, best first: a few cards are enlarged for the last row. What is
/// smaller than usual is for drawings that are shown enlarged.
const SIZES: [&[(CardKind, f64)]; 3] = [
    &[
        (CardKind::Full, 1.3),
        (CardKind::Full, 1.15),
        (CardKind::Full, 1.0),
        (CardKind::Full, 0.93),
        (CardKind::Full, 0.9),
    ],
    &[
        (CardKind::Compact, 1.25),
        (CardKind::Compact, 1.12),
        (CardKind::Compact, 1.0),
        (CardKind::Compact, 0.9),
        (CardKind::Compact, 0.78),
    ],
    &[
        (CardKind::Mini, 1.15),
        (CardKind::Mini, 1.0),
        (CardKind::Mini, 0.9),
        (CardKind::Mini, 0.78),
    ],
];
/// Ninety-fold growth: enough for as many processes as a scenario may have.
const GROWTHS: usize = 40;

impl Space {
    /// Where cards may stand.
    pub(super) fn area(self) -> Rect {
        let w = self.size.w - 2.0 * MARGIN;
        let h = self.size.h - self.top - self.foot;
        Rect::new(MARGIN, self.top, w.max(1.0), h.max(1.0))
    }

    pub(super) fn grown(self, by: f64) -> Space {
        Space {
            size: Size::new(self.size.w * by, self.size.h * by),
            top: self.top * by,
            most: self.most * by,
            foot: self.foot * by,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use sim_core::base::{HostId, ProcessId};

    use super::*;

    /// A stage with `per_host[i]` processes on host `i`.
    fn stage(per_host: &[usize]) -> (Vec<HostBox>, Vec<Seat<'static>>) {
        let mut cards = Vec::new();
        let mut hosts = Vec::new();
        for (host, count) in per_host.iter().enumerate() {
            let first = cards.len();
            let seat = Seat {
                host: HostId(host as u32),
                name: "p1",
                words: 0.0,
            };
            cards.extend(vec![seat; *count]);
            hosts.push(HostBox {
                id: HostId(host as u32),
                name: format!("h{host}"),
                processes: (first..first + count)
                    .map(|id| ProcessId(id as u32))
                    .collect(),
                at: None,
            });
        }
        (hosts, cards)
    }

    fn space(size: Size) -> Space {
        Space {
            size,
            top: 90.0,
            most: 90.0,
            foot: 46.0,
            least: 1.0,
        }
    }

    fn star(count: usize) -> Vec<(usize, usize)> {
        (1..count).map(|leaf| (leaf, 0)).collect()
    }

    #[test]
    fn cards_never_meet_and_stay_on_the_stage() {
        let sizes = [
            Size::new(988.0, 580.0),
            Size::new(880.0, 440.0),
            Size::new(560.0, 400.0),
        ];
        for size in sizes {
            for count in 1..=40 {
                let (hosts, cards) = stage(&vec![1; count]);
                let layout = place(space(size), &hosts, &cards, &star(count));
                let whole = Rect::new(0.0, 0.0, layout.extent.w, layout.extent.h);
                for (i, a) in layout.cards.iter().enumerate() {
                    assert_eq!(a.inside(whole), *a, "{count} at {size:?}");
                    for b in &layout.cards[i + 1..] {
                        assert!(!a.meets(*b, 0.0), "{count} at {size:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn up_to_twenty_cards_are_shown_in_letters_that_can_be_read() {
        let size = Size::new(988.0, 580.0);
        for (count, kind) in [
            (2, CardKind::Full),
            (5, CardKind::Full),
            (7, CardKind::Full),
            (9, CardKind::Compact),
            (13, CardKind::Mini),
            (20, CardKind::Mini),
        ] {
            let (hosts, cards) = stage(&vec![1; count]);
            let layout = place(space(size), &hosts, &cards, &star(count));
            assert!(layout.extent.w <= size.w / 0.9 + 1.0, "{count}");
            assert_eq!(layout.kind, kind, "{count}");
        }
    }

    #[test]
    fn tubes_pass_between_the_cards_of_a_column() {
        let (hosts, cards) = stage(&[1; 13]);
        let edges = star(13);
        let layout = place(space(Size::new(988.0, 580.0)), &hosts, &cards, &edges);
        for leaf in 1..13 {
            let (card, exit) = (layout.cards[leaf], layout.exits[leaf].1);
            let lead = Rect::new(
                card.right() + 1.0,
                card.center().y - 6.0,
                exit - card.right(),
                12.0,
            );
            let blocked = |other: &&Rect| lead.w > 1.0 && lead.meets(**other, 0.0);
            assert!(!layout.cards.iter().any(|c| blocked(&c)), "{leaf}");
        }
    }

    #[test]
    fn hosts_frame_their_processes() {
        let (hosts, cards) = stage(&[2, 1]);
        let layout = place(
            space(Size::new(988.0, 580.0)),
            &hosts,
            &cards,
            &[(0, 2), (1, 2)],
        );
        assert_eq!(layout.frames.len(), 1);
        let frame = layout.frames[0].rect;
        assert_eq!(layout.cards[0].inside(frame), layout.cards[0]);
        assert!(!frame.meets(layout.cards[2], 0.0));
    }

    #[test]
    fn authored_places_come_first() {
        let (mut hosts, cards) = stage(&[1, 1, 1]);
        hosts[0].at = Some((1.0, 0.0));
        let layout = place(
            space(Size::new(988.0, 580.0)),
            &hosts,
            &cards,
            &[(0, 1), (1, 2)],
        );
        assert!(layout.cards[0].x > layout.cards[1].x);
        assert!(!layout.cards[0].meets(layout.cards[2], 0.0));
    }
}
