//! The guides, as they came with the page: no network is needed to read them.

use yew::prelude::*;

use crate::app::msg::{Msg, Panel};
use crate::components::buttons::{Button, Choice, act, segmented};
use crate::components::markdown::markdown;
use crate::platform::guides;

/// The panel.
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// Which guide.
    pub guide: usize,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The guides: their word, and the element of the page that holds each.
const GUIDES: [(&str, &str); 5] = [
    ("Lecturers", "guide-lecturers"),
    ("Authors", "guide-authors"),
    ("Models", "guide-models"),
    ("Simplifications", "guide-lectures"),
    ("Tools", "guide-tools"),
];

/// The panel.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let guide = props.guide.min(GUIDES.len() - 1);
    let text = use_memo(guide, |guide| guides::text(GUIDES[*guide].1));
    let choices: Vec<Choice<usize>> = GUIDES
        .iter()
        .enumerate()
        .map(|(value, (word, _))| Choice {
            value,
            label: AttrValue::Static(word),
        })
        .collect();
    html! {
        <section class="panel guide" aria-label="Guides">
            <div class="guide-head">
                {segmented("Guide", &choices, guide, props.send.reform(Msg::Guide))}
                <Button class="quiet" onpress={act(&props.send, Msg::Toggle(Panel::Help))}>{"Close"}</Button>
            </div>
            {markdown(&text)}
        </section>
    }
}
