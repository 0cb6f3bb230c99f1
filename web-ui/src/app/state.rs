//! What the page knows: the opened text, its run, and what is shown of it.

use std::rc::Rc;

use sim_core::base::{Diagnostic, MessageId, ProcessId, Severity, ThreadId, Time};
use sim_core::view::{LogFilter, LogLine, StopMark};

use super::compare::{Compare, With};
use super::document::Document;
use super::msg::{Depth, Meters, Panel, Tab};
use super::own::Own;
use super::playback::Playback;
use super::run::Run;
use crate::draw::Size;
use crate::draw::camera::Camera;
use crate::draw::layout::Space;
use crate::draw::saying::{Letters, Room};
use crate::draw::window::{self, Window};
use crate::engine::Unit;

/// The whole state of the page.
#[derive(Default)]
pub struct State {
    /// The opened scenario's text.
    pub document: Option<Document>,
    /// What is wrong with the text.
    pub problems: Rc<Vec<Diagnostic>>,
    /// True while the text has changes that have not been checked.
    pub unchecked: bool,
    /// The run of the last text without errors.
    pub run: Option<Run>,
    /// The run of a changed text, until it is prepared.
    pub coming: Option<Run>,
    /// The one in whose place it came: to let it go takes time, too.
    pub gone: Option<Run>,
    /// The other run of a comparison.
    pub compare: Option<Compare>,
    /// The pace.
    pub playback: Playback,
    /// What is shown.
    pub view: View,
    /// The stage's size in pixels of the screen.
    pub stage_size: Size,
    /// True if the system asks for a dark page.
    pub system_dark: bool,
    /// One's own texts, the one changed last first.
    pub own: Rc<Vec<Own>>,
    /// A short word to the user about what did not go; no error of a text.
    pub notice: Option<String>,
    /// The same about what went well.
    pub news: Option<String>,
    /// The link to this moment, while it is shown.
    pub link: Option<String>,
    /// What was answered at stops of this run before, and the hands counted.
    pub answered: Vec<Answered>,
    /// What the run was held against when the comparison was ended by a key.
    pub again: Option<With>,
    /// The open question's answer, for the presenter's eyes.
    pub answer_ahead: Option<String>,
    /// True until the first visit's hint has been read.
    pub first_visit: bool,
    /// The window's size in pixels of the screen.
    pub window: Size,
    /// The moment that the timeline followed last.
    followed: Time,
}

/// What is shown of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The dock's tab.
    pub tab: Tab,
    /// The one that the lesson opened last; another is somebody's own choice.
    pub led: Tab,
    /// The selected process.
    pub process: Option<ProcessId>,
    /// The thread of it that is shown; `None` is the one that ran last.
    pub thread: Option<ThreadId>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// The selected line between two processes.
    pub link: Option<(ProcessId, ProcessId)>,
    /// The part of the stage that is shown.
    pub camera: Camera,
    /// The selected queue.
    pub queue: Option<u32>,
    /// The selected event.
    pub event: Option<LogLine>,
    /// The selected end of a connection.
    pub connection: Option<u64>,
    /// How deep the stage looks.
    pub depth: Depth,
    /// The depth that the lesson chose last; another is somebody's own choice.
    pub led_depth: Depth,
    /// What the Queues tab shows.
    pub meters: Meters,
    /// Whether who waits for whom is drawn.
    pub waits: bool,
    /// The part of the time that the timeline shows; `None` is all.
    pub window: Option<Window>,
    /// Height of controls and timeline in pixels, if somebody chose one.
    pub foot: Option<f64>,
    /// Raised hands by choice, while they are counted.
    pub hands: Option<Vec<u32>>,
    /// Whether the hint is shown.
    pub hint: bool,
    /// What somebody has set out to try.
    pub task: Option<String>,
    /// Where the line begins that this is about.
    pub meant: Option<usize>,
    /// Which guide is shown.
    pub guide: usize,
    /// Whether the chain of causes is open.
    pub why: bool,
    /// Lines of the log.
    pub log_lines: usize,
    /// Which of them.
    pub log_filter: LogFilter,
    /// What a step is.
    pub unit: Unit,
    /// The answer that was chosen to the open question.
    pub answer: Option<Answer>,
    /// What stands in the dock's place.
    pub panel: Option<Panel>,
    /// Whether the editor is open.
    pub editor: bool,
    /// The byte of the text at which somebody writes.
    pub caret: usize,
    /// Counts how often a process was selected outside of the text.
    pub visits: u32,
    /// The dark theme; `None` follows the system.
    pub dark: Option<bool>,
    /// Large type and strong lines.
    pub projector: bool,
}

/// How much is known of the run of the text as it is now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Nothing: what is shown is of an earlier text.
    Nothing,
    /// It is computed in part.
    Beginning,
    /// All of it.
    #[default]
    All,
}

/// Measures of what stands below the cards in letters' sizes, as the style sheets
/// have them: a row of buttons; up to which width of the stage all buttons are how
/// wide, and that of a stack; a row for a legend, and from which width on it needs
/// none; the name of a run beside another.
const BUTTONS: f64 = 2.7;
const ROWS: [(f64, f64, f64); 3] = [(36.0, 27.0, 5.5), (44.0, 35.0, 5.5), (f64::MAX, 40.5, 6.5)];
const LEGEND: f64 = 1.9;
const LEGEND_BESIDE: f64 = 60.0;
const NAME: f64 = 2.0;
/// For the last row of the room what stands on cards is enlarged; where there is
/// little room it is so much smaller again, but never below 14 pixels.
const SMALLER: f64 = 14.0 / (1.5 * 12.0);
/// Sizes of a caption's letters at a zoom of 1: the usual ones, those as large as a
/// program's, and the smallest that can be read; in the last row larger ones.
const LETTERS: [f64; 3] = [16.0, 14.0, 12.5];
const LARGE_LETTERS: [f64; 3] = [21.0, 17.0, 15.0];

/// An answer to a question of the lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The place of the choice, if one was made.
    pub choice: Option<usize>,
    /// The right one, if the lesson knows it.
    pub right: Option<String>,
}

/// What was answered at a stop, by its number in the file.
pub struct Answered {
    /// Which stop.
    pub stop: usize,
    /// The answer.
    pub answer: Answer,
    /// Raised hands by choice, if they were counted.
    pub hands: Option<Vec<u32>>,
}

/// Lines of the log at first, and each time more are asked for.
pub const LOG_PAGE: usize = 200;
/// Most lines of the log: what a browser lays out within a frame or two.
pub const LOG_MOST: usize = 2_000;

impl Default for View {
    fn default() -> Self {
        View {
            tab: Tab::Code,
            led: Tab::Code,
            process: None,
            thread: None,
            message: None,
            link: None,
            camera: Camera::default(),
            queue: None,
            event: None,
            connection: None,
            depth: Depth::Messages,
            led_depth: Depth::Messages,
            meters: Meters::Now,
            waits: false,
            window: None,
            foot: None,
            hands: None,
            hint: false,
            task: None,
            meant: None,
            guide: 0,
            why: false,
            log_lines: LOG_PAGE,
            log_filter: LogFilter::All,
            unit: Unit::Message,
            answer: None,
            panel: None,
            editor: false,
            caret: 0,
            visits: 0,
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

    /// What was said has been heard: somebody goes on.
    pub fn hush(&mut self) {
        (self.notice, self.news) = (None, None);
        self.again = None;
    }

    /// True while something moves or is computed, so that frames are needed.
    pub fn wants_frames(&self) -> bool {
        let other = self.compare.as_ref().map(|compare| &compare.run);
        let mut runs = self.run.iter().chain(other);
        let changes = self.coming.is_some() || self.gone.is_some();
        self.playback.playing || changes || runs.any(Run::is_busy)
    }

    /// True while what is drawn moves on by itself: not while the run of a changed
    /// text is still to come.
    pub fn is_moving(&self) -> bool {
        let waits = self.coming.is_some() || self.run.as_ref().is_some_and(Run::stands_in);
        self.playback.playing && !waits
    }

    /// What is known of the text's own run.
    pub fn known(&self) -> Known {
        let stands_in = self.run.as_ref().is_some_and(Run::stands_in);
        if self.unchecked || self.coming.is_some() || stands_in || self.is_stale() {
            Known::Nothing
        } else if self.run.as_ref().is_some_and(|run| !run.complete()) {
            Known::Beginning
        } else {
            Known::All
        }
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

    /// Looks the answer of the open question up, once the run is computed.
    pub fn look_ahead(&mut self) {
        self.answer_ahead = self
            .run
            .as_mut()
            .filter(|run| run.complete())
            .and_then(|run| {
                let caption = run.pictures().caption.clone()?;
                run.answer(caption.stop?.index)
            });
    }

    /// Remembers the answer that is shown, for whoever comes back.
    pub fn keep_answer(&mut self, stop: usize) {
        self.answered.retain(|kept| kept.stop != stop);
        let hands = self.view.hands.clone();
        let answer = self.view.answer.clone();
        let kept = answer.map(|answer| Answered {
            stop,
            answer,
            hands,
        });
        self.answered.extend(kept);
    }

    /// Shows again what was answered at the stop that is shown.
    fn recall_answer(&mut self) {
        let stop = self.run.as_ref().and_then(Run::stop_here);
        let open = stop.filter(|_| self.view.answer.is_none() && self.view.hands.is_none());
        let Some(index) = open.map(|stop| stop.index) else {
            return;
        };
        if let Some(kept) = self.answered.iter().find(|kept| kept.stop == index) {
            self.view.answer = Some(kept.answer.clone());
            self.view.hands = kept.hands.clone();
        }
    }

    /// From when on nothing is shown of a run.
    pub fn veil(&self) -> Option<Time> {
        self.veiled().map(|veiled| veiled.0)
    }

    /// The same with the position: from the next question that nobody has
    /// answered; who goes on without an answer sees what comes only as it comes,
    /// up to the next stop, unless he has changed the run and wants to see what
    /// comes of it. Whoever writes the scenario sees all but at the question itself.
    pub fn veiled(&self) -> Option<(Time, u64)> {
        let run = self.run.as_ref()?;
        let here = run.here();
        let known = |index| self.answered.iter().any(|kept| kept.stop == index);
        let asks = |stop: &StopMark| stop.ask.is_some() && !known(stop.index);
        let stops = run.session().stops();
        let (before, ahead) = stops.split_at(stops.partition_point(|stop| stop.key() < here));
        if self.view.editor {
            let mut at = ahead.iter().take_while(|stop| stop.key() == here);
            return at.find(|it| asks(it)).map(|stop| (stop.at, stop.position));
        }
        let is_stop = ahead.first().is_some_and(|stop| stop.key() == here);
        if !is_stop && !run.is_changed() && before.last().is_some_and(asks) {
            return Some((run.now(), run.position()));
        }
        let mut ahead = ahead.iter();
        ahead
            .find(|it| asks(it))
            .map(|stop| (stop.at, stop.position))
    }

    /// How much larger than usual the drawings are shown: in a large window,
    /// and for the last row.
    pub fn zoom(&self) -> f64 {
        let letters = (self.window.w * 0.01).min(self.window.h * 0.016);
        let large = (letters / 16.0).max(1.0);
        if self.view.projector {
            large * 1.5
        } else {
            large
        }
    }

    /// How much larger than usual letters are: less than the drawings are for
    /// the last row.
    fn letters(&self) -> Letters {
        let large = self.zoom() / if self.view.projector { 1.5 } else { 1.0 };
        let [usual, good, least] = match self.view.projector {
            true => LARGE_LETTERS,
            false => LETTERS,
        };
        Letters {
            usual: large * usual,
            good: large * good,
            least: large * least,
        }
    }

    /// The selected message, and the station of its trip that it is at.
    pub fn station(&self) -> (Option<MessageId>, Option<usize>) {
        let here = |run: &Run| run.pictures().below.station;
        (self.view.message, self.run.as_ref().and_then(here))
    }

    /// The height that captions need, and the one that they rather have.
    fn strip(&self) -> (f64, f64) {
        let talk = self.run.as_ref().map_or(&[][..], |run| run.cast().talk());
        self.letters().strip(self.stage_size, talk)
    }

    /// The room for captions: above all that is on the stage, as the cards stand.
    /// What opens over the stage moves nothing on it.
    pub fn caption_room(&self) -> Room {
        let run = self.run.as_ref();
        let above = run.and_then(|run| run.above(self.view.depth));
        let (strip, free) = above.unwrap_or_default();
        // What is enlarged may stand anywhere.
        let free = if self.view.camera.is_whole() {
            free
        } else {
            0.0
        };
        let height = (strip * self.zoom()).max(free * self.stage_size.h);
        Room {
            size: Size::new(self.stage_size.w, height.max(self.strip().0)),
            letters: self.letters(),
        }
    }

    /// The stage's room.
    fn space(&self) -> Space {
        let zoom = self.zoom();
        let size = Size::new(self.stage_size.w / zoom, self.stage_size.h / zoom);
        let letter = self.letters().usual / zoom;
        let strip = self.strip();
        let wide = size.w / letter;
        let groups = self.run.as_ref().map_or(0, Run::stacks);
        let widths = ROWS.iter().find(|row| wide <= row.0);
        let (_, buttons, stack) = widths.copied().unwrap_or_default();
        let rows = (buttons + stack * groups as f64) / wide;
        let explained = self.view.depth != Depth::Messages && wide < LEGEND_BESIDE;
        let foot = match &self.compare {
            Some(_) => NAME,
            None => rows.ceil() * BUTTONS + if explained { LEGEND } else { 0.0 },
        };
        Space {
            size,
            top: strip.0 / zoom,
            most: strip.1 / zoom,
            foot: foot * letter,
            least: if self.view.projector { SMALLER } else { 1.0 },
        }
    }

    /// Draws the still pictures anew where they are out of date.
    pub fn refresh(&mut self) {
        let space = self.space();
        let playing = self.playback.playing;
        let Some(run) = &mut self.run else { return };
        if run.now() != self.followed {
            self.followed = run.now();
            let timeline = &run.pictures().timeline;
            let window = self.view.window;
            self.view.window =
                window.and_then(|window| window::following(timeline, window, run.now()));
        }
        run.refresh(&mut self.view, space, playing);
        self.recall_answer();
        let Some(run) = &self.run else { return };
        if let Some(compare) = &mut self.compare {
            compare.follow(run.now(), &|| true);
            compare.refresh(run, space, playing);
        }
    }

    /// True if the timeline is open to the whole diagram.
    pub fn diagram(&self) -> bool {
        self.view
            .foot
            .is_some_and(|foot| foot > self.window.h * 0.45)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_grow_with_the_window_as_letters_do() {
        let theme = include_str!("../../style/theme.css");
        for formula in [
            "--base: max(16px, min(1vw, 1.6vh));",
            "--base: max(21px, min(1.3125vw, 2.1vh));",
        ] {
            assert!(theme.contains(formula), "{formula}");
        }
        let mut state = State::default();
        for (w, h, zoom) in [
            (0.0, 0.0, 1.0),
            (1_440.0, 900.0, 1.0),
            (3_840.0, 2_160.0, 2.16),
        ] {
            state.window = Size::new(w, h);
            state.view.projector = false;
            assert_eq!(state.zoom(), zoom, "{w} x {h}");
            state.view.projector = true;
            assert_eq!(state.zoom(), zoom * 1.5, "{w} x {h}");
        }
    }
}
