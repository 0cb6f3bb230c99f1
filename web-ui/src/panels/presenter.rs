//! The presenter's window: notes, the question's answer, its hint and the hands
//! that were counted, what comes next.

use markup::html;
use sim_core::view::StopMark;
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::state::State;
use crate::components::buttons::{Button, act};
use crate::components::prose::prose;
use crate::draw::words;
use crate::engine::Direction;

/// What the window shows.
pub fn view(state: &State, send: &Callback<Msg>) -> Html {
    let Some(run) = &state.run else {
        return html! { <main class="presenter"><p>{"Open a scenario: its notes are shown here."}</p></main> };
    };
    let lesson = run.lesson();
    let stop = run
        .pictures()
        .caption
        .as_ref()
        .and_then(|c| c.stop.as_ref());
    let next = run.session().stops().iter();
    let next = next.filter(|mark| mark.key() > run.here()).take(3);
    let press = |msg: Msg| act(send, msg);
    html! {
        <main class="presenter">
            <header>
                <h1>{run.title()}</h1>
                <p class="clock">{words::clock(run.now())}<small>{format!(" of {}", words::whole(run.horizon()))}</small></p>
            </header>
            <nav aria-label="Time">
                <Button onpress={press(Msg::Stop(Direction::Back))}>{"‹‹ stop"}</Button>
                <Button onpress={press(Msg::Step(Direction::Back))}>{"‹ step"}</Button>
                <Button class="primary" onpress={press(Msg::PlayPause)}>{ if state.playback.playing { "Pause" } else { "Play" } }</Button>
                <Button onpress={press(Msg::Step(Direction::Forward))}>{"step ›"}</Button>
                <Button onpress={press(Msg::Stop(Direction::Forward))}>{"stop ››"}</Button>
            </nav>
            if let Some(stop) = stop {
                <section class="now">
                    <h2>{"Now on the stage"}</h2>
                    <p>{prose(&sentence(&stop.say))}</p>
                    if let Some(ask) = &stop.ask {
                        <p class="question">{prose(ask)}</p>
                        <ol>{ for stop.choices.iter().enumerate().map(|(at, choice)| html! { <li>{choice}{hands(state, at)}</li> }) }</ol>
                        <p class="answer"><b>{"Answer: "}</b>{sentence(&answer(state))}{" "}{prose(stop.because.as_deref().unwrap_or_default())}</p>
                        if let Some(hint) = &stop.hint { <p><b>{"Hint: "}</b>{prose(&sentence(hint))}</p> }
                        <nav aria-label="The question">
                            if !stop.choices.is_empty() { <Button pressed={state.view.hands.is_some()} onpress={press(Msg::CountHands)} title="Each digit is one raised hand (H)">{"Count hands"}</Button> }
                            if stop.hint.is_some() { <Button pressed={state.view.hint} onpress={press(Msg::Hint)} title="The class sees it (I)">{"Show the hint"}</Button> }
                            <Button pressed={state.view.answer.is_some()} onpress={press(Msg::Reveal)} title="The class sees it (Enter)">{"Show the answer"}</Button>
                        </nav>
                    }
                </section>
            }
            if let Some(notes) = &lesson.notes {
                <section><h2>{"Notes"}</h2>{ for notes.lines().map(|line| html! { <p>{prose(line)}</p> }) }</section>
            }
            <section>
                <h2>{"Next stops"}</h2>
                <ul>{ for next.map(|mark| html! { <li><b>{format!("At {}: ", words::brief(mark.at))}</b>{prose(&sentence(told(mark)))}</li> }) }</ul>
            </section>
            if !lesson.what_if.is_empty() {
                <section><h2>{"What if"}</h2><ul>{ for lesson.what_if.iter().map(|what| html! { <li>{prose(&sentence(&what.text))}</li> }) }</ul></section>
            }
        </main>
    }
}

/// What is said at a stop, or asked.
fn told(mark: &StopMark) -> &str {
    match &mark.ask {
        Some(ask) if mark.say.is_empty() => ask,
        _ => &mark.say,
    }
}

/// A text with its full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let ends = text.is_empty() || text.ends_with(['.', '?', '!', ':', '”', ')']);
    format!("{text}{}", if ends { "" } else { "." })
}

/// The hands that were raised for a choice, while they are counted.
fn hands(state: &State, choice: usize) -> String {
    let count = |hands: &Vec<u32>| hands.get(choice).copied().unwrap_or(0);
    match state.view.hands.as_ref().map(count) {
        None => String::new(),
        Some(1) => " · 1 hand".to_owned(),
        Some(many) => format!(" · {many} hands"),
    }
}

/// The right answer: computed already, or as the file gives it.
fn answer(state: &State) -> String {
    state
        .answer_ahead
        .clone()
        .unwrap_or_else(|| "the lesson gives none".to_owned())
}
