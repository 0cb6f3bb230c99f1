//! The run as lanes and arrows.

use super::model::{Activity, Arrow, Bar, Fate, Lane, Timeline};
use super::stage::kind_of;
use crate::base::{ProcessId, Span, Time};
use crate::scenario::Lesson;
use crate::trace::{Flight, Trace};

/// Shorter stretches without events are not worth shortening.
const GAP: Span = Span::from_millis(5);

/// What touches the window, and at most `max_arrows` arrows of it, spread
/// evenly over those there are.
pub fn timeline(
    trace: &Trace,
    lesson: &Lesson,
    window: (Time, Time),
    max_arrows: usize,
) -> Timeline {
    let flights = trace.index().flights();
    let touching = |flight: &&Flight| {
        flight.sent <= window.1 && flight.arrives.is_none_or(|at| at >= window.0)
    };
    let wanted: Vec<&Flight> = flights.iter().filter(touching).collect();
    let every = wanted.len().div_ceil(max_arrows.max(1)).max(1);
    let arrows = wanted
        .iter()
        .step_by(every)
        .filter_map(|flight| arrow(trace, flight, window.1));
    Timeline {
        computed: Time::ZERO,
        end: None,
        lanes: (0..trace.index().processes())
            .map(|at| lane(trace, lesson, ProcessId(at as u32)))
            .collect(),
        arrows: arrows.collect(),
        stops: Vec::new(),
        gaps: gaps(trace),
    }
}

fn lane(trace: &Trace, lesson: &Lesson, process: ProcessId) -> Lane {
    let spans = trace.index().activities(process);
    let ends = spans
        .iter()
        .skip(1)
        .map(|span| span.from)
        .chain([Time::NEVER]);
    let bars = spans.iter().zip(ends).map(|(span, to)| Bar {
        from: span.from,
        to,
        activity: span.activity,
    });
    Lane {
        process,
        name: trace.names(&lesson.setup).process(process).to_owned(),
        bars: bars.collect(),
    }
}

/// Ends every lane's last bar where the computed run ends.
pub fn close_lanes(timeline: &mut Timeline) {
    let end = timeline.end.unwrap_or(timeline.computed);
    for bar in timeline
        .lanes
        .iter_mut()
        .filter_map(|lane| lane.bars.last_mut())
    {
        let is_over = matches!(bar.activity, Activity::Ended | Activity::Crashed);
        bar.to = if is_over { end.max(bar.from) } else { end };
    }
}

fn arrow(trace: &Trace, flight: &Flight, end: Time) -> Option<Arrow> {
    let index = trace.index();
    let info = index.message(flight.message)?;
    let fate = match (flight.arrives, flight.lost) {
        (_, true) => Fate::Lost,
        (Some(_), false) => Fate::Delivered,
        (None, false) => Fate::Flying,
    };
    Some(Arrow {
        message: flight.message,
        label: info.label.to_string(),
        kind: kind_of(trace, flight),
        fate,
        from: index.socket(flight.from)?.process,
        to: index.socket(flight.to?)?.process,
        sent: flight.sent,
        arrives: flight.arrives.unwrap_or(end),
    })
}

/// Stretches in which nothing is recorded.
fn gaps(trace: &Trace) -> Vec<(Time, Time)> {
    let records = trace.records();
    let pairs = records.windows(2).map(|pair| (pair[0].at, pair[1].at));
    pairs.filter(|(from, to)| to.since(*from) > GAP).collect()
}
