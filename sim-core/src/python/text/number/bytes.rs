//! `int.to_bytes` and `int.from_bytes`.

use num_bigint::{BigInt, Sign};

use super::{Int, bit_length, invert};
use crate::python::text::{TEXT_BYTES, TextError, TextResult, saturating_size};

/// Which end of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// Least significant byte first.
    Little,
    /// Most significant byte first.
    Big,
}

impl ByteOrder {
    /// The order that an argument names.
    ///
    /// # Errors
    /// `ValueError`.
    pub fn named(name: &str) -> TextResult<ByteOrder> {
        match name {
            "little" => Ok(ByteOrder::Little),
            "big" => Ok(ByteOrder::Big),
            _ => Err(TextError::value(
                "byteorder must be either 'little' or 'big'",
            )),
        }
    }
}

/// `value.to_bytes(length, order, signed=signed)`.
///
/// # Errors
/// `ValueError` for a negative length, `OverflowError` when it does not fit.
pub fn to_bytes(value: &Int, length: i64, order: ByteOrder, signed: bool) -> TextResult<Vec<u8>> {
    if length < 0 {
        return Err(TextError::value("length argument must be non-negative"));
    }
    let length = saturating_size(length);
    if value.is_negative() && !signed {
        return Err(TextError::overflow(
            "can't convert negative int to unsigned",
        ));
    }
    if length > TEXT_BYTES {
        return Err(TextError::memory());
    }
    // A negative number needs the bits of its complement, and the sign.
    let magnitude = if value.is_negative() {
        invert(value)
    } else {
        value.clone()
    };
    let bits = bit_length(&magnitude) + u64::from(signed);
    // CPython lets no bytes stand for -1 as well as for 0.
    if bits > length as u64 * 8 && !(bit_length(&magnitude) == 0 && length == 0) {
        return Err(TextError::overflow("int too big to convert"));
    }
    let fill = if value.is_negative() { 0xff } else { 0 };
    let mut bytes = match value {
        Int::Small(small) => small.to_le_bytes().to_vec(),
        Int::Big(big) => big.to_signed_bytes_le(),
    };
    bytes.resize(length, fill);
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(data, order, signed=signed)`.
pub fn from_bytes(data: &[u8], order: ByteOrder, signed: bool) -> Int {
    Int::from(match (order, signed) {
        (ByteOrder::Little, true) => BigInt::from_signed_bytes_le(data),
        (ByteOrder::Big, true) => BigInt::from_signed_bytes_be(data),
        (ByteOrder::Little, false) => BigInt::from_bytes_le(Sign::Plus, data),
        (ByteOrder::Big, false) => BigInt::from_bytes_be(Sign::Plus, data),
    })
}
