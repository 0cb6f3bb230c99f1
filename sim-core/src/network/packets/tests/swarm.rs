//! Random networks, faults and traffic: whatever happens, no byte of a stream
//! is wrong, no frame vanishes without a record, and everything happens the
//! same way again, also from the middle on.

use super::lab::*;
use super::lossy::rough;
use crate::base::{CableId, HostId, Random, Span};
use crate::network::packets::CableChange;
use crate::network::*;

/// Switches and routers joined at random, with hosts on them.
fn network(random: &mut Random, seed: u64) -> (Lab, Vec<u32>) {
    let middle = 1 + random.below(4) as u32;
    let ends = 2 + random.below(5) as u32;
    let names: Vec<String> = (0..middle)
        .map(|at| format!("{}{at}", if random.below(2) == 0 { 's' } else { 'r' }))
        .chain((0..ends).map(|at| format!("h{at}")))
        .collect();
    let spec = |random: &mut Random| match random.below(3) {
        0 => rough(random),
        _ => CableSpec::default(),
    };
    let mut cables = Vec::new();
    for at in 1..middle {
        cables.push((at, random.below(u64::from(at)) as u32, spec(random)));
    }
    if middle > 2 && random.below(2) == 0 {
        cables.push((0, middle - 1, spec(random)));
    }
    for at in middle..middle + ends {
        cables.push((at, random.below(u64::from(middle)) as u32, spec(random)));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut lab = Lab::new(&names, &cables, seed);
    lab.mute = true;
    (lab, (middle..middle + ends).collect())
}

struct Traffic {
    from: End,
    sent: usize,
    got: Vec<u8>,
}

/// One random thing is done.
fn disturb(lab: &mut Lab, hosts: &[u32], traffic: &mut Vec<Traffic>, random: &mut Random) {
    let any = |random: &mut Random| hosts[random.below(hosts.len() as u64) as usize];
    match random.below(8) {
        0 | 1 => {
            let (from, to) = (any(random), any(random));
            let there = (lab.ip(to), 80);
            let id = lab.connect(from, there);
            traffic.push(Traffic {
                from: End::client(id),
                sent: 0,
                got: Vec::new(),
            });
        }
        2 => {
            let cable = random.below(lab.network.topology().cables().len() as u64) as u32;
            let change = CableChange {
                up: Some(random.below(3) > 0),
                ..CableChange::default()
            };
            lab.alter(cable, change);
        }
        3 => {
            let (from, to) = (HostId(any(random)), any(random));
            let socket = lab.network.datagram_open(from);
            let there = (lab.ip(to), 9);
            let data = pattern(random.below(5_000) as usize);
            // A full network or no way: an error is an answer, too.
            let _ =
                lab.with(|n, now, out| n.datagram_send(now, socket, Some(there), &data, None, out));
        }
        4 if !traffic.is_empty() => {
            let at = random.below(traffic.len() as u64) as usize;
            let end = traffic[at].from;
            match random.below(3) {
                0 => lab.abort(end),
                1 => lab.close(end),
                _ => lab.finish(end),
            }
        }
        _ => {
            for it in traffic.iter_mut() {
                let data = pattern(40_000);
                let rest = &data[it.sent.min(data.len())..];
                it.sent += lab.write(it.from, &rest[..rest.len().min(7_000)]);
            }
        }
    }
}

fn run(seed: u64) -> (Lab, u64) {
    let mut random = Random::new(seed, "test.swarm", 0);
    let (mut lab, hosts) = network(&mut random, seed);
    for host in &hosts {
        lab.listen(*host);
    }
    let mut traffic = Vec::new();
    let mut digest = 0u64;
    for _ in 0..60 {
        disturb(&mut lab, &hosts, &mut traffic, &mut random);
        lab.run(lab.now + Span::from_micros(random.below(400_000)));
        for it in &mut traffic {
            let bytes = lab.read_all(it.from.peer());
            it.got.extend_from_slice(&bytes);
            assert!(it.got.len() <= it.sent);
            assert!(
                pattern(40_000).starts_with(&it.got),
                "seed {seed}: wrong bytes"
            );
        }
        let packets = lab.network.packets().expect("packets");
        assert_eq!(packets.audit().map(|_| ()), Ok(()), "seed {seed}");
        let got: usize = traffic.iter().map(|it| it.got.len()).sum();
        digest = digest
            .wrapping_mul(31)
            .wrapping_add(got as u64 ^ lab.events);
    }
    for cable in 0..lab.network.topology().cables().len() {
        for side in 0..2 {
            let packets = lab.network.packets().expect("packets");
            assert!(
                packets
                    .cable(CableId(cable as u32), side, lab.now)
                    .is_some()
            );
        }
    }
    (lab, digest)
}

#[test]
fn random_networks_keep_their_promises() {
    let mut delivered = 0;
    for seed in 0..super::lossy::runs() {
        let (one, first) = run(seed);
        if seed % 10 == 0 {
            let (other, second) = run(seed);
            assert_eq!(first, second, "seed {seed}");
            assert!(one.network == other.network, "seed {seed}");
        }
        delivered += u64::from(first > 0);
    }
    assert!(delivered > 0);
}

#[test]
fn a_copy_goes_on_as_the_original() {
    for seed in 0..20 {
        let (mut lab, _) = run(seed);
        let mut copy = Lab {
            network: lab.network.clone(),
            agenda: lab.agenda.clone(),
            now: lab.now,
            notices: Vec::new(),
            facts: Vec::new(),
            events: 0,
            mute: true,
        };
        lab.run_for(10_000);
        copy.run_for(10_000);
        assert!(copy.network == lab.network, "seed {seed}");
        assert!(copy.agenda.len() == lab.agenda.len());
    }
}
