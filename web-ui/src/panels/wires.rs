//! The stage below the messages: nodes, cables, and what travels on them as
//! segments, packets or frames.

use std::rc::Rc;

use markup::{html, view};
use sim_core::base::{MessageId, ProcessId, RecordId, Time};
use sim_core::view::{Fate, NodeKind, Protocol, WireCable, WireFrame, WireNode, Wires};
use yew::prelude::*;

use super::gestures::{self, Gesture};
use crate::app::msg::{Depth, Msg};
use crate::components::buttons::{Button, Choice, act, click, segmented};
use crate::components::classes;
use crate::components::element::Shift;
use crate::draw::camera::Camera;
use crate::draw::curve::Curve;
use crate::draw::layout::CardKind;
use crate::draw::wires::{self, FRAME, FramePlace, PAD, WireScene};
use crate::draw::{Rect, words};
use crate::platform::size::use_size;
use crate::shared::Shared;

/// The stage below the messages.
#[derive(Properties, PartialEq)]
pub struct WireStageProps {
    /// Its model; nothing where only messages are simulated.
    pub wires: Shared<Option<Wires>>,
    /// Its geometry.
    pub scene: Shared<Option<WireScene>>,
    /// How deep it looks.
    pub depth: Depth,
    /// What of the drawing is shown.
    pub camera: Camera,
    /// The moment.
    pub now: Time,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// The selected event.
    pub event: Option<RecordId>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The depths with their names.
const DEPTHS: [(Depth, &str); 4] = [
    (Depth::Messages, "Messages"),
    (Depth::Segments, "Segments"),
    (Depth::Packets, "Packets"),
    (Depth::Frames, "Frames"),
];

/// The switch between the depths; none where nothing travels.
pub fn switch(depth: Depth, send: &Callback<Msg>) -> Html {
    let choices = DEPTHS.map(|(value, label)| Choice {
        value,
        label: label.into(),
    });
    html! { <div class="depths" title="How deep the stage looks (1 to 4)">{segmented("Layer", &choices, depth, send.reform(Msg::Look))}</div> }
}

/// The stage below the messages.
#[component]
pub fn WireStage(props: &WireStageProps) -> Html {
    let frame = use_node_ref();
    use_size(&frame, props.send.reform(Msg::StageSize));
    let gesture = use_mut_ref(Gesture::default);
    let on = |act: fn(&mut Gesture, &PointerEvent) -> Option<Msg>| {
        let (gesture, send) = (Rc::clone(&gesture), props.send.clone());
        move |event: PointerEvent| {
            let msg = act(&mut gesture.borrow_mut(), &event);
            if let Some(msg) = msg {
                send.emit(msg);
            }
        }
    };
    let press = |gesture: &mut Gesture, event: &PointerEvent| {
        gesture.press(event);
        None
    };
    let go = |gesture: &mut Gesture, event: &PointerEvent| gesture.go(event, None);
    let release = |gesture: &mut Gesture, event: &PointerEvent| gesture.release(event, None);
    let send = props.send.clone();
    let onwheel = move |event: WheelEvent| {
        if let Some(msg) = gestures::turn(&event) {
            send.emit(msg);
        }
    };
    let class = classes!("stage", (!props.camera.is_whole()).then_some("enlarged"));
    html! {
        <div {class} ref={frame} onpointerdown={on(press)} onpointermove={on(go)} onpointerup={on(release)}
            onpointercancel={on(release)} onpointerleave={on(release)} {onwheel}>
            if let (Some(wires), Some(scene)) = (&*props.wires, &*props.scene) {
                {drawing(wires, scene, props)}
            } else {
                {messages_only(&props.send)}
            }
        </div>
    }
}

/// What a scenario says that has no packets.
fn messages_only(send: &Callback<Msg>) -> Html {
    html! {
        <div class="stage-note">
            <p><b>{"This scenario simulates messages only."}</b>{" Between its sockets there are ordered streams with a latency, and nothing below: no segments, packets or frames to look at. Large runs are quick that way."}</p>
            <p>{"With "}<code>{"detail = \"packets\""}</code>{" at the top of its text every header is there."}</p>
            <p>
                <Button class="primary" onpress={act(send, Msg::UsePackets)}>{"Simulate packets"}</Button>
                {" "}
                <Button onpress={act(send, Msg::Look(Depth::Messages))}>{"Back to messages"}</Button>
            </p>
        </div>
    }
}

fn drawing(wires: &Wires, scene: &WireScene, props: &WireStageProps) -> Html {
    let depth = props.depth;
    let places = scene.frames(wires, props.now, |frame| word(frame, depth));
    let shown = props.camera.view(scene.layout.extent);
    html! {
        <svg class={classes!("wires", depth_class(depth))} viewBox={format!("{:.1} {:.1} {:.1} {:.1}", shown.x, shown.y, shown.w, shown.h)}
            style={format!("font-size:{:.1}px", scene.layout.letter)} role="group" aria-label="Stage: hosts, cables and what travels on them">
            <Still wires={props.wires.clone()} scene={props.scene.clone()} {depth} selected={props.selected}
                send={props.send.clone()} />
            <g class="frames" role="group" aria-label="What is on the cables" data-rove="">{ for places.iter().map(|place| glyph(place, wires, props)) }</g>
            <g class="frame-labels">{ for places.iter().filter_map(|place| label(place, wires)) }</g>
        </svg>
    }
}

/// Which colour of a frame is what.
pub fn legend(depth: Depth) -> Html {
    let all = [
        ("l2", "Ethernet"),
        ("l3", "IP"),
        ("l4", "TCP, UDP"),
        ("l7", "data"),
    ];
    let part =
        |(class, word): &(&'static str, &str)| html! { <span class={*class}><i />{*word}</span> };
    html! { <p class="legend">{ for all[outermost(depth)..].iter().map(part) }</p> }
}

/// The outermost header that is seen at a depth.
fn outermost(depth: Depth) -> usize {
    match depth {
        Depth::Frames => 0,
        Depth::Packets => 1,
        _ => 2,
    }
}

fn depth_class(depth: Depth) -> &'static str {
    match depth {
        Depth::Messages => "at-messages",
        Depth::Segments => "at-segments",
        Depth::Packets => "at-packets",
        Depth::Frames => "at-frames",
    }
}

/// What is written at a frame; nothing at what does not exist so deep.
fn word(frame: &WireFrame, depth: Depth) -> Option<String> {
    let transport = matches!(frame.protocol, Protocol::Tcp | Protocol::Udp);
    match depth {
        Depth::Segments if !transport => None,
        Depth::Packets if frame.protocol == Protocol::Arp => None,
        Depth::Packets => Some(frame.packet_words.clone()),
        Depth::Frames => Some(frame.frame_words.clone()),
        _ if frame.again => Some(format!("{} again", frame.segment)),
        _ => Some(frame.segment.clone()),
    }
}

/// What stands still while frames move.
#[derive(PartialEq)]
pub struct StillProps {
    /// Its model.
    pub wires: Shared<Option<Wires>>,
    /// Its geometry.
    pub scene: Shared<Option<WireScene>>,
    /// How deep it looks.
    pub depth: Depth,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Cables, their words, and nodes.
#[view]
pub fn Still(props: &StillProps) -> Html {
    let (Some(wires), Some(scene)) = (&*props.wires, &*props.scene) else {
        return Html::default();
    };
    let label = |(at, text): &(crate::draw::Point, String)| {
        html! { <text x={at.x} y={at.y + 4.0}>{text}</text> }
    };
    let nodes = wires.nodes.iter().zip(&scene.layout.cards);
    html! {
        <>
            <g class="cables">{ for wires.cables.iter().zip(&scene.cables).map(cable) }</g>
            <g class="tube-labels">{ for scene.labels.iter().map(label) }</g>
            <g class="nodes" role="group" aria-label="Hosts, switches and routers" data-rove="">{ for nodes.map(|(node, rect)| node_card(node, *rect, scene.layout.kind, props)) }</g>
        </>
    }
}

fn cable((cable, curve): (&WireCable, &Curve)) -> Html {
    let class = classes!("cable", (!cable.up).then_some("down"));
    let middle = curve.at(0.5);
    html! {
        <g {class}>
            <path d={curve.path()} />
            if !cable.up { <path class="cross" d={format!("M{0:.1} {1:.1}l12 12m0 -12l-12 12", middle.x - 6.0, middle.y - 6.0)} /> }
        </g>
    }
}

fn node_card(node: &WireNode, rect: Rect, kind: CardKind, props: &StillProps) -> Html {
    let first = node.processes.first().map(|(id, _)| *id);
    let chosen = node
        .processes
        .iter()
        .any(|(id, _)| Some(*id) == props.selected);
    let class = classes!("node", node_class(node.kind), chosen.then_some("selected"));
    let place = Shift(rect.x, rect.y);
    let Some(process) = first else {
        return html! { <g {class} transform={place} role="img" aria-label={spoken(node)}>{inside(node, rect, kind, props.depth)}</g> };
    };
    html! {
        <g {class} transform={place} role="button" tabindex="-1" aria-label={spoken(node)} aria-pressed={chosen.to_string()}
            onclick={click(&props.send, Msg::Select(process))}>
            {inside(node, rect, kind, props.depth)}
        </g>
    }
}

fn node_class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Host => "n-host",
        NodeKind::Switch => "n-switch",
        NodeKind::Router => "n-router",
    }
}

fn kind_word(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Host => "host",
        NodeKind::Switch => "switch",
        NodeKind::Router => "router",
    }
}

fn spoken(node: &WireNode) -> String {
    let mut text = format!("{} {}", kind_word(node.kind), node.name);
    for (ip, mac) in &node.cards {
        text += &format!(", {ip} {mac}");
    }
    text
}

fn inside(node: &WireNode, rect: Rect, kind: CardKind, depth: Depth) -> Html {
    let word = kind_word(node.kind);
    let small = kind != CardKind::Full;
    let (size, y) = if small { (14.0, 22.0) } else { (17.0, 28.0) };
    let beside = match kind {
        CardKind::Mini => 0.0,
        _ => words::width(word, 12.0, false) + PAD,
    };
    let room = rect.w - beside - 2.0 * PAD;
    let (size, name) = words::shrink(&node.name, room, size, 12.0);
    let corner = if node.kind == NodeKind::Host {
        "14"
    } else {
        "4"
    };
    let lines = lines(node, depth);
    let most = wires::lines(kind);
    let line = |(row, text): (usize, &String)| {
        let y = y + 21.0 + row as f64 * 18.0;
        html! { <text class="line" x={PAD} y={y}>{words::fit_mono(text, rect.w - 2.0 * PAD, 12.0)}</text> }
    };
    html! {
        <>
            <title>{spoken(node)}</title>
            <rect class="node-box" width={rect.w} height={rect.h} rx={corner} />
            <text class="name" style={format!("font-size:{size}px")} x={PAD} y={y}>{name}</text>
            if kind != CardKind::Mini { <text class="kind" x={rect.w - PAD} y={y}>{word}</text> }
            { for lines.iter().take(most).enumerate().map(line) }
        </>
    }
}

/// What matters of a node at a depth: who talks, its addresses, its cards.
fn lines(node: &WireNode, depth: Depth) -> Vec<String> {
    let names: Vec<&str> = node.processes.iter().map(|(_, name)| &**name).collect();
    let runs = names.join(", ");
    let ips = node.cards.iter().map(|(ip, _)| ip.clone());
    let macs = node.cards.iter().map(|(_, mac)| mac.clone());
    let mut all: Vec<String> = match depth {
        Depth::Frames => macs.collect(),
        _ => ips.filter(|ip| !ip.is_empty()).collect(),
    };
    let own_name = names == [node.name.as_str()];
    if !runs.is_empty() && !own_name {
        all.insert(0, runs);
    }
    if all.len() > 2 {
        let more = all.len() - 1;
        all.truncate(1);
        all.push(format!("and {more} more"));
    }
    all
}

fn glyph(place: &FramePlace, wires: &Wires, props: &WireStageProps) -> Html {
    let frame = &wires.frames[place.frame];
    let carries = props.message.is_some_and(|it| place.messages.contains(&it));
    let chosen = props.event.is_some_and(|it| place.records.contains(&it));
    let class = classes!(
        "frame",
        (carries || chosen).then_some("selected"),
        frame.again.then_some("again"),
        (frame.fate == Fate::Lost).then_some("f-lost"),
        place.waits.then_some("waits"),
    );
    let onclick = click(&props.send, Msg::SelectFrame(frame.record));
    let (x, y) = (place.at.x - FRAME.w / 2.0, place.at.y - FRAME.h / 2.0);
    html! {
        // Frames come and go: the focus stays on its own.
        <g key={frame.record.0} {class} {onclick} role="button" tabindex="-1" aria-label={frame.segment.clone()} aria-pressed={(carries || chosen).to_string()}
            transform={Shift(x, y)}>
            <title>{format!("{} · {} · {}", frame.segment, frame.packet_words, frame.frame_words)}</title>
            {strips(frame, props.depth)}
            <rect class="edge" width={FRAME.w} height={FRAME.h} rx="2" />
            if frame.fate == Fate::Lost { <path class="cross" d="M11-2L29 18M29-2L11 18" /> }
        </g>
    }
}

/// The headers that can be seen at a depth, each as a strip, then the payload.
fn strips(frame: &WireFrame, depth: Depth) -> Html {
    let outer = outermost(depth);
    const STRIPS: [&str; 4] = ["l2", "l3", "l4", "l7"];
    /// Width of a header's strip.
    const HEADER: f64 = 8.0;
    let shown = |place: &usize| *place >= outer && frame.parts[*place] > 0;
    let all: Vec<usize> = (0..4).filter(shown).collect();
    let strip = |(row, place): (usize, &usize)| {
        let last = row + 1 == all.len();
        let x = row as f64 * HEADER;
        let width = if last { FRAME.w - x } else { HEADER };
        html! { <rect class={STRIPS[*place]} x={x} width={width} height={FRAME.h} /> }
    };
    html! { <>{ for all.iter().enumerate().map(strip) }</> }
}

fn label(place: &FramePlace, wires: &Wires) -> Option<Html> {
    let (at, text) = place.label.as_ref()?;
    let lost = wires.frames[place.frame].fate == Fate::Lost;
    Some(html! { <text class={lost.then_some("alarm")} x={at.x} y={at.y}>{text}</text> })
}
