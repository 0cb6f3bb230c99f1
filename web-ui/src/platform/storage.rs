//! What the browser keeps between visits: the text last worked on. Storage may
//! be full or forbidden; then nothing is kept, which is said once, and
//! nothing else changes.

use web_sys::Storage;

const NAME: &str = "mailroom.name";
const VISITED: &str = "mailroom.visited";
const TEXT: &str = "mailroom.text";

/// Keeps a text; false if that cannot be done.
pub fn keep(name: &str, text: &str) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    storage.set_item(NAME, name).is_ok() && storage.set_item(TEXT, text).is_ok()
}

/// The text that was kept: its name and itself.
pub fn kept() -> Option<(String, String)> {
    let storage = storage()?;
    let name = storage.get_item(NAME).ok()??;
    Some((name, storage.get_item(TEXT).ok()??))
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
