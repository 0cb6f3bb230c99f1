# Raising, operators and comparisons in which classes of the program take part.
# Every function of the prelude has the name of its built-in: OWNER_METHOD or
# builtin_NAME. All prelude files share one namespace.
import _system


_NAMES = ('__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__')
_SYMBOLS = ('<', '<=', '==', '!=', '>', '>=')
_SWAPPED = (4, 5, 2, 3, 0, 1)



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


def complain(text):
    _system.write(2, text)


def uncaught_words(chain):
    words = []
    for exception in chain:
        try:
            words.append(str(exception))
        except BaseException:
            words.append('<exception str() failed>')
    return words



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
    if symbol == '|' and _is_type_form(a) and _is_type_form(b) and (a is not None or b is not None):
        return UnionType(a, b)
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
    x = _title(ta)
    y = _title(tb)
    raise TypeError(f"unsupported operand type(s) for {symbol}: '{x}' and '{y}'")


def _title(cls):
    # Classes that CPython writes in C have their module in such messages.
    return _lookup(cls, '_c_name') or cls.__name__


def _is_type_form(x):
    return x is None or isinstance(x, (type, GenericAlias, UnionType))


class UnionType:
    __module__ = "types"

    def __init__(self, *parts):
        found = []
        for part in parts:
            for x in part.__args__ if type(part) is UnionType else (part,):
                if x is None:
                    x = type(None)
                if x not in found:
                    found.append(x)
        self.__args__ = tuple(found)

    def __instancecheck__(self, value):
        return isinstance(value, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)

    def __repr__(self):
        names = ['None' if x is type(None) else _type_shown(x) for x in self.__args__]
        return ' | '.join(names)

    def __eq__(self, other):
        return type(other) is UnionType and set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))


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
    p = _title(type(a))
    q = _title(type(b))
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
    try:
        entries = iter(container)
    except TypeError:
        raise TypeError(f"argument of type '{type(container).__name__}' is not iterable") from None
    for entry in entries:
        if entry is item or entry == item:
            return True
    return False


def unary_parts(how, x):
    if how == 'neg':
        return -x
    if how == 'pos':
        return +x
    if how == 'abs':
        return abs(x)
    return ~x
