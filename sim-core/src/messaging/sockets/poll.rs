//! `poll`, on which `select.select`, `select.poll`, `select.epoll` and
//! `selectors` stand: which descriptors are ready for what.

use super::Sockets;
use super::calls::{Call, Called};
use super::errno::Errno;
use super::rule::Rule;
use super::socket::{Halt, Kind, State, Waiter};
use crate::base::ProcessId;
use crate::messaging::seam::{Env, Polled, Reason};
use crate::python::Data;

const IN: i64 = 1;
const OUT: i64 = 4;
const ERR: i64 = 8;
const HUP: i64 = 16;
const NVAL: i64 = 32;

impl Sockets {
    /// `sock_poll([(fd, events), ...], timeout, call)`: what each is ready for.
    pub(super) fn call_poll(&mut self, call: &mut Call, env: &mut Env) -> Called {
        let mut items = Vec::new();
        if let Data::List(list) = call.next()? {
            for item in list {
                match item {
                    Data::Tuple(pair) => match &pair[..] {
                        [Data::Int(fd), Data::Int(events)] => items.push((*fd, *events)),
                        _ => return Err(Halt::Errno(Errno::EINVAL, Rule::WrongState)),
                    },
                    _ => return Err(Halt::Errno(Errno::EINVAL, Rule::WrongState)),
                }
            }
        }
        let patience = call.patience()?;
        let word = match &*call.text()? {
            "select" => "select",
            _ => "poll",
        };
        let process = call.caller.process;
        let found: Vec<i64> = items
            .iter()
            .map(|(fd, events)| self.readiness(process, *fd, env) & (events | ERR | HUP | NVAL))
            .collect();
        let ready = found.iter().any(|events| *events != 0);
        if ready || self.was_nudged(process, &items) || call.attempt.expired || patience.is_none() {
            self.forget_waiter(call, &items);
            return Ok(Data::List(found.into_iter().map(Data::Int).collect()));
        }
        let reason = self.wait_reason(process, &items, word);
        self.add_waiters(call, &items);
        call.task.input = items.iter().any(|(fd, _)| *fd == 0);
        Err(patience.wait(reason))
    }

    /// What a descriptor of a process is ready for, as poll(2) says it. For
    /// other systems' pollers, too.
    pub fn readiness(&self, process: ProcessId, fd: i64, env: &Env) -> i64 {
        match fd {
            0 if self.inputs.contains(&process) => IN,
            0 => 0,
            1 | 2 => OUT,
            fd => match self.socket_at(process, fd) {
                Some(number) => self.events(number, env),
                None => NVAL,
            },
        }
    }

    fn events(&self, number: u32, env: &Env) -> i64 {
        let Some(socket) = self.at(number) else {
            return NVAL;
        };
        let failed = if socket.error.is_some() { IN | ERR } else { 0 };
        match &socket.state {
            State::Idle if socket.error.is_some() => IN | OUT | ERR | HUP,
            State::Idle | State::Bound(..) => OUT | HUP,
            State::Listening(..) if socket.shut_read => IN | HUP,
            State::Listening(listener, _) => match env.network.acceptable(*listener) {
                0 => 0,
                _ => IN,
            },
            State::Connecting(_) => 0,
            State::Datagram(datagram) => {
                let readable = env.network.datagram_waiting(*datagram) > 0 || socket.shut_read;
                OUT | failed | if readable { IN } else { 0 }
            }
            State::Local(local) => {
                let over = local.ended && socket.kind != Kind::Datagram;
                let readable = !local.inbox.is_empty() || over;
                let gone = local.peer.is_some_and(|peer| self.at(peer).is_none());
                let room = match local.peer.and_then(|peer| self.at(peer)) {
                    Some(peer) => match &peer.state {
                        State::Local(theirs) => theirs.has_room(),
                        _ => true,
                    },
                    None => true,
                };
                i64::from(readable) * IN
                    + i64::from(room) * OUT
                    + i64::from(gone && socket.kind != Kind::Datagram) * HUP
            }
            State::Connected(end) => {
                let Some(status) = env.network.status(*end) else {
                    return IN | OUT | HUP;
                };
                let broken = status.broken.is_some();
                let readable = status.readable > 0
                    || status.peer_finished
                    || broken
                    || socket.shut_read
                    || socket.error.is_some();
                // Linux calls a socket writable when a third of its buffer is free.
                let free = status.room * 3 >= status.room + status.unsent;
                let writable = (free && status.room > 0) || broken || status.finished;
                let over = broken || (status.peer_finished && status.finished);
                i64::from(readable) * IN
                    + i64::from(writable) * OUT
                    + i64::from((broken && !socket.told) || socket.error.is_some()) * ERR
                    + i64::from(over) * HUP
            }
        }
    }

    /// A poll on the socket returns, whatever is ready (`shutdown` of a server).
    pub(super) fn nudge(&mut self, number: u32, env: &mut Env) -> Called {
        if let Some(socket) = self.at_mut(number) {
            socket.nudged = true;
        }
        self.wake(number, true, true, env);
        Ok(Data::None)
    }

    fn was_nudged(&mut self, process: ProcessId, items: &[(i64, i64)]) -> bool {
        let mut nudged = false;
        for (fd, _) in items {
            let number = self.socket_at(process, *fd);
            if let Some(socket) = number.and_then(|number| self.at_mut(number)) {
                nudged |= std::mem::take(&mut socket.nudged);
            }
        }
        nudged
    }

    fn add_waiters(&mut self, call: &Call, items: &[(i64, i64)]) {
        let caller = call.caller;
        for (fd, events) in items {
            let Some(number) = self.socket_at(caller.process, *fd) else {
                continue;
            };
            let waiter = Waiter {
                process: caller.process,
                thread: caller.thread,
                readable: true,
                writable: events & OUT != 0,
            };
            let inbox = match self.at(number).map(|socket| &socket.state) {
                Some(State::Local(local)) if waiter.writable => local.peer,
                _ => None,
            };
            for number in inbox.into_iter().chain([number]) {
                if let Some(socket) = self.at_mut(number) {
                    socket.add_waiter(waiter);
                }
            }
        }
    }

    fn forget_waiter(&mut self, call: &Call, items: &[(i64, i64)]) {
        let who = (call.caller.process, call.caller.thread);
        for (fd, _) in items {
            if let Some(number) = self.socket_at(call.caller.process, *fd)
                && let Some(socket) = self.at_mut(number)
            {
                socket.waiters.retain(|w| (w.process, w.thread) != who);
            }
        }
    }

    fn wait_reason(&self, process: ProcessId, items: &[(i64, i64)], call: &'static str) -> Reason {
        let mut sockets = Vec::new();
        let mut peers = Vec::new();
        for (fd, events) in items {
            let Some(number) = self.socket_at(process, *fd) else {
                continue;
            };
            let Some(socket) = self.at(number) else {
                continue;
            };
            sockets.push(Polled {
                socket: socket.id,
                readable: events & IN != 0,
                writable: events & OUT != 0,
            });
            peers.extend(self.peers(number));
        }
        Reason::Select {
            call,
            sockets,
            input: items.iter().any(|(fd, _)| *fd == 0),
            peers,
        }
    }
}
