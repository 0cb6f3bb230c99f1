//! Read models for screens: a world and its trace in screen words.

pub mod model;

pub use model::*;
