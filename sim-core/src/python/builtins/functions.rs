//! The built-in functions, and what calling a built-in type runs.

use super::{bytes, dicts, lists, numbers, objects, sets, strings};
use crate::python::data::Data;
use crate::python::heap::object::{Iter, ViewKind};
use crate::python::heap::{Object, Type, Value};
use crate::python::interface::Call;
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Resumption, Stop};
use std::cmp::Ordering;

pub static FUNCTIONS: &[Native] = &[
    Native::function("print", Body::Free(print)),
    Native::function("len", Body::One(len)),
    Native::function("isinstance", Body::Two(is_instance)),
    Native::function("issubclass", Body::Two(is_subclass)),
    Native::function("repr", Body::One(|m, v| m.repr_value(v))),
    Native::function("ascii", Body::One(|m, v| m.ascii_value(v))),
    Native::function(
        "format",
        Body::Many(1, 2, |m, a| {
            let spec = a.get(1).copied().unwrap_or(Value::Null);
            if !spec.is_null() && m.heap.as_str(spec).is_none() {
                let kind = m.heap.type_name(spec);
                return m.type_error(format!("format() argument 2 must be str, not {kind}"));
            }
            m.format_value(a[0], spec)
        }),
    ),
    Native::function("abs", Body::One(numbers::abs)),
    Native::function(
        "min",
        Body::Free(|m, a| extreme(m, a, "min", Ordering::Less)),
    ),
    Native::function(
        "max",
        Body::Free(|m, a| extreme(m, a, "max", Ordering::Greater)),
    ),
    Native::function("sum", Body::Free(sum)),
    Native::function("sorted", Body::Free(sorted)),
    Native::function("any", Body::One(any)),
    Native::function("all", Body::One(all)),
    Native::function("iter", Body::Many(1, 2, iter)),
    Native::function("next", Body::Many(1, 2, next)),
    Native::function("callable", Body::One(callable)),
    Native::function("hasattr", Body::Two(has_attr)),
    Native::function("getattr", Body::Many(2, 3, get_attr)),
    Native::function("setattr", Body::Three(set_attr)),
    Native::function("delattr", Body::Two(del_attr)),
    Native::function("id", Body::One(|m, v| Ok(Value::Int(m.address(v) as i64)))),
    Native::function("hash", Body::One(hash)),
    Native::function("round", Body::Free(numbers::round)),
    Native::function("pow", Body::Free(numbers::pow)),
    Native::function("divmod", Body::Two(numbers::divmod)),
    Native::function("hex", Body::One(|m, v| numbers::radix(m, v, 16))),
    Native::function("oct", Body::One(|m, v| numbers::radix(m, v, 8))),
    Native::function("bin", Body::One(|m, v| numbers::radix(m, v, 2))),
    Native::function("ord", Body::One(ord)),
    Native::function("chr", Body::One(chr)),
    Native::function("vars", Body::Many(0, 1, vars)),
    Native::function("dir", Body::Many(0, 1, dir)),
    Native::function("globals", Body::Zero(globals)),
    Native::function("locals", Body::Zero(locals)),
    Native::function(
        "__import__",
        Body::Many(1, 5, |_, a| Stop::twin("import_named", vec![a[0]])),
    ),
];

pub static CONSTRUCTORS: &[Native] = &[
    Native::on_type(Type::Object, "__new__", Body::Free(make_object)),
    Native::on_type(Type::Type, "__new__", Body::Free(make_type)),
    Native::on_type(Type::Int, "int", Body::Free(numbers::make_int)),
    Native::on_type(Type::Bool, "bool", Body::Many(0, 1, numbers::make_bool)),
    Native::on_type(Type::Float, "float", Body::Many(0, 1, numbers::make_float)),
    Native::on_type(Type::Str, "str", Body::Free(strings::make)),
    Native::on_type(
        Type::Bytes,
        "bytes",
        Body::Free(|m, a| bytes::make(m, a, false)),
    ),
    Native::on_type(
        Type::ByteArray,
        "bytearray",
        Body::Free(|m, a| bytes::make(m, a, true)),
    ),
    Native::on_type(
        Type::MemoryView,
        "memoryview",
        Body::One(|m, v| m.bytes_arg(v).map(|b| m.bytes_like(b, false))),
    ),
    Native::on_type(Type::List, "list", Body::Many(0, 1, make_list)),
    Native::on_type(Type::Tuple, "tuple", Body::Many(0, 1, make_tuple)),
    Native::on_type(Type::Dict, "dict", Body::Free(dicts::make)),
    Native::on_type(
        Type::Set,
        "set",
        Body::Many(0, 1, |m, a| sets::make(m, a.first().copied(), false)),
    ),
    Native::on_type(
        Type::FrozenSet,
        "frozenset",
        Body::Many(0, 1, make_frozenset),
    ),
    Native::on_type(Type::Range, "range", Body::Many(1, 3, lists::make_range)),
    Native::on_type(Type::Slice, "slice", Body::Many(1, 3, make_slice)),
    Native::on_type(Type::Map, "map", Body::Free(|_, _| Stop::ask())),
    Native::on_type(Type::Filter, "filter", Body::Free(|_, _| Stop::ask())),
    Native::on_type(Type::Zip, "zip", Body::Free(lists::make_zip)),
    Native::on_type(
        Type::Enumerate,
        "enumerate",
        Body::Free(lists::make_enumerate),
    ),
    Native::on_type(Type::Reversed, "reversed", Body::One(reversed)),
    Native::on_type(Type::Property, "property", Body::Free(make_property)),
    Native::on_type(
        Type::ClassMethod,
        "classmethod",
        Body::One(|m, f| Ok(m.heap.hold(Object::ClassMethod(f)))),
    ),
    Native::on_type(
        Type::StaticMethod,
        "staticmethod",
        Body::One(|m, f| Ok(m.heap.hold(Object::StaticMethod(f)))),
    ),
    Native::on_type(Type::Super, "super", Body::Many(0, 2, make_super)),
    Native::on_type(Type::None, "NoneType", Body::Zero(|_| Ok(Value::None))),
];

fn print(m: &mut Machine, args: Args<'_>) -> Answer {
    let (mut sep, mut end) = (" ".to_owned(), "\n".to_owned());
    for (name, value) in args.named {
        let place = match m.heap.as_str(*name) {
            Some("sep") => &mut sep,
            Some("end") => &mut end,
            Some("flush") => continue,
            Some("file") if value.is_none() => continue,
            Some("file") => return Stop::ask(),
            _ => {
                let name = m.plain_str(*name);
                return m.type_error(format!(
                    "'{name}' is an invalid keyword argument for print()"
                ));
            }
        };
        match m.heap.as_str(*value) {
            Some(text) => *place = text.to_owned(),
            None if value.is_none() => {}
            None => return Stop::ask(),
        }
    }
    if m.stdout_replaced() {
        return Stop::ask();
    }
    let mut text = String::new();
    for (at, arg) in args.positional.iter().enumerate() {
        if at > 0 {
            text.push_str(&sep);
        }
        match m.str_text(*arg) {
            Ok(part) => text.push_str(&part),
            Err(stop) if matches!(*stop, Stop::Raise(_)) => return Err(stop),
            Err(_) => return Stop::ask(),
        }
    }
    text.push_str(&end);
    Err(Box::new(Stop::System(Call {
        name: "write",
        args: vec![Data::Int(1), Data::Str(text.into())],
    })))
}

/// `len(value)`.
pub fn len(m: &mut Machine, value: Value) -> Answer {
    if let Value::Ref(at) = value {
        let length = match m.heap.object(at) {
            Object::Str(text) => text.points as usize,
            Object::List(items) => items.len(),
            Object::Tuple(items) => items.len(),
            Object::Dict(dict) => dict.len(),
            Object::Bytes(bytes) => bytes.len(),
            Object::ByteArray(bytes) => bytes.len(),
            Object::Set(set) | Object::FrozenSet(set) => set.len(),
            Object::Range(range) => range.len() as usize,
            Object::View(_, dict) => m.heap.dict_at(*dict).len(),
            Object::Proxy(inner) => m.heap.as_dict(*inner).map_or(0, |dict| dict.len()),
            Object::Instance(_) => return instance_len(m, value),
            Object::Class(_) => {
                return match m.class_hook(value, "__class_len__") {
                    Some(method) => Stop::call(method, vec![value]),
                    None => m.type_error("object of type 'type' has no len()"),
                };
            }
            _ => return no_len(m, value),
        };
        return Ok(Value::Int(length as i64));
    }
    no_len(m, value)
}

fn no_len(m: &mut Machine, value: Value) -> Answer {
    let kind = m.heap.type_name(value);
    m.type_error(format!("object of type '{kind}' has no len()"))
}

fn instance_len(m: &mut Machine, value: Value) -> Answer {
    let class = m.heap.class_of(value);
    match m.class_lookup(class, "__len__") {
        Some(Value::Native(_)) => len(m, m.heap.base_of(value)),
        Some(method) => Stop::twin("checked_len", vec![method, value]),
        None => no_len(m, value),
    }
}

/// Whether `class` fits a class or a tuple of them.
fn fits(m: &mut Machine, class: Value, wanted: Value, words: &str) -> Answer<bool> {
    if let Some(options) = m.heap.as_tuple(wanted).map(<[Value]>::to_vec) {
        for option in options {
            if fits(m, class, option, words)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if !m.is_class(wanted) {
        if m.class_lookup(m.heap.class_of(wanted), "__instancecheck__")
            .is_some()
        {
            return Stop::ask();
        }
        return m.type_error(format!(
            "{words}() arg 2 must be a type, a tuple of types, or a union"
        ));
    }
    if m.heap.is_subclass(class, wanted) {
        return Ok(true);
    }
    let is_asked = m.class_hook(wanted, "__class_subclasscheck__").is_some()
        || words == "isinstance" && m.class_hook(wanted, "__class_instancecheck__").is_some();
    if is_asked { Stop::ask() } else { Ok(false) }
}

fn is_instance(m: &mut Machine, value: Value, wanted: Value) -> Answer {
    let class = m.heap.class_of(value);
    Ok(Value::Bool(fits(m, class, wanted, "isinstance")?))
}

fn is_subclass(m: &mut Machine, class: Value, wanted: Value) -> Answer {
    if !m.is_class(class) {
        return m.type_error("issubclass() arg 1 must be a class");
    }
    Ok(Value::Bool(fits(m, class, wanted, "issubclass")?))
}

fn extreme(m: &mut Machine, args: Args<'_>, name: &str, wanted: Ordering) -> Answer {
    let mut default = Value::Null;
    if args.positional.is_empty() {
        return m.type_error(format!("{name} expected at least 1 argument, got 0"));
    }
    for (key, value) in args.named {
        match m.heap.as_str(*key) {
            Some("default") => default = *value,
            Some("key") if value.is_none() => {}
            Some("key") => return Stop::ask(),
            _ => {
                let key = m.plain_str(*key);
                return m.type_error(format!(
                    "'{key}' is an invalid keyword argument for {name}()"
                ));
            }
        }
    }
    let items = match args.positional {
        [] => return m.type_error(format!("{name} expected at least 1 argument, got 0")),
        [one] => m.all_items(*one)?,
        _ if !default.is_null() => {
            return m.type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            ));
        }
        many => many.to_vec(),
    };
    let mut best = Value::Null;
    for item in items {
        if best.is_null() || lists::is_less(m, item, best, wanted)? {
            best = item;
        }
    }
    if !best.is_null() {
        return Ok(best);
    }
    if !default.is_null() {
        return Ok(default);
    }
    m.value_error(format!("{name}() arg is an empty sequence"))
}

fn sum(m: &mut Machine, args: Args<'_>) -> Answer {
    if args.positional.is_empty() {
        return m.type_error("sum() takes at least 1 positional argument (0 given)");
    }
    let [items, start] = args.parse(m, "sum", ["", "start"], 1, 2)?;
    let mut total = if start.is_null() {
        Value::Int(0)
    } else {
        start
    };
    if m.heap.as_str(total).is_some() {
        return m.type_error("sum() can't sum strings [use ''.join(seq) instead]");
    }
    if m.heap.as_bytes(total).is_some() {
        let kind = m.heap.type_name(total);
        return m.type_error(format!(
            "sum() can't sum {kind} [use b''.join(seq) instead]"
        ));
    }
    for item in m.all_items(items)? {
        total = match (total, item) {
            (Value::Int(a), Value::Int(b)) if a.checked_add(b).is_some() => Value::Int(a + b),
            (Value::Float(a), Value::Float(b)) => Value::Float(a + b),
            _ => match m.binary(crate::python::code::Binary::Add, total, item, false) {
                Ok(total) => total,
                Err(stop) if matches!(*stop, Stop::Raise(_)) => return Err(stop),
                Err(_) => return Stop::ask(),
            },
        };
    }
    Ok(total)
}

fn sorted(m: &mut Machine, args: Args<'_>) -> Answer {
    if args.positional.len() != 1 {
        let given = args.positional.len();
        return m.type_error(format!("sorted expected 1 argument, got {given}"));
    }
    let [items, key, reverse] = args.parse(m, "sorted", ["", "key", "reverse"], 1, 1)?;
    if !key.is_null() && !key.is_none() {
        return Stop::ask();
    }
    let items = m.all_items(items)?;
    let reverse = m.flag_arg(reverse)?;
    let items = lists::sorted_natively(m, items, reverse)?;
    m.afford(items.len() * 16)?;
    Ok(m.heap.list(items))
}

fn any(m: &mut Machine, items: Value) -> Answer {
    for item in m.all_items(items)? {
        if truth_or_ask(m, item)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn all(m: &mut Machine, items: Value) -> Answer {
    for item in m.all_items(items)? {
        if !truth_or_ask(m, item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn truth_or_ask(m: &mut Machine, value: Value) -> Answer<bool> {
    match m.truth(value) {
        Err(stop) if matches!(*stop, Stop::Call(..)) => Stop::ask(),
        other => other,
    }
}

fn iter(m: &mut Machine, args: &[Value]) -> Answer {
    if args.len() == 2 {
        return Stop::twin("callable_iterator", args.to_vec());
    }
    if let Some(iterator) = m.native_iter(args[0])? {
        return Ok(Value::Ref(iterator));
    }
    let class = m.heap.class_of(args[0]);
    match m.iter_method(args[0], class) {
        Some(method) => Stop::twin("checked_iter", vec![method, args[0]]),
        None => Stop::twin("sequence_iterator", vec![args[0]]),
    }
}

fn next(m: &mut Machine, args: &[Value]) -> Answer {
    if let Value::Ref(at) = args[0] {
        match m.heap.object(at) {
            Object::Iter(_) => {
                return match m.next_native(at)? {
                    Some(value) => Ok(value),
                    None => match args.get(1) {
                        Some(default) => Ok(*default),
                        None => {
                            let stop = m.exception(Value::Type(Type::StopIteration), Vec::new());
                            Err(Box::new(Stop::Raise(stop)))
                        }
                    },
                };
            }
            Object::Generator(_) if args.len() == 1 => {
                return Err(Box::new(Stop::Resume(
                    args[0],
                    Resumption::Send(Value::None),
                )));
            }
            _ => {}
        }
    }
    let class = m.heap.class_of(args[0]);
    let Some(method) = m.class_lookup(class, "__next__") else {
        let kind = m.heap.type_name(args[0]);
        return m.type_error(format!("'{kind}' object is not an iterator"));
    };
    if args.len() == 1 {
        return Stop::call(method, vec![args[0]]);
    }
    Stop::twin("next_default", args.to_vec())
}

fn callable(m: &mut Machine, value: Value) -> Answer {
    let yes = match value {
        Value::Type(_) | Value::Native(_) => true,
        Value::Ref(at) => match m.heap.object(at) {
            Object::Function(_)
            | Object::Method(_)
            | Object::Class(_)
            | Object::StaticMethod(_) => true,
            Object::Instance(_) | Object::Exception(_) => {
                let class = m.heap.class_of(value);
                m.class_lookup(class, "__call__").is_some()
            }
            _ => false,
        },
        _ => false,
    };
    Ok(Value::Bool(yes))
}

fn name_arg(m: &mut Machine, name: Value) -> Answer<()> {
    if m.heap.as_str(name).is_none() {
        return m.type_error(
            "attribute name must be string, not '".to_owned() + &m.heap.type_name(name) + "'",
        );
    }
    Ok(())
}

fn is_attribute_error(m: &Machine, stop: &Stop) -> bool {
    matches!(stop, Stop::Raise(exception) if m.is_exception_of(*exception, Type::AttributeError))
}

fn has_attr(m: &mut Machine, object: Value, name: Value) -> Answer {
    name_arg(m, name)?;
    match m.get_attr(object, name) {
        Ok(_) => Ok(Value::Bool(true)),
        Err(stop) if is_attribute_error(m, &stop) => Ok(Value::Bool(false)),
        Err(stop) if matches!(*stop, Stop::Raise(_)) => Err(stop),
        Err(_) => Stop::twin("has_attribute", vec![object, name]),
    }
}

fn get_attr(m: &mut Machine, args: &[Value]) -> Answer {
    name_arg(m, args[1])?;
    let Some(default) = args.get(2) else {
        return m.get_attr(args[0], args[1]);
    };
    match m.get_attr(args[0], args[1]) {
        Ok(value) => Ok(value),
        Err(stop) if is_attribute_error(m, &stop) => Ok(*default),
        Err(stop) if matches!(*stop, Stop::Raise(_)) => Err(stop),
        Err(_) => Stop::twin("attribute_or", args.to_vec()),
    }
}

fn set_attr(m: &mut Machine, object: Value, name: Value, value: Value) -> Answer {
    name_arg(m, name)?;
    m.set_attr(object, name, value)?;
    Ok(Value::None)
}

fn del_attr(m: &mut Machine, object: Value, name: Value) -> Answer {
    name_arg(m, name)?;
    m.delete_attr(object, name)?;
    Ok(Value::None)
}

fn hash(m: &mut Machine, value: Value) -> Answer {
    let class = m.heap.class_of(value);
    if let Value::Ref(_) = class
        && let Some(method @ Value::Ref(_)) = m.class_lookup(class, "__hash__")
    {
        return Stop::twin("checked_hash", vec![method, value]);
    }
    let hash = m.heap.hash(value);
    Ok(Value::Int(m.key(hash)?))
}

fn ord(m: &mut Machine, value: Value) -> Answer {
    if let Some(text) = m.heap.as_shared(value) {
        return Ok(Value::Int(i64::from(
            m.text(crate::python::text::strings::ord(&text))?,
        )));
    }
    if let Some(bytes) = m.heap.as_bytes(value) {
        return match bytes {
            [byte] => Ok(Value::Int(i64::from(*byte))),
            _ => {
                let length = bytes.len();
                m.type_error(format!(
                    "ord() expected a character, but string of length {length} found"
                ))
            }
        };
    }
    let kind = m.heap.type_name(value);
    m.type_error(format!(
        "ord() expected string of length 1, but {kind} found"
    ))
}

fn chr(m: &mut Machine, value: Value) -> Answer {
    let code = m.big_int_arg(value)?;
    let char = m.text(crate::python::text::strings::chr(&code))?;
    Ok(m.char_value(char))
}

fn vars(m: &mut Machine, args: &[Value]) -> Answer {
    match args.first() {
        None => locals(m),
        Some(value) => {
            if m.is_class(*value) {
                return match objects::class_special(m, *value, "__dict__")? {
                    Some(dict) => Ok(dict),
                    None => m.type_error("vars() argument must have __dict__ attribute"),
                };
            }
            match m.instance_dict(*value) {
                Some(dict) => Ok(Value::Ref(dict)),
                None => m.type_error("vars() argument must have __dict__ attribute"),
            }
        }
    }
}

fn dir(m: &mut Machine, args: &[Value]) -> Answer {
    match args.first() {
        Some(value) => {
            let class = m.heap.class_of(*value);
            if let Some(method @ Value::Ref(_)) = m.class_lookup(class, "__dir__") {
                return Stop::twin("sorted_dir", vec![method, *value]);
            }
            if let Some(method) = objects::module_dir(m, *value) {
                return Stop::twin("module_dir", vec![method]);
            }
            objects::dir(m, *value)
        }
        None => {
            let names = locals(m)?;
            let keys = m.all_items(names)?;
            let keys = lists::sorted_natively(m, keys, false)?;
            Ok(m.heap.list(keys))
        }
    }
}

fn globals(m: &mut Machine) -> Answer {
    Ok(Value::Ref(m.frame().globals))
}

fn locals(m: &mut Machine) -> Answer {
    let frame = m.frame();
    if matches!(
        frame.code.code.kind,
        crate::python::code::Kind::Module | crate::python::code::Kind::Class
    ) {
        return Ok(Value::Ref(m.local_names()));
    }
    let code = frame.code.code.clone();
    let dict = m.heap.dict();
    let at = dict.as_ref().expect("invariant: a dict is on the heap");
    for (slot, name) in code.slots.iter().enumerate() {
        let value = match m.slot(slot as u32) {
            Value::Ref(cell) => match m.heap.object(cell) {
                Object::Cell(inner) => *inner,
                _ => Value::Ref(cell),
            },
            other => other,
        };
        if !value.is_null() {
            m.heap.dict_set_str(at, name, value);
        }
    }
    Ok(dict)
}

// ---- types --------------------------------------------------------------

fn make_object(m: &mut Machine, args: Args<'_>) -> Answer {
    if args.positional.len() + args.named.len() > 0 {
        return m.type_error("object() takes no arguments");
    }
    Ok(objects::plain_object(m))
}

fn make_type(m: &mut Machine, args: Args<'_>) -> Answer {
    match args.positional {
        [value] => Ok(m.heap.class_of(*value)),
        [name, bases, names] => {
            let bases = m.all_items(*bases)?;
            let copy = m.heap.dict();
            m.merge_dict(copy, *names)?;
            let at = copy.as_ref().expect("invariant: a dict is on the heap");
            if m.heap.dict_get_str(at, "__module__").is_none() {
                let module = m.frame().globals;
                let module = m.heap.dict_get_str(module, "__name__");
                let module = module.unwrap_or(Value::None);
                m.heap.dict_set_str(at, "__module__", module);
            }
            let class = m.make_class(*name, bases, copy)?;
            if m.wants_notice(class, copy) {
                return Stop::twin("type_made", vec![class]);
            }
            Ok(class)
        }
        _ => m.type_error("type() takes 1 or 3 arguments"),
    }
}

fn make_list(m: &mut Machine, args: &[Value]) -> Answer {
    let items = match args.first() {
        Some(from) => {
            if let Some(range) = m.heap.as_range(*from) {
                m.afford((range.len() as usize).saturating_mul(16))?;
            }
            m.all_items(*from)?
        }
        None => Vec::new(),
    };
    m.afford(items.len() * 16)?;
    Ok(m.heap.list(items))
}

fn make_tuple(m: &mut Machine, args: &[Value]) -> Answer {
    if let Some(tuple) = args.first()
        && m.heap.type_of(*tuple) == Type::Tuple
        && m.heap.base_of(*tuple) == *tuple
    {
        return Ok(*tuple);
    }
    let items = match args.first() {
        Some(from) => {
            if let Some(range) = m.heap.as_range(*from) {
                m.afford((range.len() as usize).saturating_mul(16))?;
            }
            m.all_items(*from)?
        }
        None => Vec::new(),
    };
    m.afford(items.len() * 16)?;
    Ok(m.heap.tuple(items))
}

fn make_frozenset(m: &mut Machine, args: &[Value]) -> Answer {
    if let Some(set) = args.first()
        && m.heap.type_of(*set) == Type::FrozenSet
    {
        return Ok(*set);
    }
    sets::make(m, args.first().copied(), true)
}

fn make_slice(m: &mut Machine, args: &[Value]) -> Answer {
    let parts = match args {
        [stop] => [Value::None, *stop, Value::None],
        [start, stop] => [*start, *stop, Value::None],
        _ => [args[0], args[1], args[2]],
    };
    Ok(m.heap.hold(Object::Slice(Box::new(parts))))
}

/// `reversed(sequence)`.
pub fn reversed(m: &mut Machine, value: Value) -> Answer {
    if let Value::Ref(at) = value {
        let iter = match m.heap.object(at) {
            Object::List(items) => Iter::ListReverse {
                list: value,
                left: items.len(),
            },
            Object::Tuple(items) => Iter::Reversed {
                sequence: value,
                left: items.len(),
            },
            Object::Str(text) => Iter::Reversed {
                sequence: value,
                left: text.points as usize,
            },
            Object::Bytes(bytes) => Iter::Reversed {
                sequence: value,
                left: bytes.len(),
            },
            Object::ByteArray(bytes) => Iter::Reversed {
                sequence: value,
                left: bytes.len(),
            },
            Object::Range(range) => {
                let length = range.len();
                let last = crate::python::heap::object::Range {
                    start: range.at(length.saturating_sub(1)),
                    stop: range.start - range.step.signum(),
                    step: -range.step,
                };
                Iter::Range {
                    range: last,
                    at: 0,
                    length,
                }
            }
            Object::Dict(dict) => Iter::Dict {
                dict: value,
                kind: ViewKind::Keys,
                at: 0,
                length: dict.len(),
                reverse: true,
            },
            Object::View(kind, dict) => Iter::Dict {
                dict: Value::Ref(*dict),
                kind: *kind,
                at: 0,
                length: m.heap.dict_at(*dict).len(),
                reverse: true,
            },
            Object::Instance(_) => {
                let class = m.heap.class_of(value);
                if let Some(method @ Value::Ref(_)) = m.class_lookup(class, "__reversed__") {
                    return Stop::call(method, vec![value]);
                }
                if m.class_lookup(class, "__getitem__").is_some() {
                    let base = m.heap.base_of(value);
                    return if base == value {
                        Stop::ask()
                    } else {
                        reversed(m, base)
                    };
                }
                return not_reversible(m, value);
            }
            Object::Class(_) => {
                return match m.class_hook(value, "__class_reversed__") {
                    Some(method) => Stop::call(method, vec![value]),
                    None => not_reversible(m, value),
                };
            }
            _ => return not_reversible(m, value),
        };
        return Ok(m.heap.iter(iter));
    }
    not_reversible(m, value)
}

fn not_reversible(m: &mut Machine, value: Value) -> Answer {
    let kind = m.heap.type_name(value);
    m.type_error(format!("'{kind}' object is not reversible"))
}

fn make_property(m: &mut Machine, args: Args<'_>) -> Answer {
    let parts = args.parse(m, "property", ["fget", "fset", "fdel", "doc"], 0, 4)?;
    Ok(m.heap.hold(Object::Property(Box::new(parts))))
}

fn make_super(m: &mut Machine, args: &[Value]) -> Answer {
    let (class, target) = match args {
        [] => m.implicit_super()?,
        [class] => (*class, Value::None),
        _ => (args[0], args[1]),
    };
    if !m.is_class(class) {
        let kind = m.heap.type_name(class);
        return m.type_error(format!("super() argument 1 must be a type, not {kind}"));
    }
    let fits = m.heap.is_subclass(m.heap.class_of(target), class)
        || m.is_class(target) && m.heap.is_subclass(target, class);
    if !fits {
        return m.type_error("super(type, obj): obj must be an instance or subtype of type");
    }
    Ok(m.heap.hold(Object::Super(Box::new((class, target)))))
}
