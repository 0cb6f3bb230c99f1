//! Who is where and which way leads there: hosts with their names and IPv4
//! addresses, the cables between them, the quickest path from one to another.
//! It never changes during a run.

use crate::base::Map;
use core::net::Ipv4Addr;

use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::{EdgeFiltered, EdgeRef};

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

/// The network that all hosts are in: 10.0.0.0/8, the first host is 10.0.0.1.
const NETWORK: u32 = 0x0A00_0000;

impl Topology {
    /// Cables whose ends are no hosts are left out.
    pub fn new(hosts: &[HostSpec], cables: &[CableEnds], loopback: &CableSpec) -> Topology {
        let mut graph = UnGraph::with_capacity(hosts.len(), cables.len());
        for _ in hosts {
            graph.add_node(());
        }
        for (place, cable) in cables.iter().enumerate() {
            let (a, b) = cable.between;
            if a.index() < hosts.len() && b.index() < hosts.len() {
                graph.add_edge(NodeIndex::new(a.index()), NodeIndex::new(b.index()), place);
            }
        }
        let by_name = hosts
            .iter()
            .enumerate()
            .map(|(place, host)| (host.name.to_ascii_lowercase(), HostId(place as u32)))
            .collect();
        Topology {
            hosts: hosts.to_vec(),
            cables: cables.to_vec(),
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

    /// The IPv4 address of a host's interface.
    pub fn ip(&self, host: HostId) -> Ipv4Addr {
        Ipv4Addr::from(NETWORK + 1 + host.0)
    }

    /// Whose interface `ip` is, as seen from `from`: 127.x.x.x and 0.0.0.0 are
    /// the host itself.
    pub fn host_of(&self, from: HostId, ip: Ipv4Addr) -> Option<HostId> {
        if ip.is_loopback() || ip.is_unspecified() {
            return Some(from);
        }
        let place = u32::from(ip).checked_sub(NETWORK + 1)?;
        let spec = self.hosts.get(place as usize)?;
        (spec.kind != HostKind::Switch).then_some(HostId(place))
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
            _ => name.parse().map_err(|_| NameError),
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
