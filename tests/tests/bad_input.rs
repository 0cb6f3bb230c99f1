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
        &["6:18 address-not-bound", "host `b`", "bound there: 2"],
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

#[test]
fn last_words_come_before_the_farewell() {
    // The context waits for ever for the message that nobody takes.
    check_run(
        "import zmq\ns = zmq.Context().socket(zmq.REQ)\ns.connect('tcp://localhost:5555')\ns.send(b'1')\ns.send(b'2')",
        "p waits in term",
        "ZMQError: Operation cannot be accomplished in current state",
    );
}

#[test]
fn who_exits_has_not_crashed() {
    for (program, status) in [
        ("exit()", 0),
        ("import sys; sys.exit()", 0),
        ("raise SystemExit(3)", 3),
        ("import sys; sys.exit('no server')", 1),
    ] {
        let text = format!(
            "title = \"t\"\n[process.p]\nprogram = \"{program}\"\n[[expect]]\nprocess = \"p\"\nstatus = \"ended\"\nexit_code = {status}\n"
        );
        for verdict in run(from_text("exits", &text, &[])).verdicts() {
            assert!(verdict.holds, "{program}: {}", verdict.found);
        }
    }
}

#[test]
fn what_is_no_scenario_is_told_what_it_is() {
    check_file(
        "# server\nimport zmq\n\nprint('hello')\n",
        &[],
        &["1:1 syntax this is a Python program", "[process.main]"],
    );
    // The file's own escapes have changed the program.
    check_file(
        "title = \"t\"\n[process.p]\nprogram = \"\"\"\nprint('a\\nb')\n\"\"\"\n",
        &[],
        &["unterminated string literal", "between ''' and '''"],
    );
    check_file(
        "title = \"t\"\n[process.p]\nhost = \"desk\"\nprogram = 'pass'\n",
        &[],
        &["there is no host `desk`", "add a line `[host.desk]`"],
    );
}

/// What is said of a run whose program is `program` and that has `more`.
fn check_remark(program: &str, more: &str, expected: &str) {
    let text = format!("title = \"t\"\n[process.p]\nprogram = '''\n{program}\n'''\n{more}\n");
    let remarks = run(from_text("remarks", &text, &[])).remarks();
    let said = remarks.iter().map(|remark| {
        let line = remark.place.as_ref().map_or(0, |place| place.line);
        let fails = if remark.fails { " FAIL" } else { "" };
        format!("{line} {}{fails}\n", remark.text)
    });
    assert_eq!(said.collect::<String>(), expected, "{text}");
}

#[test]
fn what_no_expectation_asks_for_is_said_all_the_same() {
    check_remark("print(1)", "", "");
    check_remark(
        "def f():\n    nothing()\nf()",
        "",
        "5 p ends with NameError: name 'nothing' is not defined\n",
    );
    let expect = |what: &str| format!("[[expect]]\nprocess = \"p\"\n{what}");
    check_remark("1/0", &expect("exit_code = 1"), "");
    check_remark("1/0", &expect("status = \"crashed\""), "");
    check_remark("raise KeyboardInterrupt", "", "");
    check_remark(
        "print(1)",
        "[[stop_at]]\nwhen = { process = \"p\", prints = \"2\" }\nsay = \"no\"",
        "6 the run never comes to this stop FAIL\n",
    );
    let asks = |answer: &str| {
        format!(
            "[[stop_at]]\nat = \"0s\"\nask = \"Which?\"\nchoices = [\"1\", \"p\"]\nanswer = {answer}"
        )
    };
    check_remark(
        "print(1)",
        &asks("{ receiver_of = \"zzz\" }"),
        "6 the question has no answer: no message with “zzz” arrives after this stop FAIL\n",
    );
    check_remark(
        "print(1)",
        &asks("{ count_of = \"sent\" }"),
        "6 the computed answer, 0, is none of the choices FAIL\n",
    );
    check_remark("print(1)", &asks("\"p\""), "");
}

/// The top of a file with two processes, `more` after its title.
fn two(more: &str) -> String {
    format!("title = \"t\"\n{more}\n[process.a]\nprogram = 'pass'\n[process.b]\nprogram = 'pass'\n")
}

#[test]
fn networks_that_cannot_be_say_where() {
    let check = |more: &str, expected: &[&str]| check_file(&two(more), &[], expected);
    check(
        "[[cable]]\nbetween = [\"a\", \"zed\"]",
        &["3:17 unknown-name there is no host `zed`", "`a`, `b`"],
    );
    check("[[cable]]\nbetween = [\"a\"]", &["3:11 out-of-range"]);
    check(
        "[[cable]]\nbetween = [\"a\", \"a\"]",
        &["3:17 bad-value", "with itself"],
    );
    check(
        "[[cable]]\nbetween = [\"a\", \"b\"]\naddresses = [\"10.1.0.1/24\", \"10.1.0.1/24\"]",
        &["4:29 name-clash", "both have the address 10.1.0.1"],
    );
    check(
        "[host.r]\nkind = \"router\"\n[[cable]]\nbetween = [\"a\", \"r\"]\naddresses = [\"10.1.0.1/24\", \"10.1.0.2/24\"]\n\
         [[cable]]\nbetween = [\"b\", \"r\"]\naddresses = [\"10.1.0.1/24\", \"10.1.0.3/24\"]",
        &["9:14 name-clash", "`a` and `b`"],
    );
    check("[link]\nmtu = 10", &["3:7 out-of-range", "from 68"]);
    check(
        "[link]\nbandwidth = \"0bit/s\"",
        &["3:13 out-of-range `bandwidth` must be more than nothing"],
    );
    check("[link]\nloss = 2", &["3:8 out-of-range", "0.0 to 1.0"]);
    check(
        "[host.a]\nroutes = { \"10.9.0.0/24\" = \"172.16.0.1\" }",
        &[
            "3:28 bad-value",
            "no address on a network that the host is in",
        ],
    );
    check(
        "[host.a]\nroutes = { \"192.168.9.0/24\" = \"10.0.0.1\" }",
        &["3:31 bad-value"],
    );
    check(
        "[host.c]\n[host.d]\n[[cable]]\nbetween = [\"a\", \"c\"]\n[[cable]]\nbetween = [\"b\", \"d\"]",
        &["unreachable no cable leads from host `a` to host `b`"],
    );
}

/// What a program of host `a` gets that connects to an address: the last line
/// of its error output, and when.
fn check_connect(more: &str, address: &str, error: &str, least_ms: u64, most_ms: u64) {
    let text = format!(
        "title = \"t\"\n{more}\n[process.a]\nprogram = '''\nimport socket\ns = socket.create_connection((\"{address}\", 5000))\n'''\n\
         [process.b]\nprogram = 'pass'\n"
    );
    let session = run(from_text("unreachable", &text, &[]));
    let process = &session.last_world().system().processes()[0];
    let errors = process.terminal.text(Stream::Stderr);
    assert_eq!(errors.lines().last().unwrap_or(""), error, "{address}");
    let ended = session.last_world().end_time().expect("over").0 / 1_000_000;
    assert!(
        (least_ms..=most_ms).contains(&ended),
        "{address}: {ended} ms"
    );
}

#[test]
fn unreachable_destinations_fail_as_on_linux() {
    let nobody = "OSError: [Errno 113] No route to host";
    let no_route = "OSError: [Errno 101] Network is unreachable";
    let refused = "ConnectionRefusedError: [Errno 111] Connection refused";
    // Nobody answers three ARP questions.
    check_connect("", "10.0.0.77", nobody, 3_000, 3_100);
    check_connect("", "192.168.9.9", no_route, 0, 1);
    check_connect("", "b", refused, 1, 10);
    let islands = "[host.c]\n[host.d]\n[[cable]]\nbetween = [\"a\", \"c\"]\n[[cable]]\nbetween = [\"b\", \"d\"]";
    check_connect(islands, "b", no_route, 0, 1);
    // Over a router that knows no further: it answers by ICMP.
    let router = "[host.a]\nroutes = { \"default\" = \"10.1.0.1\" }\n[host.r]\nkind = \"router\"\n[[cable]]\nbetween = [\"a\", \"r\"]\naddresses = [\"10.1.0.2/24\", \"10.1.0.1/24\"]\n\
        [[cable]]\nbetween = [\"b\", \"r\"]\naddresses = [\"10.2.0.2/24\", \"10.2.0.1/24\"]";
    check_connect(router, "192.168.9.9", no_route, 1, 10_000);
}
