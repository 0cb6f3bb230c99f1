//! What the page uses of the core beside the read models: sessions and the
//! loading of scenarios.

pub use sim_core::scenario::{File, Lesson, load};
pub use sim_core::session::{Direction, Progress, Session, Unit};
