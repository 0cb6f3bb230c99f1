//! The guides, as they came with the page: no network is needed to read them.

use markup::html;
use yew::prelude::*;

use crate::app::msg::{Msg, Panel};
use crate::components::buttons::{Button, Choice, act, click, segmented};
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

/// The guides: their word, the element of the page that holds each, and what
/// the others call it.
const GUIDES: [(&str, &str, &str); 6] = [
    ("Lecturers", "guide-lecturers", "lecturers.md"),
    ("Authors", "guide-authors", "authors.md"),
    ("Format", "guide-format", "scenario-format.md"),
    ("Models", "guide-models", "models.md"),
    ("Simplifications", "guide-lectures", "simplifications.md"),
    ("Tools", "guide-tools", "comparison.md"),
];

/// A link of a guide: to another guide here, or to a place outside, which is
/// only fetched when somebody goes there.
fn link(word: &str, target: &str, send: &Callback<Msg>) -> Html {
    if let Some(guide) = GUIDES.iter().position(|guide| guide.2 == target) {
        let word = word.to_owned();
        return html! { <button type="button" class="link" onclick={click(send, Msg::Guide(guide))}>{word}</button> };
    }
    let (word, href) = (word.to_owned(), target.to_owned());
    match target.starts_with("https://") {
        true => html! { <a {href} target="_blank" rel="noopener noreferrer">{word}</a> },
        false => word.into(),
    }
}

/// The panel.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let guide = props.guide.min(GUIDES.len() - 1);
    let text = use_memo(guide, |guide| guides::text(GUIDES[*guide].1));
    let choices: Vec<Choice<usize>> = GUIDES
        .iter()
        .enumerate()
        .map(|(value, (word, ..))| Choice {
            value,
            label: AttrValue::Static(word),
        })
        .collect();
    html! {
        <section class="panel guide" key={guide} aria-label="Guides">
            <div class="guide-head">
                {segmented("Guide", &choices, guide, props.send.reform(Msg::Guide))}
                <Button class="quiet" onpress={act(&props.send, Msg::Toggle(Panel::Help))}>{"Close"}</Button>
            </div>
            {markdown(&text, &|word, target| link(word, target, &props.send))}
        </section>
    }
}
