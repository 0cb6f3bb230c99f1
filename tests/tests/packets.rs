//! The `packets` detail over the whole library: on networks that lose nothing,
//! programs see what they see with `messages`; what happened can be written as
//! a capture that another program reads without complaint.

use std::rc::Rc;

use mailroom_tests::{lesson, library, name, run};
use sim_core::network::Detail;
use sim_core::scenario::Lesson;
use sim_core::session::Session;
use sim_core::trace::digest;

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
            (name, format!("{}\n{}", shown.collect::<String>(), process.activity().word()))
        })
        .collect()
}

#[test]
fn programs_see_the_same_in_both_details() {
    for path in library() {
        let lesson = lesson(&path);
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
