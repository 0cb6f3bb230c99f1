//! The `packets` detail over the whole library: on networks that lose nothing,
//! programs see what they see with `messages`; what happened can be written as
//! a capture that another program reads without complaint.

use std::process::Command;
use std::rc::Rc;

use mailroom_tests::{from_text, lesson, library, name, run};
use sim_core::base::HostId;
use sim_core::network::packets::WireFact;
use sim_core::network::{Detail, Fact};
use sim_core::scenario::Lesson;
use sim_core::session::Session;
use sim_core::trace::{Happening, digest};
use sim_core::world::Record;

/// The lesson with its network simulated to this depth.
fn with_detail(lesson: &Rc<Lesson>, detail: Detail) -> Rc<Lesson> {
    let mut lesson = (**lesson).clone();
    let mut setup = (*lesson.setup).clone();
    setup.detail = detail;
    lesson.setup = Rc::new(setup);
    Rc::new(lesson)
}

/// What each process has printed and come to.
fn seen(session: &Session) -> Vec<(String, String)> {
    let setup = &session.lesson().setup;
    let processes = session.last_world().system().processes().iter();
    processes
        .map(|process| {
            let shown = process.terminal.shown.iter().map(|(_, text)| &**text);
            let name = setup.processes[process.id.index()].name.clone();
            (
                name,
                format!(
                    "{}\n{}",
                    shown.collect::<String>(),
                    process.activity().word()
                ),
            )
        })
        .collect()
}

/// Whether its network loses or changes frames, which only packets show.
fn loses(lesson: &Lesson) -> bool {
    let cables = lesson.setup.cables.iter().map(|cable| &cable.spec);
    cables.into_iter().any(|cable| {
        cable.loss_ppm + cable.corrupt_ppm + cable.duplicate_ppm + cable.reorder_ppm > 0
    })
}

#[test]
fn programs_see_the_same_in_both_details() {
    for path in library() {
        let lesson = lesson(&path);
        if loses(&lesson) {
            continue;
        }
        let messages = run(with_detail(&lesson, Detail::Messages));
        let packets = run(with_detail(&lesson, Detail::Packets));
        assert_eq!(seen(&messages), seen(&packets), "{}", name(&path));
    }
}

#[test]
fn a_run_with_packets_is_the_same_every_time_and_back_and_forth() {
    for path in library() {
        let lesson = with_detail(&lesson(&path), Detail::Packets);
        let (one, mut other) = (run(lesson.clone()), run(lesson));
        let hash = digest(one.trace().records());
        assert_eq!(hash, digest(other.trace().records()), "{}", name(&path));
        let end = other.last_world().clone();
        for place in [0, end.position() / 3, end.position() / 2, end.position()] {
            other.seek(place);
        }
        assert!(*other.world() == end, "{}", name(&path));
    }
}

/// A pipeline over a bad cable.
const LOSSY: &str = r#"
title = "A bad wire"
detail = "packets"
seed = 3
[link]
latency = "20ms"
bandwidth = "10Mbit/s"
loss = 0.03
corrupt = 0.01
[process.sink]
program = """
import zmq
socket = zmq.Context().socket(zmq.PULL)
socket.bind("tcp://*:5555")
for n in range(300):
    socket.recv()
print("all")
"""
[process.source]
program = """
import zmq
socket = zmq.Context().socket(zmq.PUSH)
socket.connect("tcp://sink:5555")
for n in range(300):
    socket.send(b"x" * 2000)
"""
"#;

/// Lines that tshark prints for the frames of a capture that match a filter;
/// `None` where it is not installed.
fn tshark(capture: &[u8], name: &str, filter: &str) -> Option<Vec<String>> {
    let path = std::env::temp_dir().join(format!("mailroom-{}-{name}.pcapng", std::process::id()));
    std::fs::write(&path, capture).expect("a file for the capture");
    let mut tshark = Command::new("tshark");
    tshark.arg("-r").arg(&path).args(["-Y", filter]);
    for check in [
        "ip.check_checksum",
        "tcp.check_checksum",
        "udp.check_checksum",
    ] {
        tshark.args(["-o", &format!("{check}:TRUE")]);
    }
    // Segments are judged one by one: putting a sender's own retransmissions
    // together again is not what its card does.
    tshark.args(["-o", "tcp.desegment_tcp_streams:FALSE"]);
    // It guesses this one from the first byte of ZMTP's greeting.
    tshark.args(["--disable-protocol", "sigcomp"]);
    let output = tshark.output();
    std::fs::remove_file(&path).expect("it is there");
    let output = output.ok()?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "tshark: {errors}");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(text.lines().map(str::to_owned).collect())
}

/// Malformed packets and wrong checksums, by tshark's own rules.
const WRONG: &str = "_ws.malformed || ip.checksum.status == 0 || tcp.checksum.status == 0 \
    || udp.checksum.status == 0 || icmp.checksum.status == 0";

/// What tshark calls a segment that was sent again.
const AGAIN: &str = "tcp.analysis.retransmission || tcp.analysis.fast_retransmission \
    || tcp.analysis.spurious_retransmission || tcp.analysis.out_of_order";

#[test]
fn captures_of_the_library_are_well_formed() {
    for path in library() {
        let session = run(with_detail(&lesson(&path), Detail::Packets));
        let all = session.pcapng(None).expect("a capture");
        let sends = |record: &&Record| matches!(record.what, Happening::Network { .. });
        if session.trace().records().iter().find(sends).is_none() {
            // Threads of one process, or pipes of one host.
            continue;
        }
        assert!(all.len() > 1_000, "{}", name(&path));
        // One card each: over all cables a segment is there once for each hop.
        let setup = &session.lesson().setup;
        for process in &setup.processes {
            let host = setup.hosts[process.host.index()].name.as_str();
            let capture = session.pcapng(Some(host)).expect("a capture");
            let Some(wrong) = tshark(&capture, "library", WRONG) else {
                return eprintln!("tshark is not installed: nothing was checked");
            };
            assert_eq!(wrong, Vec::<String>::new(), "{} at {host}", name(&path));
        }
    }
}

#[test]
fn another_program_sees_the_same_retransmissions() {
    let session = run(from_text("bad-wire", LOSSY, &[]));
    let printed = &session.last_world().system().processes()[0].terminal.shown;
    assert!(printed.iter().any(|(_, text)| text.contains("all")));
    // As the sender's card sees it: everything sent, and what comes undamaged.
    let source = HostId(1);
    let mut again = 0;
    let mut payloads = 0;
    for record in session.trace().records() {
        if let Happening::Network {
            fact:
                Fact::Wire(WireFact::SegmentSent {
                    host,
                    cause,
                    header,
                    ..
                }),
        } = &record.what
            && *host == source
        {
            again += usize::from(cause.is_retransmission());
            payloads += usize::from(header.length > 0);
        }
    }
    assert!(again > 10 && payloads > 400, "{again} of {payloads}");
    let capture = session.pcapng(Some("source")).expect("a capture");
    let filter = |text: &str| format!("ip.src == 10.0.0.2 && ({text})");
    let Some(seen) = tshark(&capture, "lossy", &filter(AGAIN)) else {
        return eprintln!("tshark is not installed: nothing was checked");
    };
    assert_eq!(seen.len(), again, "retransmissions");
    let all = tshark(&capture, "lossy", &filter("tcp.len > 0")).expect("installed");
    assert_eq!(all.len(), payloads);
    assert_eq!(tshark(&capture, "lossy", WRONG), Some(Vec::new()));
}
