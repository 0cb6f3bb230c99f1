//! Who is where and which way leads there: hosts with their names and IPv4
//! addresses, the cables between them, the quickest path from one to another.
//! It never changes during a run.

use crate::base::Map;
use core::net::Ipv4Addr;

use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::{EdgeFiltered, EdgeRef};

use super::addressing::{Addressing, Interface, Route};
use super::port::NameError;
use super::spec::{CableEnds, CableSpec, HostKind, HostSpec};
use crate::base::{CableId, HostId, Span};

/// The hosts and cables of a world.
#[derive(Clone, Debug)]
pub struct Topology {
    hosts: Vec<HostSpec>,
    cables: Vec<CableEnds>,
    loopback: CableSpec,
    /// Nodes are hosts in order, edge weights places in `cables`.
    graph: UnGraph<(), usize>,
    by_name: Map<String, HostId>,
    addressing: Addressing,
}

impl PartialEq for Topology {
    /// The rest is made from these.
    fn eq(&self, other: &Topology) -> bool {
        self.hosts == other.hosts && self.cables == other.cables && self.loopback == other.loopback
    }
}

/// The way from one host to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Sum of the cables' propagation delays.
    pub latency: Span,
    /// Sum of the cables' deviations.
    pub jitter: Span,
    /// Bits a second of the slowest cable.
    pub bandwidth: u64,
    /// The cables in order; empty within one host.
    pub cables: Vec<CableId>,
}

impl Topology {
    /// Cables whose ends are no hosts are left out.
    pub fn new(hosts: &[HostSpec], cables: &[CableEnds], loopback: &CableSpec) -> Topology {
        let exists = |host: HostId| host.index() < hosts.len();
        let cables: Vec<CableEnds> = cables
            .iter()
            .filter(|cable| exists(cable.between.0) && exists(cable.between.1))
            .cloned()
            .collect();
        let mut graph = UnGraph::with_capacity(hosts.len(), cables.len());
        for _ in hosts {
            graph.add_node(());
        }
        for (place, cable) in cables.iter().enumerate() {
            let (a, b) = cable.between;
            graph.add_edge(NodeIndex::new(a.index()), NodeIndex::new(b.index()), place);
        }
        let by_name = hosts
            .iter()
            .enumerate()
            .map(|(place, host)| (host.name.to_ascii_lowercase(), HostId(place as u32)))
            .collect();
        Topology {
            hosts: hosts.to_vec(),
            addressing: Addressing::new(hosts, &cables),
            cables,
            loopback: loopback.clone(),
            graph,
            by_name,
        }
    }

    /// How many hosts, switches and routers there are.
    pub fn len(&self) -> usize {
        self.hosts.len()
    }

    /// True if there is no host at all.
    pub fn is_empty(&self) -> bool {
        self.hosts.is_empty()
    }

    /// A host as the scenario describes it.
    pub fn host(&self, host: HostId) -> Option<&HostSpec> {
        self.hosts.get(host.index())
    }

    /// The cables, in order of their numbers.
    pub fn cables(&self) -> &[CableEnds] {
        &self.cables
    }

    /// The IPv4 address of a host's first interface; 0.0.0.0 for a switch.
    pub fn ip(&self, host: HostId) -> Ipv4Addr {
        let ip = self.addressing.ip(host);
        ip.unwrap_or(Ipv4Addr::UNSPECIFIED)
    }

    /// A host's interfaces, in order of its cables.
    pub fn interfaces(&self, host: HostId) -> impl Iterator<Item = &Interface> {
        let places = self.addressing.of_host(host).iter();
        places.map(|place| &self.addressing.interfaces()[*place as usize])
    }

    /// The interface at one end (0 or 1) of a cable.
    pub fn interface_at(&self, cable: CableId, side: u8) -> &Interface {
        &self.addressing.interfaces()[self.addressing.at_cable(cable, side) as usize]
    }

    /// A host's or router's routing table, longest prefix first.
    pub fn routes(&self, host: HostId) -> Vec<Route> {
        self.addressing.routes(host, &self.hosts, &self.cables)
    }

    /// An address that two interfaces have, and whose they are.
    pub fn clash(&self) -> Option<(Ipv4Addr, HostId, HostId)> {
        self.addressing.clash()
    }

    /// The address from which `host` sends to `to`.
    pub fn source_for(&self, host: HostId, to: Ipv4Addr) -> Ipv4Addr {
        if to.is_loopback() {
            return Ipv4Addr::LOCALHOST;
        }
        if self.host_of(host, to) == Some(host) {
            return to;
        }
        match self.addressing.of_host(host) {
            [] | [_] => self.ip(host),
            _ => {
                let routes = self.routes(host);
                let route = routes.iter().find(|route| route.contains(to));
                let place = route.and_then(|route| self.interfaces(host).nth(route.interface));
                place.and_then(|it| it.ip).unwrap_or(self.ip(host))
            }
        }
    }

    /// Whose interface `ip` is, as seen from `from`: 127.x.x.x and 0.0.0.0 are
    /// the host itself.
    pub fn host_of(&self, from: HostId, ip: Ipv4Addr) -> Option<HostId> {
        if ip.is_loopback() || ip.is_unspecified() {
            return Some(from);
        }
        self.addressing.owner(ip)
    }

    /// The address that `name` stands for on host `from`: first the names that
    /// this host alone uses, then `localhost`, then all hosts (names do not
    /// tell upper from lower case), then dotted addresses.
    pub fn resolve(&self, from: HostId, name: &str) -> Result<Ipv4Addr, NameError> {
        let alias = self.host(from).and_then(|spec| {
            let mut names = spec.names.iter();
            names.find(|(alias, _)| alias.eq_ignore_ascii_case(name))
        });
        let name = alias.map_or(name, |(_, host)| host.as_str());
        if alias.is_none() && name.eq_ignore_ascii_case("localhost") {
            return Ok(Ipv4Addr::LOCALHOST);
        }
        match self.by_name.get(&name.to_ascii_lowercase()) {
            Some(host) if self.hosts[host.index()].kind != HostKind::Switch => Ok(self.ip(*host)),
            _ => numbers(name).ok_or(NameError),
        }
    }

    /// The quickest way (least latency; among equals the one given first), if
    /// cables lead there. Hosts between do not forward; switches and routers do.
    pub fn path(&self, from: HostId, to: HostId) -> Option<Path> {
        if from == to {
            return Some(self.loopback_path());
        }
        let (start, goal) = (NodeIndex::new(from.index()), NodeIndex::new(to.index()));
        let passes = |node: NodeIndex| {
            node == start || node == goal || self.hosts[node.index()].kind != HostKind::Host
        };
        let usable = EdgeFiltered::from_fn(&self.graph, |edge| {
            passes(edge.source()) && passes(edge.target())
        });
        let latency = |place: &usize| self.cables[*place].spec.latency.0;
        // One nanosecond a hop: of two ways equally quick, the shorter.
        let cost = |place: &usize| latency(place).saturating_add(1);
        let (_, nodes) = astar(&usable, start, |n| n == goal, |e| cost(e.weight()), |_| 0)?;
        let hops = nodes.windows(2).filter_map(|pair| {
            let between = self.graph.edges_connecting(pair[0], pair[1]);
            between
                .map(|edge| *edge.weight())
                .min_by_key(|place| (latency(place), *place))
        });
        Some(self.along(hops))
    }

    fn along(&self, places: impl Iterator<Item = usize>) -> Path {
        let mut path = Path {
            latency: Span::ZERO,
            jitter: Span::ZERO,
            bandwidth: u64::MAX,
            cables: Vec::new(),
        };
        for place in places {
            let spec = &self.cables[place].spec;
            path.latency = path.latency + spec.latency;
            path.jitter = path.jitter + spec.jitter;
            path.bandwidth = path.bandwidth.min(spec.bandwidth.max(1));
            path.cables.push(CableId(place as u32));
        }
        path
    }

    fn loopback_path(&self) -> Path {
        Path {
            latency: self.loopback.latency,
            jitter: self.loopback.jitter,
            bandwidth: self.loopback.bandwidth.max(1),
            cables: Vec::new(),
        }
    }
}
/// An address of one to four numbers, as inet_aton(3) reads it: the last number
/// fills what the others leave. Not here: octal and hexadecimal numbers.
fn numbers(text: &str) -> Option<Ipv4Addr> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = text.split('.').collect();
    let (last, first) = parts.split_last()?;
    if first.len() > 3 || !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let mut bits = 0u32;
    for (at, part) in first.iter().enumerate() {
        bits |= u32::from(part.parse::<u8>().ok()?) << (24 - 8 * at);
    }
    let last: u32 = last.parse().ok()?;
    let room = 32 - 8 * first.len() as u32;
    (u64::from(last) >> room == 0).then(|| Ipv4Addr::from(bits | last))
}
