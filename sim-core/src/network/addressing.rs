//! Addresses and routes: which interface of which host has which IPv4 and MAC
//! address, and which way a packet takes. Made once from the hosts and cables.
//!
//! A subnet is what switches and cables join without a router between. With
//! one subnet and one cable a host all hosts are in 10.0.0.0/8, the first is
//! 10.0.0.1. With several, the first is 10.0.1.0/24, the second 10.0.2.0/24,
//! and so on (or 10.1.0.0/16, 10.2.0.0/16, ... if one has more than 254
//! interfaces). A cable's `addresses` come before all that.

use core::cmp::Reverse;
use core::net::Ipv4Addr;
use std::collections::BinaryHeap;

use petgraph::unionfind::UnionFind;
use serde::Serialize;

use super::spec::{CableEnds, HostKind, HostSpec};
use crate::base::{CableId, HostId};

/// Where a cable ends at a host or router: a network card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Interface {
    /// Whose.
    pub host: HostId,
    /// Its cable.
    pub cable: CableId,
    /// Which end of the cable: 0 or 1.
    pub side: u8,
    /// Its address; `None` at a switch.
    pub ip: Option<Ipv4Addr>,
    /// How many bits of the address name the network.
    pub prefix: u8,
    /// Its MAC address.
    pub mac: [u8; 6],
}

/// One line of a routing table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Route {
    /// The network that it leads to.
    pub network: Ipv4Addr,
    /// Bits of `network` that count.
    pub prefix: u8,
    /// The router that packets are handed to; `None`: the network is right here.
    pub via: Option<Ipv4Addr>,
    /// Which of the host's interfaces they leave by, counted from 0.
    pub interface: usize,
}

/// The network that computed addresses are in.
const NETWORK: u32 = 0x0A00_0000;

#[derive(Clone, Debug, Default)]
pub(super) struct Addressing {
    interfaces: Vec<Interface>,
    /// Places in `interfaces`, by host.
    of_host: Vec<Vec<u32>>,
    /// Places in `interfaces`, by cable and side.
    of_cable: Vec<[u32; 2]>,
    /// The subnet of each interface.
    subnets: Vec<u32>,
    /// (address, place in `interfaces`), sorted.
    by_ip: Vec<(Ipv4Addr, u32)>,
    /// Addresses of hosts without a cable.
    lonely: Vec<Option<Ipv4Addr>>,
}

impl Addressing {
    pub(super) fn new(hosts: &[HostSpec], cables: &[CableEnds]) -> Addressing {
        let mut made = Addressing {
            of_host: vec![Vec::new(); hosts.len()],
            ..Addressing::default()
        };
        for (at, cable) in cables.iter().enumerate() {
            let ends = [cable.between.0, cable.between.1];
            let places = [0, 1].map(|side| made.add(at, side, ends[side as usize]));
            made.of_cable.push(places);
        }
        made.find_subnets(hosts);
        made.number(hosts, cables);
        made
    }

    fn add(&mut self, cable: usize, side: u8, host: HostId) -> u32 {
        let place = self.interfaces.len() as u32;
        let number = self.of_host[host.index()].len() as u16;
        let ([h1, h0], [n1, n0]) = ((host.0 as u16 + 1).to_be_bytes(), number.to_be_bytes());
        self.of_host[host.index()].push(place);
        self.interfaces.push(Interface {
            host,
            cable: CableId(cable as u32),
            side,
            ip: None,
            prefix: 8,
            // The second bit of the first byte: locally administered.
            mac: [0x02, 0, h1, h0, n1, n0],
        });
        place
    }

    fn find_subnets(&mut self, hosts: &[HostSpec]) {
        let mut joined: UnionFind<usize> = UnionFind::new(self.interfaces.len());
        for [one, other] in &self.of_cable {
            joined.union(*one as usize, *other as usize);
        }
        for (host, places) in self.of_host.iter().enumerate() {
            if hosts[host].kind == HostKind::Switch {
                for pair in places.windows(2) {
                    joined.union(pair[0] as usize, pair[1] as usize);
                }
            }
        }
        // Numbered in order of their first interface.
        let mut names: Vec<Option<u32>> = vec![None; self.interfaces.len()];
        let mut count = 0;
        for place in 0..self.interfaces.len() {
            let root = joined.find(place);
            let name = *names[root].get_or_insert_with(|| {
                count += 1;
                count - 1
            });
            self.subnets.push(name);
        }
    }

    fn number(&mut self, hosts: &[HostSpec], cables: &[CableEnds]) {
        let count = self
            .subnets
            .iter()
            .max()
            .map_or(0, |last| *last as usize + 1);
        let single = |places: &Vec<u32>| places.len() <= 1;
        let switch = |host: usize| hosts[host].kind == HostKind::Switch;
        let ends = (0..hosts.len()).filter(|host| !switch(*host));
        let flat = count <= 1 && ends.clone().all(|host| single(&self.of_host[host]));
        let mut used = vec![0u32; count];
        for (place, interface) in self.interfaces.iter().enumerate() {
            used[self.subnets[place] as usize] += u32::from(!switch(interface.host.index()));
        }
        let wide = used.iter().any(|used| *used > 254);
        let mut next = vec![0u32; count];
        for place in 0..self.interfaces.len() {
            let host = self.interfaces[place].host;
            if switch(host.index()) {
                continue;
            }
            let subnet = self.subnets[place];
            next[subnet as usize] += 1;
            let (ip, prefix) = match (flat, wide) {
                (true, _) => (NETWORK + 1 + host.0, 8),
                (false, false) => (NETWORK + ((subnet + 1) << 8) + next[subnet as usize], 24),
                (false, true) => (NETWORK + ((subnet + 1) << 16) + next[subnet as usize], 16),
            };
            let interface = &mut self.interfaces[place];
            let given = cables[interface.cable.index()].addresses[interface.side as usize];
            let (ip, prefix) = given.unwrap_or((Ipv4Addr::from(ip), prefix));
            (interface.ip, interface.prefix) = (Some(ip), prefix);
        }
        self.lonely = (0..hosts.len())
            .map(|host| {
                let alone = self.of_host[host].is_empty() && !switch(host);
                // Flat: among the others; else far away from all subnets.
                let base = if flat { NETWORK } else { NETWORK + 0xFF_0000 };
                alone.then(|| Ipv4Addr::from(base + 1 + host as u32))
            })
            .collect();
        let addressed = self.interfaces.iter().enumerate();
        self.by_ip = addressed
            .filter_map(|(place, interface)| Some((interface.ip?, place as u32)))
            .collect();
        self.by_ip.sort_unstable();
    }

    pub(super) fn interfaces(&self) -> &[Interface] {
        &self.interfaces
    }

    /// The places of a host's interfaces, in order of the cables.
    pub(super) fn of_host(&self, host: HostId) -> &[u32] {
        self.of_host.get(host.index()).map_or(&[], Vec::as_slice)
    }

    /// The interface at one end of a cable.
    pub(super) fn at_cable(&self, cable: CableId, side: u8) -> u32 {
        self.of_cable[cable.index()][side as usize]
    }

    /// A host's first address.
    pub(super) fn ip(&self, host: HostId) -> Option<Ipv4Addr> {
        match self.of_host(host).first() {
            Some(place) => self.interfaces[*place as usize].ip,
            None => self.lonely.get(host.index()).copied().flatten(),
        }
    }

    /// Who has an address.
    pub(super) fn owner(&self, ip: Ipv4Addr) -> Option<HostId> {
        let found = self.by_ip.binary_search_by_key(&ip, |(ip, _)| *ip);
        match found {
            Ok(at) => Some(self.interfaces[self.by_ip[at].1 as usize].host),
            Err(_) => {
                let lonely = self.lonely.iter().position(|alone| *alone == Some(ip));
                lonely.map(|at| HostId(at as u32))
            }
        }
    }

    /// An address that two interfaces have, and whose they are.
    pub(super) fn clash(&self) -> Option<(Ipv4Addr, HostId, HostId)> {
        let pair = self.by_ip.windows(2).find(|pair| pair[0].0 == pair[1].0)?;
        let host = |place: u32| self.interfaces[place as usize].host;
        Some((pair[0].0, host(pair[0].1), host(pair[1].1)))
    }

    /// The routing table of a host or router: its own networks, then the given
    /// routes, then the quickest way to each other subnet; longest prefix first.
    pub(super) fn routes(
        &self,
        host: HostId,
        hosts: &[HostSpec],
        cables: &[CableEnds],
    ) -> Vec<Route> {
        let own = self.of_host(host);
        let here = own.iter().enumerate().filter_map(|(number, place)| {
            let interface = &self.interfaces[*place as usize];
            Some(Route {
                network: masked(interface.ip?, interface.prefix),
                prefix: interface.prefix,
                via: None,
                interface: number,
            })
        });
        let mut routes: Vec<Route> = here.collect();
        let given = hosts[host.index()].routes.iter().filter_map(|route| {
            let reaches = |near: &Route| near.via.is_none() && near.contains(route.via);
            let interface = routes.iter().find(|near| reaches(near))?.interface;
            Some(Route {
                network: masked(route.network, route.prefix),
                prefix: route.prefix,
                via: Some(route.via),
                interface,
            })
        });
        let given: Vec<Route> = given.collect();
        routes.extend(given);
        self.add_computed(host, hosts, cables, &mut routes);
        // Stable: among equals the nearer, then the given, then the computed.
        routes.sort_by_key(|route| Reverse(route.prefix));
        routes
    }

    /// Dijkstra over interfaces: a packet goes over cables, through switches
    /// and, unless it is the first, through routers.
    fn add_computed(
        &self,
        from: HostId,
        hosts: &[HostSpec],
        cables: &[CableEnds],
        routes: &mut Vec<Route>,
    ) {
        let mut best: Vec<u64> = vec![u64::MAX; hosts.len()];
        let mut seen = vec![false; self.subnets.iter().max().map_or(0, |m| *m as usize + 1)];
        for place in self.of_host(from) {
            seen[self.subnets[*place as usize] as usize] = true;
        }
        // (cost, host, own interface, place of the first router's interface).
        let mut open = BinaryHeap::from([Reverse((0u64, from.0, u32::MAX, u32::MAX))]);
        best[from.index()] = 0;
        while let Some(Reverse((cost, host, first, via))) = open.pop() {
            if cost > best[host as usize] {
                continue;
            }
            let kind = hosts[host as usize].kind;
            if host != from.0 && kind == HostKind::Host {
                continue;
            }
            for (number, place) in self.of_host(HostId(host)).iter().enumerate() {
                let subnet = self.subnets[*place as usize] as usize;
                if via != u32::MAX && kind == HostKind::Router && !seen[subnet] {
                    seen[subnet] = true;
                    let near = &self.interfaces[*place as usize];
                    let Some(ip) = near.ip else { continue };
                    routes.push(Route {
                        network: masked(ip, near.prefix),
                        prefix: near.prefix,
                        via: self.interfaces[via as usize].ip,
                        interface: first as usize,
                    });
                }
                let there = self.other_end(*place);
                let next = self.interfaces[there as usize].host;
                let latency = cables[self.interfaces[*place as usize].cable.index()]
                    .spec
                    .latency;
                let cost = cost.saturating_add(latency.0).saturating_add(1);
                if cost < best[next.index()] {
                    best[next.index()] = cost;
                    let first = if host == from.0 { number as u32 } else { first };
                    let routed = hosts[next.index()].kind == HostKind::Router;
                    let via = if via == u32::MAX && routed {
                        there
                    } else {
                        via
                    };
                    open.push(Reverse((cost, next.0, first, via)));
                }
            }
        }
    }

    /// The interface at the other end of an interface's cable.
    pub(super) fn other_end(&self, place: u32) -> u32 {
        let interface = &self.interfaces[place as usize];
        self.of_cable[interface.cable.index()][1 - interface.side as usize]
    }
}

impl Route {
    /// Whether an address is in the network that the route leads to.
    pub fn contains(&self, ip: Ipv4Addr) -> bool {
        masked(ip, self.prefix) == self.network
    }
}

/// The network part of an address.
pub(super) fn masked(ip: Ipv4Addr, prefix: u8) -> Ipv4Addr {
    let mask = match prefix {
        0 => 0,
        bits => u32::MAX << (32 - u32::from(bits.min(32))),
    };
    Ipv4Addr::from(u32::from(ip) & mask)
}
