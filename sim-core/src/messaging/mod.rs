//! The systems of layers 5 to 7, one folder each.

pub mod zeromq;
