//! Iteration over built-in containers, and the operations that take all items.

use super::Machine;
use super::dispatch::Next;
use super::frame::After;
use super::native::{Answer, Stop};
use crate::python::heap::object::{Iter, ViewKind};
use crate::python::heap::{Object, Ref, Type, Value};

/// Longest range that one built-in walks over in one go; longer ones are
/// walked by the prelude, which can be stopped.
const NATIVE_RANGE: u64 = 1 << 20;

impl Machine {
    /// `GetIter`: pushes an iterator, perhaps after a call of `__iter__`.
    pub(crate) fn get_iter_call(&mut self, value: Value) -> Answer<Next> {
        if let Some(iterator) = self.native_iter(value)? {
            self.push(Value::Ref(iterator));
            return Ok(Next::On);
        }
        let class = self.heap.class_of(value);
        match self.iter_method(value, class) {
            Some(method) => self.call_with(method, &[value], &[], After::Iterator),
            None if self.class_lookup(class, "__getitem__").is_some() => {
                self.call_twin("sequence_iterator", &[value], &[], After::Push)
            }
            None => self.not_iterable(value),
        }
    }

    /// `__iter__` of an instance, or `__class_iter__` of a class (enumerations).
    pub(crate) fn iter_method(&self, value: Value, class: Value) -> Option<Value> {
        if self.is_class(value) {
            return self.class_hook(value, "__class_iter__");
        }
        match self.class_lookup(class, "__iter__") {
            Some(Value::None) => None,
            other => other,
        }
    }

    /// Whether a value is a class.
    pub(crate) fn is_class(&self, value: Value) -> bool {
        match value {
            Value::Type(_) => true,
            Value::Ref(at) => matches!(self.heap.object(at), Object::Class(_)),
            _ => false,
        }
    }

    pub(crate) fn not_iterable<T>(&mut self, value: Value) -> Answer<T> {
        let kind = self.heap.type_name(value);
        self.type_error(format!("'{kind}' object is not iterable"))
    }

    /// Whether `iter(value)` would work.
    pub(crate) fn is_iterable(&self, value: Value) -> bool {
        let class = self.heap.class_of(value);
        self.is_native_iterable(self.heap.base_of(value))
            || self.iter_method(value, class).is_some()
            || self.class_lookup(class, "__getitem__").is_some()
    }

    fn is_native_iterable(&self, value: Value) -> bool {
        let Value::Ref(at) = value else {
            return false;
        };
        matches!(
            self.heap.object(at),
            Object::Str(_)
                | Object::Bytes(_)
                | Object::ByteArray(_)
                | Object::List(_)
                | Object::Tuple(_)
                | Object::Dict(_)
                | Object::Set(_)
                | Object::FrozenSet(_)
                | Object::Range(_)
                | Object::View(..)
                | Object::Iter(_)
                | Object::Generator(_)
                | Object::Proxy(_)
        )
    }

    /// Whether a value has `__next__`.
    pub(crate) fn is_iterator(&self, value: Value) -> bool {
        if let Value::Ref(at) = value
            && matches!(self.heap.object(at), Object::Iter(_) | Object::Generator(_))
        {
            return true;
        }
        self.class_lookup(self.heap.class_of(value), "__next__")
            .is_some()
    }

    /// An iterator over a built-in value (a generator is its own); none for a
    /// class of the program with its own `__iter__`; an error for what cannot
    /// be walked over.
    pub(crate) fn native_iter(&mut self, value: Value) -> Answer<Option<Ref>> {
        let Value::Ref(at) = value else {
            if self.is_class(value) {
                return Ok(None);
            }
            return self.not_iterable(value);
        };
        let iter = match self.heap.object(at) {
            Object::Iter(_) | Object::Generator(_) => return Ok(Some(at)),
            Object::List(_) => Iter::List { list: value, at: 0 },
            Object::Tuple(_) => Iter::Tuple {
                tuple: value,
                at: 0,
            },
            Object::Str(_) => Iter::Str { text: value, at: 0 },
            Object::Bytes(_) | Object::ByteArray(_) => Iter::Bytes {
                bytes: value,
                at: 0,
            },
            Object::Range(range) => Iter::Range {
                range: **range,
                at: 0,
                length: range.len(),
            },
            Object::Dict(dict) => Iter::Dict {
                dict: value,
                kind: ViewKind::Keys,
                at: 0,
                length: dict.len(),
                reverse: false,
            },
            Object::View(kind, dict) => Iter::Dict {
                dict: Value::Ref(*dict),
                kind: *kind,
                at: 0,
                length: self.heap.dict_at(*dict).len(),
                reverse: false,
            },
            Object::Set(set) | Object::FrozenSet(set) => Iter::Set {
                set: value,
                at: 0,
                length: set.len(),
            },
            Object::Proxy(_) => return Ok(None),
            Object::Instance(instance) => {
                let base = instance.base;
                let class = self.heap.class_of(value);
                match self.class_lookup(class, "__iter__") {
                    Some(Value::None) => return self.not_iterable(value),
                    None | Some(Value::Native(_)) => {}
                    Some(_) => return Ok(None),
                }
                if matches!(base, Value::Null | Value::NotImplemented) {
                    if self.class_lookup(class, "__getitem__").is_some() {
                        return Ok(None);
                    }
                    return self.not_iterable(value);
                }
                if !self.is_native_iterable(base) {
                    return self.not_iterable(value);
                }
                return self.native_iter(base);
            }
            Object::Class(_) => {
                if self.class_lookup(value, "__class_iter__").is_some() {
                    return Ok(None);
                }
                return self.not_iterable(value);
            }
            _ => return self.not_iterable(value),
        };
        Ok(Some(self.make_iter(iter)))
    }

    /// The next value of a built-in iterator. `Ask` for a generator.
    pub(crate) fn next_native(&mut self, at: Ref) -> Answer<Option<Value>> {
        let Object::Iter(iter) = self.heap.object(at) else {
            return Stop::ask();
        };
        // Iterators are small; a copy spares two borrows of the heap.
        match &**iter {
            Iter::Done(_) => Ok(None),
            Iter::Range {
                range,
                at: position,
                length,
            } => {
                if position >= length {
                    return Ok(None);
                }
                let value = range.at(*position);
                self.advance(at, 1);
                Ok(Some(Value::Int(value)))
            }
            Iter::List { list, at: position } => {
                let item = self
                    .heap
                    .as_list(*list)
                    .and_then(|items| items.get(*position).copied());
                Ok(self.step(at, item))
            }
            Iter::Tuple {
                tuple,
                at: position,
            } => {
                let item = self
                    .heap
                    .as_tuple(*tuple)
                    .and_then(|items| items.get(*position).copied());
                Ok(self.step(at, item))
            }
            Iter::ListReverse { list, left } => {
                let (list, left) = (*list, *left);
                let item = match left.checked_sub(1) {
                    Some(index) => self
                        .heap
                        .as_list(list)
                        .and_then(|items| items.get(index).copied()),
                    None => None,
                };
                Ok(self.step_back(at, item))
            }
            Iter::Reversed { sequence, left } => {
                let (sequence, left) = (*sequence, *left);
                let item = match left.checked_sub(1) {
                    Some(index) => self.item_at(sequence, index),
                    None => None,
                };
                Ok(self.step_back(at, item))
            }
            Iter::Str { text, at: position } => {
                let (text, position) = (*text, *position);
                let next = self
                    .heap
                    .as_str(text)
                    .and_then(|text| text[position..].chars().next());
                match next {
                    Some(char) => {
                        self.advance(at, char.len_utf8());
                        Ok(Some(self.char_value(char)))
                    }
                    None => Ok(self.step(at, None)),
                }
            }
            Iter::Bytes {
                bytes,
                at: position,
            } => {
                let byte = self
                    .heap
                    .as_bytes(*bytes)
                    .and_then(|bytes| bytes.get(*position).copied());
                Ok(self.step(at, byte.map(|byte| Value::Int(i64::from(byte)))))
            }
            Iter::Dict {
                dict,
                kind,
                at: position,
                length,
                reverse,
            } => {
                let (dict, kind, position, length, reverse) =
                    (*dict, *kind, *position, *length, *reverse);
                self.next_of_dict(at, dict, kind, position, length, reverse)
            }
            Iter::Set {
                set,
                at: position,
                length,
            } => {
                let (set, position, length) = (*set, *position, *length);
                let table = self
                    .heap
                    .as_set(set)
                    .expect("invariant: the iterator holds a set");
                if table.len() != length {
                    self.finish_iter(at);
                    return self.fail(Type::RuntimeError, "Set changed size during iteration");
                }
                match table.next_from(position) {
                    Some((found, key)) => {
                        self.advance(at, found + 1 - position);
                        Ok(Some(key))
                    }
                    None => Ok(self.step(at, None)),
                }
            }
            Iter::Enumerate { inner, next } => {
                let (inner, next) = (*inner, *next);
                let inner = inner
                    .as_ref()
                    .expect("invariant: the inner iterator is on the heap");
                match self.next_native(inner)? {
                    Some(value) => {
                        self.advance(at, 1);
                        Ok(Some(self.heap.tuple(vec![Value::Int(next), value])))
                    }
                    None => Ok(self.step(at, None)),
                }
            }
            Iter::Zip { inner } => {
                let inner = inner.clone();
                let mut items = Vec::with_capacity(inner.len());
                for iterator in inner {
                    let iterator = iterator
                        .as_ref()
                        .expect("invariant: the inner iterator is on the heap");
                    match self.next_native(iterator)? {
                        Some(value) => items.push(value),
                        None => return Ok(self.step(at, None)),
                    }
                }
                if items.is_empty() {
                    return Ok(None);
                }
                Ok(Some(self.heap.tuple(items)))
            }
        }
    }

    fn next_of_dict(
        &mut self,
        at: Ref,
        dict: Value,
        kind: ViewKind,
        position: usize,
        length: usize,
        reverse: bool,
    ) -> Answer<Option<Value>> {
        let table = self
            .heap
            .as_dict(dict)
            .expect("invariant: the iterator holds a dict");
        if table.len() != length {
            // It stays so, even if the size comes back.
            if let Object::Iter(iter) = self.heap.object_mut(at)
                && let Iter::Dict { length, .. } = &mut **iter
            {
                *length = usize::MAX;
            }
            return self.fail(
                Type::RuntimeError,
                "dictionary changed size during iteration",
            );
        }
        let entries = table.entries();
        let found = if reverse {
            (position..entries.len()).find(|nth| !entries[entries.len() - 1 - nth].key.is_null())
        } else {
            (position..entries.len()).find(|nth| !entries[*nth].key.is_null())
        };
        let Some(found) = found else {
            return Ok(self.step(at, None));
        };
        let entry = if reverse {
            entries[entries.len() - 1 - found]
        } else {
            entries[found]
        };
        self.advance(at, found + 1 - position);
        Ok(Some(match kind {
            ViewKind::Keys => entry.key,
            ViewKind::Values => entry.value,
            ViewKind::Items => self.heap.tuple(vec![entry.key, entry.value]),
        }))
    }

    fn advance(&mut self, at: Ref, by: usize) {
        if let Object::Iter(iter) = self.heap.object_mut(at) {
            match &mut **iter {
                Iter::Range { at, .. } => *at += by as u64,
                Iter::List { at, .. }
                | Iter::Tuple { at, .. }
                | Iter::Str { at, .. }
                | Iter::Bytes { at, .. }
                | Iter::Dict { at, .. }
                | Iter::Set { at, .. } => *at += by,
                Iter::Enumerate { next, .. } => *next += by as i64,
                Iter::ListReverse { left, .. } | Iter::Reversed { left, .. } => *left -= by,
                Iter::Zip { .. } | Iter::Done(_) => {}
            }
        }
    }

    fn step(&mut self, at: Ref, item: Option<Value>) -> Option<Value> {
        match item {
            Some(_) => self.advance(at, 1),
            None => self.finish_iter(at),
        }
        item
    }

    fn step_back(&mut self, at: Ref, item: Option<Value>) -> Option<Value> {
        self.step(at, item)
    }

    /// An exhausted iterator lets go of what it walked over.
    fn finish_iter(&mut self, at: Ref) {
        let Object::Iter(iter) = self.heap.object_mut(at) else {
            return;
        };
        let kind = iter.kind();
        let old = std::mem::replace(&mut **iter, Iter::Done(kind));
        Object::Iter(Box::new(old)).each_value(&mut |value| self.heap.release(value));
    }

    /// A one-character string.
    pub(crate) fn char_value(&mut self, char: char) -> Value {
        let mut buffer = [0; 4];
        let text: &str = char.encode_utf8(&mut buffer);
        match self.interned.get(text) {
            Some(value) => *value,
            None => self.heap.str(text),
        }
    }

    /// The item of a built-in sequence.
    pub(crate) fn item_at(&mut self, sequence: Value, index: usize) -> Option<Value> {
        if let Some(items) = self.heap.as_sequence(sequence) {
            return items.get(index).copied();
        }
        if let Some(bytes) = self.heap.as_bytes(sequence) {
            return bytes.get(index).map(|byte| Value::Int(i64::from(*byte)));
        }
        if let Some(range) = self.heap.as_range(sequence) {
            return ((index as u64) < range.len()).then(|| Value::Int(range.at(index as u64)));
        }
        let text = self.heap.as_text(sequence)?.clone();
        let points =
            crate::python::text::strings::Points::counted(&text.text, text.points as usize);
        let char = points.char_at(index)?;
        Some(self.char_value(char))
    }

    /// All items of a built-in iterable, which it does not change meanwhile.
    /// `Ask` for a generator, a class of the program, or what is too long.
    pub(crate) fn all_items(&mut self, value: Value) -> Answer<Vec<Value>> {
        if !matches!(value, Value::Ref(at) if matches!(self.heap.object(at), Object::Instance(_)))
            && let Some(items) = self.heap.as_sequence(value)
        {
            return Ok(items.to_vec());
        }
        let Some(iterator) = self.native_iter(value)? else {
            return Stop::ask();
        };
        if !self.is_bounded(iterator) {
            return Stop::ask();
        }
        let mut items = Vec::new();
        while let Some(item) = self.next_native(iterator)? {
            items.push(item);
            if items.len() % 4096 == 0 {
                self.afford(items.len() * 16)?;
            }
        }
        Ok(items)
    }

    /// Whether walking over a built-in iterator ends soon and runs no program text.
    fn is_bounded(&self, at: Ref) -> bool {
        match self.heap.object(at) {
            Object::Iter(iter) => match &**iter {
                Iter::Range { length, at, .. } => length - at <= NATIVE_RANGE,
                Iter::Enumerate { inner, .. } => {
                    inner.as_ref().is_some_and(|inner| self.is_bounded(inner))
                }
                Iter::Zip { inner } => inner
                    .iter()
                    .all(|inner| inner.as_ref().is_some_and(|inner| self.is_bounded(inner))),
                _ => true,
            },
            _ => false,
        }
    }

    /// `list += iterable`.
    pub(crate) fn extend_list(&mut self, list: Value, from: Value) -> Answer<()> {
        let items = self.all_items(from)?;
        self.afford(items.len() * 16)?;
        for item in &items {
            self.heap.dup(*item);
        }
        if let Value::Ref(at) = self.heap.base_of(list) {
            if let Object::List(place) = self.heap.object_mut(at) {
                place.extend(items);
            }
            self.heap.settle(at);
        }
        Ok(())
    }

    /// Adds the keywords of a call of `title` to a dict.
    pub(crate) fn merge_keywords(&mut self, dict: Value, from: Value, title: &str) -> Answer<()> {
        self.merge(dict, from, Some(title))
    }

    /// Adds all of a dict to another.
    pub(crate) fn merge_dict(&mut self, dict: Value, from: Value) -> Answer<()> {
        self.merge(dict, from, None)
    }

    fn merge(&mut self, dict: Value, from: Value, call: Option<&str>) -> Answer<()> {
        let Some(entries) = self
            .heap
            .as_dict(from)
            .map(|from| from.iter().copied().collect::<Vec<_>>())
        else {
            return if self.heap.class_of(from).as_ref().is_some() {
                Stop::ask()
            } else {
                let kind = self.heap.type_name(from);
                match call {
                    Some(title) => self.type_error(format!(
                        "{title} argument after ** must be a mapping, not {kind}"
                    )),
                    None => self.type_error(format!("'{kind}' object is not a mapping")),
                }
            };
        };
        let at = self
            .heap
            .base_of(dict)
            .as_ref()
            .expect("invariant: the target is a dict");
        for entry in entries {
            let found = self.heap.dict_find(at, entry.hash, entry.key);
            match self.key(found)? {
                Some(_) if call.is_some() => {
                    let (name, title) = (self.plain_str(entry.key), call.unwrap_or(""));
                    return self.type_error(format!(
                        "{title} got multiple values for keyword argument '{name}'"
                    ));
                }
                Some(position) => {
                    self.heap.dup(entry.value);
                    let old = self.heap.dict_at_mut(at).replace(position, entry.value);
                    self.heap.release(old);
                }
                None => self
                    .heap
                    .dict_insert(at, entry.hash, entry.key, entry.value),
            }
        }
        self.settle(Value::Ref(at))
    }

    /// Adds a key to a set.
    pub(crate) fn add_key(&mut self, set: Value, key: Value) -> Answer<()> {
        let added = self.heap.set_add(set, key);
        match self.key(added) {
            Ok(_) => self.settle(self.heap.base_of(set)),
            Err(stop) if matches!(*stop, Stop::Ask) => Stop::twin("set_add", vec![set, key]),
            Err(stop) => Err(stop),
        }
    }

    /// The result of `__len__`.
    pub(crate) fn length_result(&mut self, value: Value) -> Answer<i64> {
        match self.heap.as_int(value).map(|int| int.clamp_i64()) {
            Some(length) if length >= 0 => Ok(length),
            Some(_) => self.value_error("__len__() should return >= 0"),
            None => {
                let kind = self.heap.type_name(value);
                self.type_error(format!(
                    "'{kind}' object cannot be interpreted as an integer"
                ))
            }
        }
    }
}
