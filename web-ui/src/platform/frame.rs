//! Animation frames.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A frame that was asked for; dropping it takes the wish back.
pub struct Frame {
    id: Option<i32>,
    _closure: Closure<dyn FnMut(f64)>,
}

/// Calls `f` with the browser's clock before the next drawing.
pub fn request(f: impl FnOnce(f64) + 'static) -> Frame {
    let closure = Closure::once(f);
    let id = super::window().and_then(|window| {
        window
            .request_animation_frame(closure.as_ref().unchecked_ref())
            .ok()
    });
    Frame {
        id,
        _closure: closure,
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let (Some(window), Some(id)) = (super::window(), self.id) {
            // Cancelling a frame that is over does nothing.
            let _ = window.cancel_animation_frame(id);
        }
    }
}
