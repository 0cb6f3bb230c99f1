//! A network with a clock, for tests: what it says is kept, and what must hold
//! in every run is checked in every run (frames are neither lost nor made
//! without a record).

use core::net::Ipv4Addr;

use crate::base::{Agenda, CableId, ConnectionId, HostId, ListenerId, Span, Time};
use crate::network::packets::{Drop, WireFact};
use crate::network::*;

pub(super) const MS: u64 = 1_000_000;

pub(super) struct Lab {
    pub(super) network: Network,
    pub(super) agenda: Agenda<Event>,
    pub(super) now: Time,
    pub(super) notices: Vec<(Time, Notice)>,
    pub(super) facts: Vec<(Time, Fact)>,
    pub(super) events: u64,
    pub(super) mute: bool,
}

/// A host, switch or router named in a test.
pub(super) fn host(name: &str) -> HostSpec {
    let kind = match name.chars().next() {
        Some('s') => HostKind::Switch,
        Some('r') => HostKind::Router,
        _ => HostKind::Host,
    };
    HostSpec {
        name: name.into(),
        kind,
        names: Vec::new(),
        routes: Vec::new(),
    }
}

pub(super) fn cable(a: u32, b: u32, spec: &CableSpec) -> CableEnds {
    CableEnds {
        between: (HostId(a), HostId(b)),
        addresses: [None, None],
        spec: spec.clone(),
    }
}

pub(super) fn loopback() -> CableSpec {
    CableSpec {
        latency: Span::from_micros(20),
        bandwidth: 10_000_000_000,
        mtu: 65_535,
        ..CableSpec::default()
    }
}

/// 5 ms, 8 Mbit/s: a byte takes a microsecond.
pub(super) fn slow() -> CableSpec {
    CableSpec {
        latency: Span::from_millis(5),
        bandwidth: 8_000_000,
        ..CableSpec::default()
    }
}

impl Lab {
    /// `names` beginning with `s` are switches, with `r` routers; cables by
    /// places in `names`.
    pub(super) fn new(names: &[&str], cables: &[(u32, u32, CableSpec)], seed: u64) -> Lab {
        let hosts: Vec<HostSpec> = names.iter().map(|name| host(name)).collect();
        let cables: Vec<CableEnds> = cables.iter().map(|(a, b, it)| cable(*a, *b, it)).collect();
        Lab::of(&hosts, &cables, Detail::Packets, seed)
    }

    pub(super) fn of(hosts: &[HostSpec], cables: &[CableEnds], detail: Detail, seed: u64) -> Lab {
        Lab {
            network: Network::new(detail, hosts, cables, &loopback(), seed),
            agenda: Agenda::default(),
            now: Time::ZERO,
            notices: Vec::new(),
            facts: Vec::new(),
            events: 0,
            mute: false,
        }
    }

    /// Two hosts and one cable.
    pub(super) fn pair(spec: &CableSpec, seed: u64) -> Lab {
        Lab::new(&["a", "b"], &[(0, 1, spec.clone())], seed)
    }

    pub(super) fn with<R>(&mut self, work: impl FnOnce(&mut Network, Time, &mut Outbox) -> R) -> R {
        let mut out = Outbox {
            mute: self.mute,
            ..Outbox::default()
        };
        let result = work(&mut self.network, self.now, &mut out);
        for (at, event) in out.events {
            assert!(at >= self.now, "an event in the past: {event:?}");
            self.agenda.schedule(at, event);
        }
        let now = self.now;
        self.notices
            .extend(out.notices.into_iter().map(|notice| (now, notice)));
        self.facts
            .extend(out.facts.into_iter().map(|fact| (now, fact)));
        result
    }

    /// Handles the next event that is not void; false if there is none until then.
    pub(super) fn step(&mut self, until: Time) -> bool {
        while self.agenda.next_time().is_some_and(|at| at <= until) {
            let Some((at, event)) = self.agenda.pop() else {
                return false;
            };
            if self.network.is_void(&event) {
                continue;
            }
            self.now = at;
            self.events += 1;
            self.with(|network, now, out| network.handle(now, event, out));
            return true;
        }
        self.now = self.now.max(until.min(Time::NEVER));
        false
    }

    pub(super) fn run(&mut self, until: Time) {
        while self.step(until) {}
        self.check_frames();
    }

    pub(super) fn run_for(&mut self, millis: u64) {
        self.run(self.now + Span::from_millis(millis));
    }

    /// Every frame given to a cable has arrived, was lost or cut off with a
    /// record, or is still on its way.
    #[track_caller]
    pub(super) fn check_frames(&self) {
        let packets = self.network.packets().expect("packets");
        let mut flying = 0;
        for cable in 0..self.network.topology().cables().len() {
            for side in 0..2 {
                let view = packets.cable(CableId(cable as u32), side, self.now);
                let counts = view.expect("a cable").counts;
                flying += counts.sent - counts.received - counts.lost - counts.cut;
            }
        }
        let there = packets.frames(self.network.topology());
        let on_cables = there.filter(|it| matches!(it.way, packets::Way::Cable(..)));
        assert_eq!(on_cables.count() as u64, flying);
    }

    pub(super) fn ip(&self, host: u32) -> Ipv4Addr {
        self.network.topology().ip(HostId(host))
    }

    /// Listens on port 80 of a host; streams are handed over at once.
    pub(super) fn listen(&mut self, host: u32) -> ListenerId {
        let any = Address::Port(Ipv4Addr::UNSPECIFIED, 80);
        let listened = self.with(|n, _, out| n.listen(HostId(host), &any, out));
        listened.expect("a free port").0
    }

    pub(super) fn connect(&mut self, from: u32, to: Spot) -> ConnectionId {
        let to = Address::Port(to.0, to.1);
        self.with(|n, now, out| n.connect(now, HostId(from), &to, out))
    }

    /// A stream from one host to port 80 of another, as both its ends.
    #[track_caller]
    pub(super) fn open(&mut self, from: u32, to: u32) -> (End, End) {
        self.listen(to);
        // On a bad cable three ARP questions, or all answers of a handshake, may
        // get lost: then once more.
        let id = (0..20).find_map(|_| self.try_open(from, (self.ip(to), 80)));
        let id = id.expect("a connection");
        self.notices.clear();
        (End::client(id), End::server(id))
    }

    fn try_open(&mut self, from: u32, to: Spot) -> Option<ConnectionId> {
        let id = self.connect(from, to);
        let accepted = |lab: &Lab| {
            let mut said = lab.notices.iter();
            said.any(
                |(_, it)| matches!(it, Notice::Accepted { connection, .. } if *connection == id),
            )
        };
        let deadline = self.now + Span::from_secs(300);
        while self.step(deadline) {
            if self.said(&Notice::Connected { connection: id }) && accepted(self) {
                return Some(id);
            }
        }
        self.abort(End::client(id));
        None
    }

    pub(super) fn said(&self, notice: &Notice) -> bool {
        self.notices.iter().any(|(_, said)| said == notice)
    }

    pub(super) fn write(&mut self, end: End, bytes: &[u8]) -> usize {
        self.with(|n, now, out| n.write(now, end, bytes, &[], out))
    }

    pub(super) fn write_tagged(&mut self, end: End, bytes: &[u8], tags: &[Tag]) -> usize {
        self.with(|n, now, out| n.write(now, end, bytes, tags, out))
    }

    pub(super) fn read(&mut self, end: End, most: usize) -> Read {
        self.with(|n, now, out| n.read(now, end, most, out))
    }

    /// Everything that can be read now.
    pub(super) fn read_all(&mut self, end: End) -> Vec<u8> {
        let mut all = Vec::new();
        while let Read::Bytes { bytes, .. } = self.read(end, usize::MAX) {
            all.extend_from_slice(&bytes);
        }
        all
    }

    pub(super) fn close(&mut self, end: End) {
        self.with(|n, now, out| n.close(now, end, out));
    }

    pub(super) fn finish(&mut self, end: End) {
        self.with(|n, now, out| n.finish(now, end, out));
    }

    pub(super) fn abort(&mut self, end: End) {
        self.with(|n, now, out| n.abort(now, end, out));
    }

    pub(super) fn option(&mut self, end: End, option: StreamOption) {
        self.with(|n, now, out| n.set_option(now, end, option, out));
    }

    pub(super) fn alter(&mut self, cable: u32, change: packets::CableChange) {
        let done = self.with(|n, now, out| n.alter_cable(now, CableId(cable), &change, out));
        assert!(done);
    }

    pub(super) fn state(&self, end: End) -> Option<packets::State> {
        let view = self
            .network
            .packets()
            .expect("packets")
            .connection_view(end);
        view.map(|view| view.tcp.state)
    }

    pub(super) fn wire(&self) -> impl Iterator<Item = (Time, &WireFact)> {
        self.facts.iter().filter_map(|(at, fact)| match fact {
            Fact::Wire(fact) => Some((*at, fact)),
            _ => None,
        })
    }

    pub(super) fn drops(&self) -> Vec<Drop> {
        let drops = self.wire().filter_map(|(_, fact)| match fact {
            WireFact::Dropped { why, .. } => Some(*why),
            _ => None,
        });
        drops.collect()
    }

    /// Writes all of `data` at `from` and reads it at `to`, as the notices say
    /// that it can be done; the time it took. Panics after an hour.
    #[track_caller]
    pub(super) fn transfer(&mut self, from: End, to: End, data: &[u8]) -> Span {
        let (begin, deadline) = (self.now, self.now + Span::from_secs(36_000));
        let mut written = self.write(from, data);
        let mut got = Vec::new();
        while got.len() < data.len() {
            assert!(
                self.step(deadline),
                "stuck at {} of {}",
                got.len(),
                data.len()
            );
            for (_, notice) in core::mem::take(&mut self.notices) {
                match notice {
                    Notice::Readable { end } if end == to => {
                        let bytes = self.read_all(to);
                        got.extend_from_slice(&bytes);
                    }
                    Notice::Writable { end } if end == from => {
                        written += self.write(from, &data[written..]);
                    }
                    Notice::Reset { end } => panic!("{end:?} broke"),
                    _ => {}
                }
            }
        }
        assert!(got == data, "bytes differ");
        self.now.since(begin)
    }
}

/// Bytes that no shift of themselves equals.
pub(super) fn pattern(length: usize) -> Vec<u8> {
    (0..length as u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect()
}
