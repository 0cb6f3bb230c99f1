//! How a run ended, in words.

use super::stage::state_words;
use crate::base::limits;
use crate::system::{Activity, Process, State};
use crate::world::{Ended, World};

/// Why the run in `world` ended, with who still waits.
pub fn ending(world: &World, why: Ended) -> String {
    let left = waiting(world);
    match why {
        Ended::ProgramsEnded => format!("All programs have ended{}.", died(world)),
        Ended::NothingCanHappen => format!("Nothing can happen any more: {left}."),
        Ended::StopTime if left.is_empty() => {
            format!("The scenario stops at {}.", world.setup().stop)
        }
        Ended::StopTime => format!("The scenario stops at {}: {left}.", world.setup().stop),
        Ended::RecordLimit => {
            format!(
                "The run is stopped after {} records, the most that are kept; {left}.",
                limits::RECORDS
            )
        }
        Ended::EventLimit => {
            format!(
                "The run is stopped after {} events, its limit; {left}.",
                world.setup().max_events
            )
        }
    }
}

/// Who ended by an exception: a run in which a program dies has not simply ended.
fn died(world: &World) -> String {
    let dead = |process: &Process| match &process.state {
        State::Ended(exit) => {
            let error = exit.error.as_ref()?;
            Some(format!("{} with {error}", process.name))
        }
        _ => None,
    };
    let processes = world.system().processes().iter();
    let words: Vec<String> = processes.filter_map(dead).take(8).collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(", {}", words.join(", ")),
    }
}

fn waiting(world: &World) -> String {
    let is_left =
        |process: &&Process| !matches!(process.activity(), Activity::Ended | Activity::Crashed);
    let say = |process: &Process| {
        let name = &process.name;
        match process.blocked_on() {
            _ if process.activity() == Activity::Asleep => format!("{name} sleeps"),
            Some("input") => format!("{name} waits for input"),
            Some(call) if process.activity() != Activity::Paused => {
                format!("{name} waits in {call}")
            }
            _ if process.activity() == Activity::Running => running(world, process, name),
            _ => format!("{name} is {}", state_words(process)),
        }
    };
    let words: Vec<String> = world
        .system()
        .processes()
        .iter()
        .filter(is_left)
        .take(8)
        .map(say)
        .collect();
    words.join(", ")
}

/// A program that still runs at the end of its time is probably in a loop: its
/// place is what one wants to know.
fn running(world: &World, process: &Process, name: &str) -> String {
    let program = &world.setup().processes[process.origin.index()].program;
    match super::code::statement(process, program) {
        (0, _) => format!("{name} is running"),
        (line, statement) => format!("{name} is in line {line}: {statement}"),
    }
}
