//! What a screen asks of a session: read models at the cursor.

use serde::Serialize;

use super::Session;
use crate::base::{ProcessId, RecordId, ThreadId, Time};
use crate::system::{Happening, ProgramFact};
use crate::trace::{Level, Tone};
use crate::view::{self, CodeView, Difference, LogLine, Stage, Timeline, Waits, Why};
use crate::world::{Record, World};

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

    /// The cables at the cursor, for whoever wants to change them.
    pub fn cables(&self) -> Vec<view::CableCard> {
        view::cables(&self.cursor)
    }

    /// The cables between two processes, in order.
    pub fn way(&self, from: ProcessId, to: ProcessId) -> Vec<crate::base::CableId> {
        view::way(&self.cursor, from, to)
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
        // A program that sleeps while others run executes its last line long
        // ago; beyond this many records nobody asks what it changed.
        let recent = self.trace.story(self.position()).rev().take(2_000);
        let line = recent
            .into_iter()
            .find(|record| record.line_of() == Some(process))?;
        Some(self.world_at(line.position.checked_sub(1)?))
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
    /// those above it.
    pub fn log(&self, most: usize, level: Level) -> Vec<LogLine> {
        let names = self.trace.names(&self.lesson.setup);
        let line = |record: &Record| view::log_line(record, names);
        let mut lines: Vec<LogLine> = match level {
            Level::Messages => {
                let story = self.trace.story(self.position()).rev();
                story.take(most).map(line).collect()
            }
            _ => {
                let records = &self.trace.records()[..self.trace.after(self.position())];
                let wanted = records.iter().rev().filter(|it| it.level() <= level);
                wanted.take(most).map(line).collect()
            }
        };
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

    /// The narration of the stop at the cursor, or what happened last to
    /// programs and messages.
    pub fn caption(&self) -> Option<Caption> {
        self.caption_at(Level::Messages)
    }

    /// The same with what happened last on this layer or those above it.
    pub fn caption_at(&self, level: Level) -> Option<Caption> {
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
        let names = self.trace.names(&self.lesson.setup);
        let story = || self.trace.story(self.position()).rev();
        let deep = || {
            let records = &self.trace.records()[..self.trace.after(self.position())];
            let mut recent = records.iter().rev().take(2_000);
            recent.find(|record| record.level() <= level)
        };
        let usual = || {
            let mut recent = story().take(200);
            let telling = recent.find(|record| !is_minor(&record.what));
            telling.or_else(|| story().next())
        };
        let telling = match level {
            Level::Messages => usual()?,
            _ => deep().or_else(usual)?,
        };
        let line = view::log_line(telling, names);
        Some(Caption {
            text: line.text,
            tone: line.tone,
            stop: None,
        })
    }

    /// One event as a sentence.
    pub fn line(&self, record: RecordId) -> Option<LogLine> {
        let names = self.trace.names(&self.lesson.setup);
        let record = self.trace.get(record)?;
        Some(view::log_line(record, names))
    }

    /// Who waits for whom at the cursor; `stage` is the stage there.
    pub fn waits(&self, stage: &Stage) -> Waits {
        view::waits(&self.cursor, &stage.envelopes)
    }

    /// The last decision about a message up to the cursor: why it was dropped,
    /// or went where it went.
    pub fn why_of(&self, message: crate::base::MessageId) -> Option<Why> {
        let info = self.trace.index().message(message)?;
        let records = info.records.iter().rev();
        let mut records = records.filter_map(|id| self.trace.get(*id));
        let decided =
            records.find(|record| record.position <= self.position() && record.rule().is_some())?;
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

    /// The statement in which something happened: the last one of its process.
    fn line_before(&self, id: RecordId) -> Option<(ProcessId, u32)> {
        let process = self.trace.get(id)?.process()?;
        // A statement's own events follow it closely.
        let before = self.trace.story(self.trace.get(id)?.position).rev();
        before
            .filter(|record| record.id <= id)
            .take(5_000)
            .find_map(|record| match &record.what {
                Happening::Program {
                    process: who,
                    fact:
                        ProgramFact::Line {
                            line, file: None, ..
                        },
                    ..
                } if *who == process => Some((process, *line)),
                _ => None,
            })
    }

    /// The run as a Mermaid sequence diagram, as far as computed.
    pub fn mermaid(&self) -> String {
        view::export::mermaid(&self.trace, &self.lesson)
    }

    /// The sentences of the run as Markdown, as far as computed.
    pub fn markdown(&self) -> String {
        view::export::markdown(&self.trace, &self.lesson)
    }

    /// The events of the run as JSON, as far as computed: one object each.
    pub fn json(&self) -> String {
        let names = self.trace.names(&self.lesson.setup);
        let records = self.trace.records().iter();
        let lines = records.map(|record| view::export::json(record, names));
        format!("[\n{}\n]\n", lines.collect::<Vec<_>>().join(",\n"))
    }

    /// Where this run and another part, as far as both are computed; `None` if
    /// they are the same. A difference that only frames show comes last.
    pub fn difference(&self, other: &Session) -> Option<Difference> {
        let (one, two) = (self.trace.story(u64::MAX), other.trace.story(u64::MAX));
        let pair = parting(one, two).or_else(|| {
            let (one, two) = (self.trace.records(), other.trace.records());
            parting(one.iter(), two.iter())
        })?;
        let line = |session: &Session, record: Option<&Record>| {
            let names = session.trace.names(&session.lesson.setup);
            Some(view::log_line(record?, names))
        };
        let (one, other) = (line(self, pair.0), line(other, pair.1));
        let at = [&one, &other]
            .into_iter()
            .flatten()
            .map(|line| line.at)
            .min()?;
        Some(Difference { at, one, other })
    }

    /// Why one thing happened.
    pub fn why(&self, record: RecordId) -> Option<Why> {
        view::why(&self.trace, &self.lesson, record)
    }
}

/// The first records of two lists that are not the same; `None` if all are.
fn parting<'a>(
    mut one: impl Iterator<Item = &'a Record>,
    mut two: impl Iterator<Item = &'a Record>,
) -> Option<(Option<&'a Record>, Option<&'a Record>)> {
    loop {
        match (one.next(), two.next()) {
            (None, None) => return None,
            (Some(a), Some(b)) if a.at == b.at && a.what == b.what => {}
            pair => return Some(pair),
        }
    }
}

/// Too small for the stage's caption.
fn is_minor(what: &Happening) -> bool {
    matches!(what, Happening::Network { .. })
}
