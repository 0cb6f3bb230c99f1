"""Small Python versions of the machine's native hooks, so that its library
text can be run by CPython."""

import _thread
import ast
import builtins
import hashlib
import importlib.abc
import importlib.util
import linecache
import os
import random
import signal
import struct
import sys
import threading
import time
import traceback
import types

REAL = {"random": random, "struct": struct, "os": os, "signal": signal, "hashlib": hashlib, "traceback": traceback}


class Native(types.ModuleType):
    pass


class NativeRandom:
    def __init__(self):
        self._real = random.Random()
        self.random = self._real.random
        self.getrandbits = self._real.getrandbits
        self.getstate = self._real.getstate
        self.setstate = self._real.setstate

    def seed(self, value=None):
        self._real.seed(value)


def struct_call(call):
    def run(*args):
        try:
            return call(*args)
        except struct.error as error:
            raise ValueError(str(error)) from None
    return run


def is_library(frame):
    return "python/stdlib" in frame.f_code.co_filename or frame.f_code.co_filename.endswith(("stand_ins.py", "harness.py"))


def user_frames():
    frame = sys._getframe(1)
    found = []
    while frame is not None:
        if not is_library(frame):
            found.append(frame)
        frame = frame.f_back
    return found


def caller(depth=0):
    frames = user_frames()
    if depth >= len(frames):
        return None
    frame = frames[depth]
    return (frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, frame.f_globals.get("__name__", "__main__"))


def stack():
    return [
        (frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip())
        for frame in reversed(user_frames())
    ]


def entries(trace):
    found = []
    while trace is not None:
        frame = trace.tb_frame
        if not is_library(frame):
            name = frame.f_code.co_filename
            found.append((name, trace.tb_lineno, frame.f_code.co_name, linecache.getline(name, trace.tb_lineno).strip()))
        trace = trace.tb_next
    return found


def format_exception(error, chain=True):
    whole = traceback.TracebackException.from_exception(error)
    seen = whole
    while seen is not None:
        seen.stack[:] = [entry for entry in seen.stack if "python/stdlib" not in entry.filename and not entry.filename.endswith(("harness.py", "stand_ins.py"))]
        seen = seen.__cause__ or seen.__context__
    return "".join(whole.format(chain=chain))


def kind(path):
    return "dir" if os.path.isdir(path) else "file" if os.path.exists(path) else None


def handle(number, function):
    signal.signal(number, signal.SIG_DFL if function is None else function)


def hooks():
    made = {
        "_system": {"now": time.time},
        "_random": {"Random": NativeRandom},
        "_struct": {"pack": struct_call(struct.pack), "unpack": struct_call(struct.unpack), "calcsize": struct_call(struct.calcsize)},
        "_hashlib": {"digest": lambda name, data: hashlib.new(name, data).digest()},
        "_traceback": {"format": format_exception, "entries": entries, "caller": caller, "stack": stack, "line": linecache.getline},
        "_signal": {"handle": handle, "pause": signal.pause, "alarm": signal.alarm},
        "_os": {
            "getpid": os.getpid, "getppid": os.getppid, "environ": lambda: dict(os.environ), "getcwd": os.getcwd,
            "urandom": os.urandom, "kind": kind, "listdir": os.listdir, "remove": os.remove, "exit": os._exit,
            "kill": os.kill, "size": os.path.getsize, "mkdir": os.mkdir, "rename": os.rename,
        },
    }
    for name, members in made.items():
        module = Native(name)
        module.__dict__.update(members)
        made[name] = module
    return made


HOOKS = ("call", "iter", "len", "contains", "reversed", "repr", "getattr", "instancecheck", "subclasscheck")


def is_hooked(cls, name):
    return any(f"__class_{name}__" in base.__dict__ for base in cls.__mro__)


class Hooked(type):
    """What the machine does for classes with `__class_iter__` and the like."""

    def __call__(cls, *args, **kwargs):
        if is_hooked(cls, "call"):
            return cls.__class_call__(*args, **kwargs)
        abstract = sorted(abstract_names(cls))
        if abstract:
            plural = "" if len(abstract) == 1 else "s"
            raise TypeError(f"Can't instantiate abstract class {cls.__name__} with abstract method{plural} {', '.join(abstract)}")
        return type.__call__(cls, *args, **kwargs)

    def __getattr__(cls, name):
        if not name.startswith("__") and is_hooked(cls, "getattr"):
            return cls.__class_getattr__(name)
        raise AttributeError(f"type object '{cls.__name__}' has no attribute '{name}'")

    def __repr__(cls):
        return cls.__class_repr__() if is_hooked(cls, "repr") else type.__repr__(cls)

    def __instancecheck__(cls, value):
        if type.__instancecheck__(cls, value):
            return True
        return is_hooked(cls, "instancecheck") and cls.__class_instancecheck__(value)

    def __subclasscheck__(cls, other):
        if type.__subclasscheck__(cls, other):
            return True
        return is_hooked(cls, "subclasscheck") and cls.__class_subclasscheck__(other)

    def __iter__(cls):
        if not is_hooked(cls, "iter"):
            raise TypeError(f"'type' object is not iterable")
        return cls.__class_iter__()

    def __reversed__(cls):
        return cls.__class_reversed__()

    def __len__(cls):
        if not is_hooked(cls, "len"):
            raise TypeError("object of type 'type' has no len()")
        return cls.__class_len__()

    def __contains__(cls, value):
        if not is_hooked(cls, "contains"):
            raise TypeError("argument of type 'type' is not iterable")
        return cls.__class_contains__(value)

    def __bool__(cls):
        return True


def abstract_names(cls):
    if not any(base.__name__ == "ABC" for base in cls.__mro__):
        return []
    names = {name for base in cls.__mro__ for name in base.__dict__}
    return [name for name in names if getattr(getattr(cls, name, None), "__isabstractmethod__", False)]


real_build_class = builtins.__build_class__


def build_class(function, name, *bases, **keywords):
    """A class whose body or bases have class-level hooks gets `Hooked`."""
    if "metaclass" not in keywords and hooked_body(function):
        return real_build_class(function, name, *bases, metaclass=Hooked, **keywords)
    return real_build_class(function, name, *bases, **keywords)


def hooked_body(function):
    return name_is_hook(function.__code__.co_names) or function.__name__ == "ABC"


def name_is_hook(names):
    return any(f"__class_{hook}__" in names for hook in HOOKS)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, files):
        self.files = files

    def find_spec(self, name, path=None, target=None):
        if name not in self.files:
            return None
        return importlib.util.spec_from_file_location(
            name, self.files[name], loader=self,
            submodule_search_locations=[os.path.dirname(self.files[name])] if self.files[name].endswith("__init__.py") else None,
        )

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        path = self.files[module.__name__]
        with open(path) as file:
            code = compile(file.read(), os.path.abspath(path).replace("/../..", ""), "exec")
        inner = dict(builtins.__dict__)
        inner["__build_class__"] = build_class
        module.__dict__["__builtins__"] = inner
        exec(code, module.__dict__)


def install(files):
    for name in files:
        sys.modules.pop(name, None)
    sys.modules.update(hooks())
    sys.meta_path.insert(0, Finder(files))
    # The machine's `time` takes its calendar from library text.
    shim = Native("time")
    shim.__dict__.update({name: value for name, value in vars(time).items() if not name.startswith("__")})
    sys.modules["time"] = shim
    calendar = importlib.import_module("_time_calendar")
    shim.__dict__.update({name: value for name, value in vars(calendar).items() if not name.startswith("_")})
