//! Options of sockets that somebody who watches may change, beside the
//! program: as if it had called `setsockopt` at that moment.

use serde::{Deserialize, Serialize};

use super::fact::{Fact, SocketId};
use super::seam::Env;
use super::{Messaging, SocketView};
use crate::base::ProcessId;

/// An option that somebody may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SocketOption {
    /// ZeroMQ's high-water mark of outgoing queues, in messages.
    #[serde(rename = "SNDHWM")]
    SendMark,
    /// Of incoming queues.
    #[serde(rename = "RCVHWM")]
    ReceiveMark,
    /// A plain socket's send buffer, in bytes, as the program would ask for it.
    #[serde(rename = "SO_SNDBUF")]
    SendBuffer,
    /// Its receive buffer.
    #[serde(rename = "SO_RCVBUF")]
    ReceiveBuffer,
}

impl SocketOption {
    /// The names, as programs and scenario files write them.
    pub const NAMES: &[&str] = &["SNDHWM", "RCVHWM", "SO_SNDBUF", "SO_RCVBUF"];

    const ALL: [SocketOption; 4] = [
        SocketOption::SendMark,
        SocketOption::ReceiveMark,
        SocketOption::SendBuffer,
        SocketOption::ReceiveBuffer,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        SocketOption::NAMES[self as usize]
    }

    /// The option of a name.
    pub fn of(name: &str) -> Option<SocketOption> {
        SocketOption::ALL
            .into_iter()
            .find(|option| option.name() == name)
    }
}

impl Messaging {
    /// Sets an option of the sockets that a process has: of the one of this
    /// number, counted from 1, or of all that have such an option.
    ///
    /// Errors: none of them has it, or the value is none for it.
    pub fn intervene(
        &mut self,
        process: ProcessId,
        number: Option<u32>,
        option: SocketOption,
        value: u32,
        env: &mut Env,
    ) -> Result<(), &'static str> {
        let all = self.sockets(process, env.network);
        let chosen: Vec<&SocketView> = match number {
            None => all.iter().collect(),
            Some(number) => all
                .iter()
                .skip(number.max(1) as usize - 1)
                .take(1)
                .collect(),
        };
        let before = |socket: &SocketView| {
            let known = socket.options.iter().find(|known| known.0 == option);
            known.map(|known| (socket.id, known.1))
        };
        let known: Vec<(SocketId, i64)> = chosen.into_iter().filter_map(before).collect();
        if known.is_empty() {
            return Err("no such socket has this option now");
        }
        for (socket, before) in known {
            let plain = self.sockets.owner(socket).is_some();
            let done = match plain {
                true => self.sockets.force(socket, option, value, env),
                false => self.zeromq.force(socket, option, value, env),
            };
            if !done {
                return Err("the socket refuses this value");
            }
            env.out.fact(|| Fact::OptionSet {
                socket,
                option: option.name(),
                value,
                before,
            });
        }
        Ok(())
    }
}
