//! The trace: the list of records of a run, an index over it, and what can be
//! said of it in plain English. It is not the state of anything: a world never
//! reads it.

mod digest;
mod index;
mod journey;
mod level;
mod names;
mod packets;
mod record;
mod sentence;
mod tally;
mod wire;

pub use digest::{Digest, digest, same};
pub use index::{Counts, Flight, Index, MessageInfo, SocketInfo, Span as Stretch};
pub use journey::{Carrier, Hop};
pub use level::Level;
pub use names::Names;
pub use packets::{Origin, PacketIndex};
pub use sentence::{Tone, sentence, tone};
pub(crate) use sentence::{bare, waiting, waiting_here};
pub use tally::Tally;
pub(crate) use wire::{bits, cable_words, change_words};

/// What a record says.
pub use crate::system::Happening;

use crate::base::{MessageId, RecordId, Time};
use crate::world::{Record, Setup};

/// Records of one chain of causes: a burst of frames lies between two messages,
/// seldom more.
const LOOKED_AT: usize = 2_000;

/// Everything that has happened so far.
#[derive(Clone, Debug)]
pub struct Trace {
    records: Vec<Record>,
    /// Places of the records of `Level::Messages`: few among many frames.
    story: Vec<u32>,
    index: Index,
    processes: usize,
}

impl Trace {
    /// Nothing yet.
    pub fn new(setup: &Setup) -> Trace {
        let processes = setup.processes.len();
        Trace {
            records: Vec::new(),
            story: Vec::new(),
            index: Index::new(processes),
            processes,
        }
    }

    /// A trace of the same processes with nothing in it.
    pub fn empty(&self) -> Trace {
        Trace {
            records: Vec::new(),
            story: Vec::new(),
            index: Index::new(self.processes),
            processes: self.processes,
        }
    }

    /// Takes in the next record.
    pub fn push(&mut self, record: Record) {
        assert_eq!(
            record.id.index(),
            self.records.len(),
            "invariant: records come in order, none is missing"
        );
        self.index.add(&record);
        if record.level() == Level::Messages {
            self.story.push(self.records.len() as u32);
        }
        self.records.push(record);
    }

    /// The records up to and with `position` that are not about segments,
    /// packets or frames, in order.
    pub fn story(&self, position: u64) -> impl DoubleEndedIterator<Item = &Record> {
        let end = self.after(position);
        let count = self.story.partition_point(|place| (*place as usize) < end);
        let places = self.story[..count].iter();
        places.map(|place| &self.records[*place as usize])
    }

    /// What the clock shows at a position, by the last record until then.
    pub fn time_of(&self, position: u64) -> Time {
        let last = self.after(position).checked_sub(1);
        last.map_or(Time::ZERO, |last| self.records[last].at)
    }

    /// All records, in order.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// One record.
    pub fn get(&self, id: RecordId) -> Option<&Record> {
        self.records.get(id.index())
    }

    /// What is known about sockets, messages, flights and activities.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Looks up names in this trace.
    pub fn names<'a>(&'a self, setup: &'a Setup) -> Names<'a> {
        Names::new(setup, &self.index)
    }

    /// The number of records up to and with `position`: where those after it begin.
    pub fn after(&self, position: u64) -> usize {
        self.records
            .partition_point(|record| record.position <= position)
    }

    /// The position after the last record at `at` or earlier.
    pub fn position_at(&self, at: Time) -> u64 {
        let count = self.records.partition_point(|record| record.at <= at);
        count
            .checked_sub(1)
            .map_or(0, |last| self.records[last].position)
    }

    /// Forgets everything after `position`.
    pub fn forget_after(&mut self, position: u64) {
        self.records.truncate(self.after(position));
        let left = self.records.len();
        self.story.retain(|place| (*place as usize) < left);
        self.index = Index::new(self.processes);
        for record in &self.records {
            self.index.add(record);
        }
    }

    /// What made a record happen, for somebody who comes from one `about` a
    /// message: what came of a crash goes back to the crash, not to what was
    /// said before of a message that was lost in it, too.
    fn cause(&self, record: &Record, about: Option<MessageId>) -> Option<&Record> {
        let before = record.id.index().checked_sub(1);
        let before = before.and_then(|at| self.records.get(at));
        let same = before.filter(|it| it.position == record.position);
        match record.is_drop() && record.message() != about {
            true if same.is_some() => same,
            _ => record.cause.and_then(|cause| self.get(cause)),
        }
    }

    /// The chain of causes of a record, the record itself first, without those
    /// of deeper layers than its own. A cause is always earlier, so the chain
    /// ends; `most` bounds what is wanted of it, `LOOKED_AT` how far it is
    /// followed among what is not.
    pub fn causes(&self, id: RecordId, most: usize) -> Vec<&Record> {
        let mut chain = Vec::new();
        let mut next = self.get(id);
        let deepest = next.map_or(Level::Messages, Record::level);
        let mut about = next.and_then(Record::message);
        for _ in 0..LOOKED_AT {
            let Some(record) = next.filter(|_| chain.len() < most) else {
                break;
            };
            if record.level() <= deepest {
                chain.push(record);
            }
            next = self.cause(record, about);
            about = record.message();
        }
        chain
    }
}
