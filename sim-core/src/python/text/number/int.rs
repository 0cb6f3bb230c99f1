//! The value of a Python `int`: a machine word while it fits, a big integer
//! beyond. Conversions only; arithmetic is in `int_ops`.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};

use crate::python::text::{INT_BITS, TextError, TextResult};

/// A Python integer. `Big` is used only for values outside `i64`, so that
/// equality of the variants is equality of the numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Int {
    /// A value that fits a machine word.
    Small(i64),
    /// A value that does not.
    Big(Rc<BigInt>),
}

impl Int {
    /// Zero.
    pub const ZERO: Int = Int::Small(0);

    /// The value as a word, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Int::Small(value) => Some(*value),
            Int::Big(_) => None,
        }
    }

    /// The value as a size, if it is one.
    pub fn to_usize(&self) -> Option<usize> {
        self.to_i64().and_then(|value| usize::try_from(value).ok())
    }

    /// The value as a word, the nearest one when it does not fit: how Python
    /// reads indices and counts.
    pub fn clamp_i64(&self) -> i64 {
        match self {
            Int::Small(value) => *value,
            Int::Big(big) if big.is_negative() => i64::MIN,
            Int::Big(_) => i64::MAX,
        }
    }

    /// The value as a big integer.
    pub fn to_big(&self) -> Cow<'_, BigInt> {
        match self {
            Int::Small(value) => Cow::Owned(BigInt::from(*value)),
            Int::Big(big) => Cow::Borrowed(big),
        }
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self, Int::Small(0))
    }

    /// Whether this is below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            Int::Small(value) => *value < 0,
            Int::Big(big) => big.is_negative(),
        }
    }

    /// Whether this is odd.
    pub fn is_odd(&self) -> bool {
        match self {
            Int::Small(value) => value & 1 == 1,
            Int::Big(big) => big.bit(0),
        }
    }

    /// The nearest float, halves to even, as `float(i)`.
    ///
    /// # Errors
    /// `OverflowError` beyond the largest float.
    pub fn to_f64(&self) -> TextResult<f64> {
        let value = match self {
            Int::Small(value) => *value as f64,
            Int::Big(big) => big_to_f64(big),
        };
        if value.is_infinite() {
            return Err(TextError::overflow("int too large to convert to float"));
        }
        Ok(value)
    }

    /// Wraps a result, refusing one beyond `INT_BITS`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn bounded(big: BigInt) -> TextResult<Int> {
        if big.bits() > INT_BITS {
            return Err(TextError::memory());
        }
        Ok(Int::from(big))
    }
}

/// Rounds to the nearest float, halves to even; infinite when too large.
pub(crate) fn big_to_f64(big: &BigInt) -> f64 {
    let bits = big.bits();
    if bits <= 64 {
        let magnitude = big.magnitude().to_u64().expect("invariant: 64 bits fit") as f64;
        return if big.is_negative() {
            -magnitude
        } else {
            magnitude
        };
    }
    if bits > 1024 {
        return if big.is_negative() {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        };
    }
    // The top 62 bits and one sticky bit round as the whole number does.
    let shift = bits - 62;
    let top = (big.magnitude() >> shift)
        .to_u64()
        .expect("invariant: 62 bits fit");
    let sticky = big
        .magnitude()
        .trailing_zeros()
        .is_some_and(|zeros| zeros < shift);
    let value = libm::scalbn((top << 1 | u64::from(sticky)) as f64, shift as i32 - 1);
    if big.is_negative() { -value } else { value }
}

impl From<i64> for Int {
    fn from(value: i64) -> Self {
        Int::Small(value)
    }
}

impl From<bool> for Int {
    fn from(value: bool) -> Self {
        Int::Small(i64::from(value))
    }
}

impl From<u64> for Int {
    fn from(value: u64) -> Self {
        i64::try_from(value).map_or_else(|_| Int::Big(Rc::new(BigInt::from(value))), Int::Small)
    }
}

impl From<usize> for Int {
    fn from(value: usize) -> Self {
        Int::from(value as u64)
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Self {
        i64::try_from(value).map_or_else(|_| Int::Big(Rc::new(BigInt::from(value))), Int::Small)
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small) => Int::Small(small),
            None => Int::Big(Rc::new(value)),
        }
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Int::Small(left), Int::Small(right)) => left.cmp(right),
            (Int::Big(left), Int::Big(right)) => left.cmp(right),
            (Int::Small(_), Int::Big(right)) => Ordering::Equal.cmp(&sign_order(right)),
            (Int::Big(left), Int::Small(_)) => sign_order(left),
        }
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How a big value compares with every small one.
fn sign_order(big: &BigInt) -> Ordering {
    match big.sign() {
        Sign::Minus => Ordering::Less,
        _ => Ordering::Greater,
    }
}

/// How `int` and `float` compare: exactly, without rounding either.
/// `None` for not-a-number.
pub fn compare_int_float(int: &Int, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let whole = libm::trunc(float);
    let order = int.cmp(&super::float_to_int(whole).expect("invariant: float is finite"));
    Some(order.then_with(|| 0.0_f64.total_cmp(&(float - whole + 0.0))))
}
