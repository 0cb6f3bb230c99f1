//! The `struct` module: format strings, packing and unpacking. Native order
//! and sizes are those of 64-bit Linux on a little-endian processor.

mod half;
mod parse;
mod values;

pub use parse::Format;
pub use values::{Item, PackArgument};

use super::{TextError, TextResult};

/// A `struct.error`.
fn error(message: impl Into<String>) -> TextError {
    TextError::new("struct.error", message)
}

impl Format {
    /// `struct.pack(format, ...)`.
    ///
    /// # Errors
    /// `struct.error` for a wrong number, kind or size of arguments,
    /// `OverflowError` for a float that is too large.
    pub fn pack(&self, arguments: &[PackArgument<'_>]) -> TextResult<Vec<u8>> {
        let mut out = vec![0; self.size()];
        self.fill(&mut out, "pack", arguments)?;
        Ok(out)
    }

    /// Writes the arguments into zeroed bytes.
    fn fill(&self, out: &mut [u8], name: &str, arguments: &[PackArgument<'_>]) -> TextResult<()> {
        self.check_count(name, arguments)?;
        for (place, argument) in self.places().zip(arguments) {
            values::pack(&place, *argument, &mut out[place.range()])?;
        }
        Ok(())
    }

    /// Whether there is an argument for each item.
    fn check_count(&self, name: &str, arguments: &[PackArgument<'_>]) -> TextResult<()> {
        let (wanted, got) = (self.items(), arguments.len());
        if wanted == got {
            return Ok(());
        }
        Err(error(format!(
            "{name} expected {wanted} items for packing (got {got})"
        )))
    }

    /// `struct.unpack(format, data)`.
    ///
    /// # Errors
    /// `struct.error` for another length.
    pub fn unpack(&self, data: &[u8]) -> TextResult<Vec<Item>> {
        if data.len() != self.size() {
            return Err(error(format!(
                "unpack requires a buffer of {} bytes",
                self.size()
            )));
        }
        Ok(self
            .places()
            .map(|place| values::unpack(&place, &data[place.range()]))
            .collect())
    }

    /// `struct.unpack_from(format, data, offset)`.
    ///
    /// # Errors
    /// `struct.error` when there is not enough data.
    pub fn unpack_from(&self, data: &[u8], offset: i64) -> TextResult<Vec<Item>> {
        let words = ["not enough data to unpack", "unpack_from", "unpacking"];
        let start = self.start(data.len(), offset, words)?;
        self.unpack(&data[start..start + self.size()])
    }

    /// `struct.pack_into(format, data, offset, ...)`.
    ///
    /// # Errors
    /// As `pack`, and `struct.error` when there is not enough room.
    pub fn pack_into(
        &self,
        data: &mut [u8],
        offset: i64,
        arguments: &[PackArgument<'_>],
    ) -> TextResult<()> {
        self.check_count("pack_into", arguments)?;
        let words = ["no space to pack", "pack_into", "packing"];
        let start = self.start(data.len(), offset, words)?;
        let packed = self.pack(arguments)?;
        data[start..start + packed.len()].copy_from_slice(&packed);
        Ok(())
    }

    /// The start of every chunk of `struct.iter_unpack(format, data)`.
    ///
    /// # Errors
    /// `struct.error` unless the data is a whole number of chunks.
    pub fn chunks(&self, length: usize) -> TextResult<impl Iterator<Item = usize> + use<>> {
        let size = self.size();
        if size == 0 {
            return Err(error("cannot iteratively unpack with a struct of length 0"));
        }
        if !length.is_multiple_of(size) {
            return Err(error(format!(
                "iterative unpacking requires a buffer of a multiple of {size} bytes"
            )));
        }
        Ok((0..length).step_by(size))
    }

    /// Where an offset begins in a buffer, if the format fits behind it.
    fn start(&self, length: usize, offset: i64, words: [&str; 3]) -> TextResult<usize> {
        let size = self.size();
        let [too_short, name, doing] = words;
        if offset < 0 {
            if offset.saturating_add(size as i64) > 0 {
                return Err(error(format!(
                    "{too_short} {size} bytes at offset {offset}"
                )));
            }
            let start = length as i64 + offset;
            return usize::try_from(start).map_err(|_| {
                error(format!(
                    "offset {offset} out of range for {length}-byte buffer"
                ))
            });
        }
        let needed = offset.saturating_add(size as i64);
        if needed > length as i64 {
            return Err(error(format!(
                "{name} requires a buffer of at least {needed} bytes for {doing} {size} bytes \
                 at offset {offset} (actual buffer size is {length})"
            )));
        }
        Ok(offset as usize)
    }
}
