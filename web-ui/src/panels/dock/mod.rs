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
                onclick={props.send.reform(move |_| Msg::Show(tab))}>{*word}</button>
        }
    };
    html! {
        <aside class="dock">
            <div class="tabs" role="tablist" aria-label="Dock">{ for TABS.iter().map(tab) }</div>
            <div class="tab-panel" role="tabpanel">{content(props)}</div>
        </aside>
    }
}

fn content(props: &DockProps) -> Html {
    let (pictures, view) = (&props.pictures, &props.view);
    let send = props.send.clone();
    match view.tab {
        Tab::Code => html! {
            <code::CodeTab stage={pictures.stage.clone()} code={pictures.code.clone()} why={view.why} {send} />
        },
        Tab::Message => html! {
            <message::MessageTab stage={pictures.stage.clone()} timeline={pictures.timeline.clone()}
                trip={pictures.trip.clone()} message={view.message} {send} />
        },
        Tab::Queues => html! { <queues::QueuesTab stage={pictures.stage.clone()} {send} /> },
        Tab::Log => html! {
            <log::LogTab log={pictures.log.clone()} selected={view.process} limit={view.log_lines} {send} />
        },
    }
}
