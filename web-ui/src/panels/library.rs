//! The scenarios that come with the page: its empty state, one click from the
//! first moving message.

use yew::prelude::*;

use crate::app::document::TEMPLATES;
use crate::app::msg::Msg;
use crate::components::buttons::click;
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
                    <h2>{"Choose a scenario: it plays at once."}</h2>
                    <p>{"Every program in it is real Python. Stop anywhere, step forwards and backwards, and ask why."}</p>
                </div>
            }
            { for chapters().into_iter().map(|(name, places)| chapter(name, &places, &props.send)) }
            <section>
                <h3>{"Your own"}</h3>
                <p class="own">
                    { for TEMPLATES.iter().enumerate().map(|(at, (name, _))| html! {
                        <button type="button" class="button" onclick={click(&props.send, Msg::New(at))}>{format!("New: {name}")}</button>
                    }) }
                </p>
                <p class="own">
                    {open_button(&props.send)}
                    <span>{"or drop a .toml file, with its programs beside it, anywhere on the page."}</span>
                </p>
                if let Some(name) = &props.kept {
                    <p class="own">
                        <button type="button" class="button" onclick={click(&props.send, Msg::OpenKept)}>{format!("Continue {name}")}</button>
                        <span>{"the text you worked on last, kept in this browser."}</span>
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
                    <b>{entry.title}</b>
                    <span>{entry.goal}</span>
                </button>
            </li>
        }
    };
    html! {
        <section>
            <h3>{name}</h3>
            <ul>{ for places.iter().map(lesson) }</ul>
        </section>
    }
}
