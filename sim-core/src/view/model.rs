//! Read models: what a screen shows, in screen words (cards, ports, queues,
//! envelopes, lanes). Plain data made from a world and its trace; knows
//! neither Yew nor a terminal, and no messaging system by name.

use std::rc::Rc;

use serde::Serialize;

pub use crate::messaging::{MessageKind, SocketOption, Unit};
pub use crate::scenario::Tab;
pub use crate::system::{Activity, Stream};
pub use crate::trace::{Level, Tone};

use crate::base::{CableId, HostId, MessageId, ProcessId, RecordId, Span, ThreadId, Time};

/// What becomes of a message: decides the envelope's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// On its way, or not known yet.
    Flying,
    /// It has arrived.
    Delivered,
    /// A cable lost a frame of it; TCP will send that again.
    Delayed,
    /// It will never arrive.
    Lost,
}

/// The stage at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stage {
    /// The moment.
    pub now: Time,
    /// Hosts that run processes, in order of the scenario.
    pub hosts: Vec<HostBox>,
    /// All processes, in order of the scenario.
    pub processes: Vec<Rc<ProcessCard>>,
    /// Lines between processes that talk, or are about to.
    pub links: Vec<Link>,
    /// Messages between processes.
    pub envelopes: Vec<Envelope>,
}

/// A host and the processes on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HostBox {
    /// Which.
    pub id: HostId,
    /// Its name.
    pub name: String,
    /// Who runs there.
    pub processes: Vec<ProcessId>,
    /// Place that the author gave, each coordinate from 0 to 1.
    pub at: Option<(f64, f64)>,
}

/// One process as a card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProcessCard {
    /// Which.
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// Where it runs.
    pub host: HostId,
    /// What it does.
    pub activity: Activity,
    /// The same in one to three words: `running`, `waits: recv`, `asleep`.
    pub state: String,
    /// The thread that runs or ran last, if there are several.
    pub thread: Option<String>,
    /// Its threads that have not ended, if there are several.
    pub threads: Vec<ThreadRow>,
    /// The text of the current statement's first line, without indentation.
    pub statement: String,
    /// The current line, from 1; 0 when there is none.
    pub line: u32,
    /// Once it has ended or crashed: what it printed last, or its exit status.
    pub last_words: String,
    /// Its sockets.
    pub ports: Vec<Port>,
    /// Its queues that hold something or that matter now.
    pub queues: Vec<Queue>,
}

/// One thread on its process's card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ThreadRow {
    /// Which.
    pub id: ThreadId,
    /// The name that the program gave it; `main` for the first.
    pub name: String,
    /// What it does.
    pub activity: Activity,
    /// The same in one to three words; `ready` if it could run and another has
    /// the core.
    pub state: String,
    /// Its current line, from 1; 0 if it is in none of the program.
    pub line: u32,
}

/// One socket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Port {
    /// Number of the socket in the world, stable over the run.
    pub id: u32,
    /// The socket's type: `REQ`, `PUB`, `TCP`.
    pub kind: String,
    /// Addresses it listens on.
    pub bound: Vec<String>,
    /// Addresses it connects to.
    pub connected: Vec<String>,
    /// One line that says its state: `REQ socket, connected to tcp://server:5555, must receive next`.
    pub summary: String,
    /// What it knows of its peers: subscriptions, names.
    pub tables: Vec<Table>,
    /// Options that somebody who watches may change, with their values; -1 is
    /// the system's own choice.
    pub options: Vec<(SocketOption, i64)>,
}

/// One cable as it is now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CableCard {
    /// Which.
    pub id: CableId,
    /// The names of the hosts at its ends.
    pub ends: (String, String),
    /// Those hosts.
    pub hosts: (HostId, HostId),
    /// False while it is cut.
    pub up: bool,
    /// Propagation delay.
    pub latency: Span,
    /// Bits a second.
    pub bandwidth: u64,
    /// Probability of loss, in parts per million.
    pub loss_ppm: u32,
    /// The same in a few words: `5 ms, 100 Mbit/s, 2 % loss`.
    pub words: String,
}

/// Something that a socket keeps about its peers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What it is: `subscriptions`.
    pub title: String,
    /// Its rows: what, and whom it is about.
    pub rows: Vec<(String, String)>,
}

/// One queue of messages inside a process.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Queue {
    /// Number of the queue in the world, stable over the run.
    pub id: u32,
    /// The socket it belongs to (`Port::id`); a queue between threads has none.
    pub port: u32,
    /// `to server`, `from client-2`; of a queue between threads its name.
    pub label: String,
    /// True if messages leave the process through it.
    pub outgoing: bool,
    /// What is counted.
    pub unit: Unit,
    /// How many are in it.
    pub fill: u32,
    /// How many of them have left, and are kept until they are acknowledged.
    pub kept: u32,
    /// What one of them is called if none is a program's message:
    /// `subscription`; empty otherwise.
    pub noun: &'static str,
    /// True if threads of one process hand things over in it.
    pub between_threads: bool,
    /// High-water mark; `None` is no bound.
    pub mark: Option<u32>,
    /// The first few messages in it, next to leave first.
    pub head: Vec<QueuedMessage>,
    /// True if it is this queue's turn: to get the next message, or to be read.
    pub next: bool,
    /// Messages that did not get in because it was full.
    pub dropped: u32,
}

/// A message in a queue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QueuedMessage {
    /// Which.
    pub message: MessageId,
    /// Its short label.
    pub label: String,
    /// What it is for.
    pub kind: MessageKind,
    /// How each of its frames begins; empty if it has only one.
    pub frames: Vec<String>,
}

/// Two processes that talk, or try to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The connecting (or first) process.
    pub from: ProcessId,
    /// The other one.
    pub to: ProcessId,
    /// The sockets (`Port::id`) at both ends.
    pub ports: (u32, u32),
    /// Properties worth saying, such as `5 ms, 2% loss`.
    pub label: String,
    /// True while a cable on its way is cut.
    pub cut: bool,
    /// False while it is still being made or is broken: drawn dashed.
    pub established: bool,
    /// When the next attempt is due, if the last one failed.
    pub retry_in: Option<Span>,
}

/// A message between two processes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Envelope {
    /// Which.
    pub message: MessageId,
    /// Short label, such as `Hello`; shared, since there may be a thousand.
    pub label: Rc<str>,
    /// What it is for.
    pub kind: MessageKind,
    /// What becomes of it.
    pub fate: Fate,
    /// Who sent it.
    pub from: ProcessId,
    /// Who gets it.
    pub to: ProcessId,
    /// When it left.
    pub sent: Time,
    /// When it arrives (or was lost).
    pub arrives: Time,
    /// When somebody held it back on its way, and for how long.
    pub held: Vec<(Time, Span)>,
}

/// One process's program at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodeView {
    /// Which process.
    pub process: ProcessId,
    /// Its name.
    pub name: String,
    /// `on host a · started at 0 s`, or how it ended.
    pub subtitle: String,
    /// The file's name.
    pub file: String,
    /// The file's text.
    pub text: String,
    /// First and last line of the current statement, from 1.
    pub current: Option<(u32, u32)>,
    /// What it does.
    pub activity: Activity,
    /// Why the current line does not go on.
    pub why: Option<Why>,
    /// Its threads, if there are several; the chosen one is shown.
    pub threads: Vec<ThreadTab>,
    /// The frames of the stack, outermost first.
    pub frames: Vec<Frame>,
    /// What it printed so far, and what was typed, in order.
    pub output: Vec<OutputLine>,
    /// The prompt, when the program waits for a line of input.
    pub prompt: Option<String>,
}

/// One thread of a process.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ThreadTab {
    /// Which.
    pub id: ThreadId,
    /// The name that the program gave it.
    pub name: String,
    /// What it does.
    pub activity: Activity,
    /// True for the one that is shown.
    pub chosen: bool,
}

/// One frame of the stack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Frame {
    /// The function's name; `<module>` at the top level.
    pub function: String,
    /// Its current line, from 1.
    pub line: u32,
    /// Its variables in order of definition.
    pub variables: Vec<Variable>,
}

/// One variable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value as `repr` shows it, cut when long; a socket's summary for a socket.
    pub value: String,
    /// True if the last statement changed it.
    pub changed: bool,
}

/// One line on the terminal of a process.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutputLine {
    /// The text without its end-of-line.
    pub text: String,
    /// Where it came from.
    pub stream: Stream,
}

/// The reason for a block, a drop or a choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// Bold beginning: `Blocked since 0.412 s.`
    pub title: String,
    /// What must happen for it to go on, with names and numbers.
    pub text: String,
    /// The rule in the words of the system's documentation, and where it stands.
    pub rule: Option<RuleText>,
    /// What led to it, latest first.
    pub causes: Vec<LogLine>,
    /// What a student can do about it, if there is something.
    pub remedy: Option<String>,
}

/// A rule of a real system.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleText {
    /// Short stable name, such as `zmq.req.lockstep`.
    pub code: String,
    /// The rule in one or two sentences.
    pub text: String,
    /// Where it is written down: RFC section, manual page, library version.
    pub source: String,
}

/// One event as a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LogLine {
    /// The record it tells.
    pub record: RecordId,
    /// When.
    pub at: Time,
    /// Position of the cursor right after it.
    pub position: u64,
    /// Whose doing it was, if somebody's.
    pub process: Option<ProcessId>,
    /// The message it concerns, if one.
    pub message: Option<MessageId>,
    /// The queue (`Queue::id`) it concerns, if one.
    pub queue: Option<u32>,
    /// The layer at which it happens.
    pub level: Level,
    /// True for what sockets do again and again while nobody answers them.
    pub retry: bool,
    /// The sentence.
    pub text: String,
    /// How it stands out.
    pub tone: Tone,
}

/// The run as lanes and arrows: the timeline and the space-time diagram.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timeline {
    /// The end of what has been computed.
    pub computed: Time,
    /// The end of the run if it is known.
    pub end: Option<Time>,
    /// One lane a process, in order of the scenario, and under it one for each
    /// of its threads, if there are several.
    pub lanes: Vec<Lane>,
    /// Messages from lane to lane.
    pub arrows: Vec<Arrow>,
    /// Where the lesson pauses.
    pub stops: Vec<StopMark>,
    /// Idle stretches (nothing happens): begin and end.
    pub gaps: Vec<(Time, Time)>,
    /// Stretches in which no frame is on any cable, though a message may be on
    /// its way: it was lost, and a timer must run out first.
    pub silences: Vec<(Time, Time)>,
    /// Losses and crashes that no arrow shows.
    pub marks: Vec<Mark>,
    /// Of how many messages one is in `arrows`; 1 if all are.
    pub every: usize,
}

/// Something bad on one lane.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// On whose lane.
    pub process: ProcessId,
    /// When.
    pub at: Time,
    /// The record that tells of it.
    pub record: RecordId,
    /// The message that was lost, if one was.
    pub message: Option<MessageId>,
}

/// Who waits for whom at one moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Waits {
    /// Who waits for whom.
    pub edges: Vec<WaitEdge>,
    /// Processes that can never go on because they wait for each other only,
    /// in the order in which they wait.
    pub deadlocks: Vec<Vec<ProcessId>>,
    /// One sentence for each of these.
    pub sentences: Vec<String>,
    /// A sentence about processes that wait for each other with all work done:
    /// nothing is wrong, but nothing more comes.
    pub idle: Option<String>,
}

/// One process that waits for another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaitEdge {
    /// Who waits.
    pub from: ProcessId,
    /// For whom; `None` while nobody is there.
    pub to: Option<ProcessId>,
    /// The call that does not return: `recv`.
    pub call: String,
}

/// Where two runs part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// When.
    pub at: Time,
    /// What happens in the one; `None` if nothing does any more.
    pub one: Option<LogLine>,
    /// What happens in the other.
    pub other: Option<LogLine>,
    /// The process, if there is none of its name in one of the runs.
    pub alone: Option<String>,
}

impl Difference {
    /// True if it is something that somebody did to one of the runs only.
    pub fn is_done(&self) -> bool {
        let side = |line: &Option<LogLine>| line.as_ref().map(|it| it.tone == Tone::Command);
        matches!(
            (side(&self.one), side(&self.other)),
            (Some(true), None) | (None, Some(true))
        )
    }
}

/// One process over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lane {
    /// Which.
    pub process: ProcessId,
    /// The thread whose lane it is; `None` is the process as a whole.
    pub thread: Option<ThreadId>,
    /// Its name.
    pub name: String,
    /// Its activities, in order, without gaps from start to `computed`; a
    /// thread that could run has none while another has the core.
    pub bars: Vec<Bar>,
}

/// One activity of a lane.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Begin.
    pub from: Time,
    /// End.
    pub to: Time,
    /// What it did.
    pub activity: Activity,
    /// Why, in a few words, where the window has few enough bars to read them.
    pub note: Option<String>,
}

/// One message from lane to lane.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Arrow {
    /// Which.
    pub message: MessageId,
    /// Its label.
    pub label: String,
    /// What it is for.
    pub kind: MessageKind,
    /// What became of it.
    pub fate: Fate,
    /// Sender.
    pub from: ProcessId,
    /// Receiver.
    pub to: ProcessId,
    /// Between which threads, if it goes through a queue of one process.
    pub threads: Option<(ThreadId, ThreadId)>,
    /// When it left.
    pub sent: Time,
    /// When it arrived, was lost, or will arrive.
    pub arrives: Time,
}

/// A place where the lesson pauses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StopMark {
    /// Number of the stop in the file, from 0.
    pub index: usize,
    /// When its condition came true.
    pub at: Time,
    /// Position of the cursor there.
    pub position: u64,
    /// How deep the stage looks from here on, if that changes.
    pub level: Option<Level>,
    /// Whose program is shown from here on: whom the file names, else who made
    /// the condition true.
    pub process: Option<ProcessId>,
    /// What is open beside the stage from here on, if that changes.
    pub tab: Option<Tab>,
    /// The message it is about, where that is shown.
    pub message: Option<MessageId>,
    /// The narration.
    pub say: String,
    /// The question, if it asks one; until it is answered the future is hidden.
    pub ask: Option<String>,
    /// What can be chosen; empty for an open question.
    pub choices: Vec<String>,
    /// Help before answering.
    pub hint: Option<String>,
    /// Why the right answer is right, shown after answering.
    pub because: Option<String>,
}

impl StopMark {
    /// Its place among all stops and moments: time, position, and its turn
    /// among those of one moment.
    pub fn key(&self) -> (Time, u64, usize) {
        (self.at, self.position, self.index)
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct End {
    /// When.
    pub at: Time,
    /// Why: `all programs ended`, `nothing can happen any more`, `the scenario's stop time`, a limit.
    pub why: String,
}
