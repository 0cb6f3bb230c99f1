//! Name, chapter and title, and what opens something.

use markup::html;
use yew::prelude::*;

use crate::app::msg::{Msg, Panel};
use crate::app::state::State;
use crate::components::buttons::{Button, act};
use crate::components::icons::logo;
use crate::platform::files;

/// The top bar.
pub fn view(state: &State, send: &Callback<Msg>) -> Html {
    let press = |msg: Msg| act(send, msg);
    let dark = state.is_dark();
    let has_text = state.document.is_some();
    let toggle = |panel: Panel, word: &'static str, title: &'static str| {
        let pressed = state.view.panel == Some(panel);
        html! { <Button onpress={press(Msg::Toggle(panel))} {pressed} {title}>{word}</Button> }
    };
    html! {
        <header class="top-bar">
            <h1 class="logo">{logo()}{"Mailroom"}</h1>
            {crumb(state)}
            <span class="spring" />
            {problems(state, send)}
            if has_text {
                {toggle(Panel::Library, "Scenarios", "All scenarios, new ones, your own (L)")}

                <Button onpress={press(Msg::ToggleEditor)} pressed={state.view.editor} title="Edit the scenario (E)">{"Edit"}</Button>
            }
            if state.run.is_some() {
                {toggle(Panel::Compare, "Compare", "Two branches, seeds or scenarios side by side (V)")}
                {toggle(Panel::Share, "Share", "Link, hand-out, exports (S)")}
                <Button onpress={press(Msg::TogglePresenter)} title="Notes and answers in a window of their own (N)">{"Notes"}</Button>
            }
            {toggle(Panel::Help, "Help", "The guides (F1)")}
            <Button onpress={press(Msg::ToggleDark)} title="Light or dark">{ if dark { "Light" } else { "Dark" } }</Button>
            if has_text {
                <Button onpress={press(Msg::ToggleProjector)} pressed={state.view.projector}
                    title="Large type for the last row (P)">{"Projector"}</Button>
            }
        </header>
    }
}

fn crumb(state: &State) -> Html {
    match (&state.run, &state.document) {
        (Some(run), _) => html! {
            <p class="crumb">
                if !run.chapter().is_empty() { <span class="chapter">{run.chapter()}{" / "}</span> }
                <b>{run.title()}</b>
            </p>
        },
        (None, Some(document)) => html! { <p class="crumb"><b>{&document.name}</b></p> },
        (None, None) => html! { <p class="crumb">{"Watch programs talk to each other"}</p> },
    }
}

fn problems(state: &State, send: &Callback<Msg>) -> Html {
    let (errors, all) = (state.errors(), state.problems.len());
    if all == 0 || state.view.editor {
        return Html::default();
    }
    let word = match (errors, all) {
        (0, 1) => "1 warning".to_owned(),
        (0, many) => format!("{many} warnings"),
        (1, _) => "1 error".to_owned(),
        (many, _) => format!("{many} errors"),
    };
    let class = if errors > 0 { "alarm" } else { "warning" };
    html! { <Button class={class} title="Shows the text. The picture is of the last text without errors." onpress={act(send, Msg::ToggleEditor)}>{word}</Button> }
}

/// Opens files of the user: a scenario and what is beside it.
pub fn open_button(send: &Callback<Msg>) -> Html {
    let send = send.reform(Msg::Files);
    html! {
        <label class="button file" title="Open a .toml file of your own, with its programs; or drop them on the page">
            {"Open…"}
            <input type="file" multiple=true accept=".toml,.py,.txt" class="unseen"
                onchange={move |event: Event| files::chosen(&event, &send)} />
        </label>
    }
}
