//! A run in one number: equal runs have equal digests on every machine.
//!
//! Not `std`'s hashing: lengths and discriminants are fed as 64 bits, because
//! `usize` is smaller in WebAssembly.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::system::Happening;
use crate::world::Record;

/// The digest of all records so far.
#[derive(Clone, Default)]
pub struct Digest(Chain);

impl Digest {
    /// Takes in the next record.
    pub fn add(&mut self, record: &Record) {
        record.hash(&mut self.0);
    }

    /// The number, as 16 hexadecimal digits.
    pub fn text(&self) -> String {
        format!("{:016x}", self.0.0)
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

/// True if the same happened, as far as digests tell: one of 2^64 pairs is wrong.
pub fn same(one: &Happening, other: &Happening) -> bool {
    let digest = |what: &Happening| {
        let mut chain = Chain::default();
        what.hash(&mut chain);
        chain.0
    };
    digest(one) == digest(other)
}

/// A hasher that sees the same bytes whatever the size of a pointer: what came
/// before is the seed of what comes next.
#[derive(Clone, Default)]
struct Chain(u64);

macro_rules! portable {
    ($($name:ident($kind:ty);)*) => {$(
        fn $name(&mut self, value: $kind) {
            self.write(&value.to_le_bytes());
        }
    )*};
}

impl Hasher for Chain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
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
