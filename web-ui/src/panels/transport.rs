//! Play, pause, steps, the clock, speed.

use sim_core::base::Time;
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::components::buttons::{Button, Choice, IconButton, segmented};
use crate::components::icons::Icon;
use crate::draw::words;
use crate::engine::{Direction, Unit};

/// The controls.
#[derive(Properties, PartialEq)]
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
    /// Nanoseconds a second.
    pub speed: u64,
    /// Whether idle stretches pass quickly.
    pub skip_gaps: bool,
    /// What is done with them.
    pub send: Callback<Msg>,
}

/// The controls.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let press = |msg: Msg| props.send.reform(move |()| msg.clone());
    let (play, word) = if props.playing {
        (Icon::Pause, "Pause (Space)")
    } else {
        (Icon::Play, "Play (Space)")
    };
    html! {
        <div class="transport" role="toolbar" aria-label="Time">
            <IconButton label="To the start (Home)" icon={Icon::Start} onpress={press(Msg::Start)} />
            <IconButton label="Step back (←)" icon={Icon::Back} onpress={press(Msg::Step(Direction::Back))} />
            <IconButton label={word} icon={play} strong=true onpress={press(Msg::PlayPause)} />
            <IconButton label="Step forward (→)" icon={Icon::Forward} onpress={press(Msg::Step(Direction::Forward))} />
            <IconButton label="To the next stop (Shift →)" icon={Icon::NextStop} onpress={press(Msg::Stop(Direction::Forward))} />
            {clock(props)}
            {units(props)}
            {speed(props)}
            <span class="spring" />
            <Button class="quiet" onpress={press(Msg::ToggleKeys)} title="All keys (?)">{"? keys"}</Button>
        </div>
    }
}

fn clock(props: &TransportProps) -> Html {
    let more = if props.complete { "" } else { "…" };
    html! {
        <p class="clock" aria-label="Time of the run">
            {words::clock(props.now)}
            <small>{format!(" of {}{more}", words::brief(props.horizon))}</small>
        </p>
    }
}

fn units(props: &TransportProps) -> Html {
    let choices = [
        (Unit::Line, "line"),
        (Unit::Message, "message"),
        (Unit::Event, "event"),
    ];
    let choices = choices.map(|(value, label)| Choice {
        value,
        label: AttrValue::Static(label),
    });
    segmented(
        "Step by",
        &choices,
        props.unit,
        props.send.reform(Msg::StepBy),
    )
}

fn speed(props: &TransportProps) -> Html {
    let press = |msg: Msg| props.send.reform(move |_: MouseEvent| msg.clone());
    let keep_focus = Callback::from(|event: PointerEvent| event.prevent_default());
    html! {
        <div class="segments speed" role="group" aria-label="Speed">
            <button type="button" class="segment" title="Slower ([)" aria-label="Slower"
                onpointerdown={keep_focus.clone()} onclick={press(Msg::Speed(-1))}>{"−"}</button>
            <span class="segment-value">{words::speed(props.speed)}</span>
            <button type="button" class="segment" title="Faster (])" aria-label="Faster"
                onpointerdown={keep_focus.clone()} onclick={press(Msg::Speed(1))}>{"+"}</button>
            <button type="button" class="segment" aria-pressed={props.skip_gaps.to_string()}
                title="Pass quickly where nothing happens"
                onpointerdown={keep_focus} onclick={press(Msg::ToggleGaps)}>
                {"skip idle gaps"}{ if props.skip_gaps { " ✓" } else { "" } }
            </button>
        </div>
    }
}
