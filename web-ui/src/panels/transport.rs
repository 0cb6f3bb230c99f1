//! Play, pause, steps, the clock, speed.

use markup::{html, view};
use sim_core::base::{MessageId, ProcessId, Time};
use yew::prelude::*;

use crate::app::msg::{Msg, Panel};
use crate::components::buttons::{Button, IconButton, IconButtonProps, act};
use crate::components::icons::Icon;
use crate::draw::words;
use crate::engine::{Direction, Unit};
use crate::platform::text::select_index;

/// The controls.
#[derive(PartialEq)]
pub struct TransportProps {
    /// Whether it plays.
    pub playing: bool,
    /// The moment.
    pub now: Time,
    /// The last moment there is.
    pub horizon: Time,
    /// False while more is being computed.
    pub complete: bool,
    /// What a step is.
    pub unit: Unit,
    /// The selected process.
    pub process: Option<ProcessId>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// Whether the timeline is open.
    pub diagram: bool,
    /// Nanoseconds a second.
    pub speed: u64,
    /// Whether idle stretches pass quickly.
    pub skip_gaps: bool,
    /// What is done with them.
    pub send: Callback<Msg>,
}

/// The controls.
#[view]
pub fn Transport(props: &TransportProps) -> Html {
    let press = |msg: Msg| act(&props.send, msg);
    let (play, word) = if props.playing {
        (Icon::Pause, "Pause (Space)")
    } else {
        (Icon::Play, "Play (Space)")
    };
    html! {
        <div class="transport" role="toolbar" aria-label="Time">
            <IconButton label="To the start (Home)" icon={Icon::Start} strong=false onpress={press(Msg::Start)} />
            <IconButton label="Step back (←)" icon={Icon::Back} strong=false onpress={press(Msg::Step(Direction::Back))} />
            <IconButton label={word} icon={play} strong=true onpress={press(Msg::PlayPause)} />
            <IconButton label="Step forward (→)" icon={Icon::Forward} strong=false onpress={press(Msg::Step(Direction::Forward))} />
            <IconButton label="To the next stop (Shift →)" icon={Icon::NextStop} strong=false onpress={press(Msg::Stop(Direction::Forward))} />
            {clock(props)}
            {units(props)}
            {speed(props)}
            <Button class="quiet" onpress={press(Msg::Toggle(Panel::GoTo))} title="Go to a time or event; run until something happens (G)">{"Go to…"}</Button>
            <span class="spring" />
            <Button class="quiet" pressed={props.diagram} onpress={press(Msg::ToggleDiagram)} title="The whole space-time diagram (T)"><span class="wide">{"Diagram"}</span><span class="narrow">{"⇕"}</span></Button>
            <Button class="quiet" onpress={press(Msg::Toggle(Panel::Keys))} title="All keys (?)">{"?"}<span class="wide">{" keys"}</span></Button>
        </div>
    }
}

fn clock(props: &TransportProps) -> Html {
    let more = if props.complete { "" } else { "…" };
    let whole = match props.horizon {
        Time::ZERO if !props.complete => String::new(),
        horizon => format!(" of {}{more}", words::whole(horizon)),
    };
    html! {
        <p class="clock" aria-label="Time of the run">
            {words::clock(props.now)}
            <small>{whole}</small>
        </p>
    }
}

/// What a step is: the usual things first, then the rarer ones.
fn units(props: &TransportProps) -> Html {
    let mut units = vec![
        (Unit::Line, "line"),
        (Unit::Message, "message"),
        (Unit::Event, "event"),
        (Unit::Drop, "lost message"),
        (Unit::Block, "wait"),
    ];
    if let Some(process) = props.process {
        units.push((Unit::LineOf(process), "selected: line"));
        units.push((Unit::EventOf(process), "selected: event"));
        units.push((Unit::ArrivalAt(process), "selected: arrival"));
    }
    if let Some(message) = props.message {
        units.push((Unit::Trip(message), "message’s trip"));
    }
    if !units.iter().any(|(unit, _)| *unit == props.unit) {
        units.push((props.unit, "selected before"));
    }
    let option = |(at, (unit, word)): (usize, &(Unit, &'static str))| {
        html! { <option value={at.to_string()} selected={*unit == props.unit}>{*word}</option> }
    };
    let options: Html = units.iter().enumerate().map(option).collect();
    let send = props.send.clone();
    let onchange = move |event: Event| {
        if let Some((unit, _)) = select_index(&event).and_then(|at| units.get(at)) {
            send.emit(Msg::StepBy(*unit));
        }
    };
    html! {
        <label class="step-by">
            <span>{"Step"}<span class="wide">{" by"}</span></span>
            <select title="What the arrow keys step to" {onchange}>{options}</select>
        </label>
    }
}

fn speed(props: &TransportProps) -> Html {
    let press = |msg: Msg| props.send.reform(move |_: MouseEvent| msg.clone());
    html! {
        <div class="segments speed" role="group" aria-label="Speed">
            <button type="button" class="segment" title="Slower ([)" aria-label="Slower"
                onclick={press(Msg::Speed(-1))}>{"−"}</button>
            <span class="segment-value">{words::speed(props.speed)}</span>
            <button type="button" class="segment" title="Faster (])" aria-label="Faster"
                onclick={press(Msg::Speed(1))}>{"+"}</button>
            <button type="button" class="segment" aria-pressed={props.skip_gaps.to_string()}
                title="Pass quickly where nothing happens"
                onclick={press(Msg::ToggleGaps)}>
                {"skip idle"}<span class="wide">{" gaps"}</span>{ if props.skip_gaps { " ✓" } else { "" } }
            </button>
        </div>
    }
}
