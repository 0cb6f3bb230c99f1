//! The caption on the stage: the author's narration, a question, or the
//! sentence of the last event; also what a screen reader hears.

use sim_core::view::StopMark;
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::run::{Caption, Run};
use crate::app::state::Answer;
use crate::components::buttons::Button;
use crate::components::prose::prose;
use crate::draw::words;
use crate::platform::size::use_size;

/// The caption.
#[derive(Properties, PartialEq)]
pub struct CaptionProps {
    /// What it says.
    pub caption: Option<Caption>,
    /// The answer that was chosen.
    pub answer: Option<Answer>,
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

/// How the run ended, if its end is shown.
pub fn ending(run: &Run) -> Option<AttrValue> {
    let end = run.end().filter(|end| run.now() >= end.at)?;
    let why = end.why.trim_end_matches('.');
    Some(format!("The run ends at {}. {why}.", words::brief(end.at)).into())
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
                    <p>{prose(&caption.text)}</p>
                }
                if let Some(stop) = stop {
                    // Without narration the question itself is the caption's text.
                    if let (Some(ask), false) = (&stop.ask, stop.say.is_empty()) {
                        <p class="question">{prose(ask)}</p>
                    }
                    {outcome(stop, props.answer.as_ref())}
                }
                if let Some(ended) = &props.ended { <p class="ending">{ended}</p> }
            </div>
            if let Some(stop) = stop {
                <div class="caption-side">
                    {choices(stop, props)}
                    if !props.playing { <p class="go-on"><kbd>{"Space"}</kbd>{" goes on"}</p> }
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
            .is_some_and(|answer| answer.choice == at);
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
            <Button {class} pressed={chosen} onpress={props.send.reform(move |()| Msg::Choose(at))}>
                <kbd>{at + 1}</kbd>{word}
            </Button>
        }
    };
    html! { <div class="choices">{ for stop.choices.iter().enumerate().map(choice) }</div> }
}

/// Help before the answer; after it whether it was right, and why.
fn outcome(stop: &StopMark, answer: Option<&Answer>) -> Html {
    let Some(answer) = answer else {
        return match &stop.hint {
            Some(hint) if stop.ask.is_some() => {
                html! { <details class="lesson-hint"><summary>{"Hint"}</summary>{prose(hint)}</details> }
            }
            _ => Html::default(),
        };
    };
    let chosen = stop.choices.get(answer.choice);
    let word = match &answer.right {
        Some(right) if Some(right) == chosen => "Right.".to_owned(),
        Some(right) => format!("It is {right}."),
        None => "Play on and see.".to_owned(),
    };
    html! {
        <p class="because"><b>{word}</b>{" "}{prose(stop.because.as_deref().unwrap_or_default())}</p>
    }
}
