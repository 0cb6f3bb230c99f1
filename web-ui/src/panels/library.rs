//! The scenarios that come with the page: its empty state, one click from the
//! first moving message.

use std::rc::Rc;

use markup::{html, view};
use yew::prelude::*;

use crate::app::document::TEMPLATES;
use crate::app::msg::Msg;
use crate::app::own::Own;
use crate::components::buttons::click;
use crate::components::classes;
use crate::library::{ENTRIES, chapters};
use crate::panels::top_bar::open_button;

/// The list of scenarios.
#[derive(PartialEq)]
pub struct LibraryProps {
    /// True where it fills the page.
    pub whole: bool,
    /// One's own texts, the one changed last first.
    pub own: Rc<Vec<Own>>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The list of scenarios.
#[view]
pub fn Library(props: &LibraryProps) -> Html {
    html! {
        <div key="library" class={classes!("library", props.whole.then_some("whole"))}>
            if props.whole {
                <div class="welcome">
                    <h2>{"Choose a scenario: it plays, and stops to explain."}</h2>
                    <p>{"Every program in it is real Python. Stop anywhere, step forwards and backwards, and ask why."}</p>
                </div>
            }
            {kept(props)}
            { for chapters().into_iter().map(|(name, places)| chapter(name, &places, &props.send)) }
            {new(&props.send)}
        </div>
    }
}

/// What one has written, the last first.
fn kept(props: &LibraryProps) -> Html {
    let send = &props.send;
    let text = |own: &Own| {
        let word = format!("Continue {}", own.name);
        html! {
            <li>
                <button type="button" class="button" onclick={click(send, Msg::OpenOwn(own.id))}>{word}</button>
                <span>{own.when.clone()}</span>
                <button type="button" class="link" aria-label={format!("Delete {}", own.name)} onclick={click(send, Msg::Forget(own.id))}>{"Delete"}</button>
            </li>
        }
    };
    if props.own.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h3>{"Your own"}</h3>
            <ul class="kept">{ for props.own.iter().map(text) }</ul>
        </section>
    }
}

/// What a new text begins from.
fn new(send: &Callback<Msg>) -> Html {
    let template = |(at, (name, _)): (usize, &(&str, &str))| {
        html! { <button type="button" class="button" onclick={click(send, Msg::New(at))}>{format!("New: {name}")}</button> }
    };
    html! {
        <section>
            <h3>{"Write your own"}</h3>
            <p class="own">
                { for TEMPLATES.iter().enumerate().map(template) }
                {open_button(send)}
                <span>{"or drop a .toml file, with its programs beside it, anywhere on the page."}</span>
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
