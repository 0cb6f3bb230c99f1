//! The parts of the command line that its benchmark and the tests share with it.

pub mod bench;
pub mod reference;
