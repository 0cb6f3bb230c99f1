//! From `drop`, `delay` and `option` of `[[fault]]` to planned commands: what
//! somebody who watches can do to a message or a socket.

use super::fields::Fields;
use super::problems::Problems;
use super::processes::Processes;
use crate::base::{MessageId, ProcessId, Time};
use crate::messaging::SocketOption;
use crate::world::{Command, Planned};

/// The keys of a fault that concern messages and sockets.
pub const KEYS: [&str; 3] = ["drop", "delay", "option"];

/// Adds the commands to `planned`, which stays in order of time.
pub fn add(
    problems: &mut Problems<'_>,
    file: &Fields,
    processes: &Processes,
    planned: &mut Vec<Planned>,
) {
    for fields in file.tables("fault") {
        let Some(at) = fields.span("at").map(|at| Time::ZERO + at) else {
            continue;
        };
        let of_message = drop(fields).or_else(|| delay(fields));
        let mut commands: Vec<Command> = of_message.into_iter().collect();
        if let Some(set) = fields.table("option") {
            commands.extend(options(problems, processes, set));
        }
        let commands = commands.into_iter();
        planned.extend(commands.map(|command| Planned { at, command }));
    }
    planned.sort_by_key(|planned| planned.at);
}

fn drop(fields: &Fields) -> Option<Command> {
    let message = message(fields, "drop")?;
    Some(Command::Drop { message })
}

fn delay(fields: &Fields) -> Option<Command> {
    let table = fields.table("delay")?;
    Some(Command::Delay {
        message: message(table, "message")?,
        by: table.span("by")?,
    })
}

fn message(fields: &Fields, key: &str) -> Option<MessageId> {
    let number = fields.whole(key)?;
    u64::try_from(number).ok().map(MessageId)
}

/// One command for each process that is meant.
fn options(problems: &mut Problems<'_>, processes: &Processes, set: &Fields) -> Vec<Command> {
    let ids = set
        .text("process")
        .and_then(|target| processes.resolve(problems, target));
    let named = set
        .text("name")
        .and_then(|(name, _)| SocketOption::of(name));
    let value = set.whole("value").and_then(|v| u32::try_from(v).ok());
    let (Some(ids), Some(option), Some(value)) = (ids, named, value) else {
        return Vec::new();
    };
    let socket = set.whole("socket").and_then(|n| u32::try_from(n).ok());
    let command = |process: ProcessId| Command::SetOption {
        process,
        socket,
        option,
        value,
    };
    ids.into_iter().map(command).collect()
}
