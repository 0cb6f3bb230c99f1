//! Sockets, queues and links in screen words.

use super::Zeromq;
use super::context::{Socket, Way};
use super::endpoint::Endpoint;
use super::pipe::{Owner, Plug};
use super::session::{Link, Session};
use crate::base::{HostId, ProcessId};
use crate::messaging::fact::SocketId;
use crate::messaging::seam::{LinkView, QueueView, SocketView, Unit};
use crate::network::Network;

/// Messages of a queue that are shown by name.
const HEAD: usize = 8;

impl Zeromq {
    /// The sockets of a process, in order of creation.
    pub fn sockets(&self, process: ProcessId) -> Vec<SocketView> {
        let all = self.sockets.iter().map(|(_, socket)| socket);
        all.filter(|socket| socket.process == process)
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
        }
    }

    fn queue_views(&self, socket: &Socket) -> Vec<QueueView> {
        let mut queues = Vec::new();
        // The pipes of a lingering socket are left to its sessions.
        let left = socket.sessions.iter().filter_map(|number| {
            let plug = self.sessions.at(*number)?.plug?.other();
            (!socket.plugs.contains(&plug)).then_some(plug)
        });
        for plug in socket.plugs.iter().copied().chain(left) {
            let inproc = matches!(self.pipes.owner(plug.other()), Some(Owner::Socket(_)));
            if !inproc {
                queues.push(self.queue_view(socket.id, plug, plug));
            }
            queues.push(self.queue_view(socket.id, plug, plug.other()));
        }
        queues
    }

    /// The queue that `writer` writes, seen from the socket's end `plug`.
    fn queue_view(&self, socket: SocketId, plug: Plug, writer: Plug) -> QueueView {
        let head = self.pipes.queued(writer).take(HEAD);
        QueueView {
            id: writer.outgoing(),
            socket,
            peer: self.peer(plug),
            outgoing: plug == writer,
            unit: Unit::Messages,
            fill: self.pipes.fill(writer),
            mark: self.pipes.mark(writer),
            head: head.map(|m| (m.id, m.label(), m.kind)).collect(),
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
            address: peer.address,
            host: Some(socket.host),
            established: peer.established,
            retry_at: None,
            connection: None,
        }
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
