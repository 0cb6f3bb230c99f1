//! The Message tab: one message, its way down the layers and up, the frames
//! that carry it, what happened to it so far; or the messages under way, to
//! choose from.

mod ladder;
mod sheet;

use markup::{html, view};
use sim_core::base::{MessageId, ProcessId, Time};
use sim_core::view::{Arrow, Envelope, Fate, Place, Stage, Station, Timeline, Why, WireFrame};
use yew::prelude::*;

use super::why::{WhyBox, WhyBoxProps};
use crate::app::below;
use crate::app::msg::{Depth, Msg};
use crate::app::whatif;
use crate::components::buttons::{Button, act, click};
use crate::components::classes;
use crate::draw::{envelopes, words};
use crate::engine::{Direction, Unit};
use crate::shared::Shared;

/// The Message tab.
#[derive(PartialEq)]
pub struct MessageTabProps {
    /// The stage: who there is, and what is under way.
    pub stage: Shared<Option<Stage>>,
    /// All messages.
    pub timeline: Shared<Timeline>,
    /// Why it went where it went, or was lost.
    pub why: Shared<Option<Why>>,
    /// The lines it came from and went to.
    pub lines: Shared<Vec<(ProcessId, u32)>>,
    /// What happens below the messages.
    pub below: below::Pictures,
    /// The cursor's position.
    pub position: u64,
    /// How deep the stage looks.
    pub depth: Depth,
    /// The selected message.
    pub message: Option<MessageId>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Messages listed to choose from.
const LISTED: usize = 60;

/// The Message tab.
#[view]
pub fn MessageTab(props: &MessageTabProps) -> Html {
    let Some(stage) = &*props.stage else {
        return Html::default();
    };
    let of = |arrow: &&Arrow| Some(arrow.message) == props.message;
    html! {
        <div class="message-tab">
            if let Some(arrow) = props.timeline.arrows.iter().find(of) {
                {message(arrow, stage, props)}
            } else if !props.below.trip.is_empty() {
                <section>{trip(props)}{why(props)}</section>
            } else {
                <p class="hint">{"Click an envelope, an arrow of the timeline, or one of these."}</p>
                {frame(props)}
            }
            {on_cables(stage.now, props)}
            {choices(stage, props)}
        </div>
    }
}

fn name(stage: &Stage, process: sim_core::base::ProcessId) -> &str {
    let card = stage.processes.get(process.index());
    card.map_or("?", |card| card.name.as_str())
}

fn message(arrow: &Arrow, stage: &Stage, props: &MessageTabProps) -> Html {
    if stage.now < arrow.sent && passed(props) == 0 {
        // Who gets it may be what the class is asked.
        let later = format!("{} has not sent it yet.", name(stage, arrow.from));
        return html! { <section><h3 class={classes::kind(arrow.kind)}>{&arrow.label}</h3><p class="hint">{later}</p></section> };
    }
    html! {
        <section>
            <h3 class={classes::kind(arrow.kind)}>{&arrow.label}</h3>
            <p class="hint">{way(arrow, stage, props)}</p>
            {progress(arrow, stage.now)}
            <p>{"Now: "}{now(arrow, stage.now, props)}</p>
            {trip(props)}
            {layers(props, (name(stage, arrow.from), name(stage, arrow.to)))}
            { for props.lines.iter().enumerate().map(|(at, (process, number))| {
                let process = *process;
                let word = if at == 0 { "Sent by" } else { "Taken by" };
                html! { <p class="hint"><button type="button" class="link" onclick={click(&props.send, Msg::ShowCode(process))}>{format!("{word} line {number} of {}", name(stage, process))}</button></p> }
            }) }
            {why(props)}
        </section>
    }
}

/// From whom to whom, and since when: a program hands it over, then its socket
/// lets it leave. Who gets it is told once it is chosen.
fn way(arrow: &Arrow, stage: &Stage, props: &MessageTabProps) -> String {
    let from = name(stage, arrow.from);
    let passed = &props.below.trip[..passed(props)];
    let is_early = |it: &Station| matches!(it.place, Place::Application | Place::Socket);
    if stage.now < arrow.sent && passed.iter().all(is_early) {
        return format!("from {from}");
    }
    let way = format!("{from} → {}", name(stage, arrow.to));
    if stage.now >= arrow.sent {
        return format!("{way} · left at {}", words::clock(arrow.sent));
    }
    let given = passed.iter().find(|it| it.place == Place::Socket);
    let given = given.map(|it| format!(" · handed to its socket at {}", words::clock(it.at)));
    way + &given.unwrap_or_default()
}

/// What has become of it: where it is, or how it was lost and when it is sent
/// again.
fn now(arrow: &Arrow, now: Time, props: &MessageTabProps) -> Html {
    let descent = (*props.below.descent).as_ref();
    let loss = descent.and_then(|it| it.loss(props.position));
    let Some(loss) = loss.filter(|_| now < arrow.arrives) else {
        return html! { <><b>{state(arrow, now)}</b>{place(props)}</> };
    };
    let again = match loss.again {
        Some(at) => format!("; sent again at {}", words::clock(at)),
        None => String::new(),
    };
    html! { <><b class="alarm">{"lost"}</b>{format!(": {}{again}", loss.why)}</> }
}

/// Where it is, in the words of the layers.
fn place(props: &MessageTabProps) -> String {
    station(props).map_or(String::new(), |it| format!(", {}", it.place.state()))
}

/// The station at which it is.
fn station(props: &MessageTabProps) -> Option<&Station> {
    props.below.trip.get(props.below.station?)
}

/// Its way through the layers, what carries it, and one frame taken apart.
fn layers(props: &MessageTabProps, names: (&str, &str)) -> Html {
    if !props.below.has_packets {
        return html! {
            <p class="hint">{"Only messages are simulated here: with "}<code>{"detail = \"packets\""}</code>{" in the scenario's text its segments, packets and frames are shown. "}
                <button type="button" class="link" onclick={click(&props.send, Msg::UsePackets)}>{"Simulate packets"}</button></p>
        };
    }
    let Some(descent) = &*props.below.descent else {
        return frame(props);
    };
    let shown = sheet::record_of(&props.below.sheet);
    html! {
        <>
            {ladder::ladders(descent, names, station(props))}
            {ladder::pieces(descent, props.position, shown, &props.send)}
            {frame(props)}
        </>
    }
}

fn frame(props: &MessageTabProps) -> Html {
    html! { <sheet::Sheet sheet={props.below.sheet.clone()} depth={props.depth} send={props.send.clone()} /> }
}

/// Stations of its trip that are told: what one event does is known together;
/// what comes later is not told yet.
fn passed(props: &MessageTabProps) -> usize {
    let is_told = |it: &Station| it.position <= props.position;
    props.below.trip.partition_point(is_told)
}

/// Why it went where it went.
fn why(props: &MessageTabProps) -> Html {
    let Some(why) = &*props.why else {
        return Html::default();
    };
    html! { <WhyBox why={why.clone()} open={true} folds={false} send={props.send.clone()} /> }
}

/// What happened to it, station by station: socket, queues, wire.
fn trip(props: &MessageTabProps) -> Html {
    let message = props.message.unwrap_or_default();
    let step = |direction| act(&props.send, Msg::StepAlong(Unit::Trip(message), direction));
    let here = props.below.station;
    let stage = (*props.stage).as_ref();
    let gone = stage.and_then(|stage| whatif::gone(stage, message));
    let one = |(at, it): (usize, &Station)| {
        let (class, _) = classes::tone(it.tone);
        let later = here.is_some_and(|here| here < at);
        let on = Some(at) == here;
        html! {
            <li key={at}>
                <button type="button" class={classes!("log-line", "station", class, later.then_some("later"))}
                    aria-current={on.then_some("step")} title="Go to this station"
                    onclick={click(&props.send, Msg::Station(message, at))}>
                    <span class="log-time">{words::clock(it.at)}</span>
                    <b>{it.place.word()}</b>
                    <span>{&it.text}</span>
                </button>
            </li>
        }
    };
    html! {
        <>
            <div class="trip-head">
                <h4>{"Its trip so far"}</h4>
                <Button class="small" onpress={step(Direction::Back)} title="To the station before">{"‹ back"}</Button>
                <Button class="small danger" disabled={gone.is_some()} onpress={act(&props.send, Msg::DropMessage)}
                    title={gone.unwrap_or("Takes it out of the queue it waits in, or off the cable (D)")}>{"Drop"}</Button>
                <Button class="small" onpress={step(Direction::Forward)} title="Through socket, queue, high-water mark and wire, one thing at a time">{"on ›"}</Button>
            </div>
            <ol class="log-lines stations">{ for props.below.trip.iter().enumerate().take(passed(props)).map(one) }</ol>
        </>
    }
}

fn state(arrow: &Arrow, now: Time) -> String {
    let arrives = words::clock(arrow.arrives);
    match arrow.fate {
        _ if now < arrow.sent => "has not left yet".to_owned(),
        _ if now < arrow.arrives => format!("on its way, due at {arrives}"),
        Fate::Lost => format!("lost at {arrives}"),
        Fate::Flying | Fate::Delivered | Fate::Delayed => format!("arrived at {arrives}"),
    }
}

fn progress(arrow: &Arrow, now: Time) -> Html {
    let envelope = Envelope {
        message: arrow.message,
        label: "".into(),
        kind: arrow.kind,
        fate: arrow.fate,
        from: arrow.from,
        to: arrow.to,
        sent: arrow.sent,
        arrives: arrow.arrives,
        held: Vec::new(),
    };
    let part = envelopes::progress(&envelope, now);
    html! {
        <div class="trip" role="img" aria-label={format!("{:.0} % of its way", part * 100.0)}>
            <i class={classes!(classes::kind(arrow.kind), classes::fate(arrow.fate))} style={format!("width:{:.1}%", part * 100.0)} />
        </div>
    }
}

/// What travels on the cables, waits for one or was lost a moment ago, while
/// the stage shows it: for those who do not click on moving things.
fn on_cables(now: Time, props: &MessageTabProps) -> Html {
    let wires = (*props.below.wires).as_ref();
    let Some(wires) = wires.filter(|_| props.depth != Depth::Messages) else {
        return Html::default();
    };
    let shown = sheet::record_of(&props.below.sheet);
    let frame = |frame: &WireFrame| {
        html! {
            <li>
                <button type="button" class="log-line" aria-pressed={(shown == Some(frame.record)).to_string()}
                    onclick={click(&props.send, Msg::SelectFrame(frame.record))}>
                    <span class="log-time">{words::clock(frame.leaves)}</span>
                    <b>{&frame.segment}</b>
                    <span>{&frame.packet_words}</span>
                </button>
            </li>
        }
    };
    let group = |(title, of, more): (&str, usize, usize)| {
        let all = wires.frames.iter().filter(|it| standing(it, now) == of);
        let count = all.clone().count() + more;
        if count == 0 && of > 0 {
            return Html::default();
        }
        html! {
            <section>
                <h4>{format!("{title}: {count}")}</h4>
                <ol class="log-lines">{ for all.take(LISTED).map(frame) }</ol>
            </section>
        }
    };
    let groups = [
        ("On the cables now", 0, wires.left_out),
        ("Waiting in the queue of an interface", 1, 0),
        ("Lost a moment ago", 2, 0),
    ];
    html! { <>{ for groups.into_iter().map(group) }</> }
}

/// Where a frame is: on its cable, still in the queue before it, or lost.
fn standing(frame: &WireFrame, now: Time) -> usize {
    match frame.fate {
        Fate::Lost => 2,
        _ => usize::from(frame.leaves > now),
    }
}

fn choices(stage: &Stage, props: &MessageTabProps) -> Html {
    let sent = |arrow: &&Arrow| arrow.sent <= stage.now;
    let choice = |arrow: &Arrow| {
        let message = arrow.message;
        let way = format!("{} → {}", name(stage, arrow.from), name(stage, arrow.to));
        html! {
            <li>
                <button type="button" class="log-line" aria-pressed={(props.message == Some(message)).to_string()}
                    onclick={click(&props.send, Msg::SelectMessage(message))}>
                    <span class="log-time">{words::clock(arrow.sent)}</span>
                    <b class={classes::kind(arrow.kind)}>{&arrow.label}</b>
                    <span>{way}</span>
                </button>
            </li>
        }
    };
    html! {
        <section>
            <h4>{"Messages so far, latest first"}</h4>
            <ol class="log-lines">{ for props.timeline.arrows.iter().rev().filter(sent).take(LISTED).map(choice) }</ol>
        </section>
    }
}
