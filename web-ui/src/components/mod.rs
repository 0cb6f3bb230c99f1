//! The small parts of the page. Each shows its properties and says what was
//! done with it; none keeps state of the run.

pub mod buttons;
pub mod card;
pub mod classes;
pub mod code;
pub mod element;
pub mod icons;
pub mod markdown;
pub mod prose;
pub mod slots;
pub mod threads;

pub(crate) use classes::classes;
