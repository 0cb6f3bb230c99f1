//! The engine: one end of a stream that speaks ZMTP. It greets, shakes hands,
//! turns bytes into messages and messages into bytes. It touches no network:
//! bytes come by `feed`, go by `output`.

use std::collections::VecDeque;

use super::codec::{self, Malformed, Unit};
use super::kind::Kind;
use super::message::{Frame, Message};
use crate::base::MessageId;
use crate::network::{End, Tag};

/// Bytes that are encoded before they are handed to the network: libzmq's
/// default `OUT_BATCH_SIZE`.
pub(super) const BATCH: usize = 8_192;

/// What an engine has to tell its session.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Input {
    /// The handshake is complete: who is there.
    Ready {
        socket_type: Vec<u8>,
        identity: Frame,
    },
    /// A whole message. The id is known if a socket of this system sent it.
    Message(Option<MessageId>, Vec<Frame>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// How much of the greeting has been sent: the signature, the major
    /// version, all.
    Signature,
    Major,
    Rest,
    /// Greetings are exchanged; READY was sent.
    Handshake,
    Ready,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Engine {
    pub(super) end: End,
    stage: Stage,
    input: Vec<u8>,
    /// How much of `input` is used up.
    used: usize,
    frames: Vec<Frame>,
    /// The messages whose last byte has come in, as the network knows them.
    ids: VecDeque<MessageId>,
    output: Vec<u8>,
    tags: VecDeque<Tag>,
    /// The network has taken some bytes of the first tag's message.
    begun: bool,
    /// Bytes of the output before the first tag.
    untagged: u32,
    /// A message that found its pipe full: reading stops until there is room.
    pub(super) stash: Option<Message>,
    /// A flush is on the agenda.
    pub(super) flush_planned: bool,
}

impl Engine {
    /// A fresh engine; its signature is ready to be sent.
    pub(super) fn new(end: End, identity: usize) -> Engine {
        Engine {
            end,
            stage: Stage::Signature,
            input: Vec::new(),
            used: 0,
            frames: Vec::new(),
            ids: VecDeque::new(),
            output: codec::signature(identity).to_vec(),
            tags: VecDeque::new(),
            begun: false,
            untagged: codec::SIGNATURE as u32,
            stash: None,
            flush_planned: false,
        }
    }

    /// True once messages can flow.
    pub(super) fn is_ready(&self) -> bool {
        self.stage == Stage::Ready
    }

    /// True if bytes wait for the network to take them.
    pub(super) fn has_output(&self) -> bool {
        !self.output.is_empty()
    }

    /// True if another message may be encoded before the network is asked.
    pub(super) fn has_room(&self) -> bool {
        self.output.len() < BATCH
    }

    /// Bytes that came, and the messages that end among them.
    pub(super) fn feed(&mut self, bytes: &[u8], complete: Vec<MessageId>) {
        self.input.drain(..self.used);
        self.used = 0;
        self.input.extend(bytes);
        self.ids.extend(complete);
    }

    /// The next thing that the bytes so far say.
    pub(super) fn next(&mut self, kind: Kind, identity: &[u8]) -> Result<Option<Input>, Malformed> {
        if self.stage < Stage::Handshake && !self.greet(kind, identity)? {
            return Ok(None);
        }
        while let Some((unit, length)) = codec::decode(&self.input[self.used..])? {
            self.used += length;
            let input = match unit {
                Unit::Frame(frame, more) => self.frame(frame, more)?,
                Unit::Command(name, data) => self.command(&name, &data)?,
            };
            if input.is_some() {
                return Ok(input);
            }
        }
        Ok(None)
    }

    /// Encodes a message behind what waits already.
    pub(super) fn encode(&mut self, message: &Message) {
        let before = self.output.len();
        let last = message.frames.len().saturating_sub(1);
        for (place, frame) in message.frames.iter().enumerate() {
            codec::encode_frame(&mut self.output, frame, place < last);
        }
        self.tags.push_back(Tag {
            message: message.id,
            bytes: (self.output.len() - before) as u32,
        });
    }

    /// What waits for the network: bytes, how many of them come before the
    /// first message, and the messages.
    pub(super) fn output(&mut self) -> (&[u8], &[Tag]) {
        // Untagged bytes (greeting, commands) are written before any message.
        match self.untagged {
            0 => (&self.output, self.tags.make_contiguous()),
            untagged => (&self.output[..untagged as usize], &[]),
        }
    }

    /// The network took this many bytes of the output.
    pub(super) fn took(&mut self, bytes: usize) {
        self.output.drain(..bytes);
        let mut rest = bytes as u32;
        let untagged = self.untagged.min(rest);
        self.untagged -= untagged;
        rest -= untagged;
        while rest > 0
            && let Some(tag) = self.tags.front_mut()
        {
            let part = tag.bytes.min(rest);
            tag.bytes -= part;
            rest -= part;
            self.begun = tag.bytes > 0;
            if tag.bytes == 0 {
                self.tags.pop_front();
            }
        }
    }

    /// Messages that this engine alone knows of: encoded and not taken by the
    /// network at all, or decoded and not delivered.
    pub(super) fn lose(&mut self) -> Vec<MessageId> {
        let begun = usize::from(self.begun);
        let waiting = self.tags.drain(..).skip(begun).map(|tag| tag.message);
        let mut lost: Vec<MessageId> = waiting.collect();
        lost.extend(self.stash.take().map(|message| message.id));
        lost.extend(self.ids.drain(..));
        lost
    }

    fn greet(&mut self, kind: Kind, identity: &[u8]) -> Result<bool, Malformed> {
        let have = &self.input[..self.input.len().min(codec::GREETING)];
        codec::check_greeting(have)?;
        let have = have.len();
        if self.stage == Stage::Signature && have >= codec::SIGNATURE {
            self.say(&[codec::MAJOR]);
            self.stage = Stage::Major;
        }
        if self.stage == Stage::Major && have > codec::SIGNATURE {
            self.say(&codec::greeting_rest());
            self.stage = Stage::Rest;
        }
        if self.stage < Stage::Rest || have < codec::GREETING {
            return Ok(false);
        }
        self.used = codec::GREETING;
        let named = matches!(kind, Kind::Req | Kind::Dealer | Kind::Router);
        let mut ready = Vec::new();
        codec::encode_ready(&mut ready, kind.name(), named.then_some(identity));
        self.say(&ready);
        self.stage = Stage::Handshake;
        Ok(true)
    }

    /// Says something that is no message. Only before any message waits, or
    /// behind all that wait.
    fn say(&mut self, bytes: &[u8]) {
        self.output.extend(bytes);
        match self.tags.back_mut() {
            None => self.untagged += bytes.len() as u32,
            // Rare (a PONG behind messages): counted to the message before it.
            Some(tag) => tag.bytes += bytes.len() as u32,
        }
    }

    fn frame(&mut self, frame: Frame, more: bool) -> Result<Option<Input>, Malformed> {
        if self.stage != Stage::Ready {
            return Err(Malformed);
        }
        self.frames.push(frame);
        if more {
            return Ok(None);
        }
        let frames = std::mem::take(&mut self.frames);
        Ok(Some(Input::Message(self.ids.pop_front(), frames)))
    }

    fn command(&mut self, name: &[u8], data: &[u8]) -> Result<Option<Input>, Malformed> {
        match (name, self.stage) {
            (b"READY", Stage::Handshake) => {
                let mut socket_type = None;
                let mut identity = Vec::new();
                for (name, value) in codec::properties(data)? {
                    match name.as_str() {
                        "socket-type" => socket_type = Some(value),
                        "identity" => identity = value,
                        _ => {}
                    }
                }
                self.stage = Stage::Ready;
                Ok(Some(Input::Ready {
                    socket_type: socket_type.ok_or(Malformed)?,
                    identity: identity.into(),
                }))
            }
            (_, Stage::Ready) => {
                // PING carries a time to live (2 bytes) and a context to echo.
                if name == b"PING" && data.len() >= 2 {
                    let mut pong = Vec::new();
                    codec::encode_command(&mut pong, "PONG", &data[2..]);
                    self.say(&pong);
                }
                Ok(None)
            }
            _ => Err(Malformed),
        }
    }
}
