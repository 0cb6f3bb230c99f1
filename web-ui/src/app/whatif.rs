//! What is done to the run at the cursor beyond crash and pause: to messages,
//! cables and sockets. Each is a command of the core and begins a branch.

use sim_core::base::{CableId, MessageId, ProcessId};
use sim_core::session::CableChange;
use sim_core::view::{CableCard, Fate, Queue, Stage};
use sim_core::world::Command;

use super::msg::{Panel, Setting};
use super::state::State;
use crate::engine::{bandwidth, duration};

/// Opens what can be done to the run.
pub fn open(state: &mut State) {
    state.view.panel = Some(Panel::WhatIf);
    state.view.editor = false;
}

/// Selects a line between two processes and shows what can be done to it.
pub fn select_link(state: &mut State, from: ProcessId, to: ProcessId) {
    state.view.link = Some((from, to));
    open(state);
}

/// Any command at the cursor.
pub fn give(state: &mut State, command: Command) {
    state.hush();
    if let Some(run) = &mut state.run {
        run.apply(command);
    }
}

/// Why a message cannot be taken away, if nothing of it is in a queue or on a
/// cable. Of long queues only the first messages are known: then it may be there.
pub fn gone(stage: &Stage, message: MessageId) -> Option<&'static str> {
    let mut flying = stage.envelopes.iter();
    match flying.find(|it| it.message == message) {
        Some(it) if it.fate == Fate::Lost => return Some("It is lost already."),
        Some(it) if it.fate == Fate::Delayed => {
            return Some("Its frame is lost already: TCP will send it again.");
        }
        Some(_) => return None,
        None => {}
    }
    let holds = |queue: &Queue| {
        let seen = queue.head.iter().any(|it| it.message == message);
        seen || queue.fill as usize > queue.head.len()
    };
    let mut queues = stage.processes.iter().flat_map(|card| &card.queues);
    let waits = queues.any(holds);
    (!waits).then_some(
        "Nothing of this message is in a queue or on a cable now: there is nothing to drop.",
    )
}

/// Takes the selected message out of the queue it waits in, or off its way.
pub fn drop_message(state: &mut State) {
    match state.view.message {
        Some(message) => {
            let run = state.run.as_ref();
            let stage = run.and_then(|run| (*run.pictures().stage).as_ref());
            match stage.and_then(|stage| gone(stage, message)) {
                Some(word) => state.notice = Some(word.to_owned()),
                None => give(state, Command::Drop { message }),
            }
        }
        None => {
            let word = "Select a message first: an envelope, an arrow, or one in a queue.";
            state.notice = Some(word.to_owned());
        }
    }
}

/// Sets something to what was written, if that can be read.
pub fn set(state: &mut State, what: Setting, text: &str) {
    match command(what, text.trim()) {
        Ok(command) => give(state, command),
        Err(expected) => {
            let word = format!("“{}” cannot be used here: write {expected}", text.trim());
            state.notice = Some(word);
        }
    }
}

/// The command that sets it.
///
/// Errors: what was expected.
fn command(what: Setting, text: &str) -> Result<Command, &'static str> {
    let cable = |cable: CableId, change: CableChange| Command::Cable { cable, change };
    Ok(match what {
        Setting::Loss(id) => {
            let number: Result<f64, _> = text.trim_end_matches('%').trim().parse();
            let percent = number.ok().filter(|part| (0.0..=100.0).contains(part));
            let percent = percent.ok_or("a number of per cent, such as 20")?;
            let loss_ppm = Some((percent * 10_000.0).round() as u32);
            let change = CableChange {
                loss_ppm,
                ..CableChange::default()
            };
            cable(id, change)
        }
        Setting::Latency(id) => {
            let latency = duration(text).map_err(|_| "a time with its unit, such as 20ms")?;
            let change = CableChange {
                latency: Some(latency),
                ..CableChange::default()
            };
            cable(id, change)
        }
        Setting::Bandwidth(id) => {
            let bits = bandwidth(text).map_err(|_| "bits a second with their unit, as 10Mbit/s")?;
            let change = CableChange {
                bandwidth: Some(bits),
                ..CableChange::default()
            };
            cable(id, change)
        }
        Setting::Option(process, socket, option) => Command::SetOption {
            process,
            socket: Some(socket),
            option,
            value: text.parse().map_err(|_| "a whole number, such as 8")?,
        },
        Setting::Delay(message) => Command::Delay {
            message,
            by: duration(text).map_err(|_| "a time with its unit, such as 200ms")?,
        },
    })
}

/// What cuts a cable, or mends it.
pub fn cut_or_mend(cable: &CableCard) -> Command {
    Command::Cable {
        cable: cable.id,
        change: CableChange {
            up: Some(!cable.up),
            ..CableChange::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use sim_core::base::Span;

    use super::*;

    #[test]
    fn what_is_written_is_read_or_refused() {
        let cable = CableId(1);
        let lossy = command(Setting::Loss(cable), "2.5 %");
        let change = CableChange {
            loss_ppm: Some(25_000),
            ..CableChange::default()
        };
        assert_eq!(lossy, Ok(Command::Cable { cable, change }));
        let message = MessageId(3);
        let by = Span::from_millis(200);
        assert_eq!(
            command(Setting::Delay(message), "200 ms"),
            Ok(Command::Delay { message, by })
        );
        for (what, text) in [
            (Setting::Loss(cable), "101"),
            (Setting::Loss(cable), "<b>"),
            (Setting::Latency(cable), "20"),
            (Setting::Bandwidth(cable), "fast"),
            (Setting::Delay(message), "-1s"),
        ] {
            assert!(command(what, text).is_err(), "{text}");
        }
    }
}
