//! Float arithmetic where Python's differs from the processor's: division,
//! floor and modulus with their signs, powers, rounding, exact conversions.
//! Addition, subtraction and multiplication are the plain ones.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

use super::int::big_to_f64;
use super::{Int, digits, double_double};
use crate::python::text::{TextError, TextResult};

/// `int(x)`: towards zero, exactly.
///
/// # Errors
/// `OverflowError` for an infinity, `ValueError` for not-a-number.
pub fn float_to_int(value: f64) -> TextResult<Int> {
    if value.is_nan() {
        return Err(TextError::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(TextError::overflow(
            "cannot convert float infinity to integer",
        ));
    }
    if libm::fabs(value) < 9.0e18 {
        return Ok(Int::Small(value as i64));
    }
    let (mantissa, exponent) = decompose(value);
    Ok(Int::from(BigInt::from(mantissa) << exponent as u64))
}

/// A finite float as `mantissa * 2^exponent`, both exact.
fn decompose(value: f64) -> (i64, i64) {
    let bits = value.to_bits();
    let biased = (bits >> 52 & 0x7ff) as i64;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = if biased == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, biased - 1075)
    };
    (if value < 0.0 { -mantissa } else { mantissa }, exponent)
}

/// `math.floor(x)`.
///
/// # Errors
/// As `float_to_int`.
pub fn float_floor(value: f64) -> TextResult<Int> {
    float_to_int(libm::floor(value))
}

/// `math.ceil(x)`.
///
/// # Errors
/// As `float_to_int`.
pub fn float_ceil(value: f64) -> TextResult<Int> {
    float_to_int(libm::ceil(value))
}

/// `round(x)`: to the nearest int, halves to even.
///
/// # Errors
/// As `float_to_int`.
pub fn float_round(value: f64) -> TextResult<Int> {
    float_to_int(libm::rint(value))
}

/// `round(x, ndigits)`: correctly rounded, halves of the exact value to even.
///
/// # Errors
/// `OverflowError` when the rounded value is no float.
pub fn float_round_digits(value: f64, ndigits: &Int) -> TextResult<f64> {
    let places = ndigits.clamp_i64();
    // Bounds as in CPython: beyond them nothing, or everything, is rounded.
    if !value.is_finite() || places > 323 {
        return Ok(value);
    }
    if places < -308 {
        return Ok(0.0 * value);
    }
    let magnitude = libm::fabs(value);
    let rounded = if places >= 0 {
        digits::fixed(magnitude, places as usize)
            .parse()
            .expect("invariant: fixed notation is a float")
    } else {
        round_to_tens(magnitude, places.unsigned_abs() as u32)
    };
    if rounded.is_infinite() {
        return Err(TextError::overflow("rounded value too large to represent"));
    }
    Ok(libm::copysign(rounded, value))
}

/// Rounds to a multiple of `10^places`, looking at the whole exact value.
fn round_to_tens(magnitude: f64, places: u32) -> f64 {
    let whole = float_to_int(magnitude).expect("invariant: the float is finite");
    let has_part = libm::trunc(magnitude) != magnitude;
    let unit = BigInt::from(10).pow(places);
    let (quotient, remainder) = whole.to_big().div_mod_floor(&unit);
    let twice = remainder * 2;
    let up = twice > unit || (twice == unit && (has_part || quotient.is_odd()));
    big_to_f64(&((quotient + i32::from(up)) * unit))
}

/// `x / y`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn float_div(left: f64, right: f64) -> TextResult<f64> {
    if right == 0.0 {
        return Err(TextError::zero_division("float division by zero"));
    }
    Ok(left / right)
}

/// `x // y`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn float_floor_div(left: f64, right: f64) -> TextResult<f64> {
    if right == 0.0 {
        return Err(TextError::zero_division("float floor division by zero"));
    }
    Ok(floor_and_mod(left, right).0)
}

/// `x % y`: has the sign of `y`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn float_mod(left: f64, right: f64) -> TextResult<f64> {
    if right == 0.0 {
        return Err(TextError::zero_division("float modulo"));
    }
    Ok(floor_and_mod(left, right).1)
}

/// `divmod(x, y)`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn float_divmod(left: f64, right: f64) -> TextResult<(f64, f64)> {
    if right == 0.0 {
        return Err(TextError::zero_division("float divmod()"));
    }
    Ok(floor_and_mod(left, right))
}

/// Floor quotient and modulus. The remainder is exact; the quotient is
/// derived from it, so that `q * y + r` stays close to `x`.
fn floor_and_mod(left: f64, right: f64) -> (f64, f64) {
    let mut modulus = libm::fmod(left, right);
    let mut quotient = (left - modulus) / right;
    if modulus != 0.0 {
        if (right < 0.0) != (modulus < 0.0) {
            modulus += right;
            quotient -= 1.0;
        }
    } else {
        modulus = libm::copysign(0.0, right);
    }
    if quotient == 0.0 {
        return (libm::copysign(0.0, left / right), modulus);
    }
    let mut floor = libm::floor(quotient);
    if quotient - floor > 0.5 {
        floor += 1.0;
    }
    (floor, modulus)
}

/// `x ** y`, the nearest float; C libraries miss it about once in a thousand.
///
/// # Errors
/// `ZeroDivisionError` for zero to a negative power, `OverflowError` beyond
/// the largest float, `ValueError` for a complex result, which is refused.
pub fn float_power(base: f64, exponent: f64) -> TextResult<f64> {
    if exponent == 0.0 || base == 1.0 {
        return Ok(1.0);
    }
    if base.is_nan() || exponent.is_nan() {
        return Ok(f64::NAN);
    }
    if base == 0.0 && exponent < 0.0 && exponent.is_finite() {
        return Err(TextError::zero_division(
            "0.0 cannot be raised to a negative power",
        ));
    }
    if base.is_infinite() || exponent.is_infinite() || base == 0.0 {
        return Ok(libm::pow(base, exponent));
    }
    let whole = libm::trunc(exponent) == exponent;
    if base < 0.0 && !whole {
        return Err(TextError::value(
            "a negative number to a fractional power is complex, which is not supported",
        ));
    }
    let result = if whole && libm::fabs(exponent) <= EXACT_POWER {
        exact_power(base, exponent as i32)
    } else if exponent == 0.5 {
        libm::sqrt(base)
    } else {
        let magnitude = double_double::power(libm::fabs(base), exponent);
        // Whole exponents beyond 2^53 are even.
        let odd = whole && libm::fabs(libm::fmod(exponent, 2.0)) == 1.0;
        if base < 0.0 && odd {
            -magnitude
        } else {
            magnitude
        }
    };
    if result.is_infinite() {
        return Err(TextError::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(result)
}

/// Exponents up to which powers are computed exactly and rounded once: the
/// product has at most 53 * 64 bits.
const EXACT_POWER: f64 = 64.0;

/// A float to a small integer power, correctly rounded.
fn exact_power(base: f64, exponent: i32) -> f64 {
    let (mantissa, scale) = decompose(base);
    let power = BigInt::from(mantissa).pow(exponent.unsigned_abs());
    let scale = scale * i64::from(exponent.unsigned_abs());
    let (mut top, mut bottom) = (power, BigInt::from(1));
    if scale >= 0 {
        top <<= scale as u64;
    } else {
        bottom <<= (-scale) as u64;
    }
    if exponent < 0 {
        std::mem::swap(&mut top, &mut bottom);
    }
    super::int_ops::ratio_to_f64(&top, &bottom)
}

/// `x.as_integer_ratio()`.
///
/// # Errors
/// `OverflowError` for an infinity, `ValueError` for not-a-number.
pub fn float_ratio(value: f64) -> TextResult<(Int, Int)> {
    if value.is_nan() {
        return Err(TextError::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(TextError::overflow(
            "cannot convert Infinity to integer ratio",
        ));
    }
    let (mantissa, exponent) = decompose(value);
    if mantissa == 0 {
        return Ok((Int::ZERO, Int::Small(1)));
    }
    let zeros = i64::from(mantissa.trailing_zeros());
    let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
    if exponent >= 0 {
        let top = BigInt::from(mantissa) << exponent as u64;
        return Ok((Int::from(top), Int::Small(1)));
    }
    let bottom = BigInt::from(1) << (-exponent) as u64;
    Ok((Int::Small(mantissa), Int::from(bottom)))
}

/// `x.is_integer()`.
pub fn float_is_integer(value: f64) -> bool {
    value.is_finite() && libm::trunc(value) == value
}

/// The word that a float equals, if it equals one.
pub fn float_as_i64(value: f64) -> Option<i64> {
    if float_is_integer(value) {
        value.to_i64()
    } else {
        None
    }
}
