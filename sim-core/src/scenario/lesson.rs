//! The checked form of a scenario file: what a world begins with, and what a
//! lesson adds to it (title, narration, questions, expectations). Plain data;
//! every name is resolved and every value is within its range.

use std::rc::Rc;

use serde::Serialize;

use super::wire_event::WireEvent;
use crate::base::{HostId, Place, ProcessId, Span, Time};
pub use crate::network::Level;
pub use crate::system::Activity as State;
use crate::world::Setup;

/// A text with the name under which the user knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// The file's name, such as `lesson.toml`; for a file beside it the path
    /// as the scenario writes it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A scenario whose problems, if any, are only warnings.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The title.
    pub title: String,
    /// The chapter it belongs to, such as `ZeroMQ`.
    pub chapter: Option<String>,
    /// What one should have understood at the end, one sentence.
    pub goal: Option<String>,
    /// Notes for the person who presents it.
    pub notes: Option<String>,
    /// Suggestions what to change and try.
    pub what_if: Vec<Suggestion>,
    /// What the world begins with.
    pub setup: Rc<Setup>,
    /// How deep the stage looks at first.
    pub level: Level,
    /// Place of each host on the stage, each coordinate from 0 to 1, as far as
    /// the author gave one; parallel to `setup.hosts`.
    pub places: Vec<Option<(f64, f64)>>,
    /// Where each program stands in the files; parallel to `setup.processes`.
    pub programs: Vec<Rc<LineMap>>,
    /// Where the lesson pauses, in order of the file.
    pub stops: Vec<Stop>,
    /// How the file tests itself, one entry for each single check.
    pub expectations: Vec<Expectation>,
    /// The scenario as it was read.
    pub file: File,
    /// The files beside it that it uses.
    pub beside: Vec<File>,
}

impl Lesson {
    /// True if an expectation or a question asks how often this happened.
    pub fn counts(&self, wanted: Counter) -> bool {
        let mut checks = self.expectations.iter().map(|one| &one.check);
        let questions = self.stops.iter().filter_map(|stop| stop.question.as_ref());
        let mut answers = questions.filter_map(|question| question.answer.as_ref());
        checks.any(|it| matches!(it, Check::Count { counter, .. } if *counter == wanted))
            || answers.any(|it| *it == Answer::CountOf(wanted))
    }
}

/// Something to try.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What, in one sentence.
    pub text: String,
    /// The line to change, if the file names one.
    pub line: Option<Place>,
}

/// A pause of the lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// What makes it pause.
    pub when: Condition,
    /// Pauses when the condition comes true for the nth time, from 1. A state
    /// comes true when it is entered, not while it lasts.
    pub nth: u32,
    /// How deep the stage looks from here on, if that changes.
    pub level: Option<Level>,
    /// Whose program is shown from here on, where the file says it.
    pub process: Option<ProcessId>,
    /// What is open beside the stage from here on, if that changes.
    pub tab: Option<Tab>,
    /// The narration.
    pub say: Option<String>,
    /// The question, if it asks one; it hides the future.
    pub question: Option<Question>,
    /// Where the stop stands in the file.
    pub place: Place,
}

/// What can be open beside the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tab {
    /// A process's program.
    Code,
    /// The message that the stop is about.
    Message,
    /// All queues as they are.
    Queues,
    /// The queues over time.
    Plots,
    /// TCP's numbers.
    Connections,
    /// One sentence per event.
    Log,
}

impl Tab {
    /// The words of `keys::TABS`, in their order.
    const ALL: [Tab; 6] = [
        Tab::Code,
        Tab::Message,
        Tab::Queues,
        Tab::Plots,
        Tab::Connections,
        Tab::Log,
    ];

    /// The tab of that name.
    pub fn from_word(word: &str) -> Option<Tab> {
        let at = super::keys::TABS.iter().position(|it| *it == word)?;
        Tab::ALL.get(at).copied()
    }
}

/// A question to the class.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The question.
    pub ask: String,
    /// What can be chosen; empty for an open question.
    pub choices: Vec<String>,
    /// Help before answering.
    pub hint: Option<String>,
    /// The right answer, if the file gives one.
    pub answer: Option<Answer>,
    /// Why it is the right one, shown after answering.
    pub because: Option<String>,
}

/// The right answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The choice with this index.
    Choice(usize),
    /// The answer to an open question, as text.
    Text(String),
    /// Computed from the run: the name of the process that receives the first
    /// message sent from here on whose label or text contains this.
    ReceiverOf(String),
    /// Computed from the run: how often this happens in it.
    CountOf(Counter),
}

/// When a lesson pauses. Where several processes are named (the replicas of
/// one), each of them makes it come true.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// At this time.
    At(Time),
    /// A process enters this state.
    State {
        /// Whose.
        processes: Vec<ProcessId>,
        /// Which.
        state: State,
    },
    /// A process is about to execute the statement on this line of its program.
    Line {
        /// Whose.
        processes: Vec<ProcessId>,
        /// Line of the program, from 1.
        line: u32,
    },
    /// Something happens to a message whose label or text contains `text`.
    Message {
        /// What it contains.
        text: String,
        /// What happens to it.
        event: MessageEvent,
    },
    /// A message is dropped, whichever.
    Drop,
    /// A process prints a line that contains `text`.
    Prints {
        /// Whose; empty means anybody's.
        processes: Vec<ProcessId>,
        /// What it contains.
        text: String,
    },
    /// Something happens to a frame, a packet or a segment.
    Wire {
        /// What.
        event: WireEvent,
        /// Where; `None` is anywhere.
        host: Option<HostId>,
    },
}

/// What happens to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageEvent {
    /// A program gives it to a socket.
    Sent,
    /// It reaches the receiver's queue.
    Delivered,
    /// A program takes it from a socket.
    Received,
    /// It is lost.
    Dropped,
}

/// One thing that must hold when the run is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// What.
    pub check: Check,
    /// Where the file says so.
    pub place: Place,
}

/// What must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// The output has these lines in this order; others may be between them.
    Prints {
        /// Whose.
        process: ProcessId,
        /// Whole lines without their end.
        lines: Vec<String>,
    },
    /// The output is these lines and nothing else.
    PrintsExactly {
        /// Whose.
        process: ProcessId,
        /// Whole lines without their end.
        lines: Vec<String>,
    },
    /// The process has ended with this exit code.
    ExitCode {
        /// Whose.
        process: ProcessId,
        /// Which.
        code: i32,
    },
    /// The process is in this state.
    State {
        /// Whose.
        process: ProcessId,
        /// Which.
        state: State,
    },
    /// The process is blocked in this call.
    BlockedOn {
        /// Who.
        process: ProcessId,
        /// The call's name, such as `recv`.
        call: String,
    },
    /// The error output contains this.
    Error {
        /// Whose.
        process: ProcessId,
        /// What it contains.
        text: String,
    },
    /// The number of messages of this kind is within the bounds.
    Count {
        /// Which number.
        counter: Counter,
        /// The least that is right.
        at_least: u64,
        /// The most that is right.
        at_most: u64,
    },
    /// The run ends no later than this.
    EndsAtMost(Time),
    /// The run ends for this reason.
    Ended(Ending),
}

/// A number of messages, or of what carries them, over the whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// Given to a socket by a program.
    Sent,
    /// Come to the receiver's queue.
    Delivered,
    /// Taken from a socket by a program.
    Received,
    /// Lost on the way or refused by a full queue.
    Dropped,
    /// Not of messages, but of what carries them.
    Wire(WireEvent),
}

/// Why a run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All programs have ended.
    AllEnded,
    /// Programs are left, but nothing can happen any more.
    Quiet,
    /// The scenario's stop time has come.
    StopTime,
    /// A limit of the simulator was met.
    Limit,
}

/// Which byte of which file each line of a program begins at, so that a place
/// in a program can be shown in the scenario that carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineMap {
    /// The file that holds the program's text.
    pub file: String,
    /// The byte of that file where line `i + 1` of the program begins.
    pub starts: Vec<usize>,
}

impl LineMap {
    /// The byte of the file where `line` of the program (from 1) begins; lines
    /// beyond the end are the last one.
    pub fn start(&self, line: u32) -> usize {
        let index = (line.max(1) as usize - 1).min(self.starts.len().saturating_sub(1));
        self.starts.get(index).copied().unwrap_or(0)
    }

    /// The place in the file of the program's `line` and `column` (from 1, in
    /// characters); `text` is the file's text.
    pub fn place(&self, text: &str, line: u32, column: u32) -> Place {
        let start = self.start(line);
        let rest = text.get(start..).unwrap_or("");
        let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let offset = rest
            .char_indices()
            .nth(column.max(1) as usize - 1)
            .map_or(rest.len(), |(at, _)| at);
        Place::new(&self.file, text, start + offset, start + rest.len())
    }
}

/// How long a run may take before it counts as one without end, when the file
/// does not say: longer than any lesson one watches.
pub const DEFAULT_STOP: Span = Span::from_secs(60);
