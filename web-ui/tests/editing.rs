//! A text that is changed while its run is shown, and lessons one after the
//! other, as the page has them: without a browser, frame by frame.

use std::cell::Cell;

use sim_core::base::ProcessId;
use web_ui::app::msg::Intervention;
use web_ui::app::state::{Known, State};
use web_ui::app::{choices, document, transport};
use web_ui::library::{ENTRIES, chapters};

const TEXT: &str = "title = 't'\n[process.p]\nprogram = '''\nimport time\ntime.sleep(1)\nprint('one')\n'''\n\
     [[expect]]\nprocess = 'p'\nprints = 'one'\n";

/// A frame that has time for very little.
fn short_frame(state: &mut State) {
    let calls = Cell::new(0);
    transport::frame(state, 0.0, &|| {
        calls.set(calls.get() + 1);
        calls.get() > 2
    });
    state.refresh();
}

/// Frames until all of the text's run is known, with a look at each.
fn settle(state: &mut State, look: &dyn Fn(&State)) {
    for _ in 0..10_000 {
        short_frame(state);
        look(state);
        if state.known() == Known::All {
            return;
        }
    }
    panic!("the run is never known");
}

fn verdicts(state: &State) -> Vec<bool> {
    let run = state.run.as_ref().expect("a run");
    run.pictures().verdicts.iter().map(|it| it.holds).collect()
}

#[test]
fn nothing_is_said_of_an_earlier_texts_run() {
    let mut state = State::default();
    document::open(&mut state, "a.toml", TEXT, Vec::new());
    transport::end(&mut state);
    settle(&mut state, &|_| {});
    short_frame(&mut state);
    assert_eq!(verdicts(&state), [true]);
    let end = state.run.as_ref().expect("a run").now();
    for (text, expected) in [
        (TEXT.replace("'one')\n", "'two')\n"), false),
        (TEXT.to_owned(), true),
    ] {
        document::edit(&mut state, text, true);
        assert_eq!(state.known(), Known::Nothing, "typed, not read yet");
        document::check_soon(&mut state);
        settle(&mut state, &|state| {
            let run = state.run.as_ref().expect("a run");
            if run.stands_in() {
                assert_eq!(state.known(), Known::Nothing);
                assert_eq!(run.now(), end, "the clock belongs to the picture");
                assert_eq!(verdicts(state), Vec::<bool>::new());
            }
        });
        assert_eq!(verdicts(&state), [expected]);
    }
}

#[test]
fn the_opened_lesson_begins_again() {
    let mut state = State::default();
    document::open_library(&mut state, 0);
    for _ in 0..20 {
        short_frame(&mut state);
    }
    choices::intervene(&mut state, ProcessId(0), Intervention::CrashOrRestart);
    transport::end(&mut state);
    settle(&mut state, &|_| {});
    document::open_library(&mut state, 0);
    let run = state.run.as_ref().expect("a run");
    assert_eq!((run.position(), run.branches().list().len()), (0, 1));
    assert!(state.playback.playing);
}

#[test]
fn one_lesson_leads_to_the_next_of_its_chapter() {
    let order: Vec<usize> = chapters().into_iter().flat_map(|it| it.1).collect();
    let mut state = State::default();
    for (at, next) in order.iter().zip(order.iter().skip(1)) {
        let entry = &ENTRIES[*at];
        document::open(&mut state, entry.path, "", Vec::new());
        assert_eq!(document::next_lesson(&state), Some(*next), "{}", entry.path);
    }
    document::open(&mut state, "mine.toml", TEXT, Vec::new());
    assert_eq!(document::next_lesson(&state), None);
}
