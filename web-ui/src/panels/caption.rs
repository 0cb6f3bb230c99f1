//! The caption on the stage: the author's narration, a question, or the
//! sentence of the last event; also what a screen reader hears.

use sim_core::view::StopMark;
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::run::{Caption, Run};
use crate::app::state::Answer;
use crate::components::buttons::{Button, act, click};
use crate::components::prose::prose;
use crate::components::tags::{tag, text_tag};
use crate::draw::words;
use crate::platform::size::use_size;

/// The caption.
#[derive(Properties, PartialEq)]
pub struct CaptionProps {
    /// What it says.
    pub caption: Option<Caption>,
    /// The answer that was chosen.
    pub answer: Option<Answer>,
    /// Raised hands by choice, while they are counted.
    #[prop_or_default]
    pub hands: Option<Vec<u32>>,
    /// Whether the hint is shown.
    #[prop_or_default]
    pub hint: bool,
    /// The lesson's suggestions, at the end of the run.
    #[prop_or_default]
    pub what_if: Vec<String>,
    /// Who can never go on, and why.
    #[prop_or_default]
    pub deadlocks: Vec<String>,
    /// While it plays, sentences come too fast to be read aloud.
    pub playing: bool,
    /// How the run ended, at its end.
    pub ended: Option<AttrValue>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// True while a question is open at the cursor.
pub fn asks(run: &Run) -> bool {
    let caption = run.pictures().caption.as_ref();
    let stop = caption.and_then(|caption| caption.stop.as_ref());
    stop.is_some_and(|stop| stop.ask.is_some())
}

/// What the lesson suggests to try, once its end is shown.
pub fn suggestions(run: &Run) -> Vec<String> {
    let over = run.end().is_some_and(|end| run.now() >= end.at);
    if over {
        run.lesson().what_if.clone()
    } else {
        Vec::new()
    }
}

/// How the run ended, if its end is shown.
pub fn ending(run: &Run) -> Option<AttrValue> {
    let end = run.end().filter(|end| run.now() >= end.at)?;
    let why = end.why.trim_end_matches('.');
    let counts = run.session().trace().index().counts();
    Some(
        format!(
            "The run ends at {}. {why}. Messages: {} sent, {} delivered, {} received, {} lost.",
            words::brief(end.at),
            counts.sent,
            counts.delivered,
            counts.received,
            counts.dropped
        )
        .into(),
    )
}

/// The caption.
#[component]
pub fn CaptionBox(props: &CaptionProps) -> Html {
    let stop = props
        .caption
        .as_ref()
        .and_then(|caption| caption.stop.as_ref());
    let live = if props.playing { "off" } else { "polite" };
    let element = use_node_ref();
    use_size(&element, props.send.reform(Msg::CaptionSize));
    html! {
        <div class={classes!("caption", stop.map(|_| "narration"))} aria-live={live} ref={element}>
            <div class="caption-text">
                if let Some(caption) = &props.caption {
                    {tag("p", "", prose(&caption.text))}
                }
                if let Some(stop) = stop {
                    // Without narration the question itself is the caption's text.
                    if let (Some(ask), false) = (&stop.ask, stop.say.is_empty()) {
                        {tag("p", "question", prose(ask))}
                    }
                    {outcome(stop, props)}
                }
                { for props.deadlocks.iter().map(|text| tag("p", "deadlock", text)) }
                if let Some(ended) = &props.ended { {tag("p", "ending", ended)} }
                if !props.what_if.is_empty() { {try_out(props)} }
            </div>
            if let Some(stop) = stop {
                <div class="caption-side">
                    {choices(stop, props)}
                    if stop.ask.is_some() && props.answer.is_none() && !stop.choices.is_empty() { {counting(props)} }
                    if !props.playing { <p class="go-on">{text_tag("kbd", "", "Space")}{" goes on"}</p> }
                </div>
            }
        </div>
    }
}

fn choices(stop: &StopMark, props: &CaptionProps) -> Html {
    let choice = |(at, word): (usize, &String)| {
        let chosen = props
            .answer
            .as_ref()
            .is_some_and(|answer| answer.choice == Some(at));
        let right = props
            .answer
            .as_ref()
            .and_then(|answer| answer.right.as_ref());
        let class = match right {
            Some(right) if right == word => "choice right",
            Some(_) if chosen => "choice wrong",
            _ => "choice",
        };
        html! {
            <Button {class} pressed={chosen} onpress={act(&props.send, Msg::Choose(at))}>
                {tag("kbd", "", at + 1)}{word}
                if let Some(hands) = &props.hands { {tag("b", "hands", format!("{} ✋", hands.get(at).copied().unwrap_or(0)))} }
            </Button>
        }
    };
    tag(
        "div",
        "choices",
        stop.choices
            .iter()
            .enumerate()
            .map(choice)
            .collect::<Html>(),
    )
}

/// A show of hands: the digits count, Enter shows the answer.
fn counting(props: &CaptionProps) -> Html {
    let on = props.hands.is_some();
    html! {
        <p class="choices">
            <Button class="small" pressed={on} onpress={act(&props.send, Msg::CountHands)}
                title="Each press of a choice counts one raised hand (H)">{"Count hands"}</Button>
            if on { <Button class="small primary" onpress={act(&props.send, Msg::Reveal)} title="Enter">{"Show the answer"}</Button> }
        </p>
    }
}

/// What the lesson suggests to try next; a list only for those who ask.
fn try_out(props: &CaptionProps) -> Html {
    let word = match props.what_if.len() {
        1 => "What if? One thing to try".to_owned(),
        count => format!("What if? {count} things to try"),
    };
    let button = |(at, what): (usize, &String)| {
        html! { <li><button type="button" class="link" onclick={click(&props.send, Msg::WhatIf(at))}>{prose(what)}</button></li> }
    };
    html! {
        <>
            <p class="ending"><button type="button" class="link" aria-expanded={props.hint.to_string()}
                onclick={click(&props.send, Msg::Hint)}>{word}</button></p>
            if props.hint { {tag("ul", "what-if", props.what_if.iter().enumerate().map(button).collect::<Html>())} }
        </>
    }
}

/// Help before the answer; after it whether it was right, and why.
fn outcome(stop: &StopMark, props: &CaptionProps) -> Html {
    let Some(answer) = &props.answer else {
        return match &stop.hint {
            Some(hint) if stop.ask.is_some() => html! {
                <p class="lesson-hint">
                    <button type="button" class="link" aria-expanded={props.hint.to_string()}
                        onclick={click(&props.send, Msg::Hint)}>{"Hint"}</button>
                    if props.hint { {" "}{prose(hint)} }
                </p>
            },
            _ => Html::default(),
        };
    };
    let chosen = answer.choice.and_then(|choice| stop.choices.get(choice));
    let word = match &answer.right {
        Some(right) if chosen.is_none() => format!("It is {right}."),
        Some(right) if Some(right) == chosen => "Right.".to_owned(),
        Some(right) => format!("It is {right}."),
        None => "Play on and see.".to_owned(),
    };
    html! {
        <p class="because">{tag("b", "", word)}{" "}{prose(stop.because.as_deref().unwrap_or_default())}</p>
    }
}
