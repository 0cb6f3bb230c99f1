//! Every ZMTP stream of the library, and those that a program in the middle
//! overhears, read by a decoder that knows the RFC and not the simulator.

mod decoder;
mod tcp;

use std::collections::BTreeMap;
use std::rc::Rc;

use decoder::{Said, decode, may_talk};
use mailroom_tests::{from_text, lesson, library, name, run};
use sim_core::network::Detail;
use sim_core::session::Session;
use sim_core::system::Stream;

/// Reads both directions of a connection; gives what they said.
fn check(client: &[u8], server: &[u8], what: &str) -> [Said; 2] {
    let said = [client, server].map(|bytes| match decode(bytes) {
        Ok(said) => said,
        Err(problem) => panic!("{what}: {problem}"),
    });
    if let [Some(one), Some(other)] = said.each_ref().map(|said| said.socket_type.as_deref()) {
        let talk: usize = said.iter().map(|said| said.messages.len()).sum();
        assert!(
            may_talk(one, other) || talk == 0,
            "{what}: {one} to {other}"
        );
    }
    said
}

fn packets(path: &std::path::Path) -> Session {
    let mut lesson = (*lesson(path)).clone();
    let mut setup = (*lesson.setup).clone();
    setup.detail = Detail::Packets;
    lesson.setup = Rc::new(setup);
    run(Rc::new(lesson))
}

#[test]
fn the_library_speaks_zmtp() {
    let (mut connections, mut messages) = (0, 0);
    let mut commands: BTreeMap<String, u32> = BTreeMap::new();
    for path in library() {
        let name = name(&path);
        let streams = tcp::streams(&packets(&path));
        for (client, server) in &streams.pairs {
            let (one, other) = (&streams.bytes[client], &streams.bytes[server]);
            if name.contains("zeromq") || one.first() == Some(&0xFF) {
                connections += 1;
                for said in check(one, other, &name) {
                    messages += said.messages.len();
                    for (command, count) in said.commands {
                        *commands.entry(command).or_default() += count;
                    }
                }
            }
        }
    }
    assert!(connections >= 40, "{connections} connections");
    assert!(messages >= 300, "{messages} messages");
    for command in ["READY", "SUBSCRIBE"] {
        assert!(commands.contains_key(command), "{commands:?}");
    }
}

/// Sockets of all kinds, each pair with a program in the middle that writes
/// down what it passes on.
const OVERHEARD: &str = r#"
title = "A program in the middle"
stop = "20s"
[host.one]
[process.ear]
host = "one"
program = """
import socket
import threading

def pump(number, way, source, target):
    while True:
        data = source.recv(3000)
        if not data:
            break
        print(number, way, data.hex())
        target.sendall(data)
    target.shutdown(socket.SHUT_WR)

def serve(number):
    door = socket.socket()
    door.bind(("127.0.0.1", 6000 + number))
    door.listen()
    front = door.accept()[0]
    back = socket.create_connection(("127.0.0.1", 5000 + number))
    threading.Thread(target=pump, args=(number, "client", front, back)).start()
    pump(number, "server", back, front)

for number in range(8):
    threading.Thread(target=serve, args=(number,)).start()
"""
[process.zmq]
host = "one"
start = "100ms"
program = """
import time
import zmq

context = zmq.Context()
pairs = [("REQ", "REP"), ("DEALER", "ROUTER"), ("PUSH", "PULL"), ("SUB", "PUB"),
         ("PAIR", "PAIR"), ("XSUB", "XPUB"), ("DEALER", "REP"), ("REQ", "ROUTER")]
sockets = []
for number, (client, server) in enumerate(pairs):
    a, b = context.socket(getattr(zmq, client)), context.socket(getattr(zmq, server))
    b.bind("tcp://*:%d" % (5000 + number))
    if number == 1:
        a.identity = b"a name"
        a.heartbeat_ivl = b.heartbeat_ivl = 50
        a.heartbeat_ttl = 1000
    if client == "SUB":
        for prefix in ("", "a", "b"):
            a.subscribe(prefix)
    a.connect("tcp://127.0.0.1:%d" % (6000 + number))
    sockets.append((a, b))
time.sleep(0.5)
sizes = [0, 1, 255, 256, 1000]
for number, (a, b) in enumerate(sockets):
    if number == 3:
        a.unsubscribe("a")
        a, b = b, a
    if number == 5:
        a.send(b"\\x01topic")
        time.sleep(0.2)
        b.recv()
        a, b = b, a
    for size in sizes:
        body = [b"topic", b"x" * size] if number % 2 else [b"y" * size]
        a.send_multipart(([b""] if number == 6 else []) + body)
        got = b.recv_multipart()
        if number in (0, 1, 4, 6, 7):
            b.send_multipart(got)
            a.recv_multipart()
print("all passed on")
"""
"#;

/// Also in the detail that has no packets.
fn overhear(detail: &str) -> (Vec<[Said; 2]>, String) {
    let text = format!("detail = \"{detail}\"{OVERHEARD}");
    let session = run(from_text("overheard", &text, &[]));
    let processes = session.last_world().system().processes();
    let heard = processes[0].terminal.text(Stream::Stdout);
    let end =
        processes[1].terminal.text(Stream::Stdout) + &processes[1].terminal.text(Stream::Stderr);
    let mut streams: BTreeMap<(u8, bool), Vec<u8>> = BTreeMap::new();
    for line in heard.lines() {
        let mut words = line.split(' ');
        let number = words.next().and_then(|word| word.parse().ok());
        let way = words.next();
        let digits = words.next().unwrap_or_default().as_bytes().chunks(2);
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let stream = streams.entry((number.expect("a number"), way == Some("server")));
        stream.or_default().extend(digits.filter_map(byte));
    }
    let said = (0..8).map(|number| {
        let [client, server] = [false, true].map(|way| streams.remove(&(number, way)));
        let (client, server) = (client.unwrap_or_default(), server.unwrap_or_default());
        check(&client, &server, &format!("pair {number} ({detail})"))
    });
    (said.collect(), end)
}

#[test]
fn what_is_overheard_is_zmtp_in_both_details() {
    for detail in ["messages", "packets"] {
        let (said, end) = overhear(detail);
        assert_eq!(end, "all passed on\n", "{detail}");
        for (number, [client, server]) in said.iter().enumerate() {
            let (from, back) = (client.messages.len(), server.messages.len());
            let expected = match number {
                0 | 1 | 4 | 6 | 7 => (5, 5),
                2 => (5, 0),
                3 => (0, 5),
                // What an XSUB's program sends to subscribe goes as a message.
                _ => (1, 5),
            };
            assert_eq!((from, back), expected, "pair {number} ({detail})");
            assert_eq!((client.rest, server.rest), (0, 0));
        }
        assert_eq!(said[3][0].commands["SUBSCRIBE"], 3);
        assert_eq!(said[3][0].commands["CANCEL"], 1);
        assert!(said[1][0].commands["PING"] > 2 && said[1][1].commands["PONG"] > 2);
    }
}
