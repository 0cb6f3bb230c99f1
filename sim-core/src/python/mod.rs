//! The language: a stepping virtual machine for Python 3.11. A program is
//! compiled to an immutable code object and run by a `Machine` that stops
//! before every statement and at every system call, and that can be cloned,
//! compared and printed at any of these moments.
//!
//! It knows no host, no socket and no clock: whatever touches the world is a
//! system call that the owner of the machine answers. Reference: CPython 3.11;
//! what is refused (async, metaclasses) is refused before the run.

mod builtins;
mod code;
mod compile;
mod convert;
mod data;
mod heap;
mod image;
mod interface;
mod library;
mod machine;
mod modules;
mod place;
mod suggest;
pub mod text;
mod traceback;
mod vm;

pub use data::{Data, Handle, Raise};
pub use image::Image;
pub use interface::{Call, Exit, FrameView, Library, Pause, SYSTEM_CALLS, Source, Variable};
pub use library::Texts;
pub use vm::Machine;
