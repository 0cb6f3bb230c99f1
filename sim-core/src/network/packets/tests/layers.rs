//! ARP, switches, routers, fragments, ICMP and UDP over small networks.

use core::net::Ipv4Addr;

use super::lab::*;
use crate::base::{DatagramId, HostId, Span};
use crate::network::packets::{Drop, Icmp, Way, WireFact};
use crate::network::*;

fn quick() -> CableSpec {
    CableSpec::default()
}

/// a - s1 - r1 - s2 - b, and c on s1.
fn routed(middle: CableSpec) -> Lab {
    let names = ["a", "s1", "r1", "s2", "b", "c"];
    let cables = [
        (0, 1, quick()),
        (1, 2, quick()),
        (2, 3, middle),
        (3, 4, quick()),
        (5, 1, quick()),
    ];
    Lab::new(&names, &cables, 1)
}

fn open_datagram(lab: &mut Lab, host: u32, port: u16) -> DatagramId {
    let socket = lab.network.datagram_open(HostId(host));
    let there = (Ipv4Addr::UNSPECIFIED, port);
    lab.network
        .datagram_bind(socket, there, false)
        .expect("free");
    socket
}

fn send(lab: &mut Lab, socket: DatagramId, to: Spot, bytes: &[u8]) -> Result<usize, DatagramError> {
    lab.with(|n, now, out| n.datagram_send(now, socket, Some(to), bytes, None, out))
}

fn take(lab: &mut Lab, socket: DatagramId, most: usize) -> Option<(Vec<u8>, usize, Spot)> {
    let taken = lab.network.datagram_receive(socket, most);
    let datagram = taken.expect("no error")?;
    Some((datagram.bytes.to_vec(), datagram.length, datagram.from))
}

#[test]
fn subnets_are_numbered_and_routed() {
    let mut lab = routed(quick());
    let ips: Vec<String> = [0, 5, 2, 4].map(|host| lab.ip(host).to_string()).into();
    assert_eq!(ips, ["10.0.1.1", "10.0.1.3", "10.0.1.2", "10.0.2.2"]);
    let routes = lab.network.topology().routes(HostId(0));
    let lines: Vec<_> = routes
        .iter()
        .map(|it| {
            (
                it.network.to_string(),
                it.prefix,
                it.via.map(|ip| ip.to_string()),
            )
        })
        .collect();
    let expected = [
        ("10.0.1.0".to_owned(), 24, None),
        ("10.0.2.0".to_owned(), 24, Some("10.0.1.2".to_owned())),
    ];
    assert_eq!(lines, expected);
    let (a, b) = lab.open(0, 4);
    lab.write(a, b"over the router");
    lab.run_for(100);
    assert_eq!(lab.read_all(b), b"over the router");
    // The same packet: MAC addresses change at the router, IP addresses stay.
    let forwarded = lab.wire().find_map(|(_, fact)| match fact {
        WireFact::Forwarded {
            packet,
            time_to_live,
            ..
        } => Some((*packet, *time_to_live)),
        _ => None,
    });
    let (packet, left) = forwarded.expect("a router in between");
    assert_eq!(left, 63);
    let frames: Vec<Vec<u8>> = lab
        .wire()
        .filter_map(|(_, fact)| match fact {
            WireFact::FrameSent {
                packet: carried,
                bytes,
                ..
            } if *carried == packet => Some(bytes.0.to_vec()),
            _ => None,
        })
        .collect();
    assert_eq!(frames.len(), 4, "four cables");
    assert_eq!(frames[0], frames[1], "a switch changes nothing");
    assert_ne!(frames[1][..12], frames[2][..12]);
    assert_eq!(frames[1][26..34], frames[2][26..34]);
    // c saw the first question, and knows that nothing else was for it.
    let for_c = |fact: &WireFact| {
        matches!(
            fact,
            WireFact::FrameReceived {
                host: HostId(5),
                ..
            }
        )
    };
    assert_eq!(lab.wire().filter(|(_, fact)| for_c(fact)).count(), 1);
}

#[test]
fn a_ring_of_switches_does_not_turn_for_ever() {
    let names = ["a", "b", "s1", "s2", "s3"];
    let cables = [
        (0, 2, quick()),
        (1, 3, quick()),
        (2, 3, quick()),
        (3, 4, quick()),
        (4, 2, quick()),
    ];
    let mut lab = Lab::new(&names, &cables, 1);
    let (a, b) = lab.open(0, 1);
    lab.write(a, b"x");
    lab.run_for(100);
    assert_eq!(lab.read_all(b), b"x");
    assert!(lab.events < 100, "{} events", lab.events);
    // Cut, the way around is used.
    let cut = packets::CableChange {
        up: Some(false),
        ..Default::default()
    };
    lab.alter(2, cut);
    lab.write(a, b"y");
    lab.run_for(400_000);
    assert_eq!(lab.read_all(b), b"y");
}

#[test]
fn long_datagrams_are_cut_and_put_together() {
    let small = CableSpec {
        mtu: 576,
        ..quick()
    };
    let mut lab = routed(small);
    let (from, to) = (open_datagram(&mut lab, 0, 5), open_datagram(&mut lab, 4, 9));
    let there = (lab.ip(4), 9);
    for length in [0, 1, 548, 549, 1_472, 1_473, 20_000, 65_507] {
        let data = pattern(length);
        assert_eq!(send(&mut lab, from, there, &data), Ok(length));
        lab.run_for(1_000);
        let source = (lab.ip(0), 5);
        assert_eq!(take(&mut lab, to, 70_000), Some((data, length, source)));
    }
    let long = pattern(65_508);
    assert_eq!(
        send(&mut lab, from, there, &long),
        Err(DatagramError::TooLong)
    );
    let cut = lab.wire().filter(|(_, fact)| {
        matches!(
            fact,
            WireFact::Fragmented {
                host: HostId(2),
                ..
            }
        )
    });
    assert!(cut.count() > 3, "the router cuts, too");
    // One fragment lost: the rest is given up after 30 s, and the sender told.
    let lossy = packets::CableChange {
        loss_ppm: Some(300_000),
        direction: Some(0),
        ..Default::default()
    };
    lab.alter(2, lossy);
    let data = pattern(20_000);
    send(&mut lab, from, there, &data).expect("sent");
    lab.run_for(40_000);
    assert_eq!(take(&mut lab, to, 70_000), None);
    assert!(lab.drops().contains(&Drop::Incomplete));
}

#[test]
fn tcp_learns_the_mtu_of_the_way() {
    let small = CableSpec {
        mtu: 576,
        ..quick()
    };
    let mut lab = routed(small);
    let (a, b) = lab.open(0, 4);
    let data = pattern(100_000);
    lab.transfer(a, b, &data);
    let told = lab.wire().any(|(_, fact)| {
        matches!(
            fact,
            WireFact::IcmpReceived {
                host: HostId(0),
                what: Icmp::FragmentationNeeded { mtu: 576 },
                ..
            }
        )
    });
    assert!(told);
    let packets = lab.network.packets().expect("packets");
    let view = packets.connection_view(a).expect("open");
    assert_eq!(view.tcp.mss, 536);
}

#[test]
fn datagrams_overflow_are_refused_and_cut_short() {
    let mut lab = Lab::pair(&quick(), 1);
    let (from, to) = (open_datagram(&mut lab, 0, 5), open_datagram(&mut lab, 1, 9));
    let there = (lab.ip(1), 9);
    // As Linux: sends succeed, what is kept is a prefix.
    for (length, kept) in [(100, 48), (1_000, 17), (8_000, 2)] {
        lab.network.datagram_set_buffer(to, 40_000);
        for _ in 0..60 {
            assert_eq!(send(&mut lab, from, there, &pattern(length)), Ok(length));
        }
        lab.run_for(1_000);
        assert_eq!(lab.network.datagram_waiting(to), kept, "{length}");
        while take(&mut lab, to, 10_000).is_some() {}
    }
    assert!(lab.drops().contains(&Drop::BufferFull));
    send(&mut lab, from, there, b"abcdef").expect("sent");
    send(&mut lab, from, there, b"next").expect("sent");
    lab.run_for(10);
    let first = take(&mut lab, to, 3).expect("there");
    assert_eq!((&first.0[..], first.1), (&b"abc"[..], 6));
    assert_eq!(take(&mut lab, to, 10).expect("there").0, b"next");
    // Nobody there: a connected socket learns it, another does not.
    send(&mut lab, from, (there.0, 10), b"x").expect("sent");
    lab.run_for(10);
    assert_eq!(lab.network.datagram_take_error(from), None);
    let connected = lab.network.datagram_open(HostId(0));
    let nobody = Some((there.0, 10));
    lab.network
        .datagram_connect(connected, nobody)
        .expect("a free port");
    let sent = lab.with(|n, now, out| n.datagram_send(now, connected, None, b"x", None, out));
    assert_eq!(sent, Ok(1));
    lab.run_for(10);
    assert!(lab.said(&Notice::DatagramFailed { socket: connected }));
    let next = lab.network.datagram_receive(connected, 10);
    assert_eq!(next, Err(DatagramError::Refused));
}

#[test]
fn lost_ways_and_endless_ways_are_reported() {
    // Two routers that send a network's packets to each other.
    let names = ["a", "r1", "r2"];
    let hosts: Vec<HostSpec> = names.iter().map(|name| host(name)).collect();
    let mut hosts = hosts;
    let cables = [cable(0, 1, &quick()), cable(1, 2, &quick())];
    let route = |via: [u8; 4]| RouteSpec {
        network: Ipv4Addr::new(192, 168, 0, 0),
        prefix: 16,
        via: via.into(),
    };
    hosts[0].routes = vec![route([10, 0, 1, 2])];
    hosts[1].routes = vec![route([10, 0, 2, 2])];
    hosts[2].routes = vec![route([10, 0, 2, 1])];
    let mut lab = Lab::of(&hosts, &cables, Detail::Packets, 1);
    let socket = lab.network.datagram_open(HostId(0));
    let there = (Ipv4Addr::new(192, 168, 1, 1), 9);
    lab.network
        .datagram_connect(socket, Some(there))
        .expect("free");
    send(&mut lab, socket, there, b"x").expect("sent");
    lab.run_for(1_000);
    assert!(lab.drops().contains(&Drop::TimeToLive));
    let error = lab.network.datagram_take_error(socket);
    assert_eq!(error, Some(DatagramError::Unreachable));
    // No route at the second router.
    hosts[2].routes.clear();
    let mut lab = Lab::of(&hosts, &cables, Detail::Packets, 1);
    let id = lab.connect(0, there);
    lab.run_for(1_000);
    let error = ConnectError::NetUnreachable;
    let refused = Notice::Refused {
        connection: id,
        error,
    };
    assert!(lab.said(&refused), "{:?}", lab.notices);
}

#[test]
fn traffic_of_all_shares_a_cable_and_the_queue_is_bounded() {
    let names = ["a", "b", "c", "s"];
    let narrow = CableSpec {
        bandwidth: 1_000_000,
        queue: 5,
        ..quick()
    };
    let cables = [(0, 3, quick()), (1, 3, quick()), (2, 3, narrow)];
    let mut lab = Lab::new(&names, &cables, 1);
    let to = open_datagram(&mut lab, 2, 9);
    let there = (lab.ip(2), 9);
    let senders = [open_datagram(&mut lab, 0, 5), open_datagram(&mut lab, 1, 5)];
    for socket in senders {
        send(&mut lab, socket, there, b"who are you").expect("sent");
    }
    lab.run_for(100);
    while take(&mut lab, to, 100).is_some() {}
    let begin = lab.now;
    for _ in 0..10 {
        for socket in senders {
            send(&mut lab, socket, there, &pattern(958)).expect("sent");
        }
    }
    lab.run_for(1_000);
    // A frame takes 8 ms on the narrow cable: one in the transmitter, five wait.
    let kept = lab.network.datagram_waiting(to);
    assert!((6..=7).contains(&kept), "{kept}");
    let full = Drop::QueueFull { frames: 5 };
    assert_eq!(
        lab.drops().iter().filter(|why| **why == full).count(),
        20 - kept
    );
    let last = lab
        .wire()
        .filter_map(|(at, fact)| match fact {
            WireFact::DatagramReceived { .. } => Some(at),
            _ => None,
        })
        .last();
    let took = last.expect("some arrived").since(begin);
    let least = Span::from_micros(8_032 * kept as u64);
    assert!(
        took > least && took < least + Span::from_millis(5),
        "{took}"
    );
    let over_narrow = lab.wire().filter(|(_, fact)| {
        matches!(fact, WireFact::FrameSent { way: Way::Cable(cable, _), .. } if cable.0 == 2)
    });
    assert!(over_narrow.count() > kept);
}

#[test]
fn both_details_give_datagrams_and_streams_alike() {
    for detail in [Detail::Messages, Detail::Packets] {
        let hosts: Vec<HostSpec> = ["a", "b", "s"].iter().map(|name| host(name)).collect();
        let cables = [cable(0, 2, &quick()), cable(1, 2, &quick())];
        let mut lab = Lab::of(&hosts, &cables, detail, 1);
        let (from, to) = (open_datagram(&mut lab, 0, 5), open_datagram(&mut lab, 1, 9));
        let there = (lab.ip(1), 9);
        for text in ["one", "", "three"] {
            send(&mut lab, from, there, text.as_bytes()).expect("sent");
        }
        while lab.step(lab.now + Span::from_secs(10)) {}
        let got: Vec<Vec<u8>> = (0..3)
            .filter_map(|_| Some(take(&mut lab, to, 10)?.0))
            .collect();
        assert_eq!(got, [&b"one"[..], b"", b"three"], "{detail:?}");
        let (a, b) = lab.open(0, 1);
        for text in ["one", "two"] {
            lab.write(a, text.as_bytes());
        }
        lab.finish(a);
        while lab.step(lab.now + Span::from_secs(10)) {}
        let status = lab.network.status(b).expect("open");
        assert_eq!((status.readable, status.peer_finished), (6, true));
        assert_eq!(lab.network.peek(b, 4), b"onet");
        assert_eq!(lab.read_all(b), b"onetwo");
        assert_eq!(lab.read(b, 1), Read::End);
        lab.write(b, b"reply");
        while lab.step(lab.now + Span::from_secs(10)) {}
        assert_eq!(lab.read_all(a), b"reply");
        assert_eq!(lab.write(a, b"no more"), 0);
        assert!(lab.network.status(a).expect("open").finished);
    }
}
