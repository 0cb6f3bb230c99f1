//! Format strings of `struct`.

use super::error;
use crate::python::text::{TEXT_BYTES, TextError, TextResult};

/// Order, sizes and alignment of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// `@`: the processor's order, sizes and alignment.
    Native,
    /// `<` and `=`: little-endian, standard sizes.
    Little,
    /// `>` and `!`: big-endian, standard sizes.
    Big,
}

/// Items of one code in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    letter: u8,
    /// Bytes of one item.
    size: usize,
    /// How many items; one for `s` and `p`.
    count: usize,
    /// Where the first begins.
    offset: usize,
}

/// A format string, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    layout: Layout,
    runs: Vec<Run>,
    size: usize,
    items: usize,
}

/// One item in the packed bytes.
pub(super) struct Place {
    pub layout: Layout,
    pub letter: u8,
    pub size: usize,
    pub offset: usize,
}

impl Place {
    /// The bytes of the item.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.offset..self.offset + self.size
    }
}

/// Size and alignment of a code.
fn code_size(letter: u8, layout: Layout) -> Option<(usize, usize)> {
    let size = match letter {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'q' | b'Q' | b'd' => 8,
        b'l' | b'L' if layout == Layout::Native => 8,
        b'l' | b'L' => 4,
        b'n' | b'N' | b'P' if layout == Layout::Native => 8,
        _ => return None,
    };
    let align = if layout == Layout::Native { size } else { 1 };
    Some((size, align))
}

impl Format {
    /// Reads a format string.
    ///
    /// # Errors
    /// `struct.error` for an unknown code, a missing code, a huge size;
    /// `UnicodeEncodeError` for what is not ASCII.
    pub fn parse(text: &str) -> TextResult<Format> {
        let data = crate::python::text::codecs::encode(text, "ascii", "strict")?;
        if data.contains(&0) {
            return Err(error("embedded null character"));
        }
        let (layout, body) = match data.split_first() {
            Some((b'@', body)) => (Layout::Native, body),
            Some((b'<' | b'=', body)) => (Layout::Little, body),
            Some((b'>' | b'!', body)) => (Layout::Big, body),
            _ => (Layout::Native, data.as_slice()),
        };
        let mut format = Format {
            layout,
            runs: Vec::new(),
            size: 0,
            items: 0,
        };
        format.read(body)?;
        Ok(format)
    }

    /// Reads counts and codes.
    fn read(&mut self, body: &[u8]) -> TextResult<()> {
        let mut count: Option<i64> = None;
        for &byte in body {
            match byte {
                b'0'..=b'9' => {
                    let next = i128::from(count.unwrap_or(0)) * 10 + i128::from(byte - b'0');
                    count = Some(i64::try_from(next).map_err(|_| too_long())?);
                }
                b'\t'..=b'\r' | b' ' if count.is_none() => {}
                letter => self.push(letter, count.take().unwrap_or(1))?,
            }
        }
        if count.is_some() {
            return Err(error("repeat count given without format specifier"));
        }
        Ok(())
    }

    /// Appends a run.
    fn push(&mut self, letter: u8, count: i64) -> TextResult<()> {
        let (size, align) =
            code_size(letter, self.layout).ok_or_else(|| error("bad char in struct format"))?;
        let offset = self.size.div_ceil(align) * align;
        let end = (size as i64)
            .checked_mul(count)
            .and_then(|bytes| bytes.checked_add(offset as i64))
            .ok_or_else(too_long)?;
        if end > TEXT_BYTES as i64 {
            return Err(TextError::memory());
        }
        self.size = end as usize;
        let count = count as usize;
        let (size, count) = match letter {
            b's' | b'p' => (count, 1),
            b'x' => (count, 0),
            _ => (size, count),
        };
        self.items += count;
        self.runs.push(Run {
            letter,
            size,
            count,
            offset,
        });
        Ok(())
    }

    /// `struct.calcsize(format)`.
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many values are packed.
    pub fn items(&self) -> usize {
        self.items
    }

    /// The code of every value: for `?` the machine passes the truth of the
    /// argument.
    pub fn codes(&self) -> impl Iterator<Item = char> + '_ {
        self.places().map(|place| char::from(place.letter))
    }

    /// Where every value is.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.runs.iter().flat_map(|run| {
            (0..run.count).map(|nth| Place {
                layout: self.layout,
                letter: run.letter,
                size: run.size,
                offset: run.offset + nth * run.size,
            })
        })
    }
}

/// The refusal of a huge format.
fn too_long() -> TextError {
    error("total struct size too long")
}
