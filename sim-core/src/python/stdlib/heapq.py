"""Heaps in lists: the smallest item is the first."""


def _sift_up(heap, at, item):
    """Puts `item` at or above the free place `at`."""
    while at:
        above = (at - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[at] = parent
        at = above
    heap[at] = item


def _sink(heap, at):
    """Moves smaller children up along a path to a leaf, then `heap[at]` back up."""
    end = len(heap)
    start = at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    while at > start:
        above = (at - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[at] = parent
        at = above
    heap[at] = item


def heappush(heap, item):
    heap.append(item)
    _sift_up(heap, len(heap) - 1, item)


def heappop(heap):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return first


def heapreplace(heap, item):
    first = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return first


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x):
    for at in range(len(x) // 2 - 1, -1, -1):
        _sink(x, at)


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


class _Ahead:
    """The next item of one of the iterators that are merged."""

    def __init__(self, place, rest, key, reverse):
        self.place, self.rest, self.key, self.reverse = place, rest, key, reverse

    def advance(self):
        for self.item in self.rest:
            self.rank = self.item if self.key is None else self.key(self.item)
            return True
        return False

    def __lt__(self, other):
        if self.reverse:
            if other.rank < self.rank:
                return True
            return not self.rank < other.rank and self.place < other.place
        if self.rank < other.rank:
            return True
        return not other.rank < self.rank and self.place < other.place


def merge(*iterables, key=None, reverse=False):
    heads = [_Ahead(place, iter(iterable), key, reverse) for place, iterable in enumerate(iterables)]
    heads = [head for head in heads if head.advance()]
    heapify(heads)
    while heads:
        head = heads[0]
        yield head.item
        if head.advance():
            _sink(heads, 0)
        else:
            heappop(heads)
