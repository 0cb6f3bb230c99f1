# Iteration over generators and classes of the program; sorting with keys.


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
    if not callable(function):
        raise TypeError('iter(v, w): v must be callable')

    def callable_iterator():
        while True:
            try:
                item = function()
            except StopIteration:
                return
            if item == sentinel:
                return
            yield item
    return callable_iterator()


def next_default(it, default):
    try:
        return next(it)
    except StopIteration:
        return default


def map_map(*iterables):
    if len(iterables) < 2:
        raise TypeError('map() must have at least two arguments.')
    function, *iterables = iterables
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


def filter_filter(*arguments):
    if len(arguments) != 2:
        raise TypeError(f'filter expected 2 arguments, got {len(arguments)}')
    function, iterable = arguments

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


def zip_zip(*iterables, strict=False, **others):
    for name in others:
        raise TypeError(f"'{name}' is an invalid keyword argument for zip()")
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
    _replace_list(self, [])
    try:
        _sort(items, key, reverse)
    finally:
        changed = len(self) > 0
        _replace_list(self, items)
    if changed:
        raise ValueError('list modified during sort')


def _sort_flag(reverse):
    if not hasattr(reverse, '__index__'):
        raise TypeError(f"'{type(reverse).__name__}' object cannot be interpreted as an integer")
    return bool(reverse.__index__())


def _sort(items, key, reverse):
    reverse = _sort_flag(reverse)
    keys = items if key is None else [key(x) for x in items]
    order = _sort_positions(keys, reverse)
    if order is NotImplemented:
        order = _merge_sort(list(range(len(keys))), keys, reverse)
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
