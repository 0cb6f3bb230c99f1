//! A process's terminal: what it printed, what was typed and what it has not
//! read yet.

use std::collections::VecDeque;
use std::rc::Rc;

use super::fact::Stream;
use crate::base::limits;

/// The terminal of one process over all its lives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terminal {
    /// Everything that appeared on it, in order.
    pub shown: Vec<(Stream, Rc<str>)>,
    /// Lines typed and not yet read, without end-of-line.
    pub typed: VecDeque<Rc<str>>,
    /// True once no more will be typed.
    pub input_ended: bool,
    bytes: usize,
}

/// Put in place of what is beyond the terminal's bound.
const CUT: &str = "[Mailroom: the rest of this output is not kept]\n";

impl Terminal {
    /// Shows `text`; beyond the bound it says once that the rest is not kept.
    pub fn show(&mut self, stream: Stream, text: &Rc<str>) {
        if self.bytes > limits::TERMINAL_BYTES {
            return;
        }
        self.bytes += text.len().max(1);
        let kept = if self.bytes > limits::TERMINAL_BYTES {
            Rc::from(CUT)
        } else {
            text.clone()
        };
        self.shown.push((stream, kept));
    }

    /// Everything that appeared on `stream`, in one text.
    pub fn text(&self, stream: Stream) -> String {
        self.shown
            .iter()
            .filter(|(of, _)| *of == stream)
            .map(|(_, text)| &**text)
            .collect()
    }
}
