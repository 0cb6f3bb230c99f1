//! Addresses and routes that a scenario gives itself: read, and checked against
//! each other and against the computed ones.

use core::net::Ipv4Addr;

use super::fields::Fields;
use super::network::Network;
use super::problems::{At, Problems};
use crate::base::HostId;
use crate::network::{HostKind, Route, RouteSpec, Topology};

/// `192.168.1.7/24`: the address and the bits of its network.
fn with_prefix(text: &str) -> Option<(Ipv4Addr, u8)> {
    let (ip, prefix) = text.split_once('/')?;
    let prefix: u8 = prefix.parse().ok()?;
    Some((ip.parse().ok()?, prefix)).filter(|(_, prefix)| *prefix <= 32)
}

/// An address that a network card can have.
fn is_usable((ip, prefix): (Ipv4Addr, u8)) -> bool {
    let odd = ip.is_unspecified() || ip.is_loopback() || ip.is_multicast() || ip.is_broadcast();
    !odd && (1..=30).contains(&prefix)
}

/// The addresses of a cable's two ends.
pub fn given(
    problems: &mut Problems<'_>,
    network: &Network,
    cable: &Fields,
    ends: (HostId, HostId),
) -> [Option<(Ipv4Addr, u8)>; 2] {
    let mut found = [None, None];
    let texts = cable.texts("addresses");
    for (side, ((text, at), host)) in texts.into_iter().zip([ends.0, ends.1]).enumerate() {
        if text.is_empty() {
            continue;
        }
        let host = &network.hosts[host.index()];
        let address = with_prefix(text).filter(|address| is_usable(*address));
        if address.is_none() {
            let shown: String = text.chars().take(40).collect();
            let message = format!("`{shown}` is no address of a network card");
            let help = Some("for example: \"192.168.1.7/24\"".into());
            problems.error(at, "bad-value", message, help);
        } else if host.kind == HostKind::Switch {
            let message = format!("`{}` is a switch, which has no address", host.name);
            let help = Some("write \"\" for its end".into());
            problems.error(at, "bad-value", message, help);
        } else {
            found[side] = address;
        }
    }
    found
}

/// No address may be there twice, given or computed.
pub fn check(problems: &mut Problems<'_>, network: &Network, file: &Fields) {
    let mut addresses = file
        .tables("cable")
        .flat_map(|cable| cable.texts("addresses"));
    let Some((_, first)) = addresses.next() else {
        return;
    };
    let topology = Topology::new(&network.hosts, &network.cables, &super::network::loopback());
    let Some((ip, one, other)) = topology.clash() else {
        return;
    };
    let names = [one, other].map(|host| &network.hosts[host.index()].name);
    let at = addresses
        .find(|(text, _)| with_prefix(text).is_some_and(|(given, _)| given == ip))
        .map_or(first, |(_, at)| at);
    let message = format!(
        "`{}` and `{}` both have the address {ip}",
        names[0], names[1]
    );
    let help = Some("give every end of a cable an address of its own".into());
    problems.error(at, "name-clash", message, help);
}

/// Reads the routes that hosts have.
pub fn add_routes(problems: &mut Problems<'_>, network: &mut Network, file: &Fields) {
    let mut topology = None;
    for (name, item) in file.named("host") {
        let Some((fields, host)) = item.table().zip(network.host(&name.text)) else {
            continue;
        };
        for (to, via) in fields.named("routes") {
            let Some(text) = via.text() else { continue };
            let topology = topology.get_or_insert_with(|| {
                Topology::new(&network.hosts, &network.cables, &super::network::loopback())
            });
            let near = |ip: Ipv4Addr| {
                let own = topology.routes(host);
                // Without a cable no route is of use, and none is wrong.
                let on_cable = |route: &Route| route.via.is_none() && route.contains(ip);
                let own_address = topology.host_of(host, ip) == Some(host);
                own.is_empty() || !own_address && own.iter().any(on_cable)
            };
            let route = route(problems, (&to.text, to.at), (text, via.at), near);
            network.hosts[host.index()].routes.extend(route);
        }
    }
}

fn route(
    problems: &mut Problems<'_>,
    (to, to_at): (&str, At),
    (via, via_at): (&str, At),
    near: impl Fn(Ipv4Addr) -> bool,
) -> Option<RouteSpec> {
    let destination = match to {
        "default" => Some((Ipv4Addr::UNSPECIFIED, 0)),
        to => with_prefix(to),
    };
    let Some((network, prefix)) = destination else {
        let shown: String = to.chars().take(40).collect();
        let message = format!("`{shown}` is no network");
        let help = Some("for example: \"10.0.3.0/24\", or \"default\"".into());
        problems.error(to_at, "bad-value", message, help);
        return None;
    };
    let Some(via) = via.parse().ok().filter(|via| near(*via)) else {
        let shown: String = via.chars().take(40).collect();
        let message = format!("`{shown}` is no address on a network that the host is in");
        let help = Some("a route leads to a router that is one hop away".into());
        problems.error(via_at, "bad-value", message, help);
        return None;
    };
    Some(RouteSpec {
        network,
        prefix,
        via,
    })
}
