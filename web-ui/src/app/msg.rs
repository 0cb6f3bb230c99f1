//! Everything that can happen to the page.

use sim_core::base::{CableId, MessageId, ProcessId, RecordId, ThreadId};
use sim_core::view::{LogFilter, SocketOption};
use sim_core::world::Command;

use super::compare::With;
use super::share::Export;
use crate::draw::Size;
use crate::engine::{Direction, Unit};
use crate::platform::files::Taken;
use crate::platform::keyboard::Key;

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

/// How deep stage and log look.
pub use sim_core::trace::Level as Depth;

/// What the Queues tab shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meters {
    /// Every queue as it is now.
    #[default]
    Now,
    /// Queues over time.
    OverTime,
    /// TCP's numbers, now and over time.
    Connections,
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

/// What stands in the dock's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// All scenarios.
    Library,
    /// All keys.
    Keys,
    /// Where to go in time.
    GoTo,
    /// Links and exports.
    Share,
    /// What to hold the run against.
    Compare,
    /// The guides.
    Help,
    /// What can be done to the run.
    WhatIf,
}

/// Something about the run that somebody sets to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Probability of loss of a cable, in per cent.
    Loss(CableId),
    /// Its propagation delay.
    Latency(CableId),
    /// Its bandwidth.
    Bandwidth(CableId),
    /// An option of the socket of this number (from 1) of a process.
    Option(ProcessId, u32, SocketOption),
    /// How long a message is held back.
    Delay(MessageId),
}

/// A step by frames of the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameStep {
    /// The next statement of the selected process, in a called function too.
    Into,
    /// Past the current statement and all that it calls.
    Over,
    /// To where the function has returned.
    Out,
}

/// Everything that can happen to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// The browser draws; milliseconds of its clock.
    Frame(f64),
    /// The stage has this size now.
    StageSize(Size),
    /// A key was pressed outside text fields.
    Pressed(Key),

    /// Open and play the scenario of this place in the library.
    OpenLibrary(usize),
    /// Files were chosen or dropped, or one of them cannot be taken.
    Files(Taken),
    /// Open this one of one's own texts.
    OpenOwn(u64),
    /// The text was changed.
    Edit(String),
    /// The text has not been changed for a while.
    Check,
    /// The text cursor is at this byte of the text.
    Caret(usize),
    /// Back to the text before the last change, or forward again.
    Undo(bool),
    /// This one of one's own texts is kept no longer.
    Forget(u64),
    /// What went well has been said for long enough.
    Faded,
    /// Begin a scenario from the template of this place.
    New(usize),
    /// Work on a copy of the opened scenario.
    Duplicate,
    /// The opened text has this name now.
    Rename(String),
    /// Try one of the lesson's suggestions.
    WhatIf(usize),
    /// A process's host was dragged to this place, each coordinate from 0 to 1.
    Place(ProcessId, (f64, f64), bool),

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
    /// A step of the selected process by its stack.
    StepFrames(FrameStep, Direction),
    /// A step of this kind, this once.
    StepAlong(Unit, Direction),
    /// To this station of a message's trip.
    Station(MessageId, usize),
    /// Select a process and show its program.
    ShowCode(ProcessId),
    /// A step of this kind, whatever steps usually are.
    RunUntil(Unit),
    /// To a time or an event that was written down.
    GoTo(String),
    /// Show a longer (above 1) or shorter time around this nanosecond.
    Zoom(u64, f64),
    /// The same around the moment that is shown.
    ZoomHere(f64),
    /// Show an earlier or later time, by this part of what is shown.
    Pan(f64),
    /// Show the whole time.
    WholeTime,
    /// Open the timeline to the whole diagram, or close it.
    ToggleDiagram,
    /// The timeline shall be this high, in pixels.
    FootHeight(f64),
    /// Slower or faster.
    Speed(i32),
    /// Whether idle stretches pass quickly.
    ToggleGaps,
    /// An answer to the question was chosen, or a hand was raised for it.
    Choose(usize),
    /// Count hands instead of answering.
    CountHands,
    /// Show the answer after counting.
    Reveal,
    /// Show or hide the hint.
    Hint,

    /// Select a process.
    Select(ProcessId),
    /// Select a message.
    SelectMessage(MessageId),
    /// Select a queue of a process.
    SelectQueue(ProcessId, u32),
    /// Select an event and go there.
    SelectEvent(RecordId),
    /// Select an event where the cursor is, and show why it happened.
    Why(RecordId),
    /// Select a frame where the cursor is.
    SelectFrame(RecordId),
    /// Select an end of a connection and show its numbers.
    SelectConnection(u64),
    /// Look so deep.
    Look(Depth),
    /// Show this in the Queues tab.
    Meter(Meters),
    /// Show the Queues tab, or the next of what it can show.
    NextMeters,
    /// Simulate packets from now on: write so into the text.
    UsePackets,
    /// Show a thread of the selected process.
    SelectThread(ThreadId),
    /// Select the line between two processes, with the cables below it.
    SelectLink(ProcessId, ProcessId),
    /// Select nothing but a process.
    Unselect,
    /// Show the stage larger or smaller around a place of it, each coordinate
    /// from 0 to 1.
    StageZoom((f64, f64), f64),
    /// Move over the stage by these parts of what is shown.
    StagePan(f64, f64),
    /// Show the whole stage.
    StageWhole,
    /// Open a stack of replicas, or close it.
    ToggleStack(String),
    /// Show who waits for whom, or not.
    ToggleWaits,
    /// Show a tab.
    Show(Tab),
    /// Open or close the chain of causes.
    ToggleWhy,
    /// Show more of the past in the log.
    MoreLog,
    /// Show these lines of the log.
    FilterLog(LogFilter),

    /// Intervene in a process.
    Intervene(ProcessId, Intervention),
    /// Crash or restart the selected process.
    CrashOrRestart,
    /// Take the selected message out of its queue, or off its way.
    DropMessage,
    /// Any command at the cursor.
    Give(Command),
    /// Set something to what was written.
    Set(Setting, String),
    /// Open what can be done to the run.
    WhatIfOpen,
    /// A line was typed for a process.
    Type(ProcessId, String),

    /// Show another branch.
    Branch(usize),
    /// Write the branch's interventions into the text.
    SaveBranch,
    /// Forget the branch that is shown.
    RemoveBranch,
    /// Hold the run against another one.
    Compare(With),
    /// No longer.
    EndCompare,

    /// Open or close what stands in the dock's place.
    Toggle(Panel),
    /// Open or close the list of scenarios.
    Library(bool),
    /// Open or close the editor.
    ToggleEditor,
    /// Open the link in the page's address.
    ReadAddress,
    /// A link to this moment is ready.
    LinkReady(String),
    /// Copy the link.
    CopyLink,
    /// Save something of this run as a file.
    Export(Export),
    /// Save what went over the wires: of all, or of one interface.
    Capture(Option<String>),
    /// A link was opened: its text, or what is wrong with it.
    OpenLink(Result<String, String>),
    /// A short word to the user.
    Notice(String),
    /// A good word to the user.
    News(String),
    /// Open or close the presenter's window.
    TogglePresenter,
    /// Show a guide.
    Guide(usize),
    /// The first visit's hint has been read.
    Understood,
    /// Close what is open.
    Escape,
    /// Light or dark.
    ToggleDark,
    /// Large type and strong lines, or not.
    ToggleProjector,
}

impl Msg {
    /// True for what opens another scenario: the browser's Back leads to before it.
    pub fn enters(&self) -> bool {
        matches!(
            self,
            Msg::OpenLibrary(_) | Msg::Files(Ok(_)) | Msg::OpenOwn(_) | Msg::New(_)
        )
    }

    /// True if somebody moves in time: who does that needs no first hint.
    pub fn moves(&self) -> bool {
        matches!(
            self,
            Msg::PlayPause
                | Msg::Step(_)
                | Msg::Stop(_)
                | Msg::StepAlong(..)
                | Msg::StepFrames(..)
                | Msg::Scrub(_)
                | Msg::SeekStop(..)
        )
    }
}
