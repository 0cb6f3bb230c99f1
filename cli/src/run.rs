//! `mailroom run`: one run, as text or as JSON.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use clap::Args;
use serde::Serialize;
use sim_core::base::{RecordId, Time};
use sim_core::scenario::Detail;
use sim_core::scenario::{Lesson, Verdict, duration};
use sim_core::session::Session;
use sim_core::trace::{Counts, Happening, Level, digest, sentence};
use sim_core::view::{Outcome, outcomes};

use crate::files;
use crate::output::{self, line};

/// What to run and how to show it.
#[derive(Args)]
pub struct Options {
    /// The scenario file.
    file: PathBuf,
    /// One JSON object instead of text.
    #[arg(long)]
    json: bool,
    /// Another seed than the file's.
    #[arg(long)]
    seed: Option<u64>,
    /// Stop at this simulated time, such as `2s` or `150ms`.
    #[arg(long)]
    until: Option<String>,
    /// How deep the network is simulated, whatever the file says.
    #[arg(long)]
    detail: Option<Depth>,
    /// The deepest layer whose events are printed: by default messages in text,
    /// everything in JSON.
    #[arg(long)]
    level: Option<Layer>,
    /// Instead of the log the trips of the messages that begin with this text,
    /// station by station.
    #[arg(long, conflicts_with = "json")]
    trip: Option<String>,
}

/// Trips printed: more nobody reads.
const TRIPS: usize = 100;

/// `scenario::Detail` as an argument.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Depth {
    Messages,
    Packets,
}

/// `trace::Level` as an argument.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Layer {
    Messages,
    Segments,
    Packets,
    Frames,
}

impl Layer {
    fn level(self) -> Level {
        Level::ALL[self as usize]
    }
}

/// Runs the scenario; fails only if it cannot be run.
pub fn run(options: &Options) -> ExitCode {
    let read = files::read(&options.file);
    eprint!("{}", read.messages);
    let Some(lesson) = read.lesson else {
        return ExitCode::FAILURE;
    };
    let lesson = match adjusted(&lesson, options) {
        Ok(lesson) => lesson,
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::FAILURE;
        }
    };
    let mut session = Session::new(lesson);
    let verdicts = session.verdicts();
    if let Some(label) = &options.trip {
        print_trips(&session, label)
    } else if options.json {
        let level = options.level.map_or(Level::Frames, Layer::level);
        print_json(&session, verdicts, level)
    } else {
        let level = options.level.map_or(Level::Messages, Layer::level);
        print_text(&session, level)
    }
}

/// The lesson with the seed, stop time and detail of the command line.
fn adjusted(lesson: &Rc<Lesson>, options: &Options) -> Result<Rc<Lesson>, String> {
    let mut lesson = (**lesson).clone();
    let mut setup = (*lesson.setup).clone();
    setup.seed = options.seed.unwrap_or(setup.seed);
    match options.detail {
        Some(Depth::Messages) => setup.detail = Detail::Messages,
        Some(Depth::Packets) => setup.detail = Detail::Packets,
        None => {}
    }
    if let Some(until) = &options.until {
        setup.stop = Time::ZERO
            + duration(until).map_err(|_| {
                format!("--until: `{until}` is no time; write it as `2s` or `150ms`")
            })?;
    }
    lesson.setup = Rc::new(setup);
    Ok(Rc::new(lesson))
}

fn print_text(session: &Session, level: Level) -> ExitCode {
    let setup = &session.lesson().setup;
    let names = session.trace().names(setup);
    let records = session.trace().records().iter();
    for record in records.filter(|record| record.level() <= level) {
        line!(
            "{:>12.6} s  {}",
            record.at.as_secs_f64(),
            sentence(record, names)
        );
    }
    if let Some(end) = session.end() {
        line!("{:>12.6} s  {}", end.at.as_secs_f64(), end.why);
    }
    for process in outcomes(session.last_world()) {
        print_terminal(&process);
    }
    line!("\ntrace hash {}", digest(session.trace().records()));
    ExitCode::SUCCESS
}

/// The trips of the messages that begin with `label`; fails if there is none.
fn print_trips(session: &Session, label: &str) -> ExitCode {
    let messages = session.trace().index().messages();
    let wanted = messages.filter(|(_, info)| info.label.starts_with(label));
    let mut found = 0;
    for (message, info) in wanted.take(TRIPS) {
        found += 1;
        line!("“{}”, message {}", info.label, message.0);
        for station in session.trip(message) {
            let (at, place) = (station.at.as_secs_f64(), station.place.word());
            line!("{at:>12.6} s  {place:<11}  {}", station.text);
        }
    }
    if found == 0 {
        eprintln!("error: no message begins with `{label}`");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn print_terminal(process: &Outcome) {
    if process.shown.is_empty() {
        return;
    }
    line!("\n--- {}", process.name);
    output::print(format_args!("{}", process.shown));
    if !process.shown.ends_with('\n') {
        line!();
    }
}

#[derive(Serialize)]
struct Report<'a> {
    title: &'a str,
    seed: u64,
    ended: EndReport,
    processes: BTreeMap<String, ProcessReport>,
    counts: Counts,
    expect: Vec<Verdict>,
    records: Vec<RecordReport<'a>>,
    trace_hash: String,
}

#[derive(Serialize)]
struct EndReport {
    at_ns: u64,
    why: &'static str,
    text: String,
}

#[derive(Serialize)]
struct ProcessReport {
    stdout: String,
    stderr: String,
    status: &'static str,
    exit_code: Option<i32>,
    blocked_on: Option<String>,
}

#[derive(Serialize)]
struct RecordReport<'a> {
    id: RecordId,
    at_ns: u64,
    position: u64,
    cause: Option<RecordId>,
    what: &'a Happening,
    text: String,
}

fn print_json(session: &Session, expect: Vec<Verdict>, level: Level) -> ExitCode {
    let lesson = session.lesson();
    let world = session.last_world();
    let names = session.trace().names(&lesson.setup);
    let report = Report {
        title: &lesson.title,
        seed: session.seed(),
        ended: EndReport {
            at_ns: world.end_time().unwrap_or(world.now()).0,
            why: session.ended().map_or("not ended", |ended| ended.word()),
            text: session.end().map(|end| end.why).unwrap_or_default(),
        },
        processes: outcomes(world).into_iter().map(process_report).collect(),
        counts: session.trace().index().counts(),
        expect,
        records: session
            .trace()
            .records()
            .iter()
            .filter(|record| record.level() <= level)
            .map(|record| RecordReport {
                id: record.id,
                at_ns: record.at.0,
                position: record.position,
                cause: record.cause,
                what: &record.what,
                text: sentence(record, names),
            })
            .collect(),
        trace_hash: digest(session.trace().records()),
    };
    match serde_json::to_string_pretty(&report) {
        Ok(text) => line!("{text}"),
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn process_report(process: Outcome) -> (String, ProcessReport) {
    let report = ProcessReport {
        stdout: process.stdout,
        stderr: process.stderr,
        status: process.status,
        exit_code: process.exit_code,
        blocked_on: process.blocked_on,
    };
    (process.name, report)
}
