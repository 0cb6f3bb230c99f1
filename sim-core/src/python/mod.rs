//! The language: a stepping virtual machine for Python 3.11. A program is
//! compiled to an immutable code object and run by a `Machine` that stops
//! before every statement and at every system call, and that can be cloned,
//! compared and printed at any of these moments.
//!
//! It knows no host, no socket and no clock: whatever touches the world is a
//! system call that the owner of the machine answers. Reference: CPython 3.11;
//! what is refused (async, match, metaclasses) is refused before the run.

mod data;
mod interface;
mod place;
pub mod stdlib;
pub mod text;

pub use data::{Data, Handle, Raise};
pub use interface::{
    Call, Exit, FrameView, Library, Machine, Pause, SYSTEM_CALLS, Source, Variable,
};
