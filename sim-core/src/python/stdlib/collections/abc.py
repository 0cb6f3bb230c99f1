"""Abstract collections: what a type can do decides whether it is one."""

from abc import ABC as _ABC, abstractmethod as _abstractmethod


_Alias = type(list[int])


class _ByMethods(_ABC):
    """A class of whatever has all of `_needed`."""

    _needed = ()
    _kinds = ()

    @classmethod
    def __class_subclasscheck__(cls, other):
        if any(issubclass(other, kind) for kind in cls.__dict__.get("_also", ())):
            return True
        if "_kinds" in cls.__dict__:
            return issubclass(other, cls._kinds)
        needed = cls.__dict__.get("_needed")
        if not needed:
            return False
        return all(getattr(other, name, None) is not None for name in needed)

    @classmethod
    def __class_instancecheck__(cls, value):
        return cls.__class_subclasscheck__(type(value))

    @classmethod
    def register(cls, subclass):
        cls._also = cls.__dict__.get("_also", ()) + (subclass,)
        return subclass

    @classmethod
    def __class_getitem__(cls, item):
        return _Alias(cls, item)


class Hashable(_ByMethods):
    _needed = ("__hash__",)


class Iterable(_ByMethods):
    _needed = ("__iter__",)

    @_abstractmethod
    def __iter__(self):
        while False:
            yield None


class Iterator(Iterable):
    _needed = ("__iter__", "__next__")

    @_abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Generator(Iterator):
    _needed = ("__iter__", "__next__", "send", "throw", "close")


class Reversible(Iterable):
    _needed = ("__iter__", "__reversed__")


class Sized(_ByMethods):
    _needed = ("__len__",)

    @_abstractmethod
    def __len__(self):
        return 0


class Container(_ByMethods):
    _needed = ("__contains__",)

    @_abstractmethod
    def __contains__(self, x):
        return False


class Callable(_ByMethods):
    @classmethod
    def __class_subclasscheck__(cls, other):
        return any("__call__" in base.__dict__ for base in other.__mro__)

    @classmethod
    def __class_instancecheck__(cls, value):
        return callable(value)

    @_abstractmethod
    def __call__(self, *args, **kwds):
        return False


class Collection(Sized, Iterable, Container):
    _needed = ("__len__", "__iter__", "__contains__")


class Sequence(Reversible, Collection):
    _kinds = (str, bytes, bytearray, list, tuple, range, memoryview)

    @_abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        at = 0
        while True:
            try:
                item = self[at]
            except IndexError:
                return
            yield item
            at += 1

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for at in range(len(self) - 1, -1, -1):
            yield self[at]

    def index(self, value, start=0, stop=None):
        for at in range(start, len(self) if stop is None else stop):
            if self[at] is value or self[at] == value:
                return at
        raise ValueError

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)


class MutableSequence(Sequence):
    _kinds = (list, bytearray)

    @_abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @_abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @_abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        n = len(self)
        for at in range(n // 2):
            self[at], self[n - at - 1] = self[n - at - 1], self[at]

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(Collection):
    _kinds = (set, frozenset, type({}.keys()), type({}.items()))

    @classmethod
    def _from_iterable(cls, items):
        return cls(items)

    def __le__(self, other):
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other):
        return len(self) < len(other) and self <= other

    def __ge__(self, other):
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other):
        return len(self) > len(other) and self >= other

    def __eq__(self, other):
        return len(self) == len(other) and self <= other

    def __and__(self, other):
        return self._from_iterable(item for item in other if item in self)

    def __or__(self, other):
        return self._from_iterable(item for items in (self, other) for item in items)

    def __sub__(self, other):
        return self._from_iterable(item for item in self if item not in other)

    def __xor__(self, other):
        return (self - other) | (other - self)

    def isdisjoint(self, other):
        return not any(item in self for item in other)


class MutableSet(Set):
    _kinds = (set,)

    @_abstractmethod
    def add(self, value):
        raise NotImplementedError

    @_abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)


class Mapping(Collection):
    _kinds = (dict,)

    @_abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def values(self):
        return ValuesView(self)

    def items(self):
        return ItemsView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None


class MutableMapping(Mapping):
    _kinds = (dict,)

    @_abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @_abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        if hasattr(other, "keys"):
            other = [(key, other[key]) for key in other.keys()]
        for key, value in other:
            self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]


class MappingView(Sized):
    _kinds = (type({}.keys()), type({}.values()), type({}.items()))

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"


class KeysView(MappingView):
    _kinds = (type({}.keys()),)

    def __iter__(self):
        return iter(self._mapping)

    def __contains__(self, key):
        return key in self._mapping


class ValuesView(MappingView):
    _kinds = (type({}.values()),)

    def __iter__(self):
        return (self._mapping[key] for key in self._mapping)

    def __contains__(self, value):
        return any(other is value or other == value for other in self)


class ItemsView(MappingView):
    _kinds = (type({}.items()),)

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)

    def __contains__(self, item):
        key, value = item
        return key in self._mapping and self._mapping[key] == value


class ByteString(Sequence):
    _kinds = (bytes, bytearray)


class Awaitable(_ByMethods):
    _needed = ("__await__",)


class Coroutine(Awaitable):
    _needed = ("__await__", "send", "throw", "close")
