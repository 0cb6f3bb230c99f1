//! Congestion control: how many bytes may be on the way. Reno (RFC 5681, with
//! the recovery of RFC 6582 in `input.rs`) and CUBIC (RFC 9438), with an
//! initial window of 10 segments (RFC 6928). Slow start counts bytes (RFC 3465).
//! Without: HyStart, pacing, ECN.

use crate::base::{Span, Time};
use crate::network::port::Congestion;

/// CUBIC's constants: how steep, and what is left after a loss.
const C: f64 = 0.4;
const BETA: f64 = 0.7;

/// The sender's view of the network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Control {
    kind: Congestion,
    /// Bytes that may be on the way.
    pub(super) window: u64,
    /// Below: slow start.
    pub(super) threshold: u64,
    /// Bytes acknowledged and not yet turned into window.
    credit: u64,
    cubic: Cubic,
}

/// In segments and seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cubic {
    /// The window at the last loss.
    most: f64,
    /// When the present growth began.
    since: Option<Time>,
    /// Seconds from there to `most`.
    reach: f64,
    /// What Reno would have by now.
    estimate: f64,
}

impl Control {
    pub(super) fn new(kind: Congestion, mss: usize) -> Control {
        Control {
            kind,
            window: 10 * mss as u64,
            threshold: u64::MAX,
            credit: 0,
            cubic: Cubic::default(),
        }
    }

    pub(super) fn set_kind(&mut self, kind: Congestion) {
        self.kind = kind;
    }

    pub(super) fn kind(&self) -> Congestion {
        self.kind
    }

    pub(super) fn in_slow_start(&self) -> bool {
        self.window < self.threshold
    }

    /// `acked` new bytes were acknowledged, outside of recovery.
    pub(super) fn on_ack(&mut self, now: Time, acked: u64, mss: u64, rtt: Span) {
        if self.in_slow_start() {
            self.window = (self.window + acked.min(2 * mss)).min(self.threshold.max(mss));
            return;
        }
        match self.kind {
            Congestion::Reno => {
                self.credit += acked;
                if self.credit >= self.window {
                    self.credit -= self.window;
                    self.window += mss;
                }
            }
            Congestion::Cubic => self.grow_cubic(now, acked, mss, rtt),
        }
    }

    fn grow_cubic(&mut self, now: Time, acked: u64, mss: u64, rtt: Span) {
        let segments = self.window as f64 / mss as f64;
        let cubic = &mut self.cubic;
        let since = *cubic.since.get_or_insert_with(|| {
            cubic.reach = match cubic.most > segments {
                true => libm::cbrt((cubic.most - segments) / C),
                false => 0.0,
            };
            cubic.most = cubic.most.max(segments);
            cubic.estimate = segments;
            now
        });
        let time = now.since(since).as_secs_f64() + rtt.as_secs_f64() - cubic.reach;
        let target = (C * time * time * time + cubic.most).clamp(segments, 1.5 * segments);
        let share = acked as f64 / mss as f64 / segments;
        // Reno with CUBIC's factor has this much (RFC 9438, 4.3).
        cubic.estimate += 3.0 * (1.0 - BETA) / (1.0 + BETA) * share;
        let grown = (segments + (target - segments) * share).max(cubic.estimate);
        self.window = (grown * mss as f64) as u64;
    }

    /// A loss was found by duplicate acknowledgements.
    pub(super) fn on_loss(&mut self, in_flight: u64, mss: u64) {
        self.reduce(in_flight, mss);
        self.window = self.threshold;
    }

    /// The retransmission timer went off: begin anew with one segment.
    pub(super) fn on_timeout(&mut self, in_flight: u64, mss: u64, first: bool) {
        if first {
            self.reduce(in_flight, mss);
        }
        self.window = mss;
    }

    fn reduce(&mut self, in_flight: u64, mss: u64) {
        let least = 2 * mss;
        self.credit = 0;
        self.threshold = match self.kind {
            Congestion::Reno => (in_flight / 2).max(least),
            Congestion::Cubic => {
                let segments = self.window as f64 / mss as f64;
                // Fast convergence: leave room for newcomers.
                self.cubic.most = match segments < self.cubic.most {
                    true => segments * (1.0 + BETA) / 2.0,
                    false => segments,
                };
                self.cubic.since = None;
                ((self.window.min(in_flight.max(least)) as f64 * BETA) as u64).max(least)
            }
        };
    }
}
