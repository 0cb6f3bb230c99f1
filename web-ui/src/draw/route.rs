//! Ways between cards that lead round the cards in between: over them, under
//! them, or through a gap of their column.

use super::curve::{Curve, End, Side};
use super::geometry::{Point, Rect};

/// A tube's half width, and a little air.
const CLEAR: f64 = 10.0;
/// How far before a card a tube that passes it runs level.
const BEFORE: f64 = 14.0;
/// From a card's edge to the middle of a tube beside it.
const BESIDE: f64 = 12.0;
/// How far above and below the cards tubes may run.
const OUTSIDE: f64 = 22.0;

/// The way from `from` to `to` that leads through none of `others`, as far as
/// there is one within `area`.
pub fn way(from: End, to: End, others: &[Rect], area: Rect) -> Curve {
    let straight = Curve::between(from, to);
    let hit = others.iter().copied().filter(|it| meets(&straight, *it));
    let Some(hit) = hit.reduce(Rect::with) else {
        return straight;
    };
    let before = hits(&straight, others);
    let found = lanes(hit, others, area).into_iter().map(|y| {
        let (left, right) = (
            Point::new(hit.x - BEFORE, y),
            Point::new(hit.right() + BEFORE, y),
        );
        let level = match from.side {
            Side::Right => (left, right),
            Side::Left => (right, left),
        };
        let curve = Curve::around(from, level, to);
        (hits(&curve, others), curve)
    });
    // Of equally good ones the first is the nearest.
    let best = found.reduce(|best, next| if next.0 < best.0 { next } else { best });
    match best {
        Some((count, curve)) if count < before => curve,
        _ => straight,
    }
}

/// How many of them a way leads through.
pub fn hits(curve: &Curve, others: &[Rect]) -> usize {
    others.iter().filter(|it| meets(curve, **it)).count()
}

fn meets(curve: &Curve, card: Rect) -> bool {
    let near = card.grown(CLEAR);
    curve.points().any(|point| near.holds(point))
}

/// Heights at which a tube can pass: nearest to the middle of `hit` first.
fn lanes(hit: Rect, others: &[Rect], area: Rect) -> Vec<f64> {
    let beside = |it: &&Rect| it.x < hit.right() + BEFORE && hit.x - BEFORE < it.right();
    let mut cards: Vec<Rect> = others.iter().filter(beside).copied().collect();
    cards.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lanes = Vec::new();
    let mut bottom = area.y - OUTSIDE - BESIDE;
    for card in &cards {
        let gap = card.y - bottom;
        if gap >= 2.0 * CLEAR {
            // Close to this card and to the one above, if the gap is wide.
            let inset = BESIDE.min(gap / 2.0);
            lanes.extend([card.y - inset, bottom + inset]);
        }
        bottom = bottom.max(card.bottom());
    }
    lanes.push(bottom + BESIDE);
    lanes.retain(|y| (area.y - OUTSIDE..=area.bottom() + OUTSIDE).contains(y));
    let middle = hit.center().y;
    // Rather above everything than below: there the stage's buttons stand.
    let low = area.bottom() - CLEAR;
    let far = |y: f64| (y - middle).abs() + if y > low { hit.h } else { 0.0 };
    lanes.sort_unstable_by(|a, b| far(*a).total_cmp(&far(*b)));
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect::new(0.0, 80.0, 900.0, 400.0);

    fn end(x: f64, y: f64, side: Side) -> End {
        let at = Point::new(x, y);
        End {
            at,
            side,
            lead: 0.0,
        }
    }

    #[test]
    fn no_way_leads_through_a_card() {
        let card = |y: f64| Rect::new(350.0, y, 200.0, 100.0);
        let cases: [(&[Rect], f64, f64); 5] = [
            (&[], 200.0, 200.0),
            (&[card(150.0)], 200.0, 200.0),
            (&[card(80.0), card(222.0), card(364.0)], 280.0, 280.0),
            (&[card(80.0), card(222.0), card(364.0)], 130.0, 130.0),
            (&[card(80.0), card(190.0), card(300.0)], 130.0, 400.0),
        ];
        for (cards, left, right) in cases {
            let ends = (end(200.0, left, Side::Right), end(700.0, right, Side::Left));
            for (from, to) in [ends, (ends.1, ends.0)] {
                let way = way(from, to, cards, AREA);
                assert_eq!(hits(&way, cards), 0, "{cards:?} from {left} to {right}");
                assert_eq!((way.at(0.0), way.at(1.0)), (from.at, to.at));
            }
        }
    }
}
