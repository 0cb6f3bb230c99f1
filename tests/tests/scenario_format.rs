//! The scenario format at its boundary: texts in, diagnostics or a lesson out.

use sim_core::base::diagnostics::{Diagnostic, Severity};
use sim_core::base::{Place, Span, Time};
use sim_core::network::HostKind;
use sim_core::python::Source;
use sim_core::scenario::{
    self, Answer, Check, Condition, Ending, File, Lesson, MessageEvent, Outcome, ProcessOutcome,
    State,
};
use sim_core::world::Command;

fn file(name: &str, text: &str) -> File {
    File {
        name: name.into(),
        text: text.into(),
    }
}

fn main_file(text: &str) -> File {
    file("lesson.toml", text)
}

/// `line:column code`, with the file's name in front if it is not the main
/// one, and `?` behind for a warning.
fn short(diagnostic: &Diagnostic) -> String {
    let Place {
        file, line, column, ..
    } = &diagnostic.place;
    let file = match file.as_str() {
        "lesson.toml" => String::new(),
        other => format!("{other}:"),
    };
    let mark = match diagnostic.severity {
        Severity::Warning => "?",
        Severity::Error => "",
    };
    format!("{file}{line}:{column} {}{mark}", diagnostic.code)
}

/// Exactly these problems, in this order; with an error there is no lesson.
fn check_with(text: &str, beside: &[File], expected: &[&str]) -> Vec<Diagnostic> {
    let loaded = scenario::load(&main_file(text), beside);
    let found: Vec<String> = loaded.diagnostics.iter().map(short).collect();
    assert_eq!(found, expected, "\n{text}\n{:#?}", loaded.diagnostics);
    let has_error = expected.iter().any(|one| !one.ends_with('?'));
    assert_eq!(loaded.lesson.is_none(), has_error, "{text}");
    loaded.diagnostics
}

fn check(text: &str, expected: &[&str]) -> Vec<Diagnostic> {
    check_with(text, &[], expected)
}

/// A scenario with a process `a` and these lines after it, from line 4.
fn with(lines: &str) -> String {
    format!("title = \"T\"\nprocess.a.program = \"pass\"\nprocess.b.program = \"pass\"\n{lines}")
}

fn lesson(text: &str) -> Lesson {
    lesson_with(text, &[])
}

fn lesson_with(text: &str, beside: &[File]) -> Lesson {
    let loaded = scenario::load(&main_file(text), beside);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    loaded.lesson.expect("no diagnostics")
}

#[test]
fn the_smallest_scenario_has_every_default() {
    let lesson =
        lesson("title = \"T\"\n[process.a]\nprogram = \"pass\"\n[process.b]\nprogram = 'pass'");
    let setup = &lesson.setup;
    assert_eq!((setup.seed, setup.cpu), (1, Span::from_micros(1)));
    assert_eq!(setup.stop, Time(60_000_000_000));
    let hosts: Vec<_> = setup
        .hosts
        .iter()
        .map(|h| (h.name.as_str(), h.kind))
        .collect();
    let expected = [
        ("a", HostKind::Host),
        ("b", HostKind::Host),
        ("switch", HostKind::Switch),
    ];
    assert_eq!(hosts, expected);
    // One millisecond from process to process: half of it on each cable.
    assert_eq!(setup.cables.len(), 2);
    for cable in &setup.cables {
        assert_eq!(cable.spec.latency, Span::from_micros(500));
        assert_eq!(cable.spec.bandwidth, 100_000_000);
    }
    assert_eq!(&*setup.processes[0].program.name, "a.py");
    assert_eq!(setup.processes[1].start, Time::ZERO);
}

#[test]
fn one_process_needs_no_switch() {
    let lesson = lesson("title = \"T\"\nprocess.a.program = \"pass\"");
    assert_eq!(
        (lesson.setup.hosts.len(), lesson.setup.cables.len()),
        (1, 0)
    );
}

/// All that the format can say, in one file.
const WHOLE: &str = include_str!("../data/scenario/whole.toml");

fn whole() -> Lesson {
    let beside = [file("data.txt", "1 2 3"), file("sink.py", "print('s')\n")];
    lesson_with(WHOLE, &beside)
}

#[test]
fn the_whole_format_is_understood() {
    let lesson = whole();
    let setup = &lesson.setup;
    let names: Vec<&str> = setup.hosts.iter().map(|host| host.name.as_str()).collect();
    let expected = [
        "a", "worker-1", "worker-2", "worker-3", "sink", "r1", "switch",
    ];
    assert_eq!(names, expected);
    assert_eq!(lesson.places[0], Some((0.1, 0.5)));
    assert_eq!(setup.hosts[0].names, [("localhost".into(), "sink".into())]);
    let cables: Vec<_> = setup.cables.iter().map(|cable| &cable.spec).collect();
    assert_eq!(cables[0].latency, Span::from_millis(3));
    assert_eq!((cables[0].jitter, cables[0].loss_ppm), (Span::ZERO, 20_000));
    assert_eq!(
        (cables[1].latency, cables[1].loss_ppm),
        (Span::from_millis(5), 190_000)
    );
    // The star: half the latency, and a loss that twice gives 0.19.
    assert_eq!(cables.len(), 6);
    assert_eq!(
        (cables[2].latency, cables[2].loss_ppm),
        (Span(2_500_000), 100_000)
    );
    assert_eq!(cables[2].bandwidth, 64_000);
    let ventilator = &setup.processes[0];
    assert_eq!(
        (ventilator.start, &ventilator.args[..]),
        (Time(1_500_000_000), &["5555".to_owned()][..])
    );
    assert_eq!(ventilator.stdin[0], (Time(1_000_000_000), "a".into()));
    assert_eq!(&*setup.processes[1].program.text, "print(1)\n");
    let planned: Vec<_> = setup
        .faults
        .iter()
        .map(|fault| (fault.at.0 / 1_000_000_000, &fault.command))
        .collect();
    assert_eq!(planned.len(), 4);
    assert!(
        matches!(planned[0], (2, Command::Crash { .. })),
        "{planned:?}"
    );
    assert!(matches!(planned[3], (3, Command::Restart { process }) if process.0 == 2));
    let files: Vec<&str> = setup.files.iter().map(|file| &*file.name).collect();
    assert_eq!(files, ["worker.py", "data.txt"]);
}

#[test]
fn stops_are_typed() {
    let lesson = whole();
    let workers: Vec<_> = (1..=3).map(sim_core::base::ProcessId).collect();
    let ventilator = vec![sim_core::base::ProcessId(0)];
    let conditions: Vec<_> = lesson.stops.iter().map(|stop| stop.when.clone()).collect();
    let expected = [
        Condition::State {
            processes: ventilator.clone(),
            state: State::Blocked,
        },
        Condition::At(Time(1_200_000_000)),
        Condition::Line {
            processes: workers,
            line: 1,
        },
        Condition::Line {
            processes: ventilator,
            line: 2,
        },
        Condition::Message {
            text: "job".into(),
            event: MessageEvent::Received,
        },
        Condition::Drop,
        Condition::Prints {
            processes: vec![],
            text: "Done".into(),
        },
    ];
    assert_eq!(conditions, expected);
    assert_eq!(lesson.stops[2].nth, 2);
    let answers: Vec<_> = lesson
        .stops
        .iter()
        .filter_map(|stop| stop.question.as_ref()?.answer.clone())
        .collect();
    assert_eq!(
        answers,
        [Answer::ReceiverOf("job 43".into()), Answer::Choice(1)]
    );
}

#[test]
fn expectations_are_single_checks() {
    let lesson = whole();
    let checks: Vec<_> = lesson.expectations.iter().map(|one| &one.check).collect();
    assert_eq!(checks.len(), 8, "{checks:?}");
    assert!(matches!(checks[0], Check::Prints { lines, .. } if lines == &["Done with job 0"]));
    assert!(matches!(
        checks[5],
        Check::Count {
            at_least: 0,
            at_most: 0,
            ..
        }
    ));
    assert!(matches!(checks[7], Check::Ended(Ending::AllEnded)));
}

#[test]
fn program_lines_are_file_lines() {
    let lesson = whole();
    let map = &lesson.programs[0];
    let place = map.place(WHOLE, 2, 7);
    let line = WHOLE.lines().nth(place.line as usize - 1);
    assert_eq!((line, place.column), (Some("print(\"x\")"), 7));
    assert_eq!(lesson.programs[4].file, "sink.py");
}

#[test]
fn problems_of_values() {
    check("", &["1:1 empty-file"]);
    check("# nothing\n", &["1:1 empty-file"]);
    check("title = 5\n", &["1:1 missing-key", "1:9 wrong-type"]);
    check("[process.a]\nprogram = 'pass'", &["1:1 missing-key"]);
    check("title = 'T'\nprocess = {}", &["1:1 missing-key"]);
    check(&with("seed = -1"), &["4:8 out-of-range"]);
    check(&with("seed = 99999999999999999999"), &["4:8 out-of-range"]);
    check(&with("stop = 10"), &["4:8 wrong-type"]);
    check(&with("stop = '0s'"), &["4:8 out-of-range"]);
    check(&with("stop = '10sec'"), &["4:8 bad-unit"]);
    check(&with("stop = 'soon'"), &["4:8 bad-value"]);
    check(&with("stop = '5'"), &["4:8 bad-unit"]);
    check(&with("format = 2"), &["4:10 format-too-new"]);
    check(&with("detail = 'packet'"), &["4:10 bad-value"]);
    check(&with("detail = 'packets'"), &[]);
    check(&with("level = 'frames'"), &[]);
    check(&with("level = 'wires'"), &["4:9 bad-value"]);
    check(
        &with("detail = 'messages'\nlevel = 'frames'"),
        &["5:9 bad-value"],
    );
    check(&with("link.loss = 1.5"), &["4:13 out-of-range"]);
    check(&with("link.loss = nan"), &["4:13 out-of-range"]);
    check(&with("link.loss = '5%'"), &["4:13 wrong-type"]);
    check(&with("link.bandwidth = '100Mbps'"), &["4:18 bad-unit"]);
    check(&with("link.latency = {}"), &["4:16 missing-key"]);
    check(
        &with("link.latency = { mean = '1ms', jitter = '2ms' }"),
        &["4:16 out-of-range"],
    );
    check(&with("host.a.at = [0.5]"), &["4:13 out-of-range"]);
    check(&with("host.a.at = [0.5, 2]"), &["4:19 out-of-range"]);
    check(&with("title = 'again'"), &["4:1 duplicate-key"]);
    check(&with("process.c.runs = 'rabbitmq'"), &["4:11 not-yet"]);
    check(&with("[process.c]"), &["4:10 missing-key"]);
    check(&with("[[process]]"), &["4:3 duplicate-key"]);
}

#[test]
fn problems_of_names() {
    let found = check(&with("tilte = 'T'"), &["4:1 unknown-key"]);
    assert_eq!(found[0].help.as_deref(), Some("did you mean `title`?"));
    let found = check(&with("nth = 2"), &["4:1 unknown-key"]);
    assert_eq!(
        found[0].help.as_deref(),
        Some("`nth` is a key of `[[stop_at]]`")
    );
    // A key that was probably meant is not reported as missing, too.
    check(
        "titel = 'T'\nprocess.a.program = 'pass'",
        &["1:1 unknown-key"],
    );
    check(
        "title = 'T'\n[process.a]\nprogramm = 'pass'",
        &["3:1 unknown-key"],
    );
    check(
        &with("process.c = { program = 'pass', host = 'aa' }"),
        &["4:40 unknown-name"],
    );
    check(&with("process.\"a b\".program = 'pass'"), &["4:9 bad-name"]);
    check(&with("host.localhost = {}"), &["4:6 bad-name"]);
    check(
        &with("host.a.names = { localhost = 'c' }"),
        &["4:30 unknown-name"],
    );
    check(
        &with("[[cable]]\nbetween = ['a', 'x']"),
        &["5:17 unknown-name"],
    );
    check(
        &with("[[cable]]\nbetween = ['a', 'a']"),
        &["5:17 bad-value"],
    );
    check(
        &with("[[cable]]\nbetween = ['a', 'b', 'a']"),
        &["5:11 too-many"],
    );
    check(
        &with("[process.w-1]\nprogram = 'pass'\n[process.w]\nreplicas = 2\nprogram = 'pass'"),
        &["6:10 name-clash"],
    );
    check(
        &with("[process.w]\nreplicas = 1000000000\nprogram = 'pass'"),
        &["5:12 out-of-range"],
    );
    check(
        &with("[process.w]\nreplicas = 9999\nprogram = 'pass'"),
        &["4:10 too-many"],
    );
    check(
        &with("[host.c]\nkind = 'router'\n[process.c]\nprogram = 'pass'"),
        &["6:10 bad-value", "6:10 unreachable?"],
    );
    check(&with("[host.aa]"), &["4:7 idle-host?"]);
    check(
        &with("[host.r]\n[[cable]]\nbetween = ['a', 'r']"),
        &["3:9 unreachable?"],
    );
}

#[test]
fn problems_of_files() {
    check(&with("process.c.file = 'x.py'"), &["4:18 missing-file"]);
    check(&with("process.c.file = '../x.py'"), &["4:18 bad-file-name"]);
    check(
        &with("files = ['/etc/passwd', 'C:\\x', 'a//b', '']"),
        &[
            "4:10 bad-file-name",
            "4:25 bad-file-name",
            "4:33 bad-file-name",
            "4:41 bad-file-name",
        ],
    );
    check(
        &with("process.c = { file = 'x.py', program = 'pass' }"),
        &["4:22 conflicting-keys"],
    );
    check_with(
        &with("files = ['x.py']\n[file.'x.py']\ntext = ''"),
        &[file("x.py", "")],
        &["4:10 name-clash"],
    );
    let large = "#".repeat(50_000_000);
    check(&large, &["1:1 too-large"]);
    check_with(
        &with("process.c.file = 'x.py'"),
        &[file("x.py", &large)],
        &["4:18 too-large"],
    );
    check(&with("process.c.program = ' '"), &["4:21 empty-program?"]);
}

#[test]
fn problems_of_includes() {
    let include = with("include = ['b.toml']");
    let b = |text: &str| [file("b.toml", text)];
    check(&include, &["4:12 missing-file"]);
    check_with(
        &include,
        &b("include = ['lesson.toml']"),
        &["b.toml:1:12 include-cycle"],
    );
    check_with(
        &include,
        &b("include = ['b.toml']"),
        &["b.toml:1:12 include-cycle"],
    );
    check_with(
        &include,
        &b("[process.a]\nprogram = 'pass'"),
        &["2:9 name-clash"],
    );
    check_with(&include, &b("seed = 'x'"), &["b.toml:1:8 wrong-type"]);
    check_with(&include, &b("seed = 3\n[link]\nloss = 0.5"), &[]);
    check_with("include = ['b.toml']", &b(&with("")), &[]);
    let chain: Vec<File> = (0..40)
        .map(|number| {
            file(
                &format!("{number}.toml"),
                &format!("include = ['{}.toml']", number + 1),
            )
        })
        .collect();
    check_with(
        &with("include = ['0.toml']"),
        &chain,
        &["15.toml:1:12 include-depth"],
    );
    let main = file("some/folder/lesson.toml", &include);
    let loaded = scenario::load(&main, &b("include = ['lesson.toml']"));
    let codes: Vec<&str> = loaded
        .diagnostics
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(codes, ["include-cycle"]);
    // Two ways to the same file are one inclusion.
    let diamond = [
        file("l.toml", "include = ['c.toml']"),
        file("r.toml", "include = ['c.toml']"),
        file("c.toml", "process.c.program = 'pass'"),
    ];
    check_with(&with("include = ['l.toml', 'r.toml']"), &diamond, &[]);
}

#[test]
fn problems_of_faults_and_stops() {
    check(&with("[[fault]]\ncrash = 'a'"), &["4:1 missing-key"]);
    check(&with("[[fault]]\nat = '1s'"), &["4:1 missing-key"]);
    check(
        &with("[[fault]]\nat = '1s'\ncrash = 'a'\nrestart = 'a'"),
        &["7:1 conflicting-keys"],
    );
    check(
        &with("[[fault]]\nat = '1s'\ncrash = 'c'"),
        &["6:9 unknown-name"],
    );
    let messages = |text: &str| with(&format!("detail = 'messages'\n{text}"));
    check(
        &messages("[[fault]]\nat = '1s'\ncut = ['a', 'b']"),
        &["5:1 bad-value"],
    );
    check(
        &messages("[[stop_at]]\nwhen = { wire = 'frame' }"),
        &["6:17 bad-value"],
    );
    let packets = |text: &str| with(&format!("detail = 'packets'\n{text}"));
    check(&with("[[stop_at]]\nwhen = { wire = 'frame' }"), &[]);
    check(
        &with("[[stop_at]]\nwhen = { wire = 'fram' }"),
        &["5:17 bad-value"],
    );
    check(
        &with("[[stop_at]]\nwhen = { wire = 'frame', host = 'zed' }"),
        &["5:33 unknown-name"],
    );
    check(
        &with("[[stop_at]]\nwhen = { drop = true, host = 'a' }"),
        &["5:23 missing-key"],
    );
    check(
        &with("[[stop_at]]\nat = '1s'\nask = 'How many?'\nanswer = {}"),
        &["7:10 missing-key"],
    );
    check(
        &packets("[[fault]]\nat = '1s'\ncut = ['a', 'b']"),
        &["7:8 unknown-name"],
    );
    check(
        &packets("[[fault]]\nat = '1s'\nset = { between = ['a', 'z'], loss = 0.1 }"),
        &["7:25 unknown-name"],
    );
    check(
        &packets("[[fault]]\nat = '1s'\nset = { loss = 2 }"),
        &["7:16 out-of-range"],
    );
    check(&packets("[[fault]]\nat = '1s'\nset = { loss = 0.2 }"), &[]);
    check(&with("[[stop_at]]"), &["4:1 missing-key"]);
    check(
        &with("[[stop_at]]\nat = '1s'\nwhen = { drop = true }"),
        &["6:1 conflicting-keys"],
    );
    check(&with("[[stop_at]]\nwhen = {}"), &["5:8 missing-key"]);
    check(
        &with("[[stop_at]]\nwhen = { drop = false }"),
        &["5:17 bad-value"],
    );
    check(
        &with("[[stop_at]]\nwhen = { blocked = true }"),
        &["5:10 missing-key"],
    );
    check(
        &with("[[stop_at]]\nwhen = { process = 'a', line = 2 }"),
        &["5:32 out-of-range"],
    );
    check(
        &with("[[stop_at]]\nwhen = { process = 'a', line = 'send' }"),
        &["5:32 unknown-name"],
    );
    check(
        &with("[[stop_at]]\nwhen = { process = 'a', drop = true, message = 'x' }"),
        &["5:25 conflicting-keys"],
    );
    check(
        &with("[[stop_at]]\nat = '1s'\nanswer = 'x'"),
        &["6:1 missing-key"],
    );
    check(
        &with("[[stop_at]]\nat = '1s'\nask = '?'\nchoices = ['x', 'y']\nanswer = 'z'"),
        &["8:10 bad-value"],
    );
    check(
        &with("[[stop_at]]\nat = '1s'\nask = '?'\nchoices = ['x', 'x']"),
        &["7:17 name-clash"],
    );
    check(
        &with("[[stop_at]]\nat = '1s'\nask = '?'\nchoices = ['x']"),
        &["7:11 out-of-range"],
    );
}

#[test]
fn problems_of_expectations() {
    check(&with("[[expect]]"), &["4:1 missing-key"]);
    check(&with("[[expect]]\nprocess = 'a'"), &["4:1 missing-key"]);
    check(&with("[[expect]]\nexit_code = 0"), &["5:1 missing-key"]);
    check(&with("[[expect]]\ncount = 'dropped'"), &["4:1 missing-key"]);
    check(&with("[[expect]]\nis = 3"), &["5:1 missing-key"]);
    check(
        &with("[[expect]]\ncount = 'lost'\nis = 3"),
        &["5:9 bad-value"],
    );
    check(
        &with("[[expect]]\ncount = 'sent'\nat_least = 3\nat_most = 2"),
        &["7:1 conflicting-keys"],
    );
    check(
        &with("[[expect]]\nprocess = 'a'\ncount = 'sent'\nexit_code = 0"),
        &["6:1 conflicting-keys"],
    );
    check(
        &with("[[expect]]\nprocess = 'b'\nstatus = 'dead'"),
        &["6:10 bad-value"],
    );
    check(
        &with("[[expect]]\nprocess = 'c'\nstatus = 'ended'"),
        &["5:11 unknown-name"],
    );
    check(
        &with("[[expect]]\nprocess = 'a'\nprints = ''\nprints_exactly = ''"),
        &["6:1 conflicting-keys"],
    );
}

#[test]
fn problems_of_toml() {
    check("title = \n", &["1:9 syntax"]);
    check("import zmq\n", &["1:1 syntax"]);
    check(
        &with("[process.c\nprogram = 'pass'\nseed = x"),
        &["4:11 syntax"],
    );
    check(
        &with("process.c.program = '''\nprint(1)\n"),
        &["4:21 syntax"],
    );
}

/// What a parser makes of the lines behind a mistake is no mistake.
#[test]
fn one_slip_is_one_problem() {
    let two = |first: &str| {
        format!("title = 'T'\n{first}\n[process.b]\nprogram = \"\"\"\nprint(2)\n\"\"\"\n")
    };
    let cases = [
        ("[process.a\nprogram = 'pass'\nreplicas = 2", "2:11 syntax"),
        ("[[stop_at]\nprocess = 'b'\nsay = 'x'", "2:11 syntax"),
        ("[process.a]\nprogram = \"\nprint(1)\n\"\"\"", "3:12 syntax"),
        ("[process.a]\nprogram = \"\"\"\nprint(1)\n", "3:11 syntax"),
        (
            "[process.a]\nprogram = \"\"\"\nprint(\"\"\"x\"\"\")\n\"\"\"",
            "4:10 syntax",
        ),
        ("[process.a]\nprogram = \"print(\"x\")\"", "3:19 syntax"),
        (
            "[process.a]\nprogram =\nimport zmq\nprint(1)",
            "3:10 syntax",
        ),
        (
            "[process.a]\nprogram = \"\"\"\nprint(\"x)\nif x == 1\n    pass\n\"\"\"",
            "4:7 python-syntax",
        ),
        (
            "[process.a]\nprogram = \"\"\"\nprint(f(1)\nx = 2\nif x\n    pass\n\"\"\"",
            "4:6 python-syntax",
        ),
    ];
    for (text, expected) in cases {
        check(&two(text), &[expected]);
    }
    // Two slips are two.
    check(&two("seed = x\nstop = y"), &["2:8 syntax", "3:8 syntax"]);
    check(
        &two("[process.a\nprogram = 'x'\n[process.c]\nseed = x"),
        &["2:11 syntax", "5:8 syntax"],
    );
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let said = |bytes: &[u8]| scenario::text_of("a.toml", bytes.to_vec());
    let cases: [(&[u8], &str); 4] = [
        (b"\x89PNG\r\n", "a.toml is not text (byte 0 is not"),
        (b"abc\0def", "a.toml is not text (byte 3 is not"),
        (b"\xff\xfet\0", "a.toml is text in UTF-16."),
        (b"title = '\xe4'", "a.toml is not text (byte 9 is not"),
    ];
    for (bytes, expected) in cases {
        let problem = said(bytes).expect_err(expected);
        assert!(problem.starts_with(expected), "{problem}");
    }
    assert_eq!(said("\u{feff}title".as_bytes()).as_deref(), Ok("title"));
}

#[test]
fn all_problems_are_reported_together() {
    let text = with(
        "colour = 'red'\nseed = 'x'\n[link]\nloss = 2\n[process.c]\nhost = 'd'\n[[fault]]\nat = '1'\ncrash = 'e'",
    );
    let expected = [
        "4:1 unknown-key",
        "5:8 wrong-type",
        "7:8 out-of-range",
        "8:10 missing-key",
        "9:8 unknown-name",
        "11:6 bad-unit",
    ];
    check(&text, &expected);
}

#[test]
fn a_flood_of_problems_is_cut_short() {
    let text: String = (0..1_000)
        .map(|number| format!("k{number} = 1\n"))
        .collect();
    let loaded = scenario::load(&main_file(&text), &[]);
    let last = loaded.diagnostics.last().expect("many problems");
    assert_eq!(loaded.diagnostics.len(), 201);
    // 1,000 unknown keys and the two that are missing, 200 of them listed.
    assert_eq!(last.message, "802 more problems are not listed");
}

#[test]
fn addresses_that_lead_nowhere() {
    let two = |server: &str, client: &str| {
        format!(
            "title = 'T'\n[process.server]\nprogram = '''\n{server}\n'''\n[process.client]\nprogram = '''\n{client}\n'''\n"
        )
    };
    let bind = "s.bind(\"tcp://*:5555\")";
    check(&two(bind, "s.connect(\"tcp://server:5555\")"), &[]);
    let found = check(
        &two(bind, "s.connect(\"tcp://sever:5555\")"),
        &["8:18 address-unknown-host?"],
    );
    assert_eq!(found[0].help.as_deref(), Some("did you mean `server`?"));
    check(
        &two(bind, "s.connect('tcp://server:5556')"),
        &["8:18 address-not-bound?"],
    );
    check(
        &two(bind, "s.connect(\"tcp://localhost:5555\")"),
        &["8:18 address-not-bound?"],
    );
    check(
        &two(
            "s.bind(\"tcp://localhost:5555\")",
            "s.connect(\"tcp://server:5555\")",
        ),
        &["8:18 address-not-bound?"],
    );
    check(
        &(two(bind, "s.connect(\"tcp://localhost:5555\")")
            + "[host.client]\nnames = { localhost = 'server' }"),
        &[],
    );
    check(
        &two("s.bind(address)", "s.connect(\"tcp://server:5556\")"),
        &[],
    );
    check(&two(bind, "# s.connect(\"tcp://sever:5555\")"), &[]);
    check(&two(bind, "s.connect(f\"tcp://{name}:5555\")"), &[]);
    check(&two(bind, "s.connect(\"tcp://10.0.0.1:5556\")"), &[]);
}

#[test]
fn problems_of_programs_are_placed_in_the_file() {
    fn complain(program: &Source) -> Vec<Diagnostic> {
        vec![Diagnostic {
            severity: Severity::Error,
            code: "python-syntax".into(),
            message: "not Python".into(),
            place: Place::new(&program.name, &program.text, 2, 4),
            help: None,
        }]
    }
    let text = "title = 'T'\n[process.a]\nprogram = '''\n\n  !!\n'''\n[process.b]\nfile = 'b.py'";
    let loaded = scenario::load_with(&main_file(text), &[file("b.py", "a\nb")], complain);
    let found: Vec<String> = loaded.diagnostics.iter().map(short).collect();
    assert_eq!(found, ["5:2 python-syntax", "b.py:2:1 python-syntax"]);
    assert!(loaded.diagnostics[0].message.starts_with("a.py line 2: "));
}

#[test]
fn references_name_the_files_to_fetch() {
    let text = "include = ['common.toml']\nfiles = ['data.txt', '../secret']\n\
                [process.a]\nfile = 'a.py'\n[process.b]\nfile = 'in.py'\n[file.'in.py']\ntext = ''";
    assert_eq!(
        scenario::references(text),
        ["common.toml", "data.txt", "a.py"]
    );
    let common = file(
        "common.toml",
        "process.c.file = 'c.py'\ninclude = ['lesson.toml']",
    );
    let missing = scenario::missing(&main_file(text), &[common, file("a.py", "")]);
    assert_eq!(missing, ["data.txt", "c.py"]);
}

#[test]
fn rendering_shows_the_line() {
    let main = main_file(&with("sed = 3"));
    let loaded = scenario::load(&main, &[]);
    let text = scenario::render(&loaded.diagnostics, std::slice::from_ref(&main));
    assert!(
        text.contains("error[unknown-key]: unknown key `sed`"),
        "{text}"
    );
    assert!(text.contains("lesson.toml:4:1"), "{text}");
    assert!(text.contains("did you mean `seed`?"), "{text}");
    // Without the text there is still the place.
    let text = scenario::render(&loaded.diagnostics, &[]);
    assert!(
        text.starts_with("lesson.toml:4:1: error[unknown-key]"),
        "{text}"
    );
}

#[test]
fn verdicts_say_what_was_found() {
    let lesson = lesson(&with(
        "[[expect]]\nprocess = 'a'\nprints = ['x', 'z']\nexit_code = 0\n\
         [[expect]]\nprocess = 'b'\nblocked_on = 'recv'\nprints_exactly = '''\nx\ny\n'''\n\
         [[expect]]\ncount = 'dropped'\nat_most = 2\n[[expect]]\nends_at_most = '1s'",
    ));
    let process = |stdout: &str, blocked: Option<&str>| ProcessOutcome {
        stdout: stdout.into(),
        stderr: String::new(),
        state: State::Blocked,
        exit_code: None,
        blocked_on: blocked.map(str::to_owned),
    };
    let outcome = Outcome {
        ended_at: Time(2_000_000_000),
        ending: Ending::Quiet,
        processes: vec![
            process("x\ny\nz\n", None),
            process("x\ny\n", Some("socket.recv")),
        ],
        sent: 0,
        delivered: 0,
        received: 0,
        dropped: 3,
        wire: Vec::new(),
    };
    let verdicts = scenario::judge(&lesson, &outcome);
    let found: Vec<_> = verdicts
        .iter()
        .map(|one| (one.line, one.holds, one.found.as_str()))
        .collect();
    let expected = [
        (6, true, ""),
        (7, false, "it has not ended: it is `blocked`"),
        (11, true, ""),
        (10, true, ""),
        (15, false, "3"),
        (18, false, "it ended at 2 s"),
    ];
    let mut found = found;
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(found, expected);
}
