//! The page's areas. Each is drawn anew only when its properties change.

pub mod caption;
pub mod dock;
pub mod editor;
pub mod keys;
pub mod library;
pub mod stage;
pub mod timeline;
pub mod top_bar;
pub mod transport;

use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::state::State;

/// The whole page.
pub fn page(state: &State, send: Callback<Msg>) -> Html {
    let class = classes!(
        "page",
        state.view.editor.then_some("with-editor"),
        (state.run.is_none() && !state.view.editor).then_some("without-run"),
        state.view.keys.then_some("with-keys"),
    );
    html! {
        <div class={class}>
            {top_bar::view(state, &send)}
            {stage_area(state, &send)}
            {side(state, &send)}
            {footer(state, &send)}
            {notice(state, &send)}
        </div>
    }
}

/// The stage with what is written on it, or the library while nothing is open.
fn stage_area(state: &State, send: &Callback<Msg>) -> Html {
    let Some(run) = &state.run else {
        if state.document.is_some() {
            return html! { <main class="stage-area"><p class="stage-empty">{"No picture yet: the text has errors. They are listed on the right; the picture comes as soon as they are gone."}</p></main> };
        }
        return html! { <main class="library-area"><library::Library send={send.clone()} whole={true} kept={state.kept.clone()} /></main> };
    };
    let pictures = run.pictures();
    html! {
        <main class={classes!("stage-area", state.is_stale().then_some("stale"))}>
            <stage::Stage stage={pictures.stage.clone()} scene={pictures.scene.clone()} now={run.now()}
                selected={state.view.process} message={state.view.message} send={send.clone()} />
            <caption::CaptionBox caption={pictures.caption.clone()} answer={state.view.answer.clone()}
                playing={state.playback.playing} ended={caption::ending(run)} send={send.clone()} />
        </main>
    }
}

/// Right of the stage: the editor, the list of scenarios, or the dock.
fn side(state: &State, send: &Callback<Msg>) -> Html {
    if state.view.editor
        && let Some(document) = &state.document
    {
        return html! {
            <editor::Editor name={document.name.clone()} text={document.text.clone()}
                problems={state.problems.clone()} stale={state.is_stale()} send={send.clone()} />
        };
    }
    if state.view.keys {
        return html! { <aside class="dock"><keys::Keys send={send.clone()} /></aside> };
    }
    let Some(run) = &state.run else {
        return Html::default();
    };
    if state.view.library {
        return html! {
            <aside class="dock"><library::Library send={send.clone()} whole={false} kept={state.kept.clone()} /></aside>
        };
    }
    html! { <dock::Dock pictures={run.pictures().clone()} view={state.view.clone()} send={send.clone()} /> }
}

fn footer(state: &State, send: &Callback<Msg>) -> Html {
    let Some(run) = &state.run else {
        return Html::default();
    };
    html! {
        <footer class="foot">
            <transport::Transport playing={state.playback.playing} now={run.now()} horizon={run.horizon()}
                complete={run.complete()} unit={state.view.unit} speed={state.playback.speed}
                skip_gaps={state.playback.skip_gaps} send={send.clone()} />
            <timeline::TimelinePanel timeline={run.pictures().timeline.clone()} now={run.now()}
                message={state.view.message} selected={state.view.process}
                zoom={state.zoom()} hide_future={caption::asks(run) && state.view.answer.is_none()} send={send.clone()} />
        </footer>
    }
}

fn notice(state: &State, send: &Callback<Msg>) -> Html {
    let Some(word) = &state.notice else {
        return Html::default();
    };
    let close = send.reform(|_| Msg::Escape);
    html! {
        <div class="notice" role="alert">
            <span>{word}</span>
            <button type="button" class="button" onclick={close}>{"Close"}</button>
        </div>
    }
}
