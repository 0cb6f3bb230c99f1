//! Hashing and comparing keys as far as no program text is needed, and the
//! operations on tables by key.

use super::object::{Hashing, Object};
use super::{Dict, Found, Heap, Match, Ref, Set, Value};
use crate::python::text::hash;
use crate::python::text::number::compare_int_float;
use std::cmp::Ordering;

/// Why a key cannot be looked up natively.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeyFault {
    /// The program's own `__hash__` or `__eq__` is needed.
    Ask,
    /// This value has no hash.
    Unhashable(Value),
}

/// Nesting up to which built-in containers are hashed and compared natively.
const DEPTH: u32 = 64;

impl Heap {
    /// `hash(value)`.
    #[inline]
    pub fn hash(&self, value: Value) -> Result<i64, KeyFault> {
        match value {
            Value::Int(number) if number.unsigned_abs() < (1 << 61) - 1 => {
                Ok(if number == -1 { -2 } else { number })
            }
            Value::Ref(at) => match self.object(at) {
                Object::Str(text) => Ok(hash::hash_str(&text.text)),
                _ => self.hash_nested(value, DEPTH),
            },
            _ => self.hash_nested(value, DEPTH),
        }
    }

    fn hash_nested(&self, value: Value, depth: u32) -> Result<i64, KeyFault> {
        if depth == 0 {
            return Err(KeyFault::Ask);
        }
        Ok(match value {
            Value::Null | Value::None => 0x5F0_11C5,
            Value::Ellipsis => 0x5F0_11C6,
            Value::NotImplemented => 0x5F0_11C7,
            Value::Bool(value) => i64::from(value),
            Value::Int(number) => hash::hash_int(&number.into()),
            Value::Float(number) => hash::hash_float(number, 0x7FF8),
            Value::Type(kind) => 0x1000 + kind as i64 * 16,
            Value::Native(native) => hash::hash_str(native.name),
            Value::Ref(at) => return self.hash_object(value, at, depth),
        })
    }

    fn hash_object(&self, value: Value, at: Ref, depth: u32) -> Result<i64, KeyFault> {
        Ok(match self.object(at) {
            Object::Str(text) => hash::hash_str(&text.text),
            Object::Bytes(bytes) => hash::hash_bytes(bytes),
            Object::Big(number) => {
                hash::hash_int(&crate::python::text::number::Int::Big(number.clone()))
            }
            Object::Tuple(items) => {
                let hashes: Result<Vec<i64>, KeyFault> = items
                    .iter()
                    .map(|item| self.hash_nested(*item, depth - 1))
                    .collect();
                hash::hash_tuple(&hashes?)
            }
            Object::FrozenSet(set) => {
                let hashes: Vec<i64> = set.iter().map(|(hash, _)| hash).collect();
                hash::hash_frozenset(&hashes)
            }
            Object::List(_)
            | Object::Dict(_)
            | Object::Set(_)
            | Object::ByteArray(_)
            | Object::Slice(_) => {
                return Err(KeyFault::Unhashable(value));
            }
            Object::Range(range) => hash::hash_tuple(&[range.start, range.stop, range.step]),
            Object::View(..) => return Err(KeyFault::Unhashable(value)),
            Object::HashedKey(key) => key.0,
            Object::Method(method) => {
                self.hash_nested(method.function, depth - 1)? ^ self.identity_hash(method.receiver)
            }
            Object::Instance(instance) => {
                let hashing = match self.object(instance.class) {
                    Object::Class(class) => class.hooks.hash,
                    _ => Hashing::Native,
                };
                match hashing {
                    Hashing::Own => return Err(KeyFault::Ask),
                    Hashing::Never => return Err(KeyFault::Unhashable(value)),
                    Hashing::Native => match instance.base {
                        Value::Null | Value::NotImplemented => self.identity_hash(value),
                        base => match self.hash_nested(base, depth - 1) {
                            Err(KeyFault::Unhashable(_)) => {
                                return Err(KeyFault::Unhashable(value));
                            }
                            other => other?,
                        },
                    },
                }
            }
            Object::Exception(exception) => {
                let hashing = match exception.class.as_ref().map(|at| self.object(at)) {
                    Some(Object::Class(class)) => class.hooks.hash,
                    _ => Hashing::Native,
                };
                match hashing {
                    Hashing::Own => return Err(KeyFault::Ask),
                    Hashing::Never => return Err(KeyFault::Unhashable(value)),
                    Hashing::Native => self.identity_hash(value),
                }
            }
            _ => self.identity_hash(value),
        })
    }

    /// A hash by identity: the slot, spread as CPython spreads addresses.
    pub fn identity_hash(&self, value: Value) -> i64 {
        match value {
            Value::Ref(at) => 0x7F00_0000_0000 + i64::from(at.0),
            _ => 0,
        }
    }

    /// Whether two keys are the same: identical or equal.
    #[inline]
    pub fn same_key(&self, a: Value, b: Value) -> Match {
        if a == b {
            return Match::Yes;
        }
        if let (Value::Ref(x), Value::Ref(y)) = (a, b)
            && let (Object::Str(x), Object::Str(y)) = (self.object(x), self.object(y))
        {
            return if x.text == y.text {
                Match::Yes
            } else {
                Match::No
            };
        }
        self.equal(a, b)
    }

    /// `a == b` as far as no program text is needed.
    pub fn equal(&self, a: Value, b: Value) -> Match {
        self.equal_nested(a, b, DEPTH)
    }

    fn equal_nested(&self, a: Value, b: Value, depth: u32) -> Match {
        let yes = |same: bool| if same { Match::Yes } else { Match::No };
        match (a, b) {
            (Value::Int(a), Value::Int(b)) => yes(a == b),
            (Value::Float(a), Value::Float(b)) => yes(a == b),
            (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => {
                yes(compare_int_float(&a.into(), b) == Some(Ordering::Equal))
            }
            (Value::Bool(a), other) if !matches!(other, Value::Bool(_)) => {
                self.equal_nested(Value::Int(i64::from(a)), other, depth)
            }
            (other, Value::Bool(b)) if !matches!(other, Value::Bool(_)) => {
                self.equal_nested(other, Value::Int(i64::from(b)), depth)
            }
            (Value::Ref(x), Value::Ref(y)) => self.equal_objects(x, y, depth),
            (Value::Ref(x), _) => self.equal_mixed(x, b, depth),
            (_, Value::Ref(y)) => self.equal_mixed(y, a, depth),
            _ => yes(a == b),
        }
    }

    fn equal_mixed(&self, object: Ref, other: Value, depth: u32) -> Match {
        match self.object(object) {
            Object::Big(number) => match other {
                Value::Float(float) => {
                    let int = crate::python::text::number::Int::Big(number.clone());
                    if compare_int_float(&int, float) == Some(Ordering::Equal) {
                        Match::Yes
                    } else {
                        Match::No
                    }
                }
                _ => Match::No,
            },
            Object::Instance(instance) => {
                if self.has_own_eq(object) {
                    Match::Ask
                } else if instance.base.is_null() || depth == 0 {
                    Match::No
                } else {
                    self.equal_nested(instance.base, other, depth - 1)
                }
            }
            Object::Exception(_) if self.has_own_eq(object) => Match::Ask,
            Object::HashedKey(key) if key.2 == other => Match::Yes,
            _ => Match::No,
        }
    }

    fn has_own_eq(&self, at: Ref) -> bool {
        match self.class_of(Value::Ref(at)) {
            Value::Ref(class) => {
                matches!(self.object(class), Object::Class(class) if class.hooks.eq)
            }
            _ => false,
        }
    }

    fn equal_objects(&self, x: Ref, y: Ref, depth: u32) -> Match {
        let yes = |same: bool| if same { Match::Yes } else { Match::No };
        if depth == 0 {
            return Match::Ask;
        }
        match (self.object(x), self.object(y)) {
            (Object::Str(a), Object::Str(b)) => yes(a.text == b.text),
            (Object::Bytes(a), Object::Bytes(b)) => yes(a == b),
            (Object::Bytes(a), Object::ByteArray(b)) | (Object::ByteArray(b), Object::Bytes(a)) => {
                yes(**a == **b)
            }
            (Object::ByteArray(a), Object::ByteArray(b)) => yes(a == b),
            (Object::Big(a), Object::Big(b)) => yes(a == b),
            (Object::List(a), Object::List(b)) => self.equal_items(a, b, depth),
            (Object::Tuple(a), Object::Tuple(b)) => self.equal_items(a, b, depth),
            (Object::Dict(a), Object::Dict(b)) => self.equal_dicts(a, b, depth),
            (Object::Set(a) | Object::FrozenSet(a), Object::Set(b) | Object::FrozenSet(b)) => {
                self.equal_sets(a, b)
            }
            (Object::Range(a), Object::Range(b)) => {
                let (n, m) = (a.len(), b.len());
                yes(n == m && (n == 0 || (a.start == b.start && (n == 1 || a.step == b.step))))
            }
            (Object::Slice(a), Object::Slice(b)) => self.equal_items(&**a, &**b, depth),
            (Object::Method(a), Object::Method(b)) => {
                yes(a.function == b.function && a.receiver == b.receiver)
            }
            (Object::HashedKey(a), _) => yes(a.2 == Value::Ref(y)),
            (_, Object::HashedKey(b)) => yes(b.2 == Value::Ref(x)),
            (Object::Instance(_) | Object::Exception(_), _)
            | (_, Object::Instance(_) | Object::Exception(_)) => self.equal_instances(x, y, depth),
            (Object::View(_, a), Object::View(_, b)) if x != y && a != b => Match::Ask,
            (Object::View(..), Object::Set(_) | Object::FrozenSet(_))
            | (Object::Set(_) | Object::FrozenSet(_), Object::View(..)) => Match::Ask,
            (Object::Proxy(_), _) | (_, Object::Proxy(_)) => Match::Ask,
            _ => yes(x == y),
        }
    }

    fn equal_instances(&self, x: Ref, y: Ref, depth: u32) -> Match {
        if self.has_own_eq(x) || self.has_own_eq(y) {
            return Match::Ask;
        }
        let (a, b) = (self.base_of(Value::Ref(x)), self.base_of(Value::Ref(y)));
        if a == Value::Ref(x) && b == Value::Ref(y) {
            return if x == y { Match::Yes } else { Match::No };
        }
        self.equal_nested(a, b, depth - 1)
    }

    fn equal_items(&self, a: &[Value], b: &[Value], depth: u32) -> Match {
        if a.len() != b.len() {
            return Match::No;
        }
        for (a, b) in a.iter().zip(b) {
            if a == b {
                continue;
            }
            match self.equal_nested(*a, *b, depth - 1) {
                Match::Yes => {}
                other => return other,
            }
        }
        Match::Yes
    }

    fn equal_dicts(&self, a: &Dict, b: &Dict, depth: u32) -> Match {
        if a.len() != b.len() {
            return Match::No;
        }
        for entry in a.iter() {
            match b.find(entry.hash, |key| self.same_key(key, entry.key)) {
                Found::Ask => return Match::Ask,
                Found::Absent => return Match::No,
                Found::At(at) => {
                    let other = b.value(at);
                    if other == entry.value {
                        continue;
                    }
                    match self.equal_nested(entry.value, other, depth - 1) {
                        Match::Yes => {}
                        other => return other,
                    }
                }
            }
        }
        Match::Yes
    }

    fn equal_sets(&self, a: &Set, b: &Set) -> Match {
        if a.len() != b.len() {
            return Match::No;
        }
        for (hash, key) in a.iter() {
            match b.find(hash, |other| self.same_key(other, key)) {
                Found::Ask => return Match::Ask,
                Found::Absent => return Match::No,
                Found::At(_) => {}
            }
        }
        Match::Yes
    }

    /// Position of a key in a dict.
    #[inline]
    pub fn dict_find(&self, dict: Ref, hash: i64, key: Value) -> Result<Option<usize>, KeyFault> {
        if let Some(found) = self.settled_key(key) {
            let found = self
                .dict_at(dict)
                .find(hash, |other| by_identity(other, found));
            return Ok(position(found));
        }
        match self
            .dict_at(dict)
            .find(hash, |other| self.same_key(other, key))
        {
            Found::Ask => Err(KeyFault::Ask),
            found => Ok(position(found)),
        }
    }

    /// For a key settled by program text: the equal key in the table, or null.
    fn settled_key(&self, key: Value) -> Option<Value> {
        match self.object(key.as_ref()?) {
            Object::HashedKey(settled) => Some(settled.2),
            _ => None,
        }
    }

    /// The key itself, out of a settled one.
    pub fn plain_key(&self, key: Value) -> Value {
        match key {
            Value::Ref(at) => match self.object(at) {
                Object::HashedKey(settled) => settled.1,
                _ => key,
            },
            _ => key,
        }
    }

    /// The value of a key in a dict.
    #[inline]
    pub fn dict_get(&self, dict: Ref, key: Value) -> Result<Option<Value>, KeyFault> {
        let hash = self.hash(key)?;
        let found = self.dict_find(dict, hash, key)?;
        Ok(found.map(|at| self.dict_at(dict).value(at)))
    }

    /// Sets a key in a dict, counting both.
    pub fn dict_set(&mut self, dict: Ref, key: Value, value: Value) -> Result<(), KeyFault> {
        let hash = self.hash(key)?;
        match self.dict_find(dict, hash, key)? {
            Some(at) => {
                self.dup(value);
                let old = self.dict_at_mut(dict).replace(at, value);
                self.release(old);
            }
            None => self.dict_insert(dict, hash, key, value),
        }
        Ok(())
    }

    /// Appends a key known to be absent, counting it and its value.
    pub fn dict_insert(&mut self, dict: Ref, hash: i64, key: Value, value: Value) {
        let key = self.plain_key(key);
        self.dup(key);
        self.dup(value);
        self.dict_at_mut(dict).insert(hash, key, value);
        self.settle(dict);
    }

    /// Takes a key out of a dict; gives its value, no longer counted by it.
    pub fn dict_remove(&mut self, dict: Ref, key: Value) -> Result<Option<Value>, KeyFault> {
        let hash = self.hash(key)?;
        let Some(at) = self.dict_find(dict, hash, key)? else {
            return Ok(None);
        };
        let entry = self.dict_at_mut(dict).remove(at);
        self.release(entry.key);
        self.release(entry.value);
        self.settle(dict);
        Ok(Some(entry.value))
    }

    /// The value of a string key.
    pub fn dict_get_str(&self, dict: Ref, name: &str) -> Option<Value> {
        let table = self.dict_at(dict);
        let found = table.find(hash::hash_str(name), |key| match self.as_str(key) {
            Some(text) if text == name => Match::Yes,
            _ => Match::No,
        });
        position(found).map(|at| table.value(at))
    }

    /// Sets a string key.
    pub fn dict_set_str(&mut self, dict: Ref, name: &str, value: Value) {
        let key = self.str(name);
        let _ = self.dict_set(dict, key, value);
    }

    /// Position of a key in a set.
    pub fn set_find(&self, set: Value, key: Value) -> Result<Option<usize>, KeyFault> {
        if let Value::Ref(at) = key
            && let Object::Set(_) = self.object(at)
        {
            return self.set_find_set(set, key);
        }
        let hash = self.hash(key)?;
        let table = self.as_set(set).expect("invariant: the value is a set");
        if let Some(found) = self.settled_key(key) {
            return Ok(position(
                table.find(hash, |other| by_identity(other, found)),
            ));
        }
        match table.find(hash, |other| self.same_key(other, key)) {
            Found::Ask => Err(KeyFault::Ask),
            found => Ok(position(found)),
        }
    }

    /// A set is found among frozensets: its items decide.
    fn set_find_set(&self, set: Value, key: Value) -> Result<Option<usize>, KeyFault> {
        let table = self.as_set(set).expect("invariant: the value is a set");
        for (_, other) in table.iter() {
            match self.equal(other, key) {
                Match::Yes => return Ok(Some(0)),
                Match::No => {}
                Match::Ask => return Err(KeyFault::Ask),
            }
        }
        Ok(None)
    }

    /// Adds a key to a set; true if it was not there.
    pub fn set_add(&mut self, set: Value, key: Value) -> Result<bool, KeyFault> {
        if self.set_find(set, key)?.is_some() {
            return Ok(false);
        }
        let hash = self.hash(key)?;
        let key = self.plain_key(key);
        self.dup(key);
        self.change_set(set, |table| table.insert(hash, key));
        Ok(true)
    }

    /// Takes a key out of a set; true if it was there.
    pub fn set_remove(&mut self, set: Value, key: Value) -> Result<Option<Value>, KeyFault> {
        let Some(at) = self.set_find(set, key)? else {
            return Ok(None);
        };
        let key = self.change_set(set, |table| table.remove(at));
        self.release(key);
        Ok(Some(key))
    }

    /// Changes the table of a set; the caller keeps the counts.
    pub fn change_set<T>(&mut self, set: Value, change: impl FnOnce(&mut Set) -> T) -> T {
        let at = self
            .base_of(set)
            .as_ref()
            .expect("invariant: the value is a set");
        let result = match self.object_mut(at) {
            Object::Set(table) | Object::FrozenSet(table) => change(table),
            _ => unreachable!("invariant: the value is a set"),
        };
        self.settle(at);
        result
    }
}

fn by_identity(key: Value, wanted: Value) -> Match {
    if !wanted.is_null() && key == wanted {
        Match::Yes
    } else {
        Match::No
    }
}

fn position(found: Found) -> Option<usize> {
    match found {
        Found::At(at) => Some(at),
        _ => None,
    }
}
