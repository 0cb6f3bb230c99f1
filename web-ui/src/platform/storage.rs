//! What the browser keeps between visits: one's own texts, each under a name of
//! its own, so that two windows do not overwrite each other. Storage may be full
//! or forbidden; then nothing is kept, which is said once, and nothing else
//! changes.

use web_sys::Storage;

const VISITED: &str = "mailroom.visited";
const OWN: &str = "mailroom.own.";

/// Keeps a text; false if that cannot be done.
pub fn keep(id: u64, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&format!("{OWN}{id}"), text).is_ok())
}

/// Keeps a text no longer.
pub fn forget(id: u64) {
    if let Some(storage) = storage() {
        // What is not there need not be taken away.
        let _ = storage.remove_item(&format!("{OWN}{id}"));
    }
}

/// The texts that were kept, in any order.
pub fn kept() -> Vec<(u64, String)> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    names
        .filter_map(|name| {
            let id = name.strip_prefix(OWN)?.parse().ok()?;
            Some((id, storage.get_item(&name).ok()??))
        })
        .collect()
}

/// True if nobody has told the page yet that its hint was read.
pub fn is_first_visit() -> bool {
    let visited = storage().and_then(|storage| storage.get_item(VISITED).ok().flatten());
    visited.is_none()
}

/// The first visit's hint has been read.
pub fn visited() {
    if let Some(storage) = storage() {
        let _ = storage.set_item(VISITED, "1");
    }
}

fn storage() -> Option<Storage> {
    super::window()?.local_storage().ok()?
}
