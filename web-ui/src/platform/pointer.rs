//! The pointer: places in an element, and capture while dragging.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// The pointer's distance from the left edge of the element that listens.
pub fn x(event: &PointerEvent) -> f64 {
    let left = element(event).map_or(0.0, |e| e.get_bounding_client_rect().left());
    f64::from(event.client_x()) - left
}

/// All further moves of this pointer go to the element that listens.
pub fn capture(event: &PointerEvent) {
    if let Some(element) = element(event) {
        // Fails only if the pointer is up again already.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// True while the main button is down.
pub fn is_down(event: &PointerEvent) -> bool {
    event.buttons() & 1 == 1
}

fn element(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}
