//! Layers 1 to 4: what carries bytes between hosts. Knows no program and no
//! messaging system.

pub mod spec;

pub use spec::{CableEnds, CableSpec, Detail, HostKind, HostSpec};
