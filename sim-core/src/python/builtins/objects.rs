//! `object`, `type`, functions, methods, properties, generators, iterators:
//! their methods, and the attributes that are computed rather than stored.

use crate::python::heap::object::Iter;
use crate::python::heap::{Object, Type, Value};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Resumption, Stop};

pub static OBJECT: &[Native] = &[
    Native::method(Type::Object, "__init__", Body::Free(object_init)),
    Native::on_type(Type::Object, "__new__", Body::Free(object_new)),
    Native::method(Type::Object, "__repr__", Body::One(object_repr)),
    Native::method(Type::Object, "__str__", Body::One(object_str)),
    Native::method(Type::Object, "__eq__", Body::Two(object_eq)),
    Native::method(Type::Object, "__ne__", Body::Two(object_ne)),
    Native::method(Type::Object, "__hash__", Body::One(object_hash)),
    Native::method(
        Type::Object,
        "__getattribute__",
        Body::Two(object_getattribute),
    ),
    Native::method(Type::Object, "__setattr__", Body::Three(object_setattr)),
    Native::method(Type::Object, "__delattr__", Body::Two(object_delattr)),
    Native::method(Type::Object, "__format__", Body::Two(object_format)),
    Native::method(Type::Object, "__init_subclass__", Body::Free(init_subclass)),
    Native::method(Type::Object, "__sizeof__", Body::One(size_of)),
    Native::method(Type::Object, "__dir__", Body::One(dir)),
];

pub static TYPE: &[Native] = &[
    Native::method(Type::Type, "mro", Body::One(mro)),
    Native::method(Type::Type, "__subclasses__", Body::One(subclasses)),
    Native::method(Type::Type, "__call__", Body::Free(call_type)),
];

pub static FUNCTION: &[Native] = &[
    Native::method(Type::Function, "__call__", Body::Free(call_function)),
    Native::method(Type::Function, "__get__", Body::Many(2, 3, bind_function)),
];

pub static METHOD: &[Native] = &[Native::method(
    Type::Method,
    "__call__",
    Body::Free(call_function),
)];

pub static PROPERTY: &[Native] = &[
    Native::method(
        Type::Property,
        "getter",
        Body::Two(|m, p, f| with_part(m, p, 0, f)),
    ),
    Native::method(
        Type::Property,
        "setter",
        Body::Two(|m, p, f| with_part(m, p, 1, f)),
    ),
    Native::method(
        Type::Property,
        "deleter",
        Body::Two(|m, p, f| with_part(m, p, 2, f)),
    ),
];

pub static GENERATOR: &[Native] = &[
    Native::method(Type::Generator, "__iter__", Body::One(itself)),
    Native::method(Type::Generator, "__next__", Body::One(generator_next)),
    Native::method(Type::Generator, "send", Body::Two(generator_send)),
    Native::method(Type::Generator, "throw", Body::Many(2, 4, generator_throw)),
    Native::method(Type::Generator, "close", Body::One(generator_close)),
];

pub static ITERATOR: &[Native] = &[
    Native::method(Type::Iterator, "__iter__", Body::One(itself)),
    Native::method(Type::Iterator, "__next__", Body::One(iterator_next)),
    Native::method(Type::Iterator, "__length_hint__", Body::One(length_hint)),
];

fn length_hint(m: &mut Machine, iterator: Value) -> Answer {
    let left = match iterator.as_ref().map(|at| m.heap.object(at)) {
        Some(Object::Iter(iter)) => match &**iter {
            Iter::List { list: of, at } | Iter::Tuple { tuple: of, at } => {
                let length = m.heap.as_sequence(*of).map_or(0, <[Value]>::len);
                length.saturating_sub(*at)
            }
            Iter::ListReverse { left, .. } | Iter::Reversed { left, .. } => *left,
            Iter::Range { at, length, .. } => (length - at) as usize,
            _ => 0,
        },
        _ => 0,
    };
    Ok(Value::Int(left as i64))
}

fn itself(_: &mut Machine, value: Value) -> Answer {
    Ok(value)
}

fn object_init(m: &mut Machine, args: Args<'_>) -> Answer {
    let Some(object) = args.positional.first().copied() else {
        return m.type_error("descriptor '__init__' of 'object' object needs an argument");
    };
    if args.positional.len() + args.named.len() > 1 {
        let class = m.heap.class_of(object);
        let new = matches!(m.class_lookup(class, "__new__"), Some(Value::Ref(_)));
        if !new || matches!(m.class_lookup(class, "__init__"), Some(Value::Ref(_))) {
            let name = m.heap.class_name(class);
            if matches!(m.class_lookup(class, "__init__"), Some(Value::Ref(_))) {
                return m.type_error(
                    "object.__init__() takes exactly one argument (the instance to initialize)",
                );
            }
            return m.type_error(format!("{name}() takes no arguments"));
        }
    }
    Ok(Value::None)
}

fn object_new(m: &mut Machine, args: Args<'_>) -> Answer {
    let Some(class) = args.positional.first().copied() else {
        return m.type_error("object.__new__(): not enough arguments");
    };
    match class {
        Value::Ref(at) if m.is_class(class) => {
            let layout = match m.heap.object(at) {
                Object::Class(state) => state.layout,
                _ => Type::Object,
            };
            if layout.is_exception() {
                return Ok(m.exception(class, args.positional[1..].to_vec()));
            }
            let own_init = matches!(m.class_lookup(class, "__init__"), Some(Value::Ref(_)));
            let base = m.base_part(layout, &args.positional[1..], args.named, own_init)?;
            Ok(m.new_instance(at, base))
        }
        Value::Type(Type::Object) => Ok(plain_object(m)),
        _ => m.type_error("object.__new__(X): X is not a type object"),
    }
}

/// `object()`.
pub fn plain_object(m: &mut Machine) -> Value {
    let class = m.plain_class();
    m.new_instance(class, Value::Null)
}

pub fn object_repr(m: &mut Machine, value: Value) -> Answer {
    let base = m.heap.base_of(value);
    if base != value {
        return m.repr_value(base);
    }
    if !matches!(value, Value::Ref(at) if matches!(m.heap.object(at), Object::Instance(_))) {
        if m.as_exception(value).is_some() {
            return super::exceptions::plain_repr(m, value);
        }
        return m.repr_value(value);
    }
    let class = m.heap.class_of(value);
    let title = m.class_title(class);
    let prefix = if m.class_module(class) == "__main__" {
        "__main__."
    } else {
        ""
    };
    let address = m.address(value);
    let text = format!("<{prefix}{title} object at {address:#x}>");
    Ok(m.heap.text(text.into()))
}

fn object_str(m: &mut Machine, value: Value) -> Answer {
    if m.as_exception(value).is_some() {
        return m.exception_str(value);
    }
    let class = m.heap.class_of(value);
    if let Some(method @ Value::Ref(_)) = m.class_lookup(class, "__repr__") {
        return Stop::call(method, vec![value]);
    }
    let base = m.heap.base_of(value);
    if base != value {
        return m.str_value(base);
    }
    m.repr_value(value)
}

fn object_eq(m: &mut Machine, a: Value, b: Value) -> Answer {
    let (x, y) = (m.heap.base_of(a), m.heap.base_of(b));
    if a == b {
        return Ok(Value::Bool(true));
    }
    if x == a
        && matches!(a, Value::Ref(at) if matches!(m.heap.object(at), Object::Instance(_) | Object::Exception(_)))
    {
        return Ok(Value::NotImplemented);
    }
    match m.heap.equal(x, y) {
        crate::python::heap::Match::Yes => Ok(Value::Bool(true)),
        crate::python::heap::Match::No if m.heap.type_of(x) != m.heap.type_of(y) => {
            Ok(Value::NotImplemented)
        }
        crate::python::heap::Match::No => Ok(Value::Bool(false)),
        crate::python::heap::Match::Ask => Stop::twin("equal_parts", vec![x, y]),
    }
}

fn object_ne(m: &mut Machine, a: Value, b: Value) -> Answer {
    let class = m.heap.class_of(a);
    if let Some(method @ Value::Ref(_)) = m.class_lookup(class, "__eq__") {
        return Stop::twin("not_equal", vec![method, a, b]);
    }
    match object_eq(m, a, b)? {
        Value::Bool(equal) => Ok(Value::Bool(!equal)),
        other => Ok(other),
    }
}

fn object_hash(m: &mut Machine, value: Value) -> Answer {
    let base = m.heap.base_of(value);
    if base != value {
        let hash = m.heap.hash(base);
        return Ok(Value::Int(m.key(hash)?));
    }
    if !matches!(value, Value::Ref(at) if matches!(m.heap.object(at), Object::Instance(_) | Object::Exception(_)))
    {
        let hash = m.heap.hash(value);
        return Ok(Value::Int(m.key(hash)?));
    }
    Ok(Value::Int(m.heap.identity_hash(value)))
}

fn object_getattribute(m: &mut Machine, object: Value, name: Value) -> Answer {
    m.generic_attr(object, name)
}

fn object_setattr(m: &mut Machine, object: Value, name: Value, value: Value) -> Answer {
    m.generic_set_attr(object, name, value)?;
    Ok(Value::None)
}

fn object_delattr(m: &mut Machine, object: Value, name: Value) -> Answer {
    m.generic_delete_attr(object, name)?;
    Ok(Value::None)
}

fn object_format(m: &mut Machine, value: Value, spec: Value) -> Answer {
    let base = m.heap.base_of(value);
    let is_instance =
        matches!(base, Value::Ref(at) if matches!(m.heap.object(at), Object::Instance(_)));
    if !is_instance {
        return m.format_value(base, spec);
    }
    if m.heap.as_str(spec).is_some_and(str::is_empty) {
        return m.str_value(value);
    }
    let kind = m.heap.type_name(value);
    m.type_error(format!(
        "unsupported format string passed to {kind}.__format__"
    ))
}

fn init_subclass(m: &mut Machine, args: Args<'_>) -> Answer {
    if args.named.is_empty() {
        return Ok(Value::None);
    }
    let name = args
        .positional
        .first()
        .map_or_else(|| "object".into(), |class| m.heap.class_name(*class));
    m.type_error(format!(
        "{name}.__init_subclass__() takes no keyword arguments"
    ))
}

fn size_of(m: &mut Machine, value: Value) -> Answer {
    let bytes = match value {
        Value::Ref(at) => 48 + m.heap.object(at).bytes(),
        _ => 28,
    };
    Ok(Value::Int(bytes as i64))
}

fn mro(m: &mut Machine, class: Value) -> Answer {
    let items = m.mro(class);
    Ok(m.heap.list(items))
}

fn subclasses(m: &mut Machine, class: Value) -> Answer {
    let items = match class.as_ref().map(|at| m.heap.object(at)) {
        Some(Object::Class(state)) => state.subclasses.iter().map(|at| Value::Ref(*at)).collect(),
        _ => Vec::new(),
    };
    Ok(m.heap.list(items))
}

fn call_type(_: &mut Machine, args: Args<'_>) -> Answer {
    Err(Box::new(Stop::Call(
        args.positional[0],
        args.positional[1..].to_vec(),
        args.named.to_vec(),
    )))
}

fn call_function(_: &mut Machine, args: Args<'_>) -> Answer {
    Err(Box::new(Stop::Call(
        args.positional[0],
        args.positional[1..].to_vec(),
        args.named.to_vec(),
    )))
}

fn bind_function(m: &mut Machine, args: &[Value]) -> Answer {
    if args[1].is_none() {
        return Ok(args[0]);
    }
    Ok(m.bind_method(args[0], args[1]))
}

fn with_part(m: &mut Machine, property: Value, part: usize, function: Value) -> Answer {
    let Some(Object::Property(parts)) = property.as_ref().map(|at| m.heap.object(at)) else {
        return m.type_error("not a property");
    };
    let mut parts = parts.clone();
    parts[part] = function;
    Ok(m.heap.hold(Object::Property(parts)))
}

fn generator_next(_: &mut Machine, generator: Value) -> Answer {
    Err(Box::new(Stop::Resume(
        generator,
        Resumption::Send(Value::None),
    )))
}

fn generator_send(_: &mut Machine, generator: Value, value: Value) -> Answer {
    Err(Box::new(Stop::Resume(generator, Resumption::Send(value))))
}

fn generator_throw(m: &mut Machine, args: &[Value]) -> Answer {
    let exception = match args[1] {
        Value::Type(kind) if kind.is_exception() => {
            let given: Vec<Value> = args
                .get(2)
                .copied()
                .filter(|value| !value.is_none())
                .into_iter()
                .collect();
            m.exception(args[1], given)
        }
        value if m.as_exception(value).is_some() => value,
        class if m.is_class(class) => {
            return Stop::twin("generator_throw_class", vec![args[0], class]);
        }
        _ => {
            let kind = m.heap.type_name(args[1]);
            return m.type_error(format!(
                "exceptions must be classes or instances deriving from BaseException, not {kind}"
            ));
        }
    };
    Err(Box::new(Stop::Resume(
        args[0],
        Resumption::Throw(exception),
    )))
}

fn generator_close(m: &mut Machine, generator: Value) -> Answer {
    let Some(Object::Generator(state)) = generator.as_ref().map(|at| m.heap.object(at)) else {
        return m.type_error("not a generator");
    };
    match &state.resting {
        None => Ok(Value::None),
        Some(resting) if !state.started || !resting.is_guarded() => {
            if let Some(Object::Generator(state)) =
                generator.as_ref().map(|at| m.heap.object_mut(at))
                && let Some(resting) = state.resting.take()
            {
                resting.each_value(&mut |value| m.heap.release(value));
            }
            Ok(Value::None)
        }
        Some(_) => Stop::twin("generator_close", vec![generator]),
    }
}

fn iterator_next(m: &mut Machine, iterator: Value) -> Answer {
    match iterator.as_ref().map(|at| m.heap.object(at)) {
        Some(Object::Iter(_)) => {
            let at = iterator.as_ref().expect("invariant: just matched");
            match m.next_native(at)? {
                Some(value) => Ok(value),
                None => {
                    let stop = m.exception(Value::Type(Type::StopIteration), Vec::new());
                    Err(Box::new(Stop::Raise(stop)))
                }
            }
        }
        Some(Object::Generator(_)) => generator_next(m, iterator),
        _ => m.type_error("not an iterator"),
    }
}

/// A module's own `__dir__` (PEP 562).
pub fn module_dir(m: &Machine, value: Value) -> Option<Value> {
    let is_module =
        matches!(value, Value::Ref(at) if matches!(m.heap.object(at), Object::Module(_)));
    let dict = m.instance_dict(value).filter(|_| is_module)?;
    m.heap.dict_get_str(dict, "__dir__")
}

/// `dir(value)`.
pub fn dir(m: &mut Machine, value: Value) -> Answer {
    let mut names: Vec<String> = Vec::new();
    let add_dict = |m: &Machine, dict: crate::python::heap::Ref, names: &mut Vec<String>| {
        for entry in m.heap.dict_at(dict).iter() {
            names.extend(m.heap.as_str(entry.key).map(str::to_owned));
        }
    };
    if let Some(dict) = m.instance_dict(value) {
        add_dict(m, dict, &mut names);
    }
    if !matches!(value, Value::Ref(at) if matches!(m.heap.object(at), Object::Module(_))) {
        let class = if m.is_class(value) {
            value
        } else {
            m.heap.class_of(value)
        };
        for base in m.mro(class) {
            match base {
                Value::Type(kind) => names.extend(super::own_names(kind).map(str::to_owned)),
                Value::Ref(at) => {
                    if let Object::Class(state) = m.heap.object(at) {
                        let dict = state.dict;
                        add_dict(m, dict, &mut names);
                    }
                }
                _ => {}
            }
        }
        names.push("__class__".to_owned());
        names.push("__doc__".to_owned());
    }
    names.sort_unstable();
    names.dedup();
    let items = names.into_iter().map(|name| m.heap.str(&name)).collect();
    Ok(m.heap.list(items))
}

/// Attributes of a class that are computed: `__name__`, `__dict__`, `__mro__` ...
pub fn class_special(m: &mut Machine, class: Value, name: &str) -> Answer<Option<Value>> {
    Ok(Some(match name {
        "__name__" => {
            let text = m.heap.class_name(class);
            m.heap.text(text)
        }
        "__qualname__" => match class_entry(m, class, name) {
            Some(value) => value,
            None => {
                let text = m.heap.class_name(class);
                m.heap.text(text)
            }
        },
        "__module__" => match class_entry(m, class, name) {
            Some(value) => value,
            None => m.heap.str("builtins"),
        },
        "__class__" => Value::Type(Type::Type),
        "__doc__" => class_entry(m, class, name).unwrap_or(Value::None),
        "__mro__" => {
            let items = m.mro(class);
            m.heap.tuple(items)
        }
        "__bases__" | "__base__" => {
            let bases = match class {
                Value::Type(kind) => kind.base().map(Value::Type).into_iter().collect(),
                Value::Ref(at) => match m.heap.object(at) {
                    Object::Class(state) => state.bases.clone(),
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
            if name == "__base__" {
                bases.first().copied().unwrap_or(Value::None)
            } else {
                m.heap.tuple(bases)
            }
        }
        "__abstractmethods__" if m.class_lookup(class, "_registered").is_some() => {
            let names = match class {
                Value::Ref(at) => m.abstract_names(at),
                _ => Vec::new(),
            };
            let names = names.iter().map(|name| m.heap.str(name)).collect();
            let names = m.heap.list(names);
            return Stop::call(Value::Type(Type::FrozenSet), vec![names]);
        }
        "__dict__" => match class {
            Value::Ref(at) => {
                let dict = match m.heap.object(at) {
                    Object::Class(state) => Value::Ref(state.dict),
                    _ => return Ok(None),
                };
                m.heap.hold(Object::Proxy(dict))
            }
            _ => {
                let dict = m.heap.dict();
                m.heap.hold(Object::Proxy(dict))
            }
        },
        _ => return Ok(None),
    }))
}

fn class_entry(m: &Machine, class: Value, name: &str) -> Option<Value> {
    match m.heap.object(class.as_ref()?) {
        Object::Class(state) => m.heap.dict_get_str(state.dict, name),
        _ => None,
    }
}

/// Attributes of other values that are computed rather than stored.
pub fn special_attribute(m: &mut Machine, value: Value, name: &str) -> Answer<Option<Value>> {
    match name {
        "__class__" => return Ok(Some(m.heap.class_of(value))),
        "__dict__" => {
            if let Some(dict) = m.instance_dict(value) {
                let class = m.heap.class_of(value);
                return Ok(m.slots_allow(class, name).then_some(Value::Ref(dict)));
            }
            if m.as_exception(value).is_some() {
                return Ok(m.exception_dict(value).map(Value::Ref));
            }
        }
        "__doc__" => {
            let class = m.heap.class_of(value);
            match value.as_ref().map(|at| m.heap.object(at)) {
                Some(Object::Function(_) | Object::Property(_) | Object::Method(_)) => {}
                _ => return Ok(Some(class_entry(m, class, name).unwrap_or(Value::None))),
            }
        }
        "__module__" => {
            if let Value::Ref(_) = m.heap.class_of(value) {
                let text = m.class_module(m.heap.class_of(value));
                return Ok(Some(m.heap.text(text.into())));
            }
        }
        _ => {}
    }
    if let Some(found) = number_attribute(m, value, name) {
        return Ok(Some(found));
    }
    let Value::Ref(at) = value else {
        return Ok(match (value, name) {
            (Value::Native(native), "__name__") => Some(m.name(native.name)),
            (Value::Native(native), "__qualname__") => {
                let title = native.title();
                Some(m.heap.text(title.into()))
            }
            _ => None,
        });
    };
    let found = match m.heap.object(at) {
        Object::Function(function) => match name {
            "__name__" => function.name,
            "__qualname__" => function.qualname,
            "__doc__" => function.doc,
            "__module__" => function.module,
            "__defaults__" => {
                let items = function.defaults.clone();
                if items.is_empty() {
                    Value::None
                } else {
                    m.heap.tuple(items)
                }
            }
            "__kwdefaults__" => {
                let (code, values) = (function.code.clone(), function.kw_defaults.clone());
                if values.iter().all(|value| value.is_null()) {
                    return Ok(Some(Value::None));
                }
                let dict = m.heap.dict();
                let at = dict.as_ref().expect("invariant: a dict is on the heap");
                let names = &code.code.slots[code.code.positional as usize..];
                for (name, value) in names.iter().zip(values) {
                    if !value.is_null() {
                        m.heap.dict_set_str(at, name, value);
                    }
                }
                dict
            }
            "__globals__" => Value::Ref(function.globals),
            "__closure__" => {
                let items = function.closure.clone();
                if items.is_empty() {
                    Value::None
                } else {
                    m.heap.tuple(items)
                }
            }
            "__code__" => return Stop::twin("code_of", vec![value]),
            "__annotations__" if function.annotations.is_null() => m.heap.dict(),
            "__annotations__" => function.annotations,
            _ => return Ok(None),
        },
        Object::Method(method) => {
            let (function, receiver) = (method.function, method.receiver);
            return match name {
                "__func__" => Ok(Some(function)),
                "__self__" => Ok(Some(receiver)),
                "__name__" | "__qualname__" | "__doc__" | "__module__" | "__defaults__" => {
                    special_attribute(m, function, name)
                }
                _ => match m
                    .instance_dict(function)
                    .and_then(|dict| m.heap.dict_get_str(dict, name))
                {
                    Some(found) => Ok(Some(found)),
                    None => Ok(None),
                },
            };
        }
        Object::Generator(generator) => match name {
            "__name__" | "__qualname__" => generator.name,
            "gi_running" => Value::Bool(generator.running),
            "gi_frame" => Value::None,
            _ => return Ok(None),
        },
        Object::Property(parts) => match name {
            "fget" => parts[0].or_none(),
            "fset" => parts[1].or_none(),
            "fdel" => parts[2].or_none(),
            "__doc__" if !matches!(parts[3], Value::Null | Value::None) => parts[3],
            "__doc__" => {
                let getter = parts[0];
                return match getter {
                    Value::Ref(_) => special_attribute(m, getter, name),
                    _ => Ok(Some(Value::None)),
                };
            }
            _ => return Ok(None),
        },
        Object::ClassMethod(inner) | Object::StaticMethod(inner) => match name {
            "__func__" | "__wrapped__" => *inner,
            "__name__" => {
                let inner = *inner;
                return special_attribute(m, inner, name);
            }
            _ => return Ok(None),
        },
        Object::Range(range) => match name {
            "start" => Value::Int(range.start),
            "stop" => Value::Int(range.stop),
            "step" => Value::Int(range.step),
            _ => return Ok(None),
        },
        Object::Slice(parts) => match name {
            "start" => parts[0],
            "stop" => parts[1],
            "step" => parts[2],
            _ => return Ok(None),
        },
        Object::Cell(inner) => match name {
            "cell_contents" => inner.or_none(),
            _ => return Ok(None),
        },
        Object::Exception(_) => return super::exceptions::attribute(m, value, name),
        Object::Traceback(_) => match name {
            "tb_next" | "tb_frame" => Value::None,
            "tb_lineno" => Value::Int(i64::from(m.traceback_line(value))),
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(found))
}

fn number_attribute(m: &mut Machine, value: Value, name: &str) -> Option<Value> {
    let base = m.heap.base_of(value);
    let is_int = m.heap.as_int(base).is_some();
    let is_float = m.heap.as_float(base).is_some();
    match name {
        "real" if is_int || is_float => Some(base),
        "numerator" if is_int => Some(base),
        "denominator" if is_int => Some(Value::Int(1)),
        "imag" if is_int => Some(Value::Int(0)),
        "imag" if is_float => Some(Value::Float(0.0)),
        _ => None,
    }
}

/// Sets an attribute that is not stored in a dictionary; true if there is one.
pub fn set_special(m: &mut Machine, object: Value, name: &str, value: Value) -> Answer<bool> {
    let Value::Ref(at) = object else {
        return Ok(false);
    };
    if m.as_exception(object).is_some() {
        return super::exceptions::set_attribute(m, object, name, value);
    }
    if name == "__class__"
        && let (Value::Ref(class), Object::Instance(_)) = (value, m.heap.object(at))
    {
        m.heap.dup(value);
        if let Object::Instance(instance) = m.heap.object_mut(at) {
            let old = std::mem::replace(&mut instance.class, class);
            m.heap.release(Value::Ref(old));
        }
        return Ok(true);
    }
    if let Object::Function(_) = m.heap.object(at) {
        m.heap.dup(value);
        let old = match m.heap.object_mut(at) {
            Object::Function(function) => match name {
                "__name__" => std::mem::replace(&mut function.name, value),
                "__qualname__" => std::mem::replace(&mut function.qualname, value),
                "__doc__" => std::mem::replace(&mut function.doc, value),
                "__module__" => std::mem::replace(&mut function.module, value),
                "__annotations__" => std::mem::replace(&mut function.annotations, value),
                _ => {
                    m.heap.release(value);
                    return Ok(false);
                }
            },
            _ => return Ok(false),
        };
        m.heap.release(old);
        return Ok(true);
    }
    Ok(false)
}
