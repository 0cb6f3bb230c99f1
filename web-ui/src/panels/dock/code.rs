//! The Code tab: the program of one process, why it does not go on, its
//! variables, its output, and the field to type into.

use std::rc::Rc;

use markup::{html, view};
use sim_core::base::ProcessId;
use sim_core::view::{
    Activity, CodeView, Frame, OutputLine, ProcessCard, Stage, Stream, ThreadTab, Variable,
};
use yew::prelude::*;

use super::why::{WhyBox, WhyBoxProps};
use crate::app::msg::{FrameStep, Intervention, Msg};
use crate::components::buttons::{Button, act, click};
use crate::components::classes;
use crate::components::code::{Code, CodeProps};
use crate::draw::Size;
use crate::engine::Direction;
use crate::platform::size::use_size;
use crate::platform::text;
use crate::shared::Shared;

/// The Code tab.
#[derive(Properties, PartialEq)]
pub struct CodeTabProps {
    /// Whether anything is computed yet.
    pub known: bool,
    /// The chosen process's program.
    pub code: Shared<Option<CodeView>>,
    /// Whether the chain of causes is open.
    pub why: bool,
    /// The lines that the selected message came from and went to.
    pub lines: Shared<Vec<(ProcessId, u32)>>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Lines of output shown, the last ones.
const OUTPUT_LINES: usize = 200;

/// The Code tab.
#[component]
pub fn CodeTab(props: &CodeTabProps) -> Html {
    let program = use_node_ref();
    use_current_line(props, &program);
    let Some(code) = &*props.code else {
        return match props.known {
            true => html! { <p class="hint">{"No process runs in this scenario."}</p> },
            false => Html::default(),
        };
    };
    html! {
        <>
            {threads(&code.threads, &props.send)}
            <div class="code-scroll" ref={program} role="region" aria-label="Program" tabindex="0">
                <Code text={code.text.clone()} current={code.current} marked={marked(props, code.process)}>
                    if let Some(why) = &code.why {
                        <WhyBox why={why.clone()} open={props.why} folds={true} send={props.send.clone()} />
                    }
                </Code>
                if let (None, Some(why)) = (code.current, &code.why) {
                    <WhyBox why={why.clone()} open={props.why} folds={true} send={props.send.clone()} />
                }
            </div>
            <div class="code-foot">{variables(code)}{output(code, "Output".to_owned())}</div>
            if let Some(prompt) = &code.prompt {
                <InputField process={code.process} prompt={prompt.clone()} send={props.send.clone()} />
            }
        </>
    }
}

/// The lines of this program that concern the selected message.
fn marked(props: &CodeTabProps, process: ProcessId) -> Vec<u32> {
    let own = props.lines.iter().filter(|line| line.0 == process);
    own.map(|line| line.1).collect()
}

/// Keeps the current line in sight as it moves, and as its room changes.
#[hook]
fn use_current_line(props: &CodeTabProps, program: &NodeRef) {
    let place = (*props.code)
        .as_ref()
        .map(|code| (code.process, code.current, code.why.is_some(), props.why));
    let (moved, resized) = (program.clone(), program.clone());
    use_effect_with(place, move |_| {
        text::reveal(&moved, ".code-line.current");
    });
    let reveal = use_callback((), move |_: Size, ()| {
        text::reveal(&resized, ".code-line.current");
    });
    use_size(program, reveal);
}

/// All processes, to choose from.
#[derive(PartialEq)]
pub struct ChooserProps {
    /// The processes.
    pub stage: Shared<Option<Stage>>,
    /// The chosen one.
    pub chosen: ProcessId,
    /// What is done with them.
    pub send: Callback<Msg>,
}

/// All processes, to choose from: what they do changes more often than the
/// program below is drawn.
#[view]
pub fn Chooser(props: &ChooserProps) -> Html {
    let chosen = props.chosen;
    let Some(stage) = &*props.stage else {
        return Html::default();
    };
    let chip = |card: &Rc<ProcessCard>| {
        let id = card.id;
        html! {
            <button type="button" class={classes!("chip", classes::activity(card.activity))}
                aria-pressed={(id == chosen).to_string()} title={card.state.clone()}
                onclick={click(&props.send, Msg::Select(id))}>
                <i class="chip-dot" aria-hidden="true" />{&card.name}
            </button>
        }
    };
    html! { <div class="chips" role="group" aria-label="Process">{ for stage.processes.iter().map(chip) }</div> }
}

/// Where the process runs, and what can be done to it.
#[derive(PartialEq)]
pub struct HeadingProps {
    /// The process.
    pub process: ProcessId,
    /// Its name.
    pub name: AttrValue,
    /// Where it runs and since when, or how it ended.
    pub subtitle: AttrValue,
    /// What it does.
    pub activity: Activity,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Where the process runs, and what can be done to it.
#[view]
pub fn Heading(props: &HeadingProps) -> Html {
    let (host, _) = parts(&props.subtitle);
    let alone = host.strip_prefix("on host ") == Some(&props.name);
    html! {
        <>
            <p class={alone.then_some("unseen")} title={props.subtitle.clone()}>{host.to_owned()}</p>
            <div class="code-acts">{steps(&props.send)}{interventions(props)}</div>
        </>
    }
}

/// Where a process runs, and since when, or how it ended.
fn parts(subtitle: &str) -> (&str, &str) {
    subtitle.split_once(" · ").unwrap_or((subtitle, ""))
}

/// A small button: its word, what it does, what it sends.
type Small = (&'static str, &'static str, Msg);

/// A row of small buttons that belong together; those of `off` do nothing now.
fn small(name: &'static str, off: &[bool], buttons: &[Small], send: &Callback<Msg>) -> Html {
    let button = |(at, (word, title, msg)): (usize, &Small)| {
        let disabled = off.get(at).copied().unwrap_or_default();
        html! { <Button class="small" {disabled} onpress={act(send, msg.clone())} title={*title}>{*word}</Button> }
    };
    html! { <div class="acts" role="group" aria-label={name}>{ for buttons.iter().enumerate().map(button) }</div> }
}

fn interventions(props: &HeadingProps) -> Html {
    let act = |what| Msg::Intervene(props.process, what);
    let gone = is_gone(props.activity);
    let paused = props.activity == Activity::Paused;
    let buttons = [
        (
            if paused { "Resume" } else { "Pause" },
            "Stop this process where it is, or let it go on",
            act(Intervention::PauseOrResume),
        ),
        (
            "Ctrl-C",
            "Ctrl-C: KeyboardInterrupt in this program",
            act(Intervention::Interrupt),
        ),
        (
            if gone { "Restart" } else { "Crash" },
            "Kill this process, or start it anew (K)",
            act(Intervention::CrashOrRestart),
        ),
    ];
    small(
        "What can be done to it",
        &[gone, gone],
        &buttons,
        &props.send,
    )
}

fn is_gone(activity: Activity) -> bool {
    matches!(activity, Activity::Crashed | Activity::Ended)
}

/// Steps of this process alone, by its stack.
fn steps(send: &Callback<Msg>) -> Html {
    let step = Msg::StepFrames;
    let buttons = [
        (
            "back",
            "Back over the statement before",
            step(FrameStep::Over, Direction::Back),
        ),
        (
            "into",
            "The next statement of this process, in a called function too",
            step(FrameStep::Into, Direction::Forward),
        ),
        (
            "over",
            "Past this statement and all that it calls (.)",
            step(FrameStep::Over, Direction::Forward),
        ),
        (
            "out",
            "To where this function has returned (,)",
            step(FrameStep::Out, Direction::Forward),
        ),
    ];
    small("Steps of this process", &[], &buttons, send)
}

/// The threads of the process; the one that ran last is shown until somebody
/// chooses another.
fn threads(threads: &[ThreadTab], send: &Callback<Msg>) -> Html {
    if threads.is_empty() {
        return Html::default();
    }
    let chip = |thread: &ThreadTab| {
        html! {
            <button type="button" class={classes!("chip", classes::activity(thread.activity))} title={thread.activity.word()}
                aria-pressed={thread.chosen.to_string()} onclick={click(send, Msg::SelectThread(thread.id))}>
                <i class="chip-dot" aria-hidden="true" />{&thread.name}
            </button>
        }
    };
    html! { <div class="chips" role="group" aria-label="Threads">{ for threads.iter().map(chip) }</div> }
}

/// What a variable is to a reader; nothing for what only the library knows.
fn value(variable: &Variable) -> Option<String> {
    let Some((kind, _)) = variable.value.split_once(" object at 0x") else {
        return Some(variable.value.clone());
    };
    let kind = kind.trim_start_matches('<');
    let name = kind.rsplit('.').next().unwrap_or(kind);
    (!kind.starts_with("zmq.")).then(|| format!("{name} object"))
}

/// The variables; for a process that is gone, how it ended; nothing while there
/// are none.
fn variables(code: &CodeView) -> Html {
    let row = |variable: &Variable| {
        let value = value(variable)?;
        Some(html! {
            <><dt class={variable.changed.then_some("changed")}>{&variable.name}if variable.changed { <span title="changed by the last statement">{" ●"}<span class="unseen">{"changed"}</span></span> }</dt><dd>{value}</dd></>
        })
    };
    let rows = |frame: &Frame| {
        frame
            .variables
            .iter()
            .filter_map(row)
            .collect::<Vec<Html>>()
    };
    let frame = |frame: &Frame| {
        html! {
            <>
                if code.frames.len() > 1 { <h4>{format!("{} · line {}", frame.function, frame.line)}</h4> }
                <dl>{ for rows(frame) }</dl>
            </>
        }
    };
    if is_gone(code.activity) {
        let (_, end) = parts(&code.subtitle);
        return html! { <p class="hint gone">{format!("{} has {end}.", code.name).replace("has crashed", "crashed")}</p> };
    }
    if code.frames.iter().all(|frame| rows(frame).is_empty()) {
        return Html::default();
    }
    html! {
        <section class="variables" aria-label="Variables" tabindex="0">
            <h3>{"Variables"}</h3>
            { for code.frames.iter().rev().map(frame) }
        </section>
    }
}

/// The terminal below a heading.
pub fn output(code: &CodeView, title: String) -> Html {
    let skipped = code.output.len().saturating_sub(OUTPUT_LINES);
    let line = |line: &OutputLine| {
        let (class, mark) = match line.stream {
            Stream::Stdout => ("stdout", ""),
            Stream::Stderr => ("stderr", ""),
            Stream::Stdin => ("stdin", "› "),
        };
        html! { <div class={class}>{mark}{&line.text}</div> }
    };
    html! {
        <section class="output" aria-label="Output" hidden={code.output.is_empty()}>
            <h3>{title}</h3>
            <div class="terminal" role="region" aria-label="Terminal" tabindex="0">
                <div>
                    if skipped > 0 { <div class="hint">{format!("{skipped} earlier lines")}</div> }
                    { for code.output.iter().skip(skipped).map(line) }
                </div>
            </div>
        </section>
    }
}

/// The field to type into.
#[derive(Properties, PartialEq)]
pub struct InputFieldProps {
    /// Who reads it.
    pub process: ProcessId,
    /// What the program printed before it waited.
    pub prompt: AttrValue,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The field to type into.
#[component]
pub fn InputField(props: &InputFieldProps) -> Html {
    let field = use_node_ref();
    let process = props.process;
    let onsubmit = {
        let (field, send) = (field.clone(), props.send.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(line) = text::take_line(&field) {
                send.emit(Msg::Type(process, line));
            }
        }
    };
    let end = act(
        &props.send,
        Msg::Intervene(process, Intervention::EndOfInput),
    );
    let label = if props.prompt.trim().is_empty() {
        AttrValue::from("The program waits for a line")
    } else {
        props.prompt.clone()
    };
    html! {
        <form class="input-line" {onsubmit}>
            <label for="typed">{label}</label>
            <input id="typed" ref={field} type="text" autocomplete="off" spellcheck="false" />
            <button type="submit" class="button primary">{"Send"}</button>
            <Button class="small" onpress={end} title="Ctrl-D: there is no more input">{"Ctrl-D"}</Button>
        </form>
    }
}
