//! Whether a run was as its scenario expects, and the answers to its
//! questions, computed from the run.

use serde::Serialize;

use super::Session;
use crate::base::{Place, ProcessId, Time};
use crate::messaging::Fact;
use crate::scenario::{Answer, Check, Counter, Ending, Expectation};
use crate::system::{Happening, Process, Stream};
use crate::world::Ended;

/// One expectation and how it went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// True if the run was as expected.
    pub ok: bool,
    /// What was expected, and what was seen if that was something else.
    pub text: String,
    /// Where the file says it.
    pub place: Place,
}

/// Computes the run to its end and judges every expectation of the file.
pub fn verdicts(session: &mut Session) -> Vec<Verdict> {
    session.compute_all();
    let lesson = session.lesson.clone();
    lesson.expectations.iter().map(|expectation| judge(session, expectation)).collect()
}

fn judge(session: &Session, expectation: &Expectation) -> Verdict {
    let (ok, text) = match &expectation.check {
        Check::Prints { process, lines } => prints(session, *process, lines),
        Check::PrintsExactly { process, lines } => prints_exactly(session, *process, lines),
        Check::ExitCode { process, code } => {
            compare(&format!("{}'s exit status", name(session, *process)), exit_code(session, *process), Some(*code))
        }
        Check::State { process, state } => {
            compare(name(session, *process), Some(last(session, *process).activity().word()), Some(state.word()))
        }
        Check::BlockedOn { process, call } => {
            let seen = last(session, *process).blocked_on();
            compare(&format!("the call {} waits in", name(session, *process)), seen, Some(call.as_str()))
        }
        Check::Error { process, text } => error(session, *process, text),
        Check::Count { counter, at_least, at_most } => count(session, *counter, *at_least, *at_most),
        Check::EndsAtMost(time) => {
            let end = session.head.end_time().unwrap_or(Time::NEVER);
            (end <= *time, format!("the run ends by {time}: it ended at {end}"))
        }
        Check::Ended(ending) => {
            compare("why the run ended", session.head.ended().map(Ended::word), Some(expected(*ending).word()))
        }
    };
    Verdict { ok, text, place: expectation.place.clone() }
}

fn compare<T: PartialEq + std::fmt::Debug>(what: &str, seen: Option<T>, wanted: Option<T>) -> (bool, String) {
    let show = |value: &Option<T>| value.as_ref().map_or("nothing".to_owned(), |value| format!("{value:?}"));
    match seen == wanted {
        true => (true, format!("{what} is {}", show(&seen))),
        false => (false, format!("{what} is {}, expected {}", show(&seen), show(&wanted))),
    }
}

fn name(session: &Session, process: ProcessId) -> &str {
    &session.lesson.setup.processes[process.index()].name
}

fn last(session: &Session, process: ProcessId) -> &Process {
    session.head.system().process(process)
}

fn exit_code(session: &Session, process: ProcessId) -> Option<i32> {
    last(session, process).exit_code()
}

fn output(session: &Session, process: ProcessId) -> Vec<String> {
    last(session, process).terminal.text(Stream::Stdout).lines().map(str::to_owned).collect()
}

fn prints(session: &Session, process: ProcessId, lines: &[String]) -> (bool, String) {
    let printed = output(session, process);
    let mut rest = printed.iter();
    let missing = lines.iter().find(|line| !rest.any(|printed| printed == *line));
    let who = name(session, process);
    match missing {
        None => (true, format!("{who} prints {} expected {}", lines.len(), if lines.len() == 1 { "line" } else { "lines" })),
        Some(line) => (false, format!("{who} does not print {line:?} (in this order); it printed {printed:?}")),
    }
}

fn prints_exactly(session: &Session, process: ProcessId, lines: &[String]) -> (bool, String) {
    let printed = output(session, process);
    let who = name(session, process);
    match printed == lines {
        true => (true, format!("{who} prints exactly the expected lines")),
        false => (false, format!("{who} printed {printed:?}, expected exactly {lines:?}")),
    }
}

fn error(session: &Session, process: ProcessId, text: &str) -> (bool, String) {
    let printed = last(session, process).terminal.text(Stream::Stderr);
    let who = name(session, process);
    match printed.contains(text) {
        true => (true, format!("{who}'s standard error contains {text:?}")),
        false => (false, format!("{who}'s standard error does not contain {text:?}; it is {printed:?}")),
    }
}

fn count(session: &Session, counter: Counter, at_least: u64, at_most: u64) -> (bool, String) {
    let counts = session.trace.index().counts();
    let (what, seen) = match counter {
        Counter::Sent => ("sent", counts.sent),
        Counter::Delivered => ("delivered", counts.delivered),
        Counter::Received => ("received", counts.received),
        Counter::Dropped => ("dropped", counts.dropped),
    };
    let wanted = match (at_least, at_most) {
        (least, most) if least == most => format!("{least}"),
        (least, u64::MAX) => format!("at least {least}"),
        (0, most) => format!("at most {most}"),
        (least, most) => format!("{least} to {most}"),
    };
    ((at_least..=at_most).contains(&seen), format!("{what} messages: {seen}, expected {wanted}"))
}

fn expected(ending: Ending) -> Ended {
    match ending {
        Ending::AllEnded => Ended::ProgramsEnded,
        Ending::Quiet => Ended::NothingCanHappen,
        Ending::StopTime => Ended::StopTime,
        Ending::Limit => Ended::EventLimit,
    }
}

/// The right answer to the question of stop `index`, once the run has come
/// that far and far enough to know; computed from the run, so it stays right
/// when the scenario is changed.
pub fn answer(session: &mut Session, index: usize) -> Option<String> {
    let lesson = session.lesson.clone();
    let question = lesson.stops.get(index)?.question.as_ref()?;
    match question.answer.as_ref()? {
        Answer::Choice(choice) => question.choices.get(*choice).cloned(),
        Answer::Text(text) => Some(text.clone()),
        Answer::ReceiverOf(text) => {
            session.compute_all();
            let from = session.stops().iter().find(|mark| mark.index == index)?.position;
            receiver(session, text, from).map(|process| name(session, process).to_owned())
        }
    }
}

/// Who gets the first message that leaves after position `from` and begins with `text`.
fn receiver(session: &Session, text: &str, from: u64) -> Option<ProcessId> {
    let trace = &session.trace;
    trace.records()[trace.after(from)..].iter().find_map(|record| match &record.what {
        Happening::Messaging { process, fact: Fact::Arrived { message, .. } } => {
            trace.index().message(*message)?.label.contains(text).then_some(*process)?
        }
        _ => None,
    })
}
