//! Slices and indices: what `slice.indices` and `seq[i]` compute.

use super::number::Int;
use super::{TextError, TextResult};

/// A slice adjusted to a length. For a step below zero `stop` may be -1,
/// which here means "before the first", as CPython has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indices {
    /// First position, if there is one.
    pub start: i64,
    /// Position that ends the slice, itself not in it.
    pub stop: i64,
    /// Distance from one position to the next.
    pub step: i64,
    /// How many positions the slice has.
    pub count: usize,
}

impl Indices {
    /// The positions, in the order of the slice.
    pub fn iter(&self) -> impl Iterator<Item = usize> + use<> {
        let Indices {
            start, step, count, ..
        } = *self;
        (0..count as i64).map(move |nth| (start + nth * step) as usize)
    }

    /// The positions as a range when they follow one another.
    pub fn contiguous(&self) -> Option<std::ops::Range<usize>> {
        (self.step == 1).then(|| {
            let start = self.start as usize;
            start..start + self.count
        })
    }
}

/// `slice(start, stop, step)` on a sequence of `length`.
///
/// # Errors
/// `ValueError` for a step of zero.
pub fn indices(
    start: Option<&Int>,
    stop: Option<&Int>,
    step: Option<&Int>,
    length: usize,
) -> TextResult<Indices> {
    // A step of i64::MIN has no opposite; CPython clamps in the same way.
    let step = step.map_or(1, Int::clamp_i64).max(-i64::MAX);
    if step == 0 {
        return Err(TextError::value("slice step cannot be zero"));
    }
    let length = length as i64;
    let (low, high) = if step > 0 {
        (0, length)
    } else {
        (-1, length - 1)
    };
    let adjust = |bound: &Int| {
        let bound = bound.clamp_i64();
        let from_end = if bound < 0 {
            bound.saturating_add(length)
        } else {
            bound
        };
        from_end.clamp(low, high)
    };
    let start = start.map_or(if step > 0 { low } else { high }, adjust);
    let stop = stop.map_or(if step > 0 { high } else { low }, adjust);
    let span = if step > 0 { stop - start } else { start - stop };
    let count = if span > 0 {
        ((span - 1) / step.abs() + 1) as usize
    } else {
        0
    };
    Ok(Indices {
        start,
        stop,
        step,
        count,
    })
}

/// The place of `sequence[index]`, or `None` when it is out of range.
pub fn position(index: &Int, length: usize) -> Option<usize> {
    let index = index.to_i64()?;
    let from_start = if index < 0 {
        index + length as i64
    } else {
        index
    };
    usize::try_from(from_start).ok().filter(|at| *at < length)
}

/// `start` and `end` of methods such as `find`: negative ones count from the
/// end, both stay within the length. `start` may end up after `end`.
pub fn bounds(start: Option<i64>, end: Option<i64>, length: usize) -> (usize, usize) {
    let length = length as i64;
    let from_end = |bound: i64| {
        if bound < 0 {
            bound.saturating_add(length).max(0)
        } else {
            bound
        }
    };
    let end = from_end(end.unwrap_or(length)).min(length);
    // A start beyond the end must stay beyond it: nothing is found there, not
    // even the empty string.
    let start = from_end(start.unwrap_or(0)).min(length + 1);
    (start as usize, end as usize)
}
