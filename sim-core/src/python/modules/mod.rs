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
use crate::python::library_text;

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
/// prelude, those that are all native, and every file of `python/stdlib` (the
/// build script lists them). A text is compiled when it is first imported.
pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    [BESIDE_PRELUDE, NATIVE, STDLIB]
        .into_iter()
        .flatten()
        .copied()
}

type Texts = &'static [(&'static str, &'static str)];

const BESIDE_PRELUDE: Texts = &[
    ("__future__", library_text!("python/prelude/__future__.py")),
    ("builtins", library_text!("python/prelude/builtins.py")),
    ("math", library_text!("python/prelude/math.py")),
    ("sys", library_text!("python/prelude/sys.py")),
    ("time", library_text!("python/prelude/time.py")),
];

const NATIVE: Texts = &[
    ("_hashlib", ""),
    ("_random", ""),
    ("_struct", ""),
    ("_traceback", ""),
];

const STDLIB: Texts = include!(concat!(env!("OUT_DIR"), "/library/stdlib.rs"));

/// The files of the prelude, which share one namespace, in order.
pub const PRELUDE: &[(&str, &str)] = &[
    ("<operators>", library_text!("python/prelude/operators.py")),
    ("<tables>", library_text!("python/prelude/tables.py")),
    ("<iteration>", library_text!("python/prelude/iteration.py")),
    ("<objects>", library_text!("python/prelude/objects.py")),
    ("<texts>", library_text!("python/prelude/texts.py")),
];
