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
