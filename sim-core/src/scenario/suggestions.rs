//! From `what_if` to suggestions, each with the line that it is about where the
//! file names one. Such a line is there to be changed, so that a name that fits
//! no line any more is a warning and the lesson runs.

use super::fields::{Fields, Item};
use super::lesson::Suggestion;
use super::problems::{At, Problems};
use super::processes::Processes;
use super::rules::only_with;
use super::stops::{no_line, not_blank};
use crate::base::Place;

/// Where the lines of a text begin in their file, and the lines.
type Lines<'t> = Vec<(usize, &'t str)>;

/// The suggestions of a file, in its order.
pub fn build(problems: &mut Problems<'_>, file: &Fields, processes: &Processes) -> Vec<Suggestion> {
    let entries = file.list("what_if");
    let suggestion = |entry: &Item| match entry.table() {
        None => Some(Suggestion {
            text: entry.text()?.to_owned(),
            line: None,
        }),
        Some(fields) => Some(Suggestion {
            text: fields.string("try")?,
            line: line(problems, fields, entries, processes),
        }),
    };
    entries.iter().filter_map(suggestion).collect()
}

/// The line that a suggestion names by a part of it.
fn line(
    problems: &mut Problems<'_>,
    fields: &Fields,
    entries: &[Item],
    processes: &Processes,
) -> Option<Place> {
    only_with(problems, fields, &["process"], "line");
    let at = fields.item("line")?.at;
    let part = not_blank(problems, fields, "line")?;
    let (file, lines, whose) = match fields.text("process") {
        Some(name) => {
            let id = *processes.resolve(problems, name)?.first()?;
            let map = &processes.programs[processes.program_of[id.index()]].lines;
            let program = &processes.setups[id.index()].program;
            let starts = map.starts.iter().copied();
            let lines: Lines<'_> = starts.zip(program.text.lines()).collect();
            (problems.index_of(&map.file)?, lines, &*program.name)
        }
        None => {
            let text = problems.text(at.file);
            (at.file, around(&text.text, entries, at.file), &*text.name)
        }
    };
    let part = part.trim();
    let place = |(start, line): &(usize, &str)| At {
        file,
        start: *start,
        end: start + line.len(),
    };
    let of = |is_it: &dyn Fn(&str) -> bool| -> Vec<At> {
        let lines = lines.iter().filter(|(_, line)| is_it(line));
        lines.map(place).collect()
    };
    // A line that is nothing else is meant before one that has more.
    let found = match of(&|line| line.trim() == part) {
        none if none.is_empty() => of(&|line| line.contains(part)),
        whole => whole,
    };
    match found[..] {
        [one] => return Some(problems.place(one)),
        [] => {
            let (message, help) = no_line(problems, part, lines.iter().map(|it| it.1), whose);
            problems.warning(at, "unknown-line", message, help);
        }
        [first, second, ..] => {
            let (first, second) = (problems.place(first).line, problems.place(second).line);
            let message = format!("lines {first} and {second} both have `{part}`");
            let help = "write more of the line that is meant, or whose program it is in: `process`";
            problems.warning(at, "unknown-line", message, Some(help.to_owned()));
        }
    }
    None
}

/// The lines of a file without those of its suggestions.
fn around<'t>(text: &'t str, entries: &[Item], file: usize) -> Lines<'t> {
    let places = || entries.iter().map(|it| it.at).filter(|at| at.file == file);
    let first = places().map(|at| at.start).min().unwrap_or(text.len());
    let last = places().map(|at| at.end).max().unwrap_or(text.len());
    let mut from = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        from += line.len();
        (from - line.len(), line.trim_end())
    });
    lines
        .filter(|(start, line)| start + line.len() < first || *start > last)
        .collect()
}
