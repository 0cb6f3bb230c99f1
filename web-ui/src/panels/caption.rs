//! The caption on the stage: the author's narration, a question, or the
//! sentence of the last event; also what a screen reader hears.

use markup::{html, view};
use sim_core::base::RecordId;
use sim_core::view::StopMark;
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::run::{Caption, Run};
use crate::app::state::Answer;
use crate::components::buttons::{Button, act, click};
use crate::components::classes;
use crate::components::icons::{Icon, icon};
use crate::components::prose::prose;
use crate::draw::saying::{Room, Said, Tone};
use crate::draw::words;
use crate::library::ENTRIES;

/// The caption.
#[derive(PartialEq)]
pub struct CaptionBoxProps {
    /// What it says.
    pub caption: Option<Caption>,
    /// The answer that was chosen.
    pub answer: Option<Answer>,
    /// Raised hands by choice, while they are counted.
    pub hands: Option<Vec<u32>>,
    /// Whether the hint is shown.
    pub hint: bool,
    /// The lesson's suggestions, at the end of the run.
    pub what_if: Vec<String>,
    /// Who can never go on, and why.
    pub deadlocks: Vec<String>,
    /// While it plays, sentences come too fast to be read aloud.
    pub playing: bool,
    /// The lesson behind this one in the library.
    pub next: Option<usize>,
    /// How the run ended, at its end.
    pub ended: Option<Ending>,
    /// Where it may be, and how large its letters are.
    pub room: Room,
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
        let all = run.lesson().what_if.iter();
        all.map(|it| it.text.clone()).collect()
    } else {
        Vec::new()
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// When, and what became of the messages.
    pub counts: String,
    /// Why, and who still waits.
    pub why: String,
}

/// How the run ended, if its end is shown.
pub fn ending(run: &Run) -> Option<Ending> {
    let end = run.end().filter(|end| run.now() >= end.at)?;
    let tally = run.session().trace().index().tally();
    let text = format!(
        "The run ends at {}. {}",
        words::brief(end.at),
        tally.words()
    );
    let text = text.trim_end().to_owned();
    let why = format!("{}.", end.why.trim_end_matches('.'));
    Some(Ending { counts: text, why })
}

/// The caption.
#[view]
pub fn CaptionBox(props: &CaptionBoxProps) -> Html {
    let caption = props.caption.as_ref();
    let stop = caption.and_then(|caption| caption.stop.as_ref());
    let asks = stop.is_some_and(|stop| stop.ask.is_some());
    let live = if props.playing { "off" } else { "polite" };
    // At the end the last event is no news: how it ended is.
    let shown = caption.filter(|it| stop.is_some() || it.led || props.ended.is_none());
    let (said, width) = (said(props), props.room.size.w);
    let letter = props.room.letter(&said);
    let most = most(props, stop);
    let class = classes!(
        "caption",
        stop.map(|_| "narration"),
        asks.then_some("asks"),
        (said.is_below(width / letter) || props.ended.is_some()).then_some("below"),
        caption.is_some_and(|it| it.intervention).then_some("did")
    );
    let least = props.room.letters.least;
    let style = format!(
        "--letter:{letter:.1}px;--most:{most:.1}px;--least:{least:.1}px;--room:{:.0}px",
        props.room.size.h
    );
    html! {
        <div {class} {style}>
            // As a whole: of a sentence with code in it only pieces change.
            <div class="caption-text" aria-live={live} aria-atomic="true">
                // What was asked and answered takes no more room than what was said before.
                if let Some(caption) = shown.filter(|_| props.answer.is_none()) {
                    <p>{prose(&caption.text)}{why(props)}</p>
                }
                if let Some(stop) = stop {
                    // Without narration the question itself is the caption's text.
                    if let (Some(ask), true) = (&stop.ask, !stop.say.is_empty() || props.answer.is_some()) {
                        <p class="question">{prose(ask)}</p>
                    }
                    {outcome(stop, props)}
                    if is_elsewhere(props) { <p class="lesson-hint">{ELSEWHERE}</p> }
                }
                { for props.deadlocks.iter().map(|text| html! { <p class="deadlock">{text}</p> }) }
                if let Some(ended) = props.ended.as_ref().filter(|_| !lists(props)) {
                    <p class={if stop.is_none() { "headline" } else { "ending" }}>{&ended.counts}</p>
                    if stop.is_none() { <p class="ending">{&ended.why}</p> }
                }
                if props.ended.is_some() { {leads(props)} }
            </div>
            if let Some(stop) = stop {
                <div class="caption-side">
                    {choices(stop, props)}
                    if asks && props.answer.is_none() { {tools(stop, props)} }
                    {go_on(props)}
                </div>
            }
        </div>
    }
}

/// Said below a narration that is about another run.
const ELSEWHERE: &str = "Written for the lesson as it was: your run is another one.";
/// Said before what was right there.
const THERE: &str = "In the lesson as it was: ";

fn is_elsewhere(props: &CaptionBoxProps) -> bool {
    props
        .caption
        .as_ref()
        .is_some_and(|caption| caption.elsewhere)
}

/// Leads to the reason of what is said; not while a question about it is open.
fn why(props: &CaptionBoxProps) -> Html {
    let Some(record) = reason(props) else {
        return Html::default();
    };
    html! {
        <>{" "}<button type="button" class="link why-link" title="The rule, its numbers, and what led to it, in the log"
            onclick={click(&props.send, Msg::Why(record))}>{WHY}</button></>
    }
}

/// The word that leads there.
const WHY: &str = "Why?";

/// The event whose reason may be asked for.
fn reason(props: &CaptionBoxProps) -> Option<RecordId> {
    let caption = props.caption.as_ref()?;
    let stop = caption.stop.as_ref();
    let asks = stop.is_some_and(|stop| stop.ask.is_some()) && props.answer.is_none();
    caption.why.filter(|_| !asks)
}

/// All that it says, to know how high it is.
fn said(props: &CaptionBoxProps) -> Said {
    let caption = props.caption.as_ref();
    let stop = caption.and_then(|caption| caption.stop.as_ref());
    let plain = |said: Said, text: &str| said.say(text, Tone::Plain);
    let mut said = Said::default();
    if let Some(caption) = caption.filter(|_| props.answer.is_none()) {
        let why = reason(props).map_or("", |_| WHY);
        said = plain(said, &format!("{} {why}", caption.text));
    }
    if let Some(stop) = stop {
        // Without narration the question itself is the caption's text.
        let below = !stop.say.is_empty() || props.answer.is_some();
        let ask = stop.ask.iter().filter(|_| below);
        said = ask.fold(said, |said, ask| plain(said, ask));
        let because = stop.because.iter().filter(|_| props.answer.is_some());
        let hint = stop.hint.iter().filter(|_| props.hint);
        let elsewhere = is_elsewhere(props).then_some(ELSEWHERE);
        for text in because.chain(hint).map(String::as_str).chain(elsewhere) {
            said = said.say(text, Tone::Aside);
        }
        if stop.ask.is_some() {
            let choices = stop.choices.iter().map(String::as_str);
            said = said.choose(choices, props.answer.is_none());
        }
        said = said.going_on();
    }
    for text in &props.deadlocks {
        said = said.say(text, Tone::Alarm);
    }
    if let Some(ended) = props.ended.as_ref().filter(|_| !lists(props)) {
        said = said.say(&ended.counts, Tone::Ending);
        let why = Some(&ended.why).filter(|_| stop.is_none());
        said = why
            .iter()
            .fold(said, |said, why| said.say(why, Tone::Ending));
    }
    let next = next_title(props).unwrap_or_default();
    if props.ended.is_some() {
        let words = format!("{} Next lesson: {next}", try_word(props));
        said = said.say(&words, Tone::Ending);
    }
    let open = props.what_if.iter().filter(|_| props.hint);
    open.fold(said, |said, what| said.say(what, Tone::Aside))
}

/// The largest letters: those of a question leave room for its answer, so that what is
/// said then is no smaller.
fn most(props: &CaptionBoxProps, stop: Option<&StopMark>) -> f64 {
    let usual = props.room.letters.usual;
    let open = stop.filter(|it| it.ask.is_some() && props.answer.is_none());
    let Some(because) = open.and_then(|it| it.because.as_ref()) else {
        return usual;
    };
    let ask = open.and_then(|it| it.ask.as_deref()).unwrap_or_default();
    let choices = open.map_or(&[][..], |it| &it.choices);
    let answered = Said::default()
        .say(ask, Tone::Plain)
        .say(&format!("The answer: {because}"), Tone::Aside)
        .choose(choices.iter().map(String::as_str), false);
    (props.room.letter(&answered) * LARGER).min(usual)
}

/// As letters are reckoned on the safe side, they are mostly so much larger.
const LARGER: f64 = 1.12;

/// Which stop it is, and how it goes on.
fn go_on(props: &CaptionBoxProps) -> Html {
    let place = props.caption.as_ref().and_then(|caption| caption.place);
    let word = if props.ended.is_some() {
        " starts again"
    } else {
        " goes on"
    };
    html! {
        <p class="go-on">
            if let Some((number, count)) = place { {format!("stop {number} of {count} · ")} }
            if !props.playing { {" "}<kbd>{"Space"}</kbd>{word} }
        </p>
    }
}

fn choices(stop: &StopMark, props: &CaptionBoxProps) -> Html {
    let answer = props.answer.as_ref();
    let choice = |(at, word): (usize, &String)| {
        let chosen = answer.is_some_and(|answer| answer.choice == Some(at));
        let right = answer.and_then(|answer| answer.right.as_ref());
        let class = match right {
            Some(right) if right == word => "choice right",
            Some(_) if chosen => "choice wrong",
            _ => "choice",
        };
        html! {
            <Button {class} pressed={chosen} onpress={act(&props.send, Msg::Choose(at))}>
                <kbd>{at + 1}</kbd>{word}
                if let Some(hands) = &props.hands { <b class="hands">{hands.get(at).copied().unwrap_or(0)}{icon(Icon::Hand)}</b> }
            </Button>
        }
    };
    html! { <div class="choices">{ for stop.choices.iter().enumerate().map(choice) }</div> }
}

/// Before the answer: a show of hands (then the digits count), and the answer.
fn tools(stop: &StopMark, props: &CaptionBoxProps) -> Html {
    let on = props.hands.is_some();
    html! {
        <p class="choices">
            if !stop.choices.is_empty() {
                <Button class="small" pressed={on} onpress={act(&props.send, Msg::CountHands)}
                    title="Each press of a choice counts one raised hand (H)">{"Count hands"}</Button>
            }
            if stop.hint.is_some() {
                <Button class="small" pressed={props.hint} onpress={act(&props.send, Msg::Hint)} title="Help before answering (I)">{"Hint"}</Button>
            }
            <Button class={if on || stop.choices.is_empty() { "small primary" } else { "small" }}
                onpress={act(&props.send, Msg::Reveal)} title="Enter">{"Show the answer"}</Button>
        </p>
    }
}

/// Leads on, at the end: to what the lesson suggests to try, a list only for those
/// who ask, and to the next lesson.
fn leads(props: &CaptionBoxProps) -> Html {
    let button = |(at, what): (usize, &String)| {
        html! { <li><button type="button" class="link" onclick={click(&props.send, Msg::WhatIf(at))}>{prose(what)}</button></li> }
    };
    html! {
        <>
            <p class="ending leads">
                if !props.what_if.is_empty() {
                    <button type="button" class="link" aria-expanded={props.hint.to_string()}
                        onclick={click(&props.send, Msg::Hint)}>{try_word(props)}</button>
                }
                {next(props)}
            </p>
            if lists(props) { <ul class="what-if">{ for props.what_if.iter().enumerate().map(button) }</ul> }
        </>
    }
}

fn try_word(props: &CaptionBoxProps) -> String {
    match props.what_if.len() {
        0 => String::new(),
        1 => "What if? One thing to try".to_owned(),
        count => format!("What if? {count} things to try"),
    }
}

/// True while the list of what can be tried is open: it takes the room of how the run
/// ended.
fn lists(props: &CaptionBoxProps) -> bool {
    props.hint && !props.what_if.is_empty()
}

fn next(props: &CaptionBoxProps) -> Html {
    let (Some(title), Some(at)) = (next_title(props), props.next) else {
        return Html::default();
    };
    html! {
        <Button class="small" onpress={act(&props.send, Msg::OpenLibrary(at))}>{"Next lesson: "}{title}</Button>
    }
}

fn next_title(props: &CaptionBoxProps) -> Option<&'static str> {
    let next = props.next.filter(|_| props.ended.is_some())?;
    Some(ENTRIES.get(next)?.title)
}

/// Help before the answer; after it whether it was right, and why.
fn outcome(stop: &StopMark, props: &CaptionBoxProps) -> Html {
    let Some(answer) = &props.answer else {
        return match &stop.hint {
            Some(hint) if props.hint && stop.ask.is_some() => {
                html! { <p class="lesson-hint">{"Hint: "}{prose(hint)}</p> }
            }
            _ => Html::default(),
        };
    };
    let chosen = answer.choice.and_then(|choice| stop.choices.get(choice));
    let word = match &answer.right {
        Some(right) if Some(right) == chosen => "Right.".to_owned(),
        Some(right) if right.ends_with(['.', '?', '!']) => format!("The answer: {right}"),
        Some(right) => format!("The answer: {right}."),
        None => "Play on and see.".to_owned(),
    };
    html! {
        <p class="because"><b>{word}</b>{" "}
            if is_elsewhere(props) { {THERE} }
            {prose(stop.because.as_deref().unwrap_or_default())}{why(props)}
        </p>
    }
}
