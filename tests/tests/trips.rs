//! One message's trip: its stations say what happens and by which numbers, and
//! are walked forwards and back one by one; and what is told at the cursor is
//! what one was led to, or what was just done.

use mailroom_tests::{from_text, lesson, library, name, run};
use sim_core::base::{CableId, MessageId, Span, Time};
use sim_core::network::packets::CableChange;
use sim_core::session::{Direction, Session, Unit};
use sim_core::trace::{Level, Tone};
use sim_core::view::{Place, Station};
use sim_core::world::Command;

/// A pipeline whose second part is cut down to a program each.
fn two(detail: &str, cable: &str, a: &str, b: &str) -> Session {
    let text = format!(
        "title = \"T\"\ndetail = \"{detail}\"\nstop = \"20s\"\n[link]\n{cable}\n[process.a]\nprogram = '''\n{a}\n'''\n[process.b]\nprogram = '''\n{b}\n'''\n"
    );
    run(from_text("t.toml", &text, &[]))
}

fn found(session: &Session, label: &str) -> MessageId {
    let mut all = session.trace().index().messages();
    let found = all.find(|(_, info)| info.label.starts_with(label));
    found.unwrap_or_else(|| panic!("no message {label}")).0
}

fn words(trip: &[Station]) -> Vec<&'static str> {
    trip.iter().map(|it| it.place.word()).collect()
}

/// The stations of a message, and what is said there.
fn check(session: &Session, label: &str, places: &[&str], said: &[&str]) {
    let trip = session.trip(found(session, label));
    assert_eq!(words(&trip), places, "{label}: {trip:#?}");
    let text: String = trip.iter().map(|it| format!("{}\n", it.text)).collect();
    for part in said {
        assert!(text.contains(part), "{label}: no “{part}” in\n{text}");
    }
}

const PUSH: &str =
    "import zmq\nout = zmq.Context().socket(zmq.PUSH)\nout.connect('tcp://b:5001')\n";
const PULL: &str = "import zmq\ninto = zmq.Context().socket(zmq.PULL)\ninto.bind('tcp://*:5001')\n";

#[test]
fn a_message_passes_every_station() {
    let all = [
        "application",
        "socket",
        "receiver",
        "HWM check",
        "queue",
        "frame",
        "segment",
        "wire",
        "wire",
        "transport",
        "peer queue",
        "recv",
    ];
    let a = format!("{PUSH}out.send(b'one')\nout.send_multipart([b'a', b'', b'b' * 300])\n");
    let b = format!("{PULL}print(into.recv())\nprint(into.recv_multipart())\n");
    let session = two("packets", "", &a, &b);
    check(
        &session,
        "one",
        &all,
        &[
            "a comes to line 4: out.send(b'one')",
            "holds 0 of 1000 messages. One more fits",
            "ZMTP makes one frame of it: flags 00, length 3.",
            "Of this message it has bytes 0 to 4.",
            "leaves a for switch",
            "no ARP is needed",
            "The next hop: a frame of",
            "receive queue (1 of 1000)",
            "Line 4 gets 3 bytes: print(into.recv())",
        ],
    );
    check(
        &session,
        "a",
        &all,
        &[
            "It has 3 parts",
            "flags 01 (MORE), length 1; flags 01 (MORE), length 0; flags 02 (LONG), length 300",
            "301 bytes, sent in 3 parts",
        ],
    );
    let session = two("messages", "", &a, &b);
    check(
        &session,
        "one",
        &[
            "application",
            "socket",
            "receiver",
            "HWM check",
            "queue",
            "frame",
            "wire",
            "peer queue",
            "recv",
        ],
        &["It goes over a → switch → b."],
    );
}

#[test]
fn trouble_has_stations_too() {
    let a = "import socket, time\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nfor n in range(9):\n    s.sendto(b'note %d' % n, ('b', 6000))\n    time.sleep(0.1)\n";
    let b = "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(('0.0.0.0', 6000))\ns.settimeout(2)\nwhile True:\n    print(s.recv(99))\n";
    let session = two("packets", "loss = 0.2", a, b);
    let trips: Vec<_> = (0..9)
        .map(|n| session.trip(found(&session, &format!("note {n}"))))
        .collect();
    let ends = |place| {
        trips
            .iter()
            .filter(move |it| it.last().is_some_and(|it| it.place == place))
    };
    assert!(ends(Place::Lost).count() > 0 && ends(Place::Recv).count() > 0);
    let lost = ends(Place::Lost).next().expect("one is lost");
    assert_eq!(lost.iter().filter(|it| it.place == Place::Lost).count(), 1);
    assert!(words(&trips[0]).contains(&"ARP"), "{:#?}", trips[0]);

    // A bulk message over a bad cable: its segments are counted, those lost told.
    let a = format!("{PUSH}out.send(b'bulk' + b'x' * 60000)\n");
    let b = format!("{PULL}print(len(into.recv()))\n");
    let session = two("packets", "loss = 0.03", &a, &b);
    let trip = session.trip(found(&session, "bulk"));
    let said = words(&trip);
    assert!(
        said.contains(&"lost") && said.contains(&"again"),
        "{said:?}"
    );
    assert!(trip.len() < 120, "{} stations", trip.len());
    let more = trip
        .iter()
        .find(|it| it.text.contains("more segments carry"));
    assert!(more.is_some(), "{trip:#?}");
    assert_eq!(trip.last().expect("a last").place, Place::Recv);

    // A full queue: the sender waits, a publisher drops.
    let a = format!(
        "{}out.setsockopt(zmq.SNDHWM, 2)\nfor n in range(5):\n    out.send(b'job %d' % n)\n",
        PUSH.replace("out.connect('tcp://b:5001')\n", "")
    )
    .replace("for n", "out.connect('tcp://b:5001')\nfor n");
    let b =
        format!("import time\ntime.sleep(1)\n{PULL}for n in range(5):\n    print(into.recv())\n");
    let session = two("packets", "", &a, &b);
    let trip = session.trip(found(&session, "job 2"));
    let marks: Vec<_> = trip.iter().filter(|it| it.place == Place::Mark).collect();
    assert!(marks[0].text.contains("a waits in send"), "{trip:#?}");
    assert!(marks.len() > 1, "{trip:#?}");
}

#[test]
fn the_library_s_trips_are_walked_forwards_and_back() {
    for path in library() {
        let mut session = run(lesson(&path));
        let all: Vec<MessageId> = session.trace().index().messages().map(|it| it.0).collect();
        for message in all.iter().step_by(all.len() / 6 + 1) {
            let trip = session.trip(*message);
            let name = format!("{}, message {}", name(&path), message.0);
            assert!(!trip.is_empty(), "{name}");
            assert!(trip.is_sorted_by_key(|it| it.position), "{name}");
            assert!(
                trip.iter()
                    .all(|it| it.text.ends_with(['.', ')']) || it.text.contains(": ")),
                "{name}: {trip:#?}"
            );
            session.seek(0);
            for (at, station) in trip.iter().enumerate() {
                assert!(
                    session.step(Unit::Trip(*message), Direction::Forward),
                    "{name}"
                );
                stands(&session, *message, (at, station), &name);
            }
            assert!(
                !session.step(Unit::Trip(*message), Direction::Forward),
                "{name}"
            );
            for (at, station) in trip.iter().enumerate().rev().skip(1) {
                assert!(
                    session.step(Unit::Trip(*message), Direction::Back),
                    "{name}"
                );
                stands(&session, *message, (at, station), &name);
            }
            assert!(
                !session.step(Unit::Trip(*message), Direction::Back),
                "{name}"
            );
        }
    }
}

/// The cursor stands at a station, and that is what is told at every depth.
fn stands(session: &Session, message: MessageId, (at, station): (usize, &Station), name: &str) {
    assert_eq!(session.position(), station.position, "{name}");
    let trip = session.trip(message);
    assert_eq!(session.station(message, &trip), Some(at), "{name}");
    for level in Level::ALL {
        let said = session.caption_at(level).expect("a caption");
        assert_eq!(said.text, station.text, "{name}");
    }
}

fn lesson_of(part: &str) -> Session {
    let found = library().into_iter().find(|it| name(it).contains(part));
    run(lesson(&found.expect("it is in the library")))
}

#[test]
fn the_crash_is_among_the_causes_of_a_wait() {
    let mut session = lesson_of("server-dies");
    session.seek_end();
    let stage = session.stage();
    let patient = stage.processes.iter().find(|it| it.name == "patient");
    let why = session
        .code(patient.expect("a client").id)
        .why
        .expect("it waits");
    let text: Vec<&str> = why.causes.iter().map(|it| it.text.as_str()).collect();
    for part in [
        "lost its connection to server",
        "server crashes",
        "server receives “job A”",
        "times before.",
    ] {
        assert!(
            text.iter().any(|it| it.contains(part)),
            "no “{part}” in {text:#?}"
        );
    }
    let failed = text.iter().filter(|it| it.contains("gets no connection"));
    assert_eq!(failed.count(), 1, "{text:#?}");
    // Each cause is what is said where it leads.
    for cause in &why.causes {
        session.seek_event(cause.record);
        let said = session.caption().expect("a caption").text;
        assert!(
            cause.text.starts_with(&said),
            "{said} is not {}",
            cause.text
        );
    }
}

#[test]
fn what_was_just_done_is_said() {
    let cable = |change| Command::Cable {
        cable: CableId(0),
        change,
    };
    let slow = CableChange {
        latency: Some(Span::from_millis(300)),
        ..CableChange::default()
    };
    let cut = CableChange {
        up: Some(false),
        ..CableChange::default()
    };
    for (command, part) in [
        (cable(cut), "is cut"),
        (cable(slow), "is now 300 ms"),
        (
            Command::Crash {
                process: sim_core::base::ProcessId(1),
            },
            "crashes",
        ),
    ] {
        let mut session = lesson_of("06-pipeline");
        let asks = session.stops().iter().find(|it| it.ask.is_some());
        let ask = asks.cloned().expect("a question");
        session.seek_stop(&ask);
        assert!(session.stop().is_some());
        session.apply(command);
        let said = session.caption().expect("a caption");
        assert!(said.text.contains(part), "{}", said.text);
        assert_eq!((said.tone, said.stop), (Tone::Command, None));
        assert!(session.now() >= ask.at && session.now() < ask.at + Span::from_millis(1));
        session.compute_all();
    }
    // An event that repeats itself is said, too, when one stands at it.
    let mut session = lesson_of("server-dies");
    session.seek_time(Time(200_000_000));
    for _ in 0..12 {
        session.step(Unit::Event, Direction::Forward);
        let here = session.position();
        let last = session.trace().story(here).last().expect("an event");
        assert_eq!(last.position, here);
        let said = session.caption().expect("a caption").text;
        let own = session.trace().story(here).filter(|it| it.position == here);
        let own: Vec<_> = own.filter_map(|it| session.line(it.id)).collect();
        assert!(
            own.iter().any(|it| it.text == said) || session.stop().is_some(),
            "{said}"
        );
    }
}

/// Station by station the clock shows what the list of stations says.
#[test]
fn the_clock_agrees_with_every_station() {
    let path = library()
        .into_iter()
        .find(|it| name(it).contains("pipeline"));
    let mut session = run(lesson(&path.expect("it is there")));
    let message = found(&session, "job 4");
    for (at, station) in session.trip(message).iter().enumerate() {
        assert!(session.seek_station(message, at));
        assert_eq!(session.now(), station.at, "{}", station.text);
    }
}

#[test]
fn the_thread_that_calls_send_is_the_one_that_sends() {
    let a = format!(
        "import threading, time\n{PUSH}def other():\n    for n in range(60):\n        time.sleep(0.01)\nthreading.Thread(target=other).start()\nout.setsockopt(zmq.SNDHWM, 1)\nout.connect('tcp://b:5002')\nfor n in range(6):\n    out.send_string(f'job {{n}} ' + 'x' * 3_000_000)"
    );
    let b = format!("{PULL}import time\ntime.sleep(0.3)\nfor n in range(6):\n    into.recv()");
    let session = two("packets", "bandwidth = \"1Gbit/s\"", &a, &b);
    for n in 0..6 {
        let message = found(&session, &format!("job {n}"));
        let trip = session.trip(message);
        assert!(trip[0].text.starts_with("a comes to line "), "{trip:#?}");
        assert!(trip[0].text.contains("out.send_string"), "{}", trip[0].text);
    }
}

#[test]
fn a_picked_message_is_told_and_a_loss_can_be_asked_about() {
    let path = library().into_iter().find(|it| name(it).contains("tcp-or"));
    let mut session = run(lesson(&path.expect("it is there")));
    let message = found(&session, "u02");
    let trip = session.trip(message);
    // Before it is sent there is nothing to tell, and nothing is given away.
    session.seek(1);
    let before = session.caption();
    assert!(!session.tell(message));
    assert_eq!(session.caption(), before);
    let first = trip[1].position;
    session.seek(first);
    assert!(session.tell(message));
    let there = trip.iter().rfind(|it| it.position <= first);
    let caption = session.caption().expect("it is told");
    assert_eq!(Some(&caption.text), there.map(|it| &it.text));
    assert_eq!(caption.why, None);
    // Where it is lost its reason can be asked for.
    let last = trip.len() - 1;
    assert!(session.seek_station(message, last));
    let caption = session.caption().expect("it is told");
    assert_eq!(caption.why, Some(trip[last].record));
    let why = session.why(trip[last].record).expect("a reason");
    assert_eq!(
        why.text,
        "“u02” is lost on the cable from switch to receiver."
    );
}
