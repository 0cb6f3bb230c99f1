//! Numbers over time, kept small: when there are too many, neighbours become
//! one that remembers the lowest, the highest and the last of them, so that a
//! drawing loses neither a peak nor where it went on.

use serde::Serialize;

use crate::base::Time;

/// Points kept of a series: as many as a plot has pixels.
const MOST: usize = 600;

/// A number over time: it keeps its value from point to point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    points: Vec<Sample>,
}

/// One point, or several that lie next to each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sample {
    /// When; of several the first.
    pub at: Time,
    /// The least value.
    pub low: u64,
    /// The greatest.
    pub high: u64,
    /// The last: the value until the next point.
    pub last: u64,
    /// The position of the last of them.
    #[serde(skip)]
    until: u64,
}

impl Series {
    /// The points, in order of time.
    pub fn points(&self) -> &[Sample] {
        &self.points
    }

    /// The value at the end.
    pub fn last(&self) -> Option<u64> {
        self.points.last().map(|point| point.last)
    }

    /// Takes in a value; one that is as before is no point.
    pub fn step(&mut self, at: Time, position: u64, value: u64) {
        if self.last() != Some(value) {
            self.push(at, position, value);
        }
    }

    /// Takes in a value.
    pub fn push(&mut self, at: Time, position: u64, value: u64) {
        let sample = Sample {
            at,
            low: value,
            high: value,
            last: value,
            until: position,
        };
        match self.points.last_mut() {
            Some(last) if last.at == at => last.take_in(sample),
            _ => self.points.push(sample),
        }
        if self.points.len() > MOST {
            self.thin();
        }
    }

    /// Forgets what came after `position`.
    pub fn forget_after(&mut self, position: u64) {
        self.points.retain(|point| point.until <= position);
    }

    fn thin(&mut self) {
        let pairs = self.points.chunks(2).map(|pair| {
            let mut first = pair[0];
            if let Some(second) = pair.get(1) {
                first.take_in(*second);
            }
            first
        });
        self.points = pairs.collect();
    }
}

impl Sample {
    fn take_in(&mut self, later: Sample) {
        self.low = self.low.min(later.low);
        self.high = self.high.max(later.high);
        self.last = later.last;
        self.until = later.until;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_small_and_loses_no_peak() {
        let mut series = Series::default();
        for i in 0..100_000u64 {
            let value = if i == 77_777 { 1_000 } else { i % 7 };
            series.step(Time(i), i, value);
        }
        assert!(series.points().len() <= MOST);
        let high = series.points().iter().map(|point| point.high).max();
        assert_eq!((high, series.last()), (Some(1_000), Some(99_999 % 7)));
        let times: Vec<u64> = series.points().iter().map(|point| point.at.0).collect();
        assert!(times.is_sorted());
    }

    #[test]
    fn the_same_value_is_no_point_and_the_future_can_be_forgotten() {
        let mut series = Series::default();
        for (at, value) in [(1, 5), (2, 5), (3, 8), (3, 2), (9, 4)] {
            series.step(Time(at), at, value);
        }
        let told = |s: &Series| -> Vec<(u64, u64, u64, u64)> {
            let points = s.points().iter();
            points.map(|p| (p.at.0, p.low, p.high, p.last)).collect()
        };
        assert_eq!(told(&series), [(1, 5, 5, 5), (3, 2, 8, 2), (9, 4, 4, 4)]);
        series.forget_after(3);
        assert_eq!(told(&series), [(1, 5, 5, 5), (3, 2, 8, 2)]);
    }
}
