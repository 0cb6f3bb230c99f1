//! What a lesson suggests to try, and the lines that it names: texts in,
//! diagnostics or places out.

use sim_core::base::Diagnostic;
use sim_core::scenario::{self, File, Loaded};

fn load(text: &str) -> Loaded {
    let file = File {
        name: "lesson.toml".to_owned(),
        text: text.to_owned(),
    };
    scenario::load(&file, &[])
}

/// Exactly these problems, each as `line:column code`; `?` behind a warning.
fn check(text: &str, expected: &[&str]) -> Vec<Diagnostic> {
    let loaded = load(text);
    let mark = if loaded.lesson.is_none() { "" } else { "?" };
    let short =
        |one: &Diagnostic| format!("{}:{} {}{mark}", one.place.line, one.place.column, one.code);
    let found: Vec<String> = loaded.diagnostics.iter().map(short).collect();
    assert_eq!(found, expected, "\n{text}\n{:#?}", loaded.diagnostics);
    loaded.diagnostics
}

#[test]
fn a_suggestion_names_its_line() {
    let text = |entry: &str| {
        format!(
            "title = 'T'\nwhat_if = [\n  'Seed 9.',\n  {{ try = 'Seed 8.', {entry} }},\n]\nseed = 7\n\
             [process.a]\nstart = '10ms'\nprogram = \"\"\"\nx = 10\ny = 100\n\"\"\"\n[process.b]\nprogram = 'x = 10'\n"
        )
    };
    let cases = [
        ("line = 'seed'", 6),
        ("line = 'seed = 7'", 6),
        ("line = '[process.a]'", 7),
        ("line = 'y ='", 11),
        ("line = 'x = 10'", 10),
        ("process = 'a', line = 'y'", 11),
        ("process = 'b', line = 'x'", 14),
    ];
    for (entry, line) in cases {
        let found = load(&text(entry)).lesson.expect("no errors").what_if;
        let lines: Vec<Option<u32>> = found
            .iter()
            .map(|it| it.line.as_ref().map(|place| place.line))
            .collect();
        assert_eq!(lines, [None, Some(line)], "{entry}");
    }
    // Who follows a suggestion changes its line, and the lesson still runs.
    let found = check(&text("line = 'sed = 7'"), &["4:29 unknown-line?"]);
    assert_eq!(found[0].help.as_deref(), Some("did you mean `seed = 7`?"));
    let found = check(&text("line = 'process'"), &["4:29 unknown-line?"]);
    assert_eq!(found[0].message, "lines 7 and 13 both have `process`");
    check(&text("process = 'b', line = 'y'"), &["4:44 unknown-line?"]);
    check(&text("process = 'c', line = 'y'"), &["4:32 unknown-name"]);
    check(&text("process = 'a'"), &["4:22 missing-key"]);
    check(&text("line = ''"), &["4:29 bad-value"]);
    check(
        "title = 'T'\nwhat_if = [{ line = 'pass' }]\nprocess.a.program = 'pass'",
        &["2:12 missing-key"],
    );
}

#[test]
fn a_file_name_is_no_program() {
    let found = check(
        "title = 'T'\nprocess.a.program = 'a.py'",
        &["2:21 bad-value"],
    );
    assert_eq!(found[0].help.as_deref(), Some("write file = \"a.py\""));
}
