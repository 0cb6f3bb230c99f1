//! What a session can do beside running: futures that are kept, steps to what
//! one looks for, who waits for whom, where two runs part, and texts.

use std::rc::Rc;

use mailroom_tests::{from_text, lesson, library, root, run};
use sim_core::base::{ProcessId, Time};
use sim_core::messaging::SocketOption;
use sim_core::scenario::{Lesson, Tab};
use sim_core::session::{Branches, Direction, Session, Unit};
use sim_core::trace::digest;
use sim_core::world::Command;

/// A client that asks before its server is there.
fn first_lesson() -> std::path::PathBuf {
    root().join("scenarios/05-zeromq/01-client-first.toml")
}

fn whole(mut session: Session) -> (Session, String) {
    session.compute_all();
    let found = digest(session.trace().records());
    (session, found)
}

#[test]
fn no_future_is_lost() {
    for path in library() {
        let (mut session, before) = whole(Session::new(lesson(&path)));
        let end = session.computed().0;
        let mut branches = Branches::default();
        session.seek(end / 2);
        let crash = Command::Crash {
            process: ProcessId(0),
        };
        branches.apply(&mut session, crash);
        let input = Command::Interrupt {
            process: ProcessId(1),
        };
        session.seek(end / 2 + 3);
        branches.apply(&mut session, input);
        let (session, after) = whole(session);
        assert_ne!(before, after);
        let back = branches.switch(0, &session).expect("the first branch");
        assert_eq!(whole(back).1, before, "{path:?}");
        let again = branches.switch(2, &session).expect("the last branch");
        assert_eq!(whole(again).1, after, "{path:?}");
        let labels: Vec<&str> = branches.list().iter().map(|b| &*b.label).collect();
        assert!(labels[0] == "original" && labels[1].starts_with("crash "));
        assert_eq!(branches.list()[2].fork.map(|fork| fork.parent), Some(1));
    }
}

#[test]
fn many_branches_are_bounded() {
    let path = first_lesson();
    let mut session = run(lesson(&path));
    let mut branches = Branches::default();
    for at in 0..40 {
        session.seek(at % 7 + 1);
        let process = ProcessId(0);
        branches.apply(&mut session, Command::Pause { process });
    }
    assert!(branches.list().len() <= 12);
    let parents = branches.list().iter().filter_map(|branch| branch.fork);
    assert!(parents.into_iter().all(|fork| fork.parent < 12));
}

#[test]
fn what_is_set_anew_takes_the_place_of_what_was_set() {
    let mut session = run(lesson(&first_lesson()));
    let mut branches = Branches::default();
    let process = ProcessId(0);
    let mark = |value| Command::SetOption {
        process,
        socket: Some(1),
        option: SocketOption::SendMark,
        value,
    };
    session.seek_time(Time(200_500_000));
    for value in [2, 3, 4] {
        branches.apply(&mut session, mark(value));
    }
    let of = |branches: &Branches| {
        let all = branches.list().iter();
        all.map(|it| it.label.clone()).collect::<Vec<_>>()
    };
    let label = "SNDHWM = 4 of client at 200.5 ms";
    assert_eq!(of(&branches), ["original", label]);
    assert_eq!(session.commands().len(), 1);
    session.seek_time(Time(300_000_000));
    branches.apply(&mut session, mark(5));
    branches.apply(&mut session, Command::Pause { process });
    assert_eq!(branches.list().len(), 4);
    branches.remove(3);
    branches.remove(0);
    assert_eq!(
        branches.list().len(),
        4,
        "neither the first nor the shown one goes"
    );
    branches.remove(2);
    let fork = branches.list()[2].fork.expect("it left one");
    assert_eq!((fork.parent, branches.current()), (1, 2));
}

#[test]
fn a_stop_says_what_is_open_and_what_it_is_about() {
    let path = root().join("scenarios/06-zeromq-trouble/01-envelopes.toml");
    let session = run(lesson(&path));
    let marks = session.stops().iter();
    let found: Vec<_> = marks
        .map(|stop| (stop.tab, stop.message.is_some()))
        .collect();
    let [message, code] = [Tab::Message, Tab::Code].map(Some);
    let shown = [(message, true); 3];
    assert_eq!(found[..3], shown);
    assert_eq!(found[3], (code, false));
}

#[test]
fn commands_can_be_written_into_the_file() {
    let path = first_lesson();
    let mut session = run(lesson(&path));
    session.seek_time(Time(200_500_000));
    session.apply(Command::Crash {
        process: ProcessId(0),
    });
    session.seek_time(Time(400_000_000));
    session.apply(Command::Restart {
        process: ProcessId(0),
    });
    let (text, left_out) = session.written().expect("a file of tables");
    assert_eq!(left_out, 0);
    let (written, _) = whole(Session::new(from_text("written", &text, &[])));
    session.compute_all();
    assert_eq!(session.difference(&written), None);
}

#[test]
fn steps_end_where_one_looks() {
    for path in library() {
        let mut session = run(lesson(&path));
        let all = session.trace().records().to_vec();
        for unit in [
            Unit::Block,
            Unit::Drop,
            Unit::LineOf(ProcessId(1)),
            Unit::EventOf(ProcessId(0)),
            Unit::ArrivalAt(ProcessId(1)),
            Unit::BlockOf(ProcessId(0)),
        ] {
            let mut expected: Vec<u64> = all
                .iter()
                .filter(|record| unit.ends_at(record))
                .map(|record| record.position)
                .collect();
            expected.dedup();
            session.seek(0);
            for position in &expected {
                assert!(session.step(unit, Direction::Forward));
                assert_eq!(session.position(), *position, "{unit:?}");
            }
            assert!(!session.step(unit, Direction::Forward));
        }
    }
}

fn two(a: &str, b: &str) -> Rc<Lesson> {
    from_text("two", &two_text(a, b), &[])
}

fn two_text(a: &str, b: &str) -> String {
    format!(
        "title = 'two'\nstop = '2s'\n[process.a]\nprogram = '''\nimport zmq\nc = zmq.Context()\n{a}'''\n\
         [process.b]\nprogram = '''\nimport zmq, time\nc = zmq.Context()\n{b}'''\n"
    )
}

const CROSSED: &str = "answers = c.socket(zmq.REP)\nanswers.bind('tcp://*:1')\n\
                       asks = c.socket(zmq.REQ)\nasks.connect('tcp://OTHER:1')\n";

/// The circles of the moment at the cursor, and whether some are only idle.
fn circles(session: &Session) -> (Vec<String>, bool) {
    let waits = session.waits(&session.stage());
    assert_eq!(waits.deadlocks.len(), waits.sentences.len());
    (waits.sentences, waits.idle.is_some())
}

#[test]
fn deadlocks_are_named() {
    let wait = "answers.recv()\n";
    let other = |name: &str| CROSSED.replace("OTHER", name);
    let cases = [
        (wait.to_owned(), 1),
        // A sleeper may still send; one that gives up goes on by itself.
        ("time.sleep(1000)\nasks.send(b'x')\n".to_owned(), 0),
        ("answers.RCVTIMEO = 100000\nanswers.recv()\n".to_owned(), 0),
        // So may another thread of it.
        (
            "import threading\nthreading.Thread(target=time.sleep, args=(1000,)).start()\nanswers.recv()\n"
                .to_owned(),
            0,
        ),
        // And who types.
        ("import threading\nthreading.Thread(target=input).start()\nanswers.recv()\n".to_owned(), 0),
    ];
    for (end, deadlocks) in cases {
        let lesson = two(&(other("b") + wait), &(other("a") + &end));
        let mut session = run(lesson);
        session.seek_end();
        let waits = session.waits(&session.stage());
        assert_eq!(waits.deadlocks.len(), deadlocks, "{end}: {waits:?}");
        assert!(!waits.edges.is_empty());
        if deadlocks == 1 {
            assert!(waits.sentences[0].contains("a waits for b (recv), b waits for a (recv)"));
        }
    }
}

/// Two programs that send without end and never receive: each waits for the
/// other to make room.
#[test]
fn full_queues_both_ways_are_a_deadlock() {
    let pair = |hello: &str| {
        format!(
            "s = c.socket(zmq.PAIR)\ns.SNDHWM = s.RCVHWM = 3\n{hello}\nwhile True:\n    s.send(b'x' * 1000000)\n"
        )
    };
    let (a, b) = (pair("s.bind('tcp://*:1')"), pair("s.connect('tcp://a:1')"));
    let plain = |hello: &str| format!("import socket\n{hello}\ns.sendall(b'x' * 20000000)\n");
    let listen = "l = socket.create_server(('', 1))\ns, who = l.accept()";
    let call = "time.sleep(0.1)\ns = socket.create_connection(('a', 1))";
    for (a, b, detail) in [
        (a.clone(), b.clone(), "messages"),
        (a, b, "packets"),
        (plain(listen), plain(call), "messages"),
        (plain(listen), plain(call), "packets"),
    ] {
        let text = two_text(&a, &b).replace("stop =", &format!("detail = '{detail}'\nstop ="));
        let mut session = run(from_text("full", &text.replace("'2s'", "'30s'"), &[]));
        session.seek_end();
        let (named, idle) = circles(&session);
        assert_eq!(named.len(), 1, "{detail}: {a}");
        assert!(named[0].contains("(send"), "{named:?}");
        assert!(!idle);
    }
}

/// In no lesson is somebody called stuck who goes on later in the same run.
#[test]
fn who_is_called_stuck_never_goes_on() {
    for path in library() {
        let mut session = run(lesson(&path));
        let all = session.computed().0;
        // Whoever executes something: position and process.
        let lines: Vec<(u64, ProcessId)> = session
            .trace()
            .records()
            .iter()
            .filter_map(|record| Some((record.position, record.line_of()?)))
            .collect();
        for position in (0..all).step_by((all / 60).max(1) as usize) {
            session.seek(position);
            let waits = session.waits(&session.stage());
            for process in waits.deadlocks.iter().flatten() {
                let later = lines.iter().find(|it| it.0 > position && it.1 == *process);
                assert_eq!(
                    later,
                    None,
                    "{path:?} at {}: {:?}",
                    session.now(),
                    waits.sentences
                );
            }
        }
    }
}

#[test]
fn servers_without_clients_are_idle() {
    let path = root().join("scenarios/06-zeromq-trouble/02-proxy.toml");
    let mut session = run(lesson(&path));
    session.seek_end();
    assert_eq!(circles(&session), (Vec::new(), true));
}

#[test]
fn runs_part_at_a_named_event() {
    let path = first_lesson();
    let one = run(lesson(&path));
    assert_eq!(one.difference(&run(lesson(&path))), None);
    let mut other = run(lesson(&path));
    other.seek_time(Time(400_000_000));
    other.apply(Command::Crash {
        process: ProcessId(0),
    });
    let said = other.caption().expect("the crash is said").text;
    assert!(
        said.contains("crashes") && said.contains("Lost with it: “Hello”."),
        "{said}"
    );
    other.compute_all();
    let found = one.difference(&other).expect("they differ");
    assert!(found.other.expect("a crash").text.contains("crashes"));
    let path = root().join("scenarios/05-zeromq/06-pipeline.toml");
    let one = run(lesson(&path));
    let mut other = run(lesson(&path));
    let flights = one.trace().index().flights().iter();
    let flight = flights
        .clone()
        .find(|it| it.message.0 > 3 && it.arrives.is_some());
    let flight = flight.expect("a message goes");
    let at = Time(flight.sent.0 + 1_000);
    other.seek_time(at);
    let message = flight.message;
    other.apply(Command::Drop { message });
    other.compute_all();
    let found = one.difference(&other).expect("they differ");
    assert!(found.is_done() && found.at == at, "{found:?}");
}

#[test]
fn exports_tell_the_whole_run() {
    for path in library() {
        let session = run(lesson(&path));
        let (diagram, notes) = (session.mermaid(None), session.markdown(None));
        let arrows = diagram.matches("->>").count();
        let flights = session.trace().index().flights().iter();
        let arrived = flights.filter(|flight| flight.arrives.is_some() && !flight.lost);
        let known = arrived.filter(|flight| flight.to.is_some()).count();
        let whole = !diagram.contains("%% and more");
        assert!(arrows <= known && (!whole || arrows == known), "{path:?}");
        assert!(diagram.starts_with("sequenceDiagram\n    participant p0 as "));
        let told = |record: &&sim_core::world::Record| record.line_of().is_none();
        if let Some(stop) = session.stops().first() {
            let until = Some(stop.position);
            let (diagram, part) = (session.mermaid(until), session.markdown(until));
            assert!(diagram.contains("Note over p0: As far as "), "{path:?}");
            assert!(part.contains("\n*As far as "), "{path:?}");
            let sentences = session.trace().story(stop.position).filter(told);
            assert_eq!(part.matches("\n- `").count(), sentences.count());
            assert!(session.json(until).len() < session.json(None).len());
        }
        assert_eq!(
            notes.matches("\n- `").count(),
            session.trace().story(u64::MAX).filter(told).count()
        );
        let losses = session.trace().records().iter().filter(|it| it.is_drop());
        assert!(
            !whole || losses.count() <= diagram.matches("-xp").count(),
            "{path:?}"
        );
    }
}

#[test]
fn a_message_knows_its_lines_and_its_reason() {
    let path = first_lesson();
    let mut session = run(lesson(&path));
    session.seek_end();
    let (message, info) = session.trace().index().messages().next().expect("one");
    let process = session
        .trace()
        .index()
        .socket(info.socket)
        .expect("known")
        .process;
    let lines = session.lines_of(message);
    assert_eq!(lines.first().map(|line| line.0), Some(process));
    let text = &session.lesson().setup.processes[process.index()]
        .program
        .text;
    let line = text.lines().nth(lines[0].1 as usize - 1).expect("a line");
    assert!(line.contains("send"), "{line}");
    assert!(
        session
            .why_of(message)
            .is_some_and(|why| why.rule.is_some())
    );
}

#[test]
fn a_waiting_message_can_be_taken_out() {
    let path = first_lesson();
    let mut session = run(lesson(&path));
    let (message, _) = session.trace().index().messages().next().expect("one");
    session.seek_time(Time(500_000_000));
    session.apply(Command::Drop { message });
    session.compute_all();
    assert_eq!(session.trace().index().counts().dropped, 1);
    assert_eq!(session.trace().index().counts().received, 0);
    let why = session.why(
        session
            .trace()
            .records()
            .iter()
            .find(|r| r.is_drop())
            .expect("a loss")
            .id,
    );
    assert!(why.expect("a reason").rule.is_some());
    // What is on its way, or taken, cannot be dropped; that is said.
    session.apply(Command::Drop { message });
    session.seek_end();
    assert!(session.markdown(None).contains("waits in no queue"));
}

/// Stops of one moment come one after the other, both ways; so do those whose
/// conditions come true at one position.
#[test]
fn stops_of_one_moment_each_have_their_turn() {
    let text = two_text("print('x')\n", "time.sleep(1)\n")
        + "[[stop_at]]\nat = '1ms'\nsay = 'one'\n\
           [[stop_at]]\nat = '1ms'\nsay = 'two'\n\
           [[stop_at]]\nwhen = { process = 'a', prints = 'x' }\nsay = 'three'\n\
           [[stop_at]]\nwhen = { prints = 'x' }\nsay = 'four'\n\
           [[stop_at]]\nwhen = { process = 'a', state = 'ended' }\nsay = 'five'\n";
    let mut session = Session::new(from_text("stops", &text, &[]));
    let mut seen = |direction: Direction| {
        let mut said = Vec::new();
        while let Some(mark) = session.next_stop(direction) {
            let caption = session.caption().expect("a stop says something");
            assert_eq!((&caption.text, caption.stop), (&mark.say, Some(mark.index)));
            said.push(mark.say);
        }
        said
    };
    let there = seen(Direction::Forward);
    let mut back = seen(Direction::Back);
    back.reverse();
    let mut sorted = there.clone();
    sorted.sort();
    assert_eq!(sorted, ["five", "four", "one", "three", "two"]);
    assert_eq!(back, there[..4]);
    // Who comes to the moment some other way sees its first stop.
    session.seek(0);
    let first = session.next_stop(Direction::Forward).expect("the first");
    session.seek(first.position);
    assert_eq!(session.stop().map(|mark| mark.index), Some(first.index));
}
