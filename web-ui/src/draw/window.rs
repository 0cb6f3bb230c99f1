//! Which part of the time is shown: zooming and panning, measured on the axis
//! of the whole run, so that shortened stretches take no more wheel turns than
//! they take pixels.

use sim_core::base::Time;
use sim_core::view::Timeline;

use super::axis::Axis;

/// A window of time.
pub type Window = (Time, Time);

/// Pixels of the axis that is measured on: fine enough for any screen.
const FINE: f64 = 100_000.0;
/// The shortest window, in nanoseconds: one statement.
const SHORTEST: u64 = 1_000;

/// The window that shows `factor` times as much as `window` (`None`: all) with
/// `at` where it was; `None` if that is the whole time.
pub fn zoomed(
    timeline: &Timeline,
    window: Option<Window>,
    at: Time,
    factor: f64,
) -> Option<Window> {
    let axis = whole(timeline);
    let (from, to) = bounds(&axis, window);
    let here = axis.x(at).clamp(from, to);
    let next = (here - (here - from) * factor, here + (to - here) * factor);
    let found = times(&axis, next)?;
    if found.1.since(found.0).0 < SHORTEST {
        return window;
    }
    Some(found)
}

/// The window moved by `part` of its own length.
pub fn panned(timeline: &Timeline, window: Option<Window>, part: f64) -> Option<Window> {
    let axis = whole(timeline);
    let (from, to) = bounds(&axis, window);
    let by = ((to - from) * part).clamp(-from, FINE - to);
    times(&axis, (from + by, to + by))
}

/// The window that has `now` in it: itself, or moved so that `now` is near its
/// beginning.
pub fn following(timeline: &Timeline, window: Window, now: Time) -> Option<Window> {
    if (window.0..=window.1).contains(&now) {
        return Some(window);
    }
    let axis = whole(timeline);
    let (from, to) = bounds(&axis, Some(window));
    let length = to - from;
    let begin = (axis.x(now) - length * 0.1).clamp(0.0, (FINE - length).max(0.0));
    times(&axis, (begin, begin + length))
}

fn whole(timeline: &Timeline) -> Axis {
    let end = timeline.end.unwrap_or(timeline.computed);
    Axis::new((Time::ZERO, end), &timeline.gaps, FINE)
}

fn bounds(axis: &Axis, window: Option<Window>) -> (f64, f64) {
    window.map_or((0.0, FINE), |(from, to)| (axis.x(from), axis.x(to)))
}

fn times(axis: &Axis, (from, to): (f64, f64)) -> Option<Window> {
    let (from, to) = (from.max(0.0), to.min(FINE));
    if from <= 0.0 && to >= FINE {
        return None;
    }
    Some((axis.time(from), axis.time(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_zooms_and_pans_within_the_run() {
        let timeline = Timeline {
            end: Some(Time(1_000_000_000)),
            ..Timeline::default()
        };
        let middle = Time(500_000_000);
        let half = zoomed(&timeline, None, middle, 0.5);
        assert_eq!(half, Some((Time(250_000_000), Time(750_000_000))));
        assert_eq!(zoomed(&timeline, half, middle, 2.0), None);
        let late = panned(&timeline, half, 5.0);
        assert_eq!(late, Some((middle, Time(1_000_000_000))));
        let mut window = None;
        for _ in 0..200 {
            window = zoomed(&timeline, window, middle, 0.5);
        }
        let (from, to) = window.expect("a part of the run");
        assert!(to.since(from).0 >= SHORTEST && from <= middle && middle <= to);
        let after = following(&timeline, (Time(0), Time(100_000_000)), middle);
        let (from, to) = after.expect("a window");
        assert!(from < middle && middle < to && to.since(from).0.abs_diff(100_000_000) < 10_000);
    }
}
