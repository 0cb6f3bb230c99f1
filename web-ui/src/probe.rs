//! What tests and benchmarks ask the page's module directly, past the screen:
//! whether it computes what the native core computes, and how fast. Nothing of
//! the page itself uses this.

use std::rc::Rc;

use sim_core::session::Session;
use sim_core::trace::digest;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::File;
use crate::library::{self, ENTRIES};

/// The digest of the whole run of every scenario of the library, a line each:
/// path, a blank, digest.
#[wasm_bindgen(js_name = libraryDigests)]
pub fn library_digests() -> String {
    let line = |entry: &crate::library::Entry| {
        let beside = entry
            .files()
            .map(|(name, text)| file(name, &text))
            .collect::<Vec<_>>();
        let found = run(entry.path, &entry.text(), &beside)
            .map(|session| digest(session.trace().records()));
        format!("{} {}\n", entry.path, found.unwrap_or_default())
    };
    ENTRIES.iter().map(line).collect()
}

/// Runs a scenario to its end and seeks in it; gives the number of records and
/// of positions, and the bytes of the module's memory with all that in it. The
/// caller times it.
#[wasm_bindgen(js_name = runAndSeek)]
pub fn run_and_seek(text: &str, seeks: u32) -> Vec<f64> {
    let Some(mut session) = run("probe.toml", text, &[]) else {
        return Vec::new();
    };
    let end = session.computed().0;
    for seek in 0..u64::from(seeks) {
        session.seek(end * ((seek * 37) % 100) / 100);
    }
    vec![
        session.trace().records().len() as f64,
        end as f64,
        memory_bytes(),
    ]
}

/// The bytes of the module's memory.
#[wasm_bindgen(js_name = moduleBytes)]
pub fn module_bytes() -> f64 {
    memory_bytes()
}

/// A bug at will, to see what the page makes of one.
#[wasm_bindgen(js_name = haveBug)]
pub fn have_bug() {
    panic!("a test asked for this bug");
}

#[cfg(target_arch = "wasm32")]
fn memory_bytes() -> f64 {
    // A page of WebAssembly's memory has 64 KiB.
    core::arch::wasm32::memory_size(0) as f64 * 65_536.0
}

#[cfg(not(target_arch = "wasm32"))]
fn memory_bytes() -> f64 {
    f64::NAN
}

fn file(name: &str, text: &str) -> File {
    File {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

fn run(name: &str, text: &str, beside: &[File]) -> Option<Session> {
    let lesson = library::load(&file(name, text), beside).lesson?;
    let mut session = Session::new(Rc::new(lesson));
    session.compute_all();
    Some(session)
}
