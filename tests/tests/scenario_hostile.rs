//! Scenario texts that were never meant to be scenarios: each is answered
//! within a bound, none makes the reader panic.

use proptest::prelude::*;
use sim_core::base::diagnostics::Severity;
use sim_core::scenario::{self, File};

const WHOLE: &str = include_str!("../data/scenario/whole.toml");

fn file(name: &str, text: &str) -> File {
    File {
        name: name.into(),
        text: text.into(),
    }
}

fn main_file(text: &str) -> File {
    file("lesson.toml", text)
}

/// Texts made to take long or to overflow something.
#[test]
fn hostile_texts_are_answered() {
    let many =
        |count: usize, make: &dyn Fn(usize) -> String| (0..count).map(make).collect::<String>();
    let hostile = [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{ a = ".repeat(100_000)),
        format!("a{} = 1", ".a".repeat(100_000)),
        format!("[a{}]", ".a".repeat(100_000)),
        many(5_000, &|n| format!("[a{}]\n", ".b".repeat(n % 79))),
        many(100_000, &|n| format!("k{n} = 1\n")),
        many(60_000, &|n| format!("[process.p{n}]\nfile = 'x.py'\n")),
        many(60_000, &|n| format!("[host.h{n}]\n")),
        many(30_000, &|n| format!("[host.a.names]\na{n} = 'x{n}'\n")),
        format!("expect = [{}]", "{ process = 'x' },".repeat(100_000)),
        format!(
            "title = 'T'\n[process.w]\nreplicas = 10000\nprogram = 'pass'\nargs = ['{}']",
            "x".repeat(1_000_000)
        ),
        format!(
            "title = 'T'\n[process.w]\nreplicas = 10000\nprogram = '''\n{}'''",
            "s.bind('tcp://*:1')\n".repeat(50_000)
        ),
        format!(
            "title = 'T'\n[process.w]\nreplicas = 9000\nprogram = 'pass'\n{}",
            "[[expect]]\nprocess = 'w'\nexit_code = 0\n".repeat(900)
        ),
        format!("{} = 1", "k".repeat(1_900_000)),
        "\u{feff}title = 'T'".to_owned(),
        "'''".repeat(300_000),
        "\n".repeat(1_900_000),
        "=".repeat(1_900_000),
        "\0".repeat(10_000),
    ];
    for text in hostile {
        let begin = std::time::Instant::now();
        let loaded = scenario::load(
            &main_file(&text),
            &[file("x.py", &"pass\n".repeat(100_000))],
        );
        assert!(loaded.diagnostics.len() <= 201);
        let _ = scenario::references(&text);
        let _ = scenario::render(&loaded.diagnostics, &[main_file(&text)]);
        let start: String = text.chars().take(30).collect();
        assert!(begin.elapsed().as_secs() < 20, "{start} takes too long");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,400}") {
        load_and_render(&text);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        load_and_render(&String::from_utf8_lossy(&bytes));
    }

    /// Words of the format in any order: more of these get past the parser.
    #[test]
    fn arbitrary_words_never_panic(words in proptest::collection::vec(0..WORDS.len(), 0..60)) {
        let text: String = words.iter().map(|word| WORDS[*word]).collect();
        load_and_render(&text);
    }

    /// A valid file with a few parts cut out, doubled or overwritten.
    #[test]
    fn mutated_files_never_panic(edits in proptest::collection::vec((any::<u16>(), 0..40usize, 0..3u8, any::<char>()), 1..6)) {
        let mut text: Vec<char> = WHOLE.chars().collect();
        for (at, length, kind, letter) in edits {
            let at = usize::from(at) % text.len();
            let end = (at + length).min(text.len());
            match kind {
                0 => drop(text.drain(at..end)),
                1 => { let copy = text[at..end].to_vec(); text.splice(at..at, copy); }
                _ => text[at] = letter,
            }
        }
        load_and_render(&text.into_iter().collect::<String>());
    }
}

const WORDS: &[&str] = &[
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    " = ",
    "\n",
    "\n",
    "\n",
    ",",
    ".",
    "'",
    "\"",
    "'''",
    "#",
    "process",
    "host",
    "cable",
    "fault",
    "stop_at",
    "expect",
    "file",
    "link",
    "include",
    "a",
    "b",
    "a.b",
    "program",
    "replicas",
    "latency",
    "at",
    "when",
    "[process.a]\n",
    "[[cable]]\n",
    "[[expect]]\n",
    "[[stop_at]]\n",
    "program = 'pass'\n",
    "between = ['a', 'b']\n",
    "'1s'",
    "1",
    "0.5",
    "true",
    "-",
    "1e400",
    "nan",
    "1979-05-27",
    "process = 'a'\n",
    "line = 1\n",
    "\\",
    "é",
];

fn load_and_render(text: &str) {
    let main = main_file(text);
    let loaded = scenario::load(&main, &[]);
    let errors = loaded
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error);
    assert_eq!(loaded.lesson.is_none(), errors.count() > 0);
    let _ = scenario::render(&loaded.diagnostics, &[main]);
    let _ = scenario::references(text);
}
