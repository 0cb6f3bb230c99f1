//! Listening to a whole document or window; the listener ends when it is dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, EventTarget};

/// A listener of the document, or of another target.
pub struct Listener {
    target: Option<EventTarget>,
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls `f` for every event of this kind.
    pub fn new(kind: &'static str, f: impl Fn(Event) + 'static) -> Listener {
        Listener::of(super::document(), kind, f)
    }

    /// The same for a document of another window.
    pub fn of(
        document: Option<Document>,
        kind: &'static str,
        f: impl Fn(Event) + 'static,
    ) -> Listener {
        Listener::at(document.map(Into::into), kind, f)
    }

    /// The same for any target of events.
    pub fn at(
        target: Option<EventTarget>,
        kind: &'static str,
        f: impl Fn(Event) + 'static,
    ) -> Listener {
        let closure = Closure::<dyn Fn(Event)>::new(f);
        if let Some(target) = &target {
            // Fails only for a callback that is no function.
            let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        }
        Listener {
            target,
            kind,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(target) = &self.target {
            let function = self.closure.as_ref().unchecked_ref();
            let _ = target.remove_event_listener_with_callback(self.kind, function);
        }
    }
}
