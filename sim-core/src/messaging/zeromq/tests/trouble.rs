//! Peers that die, come late, come back; queues that fill; ends that wait.

use super::lab::Lab;
use super::*;
use crate::base::ProcessId;
use crate::messaging::seam::{Ending, Outcome};
use crate::messaging::{Fact, Reason};

#[test]
fn linger_decides_what_becomes_of_unsent_messages() {
    // (LINGER, term takes ms, what a receiver gets that comes 1.2 s later)
    let cases: [(i64, Option<u64>, &[&str]); 3] = [
        (0, Some(0), &[]),
        (400, Some(400), &[]),
        (-1, None, &["pending"]),
    ];
    for (linger, takes, delivered) in cases {
        let mut lab = Lab::new(2, 20);
        let push = lab.socket(1, "PUSH");
        lab.set(&push, LINGER, linger);
        lab.connect(&push, "tcp://h0:5555");
        lab.send(&push, "pending").expect("room");
        lab.close(&push);
        assert_eq!(lab.term(1), takes, "linger {linger}");
        if takes.is_none() {
            assert!(matches!(
                &lab.reason,
                Some(Reason::Finish { messages: 1, .. })
            ));
        }
        let pull = lab.socket(0, "PULL");
        lab.bind(&pull, "tcp://*:5555");
        assert_eq!(lab.drain(&pull, 700), delivered, "linger {linger}");
        lab.finish();
    }
}

#[test]
fn linger_for_ever_delivers_everything_to_a_live_peer() {
    let mut lab = Lab::new(2, 21);
    let pull = lab.socket(0, "PULL");
    lab.bind(&pull, "tcp://*:5555");
    let push = lab.socket(1, "PUSH");
    lab.connect(&push, "tcp://h0:5555");
    for number in 0..200 {
        lab.send(&push, &number.to_string()).expect("room");
    }
    lab.close(&push);
    assert!(lab.term(1).is_some());
    assert_eq!(lab.drain(&pull, 300).len(), 200);
    // With LINGER 0, before the connection stands, nothing arrives.
    let push = lab.socket(1, "PUSH");
    lab.set(&push, LINGER, 0);
    lab.connect(&push, "tcp://h0:5555");
    for number in 0..200 {
        lab.send(&push, &number.to_string()).expect("room");
    }
    lab.close(&push);
    assert_eq!(lab.drain(&pull, 300).len(), 0);
    lab.finish();
}

#[test]
fn immediate_queues_only_for_connections_that_stand() {
    for (immediate, accepted, delivered) in [
        (0, 10, vec!["1", "3", "5", "7", "9"]),
        (1, 0, (0..10).map(|_| "").collect()),
    ] {
        let mut lab = Lab::new(2, 22);
        let lone = lab.socket(1, "PUSH");
        lab.set(&lone, IMMEDIATE, immediate);
        lab.set(&lone, SNDHWM, 10);
        lab.connect(&lone, "tcp://h0:4444");
        let sent = (0..20)
            .filter(|_| lab.send_parts(&lone, &[b"x"], 1).is_ok())
            .count();
        assert_eq!(sent, accepted);
        let pull = lab.socket(0, "PULL");
        lab.bind(&pull, "tcp://*:5555");
        let push = lab.socket(1, "PUSH");
        lab.set(&push, IMMEDIATE, immediate);
        lab.connect(&push, "tcp://h0:4444");
        lab.connect(&push, "tcp://h0:5555");
        lab.sleep(300);
        for number in 0..10 {
            lab.send(&push, &number.to_string()).expect("room");
        }
        let got = lab.drain(&pull, 200);
        match immediate {
            0 => assert_eq!(got, delivered),
            _ => assert_eq!(got, (0..10).map(|n| n.to_string()).collect::<Vec<_>>()),
        }
        lab.finish();
    }
}

#[test]
fn a_connecting_socket_keeps_its_queue_while_the_server_is_down() {
    let mut lab = Lab::new(2, 23);
    let pull = lab.socket(0, "PULL");
    lab.bind(&pull, "tcp://*:5555");
    let push = lab.socket(1, "PUSH");
    lab.set(&push, RECONNECT_IVL, 50);
    lab.connect(&push, "tcp://h0:5555");
    lab.send(&push, "1").expect("room");
    assert_eq!(lab.recv(&pull), Ok("1".into()));
    lab.close(&pull);
    lab.sleep(300);
    for number in 2..6 {
        let text = number.to_string();
        assert_eq!(lab.send_parts(&push, &[text.as_bytes()], 1), Ok(()));
    }
    let pull = lab.socket(0, "PULL");
    lab.bind(&pull, "tcp://*:5555");
    assert_eq!(lab.drain(&pull, 800), ["2", "3", "4", "5"]);
    lab.finish();
}

#[test]
fn a_request_in_flight_is_lost_with_its_server() {
    let mut lab = Lab::new(2, 24);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://*:5555");
    let req = lab.socket(1, "REQ");
    lab.set(&req, RECONNECT_IVL, 50);
    lab.set(&req, RCVTIMEO, 1_200);
    lab.connect(&req, "tcp://h0:5555");
    lab.send(&req, "x").expect("a turn to send");
    assert_eq!(lab.recv(&rep), Ok("x".into()));
    lab.close(&rep);
    lab.sleep(300);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://*:5555");
    assert_eq!(lab.recv(&req), Err(EAGAIN));
    assert_eq!(lab.poll(&[&rep], 1, 100), [0], "it is not sent again");
    assert_eq!(lab.send(&req, "y"), Err(EFSM));
    lab.finish();
}

#[test]
fn a_killed_server_leaves_its_client_waiting_for_ever() {
    let mut lab = Lab::new(2, 25);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://*:5555");
    let req = lab.socket(1, "REQ");
    lab.connect(&req, "tcp://h0:5555");
    lab.send(&req, "x").expect("a turn to send");
    lab.recv(&rep).expect("a request");
    lab.end(0, Ending::Killed);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://*:5555");
    assert_eq!(lab.recv(&req), Err(FOR_EVER));
    // What helps: close it, make a new one, ask again.
    lab.set(&req, LINGER, 0);
    lab.close(&req);
    let req = lab.socket(1, "REQ");
    lab.connect(&req, "tcp://h0:5555");
    lab.send(&req, "again").expect("a turn to send");
    assert_eq!(lab.recv(&rep), Ok("again".into()));
    lab.finish();
}

#[test]
fn the_queue_of_an_accepted_peer_dies_with_it() {
    let mut lab = Lab::new(2, 26);
    let push = lab.socket(0, "PUSH");
    lab.bind(&push, "tcp://*:5555");
    let pull = lab.socket(1, "PULL");
    lab.set(&pull, RCVHWM, 5);
    lab.set(&pull, RCVBUF, 4_096);
    lab.connect(&pull, "tcp://h0:5555");
    lab.sleep(200);
    let big = vec![b'x'; 100_000];
    let sent = (0..200)
        .filter(|_| lab.send_parts(&push, &[&big], 1).is_ok())
        .count();
    assert_eq!(sent, 200);
    lab.close(&pull);
    lab.sleep(300);
    assert_eq!(lab.send_parts(&push, &[b"n"], 1), Err(EAGAIN));
    let pull = lab.socket(1, "PULL");
    lab.connect(&pull, "tcp://h0:5555");
    lab.sleep(300);
    assert_eq!(lab.drain(&pull, 300).len(), 0, "none of the backlog");
    assert_eq!(lab.send_parts(&push, &[b"n2"], 1), Ok(()));
    assert_eq!(lab.drain(&pull, 300), ["n2"]);
    lab.finish();
}

#[test]
fn a_reply_to_a_client_that_is_gone_is_dropped_without_an_error() {
    let mut lab = Lab::new(2, 27);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://*:5555");
    let req = lab.socket(1, "REQ");
    lab.connect(&req, "tcp://h0:5555");
    lab.send(&req, "x").expect("a turn to send");
    lab.recv(&rep).expect("a request");
    lab.close(&req);
    lab.sleep(300);
    assert_eq!(lab.send(&rep, "r"), Ok(()));
    let req = lab.socket(1, "REQ");
    lab.connect(&req, "tcp://h0:5555");
    lab.send(&req, "y").expect("a turn to send");
    assert_eq!(lab.recv(&rep), Ok("y".into()));
    assert_eq!(lab.send(&rep, "z"), Ok(()));
    assert_eq!(lab.recv(&req), Ok("z".into()));
    // A request of a client that died before it was read is still delivered.
    let dead = lab.socket(1, "REQ");
    lab.connect(&dead, "tcp://h0:5555");
    lab.send(&dead, "dead-before-read").expect("a turn to send");
    lab.sleep(300);
    lab.close(&dead);
    lab.sleep(300);
    assert_eq!(lab.drain(&rep, 300), ["dead-before-read"]);
    let facts = lab.finish();
    let gone = |fact: &Fact| matches!(fact, Fact::Dropped { rule, .. } if rule.code() == "zmq.rep.requester-gone");
    assert_eq!(facts.iter().filter(|(_, fact)| gone(fact)).count(), 1);
}

#[test]
fn every_second_request_goes_to_a_server_that_is_not_there() {
    for (immediate, outcome) in [
        (0, vec!["0", "EAGAIN", "EFSM"]),
        (1, vec!["0", "1", "2", "3"]),
    ] {
        let mut lab = Lab::new(2, 28);
        let rep = lab.socket(0, "REP");
        lab.bind(&rep, "tcp://*:5555");
        let req = lab.socket(1, "REQ");
        lab.set(&req, IMMEDIATE, immediate);
        lab.set(&req, RCVTIMEO, 400);
        lab.connect(&req, "tcp://h0:5555");
        lab.connect(&req, "tcp://h0:4444");
        lab.sleep(300);
        let mut seen = Vec::new();
        for number in 0..4 {
            lab.send(&req, &number.to_string()).expect("a turn to send");
            if lab.poll(&[&rep], 1, 200) == [1] {
                let request = lab.recv(&rep).expect("poll said so");
                lab.send(&rep, &request).expect("a turn to send");
            }
            match lab.recv(&req) {
                Ok(text) => seen.push(text),
                Err(errno) => {
                    assert_eq!(errno, EAGAIN);
                    seen.push("EAGAIN".into());
                    assert_eq!(lab.send(&req, "again"), Err(EFSM));
                    seen.push("EFSM".into());
                    break;
                }
            }
        }
        assert_eq!(seen, outcome, "immediate {immediate}");
        lab.finish();
    }
}

#[test]
fn a_client_that_retries_makes_a_slow_server_work_twice() {
    let mut lab = Lab::new(2, 29);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://*:5555");
    let first = lab.socket(1, "REQ");
    lab.set(&first, LINGER, 0);
    lab.connect(&first, "tcp://h0:5555");
    lab.send(&first, "order-1").expect("a turn to send");
    assert_eq!(lab.recv(&rep), Ok("order-1".into()));
    lab.set(&first, RCVTIMEO, 400);
    assert_eq!(lab.recv(&first), Err(EAGAIN));
    lab.close(&first);
    let second = lab.socket(1, "REQ");
    lab.connect(&second, "tcp://h0:5555");
    lab.send(&second, "order-1").expect("a turn to send");
    lab.sleep(200);
    assert_eq!(lab.send(&rep, "late"), Ok(()));
    assert_eq!(lab.recv(&rep), Ok("order-1".into()));
    assert_eq!(lab.send(&rep, "re:order-1"), Ok(()));
    assert_eq!(lab.recv(&second), Ok("re:order-1".into()));
    lab.finish();
}

#[test]
fn an_interpreter_ends_only_after_its_messages_are_sent() {
    let mut lab = Lab::new(2, 30);
    let push = lab.socket(1, "PUSH");
    lab.connect(&push, "tcp://h0:5555");
    lab.send(&push, "late").expect("room");
    assert!(matches!(lab.end(1, Ending::Exited), Outcome::Wait(_)));
    let view = lab.messaging.sockets(ProcessId(1), &lab.network);
    assert!(view[0].lingering);
    assert_eq!(view[0].queues[0].fill, 1);
    let pull = lab.socket(0, "PULL");
    lab.bind(&pull, "tcp://*:5555");
    assert_eq!(lab.recv(&pull), Ok("late".into()));
    assert!(matches!(lab.end(1, Ending::Exited), Outcome::Done(Ok(_))));
    assert_eq!(lab.messaging.sockets(ProcessId(1), &lab.network), []);
    lab.finish();
}

#[test]
fn terminating_a_context_ends_blocked_calls() {
    let mut lab = Lab::new(1, 31);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://*:5555");
    assert_eq!(lab.term(0), None, "an open socket");
    assert!(matches!(&lab.reason, Some(Reason::Finish { open, .. }) if open == &[rep.id()]));
    assert_eq!(lab.recv(&rep), Err(ETERM));
    lab.close(&rep);
    lab.finish();
}

#[test]
fn full_queues_block_the_sender_until_half_is_taken() {
    let mut lab = Lab::new(1, 32);
    let pull = lab.socket(0, "PULL");
    lab.set(&pull, RCVHWM, 4);
    lab.bind(&pull, "inproc://x");
    let push = lab.socket(0, "PUSH");
    lab.set(&push, SNDHWM, 6);
    lab.connect(&push, "inproc://x");
    let accepted = |lab: &mut Lab| {
        (0..100)
            .take_while(|_| lab.send_parts(&push, &[b"x"], 1).is_ok())
            .count()
    };
    assert_eq!(accepted(&mut lab), 10, "the sum of both marks");
    for _ in 0..4 {
        lab.recv(&pull).expect("a message");
        assert_eq!(accepted(&mut lab), 0);
    }
    lab.recv(&pull).expect("a message");
    assert_eq!(accepted(&mut lab), 5, "room is told after half the mark");
    lab.finish();
}

#[test]
fn sockets_that_do_not_fit_part_for_good() {
    let mut lab = Lab::new(2, 33);
    let pull = lab.socket(0, "PULL");
    lab.bind(&pull, "tcp://*:5555");
    let req = lab.socket(1, "REQ");
    lab.connect(&req, "tcp://h0:5555");
    lab.send(&req, "x").expect("the pipe is there at once");
    lab.sleep(1_000);
    let facts = lab.finish();
    let parted = facts.iter().filter(|(_, fact)| {
        matches!(fact, Fact::PeerLost { rule, .. } if rule.code() == "zmq.incompatible")
    });
    assert_eq!(parted.count(), 2, "each side says so once");
    let attempts = facts
        .iter()
        .filter(|(_, fact)| matches!(fact, Fact::Connecting { .. }));
    assert_eq!(attempts.count(), 1);
}

#[test]
fn addresses_are_refused_as_libzmq_does() {
    let mut lab = Lab::new(2, 34);
    let rep = lab.socket(0, "REP");
    let other = lab.socket(0, "REP");
    let cases = [
        ("zmq_bind", "tcp://*:5555", Ok(())),
        ("zmq_bind", "tcp://127.0.0.1:5555", Err(98)),
        ("zmq_bind", "tcp://nosuch:5", Err(19)),
        ("zmq_bind", "tcp://h1:5556", Err(99)),
        ("zmq_bind", "tcp://h0:5557", Ok(())),
        ("zmq_bind", "foo://x", Err(93)),
        ("zmq_connect", "tcp://*:5555", Err(22)),
        ("zmq_connect", "tcp://nosuch:5", Ok(())),
        ("zmq_disconnect", "tcp://h1:1", Err(2)),
        ("zmq_unbind", "tcp://*:5555", Ok(())),
        ("zmq_bind", "tcp://*:5555", Ok(())),
        ("zmq_bind", "inproc://a", Ok(())),
        ("zmq_bind", "inproc://a", Err(98)),
    ];
    for (call, address, expected) in cases {
        assert_eq!(lab.on(&other, call, address), expected, "{call} {address}");
    }
    assert_eq!(lab.on(&rep, "zmq_bind", "tcp://*:5555"), Err(98));
    lab.finish();
}

#[test]
fn a_server_bound_to_loopback_is_not_reached_from_elsewhere() {
    let mut lab = Lab::new(2, 35);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://127.0.0.1:5555");
    let req = lab.socket(1, "REQ");
    lab.set(&req, RCVTIMEO, 500);
    lab.connect(&req, "tcp://h0:5555");
    lab.send(&req, "x").expect("a turn to send");
    assert_eq!(lab.recv(&req), Err(EAGAIN));
    let facts = lab.finish();
    let refused = facts.iter().find_map(|(at, fact)| match fact {
        Fact::ConnectFailed { rule, .. } => Some((at.0 / 1_000_000, rule.code())),
        _ => None,
    });
    // One round trip over two cables of a millisecond each way.
    assert_eq!(refused, Some((4, "zmq.connect.refused")));
}
