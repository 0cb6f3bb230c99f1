//! The engine: one end of a stream that speaks ZMTP. It greets, shakes hands,
//! turns bytes into messages and messages into bytes. It touches no network:
//! bytes come by `feed`, go by `output`.

use std::collections::VecDeque;
use std::rc::Rc;

use super::codec::{self, Malformed, Unit};
use super::kind::Kind;
use super::message::{Form, Frame, Message};
use crate::base::{MessageId, Time};
use crate::network::{End, Tag};

/// Bytes that are encoded before they are handed to the network: libzmq's
/// default `OUT_BATCH_SIZE`.
pub(super) const BATCH: usize = 8_192;

/// Bytes that a raw engine hands out at once: libzmq's `IN_BATCH_SIZE`.
const PIECE: usize = 8_192;

/// Marks bytes that belong to no message: greetings and commands.
const NO_MESSAGE: MessageId = MessageId(u64::MAX);

/// What an engine has to tell its session.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Input {
    /// The handshake is complete: who is there.
    Ready {
        socket_type: Vec<u8>,
        identity: Frame,
    },
    /// A whole message. The id is known if a socket of this system sent it.
    Message(Option<MessageId>, Rc<[Frame]>, Form),
    /// Bytes without borders (a raw engine), and the messages that ended among
    /// them.
    Raw(Frame, Vec<MessageId>),
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

/// A message whose last byte has come in, and the frames that it was when it
/// was sent, if they are known. The bytes on the wire say what is received;
/// where they say the same, the frames are shared instead of copied.
#[derive(Clone, Debug, PartialEq)]
struct Sighted {
    id: MessageId,
    frames: Option<Rc<[Frame]>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Engine {
    pub(super) end: End,
    stage: Stage,
    /// No ZMTP: bytes as they are (STREAM, ROUTER_RAW).
    raw: bool,
    /// The peer speaks ZMTP 3.0, which has no SUBSCRIBE.
    old: bool,
    input: Vec<u8>,
    /// How much of `input` is used up.
    used: usize,
    frames: Vec<Frame>,
    /// The messages whose last byte has come in, as the network knows them.
    ids: VecDeque<Sighted>,
    /// What has gone out to a peer in the same world, for `claim`.
    passed: VecDeque<(MessageId, Rc<[Frame]>)>,
    output: Vec<u8>,
    /// What the output consists of; `NO_MESSAGE` for what is none.
    tags: VecDeque<Tag>,
    /// How many tags are `NO_MESSAGE`.
    unnamed: u32,
    /// The network has taken some bytes of the first tag's message.
    begun: bool,
    /// A message that found its pipe full: reading stops until there is room.
    pub(super) stash: Option<Message>,
    /// A flush is on the agenda.
    pub(super) flush_planned: bool,
    /// By when something must have happened, or the connection is given up:
    /// the handshake, any sign of life after a PING, the end of the peer's TTL.
    pub(super) handshake_by: Option<Time>,
    pub(super) silent_by: Option<Time>,
    pub(super) alive_by: Option<Time>,
    /// The time to live that a PING has brought, in tenths of a second.
    pub(super) ttl: Option<u16>,
}

impl Engine {
    /// A fresh engine; its signature is ready to be sent.
    pub(super) fn new(end: End, identity: usize) -> Engine {
        let mut engine = Engine::raw(end);
        engine.raw = false;
        engine.stage = Stage::Signature;
        engine.say(&codec::signature(identity));
        engine
    }

    /// An engine without a protocol.
    pub(super) fn raw(end: End) -> Engine {
        Engine {
            end,
            stage: Stage::Ready,
            raw: true,
            old: false,
            input: Vec::new(),
            used: 0,
            frames: Vec::new(),
            ids: VecDeque::new(),
            passed: VecDeque::new(),
            output: Vec::new(),
            tags: VecDeque::new(),
            unnamed: 0,
            begun: false,
            stash: None,
            flush_planned: false,
            handshake_by: None,
            silent_by: None,
            alive_by: None,
            ttl: None,
        }
    }

    /// True if it speaks no ZMTP.
    pub(super) fn is_raw(&self) -> bool {
        self.raw
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

    /// Bytes that came, and the messages that end among them; `known` gives
    /// the frames of a message as its sender had them.
    pub(super) fn feed(
        &mut self,
        bytes: &[u8],
        complete: Vec<MessageId>,
        mut known: impl FnMut(MessageId) -> Option<Rc<[Frame]>>,
    ) {
        self.input.drain(..self.used);
        self.used = 0;
        self.input.extend(bytes);
        let sighted = |id| Sighted {
            id,
            frames: known(id),
        };
        self.ids.extend(complete.into_iter().map(sighted));
    }

    /// Keeps the frames of a message that has been encoded, for its receiver.
    pub(super) fn pass(&mut self, message: &Message) {
        if message.form == Form::Plain && !self.raw {
            self.passed.push_back((message.id, message.frames.clone()));
        }
    }

    /// The frames of a message that this engine has sent; those before it are
    /// forgotten.
    pub(super) fn claim(&mut self, id: MessageId) -> Option<Rc<[Frame]>> {
        let at = self.passed.iter().position(|(passed, _)| *passed == id)?;
        self.passed.drain(..at);
        self.passed.pop_front().map(|(_, frames)| frames)
    }

    /// The next thing that the bytes so far say.
    pub(super) fn next(&mut self, kind: Kind, identity: &[u8]) -> Result<Option<Input>, Malformed> {
        if self.raw {
            return Ok(self.piece());
        }
        if self.stage < Stage::Handshake && !self.greet(kind, identity)? {
            return Ok(None);
        }
        while let Some((unit, length)) = codec::decode(&self.input[self.used..])? {
            (self.silent_by, self.alive_by) = (None, None);
            let input = match unit {
                Unit::Frame(body, more) => {
                    let frame = self.shared(body).unwrap_or_else(|| body.into());
                    self.used += length;
                    self.frame(frame, more)?
                }
                Unit::Command(name, data) => {
                    let (name, data) = (name.to_vec(), data.to_vec());
                    self.used += length;
                    self.command(&name, &data)?
                }
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
        match message.form.command() {
            Some(name) if !self.old => {
                codec::encode_command(&mut self.output, name, &message.frames[0]);
            }
            Some(name) => {
                let mut body = vec![u8::from(name == "SUBSCRIBE")];
                body.extend_from_slice(&message.frames[0]);
                codec::encode_frame(&mut self.output, &body, false);
            }
            None if self.raw => self.output.extend_from_slice(&message.frames[0]),
            None => {
                let last = message.frames.len().saturating_sub(1);
                for (place, frame) in message.frames.iter().enumerate() {
                    codec::encode_frame(&mut self.output, frame, place < last);
                }
            }
        }
        self.tags.push_back(Tag {
            message: message.id,
            bytes: (self.output.len() - before) as u32,
        });
    }

    /// What waits for the network: bytes, and the messages they are; of two
    /// calls at least one gives something if anything waits.
    pub(super) fn output(&mut self) -> (&[u8], &[Tag]) {
        if self.unnamed == 0 {
            return (&self.output, self.tags.make_contiguous());
        }
        let tags = self.tags.make_contiguous();
        let unnamed = |tag: &Tag| tag.message == NO_MESSAGE;
        let first = tags.first().is_some_and(unnamed);
        let run = tags.iter().take_while(|tag| unnamed(tag) == first);
        let bytes = run.clone().map(|tag| tag.bytes as usize).sum::<usize>();
        let count = if first { 0 } else { run.count() };
        (&self.output[..bytes], &tags[..count])
    }

    /// The network took this many bytes of the output.
    pub(super) fn took(&mut self, bytes: usize) {
        if bytes == self.output.len() {
            self.output.clear();
            self.tags.clear();
            (self.unnamed, self.begun) = (0, false);
            return;
        }
        self.output.drain(..bytes);
        let mut rest = bytes as u32;
        while rest > 0
            && let Some(tag) = self.tags.front_mut()
        {
            let part = tag.bytes.min(rest);
            tag.bytes -= part;
            rest -= part;
            self.begun = tag.bytes > 0;
            if tag.bytes == 0 {
                self.unnamed -= u32::from(tag.message == NO_MESSAGE);
                self.tags.pop_front();
            }
        }
    }

    /// Sends a PING that announces this time to live (tenths of a second).
    pub(super) fn ping(&mut self, ttl: u16) {
        let mut ping = Vec::new();
        codec::encode_command(&mut ping, "PING", &ttl.to_be_bytes());
        self.say(&ping);
    }

    /// True if something that was to happen by now has not.
    pub(super) fn is_overdue(&self, now: Time) -> bool {
        let limits = [self.handshake_by, self.silent_by, self.alive_by];
        limits.into_iter().flatten().any(|limit| limit <= now)
    }

    /// True if something is to happen by some time.
    pub(super) fn is_watched(&self) -> bool {
        let limits = [self.handshake_by, self.silent_by, self.alive_by];
        limits.iter().any(Option::is_some)
    }

    /// Messages that this engine alone knows of: encoded and not taken by the
    /// network at all, or decoded and not delivered.
    pub(super) fn lose(&mut self) -> Vec<MessageId> {
        let begun = usize::from(self.begun);
        let waiting = self.tags.drain(..).skip(begun).map(|tag| tag.message);
        let mut lost: Vec<MessageId> = waiting.filter(|id| *id != NO_MESSAGE).collect();
        lost.extend(self.stash.take().map(|message| message.id));
        lost.extend(self.ids.drain(..).map(|sighted| sighted.id));
        self.passed.clear();
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
        self.old = self.input[codec::SIGNATURE..][..2] == [codec::MAJOR, 0];
        self.used = codec::GREETING;
        let named = matches!(kind, Kind::Req | Kind::Dealer | Kind::Router);
        let mut ready = Vec::new();
        codec::encode_ready(&mut ready, kind.name(), named.then_some(identity));
        self.say(&ready);
        self.stage = Stage::Handshake;
        Ok(true)
    }

    /// Says something that is no message, behind all that waits.
    fn say(&mut self, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
        self.unnamed += 1;
        self.tags.push_back(Tag {
            message: NO_MESSAGE,
            bytes: bytes.len() as u32,
        });
    }

    /// The next piece of a raw stream.
    fn piece(&mut self) -> Option<Input> {
        let rest = &self.input[self.used..];
        let piece = &rest[..rest.len().min(PIECE)];
        if piece.is_empty() {
            return None;
        }
        let frame = Frame::from(piece);
        self.used += frame.len();
        let ended = self.used == self.input.len();
        let ids = if ended {
            self.ids.drain(..).map(|sighted| sighted.id).collect()
        } else {
            Vec::new()
        };
        Some(Input::Raw(frame, ids))
    }

    fn frame(&mut self, frame: Frame, more: bool) -> Result<Option<Input>, Malformed> {
        if self.stage != Stage::Ready {
            return Err(Malformed);
        }
        if !more && self.frames.is_empty() {
            return Ok(Some(self.whole(&[frame])));
        }
        self.frames.push(frame);
        if more {
            return Ok(None);
        }
        let frames = std::mem::take(&mut self.frames);
        Ok(Some(self.whole(&frames)))
    }

    /// The frame that the sender had here, if it says the same.
    fn shared(&self, body: &[u8]) -> Option<Frame> {
        let frames = self.ids.front()?.frames.as_ref()?;
        let frame = frames.get(self.frames.len())?;
        (**frame == *body).then(|| frame.clone())
    }

    /// A message of these frames; the sender's own list if that is the same.
    fn whole(&mut self, frames: &[Frame]) -> Input {
        let sighted = self.ids.pop_front();
        let id = sighted.as_ref().map(|sighted| sighted.id);
        let known = sighted.and_then(|sighted| sighted.frames);
        let same = |known: &Rc<[Frame]>| {
            let mut pairs = known.iter().zip(frames);
            known.len() == frames.len() && pairs.all(|(a, b)| Rc::ptr_eq(a, b))
        };
        let all = known.filter(same).unwrap_or_else(|| frames.into());
        Input::Message(id, all, Form::Plain)
    }

    fn control(&mut self, prefix: &[u8], form: Form) -> Input {
        let id = self.ids.pop_front().map(|sighted| sighted.id);
        Input::Message(id, Rc::from([prefix.into()]), form)
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
                self.handshake_by = None;
                Ok(Some(Input::Ready {
                    socket_type: socket_type.ok_or(Malformed)?,
                    identity: identity.into(),
                }))
            }
            // PING carries a time to live (2 bytes) and up to 16 bytes to echo.
            (b"PING", Stage::Ready) => {
                let (ttl, context) = data.split_first_chunk::<2>().ok_or(Malformed)?;
                let mut pong = Vec::new();
                let context = &context[..context.len().min(16)];
                codec::encode_command(&mut pong, "PONG", context);
                self.say(&pong);
                self.ttl = Some(u16::from_be_bytes(*ttl));
                Ok(None)
            }
            (b"SUBSCRIBE", Stage::Ready) => Ok(Some(self.control(data, Form::Subscribe))),
            (b"CANCEL", Stage::Ready) => Ok(Some(self.control(data, Form::Cancel))),
            // Commands that nobody knows are skipped.
            (_, Stage::Ready) => Ok(None),
            _ => Err(Malformed),
        }
    }
}
