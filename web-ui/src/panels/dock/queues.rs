//! The Queues tab: every queue with its fill against its high-water mark.

use sim_core::view::{Port, ProcessCard, Queue, QueuedMessage, Stage, Table, Unit};
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::components::{classes, slots};
use crate::shared::Shared;

/// The Queues tab.
#[derive(Properties, PartialEq)]
pub struct QueuesTabProps {
    /// The stage.
    pub stage: Shared<Option<Stage>>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The Queues tab.
#[component]
pub fn QueuesTab(props: &QueuesTabProps) -> Html {
    let Some(stage) = &*props.stage else {
        return Html::default();
    };
    let any = stage.processes.iter().any(|card| !card.queues.is_empty());
    html! {
        <div class="queues-tab">
            if !any { <p class="hint">{"No queue exists at this moment. Queues appear as soon as sockets are connected."}</p> }
            { for stage.processes.iter().filter(|card| !card.queues.is_empty()).map(|card| process(card, &props.send)) }
        </div>
    }
}

fn process(card: &ProcessCard, send: &Callback<Msg>) -> Html {
    html! {
        <section>
            <h3>{&card.name}</h3>
            { for card.queues.iter().map(|q| queue(card, q, send)) }
            { for card.ports.iter().flat_map(|port| port.tables.iter().map(move |t| table(port, t))) }
        </section>
    }
}

/// What a socket knows of its peers.
fn table(port: &Port, table: &Table) -> Html {
    let row = |(what, who): &(String, String)| html! { <li><b>{what}</b>{" "}{who}</li> };
    html! {
        <div class="queue-row">
            <p><b class="socket">{&port.kind}</b>{" "}{&table.title}</p>
            if table.rows.is_empty() { <p class="hint">{"none"}</p> }
            <ul class="hint">{ for table.rows.iter().map(row) }</ul>
        </div>
    }
}

fn queue(card: &ProcessCard, queue: &Queue, send: &Callback<Msg>) -> Html {
    let (text, full) = slots::fill_words(queue);
    let port = card.ports.iter().find(|port| port.id == queue.port);
    let most = queue.mark.unwrap_or(queue.fill.max(8)).max(1);
    let part = (f64::from(queue.fill) / f64::from(most)).min(1.0) * 100.0;
    let message = |message: &QueuedMessage| {
        let id = message.message;
        html! {
            <button type="button" class={classes!("queued", classes::kind(message.kind))}
                title={message.frames.join(" | ")} onclick={send.reform(move |_| Msg::SelectMessage(id))}>{&message.label}</button>
        }
    };
    let hidden = match queue.unit {
        Unit::Bytes => 0,
        _ => queue.fill as usize - queue.head.len().min(queue.fill as usize),
    };
    html! {
        <div class="queue-row">
            <p>
                if let Some(port) = port { <b class="socket">{&port.kind}</b> }
                {" "}{&queue.label}
                if queue.next { <span class="hint">{" · next in turn"}</span> }
                <span class={classes!("fill", full.then_some("alarm"))}>{text}</span>
            </p>
            <div class={classes!("queue-bar", queue.mark.is_none().then_some("unbounded"))}><i class={classes!(full.then_some("full"))} style={format!("width:{part:.1}%")} /></div>
            if !queue.head.is_empty() {
                <p class="head">
                    { for queue.head.iter().map(message) }
                    if hidden > 0 { <span class="hint">{format!("and {hidden} more")}</span> }
                </p>
            }
        </div>
    }
}
