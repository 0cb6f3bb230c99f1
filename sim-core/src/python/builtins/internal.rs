//! What only text of ours may call: the parts of the machine that the prelude
//! needs for its half of the built-ins.

use super::lists;
use crate::base::limits::THREADS;
use crate::python::code::{Binary, Comparison};
use crate::python::heap::object::Instance;
use crate::python::heap::{Object, Type, Value};
use crate::python::interface::SYSTEM_CALLS;
use crate::python::text::{hash, percent};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Body, Native, Stop};

/// Makes one of the library's system calls: the name is its receiver.
pub static CALL: Native = Native::method(Type::Str, "system_call", Body::Many(1, 255, call));

pub static FUNCTIONS: &[Native] = &[
    Native::function("_own", Body::Two(own)),
    Native::function("_lookup", Body::Two(lookup)),
    Native::function("_builtin", Body::One(builtin)),
    Native::function("_layout", Body::One(layout)),
    Native::function("_class_hook", Body::Two(class_hook)),
    Native::function(
        "_is_subclass",
        Body::Two(|m, a, b| Ok(Value::Bool(m.heap.is_subclass(a, b)))),
    ),
    Native::function("_base", Body::One(|m, v| Ok(m.heap.base_of(v)))),
    Native::function("_hashed", Body::Many(2, 3, hashed)),
    Native::function("_candidates", Body::Two(candidates)),
    Native::function("_tuple_hash", Body::One(tuple_hash)),
    Native::function("_binary_parts", Body::Three(binary_parts)),
    Native::function("_compare_parts", Body::Three(compare_parts)),
    Native::function("_sort_positions", Body::Two(sort_positions)),
    Native::function("_replace_list", Body::Two(replace_list)),
    Native::function("_enter_repr", Body::One(enter_repr)),
    Native::function("_leave_repr", Body::One(leave_repr)),
    Native::function("_percent_letters", Body::One(percent_letters)),
    Native::function("_percent_as_text", Body::One(percent_as_text)),
    Native::function("_new_instance", Body::Many(1, 2, new_instance)),
    Native::function(
        "_generic_alias_parts",
        Body::One(|m, v| Ok(m.heap.tuple(vec![v]))),
    ),
    Native::function("_modules", Body::Zero(modules)),
    Native::function("_argv", Body::Zero(argv)),
    Native::function("_format_exception", Body::One(format_exception)),
    Native::function("_handled", Body::Zero(|m| Ok(m.thread.handled.or_none()))),
    Native::function("_frame_line", Body::One(frame_line)),
    Native::function("_set_type_attribute", Body::Three(set_type_attribute)),
    Native::function("_import_module", Body::One(import_module)),
    Native::function("_load_module", Body::One(load_module)),
    Native::function(
        "_thread_count",
        Body::Zero(|m| Ok(Value::Int(m.threads.len() as i64))),
    ),
    Native::function(
        "_thread_number",
        Body::Zero(|m| Ok(Value::Int(i64::from(m.thread.id)))),
    ),
    Native::function("_new_thread", Body::Two(new_thread)),
    Native::function("_slots", Body::One(slots)),
    Native::function("_shown", Body::One(shown)),
    Native::function("_proxy_inner", Body::One(proxy_inner)),
];

/// How a value reads, in a few characters; no program text runs for it.
fn shown(m: &mut Machine, value: Value) -> Answer {
    let text = match m.heap.as_shared(value) {
        Some(text) => text.chars().take(SHOWN).collect(),
        None => m.plain_repr(value, SHOWN),
    };
    Ok(m.heap.text(text.into()))
}

/// Characters of a value that is shown: more than a label has.
const SHOWN: usize = 40;

fn call(m: &mut Machine, args: &[Value]) -> Answer {
    let name = m.heap.as_shared(args[0]).unwrap_or_else(|| "".into());
    let mut calls = SYSTEM_CALLS.iter().chain(m.library.calls);
    match calls.find(|known| ***known == *name) {
        Some(name) => m.system_call(name, &args[1..]),
        None => m.fail(Type::SystemError, format!("no system call {name}")),
    }
}

/// A method that a class of the program defines, or `None`.
fn own(m: &mut Machine, class: Value, name: Value) -> Answer {
    let name = m.heap.as_shared(name).unwrap_or_else(|| "".into());
    Ok(match m.class_lookup(class, &name) {
        Some(Value::Native(_)) | None => Value::None,
        Some(found) => found,
    })
}

/// A class attribute as it is stored, or `None`.
fn lookup(m: &mut Machine, class: Value, name: Value) -> Answer {
    let name = m.heap.as_shared(name).unwrap_or_else(|| "".into());
    Ok(m.class_lookup(class, &name).unwrap_or(Value::None))
}

/// What the module `builtins` calls by this name, or `None`.
fn builtin(m: &mut Machine, name: Value) -> Answer {
    let name = m.heap.as_shared(name).unwrap_or_else(|| "".into());
    if let Some(found) = super::lookup(&name) {
        return Ok(found);
    }
    let prelude = m.prelude.filter(|_| super::is_prelude_name(&name));
    let found = prelude.and_then(|prelude| m.heap.dict_get_str(prelude, &name));
    Ok(found.unwrap_or(Value::None))
}

/// The built-in type that instances of a class are made of.
fn layout(m: &mut Machine, class: Value) -> Answer {
    Ok(match class.as_ref().map(|at| m.heap.object(at)) {
        Some(Object::Class(state)) => Value::Type(state.layout),
        _ => class,
    })
}

/// The function that answers an operation on the class itself, or `None`.
fn class_hook(m: &mut Machine, class: Value, name: Value) -> Answer {
    let name = m.heap.as_shared(name).unwrap_or_else(|| "".into());
    Ok(m.class_hook(class, &name).unwrap_or(Value::None))
}

/// A settled key: its hash, itself, and the equal key already in the table.
fn hashed(m: &mut Machine, args: &[Value]) -> Answer {
    let hash = m.int_arg(args[0])?;
    let found = args.get(2).copied().unwrap_or(Value::Null);
    Ok(m.heap
        .hold(Object::HashedKey(Box::new((hash, args[1], found)))))
}

/// The keys of a table that have this hash.
fn candidates(m: &mut Machine, table: Value, wanted: Value) -> Answer {
    let wanted = m.int_arg(wanted)?;
    let base = m.heap.base_of(table);
    let keys: Vec<Value> = if let Some(dict) = m.heap.as_dict(base) {
        dict.iter()
            .filter(|entry| entry.hash == wanted)
            .map(|entry| entry.key)
            .collect()
    } else if let Some(set) = m.heap.as_set(base) {
        set.iter()
            .filter(|(hash, _)| *hash == wanted)
            .map(|(_, key)| key)
            .collect()
    } else if let Some((_, dict)) = m.heap.as_view(base) {
        m.heap
            .dict_at(dict)
            .iter()
            .filter(|entry| entry.hash == wanted)
            .map(|entry| entry.key)
            .collect()
    } else {
        Vec::new()
    };
    Ok(m.heap.list(keys))
}

fn tuple_hash(m: &mut Machine, hashes: Value) -> Answer {
    let items = m.all_items(hashes)?;
    let mut numbers = Vec::with_capacity(items.len());
    for item in items {
        numbers.push(m.int_arg(item)?);
    }
    Ok(Value::Int(hash::hash_tuple(&numbers)))
}

const BINARY: [Binary; 13] = [
    Binary::Add,
    Binary::Subtract,
    Binary::Multiply,
    Binary::MatrixMultiply,
    Binary::Divide,
    Binary::FloorDivide,
    Binary::Modulo,
    Binary::Power,
    Binary::ShiftLeft,
    Binary::ShiftRight,
    Binary::And,
    Binary::Or,
    Binary::Xor,
];

/// The operation of the built-in parts of two values, or `NotImplemented`.
fn binary_parts(m: &mut Machine, method: Value, a: Value, b: Value) -> Answer {
    let name = m.heap.as_shared(method).unwrap_or_else(|| "".into());
    match BINARY.iter().find(|how| how.method() == &*name) {
        Some(how) => m.builtin_binary(*how, a, b),
        None => Ok(Value::NotImplemented),
    }
}

const COMPARISON: [Comparison; 6] = [
    Comparison::Less,
    Comparison::LessEqual,
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Greater,
    Comparison::GreaterEqual,
];

/// A comparison of built-in values, or `NotImplemented` if program text decides.
fn compare_parts(m: &mut Machine, how: Value, a: Value, b: Value) -> Answer {
    let how = COMPARISON[(m.int_arg(how)? as usize).min(5)];
    match m.compare(how, a, b) {
        Ok(truth) => Ok(Value::Bool(truth)),
        Err(stop) if matches!(*stop, Stop::Ask) => Ok(Value::NotImplemented),
        Err(stop) => Err(stop),
    }
}

/// The order that sorts a list of keys, or `NotImplemented`.
fn sort_positions(m: &mut Machine, keys: Value, reverse: Value) -> Answer {
    let keys = m.all_items(keys)?;
    let reverse = m.truth(reverse)?;
    match lists::sorted_positions(m, &keys, reverse) {
        Ok(order) => {
            let items = order.into_iter().map(|at| Value::Int(at as i64)).collect();
            Ok(m.heap.list(items))
        }
        Err(stop) if Machine::is_ask(&stop) => Ok(Value::NotImplemented),
        Err(stop) => Err(stop),
    }
}

fn replace_list(m: &mut Machine, list: Value, items: Value) -> Answer {
    let items = m.all_items(items)?;
    m.replace_list(list, items);
    Ok(Value::None)
}

/// Notes a container whose repr begins; false if it has begun already.
fn enter_repr(m: &mut Machine, value: Value) -> Answer {
    let Value::Ref(at) = value else {
        return Ok(Value::Bool(true));
    };
    if m.showing.contains(&at) {
        return Ok(Value::Bool(false));
    }
    m.showing.push(at);
    Ok(Value::Bool(true))
}

fn leave_repr(m: &mut Machine, value: Value) -> Answer {
    if let Value::Ref(at) = value {
        m.showing.retain(|other| *other != at);
    }
    Ok(Value::None)
}

/// For each argument that a `%` format takes: its key or `None`, and the
/// letter (`*` for a width or precision).
fn percent_letters(m: &mut Machine, format: Value) -> Answer {
    let format = m.heap.as_shared(format).unwrap_or_else(|| "".into());
    let mut items = Vec::new();
    for piece in percent::parse(&format).pieces {
        let percent::Piece::Directive(directive) = piece else {
            continue;
        };
        for size in [directive.width, directive.precision] {
            if size == percent::Size::Star {
                let star = m.heap.str("*");
                items.push(m.heap.tuple(vec![Value::None, star]));
            }
        }
        let key = match &directive.key {
            Some(key) => m.heap.str(key),
            None => Value::None,
        };
        let letter = m.heap.str(&directive.conversion.to_string());
        items.push(m.heap.tuple(vec![key, letter]));
    }
    Ok(m.heap.list(items))
}

/// The same `%` format with every `r` and `a` as `s`: the arguments are texts already.
fn percent_as_text(m: &mut Machine, format: Value) -> Answer {
    let format = m.heap.as_shared(format).unwrap_or_else(|| "".into());
    let mut chars: Vec<char> = format.chars().collect();
    for piece in percent::parse(&format).pieces {
        if let percent::Piece::Directive(directive) = piece
            && matches!(directive.conversion, 'r' | 'a')
            && let Some(place) = chars.get_mut(directive.index)
        {
            *place = 's';
        }
    }
    let text: String = chars.into_iter().collect();
    Ok(m.heap.text(text.into()))
}

/// An instance without `__init__`, around a built-in part.
fn new_instance(m: &mut Machine, args: &[Value]) -> Answer {
    match args[0] {
        Value::Ref(class) if m.is_class(args[0]) => {
            Ok(m.new_instance(class, args.get(1).copied().unwrap_or(Value::Null)))
        }
        _ => m.type_error("a class of the program is needed"),
    }
}

fn modules(m: &mut Machine) -> Answer {
    let dict = m.heap.dict();
    let at = dict.as_ref().expect("invariant: a dict is on the heap");
    for (name, module) in m.modules.clone() {
        let key = m.heap.text(name);
        let _ = m.heap.dict_set(at, key, module);
    }
    Ok(dict)
}

fn argv(m: &mut Machine) -> Answer {
    let items = m.argv.clone().iter().map(|text| m.heap.str(text)).collect();
    Ok(m.heap.list(items))
}

fn format_exception(m: &mut Machine, exception: Value) -> Answer {
    let text = m.format_traceback(exception);
    Ok(m.heap.text(text.into()))
}

/// Function, file and line of a frame of the program, counted from the innermost.
fn frame_line(m: &mut Machine, depth: Value) -> Answer {
    let depth = m.int_arg(depth)?.max(0) as usize;
    let found = m
        .thread
        .frames
        .iter()
        .rev()
        .filter(|frame| !frame.code.code.file.library)
        .nth(depth);
    let Some(frame) = found else {
        return Ok(Value::None);
    };
    let code = frame.code.code.clone();
    let line = code.span(frame.pc.saturating_sub(1)).line;
    let name = m.heap.text(code.name.clone());
    let file = m.heap.text(code.file.name.clone());
    Ok(m.heap.tuple(vec![name, file, Value::Int(i64::from(line))]))
}

fn set_type_attribute(m: &mut Machine, class: Value, name: Value, value: Value) -> Answer {
    m.generic_set_attr(class, name, value)?;
    Ok(Value::None)
}

fn import_module(m: &mut Machine, name: Value) -> Answer {
    let name = m.heap.as_shared(name).unwrap_or_else(|| "".into());
    Ok(m.modules.get(&name).copied().unwrap_or(Value::None))
}

fn load_module(m: &mut Machine, name: Value) -> Answer {
    let name = m.heap.as_shared(name).unwrap_or_else(|| "".into());
    Err(Box::new(Stop::Load(name)))
}

/// A new thread that calls a function of ours; its number.
fn new_thread(m: &mut Machine, entry: Value, args: Value) -> Answer {
    let args = m.all_items(args)?;
    if !m.is_function(entry) {
        return m.type_error("a thread begins with a function");
    }
    if m.threads.len() >= THREADS {
        return m.fail(Type::RuntimeError, "can't start new thread");
    }
    Ok(Value::Int(i64::from(m.new_thread(entry, &args)?)))
}

/// The names of a function's parameters and whether it has `*` and `**`.
fn slots(m: &mut Machine, function: Value) -> Answer {
    let Some(Object::Function(state)) = function.as_ref().map(|at| m.heap.object(at)) else {
        return Ok(Value::None);
    };
    let code = state.code.code.clone();
    let named = (code.positional + code.keyword_only) as usize;
    let names = code.slots[..named]
        .iter()
        .map(|name| m.heap.text(name.clone()))
        .collect();
    let names = m.heap.list(names);
    Ok(m.heap.tuple(vec![
        names,
        Value::Int(i64::from(code.positional)),
        Value::Bool(code.rest),
        Value::Bool(code.rest_keywords),
        Value::Int(i64::from(code.first_line)),
    ]))
}

fn proxy_inner(m: &mut Machine, proxy: Value) -> Answer {
    Ok(match proxy.as_ref().map(|at| m.heap.object(at)) {
        Some(Object::Proxy(inner)) => *inner,
        Some(Object::Instance(Instance { base, .. })) => base.or_none(),
        _ => proxy,
    })
}
