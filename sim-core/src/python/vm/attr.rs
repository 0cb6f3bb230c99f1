//! Attributes: of instances, classes, modules and built-in values; methods;
//! the inline caches that make the frequent cases quick.

use super::Machine;
use super::native::{Answer, Stop};
use crate::python::builtins;
use crate::python::heap::object::{Instance, Method};
use crate::python::heap::{Object, Ref, Type, Value};
use crate::python::text::hash;

impl Machine {
    /// An attribute of a class's namespaces, in the order of its bases.
    pub(crate) fn class_lookup(&self, class: Value, name: &str) -> Option<Value> {
        match class {
            Value::Type(kind) => builtins::type_attribute(kind, name),
            Value::Ref(at) => {
                let Object::Class(state) = self.heap.object(at) else {
                    return None;
                };
                let hash = hash::hash_str(name);
                if let Some(found) = self.names_get(state.dict, hash, name) {
                    return Some(found);
                }
                for base in &state.mro {
                    let found = match base {
                        Value::Ref(at) => match self.heap.object(*at) {
                            Object::Class(base) => self.names_get(base.dict, hash, name),
                            _ => None,
                        },
                        Value::Type(kind) => builtins::own_attribute(*kind, name),
                        _ => None,
                    };
                    if found.is_some() {
                        return found;
                    }
                }
                None
            }
            _ => None,
        }
    }

    fn names_get(&self, dict: Ref, hash: i64, name: &str) -> Option<Value> {
        use crate::python::heap::Match;
        let table = self.heap.dict_at(dict);
        let found = table.find(hash, |key| match self.heap.as_str(key) {
            Some(text) if text == name => Match::Yes,
            _ => Match::No,
        });
        match found {
            crate::python::heap::Found::At(at) => Some(table.value(at)),
            _ => None,
        }
    }

    /// A callable with its first argument.
    pub(crate) fn bind_method(&mut self, function: Value, receiver: Value) -> Value {
        match function {
            Value::Native(native) if !native.is_method => function,
            Value::Ref(at) if !matches!(self.heap.object(at), Object::Function(_)) => function,
            _ => self
                .heap
                .hold(Object::Method(Box::new(Method { function, receiver }))),
        }
    }

    /// The quoted name under which a class holds a value, with a blank.
    fn name_in_class(&self, value: Value, class: Value) -> String {
        for base in self.mro(class) {
            if let Some(Object::Class(state)) = base.as_ref().map(|at| self.heap.object(at))
                && let Some(entry) = self
                    .heap
                    .dict_at(state.dict)
                    .iter()
                    .find(|entry| entry.value == value)
            {
                return format!("'{}' ", self.plain_str(entry.key));
            }
        }
        String::new()
    }

    /// What reading a class attribute through an instance gives.
    fn bind_descriptor(&mut self, found: Value, object: Value, class: Value) -> Answer {
        match found {
            Value::Native(native) if native.is_method => Ok(self.bind_method(found, object)),
            Value::Native(_) => Ok(found),
            Value::Ref(at) => match self.heap.object(at) {
                Object::Function(_) => Ok(self.bind_method(found, object)),
                Object::Property(parts) => match parts[0] {
                    Value::None | Value::Null => {
                        let kind = self.heap.type_name(object);
                        let name = self.name_in_class(found, class);
                        self.fail(
                            Type::AttributeError,
                            format!("property {name}of '{kind}' object has no getter"),
                        )
                    }
                    getter => Stop::call(getter, vec![object]),
                },
                Object::ClassMethod(inner) => {
                    let inner = *inner;
                    Ok(self.heap.hold(Object::Method(Box::new(Method {
                        function: inner,
                        receiver: class,
                    }))))
                }
                Object::StaticMethod(inner) => Ok(*inner),
                Object::Instance(_) => {
                    let own = self.heap.class_of(found);
                    match self.class_lookup(own, "__get__") {
                        Some(getter) => Stop::call(getter, vec![found, object, class]),
                        None => Ok(found),
                    }
                }
                _ => Ok(found),
            },
            _ => Ok(found),
        }
    }

    /// Whether a class attribute goes before the instance's own one.
    pub(crate) fn is_data_descriptor(&self, found: Value) -> bool {
        match found {
            Value::Ref(at) => match self.heap.object(at) {
                Object::Property(_) => true,
                Object::Instance(_) => {
                    let class = self.heap.class_of(found);
                    self.class_lookup(class, "__set__").is_some()
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// The instance dictionary of a value.
    pub(crate) fn instance_dict(&self, value: Value) -> Option<Ref> {
        match self.heap.object(value.as_ref()?) {
            Object::Instance(instance) => Some(instance.dict),
            Object::Exception(exception) => exception.dict.as_ref(),
            Object::Function(function) => function.dict.as_ref(),
            Object::Module(module) => Some(module.dict),
            _ => None,
        }
    }

    /// `object.name`.
    pub(crate) fn get_attr(&mut self, object: Value, name: Value) -> Answer {
        if let Value::Ref(at) = object {
            match self.heap.object(at) {
                Object::Class(_) => return self.class_attr(at, name),
                Object::Module(module) => {
                    let (dict, module_name) = (module.dict, module.name.clone());
                    return self.module_attr(object, dict, &module_name, name);
                }
                Object::Super(parts) => {
                    let (start, target) = **parts;
                    return self.super_attr(start, target, name);
                }
                Object::Instance(_) | Object::Exception(_) => {
                    let class = self.heap.class_of(object);
                    if let Value::Ref(class_at) = class
                        && let Object::Class(state) = self.heap.object(class_at)
                        && state.hooks.getattribute
                        && let Some(method) = self.class_lookup(class, "__getattribute__")
                        && !matches!(method, Value::Native(_))
                    {
                        return Stop::twin("call_getattribute", vec![method, object, name]);
                    }
                }
                _ => {}
            }
        }
        self.generic_attr(object, name)
    }

    /// What `object.__getattribute__` does.
    pub(crate) fn generic_attr(&mut self, object: Value, name: Value) -> Answer {
        if let Value::Type(kind) = object {
            return self.type_attr(kind, name);
        }
        let class = self.heap.class_of(object);
        let Some(text) = self.heap.as_shared(name) else {
            return self.type_error("attribute name must be string");
        };
        let found = self.class_lookup(class, &text);
        if let Some(found) = found
            && self.is_data_descriptor(found)
        {
            return self.bind_descriptor(found, object, class);
        }
        if let Some(dict) = self.instance_dict(object)
            && let Some(value) = self.names_get(dict, hash::hash_str(&text), &text)
        {
            return Ok(value);
        }
        if let Some(value) = builtins::special_attribute(self, object, &text)? {
            return Ok(value);
        }
        if let Some(found) = found {
            return self.bind_descriptor(found, object, class);
        }
        if let Value::Ref(_) = class
            && let Some(method) = self.class_lookup(class, "__getattr__")
        {
            return Stop::call(method, vec![object, name]);
        }
        self.no_attribute(object, name)
    }

    fn no_attribute(&mut self, object: Value, name: Value) -> Answer {
        let kind = self.heap.type_name(object);
        let text = self.heap.as_shared(name).unwrap_or_else(|| "".into());
        self.attribute_error(
            object,
            name,
            &format!("'{kind}' object has no attribute '{text}'"),
        )
    }

    pub(crate) fn attribute_error<T>(
        &mut self,
        object: Value,
        name: Value,
        message: &str,
    ) -> Answer<T> {
        let message = self.heap.str(message);
        let exception = self.exception(Value::Type(Type::AttributeError), vec![message]);
        self.set_exception_attr(exception, "name", name);
        self.set_exception_attr(exception, "obj", object);
        Err(Box::new(Stop::Raise(exception)))
    }

    fn module_attr(&mut self, object: Value, dict: Ref, module: &str, name: Value) -> Answer {
        if let Ok(Some(value)) = self.heap.dict_get(dict, name) {
            return Ok(value);
        }
        let text = self.heap.as_shared(name).unwrap_or_else(|| "".into());
        if let Some(value) = builtins::special_attribute(self, object, &text)? {
            return Ok(value);
        }
        if let Some(getter) = self.heap.dict_get_str(dict, "__getattr__") {
            return Stop::call(getter, vec![name]);
        }
        self.attribute_error(
            object,
            name,
            &format!("module '{module}' has no attribute '{text}'"),
        )
    }

    /// An attribute of a class written in Python.
    fn class_attr(&mut self, class: Ref, name: Value) -> Answer {
        let value = Value::Ref(class);
        let text = self.heap.as_shared(name).unwrap_or_else(|| "".into());
        if let Some(special) = builtins::class_special(self, value, &text)? {
            return Ok(special);
        }
        if let Some(found) = self.class_lookup(value, &text) {
            return self.bind_on_class(found, value);
        }
        let own = self.heap.class_name(value);
        if let Some(found) = builtins::type_attribute(Type::Type, &text) {
            return Ok(self.bind_method(found, value));
        }
        if let Some(getter) = self.class_hook(value, "__class_getattr__") {
            return Stop::call(getter, vec![value, name]);
        }
        self.attribute_error(
            value,
            name,
            &format!("type object '{own}' has no attribute '{text}'"),
        )
    }

    /// What reading a class attribute through the class gives.
    fn bind_on_class(&mut self, found: Value, class: Value) -> Answer {
        let Value::Ref(at) = found else {
            return Ok(match found {
                Value::Native(native) if builtins::is_class_method(native) => {
                    self.bind_method(found, class)
                }
                _ => found,
            });
        };
        match self.heap.object(at) {
            Object::ClassMethod(inner) => {
                let inner = *inner;
                Ok(self.heap.hold(Object::Method(Box::new(Method {
                    function: inner,
                    receiver: class,
                }))))
            }
            Object::StaticMethod(inner) => Ok(*inner),
            Object::Instance(_) => {
                let own = self.heap.class_of(found);
                match self.class_lookup(own, "__get__") {
                    Some(getter) => Stop::call(getter, vec![found, Value::None, class]),
                    None => Ok(found),
                }
            }
            _ => Ok(found),
        }
    }

    /// An attribute of a built-in type.
    fn type_attr(&mut self, kind: Type, name: Value) -> Answer {
        let text = self.heap.as_shared(name).unwrap_or_else(|| "".into());
        let value = Value::Type(kind);
        if let Some(special) = builtins::class_special(self, value, &text)? {
            return Ok(special);
        }
        if let Some(found) = builtins::type_attribute(kind, &text) {
            return Ok(match found {
                Value::Native(native) if builtins::is_class_method(native) => {
                    self.heap.hold(Object::Method(Box::new(Method {
                        function: found,
                        receiver: value,
                    })))
                }
                _ => found,
            });
        }
        self.attribute_error(
            value,
            name,
            &format!("type object '{}' has no attribute '{text}'", kind.name()),
        )
    }

    /// `super().name`: the search starts after the class.
    fn super_attr(&mut self, start: Value, target: Value, name: Value) -> Answer {
        let text = self.heap.as_shared(name).unwrap_or_else(|| "".into());
        let (class, on_class) = match target {
            Value::Ref(at) if matches!(self.heap.object(at), Object::Class(_)) => (target, true),
            Value::Type(_) => (target, true),
            _ => (self.heap.class_of(target), false),
        };
        let found = self.lookup_after(class, start, &text);
        match found {
            Some(found) if on_class => {
                if text.as_ref() == "__new__" || text.as_ref() == "__init_subclass__" {
                    return match found {
                        Value::Native(_) if text.as_ref() == "__init_subclass__" => {
                            Ok(self.heap.hold(Object::Method(Box::new(Method {
                                function: found,
                                receiver: target,
                            }))))
                        }
                        _ => self.bind_on_class(found, target),
                    };
                }
                self.bind_on_class(found, target)
            }
            Some(found) => self.bind_descriptor(found, target, class),
            None => self.attribute_error(
                target,
                name,
                &format!("'super' object has no attribute '{text}'"),
            ),
        }
    }

    fn lookup_after(&self, class: Value, start: Value, name: &str) -> Option<Value> {
        let Value::Ref(at) = class else {
            return builtins::type_attribute(Type::Object, name);
        };
        let Object::Class(state) = self.heap.object(at) else {
            return None;
        };
        let from = if start == class {
            0
        } else {
            state.mro.iter().position(|base| *base == start)? + 1
        };
        let hash = hash::hash_str(name);
        state.mro[from..].iter().find_map(|base| match base {
            Value::Ref(at) => match self.heap.object(*at) {
                Object::Class(base) => self.names_get(base.dict, hash, name),
                _ => None,
            },
            Value::Type(kind) => builtins::own_attribute(*kind, name),
            _ => None,
        })
    }

    /// `object.name = value`.
    pub(crate) fn set_attr(&mut self, object: Value, name: Value, value: Value) -> Answer<()> {
        if let Some(method) = self.class_hook(object, "__class_setattr__")
            && !self.frame().code.code.file.library
        {
            return Stop::call(method, vec![object, name, value]);
        }
        if let Value::Ref(class) = self.heap.class_of(object)
            && let Object::Class(state) = self.heap.object(class)
            && state.hooks.setattr
            && let Some(method @ Value::Ref(_)) =
                self.class_lookup(Value::Ref(class), "__setattr__")
        {
            return Stop::call(method, vec![object, name, value]);
        }
        self.generic_set_attr(object, name, value)
    }

    /// What `object.__setattr__` does.
    pub(crate) fn generic_set_attr(
        &mut self,
        object: Value,
        name: Value,
        value: Value,
    ) -> Answer<()> {
        let text = self.heap.as_shared(name).unwrap_or_else(|| "".into());
        let Value::Ref(at) = object else {
            return self.cannot_set(object, name, &text);
        };
        if let Object::Class(state) = self.heap.object(at) {
            let dict = state.dict;
            self.heap.dict_set(dict, name, value).ok();
            self.class_changed(at);
            return Ok(());
        }
        let class = self.heap.class_of(object);
        if let Value::Ref(_) = class
            && let Some(found @ Value::Ref(descriptor)) = self.class_lookup(class, &text)
        {
            match self.heap.object(descriptor) {
                Object::Property(parts) => {
                    return match parts[1] {
                        Value::None | Value::Null => {
                            let kind = self.heap.type_name(object);
                            self.fail(
                                Type::AttributeError,
                                format!("property '{text}' of '{kind}' object has no setter"),
                            )
                        }
                        setter => Stop::call(setter, vec![object, value]),
                    };
                }
                Object::Instance(_) => {
                    let own = self.heap.class_of(found);
                    if let Some(setter) = self.class_lookup(own, "__set__") {
                        return Stop::call(setter, vec![found, object, value]);
                    }
                }
                _ => {}
            }
        }
        if builtins::set_special(self, object, &text, value)? {
            return Ok(());
        }
        match self.writable_dict(object, &text)? {
            Some(dict) => self.store_in(dict, name, value),
            None => self.cannot_set(object, name, &text),
        }
    }

    /// The dictionary that takes an attribute of this name.
    fn writable_dict(&mut self, object: Value, name: &str) -> Answer<Option<Ref>> {
        let Value::Ref(at) = object else {
            return Ok(None);
        };
        Ok(match self.heap.object(at) {
            Object::Instance(Instance { dict, class, .. }) => {
                let (dict, class) = (*dict, *class);
                if !self.slots_allow(Value::Ref(class), name) {
                    return Ok(None);
                }
                Some(dict)
            }
            Object::Module(module) => Some(module.dict),
            Object::Exception(_) => self.exception_dict(object),
            Object::Function(function) => match function.dict {
                Value::Ref(dict) => Some(dict),
                _ => {
                    let dict = self.heap.alloc_held(Object::Dict(Box::default()));
                    if let Object::Function(function) = self.heap.object_mut(at) {
                        function.dict = dict;
                    }
                    dict.as_ref()
                }
            },
            _ => None,
        })
    }

    /// `__slots__`: only the named attributes can be set.
    pub(crate) fn slots_allow(&self, class: Value, name: &str) -> bool {
        let Value::Ref(at) = class else {
            return true;
        };
        let Object::Class(state) = self.heap.object(at) else {
            return true;
        };
        let mut classes = vec![at];
        classes.extend(state.mro.iter().filter_map(|base| base.as_ref()));
        for class in classes {
            let Object::Class(state) = self.heap.object(class) else {
                continue;
            };
            let Some(slots) = self.heap.dict_get_str(state.dict, "__slots__") else {
                return true;
            };
            let listed = match self.heap.as_str(slots) {
                Some(one) => one == name,
                None => self
                    .heap
                    .as_sequence(slots)
                    .unwrap_or(&[])
                    .iter()
                    .any(|slot| matches!(self.heap.as_str(*slot), Some(slot) if slot == name || slot == "__dict__")),
            };
            if listed {
                return true;
            }
        }
        false
    }

    fn cannot_set(&mut self, object: Value, name: Value, text: &str) -> Answer<()> {
        if let Value::Type(kind) = object {
            let message = format!(
                "cannot set '{text}' attribute of immutable type '{}'",
                kind.name()
            );
            return self.type_error(message);
        }
        let kind = self.heap.type_name(object);
        let class = self.heap.class_of(object);
        let message = if self.class_lookup(class, text).is_some() {
            format!("'{kind}' object attribute '{text}' is read-only")
        } else {
            format!("'{kind}' object has no attribute '{text}'")
        };
        self.attribute_error(object, name, &message)
    }

    /// `del object.name`.
    pub(crate) fn delete_attr(&mut self, object: Value, name: Value) -> Answer<()> {
        if let Value::Ref(class) = self.heap.class_of(object)
            && let Object::Class(state) = self.heap.object(class)
            && state.hooks.delattr
            && let Some(method @ Value::Ref(_)) =
                self.class_lookup(Value::Ref(class), "__delattr__")
        {
            return Stop::call(method, vec![object, name]);
        }
        self.generic_delete_attr(object, name)
    }

    /// What `object.__delattr__` does.
    pub(crate) fn generic_delete_attr(&mut self, object: Value, name: Value) -> Answer<()> {
        let text = self.heap.as_shared(name).unwrap_or_else(|| "".into());
        if let Value::Ref(at) = object
            && let Object::Class(state) = self.heap.object(at)
        {
            let dict = state.dict;
            if let Ok(Some(_)) = self.heap.dict_remove(dict, name) {
                self.class_changed(at);
                return Ok(());
            }
            let own = self.heap.class_name(object);
            return self.attribute_error(
                object,
                name,
                &format!("type object '{own}' has no attribute '{text}'"),
            );
        }
        let class = self.heap.class_of(object);
        if let Some(Value::Ref(descriptor)) = self.class_lookup(class, &text)
            && let Object::Property(parts) = self.heap.object(descriptor)
        {
            return match parts[2] {
                Value::None | Value::Null => {
                    let kind = self.heap.type_name(object);
                    self.fail(
                        Type::AttributeError,
                        format!("property '{text}' of '{kind}' object has no deleter"),
                    )
                }
                deleter => Stop::call(deleter, vec![object]),
            };
        }
        if let Some(dict) = self.instance_dict(object)
            && let Ok(Some(_)) = self.heap.dict_remove(dict, name)
        {
            return Ok(());
        }
        self.no_attribute(object, name).map(|_| ())
    }

    /// `LoadMethod` without cache: function and receiver, or value and null.
    pub(crate) fn load_method(&mut self, name: Value) -> Answer<()> {
        let object = self.pop();
        let plain = match object {
            Value::Ref(at) => !matches!(
                self.heap.object(at),
                Object::Class(_)
                    | Object::Module(_)
                    | Object::Super(_)
                    | Object::Instance(_)
                    | Object::Exception(_)
                    | Object::Function(_)
            ),
            Value::Type(_) => false,
            _ => true,
        };
        if plain {
            let kind = self.heap.type_of(object);
            if let Some(text) = self.heap.as_str(name)
                && let Some(found @ Value::Native(native)) = builtins::type_attribute(kind, text)
                && native.is_method
            {
                self.thread.stack.push(found);
                self.push(object);
                return Ok(());
            }
        }
        match self.get_attr(object, name) {
            Ok(value) => {
                self.push(value);
                self.thread.stack.push(Value::Null);
                Ok(())
            }
            Err(stop) => Err(stop),
        }
    }
}
