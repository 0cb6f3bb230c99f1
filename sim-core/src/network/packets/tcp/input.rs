//! What an end does with a segment: RFC 9293, 3.10.7, in its order.

use super::receive::{Came, Due};
use super::segment::{Cause, Header};
use super::{Notes, Signal, State, Tcb, TcpFact};
use crate::base::Time;
use crate::network::port::{ConnectError, StreamError};

impl Tcb {
    /// A segment has come, its checksum is right.
    pub(in crate::network::packets) fn handle_segment(
        &mut self,
        now: Time,
        header: &Header,
        payload: &[u8],
        notes: &mut Notes,
    ) {
        match self.state {
            State::Closed => {}
            State::SynSent => self.in_syn_sent(now, header, notes),
            _ => self.in_other_state(now, header, payload, notes),
        }
    }

    /// Takes over what the peer's SYN says.
    pub(super) fn learn_syn(&mut self, header: &Header) {
        // Without the option: RFC 9293, 3.7.1.
        let theirs = header.mss.unwrap_or(536).max(48);
        self.set_mss(self.mss.min(usize::from(theirs)));
        self.receive.begin(header.seq, header.scale.is_some());
        self.scaled_by(header.scale);
        self.window = u64::from(header.window);
        self.largest_window = self.window;
    }

    fn scaled_by(&mut self, scale: Option<u8>) {
        // RFC 7323, 2.3: more than 14 counts as 14.
        self.peer_scale = scale.unwrap_or(0).min(14);
        self.both_scale = scale.is_some();
    }

    pub(super) fn scaled(&self) -> bool {
        self.both_scale
    }

    pub(super) fn receive_mss(&self) -> u16 {
        u16::try_from(self.own_mss).unwrap_or(u16::MAX)
    }

    fn set_mss(&mut self, mss: usize) {
        if mss != self.mss {
            let segments = self.control.window / self.mss as u64;
            self.control.window = (segments * mss as u64).max(mss as u64);
            self.mss = mss;
        }
    }

    fn in_syn_sent(&mut self, now: Time, header: &Header, notes: &mut Notes) {
        let flags = header.flags;
        let acks_syn = flags.ack && header.ack == self.iss.wrapping_add(1);
        if flags.ack && !acks_syn {
            // Answered by RST unless it is one; the caller sends it.
            self.stray |= !flags.rst;
            return;
        }
        if flags.rst {
            if acks_syn {
                notes.signals.push(Signal::Refused(ConnectError::Refused));
                self.end(notes);
            }
            return;
        }
        if !flags.syn {
            return;
        }
        self.learn_syn(header);
        if !acks_syn {
            // Both asked at once.
            self.become_state(State::SynReceived, notes);
            self.resend_syn = true;
            return;
        }
        self.acknowledged_upto(now, 1, notes);
        self.window_from = (0, 1);
        self.become_state(State::Established, notes);
        self.receive.acknowledge(Due::Now);
        self.heard(now);
        notes.signals.push(Signal::Open);
    }

    fn in_other_state(&mut self, now: Time, header: &Header, payload: &[u8], notes: &mut Notes) {
        let flags = header.flags;
        let start = self.receive.position(header.seq);
        if !self.receive.accepts(start, header.span()) {
            return self.unacceptable(now, header, start, notes);
        }
        if flags.rst {
            return match start == self.receive.next() as i64 {
                true => self.was_reset(notes),
                // RFC 5961, 3.2: somebody may be guessing.
                false => self.receive.acknowledge(Due::Duplicate),
            };
        }
        if flags.syn {
            // RFC 5961, 4.2.
            return self.receive.acknowledge(Due::Duplicate);
        }
        if !flags.ack {
            return;
        }
        self.heard(now);
        if !self.handle_ack(now, header, start, notes) {
            return;
        }
        if !payload.is_empty() {
            self.handle_data(now, start, payload, notes);
        }
        if flags.fin && self.state != State::Closed {
            let at = start + i64::from(header.length);
            if self.receive.finish(at) {
                self.peer_finishes(notes);
            } else {
                self.receive.acknowledge(Due::Duplicate);
            }
        }
    }

    /// Outside of the window: said back what is expected, else ignored.
    fn unacceptable(&mut self, now: Time, header: &Header, start: i64, notes: &mut Notes) {
        if header.flags.rst {
            return;
        }
        if self.state == State::SynReceived && header.flags.syn && start == 0 {
            if header.flags.ack {
                // Both asked at once, and this answers our SYN.
                self.handle_ack(now, header, 1, notes);
                self.receive.acknowledge(Due::Now);
            } else {
                // The SYN again: our answer was lost.
                self.resend_syn = true;
            }
            return;
        }
        if header.length > 0 {
            let bytes = u64::from(header.length);
            notes.fact(TcpFact::AlreadyThere { bytes });
        }
        // With our window closed, what it acknowledges still counts.
        let probe = start == self.receive.next() as i64 && self.receive.offered() == 0;
        if probe && header.flags.ack {
            self.handle_ack(now, header, start, notes);
        }
        self.heard(now);
        self.receive.acknowledge(Due::Duplicate);
    }

    fn was_reset(&mut self, notes: &mut Notes) {
        match self.state {
            State::SynReceived => {
                notes.signals.push(Signal::Refused(ConnectError::Refused));
            }
            State::TimeWait => {}
            _ => notes.signals.push(Signal::Broken(StreamError::Reset)),
        }
        self.end(notes);
    }

    /// False if the segment is not to be looked at further.
    fn handle_ack(&mut self, now: Time, header: &Header, start: i64, notes: &mut Notes) -> bool {
        let distance = header
            .ack
            .wrapping_sub(self.iss.wrapping_add(self.una as u32)) as i32;
        let ack = self.una as i64 + i64::from(distance);
        if self.state == State::SynReceived {
            if ack != 1 || self.max < 1 {
                self.stray = true;
                return false;
            }
            self.window_from = (start.max(0) as u64, 1);
            self.become_state(
                match self.fin_wanted {
                    true => State::FinWait1,
                    false => State::Established,
                },
                notes,
            );
            notes.signals.push(Signal::Open);
        }
        if ack > self.max as i64 {
            // Acknowledges what was never sent.
            self.receive.acknowledge(Due::Duplicate);
            return false;
        }
        let before = self.window;
        if ack > self.una as i64 {
            self.new_ack(now, ack as u64, notes);
        } else if ack == self.una as i64 {
            self.count_duplicate(header, before, notes);
        }
        if ack >= self.una as i64 {
            self.update_window(header, start, ack as u64, notes);
        }
        self.timers.probes = 0;
        self.state != State::Closed
    }

    fn new_ack(&mut self, now: Time, ack: u64, notes: &mut Notes) {
        let acked = ack - self.una;
        self.acknowledged_upto(now, ack, notes);
        if self.recovering {
            if ack >= self.recover {
                self.recovering = false;
                let on_way = (self.max - self.una).max(self.mss as u64);
                let limit = on_way + self.mss as u64;
                self.control.window = self.control.threshold.min(limit);
                let window = self.control.window;
                notes.fact(TcpFact::RecoveryEnds { window });
            } else {
                // Deflate by what left the network, and fill the next gap.
                let mss = self.mss as u64;
                let window = self.control.window.saturating_sub(acked) + mss;
                self.control.window = window.max(mss);
                self.resend = Some(Cause::PartialAck);
            }
        } else {
            let rtt = self.rtt.smoothed.unwrap_or_default();
            // Only a window that was used grows (RFC 9293 leaves it, RFC 7661).
            if acked + self.in_flight() + self.mss as u64 >= self.control.window {
                self.control.on_ack(now, acked, self.mss as u64, rtt);
            }
        }
        self.duplicate_acks = 0;
        self.after_fin_acked(notes);
    }

    /// Removes what is acknowledged, measures, and sets the timer anew.
    fn acknowledged_upto(&mut self, now: Time, ack: u64, notes: &mut Notes) {
        let bytes = ack.min(self.data_end()).saturating_sub(self.data_at);
        self.data.drain(..bytes as usize);
        self.data_at += bytes;
        self.una = ack;
        self.nxt = self.nxt.max(ack);
        if let Some((upto, sent)) = self.timing
            && ack >= upto
        {
            self.rtt.sample(now.since(sent));
            self.timing = None;
        }
        self.rtt.forget_backoff();
        self.timers.retries = 0;
        self.soft_error = None;
        let waits = self.max > self.una;
        self.timers.unanswered = waits.then_some(now);
        self.timers.retransmit = waits.then(|| now + self.rtt.timeout());
        let third = self.settings.send_buffer / 3;
        if self.wants_room && self.data.len() <= self.settings.send_buffer - third {
            self.wants_room = false;
            notes.signals.push(Signal::Writable);
        }
    }

    fn after_fin_acked(&mut self, notes: &mut Notes) {
        if !self.fin_wanted || self.una <= self.data_end() {
            return;
        }
        match self.state {
            State::FinWait1 => self.become_state(State::FinWait2, notes),
            State::Closing => self.become_state(State::TimeWait, notes),
            State::LastAck => self.end(notes),
            _ => {}
        }
    }

    /// RFC 5681, 2: nothing new, no data, the same window, something on its way.
    fn count_duplicate(&mut self, header: &Header, window: u64, notes: &mut Notes) {
        let same = u64::from(header.window) << self.peer_scale == window;
        if header.span() > 0 || !same || self.nxt == self.una {
            return;
        }
        self.duplicate_acks += 1;
        let count = self.duplicate_acks;
        notes.fact(TcpFact::DuplicateAck { count });
        let mss = self.mss as u64;
        if self.recovering {
            self.control.window += mss;
        } else if count == 3 && self.una > self.recover.saturating_sub(1) {
            // Not for segments sent before the last recovery (RFC 6582, 3.2).
            self.recover = self.max;
            self.recovering = true;
            self.control.on_loss(self.max - self.una, mss);
            let threshold = self.control.threshold;
            self.control.window = threshold + 3 * mss;
            self.resend = Some(Cause::FastRetransmit);
            notes.fact(TcpFact::RecoveryBegins { threshold });
        }
    }

    fn update_window(&mut self, header: &Header, start: i64, ack: u64, notes: &mut Notes) {
        let from = (start.max(0) as u64, ack);
        if from < self.window_from && from.1 <= self.window_from.1 {
            return;
        }
        self.window_from = from;
        let before = self.window;
        // Windows in a SYN are not scaled (RFC 7323, 2.2).
        let scale = if header.flags.syn { 0 } else { self.peer_scale };
        self.window = u64::from(header.window) << scale;
        self.largest_window = self.largest_window.max(self.window);
        let waiting = self.data_end().saturating_sub(self.nxt);
        if self.window == 0 && before > 0 && waiting > 0 {
            notes.fact(TcpFact::WindowClosed { waiting });
        }
        if before == 0 && self.window > 0 {
            let window = self.window;
            notes.fact(TcpFact::WindowOpened { window });
            self.timers.persist = None;
        }
    }

    fn handle_data(&mut self, now: Time, start: i64, payload: &[u8], notes: &mut Notes) {
        let open = matches!(
            self.state,
            State::Established | State::FinWait1 | State::FinWait2
        );
        if !open {
            return;
        }
        if self.orphan {
            // Nobody will read it (Linux; RFC 1122, 4.2.2.13).
            return self.abort(notes);
        }
        let had_gap = self.receive.has_gap();
        match self.receive.come(start, payload) {
            Came::InOrder(bytes) => {
                match had_gap {
                    true => self.receive.acknowledge(Due::Now),
                    false => self.receive.owe(now, bytes, self.settings.quick_ack),
                }
                notes.signals.push(Signal::Readable);
                if self.receive.reach_end() {
                    self.peer_finishes(notes);
                }
            }
            Came::Early { gap } => {
                notes.fact(TcpFact::OutOfOrder { gap });
                self.receive.acknowledge(Due::Duplicate);
            }
            Came::Known => {
                let bytes = payload.len() as u64;
                notes.fact(TcpFact::AlreadyThere { bytes });
                self.receive.acknowledge(Due::Duplicate);
            }
        }
    }

    fn peer_finishes(&mut self, notes: &mut Notes) {
        self.receive.acknowledge(Due::Now);
        match self.state {
            State::Established => self.become_state(State::CloseWait, notes),
            State::FinWait1 => self.become_state(State::Closing, notes),
            State::FinWait2 => self.become_state(State::TimeWait, notes),
            _ => return,
        }
        notes.signals.push(Signal::PeerFinished);
    }

    /// ICMP says that packets do not get through.
    pub(in crate::network::packets) fn handle_unreachable(
        &mut self,
        error: ConnectError,
        notes: &mut Notes,
    ) {
        match self.state {
            State::SynSent => {
                notes.signals.push(Signal::Refused(error));
                self.end(notes);
            }
            // It may get better: only remembered (RFC 1122, 4.2.3.9).
            _ => self.soft_error = Some(StreamError::Unreachable),
        }
    }

    /// The way takes at most this much payload: what is on it goes again.
    pub(in crate::network::packets) fn handle_smaller_mtu(&mut self, mss: usize) {
        if mss >= self.mss || mss == 0 {
            return;
        }
        self.set_mss(mss);
        if self.max > self.una && !matches!(self.state, State::SynSent | State::SynReceived) {
            self.nxt = self.una;
            self.again = Cause::SmallerMtu;
            self.timing = None;
        }
    }
}
