//! The Log tab: one sentence per event, up to the cursor; each leads there.

use markup::html;
use sim_core::base::{MessageId, ProcessId, RecordId};
use sim_core::trace::{Level, Tone};
use sim_core::view::{LogFilter, LogLine};
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::state::LOG_MOST;
use crate::components::buttons::{Choice, click, segmented};
use crate::components::classes::{self, Names, classes};
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
    pub message: Option<MessageId>,
    /// The selected queue.
    pub queue: Option<u32>,
    /// The selected event.
    pub event: Option<RecordId>,
    /// How many were asked for.
    pub limit: usize,
    /// Which were asked for.
    pub filter: LogFilter,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The lines that can be asked for.
fn filters(selected: Option<ProcessId>) -> Vec<Choice<LogFilter>> {
    let own = selected.map(|process| (LogFilter::Of(process), "this process"));
    let all = [(LogFilter::All, "all"), (LogFilter::Messages, "messages")];
    let all = all
        .into_iter()
        .chain(own)
        .chain([(LogFilter::Trouble, "lost, blocked")]);
    all.map(|(value, word)| Choice {
        value,
        label: word.into(),
    })
    .collect()
}

/// The Log tab.
#[component]
pub fn LogTab(props: &LogTabProps) -> Html {
    // Rows of retries that are open, by their first record.
    let open = use_state(Vec::<RecordId>::new);
    let more = props.log.len() >= props.limit && props.limit < LOG_MOST;
    let filter = match (props.filter, props.selected) {
        (LogFilter::Of(_), Some(process)) => LogFilter::Of(process),
        (filter, _) => filter,
    };
    let sentence = |entry: &LogLine| {
        let of = |own: bool, name: &'static str| own.then_some(name);
        let own = |own: bool| own && filter == LogFilter::All;
        let chosen = props.event == Some(entry.record);
        let marks = classes!(
            of(
                own(props.selected.is_some() && entry.process == props.selected),
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
            of(chosen, "chosen"),
        );
        marked(entry, marks, chosen, &props.send)
    };
    let row = |lines: &[LogLine]| -> Html {
        let opened = lines.len() < FOLDED || open.contains(&lines[0].record);
        let head = (lines.len() >= FOLDED).then(|| fold(lines, opened, &open));
        let lines = lines.iter().filter(|_| opened).map(sentence);
        head.into_iter().chain(lines).collect()
    };
    let rows = props.log.chunk_by(|a, b| a.retry && b.retry);
    let empty = match filter {
        LogFilter::All => "Nothing has happened yet.",
        _ => "Nothing of that kind has happened yet.",
    };
    html! {
        <div class="meters">
            <div class="meters-head">{segmented("Show", &filters(props.selected), filter, props.send.reform(Msg::FilterLog))}</div>
            <div class="log">
                <div>
                    if props.log.is_empty() { <p class="hint">{empty}</p> }
                    if more {
                        <p class="hint"><button type="button" class="link" onclick={click(&props.send, Msg::MoreLog)}>{"Show earlier lines"}</button></p>
                    }
                    <ol class="log-lines">{ for rows.map(row) }</ol>
                </div>
            </div>
        </div>
    }
}

/// So many lines of retries in a row are shown as one.
const FOLDED: usize = 4;

/// A row of retries in one line, which opens it.
fn fold(lines: &[LogLine], opened: bool, open: &UseStateHandle<Vec<RecordId>>) -> Html {
    let failed = |line: &&LogLine| line.process.is_some() && line.tone == Tone::Loss;
    let tried = lines.iter().filter(failed).count();
    let word = match tried {
        0 => "Tries again to connect".to_owned(),
        1 => "No connection: tried once".to_owned(),
        tried => format!("No connection: tried {tried} times"),
    };
    let first = lines[0].record;
    let open = open.clone();
    let onclick = move |_| {
        let mut next = (*open).clone();
        match next.iter().position(|it| *it == first) {
            Some(at) => drop(next.remove(at)),
            None => next.push(first),
        }
        open.set(next);
    };
    html! {
        <li key={format!("retries {}", first.0)}>
            <button type="button" class="log-line t-wait" aria-expanded={opened.to_string()} {onclick}>
                <span class="log-time">{words::clock(lines[0].at)}</span>
                <span class="log-tone" aria-hidden="true">{ if opened { "▾" } else { "▸" } }</span>
                <span>{word}</span>
            </button>
        </li>
    }
}

/// One sentence as a button that leads to its moment.
pub fn line(entry: &LogLine, selected: bool, send: &Callback<Msg>) -> Html {
    let marks = classes!(selected.then_some("selected"));
    marked(entry, marks, false, send)
}

fn marked(entry: &LogLine, marks: Names, chosen: bool, send: &Callback<Msg>) -> Html {
    let (class, symbol) = classes::tone(entry.tone);
    let record = entry.record;
    let deep = (entry.level > Level::Messages && !chosen).then_some("deep");
    let current = chosen.then_some("true");
    html! {
        <li key={entry.record.0}>
            <button type="button" class={marks.and("log-line").and(class).and(deep)} aria-current={current}
                title="Go there, and why it happened" onclick={click(send, Msg::SelectEvent(record))}>
                <span class="log-time">{words::clock(entry.at)}</span>
                <span class="log-tone" aria-hidden="true">{symbol}</span>
                <span>{&entry.text}</span>
            </button>
        </li>
    }
}
