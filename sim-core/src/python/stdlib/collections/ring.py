"""deque: a list with free places at its left end.

The items are `_items[_head:]`; the places before are free and hold `None`, so
that what is taken out dies at once.
"""

_LEAST_ROOM = 8


class deque:
    """A sequence that grows and shrinks at both ends."""

    __module__ = "collections"
    __hash__ = None

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._items = []
        self._head = 0
        self._changes = 0
        self._maxlen = maxlen
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def append(self, x, /):
        self._items.append(x)
        self._changes += 1
        if self._maxlen is not None and len(self._items) - self._head > self._maxlen:
            self.popleft()

    def popleft(self):
        head = self._head
        items = self._items
        if head == len(items):
            raise IndexError("pop from an empty deque")
        item = items[head]
        items[head] = None
        head += 1
        self._changes += 1
        if head > _LEAST_ROOM and head * 2 > len(items):
            del items[:head]
            head = 0
        self._head = head
        return item

    def appendleft(self, x, /):
        if self._head == 0:
            self._head = max(_LEAST_ROOM, len(self._items))
            self._items[:0] = [None] * self._head
        self._head -= 1
        self._items[self._head] = x
        self._changes += 1
        if self._maxlen is not None and len(self._items) - self._head > self._maxlen:
            self.pop()

    def pop(self):
        if self._head == len(self._items):
            raise IndexError("pop from an empty deque")
        self._changes += 1
        return self._items.pop()

    def extend(self, iterable, /):
        if iterable is self:
            iterable = list(self)
        if self._maxlen is None:
            self._items.extend(iterable)
            self._changes += 1
        else:
            for item in iterable:
                self.append(item)

    def extendleft(self, iterable, /):
        for item in list(self) if iterable is self else iterable:
            self.appendleft(item)

    def _replace(self, items):
        self._items = items
        self._head = 0
        self._changes += 1

    def clear(self):
        self._replace([])

    def copy(self):
        return type(self)(self, self._maxlen)

    __copy__ = copy

    def rotate(self, n=1, /):
        items = self._items[self._head:]
        if len(items) > 1:
            cut = -n % len(items)
            self._replace(items[cut:] + items[:cut])

    def reverse(self):
        self._replace(self._items[self._head:][::-1])

    def count(self, x, /):
        return self._items[self._head:].count(x)

    def index(self, x, start=0, stop=None, /):
        items = self._items[self._head:]
        bounds = (start,) if stop is None else (start, stop)
        try:
            return items.index(x, *bounds)
        except ValueError:
            raise ValueError(f"{x!r} is not in deque") from None

    def remove(self, x, /):
        items = self._items[self._head:]
        try:
            items.remove(x)
        except ValueError:
            raise ValueError(f"{x!r} is not in deque") from None
        self._replace(items)

    def insert(self, i, x, /):
        if self._maxlen is not None and len(self) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        items = self._items[self._head:]
        items.insert(i, x)
        self._replace(items)

    def __len__(self):
        return len(self._items) - self._head

    def __bool__(self):
        return len(self._items) > self._head

    def _place(self, index):
        if not isinstance(index, int):
            raise TypeError(f"sequence index must be integer, not '{type(index).__name__}'")
        place = index + (self._head if index >= 0 else len(self._items))
        if not self._head <= place < len(self._items):
            raise IndexError("deque index out of range")
        return place

    def __getitem__(self, index):
        return self._items[self._place(index)]

    def __setitem__(self, index, value):
        self._items[self._place(index)] = value

    def __delitem__(self, index):
        del self._items[self._place(index)]
        self._changes += 1

    def __iter__(self):
        changes = self._changes
        at = 0
        while at < len(self._items) - self._head:
            yield self._items[self._head + at]
            if self._changes != changes:
                raise RuntimeError("deque mutated during iteration")
            at += 1

    def __reversed__(self):
        changes = self._changes
        at = len(self._items) - self._head - 1
        while at >= 0:
            yield self._items[self._head + at]
            if self._changes != changes:
                raise RuntimeError("deque mutated during iteration")
            at -= 1

    def __contains__(self, x):
        return x in self._items[self._head:]

    def __repr__(self):
        items = self._items[self._head:]
        shown = "[" + ", ".join(["[...]" if item is self else repr(item) for item in items]) + "]"
        if self._maxlen is None:
            return f"{type(self).__name__}({shown})"
        return f"{type(self).__name__}({shown}, maxlen={self._maxlen})"

    def __reduce__(self):
        args = () if self._maxlen is None else ((), self._maxlen)
        return type(self), args, None, iter(self)

    def _compared(self, other, compare):
        if not isinstance(other, deque):
            return NotImplemented
        return compare(list(self), list(other))

    def __eq__(self, other):
        return self._compared(other, lambda a, b: a == b)

    def __ne__(self, other):
        return self._compared(other, lambda a, b: a != b)

    def __lt__(self, other):
        return self._compared(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compared(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compared(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compared(other, lambda a, b: a >= b)

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return type(self)(list(self) * n, self._maxlen)

    __rmul__ = __mul__

    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)
