//! A link to this moment, a hand-out, and exports.

use markup::{html, view};
use sim_core::base::Time;
use yew::prelude::*;

use crate::app::msg::{Msg, Panel};
use crate::app::share::Export;
use crate::components::buttons::{Button, act};
use crate::draw::words;
use crate::platform::text::select_index;

/// The panel.
#[derive(PartialEq)]
pub struct ShareProps {
    /// The link, once it is packed.
    pub link: Option<String>,
    /// Where a capture can be taken.
    pub taps: Vec<String>,
    /// Up to when the run may be told.
    pub until: Option<Time>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// What can be saved, and what it is good for.
const EXPORTS: [(Export, &str, &str); 7] = [
    (
        Export::HandOut,
        "Hand-out",
        "one HTML file with the page, this scenario and this moment; works without a network",
    ),
    (
        Export::Scenario,
        "Scenario",
        "the text, to be opened here or run with “mailroom run”",
    ),
    (Export::Stage, "Stage, SVG", "the picture as it is now"),
    (
        Export::Diagram,
        "Diagram, SVG",
        "the timeline as it is shown now",
    ),
    (
        Export::Mermaid,
        "Mermaid",
        "a sequence diagram for documents and wikis",
    ),
    (
        Export::Markdown,
        "Markdown",
        "every event as a sentence, for notes",
    ),
    (
        Export::Json,
        "JSON",
        "every event with its time, for programs",
    ),
];

/// Longer links are cut by some mail programs and chats.
const LONG: usize = 8_000;

/// The panel.
#[view]
pub fn Share(props: &ShareProps) -> Html {
    let row = |(export, word, use_): &(Export, &'static str, &'static str)| {
        let export = *export;
        html! {
            <li>
                <Button onpress={act(&props.send, Msg::Export(export))}>{*word}</Button>
                <span>{*use_}</span>
            </li>
        }
    };
    let local = props
        .link
        .as_ref()
        .is_some_and(|link| link.starts_with("file:"));
    html! {
        <section key="share" class="panel" aria-label="Share">
            <h2>{"Share this moment"}</h2>
            <label for="link">{"A link with scenario, changes, interventions and moment. All of it is in the link itself: nothing is sent to a server."}</label>
            if local { <p class="hint">{"This page is a file of this computer, and so is the address in the link: it opens here only. Give others the hand-out."}</p> }
            <textarea id="link" readonly=true rows="3" value={props.link.clone().unwrap_or_default()} />
            if props.link.as_ref().is_some_and(|link| link.len() > LONG) {
                <p class="hint">{"The link is long. Some mail programs cut it; the hand-out is safer."}</p>
            }
            <Button class="primary" disabled={props.link.is_none()} onpress={act(&props.send, Msg::CopyLink)}>{"Copy the link"}</Button>
            <h3>{"Save as a file"}</h3>
            if let Some(at) = props.until {
                <p class="hint">{format!("A question is open: diagrams and sentences go as far as {}.", words::brief(at))}</p>
            }
            <ul class="exports">{ for EXPORTS.iter().map(row) }{capture(props)}</ul>
            <Button class="quiet" title="Esc" onpress={act(&props.send, Msg::Toggle(Panel::Share))}>{"Close"}</Button>
        </section>
    }
}

/// What went over the wires, of all cables or of one network card.
fn capture(props: &ShareProps) -> Html {
    if props.taps.is_empty() {
        return html! {
            <li><Button disabled={true} onpress={act(&props.send, Msg::Capture(None))}>{"Capture, pcapng"}</Button><span>{"for Wireshark; needs "}<code>{"detail = \"packets\""}</code>{" in the scenario's text"}</span></li>
        };
    }
    let (send, taps) = (props.send.clone(), props.taps.clone());
    let chosen = Callback::from(move |event: Event| {
        if let Some(tap) = select_index(&event).and_then(|at| taps.get(at)) {
            send.emit(Msg::Capture(Some(tap.clone())));
        }
    });
    let option =
        |(at, tap): (usize, &String)| html! { <option value={at.to_string()}>{tap}</option> };
    html! {
        <li>
            <Button onpress={act(&props.send, Msg::Capture(None))}>{"Capture, pcapng"}</Button>
            <span>{"every frame, for Wireshark; or what "}
                <select aria-label="Capture of one network card" onchange={chosen}>
                    <option value="" selected=true>{"one card"}</option>
                    { for props.taps.iter().enumerate().map(option) }
                </select>{" sees"}</span>
        </li>
    }
}
