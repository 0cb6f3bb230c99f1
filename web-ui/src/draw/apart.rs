//! Pushes rectangles apart that would meet: as little as possible, and whoever
//! was left, right, above or below of another stays so. Exact: there are no
//! rounds in which it settles, so the same places always come out.

use super::geometry::{Point, Rect};

/// Of two rectangles, by their places in the list, the second begins at least
/// so far behind the begin of the first, along one axis.
type Rule = (usize, usize, f64);

/// Rounding errors of sums of a few sizes.
const SLACK: f64 = 1e-6;

/// How far two are to be apart.
#[derive(Clone, Copy)]
pub(super) struct Gap {
    pub(super) across: f64,
    pub(super) down: f64,
    /// True if a line joins them: it leads across, so they stand side by side
    /// wherever one is wanted clearly left of the other.
    pub(super) linked: bool,
}

/// The rectangles inside `area`, at least as far apart as `gap` says of a
/// pair, those that are `held` within so many pixels of where they are; `None` if there is no room.
pub(super) fn apart(
    wanted: &[Rect],
    area: Rect,
    held: impl Fn(usize) -> Option<f64>,
    gap: impl Fn(usize, usize) -> Gap,
) -> Option<Vec<Rect>> {
    // What is larger than the area cannot stay where it is.
    let fits = |r: Rect| r.w <= area.w + SLACK && r.h <= area.h + SLACK;
    let held = |at: usize| held(at).filter(|_| fits(wanted[at]));
    let wanted = &yielding(wanted, area, |at| held(at).is_some(), &gap)[..];
    let (across, down) = rules(wanted, gap);
    let span = |at: usize, begin: f64, size: f64, from: f64, to: f64| match held(at) {
        Some(by) => Span::new(begin, size, from.max(begin - by), to.min(begin + size + by)),
        None => Span::new(begin, size, from, to),
    };
    let all = || wanted.iter().enumerate();
    let xs: Vec<Span> = all()
        .map(|(at, r)| span(at, r.x, r.w, area.x, area.right()))
        .collect();
    let ys: Vec<Span> = all()
        .map(|(at, r)| span(at, r.y, r.h, area.y, area.bottom()))
        .collect();
    let (xs, ys) = (settle(&xs, &across)?, settle(&ys, &down)?);
    let moved = |(at, r): (usize, &Rect)| Rect::new(xs[at], ys[at], r.w, r.h);
    Some(wanted.iter().enumerate().map(moved).collect())
}

/// With those that meet a held one on its nearest side on which there is room.
fn yielding(
    wanted: &[Rect],
    area: Rect,
    held: impl Fn(usize) -> bool,
    gap: impl Fn(usize, usize) -> Gap,
) -> Vec<Rect> {
    let mut places = wanted.to_vec();
    for fixed in (0..wanted.len()).filter(|at| held(*at)) {
        let still = wanted[fixed];
        for other in (0..wanted.len()).filter(|at| !held(*at)) {
            let gap = gap(fixed.min(other), fixed.max(other));
            let (gx, gy) = (gap.across, gap.down);
            let own = places[other];
            let near = |x: f64, y: f64| Rect { x, y, ..own };
            let meets = own.x < still.right() + gx && still.x < own.right() + gx;
            if !(meets && own.y < still.bottom() + gy && still.y < own.bottom() + gy) {
                continue;
            }
            let sides = [
                near(own.x, still.y - gy - own.h),
                near(own.x, still.bottom() + gy),
                near(still.x - gx - own.w, own.y),
                near(still.right() + gx, own.y),
            ];
            let far = |it: &Rect| (it.x - own.x).abs() + (it.y - own.y).abs();
            let room = sides.into_iter().filter(|it| it.inside(area) == *it);
            places[other] = room.min_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(own);
        }
    }
    places
}

/// Which pairs keep apart from left to right, and which from top to bottom:
/// along that axis on which they are further apart already.
fn rules(wanted: &[Rect], gap: impl Fn(usize, usize) -> Gap) -> (Vec<Rule>, Vec<Rule>) {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for second in 1..wanted.len() {
        for first in 0..second {
            let (a, b) = (wanted[first], wanted[second]);
            let gap = gap(first, second);
            let (gx, gy) = (gap.across, gap.down);
            let (from, to): (Point, Point) = (a.center(), b.center());
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let (sx, sy) = ((a.w + b.w) / 2.0 + gx, (a.h + b.h) / 2.0 + gy);
            let beside = gap.linked && dx.abs() > (a.w + b.w) / 4.0;
            if beside || dx.abs() >= sx || dx.abs() / sx > dy.abs() / sy {
                across.push(rule((first, a.w), (second, b.w), dx, gx));
            } else {
                down.push(rule((first, a.h), (second, b.h), dy, gy));
            }
        }
    }
    (across, down)
}

/// Two with their sizes; `by`: how far the second's middle is behind.
fn rule(first: (usize, f64), second: (usize, f64), by: f64, gap: f64) -> Rule {
    match by >= 0.0 {
        true => (first.0, second.0, first.1 + gap),
        false => (second.0, first.0, second.1 + gap),
    }
}

/// One rectangle along one axis: where it would begin, and between what.
struct Span {
    wanted: f64,
    /// Its middle: rules lead from a smaller to a larger one.
    middle: f64,
    low: f64,
    high: f64,
}

impl Span {
    fn new(wanted: f64, size: f64, from: f64, to: f64) -> Span {
        Span {
            wanted,
            middle: wanted + size / 2.0,
            low: from,
            high: to - size,
        }
    }
}

/// Places that keep all rules: the mean of pushing everything on and pushing
/// everything back, as both keep them and so does what is between.
fn settle(spans: &[Span], rules: &[Rule]) -> Option<Vec<f64>> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by(|a, b| spans[*a].middle.total_cmp(&spans[*b].middle));
    let mut low: Vec<f64> = spans.iter().map(|span| span.low).collect();
    let mut high: Vec<f64> = spans.iter().map(|span| span.high).collect();
    let mut on: Vec<f64> = spans.iter().map(|span| span.wanted).collect();
    let mut back = on.clone();
    for at in &order {
        for (first, _, least) in rules.iter().filter(|rule| rule.1 == *at) {
            low[*at] = low[*at].max(low[*first] + least);
        }
    }
    for at in order.iter().rev() {
        for (_, second, least) in rules.iter().filter(|rule| rule.0 == *at) {
            high[*at] = high[*at].min(high[*second] - least);
        }
    }
    if low.iter().zip(&high).any(|(low, high)| *low > high + SLACK) {
        return None;
    }
    for at in &order {
        for (first, _, least) in rules.iter().filter(|rule| rule.1 == *at) {
            on[*at] = on[*at].max(on[*first] + least);
        }
        on[*at] = on[*at].min(high[*at]).max(low[*at]);
    }
    for at in order.iter().rev() {
        for (_, second, least) in rules.iter().filter(|rule| rule.0 == *at) {
            back[*at] = back[*at].min(back[*second] - least);
        }
        back[*at] = back[*at].min(high[*at]).max(low[*at]);
    }
    let mean = on.iter().zip(&back).map(|(a, b)| (a + b) / 2.0);
    Some(mean.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect::new(0.0, 0.0, 400.0, 300.0);

    const GAP: fn(usize, usize) -> Gap = |_, _| Gap {
        across: 20.0,
        down: 10.0,
        linked: false,
    };

    fn boxes(places: &[(f64, f64)]) -> Vec<Rect> {
        let place = |(x, y): &(f64, f64)| Rect::new(*x, *y, 100.0, 60.0);
        places.iter().map(place).collect()
    }

    #[test]
    fn what_meets_is_pushed_apart_and_keeps_its_order() {
        let cases: [(&[(f64, f64)], bool); 6] = [
            (&[(0.0, 0.0), (300.0, 0.0)], true),
            (&[(0.0, 50.0), (0.0, 100.0), (0.0, 150.0)], true),
            (&[(0.0, 240.0), (0.0, 240.0), (0.0, 240.0)], true),
            (&[(10.0, 0.0), (90.0, 10.0), (180.0, 5.0)], true),
            (&[(0.0, 0.0), (5.0, 70.0), (5.0, 72.0), (0.0, 200.0)], true),
            (&[(0.0, 0.0); 5], false),
        ];
        for (places, fits) in cases {
            let wanted = boxes(places);
            let found = apart(&wanted, AREA, |_| None, GAP);
            assert_eq!(found.is_some(), fits, "{places:?}");
            let Some(found) = found else { continue };
            for (i, a) in found.iter().enumerate() {
                assert_eq!(a.inside(AREA), *a);
                for (j, b) in found.iter().enumerate().skip(i + 1) {
                    assert!(!a.meets(*b, 9.9), "{places:?}: {found:?}");
                    let above = wanted[i].y <= wanted[j].y;
                    assert!(a.x != b.x || above == (a.y <= b.y), "{places:?}");
                }
            }
        }
    }

    #[test]
    fn others_yield_to_what_is_held() {
        for at in [(0.0, 0.0), (140.0, 120.0), (150.0, 100.0), (300.0, 240.0)] {
            let wanted = boxes(&[(0.0, 0.0), at, (150.0, 110.0)]);
            let found = apart(&wanted, AREA, |at| (at == 1).then_some(0.0), GAP);
            let found = found.expect("room for three");
            assert_eq!(found[1], wanted[1]);
            let meets = |a: usize, b: usize| found[a].meets(found[b], 9.9);
            assert!(!meets(0, 1) && !meets(1, 2) && !meets(0, 2), "{found:?}");
        }
        let wanted = boxes(&[(0.0, 0.0), (50.0, 0.0)]);
        assert_eq!(apart(&wanted, AREA, |_| Some(0.0), GAP), None);
    }

    #[test]
    fn what_a_line_joins_stands_side_by_side() {
        let wanted = boxes(&[(0.0, 0.0), (60.0, 100.0)]);
        let gap = |linked| Gap {
            linked,
            ..GAP(0, 1)
        };
        for linked in [false, true] {
            let found = apart(&wanted, AREA, |_| None, |_, _| gap(linked)).expect("there is room");
            assert_eq!(found[1].x >= found[0].right(), linked);
        }
    }

    #[test]
    fn what_is_apart_stays() {
        let wanted = boxes(&[(0.0, 0.0), (200.0, 30.0), (40.0, 200.0)]);
        let found = apart(&wanted, AREA, |_| None, GAP);
        assert_eq!(found, Some(wanted));
    }
}
