# `match`: a pattern is a tuple, as `compile/matching.rs` lays it down.

# Built-in types whose one positional part is the object itself (PEP 634).
_MATCH_SELF = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def match_pattern(subject, pattern):
    found = {}
    return found if _matches(subject, pattern, found) else None


def _matches(x, pattern, found):
    kind = pattern[0]
    if kind == 'value':
        return True if x == pattern[1] else False
    if kind == 'singleton':
        return x is pattern[1]
    if kind == 'as':
        _, inner, name = pattern
        if inner is not None and not _matches(x, inner, found):
            return False
        if name is not None:
            found[name] = x
        return True
    if kind == 'or':
        for part in pattern[1]:
            if _matches(x, part, found):
                return True
        return False
    if kind == 'sequence':
        return _match_sequence(x, pattern[1], found)
    if kind == 'mapping':
        return _match_mapping(x, pattern, found)
    return _match_class(x, pattern, found)


def _has_base(x, names):
    for base in type(x).__mro__:
        if base.__name__ in names:
            return True
    return False


def _match_sequence(x, parts, found):
    if not isinstance(x, (list, tuple, range)):
        if not _has_base(x, ('Sequence', 'MutableSequence', 'deque', 'array')):
            return False
    if isinstance(x, (str, bytes, bytearray)):
        return False
    star = None
    for at, part in enumerate(parts):
        if part[0] == 'star':
            star = at
    count = len(x)
    if count != len(parts) and (star is None or count < len(parts) - 1):
        return False
    for at, part in enumerate(parts):
        if star is None or at < star:
            if not _matches(x[at], part, found):
                return False
        elif at == star:
            after = len(parts) - 1 - star
            if part[1] is not None:
                found[part[1]] = [x[i] for i in range(star, count - after)]
        elif not _matches(x[count - len(parts) + at], part, found):
            return False
    return True


def _match_mapping(x, pattern, found):
    _, keys, parts, rest = pattern
    if not isinstance(x, dict) and not _has_base(x, ('Mapping', 'MutableMapping', 'mappingproxy')):
        return False
    if len(x) < len(keys):
        return False
    missing = object()
    values = []
    seen = []
    for key in keys:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.append(key)
        value = x.get(key, missing)
        if value is missing:
            return False
        values.append(value)
    for value, part in zip(values, parts):
        if not _matches(value, part, found):
            return False
    if rest is not None:
        left = dict(x)
        for key in keys:
            del left[key]
        found[rest] = left
    return True


def _match_class(x, pattern, found):
    _, cls, positional, named = pattern
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a type")
    if not isinstance(x, cls):
        return False
    names = _positional_names(cls, len(positional))
    if names is None:
        if not _matches(x, positional[0], found):
            return False
        positional = names = ()
    wanted = list(zip(names, positional)) + list(named)
    seen = []
    values = []
    for name, _ in wanted:
        if name in seen:
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute {name!r}")
        seen.append(name)
        try:
            values.append(getattr(x, name))
        except AttributeError:
            return False
    for value, (_, part) in zip(values, wanted):
        if not _matches(value, part, found):
            return False
    return True


# Which attributes the positional parts stand for; None: the object itself.
def _positional_names(cls, count):
    if not count:
        return ()
    names = getattr(cls, '__match_args__', None)
    takes_self = names is None and issubclass(cls, _MATCH_SELF)
    if names is None:
        names = ()
    if type(names) is not tuple:
        raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple (got {type(names).__name__})")
    allowed = 1 if takes_self else len(names)
    if count > allowed:
        s = '' if allowed == 1 else 's'
        raise TypeError(f"{cls.__name__}() accepts {allowed} positional sub-pattern{s} ({count} given)")
    if takes_self:
        return None
    for name in names[:count]:
        if not isinstance(name, str):
            raise TypeError(f"__match_args__ elements must be strings (got {type(name).__name__})")
    return names[:count]
