"""Names for annotations. Nothing is checked; what is subscripted only shows
what it was given."""

import collections.abc as _abc
from collections import (
    ChainMap as _ChainMap, Counter as _Counter, OrderedDict as _OrderedDict, defaultdict as _defaultdict,
    deque as _deque, namedtuple as _namedtuple,
)
from collections.named import named_members as _named_members

TYPE_CHECKING = False


def _shown(item):
    if item is ...:
        return "..."
    if item is type(None):
        return "None"
    if isinstance(item, list):
        return "[" + ", ".join([_shown(part) for part in item]) + "]"
    if isinstance(item, type):
        return item.__qualname__ if item.__module__ == "builtins" else f"{item.__module__}.{item.__qualname__}"
    if isinstance(item, type(_shown)):
        return item.__name__
    return repr(item)


class ForwardRef:
    """A type named by text."""

    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def _as_type(item):
    if item is None:
        return type(None)
    return ForwardRef(item) if isinstance(item, str) else item


class _Form:
    """`Any`, `Union`, `List` and the like."""

    def __init__(self, name, origin=None):
        self._name = name
        self.__name__ = name
        self.__origin__ = self.__base_class__ = origin
        self.__module__ = "typing"

    def __getitem__(self, items):
        if not isinstance(items, tuple):
            items = (items,)
        if self._name in ("Literal", "Annotated"):
            return _Filled(self, items)
        items = tuple([_as_type(item) for item in items])
        if self._name == "Optional":
            return _union((items[0], type(None)))
        if self._name == "Union":
            return _union(items)
        return _Filled(self, items)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None or self._name in ("Union", "Optional", "Literal"):
            raise TypeError(f"Cannot instantiate typing.{self._name}")
        return self.__origin__(*args, **kwargs)

    def __or__(self, other):
        return _union((self, _as_type(other)))

    def __ror__(self, other):
        return _union((_as_type(other), self))

    def __repr__(self):
        return f"typing.{self._name}"


class _Filled:
    """A form with its arguments."""

    def __init__(self, form, args):
        self._form = form
        self.__args__ = args
        self.__origin__ = self.__base_class__ = getattr(form, "__origin__", None) or form
        self.__module__ = "typing"

    def __getattr__(self, name):
        return getattr(self.__origin__, name)

    def __getitem__(self, items):
        if not isinstance(items, tuple):
            items = (items,)
        given = iter(items)
        return _Filled(self._form, tuple([next(given, arg) if isinstance(arg, TypeVar) else arg for arg in self.__args__]))

    def __call__(self, *args, **kwargs):
        return self._form(*args, **kwargs)

    def __eq__(self, other):
        if not isinstance(other, _Filled) or other._form is not self._form:
            return False
        if self._form is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        return hash((id(self._form), frozenset(self.__args__) if self._form is Union else self.__args__))

    def __or__(self, other):
        return _union((self, _as_type(other)))

    def __ror__(self, other):
        return _union((_as_type(other), self))

    def __repr__(self):
        name = _shown(self._form)
        if self._form is Union and len(self.__args__) == 2 and type(None) in self.__args__:
            other = self.__args__[0] if self.__args__[1] is type(None) else self.__args__[1]
            return f"typing.Optional[{_shown(other)}]"
        parts = [_shown(arg) for arg in self.__args__]
        if self._form is Union:
            parts = ["NoneType" if part == "None" else part for part in parts]
        if self._form is Literal:
            parts = [repr(arg) for arg in self.__args__]
        if self._form is Callable and len(parts) == 1:
            parts = ["..."] + parts
        return f"{name}[{', '.join(parts)}]"


def _union(items):
    flat = []
    for item in items:
        for part in item.__args__ if isinstance(item, _Filled) and item._form is Union else (item,):
            if part not in flat:
                flat.append(part)
    return flat[0] if len(flat) == 1 else _Filled(Union, tuple(flat))


Union = _Form("Union")
Optional = _Form("Optional")
NoReturn, Never, LiteralString = _Form("NoReturn"), _Form("Never"), _Form("LiteralString")
Self, ClassVar, Final, Literal = _Form("Self"), _Form("ClassVar"), _Form("Final"), _Form("Literal")
Annotated, Concatenate, TypeAlias, TypeGuard = (
    _Form("Annotated"), _Form("Concatenate"), _Form("TypeAlias"), _Form("TypeGuard")
)
Unpack, Required, NotRequired = _Form("Unpack"), _Form("Required"), _Form("NotRequired")

List, Dict, Set, FrozenSet = _Form("List", list), _Form("Dict", dict), _Form("Set", set), _Form("FrozenSet", frozenset)
Tuple, Type = _Form("Tuple", tuple), _Form("Type", type)
DefaultDict, OrderedDict, Counter = (
    _Form("DefaultDict", _defaultdict), _Form("OrderedDict", _OrderedDict), _Form("Counter", _Counter)
)
ChainMap, Deque = _Form("ChainMap", _ChainMap), _Form("Deque", _deque)
Callable, Iterable, Iterator = (
    _Form("Callable", _abc.Callable), _Form("Iterable", _abc.Iterable), _Form("Iterator", _abc.Iterator)
)
Generator, Reversible, Container = (
    _Form("Generator", _abc.Generator), _Form("Reversible", _abc.Reversible), _Form("Container", _abc.Container)
)
Collection, Sequence, MutableSequence = (
    _Form("Collection", _abc.Collection), _Form("Sequence", _abc.Sequence),
    _Form("MutableSequence", _abc.MutableSequence)
)
Mapping, MutableMapping = _Form("Mapping", _abc.Mapping), _Form("MutableMapping", _abc.MutableMapping)
AbstractSet, MutableSet = _Form("AbstractSet", _abc.Set), _Form("MutableSet", _abc.MutableSet)
KeysView, ValuesView, ItemsView, MappingView = (
    _Form("KeysView", _abc.KeysView), _Form("ValuesView", _abc.ValuesView), _Form("ItemsView", _abc.ItemsView),
    _Form("MappingView", _abc.MappingView)
)
Hashable, Sized, ByteString = _Form("Hashable", _abc.Hashable), _Form("Sized", _abc.Sized), _Form("ByteString", _abc.ByteString)
Awaitable, Coroutine = _Form("Awaitable", _abc.Awaitable), _Form("Coroutine", _abc.Coroutine)
AsyncIterable, AsyncIterator, AsyncGenerator = _Form("AsyncIterable"), _Form("AsyncIterator"), _Form("AsyncGenerator")
ContextManager, AsyncContextManager = _Form("ContextManager"), _Form("AsyncContextManager")
Pattern, Match = _Form("Pattern"), _Form("Match")
IO, TextIO, BinaryIO = _Form("IO"), _Form("TextIO"), _Form("BinaryIO")
Text = str


class Any:
    """Anything."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return object.__new__(cls)

    @classmethod
    def __class_repr__(cls):
        return "typing.Any" if cls is Any else f"<class '{cls.__module__}.{cls.__qualname__}'>"


class TypeVar:
    """A type to be filled in."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self._mark = "+" if covariant else "-" if contravariant else "~"

    def __or__(self, other):
        return _union((self, _as_type(other)))

    def __ror__(self, other):
        return _union((_as_type(other), self))

    def __repr__(self):
        return self._mark + self.__name__


class ParamSpec(TypeVar):
    """Parameters to be filled in."""

    args = property(lambda self: f"{self.__name__}.args")
    kwargs = property(lambda self: f"{self.__name__}.kwargs")


class TypeVarTuple(TypeVar):
    """Types to be filled in."""

    def __iter__(self):
        yield self


AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    """The base of generic classes."""

    def __class_getitem__(cls, items):
        if cls.__module__ == "typing":
            return cls
        return _Filled(cls, items if isinstance(items, tuple) else (items,))


class Protocol(Generic):
    """The base of classes that only say what others can do."""

    _is_runtime = False

    def __init_subclass__(cls, **kwargs):
        if Protocol in cls.__bases__:
            cls._needed = tuple(
                [name for name in list(cls.__dict__) + list(cls.__dict__.get("__annotations__", ())) if _is_asked(name)]
            )

    @classmethod
    def __class_instancecheck__(cls, value):
        if Protocol not in cls.__bases__:
            return False
        if not cls._is_runtime:
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(hasattr(value, name) for name in cls._needed)

    @classmethod
    def __class_call__(cls, *args, **kwargs):
        if Protocol in cls.__bases__:
            raise TypeError("Protocols cannot be instantiated")
        made = cls.__new__(cls, *args, **kwargs) if cls.__new__ is not object.__new__ else object.__new__(cls)
        made.__init__(*args, **kwargs)
        return made


_PLAIN = ("__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__annotations__", "__init__",
          "__init_subclass__", "__slots__", "__parameters__", "__orig_bases__", "__firstlineno__")


def _is_asked(name):
    return name not in _PLAIN and name != "_is_runtime" and name != "_needed"


def runtime_checkable(cls):
    cls._is_runtime = True
    return cls


class SupportsInt(Protocol):
    """Has `__int__`."""

    _is_runtime = True

    def __int__(self):
        pass


class SupportsFloat(Protocol):
    """Has `__float__`."""

    _is_runtime = True

    def __float__(self):
        pass


class SupportsIndex(Protocol):
    """Has `__index__`."""

    _is_runtime = True

    def __index__(self):
        pass


class SupportsBytes(Protocol):
    """Has `__bytes__`."""

    _is_runtime = True

    def __bytes__(self):
        pass


class SupportsAbs(Protocol):
    """Has `__abs__`."""

    _is_runtime = True

    def __abs__(self):
        pass


class NamedTuple(tuple):
    """The base of tuples with named fields that are given by annotations."""

    def __new__(cls, typename, fields=None, **kwargs):
        pairs = list(kwargs.items()) if fields is None else list(fields)
        made = _namedtuple(typename, [name for name, _ in pairs])
        made.__annotations__ = dict(pairs)
        return made

    def __init_subclass__(cls, **kwargs):
        if NamedTuple not in cls.__bases__:
            return
        names = tuple(cls.__dict__.get("__annotations__", {}))
        defaults = {}
        for name in names:
            if name.startswith("_"):
                raise ValueError(f"Field names cannot start with an underscore: {name!r}")
            if name in cls.__dict__:
                defaults[name] = cls.__dict__[name]
            elif defaults:
                given = ", ".join(defaults)
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field{plural} {given}")
        for name, value in _named_members(cls.__name__, names, defaults).items():
            if name in names or name not in cls.__dict__:
                setattr(cls, name, staticmethod(value) if name == "__new__" else value)
        if cls.__doc__ is None:
            cls.__doc__ = f"{cls.__name__}({', '.join(names)})"


class TypedDict(dict):
    """The base of classes that describe dicts; an instance is a plain dict."""

    def __new__(cls, *args, **kwargs):
        if cls is TypedDict:
            return type(args[0], (TypedDict,), {"__annotations__": dict(args[1] if len(args) > 1 else kwargs)})
        return dict(*args, **kwargs)

    def __init_subclass__(cls, total=True, **kwargs):
        annotations = {}
        for base in cls.__mro__[::-1]:
            annotations.update(base.__dict__.get("__annotations__", {}))
        cls.__annotations__ = annotations
        cls.__total__ = total


def NewType(name, tp):
    def new_type(value):
        return value
    new_type.__name__ = name
    new_type.__qualname__ = name
    new_type.__supertype__ = tp
    return new_type


def cast(typ, val):
    return val


def assert_type(val, typ):
    return val


def reveal_type(obj):
    return obj


def assert_never(arg):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def overload(func):
    def not_called(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
            "module should always be followed by an implementation that is not @overload-ed."
        )
    return not_called


def final(f):
    return f


def no_type_check(arg):
    return arg


def get_overloads(func):
    return []


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if not isinstance(obj, type):
        return {name: type(None) if kind is None else kind for name, kind in getattr(obj, "__annotations__", {}).items()}
    hints = {}
    for base in obj.__mro__[::-1]:
        hints.update(base.__dict__.get("__annotations__", {}))
    return hints


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())


def is_typeddict(tp):
    return isinstance(tp, type) and TypedDict in tp.__mro__ and tp is not TypedDict
