//! The presenter's window: notes, the question's answer, what comes next. The
//! class sees none of it.

use markup::html;
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
                <p class="clock">{words::clock(run.now())}<small>{format!(" of {}", words::brief(run.horizon()))}</small></p>
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
                    <p>{prose(&stop.say)}</p>
                    if let Some(ask) = &stop.ask {
                        <p class="question">{prose(ask)}</p>
                        <ol>{ for stop.choices.iter().map(|choice| html! { <li>{choice}</li> }) }</ol>
                        <p class="answer"><b>{"Answer: "}</b>{answer(state)}{" "}{prose(stop.because.as_deref().unwrap_or_default())}</p>
                        <Button onpress={press(Msg::Reveal)}>{"Show the answer to the class"}</Button>
                    }
                </section>
            }
            if let Some(notes) = &lesson.notes {
                <section><h2>{"Notes"}</h2>{ for notes.lines().map(|line| html! { <p>{prose(line)}</p> }) }</section>
            }
            <section>
                <h2>{"Next stops"}</h2>
                <ul>{ for next.map(|mark| html! { <li><b>{words::brief(mark.at)}</b>{" "}{prose(&mark.say)}</li> }) }</ul>
            </section>
            if !lesson.what_if.is_empty() {
                <section><h2>{"What if"}</h2><ul>{ for lesson.what_if.iter().map(|what| html! { <li>{prose(what)}</li> }) }</ul></section>
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
