//! The stage: hosts, cards, tubes and envelopes.

use sim_core::base::{MessageId, ProcessId, Time};
use sim_core::view::{self, Fate, Link};
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::components::card::Card;
use crate::components::classes;
use crate::draw::curve::Side;
use crate::draw::envelopes::{self, EnvelopePlace};
use crate::draw::layout::CardKind;
use crate::draw::scene::{PortPlace, Scene, Tube};
use crate::platform::size::use_size;
use crate::shared::Shared;

/// The stage.
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// Its model.
    pub stage: Shared<Option<view::Stage>>,
    /// Its geometry.
    pub scene: Shared<Option<Scene>>,
    /// The moment, for the envelopes.
    pub now: Time,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The stage.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let frame = use_node_ref();
    use_size(&frame, props.send.reform(Msg::StageSize));
    html! {
        <div class="stage" ref={frame}>
            if let (Some(stage), Some(scene)) = (&*props.stage, &*props.scene) {
                {drawing(stage, scene, props)}
            }
        </div>
    }
}

/// The drawing; of its parts only the envelopes are made anew at every frame.
fn drawing(stage: &view::Stage, scene: &Scene, props: &StageProps) -> Html {
    let places = envelopes::places(scene, &stage.envelopes, props.now);
    html! {
                <svg viewBox={format!("0 0 {:.0} {:.0}", scene.layout.extent.w, scene.layout.extent.h)}
                    role="group" aria-label="Stage: processes, connections and messages">
                    <Behind stage={props.stage.clone()} scene={props.scene.clone()} />
                    <g class="envelopes">{ for places.iter().map(|place| envelope(place, props.message, &props.send)) }</g>
                    <Cards stage={props.stage.clone()} scene={props.scene.clone()}
                        selected={props.selected} send={props.send.clone()} />
                    <g class="envelope-labels">{ for places.iter().filter_map(label) }</g>
                </svg>
    }
}

/// What envelopes fly over, or under.
#[derive(Properties, PartialEq)]
pub struct StillProps {
    /// The stage's model.
    pub stage: Shared<Option<view::Stage>>,
    /// Its geometry.
    pub scene: Shared<Option<Scene>>,
}

/// Frames of hosts, tubes and their labels.
#[component]
pub fn Behind(props: &StillProps) -> Html {
    let (Some(stage), Some(scene)) = (&*props.stage, &*props.scene) else {
        return Html::default();
    };
    let frames = scene.layout.frames.iter().map(|frame| {
        let r = frame.rect;
        html! {
            <g class="host" transform={format!("translate({:.1} {:.1})", r.x, r.y)}>
                <rect width={format!("{:.1}", r.w)} height={format!("{:.1}", r.h)} rx="18" />
                <text x="16" y="23">{format!("host {}", frame.name)}</text>
            </g>
        }
    });
    html! {
        <g class="behind">
            { for frames }
            <g class="tubes">{ for stage.links.iter().zip(&scene.tubes).map(tube) }</g>
            <g class="tube-labels">{ for scene.tubes.iter().filter_map(tube_label) }</g>
            // Between small cards there is no room for words.
            if scene.layout.kind != CardKind::Mini {
            <g class="port-labels">{ for stage.processes.iter().flat_map(|card| &card.ports).filter_map(|port| {
                scene.ports.get(&port.id).map(|place| port_label(port, place))
            }) }</g>
            }
        </g>
    }
}

fn tube((link, tube): (&Link, &Tube)) -> Html {
    let path = tube.curve.path();
    let class = if link.established {
        "tube"
    } else {
        "tube pending"
    };
    html! {
        <g class={class}>
            if link.established { <path class="tube-wall" d={path.clone()} /> }
            <path class="tube-core" d={path} />
        </g>
    }
}

fn tube_label(tube: &Tube) -> Option<Html> {
    let (at, text) = tube.label.as_ref()?;
    Some(html! { <text x={format!("{:.1}", at.x)} y={format!("{:.1}", at.y + 4.0)}>{text}</text> })
}

/// The cards and their ports.
#[derive(Properties, PartialEq)]
pub struct CardsProps {
    /// The stage's model.
    pub stage: Shared<Option<view::Stage>>,
    /// Its geometry.
    pub scene: Shared<Option<Scene>>,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// What is done with them.
    pub send: Callback<Msg>,
}

/// The cards and their ports.
#[component]
pub fn Cards(props: &CardsProps) -> Html {
    let (Some(stage), Some(scene)) = (&*props.stage, &*props.scene) else {
        return Html::default();
    };
    let onselect = use_callback(props.send.clone(), |process, send| {
        send.emit(Msg::Select(process));
    });
    let card = |(card, rect): (&view::ProcessCard, &crate::draw::Rect)| {
        html! {
            <g key={card.id.0}>
                <Card card={card.clone()} rect={*rect} kind={scene.layout.kind}
                    selected={props.selected == Some(card.id)} onselect={onselect.clone()} />
                { for card.ports.iter().filter_map(|p| scene.ports.get(&p.id).map(|place| port(p, place))) }
            </g>
        }
    };
    html! { <g class="cards">{ for stage.processes.iter().zip(&scene.layout.cards).map(card) }</g> }
}

fn port(port: &view::Port, place: &PortPlace) -> Html {
    let at = place.end.at;
    html! {
        <g class="port" transform={format!("translate({:.1} {:.1})", at.x, at.y)}>
            <title>{&port.summary}</title>
            <circle r="7" />
        </g>
    }
}

/// The socket's type, below the tube at its dot.
fn port_label(port: &view::Port, place: &PortPlace) -> Html {
    let (dx, class) = match place.end.side {
        Side::Left => (-12.0, "left"),
        Side::Right => (12.0, "right"),
    };
    let (x, y) = (place.end.at.x + dx, place.end.at.y + 22.0);
    html! { <text {class} x={format!("{x:.1}")} y={format!("{y:.1}")}>{&port.kind}</text> }
}

fn envelope(place: &EnvelopePlace, chosen: Option<MessageId>, send: &Callback<Msg>) -> Html {
    let first = place.messages.first().copied();
    let selected = chosen.is_some_and(|chosen| place.messages.contains(&chosen));
    let class = classes!(
        "envelope",
        classes::kind(place.kind),
        classes::fate(place.fate),
        selected.then_some("selected")
    );
    let onclick = {
        let send = send.clone();
        move |_: MouseEvent| {
            if let Some(message) = first {
                send.emit(Msg::SelectMessage(message));
            }
        }
    };
    html! {
        <g {class} {onclick} transform={format!("translate({:.1} {:.1})", place.at.x, place.at.y)}>
            <rect x="-13" y="-9" width="26" height="18" rx="3" />
            <path class="flap" d="M-12-7L0 2 12-7" />
            if place.fate == Fate::Lost { <path class="cross" d="M-8-8L8 8M8-8L-8 8" /> }
        </g>
    }
}

fn label(place: &EnvelopePlace) -> Option<Html> {
    let (at, text) = place.label.as_ref()?;
    let class = classes!(classes::kind(place.kind), classes::fate(place.fate));
    Some(html! {
        <text {class} x={format!("{:.1}", at.x)} y={format!("{:.1}", at.y)}>{text}</text>
    })
}
