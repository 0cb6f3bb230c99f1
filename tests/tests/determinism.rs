//! The same file, seed and commands give the same run; any way of going
//! forward and back ends in an equal world.

use std::rc::Rc;

use mailroom_tests::{lesson, library, run};
use proptest::prelude::*;
use sim_core::base::{MessageId, ProcessId, Span, Time};
use sim_core::messaging::SocketOption;
use sim_core::scenario::Lesson;
use sim_core::session::{Direction, Session, Unit};
use sim_core::trace::digest;
use sim_core::world::{Command, World};

#[test]
fn the_same_scenario_gives_the_same_trace() {
    for path in library() {
        let (first, second) = (run(lesson(&path)), run(lesson(&path)));
        assert_eq!(first.trace().records(), second.trace().records());
        assert_eq!(first.last_world(), second.last_world());
    }
}

#[test]
fn a_run_does_not_depend_on_the_one_before_it() {
    let mut before: Option<Session> = None;
    for path in library() {
        let fresh = run(lesson(&path));
        if let Some(before) = &before {
            let mut after = Session::after(lesson(&path), before);
            after.compute_all();
            assert_eq!(after.trace().records(), fresh.trace().records(), "{path:?}");
            assert_eq!(after.last_world(), fresh.last_world(), "{path:?}");
        }
        before = Some(fresh);
    }
}

#[test]
fn a_world_does_not_depend_on_whether_it_is_recorded() {
    for path in library() {
        let lesson = lesson(&path);
        let (mut recorded, mut not) = (
            World::new(lesson.setup.clone()),
            World::unrecorded(lesson.setup.clone()),
        );
        let mut records = Vec::new();
        while recorded.step(&mut records) {
            assert!(not.step(&mut Vec::new()));
        }
        assert!(!records.is_empty());
        assert_eq!(
            (recorded.now(), recorded.position()),
            (not.now(), not.position())
        );
        assert_eq!(recorded.system().processes(), not.system().processes());
    }
}

/// Something a person does with a session.
#[derive(Clone, Debug)]
enum Move {
    Step(Unit, Direction),
    Seek(u64),
    SeekTime(u64),
    Compute(u32),
    Give(Command),
}

fn moves(processes: u32) -> impl Strategy<Value = Vec<Move>> {
    let unit = prop_oneof![Just(Unit::Line), Just(Unit::Message), Just(Unit::Event)];
    let direction = prop_oneof![Just(Direction::Forward), Just(Direction::Back)];
    let process = (0..processes).prop_map(ProcessId);
    let command = (process, 0..10u8, 0..40u64).prop_map(|(process, kind, number)| match kind {
        0 => Command::Crash { process },
        1 => Command::Restart { process },
        2 => Command::Pause { process },
        3 => Command::Resume { process },
        4 => Command::Interrupt { process },
        5 => Command::EndOfInput { process },
        6 => Command::Drop {
            message: MessageId(number),
        },
        7 => Command::Delay {
            message: MessageId(number),
            by: Span(number * 7_000_000),
        },
        8 => Command::SetOption {
            process,
            socket: None,
            option: SocketOption::SendMark,
            value: number as u32,
        },
        _ => Command::Input {
            process,
            line: "typed".to_owned(),
        },
    });
    let one = prop_oneof![
        4 => (unit, direction).prop_map(|(unit, direction)| Move::Step(unit, direction)),
        2 => (0..3_000u64).prop_map(Move::Seek),
        2 => (0..3_000_000_000u64).prop_map(Move::SeekTime),
        1 => (0..2_000u32).prop_map(Move::Compute),
        1 => command.prop_map(Move::Give),
    ];
    prop::collection::vec(one, 1..40)
}

fn make(session: &mut Session, step: &Move) {
    match step {
        Move::Step(unit, direction) => {
            session.step(*unit, *direction);
        }
        Move::Seek(position) => session.seek(*position),
        Move::SeekTime(at) => session.seek_time(Time(*at)),
        Move::Compute(events) => {
            session.compute(*events);
        }
        Move::Give(command) => session.apply(command.clone()),
    }
}

/// The world at the session's cursor, computed from the beginning by nothing
/// but `step` and `apply`.
fn from_the_beginning(lesson: &Lesson, session: &Session) -> World {
    let mut world = World::new(lesson.setup.clone());
    let mut commands = session.commands().iter().peekable();
    let mut records = Vec::new();
    while world.position() < session.position() {
        match commands.next_if(|given| given.position == world.position()) {
            Some(given) => world.apply(given.at, &given.command, &mut records),
            None => assert!(world.step(&mut records)),
        }
    }
    assert_eq!(
        records,
        session.trace().records()[..session.trace().after(session.position())]
    );
    world
}

fn check(lesson: &Rc<Lesson>, moves: &[Move]) {
    let mut session = Session::new(lesson.clone());
    for step in moves {
        make(&mut session, step);
        assert!(session.now() >= session.world().now());
    }
    let here = session.position();
    assert_eq!(*session.world(), from_the_beginning(lesson, &session));
    // On by some steps and back by as many.
    let before = session.world().clone();
    let on =
        (1..=7).filter(|_| session.computed().0 > session.position() || session.end().is_none());
    let steps = on.count() as u64;
    session.seek(here + steps);
    session.seek(here);
    assert_eq!(*session.world(), before);
    // The same commands from the start give the same trace to the end.
    session.compute_all();
    let end = session.computed().0;
    session.seek(end);
    assert_eq!(*session.world(), *session.last_world());
    let replayed = from_the_beginning(lesson, &session);
    assert_eq!(replayed, *session.last_world());
    assert_eq!(digest(session.trace().records()).len(), 16);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_way_through_a_lesson_ends_in_an_equal_world(which in 0..100usize, moves in moves(2)) {
        let library = library();
        let lesson = lesson(&library[which % library.len()]);
        check(&lesson, &moves);
    }
}
