//! The inline caches at work: globals, attributes and methods found again
//! where the same instruction found them last time. They change no result.

use super::Machine;
use super::cache::Found;
use super::loaded::Loaded;
use crate::python::builtins;
use crate::python::heap::{Object, Ref, Type, Value};
use std::rc::Rc;

impl Machine {
    /// The value of a global with the cache of the instruction.
    #[inline]
    pub(crate) fn cached_global(
        &mut self,
        loaded: &Rc<Loaded>,
        at: usize,
        name: u32,
    ) -> Option<Value> {
        let slot = loaded.caches as usize + at;
        let cache = self.caches[slot];
        let globals = self.frame().globals;
        let key = loaded.names[name as usize];
        let table = self.heap.dict_at(globals);
        match cache.found {
            Found::Instance => {
                if let Some(entry) = table.entry(cache.hint as usize)
                    && entry.key == key
                {
                    return Some(entry.value);
                }
            }
            Found::Builtin(value) if cache.version == table.version => return Some(value),
            _ => {}
        }
        let version = table.version;
        match self
            .heap
            .dict_find(globals, loaded.hashes[name as usize], key)
        {
            Ok(Some(position)) => {
                let cache = &mut self.caches[slot];
                cache.hint = position as u32;
                cache.found = Found::Instance;
                Some(self.heap.dict_at(globals).value(position))
            }
            _ => {
                let found = builtins::lookup(self.heap.as_str(key)?)?;
                let cache = &mut self.caches[slot];
                cache.version = version;
                cache.found = Found::Builtin(found);
                Some(found)
            }
        }
    }

    /// The class version and dictionary of a plain instance.
    #[inline]
    pub(crate) fn instance_parts(&self, value: Value) -> Option<(Ref, Ref, u32)> {
        let Value::Ref(at) = value else {
            return None;
        };
        let Object::Instance(instance) = self.heap.object(at) else {
            return None;
        };
        match self.heap.object(instance.class) {
            Object::Class(class) => Some((instance.class, instance.dict, class.version)),
            _ => None,
        }
    }

    /// `LoadAttr` of an instance's own attribute; true if done.
    #[inline]
    pub(crate) fn cached_attr(&mut self, loaded: &Rc<Loaded>, at: usize, name: u32) -> bool {
        let object = self.top();
        let Some((class, dict, version)) = self.instance_parts(object) else {
            return false;
        };
        let slot = loaded.caches as usize + at;
        let cache = self.caches[slot];
        let key = loaded.names[name as usize];
        if cache.version != version {
            return self.fill_attr(slot, class, version, key) && self.cached_attr(loaded, at, name);
        }
        if !matches!(cache.found, Found::Instance) {
            return false;
        }
        let table = self.heap.dict_at(dict);
        let value = match table.entry(cache.hint as usize) {
            Some(entry) if entry.key == key => entry.value,
            _ => match self.heap.dict_find(dict, loaded.hashes[name as usize], key) {
                Ok(Some(position)) => {
                    self.caches[slot].hint = position as u32;
                    self.heap.dict_at(dict).value(position)
                }
                _ => return false,
            },
        };
        self.heap.dup(value);
        self.pop();
        self.thread.stack.push(value);
        true
    }

    /// Remembers whether an instance's own attribute decides; true if so.
    pub(crate) fn fill_attr(&mut self, slot: usize, class: Ref, version: u32, key: Value) -> bool {
        let Object::Class(state) = self.heap.object(class) else {
            return false;
        };
        let own_access = state.hooks.getattribute;
        let Some(text) = self.heap.as_shared(key) else {
            return false;
        };
        let found = self.class_lookup(Value::Ref(class), &text);
        let special = text.starts_with("__");
        let decides =
            !own_access && !special && !found.is_some_and(|found| self.is_data_descriptor(found));
        let cache = &mut self.caches[slot];
        cache.version = version;
        cache.found = if decides {
            Found::Instance
        } else {
            Found::Nothing
        };
        decides
    }

    /// `StoreAttr` to an instance's own existing attribute; true if done.
    #[inline]
    pub(crate) fn cached_store(&mut self, loaded: &Rc<Loaded>, at: usize, name: u32) -> bool {
        let object = self.top();
        let Some((class, dict, version)) = self.instance_parts(object) else {
            return false;
        };
        let slot = loaded.caches as usize + at;
        let key = loaded.names[name as usize];
        if self.caches[slot].version != version {
            let Object::Class(state) = self.heap.object(class) else {
                return false;
            };
            if state.hooks.setattr {
                return false;
            }
            if !self.fill_attr(slot, class, version, key) {
                return false;
            }
        }
        let cache = self.caches[slot];
        if !matches!(cache.found, Found::Instance) {
            return false;
        }
        let position = match self.heap.dict_at(dict).entry(cache.hint as usize) {
            Some(entry) if entry.key == key => cache.hint as usize,
            _ => match self.heap.dict_find(dict, loaded.hashes[name as usize], key) {
                Ok(Some(position)) => {
                    self.caches[slot].hint = position as u32;
                    position
                }
                _ => return false,
            },
        };
        self.pop();
        let value = self
            .thread
            .stack
            .pop()
            .expect("invariant: a value lies below the object");
        let old = self.heap.dict_at_mut(dict).replace(position, value);
        self.heap.release(old);
        true
    }

    /// `LoadMethod` of a plain function of the class; true if done.
    #[inline]
    pub(crate) fn cached_method(&mut self, loaded: &Rc<Loaded>, at: usize, name: u32) -> bool {
        let object = self.top();
        let Some((class, dict, version)) = self.instance_parts(object) else {
            return self.builtin_method(loaded, at, name, object);
        };
        let slot = loaded.caches as usize + at;
        let key = loaded.names[name as usize];
        if self.caches[slot].version != version {
            self.fill_method(slot, class, version, key);
        }
        let Found::Method(function) = self.caches[slot].found else {
            return false;
        };
        let own = self.heap.dict_at(dict);
        if !own.is_empty()
            && !matches!(
                self.heap.dict_find(dict, loaded.hashes[name as usize], key),
                Ok(None)
            )
        {
            return false;
        }
        let receiver = self
            .thread
            .stack
            .pop()
            .expect("invariant: the object lies on the stack");
        self.push(function);
        self.thread.stack.push(receiver);
        true
    }

    pub(crate) fn fill_method(&mut self, slot: usize, class: Ref, version: u32, key: Value) {
        let Object::Class(state) = self.heap.object(class) else {
            return;
        };
        let own_access = state.hooks.getattribute;
        let Some(text) = self.heap.as_shared(key) else {
            return;
        };
        let found = match self.class_lookup(Value::Ref(class), &text) {
            Some(found @ Value::Ref(at))
                if !own_access && matches!(self.heap.object(at), Object::Function(_)) =>
            {
                Found::Method(found)
            }
            _ => Found::Nothing,
        };
        let cache = &mut self.caches[slot];
        cache.version = version;
        cache.found = found;
    }

    /// Methods of built-in values: the type's number stands for a version.
    pub(crate) fn builtin_method(
        &mut self,
        loaded: &Rc<Loaded>,
        at: usize,
        name: u32,
        object: Value,
    ) -> bool {
        let kind = match object {
            Value::Ref(slot) => match self.heap.object(slot) {
                Object::Str(_) => Type::Str,
                Object::List(_) => Type::List,
                Object::Dict(_) => Type::Dict,
                Object::Bytes(_) => Type::Bytes,
                Object::Set(_) => Type::Set,
                Object::Tuple(_) => Type::Tuple,
                _ => return false,
            },
            _ => return false,
        };
        let slot = loaded.caches as usize + at;
        let mark = u32::MAX - kind as u32;
        let cache = self.caches[slot];
        let native = match cache.found {
            Found::Method(native) if cache.version == mark => native,
            _ => {
                let Some(text) = self.heap.as_str(loaded.names[name as usize]) else {
                    return false;
                };
                let Some(found @ Value::Native(native)) = builtins::type_attribute(kind, text)
                else {
                    return false;
                };
                if !native.is_method {
                    return false;
                }
                let cache = &mut self.caches[slot];
                cache.version = mark;
                cache.found = Found::Method(found);
                found
            }
        };
        let receiver = self
            .thread
            .stack
            .pop()
            .expect("invariant: the object lies on the stack");
        self.thread.stack.push(native);
        self.thread.stack.push(receiver);
        true
    }
}
