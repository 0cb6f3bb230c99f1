# The half of the built-ins in which program text takes part: what a built-in
# does when it meets a class of the program, a generator, or a key function.
# A function here has the name of its built-in: OWNER_METHOD or builtin_NAME.
import _system

_NAMES = ('__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__')
_SYMBOLS = ('<', '<=', '==', '!=', '>', '>=')
_SWAPPED = (4, 5, 2, 3, 0, 1)


# ---- raising ----

def raise_class(cls):
    raise cls()


def raise_class_from(cls, cause):
    if isinstance(cls, type):
        cls = cls()
    if isinstance(cause, type):
        cause = cause()
    raise cls from cause


def raise_call(cls, args):
    raise cls(*args)


def uncaught_words(chain):
    words = []
    for exception in chain:
        try:
            words.append(str(exception))
        except BaseException:
            words.append('<exception str() failed>')
    return words


# ---- operators ----

def binary_operator(a, b, method, symbol, in_place):
    ta = type(a)
    tb = type(b)
    if in_place:
        m = _own(ta, '__i' + method + '__')
        if m is not None:
            r = m(a, b)
            if r is not NotImplemented:
                return r
    forward = _own(ta, '__' + method + '__')
    reflected = _own(tb, '__r' + method + '__') if ta is not tb else None
    if reflected is not None and issubclass(tb, ta) and _own(ta, '__r' + method + '__') is not reflected:
        r = reflected(b, a)
        if r is not NotImplemented:
            return r
        reflected = None
    if forward is not None:
        r = forward(a, b)
        if r is not NotImplemented:
            return r
    elif _base(a) is not a or not _is_plain_instance(a):
        r = _binary_parts(method, a, b)
        if r is not NotImplemented:
            return r
    if reflected is not None:
        r = reflected(b, a)
        if r is not NotImplemented:
            return r
    x = ta.__name__
    y = tb.__name__
    raise TypeError(f"unsupported operand type(s) for {symbol}: '{x}' and '{y}'")


def _is_plain_instance(x):
    return _own(type(x), '__class__') is None and type(x).__mro__[-2:-1] == (type(x),) and _base(x) is x


def compare(a, b, how):
    ta = type(a)
    tb = type(b)
    name = _NAMES[how]
    reflected_name = _NAMES[_SWAPPED[how]]
    asked = False
    if ta is not tb and issubclass(tb, ta):
        m = _own(tb, reflected_name)
        if m is not None:
            asked = True
            r = m(b, a)
            if r is not NotImplemented:
                return r
    m = _own(ta, name)
    if m is not None:
        r = m(a, b)
        if r is not NotImplemented:
            return r
    elif how == 3:
        m = _own(ta, '__eq__')
        if m is not None:
            r = m(a, b)
            if r is not NotImplemented:
                return not r
    if not asked:
        m = _own(tb, reflected_name)
        if m is not None:
            r = m(b, a)
            if r is not NotImplemented:
                return r
        elif how == 3:
            m = _own(tb, '__eq__')
            if m is not None:
                r = m(b, a)
                if r is not NotImplemented:
                    return not r
    return compare_parts(a, b, how)


def compare_truth(a, b, how):
    return compare(a, b, how)


def equal_parts(x, y):
    return compare_parts(x, y, 2)


def not_equal(eq, a, b):
    r = eq(a, b)
    if r is NotImplemented:
        return r
    return not r


def compare_parts(a, b, how):
    x = _base(a)
    y = _base(b)
    if isinstance(x, list) and isinstance(y, list) or isinstance(x, tuple) and isinstance(y, tuple):
        return _compare_items(x, y, how)
    if how == 2 or how == 3:
        if isinstance(x, dict) and isinstance(y, dict):
            return _equal_dicts(x, y) == (how == 2)
        if _is_set(x) and _is_set(y):
            return (len(x) == len(y) and _all_in(x, y)) == (how == 2)
        return (a is b) == (how == 2)
    if _is_set(x) and _is_set(y):
        if how == 0:
            return len(x) < len(y) and _all_in(x, y)
        if how == 1:
            return len(x) <= len(y) and _all_in(x, y)
        if how == 4:
            return len(y) < len(x) and _all_in(y, x)
        return len(y) <= len(x) and _all_in(y, x)
    p = type(a).__name__
    q = type(b).__name__
    raise TypeError(f"'{_SYMBOLS[how]}' not supported between instances of '{p}' and '{q}'")


_KEYS = type({}.keys())
_ITEMS = type({}.items())


def _is_set(x):
    return isinstance(x, (set, frozenset, _KEYS, _ITEMS))


def _all_in(x, y):
    for item in x:
        if item not in y:
            return False
    return True


def _compare_items(x, y, how):
    if how == 2 or how == 3:
        if len(x) != len(y):
            return how == 3
    for p, q in zip(x, y):
        if p is not q and not p == q:
            if how == 2:
                return False
            if how == 3:
                return True
            return _ordered(p, q, how)
    if how == 2:
        return True
    if how == 3:
        return False
    return _ordered(len(x), len(y), how)


def _ordered(p, q, how):
    if how == 0:
        return p < q
    if how == 1:
        return p <= q
    if how == 4:
        return p > q
    return p >= q


def _equal_dicts(x, y):
    if len(x) != len(y):
        return False
    for key, value in dict.items(x):
        if key not in y:
            return False
        other = y[key]
        if other is not value and not other == value:
            return False
    return True


def contains(container, item):
    x = _base(container)
    if isinstance(x, (list, tuple)):
        for entry in x:
            if entry is item or entry == item:
                return True
        return False
    if isinstance(x, (dict, set, frozenset, _KEYS)):
        return _settle(x, item) in x
    if isinstance(x, _ITEMS):
        for entry in x:
            if entry is item or entry == item:
                return True
        return False
    if isinstance(container, type):
        m = _lookup(container, '__class_contains__')
        if m is not None:
            return m(container, item)
    for entry in container:
        if entry is item or entry == item:
            return True
    return False


# ---- hashing and tables ----

def checked_hash(method, value):
    h = method(value)
    if not isinstance(h, int):
        raise TypeError('__hash__ method should return an integer')
    return hash(int(h))


def builtin_hash(value):
    x = _base(value)
    if isinstance(x, tuple):
        return _tuple_hash([hash(item) for item in x])
    return object.__hash__(value)


def _settle(table, key):
    h = hash(key)
    for candidate in _candidates(table, h):
        if candidate is key or candidate == key:
            return _hashed(h, key, candidate)
    return _hashed(h, key)


def dict_item(d, key):
    return d[_settle(d, key)]


def dict_set_item(d, key, value):
    d[_settle(d, key)] = value


def dict_delete_item(d, key):
    del d[_settle(d, key)]


def dict_get(d, key, default=None):
    return dict.get(d, _settle(d, key), default)


def dict_pop(d, key, *default):
    return dict.pop(d, _settle(d, key), *default)


def dict_setdefault(d, key, default=None):
    return dict.setdefault(d, _settle(d, key), default)


def dict___contains__(d, key):
    return _settle(d, key) in _base(d)


def dict_update(d, *args, **kwargs):
    if args:
        _fill(d, args[0])
    for name, value in kwargs.items():
        d[name] = value


def _fill(d, source):
    d = _base(d)
    if hasattr(source, 'keys'):
        for key in source.keys():
            d[key] = source[key]
        return
    n = 0
    for pair in source:
        try:
            parts = list(pair)
        except TypeError:
            raise TypeError(f'cannot convert dictionary update sequence element #{n} to a sequence') from None
        if len(parts) != 2:
            raise ValueError(f'dictionary update sequence element #{n} has length {len(parts)}; 2 is required')
        d[parts[0]] = parts[1]
        n += 1


def dict___init__(d, *args, **kwargs):
    dict_update(d, *args, **kwargs)


def dict_dict(*args, **kwargs):
    if len(args) > 1:
        raise TypeError(f'dict expected at most 1 argument, got {len(args)}')
    d = {}
    dict_update(d, *args, **kwargs)
    return d


def dict_fromkeys(cls, keys, value=None):
    d = cls()
    for key in keys:
        d[key] = value
    return d


def dict_copy(d):
    return dict_dict(d)


def dict_from_flat(items):
    d = {}
    for i in range(0, len(items), 2):
        d[items[i]] = items[i + 1]
    return d


def dict_display_update(d, source):
    if not hasattr(source, 'keys'):
        raise TypeError(f"'{type(source).__name__}' object is not a mapping")
    for key in source.keys():
        d[key] = source[key]


def keywords_merge(d, source):
    if not hasattr(source, 'keys'):
        raise TypeError(f"argument after ** must be a mapping, not {type(source).__name__}")
    for key in source.keys():
        if key in d:
            raise TypeError(f"got multiple values for keyword argument '{key}'")
        d[key] = source[key]


def dict_keys_isdisjoint(keys, other):
    for key in other:
        if key in keys:
            return False
    return True


def set_add(s, key):
    set.add(s, _settle(s, key))


def set_discard(s, key):
    set.discard(s, _settle(s, key))


def set_remove(s, key):
    set.remove(s, _settle(s, key))


def set___contains__(s, key):
    return _settle(s, key) in s


frozenset___contains__ = set___contains__


def set_from(items):
    s = set()
    for item in items:
        s.add(item)
    return s


def set_set(items=()):
    s = set()
    for item in items:
        s.add(item)
    return s


def set___init__(s, items=()):
    set.clear(s)
    for item in items:
        set.add(s, item)


def frozenset_frozenset(items=()):
    # What the set has settled need not be settled again.
    return _frozen(set_set(items))


def _frozen(s):
    return frozenset(s)


def set_update(s, *others):
    for other in others:
        for item in list(other):
            set.add(s, item)


def set_operation(a, b, method):
    r = set()
    if method == 'or':
        for x in a:
            r.add(x)
        for x in b:
            r.add(x)
    elif method == 'and':
        for x in a:
            if x in b:
                r.add(x)
    elif method == 'sub':
        for x in a:
            if x not in b:
                r.add(x)
    else:
        for x in a:
            if x not in b:
                r.add(x)
        for x in b:
            if x not in a:
                r.add(x)
    return frozenset(r) if isinstance(a, frozenset) else r


def set_in_place(a, b, method):
    r = set_operation(set(a), set(b), method)
    set.clear(a)
    set.update(a, r)
    return a


def set_union(s, *others):
    for other in others:
        s = set_operation(s, set_set(other), 'or')
    return s if others else s.copy()


def set_intersection(s, *others):
    for other in others:
        s = set_operation(s, set_set(other), 'and')
    return s if others else s.copy()


def set_difference(s, *others):
    for other in others:
        s = set_operation(s, set_set(other), 'sub')
    return s if others else s.copy()


def set_symmetric_difference(s, other):
    return set_operation(s, set_set(other), 'xor')


def set_intersection_update(s, *others):
    r = set_intersection(s, *others)
    set.clear(s)
    set.update(s, r)


def set_difference_update(s, *others):
    r = set_difference(s, *others)
    set.clear(s)
    set.update(s, r)


def set_symmetric_difference_update(s, other):
    r = set_symmetric_difference(s, other)
    set.clear(s)
    set.update(s, r)


def set_issubset(s, other):
    return _all_in(s, set_set(other))


def set_issuperset(s, other):
    return _all_in(other, s)


def set_isdisjoint(s, other):
    for x in other:
        if x in s:
            return False
    return True


frozenset_union = set_union
frozenset_intersection = set_intersection
frozenset_difference = set_difference
frozenset_symmetric_difference = set_symmetric_difference
frozenset_issubset = set_issubset
frozenset_issuperset = set_issuperset
frozenset_isdisjoint = set_isdisjoint


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


# ---- text ----

def builtin_print(*args, sep=' ', end='\n', file=None, flush=False):
    if sep is None:
        sep = ' '
    elif not isinstance(sep, str):
        raise TypeError(f'sep must be None or a string, not {type(sep).__name__}')
    if end is None:
        end = '\n'
    elif not isinstance(end, str):
        raise TypeError(f'end must be None or a string, not {type(end).__name__}')
    text = sep.join([str(x) for x in args]) + end
    if file is None:
        sys = _import_module('sys')
        if sys is not None:
            file = sys.stdout
            if file is None:
                return
    if file is None:
        _system.write(1, text)
    else:
        file.write(text)
        if flush and hasattr(file, 'flush'):
            file.flush()


def repr_slow(x):
    if not _enter_repr(x):
        x = _base(x)
        if isinstance(x, list):
            return '[...]'
        if isinstance(x, dict):
            return '{...}'
        if isinstance(x, tuple):
            return '(...)'
        return '...'
    try:
        return _repr_parts(x, _base(x))
    finally:
        _leave_repr(x)


def _repr_parts(x, base):
    if isinstance(base, list):
        return '[' + ', '.join([repr(y) for y in base]) + ']'
    if isinstance(base, tuple):
        if len(base) == 1:
            return '(' + repr(base[0]) + ',)'
        return '(' + ', '.join([repr(y) for y in base]) + ')'
    if isinstance(base, dict):
        return '{' + ', '.join([repr(k) + ': ' + repr(v) for k, v in dict.items(base)]) + '}'
    if isinstance(base, set):
        return '{' + ', '.join([repr(y) for y in base]) + '}'
    if isinstance(base, frozenset):
        return 'frozenset({' + ', '.join([repr(y) for y in base]) + '})'
    if isinstance(base, slice):
        return f'slice({base.start!r}, {base.stop!r}, {base.step!r})'
    if isinstance(base, _ITEMS):
        return 'dict_items(' + repr(list(base)) + ')'
    if isinstance(base, _KEYS):
        return 'dict_keys(' + repr(list(base)) + ')'
    if isinstance(base, BaseException):
        return exception_repr(base)
    if type(base).__name__ == 'dict_values':
        return 'dict_values(' + repr(list(base)) + ')'
    return object.__repr__(base)


def exception_repr(e):
    if len(e.args) == 1:
        return f'{type(e).__name__}({e.args[0]!r})'
    return type(e).__name__ + repr(e.args)


def ascii_slow(x):
    return ascii(_Verbatim(repr(x)))


class _Verbatim(str):
    pass


def format_converted(value, name, spec):
    if name == 'repr':
        return format(repr(value), spec)
    if name == 'ascii':
        return format(ascii(value), spec)
    return format(str(value), spec)


def str_join(sep, items):
    return str.join(sep, [x for x in items])


def bytes_join(sep, items):
    return bytes.join(sep, [x for x in items])


bytearray_join = bytes_join


def bytes_bytes(items=b'', *rest):
    return bytes([x for x in items], *rest)


def bytearray_bytearray(items=b'', *rest):
    return bytearray([x for x in items], *rest)


def bytearray_extend(self, items):
    bytearray.extend(self, bytes([x for x in items]))


def bytearray_set_slice(self, key, items):
    self[key] = bytes([x for x in items])


def str_percent(fmt, arguments):
    letters = _percent_letters(fmt)
    if not isinstance(arguments, tuple) and letters and letters[0][0] is not None:
        mapping = {}
        for key, letter in letters:
            mapping[key] = _prepared(arguments[key], letter)
        return _percent_as_text(fmt) % mapping
    given = arguments if isinstance(arguments, tuple) else (arguments,)
    ready = []
    for i in range(len(given)):
        if i < len(letters):
            ready.append(_prepared(given[i], letters[i][1]))
        else:
            ready.append(given[i])
    return _percent_as_text(fmt) % tuple(ready)


def _prepared(value, letter):
    if letter == 's':
        return str(value)
    if letter == 'r':
        return repr(value)
    if letter == 'a':
        return ascii(value)
    if letter in 'diu':
        for name in ('__int__', '__index__'):
            m = _own(type(value), name)
            if m is not None:
                return m(value)
    elif letter in 'oxX':
        m = _own(type(value), '__index__')
        if m is not None:
            return m(value)
    elif letter in 'eEfFgG':
        for name in ('__float__', '__index__'):
            m = _own(type(value), name)
            if m is not None:
                return m(value)
    return value


def str_format(fmt, *args, **kwargs):
    return _format_text(fmt, args, kwargs, [0], 2)


def str_format_map(fmt, mapping):
    return _format_text(fmt, (), mapping, [0], 2)


def _format_text(fmt, args, kwargs, counter, depth):
    if depth < 0:
        raise ValueError('Max string recursion exceeded')
    out = []
    i = 0
    n = len(fmt)
    while i < n:
        c = fmt[i]
        if c == '{':
            if i + 1 < n and fmt[i + 1] == '{':
                out.append('{')
                i += 2
                continue
            level = 1
            j = i + 1
            while j < n and level:
                if fmt[j] == '{':
                    level += 1
                elif fmt[j] == '}':
                    level -= 1
                j += 1
            if level:
                raise ValueError("expected '}' before end of string" if i + 1 < n else "Single '{' encountered in format string")
            out.append(_format_field(fmt[i + 1:j - 1], args, kwargs, counter, depth))
            i = j
        elif c == '}':
            if i + 1 < n and fmt[i + 1] == '}':
                out.append('}')
                i += 2
                continue
            raise ValueError("Single '}' encountered in format string")
        else:
            out.append(c)
            i += 1
    return ''.join(out)


def _format_field(field, args, kwargs, counter, depth):
    spec = ''
    conversion = None
    end = 0
    level = 0
    while end < len(field):
        c = field[end]
        if c == '[':
            level += 1
        elif c == ']':
            level -= 1
        elif level == 0 and c in '!:':
            break
        end += 1
    name = field[:end]
    rest = field[end:]
    if rest.startswith('!'):
        conversion = rest[1:2]
        rest = rest[2:]
    if rest.startswith(':'):
        spec = rest[1:]
    stop = 0
    while stop < len(name) and name[stop] not in '.[':
        stop += 1
    first = name[:stop]
    path = name[stop:]
    if first == '':
        first = str(counter[0])
        counter[0] += 1
    if first.isdigit():
        index = int(first)
        if index >= len(args):
            raise IndexError(f'Replacement index {index} out of range for positional args tuple')
        value = args[index]
    else:
        value = kwargs[first]
    while path:
        if path[0] == '.':
            stop = 1
            while stop < len(path) and path[stop] not in '.[':
                stop += 1
            value = getattr(value, path[1:stop])
            path = path[stop:]
        else:
            stop = path.index(']')
            key = path[1:stop]
            value = value[int(key) if key.isdigit() else key]
            path = path[stop + 1:]
    if conversion == 'r':
        value = repr(value)
    elif conversion == 's':
        value = str(value)
    elif conversion == 'a':
        value = ascii(value)
    return format(value, _format_text(spec, args, kwargs, counter, depth - 1))


def str_translate(text, table):
    out = []
    for c in text:
        try:
            to = table[ord(c)]
        except LookupError:
            out.append(c)
            continue
        if to is None:
            continue
        out.append(chr(to) if isinstance(to, int) else to)
    return ''.join(out)


# ---- what a program sees of this ----

def input(prompt=''):
    if prompt != '':
        _system.write(1, str(prompt))
    line = _system.read_line()
    if line is None:
        raise EOFError('EOF when reading a line')
    return line[:-1] if line.endswith('\n') else line


def exit(code=None):
    raise SystemExit(code)


quit = exit


def import_named(name):
    parts = name.split('.')
    for i in range(len(parts)):
        prefix = '.'.join(parts[:i + 1])
        if _import_module(prefix) is None:
            _load_module(prefix)
    return _import_module(parts[0])


def import_whole(name):
    import_named(name)
    return _import_module(name)
