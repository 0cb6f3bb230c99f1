//! The texts that `cargo xtask dist` puts into the page instead of the module:
//! the Python text of the core and the scenarios, in an element `library`.

use std::cell::RefCell;

use crate::engine::Texts;

thread_local! {
    static KEPT: RefCell<Option<Texts>> = const { RefCell::new(None) };
}

/// All of them, by path.
///
/// # Panics
/// The page came without them.
pub fn kept() -> Texts {
    KEPT.with_borrow_mut(|kept| kept.get_or_insert_with(read).clone())
}

fn read() -> Texts {
    let element = super::document().and_then(|page| page.get_element_by_id("library"));
    let written = element.and_then(|element| element.text_content());
    let read = written.and_then(|text| js_sys::JSON::parse(&text).ok()?.as_string());
    Texts::parse(&read.expect("invariant: the page has an element `library` with the texts"))
}
