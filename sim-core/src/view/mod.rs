//! Read models for screens: a world and its trace in screen words. A new
//! messaging system maps itself onto this vocabulary and needs no new drawing.

mod cables;
mod code;
mod ending;
pub mod export;
mod log;
pub mod model;
mod outcome;
mod stage;
mod timeline;
mod waits;
mod why;

pub use cables::{cables, way};
pub use code::code;
pub use ending::ending;
pub use log::log_line;
pub use model::*;
pub use outcome::{Outcome, outcomes};
pub use stage::stage;
pub use timeline::{close_lanes, timeline};
pub use waits::waits;
pub use why::why;
