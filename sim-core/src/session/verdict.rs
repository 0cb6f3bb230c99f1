//! Whether a run was as its scenario expects, and the answers to its
//! questions, computed from the run.

use super::Session;
use crate::base::ProcessId;
use crate::messaging::Fact;
use crate::network;
use crate::scenario::{
    Answer, Counter, Ending, Outcome, ProcessOutcome, Verdict, WireEvent, judge,
};
use crate::system::{Happening, Process, Stream};
use crate::world::Ended;

impl Session {
    /// Computes the run to its end and judges every expectation of the file.
    pub fn verdicts(&mut self) -> Vec<Verdict> {
        self.compute_all();
        judge(&self.lesson, &self.outcome())
    }

    /// What the run came to, as far as computed.
    fn outcome(&self) -> Outcome {
        let counts = self.trace.index().counts();
        Outcome {
            ended_at: self.head.end_time().unwrap_or(self.head.now()),
            ending: self.ended().map_or(Ending::Limit, ending),
            processes: self
                .head
                .system()
                .processes()
                .iter()
                .map(process_outcome)
                .collect(),
            sent: counts.sent,
            delivered: counts.delivered,
            received: counts.received,
            dropped: counts.dropped,
            wire: self.wire_counts(),
        }
    }

    /// How often each `WireEvent` has happened that the lesson asks for.
    fn wire_counts(&self) -> Vec<u64> {
        let mut counts = vec![0; WireEvent::ALL.len()];
        let asked = |event: &WireEvent| self.lesson.counts(Counter::Wire(*event));
        let asked: Vec<WireEvent> = WireEvent::ALL.into_iter().filter(asked).collect();
        if asked.is_empty() {
            return counts;
        }
        for record in self.trace.records() {
            let Happening::Network {
                fact: network::Fact::Wire(fact),
            } = &record.what
            else {
                continue;
            };
            for event in &asked {
                counts[*event as usize] += u64::from(event.is(fact));
            }
        }
        counts
    }

    /// The right answer to the question of stop `index`. It is computed from
    /// the run, to its end if necessary, so it stays right when the scenario is
    /// changed.
    pub fn answer(&mut self, index: usize) -> Option<String> {
        let question = self.lesson.stops.get(index)?.question.as_ref()?;
        if matches!(
            question.answer,
            Some(Answer::ReceiverOf(_) | Answer::CountOf(_))
        ) {
            self.compute_all();
        }
        self.computed_answer(index)
    }

    /// The same of what is computed.
    pub(super) fn computed_answer(&self, index: usize) -> Option<String> {
        let question = self.lesson.stops.get(index)?.question.as_ref()?;
        match question.answer.as_ref()? {
            Answer::Choice(choice) => question.choices.get(*choice).cloned(),
            Answer::Text(text) => Some(text.clone()),
            Answer::ReceiverOf(text) => {
                let from = self
                    .stops()
                    .iter()
                    .find(|mark| mark.index == index)?
                    .position;
                let receiver = self.receiver(text, from)?;
                let names = self.trace.names(&self.lesson.setup);
                Some(names.process(receiver).to_owned())
            }
            Answer::CountOf(counter) => Some(self.outcome().count(*counter).to_string()),
        }
    }

    /// Who gets the first message that arrives after position `from` and whose
    /// label contains `text`.
    fn receiver(&self, text: &str, from: u64) -> Option<ProcessId> {
        let trace = &self.trace;
        trace.records()[trace.after(from)..]
            .iter()
            .find_map(|record| match &record.what {
                Happening::Messaging {
                    process,
                    fact: Fact::Arrived { message, .. },
                } => {
                    let info = trace.index().message(*message)?;
                    info.label.contains(text).then_some(*process)?
                }
                _ => None,
            })
    }
}

fn process_outcome(process: &Process) -> ProcessOutcome {
    ProcessOutcome {
        stdout: process.terminal.text(Stream::Stdout),
        stderr: process.terminal.text(Stream::Stderr),
        state: process.activity(),
        exit_code: process.exit_code(),
        blocked_on: process.blocked_on().map(str::to_owned),
    }
}

fn ending(ended: Ended) -> Ending {
    match ended {
        Ended::ProgramsEnded => Ending::AllEnded,
        Ended::NothingCanHappen => Ending::Quiet,
        Ended::StopTime => Ending::StopTime,
        Ended::EventLimit | Ended::RecordLimit => Ending::Limit,
    }
}
