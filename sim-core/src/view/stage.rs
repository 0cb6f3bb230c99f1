//! The stage: processes as cards, their sockets as ports, their queues as
//! slots, what is between them as links and envelopes.

use std::rc::Rc;

use crate::base::Map;

use super::model::{
    Envelope, Fate, HostBox, Link, MessageKind, Port, ProcessCard, Queue, QueuedMessage, Stage,
    Table,
};
use crate::base::{HostId, MessageId, ProcessId, Span, Time};
use crate::messaging::threads::is_queue;
use crate::messaging::{LinkView, Peer, QueueView, SocketId, SocketView, TableView, Unit};
use crate::network::{self, InFlight, Side};
use crate::scenario::Lesson;
use crate::system::{Activity, Happening, Process, State};
use crate::trace::{Flight, Trace};
use crate::world::World;

/// How long a lost message stays on the stage, crossed out.
const LOST_FOR: Span = Span::from_millis(200);

/// The stage at `time`, which is `world`'s time or later.
pub fn stage(world: &World, time: Time, trace: &Trace, lesson: &Lesson) -> Stage {
    let system = world.system();
    let messaging = system.messaging();
    let links = messaging.links(system.network());
    let mut envelopes = in_flight(world, trace, &links);
    envelopes.extend(lost(time, trace));
    stuck(world, time, trace, &mut envelopes);
    Stage {
        now: time,
        hosts: hosts(world, lesson),
        processes: system
            .processes()
            .iter()
            .map(|process| Rc::new(card(world, process)))
            .collect(),
        links: links
            .iter()
            .filter_map(|link| link_of(world, link))
            .collect(),
        envelopes,
    }
}

fn hosts(world: &World, lesson: &Lesson) -> Vec<HostBox> {
    let mut on: Map<HostId, Vec<ProcessId>> = Map::new();
    for process in world.system().processes() {
        on.entry(process.host).or_default().push(process.id);
    }
    let names = &world.setup().hosts;
    on.into_iter()
        .map(|(id, processes)| HostBox {
            id,
            name: names[id.index()].name.clone(),
            processes,
            at: lesson.places.get(id.index()).copied().flatten(),
        })
        .collect()
}

fn card(world: &World, process: &Process) -> ProcessCard {
    let setup = &world.setup().processes[process.origin.index()];
    let (line, statement) = super::code::statement(process, &setup.program);
    let sockets = world
        .system()
        .messaging()
        .sockets(process.id, world.system().network());
    ProcessCard {
        id: process.id,
        name: process.name.to_string(),
        host: process.host,
        activity: process.activity(),
        state: match (process.activity(), running_thread(process)) {
            (Activity::Running, Some(thread)) => format!("running: {thread}"),
            _ => state_words(process),
        },
        thread: running_thread(process),
        threads: super::threads::rows(process, &setup.program),
        statement,
        line,
        last_words: last_words(process),
        queues: sockets
            .iter()
            .flat_map(|socket| socket.queues.iter().map(move |queue| (socket, queue)))
            .map(|(socket, queue)| Queue {
                between_threads: is_queue(socket.kind),
                label: match is_queue(socket.kind) {
                    true => super::threads::queue_name(world, process, socket),
                    false => queue_label(world, queue),
                },
                ..queue_of(queue)
            })
            .collect(),
        ports: sockets
            .iter()
            .filter(|socket| !is_queue(socket.kind))
            .map(|socket| port_of(world, socket))
            .collect(),
    }
}

/// Pieces of output looked at for the last line: a line is printed in a few.
const LAST_PIECES: usize = 8;

/// What a process that is no more has printed last, or how it ended.
fn last_words(process: &Process) -> String {
    let how = match &process.state {
        State::Ended(exit) => format!("exit status {}", exit.code),
        State::Killed => "killed".to_owned(),
        _ => return String::new(),
    };
    let shown = &process.terminal.shown;
    let late = &shown[shown.len().saturating_sub(LAST_PIECES)..];
    let text: String = late.iter().map(|(_, text)| text.as_ref()).collect();
    // A prompt alone says nothing.
    let says = |line: &&str| line.chars().any(char::is_alphanumeric);
    let line = text.lines().rev().find(says);
    line.map_or(how, |line| format!("> {line}"))
}

/// The activity in one to three words.
pub(super) fn state_words(process: &Process) -> String {
    match (process.activity(), process.blocked_on()) {
        (Activity::Blocked, Some(call)) => format!("waits: {call}"),
        (Activity::Blocked, None) => "waits to send".to_owned(),
        (Activity::NotStarted, _) => "not started".to_owned(),
        (Activity::WaitsForInput, _) => "waits: input".to_owned(),
        (activity, _) => activity.word().to_owned(),
    }
}

/// The thread that runs or ran last, where there are several.
fn running_thread(process: &Process) -> Option<String> {
    let several = process.threads.len() > 1 && process.is_alive();
    let thread = process.threads.get(process.core.last.index());
    thread
        .filter(|_| several)
        .map(|thread| thread.name.to_string())
}

fn port_of(world: &World, socket: &SocketView) -> Port {
    Port {
        id: socket.id.0,
        kind: socket.kind.to_owned(),
        bound: socket
            .bound
            .iter()
            .map(|address| address.to_string())
            .collect(),
        connected: socket
            .connected
            .iter()
            .map(|address| address.to_string())
            .collect(),
        summary: socket.summary.clone(),
        tables: socket
            .tables
            .iter()
            .map(|table| table_of(world, table))
            .collect(),
        options: socket.options.clone(),
    }
}

fn table_of(world: &World, table: &TableView) -> Table {
    let row = |(what, peers): &(String, Vec<Peer>)| {
        let names: Vec<String> = peers.iter().map(|peer| peer_name(world, peer)).collect();
        (what.clone(), names.join(", "))
    };
    Table {
        title: table.title.to_owned(),
        rows: table.rows.iter().map(row).collect(),
    }
}

/// Where what is in it goes, or comes from.
fn queue_label(world: &World, queue: &QueueView) -> String {
    let peer = peer_name(world, &queue.peer);
    match (queue.unit, queue.outgoing) {
        (Unit::Connections, _) => "to be accepted".to_owned(),
        (_, true) => format!("to {peer}"),
        (_, false) => format!("from {peer}"),
    }
}

fn queue_of(queue: &QueueView) -> Queue {
    let head = queue.head.iter().map(|queued| QueuedMessage {
        message: queued.message,
        label: queued.label.to_string(),
        kind: queued.kind,
        frames: queued.frames.iter().map(|f| f.to_string()).collect(),
    });
    Queue {
        id: queue.id.0,
        port: queue.socket.0,
        label: String::new(),
        outgoing: queue.outgoing,
        unit: queue.unit,
        fill: queue.fill,
        kept: queue.kept,
        noun: queue.noun,
        between_threads: false,
        mark: queue.mark,
        head: head.collect(),
        next: queue.next,
        dropped: queue.dropped,
    }
}

fn peer_name(world: &World, peer: &Peer) -> String {
    match peer.process {
        Some(process) => world.system().process(process).name.to_string(),
        None => peer.address.to_string(),
    }
}

/// A link between two processes; `None` while nobody is known at the far end.
fn link_of(world: &World, link: &LinkView) -> Option<Link> {
    let messaging = world.system().messaging();
    let from = messaging.owner(link.from)?;
    let (to, port) = match link.to {
        Some(socket) => (messaging.owner(socket)?, socket),
        None => expected(world, link)?,
    };
    let hosts = (
        world.system().process(from).host,
        world.system().process(to).host,
    );
    let (label, cut) = way_words(world, hosts);
    Some(Link {
        from,
        to,
        ports: (link.from.0, port.0),
        label,
        cut,
        established: link.established,
        retry_in: link.retry_at.map(|at| at.since(world.now())),
    })
}

/// What there is to say of the cables between two hosts as they are now, and
/// whether one of them is cut.
fn way_words(world: &World, (from, to): (HostId, HostId)) -> (String, bool) {
    let network = world.system().network();
    let Some(path) = network.topology().path(from, to) else {
        return (String::new(), false);
    };
    let (mut latency, mut cut) = (Span::ZERO, false);
    for cable in &path.cables {
        let packets = network.packets();
        let Some(cable) = packets.and_then(|it| it.cable(*cable, 0, world.now())) else {
            return (path.latency.to_string(), false);
        };
        latency = latency + cable.spec.latency;
        cut |= !cable.up;
    }
    match cut {
        true => ("cut".to_owned(), true),
        false => (latency.to_string(), false),
    }
}

/// Who will be at the far end when the connection stands: a process on the
/// host that the address names, one that listens there if there is one.
fn expected(world: &World, link: &LinkView) -> Option<(ProcessId, SocketId)> {
    let host = link.host?;
    let port = link.address.rsplit(':').next()?;
    let here = world
        .system()
        .processes()
        .iter()
        .filter(|process| process.host == host);
    let mut first = None;
    for process in here {
        let sockets = world
            .system()
            .messaging()
            .sockets(process.id, world.system().network());
        let listens = |socket: &&SocketView| {
            socket
                .bound
                .iter()
                .any(|address| address.rsplit(':').next() == Some(port))
        };
        if let Some(socket) = sockets.iter().find(listens) {
            return Some((process.id, socket.id));
        }
        first = first.or(Some((
            process.id,
            sockets
                .first()
                .map_or(SocketId(u32::MAX), |socket| socket.id),
        )));
    }
    first
}

fn in_flight(world: &World, trace: &Trace, links: &[LinkView]) -> Vec<Envelope> {
    let mut envelopes = Vec::new();
    // They come stream by stream.
    let mut last = None;
    for flight in world.system().network().in_flight() {
        let stream = (flight.connection, flight.side);
        let to = match last {
            Some((known, to)) if known == stream => to,
            _ => receiver(world, links, &flight),
        };
        last = Some((stream, to));
        for message in &flight.tags {
            let Some(info) = trace.index().message(*message) else {
                continue;
            };
            let Some(from) = trace
                .index()
                .socket(info.socket)
                .map(|socket| socket.process)
            else {
                continue;
            };
            let Some(to) = to else {
                continue;
            };
            envelopes.push(Envelope {
                message: *message,
                label: info.label.clone(),
                kind: info.kind,
                fate: Fate::Flying,
                from,
                to,
                sent: flight.sent,
                arrives: flight.arrives,
                held: held(trace, *message, flight.sent, world.position()),
            });
        }
    }
    envelopes.extend(datagrams(world, trace));
    envelopes
}

/// Datagrams on their way to sockets that are there.
fn datagrams<'a>(world: &'a World, trace: &'a Trace) -> impl Iterator<Item = Envelope> + 'a {
    let system = world.system();
    let network = system.network();
    let flights = network.datagrams_in_flight().into_iter();
    flights.filter_map(move |flight| {
        let info = trace.index().message(flight.message)?;
        let messaging = system.messaging();
        let to = messaging.datagram_socket(flight.host, flight.port, network)?;
        Some(Envelope {
            message: flight.message,
            label: info.label.clone(),
            kind: info.kind,
            fate: Fate::Flying,
            from: trace.index().socket(info.socket)?.process,
            to: messaging.owner(to)?,
            sent: flight.sent,
            arrives: flight.arrives,
            held: held(trace, flight.message, flight.sent, world.position()),
        })
    })
}

/// When somebody held back what carries a message since it was sent, and for
/// how long.
pub(super) fn held(
    trace: &Trace,
    message: MessageId,
    sent: Time,
    position: u64,
) -> Vec<(Time, Span)> {
    let info = trace.index().message(message);
    let records = info.map_or(&[][..], |info| &info.records);
    let records = records.iter().filter_map(|id| trace.get(*id));
    let since = records.filter(|it| it.at >= sent && it.position <= position);
    let by = since.filter_map(|record| match &record.what {
        Happening::Network {
            fact: network::Fact::HeldBack { by, .. },
        } => Some((record.at, *by)),
        _ => None,
    });
    by.collect()
}

/// Whose socket the bytes of a flight go to.
fn receiver(world: &World, links: &[LinkView], flight: &InFlight) -> Option<ProcessId> {
    let link = links
        .iter()
        .find(|link| link.connection == Some(flight.connection))?;
    let socket = if flight.side == Side::Client {
        link.to?
    } else {
        link.from
    };
    world.system().messaging().owner(socket)
}

/// Messages that were lost a moment ago.
fn lost(time: Time, trace: &Trace) -> Vec<Envelope> {
    let recent = |flight: &&Flight| {
        let lost = flight.arrives;
        lost.is_some_and(|at| time.since(at) < LOST_FOR)
    };
    let later = |flight: &&Flight| flight.arrives > Some(time);
    let known = trace.index().lost().rev();
    known
        .skip_while(later)
        .take_while(recent)
        .filter_map(|flight| envelope_of(flight, trace))
        .collect()
}

/// Adds the messages whose bytes a cable has lost: those that TCP will send
/// again, until it does or gives up; datagrams, crossed out for a moment.
fn stuck(world: &World, time: Time, trace: &Trace, envelopes: &mut Vec<Envelope>) {
    let Some(packets) = world.system().network().packets() else {
        return;
    };
    let index = trace.index();
    let all = super::wires::lost_messages(world.position(), trace);
    // The one sent first comes first, as in a stream.
    for (message, lost, is_stream) in all.into_iter().rev() {
        let known = envelopes.iter().any(|it| it.message == message);
        if known || !is_stream && time.since(lost) >= LOST_FOR {
            continue;
        }
        let mut flights = index.flights().iter().rev();
        let open = |it: &&Flight| {
            it.message == message && it.sent <= time && it.arrives.is_none_or(|at| at > time)
        };
        let Some(flight) = flights.find(open) else {
            continue;
        };
        let there = Flight {
            arrives: Some(lost),
            lost: true,
            ..flight.clone()
        };
        let Some(mut envelope) = envelope_of(&there, trace) else {
            continue;
        };
        if is_stream {
            envelope.fate = Fate::Delayed;
        }
        let host = world.system().process(envelope.from).host;
        let tries = |it: crate::network::packets::ConnectionView| {
            it.host == host && it.tcp.retransmit_at.is_some()
        };
        if !is_stream || packets.connections().any(tries) {
            envelopes.push(envelope);
        }
    }
}

fn envelope_of(flight: &Flight, trace: &Trace) -> Option<Envelope> {
    let info = trace.index().message(flight.message)?;
    Some(Envelope {
        message: flight.message,
        label: info.label.clone(),
        kind: info.kind,
        fate: if flight.lost {
            Fate::Lost
        } else {
            Fate::Flying
        },
        from: trace.index().socket(flight.from)?.process,
        to: trace.index().socket(flight.to?)?.process,
        sent: flight.sent,
        arrives: flight.arrives?,
        held: Vec::new(),
    })
}

/// What a message is for, as far as the trace knows.
pub(super) fn kind_of(trace: &Trace, flight: &Flight) -> MessageKind {
    trace
        .index()
        .message(flight.message)
        .map_or(MessageKind::Message, |info| info.kind)
}
