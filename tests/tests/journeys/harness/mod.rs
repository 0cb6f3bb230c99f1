//! What a journey is written with: a page in a headless Chromium, opened at a
//! size, used as a person would, and looked at. Every wait has an end.
//!
//! It knows nothing of Mailroom but where its page is.

mod driver;
mod page;
mod server;

pub use driver::Browser;
pub use page::{Page, Place, Size};
