//! The lanes of the timeline with their bars, and the arrows between them:
//! drawn anew only when more is computed or the size changes.

use markup::{html, view};
use sim_core::base::{MessageId, ProcessId, ThreadId, Time};
use sim_core::view::{Arrow, Bar, Fate, Lane, Mark, Timeline};
use yew::prelude::*;

use super::{Frame, axis, labels};
use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::components::classes;
use crate::draw::{Rect, words};
use crate::shared::Shared;

/// The lanes.
#[derive(PartialEq)]
pub struct LanesProps {
    /// Lanes and arrows.
    pub timeline: Shared<Timeline>,
    /// Where they are.
    pub frame: Shared<Frame>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// Moment and process of the selected event.
    pub chosen: Option<(Time, ProcessId)>,
    /// What is done with them.
    pub send: Callback<Msg>,
}

/// Part of a lost message's way that is drawn: it died on the way.
const LOST_AT: f64 = 0.6;

/// The lanes.
#[view]
pub fn Lanes(props: &LanesProps) -> Html {
    let (timeline, frame) = (&props.timeline, &props.frame);
    let notes = match frame.is_open() {
        true => notes(timeline, frame),
        false => Vec::new(),
    };
    html! {
        <>
            <g class="lanes">
                { for timeline.lanes.iter().enumerate().map(|(at, l)| lane(at, l, props)) }
            </g>
            {axis::gaps(frame)}
            <g class="arrows">{ for drawn(props).filter_map(|a| arrow(a, frame, props)) }</g>
            if frame.is_open() {
                <g class="bar-notes">{ for notes.iter().map(written) }</g>
                <g class="arrow-labels">{labels(props, notes.iter().map(|it| it.0).collect())}</g>
            }
            <g class="marks">{ for timeline.marks.iter().filter_map(|m| mark(m, props)) }</g>
            if let Some((x, y)) = props.chosen.and_then(|(at, process)| place(at, process, props)) {
                <circle class="chosen" cx={x} cy={y} r="9" />
            }
        </>
    }
}

/// Most arrows that are drawn on the strip, and in the whole diagram: more could
/// not be told apart, and to draw them would hold up whoever types.
const DRAWN: [usize; 2] = [300, 600];

/// Of how many arrows that are known one is drawn.
pub fn step(timeline: &Timeline, frame: &Frame) -> usize {
    let most = DRAWN[usize::from(frame.is_open())];
    timeline.arrows.len().div_ceil(most).max(1)
}

/// The arrows that are drawn; what is selected is among them.
fn drawn(props: &LanesProps) -> impl Iterator<Item = &Arrow> {
    let step = step(&props.timeline, &props.frame);
    let all = props.timeline.arrows.iter().enumerate();
    let shown = move |(at, arrow): (usize, _)| {
        let arrow: &Arrow = arrow;
        (at % step == 0 || props.message == Some(arrow.message)).then_some(arrow)
    };
    all.filter_map(shown)
}

/// Where a moment of a process is, if it is shown.
fn place(at: Time, process: ProcessId, props: &LanesProps) -> Option<(f64, f64)> {
    let lanes = &props.timeline.lanes;
    let lane = lanes.iter().position(|lane| lane.process == process)?;
    let frame = &props.frame;
    frame.shows(at, at).then(|| (frame.x(at), frame.y(lane)))
}

/// A loss that no arrow shows, or a crash: a cross on its lane.
fn mark(mark: &Mark, props: &LanesProps) -> Option<Html> {
    let (x, y) = place(mark.at, mark.process, props)?;
    let record = mark.record;
    Some(html! {
        <g class="mark-cross" onpointerdown={|e: PointerEvent| e.stop_propagation()}
            onclick={click(&props.send, Msg::SelectEvent(record))}>
            <title>{if mark.message.is_some() { "a message is lost here: click for the reason" } else { "ends here: click for the reason" }}</title>
            <circle class="mark-hit" cx={x} cy={y} r="9" />
            <path class="cross" d={format!("M{:.1} {:.1}l10 10m0 -10l-10 10", x - 5.0, y - 5.0)} />
        </g>
    })
}

/// The messages' labels.
fn labels(props: &LanesProps, notes: Vec<Rect>) -> Html {
    let said = |arrow| {
        let arrow: &Arrow = arrow;
        Some(labels::Said {
            way: way(arrow, props)?,
            text: &arrow.label,
            class: classes::kind(arrow.kind),
            between: (arrow.from, arrow.to),
            selected: props.message == Some(arrow.message),
        })
    };
    let arrows: Vec<labels::Said<'_>> = drawn(props).filter_map(said).collect();
    labels::view(&props.frame, props.timeline.lanes.len(), &arrows, notes)
}

/// Both ends of an arrow in pixels.
fn way(arrow: &Arrow, props: &LanesProps) -> Option<labels::Way> {
    let (lanes, frame) = (&props.timeline.lanes, &props.frame);
    let threads = arrow.threads;
    let (one, other) = (threads.map(|it| it.0), threads.map(|it| it.1));
    // A process's own lane comes before those of its threads.
    let lane = |process: ProcessId, thread: Option<ThreadId>| {
        let mut all = lanes.iter();
        all.position(|l| l.process == process && (thread.is_none() || l.thread == thread))
    };
    let from = frame.y(lane(arrow.from, one)?);
    let to = frame.y(lane(arrow.to, other)?);
    // An end outside of the window is where the line leaves it.
    let (a, b) = (arrow.sent, arrow.arrives);
    let cut = |at: Time| frame.cut(at);
    let part = |at: Time| {
        let whole = b.since(a).0.max(1) as f64;
        from + (to - from) * (cut(at).since(a).0 as f64 / whole)
    };
    frame.shows(a, b).then(|| {
        (
            frame.x(cut(a)),
            if cut(a) == a { from } else { part(a) },
            frame.x(cut(b)),
            if cut(b) == b { to } else { part(b) },
        )
    })
}

fn lane(at: usize, lane: &Lane, props: &LanesProps) -> Html {
    let frame = &props.frame;
    let y = frame.y(at);
    let process = lane.process;
    let size = frame.name_size();
    let name = words::fit(&lane.name, frame.left - 36.0, size, true);
    let selected = props.selected == Some(process);
    let right = frame.size.w - super::RIGHT;
    html! {
        <g class={classes!("lane", selected.then_some("selected"))}>
            if selected { <rect class="lane-band" x="0" y={y - frame.pitch / 2.0} width={frame.size.w} height={frame.pitch} /> }
            <path class="lane-line" d={format!("M{:.1} {y:.1}H{right:.1}", frame.left)} />
            {activities(merged(&lane.bars, frame), y, frame)}
            <text class="lane-name" x="20" y={y + size * 0.35} style={format!("font-size:{size:.1}px")} onpointerdown={|e: PointerEvent| e.stop_propagation()}
                onclick={click(&props.send, Msg::Select(process))}>
                <title>{&lane.name}</title>{name}
            </text>
        </g>
    }
}

/// A bar in pixels.
struct Piece {
    x: f64,
    w: f64,
    class: &'static str,
    note: Option<String>,
}

/// Bars narrower than this cannot be told apart.
const NARROWEST: f64 = 1.0;

/// The bars in pixels; those too narrow to see join what is before them, so
/// that a lane has no more pieces than pixels.
fn merged(bars: &[Bar], frame: &Frame) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for bar in bars.iter().filter(|bar| frame.shows(bar.from, bar.to)) {
        let (x, right) = (frame.x(frame.cut(bar.from)), frame.x(frame.cut(bar.to)));
        let class = classes::activity(bar.activity);
        match pieces.last_mut() {
            // Two waits for different things are two pieces, if they have words.
            Some(last)
                if last.class == class && (last.note == bar.note || bar.note.is_none())
                    || right - x < NARROWEST =>
            {
                last.w = (right - last.x).max(last.w);
            }
            _ => pieces.push(Piece {
                x,
                w: right - x,
                class,
                note: bar.note.clone(),
            }),
        }
    }
    pieces
}

/// Most height of a bar, and the least width of one that is worth words.
const BAR_MOST: f64 = 10.0;
const NOTED: f64 = 30.0;
/// More pieces of a lane than this are too narrow for words and round ends.
const MANY: usize = 60;

/// A lane's pieces: each for itself, or very many as one drawing for each activity.
fn activities(pieces: Vec<Piece>, y: f64, frame: &Frame) -> Html {
    let h = (frame.pitch - 4.0).clamp(5.0, BAR_MOST);
    if pieces.len() <= MANY {
        return pieces.into_iter().map(|it| activity(it, (y, h))).collect();
    }
    let mut drawn: Vec<(&'static str, String)> = Vec::new();
    for Piece { x, w, class, .. } in pieces {
        let outline = format!(
            "M{x:.1} {:.1}h{:.1}v{h:.1}h-{:.1}z",
            y - h / 2.0,
            w.max(1.0),
            w.max(1.0)
        );
        match drawn.iter_mut().find(|it| it.0 == class) {
            Some(same) => same.1.push_str(&outline),
            None => drawn.push((class, outline)),
        }
    }
    let shape = |(class, d)| html! { <path class={classes!("bar", class)} {d} /> };
    drawn.into_iter().map(shape).collect()
}

fn activity(piece: Piece, (y, h): (f64, f64)) -> Html {
    html! {
        <rect class={classes!("bar", piece.class)} x={piece.x} y={y - h / 2.0}
            width={piece.w.max(1.0)} height={h} rx={(piece.w / 2.0).min(h / 2.0)}>
            if let Some(note) = &piece.note { <title>{note}</title> }
        </rect>
    }
}

/// What is written below the bars of the whole diagram, and where.
fn notes(timeline: &Timeline, frame: &Frame) -> Vec<(Rect, String)> {
    let mut found = Vec::new();
    for (at, lane) in timeline.lanes.iter().enumerate() {
        let y = frame.y(at) + BAR_MOST / 2.0 + 2.0;
        let pieces = merged(&lane.bars, frame);
        let many = pieces.len() > MANY;
        for piece in pieces.into_iter().filter(|it| !many && it.w > NOTED) {
            let text = words::fit(&piece.note.unwrap_or_default(), piece.w - 8.0, 12.0, false);
            if text.chars().count() > 3 {
                let wide = words::width(&text, 12.0, false);
                found.push((Rect::new(piece.x + 4.0, y, wide, 14.0), text));
            }
        }
    }
    found
}

fn written((room, text): &(Rect, String)) -> Html {
    html! { <text x={room.x} y={room.y + 11.0}>{text}</text> }
}

fn arrow(arrow: &Arrow, frame: &Frame, props: &LanesProps) -> Option<Html> {
    let (x0, from, mut x1, to) = way(arrow, props)?;
    let mut y1 = to;
    let whole = frame.shows(arrow.arrives, arrow.arrives);
    // How it ends is not told before.
    let fate = if whole { arrow.fate } else { Fate::Flying };
    let lost = fate == Fate::Lost;
    if lost {
        y1 = from + (to - from) * LOST_AT;
        x1 = x0 + (x1 - x0) * LOST_AT;
    }
    let message = arrow.message;
    let class = classes!(
        "arrow",
        classes::kind(arrow.kind),
        classes::fate(fate),
        (props.message == Some(message)).then_some("selected")
    );
    Some(html! {
        <g class={class} onpointerdown={|e: PointerEvent| e.stop_propagation()}
            onclick={click(&props.send, Msg::SelectMessage(message))}>
            <title>{&arrow.label}</title>
            <path class="arrow-hit" d={format!("M{x0:.1} {from:.1}L{x1:.1} {y1:.1}")} />
            <path class="arrow-line" d={format!("M{x0:.1} {from:.1}L{x1:.1} {y1:.1}")} />
            if lost {
                <path class="cross" d={format!("M{:.1} {:.1}l10 10m0 -10l-10 10", x1 - 5.0, y1 - 5.0)} />
            } else if whole {
                <path class="tip" d={tip(x0, from, x1, y1)} />
            }
        </g>
    })
}

/// A small arrow head at the end of a line.
fn tip(x0: f64, y0: f64, x1: f64, y1: f64) -> String {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    let back = (x1 - ux * 7.0, y1 - uy * 7.0);
    let side = (-uy * 3.0, ux * 3.0);
    format!(
        "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}z",
        x1,
        y1,
        back.0 + side.0,
        back.1 + side.1,
        back.0 - side.0,
        back.1 - side.1
    )
}
