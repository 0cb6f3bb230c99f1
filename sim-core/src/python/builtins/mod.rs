//! The built-in functions and the methods of the built-in types, as static
//! tables. What program text can take part in has a twin in the prelude.

mod args;
mod bytes;
mod dicts;
mod exceptions;
mod formatting;
mod functions;
mod internal;
mod lists;
mod numbers;
mod objects;
mod operators;
pub(crate) mod sets;
mod strings;

pub use exceptions::args_of as exception_args;
pub use objects::{class_special, set_special, special_attribute};

use super::heap::{Ref, Type, Value};
use super::interface::SYSTEM_CALLS;
use super::modules;
use super::vm::Machine;
use super::vm::native::Native;

/// A name of the module `builtins`, as far as it is not written in Python.
pub fn lookup(name: &str) -> Option<Value> {
    if let Some(native) = functions::FUNCTIONS
        .iter()
        .find(|native| native.name == name)
    {
        return Some(Value::Native(native));
    }
    match name {
        "NotImplemented" => return Some(Value::NotImplemented),
        "Ellipsis" => return Some(Value::Ellipsis),
        "IOError" | "EnvironmentError" => return Some(Value::Type(Type::OSError)),
        "__debug__" => return Some(Value::Bool(true)),
        _ => {}
    }
    Type::ALL
        .iter()
        .copied()
        .find(|kind| kind.is_named_builtin() && kind.name() == name)
        .map(Value::Type)
}

/// All names of the module `builtins`.
pub fn names() -> impl Iterator<Item = &'static str> {
    let functions = functions::FUNCTIONS.iter().map(|native| native.name);
    let types = Type::ALL
        .iter()
        .filter(|kind| kind.is_named_builtin())
        .map(|kind| kind.name());
    functions
        .chain(types)
        .chain(["NotImplemented", "Ellipsis"])
        .chain(PRELUDE_NAMES.iter().copied())
}

/// Built-ins that are written in Python.
const PRELUDE_NAMES: &[&str] = &[
    "input",
    "open",
    "exit",
    "quit",
    "copyright",
    "credits",
    "license",
    "help",
];

/// Whether a program sees this name of the prelude.
pub fn is_prelude_name(name: &str) -> bool {
    PRELUDE_NAMES.contains(&name)
}

fn table(kind: Type) -> &'static [Native] {
    match kind {
        Type::Object => objects::OBJECT,
        Type::Type => objects::TYPE,
        Type::Function => objects::FUNCTION,
        Type::Method => objects::METHOD,
        Type::Property => objects::PROPERTY,
        Type::Generator => objects::GENERATOR,
        Type::Int => numbers::INT,
        Type::Float => numbers::FLOAT,
        Type::Str => strings::METHODS,
        Type::Bytes => bytes::BYTES,
        Type::ByteArray => bytes::BYTEARRAY,
        Type::List => lists::LIST,
        Type::Tuple => lists::TUPLE,
        Type::Range => lists::RANGE,
        Type::Slice => lists::SLICE,
        Type::Dict => dicts::DICT,
        Type::DictKeys => dicts::KEYS,
        Type::DictItems => dicts::ITEMS,
        Type::DictValues => dicts::VALUES,
        Type::MappingProxy => dicts::PROXY,
        Type::Set => sets::SET,
        Type::FrozenSet => sets::FROZENSET,
        Type::BaseException => exceptions::BASE,
        Type::Twister => modules::twister::METHODS,
        Type::ListIterator
        | Type::ListReverseIterator
        | Type::TupleIterator
        | Type::StrIterator
        | Type::BytesIterator
        | Type::RangeIterator
        | Type::SetIterator
        | Type::DictKeyIterator
        | Type::DictValueIterator
        | Type::DictItemIterator
        | Type::Reversed
        | Type::Enumerate
        | Type::Zip
        | Type::Map
        | Type::Filter => objects::ITERATOR,
        _ => &[],
    }
}

/// An attribute that a built-in type itself defines.
pub fn own_attribute(kind: Type, name: &str) -> Option<Value> {
    if name == "__hash__" && matches!(kind, Type::List | Type::Dict | Type::Set | Type::ByteArray) {
        return Some(Value::None);
    }
    table(kind)
        .iter()
        .find(|native| native.name == name)
        .or_else(|| operators::method(kind, name))
        .map(Value::Native)
}

/// An attribute of a built-in type or of one of its bases.
pub fn type_attribute(kind: Type, name: &str) -> Option<Value> {
    let mut at = kind;
    loop {
        if let Some(found) = own_attribute(at, name) {
            return Some(found);
        }
        at = at.base()?;
    }
}

/// Names of all attributes that a built-in type itself defines.
pub fn own_names(kind: Type) -> impl Iterator<Item = &'static str> {
    table(kind).iter().map(|native| native.name)
}

/// Whether a method gets the class as its first argument.
pub fn is_class_method(native: &'static Native) -> bool {
    native.is_method
        && matches!(
            native.name,
            "fromkeys" | "fromhex" | "from_bytes" | "mro" | "__subclasses__" | "__init_subclass__"
        )
}

/// What calling a built-in type runs.
pub fn constructor(kind: Type) -> Option<&'static Native> {
    if kind.is_exception() {
        return exceptions::constructor(kind);
    }
    functions::CONSTRUCTORS
        .iter()
        .find(|native| native.owner == Some(kind))
}

/// Names that a module gets from Rust before its text runs.
pub fn fill_module(machine: &mut Machine, name: &str, dict: Ref) {
    for native in modules::natives(name) {
        machine
            .heap
            .dict_set_str(dict, native.name, Value::Native(native));
    }
    modules::constants(machine, name, dict);
}

/// Names of the prelude: what only text of ours may use.
pub fn fill_prelude(machine: &mut Machine, dict: Ref) {
    for native in internal::FUNCTIONS {
        machine
            .heap
            .dict_set_str(dict, native.name, Value::Native(native));
    }
}

/// The system calls as functions of `_system`.
pub fn fill_system(machine: &mut Machine, dict: Ref) {
    let own = SYSTEM_CALLS.iter().chain(machine.library.calls);
    for name in own {
        let receiver = machine.heap.str(name);
        let call = machine.bind_method(Value::Native(&internal::CALL), receiver);
        machine.heap.dict_set_str(dict, name, call);
    }
    for native in internal::FUNCTIONS {
        machine
            .heap
            .dict_set_str(dict, native.name, Value::Native(native));
    }
}
