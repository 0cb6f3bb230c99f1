//! What an author should know of a run though no expectation asks for it: a
//! program that dies, a stop that never comes, an answer that is none of the
//! choices, a run that is cut short. The command line and the page say the same.

use serde::Serialize;

use super::Session;
use crate::base::{Place, ProcessId};
use crate::scenario::{Answer, Check, Ending, State};
use crate::system::{self, Exit, Process, Stream};
use crate::world::Ended;

/// One remark about a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Where in the scenario's files it is, if it is in one place.
    pub place: Option<Place>,
    /// What, as one sentence without a full stop.
    pub text: String,
    /// True if the lesson cannot be meant so: a check of the file fails.
    pub fails: bool,
}

/// Programs that are named: of a crowd that all die of the same it is enough.
const NAMED: usize = 10;
/// Characters of an exception's message that are repeated.
const MESSAGE: usize = 160;

impl Session {
    /// The remarks on what is computed; those on what never comes are made
    /// once the run is over.
    pub fn remarks(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let processes = self.head.system().processes().iter();
        remarks.extend(processes.filter_map(|p| self.death(p)).take(NAMED));
        if let Some(ended) = self.ended() {
            self.remark_stops(&mut remarks);
            remarks.extend(self.cut_short(ended));
        }
        remarks
    }

    /// An exception that ended a program, unless the file says so.
    fn death(&self, process: &Process) -> Option<Remark> {
        let (system::State::Ended(exit) | system::State::Lingering(exit, _)) = &process.state
        else {
            return None;
        };
        let error = exit.error.as_deref().filter(|_| exit.signal.is_none())?;
        // Ctrl-C is somebody's wish.
        if error == "KeyboardInterrupt" || self.expects_death(process.id, exit) {
            return None;
        }
        let stderr = process.terminal.text(Stream::Stderr);
        let said = stderr.lines().rev().find(|line| !line.trim().is_empty());
        let said = said.filter(|line| line.starts_with(error)).unwrap_or(error);
        let said: String = said.chars().take(MESSAGE).collect();
        Some(Remark {
            place: self.place_of_death(process, &stderr),
            text: format!("{} ends with {said}", process.name),
            fails: false,
        })
    }

    fn expects_death(&self, process: ProcessId, exit: &Exit) -> bool {
        let mut checks = self.lesson.expectations.iter().map(|one| &one.check);
        checks.any(|check| match check {
            Check::State { process: of, state } => *of == process && *state == State::Crashed,
            Check::Error { process: of, .. } => *of == process,
            Check::ExitCode { process: of, code } => *of == process && *code == exit.code,
            _ => false,
        })
    }

    /// Where the program was: the last place of its own that its traceback names.
    fn place_of_death(&self, process: &Process, stderr: &str) -> Option<Place> {
        let origin = process.origin.index();
        let program = &self.lesson.setup.processes.get(origin)?.program;
        let (_, after) = stderr.rsplit_once(&format!("  File \"{}\", line ", program.name))?;
        let digits = after.split(|c: char| !c.is_ascii_digit()).next()?;
        let lines = self.lesson.programs.get(origin)?;
        let files = std::iter::once(&self.lesson.file).chain(&self.lesson.beside);
        let file = files.into_iter().find(|file| file.name == lines.file)?;
        Some(lines.place(&file.text, digits.parse().ok()?, 1))
    }

    /// Stops that the run does not come to, and answers that cannot be right.
    fn remark_stops(&self, remarks: &mut Vec<Remark>) {
        for (index, stop) in self.lesson.stops.iter().enumerate() {
            let reached = self.stops().iter().any(|mark| mark.index == index);
            let text = match reached {
                true => self.wrong_answer(index),
                false => Some("the run never comes to this stop".to_owned()),
            };
            remarks.extend(text.map(|text| Remark {
                place: Some(stop.place.clone()),
                text,
                fails: true,
            }));
        }
    }

    /// What is wrong with the computed answer to the question of a stop.
    fn wrong_answer(&self, index: usize) -> Option<String> {
        let question = self.lesson.stops.get(index)?.question.as_ref()?;
        let answer = question.answer.as_ref()?;
        if !matches!(answer, Answer::ReceiverOf(_) | Answer::CountOf(_)) {
            return None;
        }
        match (self.computed_answer(index), answer) {
            (None, Answer::ReceiverOf(text)) => Some(format!(
                "the question has no answer: no message with “{text}” arrives after this stop"
            )),
            (Some(right), _) if !question.choices.is_empty() => {
                let offered = question.choices.contains(&right);
                (!offered).then(|| format!("the computed answer, {right}, is none of the choices"))
            }
            _ => None,
        }
    }

    /// A run that is stopped by a limit, unless the file says so.
    fn cut_short(&self, ended: Ended) -> Option<Remark> {
        let cut = matches!(ended, Ended::EventLimit | Ended::RecordLimit);
        let mut checks = self.lesson.expectations.iter().map(|one| &one.check);
        let meant = checks.any(|check| *check == Check::Ended(Ending::Limit));
        let why = self.end().filter(|_| cut && !meant)?.why;
        Some(Remark {
            place: None,
            text: why.trim_end_matches('.').to_owned(),
            fails: false,
        })
    }
}
