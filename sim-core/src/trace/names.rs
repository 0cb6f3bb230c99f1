//! The names under which a user knows things: processes, sockets, messages,
//! program lines.

use crate::base::{CableId, ConnectionId, HostId, MessageId, ProcessId, ThreadId};
use crate::messaging::{MessageKind, Peer, SocketId};
use crate::network::End;
use crate::network::packets::{Header, Way, WireFact};
use crate::trace::index::Index;
use crate::world::{Record, Setup};

/// Looks up names; borrowed from a setup and an index.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    setup: &'a Setup,
    index: &'a Index,
}

/// Characters of a program line in a sentence.
const LINE: usize = 60;

impl<'a> Names<'a> {
    /// Names of the things in `setup` and those that `index` has seen.
    pub fn new(setup: &'a Setup, index: &'a Index) -> Names<'a> {
        Names { setup, index }
    }

    /// A process.
    pub fn process(&self, process: ProcessId) -> &'a str {
        match self.setup.processes.get(process.index()) {
            Some(own) => &own.name,
            None => self
                .index
                .child(process)
                .map_or("a child", |(name, _)| name),
        }
    }

    /// A thread: its process, and its name if it is not the main thread.
    pub fn thread(&self, process: ProcessId, thread: ThreadId) -> String {
        match self.index.thread(process, thread) {
            None => self.process(process).to_owned(),
            Some(name) => format!("{} · {name}", self.process(process)),
        }
    }

    /// The process of the scenario whose program a process runs.
    fn origin(&self, process: ProcessId) -> ProcessId {
        self.index
            .child(process)
            .map_or(process, |(_, origin)| *origin)
    }

    /// A host.
    pub fn host(&self, host: HostId) -> &'a str {
        &self.setup.hosts[host.index()].name
    }

    /// The message that a record is about, or whose bytes it moves.
    pub fn message_of(&self, record: &Record) -> Option<MessageId> {
        self.index.message_of(record)
    }

    /// The first process on the host where something happens to a frame, packet
    /// or segment.
    pub fn process_at(&self, record: &Record) -> Option<ProcessId> {
        let fact = record.wire()?;
        let host = match fact {
            WireFact::FrameSent { way, .. } => match way {
                Way::Loopback(host) => *host,
                Way::Cable(cable, side) => {
                    let (one, other) = self.setup.cables.get(cable.index())?.between;
                    if *side == 0 { one } else { other }
                }
            },
            fact => fact.host()?,
        };
        let processes = &self.setup.processes;
        let at = processes.iter().position(|own| own.host == host)?;
        Some(ProcessId(at as u32))
    }

    /// An end of a TCP connection: its host, and the connection's number.
    pub fn end(&self, end: End) -> String {
        let host = match self.index.host_of(end) {
            Some(host) => self.host(host),
            None => "the other side",
        };
        format!("{host} (connection {})", end.connection.0)
    }

    /// The hosts of a connection: who asked for it, and who was asked.
    pub fn ends(&self, connection: ConnectionId) -> Option<(&'a str, &'a str)> {
        let (from, to) = self.index.hosts_of(connection)?;
        Some((self.host(from), self.host(to)))
    }

    /// A connection, at the beginning of a sentence.
    pub fn connection(&self, connection: ConnectionId) -> String {
        match self.ends(connection) {
            Some((from, to)) => format!("Connection {} from {from} to {to}", connection.0),
            None => format!("Connection {}", connection.0),
        }
    }

    /// The socket that a message was given to.
    pub fn socket_of(&self, message: MessageId) -> SocketId {
        let info = self.index.message(message);
        info.map_or(SocketId(u32::MAX), |info| info.socket)
    }

    /// The window that a segment of `end` offers, in bytes.
    pub fn window(&self, end: Option<End>, header: &Header) -> u64 {
        match end {
            Some(end) => self.index.window(end, header),
            None => u64::from(header.window),
        }
    }

    /// Sequence and acknowledgement number of a segment of `end`, counted from
    /// the beginning of both streams.
    pub fn relative(&self, end: Option<End>, header: &Header) -> (u32, u32) {
        self.index.relative(end, header)
    }

    /// The hosts that a cable joins.
    pub fn cable_ends(&self, cable: CableId) -> (&'a str, &'a str) {
        let (a, b) = self.setup.cables[cable.index()].between;
        (self.host(a), self.host(b))
    }

    /// The process of a socket.
    pub fn owner(&self, socket: SocketId) -> &'a str {
        self.index
            .socket(socket)
            .map_or("somebody", |info| self.process(info.process))
    }

    /// A thread of the process of a socket.
    pub fn thread_of(&self, socket: SocketId, thread: ThreadId) -> String {
        match self.index.socket(socket) {
            Some(info) => self.thread(info.process, thread),
            None => "somebody".to_owned(),
        }
    }

    /// The type of a socket.
    pub fn kind(&self, socket: SocketId) -> &'static str {
        self.index.socket(socket).map_or("", |info| info.kind)
    }

    /// The other end: its process, or its address while nobody is there.
    pub fn peer(&self, peer: &Peer) -> String {
        match peer.process {
            Some(process) => self.process(process).to_owned(),
            None => peer.address.to_string(),
        }
    }

    /// A message, by how it begins.
    pub fn message(&self, message: MessageId) -> String {
        match self.index.message(message) {
            Some(info) if info.label.is_empty() => "an empty message".to_owned(),
            Some(info) => format!("“{}”", info.label),
            None => "a message".to_owned(),
        }
    }

    /// True if a message travels in a stream of bytes, which sends again what
    /// is lost.
    pub fn is_stream(&self, message: MessageId) -> bool {
        let info = self.index.message(message);
        info.is_some_and(|info| self.kind(info.socket) != "UDP")
    }

    /// What a message is for.
    pub fn kind_of(&self, message: MessageId) -> Option<MessageKind> {
        self.index.message(message).map(|info| info.kind)
    }

    /// The text of a line of a process's program or of one of the files, cut when long.
    pub fn line(&self, process: ProcessId, file: Option<&str>, line: u32) -> String {
        let text = match file {
            None => {
                &self.setup.processes[self.origin(process).index()]
                    .program
                    .text
            }
            Some(file) => match self.setup.files.iter().find(|source| &*source.name == file) {
                Some(source) => &source.text,
                None => return String::new(),
            },
        };
        let line = text
            .lines()
            .nth((line as usize).saturating_sub(1))
            .unwrap_or("")
            .trim();
        cut(line, LINE)
    }
}

/// `text`, cut to `most` characters.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", &text[..at]),
    }
}
