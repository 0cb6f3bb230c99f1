//! Right of the stage: Code, Message, Queues, Log.

pub mod code;
pub mod connections;
pub mod log;
pub mod message;
pub mod plots;
pub mod queues;
pub mod why;

use markup::{html, view};
use sim_core::base::Time;
use yew::prelude::*;

use crate::app::msg::{Meters, Msg, Tab};
use crate::app::run::Pictures;
use crate::app::state::View;
use crate::components::buttons::{Choice, click, segmented};

/// The dock.
#[derive(PartialEq)]
pub struct DockProps {
    /// The pictures of the moment.
    pub pictures: Pictures,
    /// What is selected.
    pub view: View,
    /// The cursor's position.
    pub position: u64,
    /// The moment.
    pub now: Time,
    /// From when on nothing is shown: the future would answer a question.
    pub veil: Option<Time>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Their words, and what tooltips say.
const TABS: [(Tab, &str, &str); 4] = [
    (Tab::Code, "Code", "The selected process's program (C)"),
    (
        Tab::Message,
        "Message",
        "The selected message and its trip (M)",
    ),
    (
        Tab::Queues,
        "Queues",
        "All queues; again: over time, TCP (Q)",
    ),
    (Tab::Log, "Log", "One sentence for each event (O)"),
];

/// The dock.
#[view]
pub fn Dock(props: &DockProps) -> Html {
    let tab = |(tab, word, title): &(Tab, &'static str, &'static str)| {
        let tab = *tab;
        html! {
            <button type="button" role="tab" class="tab" title={*title} aria-selected={(tab == props.view.tab).to_string()}
                onclick={click(&props.send, Msg::Show(tab))}>{*word}</button>
        }
    };
    html! {
        <aside class="dock" aria-label="Dock">
            <div class="tabs" role="tablist" aria-label="Views">{ for TABS.iter().map(tab) }</div>
            <div class="tab-panel" role="tabpanel">{content(props)}</div>
            {event_box(props)}
        </aside>
    }
}

/// The selected event with its reason, below whatever tab is open but the
/// program, which has reasons of its own.
fn event_box(props: &DockProps) -> Html {
    let (Some(why), Some(event)) = (&*props.pictures.why, &props.view.event) else {
        return Html::default();
    };
    // The Message tab says of a frame itself what there is to say.
    let sheet = (*props.pictures.below.sheet).as_ref();
    let told = props.view.tab == Tab::Message && sheet.is_some();
    if props.view.tab == Tab::Code || told {
        return Html::default();
    }
    html! {
        <section class="event-box" aria-label="Selected event">
            <why::WhyBox key={event.record.0} why={why.clone()} open={true} folds={false} send={props.send.clone()} />
            <button type="button" class="button small" onclick={click(&props.send, Msg::Unselect)}>{"Unselect"}</button>
        </section>
    }
}

fn content(props: &DockProps) -> Html {
    let (pictures, view) = (&props.pictures, &props.view);
    let send = props.send.clone();
    match view.tab {
        Tab::Code => html! {
            <div class="code-tab">
                if let Some(code) = &*pictures.code {
                    <div class="code-head">
                        <code::Chooser stage={pictures.stage.clone()} chosen={code.process} send={send.clone()} />
                        <code::Heading process={code.process} name={code.name.clone()} subtitle={code.subtitle.clone()}
                            activity={code.activity} send={send.clone()} />
                    </div>
                }
                <code::CodeTab known={pictures.stage.is_some()} code={pictures.code.clone()} why={view.why} lines={pictures.lines.clone()} {send} />
            </div>
        },
        Tab::Message => html! {
            <message::MessageTab stage={pictures.stage.clone()} timeline={pictures.timeline.clone()}
                why={pictures.message_why.clone()} lines={pictures.lines.clone()}
                below={pictures.below.clone()} position={props.position} depth={view.depth} message={view.message} {send} />
        },
        Tab::Queues => meters(props),
        Tab::Log => html! {
            <log::LogTab log={pictures.log.clone()} selected={view.process} message={view.message} queue={view.queue}
                event={view.event.as_ref().map(|event| event.record)} limit={view.log_lines} filter={view.log_filter} {send} />
        },
    }
}

/// What the Queues tab can show.
const METERS: [(Meters, &str); 3] = [
    (Meters::Now, "Now"),
    (Meters::OverTime, "Over time"),
    (Meters::Connections, "TCP"),
];

/// The Queues tab: queues now, queues over time, connections.
fn meters(props: &DockProps) -> Html {
    let (pictures, view) = (&props.pictures, &props.view);
    let send = props.send.clone();
    let choices = METERS.map(|(value, label)| Choice {
        value,
        label: label.into(),
    });
    let window = plots::PlotWindow {
        now: props.now,
        end: pictures.below.end,
        part: view.window,
        gaps: pictures.timeline.clone(),
        veil: props.veil,
        zoom: if view.projector { 1.5 } else { 1.0 },
    };
    let content = match view.meters {
        Meters::Now => html! {
            <queues::QueuesTab stage={pictures.stage.clone()} process={view.process} queue={view.queue} message={view.message} hide_next={props.veil.is_some_and(|at| at <= props.now)} send={send.clone()} />
        },
        Meters::OverTime => html! {
            <plots::QueuePlots queues={pictures.below.queues.clone()} {window} queue={view.queue} process={view.process} send={send.clone()} />
        },
        Meters::Connections => html! {
            <connections::Connections cards={pictures.below.connections.clone()} has_packets={pictures.below.has_packets}
                plots={pictures.below.windows.clone()} {window} chosen={view.connection} send={send.clone()} />
        },
    };
    html! {
        <div class="meters">
            <div class="meters-head">{segmented("Show", &choices, view.meters, send.reform(Msg::Meter))}</div>
            {content}
        </div>
    }
}
