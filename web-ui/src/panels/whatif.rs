//! What if: all that can be done to the run at the cursor, for what is
//! selected. Each thing begins a branch; the old future is kept.

use markup::{html, view};
use sim_core::base::{CableId, MessageId, ProcessId, Time};
use sim_core::view::{Activity, CableCard, Fate, Port, ProcessCard, SocketOption, Stage};
use sim_core::world::Command;
use yew::prelude::*;

use crate::app::msg::{Intervention, Msg, Panel, Setting};
use crate::app::whatif::{cut_or_mend, gone};
use crate::components::buttons::{Button, act};
use crate::components::classes;
use crate::draw::words;
use crate::platform::{focus, text};
use crate::shared::Shared;

/// The panel.
#[derive(PartialEq)]
pub struct WhatIfProps {
    /// Who there is.
    pub stage: Shared<Option<Stage>>,
    /// The cables, where somebody can change them.
    pub cables: Shared<Vec<CableCard>>,
    /// Those of the selected line.
    pub way: Vec<CableId>,
    /// The selected process.
    pub process: Option<ProcessId>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// The moment.
    pub now: Time,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Cables shown: more than this nobody looks through.
const CABLES: usize = 40;

/// The panel.
#[view]
pub fn WhatIf(props: &WhatIfProps) -> Html {
    let stage = (*props.stage).as_ref();
    let card = stage
        .zip(props.process)
        .and_then(|(stage, process)| stage.processes.get(process.index()));
    html! {
        <section key="what-if" class="panel what-if" aria-label="What if">
            <h2>{format!("What if, at {}", words::clock(props.now))}</h2>
            <p class="hint">{"Each change begins a branch of its own; the old future is kept as a lane of the timeline."}</p>
            if let Some(card) = card { {process(card, &props.send)} }
            {message(props, stage)}
            {cables(props)}
            <Button class="quiet" title="Esc" onpress={act(&props.send, Msg::Toggle(Panel::WhatIf))}>{"Close"}</Button>
        </section>
    }
}

fn process(card: &ProcessCard, send: &Callback<Msg>) -> Html {
    let id = card.id;
    let act = |what| act(send, Msg::Intervene(id, what));
    let gone = matches!(card.activity, Activity::Crashed | Activity::Ended);
    let paused = card.activity == Activity::Paused;
    html! {
        <>
            <h3>{&card.name}</h3>
            <div class="go-list">
                <Button class="danger" title="Kills the process, or starts it anew (K)" onpress={act(Intervention::CrashOrRestart)}>{ if gone { "Restart" } else { "Crash" } }</Button>
                <Button disabled={gone} title="Stops the process where it is, or lets it go on" onpress={act(Intervention::PauseOrResume)}>{ if paused { "Resume" } else { "Pause" } }</Button>
                <Button disabled={gone} title="Raises KeyboardInterrupt in the process" onpress={act(Intervention::Interrupt)}>{"Ctrl-C"}</Button>
            </div>
            { for card.ports.iter().enumerate().map(|(at, port)| options(id, at, port, send)) }
        </>
    }
}

/// The options of one socket.
fn options(process: ProcessId, at: usize, port: &Port, send: &Callback<Msg>) -> Html {
    let number = at as u32 + 1;
    let option = |(option, value): &(SocketOption, i64)| {
        let setting = Setting::Option(process, number, *option);
        let value = if *value < 0 {
            String::new()
        } else {
            value.to_string()
        };
        field(option.name(), &value, "system's choice", setting, send)
    };
    html! {
        <div class="settings" title={port.summary.clone()}>
            <b>{socket(port)}</b>
            { for port.options.iter().map(option) }
        </div>
    }
}

/// A socket's kind and where it leads, to tell it from its neighbours.
fn socket(port: &Port) -> String {
    let place = |word: &str, all: &[String]| {
        let first = all.first()?;
        Some(format!(
            "{} {word} {}",
            port.kind,
            first.trim_start_matches("tcp://")
        ))
    };
    let found = place("to", &port.connected).or_else(|| place("at", &port.bound));
    found.unwrap_or_else(|| format!("{} socket", port.kind))
}

fn message(props: &WhatIfProps, stage: Option<&Stage>) -> Html {
    let Some(id) = props.message else {
        return html! { <p class="hint">{"Select a message (an envelope, an arrow, one in a queue) to drop it or hold it back."}</p> };
    };
    let label = stage.and_then(|stage| {
        let flying = stage.envelopes.iter().find(|it| it.message == id);
        let queues = stage.processes.iter().flat_map(|card| &card.queues);
        let mut waiting = queues.flat_map(|queue| &queue.head);
        let label = flying.map(|it| &*it.label);
        label.or_else(|| waiting.find(|it| it.message == id).map(|it| &*it.label))
    });
    let fate = |stage: &Stage| {
        let mut all = stage.envelopes.iter();
        all.find(|it| it.message == id).map(|it| it.fate)
    };
    let lost = match stage.and_then(fate) {
        Some(Fate::Lost) => Some("lost on its way"),
        Some(Fate::Delayed) => Some("its frame is lost, TCP will send it again"),
        _ => None,
    };
    let title = match label {
        Some(label) => {
            let gap = if lost.is_some() { ": " } else { "" };
            format!(
                "“{label}”, message {}{gap}{}",
                id.0,
                lost.unwrap_or_default()
            )
        }
        None => format!(
            "Message {}: nothing of it is in a queue or on a cable now",
            id.0
        ),
    };
    let drop = Msg::Give(Command::Drop { message: id });
    html! {
        <>
            <h3>{title}</h3>
            <div class="settings">
                <Button class="danger" disabled={stage.is_none_or(|stage| gone(stage, id).is_some())} onpress={act(&props.send, drop)}
                    title="Out of its queue, or off the cable (D)">{"Drop it"}</Button>
                {field("hold it back for", "", "200ms", Setting::Delay(id), &props.send)}
            </div>
        </>
    }
}

fn cables(props: &WhatIfProps) -> Html {
    if props.cables.is_empty() {
        return html! { <p class="hint">{"In this run cables lose nothing and cannot be cut. With "}<code>{"detail = \"packets\""}</code>{" at the top of the text they can."}</p> };
    }
    let chosen = |cable: &&CableCard| props.way.contains(&cable.id);
    let others = |cable: &&CableCard| !props.way.contains(&cable.id);
    let all = props.cables.iter().filter(chosen);
    let all = all.chain(props.cables.iter().filter(others)).take(CABLES);
    html! {
        <>
            <h3>{"Cables"}</h3>
            { for all.map(|cable| self::cable(cable, props)) }
        </>
    }
}

fn cable(cable: &CableCard, props: &WhatIfProps) -> Html {
    let send = &props.send;
    let chosen = props.way.contains(&cable.id);
    let loss = f64::from(cable.loss_ppm / 100) / 100.0;
    let loss = loss.to_string();
    let latency = cable.latency.to_string();
    let change = Msg::Give(cut_or_mend(cable));
    let bandwidth = words::bandwidth(cable.bandwidth);
    html! {
        <div class={classes!("settings", "cable", chosen.then_some("chosen"))} key={cable.id.0}>
            <b>{format!("{} – {}", cable.ends.0, cable.ends.1)}</b>
            <Button class={if cable.up { "small danger" } else { "small" }} title="Nothing passes a cable that is cut" onpress={act(send, change)}>{ if cable.up { "Cut" } else { "Mend" } }</Button>
            if cable.up {
                {field("loss %", &loss, "0", Setting::Loss(cable.id), send)}
                {field("latency", &latency, "1ms", Setting::Latency(cable.id), send)}
                {field("bandwidth", &bandwidth, "1Mbit/s", Setting::Bandwidth(cable.id), send)}
            } else { <span class="alarm">{"cut"}</span> }
        </div>
    }
}

/// A value that takes effect when Enter is pressed or the field is left.
fn field(
    name: &str,
    value: &str,
    example: &'static str,
    what: Setting,
    send: &Callback<Msg>,
) -> Html {
    let send = send.clone();
    let before = value.to_owned();
    let onchange = move |event: Event| {
        if let Some(text) = text::field_value(&event)
            && text != before
        {
            send.emit(Msg::Set(what, text));
        }
    };
    // Enter is done with it: the next key is the page's again.
    let onkeydown = |event: KeyboardEvent| {
        if event.key() == "Enter" {
            focus::find(".stage-area");
        }
    };
    html! {
        <label>{name.to_owned()}<input type="text" value={value.to_owned()} placeholder={example} size="9" autocomplete="off" spellcheck="false" {onchange} {onkeydown} /></label>
    }
}
