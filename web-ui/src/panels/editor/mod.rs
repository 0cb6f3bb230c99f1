//! The scenario's text with what is wrong beside it: line numbers, marked
//! lines, and below what the text and its run come to. The text stays as the
//! user wrote it.

mod below;

use std::cell::RefCell;
use std::rc::Rc;

use markup::html;
use sim_core::base::Diagnostic;
use sim_core::view::CodeView;
use yew::prelude::*;

use crate::app::document::EDITED;
use crate::app::msg::Msg;
use crate::app::state::Known;
use crate::app::typing;
use crate::components::buttons::{Button, act};
use crate::components::classes;
use crate::components::code;
use crate::draw::highlight;
use crate::engine::{Remark, Verdict};
use crate::platform::text::{self, Stroke};
use crate::shared::Shared;
use below::{Item, items};

/// The editor.
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The file's name.
    pub name: AttrValue,
    /// The text.
    pub text: Rc<str>,
    /// What is wrong with it.
    pub problems: Rc<Vec<Diagnostic>>,
    /// True if the picture is of an older text.
    pub stale: bool,
    /// How much is known of the text's own run.
    pub known: Known,
    /// What somebody has set out to try.
    pub task: Option<String>,
    /// The byte at which the line begins that this is about.
    pub meant: Option<usize>,
    /// True if it was a lesson, and is another run now.
    pub altered: bool,
    /// Whether there is something to undo, and to do again.
    pub undoable: (bool, bool),
    /// The line at which the selected process is, from 1.
    pub current: Option<u32>,
    /// The line at which its program begins.
    pub begins: Option<u32>,
    /// Counts how often a process was selected elsewhere: then it is shown.
    pub visits: u32,
    /// The selected process, for its terminal.
    pub code: Shared<Option<CodeView>>,
    /// What became of its expectations.
    pub verdicts: Shared<Vec<Verdict>>,
    /// What is to be said of its run.
    pub remarks: Shared<Vec<Remark>>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The editor.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let area = use_node_ref();
    let scroller = use_node_ref();
    let lines = props.text.lines().count().max(1) + usize::from(props.text.ends_with('\n'));
    let numbers: String = (1..=lines).map(|line| format!("{line}\n")).collect();
    let typed = use_mut_ref(String::new);
    let oninput = {
        let (send, typed) = (props.send.clone(), typed.clone());
        move |event: InputEvent| {
            if let Some(text) = text::area_value(&event) {
                typed.replace(text.clone());
                send.emit(Msg::Edit(text));
            }
        }
    };
    let onpaste = {
        let (area, send) = (area.clone(), props.send.clone());
        move |event: Event| {
            if text::pasted_too_much(&event, &area, EDITED) {
                event.prevent_default();
                send.emit(Msg::Notice(TOO_MUCH.to_owned()));
            }
        }
    };
    let oncaret = {
        let (area, send) = (area.clone(), props.send.clone());
        move |()| {
            if let Some(byte) = text::caret(&area) {
                send.emit(Msg::Caret(byte));
            }
        }
    };
    let (onclick, onkeyup) = (oncaret.clone(), oncaret);
    let onkeydown = use_keys(&area, &props.send);
    let coloured = use_memo(props.text.clone(), |text| colours(text));
    let items = items(props);
    let row = below::row(go_to(props, &area, &scroller));
    let meant = props.meant.map(|byte| line_of(&props.text, byte));
    use_sight(props, meant, items.len(), lines, (&area, &scroller));
    use_cursor(props, typed, (&area, &scroller));
    html! {
        <aside class={classes!("editor", (props.known == Known::Nothing).then_some("earlier"))} aria-label="Scenario text">
            {head(props)}
            if let Some(task) = &props.task { <p class="task"><b>{"Try: "}</b>{task}</p> }
            <div class="editor-scroll" ref={scroller}>
                <div class="editor-text">
                    <pre class="editor-numbers" aria-hidden="true">{numbers}</pre>
                    <div class="editor-sheet">
                        { for items.iter().filter_map(Item::mark) }
                        if let Some(line) = props.current {
                            {below::mark("here", line)}
                        }
                        if let Some(line) = meant.filter(|_| !props.undoable.0) {
                            {below::mark("warning", line)}
                        }
                        <pre class="editor-colours" aria-hidden="true">{(*coloured).clone()}</pre>
                        if props.text.len() > 2 * EDITED { <p class="task">{TOO_LONG}</p> }
                        else { <textarea ref={area} rows={lines.to_string()} wrap="off" spellcheck="false"
                            autocapitalize="off" aria-label="Scenario, TOML" aria-describedby="editor-keys" {oninput} {onkeydown}
                            onclick={move |_| onclick(())} onkeyup={move |_| onkeyup(())} {onpaste}
                            value={props.text.to_string()} /> }
                    </div>
                </div>
            </div>
            if !items.is_empty() {
                <ol class="problems" aria-label="Problems" aria-live="polite">{ for items.iter().map(row) }</ol>
            }
            <p class="met">
                <span role="status">{below::met(props)}</span>
                <span id="editor-keys">{"Tab indents, Ctrl / comments; Esc, then Tab leaves the text."}</span>
            </p>
            {below::terminal(&props.code, &props.send)}
        </aside>
    }
}

fn head(props: &EditorProps) -> Html {
    let press = |msg: Msg| act(&props.send, msg);
    let send = props.send.clone();
    let rename = move |event: Event| {
        if let Some(name) = text::field_value(&event) {
            send.emit(Msg::Rename(name));
        }
    };
    let (word, title) = below::state_word(props);
    html! {
        <div class="editor-head">
            <input class="editor-name" aria-label="Name of the file" title="The file's name: write another one"
                spellcheck="false" autocomplete="off" value={props.name.clone()} onchange={rename} />
            <span {title}>{word}</span>
            <Button class="small" disabled={!props.undoable.0} onpress={press(Msg::Undo(true))} title="The text before the last pause">{"Undo"}</Button>
            <Button class="small" disabled={!props.undoable.1} onpress={press(Msg::Undo(false))} title="The text that was undone">{"Redo"}</Button>
            <Button class="small" onpress={press(Msg::Duplicate)} title="Go on with a copy under a name of its own">{"Duplicate"}</Button>
            <Button onpress={press(Msg::ToggleEditor)} title="Close the editor (Esc, twice from within the text)">{"Close"}</Button>
        </div>
    }
}

/// Keys that do more than write. Tab is one of them, so Escape gives the next
/// one back to the browser: nobody is held in the text (WCAG 2.1.2).
#[hook]
fn use_keys(area: &NodeRef, send: &Callback<Msg>) -> Callback<KeyboardEvent> {
    let escaped = use_mut_ref(|| false);
    let deps = (area.clone(), send.clone());
    use_callback(deps, move |event: KeyboardEvent, (area, send)| {
        let key = event.key();
        if key == "Shift" {
            return;
        }
        let leaving = std::mem::replace(&mut *escaped.borrow_mut(), key == "Escape");
        if key == "Escape" && !leaving {
            return event.prevent_default();
        }
        let stroke = text::stroke(&event).filter(|_| !(leaving && key == "Tab"));
        let Some(stroke) = stroke else { return };
        // Of what the page itself changes the browser's history knows nothing.
        if let Stroke::Undo | Stroke::Redo = stroke {
            event.prevent_default();
            return send.emit(Msg::Undo(stroke == Stroke::Undo));
        }
        let change = |text: &str, at: (usize, usize)| typing::typed(text, at, stroke);
        if text::type_over(area, change).is_some() || stroke != Stroke::Enter {
            event.prevent_default();
        }
    })
}

/// Said where somebody pastes more than can be edited.
const TOO_MUCH: &str = "That is too much to be edited here: nothing was pasted. Open it as a file, with long data in files beside it.";
const TOO_LONG: &str = "This text runs, but it is too long to be edited here: change it elsewhere, and drop the file on the page again.";

/// The line (from 1) in which a byte of a text is.
fn line_of(text: &str, byte: usize) -> u32 {
    let before = text.get(..byte).unwrap_or_default();
    before.matches('\n').count() as u32 + 1
}

/// Longer texts are not coloured: that would be felt at every key.
const COLOURED: usize = 120_000;

/// The text in colours, to lie under the letters of the text area.
fn colours(text: &str) -> Html {
    if text.len() > COLOURED {
        return Html::default();
    }
    let lines = highlight::toml(text);
    lines
        .iter()
        .map(|pieces| html! { <>{code::line(pieces)}{"\n"}</> })
        .collect()
}

/// Selects a place in the text and scrolls to it.
fn go_to(props: &EditorProps, area: &NodeRef, scroller: &NodeRef) -> Callback<below::Target> {
    let (text, area, scroller) = (props.text.clone(), area.clone(), scroller.clone());
    Callback::from(move |(line, from, to): below::Target| {
        text::select(&area, &text, from, to);
        text::scroll_to_line(&scroller, &area, line, text.lines().count());
    })
}

/// Scrolls to the first problem when a text is opened, and to the program of a
/// process that is selected elsewhere; keeps the line in sight that is written
/// while what is below takes more room.
#[hook]
fn use_sight(
    props: &EditorProps,
    meant: Option<u32>,
    items: usize,
    lines: usize,
    places: (&NodeRef, &NodeRef),
) {
    let (area, scroller) = places;
    let first = props.problems.first().map(|problem| problem.place.line);
    let first = meant.or(first);
    let scroll = {
        let (area, scroller) = (area.clone(), scroller.clone());
        move |line: u32| text::scroll_to_line(&scroller, &area, line, lines)
    };
    let to_first = scroll.clone();
    use_effect_with((props.name.clone(), props.meant), move |_| {
        first.map(to_first);
    });
    let process = props.current.or(props.begins);
    let seen = use_mut_ref(|| props.visits);
    use_effect_with(props.visits, move |visits| {
        if seen.replace(*visits) != *visits {
            process.map(scroll);
        }
    });
    let (area, scroller) = (area.clone(), scroller.clone());
    let text = props.text.clone();
    use_effect_with(items, move |_| {
        if let Some(byte) = text::caret(&area).filter(|_| text::has_focus(&area)) {
            text::keep_line(&scroller, &area, line_of(&text, byte), lines);
        }
    });
}

/// A text that comes from elsewhere than the keys, such as the one before, sends
/// the browser's cursor to its end: it belongs behind what has changed.
#[hook]
fn use_cursor(props: &EditorProps, typed: Rc<RefCell<String>>, places: (&NodeRef, &NodeRef)) {
    let (area, scroller) = (places.0.clone(), places.1.clone());
    let before = use_mut_ref(|| Rc::clone(&props.text));
    use_effect_with(Rc::clone(&props.text), move |text| {
        let before = before.replace(Rc::clone(text));
        if *typed.take() == **text || before == *text || !text::has_focus(&area) {
            return;
        }
        let byte = typing::behind_change(&before, text);
        text::select(&area, text, byte, byte);
        let lines = text.lines().count();
        text::keep_line(&scroller, &area, line_of(text, byte), lines);
    });
}
