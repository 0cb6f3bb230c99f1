//! The time axis with its marks, the stops, and where idle time is shortened.

use sim_core::base::Span;
use sim_core::view::{StopMark, Timeline};
use yew::prelude::*;

use super::{Frame, px};
use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::components::tags::tag;
use crate::draw::axis::{Break, Tick};

/// The axis's own strip: marks at round times, and signs of shortened time.
pub fn marks(frame: &Frame) -> Html {
    let tick = |tick: Tick| {
        let x = frame.left + tick.x;
        html! {
            <>
                <path class="tick" d={format!("M{x:.1} 2v5")} />
                <text x={px(x)} y="19">{tick.label}</text>
            </>
        }
    };
    let sign = |gap: Break| {
        let x = frame.left + gap.x;
        html! { <path class="gap-sign" d={format!("M{:.1} 1l4 7m4 -7l4 7", x - 6.0)} /> }
    };
    html! {
        <g class="axis">
            { for frame.axis.breaks().into_iter().map(sign) }
            { for frame.axis.ticks().into_iter().map(tick) }
        </g>
    }
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
            <rect class="gap" x={px(x)} y={px(frame.top)} width={px(gap.w)} height={px(frame.size.h - frame.top)}>
                {tag("title", "", title)}
            </rect>
        }
    };
    frame.axis.breaks().into_iter().map(gap).collect()
}

/// Where the lesson pauses; each leads there.
pub fn stops(frame: &Frame, timeline: &Timeline, send: &Callback<Msg>) -> Html {
    let stop = |stop: &StopMark| {
        let place = (stop.at.0, stop.position);
        html! {
            <circle cx={px(frame.x(stop.at))} cy="12" r="5.5"
                onpointerdown={|event: PointerEvent| event.stop_propagation()}
                onclick={click(send, Msg::SeekStop(place.0, place.1))}>
                {tag("title", "", &stop.say)}
            </circle>
        }
    };
    let stops = timeline
        .stops
        .iter()
        .filter(|stop| frame.shows(stop.at, stop.at));
    tag("g", "stops", stops.map(stop).collect::<Html>())
}
