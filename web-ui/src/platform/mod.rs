//! The browser: the only users of `web_sys`. Thin, without decisions; each
//! module is one thing that a browser offers.

pub mod address;
pub mod clock;
pub mod events;
pub mod files;
pub mod focus;
pub mod frame;
pub mod guides;
pub mod keyboard;
pub mod link;
pub mod panic;
pub mod pointer;
pub mod second;
pub mod size;
pub mod storage;
pub mod svg;
pub mod text;
#[cfg(not(feature = "library"))]
pub mod texts;
pub mod theme;

use web_sys::{Document, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

/// Asks before something is lost.
pub fn confirmed(question: &str) -> bool {
    window().is_some_and(|window| window.confirm_with_message(question) == Ok(true))
}

fn document() -> Option<Document> {
    window()?.document()
}
