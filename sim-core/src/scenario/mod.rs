//! The scenario file: a lesson as text, read into its checked form, with all
//! problems of the file reported together. What a file says is data; nothing
//! in it is executed here, and nothing is read from disk or net: the caller
//! brings the texts.
//!
//! The way of a file: `gather` reads it and its includes with `read`, which is
//! directed by the table in `keys`; `processes`, `network`, `stops`,
//! `suggestions` and `expects` resolve names and defaults into a `Lesson`; `addresses` looks for
//! addresses that lead nowhere; `verdict` holds expectations against a run.

mod addresses;
mod cable_addresses;
mod cable_faults;
mod expects;
mod fields;
mod gather;
mod hand_faults;
pub mod keys;
pub mod lesson;
mod line_map;
mod mistakes;
mod names;
mod network;
mod problems;
mod processes;
mod read;
mod render;
mod rules;
mod stops;
mod suggestions;
mod text;
mod units;
pub mod verdict;
mod wire_event;
mod words;
pub mod write;

use std::rc::Rc;

pub use crate::python::Texts;
pub use gather::{missing, references};
pub use keys::reference;
pub use lesson::{
    Answer, Check, Condition, Counter, Ending, Expectation, File, Lesson, LineMap, MessageEvent,
    Question, State, Stop, Suggestion, Tab,
};
pub use render::render;
pub use text::text_of;
pub use units::{bandwidth, duration};
pub use verdict::{Outcome, ProcessOutcome, Verdict, judge};
pub use wire_event::{WireEvent, host_of};

use crate::base::diagnostics::Diagnostic;
use crate::base::{Span, limits};
pub use crate::network::{Detail, Level};
use crate::python::{Machine, Source};
use crate::system::{Order, SWITCH_INTERVAL};
use crate::world::Setup;
use fields::Fields;
use problems::Problems;
use processes::{Program, time};

/// What loading a scenario comes to.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The lesson, unless a problem is an error.
    pub lesson: Option<Lesson>,
    /// All problems of the file and of the files it includes, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the problems of a program. Their places are in the program's own
/// text; loading moves them to the file that carries it.
pub type ProgramCheck = fn(&Source) -> Vec<Diagnostic>;

/// Loads a scenario: the file `main` and those `beside` it that it names.
pub fn load(main: &File, beside: &[File]) -> Loaded {
    load_with(main, beside, Machine::check)
}

/// Loads a scenario; `check_program` is asked about each program once.
pub fn load_with(main: &File, beside: &[File], check_program: ProgramCheck) -> Loaded {
    let mut problems = Problems::new();
    let Some(fields) = gather::gather(&mut problems, main, beside) else {
        return Loaded {
            lesson: None,
            diagnostics: problems.into_list(),
        };
    };
    // What seems to be missing after a syntax error may only have been lost.
    let parts = (!problems.is_broken()).then(|| build(&mut problems, &fields, beside));
    if let Some(parts) = &parts {
        check_programs(&mut problems, parts, check_program);
    }
    let good = problems.errors() == 0;
    let diagnostics = problems.into_list();
    let lesson = parts
        .filter(|_| good)
        .map(|parts| lesson(parts, &fields, main, beside));
    Loaded {
        lesson,
        diagnostics,
    }
}

/// The parts of a lesson before it is known whether all are right.
struct Parts {
    setup: Setup,
    level: Level,
    places: Vec<Option<(f64, f64)>>,
    programs: Vec<Program>,
    program_of: Vec<usize>,
    stops: Vec<Stop>,
    what_if: Vec<Suggestion>,
    expectations: Vec<Expectation>,
}

fn build<'a>(problems: &mut Problems<'a>, file: &Fields, beside: &'a [File]) -> Parts {
    // Of an empty file it is enough to say that it is empty.
    if !problems.has("empty-file") {
        read::require(problems, file);
    }
    let plans = processes::plan(problems, file);
    if file.named("process").is_empty() && file.item("process").is_some() {
        let help = Some("for example: [process.client]\nfile = \"client.py\"".into());
        problems.error(file.at, "missing-key", "there is no process".into(), help);
    }
    let network = network::build(problems, file, &plans);
    let processes = processes::build(problems, file, beside, &plans, &network);
    let files = processes::files(problems, file, beside);
    let detail = detail(file);
    let mut faults = processes::faults(problems, file, &processes);
    cable_faults::add(problems, file, &network, detail, &mut faults);
    hand_faults::add(problems, file, &processes, &mut faults);
    let level = stops::level(problems, file, detail).unwrap_or_default();
    let stops = stops::build(problems, file, &processes, &network, detail);
    let what_if = suggestions::build(problems, file, &processes);
    let expectations = expects::build(problems, file, &processes);
    addresses::check(problems, &network, &processes, &files);
    let (stop, cpu) = (
        positive(problems, file, "stop"),
        positive(problems, file, "cpu"),
    );
    let setup = Setup {
        seed: file.whole("seed").map_or(1, |seed| seed as u64),
        stop: time(Some(stop.unwrap_or(lesson::DEFAULT_STOP))),
        cpu: cpu.unwrap_or(Span::from_micros(1)),
        order: match file.text("order") {
            Some(("chance", _)) => Order::Chance,
            _ => Order::Turns,
        },
        switch: positive(problems, file, "switch").unwrap_or(SWITCH_INTERVAL),
        detail,
        max_events: limits::EVENTS,
        hosts: network.hosts,
        cables: network.cables,
        loopback: network::loopback(),
        processes: processes.setups,
        library: Texts::default(),
        files,
        faults,
    };
    Parts {
        setup,
        level,
        places: network.places,
        programs: processes.programs,
        program_of: processes.program_of,
        stops,
        what_if,
        expectations,
    }
}

/// A duration that must not be zero: time would stand still.
fn positive(problems: &mut Problems<'_>, file: &Fields, key: &str) -> Option<Span> {
    let span = file.span(key)?;
    if span == Span::ZERO {
        let at = file.item(key)?.at;
        let message = format!("`{key}` must be more than nothing");
        problems.error(at, "out-of-range", message, file.example(key));
    }
    Some(span)
}

fn detail(file: &Fields) -> Detail {
    match file.text("detail") {
        Some(("messages", _)) => Detail::Messages,
        _ => Detail::default(),
    }
}

/// Asks about each program once and moves what is found to the file that
/// carries it.
fn check_programs(problems: &mut Problems<'_>, parts: &Parts, check_program: ProgramCheck) {
    for program in &parts.programs {
        let mut found = check_program(&program.source);
        if let Some(first) = found.first_mut()
            && has_escapes(problems, program)
        {
            first.help = Some(ESCAPES.to_owned());
        }
        for diagnostic in found {
            let moved = moved(problems, program, diagnostic);
            problems.push(moved);
        }
    }
}

/// What a program between quotes that know escapes suffers from.
const ESCAPES: &str = "between \"\"\" the file's own rules make a line break of \\n before \
                       Python sees it: put the program between ''' and '''";

/// True if a program is a text of the scenario with escapes in it.
fn has_escapes(problems: &Problems<'_>, Program { lines, .. }: &Program) -> bool {
    let file = problems.index_of(&lines.file);
    let text = file.map_or("", |index| &problems.text(index).text);
    let start = lines.start(1);
    let (Some(before), Some(after)) = (text.get(..start), text.get(start..)) else {
        return false;
    };
    let opened = before.trim_end_matches(['\r', '\n']).ends_with("\"\"\"");
    let body = after.split("\"\"\"").next().unwrap_or_default();
    opened && body.contains('\\')
}

/// A diagnostic about a program, at its place in the file that carries it.
fn moved(
    problems: &Problems<'_>,
    Program { source, lines }: &Program,
    mut diagnostic: Diagnostic,
) -> Diagnostic {
    let Some(index) = problems.index_of(&lines.file) else {
        return diagnostic;
    };
    let text = &problems.text(index).text;
    let (line, column) = (diagnostic.place.line, diagnostic.place.column);
    if *source.name != lines.file {
        diagnostic.message = format!("{} line {line}: {}", source.name, diagnostic.message);
    }
    let length = diagnostic.place.bytes.1 - diagnostic.place.bytes.0;
    let mut place = lines.place(text, line, column);
    place.bytes.1 = place.bytes.1.min(place.bytes.0 + length);
    diagnostic.place = place;
    diagnostic
}

fn lesson(parts: Parts, file: &Fields, main: &File, beside: &[File]) -> Lesson {
    let programs = &parts.programs;
    let lines = |program: &usize| programs[*program].lines.clone();
    Lesson {
        title: file.string("title").unwrap_or_default(),
        chapter: file.string("chapter"),
        goal: file.string("goal"),
        notes: file.string("notes").map(|notes| notes.trim().to_owned()),
        what_if: parts.what_if,
        setup: Rc::new(parts.setup),
        level: parts.level,
        places: parts.places,
        programs: parts.program_of.iter().map(lines).collect(),
        stops: parts.stops,
        expectations: parts.expectations,
        file: main.clone(),
        beside: beside.to_vec(),
    }
}
