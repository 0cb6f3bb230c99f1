//! Arrows from those who wait to whom they wait for, bent so that they lead
//! round cards and keep apart from each other.

use sim_core::base::ProcessId;
use sim_core::view::{Activity, Stage, WaitEdge, Waits};

use super::geometry::{Point, Rect};
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
/// Points looked at along an arrow.
const STEPS: usize = 16;
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
    let mut middles: Vec<Point> = Vec::new();
    let mut found = Vec::new();
    for edge in &waits.edges {
        let Some(to) = edge.to.filter(|to| is_there(*to)) else {
            continue;
        };
        let ends = (scene.card(edge.from), scene.card(to));
        let bows = BENDS.into_iter().map(|by| Bow::new(ends, by));
        let best = bows.map(|bow| (bow.cost(scene, ends, &middles), bow));
        let best = best.reduce(|a, b| if b.0 < a.0 { b } else { a });
        let Some((_, bow)) = best else { continue };
        middles.push(bow.at(0.5));
        found.push(WaitArrow {
            path: bow.path(),
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

/// A quadratic curve from card to card.
struct Bow([Point; 3]);

impl Bow {
    fn new((from, to): (Rect, Rect), by: f64) -> Bow {
        let (a, b) = (from.center(), to.center());
        let length = a.distance(b).max(1.0);
        let middle = a.towards(b, 0.5);
        let (dx, dy) = ((b.y - a.y) / length * by, -(b.x - a.x) / length * by);
        let middle = Point::new(middle.x + dx, middle.y + dy);
        Bow([from.edge_towards(middle), middle, to.edge_towards(middle)])
    }

    fn at(&self, t: f64) -> Point {
        let [a, b, c] = self.0;
        a.towards(b, t).towards(b.towards(c, t), t)
    }

    /// Cards that it leads through, and arrows that it lies on.
    fn cost(&self, scene: &Scene, ends: (Rect, Rect), middles: &[Point]) -> usize {
        let points: Vec<Point> = (1..STEPS)
            .map(|i| self.at(i as f64 / STEPS as f64))
            .collect();
        let through = |card: &&Rect| {
            let near = card.grown(CLEAR);
            points.iter().any(|point| near.holds(*point))
        };
        let cards = scene.layout.cards.iter();
        let others = cards.filter(|card| **card != ends.0 && **card != ends.1);
        let middle = self.at(0.5);
        let onto = middles.iter().filter(|it| it.distance(middle) < APART);
        let size = scene.layout.extent;
        let whole = Rect::new(0.0, 0.0, size.w, size.h);
        let outside = points.iter().any(|point| !whole.holds(*point));
        2 * others.filter(through).count() + onto.count() + 2 * usize::from(outside)
    }

    fn path(&self) -> String {
        let [a, b, c] = self.0;
        format!(
            "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
            a.x, a.y, b.x, b.y, c.x, c.y
        )
    }
}
