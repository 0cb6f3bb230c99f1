//! The Log tab: one sentence per event, up to the cursor; each leads there.

use sim_core::base::{MessageId, ProcessId, RecordId};
use sim_core::view::LogLine;
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::state::LOG_MOST;
use crate::components::buttons::click;
use crate::components::classes;
use crate::components::tags::{tag, text_tag};
use crate::draw::words;
use crate::shared::Shared;

/// The Log tab.
#[derive(Properties, PartialEq)]
pub struct LogTabProps {
    /// The sentences, oldest first.
    pub log: Shared<Vec<LogLine>>,
    /// The selected process, whose lines stand out.
    pub selected: Option<ProcessId>,
    /// The selected message.
    #[prop_or_default]
    pub message: Option<MessageId>,
    /// The selected queue.
    #[prop_or_default]
    pub queue: Option<u32>,
    /// The selected event.
    #[prop_or_default]
    pub event: Option<RecordId>,
    /// How many were asked for.
    pub limit: usize,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The Log tab.
#[component]
pub fn LogTab(props: &LogTabProps) -> Html {
    let more = props.log.len() >= props.limit && props.limit < LOG_MOST;
    let sentence = |entry: &LogLine| {
        let of = |own: bool, name: &'static str| own.then_some(name);
        let marks = classes!(
            of(
                props.selected.is_some() && entry.process == props.selected,
                "selected"
            ),
            of(
                props.message.is_some() && entry.message == props.message,
                "of-message"
            ),
            of(
                props.queue.is_some() && entry.queue == props.queue,
                "of-queue"
            ),
            of(props.event == Some(entry.record), "chosen"),
        );
        marked(entry, marks, &props.send)
    };
    html! {
        <div class="log">
            <div>
                if props.log.is_empty() { {text_tag("p", "hint", "Nothing has happened yet.")} }
                if more {
                    <p class="hint"><button type="button" class="link" onclick={click(&props.send, Msg::MoreLog)}>{"Show earlier lines"}</button></p>
                }
                {tag("ol", "log-lines", props.log.iter().map(sentence).collect::<Html>())}
            </div>
        </div>
    }
}

/// One sentence as a button that leads to its moment.
pub fn line(entry: &LogLine, selected: bool, send: &Callback<Msg>) -> Html {
    marked(entry, classes!(selected.then_some("selected")), send)
}

fn marked(entry: &LogLine, marks: Classes, send: &Callback<Msg>) -> Html {
    let (class, symbol) = classes::tone(entry.tone);
    let record = entry.record;
    let current = marks.contains("chosen").then_some("true");
    html! {
        <li key={entry.record.0}>
            <button type="button" class={classes!("log-line", class, marks)} aria-current={current}
                title="Go there, and why it happened" onclick={click(send, Msg::SelectEvent(record))}>
                {tag("span", "log-time", words::clock(entry.at))}
                <span class="log-tone" aria-hidden="true">{symbol}</span>
                {tag("span", "", &entry.text)}
            </button>
        </li>
    }
}
