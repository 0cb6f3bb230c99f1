//! The bytes that sockets send, held against those that libzmq 4.3.5 sent to a
//! plain TCP program that did the same.

use core::net::Ipv4Addr;

use super::lab::{Lab, Sock};
use super::*;
use crate::network::{Address, End};

/// A socket of a type, bound, and a plain connection to it that has said this
/// minor version of ZMTP 3.
fn greeted(kind: &str, minor: u8, prepare: impl FnOnce(&mut Lab, &Sock)) -> (Lab, Sock, End) {
    let mut lab = Lab::new(2, 1);
    let socket = lab.socket(0, kind);
    prepare(&mut lab, &socket);
    lab.bind(&socket, "tcp://*:5555");
    let there = lab.network.topology().ip(crate::base::HostId(0));
    let end = lab.dial(&Address::Port(there, 5555));
    assert_ne!(there, Ipv4Addr::LOCALHOST);
    let mut greeting = vec![0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, minor];
    greeting.extend(b"NULL");
    greeting.resize(64, 0);
    lab.say(end, &greeting);
    (lab, socket, end)
}

fn ready(kind: &str) -> Vec<u8> {
    let mut body = b"\x05READY\x0bSocket-Type\0\0\0".to_vec();
    body.push(kind.len() as u8);
    body.extend(kind.bytes());
    [vec![4, body.len() as u8], body].concat()
}

#[track_caller]
fn check(lab: &mut Lab, end: End, expected: &[u8]) {
    let heard = lab.hear(end).expect("an open connection");
    assert_eq!(
        heard.escape_ascii().to_string(),
        expected.escape_ascii().to_string()
    );
}

#[test]
fn a_subscriber_tells_what_it_wants_in_commands() {
    let prepare = |lab: &mut Lab, sub: &Sock| lab.subscribe(sub, 6, "A");
    let (mut lab, sub, end) = greeted("SUB", 1, prepare);
    let mut whole = vec![0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 1];
    whole.extend(b"NULL");
    whole.resize(64, 0);
    whole.extend(ready("SUB"));
    check(&mut lab, end, &whole);
    lab.say(end, &ready("PUB"));
    // The socket learns of its peer when its program enters the library.
    check(&mut lab, end, b"");
    assert_eq!(lab.events(&sub), 0);
    lab.sleep(10);
    check(&mut lab, end, b"\x04\x0b\tSUBSCRIBEA");
    let wishes = [
        (6, "BB"),
        (7, "A"),
        (6, "BB"),
        (7, "BB"),
        (7, "BB"),
        (7, "none"),
    ];
    for (option, prefix) in wishes {
        lab.subscribe(&sub, option, prefix);
    }
    lab.sleep(10);
    let said = b"\x04\x0c\tSUBSCRIBEBB\x04\x08\x06CANCELA\x04\x0c\tSUBSCRIBEBB\x04\t\x06CANCELBB";
    check(&mut lab, end, said);
}

#[test]
fn an_old_peer_gets_subscriptions_as_messages() {
    let prepare = |lab: &mut Lab, sub: &Sock| lab.subscribe(sub, 6, "Q");
    let (mut lab, sub, end) = greeted("SUB", 0, prepare);
    lab.hear(end);
    lab.say(end, &ready("PUB"));
    assert_eq!(lab.events(&sub), 0);
    lab.sleep(10);
    check(&mut lab, end, b"\0\x02\x01Q");
}

#[test]
fn xsub_sends_what_its_program_wrote() {
    let (mut lab, xsub, end) = greeted("XSUB", 1, |_, _| ());
    lab.hear(end);
    lab.say(end, &ready("PUB"));
    for text in ["\x01T", "hello", "\0T"] {
        assert_eq!(lab.send(&xsub, text), Ok(()));
    }
    lab.sleep(10);
    check(&mut lab, end, b"\0\x02\x01T\0\x05hello\0\x02\0T");
}

#[test]
fn a_probe_is_an_empty_message_and_an_identity_is_said() {
    let prepare = |lab: &mut Lab, dealer: &Sock| lab.set(dealer, PROBE_ROUTER, 1);
    let (mut lab, dealer, end) = greeted("DEALER", 1, prepare);
    let heard = lab.hear(end).expect("open");
    assert!(
        heard.ends_with(b"\x04\x29\x05READY\x0bSocket-Type\0\0\0\x06DEALER\x08Identity\0\0\0\0")
    );
    lab.say(end, &ready("ROUTER"));
    assert_eq!(lab.events(&dealer), 2);
    lab.sleep(10);
    check(&mut lab, end, b"\0\0");
}

#[test]
fn pings_are_sent_answered_and_missed() {
    let prepare = |lab: &mut Lab, sub: &Sock| {
        lab.set(sub, HEARTBEAT_IVL, 150);
        lab.set(sub, HEARTBEAT_TTL, 3_000);
        lab.set(sub, HEARTBEAT_TIMEOUT, 1_000);
    };
    let (mut lab, _, end) = greeted("PULL", 1, prepare);
    lab.hear(end);
    lab.say(end, &ready("PUSH"));
    check(&mut lab, end, b"");
    lab.sleep(150);
    check(&mut lab, end, b"\x04\x07\x04PING\0\x1e");
    // Any traffic is a sign of life.
    lab.sleep(800);
    lab.say(end, b"\x04\x0b\x04PING\0\0ctxt");
    let heard = lab.hear(end).expect("open");
    assert!(heard.ends_with(b"\x04\x09\x04PONGctxt"), "{heard:?}");
    lab.sleep(900);
    assert!(lab.hear(end).is_some());
    lab.sleep(400);
    assert_eq!(lab.hear(end), None, "silent for too long");
}

#[test]
fn a_peer_that_never_greets_is_given_up() {
    let mut lab = Lab::new(2, 1);
    let pull = lab.socket(0, "PULL");
    lab.bind(&pull, "tcp://*:5555");
    let there = lab.network.topology().ip(crate::base::HostId(0));
    let end = lab.dial(&Address::Port(there, 5555));
    lab.sleep(29_000);
    assert!(lab.hear(end).is_some());
    lab.sleep(2_000);
    assert_eq!(lab.hear(end), None);
}
