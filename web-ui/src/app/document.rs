//! The opened text: from the library, a file or the editor; checked, and run
//! if it has no errors. It is never lost: errors leave it as it is.

use std::rc::Rc;

use sim_core::base::limits::SCENARIO_BYTES;
use sim_core::base::{Diagnostic, Place, ProcessId, Severity};

use super::futures::{Futures, Passed};
use super::own;
use super::run::Run;
use super::state::{State, View};
use crate::engine::{File, Lesson, write};
use crate::library::{self, ENTRIES, Entry};
use crate::platform::files::TextFile;

/// A scenario's text and the files beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file's name.
    pub name: String,
    /// Its text.
    pub text: Rc<str>,
    /// Programs and data that came with it.
    pub beside: Vec<TextFile>,
    /// True once the user has changed it.
    pub edited: bool,
    /// True if it was changed since it was kept.
    pub unkept: bool,
    /// Which of one's own texts it is, once it is kept.
    pub own: Option<u64>,
    /// Earlier texts, latest last, for undo.
    past: Vec<Rc<str>>,
    /// Texts that were undone, latest last.
    undone: Vec<Rc<str>>,
    /// The text as it was opened.
    opened: Rc<str>,
    /// What was done to the runs of earlier texts.
    futures: Futures,
}

/// Texts kept for undo: an evening's work at a pause of typing each.
const PAST: usize = 200;

/// What a new scenario begins from: its name, and its file in `templates`.
pub const TEMPLATES: [(&str, &str); 3] = [
    ("Request and reply", "request-reply.toml"),
    ("Pipeline with workers", "pipeline.toml"),
    ("Empty", "empty.toml"),
];

/// Opens a scenario of the library and plays it.
pub fn open_library(state: &mut State, at: usize) {
    let Some(entry) = ENTRIES.get(at) else { return };
    open(state, entry.path, &entry.text(), beside(entry));
}

/// The files beside a scenario of the library.
pub fn beside(entry: &Entry) -> Vec<TextFile> {
    let file = |(name, text): (&str, Rc<str>)| TextFile {
        name: name.to_owned(),
        text: text.as_ref().to_owned(),
    };
    entry.files().map(file).collect()
}

/// The scenario of the library behind the opened one, as the list has them.
pub fn next_lesson(state: &State) -> Option<usize> {
    let name = &state.document.as_ref()?.name;
    let order: Vec<usize> = library::chapters()
        .into_iter()
        .flat_map(|it| it.1)
        .collect();
    let here = order.iter().position(|at| ENTRIES[*at].path == *name)?;
    order.get(here + 1).copied()
}

/// A scenario of the library as a text, for a comparison.
pub fn of_library(at: usize) -> Option<Document> {
    let entry = ENTRIES.get(at)?;
    Some(Document::new(entry.path, &entry.text(), beside(entry)))
}

/// Begins a scenario from a template and shows its text.
pub fn new(state: &mut State, template: usize) {
    let Some((_, file)) = TEMPLATES.get(template) else {
        return;
    };
    let text = library::template(file);
    let name = own::free_name(state, "my-scenario.toml");
    open(state, &name, &text, Vec::new());
    state.view.editor = true;
}

/// Goes on with a copy of the opened scenario under a name of its own; the
/// other stays as it is.
pub fn duplicate(state: &mut State) {
    let Some(document) = &state.document else {
        return;
    };
    let old = document.short_name().to_owned();
    let wanted = match old.starts_with("my-") {
        true => old.clone(),
        false => format!("my-{old}"),
    };
    let name = own::free_name(state, &wanted);
    state.news = Some(format!("This is {name} now; {old} stays as it was."));
    if let Some(document) = &mut state.document {
        document.name = name;
        document.own = None;
        document.changed();
    }
    state.view.editor = true;
    state.view.panel = None;
    relabel(state);
}

/// Gives the opened text another name.
pub fn rename(state: &mut State, name: &str) {
    let name = name.trim().trim_end_matches(".toml");
    let Some(document) = state.document.as_mut().filter(|_| !name.is_empty()) else {
        return;
    };
    // It is a file, in no folder.
    let name = name.replace(['\n', '\r'], " ").replace(['/', '\\'], "-");
    document.name = format!("{name}.toml");
    document.changed();
    relabel(state);
}

/// Sets out to try a suggestion of the lesson, on a copy.
pub fn what_if(state: &mut State, at: usize) {
    let (Some(run), Some(document)) = (&state.run, &state.document) else {
        return;
    };
    let lesson = run.lesson();
    let Some(suggestion) = lesson.what_if.get(at).cloned() else {
        return;
    };
    // A text that was changed since may have the line elsewhere.
    let same = *lesson.file.text == *document.text;
    let line = suggestion.line.as_ref().filter(|_| same);
    let here = line.filter(|line| line.file == lesson.file.name);
    // A copy that nobody has changed is as good as a new one; and it is no text
    // of one's own before somebody changes it.
    let untouched = |it: &Document| it.name.starts_with("my-") && it.own.is_none() && !it.unkept;
    if !untouched(document) {
        duplicate(state);
        if let Some(document) = &mut state.document {
            document.unkept = false;
        }
    }
    state.view.task = Some(suggestion.text.clone());
    state.view.meant = here.map(|line| line.bytes.0);
    if let Some(byte) = state.view.meant {
        caret(state, byte);
    }
}

/// Writes into the text that packets are simulated.
pub fn use_packets(state: &mut State) {
    if rewrite(state, &|text| Ok(with_packets(text))) {
        state.news = Some("The text says now: detail = \"packets\".".to_owned());
    }
}

/// The text with `detail = "packets"` before its first table.
fn with_packets(text: &str) -> String {
    let head = text.lines().take_while(|line| !line.starts_with('['));
    let is_detail = |line: &&str| {
        let rest = line.strip_prefix("detail").map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with('='))
    };
    match head.into_iter().find(is_detail) {
        Some(line) => text.replacen(line, "detail = \"packets\"", 1),
        None => format!("detail = \"packets\"\n{text}"),
    }
}

/// Back to the text before the last change (`true`), or forward again.
pub fn undo(state: &mut State, back: bool) {
    let Some(document) = &mut state.document else {
        return;
    };
    let (from, to) = if back {
        (&mut document.past, &mut document.undone)
    } else {
        (&mut document.undone, &mut document.past)
    };
    // What was typed and taken back within one pause is no change.
    while from.last() == Some(&document.text) {
        from.pop();
    }
    if let Some(text) = from.pop() {
        to.push(std::mem::replace(&mut document.text, text));
        document.changed();
        check(state);
    }
}

/// Changes the text as the page's own doing, as far as that is possible.
pub fn rewrite(
    state: &mut State,
    change: &dyn Fn(&str) -> Result<String, write::WriteError>,
) -> bool {
    let changed = rewrite_text(state, change);
    if changed {
        if let Some(document) = &mut state.document {
            document.changed();
        }
        check(state);
    }
    changed
}

/// Takes a text that tells the same run otherwise: the run goes on.
fn relabel(state: &mut State) {
    let (Some(document), Some(run)) = (&state.document, &mut state.run) else {
        return;
    };
    let same = document
        .lesson()
        .ok()
        .is_some_and(|(lesson, _)| run.relabel(lesson));
    if !same {
        check(state);
    }
}

fn rewrite_text(
    state: &mut State,
    change: &dyn Fn(&str) -> Result<String, write::WriteError>,
) -> bool {
    let Some(document) = &mut state.document else {
        return false;
    };
    match change(&document.text) {
        Ok(text) => {
            document.remember();
            document.text = Rc::from(text);
            document.edited = true;
            // A card that is dragged in a lesson makes the lesson nobody's own.
            document.unkept |= document.own.is_some();
            true
        }
        Err(_) => {
            state.notice = Some(
                "The text has no place for that: it is not TOML just now, or says it in a form of its own.".to_owned(),
            );
            false
        }
    }
}

/// Writes the branch's interventions into the text.
pub fn save_branch(state: &mut State) {
    let Some(run) = &state.run else { return };
    let written = run.session().written();
    let left_out = written.as_ref().map_or(0, |written| written.1);
    let saved = rewrite(state, &|_| written.clone().map(|written| written.0));
    if saved {
        state.view.editor = true;
        let rest = match left_out {
            0 => "",
            _ => " The end of an input is left out: a file has no word for it.",
        };
        state.news = Some(format!(
            "The interventions are in the text now, as faults and typed lines.{rest}"
        ));
    }
}

/// A process's host was dragged on the stage; `done` when it is let go.
pub fn place(state: &mut State, process: ProcessId, place: (f64, f64), done: bool) {
    let Some(run) = &mut state.run else { return };
    run.move_host(process, place);
    if !done {
        return;
    }
    let places = run.let_go(place);
    let written = rewrite_text(state, &|text| {
        let put = |text: String, (host, place): &(String, (f64, f64))| {
            write::set_place(&text, host, *place)
        };
        places.iter().try_fold(text.to_owned(), put)
    });
    if written {
        relabel(state);
    }
}

/// The text cursor is at a byte of the text: its process is selected.
pub fn caret(state: &mut State, byte: usize) {
    state.view.caret = byte;
    let Some(run) = &state.run else { return };
    let lesson = run.lesson();
    let starts = lesson.programs.iter().enumerate().filter_map(|(at, map)| {
        let first = *map.starts.first()?;
        (map.file == lesson.file.name && first <= byte).then_some((first, at))
    });
    // Of replicas the first; beyond the program's end it is the next table.
    let found = starts.max_by_key(|(first, at)| (*first, usize::MAX - at));
    let end = |at: usize| lesson.programs[at].starts.last().copied().unwrap_or(0);
    if let Some((_, at)) = found.filter(|(_, at)| byte <= end(*at) + 200) {
        state.view.process = Some(ProcessId(at as u32));
    }
}

/// Opens a scenario among files that were chosen or dropped; the others are
/// the files beside it. Programs without a scenario join the opened one.
pub fn open_files(state: &mut State, files: Vec<TextFile>) {
    let (scenarios, beside): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|f| f.name.ends_with(".toml"));
    if let Some(file) = scenarios.first() {
        open(state, &file.name, &file.text, beside);
        if let [first, others @ ..] = &scenarios[..]
            && !others.is_empty()
        {
            let others: Vec<&str> = others.iter().map(|file| file.name.as_str()).collect();
            let word = format!(
                "Only one scenario can be open: this is {}. Not opened: {}.",
                first.name,
                others.join(", ")
            );
            state.notice = Some(word);
        }
        return;
    }
    match &mut state.document {
        Some(document) if !beside.is_empty() => {
            let words: Vec<String> = beside.iter().map(|file| document.join(file)).collect();
            document.add(beside);
            document.changed();
            check(state);
            state.news = Some(words.join(" "));
            state.view.editor = true;
            state.view.panel = None;
        }
        _ => {
            let word = "no scenario among these files: a scenario is a .toml file, with its programs beside it";
            state.notice = Some(word.to_owned());
        }
    }
}

/// Opens a text and plays it if it has no errors.
pub fn open(state: &mut State, name: &str, text: &str, beside: Vec<TextFile>) {
    let left = state.document.take().filter(|old| old.own.is_some());
    state.document = Some(Document::new(name, text, beside));
    state.compare = None;
    (state.run, state.coming) = (None, None);
    state.answered.clear();
    state.problems = Rc::default();
    state.notice = None;
    state.news = left.map(|old| {
        format!(
            "{} is kept: Scenarios lists it under “Your own”.",
            old.short_name()
        )
    });
    state.playback.pause();
    state.playback.speed_chosen = false;
    state.view = View {
        dark: state.view.dark,
        projector: state.view.projector,
        unit: state.view.unit.general(),
        ..View::default()
    };
    check(state);
    if state.errors() > 0 {
        state.view.editor = true;
    } else {
        state.playback.playing = true;
    }
    if let Some(run) = &state.run {
        state.view.depth = run.lesson().level;
        state.view.led_depth = state.view.depth;
    }
}

/// Takes a changed text; it is checked when the typing pauses.
pub fn edit(state: &mut State, text: String, pausing: bool) {
    if let Some(document) = &mut state.document {
        // One step of undo for what is typed between two pauses.
        if pausing {
            document.remember();
        }
        document.text = Rc::from(text);
        document.changed();
        state.unchecked = true;
    }
}

/// Checks the text; without errors it becomes the run, at the moment shown now.
pub fn check(state: &mut State) {
    check_soon(state);
    if let Some(coming) = &mut state.coming {
        coming.prepare(&|| false);
        change_run(state);
    }
}

/// Checks the text; without errors it becomes the run a few frames later:
/// nobody who writes on is held up.
pub fn check_soon(state: &mut State) {
    state.unchecked = false;
    let Some(document) = &state.document else {
        return;
    };
    match document.lesson() {
        Ok((lesson, mut warnings)) => {
            // Who tries a suggestion changes the line that it names.
            let tries = state.view.task.is_some();
            warnings.retain(|it| !(tries && it.code == "unknown-line"));
            state.problems = Rc::new(warnings);
            let altered = document.tells_of_another(&lesson);
            let mut run = Run::changed(state.run.as_ref(), Rc::new(lesson));
            run.altered = altered;
            state.coming = Some(run);
        }
        Err(problems) => {
            state.coming = None;
            state.playback.pause();
            state.problems = Rc::new(problems);
        }
    }
}

/// A frame's part of what a changed text wants, until `enough`; true if there
/// was something, and the frame has no time for more.
pub fn change(state: &mut State, enough: &dyn Fn() -> bool) -> bool {
    // Of what is no longer needed a part goes each frame.
    if state.gone.as_mut().is_some_and(|gone| !gone.shed()) {
        state.gone = None;
    }
    let Some(coming) = &mut state.coming else {
        return false;
    };
    if coming.is_prepared() {
        change_run(state);
        // What is written may be another process only now.
        caret(state, state.view.caret);
    } else {
        coming.prepare(enough);
    }
    true
}

fn change_run(state: &mut State) {
    let old = state.run.take();
    state.run = state.coming.take();
    if let (Some(run), Some(old), Some(document)) = (&mut state.run, &old, &mut state.document) {
        match document.futures.pass(old, run) {
            Passed::None => {}
            Passed::On(branches) => run.adopt(branches),
            Passed::Kept => state.news = Some(KEPT.to_owned()),
        }
        run.take_over(old);
    }
    state.gone = old;
}

/// Said when a changed text has none of the branches that were there.
const KEPT: &str = "The branches belong to the text as it was: they come back with it (Undo). Compare holds the two texts side by side.";

/// What a lesson tells at its stops.
fn words(lesson: &Lesson) -> impl Iterator<Item = (Option<&str>, Option<&str>)> {
    let stops = lesson.stops.iter();
    stops.map(|stop| {
        let ask = stop.question.as_ref().map(|question| question.ask.as_str());
        (stop.say.as_deref(), ask)
    })
}

/// Bytes up to which a text is edited here: of a longer one each key would take the
/// browser a quarter of a second and more.
pub const EDITED: usize = 400_000;

/// Most processes of a run on the page: each is some 50 kB in each of the
/// dozen copies of the world that a session keeps, and a tab has 4 GB.
const CROWD: usize = 1_000;

impl Document {
    /// A text that was opened just now.
    pub fn new(name: &str, text: &str, beside: Vec<TextFile>) -> Document {
        Document {
            name: name.to_owned(),
            text: Rc::from(text),
            beside,
            edited: false,
            unkept: false,
            own: None,
            past: Vec::new(),
            undone: Vec::new(),
            opened: Rc::from(text),
            futures: Futures::default(),
        }
    }

    /// The same as it was when it was opened.
    pub fn before(&self) -> Document {
        Document::new(&self.name, &self.opened, self.beside.clone())
    }

    /// True if the text is not what was opened.
    pub fn differs(&self) -> bool {
        self.text != self.opened
    }

    /// True if its words are about another run: what a lesson of the library tells
    /// is as it was, and what its programs do is not.
    fn tells_of_another(&self, lesson: &Lesson) -> bool {
        let mut library = ENTRIES.iter();
        if !self.differs() || !library.any(|entry| entry.text() == self.opened) {
            return false;
        }
        let was = self.before().lesson().ok();
        was.is_some_and(|(was, _)| words(&was).eq(words(lesson)) && was.setup != lesson.setup)
    }

    /// Its run at the beginning, if it has no errors.
    pub fn run(&self) -> Option<Run> {
        let (lesson, _) = self.lesson().ok()?;
        Some(Run::new(Rc::new(lesson)))
    }

    /// It is the user's own now, and to be kept.
    fn changed(&mut self) {
        self.edited = true;
        self.unkept = true;
    }

    /// The file's name without its folder.
    pub fn short_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// Takes a file into the text that does not name it yet: a program as a
    /// process of its own. Says what became of it.
    fn join(&mut self, file: &TextFile) -> String {
        let name = &file.name;
        if self.text.contains(&format!("\"{name}\"")) {
            return format!("{name} is taken anew.");
        }
        let Some(stem) = name.strip_suffix(".py") else {
            return format!(
                "{name} lies beside the scenario now: name it in `files` for programs to open it."
            );
        };
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let stem: String = stem.chars().map(plain).collect();
        let taken = |process: &String| self.text.contains(&format!("[process.{process}]"));
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let process = std::iter::once(stem.clone())
            .chain(numbered)
            .find(|it| !taken(it));
        let process = process.unwrap_or_default();
        self.remember();
        let table = format!("\n[process.{process}]\nfile = \"{name}\"\n");
        self.text = Rc::from(format!("{}{table}", self.text));
        format!(
            "{name} is the program of a new process: [process.{process}], at the end of the text."
        )
    }

    /// True if there is something to undo, and to do again.
    pub fn undoable(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.undone.is_empty())
    }

    /// Keeps the text for undo.
    fn remember(&mut self) {
        if self.past.last() != Some(&self.text) {
            self.past.push(Rc::clone(&self.text));
        }
        if self.past.len() > PAST {
            self.past.remove(0);
        }
        self.undone.clear();
    }

    fn add(&mut self, files: Vec<TextFile>) {
        for file in files {
            self.beside.retain(|old| old.name != file.name);
            self.beside.push(file);
        }
    }

    fn lesson(&self) -> Result<(Lesson, Vec<Diagnostic>), Vec<Diagnostic>> {
        if self.text.len() > SCENARIO_BYTES {
            return Err(vec![self.too_large()]);
        }
        let file = |name: &str, text: &str| File {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let beside: Vec<File> = self.beside.iter().map(|f| file(&f.name, &f.text)).collect();
        let loaded = library::load(&file(&self.name, &self.text), &beside);
        match loaded.lesson {
            Some(lesson) if lesson.setup.processes.len() > CROWD => {
                Err(vec![self.crowded(lesson.setup.processes.len())])
            }
            Some(lesson) => Ok((lesson, loaded.diagnostics)),
            None => Err(loaded.diagnostics),
        }
    }

    fn too_large(&self) -> Diagnostic {
        let bytes = self.text.len();
        self.refused(
            format!("the file has {bytes} bytes; a scenario may have {SCENARIO_BYTES}"),
            None,
        )
    }

    fn crowded(&self, processes: usize) -> Diagnostic {
        self.refused(
            format!("{processes} processes are more than a page can go back and forth with: {CROWD} is the most here"),
            Some("the command line runs them: mailroom run FILE.toml".to_owned()),
        )
    }

    fn refused(&self, message: String, help: Option<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: "too-large".to_owned(),
            message,
            place: Place::new(&self.name, &self.text, 0, 0),
            help,
        }
    }
}
