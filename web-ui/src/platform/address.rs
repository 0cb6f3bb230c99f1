//! The address of the page and the browser's own buttons: Back leads from a
//! scenario to the list, a link that is pasted into an open page is opened, and
//! where somebody is survives loading the page again.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{History, Storage};
use yew::Callback;

use super::events::Listener;

/// Where a tab keeps where somebody is.
const PLACE: &str = "mailroom.place";

/// What happens to the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The page is left, or loaded again.
    Leave,
    /// There is a link in it that was not there.
    Link,
    /// Back to before a scenario was chosen.
    Back,
    /// And forward again.
    Forward,
}

/// Tells when the address turns.
pub fn listen(tell: Callback<Turn>) -> [Listener; 3] {
    let on = |kind, turn: fn() -> Option<Turn>| {
        let tell = tell.clone();
        let window = super::window().map(Into::into);
        Listener::at(window, kind, move |_| {
            turn().into_iter().for_each(|turn| tell.emit(turn));
        })
    };
    [
        on("pagehide", || Some(Turn::Leave)),
        on("hashchange", || has_link().then_some(Turn::Link)),
        on("popstate", popped),
    ]
}

fn popped() -> Option<Turn> {
    let chosen = !history()?.state().ok()?.is_null();
    match (chosen, has_link()) {
        (true, _) => Some(Turn::Forward),
        (false, false) => Some(Turn::Back),
        // It is opened as a link.
        (false, true) => None,
    }
}

/// Notes that a scenario was chosen: Back leads to before that.
pub fn enter() -> Option<()> {
    let history = history()?;
    if history.state().ok()?.is_null() {
        let path = super::window()?.location().pathname().ok()?;
        // A link that was there before is not where one is now.
        let path = has_link().then_some(path.as_str());
        history.push_state_with_url(&true.into(), "", path).ok()?;
    }
    Some(())
}

/// Keeps where somebody is while the page is loaded again. After a bug it is
/// not kept: it might lead to the same bug.
pub fn keep(place: Option<String>) -> Option<()> {
    let storage = storage()?;
    let is_well = super::document()?.get_element_by_id("bug").is_none();
    match place.filter(|_| is_well) {
        Some(place) => storage.set_item(PLACE, &place).ok(),
        None => storage.remove_item(PLACE).ok(),
    }
}

/// What was kept when this page was left last, if it is that page again and not
/// a new visit. It is taken: whatever it does is not done twice.
pub fn left() -> Option<String> {
    let storage = storage()?;
    let place = storage.get_item(PLACE).ok()??;
    storage.remove_item(PLACE).ok()?;
    ["reload", "back_forward"]
        .contains(&came_by()?.as_str())
        .then_some(place)
}

/// How the browser came to this page, in its words.
fn came_by() -> Option<String> {
    let performance = super::window()?.performance()?;
    let entries = performance.get_entries_by_type("navigation");
    let kind = Reflect::get(&entries.get(0), &JsValue::from("type"));
    kind.ok()?.as_string()
}

fn has_link() -> bool {
    let hash = super::window().and_then(|window| window.location().hash().ok());
    hash.is_some_and(|hash| !hash.is_empty())
}

fn history() -> Option<History> {
    super::window()?.history().ok()
}

fn storage() -> Option<Storage> {
    super::window()?.session_storage().ok()?
}
