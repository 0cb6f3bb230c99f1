//! Unix domain sockets inside one host that need no stream of the network:
//! pairs, and sockets for datagrams. What is sent is in the other's inbox at
//! once; a full inbox makes the sender wait, nothing is lost.

use std::collections::VecDeque;
use std::rc::Rc;

use super::Sockets;
use super::errno::Errno;
use super::rule::Rule;
use super::socket::{Halt, Kind, State};
use crate::base::{HostId, MessageId};

/// `net.core.wmem_default`: kernel memory that one socket's unread data may take.
const SEND_BUFFER: usize = 212_992;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Local {
    pub(super) peer: Option<u32>,
    pub(super) path: Option<Rc<str>>,
    pub(super) inbox: VecDeque<Parcel>,
    held: usize,
    /// Nothing more will come.
    pub(super) ended: bool,
    /// The peer closed with data unread.
    pub(super) broken: bool,
}

/// What one send call wrote, or the rest of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parcel {
    pub(super) bytes: Rc<[u8]>,
    pub(super) message: MessageId,
    pub(super) label: Rc<str>,
    pub(super) from: Option<Rc<str>>,
    memory: usize,
}

impl Parcel {
    pub(super) fn new(
        bytes: &[u8],
        message: MessageId,
        label: Rc<str>,
        from: Option<Rc<str>>,
    ) -> Parcel {
        Parcel {
            bytes: bytes.into(),
            message,
            label,
            from,
            // What Linux counts: the buffer's size, a power of two with 320
            // bytes of bookkeeping in it, and 256 for its head.
            memory: (bytes.len() + 320).next_power_of_two().max(512) + 256,
        }
    }
}

impl Local {
    /// One of a pair.
    pub(super) fn of_pair(peer: u32) -> Local {
        Local {
            peer: Some(peer),
            ..Local::default()
        }
    }

    /// True if another parcel may come.
    pub(super) fn has_room(&self) -> bool {
        self.held < SEND_BUFFER
    }

    pub(super) fn fill(&self) -> usize {
        self.inbox.iter().map(|parcel| parcel.bytes.len()).sum()
    }

    pub(super) fn put(&mut self, parcel: Parcel) {
        self.held += parcel.memory;
        self.inbox.push_back(parcel);
    }

    /// Takes one parcel whole (what does not fit is gone), or, of a stream, at
    /// most `most` bytes of as many parcels as there are.
    pub(super) fn take(&mut self, kind: Kind, most: usize, peek: bool) -> Option<Taken> {
        let first = self.inbox.front()?;
        let mut taken = Taken {
            from: first.from.clone(),
            length: first.bytes.len(),
            ..Taken::default()
        };
        if kind != Kind::Stream {
            taken.bytes = first.bytes[..first.bytes.len().min(most)].to_vec();
            taken.complete.push(first.message);
            if !peek {
                self.pop();
            }
            return Some(taken);
        }
        for parcel in &self.inbox {
            let room = most - taken.bytes.len();
            taken.bytes.extend(parcel.bytes.iter().take(room));
        }
        if !peek {
            self.drop_bytes(&mut taken);
        }
        taken.length = taken.bytes.len();
        Some(taken)
    }

    fn drop_bytes(&mut self, taken: &mut Taken) {
        let mut rest = taken.bytes.len();
        while rest > 0
            && let Some(first) = self.inbox.front_mut()
        {
            if first.bytes.len() > rest {
                first.bytes = Rc::from(&first.bytes[rest..]);
                taken.cut = true;
                return;
            }
            rest -= first.bytes.len();
            taken.complete.push(first.message);
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(parcel) = self.inbox.pop_front() {
            self.held -= parcel.memory;
        }
    }
}

/// What was taken from a socket.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Taken {
    pub(super) bytes: Vec<u8>,
    /// Length of the datagram.
    pub(super) length: usize,
    pub(super) from: Option<Rc<str>>,
    pub(super) complete: Vec<MessageId>,
    /// The message after the complete ones was cut.
    pub(super) cut: bool,
}

impl Sockets {
    /// The socket of datagrams that has a path.
    pub(super) fn local_at(&self, host: HostId, path: &str) -> Option<u32> {
        self.all().find_map(|(number, socket)| match &socket.state {
            State::Local(local) if socket.host == host && local.path.as_deref() == Some(path) => {
                Some(number)
            }
            _ => None,
        })
    }

    /// Where a datagram to `path`, or to the peer, goes.
    pub(super) fn local_target(&self, number: u32, path: Option<&str>) -> Result<u32, Halt> {
        let Some(socket) = self.at(number) else {
            return Err(Halt::Errno(Errno::EBADF, Rule::Closed));
        };
        let State::Local(local) = &socket.state else {
            return Err(Halt::Errno(Errno::ENOTCONN, Rule::NotConnected));
        };
        match path {
            Some(path) => match self.local_at(socket.host, path) {
                Some(found) => Ok(found),
                None if self.has_path(socket.host, path) => {
                    Err(Halt::Errno(Errno::ECONNREFUSED, Rule::NobodyListens))
                }
                None => Err(Halt::Errno(Errno::ENOENT, Rule::NoSuchPath)),
            },
            None => match local.peer {
                Some(peer) if self.at(peer).is_some() => Ok(peer),
                Some(_) if socket.kind == Kind::Datagram => {
                    Err(Halt::Errno(Errno::ECONNREFUSED, Rule::NobodyListens))
                }
                Some(_) => Err(Halt::Errno(Errno::EPIPE, Rule::CannotWrite)),
                None => Err(Halt::Errno(Errno::ENOTCONN, Rule::NotConnected)),
            },
        }
    }
}
