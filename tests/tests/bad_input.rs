//! What a newcomer, or a stranger, can do wrong: each gives a clear message
//! with its place, within bounded time and memory, and everything goes on.

use std::fmt::Write;

use mailroom_tests::{from_text, run};
use sim_core::base::limits;
use sim_core::scenario::{File, load};
use sim_core::session::Session;
use sim_core::system::Stream;

/// Diagnostics of a file, as `line:column code message`.
fn problems(text: &str, beside: &[(&str, &str)]) -> String {
    let file = |name: &str, text: &str| File {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let beside: Vec<File> = beside.iter().map(|(name, text)| file(name, text)).collect();
    let mut found = String::new();
    for problem in load(&file("lesson.toml", text), &beside).diagnostics {
        let place = &problem.place;
        let help = problem.help.unwrap_or_default();
        let _ = writeln!(
            found,
            "{}:{} {} {} ({help})",
            place.line, place.column, problem.code, problem.message
        );
    }
    found
}

/// Each part of `expected` is somewhere in what is said of the file.
fn check_file(text: &str, beside: &[(&str, &str)], expected: &[&str]) {
    let found = problems(text, beside);
    for part in expected {
        assert!(
            found.contains(part),
            "expected {part:?} in:\n{found}\nfor:\n{}",
            &text[..text.len().min(300)]
        );
    }
}

#[test]
fn files_with_mistakes_say_where_and_what_would_work() {
    let program = "[process.p]\nprogram = '''print(1)'''\n";
    let with = |rest: &str| format!("title = \"t\"\n{rest}\n{program}");
    check_file("this is not TOML", &[], &["1:"]);
    check_file("", &[], &["title", "process"]);
    check_file(
        &"x".repeat(limits::SCENARIO_BYTES + 1),
        &[],
        &["1:1 too-large"],
    );
    check_file(&with("titel = \"x\""), &[], &["2:1 unknown-key", "title"]);
    check_file(
        &with("include = [\"a.toml\"]"),
        &[("a.toml", "include = [\"a.toml\"]")],
        &["a.toml"],
    );
    check_file(&format!("{}{program}", with("")), &[], &["p"]);
    check_file(
        "title = \"t\"\n[process.p]\nprogram = '''\nx = 1\nif x\n    print(x)\n'''\n",
        &[],
        &["5:5"],
    );
    check_file(
        "title = \"t\"\n[process.a]\nprogram = '''\nimport zmq\ns = zmq.Context().socket(zmq.REQ)\ns.connect(\"tcp://b:1\")\n'''\n[process.b]\nprogram = '''\nimport zmq\ns = zmq.Context().socket(zmq.REP)\ns.bind(\"tcp://*:2\")\n'''\n",
        &[],
        &["6:", "tcp://b:1"],
    );
}

/// Runs one program as the only process.
fn run_program(program: &str) -> Session {
    let text =
        format!("title = \"t\"\nstop = \"10s\"\n[process.p]\nprogram = '''\n{program}\n'''\n");
    run(from_text("bad", &text, &[]))
}

/// The end of the run, and the last line of the program's standard error, contain these.
fn check_run(program: &str, end: &str, error: &str) {
    let session = run_program(program);
    let said = session.end().expect("the run has an end").why;
    assert!(said.contains(end), "{program}: {said}");
    let process = &session.last_world().system().processes()[0];
    let errors = process.terminal.text(Stream::Stderr);
    assert!(
        errors.lines().last().unwrap_or("").contains(error),
        "{program}: {errors}"
    );
    assert!(
        session.trace().records().len() <= limits::RECORDS + limits::CALLS_IN_A_TURN as usize * 4
    );
}

#[test]
fn programs_without_end_are_stopped_and_named() {
    check_run("while True: pass", "p is in line 1: while True: pass", "");
    check_run(
        "x = [i for i in iter(int, 1)]",
        "All programs have ended",
        "MemoryError",
    );
    check_run(
        "def f():\n    f()\nf()",
        "All programs have ended",
        "RecursionError: maximum recursion depth exceeded",
    );
    check_run(
        "x = []\nwhile True:\n    x.append('x' * 100000)",
        "All programs have ended",
        "MemoryError",
    );
    check_run("while True: print('again and again')", "p is in line 1", "");
    check_run("x = 'x' * 10**12", "All programs have ended", "MemoryError");
    check_run("x = 10**10**8", "All programs have ended", "");
}
