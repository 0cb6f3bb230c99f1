//! Text fields.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::NodeRef;

/// The text of the area that an event comes from.
pub fn area_value(event: &InputEvent) -> Option<String> {
    let area: HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    Some(area.value())
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
    let units = area.selection_start().ok()?? as usize;
    let text = area.value();
    let mut seen = 0;
    let found = text.char_indices().find(|(_, letter)| {
        seen += letter.len_utf16();
        seen > units
    });
    Some(found.map_or(text.len(), |(at, _)| at))
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

/// Scrolls an element's box so that the last of `selector` inside it is seen,
/// and what stands right below that; not at all if it is seen already.
pub fn reveal(container: &NodeRef, selector: &str) -> Option<()> {
    let container: web_sys::Element = container.cast()?;
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

/// Scrolls an element's box so that `y` is in its upper third.
pub fn scroll_to(element: &NodeRef, y: f64) {
    if let Some(element) = element.cast::<web_sys::Element>() {
        let third = f64::from(element.client_height()) / 3.0;
        element.set_scroll_top((y - third).max(0.0) as i32);
    }
}
