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

/// Text by dotted module name, in order of the names.
pub const MODULES: &[(&str, &str)] = &[
    ("_time_calendar", include_str!("stdlib/_time_calendar.py")),
    ("_time_span", include_str!("stdlib/_time_span.py")),
    ("_time_text", include_str!("stdlib/_time_text.py")),
    ("abc", include_str!("stdlib/abc.py")),
    ("argparse", include_str!("stdlib/argparse/__init__.py")),
    (
        "argparse.actions",
        include_str!("stdlib/argparse/actions.py"),
    ),
    ("argparse.help", include_str!("stdlib/argparse/help.py")),
    ("atexit", include_str!("stdlib/atexit.py")),
    ("base64", include_str!("stdlib/base64.py")),
    ("binascii", include_str!("stdlib/binascii.py")),
    ("bisect", include_str!("stdlib/bisect.py")),
    ("calendar", include_str!("stdlib/calendar.py")),
    (
        "collections",
        include_str!("stdlib/collections/__init__.py"),
    ),
    ("collections.abc", include_str!("stdlib/collections/abc.py")),
    (
        "collections.named",
        include_str!("stdlib/collections/named.py"),
    ),
    (
        "collections.ring",
        include_str!("stdlib/collections/ring.py"),
    ),
    ("concurrent", include_str!("stdlib/concurrent/__init__.py")),
    (
        "concurrent.futures",
        include_str!("stdlib/concurrent/futures/__init__.py"),
    ),
    ("contextlib", include_str!("stdlib/contextlib.py")),
    ("copy", include_str!("stdlib/copy.py")),
    ("dataclasses", include_str!("stdlib/dataclasses.py")),
    ("datetime", include_str!("stdlib/datetime.py")),
    ("enum", include_str!("stdlib/enum.py")),
    ("errno", include_str!("stdlib/errno.py")),
    ("functools", include_str!("stdlib/functools.py")),
    ("hashlib", include_str!("stdlib/hashlib.py")),
    ("heapq", include_str!("stdlib/heapq.py")),
    ("hmac", include_str!("stdlib/hmac.py")),
    ("io", include_str!("stdlib/io.py")),
    ("itertools", include_str!("stdlib/itertools.py")),
    ("json", include_str!("stdlib/json/__init__.py")),
    ("json.decoder", include_str!("stdlib/json/decoder.py")),
    ("json.encoder", include_str!("stdlib/json/encoder.py")),
    ("logging", include_str!("stdlib/logging/__init__.py")),
    (
        "logging.handlers",
        include_str!("stdlib/logging/handlers.py"),
    ),
    ("numbers", include_str!("stdlib/numbers.py")),
    ("operator", include_str!("stdlib/operator.py")),
    ("os", include_str!("stdlib/os/__init__.py")),
    ("os.path", include_str!("stdlib/os/path.py")),
    ("pickle", include_str!("stdlib/pickle.py")),
    ("pprint", include_str!("stdlib/pprint.py")),
    ("queue", include_str!("stdlib/queue.py")),
    ("random", include_str!("stdlib/random.py")),
    ("secrets", include_str!("stdlib/secrets.py")),
    ("signal", include_str!("stdlib/signal.py")),
    ("statistics", include_str!("stdlib/statistics.py")),
    ("string", include_str!("stdlib/string.py")),
    ("struct", include_str!("stdlib/struct.py")),
    ("textwrap", include_str!("stdlib/textwrap.py")),
    ("threading", include_str!("stdlib/threading.py")),
    ("traceback", include_str!("stdlib/traceback.py")),
    ("types", include_str!("stdlib/types.py")),
    ("typing", include_str!("stdlib/typing.py")),
    ("uuid", include_str!("stdlib/uuid.py")),
    ("warnings", include_str!("stdlib/warnings.py")),
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
