//! Layers 5 to 7: one folder per messaging system, each with its state
//! machines, its wire format, its Python module and a head comment.
//!
//! This file is the front desk: it hands a call, a notice of the network or a
//! timer to the system it is for. It decides nothing itself.
//!
//! The contract with `system`: after every method that takes an `Env`, put
//! `out.timers` and `out.network.events` on the agenda, give every notice in
//! `out.network.notices` to `handle_notice` (which may add more), and try the
//! blocked calls of the threads in `out.wakes` again.

pub mod fact;
mod intervene;
mod questions;
pub mod seam;
pub mod sockets;
pub mod threads;
pub mod zeromq;

pub use fact::{Fact, MessageKind, QueueId, Rule, SocketId};
pub use intervene::SocketOption;
pub use seam::{
    Attempt, Caller, Ending, Env, LinkView, Outbox, Outcome, Peer, Phase, Polled, QueueView,
    QueuedView, Reason, SocketView, TableView, Timer, Unit, Wait,
};

use crate::base::{HostId, MessageId, ProcessId};
use crate::network::packets::dissect::Layer;
use crate::network::{Network, Notice};
use crate::python::{Data, Handle};
use sockets::Sockets;
use threads::Threads;
use zeromq::Zeromq;

/// All messaging systems of a world: the sockets of all processes.
#[derive(Clone, Debug, PartialEq)]
pub struct Messaging {
    zeromq: Zeromq,
    sockets: Sockets,
    threads: Threads,
}

impl Messaging {
    /// The names of the system calls that library text may make.
    pub const CALLS: &[&str] = &{
        const LISTS: [&[&str]; 3] = [zeromq::CALLS, sockets::CALLS, threads::CALLS];
        let mut all = [""; LISTS[0].len() + LISTS[1].len() + LISTS[2].len()];
        let (mut list, mut at, mut to) = (0, 0, 0);
        while list < LISTS.len() {
            if at == LISTS[list].len() {
                (list, at) = (list + 1, 0);
                continue;
            }
            all[to] = LISTS[list][at];
            (at, to) = (at + 1, to + 1);
        }
        all
    };

    /// No sockets yet; `seed` decides what the systems draw at random.
    pub fn new(seed: u64) -> Messaging {
        Messaging {
            zeromq: Zeromq::new(seed),
            sockets: Sockets::default(),
            threads: Threads::default(),
        }
    }

    /// The Python modules that the systems bring: (name, path of the text).
    pub fn modules() -> impl Iterator<Item = (&'static str, &'static str)> {
        zeromq::MODULES.iter().chain(sockets::MODULES).copied()
    }

    /// What a system wrote around the programs' bytes, field by field: of
    /// `bytes` that begin where sockets of the type `kind` begin a unit of their
    /// protocol. `start` is where that is in the Ethernet frame. Empty for
    /// systems that write nothing.
    pub fn dissect(kind: &str, bytes: &[u8], start: usize) -> Vec<Layer> {
        match zeromq::dissect::speaks(kind) {
            true => zeromq::dissect::dissect(bytes, start),
            false => Vec::new(),
        }
    }

    /// Makes, or tries again, one of `CALLS`.
    pub fn call(
        &mut self,
        caller: Caller,
        name: &str,
        args: &[Data],
        attempt: Attempt,
        env: &mut Env,
    ) -> Outcome {
        match name {
            name if name.starts_with("zmq_") => self.zeromq.call(caller, name, args, attempt, env),
            "sock_poll_mixed" => self.poll_mixed(caller, args, attempt, env),
            name if name.starts_with("sock_") => {
                self.sockets.call(caller, name, args, attempt, env)
            }
            name if name.starts_with("queue_") => self.threads.call(caller, args, env),
            name => self.zeromq.call(caller, name, args, attempt, env),
        }
    }

    /// `sock_poll_mixed(zmq items, descriptors, milliseconds)`: polls both kinds;
    /// the answer is a pair of lists.
    fn poll_mixed(
        &mut self,
        caller: Caller,
        args: &[Data],
        attempt: Attempt,
        env: &mut Env,
    ) -> Outcome {
        let [zmq, plain, millis] = args else {
            return Outcome::Done(Ok(Data::None));
        };
        let queues = [zmq.clone(), millis.clone()];
        let first = self.zeromq.call(caller, "zmq_poll", &queues, attempt, env);
        let found = match &first {
            Outcome::Done(Err(_)) => return first,
            Outcome::Done(Ok(found)) => Some(found.clone()),
            Outcome::Wait(_) => None,
        };
        // A look only, if the others are ready; else they wait together.
        let patience = match found {
            Some(_) => Data::Int(0),
            None => Data::None,
        };
        let rest = [plain.clone(), patience, "poll".into()];
        let second = self.sockets.call(caller, "sock_poll", &rest, attempt, env);
        match (found, second) {
            (_, Outcome::Done(Err(raise))) => Outcome::Done(Err(raise)),
            (None, Outcome::Wait(_)) => first,
            (found, second) => {
                self.zeromq.cancel(caller);
                self.sockets.cancel(caller, env);
                let plain = match second {
                    Outcome::Done(Ok(list)) => list,
                    _ => Data::None,
                };
                let none = Data::List(Vec::new());
                Outcome::Done(Ok(Data::Tuple(vec![found.unwrap_or(none), plain])))
            }
        }
    }

    /// Something happened on the network. False if it is about a stream or
    /// listener that no messaging system has.
    pub fn handle_notice(&mut self, notice: Notice, env: &mut Env) -> bool {
        self.zeromq.handle_notice(notice, env) || self.sockets.handle_notice(notice, env)
    }

    /// A timer is due.
    pub fn handle_timer(&mut self, timer: Timer, env: &mut Env) {
        match timer {
            Timer::Zeromq(timer) => self.zeromq.handle_timer(timer, env),
        }
    }

    /// True if a timer has lost its meaning.
    pub fn is_void(&self, timer: &Timer) -> bool {
        match timer {
            Timer::Zeromq(timer) => self.zeromq.is_void(timer),
        }
    }

    /// The last reference to a handle is gone.
    pub fn drop_handle(&mut self, caller: Caller, handle: Handle, env: &mut Env) {
        self.zeromq.drop_handle(caller, handle, env);
        self.sockets.drop_handle(handle, env);
        self.threads.drop_handle(handle);
    }

    /// A process ends. Like a call it may have to wait, and is then tried
    /// again (with the main thread's wakes): an interpreter does not finish
    /// before its messages are sent. `Killed` never waits.
    pub fn process_ended(&mut self, process: ProcessId, how: Ending, env: &mut Env) -> Outcome {
        // The library sends what it still has before the host closes its sockets.
        match self.zeromq.process_ended(process, how, env) {
            Outcome::Done(_) => {
                self.threads.process_ended(process);
                self.sockets.process_ended(process, how, env)
            }
            wait => wait,
        }
    }

    /// A blocked call will not be tried again (Ctrl-C, the thread's end).
    pub fn cancel(&mut self, caller: Caller, env: &mut Env) {
        self.zeromq.cancel(caller);
        self.sockets.cancel(caller, env);
    }

    /// The sockets of a process, in order of creation, then its threads' queues.
    pub fn sockets(&self, process: ProcessId, network: &Network) -> Vec<SocketView> {
        let mut all = self.zeromq.sockets(process);
        all.extend(self.sockets.sockets(process, network));
        all.extend(self.threads.sockets(process));
        all
    }

    /// Who is connected to whom, or tries to be, in order of creation.
    pub fn links(&self, network: &Network) -> Vec<LinkView> {
        let mut all = self.zeromq.links(network);
        all.extend(self.sockets.links(network));
        all
    }

    /// Those queues of a socket whose facts do not tell how full they are, since
    /// they count bytes: few for each socket, so that one may ask after every fact.
    pub fn untold(&self, socket: SocketId, network: &Network) -> Vec<QueueView> {
        self.sockets.queues(socket, network)
    }

    /// Takes a message out of the queue it waits in; false if it waits in none.
    pub fn discard(&mut self, message: MessageId, env: &mut Env) -> bool {
        self.zeromq.discard(message, env)
    }

    /// A process is stopped (SIGSTOP): its I/O threads are, too.
    pub fn pause(&mut self, process: ProcessId) {
        self.zeromq.pause(process);
    }

    /// A stopped process goes on.
    pub fn resume(&mut self, process: ProcessId, env: &mut Env) {
        self.zeromq.resume(process, env);
    }

    /// The socket that a handle stands for, while it exists.
    pub fn socket_of_handle(&self, handle: Handle) -> Option<SocketId> {
        let found = self.zeromq.socket_of_handle(handle);
        let found = found.or_else(|| self.sockets.socket_of_handle(handle));
        found.or_else(|| self.threads.socket_of_handle(handle))
    }

    /// A process has a child that shares its open descriptors.
    pub fn forked(&mut self, parent: ProcessId, child: ProcessId) {
        self.sockets.forked(parent, child);
    }

    /// Gives up a path that a Unix domain socket is bound to; false if none is.
    pub fn unlink(&mut self, host: HostId, path: &str, network: &mut Network) -> bool {
        self.sockets.unlink(host, path, network)
    }

    /// Whether a Unix domain socket has been bound to a path.
    pub fn has_path(&self, host: HostId, path: &str) -> bool {
        self.sockets.has_path(host, path)
    }

    /// Whether a process's standard input has something to read has changed.
    pub fn input_changed(&mut self, process: ProcessId, ready: bool, env: &mut Env) {
        self.sockets.input_changed(process, ready, env);
    }

    /// What a plain descriptor of a process is ready for, as poll(2) says it:
    /// for pollers that mix it with sockets of their own.
    pub fn readiness(&self, process: ProcessId, fd: i64, env: &Env) -> i64 {
        self.sockets.readiness(process, fd, env)
    }

    /// The UDP socket that has a port of a host.
    pub fn datagram_socket(&self, host: HostId, port: u16, network: &Network) -> Option<SocketId> {
        self.sockets.udp_on(host, port, network)
    }

    /// Whose a socket is or was; known for ever.
    pub fn owner(&self, socket: SocketId) -> Option<ProcessId> {
        let found = self.sockets.owner(socket);
        let found = found.or_else(|| self.zeromq.owner(socket));
        found.or_else(|| self.threads.owner(socket))
    }
}
