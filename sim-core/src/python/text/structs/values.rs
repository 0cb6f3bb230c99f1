//! Single values of `struct`: range checks and bytes.

use super::error;
use super::half;
use super::parse::{Layout, Place};
use crate::python::text::number::{ByteOrder, Int, from_bytes, to_bytes};
use crate::python::text::{TextError, TextResult};

/// An argument of `pack`.
#[derive(Clone, Copy, Debug)]
pub enum PackArgument<'a> {
    /// An int, a bool, or what `__index__` gave; for `?` the truth of any
    /// object.
    Int(&'a Int),
    /// A float.
    Float(f64),
    /// A bytes object; for `s` and `p` also a bytearray.
    Bytes(&'a [u8]),
    /// Any other object.
    Other,
}

/// A value out of `unpack`.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// From an integer code.
    Int(Int),
    /// From `e`, `f`, `d`.
    Float(f64),
    /// From `c`, `s`, `p`.
    Bytes(Vec<u8>),
    /// From `?`.
    Bool(bool),
}

/// Bytes in the order of a layout, from little-endian ones and back.
fn ordered(layout: Layout, bytes: &mut [u8]) {
    if layout == Layout::Big {
        bytes.reverse();
    }
}

/// Writes one value.
pub(super) fn pack(place: &Place, argument: PackArgument<'_>, out: &mut [u8]) -> TextResult<()> {
    match (place.letter, argument) {
        (b'?', PackArgument::Int(truth)) => out[0] = u8::from(!truth.is_zero()),
        (b'c', PackArgument::Bytes([only])) => out[0] = *only,
        (b'c', _) => {
            return Err(error("char format requires a bytes object of length 1"));
        }
        (b's', PackArgument::Bytes(data)) => {
            let length = data.len().min(out.len());
            out[..length].copy_from_slice(&data[..length]);
        }
        (b'p', PackArgument::Bytes(data)) => pack_pascal(data, out),
        (b's' | b'p', _) => {
            let letter = char::from(place.letter);
            return Err(error(format!(
                "argument for '{letter}' must be a bytes object"
            )));
        }
        (b'e' | b'f' | b'd', _) => pack_float(place, argument, out)?,
        (_, PackArgument::Int(value)) => pack_int(place, value, out)?,
        _ => return Err(error("required argument is not an integer")),
    }
    Ok(())
}

/// A string behind its length, which one byte holds.
fn pack_pascal(data: &[u8], out: &mut [u8]) {
    if let Some((first, rest)) = out.split_first_mut() {
        let length = data.len().min(rest.len());
        rest[..length].copy_from_slice(&data[..length]);
        *first = length.min(255) as u8;
    }
}

/// A float in two, four or eight bytes.
fn pack_float(place: &Place, argument: PackArgument<'_>, out: &mut [u8]) -> TextResult<()> {
    let not_a_float = || error("required argument is not a float");
    let (value, from_int) = match argument {
        PackArgument::Float(value) => (value, false),
        PackArgument::Int(value) => (value.to_f64().map_err(|_| not_a_float())?, true),
        _ => return Err(not_a_float()),
    };
    let too_large = || {
        if from_int {
            return error("int too large to convert");
        }
        let letter = char::from(place.letter);
        TextError::overflow(format!("float too large to pack with {letter} format"))
    };
    match place.letter {
        b'e' => {
            let bits = half::to_half(value).ok_or_else(too_large)?;
            out.copy_from_slice(&bits.to_le_bytes());
        }
        b'f' => {
            let narrow = value as f32;
            if narrow.is_infinite() && value.is_finite() && place.layout != Layout::Native {
                return Err(too_large());
            }
            out.copy_from_slice(&narrow.to_le_bytes());
        }
        _ => out.copy_from_slice(&value.to_le_bytes()),
    }
    ordered(place.layout, out);
    Ok(())
}

/// An integer in the bytes of its place.
fn pack_int(place: &Place, value: &Int, out: &mut [u8]) -> TextResult<()> {
    // `P` takes addresses, also as negative numbers.
    let signed = place.letter.is_ascii_lowercase() || (place.letter == b'P' && value.is_negative());
    let bytes = to_bytes(value, place.size as i64, ByteOrder::Little, signed)
        .map_err(|_| out_of_range(place, value))?;
    out.copy_from_slice(&bytes);
    ordered(place.layout, out);
    Ok(())
}

/// The words for a number that does not fit: CPython has several functions
/// for each code, and each its own.
fn out_of_range(place: &Place, value: &Int) -> TextError {
    let letter = char::from(place.letter);
    let signed = letter.is_ascii_lowercase();
    let is_long = value.to_i64().is_some();
    let is_unsigned_long = !value.is_negative() && super::super::number::bit_length(value) <= 64;
    let big = place.layout == Layout::Big;
    if letter == 'P' || (big && place.size == 8) {
        return error("int too large to convert");
    }
    // Bytes and native shorts are read as C long, whatever their sign.
    let as_long = signed || letter == 'B' || (letter == 'H' && !big);
    let readable = if as_long { is_long } else { is_unsigned_long };
    if !readable || place.size == 8 {
        return error("argument out of range");
    }
    let name = match letter {
        'b' => "byte".into(),
        'B' => "ubyte".into(),
        'h' if !big => "short".into(),
        'H' if !big => "ushort".into(),
        _ => format!("'{letter}'"),
    };
    let bits = place.size as u32 * 8;
    let (low, high) = if signed {
        (-(1_i64 << (bits - 1)), (1_i64 << (bits - 1)) - 1)
    } else {
        (0, (1_i64 << bits) - 1)
    };
    error(format!("{name} format requires {low} <= number <= {high}"))
}

/// Reads one value.
pub(super) fn unpack(place: &Place, data: &[u8]) -> Item {
    let mut bytes = data.to_vec();
    match place.letter {
        b'c' | b's' => return Item::Bytes(bytes),
        b'p' => return Item::Bytes(unpack_pascal(data).to_vec()),
        b'?' => return Item::Bool(bytes[0] != 0),
        _ => ordered(place.layout, &mut bytes),
    }
    match (place.letter, bytes.as_slice()) {
        (b'e', [low, high]) => Item::Float(half::from_half(u16::from_le_bytes([*low, *high]))),
        (b'f', [a, b, c, d]) => Item::Float(f64::from(f32::from_le_bytes([*a, *b, *c, *d]))),
        (b'd', &[a, b, c, d, e, f, g, h]) => {
            Item::Float(f64::from_le_bytes([a, b, c, d, e, f, g, h]))
        }
        (letter, _) => Item::Int(from_bytes(
            &bytes,
            ByteOrder::Little,
            letter.is_ascii_lowercase(),
        )),
    }
}

/// A string behind its length.
fn unpack_pascal(data: &[u8]) -> &[u8] {
    data.split_first().map_or(&[], |(length, rest)| {
        &rest[..usize::from(*length).min(rest.len())]
    })
}
