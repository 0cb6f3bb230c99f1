//! Keys pressed outside text fields.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::events::Listener;
use crate::app::keys::Key;

/// Calls `f` for every key that is not typed into something; `f` says whether
/// the key meant something, so that the browser leaves it alone.
pub fn listen(f: impl Fn(Key) -> bool + 'static) -> Listener {
    Listener::new("keydown", move |event| {
        if let Some(key) = key(&event)
            && f(key)
        {
            event.prevent_default();
        }
    })
}

fn key(event: &Event) -> Option<Key> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
        return None;
    }
    let name = event.key();
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    if target.is_some_and(|target| takes(&target, &name)) {
        return None;
    }
    Some(Key {
        name,
        shift: event.shift_key(),
    })
}

/// True if the element does something of its own with the key.
fn takes(target: &Element, key: &str) -> bool {
    let tag = target.tag_name().to_ascii_lowercase();
    let presses = matches!(key, " " | "Enter");
    match tag.as_str() {
        "textarea" | "input" | "select" => key != "Escape",
        "button" | "a" | "summary" | "label" => presses,
        _ => presses && target.get_attribute("role").as_deref() == Some("button"),
    }
}
