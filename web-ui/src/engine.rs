//! What the page uses of the core beside the read models: sessions and the
//! loading of scenarios.

pub use sim_core::scenario::{File, Lesson, bandwidth, duration, load, write};
pub use sim_core::session::{Branch, Branches, Direction, Given, Progress, Session, Unit};
