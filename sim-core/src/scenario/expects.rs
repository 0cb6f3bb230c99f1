//! From `[[expect]]` to single checks: a table about a process with three
//! keys becomes three, and one for each replica.

use super::fields::Fields;
use super::lesson::{Check, Counter, Ending, Expectation, State};
use super::problems::{At, Problems};
use super::processes::{Processes, time};
use super::rules::{conflict, exactly_one, not_with, only_with};
use crate::base::ProcessId;

/// What can be expected of a process.
const OF_PROCESS: &[&str] = &[
    "prints",
    "prints_exactly",
    "exit_code",
    "status",
    "blocked_on",
    "error",
];

/// The bounds of a count.
const BOUNDS: &[&str] = &["is", "at_least", "at_most"];

/// Most checks, replicas counted.
const CHECKS: usize = 100_000;

/// The expectations of a file, in its order.
pub fn build(
    problems: &mut Problems<'_>,
    file: &Fields,
    processes: &Processes,
) -> Vec<Expectation> {
    let mut found = Vec::new();
    for fields in file.tables("expect") {
        only_with(problems, fields, OF_PROCESS, "process");
        only_with(problems, fields, BOUNDS, "count");
        let about = ["process", "count", "ends_at_most", "ended"];
        // `ended` and `ends_at_most` are both about the end: one table may have both.
        let subjects = match fields.has("ended") && fields.has("ends_at_most") {
            true => &about[..3],
            false => &about[..],
        };
        let stray = OF_PROCESS.iter().chain(BOUNDS).any(|key| fields.has(key));
        let subject = match subjects.iter().any(|key| fields.has(key)) || !stray {
            true => exactly_one(problems, fields, subjects),
            false => None,
        };
        match subject {
            Some("process") => of_process(problems, fields, processes, &mut found),
            Some("count") => of_count(problems, fields, &mut found),
            Some(_) => of_end(problems, fields, &mut found),
            None => {}
        }
        if found.len() > CHECKS {
            let message = format!("expectations come to more than {CHECKS} checks");
            problems.error(fields.at, "too-many", message, None);
            break;
        }
    }
    found
}

fn of_process(
    problems: &mut Problems<'_>,
    fields: &Fields,
    processes: &Processes,
    found: &mut Vec<Expectation>,
) {
    let Some(name) = fields.text("process") else {
        return;
    };
    let present: Vec<&str> = OF_PROCESS
        .iter()
        .copied()
        .filter(|key| fields.has(key))
        .collect();
    if present.is_empty() {
        exactly_one(problems, fields, OF_PROCESS);
    }
    if fields.has("prints_exactly") {
        not_with(problems, fields, &["prints"], "prints_exactly");
    }
    let Some(ids) = processes.resolve(problems, name) else {
        return;
    };
    for key in present {
        let at = fields.key_at(key).unwrap_or(fields.at);
        for id in &ids {
            let check = process_check(fields, key, *id);
            found.extend(check.map(|check| expectation(problems, check, at)));
        }
    }
}

fn process_check(fields: &Fields, key: &str, process: ProcessId) -> Option<Check> {
    Some(match key {
        "prints" => Check::Prints {
            process,
            lines: lines(fields, key)?,
        },
        "prints_exactly" => Check::PrintsExactly {
            process,
            lines: lines(fields, key)?,
        },
        "exit_code" => Check::ExitCode {
            process,
            code: fields.whole(key)? as i32,
        },
        "status" => Check::State {
            process,
            state: State::from_word(fields.text(key)?.0)?,
        },
        "blocked_on" => Check::BlockedOn {
            process,
            call: fields.string(key)?,
        },
        _ => Check::Error {
            process,
            text: fields.string(key)?,
        },
    })
}

/// The lines that a text, or a list of texts, consists of.
fn lines(fields: &Fields, key: &str) -> Option<Vec<String>> {
    fields.item(key)?;
    let texts = fields.texts(key).into_iter();
    let lines = texts.flat_map(|(text, _)| match text {
        "" => vec![String::new()],
        text => text.lines().map(str::to_owned).collect(),
    });
    Some(lines.collect())
}

fn of_count(problems: &mut Problems<'_>, fields: &Fields, found: &mut Vec<Expectation>) {
    let bounds = match fields.has("at_least") && fields.has("at_most") {
        true => &BOUNDS[..2],
        false => BOUNDS,
    };
    if exactly_one(problems, fields, bounds).is_none() {
        return;
    }
    let number = |key| fields.whole(key).map(|value| value as u64);
    let (is, least, most) = (number("is"), number("at_least"), number("at_most"));
    let (at_least, at_most) = (is.or(least).unwrap_or(0), is.or(most).unwrap_or(u64::MAX));
    if at_least > at_most {
        conflict(problems, fields, "at_least", "at_most");
    }
    let counter = fields
        .text("count")
        .and_then(|(word, _)| Counter::from_word(word));
    let check = counter.map(|counter| Check::Count {
        counter,
        at_least,
        at_most,
    });
    found.extend(check.map(|check| expectation(problems, check, fields.at)));
}

fn of_end(problems: &mut Problems<'_>, fields: &Fields, found: &mut Vec<Expectation>) {
    if let Some(span) = fields.span("ends_at_most") {
        let check = Check::EndsAtMost(time(Some(span)));
        found.push(expectation(problems, check, fields.at));
    }
    let ended = fields.text("ended");
    if let Some(ending) = ended.and_then(|(word, _)| Ending::from_word(word)) {
        found.push(expectation(problems, Check::Ended(ending), fields.at));
    }
}

fn expectation(problems: &Problems<'_>, check: Check, at: At) -> Expectation {
    Expectation {
        check,
        place: problems.place(at),
    }
}
