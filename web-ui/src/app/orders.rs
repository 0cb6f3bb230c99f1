//! Commands as lines of a link: `17 412000000 crash 0`. Old forms stay
//! readable, links are for ever.

use sim_core::base::{CableId, MessageId, ProcessId, Span, Time};
use sim_core::session::CableChange;
use sim_core::view::SocketOption;
use sim_core::world::Command;

use crate::engine::Given;

/// The command of a line, without position and time.
pub fn words(given: &Given) -> String {
    let (verb, process) = given.command.words();
    let verb = verb.split(' ').next().unwrap_or(verb);
    let process = process.map_or(0, |process| process.0);
    match &given.command {
        Command::Input { line, .. } => format!("{verb} {process} {}", line.replace('\n', " ")),
        // A process stood here before messages were known by number alone.
        Command::Drop { message } => format!("{verb} 0 {}", message.0),
        Command::Delay { message, by } => format!("{verb} 0 {} {}", message.0, by.0),
        Command::SetOption {
            socket,
            option,
            value,
            ..
        } => {
            let socket = socket.unwrap_or(0);
            format!("{verb} {process} {socket} {} {value}", option.name())
        }
        Command::Cable { cable, change } => format!("{verb} {}{}", cable.0, changes(change)),
        _ => format!("{verb} {process}"),
    }
}

/// A line with position and time; `None` if it cannot be read.
pub fn read(text: &str) -> Option<Given> {
    let mut parts = text.splitn(5, ' ');
    let position = parts.next()?.parse().ok()?;
    let at = Time(parts.next()?.parse().ok()?);
    let verb = parts.next()?;
    let number = parts.next()?.parse().ok()?;
    let process = ProcessId(number);
    let rest = parts.next().unwrap_or_default();
    let command = match verb {
        "type" => Command::Input {
            process,
            line: rest.to_owned(),
        },
        "end" => Command::EndOfInput { process },
        "crash" => Command::Crash { process },
        "restart" => Command::Restart { process },
        "pause" => Command::Pause { process },
        "resume" => Command::Resume { process },
        "interrupt" => Command::Interrupt { process },
        "drop" => Command::Drop {
            message: MessageId(rest.parse().ok()?),
        },
        "delay" => {
            let (message, by) = rest.split_once(' ')?;
            Command::Delay {
                message: MessageId(message.parse().ok()?),
                by: Span(by.parse().ok()?),
            }
        }
        "set" => set(process, rest)?,
        "cable" => Command::Cable {
            cable: CableId(number),
            change: read_changes(rest)?,
        },
        _ => return None,
    };
    Some(Given {
        position,
        at,
        command,
    })
}

fn set(process: ProcessId, rest: &str) -> Option<Command> {
    let mut parts = rest.split(' ');
    let socket: u32 = parts.next()?.parse().ok()?;
    Some(Command::SetOption {
        process,
        socket: (socket > 0).then_some(socket),
        option: SocketOption::of(parts.next()?)?,
        value: parts.next()?.parse().ok()?,
    })
}

fn changes(change: &CableChange) -> String {
    let numbers = [
        ("side", change.direction.map(u64::from)),
        ("up", change.up.map(u64::from)),
        ("latency", change.latency.map(|span| span.0)),
        ("jitter", change.jitter.map(|span| span.0)),
        ("bandwidth", change.bandwidth),
        ("loss", change.loss_ppm.map(u64::from)),
    ];
    let said = numbers.into_iter();
    said.filter_map(|(key, value)| Some(format!(" {key}={}", value?)))
        .collect()
}

fn read_changes(text: &str) -> Option<CableChange> {
    let mut change = CableChange::default();
    for (key, value) in text.split(' ').filter_map(|pair| pair.split_once('=')) {
        let value: u64 = value.parse().ok()?;
        match key {
            "side" => change.direction = Some(u8::from(value > 0)),
            "up" => change.up = Some(value > 0),
            "latency" => change.latency = Some(Span(value)),
            "jitter" => change.jitter = Some(Span(value)),
            "bandwidth" => change.bandwidth = Some(value),
            "loss" => change.loss_ppm = Some(value.min(1_000_000) as u32),
            _ => return None,
        }
    }
    Some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_as_it_was_written() {
        for line in [
            "17 5 crash 0",
            "18 9 type 1 a b",
            "19 9 drop 0 4",
            "19 9 delay 0 4 200000000",
            "20 9 set 2 1 SNDHWM 8",
            "20 9 set 2 0 SO_RCVBUF 4096",
            "21 9 cable 3 up=0",
            "21 9 cable 3 side=1 latency=5 bandwidth=1000 loss=20000",
        ] {
            let given = read(line).unwrap_or_else(|| panic!("{line}"));
            let again = format!("{} {} {}", given.position, given.at.0, words(&given));
            assert_eq!(again, line);
        }
        for line in [
            "17 5 freeze 0",
            "1 1 cable 3 colour=1",
            "1 1 set 0 1 LINGER 1",
            "x",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
