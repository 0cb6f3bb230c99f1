//! What is shown below the messages, over the whole library with packets: the
//! bytes of every frame are told completely, a message's way through the layers
//! is whole, what is measured for plots is what the stage shows, and captures
//! can be read by a library that is not ours.

use std::rc::Rc;

use mailroom_tests::{from_text, lesson, library, name};
use pcap_file::pcapng::{Block, PcapNgReader};
use sim_core::base::RecordId;
use sim_core::messaging::QueueId;
use sim_core::network::Detail;
use sim_core::network::packets::WireFact;
use sim_core::scenario::Lesson;
use sim_core::session::{Progress, Session};
use sim_core::view::{Fate, Measure};

/// A client, a router between two switches, a server, and a bad cable.
const HOPS: &str = r#"
title = "Over hops"
detail = "packets"
seed = 4
[host.s1]
kind = "switch"
[host.r]
kind = "router"
[host.s2]
kind = "switch"
[host.a]
[host.b]
[[cable]]
between = ["a", "s1"]
[[cable]]
between = ["s1", "r"]
loss = 0.1
[[cable]]
between = ["r", "s2"]
[[cable]]
between = ["s2", "b"]
[process.client]
host = "a"
program = '''
import zmq
socket = zmq.Context().socket(zmq.REQ)
socket.connect("tcp://b:5555")
for number in range(6):
    socket.send(b"x" * 4000 * number + b"%d" % number)
    socket.recv()
'''
[process.server]
host = "b"
program = '''
import zmq
socket = zmq.Context().socket(zmq.REP)
socket.bind("tcp://*:5555")
while True:
    socket.send(socket.recv()[-1:])
'''
"#;

fn with_packets(lesson: &Rc<Lesson>) -> Rc<Lesson> {
    let mut lesson = (**lesson).clone();
    let mut setup = (*lesson.setup).clone();
    setup.detail = Detail::Packets;
    lesson.setup = Rc::new(setup);
    Rc::new(lesson)
}

fn computed(lesson: Rc<Lesson>) -> Session {
    let mut session = Session::new(lesson).measuring();
    session.compute_all();
    session
}

fn all() -> impl Iterator<Item = (String, Session)> {
    let files = library().into_iter();
    files.map(|path| (name(&path), computed(with_packets(&lesson(&path)))))
}

/// The records that tell of a frame being sent.
fn frames(session: &Session) -> Vec<RecordId> {
    let records = session.trace().records().iter();
    let sent = records.filter(|it| matches!(it.wire(), Some(WireFact::FrameSent { .. })));
    sent.map(|record| record.id).collect()
}

#[test]
fn every_byte_of_a_frame_belongs_to_one_layer() {
    let hops = ("hops".to_owned(), computed(from_text("hops", HOPS, &[])));
    for (name, session) in all().chain([hops]) {
        let all = frames(&session);
        for id in all.iter().step_by(all.len() / 150 + 1) {
            let sheet = session.sheet(*id).expect("a frame has a sheet");
            assert_eq!(sheet.record, *id, "{name}");
            assert_eq!(sheet.hops[sheet.hop].record, *id, "{name}");
            let mut next = 0;
            for layer in &sheet.layers {
                assert_eq!(layer.start, next, "{name}: {} of {id:?}", layer.name);
                next = layer.end;
            }
            assert_eq!(next, sheet.bytes.0.len(), "{name}: {id:?}");
            for cargo in &sheet.cargo {
                assert!(
                    cargo.place.1 <= next && cargo.place.0 < cargo.place.1,
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn a_message_goes_down_over_every_hop_and_up() {
    let session = computed(from_text("hops", HOPS, &[]));
    let mut again = 0;
    let mut several = 0;
    for (id, info) in session.trace().index().messages() {
        let descent = session.descent(id).expect("it was on a wire");
        let new = descent.pieces.iter().filter(|piece| piece.again.is_empty());
        let mut to = 0;
        for piece in new.clone() {
            assert_eq!(piece.bytes.0, to, "no byte is left out");
            to = piece.bytes.1;
        }
        let framing = to - info.bytes;
        assert!((2..=18).contains(&framing), "{framing} bytes of framing");
        again += descent.pieces.len() - new.clone().count();
        several += usize::from(new.count() > 1);
        let arrived = descent.pieces.iter().find(|it| it.received.is_some());
        let hops = &arrived.expect("TCP brings it there").hops;
        assert_eq!(hops.len(), 4, "a, s1, r, s2, b");
        assert!(hops.windows(2).all(|pair| pair[0].ips == pair[1].ips));
        assert_eq!(hops[0].macs, hops[1].macs, "a switch changes nothing");
        assert_ne!(hops[1].macs, hops[2].macs, "a router does");
        let numbers: Vec<u8> = descent.rungs.iter().map(|rung| rung.number).collect();
        assert_eq!(numbers, [7, 6, 5, 4, 3, 2, 1]);
    }
    assert!(
        again > 0 && several > 2,
        "{again} again, {several} in several segments"
    );
}

#[test]
fn the_wires_show_what_is_under_way() {
    let mut session = computed(from_text("hops", HOPS, &[]));
    let (end, mut seen, mut lost) = (session.computed().0, 0, 0);
    for position in (0..end).step_by(7) {
        session.seek(position);
        let wires = session.wires().expect("packets");
        let packets = session.world().system().network().packets();
        let flying = packets.expect("packets").flying_count();
        let shown = wires
            .frames
            .iter()
            .filter(|it| it.fate == Fate::Flying)
            .count();
        assert_eq!(shown + wires.left_out, flying, "at {position}");
        assert_eq!(wires.left_out, 0);
        seen += shown;
        lost += wires.frames.len() - shown;
        for frame in &wires.frames {
            assert!(!frame.segment.is_empty() && !frame.frame_words.is_empty());
            assert!(frame.from != frame.to, "{frame:?}");
        }
    }
    assert!(seen > 50 && lost > 0, "{seen} frames, {lost} lost");
}

#[test]
fn what_is_measured_is_what_the_stage_shows() {
    for path in library() {
        for lesson in [lesson(&path), with_packets(&lesson(&path))] {
            let mut session = Session::new(lesson).measuring();
            loop {
                let progress = session.compute(499);
                session.seek(session.computed().0);
                check_fills(&name(&path), &session);
                if progress == Progress::Ended {
                    break;
                }
            }
        }
    }
}

/// At the head of the run every queue that was measured is as full as the
/// stage says.
fn check_fills(name: &str, session: &Session) {
    let gauges = session.gauges().expect("it measures");
    let stage = session.stage();
    for queue in stage.processes.iter().flat_map(|card| &card.queues) {
        // What comes in byte by byte is measured when something is said of it.
        if queue.unit != sim_core::view::Unit::Messages {
            continue;
        }
        let measured = gauges
            .queue(QueueId(queue.id))
            .and_then(|it| it.fill.last());
        let at = session.position();
        assert_eq!(
            measured.unwrap_or(0),
            u64::from(queue.fill),
            "{name}: {} at {at}",
            queue.label
        );
    }
}

#[test]
fn another_future_is_measured_from_where_it_begins() {
    let lesson = from_text("hops", HOPS, &[]);
    let mut session = computed(lesson);
    session.seek(session.computed().0 / 2);
    let now = session.now();
    let process = sim_core::base::ProcessId(0);
    session.apply(sim_core::world::Command::Crash { process });
    let gauges = session.gauges().expect("it measures");
    for (_, gauge) in gauges.ends() {
        let points = gauge.congestion.points();
        assert!(points.iter().all(|point| point.at <= now));
    }
    session.compute_all();
    let cards = session.connections();
    let plots = session.connection_plots(cards[0].id);
    assert!(
        plots.len() == 3 && plots[0].measure == Measure::Bytes,
        "{plots:?}"
    );
}

#[test]
fn another_library_reads_the_captures() {
    let session = computed(from_text("hops", HOPS, &[]));
    let whole = session.pcapng(None).expect("a capture");
    check_capture(&whole, frames(&session).len(), 4);
    assert_eq!(session.taps().len(), 4 + 2 + 2, "cards of all nodes");
    for tap in session.taps() {
        let one = session.pcapng(Some(&tap)).expect("a capture");
        assert!(one.len() < whole.len(), "{tap}");
    }
    assert!(session.pcapng(Some("c")).is_err());
}

fn check_capture(bytes: &[u8], packets: usize, interfaces: usize) {
    let mut reader = PcapNgReader::new(bytes).expect("a section header");
    let (mut found, mut names, mut before) = (0, Vec::new(), None);
    while let Some(block) = reader.next_block() {
        match block.expect("a block that can be read") {
            Block::InterfaceDescription(it) => names.push(format!("{:?}", it.options)),
            Block::EnhancedPacket(it) => {
                assert_eq!(it.original_len as usize, it.data.len());
                assert!(before <= Some(it.timestamp), "in order of time");
                before = Some(it.timestamp);
                found += 1;
            }
            other => panic!("unexpected {other:?}"),
        }
    }
    assert_eq!((found, names.len()), (packets, interfaces));
    assert!(names[0].contains("a - s1"), "{names:?}");
}
