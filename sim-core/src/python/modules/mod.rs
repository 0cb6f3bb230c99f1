//! The pure standard modules: Python text, with natives from Rust where that
//! is the natural place. Everything that touches the world is a system call.

mod mathematics;

use super::heap::{Ref, Value};
use super::vm::Machine;
use super::vm::native::Native;
use crate::python::library_text;

/// Built-in functions that a module gets before its text runs.
pub fn natives(module: &str) -> &'static [Native] {
    match module {
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

/// The text of every standard module that can be imported, by name. Of those in
/// `stdlib` the ones that need nothing but the language; the others come with
/// their natives.
pub const TEXTS: &[(&str, &str)] = &[
    ("builtins", library_text!("python/prelude/builtins.py")),
    ("sys", library_text!("python/prelude/sys.py")),
    ("time", library_text!("python/prelude/time.py")),
    ("math", library_text!("python/prelude/math.py")),
    ("__future__", library_text!("python/prelude/__future__.py")),
    ("bisect", library_text!("python/stdlib/bisect.py")),
    ("copy", library_text!("python/stdlib/copy.py")),
    ("errno", library_text!("python/stdlib/errno.py")),
    ("functools", library_text!("python/stdlib/functools.py")),
    ("heapq", library_text!("python/stdlib/heapq.py")),
    ("itertools", library_text!("python/stdlib/itertools.py")),
    ("operator", library_text!("python/stdlib/operator.py")),
    ("string", library_text!("python/stdlib/string.py")),
    ("textwrap", library_text!("python/stdlib/textwrap.py")),
    ("json", library_text!("python/stdlib/json/__init__.py")),
    (
        "json.decoder",
        library_text!("python/stdlib/json/decoder.py"),
    ),
    (
        "json.encoder",
        library_text!("python/stdlib/json/encoder.py"),
    ),
];

/// The files of the prelude, which share one namespace, in order.
pub const PRELUDE: &[(&str, &str)] = &[
    ("<operators>", library_text!("python/prelude/operators.py")),
    ("<tables>", library_text!("python/prelude/tables.py")),
    ("<iteration>", library_text!("python/prelude/iteration.py")),
    ("<objects>", library_text!("python/prelude/objects.py")),
    ("<texts>", library_text!("python/prelude/texts.py")),
];
