//! TCP from the inside: both ends of every connection, the chosen one with its
//! numbers, its timers and its windows over time.

use markup::html;
use sim_core::view::{ConnectionCard, Plot, Reading};
use yew::prelude::*;

use super::plots::{self, PlotWindow};
use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::draw::words;
use crate::shared::Shared;

/// The ends of connections.
#[derive(Properties, PartialEq)]
pub struct ConnectionsProps {
    /// The ends.
    pub cards: Shared<Vec<ConnectionCard>>,
    /// True if packets are simulated.
    pub has_packets: bool,
    /// The chosen one over time.
    pub plots: Shared<Vec<Shared<Plot>>>,
    /// The time that plots show.
    pub window: PlotWindow,
    /// Which is chosen; else it is the first.
    pub chosen: Option<u64>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The ends of connections.
#[component]
pub fn Connections(props: &ConnectionsProps) -> Html {
    if !props.has_packets {
        return html! {
            <div class="plots">
                <p class="hint">{"Only messages are simulated here, without TCP. With "}<code>{"detail = \"packets\""}</code>{" in the scenario's text its windows and timers can be watched. "}
                    <button type="button" class="link" onclick={click(&props.send, Msg::UsePackets)}>{"Simulate packets"}</button></p>
            </div>
        };
    }
    let first = props.cards.first().map(|card| card.id);
    let chosen = props.chosen.or(first);
    html! {
        <div class="plots">
            if props.cards.is_empty() { <p class="hint">{"There is no TCP connection yet."}</p> }
            { for props.cards.iter().map(|card| end(card, chosen == Some(card.id), props)) }
        </div>
    }
}

fn end(card: &ConnectionCard, chosen: bool, props: &ConnectionsProps) -> Html {
    html! {
        <section key={card.id} class={chosen.then_some("current")}>
            <h3><button type="button" class="queue-name" aria-pressed={chosen.to_string()} onclick={click(&props.send, Msg::SelectConnection(card.id))}>
                {&card.name}
                <span class="fill state">{&card.state}</span>
            </button></h3>
            <p class="hint way">{&card.way}</p>
            if chosen {
                {timers(card, props)}
                { for props.plots.iter().filter(|_| !card.readings.is_empty()).map(|plot| plots::view(plot, &props.window, &props.send)) }
                <dl class="readings">{ for card.readings.iter().map(reading) }</dl>
            }
        </section>
    }
}

/// What is due, and in how long.
fn timers(card: &ConnectionCard, props: &ConnectionsProps) -> Html {
    let timer = |(word, at): &(&'static str, sim_core::base::Time)| {
        let left = at.since(props.window.now);
        html! { <li><b>{*word}</b>{format!(" in {left}, at {}", words::clock(*at))}</li> }
    };
    if card.readings.is_empty() {
        return html! { <p class="hint">{"This end does not exist at this moment."}</p> };
    }
    html! {
        <ul class="timers" aria-label="Timers">
            { for card.timers.iter().map(timer) }
            if card.timers.is_empty() { <li class="hint">{"no timer runs"}</li> }
        </ul>
    }
}

fn reading(reading: &Reading) -> Html {
    html! {
        <div>
            <dt>{reading.name}</dt>
            <dd><b>{&reading.value}</b><span>{reading.meaning}</span></dd>
        </div>
    }
}
