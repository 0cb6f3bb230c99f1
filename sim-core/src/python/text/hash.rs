//! Hashes. Those of numbers, tuples and frozensets are CPython's. Those of
//! str and bytes are not: CPython's change from run to run, ours are XXH3 and
//! always the same. As in CPython, equal ASCII str and bytes hash alike, and
//! the empty string hashes to 0.

use num_traits::ToPrimitive;
use xxhash_rust::xxh3::xxh3_64;

use super::number::Int;

/// Numbers hash to their value modulo this prime.
const MODULUS: u64 = (1 << 61) - 1;

/// Applies the sign; -1 means "error" inside CPython, so -2 stands for it.
fn signed(magnitude: u64, negative: bool) -> i64 {
    let value = magnitude as i64;
    match if negative { -value } else { value } {
        -1 => -2,
        hash => hash,
    }
}

/// `hash(i)`; also of bool.
pub fn hash_int(value: &Int) -> i64 {
    let magnitude = match value {
        Int::Small(small) => small.unsigned_abs() % MODULUS,
        Int::Big(big) => (big.magnitude() % MODULUS)
            .to_u64()
            .expect("invariant: a remainder is below the modulus"),
    };
    signed(magnitude, value.is_negative())
}

/// `hash(x)`: that of the equal int, and for others the same rule on the
/// fraction. Not-a-number hashes by `identity`, its object's.
pub fn hash_float(value: f64, identity: i64) -> i64 {
    if value.is_nan() {
        return identity;
    }
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let biased = (bits >> 52 & 0x7ff) as i64;
    let (mantissa, exponent) = if biased == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, biased - 1075)
    };
    // Modulo 2^61 - 1, a power of two is a rotation of 61 bits.
    let turn = exponent.rem_euclid(61) as u32;
    let rotated = u128::from(mantissa) << turn;
    signed((rotated % u128::from(MODULUS)) as u64, value < 0.0)
}

/// Hash of bytes; ours, see above.
pub fn hash_bytes(data: &[u8]) -> i64 {
    if data.is_empty() {
        return 0;
    }
    match xxh3_64(data) as i64 {
        -1 => -2,
        hash => hash,
    }
}

/// Hash of a str; ours, see above.
pub fn hash_str(text: &str) -> i64 {
    hash_bytes(text.as_bytes())
}

/// `hash(t)` of a tuple whose items hash to `items`.
pub fn hash_tuple(items: &[i64]) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut state = PRIME_5;
    for item in items {
        state = state.wrapping_add((*item as u64).wrapping_mul(PRIME_2));
        state = state.rotate_left(31).wrapping_mul(PRIME_1);
    }
    state = state.wrapping_add(items.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    match state as i64 {
        -1 => 1_546_275_796,
        hash => hash,
    }
}

/// `hash(s)` of a frozenset whose items hash to `items`, in any order.
pub fn hash_frozenset(items: &[i64]) -> i64 {
    let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut hash = items
        .iter()
        .fold(0, |hash, item| hash ^ shuffle(*item as u64));
    hash ^= (items.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    match hash as i64 {
        -1 => 590_923_713,
        hash => hash,
    }
}
