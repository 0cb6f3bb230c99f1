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
    ("__future__", include_str!("../prelude/__future__.py")),
    ("builtins", include_str!("../prelude/builtins.py")),
    ("math", include_str!("../prelude/math.py")),
    ("sys", include_str!("../prelude/sys.py")),
    ("time", include_str!("../prelude/time.py")),
    (
        "_time_calendar",
        include_str!("../stdlib/_time_calendar.py"),
    ),
    ("_time_span", include_str!("../stdlib/_time_span.py")),
    ("_time_text", include_str!("../stdlib/_time_text.py")),
    ("abc", include_str!("../stdlib/abc.py")),
    ("argparse", include_str!("../stdlib/argparse/__init__.py")),
    (
        "argparse.actions",
        include_str!("../stdlib/argparse/actions.py"),
    ),
    ("argparse.help", include_str!("../stdlib/argparse/help.py")),
    ("base64", include_str!("../stdlib/base64.py")),
    ("binascii", include_str!("../stdlib/binascii.py")),
    ("bisect", include_str!("../stdlib/bisect.py")),
    ("calendar", include_str!("../stdlib/calendar.py")),
    (
        "collections",
        include_str!("../stdlib/collections/__init__.py"),
    ),
    (
        "collections.abc",
        include_str!("../stdlib/collections/abc.py"),
    ),
    (
        "collections.named",
        include_str!("../stdlib/collections/named.py"),
    ),
    (
        "collections.ring",
        include_str!("../stdlib/collections/ring.py"),
    ),
    ("contextlib", include_str!("../stdlib/contextlib.py")),
    ("copy", include_str!("../stdlib/copy.py")),
    ("dataclasses", include_str!("../stdlib/dataclasses.py")),
    ("datetime", include_str!("../stdlib/datetime.py")),
    ("enum", include_str!("../stdlib/enum.py")),
    ("errno", include_str!("../stdlib/errno.py")),
    ("functools", include_str!("../stdlib/functools.py")),
    ("hashlib", include_str!("../stdlib/hashlib.py")),
    ("heapq", include_str!("../stdlib/heapq.py")),
    ("hmac", include_str!("../stdlib/hmac.py")),
    ("io", include_str!("../stdlib/io.py")),
    ("itertools", include_str!("../stdlib/itertools.py")),
    ("json", include_str!("../stdlib/json/__init__.py")),
    ("json.decoder", include_str!("../stdlib/json/decoder.py")),
    ("json.encoder", include_str!("../stdlib/json/encoder.py")),
    ("logging", include_str!("../stdlib/logging/__init__.py")),
    (
        "logging.handlers",
        include_str!("../stdlib/logging/handlers.py"),
    ),
    ("numbers", include_str!("../stdlib/numbers.py")),
    ("operator", include_str!("../stdlib/operator.py")),
    ("pickle", include_str!("../stdlib/pickle.py")),
    ("pprint", include_str!("../stdlib/pprint.py")),
    ("random", include_str!("../stdlib/random.py")),
    ("secrets", include_str!("../stdlib/secrets.py")),
    ("statistics", include_str!("../stdlib/statistics.py")),
    ("string", include_str!("../stdlib/string.py")),
    ("struct", include_str!("../stdlib/struct.py")),
    ("textwrap", include_str!("../stdlib/textwrap.py")),
    ("traceback", include_str!("../stdlib/traceback.py")),
    ("types", include_str!("../stdlib/types.py")),
    ("typing", include_str!("../stdlib/typing.py")),
    ("uuid", include_str!("../stdlib/uuid.py")),
    ("warnings", include_str!("../stdlib/warnings.py")),
    ("_thread", include_str!("../stdlib/_thread.py")),
    ("_signal", include_str!("../stdlib/_signal.py")),
    ("_os", include_str!("../stdlib/_os.py")),
    ("_files", include_str!("../stdlib/_files.py")),
    ("atexit", include_str!("../stdlib/atexit.py")),
    (
        "concurrent",
        include_str!("../stdlib/concurrent/__init__.py"),
    ),
    (
        "concurrent.futures",
        include_str!("../stdlib/concurrent/futures/__init__.py"),
    ),
    ("os", include_str!("../stdlib/os/__init__.py")),
    ("os.path", include_str!("../stdlib/os/path.py")),
    ("queue", include_str!("../stdlib/queue.py")),
    ("signal", include_str!("../stdlib/signal.py")),
    ("tempfile", include_str!("../stdlib/tempfile.py")),
    ("threading", include_str!("../stdlib/threading.py")),
];

/// The files of the prelude, which share one namespace, in order.
pub const PRELUDE: &[(&str, &str)] = &[
    ("<operators>", include_str!("../prelude/operators.py")),
    ("<tables>", include_str!("../prelude/tables.py")),
    ("<iteration>", include_str!("../prelude/iteration.py")),
    ("<objects>", include_str!("../prelude/objects.py")),
    ("<texts>", include_str!("../prelude/texts.py")),
];
