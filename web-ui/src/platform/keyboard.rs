//! Keys pressed outside text fields, and what keys do to the element that has
//! the focus: press it, move to its neighbour on the stage, scroll it.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, KeyboardEvent, Node};

use super::events::Listener;
use super::focus;
use super::text::Stroke;

/// A key as the browser names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// `KeyboardEvent.key`; with Ctrl or Cmd only `Undo` and `Redo`.
    pub name: String,
    /// With Shift.
    pub shift: bool,
}

/// Calls `f` for every key that is not typed into something; `f` says whether
/// the key meant something, so that the browser leaves it alone. `document` is
/// that of another window.
pub fn listen(document: Option<Document>, f: impl Fn(Key) -> bool + 'static) -> [Listener; 2] {
    let document = document.or_else(super::document);
    let presses = focus::keep(document.clone());
    let keys = Listener::of(document, "keydown", move |event| {
        if let Some(key) = key(&event)
            && f(key)
        {
            event.prevent_default();
        }
    });
    [keys, presses]
}

fn key(event: &Event) -> Option<Key> {
    // An event of another window is no instance of this one's class.
    let event: &KeyboardEvent = event.unchecked_ref();
    let history = match super::text::stroke(event) {
        Some(Stroke::Undo) => Some("Undo"),
        Some(Stroke::Redo) => Some("Redo"),
        _ => None,
    };
    let command = event.ctrl_key() || event.meta_key();
    if command && history.is_none() || event.alt_key() || event.default_prevented() {
        return None;
    }
    if event.key() == "Tab" {
        focus::by_tab(true);
    }
    let name = history.map_or_else(|| event.key(), str::to_owned);
    // The document itself is no element, and one of another window no `Element`.
    let target = event.target().map(|target| target.unchecked_into::<Node>());
    let target = target.filter(|target| target.node_type() == Node::ELEMENT_NODE);
    let target: Option<Element> = target.map(|target| target.unchecked_into());
    if let Some(target) = target {
        if focus::presses(&target, &name) || focus::moves(&target, &name) {
            event.prevent_default();
            return None;
        }
        if takes(&target, &name) {
            return None;
        }
    }
    Some(Key {
        name,
        shift: event.shift_key(),
    })
}

/// True if the element does something of its own with the key.
fn takes(target: &Element, key: &str) -> bool {
    let tag = target.tag_name().to_ascii_lowercase();
    match tag.as_str() {
        "textarea" | "input" => return !matches!(key, "Escape" | "F1"),
        // The arrows up and down choose; the others step, as everywhere.
        "select" => return !matches!(key, "Escape" | "F1" | "ArrowLeft" | "ArrowRight"),
        _ => {}
    }
    match key {
        " " | "Enter" => matches!(tag.as_str(), "button" | "a" | "summary" | "label"),
        // What is beside the stage scrolls; a clicker's keys go on to be its own.
        "ArrowUp" | "ArrowDown" => is_in(target, "aside, .library-area, [data-mode=presenter]"),
        "PageUp" | "PageDown" | "Home" | "End" => is_in(target, ".library-area"),
        _ => false,
    }
}

fn is_in(target: &Element, selector: &str) -> bool {
    target.closest(selector).is_ok_and(|found| found.is_some())
}
