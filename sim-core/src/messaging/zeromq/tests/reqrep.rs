//! REQ and REP as they should work: turns, several servers, several clients,
//! envelopes, time-outs, polling.

use super::lab::{Lab, Sock};
use super::*;
use crate::messaging::{Fact, Reason};
use crate::python::Data;

fn pair(lab: &mut Lab) -> (Sock, Sock) {
    let rep = lab.socket(0, "REP");
    let req = lab.socket(1, "REQ");
    lab.bind(&rep, "tcp://*:5555");
    lab.connect(&req, "tcp://h0:5555");
    (rep, req)
}

#[test]
fn req_and_rep_take_turns() {
    let mut lab = Lab::new(2, 1);
    let (rep, req) = pair(&mut lab);
    for socket in [&rep, &req] {
        lab.set(socket, RCVTIMEO, 500);
    }
    let text = |text: &str| Ok(text.to_owned());
    assert_eq!(lab.recv(&req), Err(EFSM));
    assert_eq!(lab.send(&rep, "x"), Err(EFSM));
    assert_eq!(lab.send(&req, "A"), Ok(()));
    assert_eq!(lab.send(&req, "B"), Err(EFSM));
    assert_eq!(lab.recv(&rep), text("A"));
    assert_eq!(lab.recv(&rep), Err(EFSM));
    assert_eq!(lab.send(&rep, "a"), Ok(()));
    assert_eq!(lab.send(&rep, "aa"), Err(EFSM));
    assert_eq!(
        lab.recv(&req),
        text("a"),
        "an error leaves the state as it was"
    );
    assert_eq!(lab.recv(&req), Err(EFSM));
    for round in ["C", "D"] {
        assert_eq!(lab.send(&req, round), Ok(()));
        assert_eq!(lab.recv(&rep), text(round));
        assert_eq!(lab.send(&rep, round), Ok(()));
        assert_eq!(lab.recv(&req), text(round));
    }
    lab.finish();
}

#[test]
fn a_request_sent_before_bind_arrives_after_it() {
    for transport in TRANSPORTS {
        let mut lab = Lab::new(1, 2);
        let req = lab.socket(0, "REQ");
        lab.set(&req, RECONNECT_IVL, 50);
        lab.connect(&req, transport);
        assert_eq!(lab.send_parts(&req, &[b"early"], 1), Ok(()), "{transport}");
        lab.sleep(300);
        let rep = lab.socket(0, "REP");
        // The name h0 would be this host's outer interface.
        lab.bind(&rep, &transport.replace("h0", "*"));
        let before = lab.now;
        assert_eq!(lab.recv(&rep), Ok("early".into()), "{transport}");
        assert!(lab.now.since(before).0 <= 101_000_000, "{transport}");
        assert_eq!(lab.send(&rep, "r"), Ok(()));
        assert_eq!(lab.recv(&req), Ok("r".into()));
        lab.finish();
    }
}

#[test]
fn req_asks_its_servers_in_turn() {
    for transport in TRANSPORTS {
        let mut lab = Lab::new(1, 3);
        let reps: Vec<Sock> = (0..3).map(|_| lab.socket(0, "REP")).collect();
        let req = lab.socket(0, "REQ");
        for (number, rep) in reps.iter().enumerate() {
            lab.bind(rep, &numbered(transport, number));
        }
        for number in 0..3 {
            lab.connect(&req, &numbered(transport, number));
        }
        lab.sleep(300);
        let mut served = Vec::new();
        for _ in 0..9 {
            lab.send(&req, "q").expect("a turn to send");
            let ready = lab.poll(&reps.iter().collect::<Vec<_>>(), 1, 1_000);
            let which = ready
                .iter()
                .position(|events| *events == 1)
                .expect("a server");
            lab.recv(&reps[which]).expect("poll said so");
            lab.send(&reps[which], "r").expect("a turn to send");
            lab.recv(&req).expect("an answer");
            served.push(which);
        }
        assert_eq!(served, [0, 1, 2, 0, 1, 2, 0, 1, 2], "{transport}");
        lab.finish();
    }
}

#[test]
fn rep_serves_its_clients_in_turn_however_much_one_has_queued() {
    let mut lab = Lab::new(1, 4);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "inproc://x");
    let dealer = lab.socket(0, "DEALER");
    lab.connect(&dealer, "inproc://x");
    for number in 0..4 {
        let body = format!("D{number}");
        lab.send_parts(&dealer, &[b"", body.as_bytes()], 0)
            .expect("room");
    }
    let clients: Vec<Sock> = (0..2).map(|_| lab.socket(0, "REQ")).collect();
    for (number, client) in clients.iter().enumerate() {
        lab.connect(client, "inproc://x");
        lab.send(client, &format!("Q{number}"))
            .expect("a turn to send");
    }
    let mut order = Vec::new();
    for _ in 0..6 {
        let request = lab.recv(&rep).expect("a request");
        lab.send(&rep, &request).expect("a turn to send");
        order.push(request);
    }
    assert_eq!(order, ["D0", "Q0", "Q1", "D1", "D2", "D3"]);
    for (number, client) in clients.iter().enumerate() {
        assert_eq!(lab.recv(client), Ok(format!("Q{number}")));
    }
    assert_eq!(lab.drain(&dealer, 100), ["D0", "D1", "D2", "D3"]);
    lab.finish();
}

#[test]
fn envelopes_of_several_hops_come_back_whole() {
    let mut lab = Lab::new(2, 5);
    let rep = lab.socket(0, "REP");
    lab.bind(&rep, "tcp://*:5555");
    let dealer = lab.socket(1, "DEALER");
    lab.connect(&dealer, "tcp://h0:5555");
    let request: [&[u8]; 5] = [b"hop1", b"hop2", b"", b"body", b"more"];
    lab.send_parts(&dealer, &request, 0).expect("room");
    assert_eq!(
        lab.recv_parts(&rep, 0),
        Ok(vec![b"body".to_vec(), b"more".to_vec()])
    );
    lab.send_parts(&rep, &[b"answer"], 0)
        .expect("a turn to send");
    let answer = lab.recv_parts(&dealer, 0).expect("an answer");
    assert_eq!(answer, [&b"hop1"[..], b"hop2", b"", b"answer"]);
    // Without the empty frame it is no request: skipped, and nothing happens.
    lab.send_parts(&dealer, &[b"no envelope"], 0).expect("room");
    lab.send_parts(&dealer, &[b"", b"next"], 0).expect("room");
    assert_eq!(lab.recv(&rep), Ok("next".into()));
    lab.finish();
}

#[test]
fn frames_are_sent_and_received_one_by_one_too() {
    let mut lab = Lab::new(2, 6);
    let (rep, req) = pair(&mut lab);
    assert_eq!(lab.send_parts(&req, &[b"one"], 2), Ok(()));
    lab.sleep(50);
    assert_eq!(lab.events(&rep), 0, "nothing is seen before the last frame");
    assert_eq!(lab.send_parts(&req, &[b"two"], 0), Ok(()));
    let recv = [rep.handle.clone(), Data::Int(0)];
    let more = [rep.handle.clone(), Data::Int(13)];
    let first = lab.call(rep.process, "zmq_recv", &recv);
    assert_eq!(first, Ok(Data::from(&b"one"[..])));
    assert_eq!(
        lab.call(rep.process, "zmq_getsockopt", &more),
        Ok(Data::Int(1))
    );
    assert_eq!(lab.send(&rep, "too soon"), Err(EFSM));
    let second = lab.call(rep.process, "zmq_recv", &recv);
    assert_eq!(second, Ok(Data::from(&b"two"[..])));
    assert_eq!(
        lab.call(rep.process, "zmq_getsockopt", &more),
        Ok(Data::Int(0))
    );
    assert_eq!(lab.send(&rep, "now"), Ok(()));
    assert_eq!(lab.recv(&req), Ok("now".into()));
    lab.finish();
}

#[test]
fn time_outs_and_poll_follow_the_turns() {
    let mut lab = Lab::new(2, 7);
    let (rep, req) = pair(&mut lab);
    lab.sleep(200);
    lab.set(&rep, RCVTIMEO, 200);
    let before = lab.now;
    assert_eq!(lab.recv(&rep), Err(EAGAIN));
    assert_eq!(lab.now.since(before).0 / 1_000_000, 200);
    assert_eq!(lab.recv_parts(&rep, 1), Err(EAGAIN));
    lab.set(&rep, RCVTIMEO, 0);
    assert_eq!(lab.recv(&rep), Err(EAGAIN));
    let check = |lab: &mut Lab, expected: (i64, i64), when: &str| {
        lab.sleep(50);
        assert_eq!((lab.events(&req), lab.events(&rep)), expected, "{when}");
    };
    check(&mut lab, (2, 0), "at first");
    lab.send(&req, "x").expect("a turn to send");
    check(&mut lab, (0, 1), "request sent");
    lab.recv(&rep).expect("a request");
    check(&mut lab, (0, 2), "request taken");
    lab.send(&rep, "y").expect("a turn to send");
    check(&mut lab, (1, 0), "reply sent");
    lab.recv(&req).expect("a reply");
    check(&mut lab, (2, 0), "reply taken");
    let before = lab.now;
    assert_eq!(lab.poll(&[&rep, &req], 1, 100), [0, 0]);
    assert_eq!(lab.now.since(before).0 / 1_000_000, 100);
    lab.send(&req, "q").expect("a turn to send");
    assert_eq!(lab.poll(&[&rep, &req], 1, 1_000), [1, 0]);
    lab.finish();
}

#[test]
fn readiness_without_peers_is_the_type_s() {
    let mut lab = Lab::new(1, 8);
    let cases = [
        ("PUSH", 0),
        ("PULL", 0),
        ("DEALER", 0),
        ("ROUTER", 2),
        ("REQ", 0),
        ("REP", 0),
    ];
    for (kind, events) in cases {
        let socket = lab.socket(0, kind);
        lab.bind(&socket, "tcp://127.0.0.1:*");
        assert_eq!(lab.events(&socket), events, "{kind}");
    }
    lab.finish();
}

#[test]
fn relaxed_req_asks_again_and_correlate_tells_answers_apart() {
    for (correlate, frames, gets) in [(0, 3, "reply-one"), (1, 4, "reply-two")] {
        let mut lab = Lab::new(2, 9);
        let router = lab.socket(0, "ROUTER");
        lab.bind(&router, "tcp://*:5555");
        let req = lab.socket(1, "REQ");
        lab.set(&req, REQ_RELAXED, 1);
        lab.set(&req, REQ_CORRELATE, correlate);
        lab.set(&req, RCVTIMEO, 500);
        lab.connect(&req, "tcp://h0:5555");
        lab.sleep(200);
        assert_eq!(lab.send(&req, "one"), Ok(()));
        let one = lab.recv_parts(&router, 0).expect("a request");
        assert_eq!(one.len(), frames);
        assert_eq!((one[0].len(), one[0][0]), (5, 0), "a generated identity");
        assert_eq!(lab.send(&req, "two"), Ok(()));
        let two = lab.recv_parts(&router, 0).expect("a request");
        assert_eq!(two[frames - 1], b"two");
        assert_eq!(one[0], two[0]);
        for (request, answer) in [(one, "reply-one"), (two, "reply-two")] {
            let mut parts: Vec<&[u8]> = request.iter().map(|part| &part[..]).collect();
            parts[frames - 1] = answer.as_bytes();
            lab.send_parts(&router, &parts, 0)
                .expect("routers never block");
            lab.sleep(100);
        }
        assert_eq!(lab.recv(&req), Ok(gets.into()), "correlate {correlate}");
        lab.finish();
    }
}

#[test]
fn a_reply_with_the_wrong_number_is_ignored() {
    let mut lab = Lab::new(2, 10);
    let router = lab.socket(0, "ROUTER");
    lab.bind(&router, "tcp://*:5555");
    let req = lab.socket(1, "REQ");
    lab.set(&req, REQ_CORRELATE, 1);
    lab.set(&req, RCVTIMEO, 500);
    lab.connect(&req, "tcp://h0:5555");
    lab.send(&req, "x").expect("a turn to send");
    let request = lab.recv_parts(&router, 0).expect("a request");
    let sizes: Vec<usize> = request.iter().map(Vec::len).collect();
    assert_eq!(sizes, [5, 4, 0, 1]);
    let wrong: [&[u8]; 4] = [&request[0], b"\0\0\0\0", b"", b"bad"];
    lab.send_parts(&router, &wrong, 0)
        .expect("routers never block");
    assert_eq!(lab.recv(&req), Err(EAGAIN));
    let right: [&[u8]; 4] = [&request[0], &request[1], b"", b"good"];
    lab.send_parts(&router, &right, 0)
        .expect("routers never block");
    assert_eq!(lab.recv(&req), Ok("good".into()));
    lab.finish();
}

#[test]
fn a_blocked_call_says_why_and_for_whom() {
    let mut lab = Lab::new(2, 11);
    let rep = lab.socket(0, "REP");
    let req = lab.socket(1, "REQ");
    lab.connect(&req, "tcp://h0:5555");
    lab.bind(&rep, "tcp://*:5555");
    let why = |lab: &Lab| match lab.reason.clone() {
        Some(Reason::Receive { rule, peers, .. } | Reason::Send { rule, peers, .. }) => {
            let established = peers.iter().filter(|peer| peer.is_ready()).count();
            (rule.code(), established)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(lab.recv(&rep), Err(FOR_EVER));
    assert_eq!(why(&lab), ("zmq.nothing-arrived", 1));
    lab.send(&req, "x").expect("a turn to send");
    lab.recv(&rep).expect("a request");
    assert_eq!(lab.recv(&req), Err(FOR_EVER));
    assert_eq!(why(&lab), ("zmq.req.awaits-reply", 1));
    lab.set(&rep, LINGER, 0);
    lab.close(&rep);
    assert_eq!(lab.recv(&req), Err(FOR_EVER));
    assert_eq!(why(&lab), ("zmq.req.reply-lost", 0));
    let lone = lab.socket(0, "REQ");
    lab.bind(&lone, "tcp://*:6666");
    assert_eq!(lab.send(&lone, "x"), Err(FOR_EVER));
    assert_eq!(why(&lab), ("zmq.no-peer", 0));
    let early = lab.socket(0, "REQ");
    lab.connect(&early, "tcp://h1:7777");
    lab.send(&early, "x").expect("a turn to send");
    assert_eq!(lab.recv(&early), Err(FOR_EVER));
    assert_eq!(why(&lab), ("zmq.req.undelivered", 0));
    lab.finish();
}

#[test]
fn the_way_of_a_message_is_told_step_by_step() {
    let mut lab = Lab::new(2, 12);
    let (rep, req) = pair(&mut lab);
    lab.send(&req, "Hello").expect("a turn to send");
    lab.recv(&rep).expect("a request");
    lab.send(&rep, "World").expect("a turn to send");
    lab.recv(&req).expect("a reply");
    let facts = lab.finish();
    let steps = facts.iter().filter_map(|(_, fact)| match fact {
        Fact::Sent { label, .. } => Some(format!("sent {label}")),
        Fact::Routed { rule, peer, .. } => Some(format!("routed {} {peer:?}", rule.code())),
        Fact::Queued { fill, mark, .. } => Some(format!("queued {fill} of {mark:?}")),
        Fact::Departed { .. } => Some("departed".into()),
        Fact::Arrived { fill, .. } => Some(format!("arrived {fill}")),
        Fact::Taken { rule, .. } => Some(format!("taken {}", rule.code())),
        Fact::PeerReady { socket, peer, .. } => Some(format!("ready {} {peer:?}", socket.0)),
        Fact::Dropped { .. } => Some("dropped".into()),
        _ => None,
    });
    let expected = [
        "sent Hello",
        "routed zmq.round-robin None",
        "queued 1 of Some(1000)",
        "ready 0 Some(SocketId(1))",
        "ready 1 Some(SocketId(0))",
        "departed",
        "arrived 1",
        "taken zmq.fair-queue",
        "sent World",
        "routed zmq.rep.to-requester Some(SocketId(1))",
        "queued 1 of Some(1000)",
        "departed",
        "arrived 1",
        "taken zmq.fair-queue",
    ];
    assert_eq!(steps.collect::<Vec<_>>(), expected);
}
