//! The stage: hosts, cards, tubes and envelopes.

use std::rc::Rc;

use markup::{html, view};
use sim_core::base::{MessageId, ProcessId, Time};
use sim_core::view::{self, Waits};
use yew::prelude::*;

use super::flying;
use super::gestures::{self, Gesture, Ground};
use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::components::card::{Card, CardProps};
use crate::components::classes;
use crate::components::element::Shift;
use crate::draw::Rect;
use crate::draw::camera::Camera;
use crate::draw::envelopes;
use crate::draw::fold::Folds;
use crate::draw::scene::{PortPlace, Scene, Tube};
use crate::draw::waits::{self, WaitArrow};
use crate::platform::size::use_size;
use crate::shared::Shared;

/// The stage.
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// Its model.
    pub stage: Shared<Option<view::Stage>>,
    /// Its geometry.
    pub scene: Shared<Option<Scene>>,
    /// Which card stands for which process.
    pub folds: Shared<Folds>,
    /// What of the drawing is shown.
    pub camera: Camera,
    /// The selected line.
    pub link: Option<(ProcessId, ProcessId)>,
    /// The moment, for the envelopes.
    pub now: Time,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// The selected queue.
    pub queue: Option<u32>,
    /// Who waits for whom, if that is drawn.
    pub waits: Option<Shared<Waits>>,
    /// Which cards are otherwise in the run beside this one.
    pub differs: Option<Rc<[bool]>>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The stage.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let frame = use_node_ref();
    use_size(&frame, props.send.reform(Msg::StageSize));
    let gesture = use_mut_ref(Gesture::default);
    let grab = {
        let gesture = Rc::clone(&gesture);
        use_callback(
            (),
            move |(process, event): (ProcessId, PointerEvent), ()| {
                gesture.borrow_mut().grab(process, &event);
            },
        )
    };
    let ground = (*props.scene).as_ref().map(|scene| Ground {
        extent: scene.layout.extent,
        area: scene.layout.area,
        camera: props.camera,
    });
    let on = |act: fn(&mut Gesture, &PointerEvent, Option<Ground>) -> Option<Msg>| {
        let (gesture, send) = (Rc::clone(&gesture), props.send.clone());
        move |event: PointerEvent| {
            let msg = act(&mut gesture.borrow_mut(), &event, ground);
            if let Some(msg) = msg {
                send.emit(msg);
            }
        }
    };
    let press = |gesture: &mut Gesture, event: &PointerEvent, _: Option<Ground>| {
        gesture.press(event);
        None
    };
    let send = props.send.clone();
    let onwheel = move |event: WheelEvent| {
        if let Some(msg) = gestures::turn(&event) {
            send.emit(msg);
        }
    };
    let class = classes!("stage", (!props.camera.is_whole()).then_some("enlarged"));
    html! {
        <div {class} ref={frame} onpointerdown={on(press)} onpointermove={on(Gesture::go)}
            onpointerup={on(Gesture::release)} onpointercancel={on(Gesture::release)}
            onpointerleave={on(Gesture::release)} {onwheel}>
            if let (Some(stage), Some(scene)) = (&*props.stage, &*props.scene) {
                {drawing(stage, scene, props, &grab)}
            }
        </div>
    }
}

/// The drawing; of its parts only the envelopes are made anew at every frame.
fn drawing(
    stage: &view::Stage,
    scene: &Scene,
    props: &StageProps,
    grab: &Callback<(ProcessId, PointerEvent)>,
) -> Html {
    let places = Rc::new(envelopes::places(scene, &stage.envelopes, props.now));
    let shown = props.camera.view(scene.layout.extent);
    let selected = props.selected.map(|process| props.folds.shown(process));
    html! {
                <svg viewBox={format!("{:.1} {:.1} {:.1} {:.1}", shown.x, shown.y, shown.w, shown.h)}
                    style={format!("font-size:{:.1}px", scene.layout.letter)} role="group" aria-label="Stage: processes, connections and messages">
                    <Behind scene={props.scene.clone()} link={props.link} send={props.send.clone()} />
                    <g class="envelopes" role="group" aria-label="Messages on their way" data-rove="">{flying::envelopes(places.clone(), stage, props.message, (scene.layout.extent, props.camera), &props.send)}</g>
                    <Cards stage={props.stage.clone()} scene={props.scene.clone()} folds={props.folds.clone()} {selected}
                        queue={props.queue} differs={props.differs.clone()} grab={grab.clone()} send={props.send.clone()} />
                    if let Some(waits) = &props.waits { {wait_arrows(scene, stage, waits)} }
                    <g class="envelope-labels">{ for places.iter().filter_map(flying::label) }</g>
                </svg>
    }
}

/// Arrows from those who wait to whom they wait for. In which call they do is
/// said by their cards.
fn wait_arrows(scene: &Scene, stage: &view::Stage, waits: &Waits) -> Html {
    let arrow = |arrow: WaitArrow| {
        html! {
            <g class={classes!("wait", arrow.stuck.then_some("stuck"))}>
                <path d={arrow.path} marker-end="url(#wait-tip)" />
            </g>
        }
    };
    html! {
        <g class="waits">
            <defs><marker id="wait-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" /></marker></defs>
            { for waits::arrows(scene, stage, waits).into_iter().map(arrow) }
        </g>
    }
}

/// What envelopes fly over.
#[derive(PartialEq)]
pub struct BehindProps {
    /// The stage's geometry.
    pub scene: Shared<Option<Scene>>,
    /// The selected line.
    pub link: Option<(ProcessId, ProcessId)>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Frames of hosts, tubes and their labels.
#[view]
pub fn Behind(props: &BehindProps) -> Html {
    let Some(scene) = &*props.scene else {
        return Html::default();
    };
    let frames = scene.layout.frames.iter().map(|frame| {
        let r = frame.rect;
        html! {
            <g class="host" transform={Shift(r.x, r.y)}>
                <rect width={r.w} height={r.h} rx="18" />
                <text x="16" y="23">{format!("host {}", frame.name)}</text>
            </g>
        }
    });
    html! {
        <g class="behind">
            { for frames }
            <g class="tubes" role="group" aria-label="Connections" data-rove="">{ for scene.tubes.iter().map(|way| tube(way, props)) }</g>
            <g class="tube-labels">{ for scene.tubes.iter().filter_map(tube_label) }</g>
            <g class="port-labels">{ for scene.ports.values().filter_map(port_label) }</g>
        </g>
    }
}

fn tube(tube: &Tube, props: &BehindProps) -> Html {
    let path = tube.curve.path();
    let selected = props.link == Some((tube.from, tube.to));
    let class = classes!(
        "tube",
        (!tube.established).then_some("pending"),
        tube.cut.then_some("cut"),
        selected.then_some("selected")
    );
    let select = click(&props.send, Msg::SelectLink(tube.from, tube.to));
    let onclick = select.clone();
    html! {
        <g {class} {onclick} oncontextmenu={menu(select)}
            role="button" tabindex="-1" aria-label={tube.spoken.clone()} aria-pressed={selected.to_string()}>
            <title>{tube.words.clone()}</title>
            if tube.established || tube.cut { <path class="tube-wall" d={path.clone()} /> }
            <path class="tube-core" d={path.clone()} />
            <path class="tube-hit" d={path} />
        </g>
    }
}

/// The right button, or a long press: what can be done to this thing.
pub(super) fn menu(select: Callback<MouseEvent>) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        select.emit(event);
    })
}

fn tube_label(tube: &Tube) -> Option<Html> {
    let (at, text) = tube.label.as_ref()?;
    Some(html! { <text class={tube.cut.then_some("alarm")} x={at.x} y={at.y + 4.0}>{text}</text> })
}

/// The cards and their ports.
#[derive(Properties, PartialEq)]
pub struct CardsProps {
    /// The stage's model.
    pub stage: Shared<Option<view::Stage>>,
    /// Its geometry.
    pub scene: Shared<Option<Scene>>,
    /// Which card stands for which process.
    pub folds: Shared<Folds>,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// The selected queue.
    pub queue: Option<u32>,
    /// Which cards are otherwise in the run beside this one.
    pub differs: Option<Rc<[bool]>>,
    /// Called when a card is pressed.
    pub grab: Callback<(ProcessId, PointerEvent)>,
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
    let onqueue = use_callback(props.send.clone(), |(process, queue), send| {
        send.emit(Msg::SelectQueue(process, queue));
    });
    let card = |(at, (card, rect)): (usize, (&Rc<view::ProcessCard>, &Rect))| {
        let differs = props.differs.as_ref().and_then(|all| all.get(at)) == Some(&true);
        let own = card
            .queues
            .iter()
            .any(|queue| Some(queue.id) == props.queue);
        let (id, grab, send) = (card.id, props.grab.clone(), props.send.clone());
        let choose = Callback::from(move |_: MouseEvent| {
            send.emit(Msg::Select(id));
            send.emit(Msg::WhatIfOpen);
        });
        html! {
            <g key={card.id.0} oncontextmenu={menu(choose)}
                onpointerdown={move |event: PointerEvent| grab.emit((id, event))}>
                <Card card={card.clone()} rect={*rect} stack={props.folds.count(id)} kind={scene.layout.kind} queue={props.queue.filter(|_| own)} {differs}
                    selected={props.selected == Some(card.id)} onselect={onselect.clone()} onqueue={onqueue.clone()} />
                { for card.ports.iter().filter_map(|p| scene.ports.get(&p.id).map(|place| port(p, place))) }
            </g>
        }
    };
    let all = stage.processes.iter().zip(&scene.layout.cards).enumerate();
    let shown = all.filter(|(_, (card, _))| props.folds.has_card(card.id));
    html! { <g class="cards" role="group" aria-label="Processes and their queues" data-rove="">{ for shown.map(card) }</g> }
}

fn port(port: &view::Port, place: &PortPlace) -> Html {
    let at = place.end.at;
    html! {
        <g class={classes!("port", place.listens.then_some("listens"))} transform={Shift(at.x, at.y)}>
            <title>{&port.summary}</title>
            <circle r="7" />
        </g>
    }
}

/// What is written at a socket's dot.
fn port_label(place: &PortPlace) -> Option<Html> {
    let (at, text) = place.label.as_ref()?;
    Some(html! { <text x={at.x} y={at.y + 4.0}>{text}</text> })
}
