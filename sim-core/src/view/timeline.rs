//! The run as lanes and arrows: as much of it as a window of time shows.

use super::model::{Activity, Arrow, Bar, Fate, Lane, Mark, Timeline};
use super::stage::kind_of;
use crate::base::{ProcessId, RecordId, Time};
use crate::scenario::Lesson;
use crate::system::{Happening, ProgramFact};
use crate::trace::{Flight, Stretch, Trace, waiting};

/// More bars than this in a window are too narrow for words.
const NOTED: usize = 400;
/// Marks kept of a window: more could not be told apart.
const MARKS: usize = 1_000;

/// What touches the window, and at most `max_arrows` arrows of it, spread
/// evenly over those there are.
pub fn timeline(
    trace: &Trace,
    lesson: &Lesson,
    window: (Time, Time),
    max_arrows: usize,
) -> Timeline {
    let flights = trace.index().flights();
    // They are in order of departure, so the later ones are cut off quickly.
    let end = flights.partition_point(|flight| flight.sent <= window.1);
    let touching = |flight: &&Flight| match flight.arrives {
        Some(at) => at >= window.0 && flight.to.is_some(),
        // What lies in a queue between threads goes nowhere yet.
        None => flight.to.is_some() && flight.threads.is_none(),
    };
    let wanted: Vec<&Flight> = flights[..end].iter().filter(touching).collect();
    let every = wanted.len().div_ceil(max_arrows.max(1)).max(1);
    let arrows = wanted
        .iter()
        .step_by(every)
        .filter_map(|flight| arrow(trace, flight, window.1));
    let mut timeline = Timeline {
        lanes: (0..trace.index().processes())
            .flat_map(|at| lanes(trace, lesson, ProcessId(at as u32), window))
            .collect(),
        arrows: arrows.collect(),
        gaps: trace.index().gaps().to_vec(),
        silences: silences(trace, window),
        marks: marks(trace, window),
        every,
        ..Timeline::default()
    };
    note(&mut timeline, trace, lesson);
    timeline
}

/// The lane of a process and those of its threads.
fn lanes(
    trace: &Trace,
    lesson: &Lesson,
    process: ProcessId,
    window: (Time, Time),
) -> impl Iterator<Item = Lane> {
    let whole = Lane {
        process,
        thread: None,
        name: trace.names(&lesson.setup).process(process).to_owned(),
        bars: bars(trace.index().activities(process), window),
    };
    std::iter::once(whole).chain(super::threads::lanes(trace, process, window))
}

/// The activities that touch the window.
pub(super) fn bars(all: &[Stretch], window: (Time, Time)) -> Vec<Bar> {
    let begin = all.partition_point(|span| span.from <= window.0);
    let end = all.partition_point(|span| span.from <= window.1);
    let spans = &all[begin.saturating_sub(1)..end];
    let next = all.get(end).map_or(Time::NEVER, |span| span.from);
    let ends = spans.iter().skip(1).map(|span| span.from).chain([next]);
    let bar = |(span, to): (&Stretch, Time)| Bar {
        from: span.from,
        to,
        activity: span.activity,
        note: None,
    };
    spans.iter().zip(ends).map(bar).collect()
}

/// Writes into the bars why somebody waits, if there are few enough of them.
fn note(timeline: &mut Timeline, trace: &Trace, lesson: &Lesson) {
    let bars: usize = timeline.lanes.iter().map(|lane| lane.bars.len()).sum();
    if bars > NOTED {
        return;
    }
    for lane in &mut timeline.lanes {
        let spans = match lane.thread {
            None => trace.index().activities(lane.process),
            Some(thread) => trace.index().thread_activities(lane.process, thread),
        };
        for bar in &mut lane.bars {
            let at = spans.partition_point(|span| span.from < bar.from);
            let span: Option<&Stretch> = spans.get(at);
            bar.note = span.and_then(|span| reason(trace, lesson, span.record));
        }
    }
}

fn reason(trace: &Trace, lesson: &Lesson, record: RecordId) -> Option<String> {
    let Happening::Program { fact, .. } = &trace.get(record)?.what else {
        return None;
    };
    let names = trace.names(&lesson.setup);
    match fact {
        ProgramFact::Waits { local, .. } => Some(local.call.to_string()),
        ProgramFact::Blocked { call, reason, .. } => {
            Some(format!("{call}: {}", waiting(reason, names)))
        }
        ProgramFact::Lingers { reason } => Some(waiting(reason, names)),
        ProgramFact::Sleeps { until } => {
            let from = trace.get(record)?.at;
            Some(format!("sleeps {}", until.since(from)))
        }
        ProgramFact::WaitsForInput => Some("waits for input".to_owned()),
        ProgramFact::Paused => Some("paused".to_owned()),
        _ => None,
    }
}

/// The silences on the cables that touch the window.
fn silences(trace: &Trace, window: (Time, Time)) -> Vec<(Time, Time)> {
    let all = trace.index().packets().silences();
    let from = all.partition_point(|(_, to)| *to <= window.0);
    let to = all.partition_point(|(from, _)| *from < window.1);
    all[from..to.max(from)].to_vec()
}

/// Losses without an arrow, and crashes.
fn marks(trace: &Trace, window: (Time, Time)) -> Vec<Mark> {
    let accidents = trace.index().accidents().iter();
    let records = accidents.filter_map(|id| trace.get(*id));
    let inside = records
        .skip_while(|record| record.at < window.0)
        .take_while(|record| record.at <= window.1);
    let mark = |record: &crate::world::Record| {
        let on_way = |id| trace.index().is_lost_on_way(id, record.at);
        if record.message().is_some_and(on_way) {
            return None;
        }
        Some(Mark {
            process: record.process()?,
            at: record.at,
            record: record.id,
            message: record.message(),
        })
    };
    inside.filter_map(mark).take(MARKS).collect()
}

/// Ends every lane's last bar where the computed run ends.
pub fn close_lanes(timeline: &mut Timeline) {
    let end = timeline.end.unwrap_or(timeline.computed);
    for bar in timeline
        .lanes
        .iter_mut()
        .filter_map(|lane| lane.bars.last_mut())
    {
        if bar.to == Time::NEVER {
            let is_over = matches!(bar.activity, Activity::Ended | Activity::Crashed);
            bar.to = if is_over { end.max(bar.from) } else { end };
        }
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
        threads: flight.threads,
        sent: flight.sent,
        arrives: flight.arrives.unwrap_or(end),
    })
}
