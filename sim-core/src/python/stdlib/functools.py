"""Functions about functions.

What CPython makes callable objects with `__get__` (the wrapper of `lru_cache`,
`cached_property`, `singledispatchmethod`) are functions and properties here.
"""

_MISSING = object()

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING:
            setattr(wrapper, name, value)
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


class partial:
    """A callable with some arguments already given."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        if keywords or self.keywords:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        return self.func(*self.args, *args)

    def __repr__(self):
        parts = [repr(self.func)] + [repr(arg) for arg in self.args]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        name = "functools.partial" if type(self) is partial else type(self).__qualname__
        return f"{name}({', '.join(parts)})"


def partialmethod(func, /, *args, **keywords):
    def method(self, /, *more, **named):
        return func(self, *args, *more, **{**keywords, **named})
    return method


def reduce(function, iterable, initial=_MISSING, /):
    iterator = iter(iterable)
    value = initial
    if value is _MISSING:
        for value in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        value = function(value, item)
    return value


def cmp_to_key(mycmp):
    class K:
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


# Total ordering

def _or_equal(less):
    def compare(self, other):
        answer = less(self, other)
        return answer if answer is NotImplemented else answer or self == other
    return compare


def _not(compare_opposite):
    def compare(self, other):
        answer = compare_opposite(self, other)
        return answer if answer is NotImplemented else not answer
    return compare


def _not_or_equal(less):
    def compare(self, other):
        answer = less(self, other)
        return answer if answer is NotImplemented else not answer and self != other
    return compare


def _but_not_equal(less_or_equal):
    def compare(self, other):
        answer = less_or_equal(self, other)
        return answer if answer is NotImplemented else answer and self != other
    return compare


def _not_or_same(less_or_equal):
    def compare(self, other):
        answer = less_or_equal(self, other)
        return answer if answer is NotImplemented else not answer or self == other
    return compare


_DERIVED = {
    "__lt__": (("__gt__", _not_or_equal), ("__le__", _or_equal), ("__ge__", _not)),
    "__le__": (("__ge__", _not_or_same), ("__lt__", _but_not_equal), ("__gt__", _not)),
    "__gt__": (("__lt__", _not_or_equal), ("__ge__", _or_equal), ("__le__", _not)),
    "__ge__": (("__le__", _not_or_same), ("__gt__", _but_not_equal), ("__lt__", _not)),
}


def total_ordering(cls):
    own = {name for base in cls.__mro__ if base is not object for name in vars(base)}
    for root in ("__lt__", "__le__", "__gt__", "__ge__"):
        if root in own:
            break
    else:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, make in _DERIVED[root]:
        if name not in own:
            compare = make(getattr(cls, root))
            compare.__name__ = name
            setattr(cls, name, compare)
    return cls


# Caches

class _CacheInfo(tuple):
    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


def _key(args, kwargs, typed):
    if typed:
        kinds = tuple([type(value) for value in args] + [type(value) for value in kwargs.values()])
        return (args, tuple(kwargs.items()), kinds)
    if kwargs:
        return (args, tuple(kwargs.items()))
    if len(args) == 1 and type(args[0]) in (int, str):
        return args[0]
    return args


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    if maxsize is not None:
        maxsize = max(maxsize, 0)
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    return _cached(user_function, None, False)


def _cached(function, maxsize, typed):
    store = {}
    hits = misses = 0

    def wrapper(*args, **kwargs):
        nonlocal hits, misses
        key = _key(args, kwargs, typed)
        value = store.get(key, _MISSING)
        if value is not _MISSING:
            hits += 1
            if maxsize is not None:
                # The order of the dict is the order of use.
                del store[key]
                store[key] = value
            return value
        misses += 1
        value = function(*args, **kwargs)
        if maxsize is None:
            store[key] = value
        elif maxsize:
            if key not in store and len(store) >= maxsize:
                del store[next(iter(store))]
            store[key] = value
        return value

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(store))

    def cache_clear():
        nonlocal hits, misses
        store.clear()
        hits = misses = 0

    update_wrapper(wrapper, function)
    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return wrapper


def cached_property(func):
    name = func.__name__

    def getter(self):
        values = self.__dict__
        if name not in values:
            values[name] = func(self)
        return values[name]

    def setter(self, value):
        self.__dict__[name] = value

    def deleter(self):
        if name not in self.__dict__:
            raise AttributeError(name)
        del self.__dict__[name]

    return property(getter, setter, deleter, func.__doc__)


# Dispatch on the type of the first argument

def _best(registry, cls):
    for base in cls.__mro__:
        if base in registry and base is not object:
            return registry[base]
    # Abstract classes that recognise the type without being its bases.
    for base, function in registry.items():
        if base is not object and issubclass(cls, base):
            return function
    return registry[object]


def _registrar(registry):
    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            kinds = [kind for name, kind in getattr(cls, "__annotations__", {}).items() if name != "return"]
            if not kinds:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            cls, func = kinds[0], cls
        registry[cls] = func
        return func
    return register


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        return _best(registry, cls)

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return _best(registry, type(args[0]))(*args, **kwargs)

    update_wrapper(wrapper, func)
    wrapper.registry = registry
    wrapper.dispatch = dispatch
    wrapper.register = _registrar(registry)
    return wrapper


def singledispatchmethod(func):
    registry = {object: func}

    def wrapper(self, *args, **kwargs):
        return _best(registry, type(args[0]))(self, *args, **kwargs)

    update_wrapper(wrapper, func)
    wrapper.register = _registrar(registry)
    return wrapper
