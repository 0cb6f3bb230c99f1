//! Where a thread is, for the trace: cheaper than its frames.

use std::rc::Rc;

use super::Machine;
use crate::base::ThreadId;

impl Machine {
    /// File and line of the user's statement that `thread` is in or about to
    /// begin; `None` once it has ended.
    pub fn place(&self, thread: ThreadId) -> Option<(Rc<str>, u32)> {
        let frames = self.frames(thread);
        let frame = frames.iter().rev().find(|frame| !frame.is_library)?;
        Some((frame.file.clone(), frame.line))
    }
}
