//! What a screen asks of a session: read models at the cursor.

use std::borrow::Cow;

use serde::Serialize;

use super::telling::is_minor;
use super::{Session, Told};
use crate::base::{ProcessId, RecordId, ThreadId, Time};
use crate::trace::{Level, Tone, tone};
use crate::view::{self, CodeView, LogFilter, LogLine, Stack, Stage, Timeline, Waits, Why};
use crate::world::{Record, World};

/// Lines of the log for each one that was asked for, at most: the others are
/// retries, which a screen shows as one.
const MOST_RETRIES: usize = 10;

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
    /// The event whose reason can be asked for.
    pub why: Option<RecordId>,
}

impl Session {
    /// The stage at the cursor.
    pub fn stage(&self) -> Stage {
        view::stage(&self.cursor, self.time, &self.trace, &self.lesson)
    }

    /// The cables at the cursor, for whoever wants to change them.
    pub fn cables(&self) -> Vec<view::CableCard> {
        view::cables(&self.cursor)
    }

    /// The cables between two processes, in order.
    pub fn way(&self, from: ProcessId, to: ProcessId) -> Vec<crate::base::CableId> {
        view::way(&self.cursor, from, to)
    }

    /// True if a process stands otherwise than one of another session: in what
    /// has become of it, on its terminal, or, if it is `looked_into`, in its
    /// variables.
    pub fn differs(
        &self,
        process: ProcessId,
        (other, twin): (&Session, ProcessId),
        looked_into: bool,
    ) -> bool {
        view::differ((&self.cursor, process), (&other.cursor, twin), looked_into)
    }

    /// One process's program at the cursor.
    pub fn code(&self, process: ProcessId) -> CodeView {
        self.code_of(process, None)
    }

    /// True if the process is there at the cursor: others may start it later.
    pub fn has_process(&self, process: ProcessId) -> bool {
        process.index() < self.cursor.system().processes().len()
    }

    /// The same as one of its threads executes it; `None` is the one that ran last.
    pub fn code_of(&self, process: ProcessId, thread: Option<ThreadId>) -> CodeView {
        let line = self.last_line(process, self.position());
        let before = line.map(|line| match self.noted(process, line) {
            Some(noted) => Cow::Borrowed(noted),
            None => Cow::Owned(view::stacks(&self.world_at(line), process)),
        });
        let before = before.as_deref().unwrap_or_default();
        view::code(&self.cursor, before, &self.trace, process, thread)
    }

    /// The program of `process` will be asked for again and again: from now on
    /// its last statement is noted as the cursor passes it, so that what the
    /// statement changed is known without a replay.
    pub fn look_at(&mut self, process: ProcessId) {
        self.looked_at = Some(process);
        let line = self.last_line(process, self.position());
        if let Some(line) = line
            && self.noted(process, line).is_none()
        {
            let stacks = view::stacks(&self.world_at(line), process);
            self.before_line = Some((process, line, stacks));
        }
    }

    /// Where the process was before its statement at `line`, if that was noted.
    fn noted(&self, process: ProcessId, line: u64) -> Option<&[Stack]> {
        let (whose, at, stacks) = self.before_line.as_ref()?;
        ((*whose, *at) == (process, line)).then_some(stacks)
    }

    /// The position before the last statement of `process` up to `position`:
    /// what has changed since is what that statement changed.
    pub(super) fn last_line(&self, process: ProcessId, position: u64) -> Option<u64> {
        // A program that sleeps while others run executes its last line long
        // ago; beyond this many records nobody asks what it changed.
        let recent = self.trace.story(position).rev().take(2_000);
        let line = recent
            .into_iter()
            .find(|record| record.line_of() == Some(process))?;
        line.position.checked_sub(1)
    }

    /// A copy of the world as it was at a computed position.
    pub fn world_at(&self, position: u64) -> World {
        let mut world = self.before(position).clone();
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

    /// At most `most` sentences up to the cursor, latest last, of this layer and
    /// those above it; a row of retries counts as one.
    pub fn log(&self, most: usize, level: Level, filter: LogFilter) -> Vec<LogLine> {
        let names = self.trace.names(&self.lesson.setup);
        let recent: Box<dyn Iterator<Item = &Record>> = match level {
            Level::Messages => Box::new(self.trace.story(self.position()).rev()),
            _ => {
                let records = &self.trace.records()[..self.trace.after(self.position())];
                Box::new(records.iter().rev().filter(move |it| it.level() <= level))
            }
        };
        let wanted = recent.filter(|it| filter.takes(it, names));
        let mut lines: Vec<LogLine> = Vec::new();
        let mut left = most;
        for record in wanted.take(most.saturating_mul(MOST_RETRIES)) {
            let again = record.is_retry() && lines.last().is_some_and(|line| line.retry);
            if !again && left == 0 {
                break;
            }
            left -= usize::from(!again);
            lines.push(view::log_line(record, names));
        }
        lines.reverse();
        lines
    }

    /// The narration of the stop at the cursor, or what happened last to
    /// programs and messages.
    pub fn caption(&self) -> Option<Caption> {
        self.caption_at(Level::Messages)
    }

    /// The same with what happened last on this layer or those above it. What
    /// somebody was led to, or has just done, goes before all else.
    pub fn caption_at(&self, level: Level) -> Option<Caption> {
        if let Some(said) = self.wanted() {
            return Some(said);
        }
        if let Some(mark) = self.stop() {
            let text = if mark.say.is_empty() {
                mark.ask.clone().unwrap_or_default()
            } else {
                mark.say.clone()
            };
            return Some(Caption {
                text,
                tone: Tone::Command,
                stop: Some(mark.index),
                why: self.trouble(),
            });
        }
        if let Some(said) = self.intervention() {
            return Some(said);
        }
        let line = self.telling(level)?;
        Some(self.sentence_of(line))
    }

    /// The event or station that somebody went to, or what he did to the run.
    fn wanted(&self) -> Option<Caption> {
        match self.told {
            Told::First | Told::Stop(_) => None,
            Told::Done => self.intervention(),
            Told::Event(record) => self.trace.get(record).map(|it| self.sentence_of(it)),
            Told::Station(message, at) => {
                let station = self.trip(message).into_iter().nth(at)?;
                let record = self.trace.get(station.record);
                Some(Caption {
                    text: station.text,
                    tone: station.tone,
                    stop: None,
                    why: record.and_then(view::asks_why),
                })
            }
        }
    }

    fn sentence_of(&self, record: &Record) -> Caption {
        let names = self.trace.names(&self.lesson.setup);
        let line = view::log_line(record, names);
        Caption {
            text: line.text,
            tone: line.tone,
            stop: None,
            why: view::asks_why(record),
        }
    }

    /// What goes wrong exactly at the cursor.
    fn trouble(&self) -> Option<RecordId> {
        let here = self.position();
        let names = self.trace.names(&self.lesson.setup);
        let records = &self.trace.records()[..self.trace.after(here)];
        let now = records.iter().rev().take_while(|it| it.position == here);
        let mut wrong = now.filter(|it| tone(it, names) == Tone::Loss);
        wrong.find_map(view::asks_why)
    }

    /// The event whose sentence is said: at the cursor if it stands at one,
    /// else the last one that is worth telling.
    fn telling(&self, level: Level) -> Option<&Record> {
        let here = self.position();
        let story = || self.trace.story(here).rev();
        if level != Level::Messages {
            let records = &self.trace.records()[..self.trace.after(here)];
            let mut recent = records.iter().rev().take(2_000);
            if let Some(found) = recent.find(|record| record.level() <= level) {
                return Some(found);
            }
        }
        let mut recent = story().take(4_000);
        let telling = recent.find(|record| !is_minor(record, story()));
        let last = story().next();
        // Between two events what is small passes unsaid.
        let stands = self.time == self.cursor.now();
        let last_here = last.filter(|it| stands && it.position == here);
        match (telling, last_here) {
            (Some(telling), Some(last)) if telling.position < here => Some(last),
            (telling, _) => telling.or(last),
        }
    }

    /// One event as a sentence.
    pub fn line(&self, record: RecordId) -> Option<LogLine> {
        let names = self.trace.names(&self.lesson.setup);
        let record = self.trace.get(record)?;
        Some(view::log_line(record, names))
    }

    /// Who waits for whom at the cursor; `stage` is the stage there.
    pub fn waits(&self, stage: &Stage) -> Waits {
        view::waits(&self.cursor, &self.trace, &stage.envelopes)
    }

    /// The last decision about a message up to the cursor: why it was dropped,
    /// or went where it went.
    pub fn why_of(&self, message: crate::base::MessageId) -> Option<Why> {
        let info = self.trace.index().message(message)?;
        let until = self.position();
        let records = info.records.iter().rev();
        let records = records.filter_map(|id| self.trace.get(*id));
        let mut records = records.filter(|record| record.position <= until);
        let last = records.clone().next()?;
        // What is on its way may be lost below the messages.
        let under_way = !last.is_arrival() && !last.is_drop();
        let descent = under_way.then(|| self.descent(message)).flatten();
        if let Some(loss) = descent.as_ref().and_then(|it| it.loss(until)) {
            return self.why(loss.record);
        }
        let decided = records.find(|record| record.rule().is_some())?;
        self.why(decided.id)
    }

    /// The lines of programs from which a message came and to which it went,
    /// up to the cursor: process and line.
    pub fn lines_of(&self, message: crate::base::MessageId) -> Vec<(ProcessId, u32)> {
        let Some(info) = self.trace.index().message(message) else {
            return Vec::new();
        };
        let ends = [info.records.first(), info.records.last()];
        let records = ends.into_iter().flatten();
        let records = records.filter(|id| {
            self.trace
                .get(**id)
                .is_some_and(|record| record.position <= self.position())
        });
        let lines = records.filter_map(|id| self.line_before(*id));
        let mut lines: Vec<(ProcessId, u32)> = lines.collect();
        lines.dedup();
        lines
    }

    /// The statement in which something happened: its process and line.
    fn line_before(&self, id: RecordId) -> Option<(ProcessId, u32)> {
        let process = self.trace.get(id)?.process()?;
        let statement = view::statement(&self.trace, id)?;
        Some((process, view::own_line(statement, process)?))
    }

    /// The run as a Mermaid sequence diagram, as far as computed, or only up to a
    /// position.
    pub fn mermaid(&self, until: Option<u64>) -> String {
        view::export::mermaid(&self.trace, &self.lesson, until)
    }

    /// The sentences of the run as Markdown, so far.
    pub fn markdown(&self, until: Option<u64>) -> String {
        view::export::markdown(&self.trace, &self.lesson, until)
    }

    /// The events of the run as JSON, so far: one object each.
    pub fn json(&self, until: Option<u64>) -> String {
        let names = self.trace.names(&self.lesson.setup);
        let end = self.trace.after(until.unwrap_or(u64::MAX));
        let records = self.trace.records()[..end].iter();
        let lines = records.map(|record| view::export::json(record, names));
        format!("[\n{}\n]\n", lines.collect::<Vec<_>>().join(",\n"))
    }

    /// Why one thing happened.
    pub fn why(&self, record: RecordId) -> Option<Why> {
        view::why(&self.trace, &self.lesson, record)
    }
}
