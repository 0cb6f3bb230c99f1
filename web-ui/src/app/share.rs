//! A moment of a run as text, and back: what a link and a hand-out carry. The
//! text has a line for each thing, so that a reader can pass over what it does
//! not know; packing it small is the browser's work.
//!
//! ```text
//! mailroom 1
//! scenario 05-zeromq/01-client-first.toml
//! at 412300000 17
//! told stop 2
//! view tab=queues process=1
//! do 17 412300000 crash 0
//! ```
//! A changed text follows as `text BYTES NAME` and the bytes themselves.

use sim_core::base::{MessageId, ProcessId, RecordId, Time};
use std::fmt::Write as _;

use super::document::{self, Document};
use super::msg::{Depth, Tab};
use super::orders;
use super::state::State;
use crate::engine::{Given, Told};
use crate::library::ENTRIES;
use crate::platform::files::TextFile;

/// What can be saved as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// The scenario's text.
    Scenario,
    /// One HTML file with everything at this moment.
    HandOut,
    /// The stage as SVG.
    Stage,
    /// The diagram as SVG.
    Diagram,
    /// A Mermaid sequence diagram.
    Mermaid,
    /// The sentences as Markdown.
    Markdown,
    /// The same as JSON.
    Json,
}

/// The version that is written, and the last one that is read without a word.
const VERSION: u32 = 1;
/// Commands taken from a link: far more than a person gives.
const COMMANDS: usize = 1_000;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// The scenario's name.
    pub name: String,
    /// Its text, if it is not the library's.
    pub text: Option<String>,
    /// Files beside it.
    pub beside: Vec<TextFile>,
    /// Time and position.
    pub at: (u64, u64),
    /// What is told there.
    pub told: Told,
    /// What was done to the run.
    pub commands: Vec<Given>,
    /// What that branch is called.
    pub branch: Option<String>,
    /// The dock's tab.
    pub tab: Tab,
    /// What is selected.
    pub process: Option<u32>,
    /// What is selected.
    pub message: Option<u64>,
    /// How deep the stage looks, if not as the lesson says.
    pub depth: Option<Depth>,
    /// Large type.
    pub projector: bool,
    /// What of it was not understood.
    pub left_out: Vec<String>,
}

/// The moment that is shown, as text.
pub fn write(state: &State) -> Option<String> {
    let document = state.document.as_ref()?;
    let mut out = format!("mailroom {VERSION}\n");
    let in_library = ENTRIES
        .iter()
        .any(|entry| entry.path == document.name && *entry.text() == *document.text);
    if in_library {
        let _ = writeln!(out, "scenario {}", document.name);
    }
    if let Some(run) = &state.run {
        let _ = writeln!(out, "at {} {}", run.now().0, run.position());
        if let Some(told) = told_words(run.session().told()) {
            let _ = writeln!(out, "told {told}");
        }
        let branches = run.branches();
        let branch = branches.list().get(branches.current());
        if let Some(branch) = branch.filter(|branch| branch.fork.is_some()) {
            let _ = writeln!(out, "branch {}", branch.label.replace('\n', " "));
        }
        for given in run.session().commands() {
            let _ = writeln!(
                out,
                "do {} {} {}",
                given.position,
                given.at.0,
                orders::words(given)
            );
        }
    }
    let view = &state.view;
    let _ = write!(out, "view tab={}", tab_word(view.tab));
    if let Some(process) = view.process {
        let _ = write!(out, " process={}", process.0);
    }
    if let Some(message) = view.message {
        let _ = write!(out, " message={}", message.0);
    }
    let usual = state.run.as_ref().map(|run| run.lesson().level);
    if Some(view.depth) != usual {
        let _ = write!(out, " depth={}", view.depth as u8);
    }
    if view.projector {
        out.push_str(" projector=1");
    }
    out.push('\n');
    if !in_library {
        sections(&mut out, document);
    }
    Some(out)
}

/// A text with the files beside it, without any moment.
pub fn write_text(document: &Document) -> String {
    let mut out = format!("mailroom {VERSION}\n");
    sections(&mut out, document);
    out
}

fn sections(out: &mut String, document: &Document) {
    section(out, "text", &document.name, &document.text);
    for file in &document.beside {
        section(out, "file", &file.name, &file.text);
    }
}

fn section(out: &mut String, word: &str, name: &str, text: &str) {
    let name = name.replace('\n', " ");
    let _ = writeln!(out, "{word} {} {name}\n{text}", text.len());
}

const TABS: [(Tab, &str); 4] = [
    (Tab::Code, "code"),
    (Tab::Message, "message"),
    (Tab::Queues, "queues"),
    (Tab::Log, "log"),
];

fn tab_word(tab: Tab) -> &'static str {
    let found = TABS.iter().find(|known| known.0 == tab);
    found.map_or("code", |known| known.1)
}

/// What is told at the cursor, in a link's words; none where it is what comes first.
fn told_words(told: Told) -> Option<String> {
    match told {
        Told::First | Told::Done => None,
        Told::Stop(index) => Some(format!("stop {index}")),
        Told::Event(record) => Some(format!("event {}", record.0)),
        Told::Station(message, at) => Some(format!("station {} {at}", message.0)),
    }
}

fn told(words: &str) -> Option<Told> {
    let (kind, value) = words.split_once(' ')?;
    Some(match kind {
        "stop" => Told::Stop(value.parse().ok()?),
        "event" => Told::Event(RecordId(value.parse().ok()?)),
        "station" => {
            let (message, at) = numbers(value)?;
            Told::Station(MessageId(message), at as usize)
        }
        _ => return None,
    })
}

fn depth(value: &str) -> Option<Depth> {
    let mut all = Depth::ALL.into_iter();
    all.find(|it| (*it as u8).to_string() == value)
}

/// What a link's text says.
///
/// Errors: it is none of ours, or it is cut.
pub fn read(text: &str) -> Result<Moment, String> {
    let mut rest = text;
    let mut moment = Moment::default();
    let first = next_line(&mut rest);
    let version = first.strip_prefix("mailroom ");
    let version: Option<u32> = version.and_then(|v| v.parse().ok());
    match version {
        None => return Err("it holds no scenario of Mailroom".to_owned()),
        Some(version) if version > VERSION => moment.left_out.push(format!(
            "it was made by a newer Mailroom (version {version} of links)"
        )),
        Some(_) => {}
    }
    while !rest.is_empty() {
        let line = next_line(&mut rest);
        let (word, value) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "scenario" => moment.name = value.to_owned(),
            "at" => moment.at = numbers(value).ok_or("its moment is not readable")?,
            "told" => moment.told = told(value).unwrap_or_default(),
            "view" => moment.read_view(value),
            "branch" => moment.branch = Some(value.to_owned()),
            "do" => match orders::read(value).filter(|_| moment.commands.len() < COMMANDS) {
                Some(given) => moment.commands.push(given),
                None => moment.left_out.push(format!("“{value}” is left out")),
            },
            "text" | "file" => moment.read_section(word, value, &mut rest)?,
            "" => {}
            _ => moment.left_out.push(format!("“{word}” is left out")),
        }
    }
    Ok(moment)
}

fn next_line<'a>(rest: &mut &'a str) -> &'a str {
    let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
    *rest = after;
    line
}

fn numbers(text: &str) -> Option<(u64, u64)> {
    let (a, b) = text.split_once(' ')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

impl Moment {
    fn read_view(&mut self, text: &str) {
        for (key, value) in text.split(' ').filter_map(|pair| pair.split_once('=')) {
            match key {
                "tab" => {
                    let known = TABS.iter().find(|known| known.1 == value);
                    self.tab = known.map_or(Tab::Code, |known| known.0);
                }
                "process" => self.process = value.parse().ok(),
                "message" => self.message = value.parse().ok(),
                "depth" => self.depth = depth(value),
                "projector" => self.projector = value == "1",
                _ => {}
            }
        }
    }

    fn read_section(&mut self, word: &str, value: &str, rest: &mut &str) -> Result<(), String> {
        let cut = || "its scenario is cut short".to_owned();
        let (bytes, name) = value.split_once(' ').ok_or_else(cut)?;
        let bytes: usize = bytes.parse().map_err(|_| cut())?;
        let text = rest.get(..bytes).ok_or_else(cut)?.to_owned();
        *rest = rest[bytes..].strip_prefix('\n').unwrap_or(&rest[bytes..]);
        if word == "text" {
            self.name = name.to_owned();
            self.text = Some(text);
        } else {
            self.beside.push(TextFile {
                name: name.to_owned(),
                text,
            });
        }
        Ok(())
    }
}

/// Opens what a link says, at its moment.
pub fn open(state: &mut State, read_text: Result<String, String>) {
    let moment = read_text.and_then(|text| read(&text));
    let moment = match moment.and_then(known) {
        Ok(moment) => moment,
        Err(problem) => {
            state.notice = Some(format!(
                "This link cannot be opened: {problem}. Everything else works: choose a scenario, or ask for the link again."
            ));
            return;
        }
    };
    let text = moment.text.clone().unwrap_or_default();
    document::open(state, &moment.name, &text, moment.beside.clone());
    state.playback.pause();
    restore(state, &moment);
    if !moment.left_out.is_empty() {
        state.notice = Some(format!(
            "The link is opened, but not all of it is understood: {}.",
            moment.left_out.join("; ")
        ));
    }
}

/// A moment with its text, from the library where the link only names it.
fn known(mut moment: Moment) -> Result<Moment, String> {
    if moment.text.is_none() {
        let entry = ENTRIES.iter().find(|entry| entry.path == moment.name);
        let entry = entry.ok_or_else(|| {
            let name = &moment.name;
            format!("this Mailroom has no scenario “{name}”")
        })?;
        moment.text = Some(entry.text().as_ref().to_owned());
        moment.beside = document::beside(entry);
    }
    Ok(moment)
}

fn restore(state: &mut State, moment: &Moment) {
    let Some(run) = &mut state.run else { return };
    let count = run.lesson().setup.processes.len() as u32;
    let exists = |given: &Given| given.command.words().1.is_none_or(|id| id.0 < count);
    let commands = moment.commands.iter().filter(|given| exists(given));
    let level = run.lesson().level;
    let label = moment.branch.clone();
    let label = label.unwrap_or_else(|| "from the link".to_owned());
    *run = run.with_commands(commands.cloned().collect(), label);
    run.aim_exactly(Time(moment.at.0), moment.at.1, moment.told);
    let view = &mut state.view;
    (view.tab, view.led) = (moment.tab, moment.tab);
    view.process = moment.process.filter(|id| *id < count).map(ProcessId);
    view.message = moment.message.map(MessageId);
    view.projector = moment.projector;
    view.depth = moment.depth.unwrap_or(level);
    // What the link says counts as the lesson's word until the next stop.
    view.led_depth = view.depth;
}

/// The name of a saved file, from the document's.
pub fn file_name(document: &Document, ending: &str) -> String {
    let name = document.short_name();
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    format!("{stem}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_was_written() {
        let text = "mailroom 1\nat 5 17\ntold station 4 2\ndo 17 5 crash 0\ndo 18 9 type 1 a b\ndo 19 9 drop 0 4\nview tab=queues process=1\n\
                    text 9 mine.toml\ntitle=\"x\"\nfile 3 a.py\nx\ny\n";
        let moment = read(text).expect("it is whole");
        assert_eq!(moment.at, (5, 17));
        assert_eq!(moment.told, Told::Station(MessageId(4), 2));
        for words in ["stop 3", "event 7", "station 4 2"] {
            let read = told(words).and_then(told_words);
            assert_eq!(read.as_deref(), Some(words));
        }
        assert_eq!(moment.commands.len(), 3);
        assert_eq!(moment.text.as_deref(), Some("title=\"x\""));
        assert_eq!(moment.beside[0].text, "x\ny");
        assert_eq!((moment.tab, moment.process), (Tab::Queues, Some(1)));
        for given in &moment.commands {
            let line = format!("{} {} {}", given.position, given.at.0, orders::words(given));
            assert_eq!(orders::read(&line).as_ref(), Some(given));
        }
    }

    #[test]
    fn what_is_wrong_with_a_link_is_said() {
        let cases = [
            ("", "no scenario of Mailroom"),
            ("mailroom x\n", "no scenario of Mailroom"),
            ("mailroom 1\nat 5\n", "its moment is not readable"),
            ("mailroom 1\ntext 90 a.toml\nti", "cut short"),
            (
                "mailroom 1\ntext 18446744073709551615 a.toml\nti",
                "cut short",
            ),
            ("mailroom 1\ntext 2 a.toml\n\u{20ac}", "cut short"),
        ];
        for (text, word) in cases {
            let problem = read(text).expect_err(text);
            assert!(problem.contains(word), "{text}: {problem}");
        }
        let newer = read("mailroom 2\nscenario a.toml\ndo 1 1 freeze 0\nhologram on\n");
        let newer = newer.expect("what is known of it is used");
        assert_eq!(newer.name, "a.toml");
        assert_eq!(newer.left_out.len(), 3, "{:?}", newer.left_out);
    }
}
