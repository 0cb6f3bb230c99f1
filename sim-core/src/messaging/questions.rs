//! Questions to facts and reasons, so that the trace and the views need not
//! know every kind.

use super::fact::{Fact, QueueId, Rule, SocketId};
use super::seam::Reason;
use crate::base::MessageId;
use crate::network::Network;

impl Fact {
    /// The message it is about.
    pub fn message(&self) -> Option<MessageId> {
        match self {
            Fact::Sent { message, .. }
            | Fact::Copied { message, .. }
            | Fact::Routed { message, .. }
            | Fact::Queued { message, .. }
            | Fact::Departed { message, .. }
            | Fact::Arrived { message, .. }
            | Fact::Taken { message, .. }
            | Fact::Put { message, .. }
            | Fact::Got { message, .. }
            | Fact::Dropped { message, .. } => Some(*message),
            _ => None,
        }
    }

    /// The socket it is about.
    pub fn socket(&self) -> SocketId {
        match self {
            Fact::SocketOpened { socket, .. }
            | Fact::SocketClosed { socket, .. }
            | Fact::Bound { socket, .. }
            | Fact::Unbound { socket, .. }
            | Fact::Connecting { socket, .. }
            | Fact::ConnectFailed { socket, .. }
            | Fact::PeerReady { socket, .. }
            | Fact::PeerLost { socket, .. }
            | Fact::Accepted { socket, .. }
            | Fact::Part { socket, .. }
            | Fact::Sent { socket, .. }
            | Fact::Copied { socket, .. }
            | Fact::Routed { socket, .. }
            | Fact::Queued { socket, .. }
            | Fact::Departed { socket, .. }
            | Fact::Arrived { socket, .. }
            | Fact::Taken { socket, .. }
            | Fact::Put { socket, .. }
            | Fact::Got { socket, .. }
            | Fact::Dropped { socket, .. }
            | Fact::OptionSet { socket, .. }
            | Fact::Refused { socket, .. } => *socket,
        }
    }

    /// The queue it is about.
    pub fn queue(&self) -> Option<QueueId> {
        match self {
            Fact::Routed { queue, .. }
            | Fact::Queued { queue, .. }
            | Fact::Departed { queue, .. }
            | Fact::Arrived { queue, .. }
            | Fact::Put { queue, .. }
            | Fact::Got { queue, .. } => Some(*queue),
            _ => None,
        }
    }

    /// The rule that decided, where one did.
    pub fn rule(&self) -> Option<&Rule> {
        match self {
            Fact::ConnectFailed { rule, .. }
            | Fact::PeerLost { rule, .. }
            | Fact::Part { rule, .. }
            | Fact::Routed { rule, .. }
            | Fact::Taken { rule, .. }
            | Fact::Got { rule, .. }
            | Fact::Dropped { rule, .. }
            | Fact::Refused { rule, .. } => Some(rule),
            _ => None,
        }
    }
}

impl Reason {
    /// The call that waits, in the words of most libraries.
    pub fn call(&self) -> &'static str {
        match self {
            Reason::Receive { .. } => "recv",
            Reason::Send { .. } => "send",
            Reason::Poll { .. } => "poll",
            Reason::Finish { .. } => "term",
            Reason::Accept { .. } => "accept",
            Reason::Connect { .. } => "connect",
            Reason::Select { call, .. } => call,
        }
    }

    /// True if it has asked for something, or has something to get rid of:
    /// somebody owes it a deed. Who waits for work is owed nothing.
    pub fn is_owed(&self) -> bool {
        match self {
            Reason::Receive { rule, .. } => rule.is_debt(),
            Reason::Send { .. } | Reason::Connect { .. } | Reason::Finish { .. } => true,
            Reason::Accept { .. } => false,
            Reason::Poll { sockets, .. } | Reason::Select { sockets, .. } => {
                sockets.iter().any(|polled| polled.writable)
            }
        }
    }

    /// The rule because of which it waits.
    pub fn rule(&self) -> Option<&Rule> {
        match self {
            Reason::Receive { rule, .. }
            | Reason::Send { rule, .. }
            | Reason::Accept { rule, .. }
            | Reason::Connect { rule, .. }
            | Reason::Finish { rule, .. } => Some(rule),
            Reason::Poll { .. } | Reason::Select { .. } => None,
        }
    }
}

impl super::Messaging {
    /// One line about the socket that a program holds, for its variables.
    pub fn summary(&self, handle: crate::python::Handle, network: &Network) -> Option<String> {
        let id = self.socket_of_handle(handle)?;
        let sockets = self.sockets(self.owner(id)?, network);
        sockets
            .into_iter()
            .find(|socket| socket.id == id)
            .map(|socket| socket.summary)
    }
}
