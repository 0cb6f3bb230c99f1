"""Building blocks of iteration.

Most are functions that check their arguments at once and return a generator;
`count`, `repeat` and `cycle` of one kind are classes because programs print
them or use `next` on them over years.
"""

_MISSING = object()


class count:
    """Numbers from `start` on, `step` apart."""

    def __init__(self, start=0, step=1):
        if isinstance(start, str) or isinstance(step, str) or not (hasattr(start, "__add__") and hasattr(step, "__add__")):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if isinstance(self._step, int) and self._step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"


class repeat:
    """One object, `times` times or for ever."""

    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        if self._left is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._left})"


def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(iterator):
    saved = []
    for item in iterator:
        yield item
        saved.append(item)
    while saved:
        yield from saved


def chain(*iterables):
    return _chain(iterables)


def _chain(iterables):
    for iterable in iterables:
        yield from iterable


chain.from_iterable = lambda iterable, /: _chain(iterable)


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


def compress(data, selectors):
    return (item for item, chosen in zip(data, selectors) if chosen)


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def filterfalse(function, iterable, /):
    if function is None:
        return (item for item in iterable if not item)
    return (item for item in iterable if not function(item))


def starmap(function, iterable, /):
    return (function(*item) for item in iterable)


def islice(iterable, *bounds):
    if not bounds or len(bounds) > 3:
        least = "at least 2 arguments, got 1" if not bounds else f"at most 4 arguments, got {1 + len(bounds)}"
        raise TypeError(f"islice expected {least}")
    cut = slice(*bounds)
    start, stop, step = cut.start, cut.stop, cut.step
    if stop is not None and (not isinstance(stop, int) or stop < 0):
        if len(bounds) == 1:
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if start is not None and (not isinstance(start, int) or start < 0):
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if step is not None and (not isinstance(step, int) or step < 1):
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start or 0, stop, step or 1)


def _islice(iterator, start, stop, step):
    at = 0
    wanted = start
    if stop is not None and wanted >= stop:
        # The items before the start are still taken.
        for at in range(stop):
            if next(iterator, _MISSING) is _MISSING:
                return
        return
    for item in iterator:
        if at == wanted:
            yield item
            wanted += step
            if stop is not None and wanted >= stop:
                # No more than up to the bound is taken.
                for _ in range(at + 1, stop):
                    if next(iterator, _MISSING) is _MISSING:
                        return
                return
        at += 1


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    before = next(iterator, _MISSING)
    for item in iterator:
        yield before, item
        before = item


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    left = len(iterators)
    while left:
        row = []
        for place, iterator in enumerate(iterators):
            item = fillvalue if iterator is None else next(iterator, _MISSING)
            if item is _MISSING:
                left -= 1
                if not left:
                    return
                iterators[place] = None
                item = fillvalue
            row.append(item)
        yield tuple(row)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if isinstance(iterable, _Tee):
        return (iterable,) + tuple([_Tee(iterable._source, iterable._link) for _ in range(n - 1)]) if n else ()
    source = iter(iterable)
    link = [None, None]
    return tuple([_Tee(source, link) for _ in range(n)])


class _Tee:
    """One reader of a shared iterator; the items wait in a linked list."""

    def __init__(self, source, link):
        self._source = source
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if link[1] is None:
            link[0] = next(self._source)
            link[1] = [None, None]
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _Tee(self._source, self._link)


class groupby:
    """Runs of equal keys: (key, iterator over the run)."""

    def __init__(self, iterable, key=None):
        self._source = iter(iterable)
        self._key = key
        self._ahead = _MISSING
        self._ahead_key = _MISSING
        self._run_key = _MISSING
        self._run = None

    def __iter__(self):
        return self

    def _advance(self):
        self._ahead = next(self._source)
        self._ahead_key = self._ahead if self._key is None else self._key(self._ahead)

    def __next__(self):
        self._run = run = object()
        while self._ahead_key is _MISSING or self._ahead_key == self._run_key:
            self._advance()
        self._run_key = self._ahead_key
        return self._run_key, self._members(run, self._run_key)

    def _members(self, run, key):
        while self._run is run and self._ahead_key == key:
            yield self._ahead
            try:
                self._advance()
            except StopIteration:
                self._ahead = self._ahead_key = self._run_key = _MISSING
                return


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _product([tuple(iterable) for iterable in iterables] * repeat)


def _product(pools):
    if not all(pools):
        return
    places = [0] * len(pools)
    row = [pool[0] for pool in pools]
    while True:
        yield tuple(row)
        at = len(pools) - 1
        while at >= 0:
            places[at] += 1
            if places[at] < len(pools[at]):
                row[at] = pools[at][places[at]]
                break
            places[at] = 0
            row[at] = pools[at][0]
            at -= 1
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is None:
        r = len(pool)
    elif not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    order = list(range(n))
    turns = list(range(n, n - r, -1))
    yield tuple([pool[i] for i in order[:r]])
    while True:
        for i in range(r - 1, -1, -1):
            turns[i] -= 1
            if turns[i]:
                other = n - turns[i]
                order[i], order[other] = order[other], order[i]
                yield tuple([pool[i] for i in order[:r]])
                break
            order.append(order.pop(i))
            turns[i] = n - i
        else:
            return


def combinations(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(tuple(iterable), r, 1)


def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(tuple(iterable), r, 0)


def _combinations(pool, r, distance):
    """Rows of rising places that are at least `distance` apart."""
    n = len(pool)
    if r > n and distance or r and not n:
        return
    places = [i * distance for i in range(r)]
    while True:
        yield tuple([pool[i] for i in places])
        at = r - 1
        while at >= 0 and places[at] == n - 1 - (r - 1 - at) * distance:
            at -= 1
        if at < 0:
            return
        value = places[at] + 1
        for i in range(at, r):
            places[i] = value
            value += distance
