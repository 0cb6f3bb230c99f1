//! The size of an element, as it changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use crate::draw::Size;

/// Calls `changed` with the size of the element now and whenever it changes.
#[hook]
pub fn use_size(element: &NodeRef, changed: Callback<Size>) {
    let element = element.clone();
    use_effect_with((), move |()| {
        let watch = element
            .cast::<Element>()
            .and_then(|e| Watch::new(e, changed));
        move || drop(watch)
    });
}

/// Scrolls the element so far that what ends `low` pixels below its upper edge is
/// seen, whenever that changes; no further, as what is at the top matters most.
#[hook]
pub fn use_in_view(element: &NodeRef, low: Option<f64>) {
    let element = element.clone();
    use_effect_with(low.map(|low| low.ceil() as i32), move |low| {
        if let (Some(low), Some(element)) = (*low, element.cast::<Element>()) {
            element.set_scroll_top((low - element.client_height()).max(0));
        }
    });
}

/// Makes the letters of the box that `selector` finds as large as its room allows,
/// between its `--least` and `--most`, if it is not as it was left last time:
/// `known`. What is said is measured, as no two machines have the same letters.
pub fn fill(selector: &str, known: &mut (Option<String>, Option<String>)) -> Option<()> {
    let found = super::document()?.query_selector(selector).ok()??;
    let found: HtmlElement = found.dyn_into().ok()?;
    let now = || (found.get_attribute("style"), found.text_content());
    if now() == *known {
        return None;
    }
    let style = found.style();
    let size = |name| {
        style
            .get_property_value(name)
            .ok()?
            .replace("px", "")
            .parse()
            .ok()
    };
    let (least, mut letter): (f64, f64) = (size("--least")?, size("--most")?);
    loop {
        // Fails only for names that are none.
        let _ = style.set_property("font-size", &format!("{letter:.1}px"));
        if letter <= least || found.scroll_height() <= found.client_height() {
            break;
        }
        letter = (letter * SMALLER).max(least);
    }
    *known = now();
    Some(())
}

/// The step by which letters become smaller.
const SMALLER: f64 = 0.96;

/// The window's size in pixels.
pub fn window() -> Size {
    let number = |value: Result<wasm_bindgen::JsValue, _>| value.ok()?.as_f64();
    let size = super::window().and_then(|window| {
        let (w, h) = (window.inner_width(), window.inner_height());
        Some(Size::new(number(w)?, number(h)?))
    });
    size.unwrap_or(Size::new(1_440.0, 900.0))
}

struct Watch {
    observer: ResizeObserver,
    _closure: Closure<dyn Fn()>,
}

impl Watch {
    fn new(element: Element, changed: Callback<Size>) -> Option<Watch> {
        let watched = element.clone();
        let closure = Closure::<dyn Fn()>::new(move || {
            let rect = watched.get_bounding_client_rect();
            changed.emit(Size::new(rect.width(), rect.height()));
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(&element);
        Some(Watch {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
