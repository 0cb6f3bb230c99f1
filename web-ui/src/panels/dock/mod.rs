//! Right of the stage: Code, Message, Queues, Log.

pub mod code;
pub mod log;
pub mod message;
pub mod queues;
pub mod why;

use yew::prelude::*;

use crate::app::msg::{Msg, Tab};
use crate::app::run::Pictures;
use crate::app::state::View;
use crate::components::buttons::click;

/// The dock.
#[derive(Properties, PartialEq)]
pub struct DockProps {
    /// The pictures of the moment.
    pub pictures: Pictures,
    /// What is selected.
    pub view: View,
    /// What is done with it.
    pub send: Callback<Msg>,
}

const TABS: [(Tab, &str); 4] = [
    (Tab::Code, "Code"),
    (Tab::Message, "Message"),
    (Tab::Queues, "Queues"),
    (Tab::Log, "Log"),
];

/// The dock.
#[component]
pub fn Dock(props: &DockProps) -> Html {
    let tab = |(tab, word): &(Tab, &'static str)| {
        let tab = *tab;
        html! {
            <button type="button" role="tab" class="tab" aria-selected={(tab == props.view.tab).to_string()}
                onclick={click(&props.send, Msg::Show(tab))}>{*word}</button>
        }
    };
    html! {
        <aside class="dock">
            <div class="tabs" role="tablist" aria-label="Dock">{ for TABS.iter().map(tab) }</div>
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
    if props.view.tab == Tab::Code {
        return Html::default();
    }
    html! {
        <section class="event-box" aria-label="Selected event" aria-live="polite">
            <why::WhyBox key={event.record.0} why={why.clone()} open={true} send={props.send.clone()} />
            <button type="button" class="button small" onclick={click(&props.send, Msg::Unselect)}>{"Unselect"}</button>
        </section>
    }
}

fn content(props: &DockProps) -> Html {
    let (pictures, view) = (&props.pictures, &props.view);
    let send = props.send.clone();
    match view.tab {
        Tab::Code => html! {
            <code::CodeTab stage={pictures.stage.clone()} code={pictures.code.clone()} why={view.why}
                lines={pictures.lines.clone()} {send} />
        },
        Tab::Message => html! {
            <message::MessageTab stage={pictures.stage.clone()} timeline={pictures.timeline.clone()}
                trip={pictures.trip.clone()} why={pictures.message_why.clone()} lines={pictures.lines.clone()}
                message={view.message} {send} />
        },
        Tab::Queues => {
            html! { <queues::QueuesTab stage={pictures.stage.clone()} process={view.process} queue={view.queue} message={view.message} {send} /> }
        }
        Tab::Log => html! {
            <log::LogTab log={pictures.log.clone()} selected={view.process} message={view.message} queue={view.queue}
                event={view.event.as_ref().map(|event| event.record)} limit={view.log_lines} {send} />
        },
    }
}
