"""Shallow and deep copies."""


class Error(Exception):
    """It cannot be copied."""


error = Error

_ATOMS = (type(None), int, float, bool, str, bytes, type, range, type(...), type(NotImplemented), type(len),
          type(lambda: 0), property, slice)


def _is_atom(x):
    return isinstance(x, type) or type(x) in _ATOMS


def _rebuild(x, reduced, memo=None):
    """The object of `(callable, args, state, list items, dict items)`."""
    def own(value):
        return value if memo is None else deepcopy(value, memo)
    make, args = reduced[0], reduced[1]
    state, items, pairs = (tuple(reduced[2:5]) + (None, None, None))[:3]
    y = make(*[own(arg) for arg in args])
    if memo is not None:
        memo[id(x)] = y
    if state is not None:
        state = own(state)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            y.__dict__.update(state)
    for item in items or ():
        y.append(own(item))
    for key, value in pairs or ():
        y[own(key)] = own(value)
    return y


def _reduced(x):
    """What the object's own `__reduce__` says, if its class has one in Python."""
    for base in type(x).__mro__:
        if base.__module__ == "builtins":
            break
        for name in ("__reduce_ex__", "__reduce__"):
            if name in base.__dict__:
                return base.__dict__[name](x, 4) if name == "__reduce_ex__" else base.__dict__[name](x)
    return None


def _built_in_base(x):
    for base in (list, dict, set, frozenset, tuple, str, bytes, bytearray, int, float):
        if isinstance(x, base):
            return base
    return None


def slots_of(x):
    """The attributes that `__slots__` names."""
    found = {}
    for base in type(x).__mro__:
        names = base.__dict__.get("__slots__", ()) if base.__module__ != "builtins" else ()
        for name in (names,) if isinstance(names, str) else names:
            if hasattr(x, name):
                found[name] = getattr(x, name)
    return found


def _blank(x, memo=None):
    """A new object of the same class with the same built-in content, without attributes."""
    cls = type(x)
    base = _built_in_base(x)
    if isinstance(x, BaseException):
        args = x.args if memo is None else deepcopy(x.args, memo)
        made = cls.__new__(cls, *args)
        made.args = args
        return made
    if base is None:
        if cls.__module__ == "builtins":
            raise TypeError(f"cannot pickle '{cls.__name__}' object")
        args = x.__getnewargs__() if hasattr(x, "__getnewargs__") else ()
        return cls.__new__(cls, *args)
    if base in (list, dict, set, bytearray):
        return cls.__new__(cls)
    if base in (tuple, frozenset):
        items = list(x) if memo is None else [deepcopy(item, memo) for item in x]
        if hasattr(x, "_make"):
            return cls._make(items)
        return base.__new__(cls, items)
    return base.__new__(cls, base(x))


def _fill(x, y, memo=None):
    def own(value):
        return value if memo is None else deepcopy(value, memo)
    if isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(y, own(key), own(value))
    elif isinstance(x, list):
        list.extend(y, [own(item) for item in x])
    elif isinstance(x, set):
        set.update(y, [own(item) for item in x])
    elif isinstance(x, bytearray):
        y[:] = x
    for name, value in slots_of(x).items():
        object.__setattr__(y, name, own(value))
    state = None
    if hasattr(type(x), "__getstate__") and type(x).__getstate__ is not getattr(object, "__getstate__", None):
        state = x.__getstate__()
    elif hasattr(x, "__dict__"):
        state = x.__dict__
    if state:
        if hasattr(y, "__setstate__"):
            y.__setstate__(own(state))
        else:
            y.__dict__.update(own(state))
    return y


def copy(x):
    cls = type(x)
    if _is_atom(x) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    reduced = _reduced(x)
    if reduced is not None:
        return x if isinstance(reduced, str) else _rebuild(x, reduced)
    return _fill(x, _blank(x))


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if _is_atom(x):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    y = _deep(x, cls, memo)
    if y is not x:
        memo[id(x)] = y
        # The original stays alive as long as its copies are looked up by its id.
        memo.setdefault(id(memo), []).append(x)
    return y


def _deep(x, cls, memo):
    if cls is list:
        y = []
        memo[id(x)] = y
        for item in x:
            y.append(deepcopy(item, memo))
        return y
    if cls is dict:
        y = {}
        memo[id(x)] = y
        for key, value in x.items():
            y[deepcopy(key, memo)] = deepcopy(value, memo)
        return y
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        return x if all(a is b for a, b in zip(items, x)) else tuple(items)
    if cls in (set, frozenset):
        return cls([deepcopy(item, memo) for item in x])
    if cls is bytearray:
        return bytearray(x)
    if cls.__name__ == "method":
        return cls(x.__func__, deepcopy(x.__self__, memo))
    own = getattr(cls, "__deepcopy__", None)
    if own is not None:
        return own(x, memo)
    reduced = _reduced(x)
    if reduced is not None:
        return x if isinstance(reduced, str) else _rebuild(x, reduced, memo)
    y = _blank(x, memo)
    memo[id(x)] = y
    return _fill(x, y, memo)
