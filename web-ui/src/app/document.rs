//! The opened text: from the library, a file or the editor; checked, and run
//! if it has no errors. It is never lost: errors leave it as it is.

use std::rc::Rc;

use sim_core::base::limits::SCENARIO_BYTES;
use sim_core::base::{Diagnostic, Place, Severity};

use super::msg::TextFile;
use super::run::Run;
use super::state::{State, View};
use crate::engine::{File, load};
use crate::library::ENTRIES;

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
}

/// Opens a scenario of the library and plays it.
pub fn open_library(state: &mut State, at: usize) {
    let Some(entry) = ENTRIES.get(at) else { return };
    let beside = entry.files.iter().map(|(name, text)| TextFile {
        name: (*name).to_owned(),
        text: (*text).to_owned(),
    });
    open(state, entry.path, entry.text, beside.collect());
}

/// Opens a scenario among files that were chosen or dropped; the others are
/// the files beside it. Programs without a scenario join the opened one.
pub fn open_files(state: &mut State, files: Vec<TextFile>) {
    let (mut scenarios, beside): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|f| f.name.ends_with(".toml"));
    if let Some(file) = scenarios.pop() {
        return open(state, &file.name, &file.text, beside);
    }
    match &mut state.document {
        Some(document) if !beside.is_empty() => {
            document.add(beside);
            check(state);
        }
        _ => {
            let word = "no scenario among these files: a scenario is a .toml file, with its programs beside it";
            state.notice = Some(word.to_owned());
        }
    }
}

/// Opens a text and plays it if it has no errors.
pub fn open(state: &mut State, name: &str, text: &str, beside: Vec<TextFile>) {
    state.document = Some(Document {
        name: name.to_owned(),
        text: Rc::from(text),
        beside,
        edited: false,
    });
    state.notice = None;
    state.playback.pause();
    state.playback.speed_chosen = false;
    state.caption_height = 0.0;
    state.view = View {
        dark: state.view.dark,
        projector: state.view.projector,
        unit: state.view.unit,
        ..View::default()
    };
    check(state);
    if state.errors() > 0 {
        state.run = None;
        state.view.editor = true;
    } else {
        state.playback.playing = true;
    }
}

/// Takes a changed text; it is checked when the typing pauses.
pub fn edit(state: &mut State, text: String) {
    if let Some(document) = &mut state.document {
        document.text = Rc::from(text);
        document.edited = true;
    }
}

/// Checks the text; without errors it becomes the run, at the moment shown now.
pub fn check(state: &mut State) {
    let Some(document) = &state.document else {
        return;
    };
    match document.run() {
        Ok((mut run, warnings)) => {
            if let Some(old) = &state.run {
                run.take_over(old);
            }
            state.problems = Rc::new(warnings);
            state.run = Some(run);
        }
        Err(problems) => {
            state.playback.pause();
            state.problems = Rc::new(problems);
        }
    }
}

impl Document {
    fn add(&mut self, files: Vec<TextFile>) {
        for file in files {
            self.beside.retain(|old| old.name != file.name);
            self.beside.push(file);
        }
    }

    fn run(&self) -> Result<(Run, Vec<Diagnostic>), Vec<Diagnostic>> {
        if self.text.len() > SCENARIO_BYTES {
            return Err(vec![self.too_large()]);
        }
        let file = |name: &str, text: &str| File {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let beside: Vec<File> = self.beside.iter().map(|f| file(&f.name, &f.text)).collect();
        let loaded = load(&file(&self.name, &self.text), &beside);
        match loaded.lesson {
            Some(lesson) => Ok((Run::new(Rc::new(lesson)), loaded.diagnostics)),
            None => Err(loaded.diagnostics),
        }
    }

    fn too_large(&self) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: "too-large".to_owned(),
            message: format!(
                "the file has {} bytes; a scenario may have {SCENARIO_BYTES}",
                self.text.len()
            ),
            place: Place::new(&self.name, &self.text, 0, 0),
            help: None,
        }
    }
}
