//! The time axis with its marks, the stops, and where idle time is shortened.

use markup::html;
use sim_core::base::Span;
use sim_core::view::{StopMark, Timeline};
use yew::prelude::*;

use super::Frame;
use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::draw::axis::{Break, Note, Tick};

/// The axis's own strip: marks at round times, and signs of shortened time with
/// what they leave out.
pub fn marks(frame: &Frame) -> Html {
    let far = frame.far();
    let mut ticks = frame.axis.ticks();
    ticks.retain(|tick| tick.x <= far);
    let mut notes = frame.axis.left_out();
    notes.retain(|note| note.right() <= far);
    let tick = |tick: Tick| {
        let x = frame.left + tick.x;
        // A mark does not go through the words beside it.
        let crossed = notes.iter().any(|note| note.covers(tick.x));
        let long = if crossed { 5 } else { 17 };
        html! {
            <>
                <path class="tick" d={format!("M{x:.1} 0v{long}")} />
                <text x={x} y="29">{tick.label}</text>
            </>
        }
    };
    let sign = |gap: Break| {
        let x = frame.left + gap.x;
        html! { <path class="gap-sign" d={format!("M{:.1} 5l3 -5m1 5l3 -5", x - 3.5)} /> }
    };
    let note = |note: &Note| html! { <text class="left-out" x={frame.left + note.x} y="16">{&note.text}</text> };
    html! {
        <g class="axis">
            { for breaks(frame).map(sign) }
            { for ticks.into_iter().map(tick) }
            { for notes.iter().map(note) }
        </g>
    }
}

/// The shortened stretches that may be seen.
fn breaks(frame: &Frame) -> impl Iterator<Item = Break> {
    let far = frame.far();
    let all = frame.axis.breaks().into_iter();
    all.filter(move |gap| gap.x <= far)
}

/// The shortened stretches, paler than the rest of the lanes.
pub fn gaps(frame: &Frame) -> Html {
    let gap = |gap: Break| {
        let x = frame.left + gap.x - gap.w / 2.0;
        let title = format!(
            "{} in which nothing is to be seen, drawn short",
            Span(gap.nanos)
        );
        html! {
            <rect class="gap" x={x} y={frame.top} width={gap.w} height={frame.size.h - frame.top}>
                <title>{title}</title>
            </rect>
        }
    };
    breaks(frame).map(gap).collect()
}

/// Where the lesson pauses, by number; each leads there. Those of one moment
/// stand beside each other.
pub fn stops(frame: &Frame, timeline: &Timeline, send: &Callback<Msg>) -> Html {
    let stop = |(number, stop, x): (usize, &StopMark, f64)| {
        let msg = Msg::SeekStop(stop.at.0, stop.position);
        html! {
            <g class="stop" onpointerdown={|event: PointerEvent| event.stop_propagation()} onclick={click(send, msg)}>
                <title>{&stop.say}</title>
                <circle cx={x} cy={STOP_Y} r={STOP_R} />
                <text x={x} y={STOP_Y + 4.2}>{number}</text>
            </g>
        }
    };
    let stops = places(frame, timeline).into_iter().map(stop);
    html! { <g class="stops">{ for stops }</g> }
}

/// Where the stops' numbers are, and how large.
const STOP_Y: f64 = 19.0;
pub const STOP_R: f64 = 8.5;

/// Where the number of this stop is, if it is shown.
pub fn place(frame: &Frame, timeline: &Timeline, stop: usize) -> Option<f64> {
    let mut shown = places(frame, timeline).into_iter();
    shown.find_map(|(number, _, x)| (number == stop + 1).then_some(x))
}

/// The stops that are shown with their number and their place.
fn places<'a>(frame: &Frame, timeline: &'a Timeline) -> Vec<(usize, &'a StopMark, f64)> {
    let all = timeline.stops.iter().enumerate();
    let mut shown: Vec<(usize, &StopMark, f64)> = all
        .filter(|(_, stop)| frame.shows(stop.at, stop.at))
        .map(|(at, stop)| (at + 1, stop, frame.x(stop.at)))
        .collect();
    let mut least = f64::NEG_INFINITY;
    for (_, _, x) in &mut shown {
        *x = x.max(least);
        least = *x + STOP_R * 2.0 + 1.0;
    }
    let mut most = frame.size.w - STOP_R - 2.0;
    for (_, _, x) in shown.iter_mut().rev() {
        *x = x.min(most);
        most = *x - STOP_R * 2.0 - 1.0;
    }
    shown
}
