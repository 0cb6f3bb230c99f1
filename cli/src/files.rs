//! Reads a scenario and the files it names from disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use sim_core::scenario::{self, File, Lesson};

/// A scenario as far as it could be used, and what is to be said about it.
pub struct Read {
    /// The lesson, unless there are errors.
    pub lesson: Option<Rc<Lesson>>,
    /// Errors and warnings, ready to be printed; empty if there are none.
    pub messages: String,
}

/// Files that one scenario may name: far more than a lesson has.
const MOST_FILES: usize = 1_000;

/// Reads and checks the scenario at `path`.
pub fn read(path: &Path) -> Read {
    let main = match read_text(path) {
        Ok(text) => File {
            name: path.display().to_string(),
            text,
        },
        Err(problem) => {
            return Read {
                lesson: None,
                messages: format!("error: {problem}\n"),
            };
        }
    };
    let beside = read_beside(path.parent().unwrap_or(Path::new("")), &main);
    let loaded = scenario::load(&main, &beside);
    let mut texts = vec![main];
    texts.extend(beside);
    Read {
        messages: scenario::render(&loaded.diagnostics, &texts),
        lesson: loaded.lesson.map(Rc::new),
    }
}

/// The files beside a scenario that it names, and those that these name. One
/// that cannot be read is left out: the check then says where it is named.
fn read_beside(folder: &Path, main: &File) -> Vec<File> {
    let mut found: BTreeMap<String, File> = BTreeMap::new();
    let mut wanted = scenario::references(&main.text);
    while let Some(name) = wanted.pop() {
        if found.contains_key(&name) || found.len() == MOST_FILES {
            continue;
        }
        let Ok(text) = read_text(&folder.join(&name)) else {
            continue;
        };
        if name.ends_with(".toml") {
            wanted.extend(scenario::references(&text));
        }
        found.insert(name.clone(), File { name, text });
    }
    found.into_values().collect()
}

fn read_text(path: &Path) -> Result<String, String> {
    let name = path.display();
    let size = std::fs::metadata(path)
        .map_err(|problem| format!("{name}: {problem}"))?
        .len();
    let limit = sim_core::base::limits::SCENARIO_BYTES as u64;
    if size > limit {
        return Err(format!(
            "{name} is {size} bytes long; a scenario has at most {limit}"
        ));
    }
    let bytes = std::fs::read(path).map_err(|problem| format!("{name}: {problem}"))?;
    scenario::text_of(&name.to_string(), bytes)
}
