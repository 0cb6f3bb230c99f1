//! The scenario's text with its errors beside it: line numbers, marked lines,
//! and what is wrong, where, what was expected, what would work. The text
//! stays as the user wrote it.

use std::rc::Rc;

use sim_core::base::{Diagnostic, Severity};
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::components::buttons::{Button, act};
use crate::components::code;
use crate::components::tags::{tag, text_tag};
use crate::draw::highlight;
use crate::engine::Verdict;
use crate::platform::text;
use crate::shared::Shared;

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
    /// What somebody has set out to try.
    #[prop_or_default]
    pub task: Option<String>,
    /// Whether there is something to undo, and to do again.
    #[prop_or_default]
    pub undoable: (bool, bool),
    /// The line at which the selected process is, from 1.
    #[prop_or_default]
    pub current: Option<u32>,
    /// What became of its expectations.
    #[prop_or_default]
    pub verdicts: Shared<Vec<Verdict>>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Height of a line in the style sheet, in pixels at the normal type size.
const LINE: f64 = 20.0;
/// Problems listed: nobody reads more at once.
const MOST_PROBLEMS: usize = 100;

/// The editor.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let area = use_node_ref();
    let scroller = use_node_ref();
    let lines = props.text.lines().count().max(1) + usize::from(props.text.ends_with('\n'));
    let numbers: String = (1..=lines).map(|line| format!("{line}\n")).collect();
    let oninput = {
        let send = props.send.clone();
        move |event: InputEvent| {
            if let Some(text) = text::area_value(&event) {
                send.emit(Msg::Edit(text));
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
    let coloured = use_memo(props.text.clone(), |text| colours(text));
    let press = |msg: Msg| act(&props.send, msg);
    let go = go_to(props, &area, &scroller);
    use_first_problem(props, &scroller);
    html! {
        <aside class="editor" aria-label="Scenario text">
            <div class="editor-head">
                {tag("b", "", props.name.clone())}
                <span title="Changes run as you pause typing">{state_word(&props.problems)}{ if props.stale { "; the picture shows the last text without errors" } else { "" } }</span>
                <Button class="small" disabled={!props.undoable.0} onpress={press(Msg::Undo(true))} title="The text before the last pause">{"Undo"}</Button>
                <Button class="small" disabled={!props.undoable.1} onpress={press(Msg::Undo(false))} title="The text that was undone">{"Redo"}</Button>
                <Button class="small" onpress={press(Msg::Duplicate)} title="Go on with a copy under a name of its own">{"Duplicate"}</Button>
                <Button onpress={act(&props.send, Msg::ToggleEditor)} title="Close the editor (Esc)">{"Close"}</Button>
            </div>
            if let Some(task) = &props.task { <p class="task">{text_tag("b", "", "Try: ")}{task}</p> }
            <div class="editor-scroll" ref={scroller}>
                <div class="editor-text">
                    <pre class="editor-numbers" aria-hidden="true">{numbers}</pre>
                    <div class="editor-sheet">
                        { for props.problems.iter().take(MOST_PROBLEMS).map(mark) }
                        if let Some(line) = props.current {
                            <div class="editor-mark here" style={format!("top:calc(var(--editor-line) * {})", line.saturating_sub(1))} />
                        }
                        <pre class="editor-colours" aria-hidden="true">{(*coloured).clone()}</pre>
                        <textarea ref={area} rows={lines.to_string()} wrap="off" spellcheck="false"
                            autocapitalize="off" aria-label="Scenario, TOML" {oninput}
                            onclick={move |_| onclick(())} onkeyup={move |_| onkeyup(())}
                            value={props.text.to_string()} />
                    </div>
                </div>
            </div>
            {list(&props.problems, &go)}
            {expectations(&props.verdicts, &props.text, &go)}
        </aside>
    }
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

fn state_word(problems: &[Diagnostic]) -> String {
    match problems.len() {
        0 => "no errors".to_owned(),
        1 => "1 problem".to_owned(),
        many => format!("{many} problems"),
    }
}

/// Selects a problem's place in the text and scrolls to it.
fn go_to(props: &EditorProps, area: &NodeRef, scroller: &NodeRef) -> Callback<(u32, usize, usize)> {
    let (text, area, scroller) = (props.text.clone(), area.clone(), scroller.clone());
    Callback::from(move |(line, from, to): (u32, usize, usize)| {
        text::select(&area, &text, from, to);
        text::scroll_to(&scroller, f64::from(line) * LINE);
    })
}

/// Scrolls to the first problem when the text is opened.
#[hook]
fn use_first_problem(props: &EditorProps, scroller: &NodeRef) {
    let line = props.problems.first().map(|problem| problem.place.line);
    let scroller = scroller.clone();
    use_effect_with(props.name.clone(), move |_| {
        if let Some(line) = line {
            text::scroll_to(&scroller, f64::from(line) * LINE);
        }
    });
}

fn mark(problem: &Diagnostic) -> Html {
    let line = problem.place.line.saturating_sub(1);
    html! {
        <div class={classes!("editor-mark", severity(problem).0)}
            style={format!("top:calc(var(--editor-line) * {line})")} />
    }
}

fn severity(problem: &Diagnostic) -> (&'static str, &'static str) {
    match problem.severity {
        Severity::Error => ("error", "error"),
        Severity::Warning => ("warning", "warning"),
    }
}

/// How many expectations the run meets, and those that it does not.
fn expectations(verdicts: &[Verdict], text: &str, go: &Callback<(u32, usize, usize)>) -> Html {
    if verdicts.is_empty() {
        return Html::default();
    }
    let met = verdicts.iter().filter(|verdict| verdict.holds).count();
    let missed = verdicts.iter().filter(|verdict| !verdict.holds);
    let item = |verdict: &Verdict| {
        let before = text
            .split_inclusive('\n')
            .take((verdict.line as usize).saturating_sub(1));
        let from = before.map(str::len).sum::<usize>();
        let target = (verdict.line, from, from);
        html! {
            <li>
                <button type="button" class="problem warning" onclick={go.reform(move |_| target)}>
                    {tag("span", "problem-place", format!("expected · line {}", verdict.line))}
                    {tag("span", "problem-text", &verdict.expected)}
                    {tag("span", "problem-help", &verdict.found)}
                </button>
            </li>
        }
    };
    html! {
        <>
            <p class="met" role="status">{format!("{met} of {} expectations hold.", verdicts.len())}</p>
            if met < verdicts.len() { <ol class="problems" aria-label="Expectations">{ for missed.map(item) }</ol> }
        </>
    }
}

fn list(problems: &[Diagnostic], go: &Callback<(u32, usize, usize)>) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    let item = |problem: &Diagnostic| {
        let (class, word) = severity(problem);
        let place = &problem.place;
        let target = (place.line, place.bytes.0, place.bytes.1);
        let at = format!(
            "{} line {}, column {}",
            place.file, place.line, place.column
        );
        html! {
            <li>
                <button type="button" class={classes!("problem", class)} onclick={go.reform(move |_| target)}>
                    {tag("span", "problem-place", format!("{word} · {at}"))}
                    {tag("span", "problem-text", &problem.message)}
                    if let Some(help) = &problem.help { {tag("span", "problem-help", help)} }
                </button>
            </li>
        }
    };
    html! {
        <ol class="problems" aria-label="Problems" aria-live="polite">
            { for problems.iter().take(MOST_PROBLEMS).map(item) }
        </ol>
    }
}
