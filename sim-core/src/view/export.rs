//! A run as text for other tools: a Mermaid sequence diagram, and the
//! sentences as Markdown. Pictures and captures are made elsewhere.

use std::fmt::Write as _;

use crate::base::ProcessId;
use crate::scenario::Lesson;
use crate::system::{Happening, ProgramFact};
use crate::trace::{Flight, Trace, sentence};
use crate::world::Record;

/// Arrows of a sequence diagram: Mermaid draws no more without complaint.
const ARROWS: usize = 400;
/// Sentences of a Markdown export: a book, not a lesson.
const SENTENCES: usize = 20_000;

/// The messages of a run as a Mermaid sequence diagram.
pub fn mermaid(trace: &Trace, lesson: &Lesson) -> String {
    let mut text = String::from("sequenceDiagram\n");
    let names = trace.names(&lesson.setup);
    for at in 0..trace.index().processes() {
        let name = plain(names.process(ProcessId(at as u32)));
        let _ = writeln!(text, "    participant p{at} as {name}");
    }
    let mut left = ARROWS;
    for record in trace.story(u64::MAX) {
        if let Some(line) = mermaid_note(record) {
            text.push_str(&line);
        }
        let flights = flights_at(trace, record);
        for flight in flights {
            let Some(line) = mermaid_arrow(trace, flight) else {
                continue;
            };
            if left == 0 {
                let _ = writeln!(
                    text,
                    "    %% {} more",
                    trace.index().flights().len() - ARROWS
                );
                return text;
            }
            left -= 1;
            text.push_str(&line);
        }
    }
    text
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
    let from = index.socket(flight.from)?.process.0;
    let to = index.socket(flight.to?)?.process.0;
    let label = plain(&index.message(flight.message)?.label);
    let label = if label.is_empty() { "(empty)" } else { &label };
    let arrow = if flight.lost { "--x" } else { "->>" };
    Some(format!("    p{from}{arrow}p{to}: {label}\n"))
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

/// Without what Mermaid would take for its own.
fn plain(text: &str) -> String {
    let keep = |c: char| if ";:#%<>\"\n".contains(c) { ' ' } else { c };
    text.chars().map(keep).collect()
}

/// The sentences of a run as Markdown, for a lecture's notes.
pub fn markdown(trace: &Trace, lesson: &Lesson) -> String {
    let mut text = format!("# {}\n\n", lesson.title);
    if let Some(goal) = &lesson.goal {
        let _ = write!(text, "{goal}\n\n");
    }
    let names = trace.names(&lesson.setup);
    for record in trace.story(u64::MAX).take(SENTENCES) {
        let _ = writeln!(
            text,
            "- `{}` {}",
            record.at,
            escaped(&sentence(record, names))
        );
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
