//! Where a thread is, for the trace: cheaper than its frames.

use std::rc::Rc;

use super::Machine;
use crate::base::ThreadId;

impl Machine {
    /// File and line of the user's statement that `thread` is in or about to
    /// begin, and how many frames its stack has; `None` once it has ended.
    pub fn place(&self, thread: ThreadId) -> Option<(Rc<str>, u32, u32)> {
        let frames = &self.thread_at(thread)?.frames;
        let is_own = |code: &super::code::Code| !code.file.library;
        let frame = frames.iter().rev().find(|frame| is_own(&frame.code.code))?;
        let code = &frame.code.code;
        let span = code.statement_span(frame.statement, frame.pc);
        Some((code.file.name.clone(), span.line, frames.len() as u32))
    }
}
