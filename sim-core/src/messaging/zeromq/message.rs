//! A message as sockets and queues hold it: whole, all its frames together.
//! (libzmq moves frame by frame, but shows a message to nobody before it is
//! complete, and counts high-water marks in messages.)

use std::rc::Rc;

use crate::base::MessageId;
use crate::messaging::fact::{self, MessageKind};

/// One frame. Bytes are copied when they enter; where they cross a wire and
/// come out the same, the receiver shares the sender's (`engine.rs`).
pub(super) type Frame = Rc<[u8]>;

/// What a message is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A message of frames.
    Plain,
    /// A SUBSCRIBE command; its only frame is the prefix.
    Subscribe,
    /// A CANCEL command; its only frame is the prefix.
    Cancel,
}

impl Form {
    /// The command's name on the wire.
    pub(super) fn command(self) -> Option<&'static str> {
        match self {
            Form::Plain => None,
            Form::Subscribe => Some("SUBSCRIBE"),
            Form::Cancel => Some("CANCEL"),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Message {
    pub(super) id: MessageId,
    pub(super) kind: MessageKind,
    pub(super) form: Form,
    pub(super) frames: Rc<[Frame]>,
}

impl Message {
    pub(super) fn label(&self) -> Rc<str> {
        label(self.form, &self.frames)
    }

    /// The same message with other frames.
    pub(super) fn with(&self, frames: impl IntoIterator<Item = Frame>) -> Message {
        Message {
            frames: frames.into_iter().collect(),
            ..*self
        }
    }
}

/// What an envelope with these frames shows.
pub(super) fn label(form: Form, frames: &[Frame]) -> Rc<str> {
    let text = fact::label(frames.iter().map(|frame| &**frame));
    match form.command() {
        None => text,
        Some(name) if text.is_empty() => format!("{name} (all)").into(),
        Some(name) => format!("{name} {text}").into(),
    }
}
