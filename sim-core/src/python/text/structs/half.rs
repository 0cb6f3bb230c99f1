//! Floats of two bytes (IEEE 754 binary16).

/// The nearest half float, halves to even; `None` when too large.
pub(super) fn to_half(value: f64) -> Option<u16> {
    let sign = ((value.to_bits() >> 63) as u16) << 15;
    if value.is_nan() {
        return Some(sign | 0x7e00);
    }
    if value.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let magnitude = libm::fabs(value);
    if magnitude == 0.0 {
        return Some(sign);
    }
    let (_, exponent) = libm::frexp(magnitude);
    // Units of the last place: eleven bits, fewer below the smallest normal.
    let lowest = (exponent - 11).max(-24);
    let units = libm::rint(libm::scalbn(magnitude, -lowest)) as u32;
    // A carry into the next power of two carries into the exponent as well.
    let bits = match lowest {
        -24 => units,
        _ => ((lowest + 24) as u32) * 1024 + units,
    };
    (bits < 0x7c00).then_some(sign | bits as u16)
}

/// The value of a half float.
pub(super) fn from_half(bits: u16) -> f64 {
    let fraction = f64::from(bits & 0x3ff);
    let exponent = i32::from(bits >> 10 & 0x1f);
    let magnitude = match exponent {
        0 => libm::scalbn(fraction, -24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => libm::scalbn(fraction + 1024.0, exponent - 25),
    };
    if bits >> 15 == 1 {
        -magnitude
    } else {
        magnitude
    }
}
