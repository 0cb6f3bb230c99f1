//! What the documentation says is what the code does.

use mailroom_tests::root;

#[test]
fn the_reference_of_the_format_is_current() {
    let path = root().join("docs/scenario-format.md");
    let page = std::fs::read_to_string(path).expect("the reference is there");
    assert!(
        page == mailroom::reference::markdown(),
        "docs/scenario-format.md is not what `mailroom reference` prints; write it anew"
    );
}
