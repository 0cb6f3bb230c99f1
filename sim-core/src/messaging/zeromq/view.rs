//! Sockets, queues and links in screen words.

use super::Zeromq;
use super::context::{Socket, Way};
use super::endpoint::Endpoint;
use super::kind::Kind;
use super::message::{Form, Frame, Message};
use super::pipe::{Owner, Plug};
use super::session::{Link, Session};
use crate::base::{HostId, ProcessId};
use crate::messaging::SocketOption;
use crate::messaging::fact::{self, SocketId};
use crate::messaging::seam::{LinkView, QueueView, QueuedView, SocketView, TableView, Unit};
use crate::network::Network;

/// Messages of a queue that are shown by name.
const HEAD: usize = 8;
/// Rows of a table, and frames of a message, that are shown.
const ROWS: usize = 32;

impl Zeromq {
    /// The sockets of a process, in order of creation.
    pub fn sockets(&self, process: ProcessId) -> Vec<SocketView> {
        let all = self.sockets.iter().map(|(_, socket)| socket);
        all.filter(|socket| socket.process == process && !socket.internal)
            .map(|socket| self.socket_view(socket))
            .collect()
    }

    /// Who is connected to whom, or tries to be.
    pub fn links(&self, network: &Network) -> Vec<LinkView> {
        let all = self.sockets.iter().map(|(_, socket)| socket);
        all.flat_map(|socket| {
            let sessions = socket.sessions.iter();
            let sessions = sessions.filter_map(|number| self.sessions.at(*number));
            let out = sessions.filter(|session| session.target.is_some());
            let tcp = out.map(|session| self.link_view(socket, session, network));
            let inproc = socket.connections.iter().filter_map(|c| match c.way {
                Way::Inproc(plug) => Some(self.inproc_view(socket, plug)),
                Way::Session(_) => None,
            });
            tcp.chain(inproc).collect::<Vec<_>>()
        })
        .collect()
    }

    fn socket_view(&self, socket: &Socket) -> SocketView {
        let bound: Vec<_> = socket.bindings.iter().map(|b| b.address.clone()).collect();
        let connected: Vec<_> = socket
            .connections
            .iter()
            .map(|c| c.address.clone())
            .collect();
        let mut summary = format!("{} socket", socket.kind);
        for (word, addresses) in [("bound to", &bound), ("connected to", &connected)] {
            if !addresses.is_empty() {
                summary += &format!(", {word} {}", addresses.join(", "));
            }
        }
        match (socket.closed, socket.pattern.turn()) {
            (true, _) => summary += ", closed, still sending",
            (false, Some(turn)) => summary += &format!(", {turn}"),
            (false, None) => {}
        }
        SocketView {
            id: socket.id,
            process: socket.process,
            kind: socket.kind.name(),
            bound,
            connected,
            summary,
            lingering: socket.closed,
            queues: self.queue_views(socket),
            tables: self.tables(socket),
            options: marks(socket),
        }
    }

    /// What a socket knows of its peers.
    fn tables(&self, socket: &Socket) -> Vec<TableView> {
        let pattern = &socket.pattern;
        let mut tables = Vec::new();
        if let Some(interest) = pattern.interest() {
            let rows = interest.rows().iter().take(ROWS).map(|(prefix, plugs)| {
                let peers = plugs.iter().map(|plug| self.peer(*plug));
                (quoted(prefix), peers.collect())
            });
            tables.push(TableView {
                title: "subscriptions",
                rows: rows.collect(),
            });
        }
        if let Some(wanted) = pattern.wanted() {
            let row = |(prefix, times): &(Frame, u32)| match times {
                1 => (quoted(prefix), Vec::new()),
                times => (format!("{} ({times} times)", quoted(prefix)), Vec::new()),
            };
            tables.push(TableView {
                title: "subscribed to",
                rows: wanted.rows().iter().take(ROWS).map(row).collect(),
            });
        }
        let named = socket.plugs.iter().filter_map(|plug| {
            let name = pattern.name_of(*plug)?;
            Some((identity(&name), vec![self.peer(*plug)]))
        });
        let named: Vec<_> = named.take(ROWS).collect();
        if !named.is_empty() {
            tables.push(TableView {
                title: "peers by identity",
                rows: named,
            });
        }
        tables
    }

    fn queue_views(&self, socket: &Socket) -> Vec<QueueView> {
        let mut queues = Vec::new();
        // The pipes of a lingering socket are left to its sessions.
        let left = socket.sessions.iter().filter_map(|number| {
            let plug = self.sessions.at(*number)?.plug?.other();
            (!socket.plugs.contains(&plug)).then_some(plug)
        });
        let (gets, is_read) = socket.pattern.turns();
        // A turn says something only among several.
        let several = socket.plugs.len() > 1;
        for plug in socket.plugs.iter().copied().chain(left) {
            let inproc = matches!(self.pipes.owner(plug.other()), Some(Owner::Socket(_)));
            if !inproc {
                let next = several && gets == Some(plug);
                queues.push(self.queue_view(socket.id, plug, plug, next));
            }
            let next = several && is_read == Some(plug);
            queues.push(self.queue_view(socket.id, plug, plug.other(), next));
        }
        queues
    }

    /// The queue that `writer` writes, seen from the socket's end `plug`.
    fn queue_view(&self, socket: SocketId, plug: Plug, writer: Plug, next: bool) -> QueueView {
        let head = self.pipes.queued(writer).take(HEAD);
        QueueView {
            id: writer.outgoing(),
            socket,
            peer: self.peer(plug),
            outgoing: plug == writer,
            unit: Unit::Messages,
            fill: self.pipes.fill(writer),
            kept: 0,
            noun: self.noun(writer),
            mark: self.pipes.mark(writer),
            head: head.map(queued_view).collect(),
            next,
            dropped: self.pipes.dropped(writer),
        }
    }

    /// What a publisher has not read yet, or a subscriber not sent: PUB reads it
    /// when its program calls it next, XPUB when the program receives.
    fn noun(&self, writer: Plug) -> &'static str {
        let wish = |message: &Message| message.form != Form::Plain;
        match self.pipes.fill(writer) > 0 && self.pipes.queued(writer).all(wish) {
            true => "subscription",
            false => "",
        }
    }

    fn link_view(&self, socket: &Socket, session: &Session, network: &Network) -> LinkView {
        let end = session.end();
        LinkView {
            from: socket.id,
            to: end.and_then(|end| self.peer_of_end(end)),
            address: session.address.clone(),
            host: target_host(socket.host, session, network),
            established: session.is_ready(),
            retry_at: match session.link {
                Link::Waiting(at) => Some(at),
                _ => None,
            },
            connection: end.map(|end| end.connection),
        }
    }

    fn inproc_view(&self, socket: &Socket, plug: Plug) -> LinkView {
        let peer = self.peer(plug);
        LinkView {
            from: socket.id,
            to: peer.socket,
            host: Some(socket.host),
            established: peer.is_ready(),
            address: peer.address,
            retry_at: None,
            connection: None,
        }
    }
}

/// The high-water marks that hold for programs' messages: who only sends has no
/// queue to receive them.
fn marks(socket: &Socket) -> Vec<(SocketOption, i64)> {
    let sends = !matches!(socket.kind, Kind::Pull | Kind::Sub);
    let receives = !matches!(socket.kind, Kind::Push | Kind::Pub);
    let (send, receive) = (socket.options.send_mark, socket.options.receive_mark);
    let send = sends.then(|| (SocketOption::SendMark, send.into()));
    let receive = receives.then(|| (SocketOption::ReceiveMark, receive.into()));
    send.into_iter().chain(receive).collect()
}

fn queued_view(message: &Message) -> QueuedView {
    let several = message.frames.len() > 1;
    let frames = message.frames.iter().take(if several { ROWS } else { 0 });
    QueuedView {
        message: message.id,
        label: message.label(),
        kind: message.kind,
        frames: frames.map(|frame| identity(frame).into()).collect(),
    }
}

/// A prefix as text between quotation marks.
fn quoted(prefix: &[u8]) -> String {
    format!("“{}”", fact::label(std::iter::once(prefix)))
}

/// An identity, or any frame: as text if it is some, else in hexadecimal.
fn identity(frame: &[u8]) -> String {
    match frame {
        [0, rest @ ..] if rest.len() == 4 => {
            let digits: String = rest.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("#{digits}")
        }
        frame => fact::label(std::iter::once(frame)).to_string(),
    }
}

fn target_host(from: HostId, session: &Session, network: &Network) -> Option<HostId> {
    match session.target.as_ref()? {
        Endpoint::Tcp { host, .. } => {
            let ip = network.resolve(from, host).ok()?;
            network.topology().host_of(from, ip)
        }
        Endpoint::Ipc(_) | Endpoint::Inproc(_) => Some(from),
    }
}
