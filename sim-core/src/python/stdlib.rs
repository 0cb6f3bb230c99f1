//! Text of the standard library, written in Python and run by the machine as
//! library text. It is not the built-in functions and types, and none of
//! `builtins`, `sys`, `time`, `math`, `select`, `socket`. A name whose file is an
//! `__init__.py` is a package. Reference: CPython 3.11.7; `tests/python_stdlib`
//! compares what programs print with both.
//!
//! # What the text asks of the machine
//!
//! Natives, by module:
//!
//! | name | meaning |
//! |---|---|
//! | `_random.Random()` | a Mersenne Twister, with `seed(None or int or float or str or bytes)`, `random()`, `getrandbits(k)`, `getstate()`, `setstate(state)` |
//! | `_struct.pack(format, *values)`, `.unpack(format, data)`, `.calcsize(format)` | what CPython reports as `struct.error` is raised as `ValueError` with that message |
//! | `_hashlib.digest(name, data)` | digest of all of `data`: md5, sha1, sha224, sha256, sha384, sha512 |
//! | `_thread.start_new_thread(function, args)` | starts a thread, answers its identity |
//! | `_thread.allocate_lock()` | a lock: `acquire(blocking=True, timeout=-1)`, `release()`, `locked()`, `with`; releasing an open one is `RuntimeError: release unlocked lock` |
//! | `_thread.get_ident()` | identity of the running thread |
//! | `_traceback.format(exception)` | what CPython prints for it, chain and final newline included, without library frames |
//! | `_traceback.entries(traceback)` | `(file, line, function, source line)` of its user frames, outermost first |
//! | `_traceback.stack()` | the same of the running thread's user frames |
//! | `_traceback.caller(depth)` | `(file, line, function, module)` of the user frame so far above the innermost user frame (0), or `None` |
//! | `_traceback.line(file, number)` | that line of a file's text, or an empty string |
//! | `_signal.handle(number, function)` | have `function(number, frame)` called in the main thread when the signal comes; `None` for the default |
//! | `_signal.pause()`, `_signal.alarm(seconds)` | wait for a signal; SIGALRM after a time (0 cancels), answers the seconds that were left |
//! | `_os.getpid()`, `.getppid()`, `.getcwd()`, `.exit(status)`, `.kill(pid, signal)` | of the process |
//! | `_os.environ()` | the environment at the start, as a dict |
//! | `_os.urandom(count)` | bytes of the machine's own deterministic source |
//! | `_os.kind(path)` | `"file"`, `"dir"` or `None` |
//! | `_os.listdir(path)`, `.remove(path)`, `.rename(from, to)`, `.mkdir(path)`, `.size(path)` | files in memory, already checked by the text to be there |
//! | `_system.now()` | seconds since 1970 |
//!
//! Called by the machine: `threading._shutdown()` when the main text has ended
//! (it joins the threads that are no daemons), then
//! `atexit._run_exitfuncs()`; each only if that module is loaded. A native that
//! does not exist makes only the functions fail that use it, except for
//! `_random`, `_thread`, `_traceback`, `_os`, `_signal`, `_struct`, `_hashlib`,
//! which their module imports at once.
//!
//! `time` takes its calendar from here: `from _time_calendar import *`
//! (`struct_time`, `gmtime`, `localtime`, `strftime`, `strptime`, `mktime`,
//! `asctime`, `ctime`, `timezone`, `tzname`); `datetime` uses `time.struct_time`.
//!
//! Operations on a class itself, which CPython's metaclasses answer. If a class
//! or a base in its method resolution order has the class method, the machine
//! calls it bound to the class:
//!
//! | operation | class method | used by |
//! |---|---|---|
//! | `C(...)` | `__class_call__(...)`, instead of making an instance | enum, typing.Protocol |
//! | `iter(C)`, `reversed(C)`, `len(C)`, `x in C` | `__class_iter__()`, `__class_reversed__()`, `__class_len__()`, `__class_contains__(x)` | enum |
//! | `repr(C)` | `__class_repr__()` | enum, typing.Any |
//! | `C.name`, not found | `__class_getattr__(name)` | enum |
//! | `isinstance(x, C)`, `issubclass(D, C)`, if the bases say no | `__class_instancecheck__(x)`, `__class_subclasscheck__(D)` | abc, collections.abc, numbers, typing, os.PathLike |
//!
//! Such a class is always true. A class that derives from `abc.ABC` makes no
//! instance while a name visible in it is bound to a function, property, class
//! method or static method whose function has a true `__isabstractmethod__`.
//!
//! Of the language, besides the plain: classes derived from `dict`, `list`,
//! `tuple`, `str`, `int` with `dict.__init__`, `tuple.__new__` and the like,
//! `__missing__`, `__init_subclass__`, `__class_getitem__`, `type(name, bases,
//! namespace)`, `__new__` that answers another object, attributes of functions
//! (`__name__`, `__qualname__`, `__doc__`, `__module__`, `__annotations__`, own
//! ones), `__dict__` that can be written to, `__mro__`, `__bases__`, `sys.modules`,
//! `sys.stdout` and `sys.stderr` that can be replaced, `sys.exc_info`.

use super::library_text;

/// Text by dotted module name, in order of the names.
pub const MODULES: &[(&str, &str)] = &[
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
    ("atexit", library_text!("python/stdlib/atexit.py")),
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
    (
        "concurrent",
        library_text!("python/stdlib/concurrent/__init__.py"),
    ),
    (
        "concurrent.futures",
        library_text!("python/stdlib/concurrent/futures/__init__.py"),
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
    ("os", library_text!("python/stdlib/os/__init__.py")),
    ("os.path", library_text!("python/stdlib/os/path.py")),
    ("pickle", library_text!("python/stdlib/pickle.py")),
    ("pprint", library_text!("python/stdlib/pprint.py")),
    ("queue", library_text!("python/stdlib/queue.py")),
    ("random", library_text!("python/stdlib/random.py")),
    ("secrets", library_text!("python/stdlib/secrets.py")),
    ("signal", library_text!("python/stdlib/signal.py")),
    ("statistics", library_text!("python/stdlib/statistics.py")),
    ("string", library_text!("python/stdlib/string.py")),
    ("struct", library_text!("python/stdlib/struct.py")),
    ("textwrap", library_text!("python/stdlib/textwrap.py")),
    ("threading", library_text!("python/stdlib/threading.py")),
    ("traceback", library_text!("python/stdlib/traceback.py")),
    ("types", library_text!("python/stdlib/types.py")),
    ("typing", library_text!("python/stdlib/typing.py")),
    ("uuid", library_text!("python/stdlib/uuid.py")),
    ("warnings", library_text!("python/stdlib/warnings.py")),
];

/// Whether the module is a package, whose submodules are in the table too.
pub fn is_package(name: &str) -> bool {
    matches!(
        name,
        "argparse"
            | "collections"
            | "concurrent"
            | "concurrent.futures"
            | "json"
            | "logging"
            | "os"
    )
}
