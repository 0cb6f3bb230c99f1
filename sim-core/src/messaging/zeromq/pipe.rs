//! Pipes: two queues between a socket and a session (or another socket), each
//! with its high-water mark.
//!
//! Two numbers make the mark behave as libzmq's does. The writer counts what
//! it wrote and what it *knows* the reader took; the reader tells it only
//! after every `low` messages, `low` being half the mark. So a full queue gets
//! room in bursts.
//!
//! An end that leaves lets the other read what is still there, but takes
//! nothing more.

use std::collections::VecDeque;

use super::message::Message;
use super::rule::Full;
use super::table::Table;
use crate::base::MessageId;
use crate::messaging::fact::{QueueId, SocketId};

/// One end of a pipe. The queue that this end writes has the same number as
/// the end; the queue it reads has the number of the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Plug(pub(super) u32);

impl Plug {
    pub(super) fn other(self) -> Plug {
        Plug(self.0 ^ 1)
    }

    /// The queue that this end writes.
    pub(super) fn outgoing(self) -> QueueId {
        QueueId(self.0)
    }

    /// The queue that this end reads.
    pub(super) fn incoming(self) -> QueueId {
        QueueId(self.0 ^ 1)
    }

    fn place(self) -> (u32, usize) {
        (self.0 >> 1, (self.0 & 1) as usize)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Socket(SocketId),
    Session(u32),
    /// The other end of an `inproc` connection that nobody has bound yet.
    Nobody,
}

/// What a change in a pipe means for the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// This end had found its queue empty; now there is something.
    Readable(Plug),
    /// This end had found its queue full; now there is room.
    Writable(Plug),
    /// This end has read the last message of an end that left.
    Drained(Plug),
}

#[derive(Clone, Debug, PartialEq)]
struct Half {
    owner: Owner,
    left: bool,
    way: Way,
}

/// The queue that one end writes and the other reads.
#[derive(Clone, Debug, PartialEq)]
struct Way {
    queue: VecDeque<Message>,
    /// 0 is no bound.
    mark: u32,
    written: u64,
    read: u64,
    /// What the writer knows of `read`.
    told: u64,
    reader_asleep: bool,
    writer_stuck: bool,
    /// Only the newest message is kept (ZMQ_CONFLATE).
    conflate: bool,
    /// Messages that did not get in because it was full.
    dropped: u32,
}

impl Way {
    fn new(mark: u32) -> Way {
        Way {
            queue: VecDeque::new(),
            mark,
            written: 0,
            read: 0,
            told: 0,
            reader_asleep: false,
            writer_stuck: false,
            conflate: false,
            dropped: 0,
        }
    }

    fn is_full(&self) -> bool {
        self.mark > 0 && self.counted() >= u64::from(self.mark)
    }

    /// What the writer takes for unread.
    fn counted(&self) -> u64 {
        self.written - self.told
    }

    fn low(&self) -> u64 {
        u64::from(self.mark).div_ceil(2)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pipes {
    table: Table<[Half; 2]>,
    /// What happened since this was last emptied.
    pub(super) effects: Vec<Effect>,
    /// Messages that a newer one has replaced in a conflating queue.
    pub(super) replaced: Vec<(Plug, Message)>,
}

impl Pipes {
    /// A new pipe; returns the end of `owners.0`. `marks` are of the queue that
    /// the first writes and of the one it reads.
    pub(super) fn open(&mut self, owners: (Owner, Owner), marks: (u32, u32)) -> Plug {
        let half = |owner, mark| Half {
            owner,
            left: false,
            way: Way::new(mark),
        };
        let halves = [half(owners.0, marks.0), half(owners.1, marks.1)];
        Plug(self.table.insert(halves) << 1)
    }

    /// A new pipe with the marks of a socket's options, or (`None`) with queues
    /// that keep only their newest message.
    pub(super) fn open_with(&mut self, owners: (Owner, Owner), marks: Option<(u32, u32)>) -> Plug {
        let plug = self.open(owners, marks.unwrap_or_default());
        if marks.is_none() {
            self.conflate(plug);
        }
        plug
    }

    pub(super) fn owner(&self, plug: Plug) -> Option<Owner> {
        Some(self.half(plug)?.owner)
    }

    pub(super) fn set_owner(&mut self, plug: Plug, owner: Owner) {
        if let Some(half) = self.half_mut(plug) {
            half.owner = owner;
        }
    }

    /// Sets the mark of the queue that `plug` writes.
    pub(super) fn set_mark(&mut self, plug: Plug, mark: u32) {
        if let Some(half) = self.half_mut(plug) {
            half.way.mark = mark;
        }
    }

    /// Makes both queues of a pipe keep only their newest message.
    pub(super) fn conflate(&mut self, plug: Plug) {
        for end in [plug, plug.other()] {
            if let Some(half) = self.half_mut(end) {
                half.way.mark = 0;
                half.way.conflate = true;
            }
        }
    }

    /// Counts a message that did not get into the queue that `plug` writes;
    /// gives how many that makes.
    pub(super) fn count_drop(&mut self, plug: Plug) -> u32 {
        self.half_mut(plug).map_or(0, |half| {
            half.way.dropped = half.way.dropped.saturating_add(1);
            half.way.dropped
        })
    }

    /// Messages that did not get into the queue that `plug` writes.
    pub(super) fn dropped(&self, plug: Plug) -> u32 {
        self.half(plug).map_or(0, |half| half.way.dropped)
    }

    /// How full the queue is that `plug` writes, as its writer knows it.
    pub(super) fn full(&self, plug: Plug) -> Full {
        self.half(plug).map_or_else(Full::default, |half| Full {
            mark: half.way.mark,
            counted: half.way.counted() as u32,
            waiting: half.way.queue.len() as u32,
        })
    }

    /// True if the queue is at its mark, as its writer knows it.
    pub(super) fn is_full(&self, plug: Plug) -> bool {
        self.half(plug).is_some_and(|half| half.way.is_full())
    }

    /// True if this end, or the other, has left.
    pub(super) fn is_broken(&self, plug: Plug) -> bool {
        let left = |plug| self.half(plug).is_none_or(|half| half.left);
        left(plug) || left(plug.other())
    }

    /// Whether a message can be written now. If the queue is full, a
    /// `Writable` follows when it no longer is.
    pub(super) fn can_write(&mut self, plug: Plug) -> bool {
        if self.is_broken(plug) {
            return false;
        }
        let Some(half) = self.half_mut(plug) else {
            return false;
        };
        half.way.writer_stuck |= half.way.is_full();
        !half.way.is_full()
    }

    /// Puts a message into the queue whatever its mark says; who writes asks
    /// first. False if an end has left.
    pub(super) fn write(&mut self, plug: Plug, message: Message) -> bool {
        if self.is_broken(plug) {
            return false;
        }
        let Some(half) = self.half_mut(plug) else {
            return false;
        };
        let old = match half.way.conflate {
            true => half.way.queue.pop_front(),
            false => None,
        };
        half.way.queue.push_back(message);
        half.way.written += 1;
        if let Some(old) = old {
            half.way.read += 1;
            half.way.told += 1;
            self.replaced.push((plug, old));
            return true;
        }
        if std::mem::take(&mut half.way.reader_asleep) {
            self.effects.push(Effect::Readable(plug.other()));
        }
        true
    }

    /// Whether there is something to read. If not, a `Readable` follows when
    /// there is.
    pub(super) fn can_read(&mut self, plug: Plug) -> bool {
        let Some(half) = self.half_mut(plug.other()) else {
            return false;
        };
        let empty = half.way.queue.is_empty();
        half.way.reader_asleep |= empty;
        !empty
    }

    /// Takes the next message.
    pub(super) fn read(&mut self, plug: Plug) -> Option<Message> {
        if !self.can_read(plug) {
            return None;
        }
        let half = self.half_mut(plug.other())?;
        let message = half.way.queue.pop_front()?;
        half.way.read += 1;
        let low = half.way.low();
        if low > 0 && half.way.read.is_multiple_of(low) {
            half.way.told = half.way.read;
            let stuck = std::mem::take(&mut half.way.writer_stuck);
            if stuck && !half.left {
                self.effects.push(Effect::Writable(plug.other()));
            }
        }
        if let Some(half) = self.half(plug.other())
            && half.left
            && half.way.queue.is_empty()
        {
            self.effects.push(Effect::Drained(plug));
        }
        Some(message)
    }

    /// Takes a message out of the queue it waits in, as if the reader had read
    /// it; gives the reader's end.
    pub(super) fn take_out(&mut self, message: MessageId) -> Option<Plug> {
        let place = |way: &Way| way.queue.iter().position(|waiting| waiting.id == message);
        let found = self.table.iter().find_map(|(number, halves)| {
            let end = halves.iter().position(|half| place(&half.way).is_some())?;
            Some(Plug(number << 1 | end as u32))
        });
        let writer = found?;
        let way = &mut self.half_mut(writer)?.way;
        let waiting = way.queue.remove(place(way)?)?;
        way.queue.push_front(waiting);
        self.read(writer.other())?;
        Some(writer.other())
    }

    /// This end leaves. Returns the messages that were waiting for it. The
    /// other end can read what is in its queue; if that is nothing, `Drained`
    /// follows for it at once.
    pub(super) fn leave(&mut self, plug: Plug) -> Vec<Message> {
        let Some(half) = self.half_mut(plug) else {
            return Vec::new();
        };
        if std::mem::replace(&mut half.left, true) {
            return Vec::new();
        }
        let empty = half.way.queue.is_empty();
        let unread = self.take_queue(plug.other());
        let gone = self.half(plug.other()).is_none_or(|half| half.left);
        if gone {
            self.table.remove(plug.place().0);
        } else if empty {
            self.effects.push(Effect::Drained(plug.other()));
        }
        unread
    }

    /// Empties the queue that `plug` writes; its writer, or its reader, is gone.
    pub(super) fn take_queue(&mut self, plug: Plug) -> Vec<Message> {
        let Some(half) = self.half_mut(plug) else {
            return Vec::new();
        };
        half.way.told = half.way.written;
        half.way.read = half.way.written;
        std::mem::take(&mut half.way.queue).into()
    }

    /// Messages in the queue that `plug` writes.
    pub(super) fn fill(&self, plug: Plug) -> u32 {
        self.half(plug)
            .map_or(0, |half| half.way.queue.len() as u32)
    }

    /// The mark of the queue that `plug` writes; `None` is no bound.
    pub(super) fn mark(&self, plug: Plug) -> Option<u32> {
        let mark = self.half(plug)?.way.mark;
        (mark > 0).then_some(mark)
    }

    /// The messages in the queue that `plug` writes, next to leave first.
    pub(super) fn queued(&self, plug: Plug) -> impl Iterator<Item = &Message> {
        let half = self.half(plug).into_iter();
        half.flat_map(|half| half.way.queue.iter())
    }

    fn half(&self, plug: Plug) -> Option<&Half> {
        let (pipe, end) = plug.place();
        Some(&self.table.at(pipe)?[end])
    }

    fn half_mut(&mut self, plug: Plug) -> Option<&mut Half> {
        let (pipe, end) = plug.place();
        Some(&mut self.table.at_mut(pipe)?[end])
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::messaging::fact::MessageKind;

    fn message(id: u64) -> Message {
        Message {
            id: MessageId(id),
            kind: MessageKind::Message,
            form: super::super::message::Form::Plain,
            frames: Rc::from([]),
        }
    }

    /// Fills a queue of mark `mark`, then reads one by one: after how many
    /// reads does the writer learn of room?
    #[track_caller]
    fn check_low(mark: u32, low: u64) {
        let mut pipes = Pipes::default();
        let plug = pipes.open((Owner::Nobody, Owner::Nobody), (mark, 0));
        let mut written = 0;
        while pipes.can_write(plug) {
            pipes.write(plug, message(written));
            written += 1;
        }
        assert_eq!(written, u64::from(mark));
        let mut reads = 0;
        while !pipes.effects.contains(&Effect::Writable(plug)) {
            assert_eq!(pipes.read(plug.other()).map(|m| m.id.0), Some(reads));
            reads += 1;
        }
        assert_eq!(reads, low);
    }

    #[test]
    fn room_is_told_after_half_the_mark() {
        check_low(1, 1);
        check_low(2, 1);
        check_low(3, 2);
        check_low(10, 5);
        check_low(1000, 500);
    }

    #[test]
    fn an_end_that_left_can_still_be_read_but_not_written_to() {
        let mut pipes = Pipes::default();
        let plug = pipes.open((Owner::Nobody, Owner::Nobody), (0, 0));
        pipes.write(plug, message(1));
        pipes.write(plug.other(), message(2));
        let unread = pipes.leave(plug);
        assert_eq!(unread.len(), 1);
        assert!(!pipes.can_write(plug.other()));
        assert!(pipes.read(plug.other()).is_some());
        assert_eq!(pipes.effects, [Effect::Drained(plug.other())]);
    }
}
