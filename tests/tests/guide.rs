//! Programs in the manner of well-known examples for ZeroMQ, side by side with
//! what real pyzmq printed (`tests/guide`; `record.py` there makes the records,
//! and compares them when it is asked to).

use mailroom_tests::root;
use mailroom_tests::side_by_side::differences;

#[test]
fn messages_print_what_pyzmq_printed() {
    check("messages");
}

#[test]
fn packets_print_what_pyzmq_printed() {
    check("packets");
}

/// `GUIDE=name` in the environment runs only folders of that name.
fn check(detail: &str) {
    let only = std::env::var("GUIDE").unwrap_or_default();
    let report = differences(&root().join("tests/guide"), &only, detail);
    assert!(report.is_empty(), "{report}");
}
