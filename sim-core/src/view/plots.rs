//! What was measured, as plots in screen words: lines with names and points.
//! Not a drawing: places in pixels are the screen's business.

use serde::Serialize;

use super::gauges::{EndGauge, Gauges, QueueGauge};
use super::series::{Sample, Series};
use crate::base::{ProcessId, RecordId, Time};
use crate::messaging::{QueueId, Unit};
use crate::network::End;
use crate::trace::{Index, Names};

/// One plot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plot {
    /// What it shows.
    pub title: &'static str,
    /// What its numbers count.
    pub measure: Measure,
    /// Its lines, the most important first.
    pub lines: Vec<PlotLine>,
    /// What happened, above the lines.
    pub marks: Vec<PlotMark>,
}

/// What numbers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Things.
    Count,
    /// Bytes.
    Bytes,
    /// Nanoseconds.
    Nanos,
    /// Messages a second.
    Rate,
}

/// One line of a plot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlotLine {
    /// What it is.
    pub name: &'static str,
    /// How it is drawn.
    pub style: LineStyle,
    /// Its points, in order of time.
    pub points: Vec<PlotPoint>,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineStyle {
    /// It keeps its value until the next point; the space below it is filled.
    Area,
    /// It keeps its value until the next point.
    Steps,
    /// A bound: dashed.
    Bound,
    /// Points that have nothing to do with each other.
    Dots,
}

/// One point of a line; several that lie next to each other are one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PlotPoint {
    /// When.
    pub at: Time,
    /// The least value.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// The last.
    pub last: f64,
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PlotMark {
    /// When.
    pub at: Time,
    /// The record that tells of it.
    pub record: RecordId,
    /// In a word or two.
    pub word: &'static str,
}

/// Stretches of time over which messages are counted for a rate.
const BUCKETS: u64 = 60;

/// A queue that was measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// Which (`Queue::id`).
    pub queue: u32,
    /// Whose.
    pub process: Option<ProcessId>,
    /// The socket's type.
    pub kind: &'static str,
    /// `ventilator to worker-1`, `sink from worker-1`.
    pub label: String,
}

/// The queues that were measured, in order of their processes.
pub fn measured(gauges: &Gauges, names: Names<'_>, index: &Index) -> Vec<Measured> {
    let told = |(id, gauge): (QueueId, &QueueGauge)| {
        let process = index.socket(gauge.socket).map(|socket| socket.process);
        let peer = gauge.peer.map_or("anybody", |peer| names.process(peer));
        let own = names.owner(gauge.socket);
        let label = match (gauge.unit, gauge.outgoing) {
            _ if crate::messaging::threads::is_queue(names.kind(gauge.socket)) => {
                format!("{own}: between threads")
            }
            (Unit::Connections, _) => format!("{own}: to be accepted"),
            (_, true) => format!("{own} to {peer}"),
            (_, false) => format!("{own} from {peer}"),
        };
        Measured {
            queue: id.0,
            process,
            kind: names.kind(gauge.socket),
            label,
        }
    };
    let mut all: Vec<Measured> = gauges.queues().map(told).collect();
    all.sort_unstable_by_key(|it| (it.process, it.queue));
    all
}

/// The plots of a queue, from the beginning to `end`; none if it was not
/// measured.
pub fn queue_plots(gauges: &Gauges, queue: QueueId, end: Time) -> Vec<Plot> {
    gauges
        .queue(queue)
        .map(|gauge| of_queue(gauge, end))
        .unwrap_or_default()
}

fn of_queue(gauge: &QueueGauge, end: Time) -> Vec<Plot> {
    let measure = match gauge.unit {
        Unit::Bytes => Measure::Bytes,
        _ => Measure::Count,
    };
    let mut plots = vec![plot(
        "Fill",
        measure,
        vec![
            line("in it", LineStyle::Area, &gauge.fill),
            line("high-water mark", LineStyle::Bound, &gauge.mark),
        ],
    )];
    plots.push(plot(
        "Messages a second",
        Measure::Rate,
        vec![rate("in", &gauge.came, end), rate("out", &gauge.went, end)],
    ));
    plots.push(plot(
        "How long",
        Measure::Nanos,
        vec![
            line("in this queue", LineStyle::Dots, &gauge.stay),
            line("since it was sent", LineStyle::Dots, &gauge.age),
        ],
    ));
    plots.retain(|plot| !plot.lines.is_empty());
    plots
}

/// The plots of one end of a connection; none if it was not measured.
pub fn connection_plots(gauges: &Gauges, end: End) -> Vec<Plot> {
    gauges.end(end).map(of_end).unwrap_or_default()
}

fn of_end(gauge: &EndGauge) -> Vec<Plot> {
    let marks = gauge.marks.iter().map(|mark| PlotMark {
        at: mark.at,
        record: mark.record,
        word: mark.word,
    });
    let mut windows = plot(
        "Windows",
        Measure::Bytes,
        vec![
            line("in flight", LineStyle::Area, &gauge.in_flight),
            line("congestion window", LineStyle::Steps, &gauge.congestion),
            line("peer's window", LineStyle::Steps, &gauge.peer_window),
            line("slow start threshold", LineStyle::Bound, &gauge.threshold),
        ],
    );
    windows.marks = marks.collect();
    let mut plots = vec![
        windows,
        plot(
            "Round trip and time-out",
            Measure::Nanos,
            vec![
                line("smoothed round trip", LineStyle::Steps, &gauge.round_trip),
                line("retransmission time-out", LineStyle::Steps, &gauge.timeout),
            ],
        ),
        plot(
            "Buffers",
            Measure::Bytes,
            vec![
                line("written, not sent", LineStyle::Area, &gauge.unsent),
                line("arrived, not read", LineStyle::Steps, &gauge.unread),
            ],
        ),
    ];
    plots.retain(|plot| !plot.lines.is_empty());
    plots
}

fn plot(title: &'static str, measure: Measure, mut lines: Vec<PlotLine>) -> Plot {
    lines.retain(|line| !line.points.is_empty());
    Plot {
        title,
        measure,
        lines,
        marks: Vec::new(),
    }
}

fn line(name: &'static str, style: LineStyle, series: &Series) -> PlotLine {
    PlotLine {
        name,
        style,
        points: series.points().iter().map(point).collect(),
    }
}

fn point(sample: &Sample) -> PlotPoint {
    PlotPoint {
        at: sample.at,
        low: sample.low as f64,
        high: sample.high as f64,
        last: sample.last as f64,
    }
}

/// How fast a count grows.
fn rate(name: &'static str, counted: &Series, end: Time) -> PlotLine {
    let width = end.0.div_ceil(BUCKETS).max(1);
    let buckets = (0..BUCKETS).map(|bucket| {
        let from = Time(bucket * width);
        let before = count_at(counted, from);
        let after = count_at(counted, Time((bucket + 1) * width));
        let rate = (after - before) as f64 * 1e9 / width as f64;
        PlotPoint {
            at: from,
            low: rate,
            high: rate,
            last: rate,
        }
    });
    let points = match counted.points() {
        [] => Vec::new(),
        _ => buckets.collect(),
    };
    PlotLine {
        name,
        style: LineStyle::Steps,
        points,
    }
}

/// The count just before a moment.
fn count_at(counted: &Series, at: Time) -> u64 {
    let points = counted.points();
    let before = points.partition_point(|point| point.at < at);
    before.checked_sub(1).map_or(0, |place| points[place].last)
}
