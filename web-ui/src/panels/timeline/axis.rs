//! The time axis with its marks, the stops, and where idle time is shortened.

use sim_core::base::Span;
use sim_core::view::Timeline;
use yew::prelude::*;

use super::{BOTTOM, Frame, TOP, px};
use crate::app::msg::Msg;
use crate::shared::Shared;

/// The axis.
#[derive(Properties, PartialEq)]
pub struct AxisProps {
    /// Where things are.
    pub frame: Shared<Frame>,
    /// Where the stops are.
    pub timeline: Shared<Timeline>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The axis.
#[component]
pub fn AxisMarks(props: &AxisProps) -> Html {
    let frame = &props.frame;
    let bottom = frame.size.h - BOTTOM;
    let tick = |tick: crate::draw::axis::Tick| {
        let x = frame.left + tick.x;
        html! {
            <>
                <path class="tick" d={format!("M{x:.1} {:.1}v5", bottom + 2.0)} />
                <text x={px(x)} y={px(bottom + 19.0)}>{tick.label}</text>
            </>
        }
    };
    let gap = |gap: crate::draw::axis::Break| {
        let x = frame.left + gap.x;
        let title = format!("{} without an event, drawn short", Span(gap.nanos));
        html! {
            <g class="gap">
                <title>{title}</title>
                <rect x={px(x - gap.w / 2.0)} y={px(TOP)} width={px(gap.w)} height={px(bottom - TOP)} />
                <path d={format!("M{:.1} {:.1}l4 8m4 -8l4 8", x - 6.0, bottom)} />
            </g>
        }
    };
    html! {
        <g class="axis">
            { for frame.axis.breaks().into_iter().map(gap) }
            { for frame.axis.ticks().into_iter().map(tick) }
            <g class="stops">{ for props.timeline.stops.iter().map(|stop| {
                let position = stop.position;
                html! {
                    <circle cx={px(frame.x(stop.at))} cy="12" r="5.5"
                        onpointerdown={|e: PointerEvent| e.stop_propagation()}
                        onclick={props.send.reform(move |_| Msg::Seek(position))}>
                        <title>{&stop.say}</title>
                    </circle>
                }
            }) }</g>
        </g>
    }
}
