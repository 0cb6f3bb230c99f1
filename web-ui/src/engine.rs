//! What the page uses of the core beside the read models: sessions and the
//! loading of scenarios.

#[cfg(not(feature = "library"))]
use std::rc::Rc;

use sim_core::scenario;
pub use sim_core::scenario::{
    File, Lesson, Loaded, Texts, Verdict, bandwidth, duration, text_of, write,
};
pub use sim_core::session::{
    Branch, Branches, Direction, Given, Progress, Remark, Session, Told, Unit,
};

/// Reads a scenario, and gives its run the library that came with the page.
pub fn load(file: &File, beside: &[File]) -> Loaded {
    #[allow(
        unused_mut,
        reason = "with a library of its own there is nothing to add"
    )]
    let mut loaded = scenario::load(file, beside);
    #[cfg(not(feature = "library"))]
    if let Some(lesson) = &mut loaded.lesson {
        let setup = Rc::get_mut(&mut lesson.setup).expect("invariant: just made");
        setup.library = crate::platform::texts::kept();
    }
    loaded
}
