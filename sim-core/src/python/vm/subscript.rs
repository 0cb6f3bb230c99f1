//! Subscripts and slices: reading, setting, deleting.

use super::Machine;
use super::native::{Answer, Stop};
use crate::python::heap::{KeyFault, Object, Ref, Type, Value};
use crate::python::text::number::Int;
use crate::python::text::slice::{self, Indices};
use crate::python::text::strings::Points;

impl Machine {
    /// `object[key]`.
    pub(crate) fn subscript(&mut self, object: Value, key: Value) -> Answer {
        let Value::Ref(at) = object else {
            if let Value::Type(_) = object {
                return self.class_subscript(object, key);
            }
            return self.not_subscriptable(object);
        };
        match self.heap.object(at) {
            Object::List(_)
            | Object::Tuple(_)
            | Object::Str(_)
            | Object::Bytes(_)
            | Object::ByteArray(_)
            | Object::Range(_) => self.sequence_item(object, key),
            Object::Dict(_) => self.dict_item(object, at, key),
            Object::Instance(_) => {
                let class = self.heap.class_of(object);
                match self.class_lookup(class, "__getitem__") {
                    Some(Value::Native(_)) => {
                        let base = self.heap.base_of(object);
                        if let (Value::Ref(dict), Some(_)) = (base, self.heap.as_dict(base)) {
                            return self.dict_item(object, dict, key);
                        }
                        self.subscript(base, key)
                    }
                    Some(method) => Stop::call(method, vec![object, key]),
                    None => self.not_subscriptable(object),
                }
            }
            Object::Class(_) => self.class_subscript(object, key),
            Object::Proxy(_) => Stop::twin("proxy_item", vec![object, key]),
            _ => self.not_subscriptable(object),
        }
    }

    fn not_subscriptable(&mut self, object: Value) -> Answer {
        let kind = self.heap.type_name(object);
        self.type_error(format!("'{kind}' object is not subscriptable"))
    }

    /// `list[int]` and the like stand for the class itself.
    fn class_subscript(&mut self, class: Value, key: Value) -> Answer {
        if let Some(method) = self.class_lookup(class, "__class_getitem__") {
            let method = match method {
                Value::Ref(at) => match self.heap.object(at) {
                    Object::ClassMethod(inner) => *inner,
                    _ => method,
                },
                _ => method,
            };
            return Stop::call(method, vec![class, key]);
        }
        let generic = matches!(
            class,
            Value::Type(
                Type::List | Type::Dict | Type::Tuple | Type::Set | Type::FrozenSet | Type::Type
            )
        );
        if generic {
            return Stop::twin("generic_alias", vec![class, key]);
        }
        let name = self.heap.class_name(class);
        self.type_error(format!("type '{name}' is not subscriptable"))
    }

    fn dict_item(&mut self, object: Value, dict: Ref, key: Value) -> Answer {
        match self.heap.dict_get(dict, key) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => {
                let class = self.heap.class_of(object);
                if let Value::Ref(_) = class
                    && let Some(missing) = self.class_lookup(class, "__missing__")
                {
                    return Stop::call(missing, vec![object, self.heap.plain_key(key)]);
                }
                let key = self.heap.plain_key(key);
                let exception = self.exception(Value::Type(Type::KeyError), vec![key]);
                Err(Box::new(Stop::Raise(exception)))
            }
            Err(KeyFault::Ask) => Stop::twin("dict_item", vec![object, key]),
            Err(fault) => self.key(Err(fault)),
        }
    }

    /// An index or bound: an int, or what `__index__` gives.
    pub(crate) fn index_of(&mut self, value: Value) -> Answer<Option<Int>> {
        if let Some(int) = self.heap.as_int(value) {
            return Ok(Some(int));
        }
        let class = self.heap.class_of(value);
        if self.class_lookup(class, "__index__").is_some() {
            return Stop::ask();
        }
        Ok(None)
    }

    fn sequence_length(&self, object: Value) -> usize {
        if let Some(items) = self.heap.as_sequence(object) {
            return items.len();
        }
        if let Some(text) = self.heap.as_text(object) {
            return text.points as usize;
        }
        if let Some(bytes) = self.heap.as_bytes(object) {
            return bytes.len();
        }
        self.heap
            .as_range(object)
            .map_or(0, |range| range.len() as usize)
    }

    fn sequence_item(&mut self, object: Value, key: Value) -> Answer {
        if let Some(parts) = self.slice_parts(key) {
            return match self.slice_indices(parts, self.sequence_length(object)) {
                Ok(indices) => self.sequence_slice(object, indices),
                Err(stop) if matches!(*stop, Stop::Ask) => {
                    Stop::twin("subscript_with_index", vec![object, key])
                }
                Err(stop) => Err(stop),
            };
        }
        let index = match self.index_of(key) {
            Ok(Some(index)) => index,
            Ok(None) => return self.wrong_index(object, key),
            Err(_) => return Stop::twin("subscript_with_index", vec![object, key]),
        };
        let length = self.sequence_length(object);
        match slice::position(&index, length).and_then(|at| self.item_at(object, at)) {
            Some(item) => Ok(item),
            None if index.to_i64().is_none() => self.index_too_large(),
            None => {
                let name = sequence_name(self.heap.type_of(object));
                self.fail(Type::IndexError, format!("{name}index out of range"))
            }
        }
    }

    fn index_too_large<T>(&mut self) -> Answer<T> {
        self.fail(
            Type::IndexError,
            "cannot fit 'int' into an index-sized integer",
        )
    }

    fn wrong_index(&mut self, object: Value, key: Value) -> Answer {
        let kind = self.heap.type_of(object);
        let given = self.heap.type_name(key);
        let message = match kind {
            Type::Str => format!("string indices must be integers, not '{given}'"),
            Type::Bytes => format!("byte indices must be integers or slices, not {given}"),
            _ => format!(
                "{} indices must be integers or slices, not {given}",
                kind.name()
            ),
        };
        self.type_error(message)
    }

    /// Start, stop and step of a slice object.
    pub(crate) fn slice_parts(&self, key: Value) -> Option<[Value; 3]> {
        match self.heap.object(key.as_ref()?) {
            Object::Slice(parts) => Some(**parts),
            _ => None,
        }
    }

    /// The positions that a slice means in a sequence of this length.
    pub(crate) fn slice_indices(&mut self, parts: [Value; 3], length: usize) -> Answer<Indices> {
        let mut bounds = [None, None, None];
        if parts[2] == Value::Int(0) {
            return self.value_error("slice step cannot be zero");
        }
        // The step comes first, as in CPython.
        for (bound, part) in bounds.iter_mut().zip(parts).rev() {
            if !part.is_none() {
                *bound = self.index_of(part)?;
                if bound.is_none() {
                    return self.type_error(
                        "slice indices must be integers or None or have an __index__ method",
                    );
                }
            }
        }
        let [start, stop, step] = &bounds;
        self.text(slice::indices(
            start.as_ref(),
            stop.as_ref(),
            step.as_ref(),
            length,
        ))
    }

    fn sequence_slice(&mut self, object: Value, indices: Indices) -> Answer {
        if let Some(items) = self.heap.as_sequence(object) {
            let items: Vec<Value> = match indices.contiguous() {
                Some(range) => items[range].to_vec(),
                None => indices.iter().map(|at| items[at]).collect(),
            };
            self.afford(items.len() * 16)?;
            return Ok(if self.heap.as_list(object).is_some() {
                self.heap.list(items)
            } else {
                self.heap.tuple(items)
            });
        }
        if let Some(text) = self.heap.as_text(object) {
            let text = text.clone();
            let part = Points::counted(&text.text, text.points as usize).slice(&indices);
            self.afford(part.len())?;
            return Ok(self.heap.text(part.into()));
        }
        if let Some(bytes) = self.heap.as_bytes(object) {
            let part: Vec<u8> = match indices.contiguous() {
                Some(range) => bytes[range].to_vec(),
                None => indices.iter().map(|at| bytes[at]).collect(),
            };
            self.afford(part.len())?;
            let array = self.heap.type_of(object) == Type::ByteArray;
            return Ok(self.bytes_like(part, array));
        }
        let range = self
            .heap
            .as_range(object)
            .expect("invariant: only sequences are sliced");
        let part = crate::python::heap::object::Range {
            start: range.start + indices.start * range.step,
            stop: range.start + indices.stop * range.step,
            step: range.step * indices.step,
        };
        Ok(self.heap.alloc(Object::Range(Box::new(part))))
    }

    /// `object[key] = value`.
    pub(crate) fn set_subscript(&mut self, object: Value, key: Value, value: Value) -> Answer<()> {
        let Value::Ref(at) = object else {
            return self.no_item_assignment(object);
        };
        match self.heap.object(at) {
            Object::Dict(_) => {
                let done = self.heap.dict_set(at, key, value);
                match done {
                    Ok(()) if self.heap.is_over() => self.memory_error(),
                    Ok(()) => Ok(()),
                    Err(KeyFault::Ask) => Stop::twin("dict_set_item", vec![object, key, value]),
                    Err(fault) => self.key(Err(fault)),
                }
            }
            Object::List(_) => self.set_list_item(object, at, key, value),
            Object::ByteArray(_) => self.set_bytearray_item(object, at, key, value),
            Object::Instance(_) => {
                let class = self.heap.class_of(object);
                match self.class_lookup(class, "__setitem__") {
                    Some(Value::Native(_)) => {
                        let base = self.heap.base_of(object);
                        self.set_subscript(base, key, value)
                    }
                    Some(method) => Stop::call(method, vec![object, key, value]),
                    None => self.no_item_assignment(object),
                }
            }
            _ => self.no_item_assignment(object),
        }
    }

    fn no_item_assignment(&mut self, object: Value) -> Answer<()> {
        let kind = self.heap.type_name(object);
        self.type_error(format!("'{kind}' object does not support item assignment"))
    }

    fn set_list_item(&mut self, list: Value, at: Ref, key: Value, value: Value) -> Answer<()> {
        let length = self.sequence_length(list);
        if let Some(parts) = self.slice_parts(key) {
            let items = match self.all_items(value) {
                Ok(items) => items,
                Err(stop) if matches!(*stop, Stop::Ask) => {
                    return Stop::twin("list_set_slice", vec![list, key, value]);
                }
                Err(_) if !self.is_iterable(value) => {
                    return self.type_error(if matches!(parts[2], Value::None | Value::Int(1)) {
                        "can only assign an iterable"
                    } else {
                        "must assign iterable to extended slice"
                    });
                }
                Err(stop) => return Err(stop),
            };
            let indices = self.slice_indices(parts, length)?;
            return self.set_list_slice(at, indices, items);
        }
        let index = match self.index_of(key) {
            Ok(Some(index)) => index,
            Ok(None) => return self.wrong_index(list, key).map(|_| ()),
            Err(_) => return Stop::twin("set_with_index", vec![list, key, value]),
        };
        let Some(position) = slice::position(&index, length) else {
            if index.to_i64().is_none() {
                return self.index_too_large();
            }
            return self.fail(Type::IndexError, "list assignment index out of range");
        };
        self.heap.dup(value);
        if let Object::List(items) = self.heap.object_mut(at) {
            let old = std::mem::replace(&mut items[position], value);
            self.heap.release(old);
        }
        Ok(())
    }

    fn set_list_slice(&mut self, at: Ref, indices: Indices, new: Vec<Value>) -> Answer<()> {
        for item in &new {
            self.heap.dup(*item);
        }
        let Object::List(items) = self.heap.object_mut(at) else {
            return Ok(());
        };
        let mut old = Vec::new();
        if indices.step == 1 {
            let start = indices.start as usize;
            old.extend(items.splice(start..start + indices.count, new));
        } else if new.len() == indices.count {
            for (position, item) in indices.iter().zip(new) {
                old.push(std::mem::replace(&mut items[position], item));
            }
        } else {
            let (given, wanted) = (new.len(), indices.count);
            new.into_iter().for_each(|item| self.heap.release(item));
            return self.value_error(format!(
                "attempt to assign sequence of size {given} to extended slice of size {wanted}"
            ));
        }
        old.into_iter().for_each(|item| self.heap.release(item));
        self.settle(Value::Ref(at))
    }

    fn set_bytearray_item(
        &mut self,
        object: Value,
        at: Ref,
        key: Value,
        value: Value,
    ) -> Answer<()> {
        let length = self.sequence_length(object);
        if let Some(parts) = self.slice_parts(key) {
            let Some(new) = self.heap.as_bytes(value).map(<[u8]>::to_vec) else {
                return Stop::twin("bytearray_set_slice", vec![object, key, value]);
            };
            let indices = self.slice_indices(parts, length)?;
            if indices.step != 1 {
                let (given, wanted) = (new.len(), indices.count);
                if given != wanted {
                    return self.value_error(format!(
                        "attempt to assign bytes of size {given} to extended slice of size {wanted}"
                    ));
                }
                if let Object::ByteArray(bytes) = self.heap.object_mut(at) {
                    for (place, byte) in indices.iter().zip(new) {
                        bytes[place] = byte;
                    }
                }
                return Ok(());
            }
            if let Object::ByteArray(bytes) = self.heap.object_mut(at) {
                let start = indices.start as usize;
                bytes.splice(start..start + indices.count, new);
            }
            return self.settle(object);
        }
        let Some(index) = self.index_of(key)? else {
            return self.wrong_index(object, key).map(|_| ());
        };
        let Some(position) = slice::position(&index, length) else {
            return self.fail(Type::IndexError, "bytearray index out of range");
        };
        match self.heap.as_int(value).and_then(|int| int.to_i64()) {
            Some(byte @ 0..=255) => {
                if let Object::ByteArray(bytes) = self.heap.object_mut(at) {
                    bytes[position] = byte as u8;
                }
                Ok(())
            }
            Some(_) => self.value_error("byte must be in range(0, 256)"),
            None => {
                let kind = self.heap.type_name(value);
                self.type_error(format!(
                    "'{kind}' object cannot be interpreted as an integer"
                ))
            }
        }
    }

    /// `del object[key]`.
    pub(crate) fn delete_subscript(&mut self, object: Value, key: Value) -> Answer<()> {
        let Value::Ref(at) = object else {
            return self.no_item_deletion(object);
        };
        match self.heap.object(at) {
            Object::Dict(_) => match self.heap.dict_remove(at, key) {
                Ok(Some(_)) => Ok(()),
                Ok(None) => {
                    let key = self.heap.plain_key(key);
                    let exception = self.exception(Value::Type(Type::KeyError), vec![key]);
                    Err(Box::new(Stop::Raise(exception)))
                }
                Err(KeyFault::Ask) => Stop::twin("dict_delete_item", vec![object, key]),
                Err(fault) => self.key(Err(fault)),
            },
            Object::List(_) | Object::ByteArray(_) => self.delete_items(object, at, key),
            Object::Instance(_) => {
                let class = self.heap.class_of(object);
                match self.class_lookup(class, "__delitem__") {
                    Some(Value::Native(_)) => {
                        let base = self.heap.base_of(object);
                        self.delete_subscript(base, key)
                    }
                    Some(method) => Stop::call(method, vec![object, key]),
                    None => self.no_item_deletion(object),
                }
            }
            _ => self.no_item_deletion(object),
        }
    }

    fn no_item_deletion(&mut self, object: Value) -> Answer<()> {
        let kind = self.heap.type_name(object);
        let is_sequence = self.heap.as_str(object).is_some()
            || self.heap.as_sequence(object).is_some()
            || self.heap.as_bytes(object).is_some()
            || self.heap.as_range(object).is_some()
            || self.heap.class_of(object).as_ref().is_some();
        let verb = if is_sequence { "doesn't" } else { "does not" };
        self.type_error(format!("'{kind}' object {verb} support item deletion"))
    }

    fn delete_items(&mut self, object: Value, at: Ref, key: Value) -> Answer<()> {
        let length = self.sequence_length(object);
        let mut gone: Vec<usize> = if let Some(parts) = self.slice_parts(key) {
            self.slice_indices(parts, length)?.iter().collect()
        } else {
            let Some(index) = self.index_of(key)? else {
                return self.wrong_index(object, key).map(|_| ());
            };
            match slice::position(&index, length) {
                Some(position) => vec![position],
                None if index.to_i64().is_none() => return self.index_too_large(),
                None => {
                    let name = sequence_name(self.heap.type_of(object));
                    return self.fail(
                        Type::IndexError,
                        format!("{name}assignment index out of range"),
                    );
                }
            }
        };
        gone.sort_unstable();
        match self.heap.object_mut(at) {
            Object::List(items) => {
                let old = take_positions(items, &gone);
                old.into_iter().for_each(|item| self.heap.release(item));
            }
            Object::ByteArray(bytes) => {
                take_positions(bytes, &gone);
            }
            _ => {}
        }
        self.settle(object)
    }
}

/// Takes the items at sorted positions out, in one pass.
fn take_positions<T: Copy>(items: &mut Vec<T>, gone: &[usize]) -> Vec<T> {
    let old: Vec<T> = gone.iter().map(|at| items[*at]).collect();
    let mut next = gone.iter().peekable();
    let mut at = 0;
    items.retain(|_| {
        let goes = next.peek() == Some(&&at);
        if goes {
            next.next();
        }
        at += 1;
        !goes
    });
    old
}

/// The beginning of "index out of range".
fn sequence_name(kind: Type) -> String {
    match kind {
        Type::Str => "string ".to_owned(),
        Type::Bytes => String::new(),
        Type::Range => "range object ".to_owned(),
        other => format!("{} ", other.name()),
    }
}
