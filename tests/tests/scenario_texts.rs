//! What the project itself writes in the scenario format: the examples of the
//! reference and the library. What the format means is in `scenario_format`.

use sim_core::scenario::{self, File};

fn file(text: &str) -> File {
    File {
        name: "lesson.toml".into(),
        text: text.into(),
    }
}

/// Every example in the reference is what its key accepts: put into its
/// section it gives no problem about itself.
#[test]
fn the_examples_of_the_reference_are_valid() {
    for section in scenario::reference() {
        for key in section.keys() {
            assert!(key.about.ends_with('.'), "{}", key.about);
            if matches!(key.kind, scenario::keys::Kind::Later) {
                continue;
            }
            let text = match section.header {
                "" => key.example.to_owned(),
                "latency = { }" => format!("[link]\nlatency.{}", key.example),
                "when = { }" => format!("[[stop_at]]\nwhen.{}", key.example),
                "answer = { }" => format!("[[stop_at]]\nanswer.{}", key.example),
                "set = { }" => format!("[[fault]]\nset.{}", key.example),
                "delay = { }" => format!("[[fault]]\ndelay.{}", key.example),
                "option = { }" => format!("[[fault]]\noption.{}", key.example),
                "what_if = [{ }]" => format!("[[what_if]]\n{}", key.example),
                "stdin = [{ }]" => format!("[[process.a.stdin]]\n{}", key.example),
                "[[cable]]" => format!("[[cable]]\n{}", key.example),
                header => format!("{header}\n{}", key.example),
            };
            let text = match section.header {
                "" => text,
                _ => format!("detail = \"packets\"\n{text}"),
            };
            let loaded = scenario::load(&file(&text), &[]);
            let codes = [
                "unknown-key",
                "wrong-type",
                "bad-value",
                "bad-unit",
                "out-of-range",
                "syntax",
            ];
            let bad: Vec<_> = loaded
                .diagnostics
                .iter()
                .filter(|one| codes.contains(&one.code.as_str()))
                .collect();
            assert!(bad.is_empty(), "{text}\n{bad:#?}");
        }
    }
}

/// The files of the library are read without a single remark.
#[test]
fn the_library_is_valid() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenarios");
    let mut found = 0;
    for chapter in std::fs::read_dir(root).expect("the library is there") {
        let chapter = chapter.expect("readable").path();
        for entry in std::fs::read_dir(chapter).expect("a folder for each chapter") {
            let path = entry.expect("readable").path();
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            let main = file(&text);
            let loaded = scenario::load(&main, &[]);
            let shown = scenario::render(&loaded.diagnostics, &[main]);
            assert!(loaded.diagnostics.is_empty(), "{}\n{shown}", path.display());
            found += 1;
        }
    }
    assert!(found > 0, "no scenario in {root}");
}
