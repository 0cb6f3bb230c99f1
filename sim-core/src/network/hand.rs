//! What a person does to what is on its way: takes it off, or holds it back.
//! No network does this by itself; the facts say that it was done by hand.
//!
//! In the `packets` detail the frames that carry a message are gone, or come
//! late and out of order: TCP notices and sends again. In the `messages` detail
//! a stream loses nothing, so its bytes can only be held back, with all that
//! follows them; a datagram can be lost.

use super::packets::Drop;
use super::{Event, Fact, Network, Notice, Outbox, Side};
use crate::base::{MessageId, Span, Time};

impl Network {
    /// Takes everything that carries a message off its way. False if nothing
    /// could be taken: it is not on its way, or nothing is ever lost there.
    pub fn take_off(&mut self, now: Time, message: MessageId, out: &mut Outbox) -> bool {
        let frames = self.with_packets(now, out, |packets, io| packets.take_off(message, io));
        let frames = frames.unwrap_or_else(|| self.lose_datagram(message, out));
        if frames > 0 {
            out.facts.push(Fact::TakenOff { message, frames });
        }
        frames > 0
    }

    /// Lets everything that carries a message arrive later by `by`. False if
    /// it is not on its way.
    pub fn hold_back(&mut self, now: Time, message: MessageId, by: Span, out: &mut Outbox) -> bool {
        let held = self.with_packets(now, out, |packets, io| packets.hold_back(message, by, io));
        let whole = |until| (until, 0);
        let held = held
            .flatten()
            .or_else(|| self.hold_stream(message, by, out).map(whole))
            .or_else(|| self.hold_datagram(message, by).map(whole));
        if let Some((until, frames)) = held {
            out.facts.push(Fact::HeldBack {
                message,
                until,
                frames,
                by,
            });
        }
        held.is_some()
    }

    /// Streams of the `messages` detail, and Unix domain sockets.
    fn hold_stream(&mut self, message: MessageId, by: Span, out: &mut Outbox) -> Option<Time> {
        for stream in self.streams.iter_mut().flatten() {
            for side in [Side::Client, Side::Server] {
                let times = stream.hold_back(side, message, by);
                let Some(last) = times.last().copied() else {
                    continue;
                };
                let end = stream.receiving_end(side);
                let events = times.into_iter().map(|at| (at, Event::Arrive(end)));
                out.events.extend(events);
                return Some(last);
            }
        }
        None
    }

    fn lose_datagram(&mut self, message: MessageId, out: &mut Outbox) -> u32 {
        let before = self.sent.len();
        self.sent.retain(|_, sent| !sent.carries(message));
        let gone = (before - self.sent.len()) as u32;
        if gone > 0 {
            let loss = Drop::TakenOff.into();
            out.notices.push(Notice::DatagramLost { message, loss });
        }
        gone
    }

    fn hold_datagram(&mut self, message: MessageId, by: Span) -> Option<Time> {
        let found = self.sent.values_mut().find(|sent| sent.carries(message));
        found.map(|sent| sent.hold_back(by))
    }
}
