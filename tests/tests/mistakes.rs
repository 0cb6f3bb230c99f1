//! What is said while a connection is made, of sockets that do not go together,
//! of addresses that cannot be meant, and of bytes that come again.

use mailroom_tests::{from_text, run};
use sim_core::session::Session;
use sim_core::trace::sentence;
use sim_core::view::Fate;

/// The run of `text`, and all its sentences.
fn told(text: &str) -> (Session, String) {
    let session = run(from_text("mistakes", text, &[]));
    let names = session.trace().names(&session.lesson().setup);
    let records = session.trace().records().iter();
    let said: Vec<String> = records.map(|it| sentence(it, names)).collect();
    (session, said.join("\n"))
}

/// What a REQ socket waits for that asks `address` and calls recv so long
/// afterwards, 100 ms from the server.
#[track_caller]
fn check_wait(address: &str, after: &str, expected: &str) {
    let text = format!(
        r#"title = "t"
stop = "2s"
[link]
latency = "100ms"
[host.here]
[host.there]
[process.server]
host = "there"
program = '''
import time, zmq
socket = zmq.Context().socket(zmq.REP)
socket.bind("tcp://*:5555")
socket.recv()
time.sleep(9)
'''
[process.client]
host = "here"
program = '''
import time, zmq
socket = zmq.Context().socket(zmq.REQ)
socket.connect("{address}")
socket.send(b"x")
time.sleep({after})
socket.recv()
'''
"#
    );
    let expected = format!("client waits in recv: {expected}.");
    let said = told(&text).1;
    let waits = said
        .lines()
        .find(|it| it.starts_with("client waits in recv"));
    assert_eq!(waits, Some(expected.as_str()), "{after}");
}

#[test]
fn a_wait_says_how_far_the_connection_is() {
    let good = "tcp://there:5555";
    check_wait(good, "0.05", "it is still connecting to tcp://there:5555");
    check_wait(
        good,
        "0.45",
        "it is connected to tcp://there:5555, but the greeting is still under way",
    );
    check_wait(good, "1", "there is nothing to receive from server");
    let bad = "tcp://there:5556";
    check_wait(bad, "0.05", "it is still connecting to tcp://there:5556");
    check_wait(bad, "0.45", "nobody answers at tcp://there:5556");
    // On a network of its own there is no way to anybody else.
    let alone = "title = \"t\"\nstop = \"1s\"\n[process.p]\nprogram = '''\nimport zmq\n\
        socket = zmq.Context().socket(zmq.PULL)\nsocket.connect(\"tcp://10.9.9.9:5555\")\n\
        socket.recv()\n'''\n";
    let said = told(alone).1;
    let expected = "p waits in recv: no host is found for tcp://10.9.9.9:5555.";
    assert!(said.contains(expected), "{said}");
}

/// The remarks on a run in which a socket of type `ours` connects to one of
/// type `theirs`.
#[track_caller]
fn check_pair(theirs: &str, ours: &str, expected: &[&str]) {
    let program = |kind: &str, call: &str| {
        format!(
            "program = '''\nimport zmq\nsocket = zmq.Context().socket(zmq.{kind})\n\
             socket.{call}\nsocket.linger = 0\nsocket.poll(1000)\n'''\n"
        )
    };
    let text = format!(
        "title = \"t\"\n[process.server]\n{}[process.client]\nreplicas = 2\n{}",
        program(theirs, "bind(\"tcp://*:5555\")"),
        program(ours, "connect(\"tcp://server:5555\")")
    );
    let remarks = told(&text).0.remarks();
    let said: Vec<&str> = remarks.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(said.len(), usize::from(!expected.is_empty()), "{said:?}");
    for part in expected {
        assert!(said[0].contains(part), "no “{part}” in {said:?}");
    }
}

#[test]
fn sockets_that_do_not_go_together_are_named_with_those_that_do() {
    // As libzmq 4.3.5 has it: each refused once, though there are two clients.
    check_pair(
        "SUB",
        "PUSH",
        &[
            "do not go together",
            "PUSH goes with PULL",
            "SUB goes with PUB or XPUB",
        ],
    );
    check_pair(
        "PUSH",
        "REQ",
        &["REQ goes with REP or ROUTER", "PUSH goes with PULL"],
    );
    check_pair("PULL", "PUB", &["PUB goes with SUB or XSUB"]);
    check_pair("PULL", "PUSH", &[]);
    check_pair("ROUTER", "REQ", &[]);
    check_pair("XPUB", "SUB", &[]);
}

/// What is remarked on a program that calls `call` of a SUB socket.
#[track_caller]
fn check_address(call: &str, expected: &str) {
    let text = format!(
        "title = \"t\"\n[process.p]\nprogram = '''\nimport zmq\n\
         socket = zmq.Context().socket(zmq.SUB)\nsocket.{call}\n'''\n"
    );
    let remarks = told(&text).0.remarks();
    let said = remarks.first().map_or("", |it| it.text.as_str());
    let head = "p ends with zmq.error.ZMQError: ";
    assert!(said.starts_with(head), "{said}");
    assert!(said.ends_with(expected), "{said}");
}

#[test]
fn an_address_that_is_refused_is_told_with_the_right_form() {
    check_address(
        "connect(\"vent:5557\")",
        ": “vent:5557” names no transport; connect needs one: tcp://vent:5557",
    );
    check_address(
        "connect(\"tcp://*:5557\")",
        ": * is every interface of the own host, and only bind can listen there; connect needs the name of the other host: tcp://HOST:5557",
    );
    check_address(
        "connect(\"tcp://vent\")",
        ": “tcp://vent” names no port: tcp://vent:PORT",
    );
    check_address(
        "bind(\"tcp://*:port\")",
        ": what stands after the last colon of “tcp://*:port” is no port: tcp://*:5555, say",
    );
    check_address(
        "bind(\"http://*:80\")",
        ": “http” is no transport that this socket has; there are tcp, ipc and inproc",
    );
}

/// The fates of the envelopes of a cable that is cut, at 1.6 s.
fn fates(mended: bool) -> Vec<Fate> {
    let mend = "[[fault]]\nat = \"3s\"\nmend = [\"a\", \"switch\"]\n";
    let text = format!(
        r#"title = "t"
detail = "packets"
stop = "9s"
[[fault]]
at = "1.5s"
cut = ["a", "switch"]
{}
[process.a]
program = '''
import time, zmq
socket = zmq.Context().socket(zmq.PUSH)
socket.bind("tcp://*:5555")
time.sleep(1.55)
for number in range(3):
    socket.send_string(f"number {{number}}")
    time.sleep(0.01)
time.sleep(9)
'''
[process.b]
program = '''
import zmq
socket = zmq.Context().socket(zmq.PULL)
socket.connect("tcp://a:5555")
while True:
    print(socket.recv())
'''
"#,
        if mended { mend } else { "" }
    );
    let mut session = told(&text).0;
    session.seek_time(sim_core::base::Time(1_600_000_000));
    let stage = session.stage();
    stage.envelopes.iter().map(|it| it.fate).collect()
}

#[test]
fn what_tcp_sends_again_is_not_lost() {
    for mended in [false, true] {
        assert_eq!(fates(mended), [Fate::Delayed; 3], "{mended}");
    }
}
