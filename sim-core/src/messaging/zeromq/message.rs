//! A message as sockets and queues hold it: whole, all its frames together.
//! (libzmq moves frame by frame, but shows a message to nobody before it is
//! complete, and counts high-water marks in messages.)

use std::rc::Rc;

use crate::base::MessageId;
use crate::messaging::fact::{self, MessageKind};

/// One frame. Bytes are copied when they enter and when they cross a wire.
pub(super) type Frame = Rc<[u8]>;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Message {
    pub(super) id: MessageId,
    pub(super) kind: MessageKind,
    pub(super) frames: Rc<[Frame]>,
}

impl Message {
    pub(super) fn label(&self) -> Rc<str> {
        fact::label(self.frames.iter().map(|frame| &**frame))
    }

    /// The same message with other frames.
    pub(super) fn with(&self, frames: impl IntoIterator<Item = Frame>) -> Message {
        Message {
            frames: frames.into_iter().collect(),
            ..*self
        }
    }
}
