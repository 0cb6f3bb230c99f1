//! Keys pressed outside text fields.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, KeyboardEvent, Node};

use super::events::Listener;
use crate::app::keys::Key;

/// Calls `f` for every key that is not typed into something; `f` says whether
/// the key meant something, so that the browser leaves it alone. `document` is
/// that of another window.
pub fn listen(document: Option<Document>, f: impl Fn(Key) -> bool + 'static) -> Listener {
    let document = document.or_else(super::document);
    Listener::of(document, "keydown", move |event| {
        if let Some(key) = key(&event)
            && f(key)
        {
            event.prevent_default();
        }
    })
}

fn key(event: &Event) -> Option<Key> {
    // An event of another window is no instance of this one's class.
    let event: &KeyboardEvent = event.unchecked_ref();
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
        return None;
    }
    let name = event.key();
    // The document itself is no element, and one of another window no `Element`.
    let target = event.target().map(|target| target.unchecked_into::<Node>());
    let target = target.filter(|target| target.node_type() == Node::ELEMENT_NODE);
    let target: Option<Element> = target.map(|target| target.unchecked_into());
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
        "textarea" | "input" => key != "Escape",
        // The arrows up and down choose; the others step, as everywhere.
        "select" => !matches!(key, "Escape" | "ArrowLeft" | "ArrowRight"),
        "button" | "a" | "summary" | "label" => presses,
        _ => presses && target.get_attribute("role").as_deref() == Some("button"),
    }
}
