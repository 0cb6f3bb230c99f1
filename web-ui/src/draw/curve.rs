//! The tube between two ports: a cubic curve that leaves each card at a right
//! angle (several one after the other where it leads round something), with
//! an even pace along it (equal times give equal ways, which the
//! curve's own parameter does not).

use std::fmt::Write;

use super::geometry::Point;

/// The side of a card at which a tube ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The left edge.
    Left,
    /// The right edge.
    Right,
}

/// One end of a tube.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// Where.
    pub at: Point,
    /// At which edge of the card.
    pub side: Side,
    /// How far it runs straight before it may bend.
    pub lead: f64,
}

impl End {
    /// Where it may bend.
    fn bent(self) -> End {
        End {
            at: self.out(self.lead),
            lead: 0.0,
            ..self
        }
    }

    /// The point `reach` away from the card.
    fn out(self, reach: f64) -> Point {
        match self.side {
            Side::Left => Point::new(self.at.x - reach, self.at.y),
            Side::Right => Point::new(self.at.x + reach, self.at.y),
        }
    }
}

/// Stretches of the table of lengths: enough that the error is below a pixel
/// on a curve as long as a screen.
const STRETCHES: usize = 32;

/// Cubic curves one after the other, with a straight lead at each end and a
/// table of lengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    ends: [Point; 2],
    cubics: Vec<[Point; 4]>,
    /// Points along the way, each with its distance from the beginning.
    table: Vec<(f64, Point)>,
}

impl Curve {
    /// The tube from `from` to `to`.
    pub fn between(from: End, to: End) -> Curve {
        Curve::of([from.at, to.at], vec![cubic(from.bent(), to.bent())])
    }

    /// The same by way of a level stretch.
    pub fn around(from: End, (first, last): (Point, Point), to: End) -> Curve {
        let (enters, leaves) = match first.x < last.x {
            true => (Side::Left, Side::Right),
            false => (Side::Right, Side::Left),
        };
        let end = |at, side| End {
            at,
            side,
            lead: 0.0,
        };
        let level = [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0].map(|part| first.towards(last, part));
        let cubics = vec![
            cubic(from.bent(), end(first, enters)),
            level,
            cubic(end(last, leaves), to.bent()),
        ];
        Curve::of([from.at, to.at], cubics)
    }

    fn of(ends: [Point; 2], cubics: Vec<[Point; 4]>) -> Curve {
        Curve {
            table: table(ends, &cubics),
            ends,
            cubics,
        }
    }

    /// Points along it, close to each other.
    pub fn points(&self) -> impl Iterator<Item = Point> + '_ {
        self.table.iter().map(|(_, point)| *point)
    }

    /// Its length in pixels.
    pub fn length(&self) -> f64 {
        self.table.last().map_or(0.0, |last| last.0)
    }

    /// The point after the fraction `t` (0 to 1) of its length.
    pub fn at(&self, t: f64) -> Point {
        let way = t.clamp(0.0, 1.0) * self.length();
        let after = self.table.partition_point(|(length, _)| *length < way);
        let (high, to) = self.table[after.min(self.table.len() - 1)];
        let (low, from) = self.table[after.saturating_sub(1)];
        let part = if high > low {
            (way - low) / (high - low)
        } else {
            1.0
        };
        from.towards(to, part)
    }

    /// The curve as an SVG path.
    pub fn path(&self) -> String {
        let [from, to] = self.ends;
        let mut path = format!("M{:.1} {:.1}", from.x, from.y);
        for [a, b, c, d] in &self.cubics {
            let _ = write!(
                path,
                "L{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y
            );
        }
        let _ = write!(path, "L{:.1} {:.1}", to.x, to.y);
        path
    }
}

fn cubic(a: End, b: End) -> [Point; 4] {
    let reach = reach(a, b);
    [a.at, a.out(reach), b.out(reach), b.at]
}

fn table(ends: [Point; 2], cubics: &[[Point; 4]]) -> Vec<(f64, Point)> {
    let along = |cubic| (0..=STRETCHES).map(move |i| bezier(cubic, i as f64 / STRETCHES as f64));
    let mut table = vec![(0.0, ends[0])];
    for point in cubics.iter().flat_map(along).chain([ends[1]]) {
        let (length, last) = table[table.len() - 1];
        table.push((length + last.distance(point), point));
    }
    table
}

/// How far each handle reaches: half the way across between facing cards, a
/// wide bow where the tube has to turn round.
fn reach(from: End, to: End) -> f64 {
    let across = match from.side {
        Side::Right => to.at.x - from.at.x,
        Side::Left => from.at.x - to.at.x,
    };
    if from.side != to.side && across > 0.0 {
        return (across / 2.0).max(24.0);
    }
    60.0 + 0.12 * (to.at.y - from.at.y).abs()
}

fn bezier(points: &[Point; 4], t: f64) -> Point {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let mut sum = Point::default();
    for (point, weight) in points.iter().zip(weights) {
        sum.x += point.x * weight;
        sum.y += point.y * weight;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(from: (f64, f64), to: (f64, f64)) -> Curve {
        let end = |(x, y), side| End {
            at: Point::new(x, y),
            side,
            lead: 10.0,
        };
        Curve::between(end(from, Side::Right), end(to, Side::Left))
    }

    #[test]
    fn begins_and_ends_at_the_ports() {
        let curve = curve((10.0, 20.0), (300.0, 220.0));
        assert_eq!(curve.at(0.0), Point::new(10.0, 20.0));
        assert_eq!(curve.at(1.0), Point::new(300.0, 220.0));
        assert_eq!(curve.at(7.0), Point::new(300.0, 220.0));
    }

    #[test]
    fn equal_times_give_equal_ways() {
        for to in [(300.0, 20.0), (300.0, 500.0), (-200.0, 90.0)] {
            let curve = curve((0.0, 20.0), to);
            let way = |t: f64| -> f64 {
                let small = |i| t + f64::from(i) / 100.0;
                (0..10)
                    .map(|i| curve.at(small(i)).distance(curve.at(small(i + 1))))
                    .sum()
            };
            let steps: Vec<f64> = (0..10).map(|i| way(f64::from(i) / 10.0)).collect();
            let mean = curve.length() / 10.0;
            for step in steps {
                assert!(
                    (step - mean).abs() < mean * 0.05,
                    "{to:?}: {step} of {mean}"
                );
            }
        }
    }
}
