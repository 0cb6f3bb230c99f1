//! TCP between two hosts, call by call.

use core::net::Ipv4Addr;

use super::lab::*;
use crate::base::{HostId, Span, Time};
use crate::network::packets::{Drop, State};
use crate::network::*;

#[test]
fn a_connection_opens_carries_and_closes() {
    let mut lab = Lab::pair(&slow(), 1);
    let (a, b) = lab.open(0, 1);
    assert_eq!(lab.state(a), Some(State::Established));
    lab.write(a, b"hello");
    lab.run_for(50);
    assert_eq!(lab.read_all(b), b"hello");
    lab.close(a);
    lab.run_for(50);
    assert!(lab.said(&Notice::PeerClosed { end: b }));
    assert_eq!(lab.read(b, 1), Read::End);
    assert_eq!(lab.state(a), Some(State::FinWait2));
    assert_eq!(lab.state(b), Some(State::CloseWait));
    lab.close(b);
    lab.run_for(50);
    assert_eq!((lab.state(a), lab.state(b)), (Some(State::TimeWait), None));
    assert!(lab.agenda.is_empty() || lab.drops().is_empty());
}

#[test]
fn a_large_transfer_takes_what_the_line_and_headers_say() {
    let mut lab = Lab::pair(&slow(), 1);
    let (a, b) = lab.open(0, 1);
    let data = pattern(2_000_000);
    let took = lab.transfer(a, b, &data);
    // 1,460 of 1,518 bytes are payload; slow start takes some round trips.
    let line = 2_000_000.0 * 1_518.0 / 1_460.0 / 1e6;
    let secs = took.as_secs_f64();
    assert!(
        secs > line && secs < line * 1.1,
        "{secs} s, {line} s on the line"
    );
    assert!(lab.drops().is_empty(), "{:?}", lab.drops());
}

#[test]
fn refused_unreachable_and_no_answer() {
    let cases: [(Spot, ConnectError, u64); 4] = [
        ((Ipv4Addr::new(10, 0, 0, 2), 81), ConnectError::Refused, 20),
        ((Ipv4Addr::LOCALHOST, 81), ConnectError::Refused, 0),
        // Nobody answers ARP: three seconds.
        (
            (Ipv4Addr::new(10, 0, 0, 9), 80),
            ConnectError::Unreachable,
            3_000,
        ),
        (
            (Ipv4Addr::new(192, 168, 0, 1), 80),
            ConnectError::NetUnreachable,
            0,
        ),
    ];
    for (to, error, millis) in cases {
        let mut lab = Lab::pair(&slow(), 1);
        let connection = lab.connect(0, to);
        lab.run(Time(200_000 * MS));
        let said = lab.notices.last().copied();
        let (at, notice) = said.expect("an answer");
        assert_eq!(notice, Notice::Refused { connection, error });
        let late = at.0 / MS;
        assert!(
            late >= millis && late <= millis + 25,
            "{to:?} after {late} ms"
        );
    }
    // A cut cable: the ARP answer is known, the SYNs get lost: 127 s.
    let mut lab = Lab::pair(&slow(), 1);
    let (a, _) = lab.open(0, 1);
    lab.close(a);
    lab.run_for(1_000);
    lab.alter(
        0,
        packets::CableChange {
            up: Some(false),
            ..Default::default()
        },
    );
    let begin = lab.now;
    let connection = lab.connect(0, (lab.ip(1), 80));
    lab.run(Time(300_000 * MS));
    let error = ConnectError::TimedOut;
    let refused = Notice::Refused { connection, error };
    let at = lab.notices.iter().find(|(_, said)| *said == refused);
    let took = at.expect("a time-out").0.since(begin);
    assert_eq!(took, Span::from_secs(127));
    assert!(lab.drops().contains(&Drop::Cut));
}

#[test]
fn closing_with_something_unread_resets() {
    let mut lab = Lab::pair(&slow(), 1);
    let (a, b) = lab.open(0, 1);
    lab.write(a, b"unread");
    lab.run_for(50);
    lab.close(b);
    lab.run_for(50);
    assert!(lab.said(&Notice::Reset { end: a }));
    assert_eq!(lab.read(a, 10), Read::Broken(StreamError::Reset));
    assert_eq!(lab.write(a, b"more"), 0);
    let status = lab.network.status(a).expect("not closed yet");
    assert_eq!(status.broken, Some(StreamError::Reset));
    lab.close(a);
    assert_eq!(lab.network.status(a), None);
    // Bytes that came before the reset can still be read.
    let mut lab = Lab::pair(&slow(), 1);
    let (a, b) = lab.open(0, 1);
    lab.write(b, b"pending");
    lab.run_for(50);
    lab.abort(b);
    lab.run_for(50);
    assert_eq!(lab.read_all(a), b"pending");
    assert_eq!(lab.read(a, 10), Read::Broken(StreamError::Reset));
}

#[test]
fn both_ends_may_open_and_close_at_once() {
    let mut lab = Lab::pair(&slow(), 3);
    // Both connect to each other's bound port.
    let bind = |lab: &mut Lab, host: u32| {
        let there = Address::Port(Ipv4Addr::UNSPECIFIED, 7_000);
        let bound = lab.with(|n, now, out| n.bind(now, HostId(host), &there, false, out));
        bound.expect("free").0
    };
    let bound = [bind(&mut lab, 0), bind(&mut lab, 1)];
    // Once before, so that both know each other's card.
    let warm = lab.connect(0, (lab.ip(1), 9));
    lab.run_for(100);
    assert!(
        lab.notices
            .iter()
            .any(|(_, n)| matches!(n, Notice::Refused { connection, .. } if *connection == warm))
    );
    let ids = [0, 1].map(|host: u32| {
        let to = Address::Port(lab.ip(1 - host), 7_000);
        lab.with(|n, now, out| {
            let from = Some(bound[host as usize]);
            n.connect_with(now, HostId(host), from, &[], &to, out)
        })
    });
    lab.run_for(200);
    let ends = ids.map(End::client);
    assert_eq!(
        ends.map(|end| lab.state(end)),
        [Some(State::Established); 2]
    );
    lab.write(ends[0], b"ping");
    lab.run_for(50);
    assert_eq!(lab.read_all(ends[1]), b"ping");
    lab.close(ends[0]);
    lab.close(ends[1]);
    lab.run_for(200);
    assert_eq!(ends.map(|end| lab.state(end)), [Some(State::TimeWait); 2]);
}

#[test]
fn a_full_receiver_closes_the_window_and_is_probed() {
    let mut lab = Lab::pair(&slow(), 1);
    let (a, b) = lab.open(0, 1);
    lab.option(a, StreamOption::SendBuffer(10_000));
    lab.option(b, StreamOption::ReceiveBuffer(4_000));
    // The window of the handshake was larger: it only shrinks by being used.
    let data = pattern(1_400_000);
    let mut written = 0;
    let mut until = lab.now;
    for _ in 0..3_000 {
        written += lab.write(a, &data[written..]);
        until += Span::from_millis(1);
        lab.run(until);
    }
    let first = written;
    assert!(first < data.len());
    lab.run_for(5_000);
    let closed = |fact: &packets::WireFact| {
        matches!(
            fact,
            packets::WireFact::SegmentSent {
                cause: packets::Cause::WindowProbe,
                ..
            }
        )
    };
    assert!(lab.wire().any(|(_, fact)| closed(fact)), "no probe");
    let mut got = Vec::new();
    while got.len() < data.len() {
        let bytes = lab.read_all(b);
        got.extend_from_slice(&bytes);
        lab.run_for(20);
        written += lab.write(a, &data[written..]);
        assert!(lab.now < Time(600_000 * MS), "stuck at {}", got.len());
    }
    assert!(got == data);
}

#[test]
fn a_full_accept_queue_lets_syns_fall() {
    let mut lab = Lab::pair(&slow(), 1);
    let any = Address::Port(Ipv4Addr::UNSPECIFIED, 80);
    let (listener, _) = lab
        .with(|n, now, out| n.bind(now, HostId(1), &any, false, out))
        .expect("free");
    // Bound, not listening: refused.
    let early = lab.connect(0, (lab.ip(1), 80));
    lab.run_for(100);
    let error = ConnectError::Refused;
    assert!(lab.said(&Notice::Refused {
        connection: early,
        error
    }));
    lab.with(|n, _, out| n.start_listening(listener, 1, out))
        .expect("bound");
    let ids = [0; 3].map(|_| lab.connect(0, (lab.ip(1), 80)));
    lab.run_for(500);
    let connected = |lab: &Lab| {
        let stands =
            |id: &&crate::base::ConnectionId| lab.said(&Notice::Connected { connection: **id });
        ids.iter().filter(stands).count()
    };
    // Backlog 1: two wait, as Linux counts.
    assert_eq!(connected(&lab), 3, "the third believes it, too");
    assert!(lab.drops().contains(&Drop::BacklogFull { backlog: 1 }));
    let accepted = lab.network.accept(listener);
    assert_eq!(accepted, Some(ids[0]));
    lab.run_for(5_000);
    let rest = [0; 3].map(|_| lab.network.accept(listener));
    assert_eq!(rest, [Some(ids[1]), Some(ids[2]), None]);
}

#[test]
fn time_wait_keeps_a_port_unless_it_may_be_reused() {
    for reuse in [false, true] {
        let mut lab = Lab::pair(&slow(), 1);
        let there = Address::Port(Ipv4Addr::UNSPECIFIED, 80);
        let bind =
            |lab: &mut Lab| lab.with(|n, now, out| n.bind(now, HostId(1), &there, reuse, out));
        let (listener, _) = bind(&mut lab).expect("free");
        lab.with(|n, _, out| n.start_listening(listener, 5, out))
            .expect("bound");
        let id = lab.connect(0, (lab.ip(1), 80));
        lab.run_for(100);
        assert_eq!(lab.network.accept(listener), Some(id));
        lab.with(|n, now, out| n.close_listener(now, listener, out));
        // The server closes first: TIME_WAIT is on its side.
        lab.close(End::server(id));
        lab.run_for(100);
        lab.close(End::client(id));
        lab.run_for(100);
        assert_eq!(lab.state(End::server(id)), Some(State::TimeWait));
        let again = bind(&mut lab).map(|_| ());
        assert_eq!(
            again,
            if reuse {
                Ok(())
            } else {
                Err(ListenError::InUse)
            }
        );
        lab.run_for(61_000);
        if !reuse {
            assert_eq!(bind(&mut lab).map(|_| ()), Ok(()));
        }
    }
}

#[test]
fn nagle_and_delayed_acknowledgements_wait_for_each_other() {
    // Two small writes: the second waits for the first one's acknowledgement,
    // which waits for 40 ms.
    let arrival = |no_delay: bool, quick: bool| {
        let mut lab = Lab::pair(&slow(), 1);
        let (a, b) = lab.open(0, 1);
        // A conversation: from now on acknowledgements are delayed.
        lab.write(a, b"?");
        lab.run_for(6);
        assert_eq!(lab.read_all(b), b"?");
        lab.write(b, b"!");
        lab.run_for(100);
        lab.option(a, StreamOption::NoDelay(no_delay));
        lab.option(b, StreamOption::QuickAck(quick));
        let begin = lab.now;
        lab.write(a, b"one");
        lab.write(a, b"two");
        let mut got = Vec::new();
        while got.len() < 6 {
            assert!(lab.step(begin + Span::from_secs(1)));
            got.extend_from_slice(&lab.read_all(b));
        }
        lab.now.since(begin).0 / MS
    };
    assert_eq!(arrival(true, false), 5);
    assert_eq!(arrival(false, true), 15);
    assert_eq!(arrival(false, false), 55);
}

#[test]
fn a_silent_peer_is_given_up() {
    let mut lab = Lab::pair(&slow(), 1);
    let (a, b) = lab.open(0, 1);
    let times = KeepAlive {
        idle: Span::from_secs(10),
        interval: Span::from_secs(1),
        probes: 3,
    };
    lab.option(a, StreamOption::KeepAlive(Some(times)));
    lab.option(b, StreamOption::UserTimeout(Some(Span::from_secs(5))));
    lab.write(b, b"x");
    lab.run_for(1_000);
    lab.read_all(a);
    lab.run_for(60_000);
    assert_eq!(lab.state(a), Some(State::Established), "it answers");
    let cut = packets::CableChange {
        up: Some(false),
        ..Default::default()
    };
    lab.alter(0, cut);
    lab.write(b, b"y");
    lab.run_for(60_000);
    let broken = |end| lab.network.status(end).and_then(|status| status.broken);
    assert_eq!(broken(a), Some(StreamError::TimedOut));
    assert_eq!(broken(b), Some(StreamError::TimedOut));
}

#[test]
fn loopback_and_messages_in_segments() {
    let mut lab = Lab::pair(&slow(), 1);
    lab.listen(0);
    let id = lab.connect(0, (Ipv4Addr::LOCALHOST, 80));
    lab.run_for(10);
    let (a, b) = (End::client(id), End::server(id));
    let tag = |message, bytes| Tag {
        message: crate::base::MessageId(message),
        bytes,
    };
    lab.write_tagged(a, &pattern(100_000), &[tag(7, 60_000), tag(8, 40_000)]);
    let unread = lab.network.unread(a);
    assert_eq!(unread.len(), 2);
    lab.run_for(10);
    let mut complete = Vec::new();
    while let Read::Bytes { complete: more, .. } = lab.read(b, 30_000) {
        complete.extend(more.into_iter().map(|message| message.0));
    }
    assert_eq!(complete, [7, 8]);
    assert!(lab.network.unread(a).is_empty());
    assert_eq!(
        lab.network.origin(id).map(|(ip, _)| ip),
        Some(Ipv4Addr::LOCALHOST)
    );
}
