# The prelude goes on: iteration, numbers, attributes.

# ---- iteration ----

def list_from(items):
    return [x for x in items]


def list_list(items=()):
    return [x for x in items]


def tuple_tuple(items=()):
    return tuple([x for x in items])


def tuple___new__(cls, items=()):
    return tuple.__new__(cls, [x for x in items])


def list___init__(self, items=()):
    list.__init__(self, [x for x in items])


def list_extend(self, items):
    if isinstance(items, list):
        items = list(items)
    for x in items:
        list.append(self, x)


def list_iadd(self, items):
    list_extend(self, items)
    return self


def list_set_slice(self, key, items):
    self[key] = [x for x in items]


def unpack_to_tuple(items, wanted):
    if not hasattr(type(items), '__iter__') and not hasattr(type(items), '__getitem__'):
        raise TypeError(f'cannot unpack non-iterable {type(items).__name__} object')
    out = []
    for x in items:
        out.append(x)
        if len(out) > wanted:
            break
    return tuple(out)


def checked_iter(method, value):
    it = method(value)
    if not hasattr(type(it), '__next__'):
        raise TypeError(f"iter() returned non-iterator of type '{type(it).__name__}'")
    return it


def sequence_iterator(sequence):
    def iterator():
        i = 0
        while True:
            try:
                item = sequence[i]
            except IndexError:
                return
            yield item
            i += 1
    return iterator()


def callable_iterator(function, sentinel):
    def callable_iterator():
        while True:
            item = function()
            if item == sentinel:
                return
            yield item
    return callable_iterator()


def next_default(it, default):
    try:
        return next(it)
    except StopIteration:
        return default


def map_map(function, *iterables):
    if not iterables:
        raise TypeError('map() must have at least two arguments.')
    iterators = [iter(x) for x in iterables]
    if len(iterators) == 1:
        def map(it):
            for x in it:
                yield function(x)
        return map(iterators[0])
    def map():
        for args in zip(*iterators):
            yield function(*args)
    return map()


def filter_filter(function, iterable):
    def filter(it):
        if function is None:
            for x in it:
                if x:
                    yield x
        else:
            for x in it:
                if function(x):
                    yield x
    return filter(iter(iterable))


def zip_zip(*iterables, strict=False):
    iterators = [iter(x) for x in iterables]
    def zip():
        if not iterators:
            return
        while True:
            items = []
            for i in range(len(iterators)):
                try:
                    items.append(next(iterators[i]))
                except StopIteration:
                    if not strict:
                        return
                    if i:
                        plural = ' ' if i == 1 else 's 1-'
                        raise ValueError(f'zip() argument {i + 1} is shorter than argument{plural}{i}')
                    for j in range(1, len(iterators)):
                        try:
                            next(iterators[j])
                        except StopIteration:
                            continue
                        plural = ' ' if j == 1 else 's 1-'
                        raise ValueError(f'zip() argument {j + 1} is longer than argument{plural}{j}')
                    return
            yield tuple(items)
    return zip()


def enumerate_enumerate(iterable, start=0):
    def enumerate(it, n):
        for x in it:
            yield (n, x)
            n += 1
    return enumerate(iter(iterable), start)


def reversed_reversed(sequence):
    def reversed():
        i = len(sequence)
        while i > 0:
            i -= 1
            yield sequence[i]
    return reversed()


def generator_close(g):
    try:
        g.throw(GeneratorExit())
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError('generator ignored GeneratorExit')


def generator_throw_class(g, cls):
    return g.throw(cls())


def builtin_sum(items, /, start=0):
    total = start
    for x in items:
        total = total + x
    return total


def builtin_any(items):
    for x in items:
        if x:
            return True
    return False


def builtin_all(items):
    for x in items:
        if not x:
            return False
    return True


def _extreme(args, key, default, name, greater):
    if len(args) == 1:
        items = args[0]
    else:
        items = args
    first = True
    best = best_key = None
    for x in items:
        k = x if key is None else key(x)
        if first or (k > best_key if greater else k < best_key):
            first = False
            best = x
            best_key = k
    if first:
        if default is not _MISSING:
            return default
        raise ValueError(f'{name}() arg is an empty sequence')
    return best


_MISSING = object()


def builtin_min(*args, key=None, default=_MISSING):
    return _extreme(args, key, default, 'min', False)


def builtin_max(*args, key=None, default=_MISSING):
    return _extreme(args, key, default, 'max', True)


def builtin_sorted(items, /, *, key=None, reverse=False):
    out = [x for x in items]
    _sort(out, key, reverse)
    return out


def list_sort(self, *, key=None, reverse=False):
    items = list(self)
    _sort(items, key, reverse)
    _replace_list(self, items)


def _sort(items, key, reverse):
    keys = items if key is None else [key(x) for x in items]
    order = _sort_positions(keys, bool(reverse))
    if order is NotImplemented:
        order = _merge_sort(list(range(len(keys))), keys, bool(reverse))
    _replace_list(items, [items[i] for i in order])


def _merge_sort(order, keys, reverse):
    width = 1
    n = len(order)
    while width < n:
        merged = []
        for start in range(0, n, 2 * width):
            middle = min(start + width, n)
            end = min(start + 2 * width, n)
            left = start
            right = middle
            while left < middle and right < end:
                a = keys[order[left]]
                b = keys[order[right]]
                if (a < b) if reverse else (b < a):
                    merged.append(order[right])
                    right += 1
                else:
                    merged.append(order[left])
                    left += 1
            merged.extend(order[left:middle])
            merged.extend(order[right:end])
        order = merged
        width *= 2
    return order


def list_index(self, item, start=0, stop=9223372036854775807):
    n = len(self)
    if start < 0:
        start = max(start + n, 0)
    if stop < 0:
        stop = max(stop + n, 0)
    i = start
    while i < stop and i < len(self):
        x = self[i]
        if x is item or x == item:
            return i
        i += 1
    if isinstance(self, tuple):
        raise ValueError('tuple.index(x): x not in tuple')
    raise ValueError(f'{item!r} is not in list')


tuple_index = list_index


def list_count(self, item):
    n = 0
    for x in self:
        if x is item or x == item:
            n += 1
    return n


tuple_count = list_count


def list_remove(self, item):
    for i in range(len(self)):
        x = self[i]
        if x is item or x == item:
            del self[i]
            return
    raise ValueError('list.remove(x): x not in list')


def list___contains__(self, item):
    return contains(self, item)


tuple___contains__ = list___contains__


def subscript_with_index(sequence, key):
    return sequence[_plain_index(key)]


def set_with_index(sequence, key, value):
    sequence[_plain_index(key)] = value


def _plain_index(key):
    if isinstance(key, slice):
        return slice(*[x if x is None else _plain_index(x) for x in (key.start, key.stop, key.step)])
    if isinstance(key, int):
        return int(key)
    return type(key).__index__(key)


def proxy_item(proxy, key):
    return _proxy_inner(proxy)[key]


def range_range(*args):
    return range(*[_plain_index(x) for x in args])


# ---- numbers ----

def bool_bool(x=False):
    return True if x else False


def _with_index(function, x):
    m = _own(type(x), '__index__')
    if m is None:
        raise TypeError(f"'{type(x).__name__}' object cannot be interpreted as an integer")
    return function(m(x))


def builtin_hex(x):
    return _with_index(hex, x)


def builtin_oct(x):
    return _with_index(oct, x)


def builtin_bin(x):
    return _with_index(bin, x)


def builtin_chr(x):
    return _with_index(chr, x)


def builtin_divmod(a, b):
    m = _own(type(a), '__divmod__')
    if m is not None:
        r = m(a, b)
        if r is not NotImplemented:
            return r
    m = _own(type(b), '__rdivmod__')
    if m is not None:
        r = m(b, a)
        if r is not NotImplemented:
            return r
    if _own(type(a), '__floordiv__') is not None:
        return (a // b, a % b)
    raise TypeError(f"unsupported operand type(s) for divmod(): '{type(a).__name__}' and '{type(b).__name__}'")


# ---- attributes ----

def call_getattribute(method, obj, name):
    try:
        return method(obj, name)
    except AttributeError:
        fallback = _own(type(obj), '__getattr__')
        if fallback is None:
            raise
        return fallback(obj, name)


def has_attribute(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def attribute_or(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


def class_made(cls, keywords):
    for name, value in list(vars(cls).items()):
        m = _own(type(value), '__set_name__')
        if m is not None:
            m(value, cls, name)
    super(cls, cls).__init_subclass__(**keywords)


def instantiate(cls, *args, **kwargs):
    new = cls.__new__
    obj = new(cls, *args, **kwargs)
    if isinstance(obj, cls):
        init = _own(type(obj), '__init__')
        if init is not None:
            init(obj, *args, **kwargs)
    return obj


def object___init_subclass__(cls, **keywords):
    if keywords:
        raise TypeError(f'{cls.__name__}.__init_subclass__() takes no keyword arguments')


def object___new__(cls, *args, **kwargs):
    return _new_instance(cls, _lookup(cls, '__mro__'))


def builtin_isinstance(value, wanted):
    if isinstance(wanted, tuple):
        for x in wanted:
            if isinstance(value, x):
                return True
        return False
    m = _own(type(wanted), '__instancecheck__')
    if m is not None:
        return bool(m(wanted, value))
    return builtin_issubclass(type(value), wanted)


def builtin_issubclass(cls, wanted):
    if isinstance(wanted, tuple):
        for x in wanted:
            if issubclass(cls, x):
                return True
        return False
    if wanted in cls.__mro__:
        return True
    hook = wanted.__subclasshook__(cls)
    if hook is NotImplemented:
        return False
    return bool(hook)


def sorted_dir(method, obj):
    return sorted(method(obj))


def checked_len(method, value):
    n = method(value)
    if not isinstance(n, int):
        raise TypeError(f"'{type(n).__name__}' object cannot be interpreted as an integer")
    if n < 0:
        raise ValueError('__len__() should return >= 0')
    return int(n)


class GenericAlias:
    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__base_class__ = origin

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __repr__(self):
        names = [x.__name__ if isinstance(x, type) else repr(x) for x in self.__args__]
        return f"{self.__origin__.__name__}[{', '.join(names)}]"

    def __or__(self, other):
        return self

    def __eq__(self, other):
        return isinstance(other, GenericAlias) and (self.__origin__, self.__args__) == (other.__origin__, other.__args__)

    def __hash__(self):
        return hash((self.__origin__, self.__args__))


def generic_alias(origin, args):
    return GenericAlias(origin, args)


class _Code:
    def __init__(self, function):
        names, positional, rest, rest_keywords, line = _slots(function)
        self.co_name = function.__name__
        self.co_varnames = tuple(names)
        self.co_argcount = positional
        self.co_firstlineno = line
        self.co_flags = (4 if rest else 0) | (8 if rest_keywords else 0)


def code_of(function):
    return _Code(function)
