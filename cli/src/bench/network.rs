//! The packets detail in figures: frames a second, what idle hosts cost, many
//! connections, goodput under loss against theory.

use std::time::Instant;

use sim_core::base::{Agenda, HostId, Span, Time};
use sim_core::network::{
    Address, CableEnds, CableSpec, Congestion, Detail, End, Event, HostKind, HostSpec, Network,
    Notice, Outbox, Read, StreamOption,
};

/// A network and its clock.
struct Lab {
    network: Network,
    agenda: Agenda<Event>,
    now: Time,
    out: Outbox,
    events: u64,
}

fn host(name: String, kind: HostKind) -> HostSpec {
    HostSpec {
        name,
        kind,
        names: Vec::new(),
        routes: Vec::new(),
    }
}

fn cable(a: usize, b: usize, spec: &CableSpec) -> CableEnds {
    CableEnds {
        between: (HostId(a as u32), HostId(b as u32)),
        addresses: [None, None],
        spec: spec.clone(),
    }
}

/// 10 Gbit/s over a few metres.
fn fast() -> CableSpec {
    CableSpec {
        latency: Span::from_micros(10),
        bandwidth: 10_000_000_000,
        queue: 10_000,
        ..CableSpec::default()
    }
}

impl Lab {
    fn new(hosts: &[HostSpec], cables: &[CableEnds]) -> Lab {
        let out = Outbox {
            mute: true,
            ..Outbox::default()
        };
        Lab {
            network: Network::new(Detail::Packets, hosts, cables, &CableSpec::default(), 1),
            agenda: Agenda::default(),
            now: Time::ZERO,
            out,
            events: 0,
        }
    }

    fn with<R>(&mut self, work: impl FnOnce(&mut Network, Time, &mut Outbox) -> R) -> R {
        let result = work(&mut self.network, self.now, &mut self.out);
        for (at, event) in self.out.events.drain(..) {
            self.agenda.schedule(at, event);
        }
        self.out.facts.clear();
        result
    }

    /// Handles the next event; false if there is none.
    fn step(&mut self) -> bool {
        while let Some((at, event)) = self.agenda.pop() {
            if self.network.is_void(&event) {
                continue;
            }
            self.now = at;
            self.events += 1;
            self.with(|network, now, out| network.handle(now, event, out));
            return true;
        }
        false
    }

    fn listen(&mut self, host: usize) {
        let any = Address::Port([0, 0, 0, 0].into(), 80);
        let listened = self.with(|n, _, out| n.listen(HostId(host as u32), &any, out));
        listened.expect("a free port");
    }

    fn connect(&mut self, from: usize, to: usize) -> End {
        let there = self.network.topology().ip(HostId(to as u32));
        let to = Address::Port(there, 80);
        End::client(self.with(|n, now, out| n.connect(now, HostId(from as u32), &to, out)))
    }

    /// Writes `bytes` at each of `ends` and reads them at their peers.
    fn transfer(&mut self, ends: &[End], bytes: usize, set: &[StreamOption]) {
        let piece = vec![7u8; 256 << 10];
        let mut left = vec![bytes; ends.len()];
        let mut missing = bytes * ends.len();
        let place = |end: End| ends.iter().position(|it| it.connection == end.connection);
        while missing > 0 && self.step() {
            for notice in std::mem::take(&mut self.out.notices) {
                match notice {
                    Notice::Connected { connection } => {
                        let end = End::client(connection);
                        for option in set {
                            self.with(|n, now, out| n.set_option(now, end, *option, out));
                        }
                        let Some(at) = place(end) else { continue };
                        self.write(end, &piece, &mut left[at]);
                    }
                    // The formula is about receivers that acknowledge each segment.
                    Notice::Accepted { connection, .. } if !set.is_empty() => {
                        let (end, quick) = (End::server(connection), StreamOption::QuickAck(true));
                        self.with(|n, now, out| n.set_option(now, end, quick, out));
                    }
                    Notice::Writable { end } => {
                        let Some(at) = place(end) else { continue };
                        self.write(end, &piece, &mut left[at]);
                    }
                    Notice::Readable { end } => {
                        while let Read::Bytes { bytes, .. } =
                            self.with(|n, now, out| n.read(now, end, usize::MAX, out))
                        {
                            missing -= bytes.len();
                        }
                    }
                    _ => {}
                }
            }
        }
        assert_eq!(missing, 0, "everything arrives");
    }

    fn write(&mut self, end: End, piece: &[u8], left: &mut usize) {
        while *left > 0 {
            let part = &piece[..piece.len().min(*left)];
            let taken = self.with(|n, now, out| n.write(now, end, part, &[], out));
            *left -= taken;
            if taken < part.len() {
                return;
            }
        }
    }
}

/// Prints all of it.
pub fn print() {
    println!("\npackets detail, no facts kept (frame events a second, one core)");
    let (events, secs) = super::timed(|| bulk(64 << 20));
    let rate = events as f64 / secs / 1e6;
    println!("  64 MB over three hops and two routers  {events:>9} events  {rate:>6.2} M/s");
    println!("\ncost of an event beside idle hosts on the same switch");
    let mut first = None;
    for idle in [10, 1_000, 10_000] {
        let (nanos, _) = super::timed(|| beside(idle));
        let ratio = nanos / *first.get_or_insert(nanos);
        println!("  {idle:>6} idle hosts  {nanos:>6.0} ns  x {ratio:.2}");
    }
    let begin = Instant::now();
    let events = crowd(1_000, 100_000);
    let secs = begin.elapsed().as_secs_f64();
    print!("\n1,000 connections through one router, 100 kB each: {events} events, {secs:.1} s");
    println!(", {} MB at most", peak_megabytes());
    println!("\nReno's goodput (Mbit/s, 1 Gbit/s line) against 1.22 MSS / (RTT sqrt(p)) (Mathis)");
    for rtt in [20, 100] {
        for loss in [1_000, 10_000, 30_000, 50_000] {
            let goodput = lossy(rtt, loss);
            let rate = f64::from(loss) / 1e6;
            let theory = 1.22 * 1_460.0 * 8.0 / (rtt as f64 / 1e3) / rate.sqrt() / 1e6;
            let ratio = goodput / theory;
            println!(
                "  RTT {rtt:>3} ms, loss {:>4.1} %  {goodput:>7.2}  {theory:>7.2}  x {ratio:.2}",
                rate * 100.0
            );
        }
    }
}

fn bulk(bytes: usize) -> u64 {
    let kinds = [
        HostKind::Host,
        HostKind::Router,
        HostKind::Router,
        HostKind::Host,
    ];
    let hosts: Vec<_> = kinds
        .iter()
        .enumerate()
        .map(|(at, kind)| host(format!("h{at}"), *kind))
        .collect();
    let cables: Vec<_> = (0..3).map(|at| cable(at, at + 1, &fast())).collect();
    let mut lab = Lab::new(&hosts, &cables);
    lab.listen(3);
    let end = lab.connect(0, 3);
    lab.transfer(&[end], bytes, &[]);
    lab.events
}

/// Nanoseconds an event takes with so many hosts that do nothing. The switch's
/// one question to all of them is not counted.
fn beside(idle: usize) -> f64 {
    let mut hosts = vec![host("switch".into(), HostKind::Switch)];
    hosts.extend((0..idle + 2).map(|at| host(format!("h{at}"), HostKind::Host)));
    let cables: Vec<_> = (1..hosts.len()).map(|at| cable(at, 0, &fast())).collect();
    let mut lab = Lab::new(&hosts, &cables);
    lab.listen(2);
    let warm = lab.connect(1, 2);
    lab.transfer(&[warm], 1, &[]);
    let end = lab.connect(1, 2);
    let (before, begin) = (lab.events, Instant::now());
    lab.transfer(&[end], 16 << 20, &[]);
    begin.elapsed().as_nanos() as f64 / (lab.events - before) as f64
}

/// `count` hosts behind a router, each with a connection to one server.
fn crowd(count: usize, bytes: usize) -> u64 {
    let mut hosts = vec![
        host("server".into(), HostKind::Host),
        host("router".into(), HostKind::Router),
        host("switch".into(), HostKind::Switch),
    ];
    let mut cables = vec![cable(0, 1, &fast()), cable(1, 2, &fast())];
    for at in 0..count {
        hosts.push(host(format!("c{at}"), HostKind::Host));
        cables.push(cable(3 + at, 2, &fast()));
    }
    let mut lab = Lab::new(&hosts, &cables);
    lab.listen(0);
    let ends: Vec<End> = (0..count).map(|at| lab.connect(3 + at, 0)).collect();
    lab.transfer(&ends, bytes, &[]);
    lab.events
}

/// Mbit/s of 60 s' worth of data at theory's rate.
fn lossy(rtt: u64, loss_ppm: u32) -> f64 {
    let spec = CableSpec {
        latency: Span::from_micros(rtt * 1_000 / 2),
        bandwidth: 1_000_000_000,
        queue: 10_000,
        ..CableSpec::default()
    };
    let hosts = [0, 1].map(|at| host(format!("h{at}"), HostKind::Host));
    let mut lab = Lab::new(&hosts, &[cable(0, 1, &spec)]);
    lab.listen(1);
    let warm = lab.connect(0, 1);
    lab.transfer(&[warm], 1, &[]);
    // Only data gets lost, as in the formula.
    let change = sim_core::network::packets::CableChange {
        direction: Some(0),
        loss_ppm: Some(loss_ppm),
        ..Default::default()
    };
    let cable = sim_core::base::CableId(0);
    lab.with(|n, now, out| n.alter_cable(now, cable, &change, out));
    let end = lab.connect(0, 1);
    let set = [StreamOption::Congestion(Congestion::Reno)];
    let theory = 1.22 * 1_460.0 / (rtt as f64 / 1e3) / (f64::from(loss_ppm) / 1e6).sqrt();
    let bytes = (theory * 60.0) as usize;
    let begin = lab.now;
    lab.transfer(&[end], bytes, &set);
    bytes as f64 * 8.0 / lab.now.since(begin).as_secs_f64() / 1e6
}

/// The most memory that this process ever had, where the system tells.
fn peak_megabytes() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.map_or("an unknown number of".into(), |kb| (kb / 1_000).to_string())
}
