//! Classes: making them from a body, linearising bases, noticing changes.

use super::Machine;
use super::dispatch::Next;
use super::frame::After;
use super::native::{Answer, Stop};
use crate::python::heap::object::{Class, Hashing, Hooks};
use crate::python::heap::{Object, Ref, Type, Value};

impl Machine {
    /// `BuildClass`: [body, name, bases, keywords?] on the stack; runs the body
    /// in a fresh namespace, which is laid on top.
    pub(crate) fn begin_class(&mut self, bases: u32, keywords: bool) -> Answer<Next> {
        let body = self.peek(bases as usize + 1 + usize::from(keywords));
        let Some(Object::Function(function)) = body.as_ref().map(|at| self.heap.object(at)) else {
            return self.type_error("a class body is missing");
        };
        let (code, globals, closure) = (
            function.code.clone(),
            function.globals,
            function.closure.clone(),
        );
        let names = self.heap.dict();
        self.push(names);
        self.push_body(code, globals, names, After::Class { bases, keywords })?;
        for cell in closure {
            self.push(cell);
        }
        Ok(Next::Frames)
    }

    /// The body has run; `cell` is what `__class__` means inside, if used.
    pub(crate) fn finish_class(&mut self, cell: Value, bases: u32, keywords: bool) -> Answer<Next> {
        let names = self.pop();
        let keywords = if keywords { self.pop() } else { Value::Null };
        let bases = self.pop_many(bases as usize);
        let name = self.pop();
        self.pop();
        let class = self.make_class(name, bases, names)?;
        if let Value::Ref(at) = cell
            && let Object::Cell(_) = self.heap.object(at)
        {
            self.heap.dup(class);
            if let Object::Cell(place) = self.heap.object_mut(at) {
                let old = std::mem::replace(place, class);
                self.heap.release(old);
            }
        }
        self.push(class);
        if self.wants_notice(class, names) {
            let keywords = if keywords.is_null() {
                self.heap.dict()
            } else {
                keywords
            };
            return self.call_twin("class_made", &[class, keywords], &[], After::Drop);
        }
        if !keywords.is_null() {
            let name = self.heap.class_name(class);
            return self.type_error(format!(
                "{name}.__init_subclass__() takes no keyword arguments"
            ));
        }
        Ok(Next::Frames)
    }

    /// Whether `__init_subclass__` or `__set_name__` has to be called.
    pub(crate) fn wants_notice(&self, class: Value, names: Value) -> bool {
        let Some(Object::Class(state)) = class.as_ref().map(|at| self.heap.object(at)) else {
            return false;
        };
        let inherits = state.mro.iter().any(|base| match base {
            Value::Ref(at) => match self.heap.object(*at) {
                Object::Class(base) => self
                    .heap
                    .dict_get_str(base.dict, "__init_subclass__")
                    .is_some(),
                _ => false,
            },
            _ => false,
        });
        inherits
            || self.heap.as_dict(names).is_some_and(|names| {
                names.iter().any(|entry| match entry.value {
                    Value::Ref(at) => match self.heap.object(at) {
                        Object::Instance(_) => {
                            let own = self.heap.class_of(entry.value);
                            self.class_lookup(own, "__set_name__").is_some()
                        }
                        _ => false,
                    },
                    _ => false,
                })
            })
    }

    /// A class from its name, bases and namespace (which it takes over).
    pub(crate) fn make_class(&mut self, name: Value, bases: Vec<Value>, names: Value) -> Answer {
        let text = self.heap.as_shared(name).unwrap_or_else(|| "class".into());
        let mut real = Vec::with_capacity(bases.len().max(1));
        for base in bases {
            let usable = self.usable_base(base)?;
            let stands_in = usable != base;
            if !stands_in
                || !real
                    .iter()
                    .any(|known| self.heap.is_subclass(*known, usable))
            {
                real.push(usable);
            }
        }
        if real.is_empty() {
            real.push(Value::Type(Type::Object));
        }
        for (at, base) in real.iter().enumerate() {
            if real[..at].contains(base) {
                let name = self.heap.class_name(*base);
                return self.type_error(format!("duplicate base class {name}"));
            }
        }
        let mro = self.linearise(&real);
        let Ok(mro) = mro else {
            let heads = mro.err().unwrap_or_default();
            let names: Vec<String> = heads
                .iter()
                .map(|base| self.heap.class_name(*base).to_string())
                .collect();
            return self.type_error(format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            ));
        };
        let layout = self.layout_of(&real)?;
        let dict = names.as_ref().expect("invariant: a namespace is a dict");
        let version = self.heap.next_version();
        let class = self.heap.hold(Object::Class(Box::new(Class {
            name: text,
            bases: real.clone(),
            mro,
            dict,
            layout,
            version,
            subclasses: Vec::new(),
            hooks: Hooks::default(),
            init: Value::Null,
        })));
        let at = class.as_ref().expect("invariant: a class is on the heap");
        for base in real.iter().filter_map(|base| base.as_ref()) {
            if let Object::Class(base) = self.heap.object_mut(base) {
                base.subclasses.push(at);
            }
        }
        self.hide_new(dict);
        self.find_hooks(at);
        Ok(class)
    }

    /// `__new__`, `__init_subclass__` and `__class_getitem__` are static or
    /// class methods without being written so.
    fn hide_new(&mut self, dict: Ref) {
        for (name, is_static) in [
            ("__new__", true),
            ("__init_subclass__", false),
            ("__class_getitem__", false),
        ] {
            let Some(found @ Value::Ref(at)) = self.heap.dict_get_str(dict, name) else {
                continue;
            };
            if matches!(self.heap.object(at), Object::Function(_)) {
                let wrapped = if is_static {
                    Object::StaticMethod(found)
                } else {
                    Object::ClassMethod(found)
                };
                let wrapped = self.heap.hold(wrapped);
                self.heap.dict_set_str(dict, name, wrapped);
            }
        }
    }

    fn usable_base(&mut self, base: Value) -> Answer {
        match base {
            Value::Type(kind) if kind.can_be_base() => Ok(base),
            Value::Type(kind) => self.type_error(format!(
                "type '{}' is not an acceptable base type",
                kind.name()
            )),
            Value::Ref(at) if matches!(self.heap.object(at), Object::Class(_)) => Ok(base),
            Value::Ref(_) => {
                // Generic[T], NamedTuple and the like say what stands for them.
                let class = self.heap.class_of(base);
                let key = self.name("__base_class__");
                if let Some(dict) = self.instance_dict(base)
                    && let Ok(Some(real)) = self.heap.dict_get(dict, key)
                {
                    return Ok(real);
                }
                if let Some(real) = self.class_lookup(class, "__base_class__") {
                    return Ok(real);
                }
                let kind = self.heap.class_name(class);
                self.type_error(format!("{kind}() takes no such base"))
            }
            _ => self.type_error("bases must be types"),
        }
    }

    /// The C3 linearisation of a class with these bases, without itself; or
    /// the classes that stand in each other's way.
    fn linearise(&self, bases: &[Value]) -> Result<Vec<Value>, Vec<Value>> {
        let mut lists: Vec<Vec<Value>> = bases.iter().map(|base| self.mro(*base)).collect();
        lists.push(bases.to_vec());
        let mut result = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(result);
            }
            let mut heads: Vec<Value> = lists.iter().map(|list| list[0]).collect();
            let free = heads
                .iter()
                .copied()
                .find(|head| !lists.iter().any(|list| list[1..].contains(head)));
            let Some(next) = free else {
                for at in (1..heads.len()).rev() {
                    if heads[..at].contains(&heads[at]) {
                        heads.remove(at);
                    }
                }
                return Err(heads);
            };
            for list in &mut lists {
                if list[0] == next {
                    list.remove(0);
                }
            }
            result.push(next);
        }
    }

    /// `__mro__` of a class.
    pub(crate) fn mro(&self, class: Value) -> Vec<Value> {
        let mut result = vec![class];
        match class {
            Value::Type(kind) => {
                let mut at = kind;
                while let Some(base) = at.base() {
                    result.push(Value::Type(base));
                    at = base;
                }
            }
            Value::Ref(at) => {
                if let Object::Class(state) = self.heap.object(at) {
                    result.extend(&state.mro);
                }
            }
            _ => {}
        }
        result
    }

    /// The built-in type that instances are made of.
    fn layout_of(&mut self, bases: &[Value]) -> Answer<Type> {
        let mut layout = Type::Object;
        for base in bases {
            let own = match base {
                Value::Type(kind) => *kind,
                Value::Ref(at) => match self.heap.object(*at) {
                    Object::Class(class) => class.layout,
                    _ => Type::Object,
                },
                _ => Type::Object,
            };
            let (shape, wanted) = (layout.shape(), own.shape());
            if own.derives_from(layout) || wanted != shape && wanted.derives_from(shape) {
                layout = own;
            } else if !layout.derives_from(own) && !shape.derives_from(wanted) {
                return self.type_error("multiple bases have instance lay-out conflict");
            }
        }
        Ok(layout)
    }

    /// Notes which special methods a class has.
    fn find_hooks(&mut self, class: Ref) {
        let value = Value::Ref(class);
        let own = |machine: &Machine, name: &str| {
            machine
                .class_lookup(value, name)
                .is_some_and(|found| !matches!(found, Value::Native(_)))
        };
        let mut hooks = Hooks {
            getattribute: own(self, "__getattribute__"),
            getattr: own(self, "__getattr__"),
            setattr: own(self, "__setattr__"),
            delattr: own(self, "__delattr__"),
            del: own(self, "__del__"),
            eq: own(self, "__eq__"),
            hash: self.hashing(value),
            new: own(self, "__new__"),
            descriptors: false,
            is_abstract: false,
            class_level: self.is_class_level(class),
        };
        hooks.is_abstract = !self.abstract_names(class).is_empty();
        let init = self.class_lookup(value, "__init__");
        if let Object::Class(state) = self.heap.object_mut(class) {
            state.hooks = hooks;
            state.init = match init {
                Some(init @ Value::Ref(_)) => init,
                _ => Value::Null,
            };
        }
    }

    /// Whether a class or a base defines one of the class methods that answer
    /// operations on the class itself.
    fn is_class_level(&self, class: Ref) -> bool {
        let Object::Class(state) = self.heap.object(class) else {
            return false;
        };
        state.bases.iter().any(|base| match base {
            Value::Ref(at) => {
                matches!(self.heap.object(*at), Object::Class(base) if base.hooks.class_level)
            }
            _ => false,
        }) || self.heap.dict_at(state.dict).iter().any(|entry| {
            self.heap
                .as_str(entry.key)
                .is_some_and(|name| name.starts_with("__class_") && name != "__class_getitem__")
        })
    }

    /// The function behind such a class method: its first argument is the class.
    pub(crate) fn class_hook(&self, class: Value, name: &str) -> Option<Value> {
        match self.heap.object(class.as_ref()?) {
            Object::Class(state) if state.hooks.class_level => {}
            _ => return None,
        }
        let found = self.class_lookup(class, name)?;
        match found.as_ref().map(|at| self.heap.object(at)) {
            Some(Object::ClassMethod(inner)) => Some(*inner),
            _ => Some(found),
        }
    }

    /// How instances of a class are hashed: the first class that says
    /// `__hash__` or `__eq__` decides.
    fn hashing(&self, class: Value) -> Hashing {
        for base in self.mro(class) {
            let Value::Ref(at) = base else {
                return Hashing::Native;
            };
            let Object::Class(state) = self.heap.object(at) else {
                continue;
            };
            match self.heap.dict_get_str(state.dict, "__hash__") {
                Some(Value::None) => return Hashing::Never,
                Some(Value::Native(_)) => return Hashing::Native,
                Some(_) => return Hashing::Own,
                None if self.heap.dict_get_str(state.dict, "__eq__").is_some() => {
                    return Hashing::Never;
                }
                None => {}
            }
        }
        Hashing::Native
    }

    /// Abstract methods that a class has not overridden, sorted; only classes
    /// derived from `ABC` (or with that metaclass) have any.
    pub(crate) fn abstract_names(&self, class: Ref) -> Vec<String> {
        let value = Value::Ref(class);
        let mut names: Vec<String> = Vec::new();
        // `ABC` is where this name comes from.
        if self.class_lookup(value, "_registered").is_none() {
            return names;
        }
        for base in self.mro(value) {
            let Value::Ref(at) = base else {
                continue;
            };
            let Object::Class(state) = self.heap.object(at) else {
                continue;
            };
            for entry in self.heap.dict_at(state.dict).iter() {
                let Some(name) = self.heap.as_str(entry.key) else {
                    continue;
                };
                if self.is_abstract(entry.value)
                    && self.class_lookup(value, name) == Some(entry.value)
                    && !names.iter().any(|known| known == name)
                {
                    names.push(name.to_owned());
                }
            }
        }
        names.sort_unstable();
        names
    }

    fn is_abstract(&self, value: Value) -> bool {
        let inner = match value {
            Value::Ref(at) => match self.heap.object(at) {
                Object::Property(parts) => parts[0],
                Object::ClassMethod(inner) | Object::StaticMethod(inner) => *inner,
                _ => value,
            },
            _ => return false,
        };
        match inner.as_ref().map(|at| self.heap.object(at)) {
            Some(Object::Function(function)) => function.dict.as_ref().is_some_and(|dict| {
                self.heap
                    .dict_get_str(dict, "__isabstractmethod__")
                    .is_some()
            }),
            _ => false,
        }
    }

    /// A class's namespace has changed: what was remembered of it and of the
    /// classes derived from it no longer holds.
    pub(crate) fn class_changed(&mut self, class: Ref) {
        let mut changed = vec![class];
        while let Some(at) = changed.pop() {
            let version = self.heap.next_version();
            if let Object::Class(state) = self.heap.object_mut(at) {
                state.version = version;
                changed.extend(&state.subclasses);
            }
            self.find_hooks(at);
        }
    }

    /// The zero-argument `super()`: class and instance from the calling frame.
    pub(crate) fn implicit_super(&mut self) -> Answer<(Value, Value)> {
        let frame = self.frame();
        let code = frame.code.code.clone();
        let base = frame.base as usize;
        let cell = code.slots.iter().rposition(|slot| &**slot == "__class__");
        let first = (code.positional > 0 || code.rest).then(|| self.thread.stack[base]);
        let read = |machine: &Machine, value: Value| match value {
            Value::Ref(at) => match machine.heap.object(at) {
                Object::Cell(inner) => *inner,
                _ => value,
            },
            _ => value,
        };
        let (Some(cell), Some(first)) = (cell, first) else {
            return self.fail(Type::RuntimeError, "super(): no arguments");
        };
        let class = read(self, self.thread.stack[base + cell]);
        let first = read(self, first);
        if class.is_null() {
            return self.fail(Type::RuntimeError, "super(): empty __class__ cell");
        }
        Ok((class, first))
    }

    /// Whether a stop is a question to the prelude.
    pub(crate) fn is_ask(stop: &Stop) -> bool {
        matches!(stop, Stop::Ask | Stop::Twin(..))
    }
}
