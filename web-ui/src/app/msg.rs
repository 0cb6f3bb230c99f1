//! Everything that can happen to the page.

use sim_core::base::{MessageId, ProcessId};

use super::keys::Key;
use crate::draw::Size;
use crate::engine::{Direction, Unit};

/// A tab of the dock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The program of the selected process.
    #[default]
    Code,
    /// The selected message and its trip.
    Message,
    /// All queues.
    Queues,
    /// One sentence per event.
    Log,
}

/// What a person can do to a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intervention {
    /// Kill it, or start it anew if it is dead.
    CrashOrRestart,
    /// Stop it, or let it go on.
    PauseOrResume,
    /// Ctrl-C.
    Interrupt,
    /// End of input (Ctrl-D).
    EndOfInput,
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Everything that can happen to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// The browser draws; milliseconds of its clock.
    Frame(f64),
    /// The stage has this size now.
    StageSize(Size),
    /// The caption has this size now.
    CaptionSize(Size),
    /// A key was pressed outside text fields.
    Pressed(Key),

    /// Open and play the scenario of this place in the library.
    OpenLibrary(usize),
    /// Files were chosen or dropped.
    OpenFiles(Vec<TextFile>),
    /// A file could not be taken.
    Refused(String),
    /// Open the text that was kept from last time.
    OpenKept,
    /// The text was changed.
    Edit(String),
    /// The text has not been changed for a while.
    Check,

    /// Play or pause.
    PlayPause,
    /// A step in the chosen unit.
    Step(Direction),
    /// To the next or previous stop.
    Stop(Direction),
    /// To the beginning.
    Start,
    /// To the end of what is computed.
    End,
    /// To the stop of this time (in nanoseconds) and position.
    SeekStop(u64, u64),
    /// To a position.
    Seek(u64),
    /// The playhead is dragged to this fraction of a nanosecond axis.
    Scrub(u64),
    /// What a step is.
    StepBy(Unit),
    /// Slower or faster.
    Speed(i32),
    /// Whether idle stretches pass quickly.
    ToggleGaps,
    /// An answer to the question was chosen.
    Choose(usize),

    /// Select a process.
    Select(ProcessId),
    /// Select a message.
    SelectMessage(MessageId),
    /// Show a tab.
    Show(Tab),
    /// Open or close the chain of causes.
    ToggleWhy,
    /// Show more of the past in the log.
    MoreLog,

    /// Intervene in a process.
    Intervene(ProcessId, Intervention),
    /// Crash or restart the selected process.
    CrashOrRestart,
    /// A line was typed for a process.
    Type(ProcessId, String),

    /// Open or close the list of scenarios.
    ToggleLibrary,
    /// Open or close the editor.
    ToggleEditor,
    /// Open or close the list of keys.
    ToggleKeys,
    /// Close what is open.
    Escape,
    /// Light or dark.
    ToggleDark,
    /// Large type and strong lines, or not.
    ToggleProjector,
}
