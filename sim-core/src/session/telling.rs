//! What is worth telling a class: which event the caption says, what an
//! intervention cost, and where two runs part. Not how it is said: that is
//! `trace::sentence`.

use super::Session;
use super::screens::Caption;
use crate::base::{ProcessId, Time};
use crate::messaging::Fact;
use crate::system::{Happening, ProgramFact};
use crate::trace::{Tone, same, sentence, tone};
use crate::view::{self, Difference};
use crate::world::Record;

/// Lost messages that are named; the others are counted.
const NAMED: usize = 4;

/// Records in which an earlier attempt of the same socket is looked for.
const RECENT: usize = 200;

/// Too small for the stage's caption: what happens below the messages, and
/// what a socket tries again. `before` are the records up to it, latest first.
pub(super) fn is_minor<'a>(record: &Record, before: impl Iterator<Item = &'a Record>) -> bool {
    if matches!(record.what, Happening::Network { .. }) {
        return true;
    }
    match record.unanswered() {
        Some(socket) if record.is_retry() => before
            .skip_while(|other| other.id >= record.id)
            .take(RECENT)
            .any(|other| other.unanswered() == Some(socket)),
        _ => record.is_retry(),
    }
}

impl Session {
    /// What somebody, or the file, does to the run exactly at the cursor, and
    /// which messages are lost by it.
    pub(super) fn intervention(&self) -> Option<Caption> {
        let here = self.position();
        let records = &self.trace.records()[..self.trace.after(here)];
        let now = &records[records.partition_point(|record| record.position < here)..];
        let names = self.trace.names(&self.lesson.setup);
        let what = now.iter().find(|record| {
            let crash = matches!(
                record.what,
                Happening::Program {
                    fact: ProgramFact::Crashed,
                    ..
                }
            );
            crash || tone(record, names) == Tone::Command
        })?;
        let lost: Vec<String> = now
            .iter()
            .filter_map(|record| match &record.what {
                Happening::Messaging {
                    fact: Fact::Dropped { message, .. },
                    ..
                } => Some(names.message(*message)),
                _ => None,
            })
            .collect();
        let mut text = sentence(what, names);
        if !lost.is_empty() && what.message().is_none() {
            text += &format!(
                " Lost with it: {}",
                lost[..lost.len().min(NAMED)].join(", ")
            );
            match lost.len().saturating_sub(NAMED) {
                0 => text.push('.'),
                more => text += &format!(" and {more} more."),
            }
        }
        Some(Caption {
            text,
            tone: Tone::Command,
            stop: None,
            why: None,
        })
    }

    /// Where this run and another part, as far as both are computed; `None` if
    /// they are the same. What programs print and what becomes of messages
    /// comes first, process by process: the same at about the same moment is
    /// no difference, unless there is none but that. What somebody did to one of
    /// them goes before all that came of it.
    pub fn difference(&self, other: &Session) -> Option<Difference> {
        let parted = self.pairs(other).into_iter().filter_map(|pair| {
            let alone = pair[0].is_none() || pair[1].is_none();
            self.parting_of(other, pair).map(|found| (found, alone))
        });
        let done = self.done_to(other).map(|pair| (pair, false));
        let first = done.into_iter().chain(parted);
        let first = first.min_by_key(|(pair, _)| moment(*pair));
        // Whoever is not computed to the end may still do something else.
        let over = self.end().is_some() && other.end().is_some();
        let (one, two) = (self.trace.records(), other.trace.records());
        let strictly = || {
            parting(one.iter(), two.iter(), |a, b| {
                a.at == b.at && same(&a.what, &b.what)
            })
        };
        let strictly = || over.then(strictly).flatten().map(|pair| (pair, false));
        let (pair, alone) = first.or_else(strictly)?;
        let line = |session: &Session, record: Option<&Record>| {
            let names = session.trace.names(&session.lesson.setup);
            Some(view::log_line(record?, names))
        };
        let name = |session: &Session, record: Option<&Record>| {
            let names = session.trace.names(&session.lesson.setup);
            Some(names.process(record?.process()?).to_owned())
        };
        let name = || name(self, pair.0).or_else(|| name(other, pair.1));
        Some(Difference {
            at: moment(pair),
            one: line(self, pair.0),
            other: line(other, pair.1),
            alone: alone.then(name).flatten(),
        })
    }

    /// Where somebody does to one of the runs what is not done to the other.
    fn done_to<'a>(&'a self, other: &'a Session) -> Option<Pair<'a>> {
        let of = |session: &'a Session| {
            let names = session.trace.names(&session.lesson.setup);
            let records = session.trace.records().iter();
            records.filter(move |record| tone(record, names) == Tone::Command)
        };
        let pair = parting(of(self), of(other), |one, two| {
            one.at == two.at && same(&one.what, &two.what)
        })?;
        let until = self.computed().1.min(other.computed().1);
        (moment(pair) <= until).then_some(pair)
    }

    /// Processes of this name in the one and in the other.
    fn pairs(&self, other: &Session) -> Vec<[Option<ProcessId>; 2]> {
        let ids = |session: &Session| {
            let names = session.trace.names(&session.lesson.setup);
            let count = session.trace.index().processes() as u32;
            let all = (0..count).map(|at| (names.process(ProcessId(at)).to_owned(), ProcessId(at)));
            all.collect::<Vec<_>>()
        };
        let (ones, others) = (ids(self), ids(other));
        let twin = |all: &[(String, ProcessId)], name: &str| {
            let found = all.iter().find(|(other, _)| other == name);
            found.map(|(_, id)| *id)
        };
        let both = ones
            .iter()
            .map(|(name, id)| [Some(*id), twin(&others, name)]);
        let alone = others
            .iter()
            .filter(|(name, _)| twin(&ones, name).is_none());
        let alone = alone.map(|(_, id)| [None, Some(*id)]);
        both.chain(alone).collect()
    }

    /// Where one process of two runs does something else; what only one of
    /// them is known to do counts if the other is computed further than that.
    fn parting_of<'a>(
        &'a self,
        other: &'a Session,
        pair: [Option<ProcessId>; 2],
    ) -> Option<Pair<'a>> {
        let of = |session: &'a Session, process: Option<ProcessId>| {
            let records = session.trace.records().iter();
            records.filter(move |record| {
                is_telling(record) && process.is_some() && record.process() == process
            })
        };
        let (a, b) = (
            self.trace.names(&self.lesson.setup),
            other.trace.names(&other.lesson.setup),
        );
        // Numbers mean the same in runs of the same programs.
        let one_text = self.lesson.setup.processes == other.lesson.setup.processes;
        let pair = parting(of(self, pair[0]), of(other, pair[1]), |one, two| {
            let alike =
                one_text && same(&one.what, &two.what) || sentence(one, a) == sentence(two, b);
            alike && !is_elsewhen(one.at, two.at)
        })?;
        let known =
            |session: &Session, at: Time| session.computed().1 > at || session.end().is_some();
        let counts = match pair {
            (Some(one), None) => known(other, one.at),
            (None, Some(two)) => known(self, two.at),
            _ => true,
        };
        counts.then_some(pair)
    }
}

/// Records at the same place of two runs.
type Pair<'a> = (Option<&'a Record>, Option<&'a Record>);

/// When the earlier of the two happened.
fn moment(pair: Pair<'_>) -> Time {
    let (one, two) = (pair.0.map(|it| it.at), pair.1.map(|it| it.at));
    one.into_iter().chain(two).min().unwrap_or(Time::ZERO)
}

/// True if the two are so far apart that a class would see it: by a tenth of the
/// time until then, and more than what chance and a line more or less make.
fn is_elsewhen(one: Time, two: Time) -> bool {
    let least = (one.min(two).0 / 10).max(1_000_000);
    one.0.abs_diff(two.0) > least
}

/// What a class would call a difference: what programs print, how they end,
/// and what becomes of messages.
fn is_telling(record: &Record) -> bool {
    match &record.what {
        Happening::Program { fact, .. } => matches!(
            fact,
            ProgramFact::Wrote { .. }
                | ProgramFact::Typed { .. }
                | ProgramFact::Ended { .. }
                | ProgramFact::Crashed
                | ProgramFact::Paused
                | ProgramFact::Started { .. }
        ),
        Happening::Messaging { fact, .. } => matches!(
            fact,
            Fact::Sent { .. }
                | Fact::Arrived { .. }
                | Fact::Taken { .. }
                | Fact::Dropped { .. }
                | Fact::Put { .. }
                | Fact::Got { .. }
        ),
        Happening::Network { .. } => false,
    }
}

/// The first records of two lists that are not the same; `None` if all are.
fn parting<'a>(
    mut one: impl Iterator<Item = &'a Record>,
    mut two: impl Iterator<Item = &'a Record>,
    same: impl Fn(&Record, &Record) -> bool,
) -> Option<Pair<'a>> {
    loop {
        match (one.next(), two.next()) {
            (None, None) => return None,
            (Some(a), Some(b)) if same(a, b) => {}
            pair => return Some(pair),
        }
    }
}
