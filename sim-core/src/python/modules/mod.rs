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

/// The text of every standard module that can be imported, by name; those
/// without text are all native. It is compiled when it is first imported.
pub const TEXTS: &[(&str, &str)] = &[
    ("_hashlib", ""),
    ("_random", ""),
    ("_struct", ""),
    ("_traceback", ""),
    ("__future__", library_text!("python/prelude/__future__.py")),
    ("builtins", library_text!("python/prelude/builtins.py")),
    ("math", library_text!("python/prelude/math.py")),
    ("sys", library_text!("python/prelude/sys.py")),
    ("time", library_text!("python/prelude/time.py")),
    (
        "_time_calendar",
        library_text!("python/stdlib/_time_calendar.py"),
    ),
    ("_time_span", library_text!("python/stdlib/_time_span.py")),
    ("_time_text", library_text!("python/stdlib/_time_text.py")),
    ("abc", library_text!("python/stdlib/abc.py")),
    (
        "argparse",
        library_text!("python/stdlib/argparse/__init__.py"),
    ),
    (
        "argparse.actions",
        library_text!("python/stdlib/argparse/actions.py"),
    ),
    (
        "argparse.help",
        library_text!("python/stdlib/argparse/help.py"),
    ),
    ("base64", library_text!("python/stdlib/base64.py")),
    ("binascii", library_text!("python/stdlib/binascii.py")),
    ("bisect", library_text!("python/stdlib/bisect.py")),
    ("calendar", library_text!("python/stdlib/calendar.py")),
    (
        "collections",
        library_text!("python/stdlib/collections/__init__.py"),
    ),
    (
        "collections.abc",
        library_text!("python/stdlib/collections/abc.py"),
    ),
    (
        "collections.named",
        library_text!("python/stdlib/collections/named.py"),
    ),
    (
        "collections.ring",
        library_text!("python/stdlib/collections/ring.py"),
    ),
    ("contextlib", library_text!("python/stdlib/contextlib.py")),
    ("copy", library_text!("python/stdlib/copy.py")),
    ("dataclasses", library_text!("python/stdlib/dataclasses.py")),
    ("datetime", library_text!("python/stdlib/datetime.py")),
    ("enum", library_text!("python/stdlib/enum.py")),
    ("errno", library_text!("python/stdlib/errno.py")),
    ("functools", library_text!("python/stdlib/functools.py")),
    ("hashlib", library_text!("python/stdlib/hashlib.py")),
    ("heapq", library_text!("python/stdlib/heapq.py")),
    ("hmac", library_text!("python/stdlib/hmac.py")),
    ("io", library_text!("python/stdlib/io.py")),
    ("itertools", library_text!("python/stdlib/itertools.py")),
    ("json", library_text!("python/stdlib/json/__init__.py")),
    (
        "json.decoder",
        library_text!("python/stdlib/json/decoder.py"),
    ),
    (
        "json.encoder",
        library_text!("python/stdlib/json/encoder.py"),
    ),
    (
        "logging",
        library_text!("python/stdlib/logging/__init__.py"),
    ),
    (
        "logging.handlers",
        library_text!("python/stdlib/logging/handlers.py"),
    ),
    ("numbers", library_text!("python/stdlib/numbers.py")),
    ("operator", library_text!("python/stdlib/operator.py")),
    ("pickle", library_text!("python/stdlib/pickle.py")),
    ("pprint", library_text!("python/stdlib/pprint.py")),
    ("random", library_text!("python/stdlib/random.py")),
    ("secrets", library_text!("python/stdlib/secrets.py")),
    ("statistics", library_text!("python/stdlib/statistics.py")),
    ("string", library_text!("python/stdlib/string.py")),
    ("struct", library_text!("python/stdlib/struct.py")),
    ("textwrap", library_text!("python/stdlib/textwrap.py")),
    ("traceback", library_text!("python/stdlib/traceback.py")),
    ("types", library_text!("python/stdlib/types.py")),
    ("typing", library_text!("python/stdlib/typing.py")),
    ("uuid", library_text!("python/stdlib/uuid.py")),
    ("warnings", library_text!("python/stdlib/warnings.py")),
    ("_thread", library_text!("python/stdlib/_thread.py")),
    ("_signal", library_text!("python/stdlib/_signal.py")),
    ("_os", library_text!("python/stdlib/_os.py")),
    ("_files", library_text!("python/stdlib/_files.py")),
    ("atexit", library_text!("python/stdlib/atexit.py")),
    (
        "concurrent",
        library_text!("python/stdlib/concurrent/__init__.py"),
    ),
    (
        "concurrent.futures",
        library_text!("python/stdlib/concurrent/futures/__init__.py"),
    ),
    ("os", library_text!("python/stdlib/os/__init__.py")),
    ("os.path", library_text!("python/stdlib/os/path.py")),
    ("queue", library_text!("python/stdlib/queue.py")),
    ("signal", library_text!("python/stdlib/signal.py")),
    ("tempfile", library_text!("python/stdlib/tempfile.py")),
    ("threading", library_text!("python/stdlib/threading.py")),
];

/// The files of the prelude, which share one namespace, in order.
pub const PRELUDE: &[(&str, &str)] = &[
    ("<operators>", library_text!("python/prelude/operators.py")),
    ("<tables>", library_text!("python/prelude/tables.py")),
    ("<iteration>", library_text!("python/prelude/iteration.py")),
    ("<objects>", library_text!("python/prelude/objects.py")),
    ("<texts>", library_text!("python/prelude/texts.py")),
];
