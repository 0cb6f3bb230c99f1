//! Simulated time: unsigned whole nanoseconds, so that a run is the same on
//! every machine. Not a clock: nothing here reads the time of the real world.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// An instant of the run, in nanoseconds since its beginning.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Time(pub u64);

/// A length of simulated time, in nanoseconds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Span(pub u64);

impl Time {
    /// The beginning of a run.
    pub const ZERO: Time = Time(0);
    /// Later than everything: used for "never".
    pub const NEVER: Time = Time(u64::MAX);

    /// The time that has passed since `earlier`; zero if `earlier` is later.
    pub fn since(self, earlier: Time) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// In seconds, for display and for programs that ask for a float.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1e9
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);

    /// A span of whole microseconds.
    pub const fn from_micros(micros: u64) -> Span {
        Span(micros.saturating_mul(1_000))
    }

    /// A span of whole milliseconds.
    pub const fn from_millis(millis: u64) -> Span {
        Span(millis.saturating_mul(1_000_000))
    }

    /// A span of whole seconds.
    pub const fn from_secs(secs: u64) -> Span {
        Span(secs.saturating_mul(1_000_000_000))
    }

    /// A span of seconds given as a float, rounded up to a nanosecond as CPython
    /// rounds time-outs: who waits for the rest of a time must not wait for
    /// nothing again and again. `None` if it is negative, not a number or beyond
    /// what a span can hold.
    pub fn from_secs_f64(secs: f64) -> Option<Span> {
        let nanos = (secs * 1e9).ceil();
        (nanos >= 0.0 && nanos < u64::MAX as f64).then_some(Span(nanos as u64))
    }

    /// In seconds.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1e9
    }
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        Time(self.0.saturating_add(span.0))
    }
}

impl AddAssign<Span> for Time {
    fn add_assign(&mut self, span: Span) {
        *self = *self + span;
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Span;
    fn sub(self, other: Span) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

/// As a span, but rounded down, as a clock shows it: nothing that has happened
/// is later than now.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self.0, false, f)
    }
}

/// Written in the largest unit that keeps the number above one, with at most
/// three digits after the point and no trailing zeros: `1.5 ms`, `200 µs`, `0 s`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self.0, true, f)
    }
}

/// Writes nanoseconds, rounded to the nearest thousandth of their unit
/// (999.9996 µs is then 1000 µs) or down.
fn write(nanos: u64, nearest: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (unit, name): (u64, &str) = match nanos {
        0 => return f.write_str("0 s"),
        n if n >= 1_000_000_000 => (1_000_000_000, "s"),
        n if n >= 1_000_000 => (1_000_000, "ms"),
        n if n >= 1_000 => (1_000, "µs"),
        _ => (1, "ns"),
    };
    let half = if nearest { u128::from(unit) / 2 } else { 0 };
    let thousandths = (u128::from(nanos) * 1_000 + half) / u128::from(unit);
    let (whole, fraction) = (thousandths / 1_000, thousandths % 1_000);
    let digits = format!("{fraction:03}");
    match digits.trim_end_matches('0') {
        "" => write!(f, "{whole} {name}"),
        digits => write!(f, "{whole}.{digits} {name}"),
    }
}
