//! The keyboard's focus: into what opens, back from what closes, and along the
//! groups of the stage. A group (an element with `data-rove`) has one tab stop;
//! the arrows up and down move it (WAI-ARIA Authoring Practices, roving
//! tabindex). Left and right stay the keys that step.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusOptions, HtmlElement, MouseEvent, MouseEventInit, Node};

use super::events::Listener;

/// The groups of the stage.
const GROUPS: &str = "[data-rove]";
/// What can be reached in a group.
const PARTS: &str = "[role=button]";

/// An element that has or had the focus.
pub struct Place(Element);

/// Where the focus is, if it is not the page itself.
pub fn place() -> Option<Place> {
    active().map(Place)
}

impl Place {
    /// Moves the focus there, if it is still in the page.
    pub fn give(&self) -> bool {
        give(&self.0)
    }
}

fn active() -> Option<Element> {
    let element = super::document()?.active_element()?;
    (element.tag_name() != "BODY").then_some(element)
}

/// True if somebody got to where the focus is by the keyboard.
pub fn is_by_keys() -> bool {
    active().is_some_and(|element| element.matches(":focus-visible") == Ok(true))
}

/// True if pointer or focus are at what `selector` finds.
pub fn is_at(selector: &str) -> bool {
    let parts = format!("{selector}:hover, {selector}:focus-within");
    super::document().is_some_and(|page| matches!(page.query_selector(&parts), Ok(Some(_))))
}

/// Moves the focus to an element, if it is still in the page.
pub(super) fn give(element: &Element) -> bool {
    if !element.is_connected() {
        return false;
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // What is drawn takes the focus as other elements do.
    let element: &HtmlElement = element.unchecked_ref();
    element.focus_with_options(&options).is_ok()
}

/// Moves it to the first element that `selector` finds, also where that is only
/// read: a heading, the stage.
pub fn find(selector: &str) -> bool {
    let found = super::document().and_then(|document| document.query_selector(selector).ok()?);
    let Some(found) = found else { return false };
    if !found.has_attribute("tabindex") && !is_native(&found) {
        // Fails only for names that are none.
        let _ = found.set_attribute("tabindex", "-1");
    }
    give(&found)
}

fn is_native(element: &Element) -> bool {
    let tag = element.tag_name();
    matches!(
        tag.as_str(),
        "BUTTON" | "INPUT" | "TEXTAREA" | "SELECT" | "A"
    )
}

/// A press with the pointer on a button or on the stage leaves the focus where
/// it was, so that the space bar goes on meaning play and pause; on the stage
/// it takes it out of a text.
pub fn keep(document: Option<Document>) -> Listener {
    let document = document.or_else(super::document);
    Listener::of(document, "mousedown", |event| {
        // A node of another window is no instance of this one's classes.
        let target = event.target().map(|target| target.unchecked_into::<Node>());
        let target = target.filter(|target| target.node_type() == Node::ELEMENT_NODE);
        let Some(target) = target.map(|target| target.unchecked_into::<Element>()) else {
            return;
        };
        by_tab(false);
        let is_in = |selector| target.closest(selector).is_ok_and(|found| found.is_some());
        if is_in(".stage") {
            leave();
        }
        if is_in("button, .stage") {
            event.prevent_default();
        }
    })
}

/// Whether somebody goes through the page by keys: then what is only read shows that
/// it has the focus, too. After a press with the pointer any key would show it.
pub(super) fn by_tab(tab: bool) {
    let root = super::document().and_then(|page| page.document_element());
    // Fails only for names that are none.
    let _ = root.map(|root| root.toggle_attribute_with_force("data-tab", tab));
}

fn leave() {
    if let Some(element) = active() {
        let element: &HtmlElement = element.unchecked_ref();
        // Fails only for what cannot have the focus.
        let _ = element.blur();
    }
}

/// Scrolls to the element of this id, in the box that it is in, and moves the
/// focus to it; without an id to the beginning of the guides.
pub fn show(id: &str) {
    let Some(document) = super::document() else {
        return;
    };
    let found = match id {
        "" => document.query_selector(".prose h2").ok().flatten(),
        _ => document.get_element_by_id(id),
    };
    if let Some(found) = found {
        found.scroll_into_view();
        // Fails only for names that are none.
        let _ = found.set_attribute("tabindex", "-1");
        give(&found);
    }
}

/// Space and Enter on what is a button without being one to the browser.
pub fn presses(target: &Element, key: &str) -> bool {
    let is_button = || target.get_attribute("role").as_deref() == Some("button");
    matches!(key, " " | "Enter") && is_button() && press(target).is_some()
}

fn press(target: &Element) -> Option<()> {
    let init = MouseEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    let click = MouseEvent::new_with_mouse_event_init_dict("click", &init).ok()?;
    target.dispatch_event(&click).ok().map(drop)
}

/// The arrows up and down in a group of the stage: to the part before or after.
pub fn moves(target: &Element, key: &str) -> bool {
    let by = match key {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return false,
    };
    let group = target.closest(GROUPS).ok().flatten();
    group.and_then(|group| along(&group, target, by)).is_some()
}

fn along(group: &Element, from: &Element, by: i32) -> Option<()> {
    let parts = parts(group);
    let at = parts.iter().position(|part| part == from)? as i32;
    let to = (at + by).rem_euclid(parts.len().max(1) as i32);
    let to = parts.get(to as usize)?;
    stop_at(&parts, to);
    give(to).then_some(())
}

fn parts(group: &Element) -> Vec<Element> {
    let Ok(found) = group.query_selector_all(PARTS) else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|at| found.item(at));
    nodes.map(|node| node.unchecked_into()).collect()
}

/// Makes one part of a group its tab stop.
fn stop_at(parts: &[Element], stop: &Element) {
    for part in parts {
        let wanted = if part == stop { "0" } else { "-1" };
        if part.get_attribute("tabindex").as_deref() != Some(wanted) {
            // Fails only for names that are none.
            let _ = part.set_attribute("tabindex", wanted);
        }
    }
}

/// Gives every group of the stage its tab stop, once the page has been drawn:
/// the part that has the focus, else the one that had it, the selected one, or
/// the first.
pub fn settle() {
    let document = super::document();
    let Some(groups) = document.and_then(|page| page.query_selector_all(GROUPS).ok()) else {
        return;
    };
    let active = active();
    for at in 0..groups.length() {
        if let Some(group) = groups.item(at) {
            settle_group(group.unchecked_ref(), active.as_ref());
        }
    }
}

fn settle_group(group: &Element, active: Option<&Element>) {
    let has = |selector: &str| group.query_selector(selector).ok().flatten();
    let known = has("[tabindex=\"0\"]");
    let focused = active.filter(|element| group.contains(Some(element)));
    if known.is_some() && (focused.is_none() || focused == known.as_ref()) {
        return;
    }
    let chosen = focused.cloned().or_else(|| has("[aria-pressed=true]"));
    if let Some(stop) = chosen.or_else(|| has(PARTS)) {
        stop_at(&parts(group), &stop);
    }
}
