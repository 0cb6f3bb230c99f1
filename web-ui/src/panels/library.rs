//! The scenarios that come with the page: its empty state, one click from the
//! first moving message.

use std::rc::Rc;

use markup::html;
use yew::prelude::*;

use crate::app::document::TEMPLATES;
use crate::app::msg::Msg;
use crate::app::own::Own;
use crate::components::buttons::click;
use crate::components::tags::{tag, text_tag};
use crate::library::{ENTRIES, chapters};
use crate::panels::top_bar::open_button;

/// The list of scenarios.
#[derive(Properties, PartialEq)]
pub struct LibraryProps {
    /// True where it fills the page.
    pub whole: bool,
    /// One's own texts, the one changed last first.
    pub own: Rc<Vec<Own>>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The list of scenarios.
#[component]
pub fn Library(props: &LibraryProps) -> Html {
    html! {
        <div class={classes!("library", props.whole.then_some("whole"))}>
            if props.whole {
                <div class="welcome">
                    {text_tag("h2", "", "Choose a scenario: it plays, and stops to explain.")}
                    {text_tag("p", "", "Every program in it is real Python. Stop anywhere, step forwards and backwards, and ask why.")}
                </div>
            }
            {own(props)}
            { for chapters().into_iter().map(|(name, places)| chapter(name, &places, &props.send)) }
        </div>
    }
}

/// What one has written, the last first, and what a new text begins from.
fn own(props: &LibraryProps) -> Html {
    let send = &props.send;
    let text = |own: &Own| {
        let word = format!("Continue {}", own.name);
        html! {
            <li>
                <button type="button" class="button" onclick={click(send, Msg::OpenOwn(own.id))}>{word}</button>
                {tag("span", "", own.when.clone())}
            </li>
        }
    };
    let template = |(at, (name, _)): (usize, &(&str, &str))| {
        html! { <button type="button" class="button" onclick={click(send, Msg::New(at))}>{format!("New: {name}")}</button> }
    };
    html! {
        <section>
            {text_tag("h3", "", "Your own")}
            if !props.own.is_empty() { {tag("ul", "kept", props.own.iter().map(text).collect::<Html>())} }
            <p class="own">
                { for TEMPLATES.iter().enumerate().map(template) }
                {open_button(send)}
                {text_tag("span", "", "or drop a .toml file, with its programs beside it, anywhere on the page.")}
            </p>
        </section>
    }
}

fn chapter(name: &str, places: &[usize], send: &Callback<Msg>) -> Html {
    let lesson = |at: &usize| {
        let (at, entry) = (*at, &ENTRIES[*at]);
        html! {
            <li>
                <button type="button" class="lesson" onclick={click(send, Msg::OpenLibrary(at))}>
                    {tag("b", "", entry.title)}
                    {tag("span", "", entry.goal)}
                </button>
            </li>
        }
    };
    html! {
        <section>
            {tag("h3", "", name)}
            {tag("ul", "", places.iter().map(lesson).collect::<Html>())}
        </section>
    }
}
