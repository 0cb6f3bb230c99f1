//! What a list of records says about sockets, messages and activities, kept
//! up to date as records come in, so that no question reads the whole list.

use crate::base::Map;
use std::rc::Rc;

use super::level::Level;
use super::packets::PacketIndex;
use super::tally::{Fate, Tally};
use crate::base::{self, ConnectionId, HostId, MessageId, ProcessId, RecordId, ThreadId, Time};
use crate::messaging::{Fact, MessageKind, SocketId};
use crate::network::packets::{Header, WireFact};
use crate::network::{self, End};
use crate::system::{Activity, Happening, ProgramFact};
use crate::world::Record;

/// Shorter stretches without events are not worth shortening.
const GAP: base::Span = base::Span::from_millis(5);

/// One way of a message: to whom it flies, as far as that is known.
type Leg = (MessageId, Option<SocketId>);

/// The index over a trace.
#[derive(Clone, Debug)]
pub struct Index {
    lanes: Vec<LaneIndex>,
    sockets: Map<SocketId, SocketInfo>,
    messages: Map<MessageId, MessageInfo>,
    flights: Vec<Flight>,
    /// Which of them were lost, in the order in which that happened.
    lost: Vec<usize>,
    /// Flights that have not arrived yet, by message and receiver.
    flying: Map<Leg, usize>,
    /// Flights between threads, by message.
    between: Map<MessageId, usize>,
    counts: Counts,
    tally: Tally,
    packets: PacketIndex,
    /// Losses of messages, crashes, and programs that died of an exception.
    accidents: Vec<RecordId>,
    mistakes: Vec<RecordId>,
    /// When a record of the story was last, and between which two was a gap.
    told: Time,
    gaps: Vec<(Time, Time)>,
    /// Who asked whom for a connection, in order of its number.
    knocks: Vec<(ConnectionId, HostId, HostId)>,
    /// What is known of each end of a TCP connection (`packets` detail).
    ends: Map<End, EndInfo>,
}

/// An end of a TCP connection, by its first segment.
#[derive(Clone, Copy, Debug)]
struct EndInfo {
    host: HostId,
    /// By how many bits its windows are shifted.
    scale: Option<u8>,
    /// Its initial sequence number.
    first: u32,
}

/// An activity from a time on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Since when; until the next one's begin.
    pub from: Time,
    /// The record that began it.
    pub record: RecordId,
    /// What.
    pub activity: Activity,
}

#[derive(Clone, Debug, Default)]
struct LaneIndex {
    /// Name and ancestor of a process that was not in the scenario.
    child: Option<(Rc<str>, ProcessId)>,
    /// Names of the threads besides the main thread.
    names: Vec<(ThreadId, Rc<str>)>,
    spans: Vec<Span>,
    /// What each thread does, the first the main thread.
    threads: Vec<Activity>,
    paused: bool,
    /// Which of them has the core, where there are several.
    running: ThreadId,
    /// What each does over time, from the second one's beginning on;
    /// `NotStarted` is also one that could run and has no core.
    own: Vec<Vec<Span>>,
}

/// What is known of a socket, for ever.
#[derive(Clone, Debug, PartialEq)]
pub struct SocketInfo {
    /// Whose.
    pub process: ProcessId,
    /// Its type.
    pub kind: &'static str,
}

/// What is known of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageInfo {
    /// How it begins.
    pub label: Rc<str>,
    /// Bytes of its payload.
    pub bytes: u64,
    /// What it is for.
    pub kind: MessageKind,
    /// The socket it was given to.
    pub socket: SocketId,
    /// When it was given to it.
    pub sent: Time,
    /// What has become of it.
    pub(super) fate: Fate,
    /// Everything said of it, in order.
    pub records: Vec<RecordId>,
}

/// One message on its way from process to process.
#[derive(Clone, Debug, PartialEq)]
pub struct Flight {
    /// Which.
    pub message: MessageId,
    /// The sender's socket.
    pub from: SocketId,
    /// The receiver's, if it is known.
    pub to: Option<SocketId>,
    /// When it left.
    pub sent: Time,
    /// When it arrived or was lost.
    pub arrives: Option<Time>,
    /// True if it was lost.
    pub lost: bool,
    /// From which thread to which, if it goes through a queue of one process.
    pub threads: Option<(ThreadId, ThreadId)>,
}

/// Numbers of messages over the run so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Given to a socket by a program.
    pub sent: u64,
    /// Come to a receiver's queue.
    pub delivered: u64,
    /// Taken from a socket by a program.
    pub received: u64,
    /// Lost or thrown away.
    pub dropped: u64,
    /// Calls that failed.
    pub refused: u64,
}

impl Index {
    pub(super) fn new(processes: usize) -> Index {
        Index {
            lanes: vec![LaneIndex::default(); processes],
            sockets: Map::new(),
            messages: Map::new(),
            flights: Vec::new(),
            lost: Vec::new(),
            flying: Map::new(),
            between: Map::new(),
            counts: Counts::default(),
            tally: Tally::default(),
            packets: PacketIndex::default(),
            accidents: Vec::new(),
            mistakes: Vec::new(),
            told: Time::NEVER,
            gaps: Vec::new(),
            knocks: Vec::new(),
            ends: Map::new(),
        }
    }

    /// The hosts between which a connection was asked for: from and to.
    pub fn hosts_of(&self, connection: ConnectionId) -> Option<(HostId, HostId)> {
        let found = self.knocks.binary_search_by_key(&connection, |it| it.0);
        let (_, from, to) = self.knocks[found.ok()?];
        Some((from, to))
    }

    /// The host of an end of a TCP connection that has sent something.
    pub fn host_of(&self, end: End) -> Option<HostId> {
        self.ends.get(&end).map(|it| it.host)
    }

    /// The window that a segment of `end` offers, in bytes (RFC 7323, 2.2).
    pub fn window(&self, end: End, header: &Header) -> u64 {
        let scale = |end| self.ends.get(&end).and_then(|it| it.scale);
        let window = u64::from(header.window);
        match (scale(end), scale(end.peer())) {
            (Some(own), Some(_)) if !header.flags.syn => window << own,
            _ => window,
        }
    }

    /// Sequence and acknowledgement number of a segment of `end`, counted from
    /// the beginning of both streams: 0 is the handshake's place, 1 the first
    /// byte. As they are where no handshake was seen.
    pub fn relative(&self, end: Option<End>, header: &Header) -> (u32, u32) {
        let first = |end: Option<End>| end.and_then(|end| self.ends.get(&end));
        let from = |number: u32, info: Option<&EndInfo>| {
            info.map_or(number, |it| number.wrapping_sub(it.first))
        };
        let (own, peer) = (first(end), first(end.map(End::peer)));
        (from(header.seq, own), from(header.ack, peer))
    }

    /// The activities of a process, in order; before the first it has not started.
    pub fn activities(&self, process: ProcessId) -> &[Span] {
        &self.lanes[process.index()].spans
    }

    /// The activities of a thread of a process that has had several, in order.
    /// One that could run but does not have the core counts as not started.
    pub fn thread_activities(&self, process: ProcessId, thread: ThreadId) -> &[Span] {
        let own = &self.lanes[process.index()].own;
        own.get(thread.index()).map_or(&[], |spans| spans)
    }

    /// How many threads a process has had; 0 if it never had several.
    pub fn threads(&self, process: ProcessId) -> usize {
        self.lanes[process.index()].own.len()
    }

    /// How many processes there are, children included.
    pub fn processes(&self) -> usize {
        self.lanes.len()
    }

    /// Name and ancestor in the scenario of a process that a process has started.
    pub fn child(&self, process: ProcessId) -> Option<&(Rc<str>, ProcessId)> {
        self.lanes.get(process.index())?.child.as_ref()
    }

    /// The name of a thread; `None` for a main thread.
    pub fn thread(&self, process: ProcessId, thread: ThreadId) -> Option<&str> {
        let names = &self.lanes.get(process.index())?.names;
        let found = names.binary_search_by_key(&thread, |(id, _)| *id).ok()?;
        Some(&names[found].1)
    }

    /// What is known of a socket.
    pub fn socket(&self, socket: SocketId) -> Option<&SocketInfo> {
        self.sockets.get(&socket)
    }

    /// What is known of a message.
    pub fn message(&self, message: MessageId) -> Option<&MessageInfo> {
        self.messages.get(&message)
    }

    /// All messages, in order of sending.
    pub fn messages(&self) -> impl Iterator<Item = (MessageId, &MessageInfo)> {
        self.messages.iter().map(|(id, info)| (*id, info))
    }

    /// Flights that were lost, in the order in which that happened.
    pub fn lost(&self) -> impl DoubleEndedIterator<Item = &Flight> {
        self.lost.iter().map(|at| &self.flights[*at])
    }

    /// True if a message was lost at this time between two sockets that are known.
    pub fn is_lost_on_way(&self, message: MessageId, at: Time) -> bool {
        let flight = |place: &usize| &self.flights[*place];
        let before = |place: &usize| flight(place).arrives < Some(at);
        let from = self.lost.partition_point(before);
        let lost = self.lost[from..].iter().map(flight);
        let mut lost = lost.take_while(|it| it.arrives == Some(at));
        lost.any(|it| it.message == message && it.to.is_some())
    }

    /// All flights, in order of departure.
    pub fn flights(&self) -> &[Flight] {
        &self.flights
    }

    /// What has become of the programs' messages.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Numbers of messages.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Losses of messages, crashes, and programs that died of an exception, in order.
    pub fn accidents(&self) -> &[RecordId] {
        &self.accidents
    }

    /// Where sockets met that do not go together, and addresses were refused.
    pub fn mistakes(&self) -> &[RecordId] {
        &self.mistakes
    }

    /// Stretches in which nothing happens to programs and messages, in order.
    pub fn gaps(&self) -> &[(Time, Time)] {
        &self.gaps
    }

    /// What is known of packets.
    pub fn packets(&self) -> &PacketIndex {
        &self.packets
    }

    /// The message that a record is about, or whose bytes travel in the packet
    /// it is about.
    pub fn message_of(&self, record: &Record) -> Option<MessageId> {
        record.message().or_else(|| {
            let packet = record.wire()?.packet()?;
            self.packets.origin(packet)?.message
        })
    }

    pub(super) fn add(&mut self, record: &Record) {
        if record.level() == Level::Messages {
            if record.at.since(self.told) > GAP {
                self.gaps.push((self.told, record.at));
            }
            self.told = record.at;
        }
        if record.is_accident() {
            self.accidents.push(record.id);
        }
        match &record.what {
            Happening::Program {
                process,
                thread,
                fact,
            } => {
                if let ProgramFact::Forked {
                    child,
                    name,
                    origin,
                } = fact
                {
                    self.lanes.resize(child.index() + 1, LaneIndex::default());
                    self.lanes[child.index()].child = Some((name.clone(), *origin));
                }
                self.lanes[process.index()].add(record, *thread, fact);
            }
            Happening::Messaging { fact, .. } => self.add_messaging(record, fact),
            Happening::Network { fact } => {
                match fact {
                    network::Fact::Wire(fact) => self.add_wire(record, fact),
                    network::Fact::Knocked {
                        connection,
                        from,
                        to: Some(to),
                        ..
                    } => self.knocks.push((*connection, *from, *to)),
                    _ => {}
                }
                let info = record.message().and_then(|id| self.messages.get_mut(&id));
                if let Some(info) = info {
                    info.records.push(record.id);
                }
            }
        }
    }

    fn add_wire(&mut self, record: &Record, fact: &WireFact) {
        if let WireFact::SegmentSent {
            end: Some(end),
            host,
            header,
            ..
        } = fact
            && (header.flags.syn || self.ends.get(end).is_none())
        {
            let info = EndInfo {
                host: *host,
                scale: header.scale,
                first: header.seq,
            };
            self.ends.insert(*end, info);
        }
        let messages = &self.messages;
        let known = |message| messages.get(&message).is_some();
        self.packets.add((record.id, record.at), fact, known);
    }

    fn add_messaging(&mut self, record: &Record, fact: &Fact) {
        match fact {
            Fact::SocketOpened {
                socket,
                process,
                kind,
            } => {
                self.sockets.insert(
                    *socket,
                    SocketInfo {
                        process: *process,
                        kind,
                    },
                );
            }
            Fact::Sent {
                message,
                socket,
                label,
                bytes,
                kind,
                ..
            } => {
                self.counts.sent += u64::from(*kind != MessageKind::Control);
                if *kind != MessageKind::Control {
                    self.tally.add(false);
                }
                let info = MessageInfo {
                    label: label.clone(),
                    bytes: *bytes,
                    kind: *kind,
                    socket: *socket,
                    sent: record.at,
                    fate: Fate::Open,
                    records: Vec::new(),
                };
                self.messages.insert(*message, info);
            }
            Fact::Copied {
                message,
                of,
                socket,
            } => {
                if let Some(original) = self.messages.get(of) {
                    let copy = MessageInfo {
                        socket: *socket,
                        fate: Fate::Open,
                        records: Vec::new(),
                        ..original.clone()
                    };
                    if copy.kind != MessageKind::Control {
                        self.tally.add(true);
                    }
                    self.messages.insert(*message, copy);
                }
            }
            Fact::Departed {
                message,
                socket,
                peer,
                ..
            } => self.depart(record.at, *message, *socket, *peer),
            Fact::Arrived {
                message, socket, ..
            } => {
                self.counts.delivered += self.counted(*message);
                self.turn(*message, Fate::Arrived);
                self.arrive(record.at, *message, *socket, false);
            }
            Fact::Taken { message, .. } => {
                self.counts.received += self.counted(*message);
                self.turn(*message, Fate::Received);
            }
            Fact::Put {
                message,
                socket,
                thread,
                label,
                ..
            } => self.put(record.at, *message, *socket, *thread, label.clone()),
            Fact::Got {
                message,
                socket,
                thread,
                ..
            } => {
                self.counts.received += 1;
                self.turn(*message, Fate::Received);
                self.arrive(record.at, *message, *socket, false);
                if let Some(flight) = self.between.get(message) {
                    let flight = &mut self.flights[*flight];
                    flight.threads = flight.threads.map(|(from, _)| (from, *thread));
                }
            }
            Fact::Dropped {
                message,
                socket,
                rule,
            } => {
                self.counts.dropped += self.counted(*message);
                let was = self.messages.get(message).map(|info| info.fate);
                self.turn(
                    *message,
                    match was == Some(Fate::Arrived) || rule.is_unread() {
                        true => Fate::Unread,
                        false => Fate::Lost,
                    },
                );
                self.arrive(record.at, *message, *socket, true);
            }
            Fact::Refused { rule, .. } => {
                self.counts.refused += 1;
                if rule.is_bad_address() {
                    self.mistakes.push(record.id);
                }
            }
            Fact::PeerLost { rule, .. } if rule.is_mismatch() => self.mistakes.push(record.id),
            _ => {}
        }
        if let Some(info) = fact
            .message()
            .and_then(|message| self.messages.get_mut(&message))
        {
            info.records.push(record.id);
        }
    }

    /// Something else has become of a message; what systems say to each other
    /// does not count.
    fn turn(&mut self, message: MessageId, to: Fate) {
        if let Some(info) = self.messages.get_mut(&message)
            && info.kind != MessageKind::Control
        {
            self.tally.turn(std::mem::replace(&mut info.fate, to), to);
        }
    }

    /// 1 for a program's message, 0 for the systems' own traffic.
    fn counted(&self, message: MessageId) -> u64 {
        let info = self.messages.get(&message);
        u64::from(info.is_none_or(|info| info.kind != MessageKind::Control))
    }

    /// A message goes from thread to thread through a queue of their process.
    fn put(
        &mut self,
        at: Time,
        message: MessageId,
        queue: SocketId,
        thread: ThreadId,
        label: Rc<str>,
    ) {
        self.counts.sent += 1;
        self.counts.delivered += 1;
        self.tally.add(false);
        let info = MessageInfo {
            label,
            bytes: 0,
            kind: MessageKind::Message,
            socket: queue,
            sent: at,
            fate: Fate::Open,
            records: Vec::new(),
        };
        self.messages.insert(message, info);
        self.turn(message, Fate::Arrived);
        self.between.insert(message, self.flights.len());
        self.depart(at, message, queue, Some(queue));
        if let Some(flight) = self.flights.last_mut() {
            flight.threads = Some((thread, thread));
        }
    }

    fn depart(&mut self, at: Time, message: MessageId, from: SocketId, to: Option<SocketId>) {
        self.flying.insert((message, to), self.flights.len());
        self.flights.push(Flight {
            message,
            from,
            to,
            sent: at,
            arrives: None,
            lost: false,
            threads: None,
        });
    }

    /// The flight of a message that ends at a socket: one to that socket, one
    /// whose goal was not known, one to the listening socket in whose place
    /// `accept` has put this one since, or, where it began, any.
    fn flight_to(&self, message: MessageId, socket: SocketId) -> Option<Leg> {
        let exact = (message, Some(socket));
        if self.flying.contains_key(&exact) {
            return Some(exact);
        }
        let stream = |socket: SocketId| self.sockets.get(&socket).filter(|it| it.kind == "TCP");
        let first = (message, None);
        let legs = self.flying.iter_from(&first);
        let mut legs = legs.take_while(|(leg, _)| leg.0 == message);
        let found = legs.find(|(leg, at)| match leg.1 {
            Some(_) if self.flights[**at].from == socket => true,
            Some(to) => match (stream(to), stream(socket)) {
                (Some(listens), Some(accepted)) => listens.process == accepted.process,
                _ => false,
            },
            None => true,
        });
        found.map(|(leg, _)| *leg)
    }

    /// A flight ends at `socket` (or is lost there, or where it began).
    fn arrive(&mut self, at: Time, message: MessageId, socket: SocketId, lost: bool) {
        let Some(key) = self.flight_to(message, socket) else {
            return;
        };
        let found = self.flying.remove(&key);
        let place = found.expect("invariant: it is flying");
        if lost {
            self.lost.push(place);
        }
        let flight = &mut self.flights[place];
        flight.arrives = Some(at);
        flight.lost = lost;
        if flight.from != socket {
            flight.to = Some(socket);
        }
    }
}

impl LaneIndex {
    fn add(&mut self, record: &Record, thread: ThreadId, fact: &ProgramFact) {
        if self.threads.len() <= thread.index() {
            self.threads.resize(thread.index() + 1, Activity::Ended);
        }
        let state = &mut self.threads[thread.index()];
        match fact {
            ProgramFact::Started { .. } => {
                self.threads = vec![Activity::Running];
                self.running = ThreadId(0);
                self.names.clear();
                self.paused = false;
            }
            ProgramFact::Sleeps { .. } => *state = Activity::Asleep,
            ProgramFact::WaitsForInput => *state = Activity::WaitsForInput,
            ProgramFact::Blocked { .. }
            | ProgramFact::Waits { .. }
            | ProgramFact::Lingers { .. } => *state = Activity::Blocked,
            ProgramFact::ThreadStarted { name } => {
                *state = Activity::Running;
                self.names.push((thread, name.clone()));
            }
            ProgramFact::ThreadEnded => *state = Activity::Ended,
            ProgramFact::GoesOn { .. } => *state = Activity::Running,
            ProgramFact::Ended { error, .. } => {
                let activity = if error.is_some() {
                    Activity::Crashed
                } else {
                    Activity::Ended
                };
                self.threads.fill(activity);
            }
            ProgramFact::Crashed => {
                self.threads.fill(Activity::Crashed);
                self.paused = false;
            }
            ProgramFact::Switched { .. } => self.running = thread,
            ProgramFact::Paused => self.paused = true,
            ProgramFact::Resumed => self.paused = false,
            // A signal gets a thread out of a blocked call.
            ProgramFact::Interrupted | ProgramFact::Signalled { .. }
                if *state != Activity::Ended =>
            {
                *state = Activity::Running
            }
            _ => return,
        }
        self.note(record);
    }

    /// Takes down what each thread does, where there are several.
    fn note_threads(&mut self, record: &Record) {
        if self.threads.len() < 2 && self.own.is_empty() {
            return;
        }
        let count = self.own.len().max(self.threads.len());
        self.own.resize(count, Vec::new());
        for (at, spans) in self.own.iter_mut().enumerate() {
            let does = self.threads.get(at).copied().unwrap_or(Activity::Ended);
            let has_core = self.running.index() == at;
            let activity = match does {
                Activity::Running if self.paused => Activity::Paused,
                Activity::Running if !has_core => Activity::NotStarted,
                does => does,
            };
            push(spans, record, activity);
        }
    }

    fn note(&mut self, record: &Record) {
        self.note_threads(record);
        let busiest = self
            .threads
            .iter()
            .copied()
            .min()
            .unwrap_or(Activity::NotStarted);
        let activity = if self.paused {
            Activity::Paused
        } else {
            busiest
        };
        push(&mut self.spans, record, activity);
    }
}

/// The activity goes on, or another one begins with `record`.
fn push(spans: &mut Vec<Span>, record: &Record, activity: Activity) {
    match spans.last_mut() {
        Some(last) if last.activity == activity => {}
        Some(last) if last.from == record.at => {
            (last.activity, last.record) = (activity, record.id);
        }
        _ => spans.push(Span {
            from: record.at,
            record: record.id,
            activity,
        }),
    }
}
