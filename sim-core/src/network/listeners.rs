//! Who listens where: the ports and paths of all hosts, with Linux's rule of
//! which two may not listen at once.

use crate::base::Map;
use core::net::Ipv4Addr;
use std::rc::Rc;

use super::port::{Address, ListenError};
use crate::base::{HostId, ListenerId, Random};

/// Ports that Linux gives out by itself (`ip_local_port_range`).
const EPHEMERAL: std::ops::Range<u16> = 32_768..61_000;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listeners {
    next: u32,
    all: Map<ListenerId, (HostId, Address)>,
    ports: Map<(HostId, u16), Vec<(Ipv4Addr, ListenerId)>>,
    paths: Map<(HostId, Rc<str>), ListenerId>,
    random: Random,
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

    /// A new listener. Two on one port clash if either has every interface or
    /// both have the same. Port 0 asks for any free one.
    pub(super) fn open(
        &mut self,
        host: HostId,
        address: &Address,
    ) -> Result<(ListenerId, Address), ListenError> {
        let address = match address {
            Address::Port(ip, 0) => Address::Port(*ip, self.free_port(host)?),
            other => other.clone(),
        };
        let id = ListenerId(self.next);
        match &address {
            Address::Port(ip, port) => {
                let there = self.ports.entry((host, *port)).or_default();
                let clashes =
                    |other: Ipv4Addr| other == *ip || other.is_unspecified() || ip.is_unspecified();
                if there.iter().any(|(other, _)| clashes(*other)) {
                    return Err(ListenError::InUse);
                }
                there.push((*ip, id));
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
        self.all.insert(id, (host, address.clone()));
        Ok((id, address))
    }

    /// Removes a path from the file system; who listened there is no longer
    /// found, but goes on (as with `unlink`).
    pub(super) fn unlink(&mut self, host: HostId, path: &Rc<str>) {
        self.paths.remove(&(host, path.clone()));
    }

    pub(super) fn close(&mut self, id: ListenerId) {
        let Some((host, address)) = self.all.remove(&id) else {
            return;
        };
        match address {
            Address::Port(_, port) => {
                if let Some(there) = self.ports.get_mut(&(host, port)) {
                    there.retain(|(_, other)| *other != id);
                    if there.is_empty() {
                        self.ports.remove(&(host, port));
                    }
                }
            }
            // The path itself stays until it is unlinked; nobody answers there.
            Address::Path(_) => {}
        }
    }

    /// Who hears a knock at `address`.
    pub(super) fn find(&self, host: HostId, address: &Address) -> Option<ListenerId> {
        let id = match address {
            Address::Port(ip, port) => {
                let there = self.ports.get(&(host, *port))?;
                let hears = |other: Ipv4Addr| other.is_unspecified() || other == *ip;
                there.iter().find(|(other, _)| hears(*other))?.1
            }
            Address::Path(path) => *self.paths.get(&(host, path.clone()))?,
        };
        self.all.contains_key(&id).then_some(id)
    }

    /// Whether the path exists in the host's file system.
    pub(super) fn has_path(&self, host: HostId, path: &Rc<str>) -> bool {
        self.paths.contains_key(&(host, path.clone()))
    }

    fn free_port(&mut self, host: HostId) -> Result<u16, ListenError> {
        let count = EPHEMERAL.end - EPHEMERAL.start;
        let first = self.random.below(u64::from(count)) as u16;
        (0..count)
            .map(|step| EPHEMERAL.start + (first + step) % count)
            .find(|port| !self.ports.contains_key(&(host, *port)))
            .ok_or(ListenError::InUse)
    }
}
