//! What the tests of the whole share: the scenario library of the repository.

pub mod books;
pub mod python;
pub mod side_by_side;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use sim_core::scenario::{self, File, Lesson};
use sim_core::session::Session;

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every scenario file of the library, in order of name.
pub fn library() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("scenarios")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).expect("the library is a folder");
        for path in entries.map(|entry| entry.expect("a readable folder").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "the library is empty");
    files
}

/// The scenario's name within the library, such as `05-zeromq/01-client-first`.
pub fn name(path: &Path) -> String {
    let below = path
        .strip_prefix(root().join("scenarios"))
        .expect("a file of the library");
    below.with_extension("").display().to_string()
}

/// Reads a scenario of the library and the files beside it; panics, with its
/// problems, if it has errors.
pub fn lesson(path: &Path) -> Rc<Lesson> {
    let text = std::fs::read_to_string(path).expect("a readable file");
    let folder = path.parent().expect("a file is in a folder");
    let beside = scenario::references(&text).into_iter().map(|name| {
        let text =
            std::fs::read_to_string(folder.join(&name)).expect("a file that the scenario names");
        File { name, text }
    });
    from_text(&name(path), &text, &beside.collect::<Vec<_>>())
}

/// A scenario from its text.
pub fn from_text(name: &str, text: &str, beside: &[File]) -> Rc<Lesson> {
    let file = File {
        name: format!("{name}.toml"),
        text: text.to_owned(),
    };
    let loaded = scenario::load(&file, beside);
    match loaded.lesson {
        Some(lesson) => Rc::new(lesson),
        None => panic!("{}", scenario::render(&loaded.diagnostics, &[file])),
    }
}

/// A session over the whole run of a lesson.
pub fn run(lesson: Rc<Lesson>) -> Session {
    let mut session = Session::new(lesson);
    session.compute_all();
    session
}
