//! What the page uses of the core beside the read models: sessions and what
//! scenarios are read to.

pub use sim_core::scenario::{
    Answer, File, Lesson, Loaded, Texts, Verdict, bandwidth, duration, text_of, write,
};
pub use sim_core::session::{
    Branch, Branches, Direction, Given, Progress, Remark, Session, Told, Unit,
};
