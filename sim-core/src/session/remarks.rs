//! What an author should know of a run though no expectation asks for it: a
//! program that dies, a stop that never comes, an answer that is none of the
//! choices, a run that is cut short. The command line and the page say the same.

use serde::Serialize;

use super::Session;
use crate::base::{Place, ProcessId};
use crate::messaging::Rule;
use crate::scenario::{Answer, Check, Ending, State};
use crate::system::{self, Exit, Process, Stream};
use crate::trace::sentence;
use crate::world::Ended;
use crate::world::Record;

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
        self.remark_pairs(&mut remarks);
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
        let mut said: String = said.chars().take(MESSAGE).collect();
        if let Some(rule) = self
            .bad_address(process.id)
            .filter(|_| error.ends_with("ZMQError"))
        {
            said += &format!(": {}", rule.text().trim_end_matches('.'));
        }
        Some(Remark {
            place: self.place_of_death(process, &stderr),
            text: format!("{} ends with {said}", process.name),
            fails: false,
        })
    }

    /// The rule by which an address of a process was refused last.
    fn bad_address(&self, process: ProcessId) -> Option<&Rule> {
        let records = self.mistakes().rev();
        let mut own = records.filter(|record| self.owner(record) == Some(process));
        own.find_map(|record| record.rule().filter(|rule| rule.is_bad_address()))
    }

    fn mistakes(&self) -> impl DoubleEndedIterator<Item = &Record> {
        let known = self.trace().index().mistakes().iter();
        known.filter_map(|id| self.trace().get(*id))
    }

    fn owner(&self, record: &Record) -> Option<ProcessId> {
        let socket = self.trace().index().socket(record.socket()?)?;
        Some(socket.process)
    }

    /// Sockets that met and do not go together: each pair of types once, as
    /// both sides and every copy of a program say the same.
    fn remark_pairs(&self, remarks: &mut Vec<Remark>) {
        let mut known: Vec<String> = Vec::new();
        for record in self.mistakes() {
            let Some(rule) = record.rule().filter(|rule| rule.is_mismatch()) else {
                continue;
            };
            let remedy = rule.remedy().unwrap_or_default();
            let mut types: Vec<&str> = remedy.split(", ").collect();
            types.sort_unstable_by_key(|it| it.trim_end_matches('.'));
            let key = types.join(" ").replace('.', "");
            if known.contains(&key) || known.len() == NAMED {
                continue;
            }
            known.push(key);
            let names = self.trace().names(&self.lesson.setup);
            let said = sentence(record, names);
            remarks.push(Remark {
                place: None,
                text: format!("{said} {}", remedy.trim_end_matches('.')),
                fails: false,
            });
        }
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
