//! The stage: hosts, cards, tubes and envelopes.

use std::cell::RefCell;
use std::rc::Rc;

use sim_core::base::{MessageId, ProcessId, Time};
use sim_core::view::{self, Fate, Link, WaitEdge, Waits};
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::components::card::Card;
use crate::components::classes;
use crate::draw::curve::Side;
use crate::draw::envelopes::{self, EnvelopePlace};
use crate::draw::layout::CardKind;
use crate::draw::scene::{PortPlace, Scene, Tube};
use crate::draw::{Point, Rect, Size};
use crate::platform::pointer;
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
    /// The selected queue.
    #[prop_or_default]
    pub queue: Option<u32>,
    /// Who waits for whom, if that is drawn.
    #[prop_or_default]
    pub waits: Option<Shared<Waits>>,
    /// Which cards are otherwise in the run beside this one.
    #[prop_or_default]
    pub differs: Option<Rc<[bool]>>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// A card that is being dragged.
#[derive(Clone, Copy, PartialEq)]
struct Drag {
    process: ProcessId,
    from: (f64, f64),
    moved: bool,
}

/// Pixels that a press may slip and still be a click.
const SLIP: f64 = 6.0;

/// The stage.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let frame = use_node_ref();
    use_size(&frame, props.send.reform(Msg::StageSize));
    let drag = use_mut_ref(|| None::<Drag>);
    let grab = {
        let drag = Rc::clone(&drag);
        use_callback(
            (),
            move |(process, event): (ProcessId, PointerEvent), ()| {
                let from = pointer::place(&event);
                *drag.borrow_mut() = Some(Drag {
                    process,
                    from,
                    moved: false,
                });
            },
        )
    };
    let area = (*props.scene)
        .as_ref()
        .map(|scene| (scene.layout.extent, scene.layout.area));
    let go = |done: bool| {
        let (drag, send) = (Rc::clone(&drag), props.send.clone());
        move |event: PointerEvent| {
            if let Some(msg) = dragged(&drag, area, &event, done) {
                send.emit(msg);
            }
        }
    };
    html! {
        <div class="stage" ref={frame} onpointermove={go(false)} onpointerup={go(true)}>
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
    let places = envelopes::places(scene, &stage.envelopes, props.now);
    html! {
                <svg viewBox={format!("0 0 {:.0} {:.0}", scene.layout.extent.w, scene.layout.extent.h)}
                    role="group" aria-label="Stage: processes, connections and messages">
                    <Behind stage={props.stage.clone()} scene={props.scene.clone()} />
                    <g class="envelopes">{ for places.iter().map(|place| envelope(place, props.message, &props.send)) }</g>
                    <Cards stage={props.stage.clone()} scene={props.scene.clone()} selected={props.selected}
                        queue={props.queue} differs={props.differs.clone()} grab={grab.clone()} send={props.send.clone()} />
                    if let Some(waits) = &props.waits { {wait_arrows(scene, waits)} }
                    <g class="envelope-labels">{ for places.iter().filter_map(label) }</g>
                </svg>
    }
}

/// Where a dragged card is now, or was let go.
fn dragged(
    drag: &RefCell<Option<Drag>>,
    area: Option<(Size, Rect)>,
    event: &PointerEvent,
    done: bool,
) -> Option<Msg> {
    let mut drag = drag.borrow_mut();
    let (extent, area) = area?;
    let mut now = (*drag)?;
    let at = pointer::place(event);
    let far = (at.0 - now.from.0).hypot(at.1 - now.from.1) > SLIP;
    now.moved |= far && pointer::is_down(event);
    *drag = (!done && (pointer::is_down(event) || !now.moved)).then_some(now);
    if !now.moved {
        return None;
    }
    let (x, y) = pointer::fraction(event, ".stage")?;
    let part = |at: f64, from: f64, size: f64| ((at - from) / size.max(1.0)).clamp(0.0, 1.0);
    let place = (
        part(x * extent.w, area.x, area.w),
        part(y * extent.h, area.y, area.h),
    );
    Some(Msg::Place(now.process, place, done))
}

/// Arrows from those who wait to whom they wait for.
fn wait_arrows(scene: &Scene, waits: &Waits) -> Html {
    let stuck = |edge: &WaitEdge| {
        let both = |circle: &Vec<ProcessId>| {
            circle.contains(&edge.from) && edge.to.is_some_and(|to| circle.contains(&to))
        };
        waits.deadlocks.iter().any(both)
    };
    let arrow = |edge: &WaitEdge| {
        let (from, to) = (scene.card(edge.from), scene.card(edge.to?));
        let (a, b) = (from.center(), to.center());
        let length = a.distance(b).max(1.0);
        // Bent to one side, so that two who wait for each other are two arrows.
        let side = ((b.y - a.y) / length * 70.0, -(b.x - a.x) / length * 70.0);
        let middle = Point::new((a.x + b.x) / 2.0 + side.0, (a.y + b.y) / 2.0 + side.1);
        let begin = from.edge_towards(middle);
        let end = to.edge_towards(middle);
        let text = Point::new(
            (begin.x + 2.0 * middle.x + end.x) / 4.0,
            (begin.y + 2.0 * middle.y + end.y) / 4.0,
        );
        Some(html! {
            <g class={classes!("wait", stuck(edge).then_some("stuck"))}>
                <path d={format!("M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}", begin.x, begin.y, middle.x, middle.y, end.x, end.y)} marker-end="url(#wait-tip)" />
                <text x={format!("{:.1}", text.x)} y={format!("{:.1}", text.y)}>{format!("waits in {}", edge.call)}</text>
            </g>
        })
    };
    html! {
        <g class="waits">
            <defs><marker id="wait-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" /></marker></defs>
            { for waits.edges.iter().filter_map(arrow) }
        </g>
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
    let card = |(at, (card, rect)): (usize, (&view::ProcessCard, &Rect))| {
        let differs = props.differs.as_ref().and_then(|all| all.get(at)) == Some(&true);
        let own = card
            .queues
            .iter()
            .any(|queue| Some(queue.id) == props.queue);
        let (id, grab) = (card.id, props.grab.clone());
        html! {
            <g key={card.id.0} onpointerdown={move |event: PointerEvent| grab.emit((id, event))}>
                <Card card={card.clone()} rect={*rect} kind={scene.layout.kind} queue={props.queue.filter(|_| own)} {differs}
                    selected={props.selected == Some(card.id)} onselect={onselect.clone()} onqueue={onqueue.clone()} />
                { for card.ports.iter().filter_map(|p| scene.ports.get(&p.id).map(|place| port(p, place))) }
            </g>
        }
    };
    html! { <g class="cards">{ for stage.processes.iter().zip(&scene.layout.cards).enumerate().map(card) }</g> }
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
