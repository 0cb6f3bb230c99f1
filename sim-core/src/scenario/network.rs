//! From `[link]`, `[host.*]` and `[[cable]]` to hosts and cables with every
//! default filled in. Not the network itself: nothing moves here.

use crate::base::Map;

use petgraph::unionfind::UnionFind;

use super::cable_addresses as addresses;
use super::fields::{Fields, Item, Name, Value};
use super::names::{check_alias, check_name};
use super::problems::{At, Problems, did_you_mean, nearest};
use super::processes::Plan;
use crate::base::CableId;
use crate::base::{HostId, Span};
use crate::network::packets::CableChange;
use crate::network::{CableEnds, CableSpec, HostKind, HostSpec};

/// The hosts and cables of a scenario.
pub struct Network {
    /// The hosts: those that run processes in order of the processes, then the
    /// other declared ones, then the default switch if there is one.
    pub hosts: Vec<HostSpec>,
    /// Places on the stage, parallel to `hosts`.
    pub places: Vec<Option<(f64, f64)>>,
    /// The cables.
    pub cables: Vec<CableEnds>,
    /// The first of the cables that lead to the default switch.
    star: usize,
    index: Map<String, HostId>,
}

/// The name of the switch that joins all hosts without cables of their own.
const DEFAULT_SWITCH: &str = "switch";

/// Most hosts that a file declares: one for each process it could have.
const HOSTS: usize = crate::base::limits::PROCESSES;

impl Network {
    /// The host of this name.
    pub fn host(&self, name: &str) -> Option<HostId> {
        self.index.get(name).copied()
    }

    /// The names of all hosts.
    pub fn names(&self) -> Vec<&str> {
        self.hosts.iter().map(|host| host.name.as_str()).collect()
    }

    /// The cables between two hosts.
    pub fn cables_between(&self, one: HostId, other: HostId) -> Vec<CableId> {
        let joins =
            |cable: &CableEnds| cable.between == (one, other) || cable.between == (other, one);
        let all = self.cables.iter().enumerate();
        all.filter(|(_, cable)| joins(cable))
            .map(|(at, _)| CableId(at as u32))
            .collect()
    }

    fn add(&mut self, name: &str, kind: HostKind, place: Option<(f64, f64)>) -> HostId {
        if let Some(id) = self.host(name) {
            return id;
        }
        let id = HostId(self.hosts.len() as u32);
        self.hosts.push(HostSpec {
            name: name.to_owned(),
            kind,
            names: Vec::new(),
            routes: Vec::new(),
        });
        self.places.push(place);
        self.index.insert(name.to_owned(), id);
        id
    }
}

/// Two programs on one machine: as quick as Linux's loopback is between two
/// processes, wide enough not to matter, and with its MTU.
pub fn loopback() -> CableSpec {
    CableSpec {
        latency: Span::from_micros(20),
        bandwidth: 10_000_000_000,
        mtu: 65_535,
        ..CableSpec::default()
    }
}

/// Builds the network of a scenario.
pub fn build(problems: &mut Problems<'_>, file: &Fields, plans: &[Plan<'_>]) -> Network {
    let mut network = Network {
        hosts: Vec::new(),
        places: Vec::new(),
        cables: Vec::new(),
        star: 0,
        index: Map::new(),
    };
    let declared = Declared::new(problems, file);
    add_process_hosts(problems, &mut network, &declared, plans);
    let busy = network.hosts.len();
    for name in &declared.in_order {
        let (kind, place) = declared.properties(&name.text);
        network.add(&name.text, kind, place);
    }
    add_aliases(problems, &mut network, file);
    let link = cable_spec(problems, file.table("link"), &CableSpec::default());
    add_cables(problems, &mut network, file, &link);
    warn_of_idle(problems, &network, file, busy);
    network.star = network.cables.len();
    add_star(&mut network, &link);
    addresses::check(problems, &network, file);
    addresses::add_routes(problems, &mut network, file);
    warn_of_islands(problems, &network, plans);
    network
}

/// The hosts that the file declares.
struct Declared<'f> {
    by_name: Map<&'f str, &'f Fields>,
    in_order: Vec<&'f Name>,
}

impl<'f> Declared<'f> {
    fn new(problems: &mut Problems<'_>, file: &'f Fields) -> Declared<'f> {
        let mut declared = Declared {
            by_name: Map::new(),
            in_order: Vec::new(),
        };
        for (name, item) in file.named("host") {
            let Some(fields) = item.table() else { continue };
            if declared.in_order.len() == HOSTS {
                let message = format!("more than {HOSTS} hosts");
                problems.error(name.at, "too-many", message, None);
                break;
            }
            if check_name(problems, name, "host") {
                declared.by_name.insert(&name.text, fields);
                declared.in_order.push(name);
            }
        }
        declared
    }

    fn properties(&self, name: &str) -> (HostKind, Option<(f64, f64)>) {
        let Some(fields) = self.by_name.get(name) else {
            return (HostKind::Host, None);
        };
        let kind = match fields.text("kind").map(|(kind, _)| kind) {
            Some("switch") => HostKind::Switch,
            Some("router") => HostKind::Router,
            _ => HostKind::Host,
        };
        let place = match fields.list("at") {
            [x, y] => ratio(x).zip(ratio(y)),
            _ => None,
        };
        (kind, place)
    }
}

fn ratio(item: &Item) -> Option<f64> {
    match item.value {
        Value::Ratio(ratio) => Some(ratio),
        _ => None,
    }
}

fn add_process_hosts(
    problems: &mut Problems<'_>,
    network: &mut Network,
    declared: &Declared<'_>,
    plans: &[Plan<'_>],
) {
    let own = plans.iter().filter(|plan| plan.host().is_none());
    let own: crate::base::Set<&str> = own
        .flat_map(|plan| plan.instances.iter().map(String::as_str))
        .collect();
    for plan in plans {
        let Some((host, at)) = plan.host() else {
            for name in &plan.instances {
                let (kind, place) = declared.properties(name);
                refuse_forwarder(problems, kind, name, plan.name.at);
                network.add(name, kind, place);
            }
            continue;
        };
        if !declared.by_name.contains_key(host) && !own.contains(host) {
            let known: Vec<&str> = declared.by_name.keys().chain(&own).copied().collect();
            undeclared_host(problems, host, at, &known);
            continue;
        }
        let (kind, place) = declared.properties(host);
        refuse_forwarder(problems, kind, host, at);
        network.add(host, kind, place);
    }
}

/// A process asks for a host that no table describes: a slip of a name, or the
/// table is to be written.
fn undeclared_host(problems: &mut Problems<'_>, name: &str, at: At, known: &[&str]) {
    let near = nearest(name, known.iter().copied());
    let shown: String = name.chars().take(40).collect();
    let message = format!("there is no host `{shown}`");
    let help = match near {
        Some(near) => format!("did you mean `{near}`? A new host needs a line `[host.{shown}]`"),
        None => format!("add a line `[host.{shown}]`: a host for several processes is declared"),
    };
    problems.error(at, "unknown-name", message, Some(help));
}

pub(super) fn unknown_host<'n>(
    problems: &mut Problems<'_>,
    name: &str,
    at: At,
    known: impl FnOnce() -> Vec<&'n str>,
) {
    let shown: String = name.chars().take(40).collect();
    let message = format!("there is no host `{shown}`");
    let help = match problems.is_full() {
        true => None,
        false => did_you_mean(name, &known()),
    };
    problems.error(at, "unknown-name", message, help);
}

fn refuse_forwarder(problems: &mut Problems<'_>, kind: HostKind, name: &str, at: At) {
    if kind != HostKind::Host {
        let message = format!("`{name}` is a switch or router, which runs no programs");
        let help = Some("give the process another host, or none for one of its own".into());
        problems.error(at, "bad-value", message, help);
    }
}

fn add_aliases(problems: &mut Problems<'_>, network: &mut Network, file: &Fields) {
    for (name, item) in file.named("host") {
        let Some((fields, host)) = item.table().zip(network.host(&name.text)) else {
            continue;
        };
        for (alias, target) in fields.named("names") {
            let Some(text) = target.text() else { continue };
            if !check_alias(problems, alias) {
                continue;
            }
            match network.host(text) {
                Some(_) => {
                    let pair = (alias.text.clone(), text.to_owned());
                    network.hosts[host.index()].names.push(pair);
                }
                None => unknown_host(problems, text, target.at, || network.names()),
            }
        }
    }
}

/// A cable's properties: what `fields` say, and `base` where they say nothing.
fn cable_spec(problems: &mut Problems<'_>, fields: Option<&Fields>, base: &CableSpec) -> CableSpec {
    let Some(fields) = fields else {
        return base.clone();
    };
    let whole = |key, base| fields.whole(key).map_or(base, |value| value as u32);
    let ppm = |key, base| fields.ppm(key).unwrap_or(base);
    let (latency, jitter) = latency(problems, fields).unwrap_or((base.latency, base.jitter));
    CableSpec {
        latency,
        jitter,
        bandwidth: fields.bandwidth("bandwidth").unwrap_or(base.bandwidth),
        loss_ppm: ppm("loss", base.loss_ppm),
        corrupt_ppm: ppm("corrupt", base.corrupt_ppm),
        duplicate_ppm: ppm("duplicate", base.duplicate_ppm),
        reorder_ppm: ppm("reorder", base.reorder_ppm),
        mtu: whole("mtu", base.mtu),
        queue: whole("queue", base.queue),
    }
}

/// `"1ms"`, or `{ mean = "5ms", jitter = "1ms" }`.
fn latency(problems: &mut Problems<'_>, fields: &Fields) -> Option<(Span, Span)> {
    let Some(varied) = fields.table("latency") else {
        return fields.span("latency").map(|span| (span, Span::ZERO));
    };
    let mean = varied.span("mean")?;
    let jitter = varied.span("jitter").unwrap_or(Span::ZERO);
    if jitter > mean {
        let message = "`jitter` is greater than `mean`: a latency cannot be negative".to_owned();
        let help = Some("for example: latency = { mean = \"5ms\", jitter = \"1ms\" }".into());
        problems.error(varied.at, "out-of-range", message, help);
    }
    Some((mean, jitter))
}

fn add_cables(problems: &mut Problems<'_>, network: &mut Network, file: &Fields, link: &CableSpec) {
    for fields in file.tables("cable") {
        let spec = cable_spec(problems, Some(fields), link);
        let [one, other] = fields.texts("between")[..] else {
            continue;
        };
        let ends = (
            cable_end(problems, network, one),
            cable_end(problems, network, other),
        );
        let (Some(a), Some(b)) = ends else { continue };
        if a == b {
            let message = format!("a cable cannot join `{}` with itself", one.0);
            problems.error(other.1, "bad-value", message, None);
            continue;
        }
        let addresses = addresses::given(problems, network, fields, (a, b));
        network.cables.push(CableEnds {
            between: (a, b),
            addresses,
            spec,
        });
    }
}

fn cable_end(
    problems: &mut Problems<'_>,
    network: &mut Network,
    (name, at): (&str, At),
) -> Option<HostId> {
    if let Some(id) = network.host(name) {
        return Some(id);
    }
    if name == DEFAULT_SWITCH {
        return Some(network.add(name, HostKind::Switch, None));
    }
    unknown_host(problems, name, at, || network.names());
    None
}

/// Joins every host that has no cable in the file to the default switch.
///
/// `[link]` describes the way between two processes as a reader thinks of it,
/// and on the default switch this way is two cables: each has half of the
/// latency and jitter, and the fault probabilities that give the link's when
/// two cables follow each other. Cables in the file have what they say.
fn add_star(network: &mut Network, link: &CableSpec) {
    let mut cabled = vec![false; network.hosts.len()];
    for cable in &network.cables {
        cabled[cable.between.0.index()] = true;
        cabled[cable.between.1.index()] = true;
    }
    let lonely = |(at, host): (usize, &HostSpec)| {
        (host.kind == HostKind::Host && !cabled[at]).then_some(HostId(at as u32))
    };
    let hosts: Vec<HostId> = network
        .hosts
        .iter()
        .enumerate()
        .filter_map(lonely)
        .collect();
    // The switch is there already if a cable of the file leads to it.
    let has_switch = network
        .host(DEFAULT_SWITCH)
        .is_some_and(|id| network.hosts[id.index()].kind == HostKind::Switch && cabled[id.index()]);
    if hosts.is_empty() || (hosts.len() == 1 && !has_switch) {
        return;
    }
    let switch = match has_switch {
        true => network.add(DEFAULT_SWITCH, HostKind::Switch, None),
        false => {
            let name = free_name(network);
            network.add(&name, HostKind::Switch, None)
        }
    };
    let spec = half(link);
    network
        .cables
        .extend(hosts.into_iter().map(|host| CableEnds {
            between: (host, switch),
            addresses: [None, None],
            spec: spec.clone(),
        }));
}

fn free_name(network: &Network) -> String {
    let mut name = DEFAULT_SWITCH.to_owned();
    let mut number = 2;
    while network.host(&name).is_some() {
        name = format!("{DEFAULT_SWITCH}-{number}");
        number += 1;
    }
    name
}

/// One of two equal cables that together are like `link`.
fn half(link: &CableSpec) -> CableSpec {
    CableSpec {
        latency: Span(link.latency.0 / 2),
        jitter: Span(link.jitter.0 / 2),
        loss_ppm: half_probability(link.loss_ppm),
        corrupt_ppm: half_probability(link.corrupt_ppm),
        duplicate_ppm: half_probability(link.duplicate_ppm),
        reorder_ppm: half_probability(link.reorder_ppm),
        ..link.clone()
    }
}

/// The probability that, taken twice, gives `ppm`: 1 - sqrt(1 - p). A square
/// root is exactly rounded everywhere, so this is the same on every machine.
fn half_probability(ppm: u32) -> u32 {
    let one = 1_000_000.0;
    let kept = libm::sqrt(1.0 - f64::from(ppm) / one);
    (one * (1.0 - kept)).round() as u32
}

/// A declared host that nothing runs on and no cable leads to is usually a
/// name that was written wrong.
fn warn_of_idle(problems: &mut Problems<'_>, network: &Network, file: &Fields, busy: usize) {
    let mut used = vec![false; network.hosts.len()];
    for cable in &network.cables {
        used[cable.between.0.index()] = true;
        used[cable.between.1.index()] = true;
    }
    for (name, _) in file.named("host") {
        let Some(id) = network.host(&name.text) else {
            continue;
        };
        if id.index() < busy || used[id.index()] {
            continue;
        }
        let message = format!(
            "no process runs on host `{}` and no cable leads to it",
            name.text
        );
        let names = || network.hosts[..busy].iter().map(|host| host.name.as_str());
        let help = match problems.is_full() {
            true => None,
            false => did_you_mean(&name.text, &names().collect::<Vec<_>>()),
        };
        problems.warning(name.at, "idle-host", message, help);
    }
}

/// Processes that no way of cables joins.
fn warn_of_islands(problems: &mut Problems<'_>, network: &Network, plans: &[Plan<'_>]) {
    let mut joined: UnionFind<usize> = UnionFind::new(network.hosts.len());
    for cable in &network.cables {
        joined.union(cable.between.0.index(), cable.between.1.index());
    }
    let host_of = |plan: &Plan<'_>| {
        let name = plan.host().map(|(host, _)| host);
        network.host(name.or(plan.instances.first().map(String::as_str))?)
    };
    let mut hosts = plans.iter().filter_map(|plan| Some((plan, host_of(plan)?)));
    let Some((_, first)) = hosts.next() else {
        return;
    };
    for (plan, host) in hosts {
        if !joined.equiv(first.index(), host.index()) {
            let (a, b) = (&network.hosts[first.index()], &network.hosts[host.index()]);
            let message = format!("no cable leads from host `{}` to host `{}`", a.name, b.name);
            let help = Some(format!(
                "hosts without cables of their own hang on a switch called `{DEFAULT_SWITCH}`, \
                 which a cable may lead to"
            ));
            problems.warning(plan.name.at, "unreachable", message, help);
        }
    }
}

/// What `set` changes, one change for each cable.
pub fn cable_changes(
    problems: &mut Problems<'_>,
    network: &Network,
    set: &Fields,
    cables: Option<Vec<CableId>>,
) -> Vec<(CableId, CableChange)> {
    let all = || (0..network.cables.len() as u32).map(CableId).collect();
    // On the default switch a value for all holds for the whole way, as in [link].
    let whole_way = cables.is_none();
    let (latency, jitter) = latency(problems, set).unzip();
    let number = |key| set.whole(key).map(|value| value as u32);
    let change = |cable: CableId| {
        let halved = whole_way && cable.index() >= network.star;
        let ppm = |key| match halved {
            true => set.ppm(key).map(half_probability),
            false => set.ppm(key),
        };
        let span = |span: Option<Span>| match halved {
            true => span.map(|span| Span(span.0 / 2)),
            false => span,
        };
        CableChange {
            direction: None,
            up: None,
            latency: span(latency),
            jitter: span(jitter),
            bandwidth: set.bandwidth("bandwidth"),
            loss_ppm: ppm("loss"),
            corrupt_ppm: ppm("corrupt"),
            duplicate_ppm: ppm("duplicate"),
            reorder_ppm: ppm("reorder"),
            mtu: number("mtu"),
            queue: number("queue"),
        }
    };
    let cables = cables.unwrap_or_else(all);
    cables.into_iter().map(|it| (it, change(it))).collect()
}
