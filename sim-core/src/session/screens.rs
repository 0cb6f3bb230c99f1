//! What a screen asks of a session: read models at the cursor.

use serde::Serialize;

use super::Session;
use crate::base::{ProcessId, RecordId, ThreadId, Time};
use crate::system::Happening;
use crate::trace::Tone;
use crate::view::{self, CodeView, LogLine, Stage, Timeline, Why};
use crate::world::World;

/// What the stage says: narration, or what happened last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Caption {
    /// The text.
    pub text: String,
    /// How it stands out.
    pub tone: Tone,
    /// The stop whose narration it is (`StopMark::index`); `None` for the
    /// sentence of the last event.
    pub stop: Option<usize>,
}

impl Session {
    /// The stage at the cursor.
    pub fn stage(&self) -> Stage {
        view::stage(&self.cursor, self.time, &self.trace, &self.lesson)
    }

    /// One process's program at the cursor.
    pub fn code(&self, process: ProcessId) -> CodeView {
        self.code_of(process, None)
    }

    /// The same as one of its threads executes it; `None` is the one that ran last.
    pub fn code_of(&self, process: ProcessId, thread: Option<ThreadId>) -> CodeView {
        let before = self.before_last_line(process);
        view::code(&self.cursor, before.as_ref(), &self.trace, process, thread)
    }

    /// The world before the last statement of `process` up to the cursor: what
    /// has changed since is what that statement changed.
    fn before_last_line(&self, process: ProcessId) -> Option<World> {
        let records = &self.trace.records()[..self.trace.after(self.position())];
        // A program that sleeps while others run executes its last line long
        // ago; beyond this many records nobody asks what it changed.
        let recent = records.iter().rev().take(2_000);
        let line = recent
            .into_iter()
            .find(|record| record.line_of() == Some(process))?;
        Some(self.world_at(line.position.checked_sub(1)?))
    }

    /// A copy of the world as it was at a computed position.
    pub fn world_at(&self, position: u64) -> World {
        let mut world = self.checkpoints.before(position).clone();
        super::replay(&mut world, &self.commands, position);
        world
    }

    /// The run as lanes and arrows, as far as computed: what touches the time
    /// window, and at most that many arrows.
    pub fn timeline(&self, window: (Time, Time), max_arrows: usize) -> Timeline {
        let mut timeline = view::timeline(&self.trace, &self.lesson, window, max_arrows);
        timeline.computed = self.computed().1;
        timeline.end = self.head.end_time();
        timeline.stops = self.stops().to_vec();
        view::close_lanes(&mut timeline);
        timeline
    }

    /// At most `most` sentences up to the cursor, latest last, without what a
    /// filter leaves out.
    pub fn log(&self, most: usize, wanted: impl Fn(&LogLine) -> bool) -> Vec<LogLine> {
        let records = &self.trace.records()[..self.trace.after(self.position())];
        let names = self.trace.names(&self.lesson.setup);
        let lines = records
            .iter()
            .rev()
            .map(|record| view::log_line(record, names));
        let mut lines: Vec<LogLine> = lines.filter(wanted).take(most).collect();
        lines.reverse();
        lines
    }

    /// What is said of one message up to the cursor: its trip so far.
    pub fn trip(&self, message: crate::base::MessageId) -> Vec<LogLine> {
        let names = self.trace.names(&self.lesson.setup);
        let ids = self
            .trace
            .index()
            .message(message)
            .map(|info| info.records.as_slice())
            .unwrap_or_default();
        let records = ids.iter().filter_map(|id| self.trace.get(*id));
        records
            .filter(|record| record.position <= self.position())
            .map(|record| view::log_line(record, names))
            .collect()
    }

    /// The narration of the stop at the cursor, or what happened last.
    pub fn caption(&self) -> Option<Caption> {
        let at = |mark: &&view::StopMark| mark.position == self.position() && mark.at == self.time;
        if let Some(mark) = self.stops().iter().rev().find(at) {
            let text = if mark.say.is_empty() {
                mark.ask.clone().unwrap_or_default()
            } else {
                mark.say.clone()
            };
            return Some(Caption {
                text,
                tone: Tone::Command,
                stop: Some(mark.index),
            });
        }
        let records = &self.trace.records()[..self.trace.after(self.position())];
        let names = self.trace.names(&self.lesson.setup);
        let telling = records
            .iter()
            .rev()
            .take(200)
            .find(|record| !is_minor(&record.what))
            .or(records.last())?;
        let line = view::log_line(telling, names);
        Some(Caption {
            text: line.text,
            tone: line.tone,
            stop: None,
        })
    }

    /// Why one thing happened.
    pub fn why(&self, record: RecordId) -> Option<Why> {
        view::why(&self.trace, &self.lesson, record)
    }
}

/// Too small for the stage's caption.
fn is_minor(what: &Happening) -> bool {
    matches!(what, Happening::Network { .. })
}
