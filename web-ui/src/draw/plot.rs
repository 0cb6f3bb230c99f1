//! A plot as lines and places: from numbers over time to pixels. Knows neither
//! colours nor what the numbers mean.

use sim_core::base::{RecordId, Span, Time};
use sim_core::view::{LineStyle, Measure, Plot, PlotLine};

use super::Size;
use super::axis::Axis;

/// A plot ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct PlotDrawing {
    /// The drawing's size.
    pub size: Size,
    /// Its lines, in order of `Plot::lines`.
    pub lines: Vec<PlotPath>,
    /// Marks of the scale: height and words.
    pub scale: Vec<(f64, String)>,
    /// What happened: place, record, words.
    pub marks: Vec<(f64, RecordId, &'static str)>,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct PlotPath {
    /// How it is drawn.
    pub style: LineStyle,
    /// The line, or the dots, as an SVG path.
    pub path: String,
    /// The space below it, if it is filled.
    pub area: Option<String>,
    /// True if all of it lies far above what the plot shows: it is not drawn.
    pub above: bool,
}

/// Room above the highest value.
const TOP: f64 = 8.0;
/// Room below zero, so that a line at zero can be seen.
const BOTTOM: f64 = 3.0;
/// Dots are this wide.
const DOT: f64 = 1.6;

/// Draws a plot over the window that `axis` shows.
pub fn draw(plot: &Plot, axis: &Axis, window: (Time, Time), size: Size) -> PlotDrawing {
    let top = round_up(highest(plot), plot.measure);
    let above = |line: &PlotLine| line.points.iter().all(|point| point.low > top);
    let height = size.h - TOP - BOTTOM;
    let y = |value: f64| TOP + height * (1.0 - (value / top).min(1.0));
    let frame = Frame {
        axis,
        window,
        floor: y(0.0),
        y: &y,
    };
    let scale = [0.5, 1.0].map(|part| (y(top * part), value_words(top * part, plot.measure)));
    let inside = |at: Time| at >= window.0 && at <= window.1;
    let marks = plot.marks.iter().filter(|mark| inside(mark.at));
    PlotDrawing {
        size,
        lines: plot
            .lines
            .iter()
            .map(|line| frame.path(line, above(line)))
            .collect(),
        scale: scale.to_vec(),
        marks: marks
            .map(|mark| (axis.x(mark.at), mark.record, mark.word))
            .collect(),
    }
}

struct Frame<'a> {
    axis: &'a Axis,
    window: (Time, Time),
    floor: f64,
    y: &'a dyn Fn(f64) -> f64,
}

impl Frame<'_> {
    fn path(&self, line: &PlotLine, above: bool) -> PlotPath {
        let path = match line.style {
            _ if above => String::new(),
            LineStyle::Dots => self.dots(line),
            _ => self.steps(line),
        };
        let area = (line.style == LineStyle::Area && !path.is_empty()).then(|| {
            let from = self.axis.x(self.first(line));
            let to = self.axis.x(self.window.1);
            format!("{path}H{to:.1}V{0:.1}H{from:.1}Z", self.floor)
        });
        PlotPath {
            style: line.style,
            path,
            area,
            above,
        }
    }

    /// Where a line begins: at its first point, or at the window's edge.
    fn first(&self, line: &PlotLine) -> Time {
        let first = line.points.first().map_or(self.window.0, |point| point.at);
        first.max(self.window.0)
    }

    /// The value holds from point to point; what lies between low and high of a
    /// point is a stroke up and down.
    fn steps(&self, line: &PlotLine) -> String {
        let begin = line.points.partition_point(|it| it.at < self.window.0);
        let end = line.points.partition_point(|it| it.at <= self.window.1);
        let shown = &line.points[begin.saturating_sub(1)..end];
        let Some(first) = shown.first() else {
            return String::new();
        };
        let y = |value: f64| (self.y)(value);
        let from = self.axis.x(self.first(line));
        let mut path = format!("M{from:.1} {:.1}", y(first.last));
        for point in &shown[1..] {
            path += &format!("H{:.1}", self.axis.x(point.at));
            if point.low < point.high {
                path += &format!("V{:.1}V{:.1}", y(point.high), y(point.low));
            }
            path += &format!("V{:.1}", y(point.last));
        }
        path + &format!("H{:.1}", self.axis.x(self.window.1))
    }

    fn dots(&self, line: &PlotLine) -> String {
        let inside = |at: Time| at >= self.window.0 && at <= self.window.1;
        let mut path = String::new();
        for point in line.points.iter().filter(|point| inside(point.at)) {
            let x = self.axis.x(point.at);
            for value in [point.high, point.low] {
                let y = (self.y)(value);
                path += &format!("M{:.1} {y:.1}h{:.1}", x - DOT, 2.0 * DOT);
                if point.high == point.low {
                    break;
                }
            }
        }
        path
    }
}

/// A line so many times higher than those before it would make them flat.
const FAR: f64 = 5.0;

/// The highest value that is shown. What a queue may hold and what a peer would
/// take can be far above what happens: then they are left out.
fn highest(plot: &Plot) -> f64 {
    let mut highest: f64 = 0.0;
    for (place, line) in plot.lines.iter().enumerate() {
        let all = line.points.iter().map(|point| point.high);
        let own = all.fold(0.0, f64::max);
        let matters = place < 2 && line.style != LineStyle::Bound;
        if matters || highest == 0.0 || own <= highest * FAR {
            highest = highest.max(own);
        }
    }
    highest
}

/// The least round number that is not below: 1, 2 or 5 times a power of ten.
fn round_up(value: f64, measure: Measure) -> f64 {
    let mut power = match measure {
        Measure::Nanos => 1_000.0,
        _ => 1.0,
    };
    // Up to 10^18, more than any count of a run.
    for _ in 0..18 {
        for factor in [1.0, 2.0, 4.0, 5.0, 8.0] {
            if power * factor >= value {
                return power * factor;
            }
        }
        power *= 10.0;
    }
    value
}

/// A value with its unit, as short as it can be told.
pub fn value_words(value: f64, measure: Measure) -> String {
    let short = |value: f64| {
        let text = match value {
            v if v >= 100.0 => format!("{v:.0}"),
            v if v >= 10.0 => format!("{v:.1}"),
            v => format!("{v:.2}"),
        };
        match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        }
    };
    match measure {
        Measure::Nanos => Span(value.round() as u64).to_string(),
        Measure::Count => short(value),
        Measure::Rate => format!("{}/s", short(value)),
        Measure::Bytes => match value {
            v if v >= 1e6 => format!("{} MB", short(v / 1e6)),
            v if v >= 1e4 => format!("{} kB", short(v / 1e3)),
            v => format!("{v:.0} B"),
        },
    }
}

/// The value of a line at a moment, if it has begun; of dots the last one.
pub fn value_at(line: &PlotLine, at: Time) -> Option<f64> {
    let before = line.points.partition_point(|point| point.at <= at);
    Some(line.points[before.checked_sub(1)?].last)
}

#[cfg(test)]
mod tests {
    use sim_core::view::PlotPoint;

    use super::*;

    fn plot(style: LineStyle, points: &[(u64, f64, f64, f64)]) -> Plot {
        let point = |&(at, low, high, last): &(u64, f64, f64, f64)| PlotPoint {
            at: Time(at),
            low,
            high,
            last,
        };
        Plot {
            title: "Fill",
            measure: Measure::Count,
            lines: vec![PlotLine {
                name: "in it",
                style,
                points: points.iter().map(point).collect(),
            }],
            marks: Vec::new(),
        }
    }

    fn check(style: LineStyle, points: &[(u64, f64, f64, f64)], window: (u64, u64), path: &str) {
        let window = (Time(window.0), Time(window.1));
        let axis = Axis::new(window, &[], 100.0);
        let drawing = draw(&plot(style, points), &axis, window, Size::new(100.0, 111.0));
        assert_eq!(drawing.lines[0].path, path);
    }

    #[test]
    fn values_hold_until_the_next() {
        use LineStyle::{Dots, Steps};
        let points = [
            (10, 0.0, 0.0, 0.0),
            (20, 4.0, 8.0, 5.0),
            (60, 10.0, 10.0, 10.0),
        ];
        check(Steps, &[], (0, 100), "");
        check(
            Steps,
            &points,
            (0, 100),
            "M10.0 108.0H20.0V28.0V68.0V58.0H60.0V8.0H100.0",
        );
        check(Steps, &points, (30, 50), "M0.0 58.0H100.0");
        check(Steps, &points[..2], (200, 300), "M0.0 45.5H100.0");
        check(Dots, &points[2..], (0, 100), "M58.4 8.0h3.2");
    }

    #[test]
    fn what_lies_far_above_is_left_out() {
        for (bound, above) in [(8.0, false), (1_000.0, true)] {
            let mut plot = plot(LineStyle::Area, &[(10, 1.0, 6.0, 3.0)]);
            let line = self::plot(LineStyle::Bound, &[(10, bound, bound, bound)]);
            plot.lines.extend(line.lines);
            let window = (Time(0), Time(100));
            let axis = Axis::new(window, &[], 100.0);
            let drawing = draw(&plot, &axis, window, Size::new(100.0, 100.0));
            let found = drawing.lines.iter().map(|line| line.above);
            assert_eq!(found.collect::<Vec<_>>(), [false, above]);
        }
    }

    #[test]
    fn scales_are_round() {
        for (value, measure, top) in [
            (0.0, Measure::Count, 1.0),
            (8.0, Measure::Count, 8.0),
            (23.0, Measure::Bytes, 40.0),
            (65_535.0, Measure::Bytes, 80_000.0),
            (1_200_000.0, Measure::Nanos, 2_000_000.0),
        ] {
            assert_eq!(round_up(value, measure), top, "{value}");
        }
        for (value, measure, words) in [
            (8.0, Measure::Count, "8"),
            (100.0, Measure::Count, "100"),
            (2.5, Measure::Rate, "2.5/s"),
            (65_535.0, Measure::Bytes, "65.5 kB"),
            (1_460.0, Measure::Bytes, "1460 B"),
            (2_000_000.0, Measure::Nanos, "2 ms"),
        ] {
            assert_eq!(value_words(value, measure), words);
        }
    }

    #[test]
    fn a_line_has_a_value_from_its_first_point_on() {
        let plot = plot(
            LineStyle::Steps,
            &[(10, 1.0, 1.0, 1.0), (20, 3.0, 9.0, 4.0)],
        );
        for (at, value) in [
            (0, None),
            (10, Some(1.0)),
            (19, Some(1.0)),
            (500, Some(4.0)),
        ] {
            assert_eq!(value_at(&plot.lines[0], Time(at)), value, "{at}");
        }
    }
}
