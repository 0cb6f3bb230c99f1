//! The scenarios that come with the page: its empty state, one click from the
//! first moving message.

use yew::prelude::*;

use crate::app::document::TEMPLATES;
use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::components::tags::{tag, text_tag};
use crate::library::{ENTRIES, chapters};
use crate::panels::top_bar::open_button;

/// The list of scenarios.
#[derive(Properties, PartialEq)]
pub struct LibraryProps {
    /// True where it fills the page.
    pub whole: bool,
    /// The name of the text that was kept from last time.
    pub kept: Option<String>,
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
                    {text_tag("h2", "", "Choose a scenario: it plays at once.")}
                    {text_tag("p", "", "Every program in it is real Python. Stop anywhere, step forwards and backwards, and ask why.")}
                </div>
            }
            { for chapters().into_iter().map(|(name, places)| chapter(name, &places, &props.send)) }
            <section>
                {text_tag("h3", "", "Your own")}
                <p class="own">
                    { for TEMPLATES.iter().enumerate().map(|(at, (name, _))| html! {
                        <button type="button" class="button" onclick={click(&props.send, Msg::New(at))}>{format!("New: {name}")}</button>
                    }) }
                </p>
                <p class="own">
                    {open_button(&props.send)}
                    {text_tag("span", "", "or drop a .toml file, with its programs beside it, anywhere on the page.")}
                </p>
                if let Some(name) = &props.kept {
                    <p class="own">
                        <button type="button" class="button" onclick={click(&props.send, Msg::OpenKept)}>{format!("Continue {name}")}</button>
                        {text_tag("span", "", "the text you worked on last, kept in this browser.")}
                    </p>
                }
            </section>
        </div>
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
