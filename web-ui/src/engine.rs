//! What the page uses of the core beside the read models: sessions and the
//! loading of scenarios.

pub use crate::dev::engine::{
    Caption, Direction, File, Lesson, Loaded, Progress, Session, Unit, load,
};
