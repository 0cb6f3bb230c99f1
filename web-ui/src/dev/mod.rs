//! Stand-in for the session while it is being written.
#![allow(missing_docs)]
pub mod engine;
