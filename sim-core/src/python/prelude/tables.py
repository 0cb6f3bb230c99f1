# Dicts and sets whose keys have `__hash__` or `__eq__` of their own.


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


def dict_ior(d, source):
    dict_update(d, source)
    return d


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


def keywords_merge(d, source, title):
    if not hasattr(source, 'keys'):
        raise TypeError(f"{title} argument after ** must be a mapping, not {type(source).__name__}")
    for key in source.keys():
        if key in d:
            raise TypeError(f"{title} got multiple values for keyword argument '{key}'")
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
