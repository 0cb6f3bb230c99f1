//! The pointer: places in an element, and capture while dragging.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, MouseEventInit, PointerEvent, WheelEvent};

use crate::draw::Size;

/// The pointer's distance from the left edge of the element that `selector`
/// finds around it.
pub fn x(event: &PointerEvent, selector: &str) -> f64 {
    let left = around(event, selector).map_or(0.0, |e| e.get_bounding_client_rect().left());
    f64::from(event.client_x()) - left
}

/// All further moves of this pointer go to the element that `selector` finds
/// around it.
pub fn capture(event: &PointerEvent, selector: &str) {
    if let Some(element) = around(event, selector) {
        // Fails only if the pointer is up again already.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// The number that the element which `selector` finds around an event has in
/// an attribute.
pub fn number(event: &MouseEvent, selector: &str, attribute: &str) -> Option<usize> {
    let text = around(event, selector)?.get_attribute(attribute)?;
    text.parse().ok()
}

/// True while the main button is down.
pub fn is_down(event: &PointerEvent) -> bool {
    event.buttons() & 1 == 1
}

/// What the right button would do where a finger or pen presses; not every
/// browser asks for that after a long press.
pub fn menu(event: &PointerEvent) -> Option<impl FnOnce() + 'static> {
    let target = event.target().filter(|_| event.pointer_type() != "mouse")?;
    let (x, y) = (event.client_x(), event.client_y());
    Some(move || {
        let init = MouseEventInit::new();
        init.set_button(2);
        init.set_client_x(x);
        init.set_client_y(y);
        init.set_bubbles(true);
        init.set_cancelable(true);
        if let Ok(menu) = MouseEvent::new_with_mouse_event_init_dict("contextmenu", &init) {
            // Fails only for an event that is being dispatched already.
            let _ = target.dispatch_event(&menu);
        }
    })
}

/// The pointer's distance from the lower edge of the window.
pub fn from_bottom(event: &PointerEvent) -> f64 {
    super::size::window().h - f64::from(event.client_y())
}

/// The pointer's place in the window.
pub fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// The pointer's place in the element that `selector` finds around it, each
/// coordinate from 0 to 1.
pub fn fraction(event: &MouseEvent, selector: &str) -> Option<(f64, f64)> {
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    fraction_of(event, selector, at)
}

/// The same for any place in the window.
pub fn fraction_of(event: &Event, selector: &str, at: (f64, f64)) -> Option<(f64, f64)> {
    let rect = around(event, selector)?.get_bounding_client_rect();
    let x = (at.0 - rect.left()) / rect.width();
    let y = (at.1 - rect.top()) / rect.height();
    Some((x, y))
}

/// The size of the element that `selector` finds around it.
pub fn size(event: &Event, selector: &str) -> Option<Size> {
    let rect = around(event, selector)?.get_bounding_client_rect();
    Some(Size::new(rect.width().max(1.0), rect.height().max(1.0)))
}

/// A turn of the wheel: the pointer's distance from the left edge of the box
/// that `selector` finds around it, and the turn across and along. `None` where
/// the wheel scrolls that box.
pub fn wheel(event: &WheelEvent, selector: &str) -> Option<(f64, f64, f64)> {
    let element = around(event, selector)?;
    if element.scroll_height() > element.client_height() + 1 && !event.alt_key() {
        return None;
    }
    let x = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
    let (across, along) = (event.delta_x(), event.delta_y());
    Some(if event.shift_key() && across == 0.0 {
        (x, along, 0.0)
    } else {
        (x, across, along)
    })
}

/// Events are heard at the root, so the element that an event is for is looked
/// for around the one it happened on.
fn around(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?
}
