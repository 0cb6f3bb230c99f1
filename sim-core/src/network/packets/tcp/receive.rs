//! The receiving half: what has come in order, what came too early, the window
//! that is offered, and when to acknowledge. Positions count from the peer's
//! SYN (0).

use std::collections::VecDeque;

use crate::base::{Span, Time};

/// Linux's TCP_DELACK_MIN.
const DELAY: Span = Span::from_millis(40);

/// Linux's TCP_MAX_QUICKACKS: so many at the beginning are not delayed.
const QUICK: u32 = 16;

/// Most pieces kept that came too early: a bound on work, far above what fits
/// into a window in practice. More are thrown away and come again.
const PIECES: usize = 4_096;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Receive {
    /// The peer's initial sequence number.
    irs: u32,
    /// Next position expected.
    next: u64,
    inbox: VecDeque<u8>,
    /// Too early, by position; they do not overlap.
    later: Vec<(u64, Vec<u8>)>,
    /// Position of the peer's FIN.
    fin: Option<u64>,
    buffer: usize,
    /// One past the last position that the peer may send.
    edge: u64,
    /// The largest window offered so far.
    most: u64,
    pub(super) scale: u8,
    own_mss: usize,
    /// The largest segment that came.
    largest: usize,
    /// Bytes taken since the last acknowledgement.
    owed: usize,
    due: Due,
    /// Acknowledgements that are still given at once: the sender begins slowly
    /// and waits for each.
    quick: u32,
    /// When data came last.
    heard: Option<Time>,
}

/// Whether an acknowledgement is to be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Due {
    No,
    /// Then, if nothing carries it before.
    At(Time),
    /// Now.
    Now,
    /// Now: something came twice or out of order.
    Duplicate,
    /// Now: the window has opened.
    Window,
}

/// What came of a piece of the stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Came {
    /// This many bytes can be read more.
    InOrder(u64),
    /// It is kept until this many bytes before it are there.
    Early { gap: u64 },
    /// It was there already.
    Known,
}

impl Receive {
    pub(super) fn new(buffer: usize, own_mss: usize) -> Receive {
        let mut receive = Receive {
            irs: 0,
            next: 0,
            inbox: VecDeque::new(),
            later: Vec::new(),
            fin: None,
            buffer,
            edge: 0,
            most: 0,
            scale: 0,
            own_mss,
            largest: 0,
            owed: 0,
            due: Due::No,
            quick: QUICK,
            heard: None,
        };
        receive.set_buffer(buffer);
        receive
    }

    /// The peer's SYN is there.
    pub(super) fn begin(&mut self, irs: u32, scaled: bool) {
        self.irs = irs;
        self.next = 1;
        self.edge = 1;
        if !scaled {
            self.scale = 0;
        }
    }

    /// Before the first segment this also chooses the window's scale: a SYN
    /// tells it once and for all.
    pub(super) fn set_buffer(&mut self, bytes: usize) {
        self.buffer = bytes;
        if self.next == 0 && self.most == 0 {
            self.scale = (0..14).find(|by| bytes >> by <= 65_535).unwrap_or(14);
        }
    }

    /// The position that a sequence number means, nearest to what is expected.
    pub(super) fn position(&self, seq: u32) -> i64 {
        self.next as i64 + i64::from(seq.wrapping_sub(self.number()) as i32)
    }

    /// The sequence number expected next.
    pub(super) fn number(&self) -> u32 {
        self.irs.wrapping_add(self.next as u32)
    }

    pub(super) fn next(&self) -> u64 {
        self.next
    }

    /// RFC 9293, 3.10.7.4: whether any of it is in the window. A segment
    /// without length may stand at its very end.
    pub(super) fn accepts(&self, start: i64, span: u64) -> bool {
        let (next, edge) = (self.next as i64, self.edge.max(self.next) as i64);
        match span {
            0 => (next..=edge).contains(&start),
            span => start < edge && start + span as i64 > next,
        }
    }

    pub(super) fn is_finished(&self) -> bool {
        self.fin.is_some_and(|fin| self.next > fin)
    }

    pub(super) fn readable(&self) -> usize {
        self.inbox.len()
    }

    pub(super) fn out_of_order(&self) -> usize {
        self.later.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    pub(super) fn has_gap(&self) -> bool {
        !self.later.is_empty()
    }

    /// Position of the next byte that will be read.
    pub(super) fn read_upto(&self) -> u64 {
        self.next - u64::from(self.is_finished()) - self.inbox.len() as u64
    }

    pub(super) fn take(&mut self, most: usize) -> Vec<u8> {
        let count = self.inbox.len().min(most);
        // By slices: byte by byte this was a third of a bulk transfer's time.
        let (head, tail) = self.inbox.as_slices();
        let split = count.min(head.len());
        let mut bytes = Vec::with_capacity(count);
        bytes.extend_from_slice(&head[..split]);
        bytes.extend_from_slice(&tail[..count - split]);
        self.inbox.drain(..count);
        bytes
    }

    pub(super) fn peek(&self, most: usize) -> Vec<u8> {
        self.inbox.iter().copied().take(most).collect()
    }

    /// Bytes from `start` on have come. What is outside the window is cut off.
    pub(super) fn come(&mut self, start: i64, bytes: &[u8]) -> Came {
        let skip = (self.next as i64 - start).max(0) as usize;
        let room = (self.edge as i64 - start).max(0) as usize;
        let bytes = bytes.get(skip..bytes.len().min(room)).unwrap_or(&[]);
        if bytes.is_empty() {
            return Came::Known;
        }
        self.largest = self.largest.max(bytes.len());
        let start = start.max(self.next as i64) as u64;
        if start > self.next {
            let kept = |(from, piece): &(u64, Vec<u8>)| match *from < start {
                true => (piece.len() as u64).min(start - from),
                false => 0,
            };
            let gap = start - self.next - self.later.iter().map(kept).sum::<u64>();
            return match self.keep(start, bytes) {
                true => Came::Early { gap },
                false => Came::Known,
            };
        }
        let before = self.next;
        self.append(bytes);
        self.fill_gap();
        Came::InOrder(self.next - before)
    }

    fn append(&mut self, bytes: &[u8]) {
        self.inbox.extend(bytes);
        self.next += bytes.len() as u64;
    }

    fn fill_gap(&mut self) {
        while let Some((start, bytes)) = self.later.first() {
            if *start > self.next {
                break;
            }
            let known = (self.next - start) as usize;
            let (_, bytes) = (start, bytes.get(known..).unwrap_or(&[]).to_vec());
            self.append(&bytes);
            self.later.remove(0);
        }
    }

    /// Keeps a piece that came too early; false if it was there already.
    fn keep(&mut self, mut start: u64, mut bytes: &[u8]) -> bool {
        let mut new = false;
        let mut at = self
            .later
            .partition_point(|(from, piece)| from + piece.len() as u64 <= start);
        while !bytes.is_empty() && self.later.len() < PIECES {
            let next = self
                .later
                .get(at)
                .map(|(from, piece)| (*from, piece.len() as u64));
            let (from, length) = next.unwrap_or((u64::MAX, 0));
            if start < from {
                let count = bytes.len().min((from - start) as usize);
                self.later.insert(at, (start, bytes[..count].to_vec()));
                (start, bytes, new) = (start + count as u64, &bytes[count..], true);
            } else {
                let known = (from + length - start).min(bytes.len() as u64);
                (start, bytes) = (start + known, &bytes[known as usize..]);
            }
            at += 1;
        }
        new
    }

    /// The peer's FIN is at `position`. True if everything before is there, so
    /// that this is the end.
    pub(super) fn finish(&mut self, position: i64) -> bool {
        let position = position.max(0) as u64;
        let fin = *self.fin.get_or_insert(position);
        self.end_if_complete(fin)
    }

    /// A gap was filled: the FIN behind it may now count.
    pub(super) fn reach_end(&mut self) -> bool {
        self.fin.is_some_and(|fin| self.end_if_complete(fin))
    }

    fn end_if_complete(&mut self, fin: u64) -> bool {
        let complete = self.next == fin;
        self.next += u64::from(complete);
        complete
    }

    /// The window that is offered now.
    pub(super) fn offered(&self) -> u64 {
        self.edge.saturating_sub(self.next)
    }

    /// The window field of the next segment; moves the edge. It never goes
    /// back, and not forward by a silly little (RFC 9293, 3.8.6.2.2).
    pub(super) fn offer(&mut self, scaled: bool) -> u16 {
        let free = self.buffer.saturating_sub(self.inbox.len());
        if free >= self.own_mss.min(self.buffer / 2) {
            self.edge = self.edge.max(self.next + free as u64);
        }
        let scale = if scaled { self.scale } else { 0 };
        // Rounded up: a window must not shrink.
        let units = self.offered().div_ceil(1 << scale);
        let field = u16::try_from(units).unwrap_or(u16::MAX);
        self.edge = self.next + (u64::from(field) << scale);
        self.most = self.most.max(self.offered());
        self.owed = 0;
        self.due = Due::No;
        self.quick = self.quick.saturating_sub(1);
        field
    }

    /// Linux's rule for telling of a window that opened by reading: it was at
    /// most half of what it has been, and is now at least twice what it was.
    pub(super) fn window_reopens(&self) -> bool {
        let (now, free) = (
            self.offered(),
            self.buffer.saturating_sub(self.inbox.len()) as u64,
        );
        free >= self.own_mss.min(self.buffer / 2) as u64
            && 2 * now <= self.most
            && free >= 2 * now
            && free > 0
    }

    pub(super) fn update_window(&mut self) {
        if matches!(self.due, Due::No | Due::At(_)) {
            self.due = Due::Window;
        }
    }

    /// `bytes` came in order: acknowledge every second full segment at once,
    /// others within 40 ms (RFC 9293, 3.8.6.3); at the beginning all at once.
    pub(super) fn owe(&mut self, now: Time, bytes: u64, quick: bool) {
        self.owed += bytes as usize;
        self.heard = Some(now);
        if quick || self.quick > 0 || self.owed >= 2 * self.largest.max(1) {
            self.acknowledge(Due::Now);
        } else if self.due == Due::No {
            self.due = Due::At(now + DELAY);
        }
    }

    /// Data is sent: if it answers what has just come, this is a conversation,
    /// in which answers carry the acknowledgements (Linux's ping-pong mode).
    pub(super) fn answered(&mut self, now: Time) {
        if self.heard.is_some_and(|heard| now.since(heard) < DELAY) {
            self.quick = 0;
        }
    }

    pub(super) fn acknowledge(&mut self, due: Due) {
        self.due = due;
    }

    pub(super) fn due(&self) -> Due {
        self.due
    }

    pub(super) fn acknowledge_at(&self) -> Option<Time> {
        match self.due {
            Due::At(at) => Some(at),
            _ => None,
        }
    }
}
