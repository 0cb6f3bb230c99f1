//! ZeroMQ as libzmq 4.3.5 does it, with pyzmq 27's Python module.

mod kind;
mod rule;

pub use kind::Kind;
pub use rule::Rule;

use super::seam::{Attempt, Caller, Ending, Env, LinkView, Outcome, SocketView};
use super::{SocketId, seam};
use crate::base::ProcessId;
use crate::network::{Network, Notice};
use crate::python::{Data, Handle};

/// The system calls that the Python module makes.
pub const CALLS: &[&str] = &[
    "zmq_ctx_new",
    "zmq_ctx_term",
    "zmq_ctx_shutdown",
    "zmq_ctx_get",
    "zmq_ctx_set",
    "zmq_socket",
    "zmq_close",
    "zmq_bind",
    "zmq_connect",
    "zmq_unbind",
    "zmq_disconnect",
    "zmq_send",
    "zmq_recv",
    "zmq_recv_multipart",
    "zmq_setsockopt",
    "zmq_getsockopt",
    "zmq_poll",
    "zmq_strerror",
];

/// What ZeroMQ wants to be reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {}

/// The ZeroMQ sockets of all processes.
#[derive(Clone, Debug, PartialEq)]
pub struct Zeromq {
    seed: u64,
}

#[allow(missing_docs, unused_variables)]
impl Zeromq {
    pub fn new(seed: u64) -> Zeromq {
        Zeromq { seed }
    }
    pub fn call(
        &mut self,
        caller: Caller,
        name: &str,
        args: &[Data],
        attempt: Attempt,
        env: &mut Env,
    ) -> Outcome {
        Outcome::Done(Ok(Data::None))
    }
    pub fn handle_notice(&mut self, notice: Notice, env: &mut Env) -> bool {
        false
    }
    pub fn handle_timer(&mut self, timer: Timer, env: &mut Env) {}
    pub fn drop_handle(&mut self, caller: Caller, handle: Handle, env: &mut Env) {}
    pub fn process_ended(&mut self, process: ProcessId, how: Ending, env: &mut Env) -> Outcome {
        Outcome::Done(Ok(Data::None))
    }
    pub fn cancel(&mut self, caller: Caller) {}
    pub fn sockets(&self, process: ProcessId) -> Vec<SocketView> {
        Vec::new()
    }
    pub fn links(&self, network: &Network) -> Vec<LinkView> {
        Vec::new()
    }
    pub fn summary(&self, handle: Handle) -> Option<String> {
        None
    }
    pub fn owner(&self, socket: SocketId) -> Option<ProcessId> {
        None
    }
}

/// The Python modules, as (name, text).
pub fn modules() -> Vec<(&'static str, &'static str)> {
    Vec::new()
}
