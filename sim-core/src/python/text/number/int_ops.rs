//! Integer arithmetic with Python's rules: floor division, the sign of the
//! modulus, shifts, bit operations on two's complement without end.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::Int;
use super::int::big_to_f64;
use crate::python::text::{INT_BITS, TextError, TextResult};

/// `a + b`.
///
/// # Errors
/// `MemoryError` beyond `INT_BITS`.
pub fn add(left: &Int, right: &Int) -> TextResult<Int> {
    match (left, right) {
        (Int::Small(a), Int::Small(b)) => Ok(Int::from(i128::from(*a) + i128::from(*b))),
        _ => Int::bounded(&*left.to_big() + &*right.to_big()),
    }
}

/// `a - b`.
///
/// # Errors
/// `MemoryError` beyond `INT_BITS`.
pub fn sub(left: &Int, right: &Int) -> TextResult<Int> {
    match (left, right) {
        (Int::Small(a), Int::Small(b)) => Ok(Int::from(i128::from(*a) - i128::from(*b))),
        _ => Int::bounded(&*left.to_big() - &*right.to_big()),
    }
}

/// `a * b`.
///
/// # Errors
/// `MemoryError` beyond `INT_BITS`.
pub fn mul(left: &Int, right: &Int) -> TextResult<Int> {
    if let (Int::Small(a), Int::Small(b)) = (left, right) {
        return Ok(Int::from(i128::from(*a) * i128::from(*b)));
    }
    if bit_length(left) + bit_length(right) > INT_BITS + 1 {
        return Err(TextError::memory());
    }
    Int::bounded(&*left.to_big() * &*right.to_big())
}

/// `-a`.
pub fn neg(value: &Int) -> Int {
    match value {
        Int::Small(a) => Int::from(-i128::from(*a)),
        Int::Big(a) => Int::from(-&**a),
    }
}

/// `abs(a)`.
pub fn abs(value: &Int) -> Int {
    if value.is_negative() {
        neg(value)
    } else {
        value.clone()
    }
}

/// `~a`.
pub fn invert(value: &Int) -> Int {
    match value {
        Int::Small(a) => Int::Small(!a),
        Int::Big(a) => Int::from(-&**a - 1),
    }
}

/// `a & b`.
pub fn and(left: &Int, right: &Int) -> Int {
    match (left, right) {
        (Int::Small(a), Int::Small(b)) => Int::Small(a & b),
        _ => Int::from(&*left.to_big() & &*right.to_big()),
    }
}

/// `a | b`.
pub fn or(left: &Int, right: &Int) -> Int {
    match (left, right) {
        (Int::Small(a), Int::Small(b)) => Int::Small(a | b),
        _ => Int::from(&*left.to_big() | &*right.to_big()),
    }
}

/// `a ^ b`.
pub fn xor(left: &Int, right: &Int) -> Int {
    match (left, right) {
        (Int::Small(a), Int::Small(b)) => Int::Small(a ^ b),
        _ => Int::from(&*left.to_big() ^ &*right.to_big()),
    }
}

/// `a // b`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn floor_div(left: &Int, right: &Int) -> TextResult<Int> {
    divmod(left, right).map(|(quotient, _)| quotient)
}

/// `a % b`: has the sign of `b`.
///
/// # Errors
/// `ZeroDivisionError`, with the words of `%`.
pub fn modulo(left: &Int, right: &Int) -> TextResult<Int> {
    if right.is_zero() {
        return Err(TextError::zero_division("integer modulo by zero"));
    }
    divmod(left, right).map(|(_, remainder)| remainder)
}

/// `divmod(a, b)`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn divmod(left: &Int, right: &Int) -> TextResult<(Int, Int)> {
    if right.is_zero() {
        return Err(TextError::zero_division(
            "integer division or modulo by zero",
        ));
    }
    if let (Int::Small(a), Int::Small(b)) = (left, right) {
        let (quotient, remainder) = i128::from(*a).div_mod_floor(&i128::from(*b));
        return Ok((Int::from(quotient), Int::from(remainder)));
    }
    let (quotient, remainder) = left.to_big().div_mod_floor(&right.to_big());
    Ok((Int::from(quotient), Int::from(remainder)))
}

/// `a / b`, correctly rounded however large both are.
///
/// # Errors
/// `ZeroDivisionError`; `OverflowError` when the quotient is no float.
pub fn true_div(left: &Int, right: &Int) -> TextResult<f64> {
    if right.is_zero() {
        return Err(TextError::zero_division("division by zero"));
    }
    const EXACT: i64 = 1 << 53;
    if let (Some(a), Some(b)) = (left.to_i64(), right.to_i64())
        && (-EXACT..=EXACT).contains(&a)
        && (-EXACT..=EXACT).contains(&b)
    {
        // Python's 0 / -5 is -0.0, as the float quotient is.
        return Ok(a as f64 / b as f64);
    }
    let value = ratio_to_f64(&left.to_big(), &right.to_big());
    if value.is_infinite() {
        return Err(TextError::overflow(
            "integer division result too large for a float",
        ));
    }
    Ok(value)
}

/// The float nearest to a quotient, halves to even; subnormal results are
/// rounded once, at their own precision.
pub(crate) fn ratio_to_f64(numerator: &BigInt, denominator: &BigInt) -> f64 {
    let negative = numerator.is_negative() != denominator.is_negative();
    if numerator.is_zero() {
        return if negative { -0.0 } else { 0.0 };
    }
    let (top, bottom) = (numerator.magnitude(), denominator.magnitude());
    // Exponent of the quotient, off by one at most.
    let exponent = top.bits() as i64 - bottom.bits() as i64;
    if exponent > 1025 {
        return if negative {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        };
    }
    if exponent < -1077 {
        return if negative { -0.0 } else { 0.0 };
    }
    // Keep the bits a float has (at least 2^-1074) plus two below, and a sticky bit.
    let shift = (exponent - 56).max(-1077);
    let (quotient, remainder) = if shift >= 0 {
        top.div_rem(&(bottom << shift as u64))
    } else {
        (top << (-shift) as u64).div_rem(bottom)
    };
    let bits = quotient.to_u64().expect("invariant: at most 58 bits");
    let rounded = round_to_float(bits << 1 | u64::from(!remainder.is_zero()), shift - 1);
    if negative { -rounded } else { rounded }
}

/// The float nearest to `bits * 2^exponent`, halves to even, rounded once.
/// The lowest bit may stand for "and something more".
pub(crate) fn round_to_float(bits: u64, exponent: i64) -> f64 {
    let length = 64 - i64::from(bits.leading_zeros());
    let lowest = (length + exponent - 53).max(-1074);
    let drop = lowest - exponent;
    if drop <= 0 {
        return libm::scalbn(bits as f64, exponent as i32);
    }
    if drop > 63 {
        return 0.0;
    }
    let half = 1_u64 << (drop - 1);
    let rest = bits & (half * 2 - 1);
    let mut kept = bits >> drop;
    if rest > half || (rest == half && kept & 1 == 1) {
        kept += 1;
    }
    libm::scalbn(kept as f64, lowest as i32)
}

/// `a << b`.
///
/// # Errors
/// `ValueError` for a negative count, `OverflowError` for one that is no
/// machine word, `MemoryError` beyond `INT_BITS`.
pub fn shift_left(value: &Int, count: &Int) -> TextResult<Int> {
    if count.is_negative() {
        return Err(TextError::value("negative shift count"));
    }
    if value.is_zero() {
        return Ok(Int::ZERO);
    }
    let Some(count) = count.to_i64() else {
        return Err(TextError::overflow("too many digits in integer"));
    };
    if bit_length(value) as i64 > INT_BITS as i64 - count.min(INT_BITS as i64) {
        return Err(TextError::memory());
    }
    match value {
        Int::Small(a) if count < 64 => Ok(Int::from(i128::from(*a) << count)),
        _ => Int::bounded(&*value.to_big() << count as u64),
    }
}

/// `a >> b`, rounding down.
///
/// # Errors
/// `ValueError` for a negative count.
pub fn shift_right(value: &Int, count: &Int) -> TextResult<Int> {
    if count.is_negative() {
        return Err(TextError::value("negative shift count"));
    }
    let count = count.clamp_i64() as u64;
    Ok(match value {
        Int::Small(a) => Int::Small(a >> count.min(63)),
        Int::Big(big) if count > big.bits() => Int::Small(if big.is_negative() { -1 } else { 0 }),
        Int::Big(big) => Int::from(&**big >> count),
    })
}

/// `a.bit_length()`.
pub fn bit_length(value: &Int) -> u64 {
    match value {
        Int::Small(a) => u64::from(64 - a.unsigned_abs().leading_zeros()),
        Int::Big(big) => big.bits(),
    }
}

/// `a.bit_count()`: ones of the absolute value.
pub fn bit_count(value: &Int) -> u64 {
    match value {
        Int::Small(a) => u64::from(a.unsigned_abs().count_ones()),
        Int::Big(big) => big.magnitude().count_ones(),
    }
}

/// Bits up to which `gcd` and `isqrt` are computed: a fraction of a second.
const SLOW_BITS: u64 = 1 << 16;

/// `math.gcd(a, b)`.
///
/// # Errors
/// `MemoryError` for numbers that would take too long.
pub fn gcd(left: &Int, right: &Int) -> TextResult<Int> {
    if let (Int::Small(a), Int::Small(b)) = (left, right) {
        return Ok(Int::from(i128::from(*a).gcd(&i128::from(*b))));
    }
    if bit_length(left).max(bit_length(right)) > SLOW_BITS {
        return Err(TextError::memory());
    }
    Ok(Int::from(left.to_big().gcd(&right.to_big())))
}

/// `math.isqrt(a)`.
///
/// # Errors
/// `ValueError` below zero, `MemoryError` for a number that would take too long.
pub fn isqrt(value: &Int) -> TextResult<Int> {
    if value.is_negative() {
        return Err(TextError::value("isqrt() argument must be nonnegative"));
    }
    if bit_length(value) > SLOW_BITS {
        return Err(TextError::memory());
    }
    Ok(Int::from(value.to_big().sqrt()))
}

/// `int` as the float of a mixed operation, infinite when too large; for
/// callers that have their own words for that.
pub fn nearest_f64(value: &Int) -> f64 {
    match value {
        Int::Small(a) => *a as f64,
        Int::Big(big) => big_to_f64(big),
    }
}
