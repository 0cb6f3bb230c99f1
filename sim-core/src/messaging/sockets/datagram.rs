//! Sending datagrams: UDP, Unix domain datagrams and pairs.

use super::calls::Called;
use super::errno::Errno;
use super::local::Parcel;
use super::receive::datagram_rule;
use super::rule::Rule;
use super::socket::{AF_UNIX, Halt, Kind, Patience, State};
use super::{MOST_ALOFT, Sockets, errno_of_datagram, shown, view};
use crate::base::{DatagramId, HostId, MessageId};
use crate::messaging::fact::{Fact, MessageKind, SocketId, label};
use crate::messaging::seam::{Caller, Env, Reason};
use crate::network::packets::Loss;
use crate::network::{Address, DatagramError, Network, Spot};
use crate::python::Data;

/// Most payload of one Unix domain datagram: the send buffer less the kernel's share.
const LONGEST_LOCAL: usize = 212_960;

const CLOSED: Halt = Halt::Errno(Errno::EBADF, Rule::Closed);

impl Sockets {
    /// Sends one datagram, or bytes to the other socket of a pair.
    pub(super) fn send_datagram(
        &mut self,
        caller: Caller,
        number: u32,
        bytes: &[u8],
        to: Option<Address>,
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let socket = self.at_mut(number).ok_or(CLOSED)?;
        if socket.shut_write {
            return Err(Halt::Errno(Errno::EPIPE, Rule::CannotWrite));
        }
        if let Some(error) = socket.error.take() {
            return Err(Halt::Errno(error, datagram_rule(error)));
        }
        match (&socket.state, to) {
            (State::Datagram(datagram), to) => {
                let datagram = *datagram;
                let to = match to {
                    Some(Address::Port(ip, port)) => Some((ip, port)),
                    _ => None,
                };
                self.send_udp(number, datagram, to, bytes, env)
            }
            (State::Local(_), to) => {
                let path = match &to {
                    Some(Address::Path(path)) => Some(&**path),
                    _ => None,
                };
                let target = self.local_target(number, path)?;
                self.send_local(caller, number, target, bytes, patience, env)
            }
            _ => Err(Halt::Errno(Errno::EPIPE, Rule::CannotWrite)),
        }
    }

    fn send_udp(
        &mut self,
        number: u32,
        datagram: DatagramId,
        to: Option<Spot>,
        bytes: &[u8],
        env: &mut Env,
    ) -> Called {
        let bound = env.network.datagram_local(datagram).is_some();
        let message = self.new_message();
        let sent = env.network.datagram_send(
            env.now,
            datagram,
            to,
            bytes,
            Some(message),
            &mut env.out.network,
        );
        if let Err(DatagramError::TooLong) = sent {
            let length = bytes.len() as u64;
            return Err(Halt::Errno(Errno::EMSGSIZE, Rule::TooLong { length }));
        }
        let length = sent.map_err(refusal)?;
        let target = to.or(env.network.datagram_remote(datagram));
        let peer = target.and_then(|spot| self.udp_at(number, spot, env.network));
        if self.aloft.len() == MOST_ALOFT {
            self.aloft.pop_front();
        }
        self.aloft.push_back((message, number));
        let Some(socket) = self.at_mut(number) else {
            return Err(CLOSED);
        };
        // Who was bound by the first send asks; who was bound before answers.
        if !bound {
            socket.last = to;
        }
        let kind = match socket.last.is_some() || socket.remote.is_some() {
            true => MessageKind::Message,
            false => MessageKind::Reply,
        };
        let (id, peer) = (socket.id, peer.and_then(|peer| Some(self.at(peer)?.id)));
        say_sent(message, id, peer, kind, bytes, env);
        Ok(Data::Int(length as i64))
    }

    /// The socket of ours that has a UDP address, as seen from another.
    pub(super) fn udp_at(&self, from: u32, (ip, port): Spot, network: &Network) -> Option<u32> {
        let from = self.at(from)?.host;
        let host = network.topology().host_of(from, ip)?;
        let found = self.udp_on(host, port, network)?;
        found.0.checked_sub(super::FIRST_SOCKET)
    }

    /// The socket of ours that has a port of a host.
    pub fn udp_on(&self, host: HostId, port: u16, network: &Network) -> Option<SocketId> {
        let has = |datagram: DatagramId| {
            let local = network.datagram_local(datagram);
            local.is_some_and(|(_, own)| own == port)
        };
        let mut all = self.all();
        all.find_map(|(_, socket)| match socket.state {
            State::Datagram(datagram) if socket.host == host && has(datagram) => Some(socket.id),
            _ => None,
        })
    }

    /// A datagram has come to a socket.
    pub(super) fn datagram_arrived(&mut self, number: u32, datagram: DatagramId, env: &mut Env) {
        let waiting = env.network.datagram_waiting(datagram) as u32;
        let newest = env.network.datagram_newest(datagram);
        let Some(message) = newest.and_then(|newest| newest.message) else {
            return;
        };
        self.aloft.retain(|(other, _)| *other != message);
        let Some(socket) = self.at(number).map(|socket| socket.id) else {
            return;
        };
        env.out.fact(|| Fact::Arrived {
            message,
            queue: view::queue_in(socket),
            socket,
            fill: waiting,
            mark: None,
        });
    }

    /// A datagram is lost: known to the world, not to any program.
    pub(super) fn datagram_lost(
        &mut self,
        message: MessageId,
        number: u32,
        loss: Loss,
        env: &mut Env,
    ) {
        let Some(socket) = self.at(number) else {
            return;
        };
        super::dropped(message, socket.id, Rule::OnTheWay { loss }, env);
    }

    fn send_local(
        &mut self,
        caller: Caller,
        number: u32,
        target: u32,
        bytes: &[u8],
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let socket = self.at(number).ok_or(CLOSED)?;
        let (id, kind) = (socket.id, socket.kind);
        let from = match &socket.state {
            State::Local(local) => local.path.clone(),
            _ => None,
        };
        if kind != Kind::Stream && bytes.len() > LONGEST_LOCAL {
            let length = bytes.len() as u64;
            return Err(Halt::Errno(Errno::EMSGSIZE, Rule::TooLong { length }));
        }
        if kind == Kind::Stream && bytes.is_empty() {
            return Ok(Data::Int(0));
        }
        let peers = self.peers(number);
        let message = self.new_message();
        let Some(there) = self.at_mut(target) else {
            return Err(Halt::Errno(Errno::ECONNREFUSED, Rule::NobodyListens));
        };
        let (there_id, family) = (there.id, there.family);
        let State::Local(local) = &mut there.state else {
            return Err(Halt::Errno(Errno::EPROTOTYPE, Rule::WrongState));
        };
        debug_assert_eq!(family, AF_UNIX);
        if !local.has_room() {
            let reason = Reason::Send {
                socket: id,
                rule: Rule::SendBufferFull {
                    held: local.fill() as u64,
                    size: LONGEST_LOCAL as u64,
                }
                .into(),
                peers,
            };
            // Whoever waits for room waits at the inbox.
            return Err(self.pause(caller, target, (false, true), patience, reason));
        }
        let some = match kind == Kind::Stream && patience.span.is_some() {
            true => bytes.len().min(LONGEST_LOCAL),
            false => bytes.len(),
        };
        let bytes = &bytes[..some];
        local.put(Parcel::new(
            bytes,
            message,
            label([bytes].into_iter()),
            from,
        ));
        let fill = local.inbox.len() as u32;
        say_sent(
            message,
            id,
            Some(there_id),
            MessageKind::Message,
            bytes,
            env,
        );
        env.out.fact(|| Fact::Arrived {
            message,
            queue: view::queue_in(there_id),
            socket: there_id,
            fill,
            mark: None,
        });
        self.wake(target, true, false, env);
        Ok(Data::Int(some as i64))
    }
}

fn say_sent(
    message: MessageId,
    socket: SocketId,
    peer: Option<SocketId>,
    kind: MessageKind,
    bytes: &[u8],
    env: &mut Env,
) {
    env.out.fact(|| Fact::Sent {
        message,
        socket,
        label: label([bytes].into_iter()),
        bytes: bytes.len() as u64,
        parts: 1,
        kind,
    });
    env.out.fact(|| Fact::Departed {
        message,
        queue: view::queue_out(socket),
        socket,
        peer,
    });
}

pub(super) fn refusal(error: DatagramError) -> Halt {
    let errno = errno_of_datagram(error);
    Halt::Errno(errno, datagram_rule(errno))
}

/// A UDP address in the log.
pub(super) fn spot_text((ip, port): Spot) -> std::rc::Rc<str> {
    shown(&Address::Port(ip, port))
}
