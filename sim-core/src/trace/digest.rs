//! A run in one number: equal runs have equal digests on every machine.
//!
//! Not `std`'s hashing: lengths and discriminants are fed as 64 bits, because
//! `usize` is smaller in WebAssembly.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3;

use crate::world::Record;

/// The digest of all records so far.
#[derive(Clone, Default)]
pub struct Digest(Xxh3);

impl Digest {
    /// Takes in the next record.
    pub fn add(&mut self, record: &Record) {
        record.hash(&mut Portable(&mut self.0));
    }

    /// The number, as 16 hexadecimal digits.
    pub fn text(&self) -> String {
        format!("{:016x}", self.0.digest())
    }
}

/// The digest of a whole trace.
pub fn digest(records: &[Record]) -> String {
    let mut digest = Digest::default();
    for record in records {
        digest.add(record);
    }
    digest.text()
}

/// A hasher that sees the same bytes whatever the size of a pointer.
struct Portable<'a>(&'a mut Xxh3);

macro_rules! portable {
    ($($name:ident($kind:ty);)*) => {$(
        fn $name(&mut self, value: $kind) {
            self.0.update(&value.to_le_bytes());
        }
    )*};
}

impl Hasher for Portable<'_> {
    fn finish(&self) -> u64 {
        self.0.digest()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.write_i64(value as i64);
    }

    portable! {
        write_u16(u16);
        write_u32(u32);
        write_u64(u64);
        write_u128(u128);
        write_i16(i16);
        write_i32(i32);
        write_i64(i64);
        write_i128(i128);
    }
}
