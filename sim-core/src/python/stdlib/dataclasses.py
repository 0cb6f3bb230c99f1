"""Classes that hold data: `__init__`, `__repr__` and comparisons from annotations.

The methods are closures over the list of fields, not generated text.
"""


class FrozenInstanceError(AttributeError):
    """A field of a frozen instance was to be changed."""


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()


class KW_ONLY:
    """As an annotation: the fields after it are given by keyword only."""


class InitVar:
    """As an annotation: handed to `__post_init__`, not stored."""

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{getattr(self.type, '__name__', self.type)}]"


_PARAMETERS = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")


class _Params:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{name}={getattr(self, name)!r}' for name in _PARAMETERS])})"


class Field:
    """What is known of one field."""

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        # "field", "class" or "init".
        self._kind = "field"

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
        return f"Field({','.join([f'{name}={getattr(self, name)!r}' for name in names])})"

    def _required(self):
        return self.default is MISSING and self.default_factory is MISSING


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    params = _Params(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)
    if cls is None:
        return lambda cls: _process(cls, params, match_args, kw_only, slots)
    return _process(cls, params, match_args, kw_only, slots)


def _mentions(annotation, word):
    """Whether an annotation given as text is that of typing or dataclasses."""
    head = annotation.partition("[")[0]
    return head == word or head.endswith("." + word)


def _kind(annotation):
    if isinstance(annotation, str):
        return "class" if _mentions(annotation, "ClassVar") else "init" if _mentions(annotation, "InitVar") else "field"
    if annotation is InitVar or isinstance(annotation, InitVar):
        return "init"
    return "class" if repr(annotation).startswith("typing.ClassVar") else "field"


def _own_field(cls, name, annotation, kw_only):
    default = cls.__dict__.get(name, MISSING)
    made = default if isinstance(default, Field) else field(default=default)
    made.name = name
    made.type = annotation
    made._kind = _kind(annotation)
    if made._kind == "class":
        return made
    if made.default_factory is not MISSING and made._kind == "init":
        raise TypeError(f"field {name} cannot have a default factory")
    if made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._kind == "field" and made.default is not MISSING and type(made.default).__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    return made


def _collect(cls, kw_only):
    found = {}
    for base in cls.__mro__[:0:-1]:
        for known in base.__dict__.get("__dataclass_fields__", {}).values():
            found[known.name] = known
    annotations = cls.__dict__.get("__annotations__", {})
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or isinstance(annotation, str) and _mentions(annotation, "KW_ONLY"):
            kw_only = True
            continue
        made = _own_field(cls, name, annotation, kw_only)
        found[name] = made
        if isinstance(cls.__dict__.get(name), Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _check_frozen(cls, frozen):
    for base in cls.__mro__[1:]:
        params = base.__dict__.get("__dataclass_params__")
        if params is None:
            continue
        if params.frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if frozen and not params.frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")


def _process(cls, params, match_args, kw_only, slots=False):
    _check_frozen(cls, params.frozen)
    found = _collect(cls, kw_only)
    own = [known for known in found.values() if known._kind == "field"]
    given = [known for known in found.values() if known._kind != "class"]
    positional = [known for known in given if known.init and not known.kw_only]
    cls.__dataclass_fields__ = found
    cls.__dataclass_params__ = params
    if params.init:
        _add(cls, "__init__", _make_init(cls, given, positional))
    if params.repr and "__repr__" not in cls.__dict__:
        _add(cls, "__repr__", _make_repr([known.name for known in own if known.repr]))
    compared = [known.name for known in own if known.compare]
    had_eq = "__eq__" in cls.__dict__
    had_hash = cls.__dict__.get("__hash__", MISSING)
    had_hash = had_hash is not MISSING and not (had_hash is None and had_eq)
    if params.eq and not had_eq:
        _add(cls, "__eq__", _make_eq(compared))
    if params.order:
        _add_order(cls, params, compared)
    if params.frozen:
        _freeze(cls, [known.name for known in own])
    hashed = [known.name for known in own if (known.compare if known.hash is None else known.hash)]
    if params.unsafe_hash:
        if had_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        _add(cls, "__hash__", _make_hash(hashed))
    elif params.eq and params.frozen:
        if not had_hash:
            _add(cls, "__hash__", _make_hash(hashed))
    elif params.eq and not had_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([known.name for known in positional])
    if slots:
        cls.__slots__ = tuple([known.name for known in own])
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__ + _signature(given)
    return cls


def _add(cls, name, function):
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    setattr(cls, name, function)


def _type_text(annotation):
    if isinstance(annotation, str):
        return repr(annotation)
    if isinstance(annotation, type) and annotation.__module__ == "builtins":
        return annotation.__qualname__
    return f"{annotation.__module__}.{annotation.__qualname__}" if isinstance(annotation, type) else repr(annotation).replace("typing.", "")


def _signature(given):
    parts = []
    for known in sorted(given, key=lambda known: bool(known.kw_only)):
        if not known.init:
            continue
        text = f"{known.name}: {_type_text(known.type)}"
        if known.default is not MISSING:
            text += f" = {known.default!r}"
        elif known.default_factory is not MISSING:
            text += " = <factory>"
        if known.kw_only and "*" not in parts:
            parts.append("*")
        parts.append(text)
    return f"({', '.join(parts)})"


def _make_init(cls, given, positional):
    by_name = {known.name: known for known in given if known.init}
    names = [known.name for known in positional]
    seen_default = False
    for known in positional:
        if not known._required():
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {known.name!r} follows default argument")
    frozen = cls.__dataclass_params__.frozen
    has_post = hasattr(cls, "__post_init__")
    is_plain = all(known.init and known._kind == "field" for known in given) and len(given) == len(positional)
    count = len(names)

    def __init__(self, *args, **kwargs):
        values = self.__dict__ if frozen else None
        if is_plain and len(args) == count and not kwargs:
            for name, value in zip(names, args):
                if frozen:
                    values[name] = value
                else:
                    setattr(self, name, value)
        else:
            bound = _bind(self, names, by_name, args, kwargs)
            extra = []
            for known in given:
                if known.name in bound:
                    value = bound[known.name]
                elif known.default_factory is not MISSING:
                    value = known.default_factory()
                elif known.default is not MISSING and (known.init or known._kind == "init"):
                    value = known.default
                else:
                    continue
                if known._kind == "init":
                    extra.append(value)
                elif frozen:
                    values[known.name] = value
                else:
                    setattr(self, known.name, value)
            if has_post:
                self.__post_init__(*extra)
            return
        if has_post:
            self.__post_init__()

    annotations = {known.name: known.type for known in by_name.values()}
    annotations["return"] = None
    __init__.__annotations__ = annotations
    return __init__


def _listed(names):
    quoted = [repr(name) for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def _bind(self, names, by_name, args, kwargs):
    """Values by name, as a call of a plain function sorts them."""
    title = f"{type(self).__init__.__qualname__}()"
    bound = dict(zip(names, args))
    for name, value in kwargs.items():
        if name not in by_name:
            raise TypeError(f"{title} got an unexpected keyword argument {name!r}")
        if name in bound:
            raise TypeError(f"{title} got multiple values for argument {name!r}")
        bound[name] = value
    if len(args) > len(names):
        defaults = sum([1 for name in names if not by_name[name]._required()])
        most = len(names) + 1
        takes = f"from {most - defaults} to {most}" if defaults else str(most)
        plural = "" if most == 1 else "s"
        raise TypeError(f"{title} takes {takes} positional argument{plural} but {len(args) + 1} were given")
    for kind, some in (("positional", names), ("keyword-only", [name for name in by_name if by_name[name].kw_only])):
        missing = [name for name in some if name not in bound and by_name[name]._required()]
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{title} missing {len(missing)} required {kind} argument{plural}: {_listed(missing)}")
    return bound


def _make_repr(names):
    running = set()

    def __repr__(self):
        if id(self) in running:
            return "..."
        running.add(id(self))
        try:
            inner = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        finally:
            running.discard(id(self))
        return f"{type(self).__qualname__}({inner})"
    return __repr__


def _values(self, names):
    return tuple([getattr(self, name) for name in names])


def _make_eq(names):
    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return _values(self, names) == _values(other, names)
    return __eq__


def _make_hash(names):
    return lambda self: hash(_values(self, names))


def _add_order(cls, params, names):
    if not params.eq:
        raise ValueError("eq must be true if order is true")
    comparisons = {
        "__lt__": lambda a, b: a < b, "__le__": lambda a, b: a <= b,
        "__gt__": lambda a, b: a > b, "__ge__": lambda a, b: a >= b,
    }
    for name, compare in comparisons.items():
        if name in cls.__dict__:
            raise TypeError(
                f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering"
            )
        _add(cls, name, _ordered(compare, names))


def _ordered(compare, names):
    def ordered(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return compare(_values(self, names), _values(other, names))
    return ordered


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for name, function in (("__setattr__", __setattr__), ("__delattr__", __delattr__)):
        if name in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        _add(cls, name, function)


def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([known for known in found.values() if known._kind == "field"])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _is_instance(obj):
    return not isinstance(obj, type) and hasattr(type(obj), "__dataclass_fields__")


def _deep(value, convert, make):
    if _is_instance(value):
        return convert(value, make)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_deep(item, convert, make) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_deep(item, convert, make) for item in value])
    if isinstance(value, dict):
        pairs = [(_deep(key, convert, make), _deep(item, convert, make)) for key, item in value.items()]
        return type(value)(pairs) if not hasattr(value, "default_factory") else type(value)(value.default_factory, pairs)
    import copy
    return copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _to_dict(obj, dict_factory)


def _to_dict(obj, make):
    return make([(known.name, _deep(getattr(obj, known.name), _to_dict, make)) for known in fields(obj)])


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _to_tuple(obj, tuple_factory)


def _to_tuple(obj, make):
    return make([_deep(getattr(obj, known.name), _to_tuple, make) for known in fields(obj)])


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for known in obj.__dataclass_fields__.values():
        if known._kind == "class":
            continue
        if not known.init:
            if known.name in changes:
                raise ValueError(f"field {known.name} is declared with init=False, it cannot be specified with replace()")
        elif known.name not in changes:
            if known._kind == "init" and known.default is MISSING:
                raise ValueError(f"InitVar {known.name!r} must be specified with replace()")
            changes[known.name] = getattr(obj, known.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs):
    members = dict(namespace or {})
    annotations = {}
    for item in fields:
        name, kind, *default = (item, "typing.Any") if isinstance(item, str) else item
        annotations[name] = kind
        if default:
            members[name] = default[0]
    members["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, members), **kwargs)
