//! Who holds which port: the ports and paths of all hosts, bound, listening or
//! used by streams, with Linux's rules of which two may have one at once; and
//! the accept queues of those that listen.

use crate::base::Map;
use core::net::Ipv4Addr;
use std::collections::VecDeque;
use std::rc::Rc;

use super::port::{Address, ListenError, StreamOption};
use crate::base::{ConnectionId, HostId, ListenerId, Random};

/// Ports that Linux gives out by itself (`ip_local_port_range`).
const EPHEMERAL: std::ops::Range<u16> = 32_768..61_000;

/// Longest accept queue: Linux's `net.core.somaxconn`.
const MOST_BACKLOG: u32 = 4_096;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listeners {
    next: u32,
    all: Map<ListenerId, Listener>,
    ports: Map<(HostId, u16), PortUse>,
    paths: Map<(HostId, Rc<str>), ListenerId>,
    random: Random,
}

/// A bound port or path, listening or not.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listener {
    pub(super) host: HostId,
    pub(super) address: Address,
    /// SO_REUSEADDR, which its streams inherit.
    pub(super) reuse: bool,
    pub(super) mode: Mode,
    /// What its streams inherit.
    pub(super) options: Vec<StreamOption>,
}

/// What becomes of those who knock.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mode {
    /// Bound only: they are refused.
    Bound,
    /// They are handed over at once.
    Auto,
    /// They wait in the accept queue.
    Queue {
        backlog: u32,
        ready: VecDeque<ConnectionId>,
    },
}

/// Who uses one port of one host.
#[derive(Clone, Debug, Default, PartialEq)]
struct PortUse {
    bound: Vec<(Ipv4Addr, ListenerId)>,
    /// Streams with this local port, those in TIME_WAIT too.
    streams: u32,
    /// Those of them without SO_REUSEADDR.
    unshared: u32,
}

impl Listener {
    /// True if its accept queue is full as Linux counts: more than the backlog.
    pub(super) fn is_full(&self) -> bool {
        match &self.mode {
            Mode::Queue { backlog, ready } => ready.len() > *backlog as usize,
            Mode::Bound | Mode::Auto => false,
        }
    }

    pub(super) fn listens(&self) -> bool {
        self.mode != Mode::Bound
    }
}

impl Listeners {
    pub(super) fn new(seed: u64) -> Listeners {
        Listeners {
            next: 0,
            all: Map::new(),
            ports: Map::new(),
            paths: Map::new(),
            random: Random::new(seed, "network.port", 0),
        }
    }

    /// Binds a port or path. Two on one port clash if either has every
    /// interface or both have the same, unless both allow reuse and neither
    /// listens. Streams on the port clash unless all allow reuse. Port 0 asks
    /// for any free one.
    pub(super) fn open(
        &mut self,
        host: HostId,
        address: &Address,
        reuse: bool,
        mode: Mode,
    ) -> Result<(ListenerId, Address), ListenError> {
        let address = match address {
            Address::Port(ip, 0) => {
                Address::Port(*ip, self.free_port(host).ok_or(ListenError::InUse)?)
            }
            other => other.clone(),
        };
        let id = ListenerId(self.next);
        match &address {
            Address::Port(ip, port) => {
                if self.clashes(host, *ip, *port, reuse, mode != Mode::Bound, None) {
                    return Err(ListenError::InUse);
                }
                let there = self.ports.entry((host, *port)).or_default();
                there.bound.push((*ip, id));
            }
            Address::Path(path) => {
                let key = (host, path.clone());
                if self.paths.contains_key(&key) {
                    return Err(ListenError::InUse);
                }
                self.paths.insert(key, id);
            }
        }
        self.next += 1;
        let listener = Listener {
            host,
            address: address.clone(),
            reuse,
            mode,
            options: Vec::new(),
        };
        self.all.insert(id, listener);
        Ok((id, address))
    }

    /// A bound port begins to listen.
    pub(super) fn listen(&mut self, id: ListenerId, backlog: u32) -> Result<(), ListenError> {
        let listener = self.all.get(&id).ok_or(ListenError::Invalid)?;
        let (host, reuse) = (listener.host, listener.reuse);
        if let Address::Port(ip, port) = listener.address
            && self.clashes(host, ip, port, reuse, true, Some(id))
        {
            return Err(ListenError::InUse);
        }
        let backlog = backlog.min(MOST_BACKLOG);
        let listener = self.all.get_mut(&id).ok_or(ListenError::Invalid)?;
        match &mut listener.mode {
            // A second `listen` changes the backlog only.
            Mode::Queue { backlog: old, .. } => *old = backlog,
            Mode::Auto => return Err(ListenError::Invalid),
            Mode::Bound => {
                let ready = VecDeque::new();
                listener.mode = Mode::Queue { backlog, ready };
            }
        }
        Ok(())
    }

    fn clashes(
        &self,
        host: HostId,
        ip: Ipv4Addr,
        port: u16,
        reuse: bool,
        listening: bool,
        but: Option<ListenerId>,
    ) -> bool {
        let Some(there) = self.ports.get(&(host, port)) else {
            return false;
        };
        let overlaps =
            |other: Ipv4Addr| other == ip || other.is_unspecified() || ip.is_unspecified();
        let hinders = |(other, id): &(Ipv4Addr, ListenerId)| {
            let shared = self
                .all
                .get(id)
                .is_some_and(|listener| listener.reuse && !listener.listens());
            overlaps(*other) && Some(*id) != but && !(reuse && shared && !listening)
        };
        // A listener without reuse may begin to listen beside its own streams.
        let streams = but.is_none() && there.streams > 0 && (!reuse || there.unshared > 0);
        streams || there.bound.iter().any(hinders)
    }

    /// Removes a path from the file system; who listened there is no longer
    /// found, but goes on (as with `unlink`).
    pub(super) fn unlink(&mut self, host: HostId, path: &Rc<str>) {
        self.paths.remove(&(host, path.clone()));
    }

    /// Gives a port back; returns the streams that nobody will accept.
    pub(super) fn close(&mut self, id: ListenerId) -> Vec<ConnectionId> {
        let Some(listener) = self.all.remove(&id) else {
            return Vec::new();
        };
        // A path itself stays until it is unlinked; nobody answers there.
        if let Address::Port(_, port) = listener.address {
            let key = (listener.host, port);
            if let Some(there) = self.ports.get_mut(&key) {
                there.bound.retain(|(_, other)| *other != id);
            }
            self.forget_if_unused(key);
        }
        match listener.mode {
            Mode::Queue { ready, .. } => ready.into(),
            Mode::Bound | Mode::Auto => Vec::new(),
        }
    }

    /// A stream uses the port.
    pub(super) fn hold(&mut self, host: HostId, port: u16, reuse: bool) {
        let there = self.ports.entry((host, port)).or_default();
        there.streams += 1;
        there.unshared += u32::from(!reuse);
    }

    /// The stream is gone for good.
    pub(super) fn release(&mut self, host: HostId, port: u16, reuse: bool) {
        if let Some(there) = self.ports.get_mut(&(host, port)) {
            there.streams = there.streams.saturating_sub(1);
            there.unshared = there.unshared.saturating_sub(u32::from(!reuse));
        }
        self.forget_if_unused((host, port));
    }

    fn forget_if_unused(&mut self, key: (HostId, u16)) {
        let unused = |there: &PortUse| there.bound.is_empty() && there.streams == 0;
        if self.ports.get(&key).is_some_and(unused) {
            self.ports.remove(&key);
        }
    }

    pub(super) fn at(&self, id: ListenerId) -> Option<&Listener> {
        self.all.get(&id)
    }

    pub(super) fn at_mut(&mut self, id: ListenerId) -> Option<&mut Listener> {
        self.all.get_mut(&id)
    }

    /// Who hears a knock at `address`; the most specific address first.
    pub(super) fn find(&self, host: HostId, address: &Address) -> Option<ListenerId> {
        let id = match address {
            Address::Port(ip, port) => {
                let there = &self.ports.get(&(host, *port))?.bound;
                let hears = |wanted: Ipv4Addr| {
                    let found = there.iter().filter(|(other, _)| *other == wanted);
                    found.map(|(_, id)| *id).find(|id| {
                        let listener = self.all.get(id);
                        listener.is_some_and(Listener::listens)
                    })
                };
                hears(*ip).or_else(|| hears(Ipv4Addr::UNSPECIFIED))?
            }
            Address::Path(path) => *self.paths.get(&(host, path.clone()))?,
        };
        self.all.get(&id)?.listens().then_some(id)
    }

    /// Whether the path exists in the host's file system.
    pub(super) fn has_path(&self, host: HostId, path: &Rc<str>) -> bool {
        self.paths.contains_key(&(host, path.clone()))
    }

    /// How many streams wait in an accept queue.
    pub(super) fn waiting(&self, id: ListenerId) -> usize {
        match self.all.get(&id).map(|listener| &listener.mode) {
            Some(Mode::Queue { ready, .. }) => ready.len(),
            _ => 0,
        }
    }

    /// Takes the next stream out of an accept queue.
    pub(super) fn accept(&mut self, id: ListenerId) -> Option<ConnectionId> {
        match &mut self.all.get_mut(&id)?.mode {
            Mode::Queue { ready, .. } => ready.pop_front(),
            Mode::Bound | Mode::Auto => None,
        }
    }

    /// Takes a stream out of an accept queue before it was accepted.
    pub(super) fn withdraw(&mut self, id: ListenerId, connection: ConnectionId) {
        if let Some(listener) = self.all.get_mut(&id)
            && let Mode::Queue { ready, .. } = &mut listener.mode
        {
            ready.retain(|other| *other != connection);
        }
    }

    /// A port of the host that nobody uses, chosen at random.
    pub(super) fn free_port(&mut self, host: HostId) -> Option<u16> {
        let count = EPHEMERAL.end - EPHEMERAL.start;
        let first = self.random.below(u64::from(count)) as u16;
        (0..count)
            .map(|step| EPHEMERAL.start + (first + step) % count)
            .find(|port| !self.ports.contains_key(&(host, *port)))
    }
}
