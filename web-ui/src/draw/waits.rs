//! Arrows from those who wait to whom they wait for, bent so that they lead
//! round cards and keep apart from each other.

use sim_core::base::ProcessId;
use sim_core::view::{Activity, Stage, WaitEdge, Waits};

use super::curve::{Curve, End, Side};
use super::geometry::{Point, Rect};
use super::route;
use super::scene::Scene;

/// One arrow.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitArrow {
    /// Its way, as an SVG path.
    pub path: String,
    /// True if it is part of a circle.
    pub stuck: bool,
}

/// How far an arrow may be bent to a side, best first. Two who wait for each
/// other are bent to different sides, as each looks from its own.
const BENDS: [f64; 8] = [50.0, -50.0, 100.0, -100.0, 160.0, -160.0, 230.0, -230.0];
/// Heights at which an arrow leaves and reaches cards when it leads round others,
/// in parts of the card: not where the tubes do.
const HEIGHTS: [f64; 2] = [0.22, 0.78];
/// Points looked at along an arrow.
const STEPS: usize = 24;
/// Air between an arrow and what it leads round.
const CLEAR: f64 = 6.0;
/// Middles of arrows nearer than this are taken for one arrow.
const APART: f64 = 22.0;

/// The arrows of a moment; nobody is shown waiting for those who are no more.
pub fn arrows(scene: &Scene, stage: &Stage, waits: &Waits) -> Vec<WaitArrow> {
    let is_there = |id: ProcessId| {
        let card = stage.processes.get(id.index());
        card.is_some_and(|it| !matches!(it.activity, Activity::Ended | Activity::Crashed))
    };
    let words: Vec<Rect> = scene.words().collect();
    let mut middles: Vec<Point> = Vec::new();
    let mut found = Vec::new();
    for edge in &waits.edges {
        let Some(to) = edge.to.filter(|to| is_there(*to)) else {
            continue;
        };
        let ends = (scene.card(edge.from), scene.card(to));
        let cards = scene.layout.cards.iter().copied();
        let others: Vec<Rect> = cards.filter(|it| *it != ends.0 && *it != ends.1).collect();
        let ways = ways(ends, &others, scene.layout.area);
        let best = ways.map(|way| (way.cost(scene, &others, &words, &middles), way));
        let best = best.reduce(|a, b| if b.0 < a.0 { b } else { a });
        let Some((_, way)) = best else { continue };
        middles.push(way.at(0.5));
        found.push(WaitArrow {
            path: way.path(),
            stuck: is_stuck(edge, waits),
        });
    }
    found
}

fn is_stuck(edge: &WaitEdge, waits: &Waits) -> bool {
    let both = |circle: &Vec<ProcessId>| {
        circle.contains(&edge.from) && edge.to.is_some_and(|to| circle.contains(&to))
    };
    waits.deadlocks.iter().any(both)
}

/// The ways that are looked at: bows, and as tubes lead round other cards.
fn ways(ends: (Rect, Rect), others: &[Rect], area: Rect) -> impl Iterator<Item = Way> {
    let bows = BENDS.into_iter().map(move |by| Way::bow(ends, by));
    let (from, to) = ends;
    let side = |own: Rect, other: Rect| match other.center().x < own.center().x {
        true => Side::Left,
        false => Side::Right,
    };
    let end = |own: Rect, side: Side, height: f64| {
        let x = match side {
            Side::Left => own.x,
            Side::Right => own.right(),
        };
        End {
            at: Point::new(x, own.y + own.h * height),
            side,
            lead: 0.0,
        }
    };
    let round = HEIGHTS.map(|height| {
        let one = end(from, side(from, to), height);
        let other = end(to, side(to, from), height);
        Way::Round(route::way(one, other, others, area))
    });
    bows.chain(round)
}

/// A way from card to card.
enum Way {
    /// A quadratic curve.
    Bow([Point; 3]),
    /// A tube's.
    Round(Curve),
}

impl Way {
    fn bow((from, to): (Rect, Rect), by: f64) -> Way {
        let (a, b) = (from.center(), to.center());
        let length = a.distance(b).max(1.0);
        let middle = a.towards(b, 0.5);
        let (dx, dy) = ((b.y - a.y) / length * by, -(b.x - a.x) / length * by);
        let middle = Point::new(middle.x + dx, middle.y + dy);
        Way::Bow([from.edge_towards(middle), middle, to.edge_towards(middle)])
    }

    fn at(&self, t: f64) -> Point {
        match self {
            Way::Bow([a, b, c]) => a.towards(*b, t).towards(b.towards(*c, t), t),
            Way::Round(curve) => curve.at(t),
        }
    }

    /// Cards that it leads through count most, then arrows that it lies on, then
    /// words.
    fn cost(&self, scene: &Scene, others: &[Rect], words: &[Rect], middles: &[Point]) -> usize {
        let points: Vec<Point> = (1..STEPS)
            .map(|i| self.at(i as f64 / STEPS as f64))
            .collect();
        let through = |rect: Rect| points.iter().any(|point| rect.holds(*point));
        let cards = others.iter().filter(|it| through(it.grown(CLEAR))).count();
        let covered = words.iter().filter(|it| through(**it)).count();
        let middle = self.at(0.5);
        let onto = middles.iter().filter(|it| it.distance(middle) < APART);
        let (size, area) = (scene.layout.extent, scene.layout.area);
        // Not below the caption, either.
        let whole = Rect::new(0.0, area.y - CLEAR, size.w, size.h - area.y + CLEAR);
        let outside = points.iter().any(|point| !whole.holds(*point));
        20 * cards + 3 * onto.count() + 20 * usize::from(outside) + 2 * covered
    }

    fn path(&self) -> String {
        match self {
            Way::Bow([a, b, c]) => format!(
                "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
                a.x, a.y, b.x, b.y, c.x, c.y
            ),
            Way::Round(curve) => curve.path(),
        }
    }
}
