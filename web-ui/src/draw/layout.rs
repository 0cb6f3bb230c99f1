//! Where the cards stand: the author's places first, the rest in columns from
//! left to right by who speaks to whom, at the largest card size that fits.
//! Hosts with several processes become frames around their cards. Depends only
//! on names, hosts and flow, never on the moment, so that nothing moves while
//! a run plays.

use sim_core::view::{HostBox, ProcessCard};

use super::geometry::{Point, Rect, Size};
use super::layers;

/// How much a card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardKind {
    /// Name, state, current line, queues.
    Full,
    /// Name, state, current line, one thin queue bar.
    Compact,
    /// Name and state only.
    Mini,
}

/// The places of all cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The drawing's size: the stage's own, or larger where the cards would
    /// not fit (the stage then shows it reduced).
    pub extent: Size,
    /// How much the cards show.
    pub kind: CardKind,
    /// One place per process, in the stage's order.
    pub cards: Vec<Rect>,
    /// Frames of hosts.
    pub frames: Vec<HostFrame>,
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
struct Measures {
    card: Size,
    /// Least room between columns: enough to see a message fly.
    across: f64,
    /// Least room between the rows of a column.
    down: f64,
}

/// Left and right of the cards.
const MARGIN: f64 = 36.0;
/// Below the cards.
const FOOT: f64 = 24.0;
/// Room between two rows and two columns of a column too high for the stage.
const WRAP: f64 = 14.0;
/// Most room between two columns: further apart they stop being one picture.
const WIDEST: f64 = 330.0;
/// Most room between two rows.
const HIGHEST: f64 = 42.0;
/// Frame of a host: around its cards, and above them for its name.
const FRAME: (f64, f64) = (14.0, 20.0);

impl CardKind {
    fn measures(self) -> Measures {
        let (w, h, across, down) = match self {
            CardKind::Full => (212.0, 116.0, 110.0, 14.0),
            CardKind::Compact => (160.0, 66.0, 70.0, 12.0),
            CardKind::Mini => (132.0, 42.0, 60.0, 9.0),
        };
        Measures {
            card: Size::new(w, h),
            across,
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
}

/// Places the cards of a stage. `edges` are pairs of places in `cards`, left
/// one first.
pub fn place(
    space: Space,
    hosts: &[HostBox],
    cards: &[ProcessCard],
    edges: &[(usize, usize)],
) -> Layout {
    let blocks = Blocks::new(hosts, cards, edges);
    for kind in [CardKind::Full, CardKind::Compact, CardKind::Mini] {
        if let Some(layout) = blocks.fit(space, kind) {
            return layout;
        }
    }
    // Beyond what fits, the drawing grows and the stage shows it smaller.
    let mut space = space;
    for _ in 0..GROWTHS {
        space = space.grown(1.25);
        if let Some(layout) = blocks.fit(space, CardKind::Mini) {
            return layout;
        }
    }
    blocks.spread(space, CardKind::Mini)
}

/// Ninety-fold growth: enough for as many processes as a scenario may have.
const GROWTHS: usize = 20;

/// What is placed as one: a process, or a host with all of its processes.
struct Blocks<'a> {
    blocks: Vec<Block<'a>>,
    columns: Vec<Vec<usize>>,
    processes: usize,
}

struct Block<'a> {
    members: Vec<usize>,
    frame: Option<&'a str>,
    at: Option<(f64, f64)>,
}

impl<'a> Blocks<'a> {
    fn new(hosts: &'a [HostBox], cards: &[ProcessCard], edges: &[(usize, usize)]) -> Blocks<'a> {
        let blocks = blocks(hosts, cards);
        let mut owner = vec![0; cards.len()];
        for (at, block) in blocks.iter().enumerate() {
            for member in &block.members {
                owner[*member] = at;
            }
        }
        let between: Vec<(usize, usize)> = edges
            .iter()
            .filter(|e| e.0 < cards.len() && e.1 < cards.len())
            .map(|e| (owner[e.0], owner[e.1]))
            .collect();
        let columns = layers::columns(blocks.len(), &between);
        Blocks {
            blocks,
            columns,
            processes: cards.len(),
        }
    }

    /// The layout at this size, if it fits.
    fn fit(&self, space: Space, kind: CardKind) -> Option<Layout> {
        let area = space.area();
        let columns = self.wrapped(area, kind);
        let width: f64 = columns.iter().map(|c| c.width).sum();
        let gaps: f64 = columns.iter().skip(1).map(|c| c.gap).sum();
        let tallest = columns.iter().map(|c| c.height).fold(0.0, f64::max);
        (width + gaps <= area.w && tallest <= area.h).then(|| self.spread(space, kind))
    }

    /// The layout at this size, whether it fits or not.
    fn spread(&self, space: Space, kind: CardKind) -> Layout {
        let area = space.area();
        let places = self.positions(area, kind);
        let mut cards = vec![Rect::default(); self.processes];
        let mut frames = Vec::new();
        for (block, place) in self.blocks.iter().zip(places) {
            block.fill(place, kind, &mut cards, &mut frames);
        }
        Layout {
            extent: space.size,
            kind,
            cards,
            frames,
        }
    }

    fn positions(&self, area: Rect, kind: CardKind) -> Vec<Rect> {
        let mut places = vec![None; self.blocks.len()];
        for (at, block) in self.blocks.iter().enumerate() {
            places[at] = block.authored(area, kind);
        }
        let taken: Vec<Rect> = places.iter().flatten().copied().collect();
        for (at, wanted) in self.automatic(area, kind) {
            let free = || free_place(wanted, &taken, area);
            places[at].get_or_insert_with(free);
        }
        places.into_iter().flatten().collect()
    }

    /// Columns spread over the width, rows over the height.
    fn automatic(&self, area: Rect, kind: CardKind) -> Vec<(usize, Rect)> {
        let columns = self.wrapped(area, kind);
        let width: f64 = columns.iter().map(|c| c.width).sum();
        let least: f64 = columns.iter().skip(1).map(|c| c.gap).sum();
        let real = columns.iter().skip(1).filter(|c| !c.continues).count();
        let spare = (area.w - width - least).max(0.0) / real.max(1) as f64;
        let extra = spare.min(WIDEST - kind.measures().across);
        let total = width + least + extra * real as f64;
        let mut x = area.x + (area.w - total) / 2.0;
        let mut found = Vec::new();
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                x += column.gap + if column.continues { 0.0 } else { extra };
            }
            found.extend(self.rows(column, x, area, kind));
            x += column.width;
        }
        found
    }

    fn rows(&self, column: &Column, x: f64, area: Rect, kind: CardKind) -> Vec<(usize, Rect)> {
        let count = column.blocks.len();
        let down = kind.measures().down;
        let spare = (area.h - column.height) / count.max(1) as f64;
        let gap = (down + spare.max(0.0)).min(HIGHEST.max(down));
        let height = column.height + (gap - down) * (count.max(1) - 1) as f64;
        let mut y = area.y + (area.h - height) / 2.0;
        let mut found = Vec::new();
        for at in &column.blocks {
            let size = self.blocks[*at].size(kind);
            found.push((
                *at,
                Rect::new(x + (column.width - size.w) / 2.0, y, size.w, size.h),
            ));
            y += size.h + gap;
        }
        found
    }

    /// The columns, those too high for the area split into several.
    fn wrapped(&self, area: Rect, kind: CardKind) -> Vec<Column> {
        let mut found = Vec::new();
        for blocks in &self.columns {
            found.extend(self.wrap(blocks, area.h, kind));
        }
        found
    }

    fn wrap(&self, blocks: &[usize], highest: f64, kind: CardKind) -> Vec<Column> {
        let measures = kind.measures();
        let height = |blocks: &[usize]| -> f64 {
            let gaps = measures.down * blocks.len().saturating_sub(1) as f64;
            blocks
                .iter()
                .map(|at| self.blocks[*at].size(kind).h)
                .sum::<f64>()
                + gaps
        };
        let parts = (height(blocks) / highest.max(1.0)).ceil().max(1.0) as usize;
        let each = blocks.len().div_ceil(parts).max(1);
        blocks
            .chunks(each)
            .enumerate()
            .map(|(part, blocks)| Column {
                width: blocks
                    .iter()
                    .map(|at| self.blocks[*at].size(kind).w)
                    .fold(0.0, f64::max),
                height: height(blocks),
                gap: if part > 0 { WRAP } else { measures.across },
                continues: part > 0,
                blocks: blocks.to_vec(),
            })
            .collect()
    }
}

struct Column {
    blocks: Vec<usize>,
    width: f64,
    height: f64,
    /// Least room to the column before it.
    gap: f64,
    /// True if it is a further part of the column before it.
    continues: bool,
}

impl Block<'_> {
    fn grid(&self) -> (usize, usize) {
        let count = self.members.len();
        let columns = if count > 4 { count.div_ceil(4) } else { 1 };
        (columns, count.div_ceil(columns.max(1)))
    }

    fn size(&self, kind: CardKind) -> Size {
        let measures = kind.measures();
        let (columns, rows) = self.grid();
        let mut size = Size::new(
            (measures.card.w + WRAP) * columns as f64 - WRAP,
            (measures.card.h + measures.down) * rows as f64 - measures.down,
        );
        if self.frame.is_some() {
            size.w += 2.0 * FRAME.0;
            size.h += 2.0 * FRAME.0 + FRAME.1;
        }
        size
    }

    fn authored(&self, area: Rect, kind: CardKind) -> Option<Rect> {
        let (x, y) = self.at?;
        let center = Point::new(area.x + x * area.w, area.y + y * area.h);
        Some(Rect::around(center, self.size(kind)).inside(area))
    }

    fn fill(&self, place: Rect, kind: CardKind, cards: &mut [Rect], frames: &mut Vec<HostFrame>) {
        let measures = kind.measures();
        let mut corner = Point::new(place.x, place.y);
        if let Some(name) = self.frame {
            frames.push(HostFrame {
                name: name.to_owned(),
                rect: place,
            });
            corner = Point::new(place.x + FRAME.0, place.y + FRAME.0 + FRAME.1);
        }
        let (_, rows) = self.grid();
        for (i, member) in self.members.iter().enumerate() {
            let (column, row) = (i / rows.max(1), i % rows.max(1));
            cards[*member] = Rect::new(
                corner.x + column as f64 * (measures.card.w + WRAP),
                corner.y + row as f64 * (measures.card.h + measures.down),
                measures.card.w,
                measures.card.h,
            );
        }
    }
}

fn blocks<'a>(hosts: &'a [HostBox], cards: &[ProcessCard]) -> Vec<Block<'a>> {
    let used = |host: &HostBox| -> Vec<usize> {
        let of_host = |card: &&(usize, &ProcessCard)| card.1.host == host.id;
        let all: Vec<_> = cards.iter().enumerate().collect();
        all.iter().filter(of_host).map(|card| card.0).collect()
    };
    let busy: Vec<(&HostBox, Vec<usize>)> = hosts
        .iter()
        .map(|host| (host, used(host)))
        .filter(|(_, members)| !members.is_empty())
        .collect();
    let several_hosts = busy.len() > 1;
    let mut blocks: Vec<Block> = Vec::new();
    for (host, members) in busy {
        if several_hosts {
            blocks.push(Block {
                frame: (members.len() > 1).then_some(host.name.as_str()),
                members,
                at: host.at,
            });
        } else {
            blocks.extend(members.into_iter().map(|member| Block {
                members: vec![member],
                frame: None,
                at: None,
            }));
        }
    }
    blocks
}

impl Space {
    /// Where cards may stand.
    fn area(self) -> Rect {
        let (w, h) = (self.size.w - 2.0 * MARGIN, self.size.h - self.top - FOOT);
        Rect::new(MARGIN, self.top, w.max(1.0), h.max(1.0))
    }

    fn grown(self, by: f64) -> Space {
        Space {
            size: Size::new(self.size.w * by, self.size.h * by),
            top: self.top * by,
        }
    }
}

/// Tries around a wanted place before giving up: beyond it nothing is near.
const TRIES: usize = 24;

/// The wanted place, or the nearest above or below it that is free.
fn free_place(wanted: Rect, taken: &[Rect], area: Rect) -> Rect {
    let free = |place: Rect| !taken.iter().any(|other| place.meets(*other, WRAP));
    for i in 0..TRIES {
        let by = (i.div_ceil(2) as f64) * 24.0 * if i % 2 == 0 { 1.0 } else { -1.0 };
        let place = Rect {
            y: wanted.y + by,
            ..wanted
        };
        if free(place) && place.inside(area) == place {
            return place;
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use sim_core::base::{HostId, ProcessId};
    use sim_core::view::Activity;

    use super::*;

    fn card(id: usize, host: usize) -> ProcessCard {
        ProcessCard {
            id: ProcessId(id as u32),
            name: format!("p{id}"),
            host: HostId(host as u32),
            activity: Activity::Running,
            state: "running".into(),
            statement: String::new(),
            line: 1,
            ports: vec![],
            queues: vec![],
        }
    }

    /// A stage with `per_host[i]` processes on host `i`.
    fn stage(per_host: &[usize]) -> (Vec<HostBox>, Vec<ProcessCard>) {
        let mut cards = Vec::new();
        let mut hosts = Vec::new();
        for (host, count) in per_host.iter().enumerate() {
            let first = cards.len();
            cards.extend((first..first + count).map(|id| card(id, host)));
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
        Space { size, top: 90.0 }
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
    fn up_to_twenty_cards_are_shown_at_full_scale() {
        let size = Size::new(988.0, 580.0);
        for (count, kind) in [
            (2, CardKind::Full),
            (5, CardKind::Full),
            (20, CardKind::Compact),
        ] {
            let (hosts, cards) = stage(&vec![1; count]);
            let layout = place(space(size), &hosts, &cards, &star(count));
            assert_eq!((layout.extent, layout.kind), (size, kind), "{count}");
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
