//! The `packets` detail over the whole library: on networks that lose nothing,
//! programs see what they see with `messages`; every run is the same again; no
//! byte vanishes; and everything that goes wrong below the messages says why.

use std::fmt::Write;
use std::rc::Rc;

use mailroom_tests::{books, from_text, lesson, library, name, run};
use sim_core::network::packets::{TcpFact, WireFact};
use sim_core::network::{Detail, Fact};
use sim_core::scenario::{Lesson, WireEvent};
use sim_core::session::Session;
use sim_core::trace::{Happening, digest};

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

/// Whether a cable has lost or damaged a frame, or had no room for it.
fn has_lost(session: &Session) -> bool {
    let events = [
        WireEvent::FrameLost,
        WireEvent::FrameDamaged,
        WireEvent::QueueFull,
    ];
    let records = session.trace().records().iter();
    records.into_iter().any(|record| match &record.what {
        Happening::Network {
            fact: Fact::Wire(fact),
        } => events.iter().any(|event| event.is(fact)),
        _ => false,
    })
}

#[test]
fn programs_see_the_same_in_both_details() {
    let mut compared = 0;
    for path in library() {
        let lesson = lesson(&path);
        let packets = run(with_detail(&lesson, Detail::Packets));
        if has_lost(&packets) {
            continue;
        }
        let messages = run(with_detail(&lesson, Detail::Messages));
        assert_eq!(seen(&messages), seen(&packets), "{}", name(&path));
        compared += 1;
    }
    assert!(compared > 20, "only {compared} lose nothing");
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

#[test]
fn no_frame_and_no_byte_vanishes() {
    for path in library() {
        let mut session = run(with_detail(&lesson(&path), Detail::Packets));
        if let Err(problem) = books::frames(&session) {
            panic!("{}: {problem}", name(&path));
        }
        assert_eq!(session.audit(), Ok(()), "{}", name(&path));
        // In the middle of things, too.
        let end = session.last_world().position();
        for part in 1..8 {
            session.seek(end * part / 8);
            let packets = session.world().system().network().packets();
            let audit = packets.expect("packets").audit();
            assert!(audit.is_ok(), "{}: {audit:?}", name(&path));
        }
    }
}

/// Two programs that talk over cables with the properties of `link`.
fn talk(link: &str, more: &str, server: &str, client: &str) -> Session {
    let text = format!(
        "title = 'Talk'\nseed = 3\nstop = '300s'\n[link]\n{link}\n{more}\n\
         [process.server]\nprogram = \"\"\"\nimport socket, time\n{server}\"\"\"\n\
         [process.client]\nstart = '10ms'\nprogram = \"\"\"\nimport socket, time\n{client}\"\"\"\n"
    );
    run(from_text("talk", &text, &[]))
}

const TAKE_ALL: &str =
    "conn, _ = socket.create_server(('', 5000)).accept()\nwhile conn.recv(65536): pass\n";
const GIVE: &str =
    "s = socket.create_connection(('server', 5000))\ns.sendall(b'x' * 300_000)\ns.close()\n";

/// In the run happen all of these; each of them, and everything lost, has a
/// rule with a text and, where there is one, its source, and says its numbers.
fn check_why(session: &Session, wanted: &[WireEvent]) {
    let mut missing: Vec<WireEvent> = wanted.to_vec();
    let mut problems = String::new();
    for record in session.trace().records() {
        let Happening::Network { fact } = &record.what else {
            continue;
        };
        let needs = match fact {
            Fact::Wire(fact) => {
                missing.retain(|event| !event.is(fact));
                match fact {
                    WireFact::SegmentSent { cause, .. } => cause.is_retransmission(),
                    WireFact::Tcp { fact, .. } => !matches!(fact, TcpFact::State { .. }),
                    WireFact::Dropped { .. }
                    | WireFact::IcmpSent { .. }
                    | WireFact::ArpFailed { .. } => true,
                    _ => false,
                }
            }
            Fact::NotEstablished { .. } => true,
            _ => false,
        };
        if !needs {
            continue;
        }
        let why = session.why(record.id).expect("a record");
        match why.rule {
            Some(rule) => {
                let whole = rule.text.ends_with('.') && rule.text.len() > 10;
                // What a cable does needs no standard.
                let plain = ["frame.lost", "frame.cut", "frame.malformed"];
                let sourced = !rule.source.is_empty() || plain.contains(&rule.code.as_str());
                let numbers = why.text.contains(|c: char| c.is_ascii_digit());
                if !(whole && sourced && numbers) {
                    let _ = writeln!(problems, "{}: {rule:?}", why.text);
                }
            }
            None => {
                let _ = writeln!(problems, "no rule: {}", why.text);
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
    assert!(missing.is_empty(), "these never happen: {missing:?}");
}

/// Where a third of all frames is damaged, pieces that are kept out of order
/// overlap; the program has every line once all the same.
#[test]
fn a_very_bad_wire_delivers_each_byte_once() {
    let text = include_str!("../../scenarios/02-layers/04-a-bad-wire.toml");
    for corrupt in ["0.25", "0.3"] {
        let text = text
            .replace("\ncorrupt = 0.12", &format!("\ncorrupt = {corrupt}"))
            .replace("stop = ", "# ")
            .replacen("\n", "\nstop = '3000s'\n", 1);
        let session = run(from_text("a very bad wire", &text, &[]));
        let told = seen(&session);
        let whole = |(_, output): &(String, String)| output.contains("40 lines, every one of them");
        assert!(told.iter().any(whole), "{corrupt}: {told:?}");
    }
}

#[test]
fn whatever_goes_wrong_says_why() {
    use WireEvent::*;
    let slow = "latency = '10ms'\nbandwidth = '10Mbit/s'";
    let with = |more: &str| format!("{slow}\n{more}");
    check_why(
        &talk(&with("loss = 0.05"), "", TAKE_ALL, GIVE),
        &[FrameLost, DuplicateAck, Recovery, SentAgain, Early],
    );
    check_why(
        &talk(&with("corrupt = 0.05"), "", TAKE_ALL, GIVE),
        &[FrameDamaged, SentAgain],
    );
    check_why(
        &talk(&with("queue = 4"), "", TAKE_ALL, GIVE),
        &[QueueFull, SentAgain],
    );
    check_why(
        &talk(&with("duplicate = 0.2\nreorder = 0.2"), "", TAKE_ALL, GIVE),
        &[Early, DuplicateAck],
    );
    let cut = "[[fault]]\nat = '30ms'\ncut = ['server', 'switch']\n\
               [[fault]]\nat = '2s'\nmend = ['server', 'switch']";
    check_why(
        &talk(slow, cut, TAKE_ALL, GIVE),
        &[FrameLost, TimedOut, SentAgain],
    );
    // Nobody listens; nobody reads; nobody is there; nobody has the port.
    let session = talk(slow, "", "time.sleep(1)\n", GIVE);
    check_why(&session, &[]);
    let refused = |fact: &Happening| {
        matches!(
            fact,
            Happening::Network {
                fact: Fact::NotEstablished { .. }
            }
        )
    };
    let records = session.trace().records();
    assert!(records.iter().any(|record| refused(&record.what)));
    let asleep = TAKE_ALL.replace("while", "time.sleep(3)\nwhile");
    let much = GIVE.replace("300_000", "6_000_000");
    check_why(&talk("", "", &asleep, &much), &[WindowClosed]);
    let udp = "s = socket.socket(type=socket.SOCK_DGRAM)\ns.sendto(b'?', ('server', 9))\n\
               s.sendto(b'?', ('10.0.0.77', 9))\ntime.sleep(9)\n";
    check_why(&talk(slow, "", "time.sleep(1)\n", udp), &[Icmp, Arp]);
}
