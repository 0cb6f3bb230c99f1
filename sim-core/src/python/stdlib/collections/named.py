"""namedtuple: a class derived from tuple, made at run time."""

_KEYWORDS = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for from "
    "global if import in is lambda nonlocal not or pass raise return try while with yield".split()
)


def _checked(typename, names, rename):
    if rename:
        seen = set()
        for place, name in enumerate(names):
            if not name.isidentifier() or name in _KEYWORDS or name.startswith("_") or name in seen:
                names[place] = f"_{place}"
            seen.add(name)
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def make_named_tuple(typename, field_names, rename, defaults, module):
    """A new class derived from tuple."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    typename = str(typename)
    _checked(typename, names, rename)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(names):
        raise TypeError("Got more default values than field names")
    given = dict(zip(names[len(names) - len(defaults):], defaults))
    members = named_members(typename, tuple(names), given)
    members["__module__"] = module
    return type(typename, (tuple,), members)


def _listed(names):
    quoted = [repr(name) for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def named_members(typename, names, defaults):
    """What makes a class derived from tuple a named one."""
    count = len(names)

    def filled(values, kwargs):
        """The values of all fields of a call that is not plainly positional."""
        values = list(values)
        if len(values) > count:
            least = count - len(defaults) + 1
            takes = f"from {least} to {count + 1}" if defaults else f"{count + 1}"
            raise TypeError(f"{typename}.__new__() takes {takes} positional argument{'s' if count else ''} but {len(values) + 1} were given")
        for name in kwargs:
            if name not in names:
                raise TypeError(f"{typename}.__new__() got an unexpected keyword argument {name!r}")
            if name in names[:len(values)]:
                raise TypeError(f"{typename}.__new__() got multiple values for argument {name!r}")
        rest = names[len(values):]
        missing = [name for name in rest if name not in kwargs and name not in defaults]
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{typename}.__new__() missing {len(missing)} required positional argument{plural}: {_listed(missing)}")
        for name in rest:
            values.append(kwargs[name] if name in kwargs else defaults[name])
        return values

    def __new__(_cls, *args, **kwargs):
        if kwargs or len(args) != count:
            args = filled(args, kwargs)
        return tuple.__new__(_cls, args)

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != count:
            raise TypeError(f"Expected {count} arguments, got {len(made)}")
        return made

    def _replace(self, /, **kwds):
        made = self._make([kwds.pop(name) if name in kwds else value for name, value in zip(names, self)])
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return made

    def _asdict(self):
        return dict(zip(names, self))

    def __repr__(self):
        inner = ", ".join([f"{name}={value!r}" for name, value in zip(names, self)])
        return f"{type(self).__name__}({inner})"

    def __getnewargs__(self):
        return tuple(self)

    def __setattr__(self, name, value):
        if name in names:
            raise AttributeError("can't set attribute")
        object.__setattr__(self, name, value)

    members = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": names,
        "_field_defaults": defaults,
        "__match_args__": names,
        "__new__": __new__,
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__repr__": __repr__,
        "__setattr__": __setattr__,
        "__getnewargs__": __getnewargs__,
    }
    for place, name in enumerate(names):
        members[name] = property(_getter(place))
    return members


def _getter(place):
    return lambda self: self[place]
