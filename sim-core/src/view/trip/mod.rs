//! The trip of one message, station by station: the statement that sends it,
//! its socket, the high-water mark, its framing, the segments or datagrams that
//! carry it, every hop of the wire, the receiver's queue and the call that
//! returns it, or where it is lost. The same at every moment of a run: a screen
//! compares positions.
//!
//! Several stations may have one position, because one event does all of it:
//! whoever walks along the trip counts stations (`session/walk.rs`).

mod words;

use serde::Serialize;

use crate::base::{MessageId, ProcessId, RecordId, Span, ThreadId, Time};
use crate::messaging::{Fact, SocketId};
use crate::network;
use crate::network::packets::WireFact;
use crate::scenario::Lesson;
use crate::system::{Happening, ProgramFact};
use crate::trace::{Carrier, Hop, MessageInfo, Names, Tone, Trace, sentence, tone};
use crate::world::{Record, World};

/// One station of a trip.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Station {
    /// The record that tells of it.
    pub record: RecordId,
    /// Where the cursor stands there.
    pub position: u64,
    /// When.
    pub at: Time,
    /// What it passes.
    pub place: Place,
    /// What happens there, in a sentence or two, with its numbers.
    pub text: String,
    /// How that stands out.
    pub tone: Tone,
}

/// What a message passes on its trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The statement of the sending program.
    Application,
    /// The sender's socket, or a queue between threads.
    Socket,
    /// The choice of the receiver.
    Choice,
    /// The check against the high-water mark.
    Mark,
    /// The queue to the receiver.
    Queue,
    /// The framing of the messaging system.
    Frame,
    /// A segment or datagram.
    Segment,
    /// The same bytes once more.
    Again,
    /// The question for the next hop's address.
    Address,
    /// One hop.
    Wire,
    /// The receiver's TCP or UDP.
    Transport,
    /// The receiver's queue.
    Peer,
    /// The call that returns it.
    Recv,
    /// Its end, or that of bytes of it.
    Lost,
    /// Somebody holds it back.
    Held,
}

impl Place {
    /// Its name in a list.
    pub fn word(self) -> &'static str {
        match self {
            Place::Application => "application",
            Place::Socket => "socket",
            Place::Choice => "receiver",
            Place::Mark => "HWM check",
            Place::Queue => "queue",
            Place::Frame => "frame",
            Place::Segment => "segment",
            Place::Again => "again",
            Place::Address => "ARP",
            Place::Wire => "wire",
            Place::Transport => "transport",
            Place::Peer => "peer queue",
            Place::Recv => "recv",
            Place::Lost => "lost",
            Place::Held => "held back",
        }
    }

    /// Where a message is that has come so far.
    pub fn state(self) -> &'static str {
        match self {
            Place::Application => "in the program",
            Place::Socket | Place::Choice | Place::Mark => "given to the socket",
            Place::Queue => "in the queue to its receiver",
            Place::Frame | Place::Segment | Place::Again | Place::Address => {
                "handed to the transport"
            }
            Place::Wire => "on the wire",
            Place::Held => "held back by hand on the wire",
            Place::Transport => "come to the receiver's transport",
            Place::Peer => "in the receiver's queue",
            Place::Recv => "taken by the program",
            Place::Lost => "lost on its way",
        }
    }

    /// The layer, 7 to 1, and whether it is on the receiver's side.
    pub fn rung(self) -> (u8, bool) {
        match self {
            Place::Application | Place::Socket => (7, false),
            Place::Choice | Place::Mark | Place::Queue | Place::Frame => (5, false),
            Place::Segment | Place::Again => (4, false),
            Place::Address => (2, false),
            Place::Wire | Place::Held | Place::Lost => (1, false),
            Place::Transport => (4, true),
            Place::Peer => (5, true),
            Place::Recv => (7, true),
        }
    }

    /// What comes first of one event: the network tells what it does in order,
    /// but before or after what the sockets tell.
    fn rank(self) -> u8 {
        match self {
            Place::Application
            | Place::Socket
            | Place::Choice
            | Place::Mark
            | Place::Queue
            | Place::Frame => 0,
            Place::Segment | Place::Again | Place::Address | Place::Wire | Place::Transport => 1,
            Place::Peer => 2,
            Place::Recv => 3,
            Place::Lost | Place::Held => 4,
        }
    }
}

/// Segments told one by one of those that a message needs; the others are
/// counted.
const FIRST: usize = 2;
/// Of those sent again or lost, so many.
const TROUBLED: usize = 12;
/// Records looked through for a question of ARP.
const NEAR: usize = 5_000;

/// The stations of a message's trip in order, as far as the run is computed;
/// none if there is no such message.
pub fn trip(world: &World, trace: &Trace, lesson: &Lesson, message: MessageId) -> Vec<Station> {
    let Some(info) = trace.index().message(message) else {
        return Vec::new();
    };
    let mut guide = Guide {
        world,
        trace,
        names: trace.names(&lesson.setup),
        info,
        carriers: trace.carriers(message),
        peer: None,
        departed: false,
        parts: 1,
        all: Vec::new(),
    };
    guide.begin_as_copy();
    for record in info.records.iter().filter_map(|id| trace.get(*id)) {
        guide.pass(record);
    }
    guide.ride();
    let mut all = guide.all;
    // Of one event: the sockets' part as it goes, the network's as it is told.
    all.sort_by_key(|it| (it.position, it.place.rank(), it.record));
    all
}

/// The statement in which something happened: the last one of its thread in the
/// scenario's own text, or of its process if the thread is not known.
pub(crate) fn statement(trace: &Trace, id: RecordId) -> Option<&Record> {
    let record = trace.get(id)?;
    let process = record.process()?;
    let by = match fact_of(record) {
        Some(Fact::Put { thread, .. } | Fact::Got { thread, .. }) => Some(*thread),
        _ => caller(trace, record),
    };
    let own = |it: &&Record| {
        own_line(it, process).is_some() && by.is_none_or(|by| it.line_in(process, by).is_some())
    };
    // A statement's own events follow it closely.
    let before = trace.story(record.position).rev();
    before.filter(|it| it.id <= id).take(NEAR).find(own)
}

/// The thread that made the call in which something happened: its statement, or
/// its going on after a wait, is told in the same event.
fn caller(trace: &Trace, record: &Record) -> Option<ThreadId> {
    let before = trace.records()[..record.id.index()].iter().rev();
    let mut same = before.take_while(|it| it.position == record.position);
    same.find_map(|it| match &it.what {
        Happening::Program {
            process, thread, ..
        } if Some(*process) == record.process() => Some(*thread),
        _ => None,
    })
}

/// The line, if the record is a statement of the process's own program.
pub(crate) fn own_line(record: &Record, of: ProcessId) -> Option<u32> {
    match &record.what {
        Happening::Program {
            process,
            fact: ProgramFact::Line {
                line, file: None, ..
            },
            ..
        } if *process == of => Some(*line),
        _ => None,
    }
}

/// Goes along the records of a message and notes the stations.
struct Guide<'a> {
    world: &'a World,
    trace: &'a Trace,
    names: Names<'a>,
    info: &'a MessageInfo,
    carriers: Vec<Carrier>,
    /// Who was chosen.
    peer: Option<SocketId>,
    /// Whether it has left its sender.
    departed: bool,
    /// Parts that the program gave.
    parts: u32,
    all: Vec<Station>,
}

impl Guide<'_> {
    /// A copy was given to the socket as the message that it is a copy of.
    fn begin_as_copy(&mut self) {
        let first = self.info.records.first();
        let fact = first.and_then(|id| fact_of(self.trace.get(*id)?));
        let Some(Fact::Copied { of, .. }) = fact else {
            return;
        };
        let original = self.trace.index().message(*of);
        let given = original.and_then(|it| self.trace.get(*it.records.first()?));
        if let Some(record) = given {
            self.pass(record);
        }
    }

    /// What happens to the message itself.
    fn pass(&mut self, record: &Record) {
        if let Happening::Network { fact } = &record.what {
            return match fact {
                network::Fact::TakenOff { .. } => self.tell(record, Place::Lost),
                network::Fact::HeldBack { .. } => self.tell(record, Place::Held),
                _ => {}
            };
        }
        let Some(fact) = fact_of(record) else { return };
        match fact {
            Fact::Sent { parts, .. } => {
                self.parts = *parts;
                self.application(record);
                let text = sentence(record, self.names) + &words::parts(*parts);
                self.note(record, Place::Socket, text);
            }
            Fact::Copied { .. } => self.tell(record, Place::Socket),
            Fact::Routed { peer, .. } => {
                self.peer = *peer;
                self.tell(record, Place::Choice);
            }
            Fact::Queued {
                fill,
                counted,
                mark,
                ..
            } => {
                self.check_mark(record, *fill, *counted, *mark);
                self.tell(record, Place::Queue);
            }
            Fact::Departed { socket, peer, .. } => self.depart(record, *socket, *peer),
            Fact::Arrived { fill, mark, .. } => {
                if !self.departed {
                    self.check_mark(record, *fill, *fill, *mark);
                }
                let waited = self.waited_in_transport(record);
                let text = sentence(record, self.names) + &waited;
                self.note(record, Place::Peer, text);
            }
            Fact::Put { fill, mark, .. } => {
                self.application(record);
                self.check_mark(record, *fill, *fill, *mark);
                self.tell(record, Place::Queue);
            }
            Fact::Taken { .. } | Fact::Got { .. } => self.receive(record),
            Fact::Dropped { rule, .. } => {
                if let Some(full) = rule.full() {
                    self.note(record, Place::Mark, words::full(full));
                }
                self.tell(record, Place::Lost);
            }
            _ => {}
        }
    }

    /// What carries it, over every hop.
    fn ride(&mut self) {
        let carriers = std::mem::take(&mut self.carriers);
        let chosen = chosen(&carriers);
        let mut left = carriers.iter().zip(&chosen).filter(|(_, chosen)| !**chosen);
        if let Some((first, _)) = left.next() {
            let others = left.clone().count() + 1;
            let to = left.next_back().map_or(first.to, |(it, _)| it.to);
            let text = words::more_segments(others, first.from, to);
            self.note_at(first.record, Place::Segment, text);
        }
        for (carrier, _) in carriers.iter().zip(&chosen).filter(|(_, chosen)| **chosen) {
            self.carry(carrier);
        }
    }

    fn carry(&mut self, carrier: &Carrier) {
        let place = match carrier.again {
            true => Place::Again,
            false => Place::Segment,
        };
        if let Some(record) = self.trace.get(carrier.record) {
            let others = matches!(record.wire(), Some(WireFact::SegmentSent { carries, .. }) if carries.len() > 1);
            let own = others.then(|| words::own_bytes(carrier.from, carrier.to));
            let text = sentence(record, self.names) + &own.unwrap_or_default();
            self.note(record, place, text);
        }
        for (number, hop) in carrier.hops.iter().enumerate() {
            self.hop(carrier, hop, number);
        }
        match (carrier.received, carrier.dropped) {
            (Some(record), _) => self.tell_of(record, Place::Transport),
            (None, Some((record, _))) => self.lose(record),
            (None, None) => {}
        }
    }

    /// What carried it ends; the socket may have said the same already.
    fn lose(&mut self, id: RecordId) {
        let Some(record) = self.trace.get(id) else {
            return;
        };
        let said = |it: &Station| (it.position, it.place) == (record.position, Place::Lost);
        if !self.all.iter().any(said) {
            self.tell(record, Place::Lost);
        }
    }

    /// How long its last bytes have waited in the receiver's transport when it
    /// comes to the queue.
    fn waited_in_transport(&self, arrived: &Record) -> String {
        let received = self.carriers.iter().filter_map(|it| it.received);
        let before = received.filter(|id| *id < arrived.id).max();
        let came = before.and_then(|id| self.trace.get(id));
        let waited = came.map_or(Span::ZERO, |came| arrived.at.since(came.at));
        match waited == Span::ZERO {
            true => String::new(),
            false => words::waited(waited),
        }
    }

    /// A frame on a cable; before the first it may be asked for an address.
    fn hop(&mut self, carrier: &Carrier, hop: &Hop, number: usize) {
        let trace = self.trace;
        let (Some(sent), Some(record)) = (trace.get(carrier.record), trace.get(hop.record)) else {
            return;
        };
        let said = sentence(record, self.names);
        if number > 0 {
            return self.note(
                record,
                Place::Wire,
                format!("The next hop: {}", lower(&said)),
            );
        }
        let between = &trace.records()[sent.id.index()..record.id.index()];
        let asks = |it: &&Record| matches!(it.wire(), Some(WireFact::ArpAsked { .. }));
        let waited = record.position > sent.position;
        let asked = between.iter().take(NEAR).find(asks).filter(|_| waited);
        if let Some(asked) = asked {
            self.tell(asked, Place::Address);
        }
        let text = format!("{said} {}", words::address(hop, waited));
        self.note(record, Place::Wire, text.trim_end().to_owned());
    }

    /// The statement that sends it, and how that had to wait.
    fn application(&mut self, record: &Record) {
        let Some(line) = statement(self.trace, record.id) else {
            return;
        };
        // Before the statement: the event of the statement is what sends it.
        let position = line.position.saturating_sub(1);
        self.all.push(Station {
            record: line.id,
            position,
            at: self.trace.time_of(position),
            place: Place::Application,
            text: words::comes_to(&sentence(line, self.names)),
            tone: tone(line, self.names),
        });
        let process = record.process();
        let trace = self.trace;
        let since = &trace.records()[line.id.index()..record.id.index()];
        let waits = |it: &&Record| it.block_of().is_some() && it.block_of() == process;
        for wait in since.iter().take(NEAR).filter(waits) {
            let rule = wait.rule().map_or(String::new(), |rule| rule.text());
            let text = format!("{} {rule}", sentence(wait, self.names));
            self.note(wait, Place::Mark, text);
        }
    }

    fn check_mark(&mut self, record: &Record, fill: u32, counted: u32, mark: Option<u32>) {
        let to = self.peer.map(|peer| self.names.owner(peer));
        self.note(record, Place::Mark, words::fits(to, fill, counted, mark));
    }

    /// It leaves its socket: framed, and where no packets are simulated at
    /// once on its whole way.
    fn depart(&mut self, record: &Record, socket: SocketId, peer: Option<SocketId>) {
        self.departed = true;
        let kind = self.names.kind(socket);
        let framing = words::framing(kind, self.carriers.first(), self.info.bytes, self.parts);
        let text = format!("{} {framing}", sentence(record, self.names));
        self.note(record, Place::Frame, text.trim_end().to_owned());
        let packets = self.world.system().network().packets().is_some();
        if let (false, Some(peer)) = (packets, peer) {
            self.whole_way(record, socket, peer);
        }
    }

    fn whole_way(&mut self, record: &Record, from: SocketId, to: SocketId) {
        let owner = |socket| self.trace.index().socket(socket).map(|it| it.process);
        let (Some(from), Some(to)) = (owner(from), owner(to)) else {
            return;
        };
        let cables = super::way(self.world, from, to);
        let processes = self.world.system().processes();
        let Some(own) = processes.get(from.index()) else {
            return;
        };
        let mut at = self.names.host(own.host);
        let mut hosts = vec![at];
        for cable in cables {
            let (a, b) = self.names.cable_ends(cable);
            at = if a == at { b } else { a };
            hosts.push(at);
        }
        self.note(record, Place::Wire, words::whole_way(&hosts));
    }

    /// It is returned to the program.
    fn receive(&mut self, record: &Record) {
        let mut text = sentence(record, self.names);
        if let Some(rule) = record.rule() {
            text += &format!(" {}", rule.text());
        }
        let statement = statement(self.trace, record.id);
        let line = statement.and_then(|it| Some((it.process()?, it)));
        let line = line.and_then(|(process, it)| Some((process, own_line(it, process)?)));
        if let Some((process, line)) = line {
            let code = self.names.line(process, None, line);
            let whole = fact_of(record).is_some_and(|it| matches!(it, Fact::Taken { .. }));
            let size = whole.then_some((self.info.bytes, self.parts));
            text += &words::returned(line, &code, size);
        }
        self.note(record, Place::Recv, text);
    }

    fn tell_of(&mut self, id: RecordId, place: Place) {
        if let Some(record) = self.trace.get(id) {
            self.tell(record, place);
        }
    }

    fn note_at(&mut self, id: RecordId, place: Place, text: String) {
        if let Some(record) = self.trace.get(id) {
            self.note(record, place, text);
        }
    }

    /// A station that its record tells of.
    fn tell(&mut self, record: &Record, place: Place) {
        self.note(record, place, sentence(record, self.names));
    }

    fn note(&mut self, record: &Record, place: Place, text: String) {
        self.all.push(Station {
            record: record.id,
            position: record.position,
            at: record.at,
            place,
            text,
            tone: tone(record, self.names),
        });
    }
}

fn fact_of(record: &Record) -> Option<&Fact> {
    match &record.what {
        Happening::Messaging { fact, .. } => Some(fact),
        _ => None,
    }
}

/// Which carriers are told one by one: all of few; of many the first, the
/// last, and those in trouble.
fn chosen(carriers: &[Carrier]) -> Vec<bool> {
    let few = carriers.len() <= 2 * FIRST + 1;
    let last = carriers.iter().rposition(|it| !it.again);
    let mut troubled = 0;
    let choose = |(at, it): (usize, &Carrier)| {
        let trouble = it.again || it.dropped.is_some() && it.received.is_none();
        troubled += usize::from(trouble);
        few || at < FIRST || Some(at) == last || trouble && troubled <= TROUBLED
    };
    carriers.iter().enumerate().map(choose).collect()
}

/// A sentence that goes on in the middle of another.
fn lower(text: &str) -> String {
    match text.strip_prefix("A ") {
        Some(rest) => format!("a {rest}"),
        None => text.to_owned(),
    }
}
