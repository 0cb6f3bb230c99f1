//! The pure standard modules: Python text, with natives from Rust where that
//! is the natural place. Everything that touches the world is a system call.

mod digests;
mod mathematics;
mod structure;
mod traces;
pub mod twister;

use super::heap::{Ref, Value};
use super::vm::Machine;
use super::vm::native::Native;
use crate::python::Texts;
use std::rc::Rc;

/// Built-in functions that a module gets before its text runs.
pub fn natives(module: &str) -> &'static [Native] {
    match module {
        "_hashlib" => digests::FUNCTIONS,
        "_random" => twister::FUNCTIONS,
        "_struct" => structure::FUNCTIONS,
        "_traceback" => traces::FUNCTIONS,
        "math" => mathematics::FUNCTIONS,
        _ => &[],
    }
}

/// Constants that a module gets before its text runs.
pub fn constants(machine: &mut Machine, module: &str, dict: Ref) {
    if module == "math" {
        for (name, value) in mathematics::CONSTANTS {
            machine.heap.dict_set_str(dict, name, Value::Float(*value));
        }
    }
}

/// The standard modules that can be imported, by name: those beside the
/// prelude, those that are all native, and every file of `python/stdlib`. A
/// text is compiled when it is first imported.
pub fn texts(library: &Texts) -> Vec<(Rc<str>, Rc<str>)> {
    let beside = BESIDE_PRELUDE
        .iter()
        .map(|name| (Rc::from(*name), library.get(&prelude(name))));
    let native = NATIVE.iter().map(|name| (Rc::from(*name), "".into()));
    beside.chain(native).chain(library.standard()).collect()
}

const BESIDE_PRELUDE: &[&str] = &["__future__", "builtins", "math", "sys", "time"];

const NATIVE: &[&str] = &["_hashlib", "_random", "_struct", "_traceback"];

/// The files of the prelude, which share one namespace, in order.
pub const PRELUDE: &[&str] = &[
    "operators",
    "tables",
    "iteration",
    "objects",
    "texts",
    "matching",
];

/// Where the text of that name in the folder of the prelude is.
pub fn prelude(name: &str) -> String {
    format!("python/prelude/{name}.py")
}
