from collections import deque
from collections.abc import Iterable, Mapping, Sequence, Callable, Hashable, Iterator, Sized, MutableMapping, Generator, Set
things = [1, "a", [1], (1,), {1: 2}, {1}, range(3), iter([]), len, (x for x in ""), None, b"x"]
for thing in things:
    print(type(thing).__name__, [isinstance(thing, k) for k in (Iterable, Mapping, Sequence, Callable, Hashable, Iterator, Sized, Generator, Set)])
class M(MutableMapping):
    def __init__(self):
        self.d = {}
    def __getitem__(self, k):
        return self.d[k]
    def __setitem__(self, k, v):
        self.d[k] = v
    def __delitem__(self, k):
        del self.d[k]
    def __iter__(self):
        return iter(self.d)
    def __len__(self):
        return len(self.d)
m = M()
m["a"] = 1
m.update(b=2)
print(list(m.items()), m.pop("a"), m.get("q"), "b" in m, isinstance(m, Mapping), len(m))
class Half(Sequence):
    def __len__(self):
        return 3
try:
    Half()
except TypeError as e:
    print(e)
