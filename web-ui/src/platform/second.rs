//! A second window of the page, for the presenter. It holds no program: the
//! page draws into it, so that both always show the same state, also where
//! windows cannot send each other messages (files opened from a disk).

use web_sys::{Document, Element, Window};

use super::events::Listener;

/// The second window.
pub struct Second {
    window: Window,
    body: Element,
    _keys: [Listener; 2],
}

impl Second {
    /// Opens it; `None` if the browser does not. `listen` hears its keys.
    pub fn open(listen: impl FnOnce(Document) -> [Listener; 2]) -> Option<Second> {
        let own = super::window()?;
        let features = "popup,width=900,height=700";
        let window = own
            .open_with_url_and_target_and_features("", "mailroom-presenter", features)
            .ok()??;
        let document = window.document()?;
        let own_document = own.document()?;
        document.set_title("Notes · Mailroom");
        if let (Some(head), Some(own_head)) = (document.head(), own_document.head()) {
            head.set_inner_html(&styles(&own_head));
        }
        let root = document.document_element()?;
        // Nothing that was drawn into an earlier window stays.
        let body: Element = document.body()?.into();
        body.set_inner_html("");
        root.set_attribute("lang", "en").ok()?;
        root.set_attribute("data-theme", "system").ok()?;
        root.set_attribute("data-mode", "presenter").ok()?;
        Some(Second {
            _keys: listen(document),
            window,
            body,
        })
    }

    /// False once somebody has closed it.
    pub fn is_open(&self) -> bool {
        !self.window.closed().unwrap_or(true)
    }

    /// Where to draw.
    pub fn body(&self) -> Element {
        self.body.clone()
    }

    /// Closes it.
    pub fn close(self) {
        // Fails only if it is closed already.
        let _ = self.window.close();
    }
}

/// The style sheets of the page as elements of another one's head.
fn styles(head: &Element) -> String {
    let Ok(found) = head.query_selector_all("link[rel=stylesheet], style") else {
        return String::new();
    };
    let mut text = String::new();
    for at in 0..found.length() {
        use wasm_bindgen::JsCast;
        let element = found
            .item(at)
            .and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
        let Some(element) = element else { continue };
        match element.get_attribute("href") {
            // A window without an address of its own has nothing to be relative to.
            Some(_) => {
                let href = js_sys::Reflect::get(&element, &"href".into()).ok();
                let href = href.and_then(|href| href.as_string()).unwrap_or_default();
                text.push_str(&format!("<link rel=stylesheet href=\"{href}\">"));
            }
            None => text.push_str(&element.outer_html()),
        }
    }
    text
}
