//! What a text and its run come to: mistakes of the text, programs that die,
//! expectations that fail, each with its place; and the terminal of the
//! selected process, so that one sees while writing what it prints.

use markup::html;
use sim_core::base::{Diagnostic, Severity};
use sim_core::view::CodeView;
use yew::prelude::*;

use super::EditorProps;
use crate::app::msg::Msg;
use crate::app::state::Known;
use crate::components::classes;
use crate::engine::{Remark, Verdict};
use crate::panels::dock::code::{InputField, InputFieldProps, output};

/// Line (from 1), and the bytes to select.
pub type Target = (u32, usize, usize);

/// Problems listed: nobody reads more at once.
const MOST: usize = 100;

/// One thing to be said.
pub struct Item {
    class: &'static str,
    /// What kind of thing, and where.
    at: String,
    text: String,
    help: Option<String>,
    target: Option<Target>,
}

impl Item {
    /// The mark at its line.
    pub fn mark(&self) -> Option<Html> {
        Some(mark(self.class, self.target?.0))
    }
}

/// A line of the text marked.
pub fn mark(class: &'static str, line: u32) -> Html {
    let top = line.saturating_sub(1);
    html! { <div class={classes!("editor-mark", class)} style={format!("top:calc(var(--editor-line) * {top})")} /> }
}

/// All that is to be said, mistakes of the text first.
pub fn items(props: &EditorProps) -> Vec<Item> {
    let problems = props.problems.iter().map(of_problem);
    let remarks = props.remarks.iter().map(|remark| of_remark(remark, props));
    let missed = props.verdicts.iter().filter(|verdict| !verdict.holds);
    let missed = missed.map(|verdict| of_verdict(verdict, props));
    problems.chain(remarks).chain(missed).take(MOST).collect()
}

fn of_problem(problem: &Diagnostic) -> Item {
    let class = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = &problem.place;
    Item {
        class,
        at: format!(
            "{class} · {} line {}, column {}",
            place.file, place.line, place.column
        ),
        text: problem.message.clone(),
        help: problem.help.clone(),
        target: Some((place.line, place.bytes.0, place.bytes.1)),
    }
}

fn of_remark(remark: &Remark, props: &EditorProps) -> Item {
    let place = remark.place.as_ref();
    let here = place.filter(|place| place.file == *props.name);
    Item {
        class: "warning",
        at: match (place, here) {
            (Some(place), Some(_)) => format!("run · line {}", place.line),
            (Some(place), None) => format!("run · {} line {}", place.file, place.line),
            (None, _) => "run".to_owned(),
        },
        text: remark.text.clone(),
        help: None,
        target: here.map(|place| (place.line, place.bytes.0, place.bytes.1)),
    }
}

/// What a lesson expects of itself is no measure of what somebody tries with it.
fn of_verdict(verdict: &Verdict, props: &EditorProps) -> Item {
    let before = props.text.split_inclusive('\n');
    let before = before.take((verdict.line as usize).saturating_sub(1));
    let from = before.map(str::len).sum::<usize>();
    let (class, lesson, because) = match props.altered {
        true => (
            "aside",
            "The lesson expected: ",
            " (your change made it different)",
        ),
        false => ("warning expected", "", ""),
    };
    Item {
        class,
        at: format!("expected · line {}", verdict.line),
        text: format!("{lesson}{}", verdict.expected),
        help: Some(format!("{}{because}", verdict.found)),
        target: Some((verdict.line, from, from)),
    }
}

/// How an item is shown; a click goes to its place.
pub fn row(go: Callback<Target>) -> impl Fn(&Item) -> Html {
    move |item| {
        let (go, target) = (go.clone(), item.target);
        let onclick = move |_: MouseEvent| {
            if let Some(target) = target {
                go.emit(target);
            }
        };
        html! {
            <li>
                <button type="button" class={classes!("problem", item.class)} {onclick}>
                    <span class="problem-place">{item.at.clone()}</span>
                    <span class="problem-text">{item.text.clone()}</span>
                    if let Some(help) = &item.help { <span class="problem-help">{help.clone()}</span> }
                </button>
            </li>
        }
    }
}

/// How many expectations the run meets, once it is known to its end.
pub fn met(props: &EditorProps) -> String {
    let verdicts = &props.verdicts;
    if verdicts.is_empty() || props.known != Known::All {
        return String::new();
    }
    let met = verdicts.iter().filter(|verdict| verdict.holds).count();
    format!("{met} of {} expectations hold.", verdicts.len())
}

/// Said until the run is known to its end.
const RUNNING: &str = "running …";
const WAIT: &str = "This text's run is being computed: until then nothing is said of how it ends";

/// How it stands with the text, in a few words and in full.
pub fn state_word(props: &EditorProps) -> (String, &'static str) {
    let count = |many: usize, word: &str| match many {
        1 => format!("1 {word}"),
        many => format!("{many} {word}s"),
    };
    let word = match (props.problems.len(), props.remarks.len()) {
        (0, 0) => "no errors".to_owned(),
        (0, remarks) => count(remarks, "remark"),
        (problems, _) => count(problems, "problem"),
    };
    match props.known {
        _ if props.stale => (
            format!("{word}, old picture"),
            "The picture shows the last text without errors",
        ),
        Known::All => (word, "Changes run as you pause typing"),
        _ if props.problems.is_empty() && props.remarks.is_empty() => (RUNNING.to_owned(), WAIT),
        _ => (format!("{word}, {RUNNING}"), WAIT),
    }
}

/// What the selected process prints, and the field to type into.
pub fn terminal(code: &Option<CodeView>, send: &Callback<Msg>) -> Html {
    let Some(code) = code else {
        return Html::default();
    };
    if code.output.is_empty() && code.prompt.is_none() {
        return Html::default();
    }
    html! {
        <>
            {output(code, format!("Output of {}", code.name))}
            if let Some(prompt) = &code.prompt {
                <InputField process={code.process} prompt={prompt.clone()} send={send.clone()} />
            }
        </>
    }
}
