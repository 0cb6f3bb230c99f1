//! A run as text for other tools: a Mermaid sequence diagram, and the
//! sentences as Markdown. Pictures and captures are made elsewhere.

use std::fmt::Write as _;

use super::log::log_line;
use crate::base::{MessageId, ProcessId, ThreadId};
use crate::messaging::Fact;
use crate::scenario::Lesson;
use crate::system::{Happening, ProgramFact};
use crate::trace::{Flight, Names, Trace, sentence};
use crate::world::Record;

/// Arrows of a sequence diagram: Mermaid draws no more without complaint.
const ARROWS: usize = 400;
/// Sentences of a Markdown export: a book, not a lesson.
const SENTENCES: usize = 20_000;

/// The messages between the processes of a run as a Mermaid sequence diagram.
/// Threads that hand each other messages have a participant of their own.
/// `until` is the last position that is told.
pub fn mermaid(trace: &Trace, lesson: &Lesson, until: Option<u64>) -> String {
    let mut text = String::from("sequenceDiagram\n");
    let names = trace.names(&lesson.setup);
    for process in (0..trace.index().processes() as u32).map(ProcessId) {
        let name = plain(names.process(process));
        let _ = writeln!(text, "    participant p{} as {name}", process.0);
        for thread in handing_threads(trace, process) {
            let own = trace.index().thread(process, thread).unwrap_or_default();
            let participant = mermaid_thread(process, thread);
            let _ = writeln!(
                text,
                "    participant {participant} as {name}: {}",
                plain(own)
            );
        }
    }
    let mut left = ARROWS;
    for record in trace.story(until.unwrap_or(u64::MAX)) {
        if let Some(line) = mermaid_note(record) {
            text.push_str(&line);
        }
        let flights = flights_at(trace, record);
        let mut arrows: Vec<String> = flights.filter_map(|it| mermaid_arrow(trace, it)).collect();
        if arrows.is_empty() {
            arrows.extend(mermaid_loss(trace, record));
        }
        if arrows.len() > left {
            text.push_str("    %% and more: this is as much as one diagram holds\n");
            return text;
        }
        left -= arrows.len();
        text.extend(arrows);
    }
    if let Some(position) = until {
        let _ = writeln!(text, "    Note over p0: {}", as_far_as(trace, position));
    }
    text
}

/// What is said where a run is told in part.
fn as_far_as(trace: &Trace, position: u64) -> String {
    let at = trace.time_of(position);
    format!("As far as {at}, where a question is open.")
}

/// The threads of a process besides its main thread that give or take what goes
/// through its queues, in order.
fn handing_threads(trace: &Trace, process: ProcessId) -> impl Iterator<Item = ThreadId> {
    let index = trace.index();
    let flights = index.flights().iter().filter(move |flight| {
        index.socket(flight.from).map(|socket| socket.process) == Some(process)
    });
    let ends = flights.filter_map(|flight| flight.threads);
    let mut found: Vec<ThreadId> = ends.flat_map(|(from, to)| [from, to]).collect();
    found.retain(|thread| thread.0 > 0);
    found.sort_unstable();
    found.dedup();
    found.into_iter()
}

fn mermaid_thread(process: ProcessId, thread: ThreadId) -> String {
    match thread.0 {
        0 => format!("p{}", process.0),
        own => format!("p{}t{own}", process.0),
    }
}

/// The flights that ended with this record, in the order of the run.
fn flights_at<'a>(trace: &'a Trace, record: &Record) -> impl Iterator<Item = &'a Flight> {
    let ends = record.is_arrival() || record.is_drop();
    let message = record.message().filter(|_| ends);
    let (at, socket) = (record.at, record.socket());
    let flights = trace.index().flights().iter();
    // At most a few flights carry the same message.
    flights.filter(move |flight| {
        Some(flight.message) == message
            && flight.arrives == Some(at)
            && (flight.to == socket || flight.lost)
    })
}

fn mermaid_arrow(trace: &Trace, flight: &Flight) -> Option<String> {
    let index = trace.index();
    let (gives, takes) = flight.threads.unwrap_or_default();
    let from = mermaid_thread(index.socket(flight.from)?.process, gives);
    let to = mermaid_thread(index.socket(flight.to?)?.process, takes);
    let label = mermaid_label(trace, flight.message)?;
    let arrow = if flight.lost { "-x" } else { "->>" };
    Some(format!("    {from}{arrow}{to}: {label}\n"))
}

/// A message that is lost before it has gone anywhere, or where it arrived: a
/// cross at the socket that dropped it.
fn mermaid_loss(trace: &Trace, record: &Record) -> Option<String> {
    let message = record.message().filter(|_| record.is_drop())?;
    let at = trace.index().socket(record.socket()?)?.process.0;
    let label = mermaid_label(trace, message)?;
    Some(format!("    p{at}-xp{at}: {label}\n"))
}

/// How a message begins, with the number of its parts if there are several.
fn mermaid_label(trace: &Trace, message: MessageId) -> Option<String> {
    let info = trace.index().message(message)?;
    let label = match plain(&info.label) {
        empty if empty.is_empty() => "(empty)".to_owned(),
        label => label,
    };
    let mut records = info.records.iter().filter_map(|id| trace.get(*id));
    let parts = records.find_map(|record| match &record.what {
        Happening::Messaging {
            fact: Fact::Sent { parts, .. },
            ..
        } => Some(*parts),
        _ => None,
    });
    Some(match parts {
        Some(parts) if parts > 1 => format!("{label} ({parts} parts)"),
        _ => label,
    })
}

fn mermaid_note(record: &Record) -> Option<String> {
    let Happening::Program { process, fact, .. } = &record.what else {
        return None;
    };
    let what = match fact {
        ProgramFact::Crashed => "crashes",
        ProgramFact::Started { restarts } if *restarts > 0 => "starts again",
        ProgramFact::Ended { error: Some(_), .. } => "ends with an error",
        _ => return None,
    };
    Some(format!("    Note over p{}: {what}\n", process.0))
}

/// With entities for what Mermaid would take for its own.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '#' | ';' | '%' | '<' | '>' | '"' => {
                let _ = write!(out, "#{};", u32::from(letter));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The sentences of a run as Markdown, for a lecture's notes: of messages and
/// of what becomes of programs, not of each statement.
pub fn markdown(trace: &Trace, lesson: &Lesson, until: Option<u64>) -> String {
    let mut text = format!("# {}\n\n", lesson.title);
    if let Some(goal) = &lesson.goal {
        let _ = write!(text, "{goal}\n\n");
    }
    let names = trace.names(&lesson.setup);
    let told = |record: &&Record| record.line_of().is_none();
    let story = trace.story(until.unwrap_or(u64::MAX));
    for record in story.filter(told).take(SENTENCES) {
        let _ = writeln!(
            text,
            "- `{}` {}",
            record.at,
            escaped(&sentence(record, names))
        );
    }
    if let Some(position) = until {
        let _ = write!(text, "\n*{}*\n", as_far_as(trace, position));
    }
    text
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if "*_`<>[]\\".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A record as an object of JSON: which, when, because of which, how deep,
/// whose, of which message, and its sentence.
pub fn json(record: &Record, names: Names<'_>) -> String {
    let line = log_line(record, names);
    let number = |value: Option<u64>| value.map_or("null".to_owned(), |it| it.to_string());
    let process = match line.process {
        Some(process) => json_text(names.process(process)),
        None => "null".to_owned(),
    };
    format!(
        "{{\"id\":{},\"at_ns\":{},\"position\":{},\"cause\":{},\"level\":\"{}\",\"kind\":\"{}\",\"process\":{process},\"message\":{},\"text\":{}}}",
        record.id.0,
        record.at.0,
        record.position,
        number(record.cause.map(|cause| cause.0)),
        line.level.word(),
        line.tone.word(),
        number(line.message.map(|message| message.0)),
        json_text(&line.text)
    )
}

/// A text as a string of JSON (RFC 8259, section 7).
pub fn json_text(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
