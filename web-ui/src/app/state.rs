//! What the page knows: the opened text, its run, and what is shown of it.

use std::rc::Rc;

use sim_core::base::{Diagnostic, MessageId, ProcessId, Severity};

use super::document::Document;
use super::msg::Tab;
use super::playback::Playback;
use super::run::Run;
use crate::draw::Size;
use crate::draw::layout::Space;
use crate::engine::Unit;

/// The whole state of the page.
#[derive(Default)]
pub struct State {
    /// The opened scenario's text.
    pub document: Option<Document>,
    /// What is wrong with the text.
    pub problems: Rc<Vec<Diagnostic>>,
    /// The run of the last text without errors.
    pub run: Option<Run>,
    /// The pace.
    pub playback: Playback,
    /// What is shown.
    pub view: View,
    /// The stage's size in pixels of the screen.
    pub stage_size: Size,
    /// Height of the largest caption so far: the cards stay below it.
    pub caption_height: f64,
    /// True when the type's size has changed since that was measured.
    pub caption_outdated: bool,
    /// True if the system asks for a dark page.
    pub system_dark: bool,
    /// The name of the text that the browser kept from last time.
    pub kept: Option<String>,
    /// A short word to the user that is no error of a text.
    pub notice: Option<String>,
}

/// What is shown of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The dock's tab.
    pub tab: Tab,
    /// The selected process.
    pub process: Option<ProcessId>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// Whether the chain of causes is open.
    pub why: bool,
    /// Lines of the log.
    pub log_lines: usize,
    /// What a step is.
    pub unit: Unit,
    /// The answer that was chosen to the open question.
    pub answer: Option<Answer>,
    /// Whether the list of scenarios is open.
    pub library: bool,
    /// Whether the editor is open.
    pub editor: bool,
    /// Whether the list of keys is open.
    pub keys: bool,
    /// The dark theme; `None` follows the system.
    pub dark: Option<bool>,
    /// Large type and strong lines.
    pub projector: bool,
}

/// Height of a caption of two lines, and the room around it: kept free from
/// the beginning, so that only a longer caption moves the cards, once.
const CAPTION_ROOM: f64 = 62.0;
const CAPTION_MARGIN: f64 = 32.0;

/// An answer to a question of the lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The place of the choice.
    pub choice: usize,
    /// The right one, if the lesson knows it.
    pub right: Option<String>,
}

/// Lines of the log at first, and each time more are asked for.
pub const LOG_PAGE: usize = 200;
/// Most lines of the log: what a browser lays out within a frame or two.
pub const LOG_MOST: usize = 2_000;

impl Default for View {
    fn default() -> Self {
        View {
            tab: Tab::Code,
            process: None,
            message: None,
            why: false,
            log_lines: LOG_PAGE,
            unit: Unit::Message,
            answer: None,
            library: false,
            editor: false,
            keys: false,
            dark: None,
            projector: false,
        }
    }
}

impl State {
    /// Whether the page is dark.
    pub fn is_dark(&self) -> bool {
        self.view.dark.unwrap_or(self.system_dark)
    }

    /// True while something moves or is computed, so that frames are needed.
    pub fn wants_frames(&self) -> bool {
        let computing = self.run.as_ref().is_some_and(|run| !run.complete());
        self.playback.playing || computing
    }

    /// True if the text has errors, so that the picture is of an older text.
    pub fn is_stale(&self) -> bool {
        self.run.is_some() && self.errors() > 0
    }

    /// How many errors the text has.
    pub fn errors(&self) -> usize {
        let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
        self.problems.iter().filter(is_error).count()
    }

    /// How much larger than usual the drawings are shown.
    pub fn zoom(&self) -> f64 {
        if self.view.projector { 1.5 } else { 1.0 }
    }

    /// Draws the still pictures anew where they are out of date.
    pub fn refresh(&mut self) {
        let zoom = self.zoom();
        let space = Space {
            size: Size::new(self.stage_size.w / zoom, self.stage_size.h / zoom),
            top: CAPTION_ROOM.max(self.caption_height / zoom) + CAPTION_MARGIN,
        };
        if let Some(run) = &mut self.run {
            run.refresh(&mut self.view, space, self.playback.playing);
        }
    }
}
