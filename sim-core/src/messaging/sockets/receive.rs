//! What `recv`, `recvfrom` and their relatives take from a socket.

use super::calls::{Call, Called, data_of, spot};
use super::errno::Errno;
use super::local::Taken;
use super::rule::Rule;
use super::socket::{Halt, Kind, Patience, State};
use super::stream::rule_of;
use super::{Sockets, errno_of_datagram, errno_of_stream};
use crate::base::MessageId;
use crate::messaging::fact::Fact;
use crate::messaging::seam::{Env, Reason};
use crate::network::{Address, Datagram, End, Read};
use crate::python::Data;

const MSG_PEEK: i64 = 0x2;
const MSG_TRUNC: i64 = 0x20;
const MSG_WAITALL: i64 = 0x100;

const CLOSED: Halt = Halt::Errno(Errno::EBADF, Rule::Closed);

/// (bytes, address, length that the datagram had).
fn received(bytes: &[u8], from: Data, length: usize) -> Data {
    Data::Tuple(vec![Data::from(bytes), from, Data::Int(length as i64)])
}

impl Sockets {
    /// Takes at most `most` bytes.
    pub(super) fn receive(
        &mut self,
        call: &mut Call,
        number: u32,
        most: usize,
        flags: i64,
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let socket = self.at_mut(number).ok_or(CLOSED)?;
        match &socket.state {
            State::Datagram(_) => self.receive_datagram(call, number, most, flags, patience, env),
            State::Local(_) => self.receive_local(call, number, most, flags, patience, env),
            State::Connected(end) => {
                let end = *end;
                self.receive_stream(call, number, end, most, flags, patience, env)
            }
            State::Connecting(_) => Err(self.nothing_yet(call, number, patience)),
            _ => {
                let error = socket.error.take();
                Err(match error {
                    Some(error) => Halt::Errno(error, rule_of(error)),
                    None => Halt::Errno(Errno::ENOTCONN, Rule::NotConnected),
                })
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn receive_stream(
        &mut self,
        call: &mut Call,
        number: u32,
        end: End,
        most: usize,
        flags: i64,
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let none = |bytes: &[u8]| received(bytes, Data::None, bytes.len());
        if flags & MSG_PEEK != 0 {
            let bytes = env.network.peek(end, most);
            if !bytes.is_empty() {
                return Ok(none(&bytes));
            }
        }
        loop {
            let wanted = most - call.task.bytes.len();
            let whole = flags & (MSG_WAITALL | MSG_PEEK) == MSG_WAITALL;
            let read = match wanted {
                0 => Read::End,
                wanted => env.network.read(env.now, end, wanted, &mut env.out.network),
            };
            match read {
                Read::Bytes { bytes, complete } => {
                    self.say_taken(number, end, bytes.len(), &complete, env);
                    if !whole {
                        return Ok(none(&bytes));
                    }
                    call.task.bytes.extend_from_slice(&bytes);
                }
                _ if !call.task.bytes.is_empty() && !matches!(read, Read::WouldBlock) => {
                    return Ok(none(&std::mem::take(&mut call.task.bytes)));
                }
                Read::End => return Ok(none(&[])),
                Read::Broken(error) => {
                    return self
                        .broken(number, end, errno_of_stream(error), env)
                        .map(|()| none(&[]));
                }
                Read::WouldBlock if self.at(number).is_some_and(|socket| socket.shut_read) => {
                    return Ok(none(&[]));
                }
                Read::WouldBlock => return Err(self.nothing_yet(call, number, patience)),
            }
        }
    }

    /// A broken stream gives its error once, then nothing, as at its end.
    fn broken(&mut self, number: u32, end: End, errno: Errno, env: &Env) -> Result<(), Halt> {
        let finished = env
            .network
            .status(end)
            .is_none_or(|status| status.peer_finished);
        let Some(socket) = self.at_mut(number) else {
            return Err(CLOSED);
        };
        if socket.told || finished {
            return Ok(());
        }
        socket.told = true;
        Err(Halt::Errno(errno, rule_of(errno)))
    }

    /// Says which messages were taken, and whether the bytes are more or less
    /// than one of them.
    fn say_taken(
        &mut self,
        number: u32,
        end: End,
        bytes: usize,
        complete: &[MessageId],
        env: &mut Env,
    ) {
        self.arrivals(end, env);
        let Some(here) = self.half_mut(end) else {
            return;
        };
        let before = here.taken;
        here.taken += bytes as u64;
        let taken = here.taken;
        let Some(peer) = self.half_mut(end.peer()) else {
            return;
        };
        let begun = before > peer.settled_to;
        while let Some(track) = peer.tracks.front()
            && track.end <= taken
            && complete.contains(&track.message)
        {
            peer.settled_to = track.end;
            peer.tracks.pop_front();
        }
        let cut = taken > peer.settled_to;
        let Some(socket) = self.at(number) else {
            return;
        };
        let messages = complete.len() as u32;
        let exactly_one = messages == 1 && !cut && !begun;
        let rule = match exactly_one {
            true => Rule::Whole,
            false => Rule::Stream { messages, cut },
        };
        if !exactly_one {
            env.out.fact(|| Fact::Part {
                socket: socket.id,
                call: "recv",
                bytes: bytes as u64,
                rule: rule.clone().into(),
            });
        }
        for message in complete {
            env.out.fact(|| Fact::Taken {
                message: *message,
                socket: socket.id,
                rule: rule.clone().into(),
            });
        }
    }

    fn receive_datagram(
        &mut self,
        call: &mut Call,
        number: u32,
        most: usize,
        flags: i64,
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let socket = self.at_mut(number).ok_or(CLOSED)?;
        let State::Datagram(datagram) = socket.state else {
            return Err(CLOSED);
        };
        if let Some(error) = socket.error.take() {
            return Err(Halt::Errno(error, datagram_rule(error)));
        }
        if flags & MSG_PEEK != 0 {
            if let Some(found) = env.network.datagram_peek(datagram) {
                let bytes = &found.bytes[..found.bytes.len().min(most)];
                let (ip, port) = found.from;
                return Ok(received(bytes, spot(ip, port), found.length));
            }
            return Err(self.nothing_yet(call, number, patience));
        }
        match env.network.datagram_receive(datagram, most) {
            Ok(Some(found)) => {
                self.say_datagram(number, &found, most, env);
                let (ip, port) = found.from;
                let length = match flags & MSG_TRUNC {
                    0 => found.length,
                    _ => found.length.max(found.bytes.len()),
                };
                Ok(received(&found.bytes, spot(ip, port), length))
            }
            Ok(None) if self.at(number).is_some_and(|socket| socket.shut_read) => {
                Ok(received(&[], Data::None, 0))
            }
            Ok(None) => Err(self.nothing_yet(call, number, patience)),
            Err(error) => {
                let errno = errno_of_datagram(error);
                Err(Halt::Errno(errno, datagram_rule(errno)))
            }
        }
    }

    fn say_datagram(&self, number: u32, found: &Datagram, most: usize, env: &mut Env) {
        let Some(socket) = self.at(number) else {
            return;
        };
        let short = found.length > found.bytes.len();
        let truncated = Rule::Truncated {
            length: found.length as u64,
            asked: most as u64,
        };
        if short {
            env.out.fact(|| Fact::Part {
                socket: socket.id,
                call: "recv",
                bytes: found.bytes.len() as u64,
                rule: truncated.into(),
            });
        }
        if let Some(message) = found.message {
            env.out.fact(|| Fact::Taken {
                message,
                socket: socket.id,
                rule: Rule::Whole.into(),
            });
        }
    }

    fn receive_local(
        &mut self,
        call: &mut Call,
        number: u32,
        most: usize,
        flags: i64,
        patience: Patience,
        env: &mut Env,
    ) -> Called {
        let socket = self.at_mut(number).ok_or(CLOSED)?;
        let (id, kind, shut) = (socket.id, socket.kind, socket.shut_read);
        let State::Local(local) = &mut socket.state else {
            return Err(CLOSED);
        };
        if kind == Kind::Stream && most == 0 {
            return Ok(received(&[], Data::None, 0));
        }
        let Some(taken) = local.take(kind, most, flags & MSG_PEEK != 0) else {
            if std::mem::take(&mut local.broken) {
                return Err(Halt::Errno(Errno::ECONNRESET, Rule::Reset));
            }
            if (local.ended && kind != Kind::Datagram) || shut {
                return Ok(received(&[], Data::None, 0));
            }
            return Err(self.nothing_yet(call, number, patience));
        };
        if flags & MSG_PEEK == 0 {
            for message in &taken.complete {
                env.out.fact(|| Fact::Taken {
                    message: *message,
                    socket: id,
                    rule: Rule::Whole.into(),
                });
            }
            socket.wake(false, true, &mut env.out.wakes);
        }
        Ok(local_data(&taken))
    }

    fn nothing_yet(&mut self, call: &Call, number: u32, patience: Patience) -> Halt {
        let peers = self.peers(number);
        let Some(socket) = self.at(number) else {
            return CLOSED;
        };
        let rule = match socket.kind {
            Kind::Stream => Rule::NothingToRead,
            _ => Rule::NoDatagram,
        };
        let reason = Reason::Receive {
            socket: socket.id,
            rule: rule.into(),
            peers,
        };
        self.pause(call.caller, number, (true, true), patience, reason)
    }
}

fn local_data(taken: &Taken) -> Data {
    let from = match &taken.from {
        Some(path) => data_of(Some(&Address::Path(path.clone())), 1),
        None => Data::None,
    };
    received(&taken.bytes, from, taken.length)
}

/// Why a datagram socket gives this error.
pub(super) fn datagram_rule(errno: Errno) -> Rule {
    match errno {
        Errno::ECONNREFUSED => Rule::NobodyBound,
        Errno::EDESTADDRREQ => Rule::NoDestination,
        Errno::EACCES => Rule::NoBroadcast,
        Errno::EHOSTUNREACH | Errno::ENETUNREACH => Rule::Unreachable,
        _ => Rule::WrongState,
    }
}
