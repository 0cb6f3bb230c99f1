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

/// The text of every standard module that can be imported, by name. Of those in
/// `stdlib` the ones that need nothing but the language; the others come with
/// their natives.
pub const TEXTS: &[(&str, &str)] = &[
    ("builtins", include_str!("../prelude/builtins.py")),
    ("sys", include_str!("../prelude/sys.py")),
    ("time", include_str!("../prelude/time.py")),
    ("math", include_str!("../prelude/math.py")),
    ("__future__", include_str!("../prelude/__future__.py")),
    ("bisect", include_str!("../stdlib/bisect.py")),
    ("copy", include_str!("../stdlib/copy.py")),
    ("errno", include_str!("../stdlib/errno.py")),
    ("functools", include_str!("../stdlib/functools.py")),
    ("heapq", include_str!("../stdlib/heapq.py")),
    ("itertools", include_str!("../stdlib/itertools.py")),
    ("operator", include_str!("../stdlib/operator.py")),
    ("string", include_str!("../stdlib/string.py")),
    ("textwrap", include_str!("../stdlib/textwrap.py")),
    ("json", include_str!("../stdlib/json/__init__.py")),
    ("json.decoder", include_str!("../stdlib/json/decoder.py")),
    ("json.encoder", include_str!("../stdlib/json/encoder.py")),
];

/// The files of the prelude, which share one namespace, in order.
pub const PRELUDE: &[(&str, &str)] = &[
    ("<operators>", include_str!("../prelude/operators.py")),
    ("<tables>", include_str!("../prelude/tables.py")),
    ("<iteration>", include_str!("../prelude/iteration.py")),
    ("<objects>", include_str!("../prelude/objects.py")),
    ("<texts>", include_str!("../prelude/texts.py")),
];
