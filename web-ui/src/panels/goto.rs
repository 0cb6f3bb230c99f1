//! Where to go in time: a moment, an event, or whatever happens next.

use markup::html;
use sim_core::base::{MessageId, ProcessId};
use sim_core::view::Stage;
use yew::prelude::*;

use crate::app::msg::{Msg, Panel};
use crate::components::buttons::{Button, act};
use crate::engine::{Direction, Unit};
use crate::platform::text;
use crate::shared::Shared;

/// The panel.
#[derive(Properties, PartialEq)]
pub struct GoToProps {
    /// Who there is.
    pub stage: Shared<Option<Stage>>,
    /// The selected process.
    pub process: Option<ProcessId>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The panel.
#[component]
pub fn GoTo(props: &GoToProps) -> Html {
    let field = use_node_ref();
    text::use_focus(&field);
    let onsubmit = {
        let (field, send) = (field.clone(), props.send.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(line) = text::take_line(&field) {
                send.emit(Msg::GoTo(line));
            }
        }
    };
    let run = |unit| act(&props.send, Msg::RunUntil(unit));
    html! {
        <section class="panel" aria-label="Go to">
            <h2>{"Go to"}</h2>
            <form class="go-form" {onsubmit}>
                <label for="go">{"A time, or # and the number of an event"}</label>
                <input id="go" ref={field} type="text" autocomplete="off" placeholder="1.5s, 412ms, #123" />
                <button type="submit" class="button primary">{"Go"}</button>
            </form>
            <h3>{"Run until"}</h3>
            <div class="go-list">
                <Button onpress={run(Unit::Drop)}>{"a message is lost"}</Button>
                <Button onpress={run(Unit::Block)}>{"somebody has to wait"}</Button>
                <Button onpress={act(&props.send, Msg::Stop(Direction::Forward))}>{"the next stop of the lesson"}</Button>
                if let Some(message) = props.message {
                    <Button onpress={run(Unit::Trip(message))}>{"something happens to the selected message"}</Button>
                }
                if let Some((process, name)) = selected(props) {
                    <Button onpress={run(Unit::LineOf(process))}>{format!("{name} executes a line")}</Button>
                    <Button onpress={run(Unit::EventOf(process))}>{format!("anything happens to {name}")}</Button>
                    <Button onpress={run(Unit::ArrivalAt(process))}>{format!("a message reaches {name}")}</Button>
                    <Button onpress={run(Unit::BlockOf(process))}>{format!("{name} has to wait")}</Button>
                }
            </div>
            <Button class="quiet" title="Esc" onpress={act(&props.send, Msg::Toggle(Panel::GoTo))}>{"Close"}</Button>
        </section>
    }
}

fn selected(props: &GoToProps) -> Option<(ProcessId, String)> {
    let stage = (*props.stage).as_ref()?;
    let process = props.process?;
    let card = stage.processes.get(process.index())?;
    Some((process, card.name.clone()))
}
