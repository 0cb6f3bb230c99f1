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
mod questions;
pub mod seam;
pub mod zeromq;

pub use fact::{Fact, MessageKind, QueueId, Rule, SocketId};
pub use seam::{
    Attempt, Caller, Ending, Env, LinkView, Outbox, Outcome, Peer, Polled, QueueView, Reason,
    SocketView, Timer, Wait,
};

use crate::base::{MessageId, ProcessId};
use crate::network::{Network, Notice};
use crate::python::{Data, Handle};
use zeromq::Zeromq;

/// All messaging systems of a world: the sockets of all processes.
#[derive(Clone, Debug, PartialEq)]
pub struct Messaging {
    zeromq: Zeromq,
}

impl Messaging {
    /// The names of the system calls that library text may make.
    pub const CALLS: &[&str] = zeromq::CALLS;

    /// No sockets yet; `seed` decides what the systems draw at random.
    pub fn new(seed: u64) -> Messaging {
        Messaging {
            zeromq: Zeromq::new(seed),
        }
    }

    /// The Python modules that the systems bring: (name, text).
    pub fn modules() -> Vec<(&'static str, &'static str)> {
        zeromq::modules()
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
        self.zeromq.call(caller, name, args, attempt, env)
    }

    /// Something happened on the network. False if it is about a stream or
    /// listener that no messaging system has.
    pub fn handle_notice(&mut self, notice: Notice, env: &mut Env) -> bool {
        self.zeromq.handle_notice(notice, env)
    }

    /// A timer is due.
    pub fn handle_timer(&mut self, timer: Timer, env: &mut Env) {
        match timer {
            Timer::Zeromq(timer) => self.zeromq.handle_timer(timer, env),
        }
    }

    /// The last reference to a handle is gone.
    pub fn drop_handle(&mut self, caller: Caller, handle: Handle, env: &mut Env) {
        self.zeromq.drop_handle(caller, handle, env);
    }

    /// A process ends. Like a call it may have to wait, and is then tried
    /// again (with the main thread's wakes): an interpreter does not finish
    /// before its messages are sent. `Killed` never waits.
    pub fn process_ended(&mut self, process: ProcessId, how: Ending, env: &mut Env) -> Outcome {
        self.zeromq.process_ended(process, how, env)
    }

    /// A blocked call will not be tried again (Ctrl-C, the thread's end).
    pub fn cancel(&mut self, caller: Caller, env: &mut Env) {
        let _ = env;
        self.zeromq.cancel(caller);
    }

    /// The sockets of a process, in order of creation.
    pub fn sockets(&self, process: ProcessId) -> Vec<SocketView> {
        self.zeromq.sockets(process)
    }

    /// Who is connected to whom, or tries to be, in order of creation.
    pub fn links(&self, network: &Network) -> Vec<LinkView> {
        self.zeromq.links(network)
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
        self.zeromq.socket_of_handle(handle)
    }

    /// Whose a socket is or was; known for ever.
    pub fn owner(&self, socket: SocketId) -> Option<ProcessId> {
        self.zeromq.owner(socket)
    }
}
