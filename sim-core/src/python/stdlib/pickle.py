"""Objects as bytes and back, in CPython's protocol 4.

Loading knows the opcodes of protocols 2 to 5 that Python's own pickler writes
for plain data and for instances; what is missing of the format (persistent
objects, out-of-band buffers, the text opcodes of protocol 0) is refused.
"""

import builtins as _builtins
import struct as _struct
import sys as _sys
from copy import _built_in_base, _reduced, slots_of as _slots_of

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = "4.0"


class PickleError(Exception):
    """The base of this module's exceptions."""

    __module__ = "_pickle"


class PicklingError(PickleError):
    """The object cannot be pickled."""

    __module__ = "_pickle"


class UnpicklingError(PickleError):
    """The bytes are no pickle."""

    __module__ = "_pickle"


_FUNCTIONS = (type(lambda: 0), type(len))


class Pickler:
    """Writes pickles to a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if not hasattr(file, "write"):
            raise TypeError("file must have a 'write' attribute")
        self._file = file
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        self.clear_memo()

    def clear_memo(self):
        # Place in the memo and the object itself, by id.
        self._memo = {}

    def dump(self, obj):
        self._out = bytearray()
        self._save(obj)
        self._out += b"."
        frame = b"\x95" + len(self._out).to_bytes(8, "little") if len(self._out) >= 4 else b""
        self._file.write(b"\x80\x04" + frame + bytes(self._out))

    def _memoize(self, obj):
        self._memo[id(obj)] = len(self._memo), obj
        self._out += b"\x94"

    def _save(self, obj):
        out = self._out
        kind = type(obj)
        if obj is None:
            out += b"N"
        elif obj is True:
            out += b"\x88"
        elif obj is False:
            out += b"\x89"
        elif kind is int:
            out += _int_code(obj)
        elif kind is float:
            out += b"G" + _struct.pack(">d", obj)
        elif id(obj) in self._memo:
            place = self._memo[id(obj)][0]
            out += b"h" + bytes([place]) if place < 256 else b"j" + place.to_bytes(4, "little")
        elif kind is str:
            data = obj.encode("utf-8", "surrogatepass")
            out += b"\x8c" + bytes([len(data)]) if len(data) < 256 else b"X" + len(data).to_bytes(4, "little")
            out += data
            self._memoize(obj)
        elif kind is bytes:
            out += b"C" + bytes([len(obj)]) if len(obj) < 256 else b"B" + len(obj).to_bytes(4, "little")
            out += obj
            self._memoize(obj)
        elif kind is tuple:
            self._save_tuple(obj)
        elif kind is list:
            out += b"]"
            self._memoize(obj)
            self._save_items(obj)
        elif kind is dict:
            out += b"}"
            self._memoize(obj)
            self._save_pairs(obj.items())
        elif kind is set:
            out += b"\x8f"
            self._memoize(obj)
            if obj:
                self._save_row(b"(", obj, b"\x90")
        elif kind is frozenset:
            self._save_row(b"(", obj, b"\x91")
            self._memoize(obj)
        elif kind is bytearray:
            self._save_call(obj, bytearray, (bytes(obj),) if obj else ())
        elif isinstance(obj, type) or isinstance(obj, _FUNCTIONS):
            self._save_global(obj)
        else:
            self._save_object(obj)

    def _save_row(self, head, items, tail):
        self._out += head
        for item in items:
            self._save(item)
        self._out += tail

    def _save_tuple(self, obj):
        if not obj:
            self._out += b")"
            return
        if len(obj) > 3:
            self._out += b"("
        for item in obj:
            self._save(item)
        self._out += (b"", b"\x85", b"\x86", b"\x87")[len(obj)] if len(obj) <= 3 else b"t"
        self._memoize(obj)

    def _save_items(self, items):
        items = list(items)
        for at in range(0, len(items), 1000):
            part = items[at:at + 1000]
            if len(part) == 1:
                self._save_row(b"", part, b"a")
            else:
                self._save_row(b"(", part, b"e")

    def _save_pairs(self, pairs):
        pairs = list(pairs)
        for at in range(0, len(pairs), 1000):
            part = [half for pair in pairs[at:at + 1000] for half in pair]
            if len(part) == 2:
                self._save_row(b"", part, b"s")
            else:
                self._save_row(b"(", part, b"u")

    def _save_global(self, obj):
        name = getattr(obj, "__qualname__", obj.__name__)
        if obj is type(None) or obj is type(...) or obj is type(NotImplemented):
            self._save_call(obj, type, ({type(None): None}.get(obj, ...),))
            return
        module = getattr(obj, "__module__", None) or "builtins"
        if "<locals>" in name:
            raise AttributeError(f"Can't pickle local object {name!r}")
        found = _sys.modules.get(module, _builtins)
        for part in name.split("."):
            found = getattr(found, part, None)
        if found is not obj:
            if found is None:
                raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed")
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        self._save(module)
        self._save(name)
        self._out += b"\x93"
        self._memoize(obj)

    def _save_call(self, obj, func, args):
        self._save(func)
        self._save(args)
        self._out += b"R"
        if id(obj) not in self._memo:
            self._memoize(obj)

    def _save_object(self, obj):
        cls = type(obj)
        reduced = _reduced(obj)
        if isinstance(reduced, str):
            self._save(_sys.modules[cls.__module__])
            return
        items = pairs = None
        if cls is range:
            reduced = (range, (obj.start, obj.stop, obj.step))
        if reduced is not None:
            func, args, state, items, pairs = (tuple(reduced) + (None, None, None))[:5]
            self._save_call(obj, func, args)
        elif isinstance(obj, BaseException):
            self._save_call(obj, cls, obj.args)
            state = obj.__dict__ or None
        else:
            args, items, pairs = _parts(obj)
            self._save(cls)
            self._save(args)
            self._out += b"\x81"
            self._memoize(obj)
            state = _state(obj)
        if items is not None:
            self._save_items(items)
        if pairs is not None:
            self._save_pairs(pairs)
        if state is not None:
            self._save(state)
            self._out += b"b"


def _parts(obj):
    """Arguments of `__new__`, list items and dict items of an instance."""
    cls = type(obj)
    base = _built_in_base(obj)
    if base is None and cls.__module__ == "builtins":
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    if hasattr(obj, "__getnewargs__"):
        args = obj.__getnewargs__()
        return args, list(obj) if base is list else None, obj.items() if base is dict else None
    if base in (None, list, dict):
        return (), list(obj) if base is list else None, dict.items(obj) if base is dict else None
    return (base(obj),), None, None


def _state(obj):
    for base in type(obj).__mro__:
        if base.__module__ == "builtins":
            break
        if "__getstate__" in base.__dict__:
            return obj.__getstate__()
    state = getattr(obj, "__dict__", None) or None
    slots = _slots_of(obj)
    return (state, slots) if slots else state


def _int_code(value):
    if 0 <= value < 256:
        return b"K" + bytes([value])
    if 0 <= value < 65536:
        return b"M" + value.to_bytes(2, "little")
    if -0x80000000 <= value < 0x80000000:
        return b"J" + value.to_bytes(4, "little", signed=True)
    length = (value + (value < 0)).bit_length() // 8 + 1
    data = value.to_bytes(length, "little", signed=True)
    if length < 256:
        return b"\x8a" + bytes([length]) + data
    return b"\x8b" + length.to_bytes(4, "little") + data


_MARK = object()


class Unpickler:
    """Reads pickles from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        if not hasattr(file, "read") or not hasattr(file, "readline"):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file = file

    def find_class(self, module_name, global_name, /):
        if module_name == "__builtin__":
            module_name = "builtins"
        if module_name == "builtins":
            module = _builtins
        else:
            if module_name not in _sys.modules:
                __import__(module_name)
            module = _sys.modules[module_name]
        found = module
        for part in global_name.split("."):
            if not hasattr(found, part):
                raise AttributeError(f"Can't get attribute {global_name!r} on {module!r}")
            found = getattr(found, part)
        return found

    def load(self):
        self._stack = []
        self._memo = {}
        while True:
            code = self._file.read(1)
            if not code:
                raise EOFError("Ran out of input")
            if code == b".":
                return self._stack.pop()
            step = _STEPS.get(code[0])
            if step is None:
                shown = repr(chr(code[0])) if 32 <= code[0] < 127 else f"'\\x{code[0]:02x}'"
                raise UnpicklingError(f"invalid load key, {shown}.")
            step(self)

    def _take(self, count):
        data = self._file.read(count)
        if len(data) < count:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _number(self, count):
        return int.from_bytes(self._take(count), "little")

    def _since_mark(self):
        items = []
        while self._stack:
            item = self._stack.pop()
            if item is _MARK:
                items.reverse()
                return items
            items.append(item)
        raise UnpicklingError("could not find MARK")


def _push(make):
    return lambda self: self._stack.append(make(self))


def _tuple_of(count):
    def step(self):
        items = self._stack[len(self._stack) - count:]
        del self._stack[len(self._stack) - count:]
        self._stack.append(tuple(items))
    return step


def _global(self):
    name = self._stack.pop()
    module = self._stack.pop()
    self._stack.append(self.find_class(module, name))


def _global_lines(self):
    module = self._file.readline()[:-1].decode()
    name = self._file.readline()[:-1].decode()
    self._stack.append(self.find_class(module, name))


def _new_object(self):
    args = self._stack.pop()
    cls = self._stack.pop()
    self._stack.append(cls.__new__(cls, *args))


def _new_object_with_names(self):
    kwargs = self._stack.pop()
    args = self._stack.pop()
    cls = self._stack.pop()
    self._stack.append(cls.__new__(cls, *args, **kwargs))


def _call(self):
    args = self._stack.pop()
    func = self._stack.pop()
    self._stack.append(func(*args))


def _build(self):
    state = self._stack.pop()
    obj = self._stack[-1]
    set_state = getattr(obj, "__setstate__", None)
    if set_state is not None:
        set_state(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        obj.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(obj, name, value)


def _append(self):
    item = self._stack.pop()
    self._stack[-1].append(item)


def _appends(self):
    items = self._since_mark()
    self._stack[-1].extend(items)


def _set_item(self):
    value = self._stack.pop()
    key = self._stack.pop()
    self._stack[-1][key] = value


def _set_items(self):
    items = self._since_mark()
    target = self._stack[-1]
    for at in range(0, len(items), 2):
        target[items[at]] = items[at + 1]


def _add_items(self):
    items = self._since_mark()
    self._stack[-1].update(items)


def _memoize(self):
    self._memo[len(self._memo)] = self._stack[-1]


def _put(size):
    def step(self):
        self._memo[self._number(size)] = self._stack[-1]
    return step


def _known(size):
    def step(self):
        place = self._number(size)
        if place not in self._memo:
            raise UnpicklingError(f"Memo value not found at index {place}")
        self._stack.append(self._memo[place])
    return step


def _dict_of_marked(self):
    items = self._since_mark()
    return dict(zip(items[::2], items[1::2]))


def _text(size):
    return _push(lambda self: self._take(self._number(size)).decode("utf-8", "surrogatepass"))


def _data(size):
    return _push(lambda self: self._take(self._number(size)))


def _long(size):
    return _push(lambda self: int.from_bytes(self._take(self._number(size)), "little", signed=True))


_STEPS = {
    0x80: lambda self: self._take(1), 0x95: lambda self: self._take(8),
    ord("N"): _push(lambda self: None), 0x88: _push(lambda self: True), 0x89: _push(lambda self: False),
    ord("K"): _push(lambda self: self._number(1)), ord("M"): _push(lambda self: self._number(2)),
    ord("J"): _push(lambda self: int.from_bytes(self._take(4), "little", signed=True)),
    0x8a: _long(1), 0x8b: _long(4), ord("G"): _push(lambda self: _struct.unpack(">d", self._take(8))[0]),
    0x8c: _text(1), ord("X"): _text(4), 0x8d: _text(8), ord("C"): _data(1), ord("B"): _data(4), 0x8e: _data(8),
    0x96: _push(lambda self: bytearray(self._take(self._number(8)))),
    ord("("): _push(lambda self: _MARK), ord(")"): _push(lambda self: ()), 0x85: _tuple_of(1), 0x86: _tuple_of(2),
    0x87: _tuple_of(3), ord("t"): _push(lambda self: tuple(self._since_mark())), ord("]"): _push(lambda self: []),
    ord("l"): _push(lambda self: self._since_mark()), ord("d"): _push(_dict_of_marked), ord("}"): _push(lambda self: {}),
    ord("a"): _append, ord("e"): _appends, ord("s"): _set_item, ord("u"): _set_items, 0x8f: _push(lambda self: set()),
    0x90: _add_items, 0x91: _push(lambda self: frozenset(self._since_mark())), 0x93: _global, ord("c"): _global_lines,
    0x81: _new_object, 0x92: _new_object_with_names, ord("R"): _call, ord("b"): _build, 0x94: _memoize, ord("q"): _put(1), ord("r"): _put(4),
    ord("h"): _known(1), ord("j"): _known(4),
    ord("0"): lambda self: self._stack.pop(), ord("1"): lambda self: self._since_mark(),
    ord("2"): lambda self: self._stack.append(self._stack[-1]),
}


class _Reader:
    """The bytes of `loads` as a file."""

    def __init__(self, data):
        self._data = bytes(data)
        self._at = 0

    def read(self, count):
        piece = self._data[self._at:self._at + count]
        self._at += len(piece)
        return piece

    def readline(self):
        end = self._data.find(b"\n", self._at) + 1 or len(self._data)
        return self.read(end - self._at)


class _Writer:
    """The bytes of `dumps` as a file."""

    def __init__(self):
        self.data = b""

    def write(self, data):
        self.data += data


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    writer = _Writer()
    Pickler(writer, protocol).dump(obj)
    return writer.data


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(_Reader(data)).load()
