//! The world: the whole simulated state as plain data, and its two doors,
//! `step` and `apply`.

pub mod command;
pub mod setup;

pub use command::Command;
pub use setup::{Planned, ProcessSetup, Setup};
