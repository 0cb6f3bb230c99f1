//! Every scenario of the library is a golden test: it runs as its own
//! expectations say, comes to all of its stops, answers its questions, and
//! tells the same story as before, word by word.

use std::fmt::Write;

use mailroom_tests::{lesson, library, name, run};
use sim_core::scenario::Lesson;
use sim_core::session::Session;
use sim_core::trace::{digest, sentence};

#[test]
fn every_scenario_runs_as_it_expects() {
    let mut problems = String::new();
    for path in library() {
        let mut session = run(lesson(&path));
        for verdict in session.verdicts().iter().filter(|verdict| !verdict.holds) {
            let _ = writeln!(
                problems,
                "{}:{}: expected {}; {}",
                name(&path),
                verdict.line,
                verdict.expected,
                verdict.found
            );
        }
        for index in 0..session.lesson().stops.len() {
            if session.stops().iter().all(|mark| mark.index != index) {
                let _ = writeln!(
                    problems,
                    "{}: the run never comes to stop {}",
                    name(&path),
                    index + 1
                );
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn every_scenario_is_a_lesson() {
    for path in library() {
        let lesson = lesson(&path);
        let name = name(&path);
        assert!(
            lesson.goal.is_some() && lesson.chapter.is_some(),
            "{name} has a goal and a chapter"
        );
        assert!(lesson.stops.len() >= 3, "{name} has at least three stops");
        assert!(!lesson.expectations.is_empty(), "{name} tests itself");
    }
}

#[test]
fn every_scenario_tells_the_same_story_as_before() {
    for path in library() {
        let session = run(lesson(&path));
        let snapshot = name(&path).replace('/', "-");
        insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(snapshot, story(&session));
        });
    }
}

/// Stops, sentences and terminals of a run, as text.
fn story(session: &Session) -> String {
    let lesson: &Lesson = session.lesson();
    let names = session.trace().names(&lesson.setup);
    let mut text = format!("{}\n\n", lesson.title);
    let mut stops = session.stops().iter().peekable();
    for record in session.trace().records() {
        while let Some(stop) =
            stops.next_if(|stop| (stop.at, stop.position) < (record.at, record.position))
        {
            let _ = writeln!(
                text,
                "            -- stop {} at {}",
                stop.index + 1,
                stop.at
            );
        }
        let _ = writeln!(
            text,
            "{:>12.6}  {}",
            record.at.as_secs_f64(),
            sentence(record, names)
        );
    }
    for stop in stops {
        let _ = writeln!(
            text,
            "            -- stop {} at {}",
            stop.index + 1,
            stop.at
        );
    }
    if let Some(end) = session.end() {
        let _ = writeln!(text, "{:>12.6}  {}", end.at.as_secs_f64(), end.why);
    }
    for process in session.last_world().system().processes() {
        let _ = writeln!(
            text,
            "\n--- {}: {}",
            lesson.setup.processes[process.id.index()].name,
            process.activity().word()
        );
        text.extend(process.terminal.shown.iter().map(|(_, text)| &**text));
    }
    let _ = writeln!(text, "\ntrace hash {}", digest(session.trace().records()));
    text
}
