//! Listening to the whole document; the listener ends when it is dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event};

/// A listener of the document.
pub struct Listener {
    document: Option<Document>,
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
        let closure = Closure::<dyn Fn(Event)>::new(f);
        if let Some(document) = &document {
            // Fails only for a callback that is no function.
            let _ =
                document.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        }
        Listener {
            document,
            kind,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(document) = &self.document {
            let function = self.closure.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback(self.kind, function);
        }
    }
}
