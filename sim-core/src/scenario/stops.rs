//! From `[[stop_at]]` to stops: conditions, narration and questions, with all
//! names resolved.

use super::fields::{Fields, Value};
use super::lesson::{Answer, Condition, Counter, Level, MessageEvent, Question, State, Stop, Tab};
use super::network::{Network, unknown_host};
use super::problems::{Problems, nearest};
use super::processes::{Processes, time};
use super::rules::{exactly_one, not_with, only_with};
use super::wire_event::WireEvent;
use crate::base::ProcessId;
use crate::network::Detail;

/// The conditions that `when` can state.
const CONDITIONS: &[&str] = &[
    "blocked", "state", "line", "message", "drop", "prints", "wire",
];

/// The stops of a file, in its order.
pub fn build(
    problems: &mut Problems<'_>,
    file: &Fields,
    processes: &Processes,
    network: &Network,
    detail: Detail,
) -> Vec<Stop> {
    let tables = file.tables("stop_at");
    tables
        .filter_map(|fields| {
            let question = question(problems, fields);
            check_depth(problems, fields, detail);
            let level = level(problems, fields, detail);
            let shown = fields.text("process");
            let shown = shown.and_then(|name| processes.resolve(problems, name));
            let when = condition(problems, fields, processes, network)?;
            Some(Stop {
                when,
                nth: fields.whole("nth").map_or(1, |nth| nth as u32),
                level,
                tab: fields.text("tab").and_then(|it| Tab::from_word(it.0)),
                process: shown.and_then(|ids| ids.first().copied()),
                say: fields.string("say").map(|say| say.trim().to_owned()),
                question,
                place: problems.place(fields.at),
            })
        })
        .collect()
}

/// How deep the stage is to look; below the messages there must be something.
pub fn level(problems: &mut Problems<'_>, fields: &Fields, detail: Detail) -> Option<Level> {
    let (word, at) = fields.text("level")?;
    let level = Level::from_word(word)?;
    if level > Level::Messages && detail == Detail::Messages {
        let message = format!("there are no {word} to see in a run that has only messages");
        let help = Some("write detail = \"packets\" at the top of the file".into());
        problems.error(at, "bad-value", message, help);
    }
    Some(level)
}

/// What only packets can do does not happen in a run without them.
fn check_depth(problems: &mut Problems<'_>, fields: &Fields, detail: Detail) {
    let wire = fields.table("when").and_then(|when| when.item("wire"));
    if let Some(item) = wire
        && detail == Detail::Messages
    {
        let message = "`wire` needs packets, and this run has only messages".to_owned();
        let help = Some("write detail = \"packets\" at the top of the file".into());
        problems.error(item.at, "bad-value", message, help);
    }
}

fn condition(
    problems: &mut Problems<'_>,
    fields: &Fields,
    processes: &Processes,
    network: &Network,
) -> Option<Condition> {
    match exactly_one(problems, fields, &["at", "when"])? {
        "at" => {
            not_with(problems, fields, &["nth"], "at");
            Some(Condition::At(time(fields.span("at"))))
        }
        _ => when(problems, fields.table("when")?, processes, network),
    }
}

fn when(
    problems: &mut Problems<'_>,
    fields: &Fields,
    processes: &Processes,
    network: &Network,
) -> Option<Condition> {
    only_with(problems, fields, &["event"], "message");
    only_with(problems, fields, &["host"], "wire");
    // An unknown name is reported even if the condition is wrong, too.
    let whose = fields.text("process");
    let ids = whose.and_then(|name| processes.resolve(problems, name));
    let which = exactly_one(problems, fields, CONDITIONS)?;
    match which {
        "message" | "drop" | "wire" => not_with(problems, fields, &["process"], which),
        "blocked" | "state" | "line" => only_with(problems, fields, &[which], "process"),
        _ => {}
    }
    match which {
        "blocked" => {
            only_true(problems, fields, "blocked")?;
            Some(Condition::State {
                processes: ids?,
                state: State::Blocked,
            })
        }
        "state" => Some(Condition::State {
            processes: ids?,
            state: State::from_word(fields.text("state")?.0)?,
        }),
        "line" => line(problems, fields, processes, ids?),
        "message" => Some(Condition::Message {
            text: not_blank(problems, fields, "message")?,
            event: fields
                .text("event")
                .and_then(|(word, _)| MessageEvent::from_word(word))
                .unwrap_or(MessageEvent::Sent),
        }),
        "drop" => {
            only_true(problems, fields, "drop")?;
            Some(Condition::Drop)
        }
        "wire" => wire(problems, fields, network),
        _ => Some(Condition::Prints {
            processes: match (fields.has("process"), ids) {
                (true, ids) => ids?,
                (false, _) => Vec::new(),
            },
            text: not_blank(problems, fields, "prints")?,
        }),
    }
}

fn wire(problems: &mut Problems<'_>, fields: &Fields, network: &Network) -> Option<Condition> {
    let event = WireEvent::from_word(fields.text("wire")?.0)?;
    let host = match fields.text("host") {
        None => None,
        Some((name, at)) => match network.host(name) {
            Some(host) => Some(host),
            None => {
                unknown_host(problems, name, at, || network.names());
                return None;
            }
        },
    };
    Some(Condition::Wire { event, host })
}

/// A flag that only makes sense when it is true.
fn only_true(problems: &mut Problems<'_>, fields: &Fields, key: &str) -> Option<()> {
    if fields.flag(key)? {
        return Some(());
    }
    let at = fields.item(key)?.at;
    let message = format!("`{key}` can only be true here");
    let help = Some("for another state, write `state`, for example: state = \"running\"".into());
    problems.error(at, "bad-value", message, help);
    None
}

/// A text to look for; an empty one would be found everywhere.
pub fn not_blank(problems: &mut Problems<'_>, fields: &Fields, key: &str) -> Option<String> {
    let (text, at) = fields.text(key)?;
    if !text.trim().is_empty() {
        return Some(text.to_owned());
    }
    let message = format!("`{key}` is empty");
    problems.error(at, "bad-value", message, fields.example(key));
    None
}

/// A line by its number or by a part of its text.
fn line(
    problems: &mut Problems<'_>,
    fields: &Fields,
    processes: &Processes,
    ids: Vec<ProcessId>,
) -> Option<Condition> {
    let item = fields.item("line")?;
    // Replicas share one program.
    let program = &processes.setups[ids.first()?.index()].program;
    let line = match &item.value {
        Value::Whole(line) => {
            let count = program.text.lines().count();
            if *line as usize > count {
                let message = format!("`{}` has {count} lines, no line {line}", program.name);
                problems.error(item.at, "out-of-range", message, None);
                return None;
            }
            *line as u32
        }
        Value::Text(part) => {
            let part = part.trim();
            let mut lines = program.text.lines();
            let found = lines.position(|line| !part.is_empty() && line.contains(part));
            let Some(index) = found else {
                let (message, help) = no_line(problems, part, program.text.lines(), &program.name);
                problems.error(item.at, "unknown-name", message, help);
                return None;
            };
            index as u32 + 1
        }
        _ => return None,
    };
    Some(Condition::Line {
        processes: ids,
        line,
    })
}

/// What is said where no line contains `part`, and which is nearest.
pub fn no_line<'t>(
    problems: &Problems<'_>,
    part: &str,
    lines: impl Iterator<Item = &'t str>,
    name: &str,
) -> (String, Option<String>) {
    let shown: String = part.chars().take(40).collect();
    let message = format!("no line of `{name}` contains `{shown}`");
    let help = match problems.is_full() {
        true => None,
        false => nearest(part, lines.map(str::trim)),
    };
    (message, help.map(|line| format!("did you mean `{line}`?")))
}

fn question(problems: &mut Problems<'_>, fields: &Fields) -> Option<Question> {
    only_with(
        problems,
        fields,
        &["choices", "hint", "answer", "because"],
        "ask",
    );
    let ask = not_blank(problems, fields, "ask")?;
    check_choices(problems, fields);
    let choices = fields.strings("choices");
    only_with(problems, fields, &["because"], "answer");
    Some(Question {
        ask,
        hint: fields.string("hint"),
        answer: answer(problems, fields, &choices),
        because: fields.string("because").map(|text| text.trim().to_owned()),
        choices,
    })
}

fn answer(problems: &mut Problems<'_>, fields: &Fields, choices: &[String]) -> Option<Answer> {
    if let Some(computed) = fields.table("answer") {
        return match exactly_one(problems, computed, &["receiver_of", "count_of"])? {
            "receiver_of" => not_blank(problems, computed, "receiver_of").map(Answer::ReceiverOf),
            _ => Counter::from_word(computed.text("count_of")?.0).map(Answer::CountOf),
        };
    }
    let (text, at) = fields.text("answer")?;
    if choices.is_empty() {
        return Some(Answer::Text(text.to_owned()));
    }
    if let Some(index) = choices.iter().position(|choice| choice == text) {
        return Some(Answer::Choice(index));
    }
    let message = "`answer` is none of the choices".to_owned();
    let help = match nearest(text, choices.iter().map(String::as_str)) {
        Some(choice) => format!("did you mean `{choice}`?"),
        None => "write one of `choices` again, letter by letter".to_owned(),
    };
    problems.error(at, "bad-value", message, Some(help));
    None
}

/// Reports choices that read the same.
fn check_choices(problems: &mut Problems<'_>, fields: &Fields) {
    let choices = fields.texts("choices");
    for (index, (text, at)) in choices.iter().enumerate() {
        if choices[..index].iter().any(|(other, _)| other == text) {
            let shown: String = text.chars().take(40).collect();
            let message = format!("the choice `{shown}` is there twice");
            problems.error(*at, "name-clash", message, None);
        }
    }
}
