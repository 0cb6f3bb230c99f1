//! The parts of the command line that its benchmark shares with it.

pub mod bench;
