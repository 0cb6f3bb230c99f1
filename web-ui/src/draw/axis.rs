//! The time axis: simulated time to pixels and back. Long idle stretches are
//! drawn short, so that what happens before and after can be seen; the axis
//! says where.

use sim_core::base::{Span, Time};

/// Width of a shortened stretch: room for its mark and no more.
const GAP_WIDTH: f64 = 30.0;
/// What lies between two gaps has this width at least, so that what happens a
/// moment long can be told from what happens a second later.
const SEEN: f64 = 14.0;
/// Where gaps are too many for that, some with less than this between them are one.
const LEAST: f64 = 2.5;
/// The part of the width that all shortened stretches may take together, and the
/// one that they and short moments between them may.
const GAPS_PART: f64 = 0.4;
const SPREAD_PART: f64 = 0.5;
/// Room between the marks of one stretch, so that each can have its label.
const TICK_ROOM: f64 = 86.0;
/// Room between two labels.
const APART: f64 = 10.0;

/// A piecewise straight map from a window of time to a width of pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pieces: Vec<Piece>,
    width: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    from: u64,
    to: u64,
    x: f64,
    w: f64,
    shortened: bool,
}

/// A mark of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its place.
    pub x: f64,
    /// Its text; none where others are in its place.
    pub label: String,
}

/// What is written below the axis: centred at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The middle.
    pub x: f64,
    /// The text.
    pub text: String,
}

impl Note {
    /// Where it ends.
    pub fn right(&self) -> f64 {
        self.x + super::words::width(&self.text, 12.0, false) / 2.0
    }

    /// Whether a mark at this place would go through it.
    pub fn covers(&self, x: f64) -> bool {
        (x - self.x).abs() < self.right() - self.x + 3.0
    }
}

/// A stretch drawn shorter than it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break {
    /// Its middle.
    pub x: f64,
    /// Its width.
    pub w: f64,
    /// How long it really is, in nanoseconds.
    pub nanos: u64,
}

impl Axis {
    /// The axis for `window` on `width` pixels; `gaps` are idle stretches in
    /// order of time.
    pub fn new(window: (Time, Time), gaps: &[(Time, Time)], width: f64) -> Axis {
        let window = (window.0.0, window.1.0.max(window.0.0 + 1));
        let mut stretches = stretches(window, &worthwhile(window, gaps));
        let scale = scale(&mut stretches, width);
        let mut pieces = Vec::with_capacity(stretches.len());
        let mut x = 0.0;
        for stretch in stretches {
            let ((from, to, shortened), w) = (stretch, scale.width(&stretch));
            pieces.push(Piece {
                from,
                to,
                x,
                w,
                shortened,
            });
            x += w;
        }
        Axis { pieces, width }
    }

    /// Where a moment is.
    pub fn x(&self, at: Time) -> f64 {
        let piece = self.pieces.partition_point(|piece| piece.to < at.0);
        match self.pieces.get(piece) {
            Some(p) => p.x + p.w * fraction(at.0.saturating_sub(p.from), p.to - p.from),
            None => self.width,
        }
    }

    /// The moment at a place.
    pub fn time(&self, x: f64) -> Time {
        let piece = self.pieces.partition_point(|piece| piece.x + piece.w < x);
        let Some(p) = self.pieces.get(piece).or(self.pieces.last()) else {
            return Time::ZERO;
        };
        let part = if p.w > 0.0 { (x - p.x) / p.w } else { 0.0 };
        let nanos = part.clamp(0.0, 1.0) * (p.to - p.from) as f64;
        Time(p.from + nanos.round() as u64)
    }

    /// The stretches that are drawn short.
    pub fn breaks(&self) -> Vec<Break> {
        let shortened = self.pieces.iter().filter(|piece| piece.shortened);
        shortened
            .map(|p| Break {
                x: p.x + p.w / 2.0,
                w: p.w,
                nanos: p.to - p.from,
            })
            .collect()
    }

    /// Marks at round times, in one unit; the labels do not meet. A stretch too
    /// short for such a mark has one at the roundest of its times.
    pub fn ticks(&self) -> Vec<Tick> {
        let unit = super::words::unit(self.pieces.last().map_or(0, |piece| piece.to));
        let mut ticks: Vec<Tick> = Vec::new();
        let mut free_from = 0.0;
        for piece in self.pieces.iter().filter(|piece| !piece.shortened) {
            for at in marks(piece, unit.0) {
                let label = super::words::tick(at, unit);
                let half = super::words::width(&label, 12.0, false) / 2.0;
                let x = self.x(Time(at));
                let begins = (x - half).max(0.0);
                if begins >= free_from && x + half <= self.width + LABEL_BEYOND {
                    free_from = begins + half * 2.0 + APART;
                    ticks.push(Tick { x, label });
                }
            }
        }
        ticks
    }

    /// How much time the shortened stretches leave out, where the texts do not
    /// meet.
    pub fn left_out(&self) -> Vec<Note> {
        let mut free_from = f64::NEG_INFINITY;
        let mut notes = Vec::new();
        for gap in self.breaks() {
            let text = format!("+{}", super::words::about(Span(gap.nanos)));
            let wide = super::words::width(&text, 12.0, false);
            if gap.x - wide / 2.0 >= free_from {
                free_from = gap.x + wide / 2.0 + APART;
                notes.push(Note { x: gap.x, text });
            }
        }
        notes
    }
}

/// A label at the end of the axis may stand over it by this.
const LABEL_BEYOND: f64 = 16.0;

/// The round times of a stretch, at most one for each label's room; or the one
/// roundest time in it, if it is no finer than a thousandth of the unit.
fn marks(piece: &Piece, unit: u64) -> Vec<u64> {
    let step = step(piece);
    let round = piece.from.div_ceil(step)..=piece.to / step;
    if !round.is_empty() {
        // A stretch is at most as wide as a screen: few marks fit in.
        return round.map(|number| number * step).collect();
    }
    let steps = (3..18).flat_map(|power| [1, 2, 5].map(|factor| factor * 10u64.pow(power)));
    let within = |step: u64| {
        let at = piece.from.div_ceil(step) * step;
        (at <= piece.to && step >= unit / 1_000).then_some(at)
    };
    steps.rev().find_map(within).into_iter().collect()
}

fn fraction(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

/// A gap shorter than this part of what is shown beside it stays as it is.
const SLIGHT: u64 = 60;

/// The gaps without which the rest of the window has noticeably more room, the
/// longest ones first. Of a program that sleeps a little a thousand times all
/// of the time is shown.
fn worthwhile(window: (u64, u64), gaps: &[(Time, Time)]) -> Vec<(Time, Time)> {
    let inside = |gap: &(Time, Time)| {
        let (from, to) = (gap.0.0.max(window.0), gap.1.0.min(window.1));
        (from < to).then_some((Time(from), Time(to)))
    };
    let length = |gap: &(Time, Time)| gap.1.since(gap.0).0;
    let mut found: Vec<(Time, Time)> = gaps.iter().filter_map(inside).collect();
    found.sort_unstable_by_key(|gap| (std::cmp::Reverse(length(gap)), gap.0));
    let mut shown = window.1 - window.0;
    let first_slight = found.iter().position(|gap| {
        shown = shown.saturating_sub(length(gap));
        length(gap).saturating_mul(SLIGHT) < shown
    });
    found.truncate(first_slight.unwrap_or(found.len()));
    found.sort_unstable();
    found
}

/// The window cut at the gaps.
fn stretches(window: (u64, u64), gaps: &[(Time, Time)]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut at = window.0;
    for (from, to) in gaps {
        let (from, to) = (from.0.clamp(at, window.1), to.0.clamp(at, window.1));
        if to <= from {
            continue;
        }
        if from > at {
            found.push((at, from, false));
        }
        found.push((from, to, true));
        at = to;
    }
    if at < window.1 {
        found.push((at, window.1, false));
    }
    found
}

/// How wide things are.
#[derive(Clone, Copy)]
struct Scale {
    /// Pixels a nanosecond.
    nano: f64,
    /// Pixels of a shortened stretch, and least ones of what is between two.
    gap: f64,
    least: f64,
}

impl Scale {
    fn width(&self, stretch: &Stretch) -> f64 {
        match stretch.2 {
            true => self.gap,
            false => self.true_width(stretch).max(self.least),
        }
    }

    fn true_width(&self, stretch: &Stretch) -> f64 {
        (stretch.1 - stretch.0) as f64 * self.nano
    }
}

/// The scale of these stretches. Gaps that would be narrower than a shortened
/// one stay as they are: their mark is cleared. Where gaps are too many, some with
/// next to nothing between them become one.
fn scale(stretches: &mut Vec<Stretch>, width: f64) -> Scale {
    // Each round but the last takes away a gap.
    loop {
        let gaps = stretches.iter().filter(|s| s.2).count();
        let gap = GAP_WIDTH.min(width * GAPS_PART / gaps.max(1) as f64);
        let roomy = gaps as f64 * (gap + SEEN) <= width * SPREAD_PART;
        let least = if roomy && gaps > 0 { SEEN } else { 0.0 };
        let scale = fill(stretches, width - gaps as f64 * gap, (gap, least));
        for stretch in stretches.iter_mut().filter(|s| s.2) {
            stretch.2 = scale.true_width(stretch) > gap;
        }
        if !roomy && let Some(between) = slightest(stretches, &scale) {
            stretches[between - 1].1 = stretches[between + 1].1;
            stretches.drain(between..=between + 1);
        }
        if stretches.iter().filter(|s| s.2).count() == gaps {
            return scale;
        }
    }
}

/// The scale at which what is no gap fills this width, none less than `least`.
fn fill(stretches: &[Stretch], width: f64, (gap, least): (f64, f64)) -> Scale {
    let mut scale = Scale {
        nano: f64::INFINITY,
        gap,
        least,
    };
    let mut shown: Vec<&Stretch> = stretches.iter().filter(|s| !s.2).collect();
    let mut width = width;
    // Each round but the last finds one that has to be wider than it is long.
    loop {
        let nanos: u64 = shown.iter().map(|s| s.1 - s.0).sum();
        scale.nano = width / nanos.max(1) as f64;
        let before = shown.len();
        shown.retain(|stretch| scale.true_width(stretch) >= least);
        if shown.len() == before {
            return scale;
        }
        width -= (before - shown.len()) as f64 * least;
    }
}

/// A stretch of time, from, to, and whether it is a gap.
type Stretch = (u64, u64, bool);

/// What has next to nothing to show between two gaps, one of which is shorter than
/// those at any other such place.
fn slightest(stretches: &[Stretch], scale: &Scale) -> Option<usize> {
    let length = |at: usize| stretches[at].1 - stretches[at].0;
    let is_slight = |at: &usize| {
        let (before, own, after) = (stretches[at - 1], stretches[*at], stretches[at + 1]);
        before.2 && after.2 && !own.2 && scale.true_width(&own) < LEAST
    };
    let inner = 1..stretches.len().saturating_sub(1);
    let slight = inner.filter(is_slight);
    slight.min_by_key(|at| length(at - 1).min(length(at + 1)))
}

/// The least round step whose ticks stand far enough apart: 1, 2 or 5 times a
/// power of ten nanoseconds.
fn step(piece: &Piece) -> u64 {
    let needed = (piece.to - piece.from) as f64 * TICK_ROOM / piece.w.max(1.0);
    let mut power = 1_000u64;
    // Up to 10^18 ns, thirty years: longer than any run.
    while power < 1_000_000_000_000_000_000 {
        for factor in [1, 2, 5] {
            if (power * factor) as f64 >= needed {
                return power * factor;
            }
        }
        power *= 10;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(from: u64, to: u64) -> (Time, Time) {
        (Time(from * 1_000_000_000), Time(to * 1_000_000_000))
    }

    #[test]
    fn maps_there_and_back() {
        let gap = (Time(1_000_000_000), Time(9_000_000_000));
        let axis = Axis::new(secs(0, 10), &[gap], 1000.0);
        for nanos in [
            0,
            1,
            500_000_000,
            5_000_000_000,
            9_500_000_000,
            10_000_000_000,
        ] {
            let back = axis.time(axis.x(Time(nanos)));
            assert!(back.0.abs_diff(nanos) < 10, "{nanos} became {}", back.0);
        }
        assert_eq!(axis.time(-5.0), Time(0));
        assert_eq!(axis.time(5_000.0), Time(10_000_000_000));
    }

    #[test]
    fn idle_stretches_are_short() {
        let gap = (Time(1_000_000_000), Time(9_000_000_000));
        let axis = Axis::new(secs(0, 10), &[gap], 1000.0);
        assert_eq!(axis.breaks().len(), 1);
        assert!((axis.x(gap.1) - axis.x(gap.0) - GAP_WIDTH).abs() < 1e-9);
        assert!((axis.x(Time(10_000_000_000)) - 1000.0).abs() < 1e-6);
        let short = (Time(1_000_000_000), Time(1_000_100_000));
        assert!(Axis::new(secs(0, 10), &[short], 1000.0).breaks().is_empty());
        let gaps: Vec<(Time, Time)> = (0..60).map(|n| secs(2 * n, 2 * n + 1)).collect();
        for width in [300.0, 1_000.0] {
            let axis = Axis::new(secs(0, 120), &gaps, width);
            assert!((axis.x(Time(120_000_000_000)) - width).abs() < 1e-6);
        }
    }

    #[test]
    fn of_too_many_idle_stretches_some_are_one() {
        let gap = |n: u64| (Time(n * 1_000_000 + 5), Time((n + 1) * 1_000_000));
        let gaps: Vec<(Time, Time)> = (1..20).map(gap).collect();
        let breaks = Axis::new((Time(0), Time(22_000_000)), &gaps, 1000.0).breaks();
        assert_eq!(breaks.len(), 11, "{breaks:?}");
        assert_eq!(breaks[0].nanos, 9_000_000 - 5);
    }

    #[test]
    fn what_happens_after_long_pauses_is_seen_each_by_itself() {
        // Two milliseconds of flights, then somebody tries again after 1, 2, 4 ... s.
        let at = |tries: u32| (1u64 << tries) * 1_000_000_000;
        let begins = |tries: u32| {
            if tries == 0 {
                2_000_000
            } else {
                at(tries) + 3_000
            }
        };
        let gaps: Vec<_> = (0..6).map(|n| (Time(begins(n)), Time(at(n + 1)))).collect();
        let axis = Axis::new(secs(0, 64), &gaps, 1000.0);
        assert_eq!(axis.breaks().len(), 6);
        for tries in 1..6 {
            let room = axis.x(Time(at(tries) + 3_000)) - axis.x(Time(at(tries)));
            assert!(room >= SEEN - 1e-6, "{tries}: {room}");
        }
        assert!((axis.x(Time(at(6))) - 1000.0).abs() < 1e-6);
        // Of very many the longest pauses are told apart.
        let many = (0..20).map(|n| (Time(n * 1_000_000 + 5), Time((n + 1) * 1_000_000)));
        let more = many.chain(gaps.iter().skip(1).copied()).collect::<Vec<_>>();
        let axis = Axis::new(secs(0, 64), &more, 1000.0);
        let last = axis.x(Time(at(5))) - axis.x(Time(at(3)));
        assert!(last > 2.0 * GAP_WIDTH, "{last}");
        assert!(axis.breaks().len() <= 12, "{:?}", axis.breaks());
    }

    #[test]
    fn a_thousand_short_rests_are_shown_and_one_long_one_is_not() {
        let rest = |n: u64| (Time(n * 20_000_000 + 5), Time((n + 1) * 20_000_000));
        let mut gaps: Vec<(Time, Time)> = (0..1_000).map(rest).collect();
        let breaks = |gaps: &[_]| Axis::new(secs(0, 40), gaps, 1000.0).breaks();
        assert_eq!(breaks(&gaps), []);
        gaps.push(secs(25, 35));
        let breaks = breaks(&gaps);
        assert_eq!(breaks.len(), 1, "{breaks:?}");
        assert_eq!(breaks[0].nanos, 10_000_000_000);
    }

    #[test]
    fn ticks_stand_apart() {
        let gap = (Time(1_003_000), Time(2_000_000_000));
        let gaps = [
            (Time(1_100_000), Time(999_999_500)),
            (Time(1_000_100_000), Time(2_999_000_000)),
        ];
        let windows = [
            (Axis::new(secs(0, 10), &[], 1200.0), "1 s"),
            (Axis::new((Time(0), Time(3_000_000)), &[], 1200.0), "0.5 ms"),
            (Axis::new(secs(0, 3), &[gap], 1200.0), "2.1 s"),
            // Between two gaps nothing is rounder than this.
            (Axis::new(secs(0, 3), &gaps, 1200.0), "1 s"),
        ];
        for (axis, expected) in windows {
            let ticks = axis.ticks();
            assert!(ticks.iter().any(|t| t.label == expected), "{ticks:?}");
            for pair in ticks.windows(2) {
                let wide = |tick: &Tick| crate::draw::words::width(&tick.label, 12.0, false) / 2.0;
                let room = pair[1].x - pair[0].x;
                assert!(room >= wide(&pair[0]) + wide(&pair[1]), "{ticks:?}");
            }
        }
    }
}
