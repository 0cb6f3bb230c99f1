//! Sockets, buffers and connections in screen words.

use std::rc::Rc;

use super::datagram::spot_text;
use super::shown;
use super::socket::{Kind, Socket, State};
use super::{FIRST_SOCKET, Sockets};
use crate::base::ProcessId;
use crate::messaging::SocketOption;
use crate::messaging::fact::{QueueId, SocketId};
use crate::messaging::seam::{LinkView, Peer, Phase, QueueView, QueuedView, SocketView, Unit};
use crate::network::{Address, Network, Side};

/// Messages of a queue that are shown by name.
const HEAD: usize = 8;

/// What a TCP connection on Linux takes before a write waits, as the network's
/// `Buffers::TCP` has it.
const SEND: u64 = crate::network::Buffers::TCP.send as u64;

pub(super) fn queue_in(socket: SocketId) -> QueueId {
    QueueId(socket.0)
}

pub(super) fn queue_out(socket: SocketId) -> QueueId {
    QueueId(socket.0 | 0x2000_0000)
}

/// The send buffer's size, in bytes.
pub(super) fn send_size(socket: &Socket) -> u64 {
    socket.options.send.map_or(SEND, |size| size as u64)
}

impl Sockets {
    /// The sockets of a process, in order of creation.
    pub fn sockets(&self, process: ProcessId, network: &Network) -> Vec<SocketView> {
        let mine = self.all().filter(|(_, socket)| socket.process == process);
        mine.map(|(number, socket)| self.socket_view(number, socket, network))
            .collect()
    }

    fn socket_view(&self, number: u32, socket: &Socket, network: &Network) -> SocketView {
        let (bound, connected) = addresses(socket, network);
        let kind = socket.name();
        let mut summary = format!("{kind} socket");
        let listening = matches!(socket.state, State::Listening(..));
        let word = if listening { "listens on" } else { "bound to" };
        for (word, addresses) in [(word, &bound), ("connected to", &connected)] {
            if !addresses.is_empty() {
                summary += &format!(", {word} {}", addresses.join(", "));
            }
        }
        summary += &state_words(socket, network);
        SocketView {
            id: socket.id,
            process: socket.process,
            kind,
            bound: if listening || socket.kind != Kind::Stream {
                bound
            } else {
                Vec::new()
            },
            connected,
            summary,
            lingering: false,
            queues: self.queue_views(number, socket, network),
            tables: Vec::new(),
            options: vec![
                (SocketOption::SendBuffer, socket.options.send.unwrap_or(-1)),
                (
                    SocketOption::ReceiveBuffer,
                    socket.options.receive.unwrap_or(-1),
                ),
            ],
        }
    }

    /// The queues of a socket that is still open.
    pub fn queues(&self, socket: SocketId, network: &Network) -> Vec<QueueView> {
        let number = socket.0.checked_sub(FIRST_SOCKET);
        let found = number.and_then(|number| Some((number, self.at(number)?)));
        found.map_or(Vec::new(), |(number, found)| {
            self.queue_views(number, found, network)
        })
    }

    fn queue_views(&self, number: u32, socket: &Socket, network: &Network) -> Vec<QueueView> {
        let peer = self.peers(number).pop();
        let peer = peer.unwrap_or(Peer {
            address: "anybody".into(),
            socket: None,
            process: None,
            phase: Phase::Connecting,
        });
        let queue = |outgoing, unit, fill: usize, mark: Option<u64>| QueueView {
            id: if outgoing {
                queue_out(socket.id)
            } else {
                queue_in(socket.id)
            },
            socket: socket.id,
            peer: peer.clone(),
            outgoing,
            unit,
            fill: fill as u32,
            kept: 0,
            noun: "",
            mark: mark.map(|mark| u32::try_from(mark).unwrap_or(u32::MAX)),
            head: Vec::new(),
            next: false,
            dropped: 0,
        };
        match &socket.state {
            State::Listening(listener, _) => {
                let waiting = network.acceptable(*listener);
                let backlog = u64::from(socket.options.backlog);
                vec![queue(false, Unit::Connections, waiting, Some(backlog))]
            }
            State::Connected(end) => {
                let status = network.status(*end).unwrap_or_default();
                let size = u64::from(self.receive_size(Some(number)));
                let mut incoming = queue(false, Unit::Bytes, status.readable, Some(size));
                let tracks = self.half(end.peer()).map(|half| &half.tracks);
                let here = tracks.into_iter().flatten().filter(|track| track.arrived);
                incoming.head = here
                    .take(HEAD)
                    .map(|track| QueuedView {
                        message: track.message,
                        label: track.label.clone(),
                        kind: track.kind,
                        frames: Vec::new(),
                    })
                    .collect();
                let size = send_size(socket);
                let mut outgoing = queue(true, Unit::Bytes, status.unsent, Some(size));
                outgoing.kept = status.unsent.saturating_sub(status.waiting) as u32;
                vec![incoming, outgoing]
            }
            State::Datagram(datagram) => {
                let waiting = network.datagram_waiting(*datagram);
                vec![queue(false, Unit::Datagrams, waiting, None)]
            }
            State::Local(local) => {
                let unit = match socket.kind {
                    Kind::Stream => Unit::Bytes,
                    _ => Unit::Datagrams,
                };
                let fill = match unit {
                    Unit::Bytes => local.fill(),
                    _ => local.inbox.len(),
                };
                vec![queue(false, unit, fill, None)]
            }
            State::Idle | State::Bound(..) | State::Connecting(_) => Vec::new(),
        }
    }

    /// Who is connected to whom, or tries to be.
    pub fn links(&self, network: &Network) -> Vec<LinkView> {
        self.all()
            .filter_map(|(number, socket)| self.link_view(number, socket, network))
            .collect()
    }

    fn link_view(&self, number: u32, socket: &Socket, network: &Network) -> Option<LinkView> {
        let (to, established, address, connection) = match &socket.state {
            State::Connecting(end) | State::Connected(end) if end.side == Side::Client => {
                let to = self.socket_behind(end.peer()).map(|there| there.id);
                let stands = matches!(socket.state, State::Connected(_));
                (to, stands, socket.remote.clone()?, Some(end.connection))
            }
            State::Datagram(datagram) => {
                let spot = network.datagram_remote(*datagram).or(socket.last)?;
                let to = self
                    .udp_at(number, spot, network)
                    .and_then(|n| Some(self.at(n)?.id))?;
                (Some(to), true, Address::Port(spot.0, spot.1), None)
            }
            State::Local(local) => {
                let peer = local.peer.filter(|peer| number < *peer)?;
                let to = self.at(peer)?.id;
                (Some(to), true, Address::Path("".into()), None)
            }
            _ => return None,
        };
        Some(LinkView {
            from: socket.id,
            to,
            host: match &address {
                Address::Port(ip, _) => network.topology().host_of(socket.host, *ip),
                Address::Path(_) => Some(socket.host),
            },
            address: shown(&address),
            established,
            retry_at: None,
            connection,
        })
    }
}

/// Where it is bound, and whom it is connected to.
fn addresses(socket: &Socket, network: &Network) -> (Vec<Rc<str>>, Vec<Rc<str>>) {
    let list = |address: Option<Rc<str>>| address.into_iter().collect::<Vec<_>>();
    match &socket.state {
        State::Bound(_, address) | State::Listening(_, address) => {
            (list(Some(shown(address))), Vec::new())
        }
        State::Connecting(end) | State::Connected(end) => {
            let own = network.address_of(*end).as_ref().map(shown);
            (list(own), list(socket.remote.as_ref().map(shown)))
        }
        State::Datagram(datagram) => (
            list(network.datagram_local(*datagram).map(spot_text)),
            list(network.datagram_remote(*datagram).map(spot_text)),
        ),
        State::Local(local) => (list(local.path.clone()), Vec::new()),
        State::Idle => (Vec::new(), Vec::new()),
    }
}

fn state_words(socket: &Socket, network: &Network) -> String {
    let some = |count: usize, noun: &str| match count {
        0 => String::new(),
        1 => format!(", 1 {noun} to read"),
        count => format!(", {count} {noun}s to read"),
    };
    match &socket.state {
        State::Listening(listener, _) => match network.acceptable(*listener) {
            0 => String::new(),
            count => format!(", {count} to accept"),
        },
        State::Connecting(_) => ", handshake".to_owned(),
        State::Connected(end) => {
            let Some(status) = network.status(*end) else {
                return String::new();
            };
            let mut words = some(status.readable, "byte");
            if status.broken.is_some() {
                words += ", broken";
            } else if status.peer_finished {
                words += ", the peer has finished";
            }
            words
        }
        State::Datagram(datagram) => some(network.datagram_waiting(*datagram), "datagram"),
        State::Local(local) => some(local.fill(), "byte"),
        State::Idle | State::Bound(..) => String::new(),
    }
}
