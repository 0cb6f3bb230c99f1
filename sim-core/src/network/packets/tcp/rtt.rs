//! The retransmission time-out: RFC 6298, with Linux's bounds. Differs from
//! the RFC as Linux does: the least is 200 ms instead of 1 s, and the floor is
//! under the variation (`SRTT + max(200 ms, 4 RTTVAR)`), so that a delayed
//! acknowledgement does not look like a loss.

use crate::base::Span;

/// Before the first measurement (RFC 6298, 2.1).
const INITIAL: Span = Span::from_secs(1);

/// Linux's TCP_RTO_MIN.
const LEAST: Span = Span::from_millis(200);

/// Linux's TCP_RTO_MAX.
const MOST: Span = Span::from_secs(120);

/// What is known of the round-trip time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rtt {
    /// Smoothed round-trip time.
    pub(super) smoothed: Option<Span>,
    /// Its mean deviation.
    pub(super) variation: Span,
    /// How often the time-out has been doubled since the last new acknowledgement.
    backoff: u32,
}

impl Rtt {
    pub(super) fn new() -> Rtt {
        Rtt {
            smoothed: None,
            variation: Span::ZERO,
            backoff: 0,
        }
    }

    /// A segment that was sent once has been acknowledged (Karn's algorithm:
    /// others are not measured).
    pub(super) fn sample(&mut self, time: Span) {
        let Some(smoothed) = self.smoothed else {
            self.smoothed = Some(time);
            self.variation = Span(time.0 / 2);
            return;
        };
        let deviation = smoothed.0.abs_diff(time.0);
        self.variation = Span(self.variation.0 / 4 * 3 + deviation / 4);
        self.smoothed = Some(Span(smoothed.0 / 8 * 7 + time.0 / 8));
    }

    /// The time-out as it is now, doublings included.
    pub(super) fn timeout(&self) -> Span {
        let base = match self.smoothed {
            None => INITIAL,
            Some(smoothed) => smoothed + Span(self.variation.0.saturating_mul(4)).max(LEAST),
        };
        Span(base.0.saturating_mul(1 << self.backoff.min(20))).min(MOST)
    }

    /// It went off: twice as long next time (5.5).
    pub(super) fn back_off(&mut self) {
        self.backoff += 1;
    }

    /// Something new was acknowledged.
    pub(super) fn forget_backoff(&mut self) {
        self.backoff = 0;
    }
}
