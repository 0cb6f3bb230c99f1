//! The Code tab: the program of one process, why it does not go on, its
//! variables, its output, and the field to type into.

use sim_core::base::ProcessId;
use sim_core::view::{
    Activity, CodeView, Frame, OutputLine, ProcessCard, Stage, Stream, ThreadTab, Variable,
};
use yew::prelude::*;

use super::why::WhyBox;
use crate::app::msg::{FrameStep, Intervention, Msg};
use crate::components::buttons::{Button, act, click};
use crate::components::classes;
use crate::components::code::Code;
use crate::components::tags::{tag, text_tag};
use crate::engine::Direction;
use crate::platform::text;
use crate::shared::Shared;

/// The Code tab.
#[derive(Properties, PartialEq)]
pub struct CodeTabProps {
    /// All processes, to choose from.
    pub stage: Shared<Option<Stage>>,
    /// The chosen one's program.
    pub code: Shared<Option<CodeView>>,
    /// Whether the chain of causes is open.
    pub why: bool,
    /// The lines that the selected message came from and went to.
    #[prop_or_default]
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
        return text_tag("p", "hint", "No process runs in this scenario.");
    };
    html! {
        <div class="code-tab">
            {chooser(props, code.process)}
            {heading(code, &props.send)}
            {steps(&props.send)}
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
            {variables(&code.frames)}
            {output(code, "Output".to_owned())}
            if let Some(prompt) = &code.prompt {
                <InputField process={code.process} prompt={prompt.clone()} send={props.send.clone()} />
            }
        </div>
    }
}

/// The lines of this program that concern the selected message.
fn marked(props: &CodeTabProps, process: ProcessId) -> Vec<u32> {
    let own = props.lines.iter().filter(|line| line.0 == process);
    own.map(|line| line.1).collect()
}

/// Keeps the current line in sight as it moves.
#[hook]
fn use_current_line(props: &CodeTabProps, program: &NodeRef) {
    let place = (*props.code)
        .as_ref()
        .map(|code| (code.process, code.current, code.why.is_some(), props.why));
    let program = program.clone();
    use_effect_with(place, move |_| {
        text::reveal(&program, ".code-line.current");
    });
}

fn chooser(props: &CodeTabProps, chosen: ProcessId) -> Html {
    let Some(stage) = &*props.stage else {
        return Html::default();
    };
    let chip = |card: &ProcessCard| {
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

fn heading(code: &CodeView, send: &Callback<Msg>) -> Html {
    let process = code.process;
    let act = |what| act(send, Msg::Intervene(process, what));
    let gone = matches!(code.activity, Activity::Crashed | Activity::Ended);
    let paused = code.activity == Activity::Paused;
    html! {
        <div class="code-head">
            <p title={code.subtitle.clone()}>{tag("b", "unseen", &code.name)}{tag("span", "", &code.subtitle)}</p>
            <div class="acts">
                <Button class="small" disabled={gone} onpress={act(Intervention::PauseOrResume)}
                    title="Stop this process where it is, or let it go on">{ if paused { "Resume" } else { "Pause" } }</Button>
                <Button class="small" disabled={gone} onpress={act(Intervention::Interrupt)}
                    title="Ctrl-C: KeyboardInterrupt in this program">{"Ctrl-C"}</Button>
                <Button class="small danger" onpress={act(Intervention::CrashOrRestart)}
                    title="Kill this process, or start it anew (K)">{ if gone { "Restart" } else { "Crash" } }</Button>
            </div>
        </div>
    }
}

/// Steps of this process alone, by its stack.
fn steps(send: &Callback<Msg>) -> Html {
    let step = |how, direction| act(send, Msg::StepFrames(how, direction));
    html! {
        <div class="frame-steps" role="group" aria-label="Steps of this process">
            <Button class="small" onpress={step(FrameStep::Over, Direction::Back)} title="Back over the statement before">{"◂ back"}</Button>
            <Button class="small" onpress={step(FrameStep::Into, Direction::Forward)} title="The next statement of this process, in a called function too">{"into"}</Button>
            <Button class="small" onpress={step(FrameStep::Over, Direction::Forward)} title="Past this statement and all that it calls (.)">{"over ▸"}</Button>
            <Button class="small" onpress={step(FrameStep::Out, Direction::Forward)} title="To where this function has returned (,)">{"out"}</Button>
        </div>
    }
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

fn variables(frames: &[Frame]) -> Html {
    let row = |variable: &Variable| {
        html! {
            <><dt class={classes!(variable.changed.then_some("changed"))}>{&variable.name}if variable.changed { <span title="changed by the last statement">{" ●"}{text_tag("span", "unseen", "changed")}</span> }</dt>{tag("dd", "", &variable.value)}</>
        }
    };
    let frame = |frame: &Frame| {
        html! {
            <>
                if frames.len() > 1 { {tag("h4", "", format!("{} · line {}", frame.function, frame.line))} }
                {tag("dl", "", frame.variables.iter().map(row).collect::<Html>())}
            </>
        }
    };
    let none = frames.iter().all(|frame| frame.variables.is_empty());
    html! {
        <section class="variables" aria-label="Variables" tabindex="0">
            {text_tag("h3", "", "Variables")}
            if none { {text_tag("p", "hint", "none yet")} } else { { for frames.iter().rev().map(frame) } }
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
        <section class="output" aria-label="Output">
            {tag("h3", "", title)}
            <div class="terminal" role="region" aria-label="Terminal" tabindex="0">
                <div>
                    if skipped > 0 { {tag("div", "hint", format!("{skipped} earlier lines"))} }
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
