//! What the documentation says is what the code does.

use mailroom_tests::root;
use sim_core::scenario::{File, load};

#[test]
fn the_reference_of_the_format_is_current() {
    let path = root().join("docs/scenario-format.md");
    let page = std::fs::read_to_string(path).expect("the reference is there");
    assert!(
        page == mailroom::reference::markdown(),
        "docs/scenario-format.md is not what `mailroom reference` prints; write it anew"
    );
}

/// The pieces of the worked example (fences without a language) are one file.
#[test]
fn the_lesson_of_the_guide_for_authors_runs_after_each_piece() {
    let guide =
        std::fs::read_to_string(root().join("docs/authors.md")).expect("the guide is there");
    // Between fences stands text, then code, in turns; the first line of code
    // is its language.
    let code = guide.split("\n```").skip(1).step_by(2);
    let pieces: Vec<&str> = code.filter_map(|code| code.strip_prefix('\n')).collect();
    assert!(pieces.len() > 3, "the example has its pieces");
    let mut text = String::new();
    for piece in pieces {
        text += piece;
        text.push('\n');
        let name = "lesson.toml".to_owned();
        let file = File {
            name,
            text: text.clone(),
        };
        let loaded = load(&file, &[]);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
        let lesson = std::rc::Rc::new(loaded.lesson.expect("no mistake, so a lesson"));
        let mut session = sim_core::session::Session::new(lesson);
        session.compute_all();
        for verdict in session.verdicts() {
            assert!(verdict.holds, "{verdict:?}");
        }
    }
}
