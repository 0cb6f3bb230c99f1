//! Streams over small networks: times, order, bounds, farewells, names.

use core::net::Ipv4Addr;
use std::rc::Rc;

use super::*;
use crate::base::{Agenda, CableId, ListenerId, MessageId, Span};

/// A network, its clock, and what it said.
struct Pair {
    network: Network,
    agenda: Agenda<Event>,
    now: Time,
    notices: Vec<(Time, Notice)>,
}

const MS: u64 = 1_000_000;

fn host(name: &str, kind: HostKind) -> HostSpec {
    HostSpec {
        name: name.into(),
        kind,
        names: Vec::new(),
        routes: Vec::new(),
    }
}

fn cable(a: u32, b: u32, millis: u64, bandwidth: u64) -> CableEnds {
    CableEnds {
        between: (HostId(a), HostId(b)),
        addresses: [None, None],
        spec: CableSpec {
            latency: Span::from_millis(millis),
            bandwidth,
            ..CableSpec::default()
        },
    }
}

fn loopback() -> CableSpec {
    CableSpec {
        latency: Span::from_micros(10),
        ..CableSpec::default()
    }
}

/// `a` and `b` with one cable of 5 ms and 8 Mbit/s: a byte takes 1 µs.
fn pair() -> Pair {
    let hosts = [host("a", HostKind::Host), host("b", HostKind::Host)];
    let cables = [cable(0, 1, 5, 8_000_000)];
    Pair {
        network: Network::new(Detail::Messages, &hosts, &cables, &loopback(), 1),
        agenda: Agenda::default(),
        now: Time::ZERO,
        notices: Vec::new(),
    }
}

impl Pair {
    fn with<R>(&mut self, work: impl FnOnce(&mut Network, Time, &mut Outbox) -> R) -> R {
        let mut out = Outbox::default();
        let result = work(&mut self.network, self.now, &mut out);
        for (at, event) in out.events {
            assert!(at >= self.now);
            self.agenda.schedule(at, event);
        }
        let now = self.now;
        self.notices
            .extend(out.notices.into_iter().map(|notice| (now, notice)));
        result
    }

    fn run(&mut self, until: Time) {
        while self.agenda.next_time().is_some_and(|at| at <= until) {
            let Some((at, event)) = self.agenda.pop() else {
                return;
            };
            self.now = at;
            self.with(|network, now, out| network.handle(now, event, out));
        }
        self.now = until;
    }

    fn listen(&mut self, address: Address) {
        let listened = self.with(|n, _, out| n.listen(HostId(1), &address, out));
        assert_eq!(listened.map(|(_, there)| there), Ok(address));
    }

    /// A stream from a to port 80 of b, as both its ends.
    fn open(&mut self) -> (End, End) {
        self.listen(Address::Port(Ipv4Addr::UNSPECIFIED, 80));
        let to = Address::Port(Ipv4Addr::new(10, 0, 0, 2), 80);
        let connection = self.with(|n, now, out| n.connect(now, HostId(0), &to, out));
        self.run(self.now + Span::from_millis(10));
        self.notices.clear();
        (End::client(connection), End::server(connection))
    }

    fn write(&mut self, end: End, bytes: &[u8], tags: &[Tag]) -> usize {
        self.with(|n, now, out| n.write(now, end, bytes, tags, out))
    }

    fn read(&mut self, end: End, most: usize) -> Read {
        self.with(|n, now, out| n.read(now, end, most, out))
    }

    fn close(&mut self, end: End) {
        self.with(|n, now, out| n.close(now, end, out));
    }

    /// Millisecond and notice, in order.
    #[track_caller]
    fn check_notices(&self, expected: &[(u64, Notice)]) {
        let got: Vec<_> = self.notices.iter().map(|(at, n)| (at.0 / MS, *n)).collect();
        assert_eq!(got, expected);
    }
}

fn tag(message: u64, bytes: u32) -> Tag {
    let message = MessageId(message);
    Tag { message, bytes }
}

#[test]
fn connecting_takes_a_round_trip_whatever_the_answer() {
    let connection = ConnectionId(0);
    let listener = ListenerId(0);
    let mut net = pair();
    net.listen(Address::Port(Ipv4Addr::UNSPECIFIED, 80));
    let to = Address::Port(Ipv4Addr::new(10, 0, 0, 2), 80);
    net.with(|n, now, out| n.connect(now, HostId(0), &to, out));
    net.run(Time(50 * MS));
    let accepted = Notice::Accepted {
        listener,
        connection,
    };
    net.check_notices(&[(5, accepted), (10, Notice::Connected { connection })]);
    let refused = |error| Notice::Refused { connection, error };
    let cases = [
        (
            Address::Port(Ipv4Addr::new(10, 0, 0, 2), 81),
            10,
            ConnectError::Refused,
        ),
        (
            Address::Port(Ipv4Addr::new(10, 0, 0, 9), 80),
            0,
            ConnectError::Unreachable,
        ),
        (
            Address::Port(Ipv4Addr::LOCALHOST, 80),
            0,
            ConnectError::Refused,
        ),
        (Address::Path("/tmp/x".into()), 0, ConnectError::NoSuchPath),
    ];
    for (to, at, error) in cases {
        let mut net = pair();
        net.with(|n, now, out| n.connect(now, HostId(0), &to, out));
        net.run(Time(50 * MS));
        net.check_notices(&[(at, refused(error))]);
    }
}

#[test]
fn bytes_take_serialisation_and_latency_and_queue_behind_each_other() {
    let mut net = pair();
    let (a, b) = net.open();
    // 1,000 bytes take 1 ms on the line; both are written at 10 ms.
    assert_eq!(
        net.write(a, &[1; 1_000], &[tag(7, 600), tag(8, 400)]),
        1_000
    );
    assert_eq!(net.write(a, &[2; 2_000], &[tag(9, 2_000)]), 2_000);
    let flying: Vec<_> = net.network.in_flight().collect();
    let times = |f: &InFlight| (f.sent.0 / MS, f.arrives.0 / MS, f.tags.clone());
    assert_eq!(
        times(&flying[0]),
        (10, 16, vec![MessageId(7), MessageId(8)])
    );
    assert_eq!(times(&flying[1]), (11, 18, vec![MessageId(9)]));
    net.run(Time(100 * MS));
    net.check_notices(&[
        (16, Notice::Readable { end: b }),
        (18, Notice::Readable { end: b }),
    ]);
    let read = |net: &mut Pair, most| match net.read(b, most) {
        Read::Bytes { bytes, complete } => (
            bytes.len(),
            complete.iter().map(|m| m.0).collect::<Vec<_>>(),
        ),
        other => panic!("{other:?}"),
    };
    assert_eq!(read(&mut net, 700), (700, vec![7]));
    assert_eq!(read(&mut net, 10_000), (2_300, vec![8, 9]));
    assert_eq!(net.read(b, 1), Read::WouldBlock);
}

#[test]
fn full_buffers_stop_the_writer_until_the_reader_reads() {
    let mut net = pair();
    let (a, b) = net.open();
    for (end, option) in [
        (a, StreamOption::SendBuffer(10_000)),
        (b, StreamOption::ReceiveBuffer(4_000)),
    ] {
        net.with(|n, now, out| n.set_option(now, end, option, out));
    }
    let data: Vec<u8> = (0..200_000u32).map(|n| (n % 251) as u8).collect();
    let mut written = net.write(a, &data, &[]);
    assert_eq!(written, 10_000);
    net.run(Time(1_000 * MS));
    written += net.write(a, &data[written..], &[]);
    assert_eq!(
        written, 14_000,
        "the receive buffer's worth has left the send buffer"
    );
    let mut got = Vec::new();
    while got.len() < data.len() {
        while let Read::Bytes { bytes, .. } = net.read(b, 1_000) {
            got.extend_from_slice(&bytes);
        }
        net.run(net.now + Span::from_millis(20));
        if net
            .notices
            .iter()
            .any(|(_, notice)| *notice == Notice::Writable { end: a })
        {
            net.notices.clear();
            written += net.write(a, &data[written..], &[]);
        }
        assert!(
            net.now < Time(60_000 * MS),
            "stuck at {} of {written}",
            got.len()
        );
    }
    assert_eq!(got, data);
}

#[test]
fn a_close_lets_what_was_written_arrive_first() {
    let mut net = pair();
    let (a, b) = net.open();
    net.write(a, &[1; 5_000], &[]);
    net.close(a);
    net.run(Time(100 * MS));
    net.check_notices(&[
        (20, Notice::Readable { end: b }),
        (20, Notice::PeerClosed { end: b }),
    ]);
    assert!(matches!(net.read(b, 10_000), Read::Bytes { .. }));
    assert_eq!(net.read(b, 1), Read::End);
    net.close(b);
    net.run(Time(200 * MS));
    assert_eq!(net.network.endpoints(a.connection), None, "both are done");
}

#[test]
fn what_is_sent_to_a_closed_end_breaks_the_stream() {
    let mut net = pair();
    let (a, b) = net.open();
    net.close(b);
    net.write(a, &[1; 10], &[tag(3, 10)]);
    net.run(Time(100 * MS));
    net.check_notices(&[
        (15, Notice::PeerClosed { end: a }),
        (20, Notice::Reset { end: a }),
    ]);
    assert_eq!(net.write(a, &[1], &[]), 0);
    assert_eq!(net.network.take_unread(a), [MessageId(3)]);
    // Closing with something unread does so, too.
    let mut net = pair();
    let (a, b) = net.open();
    net.write(a, &[1; 10], &[]);
    net.run(Time(50 * MS));
    net.close(b);
    net.run(Time(100 * MS));
    let last = net.notices.last().map(|(_, notice)| *notice);
    assert_eq!(last, Some(Notice::Reset { end: a }));
}

#[test]
fn two_listeners_clash_as_on_linux() {
    let any = Ipv4Addr::UNSPECIFIED;
    let (lo, own) = (Ipv4Addr::LOCALHOST, Ipv4Addr::new(10, 0, 0, 2));
    let cases = [
        (any, any, Err(ListenError::InUse)),
        (any, lo, Err(ListenError::InUse)),
        (own, any, Err(ListenError::InUse)),
        (own, own, Err(ListenError::InUse)),
        (lo, own, Ok(())),
        (
            lo,
            Ipv4Addr::new(10, 0, 0, 1),
            Err(ListenError::NotAvailable),
        ),
    ];
    for (first, second, expected) in cases {
        let mut net = pair();
        net.listen(Address::Port(first, 80));
        let second = Address::Port(second, 80);
        let done = net.with(|n, _, out| n.listen(HostId(1), &second, out));
        assert_eq!(done.map(|_| ()), expected, "{first} {second:?}");
    }
}

#[test]
fn names_lead_to_addresses() {
    let mut hosts = vec![
        host("client", HostKind::Host),
        host("Server", HostKind::Host),
        host("switch", HostKind::Switch),
    ];
    hosts[0].names = vec![
        ("localhost".into(), "Server".into()),
        ("db".into(), "server".into()),
    ];
    let topology = Topology::new(&hosts, &[], &loopback());
    let cases = [
        (0, "server", Some([10, 0, 0, 2])),
        (0, "localhost", Some([10, 0, 0, 2])),
        (0, "db", Some([10, 0, 0, 2])),
        (0, "127.0.0.1", Some([127, 0, 0, 1])),
        (1, "localhost", Some([127, 0, 0, 1])),
        (1, "db", None),
        (1, "192.168.0.1", Some([192, 168, 0, 1])),
        (1, "switch", None),
        (1, "nobody", None),
    ];
    for (from, name, expected) in cases {
        let found = topology
            .resolve(HostId(from), name)
            .ok()
            .map(|ip| ip.octets());
        assert_eq!(found, expected, "{name} on {from}");
    }
}

#[test]
fn the_quickest_way_leads_over_switches_and_routers_only() {
    let hosts = [
        host("a", HostKind::Host),
        host("b", HostKind::Host),
        host("slow", HostKind::Switch),
        host("quick", HostKind::Router),
        host("between", HostKind::Host),
    ];
    let cables = [
        cable(0, 2, 10, 1_000),
        cable(2, 1, 10, 1_000),
        cable(0, 3, 1, 2_000),
        cable(3, 1, 2, 500),
        cable(0, 4, 0, 9_000),
        cable(4, 1, 0, 9_000),
    ];
    let topology = Topology::new(&hosts, &cables, &loopback());
    let path = topology.path(HostId(0), HostId(1)).expect("a way");
    assert_eq!(path.cables, [CableId(2), CableId(3)]);
    assert_eq!((path.latency, path.bandwidth), (Span::from_millis(3), 500));
    assert_eq!(
        topology.path(HostId(0), HostId(0)).map(|p| p.latency),
        Some(Span(10_000))
    );
    let lonely = Topology::new(&hosts, &cables[..1], &loopback());
    assert_eq!(lonely.path(HostId(0), HostId(1)), None);
}

#[test]
fn a_path_can_be_listened_at_until_it_is_unlinked() {
    let mut net = pair();
    let path: Rc<str> = "/tmp/x".into();
    net.listen(Address::Path(path.clone()));
    let again = Address::Path(path.clone());
    let clash = net.with(|n, _, out| n.listen(HostId(1), &again, out).map(|_| ()));
    assert_eq!(clash, Err(ListenError::InUse));
    net.network.unlink(HostId(1), &path);
    net.listen(again);
}
