//! Cables, one direction at a time: a queue of bounded length, a transmitter
//! that sends one frame after the other, a delay, and mishaps. All traffic of
//! the direction shares it.
//!
//! Layer 1 differs from the real one: no preamble, no gap between frames, no
//! least length of 64 bytes (frames are not padded); the frame check sequence
//! takes its 4 bytes of time but is kept beside the bytes. It is computed only
//! for a frame that is damaged: that of an undamaged one can only fit.

use std::collections::VecDeque;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::fact::{Bytes, Drop, Loss, Mishap, PacketId, Way, WireFact};
use super::{Event, Packets};
use crate::base::{CableId, HostId, MessageId, Random, Span, Time};
use crate::network::spec::{CableSpec, HostKind};
use crate::network::{Io, Notice};

/// Bytes of the frame check sequence.
pub(super) const FCS: usize = 4;

/// A frame and what is known of it beside its bytes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::network) struct Frame {
    pub(super) bytes: Rc<[u8]>,
    pub(super) packet: PacketId,
    /// When its packet left its host.
    pub(super) born: Time,
    /// The frame check sequence as it was sent, if the bytes were changed since.
    pub(super) damaged: Option<u32>,
    /// The application message that its datagram carries.
    pub(super) message: Option<MessageId>,
}

impl Frame {
    pub(super) fn new(bytes: &[u8], packet: PacketId, now: Time) -> Frame {
        Frame {
            bytes: Rc::from(bytes),
            packet,
            born: now,
            damaged: None,
            message: None,
        }
    }

    /// True if the frame check sequence does not fit the bytes.
    pub(super) fn is_bad(&self) -> bool {
        self.damaged
            .is_some_and(|sent| check_sequence(&self.bytes) != sent)
    }
}

/// A frame on its way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flying {
    pub(super) frame: Frame,
    pub(super) way: Way,
    /// The line's epoch when it left.
    epoch: u32,
    pub(super) fate: Fate,
    pub(super) leaves: Time,
    pub(super) arrives: Time,
}

/// What becomes of a frame on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It arrives.
    Arrives,
    /// It is lost half-way.
    Lost,
}

/// One direction of a cable.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) spec: CableSpec,
    pub(super) up: bool,
    /// Changes when the cable is cut: what was on it before is gone.
    epoch: u32,
    /// A switch keeps it unused, since it would close a circle.
    pub(super) blocked: bool,
    free_at: Time,
    /// When each frame that waits, or is being sent, has left.
    queue: VecDeque<Time>,
    last_arrival: Time,
    chances: Option<Box<Chances>>,
    pub(super) counts: Counts,
}

/// Frames of one direction: `sent = received + lost + cut + on the way`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Given to the cable, copies that it made itself included.
    pub sent: u64,
    /// Came to the other end, damaged or not.
    pub received: u64,
    /// Lost on the way.
    pub lost: u64,
    /// On the way when the cable was cut.
    pub cut: u64,
    /// Not taken: the queue was full, or the cable cut.
    pub refused: u64,
}

/// One stream of random numbers for each purpose.
#[derive(Clone, Debug, PartialEq)]
struct Chances {
    loss: Random,
    corrupt: Random,
    duplicate: Random,
    reorder: Random,
    jitter: Random,
}

/// What changes on a cable; `None` leaves it as it is. Without `direction` both
/// directions change, with it only frames that leave that end (0 or 1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct CableChange {
    /// One end (0 or 1): only what leaves it.
    pub direction: Option<u8>,
    /// Cut (`false`) or mended (`true`).
    pub up: Option<bool>,
    /// Propagation delay.
    pub latency: Option<Span>,
    /// Greatest deviation from it.
    pub jitter: Option<Span>,
    /// Bits a second.
    pub bandwidth: Option<u64>,
    /// Probability of loss, in parts per million.
    pub loss_ppm: Option<u32>,
    /// Of damage.
    pub corrupt_ppm: Option<u32>,
    /// Of arriving twice.
    pub duplicate_ppm: Option<u32>,
    /// Of being overtaken.
    pub reorder_ppm: Option<u32>,
    /// Largest packet, in bytes.
    pub mtu: Option<u32>,
    /// Frames that wait before one is dropped.
    pub queue: Option<u32>,
}

impl CableChange {
    /// Which end it is about, and which of the properties it sets.
    pub fn sets(&self) -> (Option<u8>, [bool; 10]) {
        let sets = [
            self.up.is_some(),
            self.latency.is_some(),
            self.jitter.is_some(),
            self.bandwidth.is_some(),
            self.loss_ppm.is_some(),
            self.corrupt_ppm.is_some(),
            self.duplicate_ppm.is_some(),
            self.reorder_ppm.is_some(),
            self.mtu.is_some(),
            self.queue.is_some(),
        ];
        (self.direction, sets)
    }
}

impl Line {
    pub(super) fn new(spec: &CableSpec) -> Line {
        Line {
            spec: spec.clone(),
            up: true,
            epoch: 0,
            blocked: false,
            free_at: Time::ZERO,
            queue: VecDeque::new(),
            last_arrival: Time::ZERO,
            chances: None,
            counts: Counts::default(),
        }
    }

    /// Frames that wait for the transmitter or are in it.
    pub(super) fn waiting(&mut self, now: Time) -> u32 {
        while self.queue.front().is_some_and(|left| *left <= now) {
            self.queue.pop_front();
        }
        self.queue.len() as u32
    }

    /// The same, without tidying up.
    pub(super) fn waiting_at(&self, now: Time) -> u32 {
        self.queue.iter().filter(|left| **left > now).count() as u32
    }

    fn is_rough(&self) -> bool {
        let spec = &self.spec;
        spec.jitter > Span::ZERO
            || (spec.loss_ppm | spec.corrupt_ppm | spec.duplicate_ppm | spec.reorder_ppm) > 0
    }

    fn apply(&mut self, change: &CableChange) {
        let set = |to: &mut u32, value: Option<u32>| *to = value.unwrap_or(*to);
        let spec = &mut self.spec;
        spec.latency = change.latency.unwrap_or(spec.latency);
        spec.jitter = change.jitter.unwrap_or(spec.jitter);
        spec.bandwidth = change.bandwidth.unwrap_or(spec.bandwidth).max(1);
        set(&mut spec.loss_ppm, change.loss_ppm);
        set(&mut spec.corrupt_ppm, change.corrupt_ppm);
        set(&mut spec.duplicate_ppm, change.duplicate_ppm);
        set(&mut spec.reorder_ppm, change.reorder_ppm);
        set(&mut spec.mtu, change.mtu);
        set(&mut spec.queue, change.queue);
        if let Some(up) = change.up
            && up != self.up
        {
            self.up = up;
            self.epoch += 1;
            self.queue.clear();
            self.free_at = Time::ZERO;
        }
    }
}

impl Chances {
    fn new(seed: u64, line: u64) -> Chances {
        Chances {
            loss: Random::new(seed, "network.loss", line),
            corrupt: Random::new(seed, "network.corrupt", line),
            duplicate: Random::new(seed, "network.duplicate", line),
            reorder: Random::new(seed, "network.reorder", line),
            jitter: Random::new(seed, "network.line-jitter", line),
        }
    }
}

/// The time that bits take on a line.
pub(super) fn serialisation(bytes: usize, bandwidth: u64) -> Span {
    let nanos = bytes as u128 * 8_000_000_000 / u128::from(bandwidth.max(1));
    Span(u64::try_from(nanos).unwrap_or(u64::MAX))
}

impl Packets {
    /// Changes a cable; false if there is none.
    pub(in crate::network) fn alter(
        &mut self,
        cable: CableId,
        change: &CableChange,
        io: &mut Io<'_>,
    ) -> bool {
        if cable.index() * 2 + 1 >= self.lines.len() {
            return false;
        }
        for side in 0..2u8 {
            if change.direction.is_none_or(|only| only == side) {
                self.lines[line_of(cable, side)].apply(change);
            }
        }
        if change.up.is_some() {
            super::switch::span_tree(&mut self.lines, io.topology);
        }
        io.out.wire(|| WireFact::CableChanged {
            cable,
            change: change.clone(),
        });
        true
    }

    /// Gives a frame to a cable at one of its ends.
    pub(super) fn transmit(&mut self, cable: CableId, side: u8, frame: Frame, io: &mut Io<'_>) {
        let now = io.now;
        let number = line_of(cable, side);
        let line = &mut self.lines[number];
        let waits_for = line.waiting(now);
        let refused = match line.up {
            false => Some(Drop::Cut),
            // One is in the transmitter, the others wait.
            true if waits_for > line.spec.queue => Some(Drop::QueueFull {
                frames: line.spec.queue,
            }),
            true => None,
        };
        let way = Way::Cable(cable, side);
        if let Some(why) = refused {
            line.counts.refused += 1;
            let host = io.topology.interface_at(cable, side).host;
            return drop_frame(&frame, host, Some(way), why, io);
        }
        let leaves = line.free_at.max(now);
        let length = frame.bytes.len() + FCS;
        line.free_at = leaves + serialisation(length, line.spec.bandwidth);
        line.queue.push_back(line.free_at);
        let mut flying = Flying {
            epoch: line.epoch,
            fate: Fate::Arrives,
            leaves,
            arrives: line.free_at + line.spec.latency,
            frame,
            way,
        };
        // As it leaves: what the cable does to it comes after.
        let sent = flying.frame.bytes.clone();
        let mishap = match line.is_rough() {
            true => suffer(line, &mut flying, self.seed, number as u64),
            false => None,
        };
        if mishap != Some(Mishap::Delayed) {
            flying.arrives = flying.arrives.max(line.last_arrival);
            line.last_arrival = flying.arrives;
        }
        line.counts.sent += 1 + u64::from(mishap == Some(Mishap::Duplicated));
        io.out.wire(|| WireFact::FrameSent {
            packet: flying.frame.packet,
            way,
            bytes: Bytes(sent),
            waits_for,
            leaves,
            arrives: flying.arrives,
            mishap,
        });
        if mishap == Some(Mishap::Duplicated) {
            self.fly(flying.clone(), io);
        }
        self.fly(flying, io);
    }

    /// Gives a frame to a host's loopback interface: like a cable, but never
    /// full and without mishaps.
    pub(super) fn loop_back(&mut self, host: HostId, frame: Frame, io: &mut Io<'_>) {
        let spec = &self.loopback;
        let time = serialisation(frame.bytes.len(), spec.bandwidth);
        let latency = spec.latency;
        let node = self.node(host);
        let leaves = node.loop_free.max(io.now);
        node.loop_free = leaves + time;
        let arrives = node.loop_free + latency;
        let way = Way::Loopback(host);
        io.out.wire(|| WireFact::FrameSent {
            packet: frame.packet,
            way,
            bytes: Bytes(frame.bytes.clone()),
            waits_for: 0,
            leaves,
            arrives,
            mishap: None,
        });
        let flying = Flying {
            frame,
            way,
            epoch: 0,
            fate: Fate::Arrives,
            leaves,
            arrives,
        };
        self.fly(flying, io);
    }

    fn fly(&mut self, flying: Flying, io: &mut Io<'_>) {
        // A lost one is gone half-way.
        let at = match flying.fate {
            Fate::Arrives => flying.arrives,
            Fate::Lost => {
                let start = flying.leaves.0;
                Time(start + flying.arrives.0.saturating_sub(start) / 2).max(io.now)
            }
        };
        let slot = match self.free_slots.pop() {
            Some(slot) => {
                self.flying[slot as usize] = Some(flying);
                slot
            }
            None => {
                self.flying.push(Some(flying));
                self.flying.len() as u32 - 1
            }
        };
        let event = crate::network::Event::Packets(Event::Frame(slot));
        io.out.events.push((at, event));
    }

    /// A frame has come to the end of its way.
    pub(super) fn landed(&mut self, slot: u32, io: &mut Io<'_>) {
        let taken = self.flying.get_mut(slot as usize).and_then(Option::take);
        self.free_slots.push(slot);
        // Somebody may have taken it off, or holds it back.
        let Some(flying) = taken else { return };
        if flying.fate == Fate::Arrives && flying.arrives > io.now {
            return self.fly(flying, io);
        }
        let Way::Cable(cable, side) = flying.way else {
            if let Way::Loopback(host) = flying.way {
                self.received(&flying.frame, flying.way, host, io);
                self.ip_input(host, flying.frame, io);
            }
            return;
        };
        let (host, there) = {
            let there = io.topology.interface_at(cable, 1 - side);
            (there.host, there)
        };
        let line = &mut self.lines[line_of(cable, side)];
        if flying.epoch != line.epoch {
            line.counts.cut += 1;
            return drop_frame(&flying.frame, host, Some(flying.way), Drop::Cut, io);
        }
        if flying.fate == Fate::Lost {
            line.counts.lost += 1;
            return drop_frame(&flying.frame, host, Some(flying.way), Drop::Lost, io);
        }
        line.counts.received += 1;
        self.received(&flying.frame, flying.way, host, io);
        if flying.frame.is_bad() {
            return drop_frame(&flying.frame, host, Some(flying.way), Drop::Damaged, io);
        }
        match io.topology.host(host).map(|spec| spec.kind) {
            Some(HostKind::Switch) => self.switch_input(host, cable, 1 - side, flying.frame, io),
            _ => self.ethernet_input(there, flying.frame, io),
        }
    }

    /// Takes the frames off their cables that carry a message; how many.
    pub(in crate::network) fn take_off(&mut self, message: MessageId, io: &mut Io<'_>) -> u32 {
        let slots = self.carriers(message, io.topology);
        for slot in &slots {
            // Its event finds an empty slot and frees it.
            let Some(flying) = self.flying[*slot].take() else {
                continue;
            };
            let mut host = None;
            if let Way::Cable(cable, side) = flying.way {
                self.lines[line_of(cable, side)].counts.lost += 1;
                host = Some(io.topology.interface_at(cable, 1 - side).host);
            } else if let Way::Loopback(own) = flying.way {
                host = Some(own);
            }
            if let Some(host) = host {
                drop_frame(&flying.frame, host, Some(flying.way), Drop::TakenOff, io);
            }
        }
        slots.len() as u32
    }

    /// Lets the frames that carry a message arrive later; when the last does,
    /// and how many they are. Those behind them overtake them.
    pub(in crate::network) fn hold_back(
        &mut self,
        message: MessageId,
        by: Span,
        io: &mut Io<'_>,
    ) -> Option<(Time, u32)> {
        let (mut until, mut frames) = (None, 0);
        for slot in self.carriers(message, io.topology) {
            if let Some(flying) = &mut self.flying[slot] {
                flying.arrives += by;
                until = until.max(Some(flying.arrives));
                frames += 1;
            }
        }
        Some((until?, frames))
    }

    fn received(&self, frame: &Frame, way: Way, host: HostId, io: &mut Io<'_>) {
        let packet = frame.packet;
        io.out
            .wire(|| WireFact::FrameReceived { packet, way, host });
    }
}

/// Where a direction of a cable is in the list of lines.
pub(super) fn line_of(cable: CableId, side: u8) -> usize {
    cable.index() * 2 + usize::from(side)
}

/// Says that a frame ends here.
pub(super) fn drop_frame(
    frame: &Frame,
    host: HostId,
    way: Option<Way>,
    why: Drop,
    io: &mut Io<'_>,
) {
    let packet = frame.packet;
    // What came by the way meant for it and is for somebody else is lost; a
    // copy that everybody gets is not.
    let astray = why == Drop::NotMyAddress && frame.bytes.first().is_some_and(|it| it & 1 == 0);
    if let Some(message) = frame.message
        && (why.is_loss() || astray)
    {
        let host = Some(host);
        let loss = Loss { why, host, way };
        io.out.notices.push(Notice::DatagramLost { message, loss });
    }
    io.out.wire(|| WireFact::Dropped {
        packet,
        host,
        way,
        why,
    });
}

/// Draws what the cable does to a frame. At most one thing happens to it.
fn suffer(line: &mut Line, flying: &mut Flying, seed: u64, number: u64) -> Option<Mishap> {
    let chances = line
        .chances
        .get_or_insert_with(|| Box::new(Chances::new(seed, number)));
    let spec = &line.spec;
    if spec.jitter > Span::ZERO {
        let wide = spec.jitter.0.saturating_mul(2).saturating_add(1);
        let late = flying.arrives + Span(chances.jitter.below(wide));
        flying.arrives = Time(late.0.saturating_sub(spec.jitter.0)).max(line.free_at);
    }
    if chances.loss.chance_ppm(spec.loss_ppm) {
        flying.fate = Fate::Lost;
        return Some(Mishap::Lost);
    }
    if chances.corrupt.chance_ppm(spec.corrupt_ppm) {
        return Some(damage(&mut flying.frame, &mut chances.corrupt));
    }
    if chances.duplicate.chance_ppm(spec.duplicate_ppm) {
        return Some(Mishap::Duplicated);
    }
    if chances.reorder.chance_ppm(spec.reorder_ppm) {
        // Long enough for several full frames to pass.
        let frames = serialisation(4 * 1_500, spec.bandwidth);
        flying.arrives += Span(spec.latency.0 / 2) + frames;
        return Some(Mishap::Delayed);
    }
    None
}

/// The frame check sequence of IEEE 802.3. It is computed without a table: it
/// is rare, and tables for speed are 16 kB that do not compress.
fn check_sequence(bytes: &[u8]) -> u32 {
    crc::Crc::<u32, crc::NoTable>::new(&crc::CRC_32_ISO_HDLC).checksum(bytes)
}

/// Flips one to eight bits.
fn damage(frame: &mut Frame, random: &mut Random) -> Mishap {
    let mut bytes = frame.bytes.to_vec();
    frame.damaged = Some(frame.damaged.unwrap_or_else(|| check_sequence(&bytes)));
    let bits = 1 + random.below(8) as u32;
    for _ in 0..bits {
        let at = random.below(bytes.len() as u64 * 8);
        bytes[at as usize / 8] ^= 0x80 >> (at % 8);
    }
    frame.bytes = bytes.into();
    Mishap::Damaged { bits }
}
