//! Text fields.

use wasm_bindgen::JsCast;
use web_sys::{
    DataTransfer, Event, EventInit, HtmlDocument, HtmlInputElement, HtmlTextAreaElement,
    InputEvent, KeyboardEvent,
};
use yew::NodeRef;

/// A key that does more than put a sign into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A new line, indented as the one before.
    Enter,
    /// One level to the right.
    Indent,
    /// One level to the left.
    Dedent,
    /// Comments the lines out, or takes the signs away again.
    Comment,
    /// Back to the text before the last change.
    Undo,
    /// Forward again.
    Redo,
}

/// The change of one stretch of a text; all places are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is replaced.
    pub range: (usize, usize),
    /// By what.
    pub with: String,
    /// What is selected afterwards, in the new text.
    pub select: (usize, usize),
}

/// The text of the area that an event comes from.
pub fn area_value(event: &InputEvent) -> Option<String> {
    let area: HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    Some(area.value())
}

/// True if what somebody pastes is with the area's own text more than `most` bytes
/// or so.
pub fn pasted_too_much(event: &Event, area: &NodeRef, most: usize) -> bool {
    let data = js_sys::Reflect::get(event, &"clipboardData".into());
    let data: Option<DataTransfer> = data.ok().and_then(|data| data.dyn_into().ok());
    let text = data.and_then(|data| data.get_data("text/plain").ok());
    let there = area.cast::<HtmlTextAreaElement>();
    let there = there.map_or(0, |area| area.text_length() as usize);
    text.is_some_and(|text| text.len() + there > most)
}

/// Puts the focus into a field when it appears.
#[yew::hook]
pub fn use_focus(field: &NodeRef) {
    let field = field.clone();
    yew::use_effect_with((), move |()| {
        if let Some(element) = field.cast::<web_sys::HtmlElement>() {
            let _ = element.focus();
        }
    });
}

/// Scrolls what `selector` finds into sight whenever `place` has changed.
#[yew::hook]
pub fn use_revealed<T: PartialEq + 'static>(container: &NodeRef, selector: &'static str, place: T) {
    let container = container.clone();
    yew::use_effect_with(place, move |_| {
        reveal(&container, selector);
    });
}

/// The byte of the text before which the cursor of a text area stands.
pub fn caret(area: &NodeRef) -> Option<usize> {
    let area: HtmlTextAreaElement = area.cast()?;
    Some(selection(&area, &area.value())?.0)
}

/// The bytes of its text that are selected in an area.
fn selection(area: &HtmlTextAreaElement, text: &str) -> Option<(usize, usize)> {
    let from = area.selection_start().ok()?? as usize;
    let to = area.selection_end().ok()?? as usize;
    Some((byte(text, from), byte(text, to)))
}

/// The byte of a text that so many of the browser's units are before.
fn byte(text: &str, units: usize) -> usize {
    let mut seen = 0;
    let found = text.char_indices().find(|(_, letter)| {
        seen += letter.len_utf16();
        seen > units
    });
    found.map_or(text.len(), |(at, _)| at)
}

/// The browser's units before a byte of a text.
fn units(text: &str, bytes: usize) -> u32 {
    let end = (0..=bytes.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    text[..end.unwrap_or(0)].encode_utf16().count() as u32
}

/// True if the keys go into this element.
pub fn has_focus(element: &NodeRef) -> bool {
    let active = super::document().and_then(|page| page.active_element());
    active.is_some() && active == element.cast::<web_sys::Element>()
}

/// What a key means for indentation; not while a letter is being composed.
pub fn stroke(event: &KeyboardEvent) -> Option<Stroke> {
    let command = event.ctrl_key() || event.meta_key();
    if event.is_composing() || event.alt_key() {
        return None;
    }
    match (event.key().as_str(), command, event.shift_key()) {
        ("Enter", false, false) => Some(Stroke::Enter),
        ("Tab", false, false) => Some(Stroke::Indent),
        ("Tab", false, true) => Some(Stroke::Dedent),
        ("/", true, _) => Some(Stroke::Comment),
        ("z" | "Z", true, false) => Some(Stroke::Undo),
        ("z" | "Z", true, true) | ("y" | "Y", true, false) => Some(Stroke::Redo),
        _ => None,
    }
}

/// Changes an area's text as a person would by typing, so that the browser can
/// undo it and tells of it: what `change` makes of text and selection.
pub fn type_over(
    area: &NodeRef,
    change: impl FnOnce(&str, (usize, usize)) -> Option<Change>,
) -> Option<()> {
    let area: HtmlTextAreaElement = area.cast()?;
    let text = area.value();
    let change = change(&text, selection(&area, &text)?)?;
    let (from, to) = (units(&text, change.range.0), units(&text, change.range.1));
    area.set_selection_range(from, to).ok()?;
    let page: HtmlDocument = super::document()?.unchecked_into();
    let order = if change.with.is_empty() {
        "delete"
    } else {
        "insertText"
    };
    let done = page.exec_command_with_show_ui_and_value(order, false, &change.with);
    if done != Ok(true) {
        area.set_range_text(&change.with).ok()?;
        let bubbling = EventInit::new();
        bubbling.set_bubbles(true);
        let event = Event::new_with_event_init_dict("input", &bubbling).ok()?;
        area.dispatch_event(&event).ok()?;
    }
    let text = area.value();
    let (from, to) = change.select;
    area.set_selection_range(units(&text, from), units(&text, to))
        .ok()
}

/// The text of the input field that an event comes from.
pub fn field_value(event: &web_sys::Event) -> Option<String> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    Some(field.value())
}

/// The text of an input field, which is emptied.
pub fn take_line(field: &NodeRef) -> Option<String> {
    let input: HtmlInputElement = field.cast()?;
    let line = input.value();
    input.set_value("");
    Some(line)
}

/// Which option of a list was chosen, if its value is a number.
pub fn select_index(event: &web_sys::Event) -> Option<usize> {
    let select: web_sys::HtmlSelectElement = event.target()?.dyn_into().ok()?;
    select.value().parse().ok()
}

/// Selects bytes `from..to` of a text area that holds `text` and shows them.
pub fn select(area: &NodeRef, text: &str, from: usize, to: usize) {
    let Some(area) = area.cast::<HtmlTextAreaElement>() else {
        return;
    };
    let _ = area.focus();
    // Fails only for fields without a selection.
    let _ = area.set_selection_range(units(text, from), units(text, to));
}

/// Begins to write in the text area that `selector` finds, at this byte.
pub fn enter(selector: &str, byte: usize) {
    let found = super::document().and_then(|document| document.query_selector(selector).ok()?);
    let Some(area) = found.and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    super::focus::give(&area);
    let at = units(&area.value(), byte);
    // Fails only for fields without a selection.
    let _ = area.set_selection_range(at, at);
}

/// Scrolls an element's box so that the last of `selector` inside it is seen,
/// and what stands right below that; not at all if it is seen already.
pub fn reveal(container: &NodeRef, selector: &str) -> Option<()> {
    reveal_in(&container.cast()?, selector)
}

/// The same in the box that `container` finds.
pub fn follow(container: &str, selector: &str) -> Option<()> {
    let found = super::document()?.query_selector(container).ok()??;
    reveal_in(&found, selector)
}

/// Scrolls the box that `container` finds to its beginning.
pub fn to_top(container: &str) {
    let found = super::document().and_then(|it| it.query_selector(container).ok()?);
    if let Some(found) = found {
        found.set_scroll_top(0);
    }
}

fn reveal_in(container: &web_sys::Element, selector: &str) -> Option<()> {
    let found = container.query_selector_all(selector).ok()?;
    let last: web_sys::Element = found
        .item(found.length().checked_sub(1)?)?
        .dyn_into()
        .ok()?;
    let below = last.next_element_sibling().unwrap_or(last.clone());
    let view = container.get_bounding_client_rect();
    let top = last.get_bounding_client_rect().top() - view.top();
    // The last lines fade out at the lower edge.
    let bottom = below.get_bounding_client_rect().bottom() - view.top() + 14.0;
    let scrolled = f64::from(container.scroll_top());
    let wanted = if bottom > view.height() {
        // The line itself is more important than the end of what is below.
        scrolled + (bottom - view.height()).min(top - 8.0)
    } else if top < 0.0 {
        scrolled + top - view.height() / 3.0
    } else {
        return None;
    };
    container.set_scroll_top(wanted.max(0.0) as i32);
    Some(())
}

/// Scrolls a text area's box so that a line (from 1) of so many is in its upper
/// third.
pub fn scroll_to_line(scroller: &NodeRef, area: &NodeRef, line: u32, lines: usize) {
    if let Some((scroller, top, _)) = line_in(scroller, area, line, lines) {
        let third = f64::from(scroller.client_height()) / 3.0;
        scroller.set_scroll_top((top - third).max(0.0) as i32);
    }
}

/// Scrolls it as little as is needed to see the line.
pub fn keep_line(scroller: &NodeRef, area: &NodeRef, line: u32, lines: usize) {
    if let Some((scroller, top, high)) = line_in(scroller, area, line, lines) {
        let room = f64::from(scroller.client_height());
        let seen = f64::from(scroller.scroll_top());
        let wanted = seen.max(top + 2.0 * high - room).min(top);
        scroller.set_scroll_top(wanted.max(0.0) as i32);
    }
}

/// The box, the line's upper edge in it, and its height.
fn line_in(
    scroller: &NodeRef,
    area: &NodeRef,
    line: u32,
    lines: usize,
) -> Option<(web_sys::Element, f64, f64)> {
    let area: web_sys::Element = area.cast()?;
    let high = f64::from(area.scroll_height()) / lines.max(1) as f64;
    let top = high * f64::from(line.saturating_sub(1));
    Some((scroller.cast()?, top, high))
}
