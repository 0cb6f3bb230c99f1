//! The timers of an end: when each goes off and what it does then.

use super::segment::Cause;
use super::{Notes, Signal, State, Tcb, TcpFact};
use crate::base::{Span, Time};
use crate::network::port::{ConnectError, StreamError};

/// Linux's `tcp_syn_retries`: after 127 s in all, ETIMEDOUT.
const SYN_RETRIES: u32 = 6;

/// Linux's `tcp_synack_retries`.
const SYN_ACK_RETRIES: u32 = 5;

/// Linux's `tcp_retries2`: about a quarter of an hour.
const RETRIES: u32 = 15;

/// Linux's `tcp_orphan_retries` where nobody uses the end any more.
const ORPHAN_RETRIES: u32 = 8;

/// Longest pause between two window probes.
const LONGEST_PROBE: Span = Span::from_secs(120);

/// When each timer goes off.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Timers {
    pub(super) retransmit: Option<Time>,
    /// How often it has gone off for the oldest byte.
    pub(super) retries: u32,
    /// Since when the oldest byte waits for its acknowledgement.
    pub(super) unanswered: Option<Time>,
    pub(super) persist: Option<Time>,
    pub(super) probes: u32,
    pub(super) keep_alive: Option<Time>,
    pub(super) keep_alives: u32,
    /// Something to be sent now.
    pub(super) probe_now: bool,
    pub(super) keep_alive_now: bool,
}

impl Tcb {
    /// When it wants to be woken.
    pub(in crate::network::packets) fn next_deadline(&self) -> Option<Time> {
        let all = [
            self.timers.retransmit,
            self.timers.persist,
            self.timers.keep_alive,
            self.receive.acknowledge_at(),
        ];
        all.into_iter().flatten().min()
    }

    /// Does what is due.
    pub(in crate::network::packets) fn handle_timer(&mut self, now: Time, notes: &mut Notes) {
        let due = |at: Option<Time>| at.is_some_and(|at| at <= now);
        if due(self.receive.acknowledge_at()) {
            self.receive.acknowledge(super::receive::Due::Now);
        }
        if due(self.timers.retransmit) {
            self.timed_out(now, notes);
        }
        if due(self.timers.persist) {
            self.probe(now, notes);
        }
        if due(self.timers.keep_alive) {
            self.keep_alive(now, notes);
        }
    }

    fn timed_out(&mut self, now: Time, notes: &mut Notes) {
        let after = self.rtt.timeout();
        self.timers.retries += 1;
        if self.is_hopeless(now) {
            return self.hopeless(notes);
        }
        let first = self.timers.retries == 1;
        self.rtt.back_off();
        notes.fact(TcpFact::TimedOut {
            after,
            times: self.timers.retries,
            next: self.rtt.timeout(),
        });
        self.timing = None;
        self.timers.retransmit = None;
        if matches!(self.state, State::SynSent | State::SynReceived) {
            self.resend_syn = true;
            return;
        }
        let on_way = self.max - self.una;
        self.control.on_timeout(on_way, self.mss as u64, first);
        self.nxt = self.una;
        self.again = Cause::Timeout;
        self.recover = self.max;
        (self.recovering, self.duplicate_acks) = (false, 0);
    }

    fn is_hopeless(&self, now: Time) -> bool {
        let most = match self.state {
            State::SynSent => SYN_RETRIES,
            State::SynReceived => SYN_ACK_RETRIES,
            _ if self.orphan => ORPHAN_RETRIES,
            _ => RETRIES,
        };
        let waited = self.timers.unanswered.map(|since| now.since(since));
        let limit = self.settings.user_timeout;
        self.timers.retries > most || limit.zip(waited).is_some_and(|(limit, it)| it >= limit)
    }

    fn hopeless(&mut self, notes: &mut Notes) {
        let error = self.soft_error.unwrap_or(StreamError::TimedOut);
        match self.state {
            State::SynSent => {
                let error = match error {
                    StreamError::Unreachable => ConnectError::Unreachable,
                    _ => ConnectError::TimedOut,
                };
                notes.signals.push(Signal::Refused(error));
                self.end(notes);
            }
            State::SynReceived => self.end(notes),
            _ => self.give_up(error, notes),
        }
    }

    fn probe(&mut self, now: Time, notes: &mut Notes) {
        self.timers.probes += 1;
        self.timers.persist = None;
        let limit = self.settings.user_timeout;
        let waited = self.timers.unanswered.map(|since| now.since(since));
        if self.timers.retries + self.timers.probes > RETRIES && self.timers.retries > 0
            || limit.zip(waited).is_some_and(|(limit, it)| it >= limit)
        {
            return self.give_up(self.soft_error.unwrap_or(StreamError::TimedOut), notes);
        }
        self.timers.probe_now = true;
    }

    /// The pause before the next window probe: the time-out, doubled each time.
    pub(super) fn probe_pause(&self) -> Span {
        let base = self.rtt.timeout().0;
        Span(base.saturating_mul(1 << self.timers.probes.min(20))).min(LONGEST_PROBE)
    }

    fn keep_alive(&mut self, now: Time, notes: &mut Notes) {
        self.timers.keep_alive = None;
        let Some(times) = self.settings.keep_alive else {
            return;
        };
        // Data on its way is a question already.
        if self.max > self.una {
            self.timers.keep_alive = Some(now + times.idle);
            return;
        }
        if self.timers.keep_alives >= times.probes {
            self.reset_wanted = true;
            return self.give_up(self.soft_error.unwrap_or(StreamError::TimedOut), notes);
        }
        self.timers.keep_alives += 1;
        self.timers.keep_alive_now = true;
        self.timers.keep_alive = Some(now + times.interval);
    }

    /// Something was heard from the peer.
    pub(super) fn heard(&mut self, now: Time) {
        self.timers.keep_alives = 0;
        let quiet = matches!(self.state, State::Established | State::CloseWait);
        self.timers.keep_alive = match self.settings.keep_alive {
            Some(times) if quiet => Some(now + times.idle),
            _ => None,
        };
    }
}
