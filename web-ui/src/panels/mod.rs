//! The page's areas. Each is drawn anew only when its properties change.

pub mod caption;
pub mod compare;
pub mod dock;
pub mod editor;
pub mod flying;
pub mod gestures;
pub mod goto;
pub mod help;
pub mod keys;
pub mod library;
pub mod presenter;
pub mod share;
pub mod stage;
pub mod timeline;
pub mod top_bar;
pub mod transport;
pub mod whatif;
pub mod wires;

use std::rc::Rc;

use markup::html;
use sim_core::view::CodeView;
use yew::prelude::*;

use crate::app::compare::Compare;
use crate::app::document::next_lesson;
use crate::app::msg::{Depth, Msg, Panel};
use crate::app::run::{Pictures, Run};
use crate::app::state::{Known, State};
use crate::components::buttons::{Button, act, click};
use crate::components::classes;
use crate::draw::fold::Group;
use crate::shared::Shared;

/// The whole page.
pub fn page(state: &State, send: Callback<Msg>) -> Html {
    let alone = state.run.is_none() && !state.view.editor;
    let class = classes!(
        "page",
        state.view.editor.then_some("with-editor"),
        guide_beside(state).then_some("with-guide"),
        alone.then_some("without-run"),
        (alone && state.view.panel.is_some()).then_some("with-keys"),
        state.compare.is_some().then_some("with-compare"),
    );
    let style = match state.view.foot {
        Some(foot) => format!("--foot:{foot:.0}px"),
        None => format!("--rows:{}", rows(state)),
    };
    html! {
        <div {class} {style}>
            {top_bar::view(state, &send)}
            {stage_area(state, &send)}
            {side(state, &send)}
            if guide_beside(state) { {panel_of(Panel::Help, state, &send)} }
            {footer(state, &send)}
            {first_hint(state, &send)}
            {notice(state, &send)}
        </div>
    }
}

/// Lanes that the timeline should have room for.
fn rows(state: &State) -> usize {
    let lanes = state
        .run
        .as_ref()
        .map(|run| run.pictures().chart.lanes.len());
    lanes.unwrap_or_default()
}

/// True while somebody reads the guides beside the text.
fn guide_beside(state: &State) -> bool {
    state.view.editor && state.view.panel == Some(Panel::Help) && state.compare.is_none()
}

/// The stage with what is written on it, or the library while nothing is open.
fn stage_area(state: &State, send: &Callback<Msg>) -> Html {
    let Some(run) = &state.run else {
        if state.document.is_some() {
            let word = if state.view.editor {
                "No picture yet: the text has errors. They are listed on the right; the picture comes as soon as they are gone."
            } else {
                "No picture yet: the text has errors. Press Edit to see them; the picture comes as soon as they are gone."
            };
            return html! { <main class="stage-area"><p class="stage-empty">{word}</p></main> };
        }
        return html! { <main class="library-area"><library::Library send={send.clone()} whole={true} own={state.own.clone()} /></main> };
    };
    let differs = state.compare.as_ref();
    let differs = differs.map(|compare| compare.differing.clone());
    html! {
        <main class={classes!("stage-area", state.is_stale().then_some("stale"), run.stands_in().then_some("earlier"))} aria-label="Stage">
            if state.view.depth == Depth::Messages || state.compare.is_some() { {picture(run, state, differs.clone(), send)} }
            else { {wire_picture(run, state, send)} }
            <caption::CaptionBox caption={run.pictures().caption.clone()} answer={state.view.answer.clone()}
                hands={state.view.hands.clone()} hint={state.view.hint}
                playing={state.playback.playing} ended={caption::ending(run)}
                what_if={caption::suggestions(run)} next={next_lesson(state)} deadlocks={deadlocks(run, state)} room={state.caption_room()} send={send.clone()} />
            if state.compare.is_some() { <p class="stage-name">{"left: "}<b>{current_name(run)}</b></p> }
            else {
                <div class="stage-foot">
                    if state.view.depth != Depth::Messages { {wires::legend(state.view.depth)} }
                    if state.view.waits && state.view.depth == Depth::Messages { {waits_legend(run)} }
                    {stage_tools(run, state, send)}
                </div>
            }
        </main>
    }
}

fn picture(run: &Run, state: &State, differs: Option<Rc<[bool]>>, send: &Callback<Msg>) -> Html {
    let pictures = run.pictures();
    html! {
        <stage::Stage stage={pictures.drawn.clone()} scene={pictures.scene.clone()} folds={pictures.folds.clone()}
            now={run.now()} camera={state.view.camera} link={state.view.link}
            selected={state.view.process} message={state.view.message} queue={state.view.queue}
            waits={state.view.waits.then(|| pictures.waits.clone())} {differs} send={send.clone()} />
    }
}

/// The stage below the messages.
fn wire_picture(run: &Run, state: &State, send: &Callback<Msg>) -> Html {
    let below = &run.pictures().below;
    let event = state.view.event.as_ref().map(|event| event.record);
    html! {
        <wires::WireStage wires={below.wires.clone()} scene={below.scene.clone()} depth={state.view.depth} now={run.now()} camera={state.view.camera}
            selected={state.view.process} message={state.view.message} {event} send={send.clone()} />
    }
}

/// What the run that is shown is called beside another one.
fn current_name(run: &Run) -> String {
    let branches = run.branches();
    let name = branches.list().get(branches.current());
    let name = name.map_or("", |branch| branch.label.as_str());
    format!("{}, {name}, seed {}", run.title(), run.seed())
}

/// Who can never go on; not while a question might be about it.
fn deadlocks(run: &Run, state: &State) -> Vec<String> {
    if caption::asks(run) && state.view.answer.is_none() {
        return Vec::new();
    }
    run.pictures().waits.sentences.clone()
}

/// What the arrows of who waits for whom say.
fn waits_legend(run: &Run) -> Html {
    let waits = &run.pictures().waits;
    html! {
        <p class="legend waits-legend">
            if !waits.edges.is_empty() { <span><i />{"waits for"}</span> }
            if !waits.deadlocks.is_empty() { <span class="stuck"><i />{"for ever"}</span> }
        </p>
    }
}

/// In the lower corner of the stage: how deep it looks, who waits for whom.
fn stage_tools(run: &Run, state: &State, send: &Callback<Msg>) -> Html {
    let waits = &run.pictures().waits;
    let press = |msg: Msg| act(send, msg);
    let stack = |group: &Group| {
        let word = format!("{} ×{}", group.name, group.members.len());
        let title = "Shows these one by one, or as one stack";
        html! {
            <Button class="small" pressed={group.open} {title}
                onpress={press(Msg::ToggleStack(group.name.clone()))}>{word}</Button>
        }
    };
    let whole = state.view.camera.is_whole();
    // Threads of one host have no network to look into.
    let pictures = run.pictures();
    let several = (*pictures.stage)
        .as_ref()
        .is_some_and(|stage| stage.hosts.len() > 1);
    let networked = several || pictures.below.has_packets || state.view.depth != Depth::Messages;
    html! {
        <div class="stage-tools">
            { for run.pictures().folds.groups.iter().map(stack) }
            <div class="segments zoom" role="group" aria-label="Size of the picture">
                <button type="button" class="segment" title="Smaller (Shift Z)" aria-label="Smaller" disabled={whole} onclick={click(send, Msg::StageZoom((0.5, 0.5), 1.0 / 1.4))}>{"−"}</button>
                if !whole { <button type="button" class="segment" title="The whole picture (F)" onclick={click(send, Msg::StageWhole)}>{"fit"}</button> }
                <button type="button" class="segment" title="Larger (Z, wheel, pinch)" aria-label="Larger" onclick={click(send, Msg::StageZoom((0.5, 0.5), 1.4))}>{"+"}</button>
            </div>
            <Button class="small" pressed={state.view.panel == Some(Panel::WhatIf)} onpress={press(Msg::Toggle(Panel::WhatIf))}
                title="Cut, delay, drop, change: all that can be done to the run at this moment (X, or the right button on a thing)">{"What if"}</Button>
            if !waits.edges.is_empty() {
                <Button class="small" pressed={state.view.waits} onpress={act(send, Msg::ToggleWaits)}
                    title="Draws an arrow from everybody who waits to whom they wait for (W)">{"Who waits"}<span class="roomy">{" for whom"}</span></Button>
            }
            if networked { {wires::switch(state.view.depth, send)} }
        </div>
    }
}

/// What is known of the run, if it is that of the text that is shown.
fn of_run<T: Default>(state: &State, what: fn(&Pictures) -> T) -> T {
    let known = state.known() != Known::Nothing;
    let run = state.run.as_ref().filter(|_| known);
    run.map(|run| what(run.pictures())).unwrap_or_default()
}

/// The selected process, for its terminal: of an earlier text until that of this
/// one is known, so that it does not come and go as one writes.
fn written_by(state: &State) -> Shared<Option<CodeView>> {
    let run = state.run.as_ref().filter(|_| !state.is_stale());
    run.map(|run| run.pictures().code.clone())
        .unwrap_or_default()
}

/// Right of the stage: the other run, the editor, a panel, or the dock.
fn side(state: &State, send: &Callback<Msg>) -> Html {
    if let (Some(compare), Some(run)) = (&state.compare, &state.run) {
        return other(compare, run, state, send);
    }
    if state.view.editor
        && let Some(document) = &state.document
    {
        return html! {
            <editor::Editor name={document.name.clone()} text={document.text.clone()}
                problems={state.problems.clone()} stale={state.is_stale()} known={state.known()} task={state.view.task.clone()} meant={state.view.meant} altered={altered(state)}
                undoable={document.undoable()} current={current_line(state)} begins={first_line(state)} visits={state.view.visits}
                code={written_by(state)} verdicts={of_run(state, |pictures| pictures.verdicts.clone())}
                remarks={of_run(state, |pictures| pictures.remarks.clone())} send={send.clone()} />
        };
    }
    if let Some(panel) = state.view.panel {
        return panel_of(panel, state, send);
    }
    let Some(run) = &state.run else {
        return Html::default();
    };
    html! { <dock::Dock pictures={run.pictures().clone()} view={state.view.clone()} position={run.position()} now={run.now()}
    veil={state.veil()} send={send.clone()} /> }
}

fn other(compare: &Compare, run: &Run, state: &State, send: &Callback<Msg>) -> Html {
    let right = match state.view.panel {
        // What was asked for stands in the other run's place until it is done.
        Some(panel) => panel_of(panel, state, send),
        None => html! {
            <section class="stage-area other" aria-label="The other run">
                {picture(&compare.run, state, Some(compare.differing.clone()), send)}
                <p class="stage-name">{"right: "}<b>{&compare.title}</b></p>
            </section>
        },
    };
    html! {
        <>
            {right}
            {compare::strip(compare, run.complete() && compare.run.complete(), send)}
        </>
    }
}

fn panel_of(panel: Panel, state: &State, send: &Callback<Msg>) -> Html {
    let run = state.run.as_ref();
    let content = match (panel, run) {
        (Panel::Keys, _) => html! { <keys::Keys send={send.clone()} /> },
        (Panel::Help, _) => html! { <help::Help guide={state.view.guide} send={send.clone()} /> },
        (Panel::Library, _) => {
            html! { <library::Library send={send.clone()} whole={false} own={state.own.clone()} /> }
        }
        (Panel::Share, _) => {
            let taps = run.map(|run| run.session().taps()).unwrap_or_default();
            html! { <share::Share link={state.link.clone()} {taps} until={state.veil()} send={send.clone()} /> }
        }
        (Panel::GoTo, Some(run)) => html! {
            <goto::GoTo stage={run.pictures().stage.clone()} process={state.view.process}
                message={state.view.message} send={send.clone()} />
        },
        (Panel::Compare, Some(run)) => compare::choices(state, run, send),
        (Panel::WhatIf, Some(run)) => html! {
            <whatif::WhatIf stage={run.pictures().stage.clone()} cables={run.pictures().cables.clone()}
                way={run.pictures().way.clone()} process={state.view.process} message={state.view.message}
                now={run.now()} send={send.clone()} />
        },
        (Panel::GoTo | Panel::Compare | Panel::WhatIf, None) => return Html::default(),
    };
    html! { <aside class="dock" aria-label="Dock">{content}</aside> }
}

/// True if a lesson's text was changed so that it is another run.
fn altered(state: &State) -> bool {
    state.run.as_ref().is_some_and(|run| run.altered)
}

/// The line of the text at which the selected process is, from 1.
fn current_line(state: &State) -> Option<u32> {
    let run = state.run.as_ref()?;
    let lesson = run.lesson();
    let process = state.view.process?;
    let code = (*run.pictures().code).as_ref()?;
    let map = lesson.programs.get(process.index())?;
    if code.process != process || map.file != lesson.file.name || state.is_stale() {
        return None;
    }
    let byte = map.start(code.current?.0);
    let before = lesson.file.text.get(..byte)?;
    Some(before.matches('\n').count() as u32 + 1)
}

/// The line of the text at which the selected process's program begins.
fn first_line(state: &State) -> Option<u32> {
    let lesson = state.run.as_ref()?.lesson();
    let map = lesson.programs.get(state.view.process?.index())?;
    let before = lesson.file.text.get(..map.start(1))?;
    let own = map.file == lesson.file.name && !state.is_stale();
    own.then(|| before.matches('\n').count() as u32 + 1)
}

fn footer(state: &State, send: &Callback<Msg>) -> Html {
    let Some(run) = &state.run else {
        return Html::default();
    };
    let event = state.view.event.as_ref();
    let shown = |process| run.pictures().folds.shown(process);
    let chosen = event.and_then(|event| Some((event.at, shown(event.process?))));
    let caption = run.pictures().caption.as_ref();
    let stop = caption
        .and_then(|it| it.stop.as_ref())
        .map(|stop| stop.index);
    html! {
        <footer class="foot">
            <timeline::Grip open={state.diagram()} send={send.clone()} />
            <transport::Transport playing={state.playback.playing} now={run.now()} horizon={run.horizon()}
                complete={run.complete()} unit={state.view.unit} speed={state.playback.speed}
                skip_gaps={state.playback.skip_gaps} process={state.view.process} message={state.view.message}
                diagram={state.diagram()} send={send.clone()} />
            <timeline::TimelinePanel timeline={run.pictures().chart.clone()} now={run.now()}
                window={state.view.window} branches={timeline::lanes_of(run)}
                message={state.view.message} selected={state.view.process.map(shown)} {chosen} {stop}
                zoom={state.zoom()} large={state.view.projector} veil={state.veil()} playing={state.playback.playing} send={send.clone()} />
        </footer>
    }
}

fn notice(state: &State, send: &Callback<Msg>) -> Html {
    let close = send.reform(|_| Msg::Escape);
    if let Some(word) = state.notice.as_ref().or(state.news.as_ref()) {
        let class = classes!("notice", state.notice.is_none().then_some("news"));
        let role = if state.notice.is_some() {
            "alert"
        } else {
            "status"
        };
        return html! {
            <div {class} {role}>
                <span>{word}</span>
                if let Some(with) = state.again.filter(|_| state.notice.is_none()) {
                    <Button class="small" onpress={act(send, Msg::Compare(with))}>{"Compare again"}</Button>
                }
                <button type="button" class="button" title="Esc" onclick={close}>{"Close"}</button>
            </div>
        };
    }
    Html::default()
}

/// What one has to know at first, until somebody has played or stepped: at the
/// foot of the dock, where it moves nothing of the picture.
fn first_hint(state: &State, send: &Callback<Msg>) -> Html {
    let taken = state.view.editor || state.view.panel.is_some() || state.compare.is_some();
    if !state.first_visit || taken || state.run.is_none() {
        return Html::default();
    }
    let keys = [
        ("Space", " plays"),
        ("← →", " step"),
        ("Shift →", " next stop"),
        ("Click", " looks inside"),
        ("?", " all keys"),
    ];
    let key = |(key, word): (&'static str, &'static str)| html! { <><span><kbd>{key}</kbd>{word}</span>{" "}</> };
    html! {
        <div class="first-hint" role="note">
            <span>{ for keys.map(key).into_iter() }</span>
            <Button class="small" onpress={act(send, Msg::Understood)} title="Never shown again">{"Got it"}</Button>
        </div>
    }
}
