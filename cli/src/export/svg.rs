//! The space-time diagram of a run as an SVG picture: lanes with activities,
//! messages as slanted arrows, losses as crosses. Stretches in which nothing
//! happens are drawn short, with a sign.

use std::fmt::Write as _;

use sim_core::base::Time;
use sim_core::session::Session;
use sim_core::view::{Activity, Arrow, Fate, MessageKind, Timeline};

/// Width of the picture, and of the names at its left.
const WIDTH: f64 = 1200.0;
const NAMES: f64 = 130.0;
/// Distance of the lanes, and room above them.
const PITCH: f64 = 56.0;
const TOP: f64 = 46.0;
/// Width of a shortened stretch.
const SHORT: f64 = 26.0;
/// Arrows drawn: more could not be told apart.
const ARROWS: usize = 2_000;
/// Labels are left out beyond this many, and where they would cover another.
const LABELLED: usize = 150;

/// The diagram of a whole run.
pub fn diagram(session: &Session) -> String {
    let end = session.computed().1;
    let timeline = session.timeline((Time::ZERO, end), ARROWS);
    let axis = Axis::new(&timeline, end);
    let height = TOP + PITCH * timeline.lanes.len() as f64 + 40.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fbfaf6\"/>\n\
         <text x=\"16\" y=\"26\" font-size=\"16\" font-weight=\"bold\">{}</text>\n",
        escaped(&session.lesson().title)
    );
    lanes(&mut out, &timeline, &axis);
    let mut written = Vec::new();
    for arrow in &timeline.arrows {
        draw_arrow(&mut out, arrow, &timeline, &axis);
        if arrow.kind != MessageKind::Control && written.len() < LABELLED {
            label(&mut out, &mut written, arrow, &timeline, &axis);
        }
    }
    for mark in &timeline.marks {
        if let Some(y) = y_of(&timeline, mark.process) {
            cross(&mut out, axis.x(mark.at), y);
        }
    }
    ticks(&mut out, &axis, height - 14.0);
    out.push_str("</svg>\n");
    out
}

/// Time to pixels, idle stretches shortened.
struct Axis {
    /// From, to, left edge, width.
    pieces: Vec<(u64, u64, f64, f64)>,
}

impl Axis {
    fn new(timeline: &Timeline, end: Time) -> Axis {
        let quiet = quiet(timeline, end);
        let idle: u64 = quiet.iter().map(|(from, to)| to - from).sum();
        let room = WIDTH - NAMES - 24.0 - SHORT * quiet.len() as f64;
        let scale = room.max(200.0) / end.0.saturating_sub(idle).max(1) as f64;
        let mut pieces = Vec::new();
        let (mut at, mut x) = (0, NAMES);
        for (from, to) in quiet {
            let width = (from - at) as f64 * scale;
            pieces.push((at, from, x, width));
            pieces.push((from, to, x + width, SHORT));
            (at, x) = (to, x + width + SHORT);
        }
        pieces.push((at, end.0.max(at + 1), x, (end.0 - at) as f64 * scale));
        Axis { pieces }
    }

    fn x(&self, at: Time) -> f64 {
        let piece = self.pieces.iter().find(|piece| at.0 <= piece.1);
        let Some((from, to, x, width)) = piece.or(self.pieces.last()) else {
            return NAMES;
        };
        let part = at.0.saturating_sub(*from) as f64 / (to - from).max(1) as f64;
        x + width * part.min(1.0)
    }
}

/// Stretches without a message on its way or a program running that are long
/// beside all the rest.
fn quiet(timeline: &Timeline, end: Time) -> Vec<(u64, u64)> {
    let flights = timeline.arrows.iter().map(|a| (a.sent.0, a.arrives.0));
    let bars = timeline.lanes.iter().flat_map(|lane| &lane.bars);
    let running = bars.filter(|bar| bar.activity == Activity::Running);
    let mut busy: Vec<(u64, u64)> = flights
        .chain(running.map(|bar| (bar.from.0, bar.to.0)))
        .collect();
    busy.sort_unstable();
    let mut at = 0;
    let mut found = Vec::new();
    for (from, to) in busy.into_iter().chain([(end.0, end.0)]) {
        if from > at && from - at > end.0 / 40 {
            found.push((at, from));
        }
        at = at.max(to);
    }
    found.sort_unstable_by_key(|(from, to)| std::cmp::Reverse(to - from));
    found.truncate(20);
    found.sort_unstable();
    found
}

fn y_of(timeline: &Timeline, process: sim_core::base::ProcessId) -> Option<f64> {
    let lane = timeline
        .lanes
        .iter()
        .position(|lane| lane.process == process)?;
    Some(TOP + PITCH * (lane as f64 + 0.5))
}

fn lanes(out: &mut String, timeline: &Timeline, axis: &Axis) {
    for (at, lane) in timeline.lanes.iter().enumerate() {
        let y = TOP + PITCH * (at as f64 + 0.5);
        let _ = writeln!(
            out,
            "<text x=\"16\" y=\"{:.1}\" font-weight=\"bold\">{}</text>\
             <path d=\"M{NAMES} {y:.1}H{:.1}\" stroke=\"#d9d6cc\"/>",
            y + 4.5,
            escaped(&lane.name),
            WIDTH - 24.0
        );
        for bar in &lane.bars {
            let Some(colour) = colour(bar.activity) else {
                continue;
            };
            let (x, right) = (axis.x(bar.from), axis.x(bar.to));
            let _ = writeln!(
                out,
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" rx=\"3\" fill=\"{colour}\"><title>{}</title></rect>",
                y - 5.0,
                (right - x).max(1.0),
                escaped(bar.note.as_deref().unwrap_or(bar.activity.word()))
            );
        }
    }
}

fn colour(activity: Activity) -> Option<&'static str> {
    Some(match activity {
        Activity::Running => "#00795a",
        Activity::Blocked | Activity::WaitsForInput => "#e69f00",
        Activity::Asleep => "#aab2ba",
        Activity::Paused => "#8f4d7a",
        Activity::Crashed => "#e0a58d",
        Activity::NotStarted | Activity::Ended => return None,
    })
}

/// Letters of a label, and the room that one takes.
const LETTERS: usize = 16;
const LETTER: f64 = 7.0;
const HIGH: f64 = 13.0;

/// The beginning of the message beside its arrow, where nothing is yet.
fn label(
    out: &mut String,
    written: &mut Vec<(f64, f64, f64)>,
    arrow: &Arrow,
    timeline: &Timeline,
    axis: &Axis,
) {
    let ends = y_of(timeline, arrow.from).zip(y_of(timeline, arrow.to));
    let Some((y0, y1)) = ends else { return };
    let (x0, x1) = (axis.x(arrow.sent), axis.x(arrow.arrives));
    let text: String = arrow.label.chars().take(LETTERS).collect();
    let wide = text.chars().count() as f64 * LETTER;
    for part in [0.5, 0.3, 0.7] {
        let (x, y) = (x0 + (x1 - x0) * part + 5.0, y0 + (y1 - y0) * part + 4.0);
        let covers = |other: &(f64, f64, f64)| {
            x < other.0 + other.2 && other.0 < x + wide && (y - other.1).abs() < HIGH
        };
        if x + wide > WIDTH || written.iter().any(covers) {
            continue;
        }
        written.push((x, y, wide));
        let _ = writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"12\" fill=\"{}\">{}</text>",
            tint(arrow),
            escaped(&text)
        );
        return;
    }
}

fn tint(arrow: &Arrow) -> &'static str {
    match arrow.kind {
        _ if arrow.fate == Fate::Lost => "#c1440e",
        MessageKind::Reply => "#00795a",
        MessageKind::Message => "#0072b2",
        MessageKind::Control => "#7b8794",
    }
}

fn draw_arrow(out: &mut String, arrow: &Arrow, timeline: &Timeline, axis: &Axis) {
    let ends = y_of(timeline, arrow.from).zip(y_of(timeline, arrow.to));
    let Some((y0, mut y1)) = ends else { return };
    let (x0, mut x1) = (axis.x(arrow.sent), axis.x(arrow.arrives));
    let lost = arrow.fate == Fate::Lost;
    if lost {
        (x1, y1) = (x0 + (x1 - x0) * 0.6, y0 + (y1 - y0) * 0.6);
    }
    let colour = tint(arrow);
    let _ = writeln!(
        out,
        "<path d=\"M{x0:.1} {y0:.1}L{x1:.1} {y1:.1}\" stroke=\"{colour}\" stroke-width=\"1.6\"/>"
    );
    if lost {
        cross(out, x1, y1);
    } else {
        let length = (x1 - x0).hypot(y1 - y0).max(1.0);
        let (ux, uy) = ((x1 - x0) / length, (y1 - y0) / length);
        let (bx, by) = (x1 - ux * 8.0, y1 - uy * 8.0);
        let _ = writeln!(
            out,
            "<path d=\"M{x1:.1} {y1:.1}L{:.1} {:.1}L{:.1} {:.1}z\" fill=\"{colour}\"/>",
            bx - uy * 3.5,
            by + ux * 3.5,
            bx + uy * 3.5,
            by - ux * 3.5
        );
    }
}

fn cross(out: &mut String, x: f64, y: f64) {
    let _ = writeln!(
        out,
        "<path d=\"M{:.1} {:.1}l10 10m0 -10l-10 10\" stroke=\"#c1440e\" stroke-width=\"2.5\" fill=\"none\"/>",
        x - 5.0,
        y - 5.0
    );
}

/// Room that the words of one time take.
const TICK: f64 = 90.0;

/// Round times on every stretch that is drawn at full length, the times where
/// one begins and ends, and a sign on those that are drawn short.
fn ticks(out: &mut String, axis: &Axis, y: f64) {
    let mut free = 0.0;
    for (at, (from, to, x, width)) in axis.pieces.iter().enumerate() {
        if at % 2 == 1 {
            let _ = writeln!(
                out,
                "<path d=\"M{:.1} {:.1}l4 8m4 -8l4 8\" stroke=\"#5d6775\" fill=\"none\"/>",
                x + SHORT / 2.0 - 6.0,
                y - 22.0
            );
            continue;
        }
        let step = round_step((to - from) as f64 * TICK / width.max(1.0));
        let inner = (from / step + 1..=to / step)
            .map(|count| count * step)
            .take(40);
        for time in std::iter::once(*from).chain(inner).chain([*to]) {
            let place = axis.x(Time(time)).clamp(*x, x + width);
            if place >= free && place < WIDTH - 50.0 {
                let _ = writeln!(
                    out,
                    "<path d=\"M{place:.1} {:.1}v5\" stroke=\"#5d6775\"/>\
                     <text x=\"{place:.1}\" y=\"{y:.1}\" font-size=\"12\" fill=\"#5d6775\">{}</text>",
                    y - 18.0,
                    Time(time)
                );
                free = place + TICK;
            }
        }
    }
}

/// The first of 1, 2, 5, 10, 20, ... nanoseconds that is no shorter.
fn round_step(least: f64) -> u64 {
    let mut power = 1;
    loop {
        for step in [1, 2, 5] {
            if (power * step) as f64 >= least || power >= 1_000_000_000_000 {
                return power * step;
            }
        }
        power *= 10;
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
