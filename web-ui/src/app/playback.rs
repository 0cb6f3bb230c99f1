//! The pace of playing: which simulated moment is shown after which time of
//! the viewer's. Pure; the frames come from outside.

use sim_core::base::Time;
use sim_core::view::{Arrow, Fate};

/// How a run is played.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// True while it plays.
    pub playing: bool,
    /// Simulated nanoseconds shown in a second of the viewer's.
    pub speed: u64,
    /// False until somebody has chosen a speed: until then it follows the hops.
    pub speed_chosen: bool,
    /// True if idle stretches pass quickly.
    pub skip_gaps: bool,
    /// Jump from event to event instead of moving.
    pub jumps: bool,
    /// When the last frame (or jump) was drawn, in milliseconds of the browser's clock.
    pub last_frame: Option<f64>,
}

/// Slowest and fastest speed: a microsecond (one statement) and a minute.
const SPEEDS: (u64, u64) = (1_000, 60_000_000_000);
/// What a viewer waits for an idle stretch, in milliseconds.
const GAP_MILLIS: f64 = 400.0;
/// What a typical hop takes of the viewer's time, in seconds.
const HOP_SECONDS: f64 = 1.2;
/// From one jump to the next with reduced motion, in milliseconds.
const JUMP_MILLIS: f64 = 900.0;
/// A frame that took longer than this (a hidden tab, a long computation) does
/// not make the run jump.
const LONGEST_FRAME: f64 = 100.0;

impl Default for Playback {
    fn default() -> Self {
        Playback {
            playing: false,
            speed: 1_000_000,
            speed_chosen: false,
            skip_gaps: true,
            jumps: false,
            last_frame: None,
        }
    }
}

impl Playback {
    /// The moment to show at `frame` (milliseconds), coming from `now`.
    pub fn advance(&mut self, now: Time, frame: f64, gaps: &[(Time, Time)]) -> Time {
        let elapsed = self.last_frame.map_or(0.0, |last| frame - last);
        self.last_frame = Some(frame);
        let millis = elapsed.clamp(0.0, LONGEST_FRAME);
        let gaps = if self.skip_gaps { gaps } else { &[] };
        advance(now, millis, self.speed, gaps)
    }

    /// The next slower (-1) or faster (+1) speed: 1, 2, 5, 10, ...
    pub fn change_speed(&mut self, by: i32) {
        self.speed = neighbour(self.speed, by);
        self.speed_chosen = true;
    }

    /// Follows the typical hop of what is looked at, in nanoseconds, unless
    /// somebody chose a speed.
    pub fn follow(&mut self, hop: Option<u64>) {
        if let (false, Some(hop)) = (self.speed_chosen, hop) {
            self.speed = round_speed(hop as f64 / HOP_SECONDS);
        }
    }

    /// True when the next jump is due, for viewers who want little motion: they
    /// see one event after the other instead of moving envelopes.
    pub fn jump_due(&mut self, frame: f64) -> bool {
        let last = *self.last_frame.get_or_insert(frame);
        let due = frame - last >= JUMP_MILLIS;
        if due {
            self.last_frame = Some(frame);
        }
        due
    }

    /// Stops playing.
    pub fn pause(&mut self) {
        self.playing = false;
        self.last_frame = None;
    }
}

/// The moment `millis` of the viewer's time after `now`.
fn advance(now: Time, millis: f64, speed: u64, gaps: &[(Time, Time)]) -> Time {
    let mut at = now.0 as f64;
    let mut left = millis;
    let normal = speed as f64 / 1_000.0;
    for (from, to) in gaps.iter().filter(|gap| gap.1 > now) {
        let (from, to) = (from.0 as f64, to.0 as f64);
        let until_gap = ((from - at) / normal).max(0.0);
        if until_gap >= left {
            break;
        }
        at = at.max(from);
        left -= until_gap;
        let quick = normal.max((to - from) / GAP_MILLIS);
        let through = (to - at) / quick;
        if through >= left {
            return Time((at + left * quick) as u64);
        }
        at = to;
        left -= through;
    }
    Time((at + left * normal).round() as u64)
}

/// The median time that messages take.
pub fn typical_hop(arrows: &[Arrow]) -> Option<u64> {
    let mut hops: Vec<u64> = arrows
        .iter()
        .filter(|arrow| arrow.fate != Fate::Lost)
        .map(|arrow| arrow.arrives.since(arrow.sent).0)
        .filter(|hop| *hop > 0)
        .collect();
    hops.sort_unstable();
    hops.get(hops.len() / 2).copied()
}

/// The steps of the speed: 1, 2, 5 times the powers of ten.
fn steps() -> impl Iterator<Item = u64> {
    (3..11)
        .flat_map(|power| [1, 2, 5].map(|factor| factor * 10u64.pow(power)))
        .filter(|speed| *speed <= SPEEDS.1)
}

fn round_speed(wanted: f64) -> u64 {
    steps()
        .min_by(|a, b| {
            let distance =
                |speed: &u64| (*speed as f64 / wanted.max(1.0)).max(wanted / *speed as f64);
            distance(a).total_cmp(&distance(b))
        })
        .unwrap_or(SPEEDS.0)
}

fn neighbour(speed: u64, by: i32) -> u64 {
    let found = if by < 0 {
        steps().filter(|step| *step < speed).last()
    } else {
        steps().find(|step| *step > speed)
    };
    found.unwrap_or(speed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: u64 = 1_000_000;

    #[test]
    fn plays_at_its_speed_and_through_gaps() {
        let gap = [(Time(100 * MS), Time(4_100 * MS))];
        let cases = [
            // (now, viewer's ms, speed, gaps, then)
            (0, 1000.0, 20 * MS, &gap[..0], 20 * MS),
            (0, 16.0, MS, &gap[..0], 16_000),
            (90 * MS, 500.0, 20 * MS, &gap[..], 100 * MS),
            (100 * MS, 200.0, 20 * MS, &gap[..], 2_100 * MS),
            (100 * MS, 400.0, 20 * MS, &gap[..], 4_100 * MS),
            (100 * MS, 1400.0, 20 * MS, &gap[..], 4_120 * MS),
            (2_100 * MS, 1200.0, 20 * MS, &gap[..], 4_120 * MS),
            (5_000 * MS, 1000.0, 20 * MS, &gap[..], 5_020 * MS),
        ];
        for (now, millis, speed, gaps, then) in cases {
            assert_eq!(advance(Time(now), millis, speed, gaps), Time(then), "{now}");
        }
    }

    #[test]
    fn speeds_are_round() {
        assert_eq!(round_speed(1_000_000.0 / 1.2), MS);
        assert_eq!(round_speed(17.0 * 1e6), 20 * MS);
        assert_eq!(neighbour(MS, 1), 2 * MS);
        assert_eq!(neighbour(MS, -1), 500_000);
        assert_eq!(neighbour(1_000, -1), 1_000);
        let mut fastest = MS;
        for _ in 0..40 {
            fastest = neighbour(fastest, 1);
        }
        assert_eq!(fastest, 50_000_000_000);
    }
}
