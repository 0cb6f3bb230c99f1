//! What is worth telling a class: which event the caption says, what an
//! intervention cost, and where two runs part. Not how it is said: that is
//! `trace::sentence`.

use super::Session;
use super::screens::Caption;
use crate::base::Time;
use crate::messaging::Fact;
use crate::network::{self, packets::WireFact};
use crate::system::{Happening, ProgramFact};
use crate::trace::{Tone, sentence, tone};
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
            crash || is_by_hand(record) || tone(record, names) == Tone::Command
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
        })
    }

    /// Where this run and another part, as far as both are computed; `None` if
    /// they are the same. What programs print and what becomes of messages
    /// comes first, process by process, and what somebody did to the network:
    /// the same at another moment is no difference, unless there is none but that.
    pub fn difference(&self, other: &Session) -> Option<Difference> {
        let processes = self.trace.index().processes() as u32;
        let parted = (0..processes).filter_map(|process| {
            let of = |it: &Record| it.process().is_some_and(|it| it.0 == process);
            self.parting_of(other, |record| is_telling(record) && of(record))
        });
        let by_hand = self.parting_of(other, is_by_hand);
        let first = parted.chain(by_hand).min_by_key(|pair| moment(*pair));
        // Whoever is not computed to the end may still do something else.
        let over = self.end().is_some() && other.end().is_some();
        let (one, two) = (self.trace.records(), other.trace.records());
        let strictly = || {
            parting(one.iter(), two.iter(), |a, b| {
                a.at == b.at && a.what == b.what
            })
        };
        let pair = first.or_else(|| over.then(strictly).flatten())?;
        let line = |session: &Session, record: Option<&Record>| {
            let names = session.trace.names(&session.lesson.setup);
            Some(view::log_line(record?, names))
        };
        Some(Difference {
            at: moment(pair),
            one: line(self, pair.0),
            other: line(other, pair.1),
        })
    }

    /// Where two runs part in the records that are looked at, such as those of
    /// one process; what only one of them is known to do counts if the other is
    /// computed further than that.
    fn parting_of<'a>(
        &'a self,
        other: &'a Session,
        looked_at: impl Fn(&Record) -> bool,
    ) -> Option<Pair<'a>> {
        let of = |session: &'a Session| {
            let records = session.trace.records().iter();
            records.filter(|record| looked_at(record))
        };
        let (a, b) = (
            self.trace.names(&self.lesson.setup),
            other.trace.names(&other.lesson.setup),
        );
        let pair = parting(of(self), of(other), |one, two| {
            one.what == two.what || sentence(one, a) == sentence(two, b)
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

/// What somebody did to the network, or told a socket.
fn is_by_hand(record: &Record) -> bool {
    match &record.what {
        Happening::Network { fact } => matches!(
            fact,
            network::Fact::TakenOff { .. }
                | network::Fact::HeldBack { .. }
                | network::Fact::Wire(WireFact::CableChanged { .. })
        ),
        Happening::Messaging { fact, .. } => matches!(fact, Fact::OptionSet { .. }),
        Happening::Program { .. } => false,
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
