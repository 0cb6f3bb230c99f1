//! The hash table behind `set` and `frozenset`: CPython's open addressing with
//! linear probes, because its order of iteration is visible to programs.
//! It compares no keys itself.

use super::dict::{Found, Match};
use super::value::Value;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Cell {
    hash: i64,
    key: Value,
    /// A deleted key leaves a dummy behind.
    dummy: bool,
}

const EMPTY: Cell = Cell {
    hash: 0,
    key: Value::Null,
    dummy: false,
};
const LINEAR_PROBES: usize = 9;
const SMALLEST: usize = 8;

/// The table.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    cells: Vec<Cell>,
    used: usize,
    filled: usize,
}

impl Default for Set {
    fn default() -> Set {
        Set {
            cells: vec![EMPTY; SMALLEST],
            used: 0,
            filled: 0,
        }
    }
}

impl Set {
    /// Number of keys.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether it has no key.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Hashes and keys in table order.
    pub fn iter(&self) -> impl Iterator<Item = (i64, Value)> + '_ {
        self.cells
            .iter()
            .filter(|cell| !cell.key.is_null())
            .map(|cell| (cell.hash, cell.key))
    }

    /// The first key at or after table position `from`, and its position.
    pub fn next_from(&self, from: usize) -> Option<(usize, Value)> {
        (from..self.cells.len())
            .find(|at| !self.cells[*at].key.is_null())
            .map(|at| (at, self.cells[at].key))
    }

    /// Looks for a key of this hash that is the `same`.
    pub fn find(&self, hash: i64, mut same: impl FnMut(Value) -> Match) -> Found {
        let mask = self.cells.len() - 1;
        let mut perturb = hash as u64;
        let mut at = perturb as usize & mask;
        loop {
            let probes = if at + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            for cell in at..=at + probes {
                let found = &self.cells[cell];
                if found.key.is_null() {
                    if !found.dummy {
                        return Found::Absent;
                    }
                } else if found.hash == hash {
                    match same(found.key) {
                        Match::Yes => return Found::At(cell),
                        Match::Ask => return Found::Ask,
                        Match::No => {}
                    }
                }
            }
            perturb >>= 5;
            at = (at.wrapping_mul(5).wrapping_add(1 + perturb as usize)) & mask;
        }
    }

    /// Adds a key that is known to be absent.
    pub fn insert(&mut self, hash: i64, key: Value) {
        if self.place(hash, key) {
            self.filled += 1;
        }
        self.used += 1;
        if self.filled * 5 >= (self.cells.len() - 1) * 3 {
            let wanted = if self.used > 50_000 {
                self.used * 2
            } else {
                self.used * 4
            };
            self.resize(wanted);
        }
    }

    /// Takes the key at `position` out.
    pub fn remove(&mut self, position: usize) -> Value {
        let key = self.cells[position].key;
        self.cells[position] = Cell {
            hash: -1,
            key: Value::Null,
            dummy: true,
        };
        self.used -= 1;
        key
    }

    /// Bytes it takes, for the memory limit.
    pub fn bytes(&self) -> usize {
        self.cells.len() * std::mem::size_of::<Cell>()
    }

    /// Makes room for `more` keys at once, as CPython does before a merge.
    pub fn reserve(&mut self, more: usize) {
        if (self.filled + more) * 5 >= (self.cells.len() - 1) * 3 {
            self.resize((self.used + more) * 2);
        }
    }

    /// A copy as CPython makes it: without the traces of deleted keys.
    pub fn copied(&self) -> Set {
        let mut copy = Set::default();
        copy.reserve(self.used);
        if copy.cells.len() == self.cells.len() && self.filled == self.used {
            return self.clone();
        }
        for (hash, key) in self.iter() {
            if copy.place(hash, key) {
                copy.filled += 1;
            }
            copy.used += 1;
        }
        copy
    }

    /// Puts a key into the last deleted cell before the first unused one, or
    /// into that, as CPython's `set_add_entry` does; true if it was never used.
    fn place(&mut self, hash: i64, key: Value) -> bool {
        let mask = self.cells.len() - 1;
        let mut perturb = hash as u64;
        let mut at = perturb as usize & mask;
        let mut deleted = None;
        loop {
            let probes = if at + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            for cell in at..=at + probes {
                if !self.cells[cell].key.is_null() {
                    continue;
                }
                if self.cells[cell].dummy {
                    deleted = Some(cell);
                    continue;
                }
                self.cells[deleted.unwrap_or(cell)] = Cell {
                    hash,
                    key,
                    dummy: false,
                };
                return deleted.is_none();
            }
            perturb >>= 5;
            at = (at.wrapping_mul(5).wrapping_add(1 + perturb as usize)) & mask;
        }
    }

    fn resize(&mut self, wanted: usize) {
        let mut size = SMALLEST;
        while size <= wanted {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.cells, vec![EMPTY; size]);
        self.filled = self.used;
        for cell in old.into_iter().filter(|cell| !cell.key.is_null()) {
            self.place(cell.hash, cell.key);
        }
    }
}
