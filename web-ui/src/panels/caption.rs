//! The caption on the stage: the author's narration, a question, or the
//! sentence of the last event; also what a screen reader hears.

use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::run::Run;
use crate::components::buttons::Button;
use crate::components::prose::prose;
use crate::draw::words;
use crate::engine::Caption;

/// The caption.
#[derive(Properties, PartialEq)]
pub struct CaptionProps {
    /// What it says.
    pub caption: Option<Caption>,
    /// The answer that was chosen.
    pub answer: Option<usize>,
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
    caption.is_some_and(|caption| caption.stop && caption.ask.is_some())
}

/// How the run ended, if its end is shown.
pub fn ending(run: &Run) -> Option<AttrValue> {
    let end = run.end().filter(|end| run.now() >= end.at)?;
    Some(format!("The run ends at {}: {}.", words::brief(end.at), end.why).into())
}

/// The caption.
#[component]
pub fn CaptionBox(props: &CaptionProps) -> Html {
    let stop = props.caption.as_ref().is_some_and(|caption| caption.stop);
    let live = if props.playing { "off" } else { "polite" };
    html! {
        <div class={classes!("caption", stop.then_some("narration"))} aria-live={live}>
            if let Some(caption) = &props.caption {
                <p>{prose(&caption.text)}</p>
                if let Some(ask) = &caption.ask { {question(ask, caption, props)} }
                if stop && !props.playing {
                    <p class="go-on"><kbd>{"Space"}</kbd>{" goes on"}</p>
                }
            }
            if let Some(ended) = &props.ended { <p class="ending">{ended}</p> }
        </div>
    }
}

fn question(ask: &str, caption: &Caption, props: &CaptionProps) -> Html {
    let choice = |(at, word): (usize, &String)| {
        html! {
            <Button class="choice" pressed={props.answer == Some(at)}
                onpress={props.send.reform(move |()| Msg::Choose(at))}>
                <kbd>{at + 1}</kbd>{word}
            </Button>
        }
    };
    html! {
        <>
            <p class="question">{prose(ask)}</p>
            if !caption.choices.is_empty() {
                <div class="choices">{ for caption.choices.iter().enumerate().map(choice) }</div>
            }
        </>
    }
}
