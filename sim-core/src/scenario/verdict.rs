//! Expectations held against a run that is over. Says for each whether it
//! holds, what was expected and what there was instead.

use serde::Serialize;

use super::lesson::{Check, Counter, Ending, Lesson, State};
use crate::base::{ProcessId, Time};

/// What a run came to, as far as expectations can be about it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// When it ended.
    pub ended_at: Time,
    /// Why it ended.
    pub ending: Ending,
    /// The processes, in order of the scenario.
    pub processes: Vec<ProcessOutcome>,
    /// Messages given to a socket by a program.
    pub sent: u64,
    /// Messages come to the receiver's queue.
    pub delivered: u64,
    /// Messages taken from a socket by a program.
    pub received: u64,
    /// Messages lost.
    pub dropped: u64,
    /// How often each `WireEvent` happened, by its number.
    pub wire: Vec<u64>,
}

impl Outcome {
    /// One of its numbers.
    pub fn count(&self, counter: Counter) -> u64 {
        match counter {
            Counter::Sent => self.sent,
            Counter::Delivered => self.delivered,
            Counter::Received => self.received,
            Counter::Dropped => self.dropped,
            Counter::Wire(event) => self.wire.get(event as usize).copied().unwrap_or(0),
        }
    }
}

/// What became of one process.
#[derive(Clone, Debug)]
pub struct ProcessOutcome {
    /// All it printed.
    pub stdout: String,
    /// All its error output.
    pub stderr: String,
    /// What it was doing at the end of the run.
    pub state: State,
    /// Its exit code, if it has ended.
    pub exit_code: Option<i32>,
    /// The call it was blocked in, if it was.
    pub blocked_on: Option<String>,
}

/// Whether an expectation holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// True if it holds.
    pub holds: bool,
    /// The line of the file that states it, from 1.
    pub line: u32,
    /// What is expected, such as ``client prints `Hello` ``.
    pub expected: String,
    /// What there was instead; empty if it holds.
    pub found: String,
}

/// The verdict on each expectation of a lesson, in order of the file.
pub fn judge(lesson: &Lesson, outcome: &Outcome) -> Vec<Verdict> {
    let expectations = lesson.expectations.iter();
    expectations
        .map(|expectation| {
            let name = |id: ProcessId| lesson.setup.processes[id.index()].name.as_str();
            let (expected, result) = check(&expectation.check, outcome, name);
            Verdict {
                holds: result.is_ok(),
                line: expectation.place.line,
                expected,
                found: result.err().unwrap_or_default(),
            }
        })
        .collect()
}

/// What is expected, and either that it holds or what there was instead.
fn check<'n>(
    check: &Check,
    outcome: &Outcome,
    name: impl Fn(ProcessId) -> &'n str,
) -> (String, Result<(), String>) {
    match check {
        Check::Count {
            counter,
            at_least,
            at_most,
        } => count(*counter, *at_least, *at_most, outcome),
        Check::EndsAtMost(latest) => (
            format!("the run ends by {latest}"),
            otherwise(outcome.ended_at <= *latest, || {
                format!("it ended at {}", outcome.ended_at)
            }),
        ),
        Check::Ended(ending) => (
            format!("the run ends as `{}`", ending.word()),
            otherwise(outcome.ending == *ending, || {
                format!("it ended as `{}`", outcome.ending.word())
            }),
        ),
        Check::Prints { process, .. }
        | Check::PrintsExactly { process, .. }
        | Check::ExitCode { process, .. }
        | Check::State { process, .. }
        | Check::BlockedOn { process, .. }
        | Check::Error { process, .. } => {
            of_process(check, &outcome.processes[process.index()], name(*process))
        }
    }
}

fn otherwise(holds: bool, found: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(found()) }
}

fn count(
    counter: Counter,
    least: u64,
    most: u64,
    outcome: &Outcome,
) -> (String, Result<(), String>) {
    let number = outcome.count(counter);
    let what = match counter {
        Counter::Wire(event) => format!("times `{}`", event.word()),
        messages => format!("{} messages", messages.word()),
    };
    let bounds = match (least, most) {
        (least, most) if least == most => format!("{least}"),
        (least, u64::MAX) => format!("at least {least}"),
        (0, most) => format!("at most {most}"),
        (least, most) => format!("{least} to {most}"),
    };
    (
        format!("{what}: {bounds}"),
        otherwise((least..=most).contains(&number), || format!("{number}")),
    )
}

fn of_process(check: &Check, found: &ProcessOutcome, name: &str) -> (String, Result<(), String>) {
    match check {
        Check::Prints { lines, .. } => (
            format!("{name} prints {}", shown(lines)),
            in_order(lines, &found.stdout),
        ),
        Check::PrintsExactly { lines, .. } => (
            format!("{name} prints exactly {}", shown(lines)),
            exactly(lines, &found.stdout),
        ),
        Check::ExitCode { code, .. } => (
            format!("{name} ends with exit code {code}"),
            otherwise(found.exit_code == Some(*code), || match found.exit_code {
                Some(code) => format!("exit code {code}"),
                None => format!("it has not ended: {}", state(found)),
            }),
        ),
        Check::State { state: wanted, .. } => (
            format!("{name} is `{}`", wanted.word()),
            otherwise(found.state == *wanted, || state(found)),
        ),
        Check::BlockedOn { call, .. } => (
            format!("{name} is blocked in {call}"),
            otherwise(is_blocked_in(found, call), || state(found)),
        ),
        Check::Error { text, .. } => (
            format!("{name} reports `{text}`"),
            otherwise(found.stderr.contains(text.as_str()), || {
                match found.stderr.trim_end().lines().last() {
                    Some(last) => format!("its last line of error output is `{last}`"),
                    None => "its error output is empty".into(),
                }
            }),
        ),
        Check::Count { .. } | Check::EndsAtMost(_) | Check::Ended(_) => {
            unreachable!("invariant: checks about a process only")
        }
    }
}

fn state(found: &ProcessOutcome) -> String {
    match &found.blocked_on {
        Some(call) => format!("it is `{}` in {call}", found.state.word()),
        None => format!("it is `{}`", found.state.word()),
    }
}

/// `recv` is met by `recv` and by `socket.recv`.
fn is_blocked_in(found: &ProcessOutcome, call: &str) -> bool {
    let Some(blocked) = &found.blocked_on else {
        return false;
    };
    blocked == call || blocked.rsplit('.').next() == Some(call)
}

/// A few lines in a sentence.
fn shown(lines: &[String]) -> String {
    const FEW: usize = 3;
    let first: Vec<String> = lines.iter().take(FEW).map(|l| format!("`{l}`")).collect();
    match lines.len() {
        0 => "nothing".into(),
        count if count > FEW => format!("{} and {} more lines", first.join(", "), count - FEW),
        _ => first.join(", "),
    }
}

fn in_order(lines: &[String], output: &str) -> Result<(), String> {
    let mut printed = output.lines();
    for line in lines {
        if !printed.any(|found| found == line) {
            return Err(match output.lines().any(|found| found == line) {
                true => format!("`{line}` is there, but not in this order"),
                false => format!("no line `{line}`"),
            });
        }
    }
    Ok(())
}

fn exactly(lines: &[String], output: &str) -> Result<(), String> {
    let printed: Vec<&str> = output.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        match printed.get(index) {
            Some(found) if found == line => {}
            Some(found) => return Err(format!("line {} is `{found}`", index + 1)),
            None => return Err(format!("only {} lines", printed.len())),
        }
    }
    otherwise(printed.len() == lines.len(), || {
        format!("one more line: `{}`", printed[lines.len()])
    })
}
