//! Learning switches (IEEE 802.1D): a frame goes where its receiver was seen,
//! or out of every port. Circles of switches are opened once, as the spanning
//! tree protocol would (its messages are not sent), and again when a cable is
//! cut or mended.

use petgraph::unionfind::UnionFind;

use super::fact::{Drop, Way, WireFact};
use super::line::{Frame, Line, drop_frame, line_of};
use super::{Packets, wire};
use crate::base::{CableId, HostId, Span, Time};
use crate::network::Io;
use crate::network::spec::HostKind;
use crate::network::topology::Topology;

/// How long a card is remembered that says nothing (802.1D's default).
const AGING: Span = Span::from_secs(300);

/// Cards that a switch remembers: what small ones on the market do.
const ENTRIES: usize = 8_192;

/// Where a network card was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) mac: [u8; 6],
    pub(super) cable: CableId,
    pub(super) at: Time,
}

impl Packets {
    /// A frame has come to a switch over `cable`, whose end `side` is here.
    pub(super) fn switch_input(
        &mut self,
        switch: HostId,
        cable: CableId,
        side: u8,
        frame: Frame,
        io: &mut Io<'_>,
    ) {
        if self.lines[line_of(cable, side)].blocked {
            let way = Some(Way::Cable(cable, 1 - side));
            return drop_frame(&frame, switch, way, Drop::SamePort, io);
        }
        let Some((to, from)) = wire::macs(&frame.bytes) else {
            return drop_frame(&frame, switch, None, Drop::Malformed, io);
        };
        self.learn(switch, from, cable, io);
        let known = self.lookup(switch, to, io.now);
        match known {
            Some(there) if there == cable => {
                drop_frame(&frame, switch, None, Drop::SamePort, io);
            }
            Some(there) => {
                // Not by looking through the ports: there may be thousands.
                let first = io.topology.cables()[there.index()].between.0;
                self.transmit(there, u8::from(first != switch), frame, io);
            }
            None => self.flood(switch, cable, to, &frame, io),
        }
    }

    fn learn(&mut self, switch: HostId, mac: [u8; 6], cable: CableId, io: &mut Io<'_>) {
        let at = io.now;
        let table = &mut self.node(switch).seen;
        let seen = Seen { mac, cable, at };
        match table.binary_search_by_key(&mac, |seen| seen.mac) {
            Ok(place) if table[place].cable == cable => {
                table[place].at = at;
                return;
            }
            Ok(place) => table[place] = seen,
            Err(_) if table.len() >= ENTRIES => return,
            Err(place) => table.insert(place, seen),
        }
        io.out.wire(|| WireFact::Learnt { switch, mac, cable });
    }

    fn lookup(&mut self, switch: HostId, mac: [u8; 6], now: Time) -> Option<CableId> {
        let table = &mut self.node(switch).seen;
        let place = table.binary_search_by_key(&mac, |seen| seen.mac).ok()?;
        if now.since(table[place].at) > AGING {
            table.remove(place);
            return None;
        }
        Some(table[place].cable)
    }

    fn flood(
        &mut self,
        switch: HostId,
        from: CableId,
        mac: [u8; 6],
        frame: &Frame,
        io: &mut Io<'_>,
    ) {
        let topology = io.topology;
        let usable = |packets: &Packets, cable, side| {
            let line = &packets.lines[line_of(cable, side)];
            cable != from && line.up && !line.blocked
        };
        let all = topology.interfaces(switch);
        let ports = all.filter(|it| usable(self, it.cable, it.side)).count() as u32;
        let packet = frame.packet;
        io.out.wire(|| WireFact::Flooded {
            switch,
            packet,
            mac,
            ports,
        });
        for it in topology.interfaces(switch) {
            if usable(self, it.cable, it.side) {
                self.transmit(it.cable, it.side, frame.clone(), io);
            }
        }
    }
}

/// Blocks cables between switches that would close a circle; the quickest ones
/// are kept.
pub(super) fn span_tree(lines: &mut [Line], topology: &Topology) {
    let is_switch = |host| {
        topology
            .host(host)
            .is_some_and(|spec| spec.kind == HostKind::Switch)
    };
    let cables = topology.cables();
    let mut between: Vec<usize> = (0..cables.len())
        .filter(|at| is_switch(cables[*at].between.0) && is_switch(cables[*at].between.1))
        .collect();
    if between.len() < 2 {
        return;
    }
    between.sort_unstable_by_key(|at| (cables[*at].spec.latency, *at));
    let mut joined: UnionFind<usize> = UnionFind::new(topology.len());
    for at in between {
        let up = lines[at * 2].up && lines[at * 2 + 1].up;
        let (one, other) = cables[at].between;
        let useful = up && joined.union(one.index(), other.index());
        lines[at * 2].blocked = !useful;
        lines[at * 2 + 1].blocked = !useful;
    }
}
