//! Text fields.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::NodeRef;

/// The text of the area that an event comes from.
pub fn area_value(event: &InputEvent) -> Option<String> {
    let area: HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    Some(area.value())
}

/// The text of an input field, which is emptied.
pub fn take_line(field: &NodeRef) -> Option<String> {
    let input: HtmlInputElement = field.cast()?;
    let line = input.value();
    input.set_value("");
    Some(line)
}

/// Selects bytes `from..to` of a text area that holds `text` and shows them.
pub fn select(area: &NodeRef, text: &str, from: usize, to: usize) {
    let Some(area) = area.cast::<HtmlTextAreaElement>() else {
        return;
    };
    let units = |bytes: usize| {
        let end = (0..=bytes.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        text[..end.unwrap_or(0)].encode_utf16().count() as u32
    };
    let _ = area.focus();
    // Fails only for fields without a selection.
    let _ = area.set_selection_range(units(from), units(to));
}

/// Scrolls an element's box so that `y` is in its upper third.
pub fn scroll_to(element: &NodeRef, y: f64) {
    if let Some(element) = element.cast::<web_sys::Element>() {
        let third = f64::from(element.client_height()) / 3.0;
        element.set_scroll_top((y - third).max(0.0) as i32);
    }
}
