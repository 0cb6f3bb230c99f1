//! The cables as they are now, for whoever wants to change them.

use super::model::CableCard;
use crate::base::{CableId, ProcessId};
use crate::network::CableSpec;
use crate::trace;
use crate::world::World;

/// All cables in order of the scenario; none in the `messages` detail, whose
/// cables nobody can change.
pub fn cables(world: &World) -> Vec<CableCard> {
    let setup = world.setup();
    let Some(packets) = world.system().network().packets() else {
        return Vec::new();
    };
    let ends = setup.cables.iter().enumerate();
    let card = |(at, cable): (usize, &crate::network::CableEnds)| {
        let id = CableId(at as u32);
        let now = packets.cable(id, 0, world.now())?;
        let (a, b) = cable.between;
        let name = |host: crate::base::HostId| setup.hosts[host.index()].name.clone();
        Some(CableCard {
            id,
            ends: (name(a), name(b)),
            hosts: (a, b),
            up: now.up,
            latency: now.spec.latency,
            bandwidth: now.spec.bandwidth,
            loss_ppm: now.spec.loss_ppm,
            words: words(&now.spec, now.up),
        })
    };
    ends.filter_map(card).collect()
}

/// The cables on the way from one process to another, in order.
pub fn way(world: &World, from: ProcessId, to: ProcessId) -> Vec<CableId> {
    let processes = world.system().processes();
    let host = |process: ProcessId| processes.get(process.index()).map(|it| it.host);
    let (Some(from), Some(to)) = (host(from), host(to)) else {
        return Vec::new();
    };
    let path = world.system().network().topology().path(from, to);
    path.map_or_else(Vec::new, |path| path.cables)
}

fn words(spec: &CableSpec, up: bool) -> String {
    if !up {
        return "cut".to_owned();
    }
    let loss = match spec.loss_ppm {
        0 => String::new(),
        ppm => format!(", {} % loss", f64::from(ppm) / 10_000.0),
    };
    format!("{}, {}{loss}", spec.latency, trace::bits(spec.bandwidth))
}
