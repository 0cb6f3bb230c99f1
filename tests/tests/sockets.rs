//! Programs of first courses on sockets, side by side with what CPython 3.11
//! on Linux printed (`tests/sockets`; `record.py` there makes the records).
//! Both details of the network must print the same.

use mailroom_tests::root;
use mailroom_tests::side_by_side::differences;

#[test]
fn messages_print_what_linux_printed() {
    check("messages");
}

#[test]
fn packets_print_what_linux_printed() {
    check("packets");
}

/// `SOCKETS=name` in the environment runs only folders of that name.
fn check(detail: &str) {
    let only = std::env::var("SOCKETS").unwrap_or_default();
    let report = differences(&root().join("tests/sockets"), &only, detail);
    assert!(report.is_empty(), "{report}");
}
