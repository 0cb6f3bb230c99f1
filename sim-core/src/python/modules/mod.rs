//! The pure standard modules: Python text, with natives from Rust where that
//! is the natural place. Everything that touches the world is a system call.

mod mathematics;

use super::heap::{Ref, Value};
use super::vm::Machine;
use super::vm::native::Native;

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

/// The text of every standard module, by name.
pub const TEXTS: &[(&str, &str)] = &[
    ("builtins", include_str!("../prelude/builtins.py")),
    ("sys", include_str!("../prelude/sys.py")),
    ("time", include_str!("../prelude/time.py")),
    ("math", include_str!("../prelude/math.py")),
    ("__future__", include_str!("../prelude/__future__.py")),
];

/// The text of the prelude: one module, in parts.
pub const PRELUDE: &str = concat!(
    include_str!("../prelude/core.py"),
    include_str!("../prelude/iteration.py"),
    include_str!("../prelude/text.py"),
);
