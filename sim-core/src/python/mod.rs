//! The language: programs as text, compiled and run step by step. Knows no
//! host and no socket.

use std::rc::Rc;

mod data;

pub use data::{Data, Handle, Raise};

/// A program or module as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name as it appears in tracebacks, such as `client.py`.
    pub name: Rc<str>,
    /// The text.
    pub text: Rc<str>,
}
