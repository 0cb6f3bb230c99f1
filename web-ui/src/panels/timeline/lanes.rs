//! The lanes of the timeline with their bars, and the arrows between them:
//! drawn anew only when more is computed or the size changes.

use sim_core::base::{MessageId, ProcessId};
use sim_core::view::{Arrow, Bar, Fate, Lane, Timeline};
use yew::prelude::*;

use super::{Frame, px};
use crate::app::msg::Msg;
use crate::components::classes;
use crate::draw::words;
use crate::shared::Shared;

/// The lanes.
#[derive(Properties, PartialEq)]
pub struct LanesProps {
    /// Lanes and arrows.
    pub timeline: Shared<Timeline>,
    /// Where they are.
    pub frame: Shared<Frame>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// What is done with them.
    pub send: Callback<Msg>,
}

/// Part of a lost message's way that is drawn: it died on the way.
const LOST_AT: f64 = 0.6;

/// The lanes.
#[component]
pub fn Lanes(props: &LanesProps) -> Html {
    let (timeline, frame) = (&props.timeline, &props.frame);
    html! {
        <>
            <g class="lanes">
                { for timeline.lanes.iter().enumerate().map(|(at, l)| lane(at, l, props)) }
            </g>
            <g class="arrows">{ for timeline.arrows.iter().filter_map(|a| arrow(a, frame, props)) }</g>
        </>
    }
}

fn lane(at: usize, lane: &Lane, props: &LanesProps) -> Html {
    let frame = &props.frame;
    let y = frame.y(at);
    let process = lane.process;
    let name = words::fit(&lane.name, frame.left - 36.0, 13.0, true);
    let selected = props.selected == Some(process);
    let right = frame.size.w - super::RIGHT;
    html! {
        <g class={classes!("lane", selected.then_some("selected"))}>
            <path class="lane-line" d={format!("M{:.1} {y:.1}H{right:.1}", frame.left)} />
            { for merged(&lane.bars, frame).into_iter().map(|bar| activity(bar, y, frame.pitch)) }
            <text x="20" y={px(y + 4.5)} onpointerdown={|e: PointerEvent| e.stop_propagation()}
                onclick={props.send.reform(move |_| Msg::Select(process))}>
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
}

/// Bars narrower than this cannot be told apart.
const NARROWEST: f64 = 1.0;

/// The bars in pixels; those too narrow to see join what is before them, so
/// that a lane has no more pieces than pixels.
fn merged(bars: &[Bar], frame: &Frame) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for bar in bars {
        let (x, right) = (frame.x(bar.from), frame.x(bar.to));
        let class = classes::activity(bar.activity);
        match pieces.last_mut() {
            Some(last) if last.class == class || right - x < NARROWEST => {
                last.w = (right - last.x).max(last.w);
            }
            _ => pieces.push(Piece {
                x,
                w: right - x,
                class,
            }),
        }
    }
    pieces
}

fn activity(piece: Piece, y: f64, pitch: f64) -> Html {
    let h = (pitch - 4.0).clamp(5.0, 10.0);
    html! {
        <rect class={classes!("bar", piece.class)} x={px(piece.x)} y={px(y - h / 2.0)}
            width={px(piece.w.max(1.0))} height={px(h)} rx={px((piece.w / 2.0).min(h / 2.0))} />
    }
}

fn arrow(arrow: &Arrow, frame: &Frame, props: &LanesProps) -> Option<Html> {
    let lane = |process| {
        props
            .timeline
            .lanes
            .iter()
            .position(|l| l.process == process)
    };
    let (from, to) = (frame.y(lane(arrow.from)?), frame.y(lane(arrow.to)?));
    let (x0, mut x1, mut y1) = (frame.x(arrow.sent), frame.x(arrow.arrives), to);
    let lost = arrow.fate == Fate::Lost;
    if lost {
        y1 = from + (to - from) * LOST_AT;
        x1 = x0 + (x1 - x0) * LOST_AT;
    }
    let message = arrow.message;
    let class = classes!(
        "arrow",
        classes::kind(arrow.kind),
        classes::fate(arrow.fate),
        (props.message == Some(message)).then_some("selected")
    );
    Some(html! {
        <g class={class} onpointerdown={|e: PointerEvent| e.stop_propagation()}
            onclick={props.send.reform(move |_| Msg::SelectMessage(message))}>
            <title>{&arrow.label}</title>
            <path class="arrow-hit" d={format!("M{x0:.1} {from:.1}L{x1:.1} {y1:.1}")} />
            <path class="arrow-line" d={format!("M{x0:.1} {from:.1}L{x1:.1} {y1:.1}")} />
            if lost {
                <path class="cross" d={format!("M{:.1} {:.1}l10 10m0 -10l-10 10", x1 - 5.0, y1 - 5.0)} />
            } else {
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
