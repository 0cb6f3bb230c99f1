//! What an end sends: called until it has nothing more to say.

use super::receive::Due;
use super::segment::{Cause, Flags, Header};
use super::{Outgoing, State, Tcb};
use crate::base::Time;

impl Tcb {
    /// The next segment to send, if there is one now.
    pub(in crate::network::packets) fn poll_segment(&mut self, now: Time) -> Option<Outgoing> {
        if self.reset_wanted {
            self.reset_wanted = false;
            return Some(self.reset());
        }
        match self.state {
            State::Closed => None,
            State::SynSent | State::SynReceived => self.poll_syn(now),
            _ => self
                .poll_again(now)
                .or_else(|| self.poll_new(now))
                .or_else(|| self.poll_probe(now))
                .or_else(|| self.poll_ack(now)),
        }
    }

    fn poll_syn(&mut self, now: Time) -> Option<Outgoing> {
        if self.max > 0 && !self.resend_syn {
            return match self.state {
                State::SynReceived => self.poll_ack(now),
                _ => None,
            };
        }
        let cause = match self.max {
            0 => Cause::New,
            _ if self.timers.retries > 0 => Cause::Timeout,
            _ => Cause::Duplicate,
        };
        if cause == Cause::New {
            self.timing = Some((1, now));
        }
        self.resend_syn = false;
        (self.nxt, self.max) = (1, 1);
        self.arm_retransmission(now);
        let flags = Flags {
            syn: true,
            ack: self.state == State::SynReceived,
            ..Flags::default()
        };
        let mut out = self.segment(0, 0, flags, cause);
        out.header.mss = Some(self.receive_mss());
        let scaled = self.state == State::SynSent || self.scaled();
        out.header.scale = scaled.then_some(self.receive.scale);
        Some(out)
    }

    /// A segment that is to be sent again at once.
    fn poll_again(&mut self, now: Time) -> Option<Outgoing> {
        let cause = self.resend.take()?;
        let start = self.una;
        let length = (self.data_end().saturating_sub(start)).min(self.mss as u64);
        let fin =
            self.fin_wanted && start + length == self.data_end() && self.max > self.data_end();
        if length == 0 && !fin {
            return None;
        }
        self.timing = None;
        self.arm_retransmission(now);
        self.nxt = self.nxt.max(start + length + u64::from(fin));
        Some(self.data_segment(start, length, fin, cause))
    }

    fn poll_new(&mut self, now: Time) -> Option<Outgoing> {
        let (length, fin) = self.sendable()?;
        let start = self.nxt;
        let cause = match start < self.max {
            true => self.again,
            false => Cause::New,
        };
        self.nxt += length + u64::from(fin);
        if cause == Cause::New {
            self.timing = self.timing.or(Some((self.nxt, now)));
            self.receive.answered(now);
        } else {
            self.timing = None;
        }
        self.max = self.max.max(self.nxt);
        if length < self.mss as u64 {
            self.small = self.nxt;
        }
        self.arm_retransmission(now);
        self.timers.persist = None;
        Some(self.data_segment(start, length, fin, cause))
    }

    /// How much of what waits may go now: the least of a segment, the peer's
    /// window and the congestion window; small segments by Nagle's rule.
    fn sendable(&self) -> Option<(u64, bool)> {
        let end = self.data_end();
        if self.nxt > end {
            return None;
        }
        let waiting = end - self.nxt;
        let limit = self.una + self.window.min(self.allowance());
        let allowed = limit.saturating_sub(self.nxt);
        let mss = self.mss as u64;
        let length = waiting.min(mss).min(allowed);
        let fin = self.fin_wanted && length == waiting && allowed > length;
        let whole = length == mss || fin || (self.nxt < self.max && length > 0);
        let last = length == waiting && length > 0;
        let small = last && (self.settings.no_delay || self.small <= self.una || self.fin_wanted);
        // A receiver with a tiny buffer: half of it is as good as it gets.
        let half = length > 0 && length >= self.largest_window / 2;
        (whole || small || half).then_some((length, fin))
    }

    /// The congestion window; after the first and second duplicate
    /// acknowledgement one segment more each (RFC 3042, limited transmit).
    fn allowance(&self) -> u64 {
        let more = match self.recovering {
            true => 0,
            false => self.duplicate_acks.min(2),
        };
        self.control.window + u64::from(more) * self.mss as u64
    }

    /// The window is closed, or too small to be worth a segment: ask.
    fn poll_probe(&mut self, now: Time) -> Option<Outgoing> {
        if self.timers.keep_alive_now {
            self.timers.keep_alive_now = false;
            let flags = Flags {
                ack: true,
                ..Flags::default()
            };
            return Some(self.segment(self.una.saturating_sub(1), 0, flags, Cause::KeepAlive));
        }
        let end = self.data_end();
        let stuck = self.nxt == self.una && self.nxt < end + u64::from(self.fin_wanted);
        if !stuck {
            self.timers.persist = None;
            self.timers.probe_now = false;
            return None;
        }
        if !self.timers.probe_now {
            self.timers.unanswered = self.timers.unanswered.or(Some(now));
            let pause = self.probe_pause();
            self.timers.persist = self.timers.persist.or(Some(now + pause));
            return None;
        }
        self.timers.probe_now = false;
        self.timers.persist = Some(now + self.probe_pause());
        let length = u64::from(self.nxt < end);
        self.max = self.max.max(self.nxt + 1);
        self.again = Cause::WindowProbe;
        Some(self.data_segment(self.nxt, length, length == 0, Cause::WindowProbe))
    }

    fn poll_ack(&mut self, now: Time) -> Option<Outgoing> {
        let cause = match self.receive.due() {
            Due::No => return None,
            Due::At(at) if at > now => return None,
            Due::At(_) | Due::Now => Cause::Acknowledgement,
            Due::Duplicate => Cause::Duplicate,
            Due::Window => Cause::WindowUpdate,
        };
        // Not beyond the peer's window, or it would not be looked at.
        let seq = self.max.min(self.una + self.window).max(self.una);
        let flags = Flags {
            ack: true,
            ..Flags::default()
        };
        Some(self.segment(seq, 0, flags, cause))
    }

    fn data_segment(&mut self, start: u64, length: u64, fin: bool, cause: Cause) -> Outgoing {
        let flags = Flags {
            ack: true,
            fin,
            psh: length > 0 && start + length == self.data_end(),
            ..Flags::default()
        };
        self.segment(start, length, flags, cause)
    }

    fn segment(&mut self, start: u64, length: u64, flags: Flags, cause: Cause) -> Outgoing {
        let scaled = self.scaled() && !flags.syn;
        let window = self.receive.offer(scaled);
        Outgoing {
            header: Header {
                seq: self.iss.wrapping_add(start as u32),
                ack: if flags.ack { self.receive.number() } else { 0 },
                flags,
                window,
                length: length as u32,
                ..Header::default()
            },
            start,
            cause,
        }
    }

    fn reset(&mut self) -> Outgoing {
        let flags = Flags {
            rst: true,
            ack: true,
            ..Flags::default()
        };
        let mut out = self.segment(self.max, 0, flags, Cause::Reset);
        out.header.window = 0;
        out
    }

    fn arm_retransmission(&mut self, now: Time) {
        self.timers.unanswered = self.timers.unanswered.or(Some(now));
        let timeout = self.rtt.timeout();
        self.timers.retransmit = self.timers.retransmit.or(Some(now + timeout));
    }
}
