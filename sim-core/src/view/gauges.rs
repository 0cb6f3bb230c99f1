//! What is measured while a run is computed, for plots: how full each queue is
//! and how fast messages go through it, and the numbers inside of TCP. Taken
//! down record by record, so that no plot reads the whole trace; thinned, so
//! that a long run needs no more room than a short one.
//!
//! Not part of a world: measuring changes nothing.

use super::series::Series;
use crate::base::{HostId, Map, MessageId, ProcessId, Time};
use crate::messaging::{Fact, QueueId, SocketId, Unit};
use crate::network::packets::{TcpFact, WireFact};
use crate::network::{End, Spot};
use crate::system::Happening;
use crate::trace::{Index, Trace};
use crate::world::{Record, World};

/// Queues and ends of connections that are measured: more nobody looks at one
/// by one, and each may take a few hundred kilobytes.
const MOST: usize = 128;
/// Marks of a connection: more could not be told apart.
const MARKS: usize = 400;

/// All that is measured.
#[derive(Clone, Debug, Default)]
pub struct Gauges {
    queues: Map<QueueId, QueueGauge>,
    inside: Inside,
    ends: Map<End, EndGauge>,
}

/// One queue over time.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueGauge {
    /// Whose.
    pub socket: SocketId,
    /// True if messages leave the process through it.
    pub outgoing: bool,
    /// What is counted.
    pub unit: Unit,
    /// Who is at the other end, or was last.
    pub peer: Option<ProcessId>,
    /// How many are in it.
    pub fill: Series,
    /// Its high-water mark, while it has one.
    pub mark: Series,
    /// How many have come in so far.
    pub came: Series,
    /// How many have left it.
    pub went: Series,
    /// How long each was in it, in nanoseconds.
    pub stay: Series,
    /// How long ago each was sent when a program took it, in nanoseconds.
    pub age: Series,
}

/// One end of a TCP connection over time. Bytes, or nanoseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct EndGauge {
    /// On which host.
    pub host: HostId,
    /// Its address and its peer's.
    pub spots: (Spot, Spot),
    /// The congestion window.
    pub congestion: Series,
    /// Where slow start ends.
    pub threshold: Series,
    /// What the peer lets it send.
    pub peer_window: Series,
    /// Sent and not acknowledged.
    pub in_flight: Series,
    /// Smoothed round-trip time.
    pub round_trip: Series,
    /// Retransmission time-out.
    pub timeout: Series,
    /// Arrived and not read.
    pub unread: Series,
    /// Written and not sent.
    pub unsent: Series,
    /// What went wrong.
    pub marks: Vec<Mishap>,
}

/// Something that went wrong on a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mishap {
    /// When.
    pub at: Time,
    /// The record that tells of it, by number.
    pub record: crate::base::RecordId,
    /// In a word or two.
    pub word: &'static str,
    position: u64,
}

impl Gauges {
    /// A queue that was measured.
    pub fn queue(&self, queue: QueueId) -> Option<&QueueGauge> {
        self.queues.get(&queue)
    }

    /// The queues that were measured.
    pub fn queues(&self) -> impl Iterator<Item = (QueueId, &QueueGauge)> {
        self.queues.iter().map(|(id, gauge)| (*id, gauge))
    }

    /// An end of a connection that was measured.
    pub fn end(&self, end: End) -> Option<&EndGauge> {
        self.ends.get(&end)
    }

    /// The ends of connections that were measured.
    pub fn ends(&self) -> impl Iterator<Item = (End, &EndGauge)> {
        self.ends.iter().map(|(end, gauge)| (*end, gauge))
    }

    /// Takes in what has just happened in `world`.
    pub fn look_at(&mut self, world: &World, index: &Index, record: &Record) {
        match &record.what {
            Happening::Messaging { fact, .. } => {
                let system = world.system();
                let untold = system.messaging().untold(fact.socket(), system.network());
                self.messaging(index, record, fact, untold.is_empty());
                for queue in untold {
                    if let Some(gauge) = self.measured(queue.id, queue.socket) {
                        gauge.outgoing = queue.outgoing;
                        gauge.unit = queue.unit;
                        gauge.peer = queue.peer.process;
                        gauge.holds(record, queue.fill, queue.mark);
                    }
                }
            }
            Happening::Network { .. } => {
                if let Some(fact) = record.wire() {
                    self.wire(world, record, fact);
                }
            }
            Happening::Program { .. } => {}
        }
    }

    /// Forgets what came after the trace's end: it was cut there.
    pub fn forget_after(&mut self, trace: &Trace, position: u64) {
        for gauge in self.queues.values_mut() {
            for series in gauge.all_mut() {
                series.forget_after(position);
            }
        }
        for gauge in self.ends.values_mut() {
            gauge.marks.retain(|mark| mark.position <= position);
            for series in gauge.all_mut() {
                series.forget_after(position);
            }
        }
        self.queues
            .retain(|_, gauge| !gauge.fill.points().is_empty());
        self.ends
            .retain(|_, gauge| !gauge.timeout.points().is_empty());
        self.inside = Inside::default();
        for record in trace.records() {
            if let Happening::Messaging { fact, .. } = &record.what {
                self.moved(record.at, fact);
            }
        }
    }

    /// The gauge of a queue, if there is room for one.
    fn measured(&mut self, queue: QueueId, socket: SocketId) -> Option<&mut QueueGauge> {
        let known = self.queues.len() < MOST || self.queues.contains_key(&queue);
        let gauge = || QueueGauge::new(socket);
        known.then(|| self.queues.entry(queue).or_insert_with(gauge))
    }

    /// `counts`: the queue counts messages, so that one that leaves makes it
    /// emptier by one.
    fn messaging(&mut self, index: &Index, record: &Record, fact: &Fact, counts: bool) {
        if let Fact::Queued { fill, mark, .. }
        | Fact::Arrived { fill, mark, .. }
        | Fact::Put { fill, mark, .. } = fact
            && let Some(gauge) = fact.queue().and_then(|it| self.measured(it, fact.socket()))
        {
            if counts {
                gauge.holds(record, *fill, *mark);
                gauge.outgoing = matches!(fact, Fact::Queued { .. });
            }
            let came = gauge.came.last().unwrap_or(0) + 1;
            gauge.came.push(record.at, record.position, came);
        }
        self.learn_peer(index, fact);
        let Some((queue, since)) = self.moved(record.at, fact) else {
            return;
        };
        let Some(gauge) = self.queues.get_mut(&queue) else {
            return;
        };
        gauge.left(record, since, counts);
        if let (Fact::Taken { message, .. } | Fact::Got { message, .. }, at) = (fact, record.at)
            && let Some(info) = index.message(*message)
        {
            gauge.age.push(at, record.position, at.since(info.sent).0);
        }
    }

    /// Who is at the other end of a queue, as far as a fact says it.
    fn learn_peer(&mut self, index: &Index, fact: &Fact) {
        let (queue, socket) = match fact {
            Fact::Routed { queue, peer, .. } | Fact::Departed { queue, peer, .. } => (queue, *peer),
            Fact::Arrived { queue, message, .. } => {
                (queue, index.message(*message).map(|info| info.socket))
            }
            _ => return,
        };
        let process = socket.and_then(|socket| Some(index.socket(socket)?.process));
        if let (Some(gauge), Some(process)) = (self.queues.get_mut(queue), process) {
            gauge.peer = Some(process);
        }
    }

    /// Keeps in mind where messages are; the queue that one has left, and since
    /// when it was in it.
    fn moved(&mut self, at: Time, fact: &Fact) -> Option<(QueueId, Time)> {
        let message = fact.message()?;
        match fact {
            Fact::Queued { queue, .. } | Fact::Arrived { queue, .. } | Fact::Put { queue, .. } => {
                self.inside.enter(message, *queue, at);
                None
            }
            Fact::Departed { .. }
            | Fact::Taken { .. }
            | Fact::Got { .. }
            | Fact::Dropped { .. } => self.inside.leave(message),
            _ => None,
        }
    }

    fn wire(&mut self, world: &World, record: &Record, fact: &WireFact) {
        let end = match fact {
            WireFact::SegmentSent { end, .. } => *end,
            WireFact::SegmentReceived { end, .. } | WireFact::Tcp { end, .. } => Some(*end),
            _ => None,
        };
        let Some(end) = end else { return };
        if self.ends.len() >= MOST && self.ends.get(&end).is_none() {
            return;
        }
        let packets = world.system().network().packets();
        let Some(view) = packets.and_then(|packets| packets.connection_view(end)) else {
            return;
        };
        let new = || EndGauge::new(view.host, (view.local, view.remote));
        let gauge = self.ends.entry(end).or_insert_with(new);
        let (at, position) = (record.at, record.position);
        let tcp = &view.tcp;
        gauge.congestion.step(at, position, tcp.congestion_window);
        gauge.peer_window.step(at, position, tcp.peer_window);
        gauge.in_flight.step(at, position, tcp.in_flight);
        gauge.unread.step(at, position, tcp.unread as u64);
        gauge.unsent.step(at, position, tcp.unsent);
        gauge
            .timeout
            .step(at, position, tcp.retransmission_timeout.0);
        if let Some(threshold) = tcp.slow_start_threshold {
            gauge.threshold.step(at, position, threshold);
        }
        if let Some(round_trip) = tcp.smoothed_round_trip {
            gauge.round_trip.step(at, position, round_trip.0);
        }
        if let Some(word) = mishap(fact).filter(|_| gauge.marks.len() < MARKS) {
            gauge.marks.push(Mishap {
                at,
                record: record.id,
                word,
                position,
            });
        }
    }
}

/// In which queue each message is, and since when: in order of messages, with
/// empty places for those that have gone, since the oldest usually go first.
#[derive(Clone, Debug, Default)]
struct Inside {
    entries: Vec<(MessageId, Option<(QueueId, Time)>)>,
    gone: usize,
}

impl Inside {
    fn enter(&mut self, message: MessageId, queue: QueueId, at: Time) {
        let here = Some((queue, at));
        match self.entries.binary_search_by_key(&message, |entry| entry.0) {
            Ok(place) => {
                let before = std::mem::replace(&mut self.entries[place].1, here);
                self.gone -= usize::from(before.is_none());
            }
            Err(place) => self.entries.insert(place, (message, here)),
        }
    }

    fn leave(&mut self, message: MessageId) -> Option<(QueueId, Time)> {
        let place = self.entries.binary_search_by_key(&message, |entry| entry.0);
        let here = self.entries[place.ok()?].1.take()?;
        self.gone += 1;
        if self.gone * 2 > self.entries.len() + 64 {
            self.entries.retain(|entry| entry.1.is_some());
            self.gone = 0;
        }
        Some(here)
    }
}

/// What went wrong, if something did.
fn mishap(fact: &WireFact) -> Option<&'static str> {
    match fact {
        WireFact::SegmentSent { cause, .. } if cause.is_retransmission() => Some("sent again"),
        WireFact::Tcp { fact, .. } => match fact {
            TcpFact::TimedOut { .. } => Some("time-out"),
            TcpFact::RecoveryBegins { .. } => Some("loss noticed"),
            TcpFact::WindowClosed { .. } => Some("window closed"),
            _ => None,
        },
        _ => None,
    }
}

impl QueueGauge {
    fn new(socket: SocketId) -> QueueGauge {
        let none = Series::default;
        QueueGauge {
            socket,
            outgoing: false,
            unit: Unit::Messages,
            peer: None,
            fill: none(),
            mark: none(),
            came: none(),
            went: none(),
            stay: none(),
            age: none(),
        }
    }

    fn all_mut(&mut self) -> [&mut Series; 6] {
        [
            &mut self.fill,
            &mut self.mark,
            &mut self.came,
            &mut self.went,
            &mut self.stay,
            &mut self.age,
        ]
    }

    fn holds(&mut self, record: &Record, fill: u32, mark: Option<u32>) {
        self.fill.step(record.at, record.position, u64::from(fill));
        if let Some(mark) = mark {
            self.mark.step(record.at, record.position, u64::from(mark));
        }
    }

    fn left(&mut self, record: &Record, since: Time, counts: bool) {
        if counts {
            let fill = self.fill.last().unwrap_or(0).saturating_sub(1);
            self.fill.step(record.at, record.position, fill);
        }
        let count = self.went.last().unwrap_or(0) + 1;
        self.went.push(record.at, record.position, count);
        let stay = record.at.since(since).0;
        self.stay.push(record.at, record.position, stay);
    }
}

impl EndGauge {
    fn new(host: HostId, spots: (Spot, Spot)) -> EndGauge {
        let none = Series::default;
        EndGauge {
            host,
            spots,
            congestion: none(),
            threshold: none(),
            peer_window: none(),
            in_flight: none(),
            round_trip: none(),
            timeout: none(),
            unread: none(),
            unsent: none(),
            marks: Vec::new(),
        }
    }

    fn all_mut(&mut self) -> [&mut Series; 8] {
        [
            &mut self.congestion,
            &mut self.threshold,
            &mut self.peer_window,
            &mut self.in_flight,
            &mut self.round_trip,
            &mut self.timeout,
            &mut self.unread,
            &mut self.unsent,
        ]
    }
}
