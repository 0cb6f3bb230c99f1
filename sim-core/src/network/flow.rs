//! One direction of a stream: bytes from a sender's buffer over a line into a
//! receiver's buffer, in order.
//!
//! Three bounds, as in TCP: the send buffer holds what is not acknowledged
//! yet, the receive buffer what is on its way or not read yet (the sender
//! learns of reading one latency later, and only when half the buffer became
//! free), the line carries one chunk at a time.

use std::collections::VecDeque;
use std::rc::Rc;

use super::port::Tag;
use super::stream::Buffers;
use super::topology::Path;
use crate::base::{MessageId, Random, Span, Time};

/// Largest piece that travels as one: what Linux hands to the network card at
/// once (GSO). Larger writes arrive piece by piece.
const CHUNK: usize = 65_536;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flow {
    buffers: Buffers,
    /// Accepted, not sent yet.
    waiting: VecDeque<u8>,
    flight: VecDeque<Chunk>,
    /// Arrived, not read yet.
    inbox: VecDeque<Rc<[u8]>>,
    /// Messages whose last byte has not been read, by stretch of the stream.
    marks: VecDeque<Mark>,
    last_mark: Option<MessageId>,
    written: u64,
    sent: u64,
    read: u64,
    /// What the sender knows of acknowledgement, and what it will learn when.
    acknowledged: u64,
    acknowledgements: VecDeque<(Time, u64)>,
    /// What the receiver has told of its reading, what the sender knows of it,
    /// and what it will learn when.
    told: u64,
    window_base: u64,
    windows: VecDeque<(Time, u64)>,
    line_free: Time,
    last_arrival: Time,
    /// A write was cut short: its writer wants to know of room.
    wants_room: bool,
    /// When a `Resume` is on the agenda.
    armed: Option<Time>,
    finish: Finish,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Finish {
    No,
    Wanted,
    Sent,
    Arrived,
}

#[derive(Clone, Debug, PartialEq)]
struct Chunk {
    /// Empty: the end of the stream.
    bytes: Rc<[u8]>,
    end: u64,
    sent: Time,
    arrives: Time,
}

#[derive(Clone, Debug, PartialEq)]
struct Mark {
    message: MessageId,
    start: u64,
    end: u64,
}

/// What arrived.
pub(super) enum Arrival {
    Bytes,
    Finish,
    Nothing,
}

impl Flow {
    pub(super) fn new(buffers: Buffers) -> Flow {
        Flow {
            buffers,
            waiting: VecDeque::new(),
            flight: VecDeque::new(),
            inbox: VecDeque::new(),
            marks: VecDeque::new(),
            last_mark: None,
            written: 0,
            sent: 0,
            read: 0,
            acknowledged: 0,
            acknowledgements: VecDeque::new(),
            told: 0,
            window_base: 0,
            windows: VecDeque::new(),
            line_free: Time::ZERO,
            last_arrival: Time::ZERO,
            wants_room: false,
            armed: None,
            finish: Finish::No,
        }
    }

    pub(super) fn buffers_mut(&mut self) -> &mut Buffers {
        &mut self.buffers
    }

    /// Nothing of this direction arrives before `at`.
    pub(super) fn not_before(&mut self, at: Time) {
        self.last_arrival = self.last_arrival.max(at);
    }

    pub(super) fn last_arrival(&self) -> Time {
        self.last_arrival
    }

    pub(super) fn has_unread(&self) -> bool {
        !self.inbox.is_empty()
    }

    pub(super) fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.flight.is_empty() && self.finish != Finish::Wanted
    }

    /// True if bytes wait to be sent or are on their way.
    pub(super) fn is_sending(&self) -> bool {
        !self.waiting.is_empty() || !self.flight.is_empty()
    }

    /// True if nothing is on its way, nor news of what was read.
    pub(super) fn is_still(&self, now: Time) -> bool {
        let news = self
            .windows
            .back()
            .into_iter()
            .chain(self.acknowledgements.back());
        self.flight.is_empty() && news.into_iter().all(|(at, _)| *at <= now)
    }

    pub(super) fn is_finished(&self) -> bool {
        self.finish == Finish::Arrived
    }

    /// Takes as many of `bytes` as the send buffer has room for. Returns how
    /// many, and pushes the arrival times of what could be sent at once.
    pub(super) fn write(
        &mut self,
        now: Time,
        bytes: &[u8],
        tags: &[Tag],
        line: &mut Line,
    ) -> usize {
        if self.finish != Finish::No {
            return 0;
        }
        self.learn(now);
        let held = (self.written - self.acknowledged) as usize;
        let accepted = bytes.len().min(self.buffers.send.saturating_sub(held));
        self.mark(tags, accepted);
        self.wants_room |= accepted < bytes.len();
        self.written += accepted as u64;
        let mut rest = &bytes[..accepted];
        if self.waiting.is_empty() {
            // The usual case: nothing queues, the bytes are copied once.
            while !rest.is_empty() && self.window() > 0 {
                let (head, tail) = rest.split_at(rest.len().min(self.window()).min(CHUNK));
                self.send(now, head.into(), line);
                rest = tail;
            }
        }
        self.waiting.extend(rest);
        accepted
    }

    /// No more is written; the end of the stream follows the last byte.
    pub(super) fn finish(&mut self, now: Time, line: &mut Line) {
        if self.finish == Finish::No {
            self.finish = Finish::Wanted;
            self.pump(now, line);
        }
    }

    /// Sends what the receiver's window allows.
    pub(super) fn pump(&mut self, now: Time, line: &mut Line) {
        self.learn(now);
        while !self.waiting.is_empty() && self.window() > 0 {
            let count = self.waiting.len().min(self.window()).min(CHUNK);
            let bytes: Rc<[u8]> = self.waiting.drain(..count).collect();
            self.send(now, bytes, line);
        }
        if self.finish == Finish::Wanted && self.waiting.is_empty() {
            self.finish = Finish::Sent;
            self.send(now, Rc::from([]), line);
        }
    }

    /// The time for which a `Resume` must be put on the agenda, if it is not yet.
    pub(super) fn arm(&mut self) -> Option<Time> {
        let window = self.windows.front().filter(|_| !self.waiting.is_empty());
        let room = self.acknowledgements.front().filter(|_| self.wants_room);
        let next = window.into_iter().chain(room).map(|(at, _)| *at).min()?;
        if self.armed.is_some_and(|armed| armed <= next) {
            return None;
        }
        self.armed = Some(next);
        Some(next)
    }

    /// A `Resume` is due. True if the writer should be told of room: Linux
    /// waits until a third of the buffer is free.
    pub(super) fn resume(&mut self, now: Time, line: &mut Line) -> bool {
        self.armed = self.armed.filter(|armed| *armed > now);
        self.pump(now, line);
        let held = (self.written - self.acknowledged) as usize;
        let room = self.wants_room && held <= self.buffers.send - self.buffers.send / 3;
        self.wants_room &= !room;
        room
    }

    /// The next chunk reaches the receiver.
    pub(super) fn arrive(&mut self, now: Time, keep: bool) -> Arrival {
        match self.flight.front() {
            Some(chunk) if chunk.arrives <= now => {}
            _ => return Arrival::Nothing,
        }
        let chunk = self.flight.pop_front().expect("invariant: looked at above");
        if chunk.bytes.is_empty() {
            self.finish = Finish::Arrived;
            return Arrival::Finish;
        }
        // What nobody keeps stays marked as unread.
        if keep {
            self.inbox.push_back(chunk.bytes);
        }
        Arrival::Bytes
    }

    /// How many bytes have arrived and are not read.
    pub(super) fn readable(&self) -> usize {
        self.inbox.iter().map(|bytes| bytes.len()).sum()
    }

    /// How many bytes a write would take, as known at the last event.
    pub(super) fn room(&self) -> usize {
        match self.finish {
            Finish::No => self.buffers.send.saturating_sub(self.unsent()),
            _ => 0,
        }
    }

    /// Written, and not known to be acknowledged.
    pub(super) fn unsent(&self) -> usize {
        (self.written - self.acknowledged) as usize
    }

    /// Written, and waiting for room at the receiver.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// True if no more can be written.
    pub(super) fn is_finishing(&self) -> bool {
        self.finish != Finish::No
    }

    /// The first bytes that have arrived.
    pub(super) fn peek(&self, most: usize) -> Vec<u8> {
        let bytes = self.inbox.iter().flat_map(|piece| piece.iter().copied());
        bytes.take(most).collect()
    }

    /// Takes at most `most` of the bytes that have arrived, and the messages
    /// that are complete with them.
    pub(super) fn read(
        &mut self,
        now: Time,
        most: usize,
        latency: Span,
    ) -> Option<(Rc<[u8]>, Vec<MessageId>)> {
        let bytes = self.take(most)?;
        let complete = self.skip_to(self.read + bytes.len() as u64);
        let freed = (self.read - self.told) as usize;
        if freed >= (self.buffers.receive / 2).max(1) {
            self.told = self.read;
            self.windows.push_back((now + latency, self.read));
        }
        Some((bytes, complete))
    }

    /// A piece as it is where that is all, so that nothing is copied; pieces
    /// put together where there are more.
    fn take(&mut self, most: usize) -> Option<Rc<[u8]>> {
        let first = self.inbox.front_mut()?;
        if first.len() > most {
            let head = first[..most].into();
            *first = first[most..].into();
            return Some(head);
        }
        let first = self.inbox.pop_front()?;
        if self.inbox.is_empty() || first.len() == most {
            return Some(first);
        }
        let mut bytes = first.to_vec();
        while bytes.len() < most
            && let Some(next) = self.inbox.front_mut()
        {
            let room = most - bytes.len();
            if next.len() <= room {
                bytes.extend_from_slice(next);
                self.inbox.pop_front();
            } else {
                bytes.extend_from_slice(&next[..room]);
                *next = next[room..].into();
            }
        }
        Some(bytes.into())
    }

    /// Throws away what is not sent and what is not read: the stream is broken.
    pub(super) fn break_off(&mut self, discard_unread: bool) {
        self.waiting.clear();
        self.wants_room = false;
        if self.finish == Finish::Wanted {
            self.finish = Finish::Sent;
        }
        if discard_unread {
            self.inbox.clear();
        }
    }

    /// What is on its way: (messages, bytes, sent, arrives).
    pub(super) fn in_flight(&self) -> impl Iterator<Item = (Vec<MessageId>, u32, Time, Time)> + '_ {
        self.flight.iter().map(|chunk| {
            let start = chunk.end - chunk.bytes.len() as u64;
            // They are in order of the stream.
            let first = self.marks.partition_point(|mark| mark.end <= start);
            let carried = |mark: &&Mark| mark.start < chunk.end;
            let messages = self.marks.range(first..).take_while(carried);
            let messages = messages.map(|mark| mark.message);
            let count = chunk.bytes.len() as u32;
            (messages.collect(), count, chunk.sent, chunk.arrives)
        })
    }

    /// Lets the pieces that carry a message arrive later, and none behind them
    /// earlier. Returns when each of these arrives now.
    pub(super) fn hold_back(&mut self, message: MessageId, by: Span, latency: Span) -> Vec<Time> {
        let Some(mark) = self.marks.iter().find(|mark| mark.message == message) else {
            return Vec::new();
        };
        let carries = |chunk: &Chunk| {
            let start = chunk.end - chunk.bytes.len() as u64;
            mark.start < chunk.end && mark.end > start
        };
        let Some(first) = self.flight.iter().position(carries) else {
            return Vec::new();
        };
        let until = self.flight[first].arrives + by;
        let held = self.flight.iter_mut().skip(first);
        let times: Vec<Time> = held
            .map(|chunk| {
                chunk.arrives = chunk.arrives.max(until);
                chunk.arrives
            })
            .collect();
        let before = self.flight[first].end - self.flight[first].bytes.len() as u64;
        for (at, upto) in &mut self.acknowledgements {
            if *upto > before {
                *at = (*at).max(until + latency);
            }
        }
        self.not_before(until);
        times
    }

    /// The messages that are somewhere in this direction, unread.
    pub(super) fn messages(&self) -> impl Iterator<Item = MessageId> + '_ {
        self.marks.iter().map(|mark| mark.message)
    }

    /// Forgets these messages: nobody will read them.
    pub(super) fn forget_messages(&mut self) -> Vec<MessageId> {
        self.marks.drain(..).map(|mark| mark.message).collect()
    }

    fn window(&self) -> usize {
        let out = (self.sent - self.window_base) as usize;
        self.buffers.receive.saturating_sub(out)
    }

    fn learn(&mut self, now: Time) {
        while let Some((at, upto)) = self.acknowledgements.front()
            && *at <= now
        {
            self.acknowledged = *upto;
            self.acknowledgements.pop_front();
        }
        while let Some((at, upto)) = self.windows.front()
            && *at <= now
        {
            self.window_base = *upto;
            self.windows.pop_front();
        }
    }

    fn send(&mut self, now: Time, bytes: Rc<[u8]>, line: &mut Line) {
        let start = self.line_free.max(now);
        self.line_free = start + line.serialisation(bytes.len());
        let arrives = line.arrival(self.line_free).max(self.last_arrival);
        self.last_arrival = arrives;
        self.sent += bytes.len() as u64;
        if !bytes.is_empty() {
            let known = arrives + line.path.latency;
            self.acknowledgements.push_back((known, self.sent));
        }
        self.flight.push_back(Chunk {
            bytes,
            end: self.sent,
            sent: start,
            arrives,
        });
        line.arrivals.push(arrives);
    }

    fn mark(&mut self, tags: &[Tag], accepted: usize) {
        let limit = self.written + accepted as u64;
        let mut start = self.written;
        for tag in tags {
            if start >= limit {
                break;
            }
            let end = start + u64::from(tag.bytes);
            match self.marks.back_mut() {
                // The rest of a message whose beginning was written before.
                Some(last) if last.message == tag.message => last.end = end,
                // The rest of a message that was reported lost already.
                _ if self.last_mark == Some(tag.message) => {}
                _ => self.marks.push_back(Mark {
                    message: tag.message,
                    start,
                    end,
                }),
            }
            self.last_mark = Some(tag.message);
            start = end;
        }
    }

    fn skip_to(&mut self, offset: u64) -> Vec<MessageId> {
        self.read = offset;
        let mut complete = Vec::new();
        while let Some(mark) = self.marks.front()
            && mark.end <= offset
        {
            complete.push(mark.message);
            self.marks.pop_front();
        }
        complete
    }
}

/// The line that a chunk is sent over, and where its arrival time goes.
pub(super) struct Line<'a> {
    pub(super) path: &'a Path,
    pub(super) jitter: &'a mut Random,
    pub(super) arrivals: Vec<Time>,
}

impl Line<'_> {
    fn serialisation(&self, bytes: usize) -> Span {
        let nanos = bytes as u128 * 8 * 1_000_000_000 / u128::from(self.path.bandwidth);
        Span(u64::try_from(nanos).unwrap_or(u64::MAX))
    }

    fn arrival(&mut self, departure: Time) -> Time {
        let Path {
            latency, jitter, ..
        } = self.path;
        if *jitter == Span::ZERO {
            return departure + *latency;
        }
        let deviation = self
            .jitter
            .below(jitter.0.saturating_mul(2).saturating_add(1));
        let late = departure + *latency + Span(deviation);
        Time(late.0.saturating_sub(jitter.0)).max(departure)
    }
}
