//! Blocks (a process, or a host with all of its processes) in columns: one
//! above the other where there is room, else in two interleaved rows between
//! whose cards the tubes pass, else side by side.

use sim_core::base::HostId;
use sim_core::view::HostBox;

use super::apart::{Gap, apart};
use super::geometry::{Point, Rect, Size};
use super::layers;
use super::layout::{
    CardKind, HostFrame, LETTER, Layout, Longest, Measures, NEAR, Seat, Space, wanted,
};
use super::words;

/// Room between cards side by side.
const WRAP: f64 = 14.0;
/// Room between cards that have nothing to do with each other: enough to read
/// what is written at a port.
const PORT: f64 = 62.0;
/// Most room between two columns: further apart they stop being one picture.
const WIDEST: f64 = 330.0;
/// Most room between two rows.
const HIGHEST: f64 = 42.0;
/// Room between two cards through which a tube passes.
const TUBE: f64 = 14.0;
/// Frame of a host: around its cards, and above them for its name.
const FRAME: (f64, f64) = (14.0, 20.0);

/// The blocks of a stage and the columns they belong to.
#[derive(Clone)]
pub(super) struct Blocks<'a> {
    blocks: Vec<Block<'a>>,
    columns: Vec<Vec<usize>>,
    /// Blocks between whose cards tubes lie.
    linked: Vec<(usize, usize)>,
    /// The block that somebody moves at this moment.
    held: Option<usize>,
    /// True if nobody's places count.
    free: bool,
    processes: usize,
    longest: Longest,
}

#[derive(Clone)]
struct Block<'a> {
    host: HostId,
    members: Vec<usize>,
    frame: Option<&'a str>,
    at: Option<(f64, f64)>,
}

/// A column: its blocks with their places from its upper left corner.
struct Column {
    places: Vec<(usize, Rect)>,
    size: Size,
    /// True if tubes run straight to its edges.
    interleaved: bool,
}

/// Where a block stands, and up to where its tubes run straight.
#[derive(Clone, Copy, Default)]
struct Placed {
    rect: Rect,
    exits: Option<(f64, f64)>,
}

impl<'a> Blocks<'a> {
    /// `edges` are pairs of places in `cards`, left one first.
    pub(super) fn new(
        hosts: &'a [HostBox],
        cards: &[Seat<'_>],
        edges: &[(usize, usize)],
    ) -> Blocks<'a> {
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
        let names = cards.iter().map(|card| words::width(card.name, 1.0, true));
        Blocks {
            blocks,
            columns,
            linked: between,
            held: None,
            free: false,
            processes: cards.len(),
            longest: Longest {
                name: names.fold(0.0, f64::max),
                words: cards.iter().map(|card| card.words).fold(0.0, f64::max),
            },
        }
    }

    /// The same while a host is moved: the others yield to it.
    pub(super) fn holding(self, host: Option<HostId>) -> Self {
        let held = self
            .blocks
            .iter()
            .position(|block| Some(block.host) == host);
        Blocks { held, ..self }
    }

    /// The same without the author's places.
    pub(super) fn freed(self) -> Self {
        Blocks { free: true, ..self }
    }

    /// The part of its usual size that a kind needs to be read: the letters of
    /// full cards are larger than those of the others.
    pub(super) fn least(&self, kind: CardKind) -> f64 {
        match kind {
            CardKind::Full if self.longest.words == 0.0 => 0.925,
            _ => 1.0,
        }
    }

    /// The layout with cards of one kind, enlarged and widened, if that fits
    /// with so much room at least between linked ones.
    pub(super) fn fit(
        &self,
        space: Space,
        (kind, enlarged): (CardKind, f64),
        wide: f64,
        (room, faithful): (f64, bool),
    ) -> Option<Layout> {
        let space = space.grown(1.0 / enlarged);
        let area = space.area();
        let mut measures = kind.measures(self.longest, enlarged, wide);
        measures.across = measures.across.max(room / enlarged);
        if !self.free && self.blocks.iter().any(|block| block.at.is_some()) {
            let places = self.authored(area, measures, faithful)?;
            return Some(self.filled(space, places, measures));
        }
        let columns = self.arranged(area.h, measures);
        let tallest = columns.iter().map(|c| c.size.h).fold(0.0, f64::max);
        let fits = least_width(&columns, measures) <= area.w && tallest <= area.h;
        // Cards side by side hide tubes: rather small cards than hidden tubes.
        let clear = columns.iter().all(|c| c.interleaved || c.is_stack());
        (fits && (clear || kind == CardKind::Mini)).then(|| self.spread(space, measures))
    }

    /// The layout with the smallest cards, whether it fits or not.
    pub(super) fn spread_mini(&self, space: Space) -> Layout {
        self.spread(space, CardKind::Mini.measures(self.longest, 1.0, 0.0))
    }

    /// The layout in columns, whether it fits or not.
    fn spread(&self, space: Space, measures: Measures) -> Layout {
        let mut places = vec![Placed::default(); self.blocks.len()];
        let columns = self.arranged(space.area().h, measures);
        for (at, place) in automatic(columns, space.area(), measures) {
            places[at] = place;
        }
        self.filled(space, places, measures)
    }

    fn filled(&self, space: Space, places: Vec<Placed>, measures: Measures) -> Layout {
        let mut layout = Layout {
            extent: space.size,
            area: space.area(),
            top: space.top,
            kind: measures.kind,
            letter: LETTER,
            cards: vec![Rect::default(); self.processes],
            exits: vec![(0.0, 0.0); self.processes],
            frames: Vec::new(),
        };
        for (block, place) in self.blocks.iter().zip(places) {
            block.fill(place, measures, &mut layout);
        }
        layout
    }

    /// Places of which the author gave some: pushed apart where they meet. If it is
    /// to be `faithful`, only the others yield.
    fn authored(&self, area: Rect, measures: Measures, faithful: bool) -> Option<Vec<Placed>> {
        let stack = |blocks: &Vec<usize>| self.stack(blocks, area.h, measures);
        let columns = self.columns.iter().map(stack).collect();
        let mut wanted: Vec<Rect> = vec![Rect::default(); self.blocks.len()];
        for (at, place) in automatic(columns, area, measures) {
            wanted[at] = place.rect;
        }
        for column in &self.columns {
            let own = |at: usize| self.blocks[at].authored(area, measures);
            let known: Vec<Rect> = column.iter().filter_map(|at| own(*at)).collect();
            let middles = known.iter().map(|rect| rect.center().x);
            let middle = middles.sum::<f64>() / known.len().max(1) as f64;
            for at in column.iter().filter(|_| !known.is_empty()) {
                // The others of a column stand below each other with them.
                wanted[*at].x = middle - wanted[*at].w / 2.0;
                wanted[*at] = own(*at).unwrap_or(wanted[*at]);
            }
        }
        let gap = |a: usize, b: usize| {
            let linked = self.linked.contains(&(a, b)) || self.linked.contains(&(b, a));
            Gap {
                across: if linked { measures.across } else { PORT },
                down: measures.down,
                linked,
            }
        };
        // What somebody moves comes before what the author wants.
        let held = |at: usize| (self.held == Some(at)).then_some(0.0);
        let given = |at: usize| {
            let near = self.blocks[at].at.map(|_| NEAR);
            held(at).or(near)
        };
        let found = match faithful {
            true => apart(&wanted, area, given, gap).or_else(|| {
                self.held?;
                apart(&wanted, area, held, gap)
            }),
            false => apart(&wanted, area, |_| None, gap),
        }?;
        let placed = |rect| Placed { rect, exits: None };
        Some(found.into_iter().map(placed).collect())
    }

    fn arranged(&self, height: f64, measures: Measures) -> Vec<Column> {
        let arrange = |blocks: &Vec<usize>| self.arrange(blocks, height, measures);
        self.columns.iter().map(arrange).collect()
    }

    fn arrange(&self, blocks: &[usize], height: f64, measures: Measures) -> Column {
        let stack = self.stack(blocks, height, measures);
        if stack.size.h <= height {
            return stack;
        }
        match self.interleave(blocks, height, measures) {
            Some(column) if column.size.h <= height => column,
            _ => self.side_by_side(blocks, height, measures),
        }
    }

    /// One above the other, as far apart as there is room.
    fn stack(&self, blocks: &[usize], height: f64, measures: Measures) -> Column {
        let sizes: Vec<Size> = blocks
            .iter()
            .map(|at| self.blocks[*at].size(measures))
            .collect();
        let width = sizes.iter().map(|size| size.w).fold(0.0, f64::max);
        let all: f64 = sizes.iter().map(|size| size.h).sum();
        let count = blocks.len().max(1) as f64;
        let gap = ((height - all) / count).clamp(measures.down, HIGHEST);
        let mut y = 0.0;
        let mut places = Vec::new();
        for (at, size) in blocks.iter().zip(&sizes) {
            places.push((*at, Rect::new((width - size.w) / 2.0, y, size.w, size.h)));
            y += size.h + gap;
        }
        Column {
            places,
            size: Size::new(width, y - gap),
            interleaved: false,
        }
    }

    /// Left and right in turn, half a step lower each, so that the tubes of
    /// the left ones pass between the right ones. Only for blocks of one size.
    fn interleave(&self, blocks: &[usize], height: f64, measures: Measures) -> Option<Column> {
        let size = self.blocks[*blocks.first()?].size(measures);
        if blocks
            .iter()
            .any(|at| self.blocks[*at].size(measures) != size)
        {
            return None;
        }
        let steps = blocks.len().saturating_sub(1).max(1) as f64;
        let least = (size.h + TUBE) / 2.0;
        let step = ((height - size.h) / steps).clamp(least, least + HIGHEST / 2.0);
        let place = |(row, at): (usize, &usize)| {
            let x = (row % 2) as f64 * (size.w + WRAP);
            (*at, Rect::new(x, row as f64 * step, size.w, size.h))
        };
        Some(Column {
            places: blocks.iter().enumerate().map(place).collect(),
            size: Size::new(2.0 * size.w + WRAP, steps * step + size.h),
            interleaved: true,
        })
    }

    /// As many stacks side by side as are needed.
    fn side_by_side(&self, blocks: &[usize], height: f64, measures: Measures) -> Column {
        let whole = self.stack(blocks, 0.0, measures).size.h;
        let mut parts = (whole / height.max(1.0)).ceil().max(1.0) as usize;
        let each = |parts: usize| blocks.len().div_ceil(parts).max(1);
        // Whole cards only: the last of a part may not fit any more.
        while parts < blocks.len()
            && self.stack(&blocks[..each(parts)], 0.0, measures).size.h > height
        {
            parts += 1;
        }
        let each = each(parts);
        let mut column = Column {
            places: Vec::new(),
            size: Size::default(),
            interleaved: false,
        };
        for part in blocks.chunks(each) {
            let stack = self.stack(part, height, measures);
            let x = column.size.w + if column.places.is_empty() { 0.0 } else { WRAP };
            let moved = |(at, r): (usize, Rect)| (at, Rect { x: r.x + x, ..r });
            column.places.extend(stack.places.into_iter().map(moved));
            column.size.w = x + stack.size.w;
            column.size.h = column.size.h.max(stack.size.h);
        }
        column
    }
}

/// Columns spread over the width.
fn automatic(columns: Vec<Column>, area: Rect, measures: Measures) -> Vec<(usize, Placed)> {
    let gaps = columns.len().saturating_sub(1) as f64;
    let least = least_width(&columns, measures);
    let across = measures.across;
    let spare = (area.w - least).max(0.0) / gaps.max(1.0);
    let gap = (across + spare).min(WIDEST);
    let mut x = area.x + (area.w - least - (gap - across) * gaps) / 2.0;
    let mut found = Vec::new();
    for column in columns {
        let y = area.y + (area.h - column.size.h) / 2.0;
        let exits = column.interleaved.then_some((x, x + column.size.w));
        for (at, place) in column.places {
            let rect = Rect::new(x + place.x, y + place.y, place.w, place.h);
            found.push((at, Placed { rect, exits }));
        }
        x += column.size.w + gap;
    }
    found
}

fn least_width(columns: &[Column], measures: Measures) -> f64 {
    let width: f64 = columns.iter().map(|c| c.size.w).sum();
    width + measures.across * columns.len().saturating_sub(1) as f64
}

impl Column {
    fn is_stack(&self) -> bool {
        let mut below = self.places.windows(2);
        below.all(|pair| pair[1].1.y >= pair[0].1.bottom())
    }
}

impl Block<'_> {
    fn grid(&self) -> (usize, usize) {
        let count = self.members.len();
        let columns = if count > 4 { count.div_ceil(4) } else { 1 };
        (columns, count.div_ceil(columns.max(1)))
    }

    fn size(&self, measures: Measures) -> Size {
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

    fn authored(&self, area: Rect, measures: Measures) -> Option<Rect> {
        Some(wanted(area, self.at?, self.size(measures)))
    }

    fn fill(&self, place: Placed, measures: Measures, layout: &mut Layout) {
        let mut corner = Point::new(place.rect.x, place.rect.y);
        if let Some(name) = self.frame {
            layout.frames.push(HostFrame {
                name: name.to_owned(),
                rect: place.rect,
            });
            corner = Point::new(corner.x + FRAME.0, corner.y + FRAME.0 + FRAME.1);
        }
        let (_, rows) = self.grid();
        for (i, member) in self.members.iter().enumerate() {
            let (column, row) = (i / rows.max(1), i % rows.max(1));
            let card = Rect::new(
                corner.x + column as f64 * (measures.card.w + WRAP),
                corner.y + row as f64 * (measures.card.h + measures.down),
                measures.card.w,
                measures.card.h,
            );
            layout.cards[*member] = card;
            layout.exits[*member] = place.exits.unwrap_or((card.x, card.right()));
        }
    }
}

fn blocks<'a>(hosts: &'a [HostBox], cards: &[Seat<'_>]) -> Vec<Block<'a>> {
    let used = |host: &HostBox| -> Vec<usize> {
        let of_host = |card: &&(usize, &Seat<'_>)| card.1.host == host.id;
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
                host: host.id,
                frame: (members.len() > 1).then_some(host.name.as_str()),
                members,
                at: host.at,
            });
        } else {
            blocks.extend(members.into_iter().map(|member| Block {
                host: host.id,
                members: vec![member],
                frame: None,
                at: None,
            }));
        }
    }
    blocks
}
