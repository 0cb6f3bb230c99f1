//! Between heap values and the plain data of system calls.

use super::data::{Data, Handle, Raise};
use super::heap::{Object, Type, Value};
use super::text::number::Int;
use super::vm::Machine;
use super::vm::native::Answer;

/// Deepest nesting of data in a system call.
const DEPTH: u32 = 64;

impl Machine {
    /// A value as plain data; `TypeError` for what has no plain form.
    pub(crate) fn plain_data(&mut self, value: Value, depth: u32) -> Answer<Data> {
        if depth > DEPTH {
            return self.value_error("data of a system call nested too deeply");
        }
        Ok(match self.heap.base_of(value) {
            Value::Null | Value::None => Data::None,
            Value::Bool(value) => Data::Bool(value),
            Value::Int(value) => Data::Int(value),
            Value::Float(value) => Data::Float(value),
            Value::Ref(at) => match self.heap.object(at) {
                Object::Str(text) => Data::Str(text.text.clone()),
                Object::Bytes(bytes) => Data::Bytes(bytes.clone()),
                Object::ByteArray(bytes) => Data::Bytes(bytes.as_slice().into()),
                Object::Handle(handle) => Data::Handle(*handle),
                Object::List(items) => {
                    let items = items.clone();
                    Data::List(self.items_to_data(&items, depth)?)
                }
                Object::Tuple(items) => {
                    let items = items.to_vec();
                    Data::Tuple(self.items_to_data(&items, depth)?)
                }
                Object::Dict(dict) => {
                    let entries: Vec<(Value, Value)> =
                        dict.iter().map(|entry| (entry.key, entry.value)).collect();
                    let mut data = Vec::with_capacity(entries.len());
                    for (key, value) in entries {
                        data.push((
                            self.plain_data(key, depth + 1)?,
                            self.plain_data(value, depth + 1)?,
                        ));
                    }
                    Data::Dict(data)
                }
                _ => return self.no_data(value),
            },
            _ => return self.no_data(value),
        })
    }

    fn items_to_data(&mut self, items: &[Value], depth: u32) -> Answer<Vec<Data>> {
        items
            .iter()
            .map(|item| self.plain_data(*item, depth + 1))
            .collect()
    }

    fn no_data(&mut self, value: Value) -> Answer<Data> {
        let kind = self.heap.type_name(value);
        self.type_error(format!("a system call takes no '{kind}'"))
    }

    /// Plain data as a value.
    pub(crate) fn data_value(&mut self, data: Data) -> Value {
        match data {
            Data::None => Value::None,
            Data::Bool(value) => Value::Bool(value),
            Data::Int(value) => self.heap.int(Int::Small(value)),
            Data::Float(value) => Value::Float(value),
            Data::Str(text) => self.heap.text(text),
            Data::Bytes(bytes) => self.heap.alloc(Object::Bytes(bytes)),
            Data::List(items) => {
                let items = items
                    .into_iter()
                    .map(|item| self.data_value(item))
                    .collect();
                self.heap.list(items)
            }
            Data::Tuple(items) => {
                let items = items
                    .into_iter()
                    .map(|item| self.data_value(item))
                    .collect();
                self.heap.tuple(items)
            }
            Data::Dict(entries) => {
                let dict = self.heap.dict();
                let at = dict.as_ref().expect("invariant: a dict is on the heap");
                for (key, value) in entries {
                    let (key, value) = (self.data_value(key), self.data_value(value));
                    let _ = self.heap.dict_set(at, key, value);
                }
                dict
            }
            Data::Handle(handle) => self.heap.alloc(Object::Handle(handle)),
        }
    }

    /// The class that a `Raise` names: of a loaded module, or built in.
    pub(crate) fn raise_class(&self, raise: &Raise) -> Value {
        if let Some(module) = self.modules.get(&raise.module) {
            let dict = self.module_dict(*module);
            if let Some(found) = self.heap.dict_get_str(dict, &raise.class)
                && self.is_class(found)
            {
                return found;
            }
        }
        Value::Type(Type::exception(&raise.class).unwrap_or(Type::RuntimeError))
    }

    /// The outside resource that a value is or holds directly in an attribute.
    pub(crate) fn handle_of(&self, value: Value) -> Option<Handle> {
        let at = value.as_ref()?;
        if let Object::Handle(handle) = self.heap.object(at) {
            return Some(*handle);
        }
        let dict = self.instance_dict(value)?;
        if !matches!(self.heap.object(at), Object::Instance(_)) {
            return None;
        }
        self.heap
            .dict_at(dict)
            .iter()
            .find_map(|entry| match entry.value {
                Value::Ref(inner) => match self.heap.object(inner) {
                    Object::Handle(handle) => Some(*handle),
                    _ => None,
                },
                _ => None,
            })
    }
}
