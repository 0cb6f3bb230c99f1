//! The insertion-ordered hash table behind `dict`, attributes and modules:
//! CPython's compact layout with an index over dense entries. It compares no
//! keys itself; the caller says what is the same.

use super::value::Value;

/// How the key of an entry compares with the one looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The same key.
    Yes,
    /// Another key.
    No,
    /// Only the program's own `__eq__` can tell.
    Ask,
}

/// One key with its value. A deleted entry has a null key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Hash of the key.
    pub hash: i64,
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// Up to this many entries are searched without an index.
const SMALL: usize = 8;
const FREE: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dict {
    entries: Vec<Entry>,
    index: Vec<u32>,
    live: usize,
    /// Index cells that are not free.
    filled: usize,
    /// Changes with every key that comes or goes, so that "not there" can be
    /// remembered.
    pub version: u32,
}

/// Result of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Position of the entry.
    At(usize),
    /// Not in the table.
    Absent,
    /// Depends on the program's own `__eq__`.
    Ask,
}

impl Dict {
    /// Number of keys.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether it has no key.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// All entries in order of insertion, deleted ones (null keys) included.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The keys and values in order of insertion.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.is_null())
    }

    /// Whether it surely has no key of this hash; only small tables can tell.
    #[inline]
    pub fn is_without(&self, hash: i64) -> bool {
        self.index.is_empty() && self.entries.iter().all(|entry| entry.hash != hash)
    }

    /// Looks for a key of this hash that is the `same`.
    #[inline]
    pub fn find(&self, hash: i64, mut same: impl FnMut(Value) -> Match) -> Found {
        if self.index.is_empty() {
            for (at, entry) in self.entries.iter().enumerate() {
                if entry.hash == hash && !entry.key.is_null() {
                    match same(entry.key) {
                        Match::Yes => return Found::At(at),
                        Match::Ask => return Found::Ask,
                        Match::No => {}
                    }
                }
            }
            return Found::Absent;
        }
        let mask = self.index.len() - 1;
        let mut perturb = hash as u64;
        let mut cell = perturb as usize & mask;
        loop {
            let at = self.index[cell];
            if at == FREE {
                return Found::Absent;
            }
            if at != DELETED {
                let entry = &self.entries[at as usize];
                if entry.hash == hash {
                    match same(entry.key) {
                        Match::Yes => return Found::At(at as usize),
                        Match::Ask => return Found::Ask,
                        Match::No => {}
                    }
                }
            }
            perturb >>= 5;
            cell = (cell.wrapping_mul(5).wrapping_add(perturb as usize + 1)) & mask;
        }
    }

    /// The value at `position`, which a search has just given.
    pub fn value(&self, position: usize) -> Value {
        self.entries[position].value
    }

    /// Puts another value at `position`; gives back the old one.
    pub fn replace(&mut self, position: usize, value: Value) -> Value {
        std::mem::replace(&mut self.entries[position].value, value)
    }

    /// Appends a key that is known to be absent.
    pub fn insert(&mut self, hash: i64, key: Value, value: Value) {
        if self.entries.len() >= 2 * self.live + SMALL {
            self.compact();
        }
        let at = self.entries.len() as u32;
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        self.version = self.version.wrapping_add(1);
        if self.index.is_empty() {
            if self.entries.len() > SMALL {
                self.reindex();
            }
        } else if (self.filled + 1) * 3 > self.index.len() * 2 {
            self.reindex();
        } else {
            self.link(hash, at);
        }
    }

    /// Takes the entry at `position` out.
    pub fn remove(&mut self, position: usize) -> Entry {
        let entry = self.entries[position];
        if !self.index.is_empty() {
            let cell = self.cell_of(entry.hash, position as u32);
            self.index[cell] = DELETED;
        }
        self.entries[position].key = Value::Null;
        self.entries[position].value = Value::Null;
        self.live -= 1;
        self.version = self.version.wrapping_add(1);
        while self.entries.last().is_some_and(|last| last.key.is_null()) {
            self.entries.pop();
        }
        entry
    }

    /// Position of the last key.
    pub fn last(&self) -> Option<usize> {
        self.entries.len().checked_sub(1)
    }

    /// Takes everything out.
    pub fn take_entries(&mut self) -> Vec<Entry> {
        self.index = Vec::new();
        self.live = 0;
        self.filled = 0;
        self.version = self.version.wrapping_add(1);
        std::mem::take(&mut self.entries)
    }

    /// Bytes it takes, for the memory limit.
    pub fn bytes(&self) -> usize {
        self.entries.len() * std::mem::size_of::<Entry>() + self.index.len() * 4
    }

    fn compact(&mut self) {
        self.entries.retain(|entry| !entry.key.is_null());
        if !self.index.is_empty() {
            self.reindex();
        }
    }

    fn reindex(&mut self) {
        if self.live < self.entries.len() {
            self.entries.retain(|entry| !entry.key.is_null());
        }
        let size = (self.entries.len() * 3).next_power_of_two().max(16);
        self.index = vec![FREE; size];
        self.filled = 0;
        for at in 0..self.entries.len() {
            self.link(self.entries[at].hash, at as u32);
        }
    }

    fn link(&mut self, hash: i64, at: u32) {
        let mask = self.index.len() - 1;
        let mut perturb = hash as u64;
        let mut cell = perturb as usize & mask;
        while self.index[cell] != FREE {
            perturb >>= 5;
            cell = (cell.wrapping_mul(5).wrapping_add(perturb as usize + 1)) & mask;
        }
        self.index[cell] = at;
        self.filled += 1;
    }

    fn cell_of(&self, hash: i64, at: u32) -> usize {
        let mask = self.index.len() - 1;
        let mut perturb = hash as u64;
        let mut cell = perturb as usize & mask;
        while self.index[cell] != at {
            perturb >>= 5;
            cell = (cell.wrapping_mul(5).wrapping_add(perturb as usize + 1)) & mask;
        }
        cell
    }
}
