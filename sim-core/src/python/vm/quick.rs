//! The inline caches at work: globals, attributes and methods found again
//! where the same instruction found them last time. They change no result.

use super::Machine;
use super::cache::Found;
use super::loaded::Loaded;
use crate::python::builtins;
use crate::python::heap::dict::Entry;
use crate::python::heap::{Object, Ref, Type, Value};

/// What an attribute is looked up in.
enum Home {
    /// The class of an instance with its version, and the instance's dictionary.
    Instance(Ref, u32, Ref),
    /// A module's dictionary.
    Module(Ref),
}

impl Machine {
    /// The value of a global with the cache of the instruction.
    #[inline]
    pub(crate) fn cached_global(
        &mut self,
        loaded: &Loaded,
        globals: Ref,
        name: u32,
        cache: u16,
    ) -> Option<Value> {
        let slot = loaded.cache(cache)?;
        let cache = &self.caches[slot];
        let key = loaded.names[name as usize];
        let table = self.heap.dict_at(globals);
        match cache.found {
            Found::Instance => {
                if let Some(entry) = table.entries().get(cache.hint as usize)
                    && is_for(entry, key)
                {
                    return Some(entry.value);
                }
            }
            Found::Known(value) if cache.version == table.version => return Some(value),
            _ => {}
        }
        self.find_global(loaded, globals, name, slot)
    }

    fn find_global(
        &mut self,
        loaded: &Loaded,
        globals: Ref,
        name: u32,
        slot: usize,
    ) -> Option<Value> {
        if let Some(position) = self.find_name(globals, loaded, name) {
            self.note_place(slot, position);
            return Some(self.heap.dict_at(globals).value(position));
        }
        let found = builtins::lookup(self.heap.as_str(loaded.names[name as usize])?)?;
        let version = self.heap.dict_at(globals).version;
        let cache = &mut self.caches[slot];
        cache.version = version;
        cache.found = Found::Known(found);
        Some(found)
    }

    /// Where a dictionary has a name.
    #[inline]
    fn find_name(&self, dict: Ref, loaded: &Loaded, name: u32) -> Option<usize> {
        let (hash, key) = (loaded.hashes[name as usize], loaded.names[name as usize]);
        self.heap.dict_find(dict, hash, key).ok().flatten()
    }

    /// The same, looked for first where the cache says.
    #[inline]
    fn find_cached(&mut self, dict: Ref, loaded: &Loaded, name: u32, slot: usize) -> Option<usize> {
        let hint = self.caches[slot].hint as usize;
        match self.heap.dict_at(dict).entries().get(hint) {
            Some(entry) if is_for(entry, loaded.names[name as usize]) => Some(hint),
            _ => {
                let found = self.find_name(dict, loaded, name)?;
                self.caches[slot].hint = found as u32;
                Some(found)
            }
        }
    }

    fn note_place(&mut self, slot: usize, position: usize) {
        let cache = &mut self.caches[slot];
        cache.hint = position as u32;
        cache.found = Found::Instance;
    }

    /// `StoreGlobal` of the top to a name that is bound; true if done.
    #[inline]
    pub(crate) fn cached_store_global(
        &mut self,
        loaded: &Loaded,
        globals: Ref,
        name: u32,
        cache: u16,
    ) -> bool {
        let Some(slot) = loaded.cache(cache) else {
            return false;
        };
        if self.heap.is_over() {
            return false;
        }
        let Some(position) = self.find_cached(globals, loaded, name, slot) else {
            return false;
        };
        self.store_at(globals, position);
        true
    }

    /// Where a plain instance's or a module's attributes are.
    #[inline]
    fn home(&self, value: Value) -> Option<Home> {
        let Value::Ref(at) = value else {
            return None;
        };
        match self.heap.object(at) {
            Object::Instance(instance) => match self.heap.object(instance.class) {
                Object::Class(class) => {
                    Some(Home::Instance(instance.class, class.version, instance.dict))
                }
                _ => None,
            },
            Object::Module(module) => Some(Home::Module(module.dict)),
            _ => None,
        }
    }

    /// An attribute of `object` that is an instance's own, a plain one of its
    /// class, or a module's.
    #[inline]
    pub(crate) fn cached_attr(
        &mut self,
        loaded: &Loaded,
        object: Value,
        name: u32,
        cache: u16,
    ) -> Option<Value> {
        let slot = loaded.cache(cache)?;
        let dict = match self.home(object)? {
            Home::Instance(class, version, dict) => {
                if self.caches[slot].version != version {
                    self.fill_attr(slot, class, version, loaded.names[name as usize]);
                }
                if matches!(self.caches[slot].found, Found::Nothing) {
                    return None;
                }
                dict
            }
            Home::Module(dict) => {
                let place = self.find_cached(dict, loaded, name, slot)?;
                return Some(self.heap.dict_at(dict).value(place));
            }
        };
        match self.find_cached(dict, loaded, name, slot) {
            Some(place) => Some(self.heap.dict_at(dict).value(place)),
            None => match self.caches[slot].found {
                Found::Known(value) => Some(value),
                _ => None,
            },
        }
    }

    /// `LoadAttr` with the cache; true if done.
    #[inline]
    pub(crate) fn quick_attr(&mut self, loaded: &Loaded, name: u32, cache: u16) -> bool {
        let Some(value) = self.cached_attr(loaded, self.top(), name, cache) else {
            return false;
        };
        self.heap.dup(value);
        self.pop();
        self.thread.stack.push(value);
        true
    }

    /// Remembers whether an instance's own attribute decides, and what the
    /// class has in its place.
    #[inline(never)]
    fn fill_attr(&mut self, slot: usize, class: Ref, version: u32, key: Value) {
        let Object::Class(state) = self.heap.object(class) else {
            return;
        };
        let own_access = state.hooks.getattribute;
        let Some(text) = self.heap.as_shared(key) else {
            return;
        };
        let found = self.class_lookup(Value::Ref(class), &text);
        let special = text.starts_with("__");
        let found = match found {
            _ if own_access || special => Found::Nothing,
            Some(found) if self.is_data_descriptor(found) => Found::Nothing,
            Some(found) if self.is_plain(found) => Found::Known(found),
            _ => Found::Instance,
        };
        let cache = &mut self.caches[slot];
        cache.version = version;
        cache.found = found;
    }

    /// Whether reading a class attribute of this value through an instance
    /// gives the value itself.
    fn is_plain(&self, value: Value) -> bool {
        match value {
            Value::Ref(at) => matches!(
                self.heap.object(at),
                Object::Str(_)
                    | Object::Bytes(_)
                    | Object::Big(_)
                    | Object::List(_)
                    | Object::Tuple(_)
                    | Object::Dict(_)
                    | Object::Set(_)
            ),
            Value::Native(_) | Value::Type(_) => false,
            _ => true,
        }
    }

    /// Stores what is on top as an own attribute of `object` that exists, or
    /// as a name of a module; true if done.
    #[inline]
    pub(crate) fn cached_store(
        &mut self,
        loaded: &Loaded,
        object: Value,
        name: u32,
        cache: u16,
    ) -> Option<(Ref, usize)> {
        let slot = loaded.cache(cache)?;
        let Home::Instance(class, version, dict) = self.home(object)? else {
            return None;
        };
        if self.caches[slot].version != version {
            let Object::Class(state) = self.heap.object(class) else {
                return None;
            };
            if state.hooks.setattr {
                return None;
            }
            self.fill_attr(slot, class, version, loaded.names[name as usize]);
        }
        if matches!(self.caches[slot].found, Found::Nothing) {
            return None;
        }
        let place = self.find_cached(dict, loaded, name, slot)?;
        Some((dict, place))
    }

    /// `StoreAttr` with the cache; true if done.
    #[inline]
    pub(crate) fn quick_store(&mut self, loaded: &Loaded, name: u32, cache: u16) -> bool {
        let Some((dict, place)) = self.cached_store(loaded, self.top(), name, cache) else {
            return false;
        };
        self.pop();
        self.store_at(dict, place);
        true
    }

    /// The top goes to a place in a dictionary.
    #[inline]
    pub(crate) fn store_at(&mut self, dict: Ref, place: usize) {
        let table = self.heap.dict_at_mut(dict);
        let old = match self.thread.stack.last() {
            Some(&Value::Int(number)) => table.replace(place, Value::Int(number)),
            Some(&Value::Float(number)) => table.replace(place, Value::Float(number)),
            Some(&other) => table.replace(place, other),
            None => return,
        };
        self.thread.stack.pop();
        self.heap.release(old);
    }

    /// What `LoadMethod` pushes below `object`: a function of its class or a
    /// method of its built-in type.
    #[inline]
    pub(crate) fn cached_method(
        &mut self,
        loaded: &Loaded,
        object: Value,
        name: u32,
        cache: u16,
    ) -> Option<Value> {
        let slot = loaded.cache(cache)?;
        let Some(Home::Instance(class, version, dict)) = self.home(object) else {
            return self.builtin_method(loaded, slot, name, object);
        };
        if self.caches[slot].version != version {
            self.fill_method(slot, class, version, loaded.names[name as usize]);
        }
        let Found::Known(function) = self.caches[slot].found else {
            return None;
        };
        let hash = loaded.hashes[name as usize];
        let is_hidden = !self.heap.dict_at(dict).is_without(hash)
            && self.find_name(dict, loaded, name).is_some();
        (!is_hidden).then_some(function)
    }

    /// `LoadMethod` with the cache; true if done.
    #[inline]
    pub(crate) fn quick_method(&mut self, loaded: &Loaded, name: u32, cache: u16) -> bool {
        let object = self.top();
        if let Some(function) = self.cached_method(loaded, object, name, cache) {
            self.heap.dup(function);
            self.set_top(function);
            self.thread.stack.push(object);
            return true;
        }
        if let Value::Ref(at) = object
            && let Object::Module(_) = self.heap.object(at)
            && self.quick_attr(loaded, name, cache)
        {
            self.thread.stack.push(Value::Null);
            return true;
        }
        false
    }

    #[inline(never)]
    fn fill_method(&mut self, slot: usize, class: Ref, version: u32, key: Value) {
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
                Found::Known(found)
            }
            _ => Found::Nothing,
        };
        let cache = &mut self.caches[slot];
        cache.version = version;
        cache.found = found;
    }

    /// Methods of built-in values: the type's number stands for a version.
    fn builtin_method(
        &mut self,
        loaded: &Loaded,
        slot: usize,
        name: u32,
        object: Value,
    ) -> Option<Value> {
        let kind = match self.heap.object(object.as_ref()?) {
            Object::Str(_) => Type::Str,
            Object::List(_) => Type::List,
            Object::Dict(_) => Type::Dict,
            Object::Bytes(_) => Type::Bytes,
            Object::Set(_) => Type::Set,
            Object::Tuple(_) => Type::Tuple,
            _ => return None,
        };
        let mark = u32::MAX - kind as u32;
        let cache = &self.caches[slot];
        if cache.version == mark
            && let Found::Known(native) = cache.found
        {
            return Some(native);
        }
        let text = self.heap.as_str(loaded.names[name as usize])?;
        let found @ Value::Native(native) = builtins::type_attribute(kind, text)? else {
            return None;
        };
        if !native.is_method {
            return None;
        }
        let cache = &mut self.caches[slot];
        cache.version = mark;
        cache.found = Found::Known(found);
        Some(found)
    }
}

/// Whether an entry is that of an interned name.
#[inline]
fn is_for(entry: &Entry, name: Value) -> bool {
    match (entry.key, name) {
        (Value::Ref(key), Value::Ref(name)) => key == name,
        _ => false,
    }
}
