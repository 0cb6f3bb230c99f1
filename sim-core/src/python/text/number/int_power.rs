//! Powers and decimal rounding of integers, with a bound on their cost.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::{Int, bit_length, mul};
use crate::python::text::{INT_BITS, TextError, TextResult};

/// What `**` of two ints gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Power {
    /// The exponent was not negative.
    Int(Int),
    /// A negative exponent: both operands became floats.
    Float(f64),
}

/// Word multiplications that one `pow(a, b, m)` may cost: about a second.
/// A 4096-bit exponentiation, the largest of textbooks, needs 40 million.
const MODULAR_COST: u64 = 1 << 30;

/// Words of a modulus that an inverse is computed for.
const INVERSE_WORDS: u64 = 1 << 10;

/// `a ** b`.
///
/// # Errors
/// `ZeroDivisionError` for zero to a negative power, `MemoryError` beyond
/// `INT_BITS`.
pub fn power(base: &Int, exponent: &Int) -> TextResult<Power> {
    if exponent.is_negative() {
        return super::float_power(base.to_f64()?, exponent.to_f64()?).map(Power::Float);
    }
    if let Int::Small(small @ (-1..=1)) = base {
        let result = if *small == -1 && exponent.is_odd() {
            -1
        } else {
            i64::from(*small != 0 || exponent.is_zero())
        };
        return Ok(Power::Int(Int::Small(result)));
    }
    let times = exponent.to_i64().filter(|times| *times <= INT_BITS as i64);
    let Some(times) = times else {
        return Err(TextError::memory());
    };
    if (bit_length(base) - 1).saturating_mul(times as u64) > INT_BITS {
        return Err(TextError::memory());
    }
    if let Int::Small(small) = base
        && let Some(result) = small.checked_pow(times as u32)
    {
        return Ok(Power::Int(Int::Small(result)));
    }
    Int::bounded(base.to_big().pow(times as u32)).map(Power::Int)
}

/// `pow(a, b, m)`.
///
/// # Errors
/// `ValueError` for a zero modulus or a base without inverse, `MemoryError`
/// when it would take too long.
pub fn power_mod(base: &Int, exponent: &Int, modulus: &Int) -> TextResult<Int> {
    if modulus.is_zero() {
        return Err(TextError::value("pow() 3rd argument cannot be 0"));
    }
    let words = bit_length(modulus).max(bit_length(base)).div_ceil(32);
    if exponent.is_negative() && words > INVERSE_WORDS {
        return Err(TextError::memory());
    }
    if bit_length(exponent).saturating_mul(words.saturating_mul(words)) > MODULAR_COST {
        return Err(TextError::memory());
    }
    let signed = modulus.to_big();
    let positive = signed.abs();
    let (base, exponent) = if exponent.is_negative() {
        (inverse(&base.to_big(), &positive)?, -&*exponent.to_big())
    } else {
        (
            base.to_big().mod_floor(&positive),
            exponent.to_big().into_owned(),
        )
    };
    let result = base.modpow(&exponent, &positive);
    Ok(Int::from(result.mod_floor(&signed)))
}

/// The inverse of `base` in the ring of `modulus`.
fn inverse(base: &BigInt, modulus: &BigInt) -> TextResult<BigInt> {
    let reduced = base.mod_floor(modulus);
    let extended = reduced.extended_gcd(modulus);
    if modulus.is_one() {
        return Ok(BigInt::zero());
    }
    if !extended.gcd.is_one() {
        return Err(TextError::value(
            "base is not invertible for the given modulus",
        ));
    }
    Ok(extended.x.mod_floor(modulus))
}

/// `round(a, ndigits)`: to tens, hundreds ..., halves to even, for negative
/// `ndigits`; the number itself otherwise.
///
/// # Errors
/// `MemoryError` when the unit is beyond `INT_BITS`; never for a `ndigits`
/// whose unit is more than twice the number, which gives 0.
pub fn round_int(value: &Int, ndigits: &Int) -> TextResult<Int> {
    if !ndigits.is_negative() {
        return Ok(value.clone());
    }
    let places = ndigits.clamp_i64().unsigned_abs();
    if places > bit_length(value) {
        return Ok(Int::ZERO);
    }
    let Power::Int(unit) = power(&Int::Small(10), &Int::from(places))? else {
        unreachable!("invariant: the exponent is not negative");
    };
    let (quotient, remainder) = super::divmod(value, &unit)?;
    let twice = mul(&remainder, &Int::Small(2))?;
    let up = twice > unit || (twice == unit && quotient.is_odd());
    let units = super::add(&quotient, &Int::from(up))?;
    mul(&units, &unit)
}
