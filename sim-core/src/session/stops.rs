//! Watches a run for the places where the lesson pauses.

use std::rc::Rc;

use crate::base::{HostId, MessageId, ProcessId, Time};
use crate::messaging::Fact;
use crate::network;
use crate::network::packets::{Way, WireFact};
use crate::scenario::{Condition, Lesson, MessageEvent, Stop, Tab, host_of};
use crate::system::{Activity, Happening, ProgramFact, Stream};
use crate::trace::Trace;
use crate::view::StopMark;
use crate::world::{Record, Setup};

/// The stops of a lesson, as far as the run has come to them.
#[derive(Clone, Debug)]
pub struct Watch {
    waiting: Vec<Pending>,
    marks: Vec<StopMark>,
    /// What each process did at the last record.
    activities: Vec<Activity>,
    setup: Rc<Setup>,
    /// Position of the last record.
    position: u64,
}

/// A stop that has not been reached.
#[derive(Clone, Debug)]
struct Pending {
    index: usize,
    stop: Stop,
    /// How often its condition must still come true.
    left: u32,
}

impl Watch {
    /// All stops are still to be reached.
    pub fn new(lesson: &Lesson) -> Watch {
        let pending = |(index, stop): (usize, &Stop)| Pending {
            index,
            stop: stop.clone(),
            left: stop.nth.max(1),
        };
        Watch {
            waiting: lesson.stops.iter().enumerate().map(pending).collect(),
            marks: Vec::new(),
            activities: vec![Activity::NotStarted; lesson.setup.processes.len()],
            setup: lesson.setup.clone(),
            position: 0,
        }
    }

    /// The stops reached so far, in order of the run.
    pub fn marks(&self) -> &[StopMark] {
        &self.marks
    }

    /// Looks at the trace's last record.
    pub fn look_at(&mut self, trace: &Trace) {
        if let Some(record) = trace.records().last() {
            self.look(record, trace);
        }
    }

    /// Looks at all records of a trace, for a watch that has seen none.
    pub fn look_at_all(&mut self, trace: &Trace) {
        let mut replayed = trace.empty();
        for record in trace.records() {
            replayed.push(record.clone());
            self.look(record, &replayed);
        }
    }

    /// No record comes any more; the run ended at `end`.
    pub fn run_ended(&mut self, end: Time, position: u64) {
        self.pass_times(|at| at <= end, position);
    }

    fn look(&mut self, record: &Record, trace: &Trace) {
        if self.waiting.is_empty() {
            return;
        }
        self.pass_times(|at| at < record.at, self.position);
        let processes = trace.index().processes();
        self.activities.resize(processes, Activity::NotStarted);
        let before = record
            .process()
            .map(|process| (process, self.activities[process.index()]));
        if let Some((process, _)) = before
            && let Some(last) = trace.index().activities(process).last()
        {
            self.activities[process.index()] = last.activity;
        }
        for at in 0..self.waiting.len() {
            let pending = &self.waiting[at];
            if pending.left > 0
                && self.comes_true(
                    &pending.stop.when,
                    record,
                    before.map(|(_, then)| then),
                    trace,
                )
            {
                self.waiting[at].left -= 1;
            }
        }
        self.position = record.position;
        self.reach(record, trace);
    }

    /// Reaches the stops at fixed times that have passed.
    fn pass_times(&mut self, passed: impl Fn(Time) -> bool, position: u64) {
        let due = |pending: &Pending| matches!(pending.stop.when, Condition::At(at) if passed(at));
        for pending in self.waiting.extract_if(.., |pending| due(pending)) {
            let Condition::At(at) = pending.stop.when else {
                continue;
            };
            self.marks.push(mark(
                pending.index,
                &pending.stop,
                (None, None),
                (at, position),
            ));
        }
    }

    fn reach(&mut self, record: &Record, trace: &Trace) {
        for pending in self.waiting.extract_if(.., |pending| pending.left == 0) {
            // Before a line is executed the cursor stands at the line.
            let early = u64::from(matches!(pending.stop.when, Condition::Line { .. }));
            self.marks.push(mark(
                pending.index,
                &pending.stop,
                (record.process(), about(&pending.stop, record, trace)),
                (record.at, record.position - early),
            ));
        }
        self.marks
            .sort_unstable_by_key(|mark| (mark.at, mark.position, mark.index));
    }

    fn comes_true(
        &self,
        when: &Condition,
        record: &Record,
        before: Option<Activity>,
        trace: &Trace,
    ) -> bool {
        match (when, &record.what) {
            (Condition::At(_), _) => false,
            (Condition::State { processes, state }, Happening::Program { process, .. }) => {
                let now = self.activities[process.index()];
                processes.contains(process) && before != Some(now) && now == *state
            }
            (
                Condition::Line { processes, line },
                Happening::Program {
                    process,
                    fact:
                        ProgramFact::Line {
                            line: now,
                            file: None,
                            ..
                        },
                    ..
                },
            ) => processes.contains(process) && line == now,
            (
                Condition::Prints { processes, text },
                Happening::Program {
                    process,
                    fact:
                        ProgramFact::Wrote {
                            stream: Stream::Stdout,
                            text: now,
                        },
                    ..
                },
            ) => {
                (processes.is_empty() || processes.contains(process)) && now.contains(text.as_str())
            }
            (
                Condition::Drop,
                Happening::Messaging {
                    fact: Fact::Dropped { .. },
                    ..
                },
            ) => true,
            (
                Condition::Wire { event, host },
                Happening::Network {
                    fact: network::Fact::Wire(fact),
                },
            ) => event.is(fact) && (host.is_none() || *host == self.place(fact, trace)),
            (Condition::Message { text, event }, Happening::Messaging { fact, .. }) => {
                is_event(fact, *event) && concerns(fact, text, trace)
            }
            _ => false,
        }
    }
}

impl Watch {
    /// On which host it happened; a frame is sent by one.
    fn place(&self, fact: &WireFact, trace: &Trace) -> Option<HostId> {
        match fact {
            WireFact::Tcp { end, .. } | WireFact::SegmentReceived { end, .. } => {
                trace.index().host_of(*end)
            }
            WireFact::FrameSent {
                way: Way::Cable(cable, side),
                ..
            } => {
                let (one, other) = self.setup.cables.get(cable.index())?.between;
                Some(if *side == 0 { one } else { other })
            }
            WireFact::FrameSent {
                way: Way::Loopback(host),
                ..
            } => Some(*host),
            fact => host_of(fact),
        }
    }
}

fn is_event(fact: &Fact, event: MessageEvent) -> bool {
    matches!(
        (fact, event),
        (Fact::Sent { .. }, MessageEvent::Sent)
            | (
                Fact::Put { .. },
                MessageEvent::Sent | MessageEvent::Delivered
            )
            | (Fact::Arrived { .. }, MessageEvent::Delivered)
            | (
                Fact::Taken { .. } | Fact::Got { .. },
                MessageEvent::Received
            )
            | (Fact::Dropped { .. }, MessageEvent::Dropped)
    )
}

fn concerns(fact: &Fact, text: &str, trace: &Trace) -> bool {
    let info = fact
        .message()
        .and_then(|message| trace.index().message(message));
    info.is_some_and(|info| info.label.contains(text))
}

/// The message that a stop shows: the one that made its condition true, or the
/// last that its process dealt with.
fn about(stop: &Stop, record: &Record, trace: &Trace) -> Option<MessageId> {
    let is_shown = stop.tab == Some(Tab::Message);
    let of_process = |it: &Record| it.process() == record.process();
    let mut before = trace.records().iter().rev();
    is_shown.then(|| {
        let last = || before.find_map(|it| it.message().filter(|_| of_process(it)));
        record.message().or_else(last)
    })?
}

/// The mark of a stop; `process` made its condition true, about that message.
fn mark(
    index: usize,
    stop: &Stop,
    (process, message): (Option<ProcessId>, Option<MessageId>),
    (at, position): (Time, u64),
) -> StopMark {
    let question = stop.question.as_ref();
    StopMark {
        index,
        at,
        position,
        level: stop.level,
        process: stop.process.or(process),
        tab: stop.tab,
        message,
        say: stop.say.clone().unwrap_or_default(),
        ask: question.map(|question| question.ask.clone()),
        choices: question
            .map(|question| question.choices.clone())
            .unwrap_or_default(),
        hint: question.and_then(|question| question.hint.clone()),
        because: question.and_then(|question| question.because.clone()),
    }
}
