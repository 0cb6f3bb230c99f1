//! The Queues tab: every queue with its fill against its high-water mark.

use std::rc::Rc;

use markup::html;
use sim_core::base::{MessageId, ProcessId};
use sim_core::view::{Port, ProcessCard, Queue, QueuedMessage, Stage, Table, Unit};
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::components::{classes, slots};
use crate::platform::text;
use crate::shared::Shared;

/// The Queues tab.
#[derive(Properties, PartialEq)]
pub struct QueuesTabProps {
    /// The stage.
    pub stage: Shared<Option<Stage>>,
    /// The selected process.
    pub process: Option<ProcessId>,
    /// The selected queue.
    pub queue: Option<u32>,
    /// True while a question is open that tells whose turn is next.
    pub hide_next: bool,
    /// The selected message.
    pub message: Option<MessageId>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The Queues tab.
#[component]
pub fn QueuesTab(props: &QueuesTabProps) -> Html {
    let Some(stage) = &*props.stage else {
        return Html::default();
    };
    let element = use_node_ref();
    text::use_revealed(
        &element,
        ".queues-tab .chosen",
        (props.process, props.queue),
    );
    let any = |card: &&Rc<ProcessCard>| card.queues.iter().any(|it| is_possible(card, it));
    let is_used = |card: &&Rc<ProcessCard>| card.queues.iter().any(|it| is_full(it, props));
    // Where something waits comes before where nothing does.
    let all = stage.processes.iter().filter(any);
    let (used, idle): (Vec<_>, Vec<_>) = all.partition(is_used);
    html! {
        <div class="queues-tab" ref={element}>
            if used.is_empty() && idle.is_empty() { <p class="hint">{"No queue exists at this moment. Queues appear as soon as sockets are connected."}</p> }
            { for used.into_iter().chain(idle).map(|card| process(card, props)) }
        </div>
    }
}

/// False for what its kind of socket never fills: nothing comes to PUSH and
/// PUB, nothing leaves PULL and SUB.
fn is_possible(card: &ProcessCard, queue: &Queue) -> bool {
    let port = card.ports.iter().find(|port| port.id == queue.port);
    let never = match port.map_or("", |port| &port.kind) {
        "PUSH" | "PUB" => !queue.outgoing,
        "PULL" | "SUB" => queue.outgoing,
        _ => false,
    };
    queue.fill > 0 || !never
}

/// True for a queue with something to show; the others are named in one line.
fn is_full(queue: &Queue, props: &QueuesTabProps) -> bool {
    queue.fill > 0 || queue.dropped > 0 || queue.next || props.queue == Some(queue.id)
}

fn process(card: &ProcessCard, props: &QueuesTabProps) -> Html {
    let id = card.id;
    let own = props.process == Some(id);
    let possible = card.queues.iter().filter(|it| is_possible(card, it));
    let (full, empty): (Vec<_>, Vec<_>) = possible.partition(|it| is_full(it, props));
    html! {
        <section class={classes!(own.then_some("selected"), (own && props.queue.is_none()).then_some("chosen"))}>
            <h3><button type="button" class="link plain" onclick={click(&props.send, Msg::Select(id))}>{&card.name}</button></h3>
            { for full.into_iter().map(|q| queue(card, q, props)) }
            if !empty.is_empty() { <p class="hint empties">{"empty: "}{ for empty.into_iter().map(|q| nothing(card, q, props)) }</p> }
            { for card.ports.iter().flat_map(|port| port.tables.iter().map(move |t| table(port, t))) }
        </section>
    }
}

/// An empty queue as a word that selects it.
fn nothing(card: &ProcessCard, queue: &Queue, props: &QueuesTabProps) -> Html {
    let msg = Msg::SelectQueue(card.id, queue.id);
    let port = card.ports.iter().find(|port| port.id == queue.port);
    let kind = port.map_or("", |port| &port.kind);
    html! { <button type="button" class="link plain" onclick={click(&props.send, msg)}>{format!("{kind} {}", queue.label)}</button> }
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

fn queue(card: &ProcessCard, queue: &Queue, props: &QueuesTabProps) -> Html {
    let (send, process) = (&props.send, card.id);
    let (number, chosen) = (queue.id, props.queue == Some(queue.id));
    let (text, full) = slots::fill_words(queue);
    let port = card.ports.iter().find(|port| port.id == queue.port);
    let most = queue.mark.unwrap_or(queue.fill.max(8)).max(1);
    let part = (f64::from(queue.fill) / f64::from(most)).min(1.0) * 100.0;
    let message = |message: &QueuedMessage| {
        let id = message.message;
        html! {
            <button type="button" class={classes!("queued", classes::kind(message.kind))} aria-pressed={(props.message == Some(id)).to_string()}
                title={message.frames.join(" | ")} onclick={click(send, Msg::SelectMessage(id))}>{&message.label}</button>
        }
    };
    let hidden = match queue.unit {
        Unit::Bytes => 0,
        _ => queue.fill as usize - queue.head.len().min(queue.fill as usize),
    };
    html! {
        <div class={classes!("queue-row", chosen.then_some("chosen"))}>
            <button type="button" class="queue-name" aria-pressed={chosen.to_string()}
                onclick={click(send, Msg::SelectQueue(process, number))}>
                if let Some(port) = port { <b class="socket">{&port.kind}</b> }
                {" "}{&queue.label}
                if queue.next && !props.hide_next { <span class="hint">{" · next in turn"}</span> }
                <span class={classes!("fill", full.then_some("alarm"))}>{text}</span>
            </button>
            <div class={classes!("queue-bar", queue.mark.is_none().then_some("unbounded"))}><i class={full.then_some("full")} style={format!("width:{part:.1}%")} /></div>
            if !queue.head.is_empty() {
                <p class="head">
                    { for queue.head.iter().map(message) }
                    if hidden > 0 { <span class="hint">{format!("and {hidden} more")}</span> }
                </p>
            }
        </div>
    }
}
