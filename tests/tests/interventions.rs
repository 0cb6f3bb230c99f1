//! What somebody who watches can do to messages, sockets and cables: each
//! intervention says what it did, going back and forth over it gives equal
//! worlds, and written into the file it happens again.

use mailroom_tests::{from_text, run};
use sim_core::base::{CableId, MessageId, ProcessId, Span};
use sim_core::messaging::SocketOption;
use sim_core::network::packets::CableChange;
use sim_core::session::Session;
use sim_core::trace::Level;
use sim_core::view::LogFilter;
use sim_core::world::Command;

/// Five jobs through a queue, and five datagrams, over a cable of 10 ms.
const SCENARIO: &str = r#"
title = "T"
detail = "DETAIL"
stop = "5s"
[link]
latency = "10ms"
[process.a]
program = '''
import socket, time, zmq
push = zmq.Context().socket(zmq.PUSH)
push.connect("tcp://b:5001")
plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
time.sleep(0.1)
for n in range(5):
    push.send_string(f"job {n}")
    plain.sendto(f"note {n}".encode(), ("b", 6000))
    time.sleep(0.1)
'''
[process.b]
program = '''
import socket, time, zmq
plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
plain.bind(("0.0.0.0", 6000))
plain.settimeout(0.05)
pull = zmq.Context().socket(zmq.PULL)
pull.bind("tcp://*:5001")
time.sleep(0.35)
for n in range(5):
    print(pull.recv_string())
while True:
    print(plain.recv(100).decode())
'''
"#;

fn session(detail: &str) -> Session {
    let text = SCENARIO.replace("DETAIL", detail);
    run(from_text("t.toml", &text, &[]))
}

/// The message of this label.
fn message(session: &Session, label: &str) -> MessageId {
    let mut all = session.trace().index().messages();
    let found = all.find(|(_, info)| &*info.label == label);
    found.unwrap_or_else(|| panic!("no message {label}")).0
}

/// Every sentence of a run that stands at its end, down to the frames.
fn all(session: &Session) -> String {
    let lines = session.log(usize::MAX, Level::Frames, LogFilter::All);
    let texts: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    texts.join("\n")
}

/// Gives a command a little after a message was sent; `expected` is said then,
/// and again when the file has the command.
fn check(
    detail: &str,
    after: &str,
    millis: u64,
    command: &dyn Fn(MessageId) -> Command,
    expected: &[&str],
) {
    let mut session = session(detail);
    let id = message(&session, after);
    let sent = session
        .trace()
        .index()
        .message(id)
        .expect("it was sent")
        .sent;
    session.seek_time(sent + Span::from_millis(millis));
    session.apply(command(id));
    session.compute_all();
    session.seek(session.computed().0);
    let said = all(&session);
    for part in expected {
        assert!(
            said.contains(part),
            "{detail}, {after}: no “{part}” in\n{said}"
        );
    }
    let end = session.computed().0;
    for position in [end / 2, end, end / 3, end] {
        session.seek(position);
    }
    assert_eq!(session.world(), session.last_world());
    let (text, left_out) = session.written().expect("it can be written");
    assert_eq!(left_out, 0, "{text}");
    let mut again = run(from_text("t.toml", &text, &[]));
    again.seek(again.computed().0);
    let said = all(&again);
    for part in expected {
        assert!(
            said.contains(part),
            "written: no “{part}” in\n{text}\n{said}"
        );
    }
}

fn drop(message: MessageId) -> Command {
    Command::Drop { message }
}

fn delay(message: MessageId) -> Command {
    let by = Span::from_millis(500);
    Command::Delay { message, by }
}

#[test]
fn a_message_is_dropped_where_it_is() {
    for detail in ["messages", "packets"] {
        check(detail, "job 1", 60, &drop, &["“job 1” is dropped at b"]);
        check(
            detail,
            "note 1",
            3,
            &drop,
            &["Somebody takes “note 1” off its way"],
        );
    }
    // TCP sends it again, and it arrives.
    let resent = [
        "Somebody takes “job 4” off its way",
        "again",
        "b receives “job 4”",
    ];
    check("packets", "job 4", 3, &drop, &resent);
    let not = ["TCP sends it again", "b receives “job 4”"];
    check("messages", "job 4", 3, &drop, &not);
}

#[test]
fn a_message_is_held_back_on_its_way() {
    for detail in ["messages", "packets"] {
        let held = [
            "Somebody holds “job 3” back",
            "b receives “job 3”",
            "b receives “job 4”",
        ];
        check(detail, "job 3", 3, &delay, &held);
        check(
            detail,
            "note 3",
            3,
            &delay,
            &["Somebody holds “note 3” back"],
        );
        check(detail, "job 0", 60, &delay, &["Nothing to do for “job 0”"]);
    }
    // Over the order of a stream nothing passes; datagrams overtake.
    let mut session = session("messages");
    let id = message(&session, "job 3");
    let sent = session.trace().index().message(id).expect("sent").sent;
    session.seek_time(sent + Span::from_millis(3));
    session.apply(delay(id));
    session.compute_all();
    session.seek(session.computed().0);
    let said = all(&session);
    let at = |what: &str| {
        said.find(what)
            .unwrap_or_else(|| panic!("{what} in {said}"))
    };
    assert!(at("“job 3” arrives") < at("“job 4” arrives"));
}

#[test]
fn an_option_changes_beside_the_program() {
    let set = |socket, option, value| {
        move |_| Command::SetOption {
            process: ProcessId(0),
            socket,
            option,
            value,
        }
    };
    for detail in ["messages", "packets"] {
        let mark = set(Some(1), SocketOption::SendMark, 2);
        let said = ["Somebody sets SNDHWM of a's PUSH socket to 2; it was 1000."];
        check(detail, "job 1", 3, &mark, &said);
        let buffer = set(None, SocketOption::ReceiveBuffer, 4096);
        let said = ["RCVBUF of a's UDP socket to 4096"];
        check(detail, "job 1", 3, &buffer, &said);
        let wrong = set(Some(7), SocketOption::SendMark, 2);
        check(
            detail,
            "job 1",
            3,
            &wrong,
            &["no such socket has this option"],
        );
    }
}

#[test]
fn a_cable_changes() {
    let cable = |change: CableChange| {
        move |_| Command::Cable {
            cable: CableId(0),
            change: change.clone(),
        }
    };
    let cut = cable(CableChange {
        up: Some(false),
        ..CableChange::default()
    });
    check("packets", "job 1", 3, &cut, &["is cut"]);
    let slow = cable(CableChange {
        latency: Some(Span::from_millis(50)),
        bandwidth: Some(64_000),
        loss_ppm: Some(20_000),
        direction: Some(1),
        ..CableChange::default()
    });
    let said = ["changes: latency 50 ms", "bandwidth 64 kbit/s, loss 2 %"];
    check("packets", "job 1", 3, &slow, &said);
    let session = session("packets");
    let names: Vec<_> = session
        .cables()
        .into_iter()
        .map(|cable| cable.ends)
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(session.way(ProcessId(0), ProcessId(1)).len(), 2);
}
