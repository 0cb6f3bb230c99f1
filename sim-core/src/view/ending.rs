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
        State::Killed => Some(format!("{} was killed", process.name)),
        _ => None,
    };
    let processes = world.system().processes().iter();
    let words: Vec<String> = processes.filter_map(dead).collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(", {}", listed(words)),
    }
}

/// Sentences that are told one by one.
const TOLD: usize = 8;

/// The first of them, and how many more there are.
fn listed(mut words: Vec<String>) -> String {
    let more = words.len().saturating_sub(TOLD);
    words.truncate(TOLD);
    match more {
        0 => words.join(", "),
        _ => format!("{} and {more} more", words.join(", ")),
    }
}

fn waiting(world: &World) -> String {
    let processes = world.system().processes().iter();
    let is_left =
        |process: &&Process| !matches!(process.activity(), Activity::Ended | Activity::Crashed);
    let left = processes.filter(is_left);
    listed(together(
        left.map(|it| (&*it.name, does(world, it))).collect(),
    ))
}

/// Each with what it does; of very many, those that do the same are told once.
fn together(all: Vec<(&str, String)>) -> Vec<String> {
    if all.len() <= TOLD {
        let one = |(name, does)| format!("{name} {does}");
        return all.into_iter().map(one).collect();
    }
    let mut rows: Vec<(&str, String, usize)> = Vec::new();
    for (name, does) in all {
        match rows.iter_mut().find(|row| row.1 == does) {
            Some(row) => row.2 += 1,
            None => rows.push((name, does, 0)),
        }
    }
    let row = |(name, does, others): (&str, String, usize)| match others {
        0 => format!("{name} {does}"),
        1 => format!("{name} {does}, like one other"),
        _ => format!("{name} {does}, like {others} others"),
    };
    rows.into_iter().map(row).collect()
}

/// What a process does that has not ended.
fn does(world: &World, process: &Process) -> String {
    match process.blocked_on() {
        _ if process.activity() == Activity::Asleep => "sleeps".to_owned(),
        Some("input") => "waits for input".to_owned(),
        Some(call) if process.activity() != Activity::Paused => format!("waits in {call}"),
        _ if process.activity() == Activity::Running => running(world, process),
        _ => format!("is {}", state_words(process)),
    }
}

/// A program that still runs at the end of its time is probably in a loop: its
/// place is what one wants to know.
fn running(world: &World, process: &Process) -> String {
    let program = &world.setup().processes[process.origin.index()].program;
    match super::code::statement(process, program) {
        (0, _) => "is running".to_owned(),
        (line, statement) => format!("is in line {line}: {statement}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_it_is_said_how_many() {
        let waits = |count: usize| vec![("w", "waits in recv".to_owned()); count];
        let cases = [
            (waits(1), "w waits in recv"),
            (waits(2), "w waits in recv, w waits in recv"),
            (waits(9), "w waits in recv, like 8 others"),
            (
                [waits(40), vec![("sink", "sleeps".to_owned())]].concat(),
                "w waits in recv, like 39 others, sink sleeps",
            ),
        ];
        for (all, expected) in cases {
            assert_eq!(listed(together(all)), expected);
        }
        let different = |at: usize| ("w", format!("is in line {at}"));
        let all: Vec<_> = (0..40).map(different).collect();
        assert!(listed(together(all)).ends_with("w is in line 7 and 32 more"));
    }
}
