//! The presenter's window: notes, the question's answer, what comes next. The
//! class sees none of it.

use markup::html;
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::app::state::State;
use crate::components::buttons::{Button, act};
use crate::components::prose::prose;
use crate::components::tags::{tag, text_tag};
use crate::draw::words;
use crate::engine::Direction;

/// What the window shows.
pub fn view(state: &State, send: &Callback<Msg>) -> Html {
    let Some(run) = &state.run else {
        return html! { <main class="presenter">{text_tag("p", "", "Open a scenario: its notes are shown here.")}</main> };
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
                {tag("h1", "", run.title())}
                <p class="clock">{words::clock(run.now())}{tag("small", "", format!(" of {}", words::brief(run.horizon())))}</p>
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
                    {text_tag("h2", "", "Now on the stage")}
                    {tag("p", "", prose(&stop.say))}
                    if let Some(ask) = &stop.ask {
                        {tag("p", "question", prose(ask))}
                        <ol>{ for stop.choices.iter().map(|choice| tag("li", "", choice)) }</ol>
                        <p class="answer">{text_tag("b", "", "Answer: ")}{answer(state)}{" "}{prose(stop.because.as_deref().unwrap_or_default())}</p>
                        <Button onpress={press(Msg::Reveal)}>{"Show the answer to the class"}</Button>
                    }
                </section>
            }
            if let Some(notes) = &lesson.notes {
                <section>{text_tag("h2", "", "Notes")}{ for notes.lines().map(|line| tag("p", "", prose(line))) }</section>
            }
            <section>
                {text_tag("h2", "", "Next stops")}
                <ul>{ for next.map(|mark| html! { <li>{tag("b", "", words::brief(mark.at))}{" "}{prose(&mark.say)}</li> }) }</ul>
            </section>
            if !lesson.what_if.is_empty() {
                <section>{text_tag("h2", "", "What if")}<ul>{ for lesson.what_if.iter().map(|what| tag("li", "", prose(what))) }</ul></section>
            }
        </main>
    }
}

/// The right answer: computed already, or as the file gives it.
fn answer(state: &State) -> String {
    state
        .answer_ahead
        .clone()
        .unwrap_or_else(|| "the lesson gives none".to_owned())
}
