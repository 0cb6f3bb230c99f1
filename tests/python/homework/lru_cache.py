class Node:
    __slots__ = ("key", "value", "before", "after")
    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self
class Cache:
    def __init__(self, size):
        self.size, self.map, self.head, self.hits, self.misses = size, {}, Node(), 0, 0
    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before
    def _front(self, node):
        node.before, node.after = self.head, self.head.after
        self.head.after.before = node
        self.head.after = node
    def __getitem__(self, key):
        try: node = self.map[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        self._unlink(node); self._front(node)
        return node.value
    def __setitem__(self, key, value):
        if key in self.map: self._unlink(self.map[key])
        elif len(self.map) >= self.size:
            old = self.head.before
            self._unlink(old)
            del self.map[old.key]
        self.map[key] = node = Node(key, value)
        self._front(node)
    def __iter__(self):
        node = self.head.after
        while node is not self.head:
            yield node.key
            node = node.after
    def __len__(self): return len(self.map)
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{k}={self.map[k].value}' for k in self)})"
cache = Cache(3)
for i, key in enumerate("abcadbe"):
    try: cache[key]
    except KeyError: cache[key] = i
    print(key, cache)
print(len(cache), cache.hits, cache.misses, list(cache), "a" in cache)
import functools
@functools.lru_cache(maxsize=2)
def slow(x):
    print("computing", x)
    return x * x
print(slow(2), slow(3), slow(2), slow(4), slow(3), slow.cache_info())
def memo(f):
    known = {}
    @functools.wraps(f)
    def g(*args):
        if args not in known: known[args] = f(*args)
        return known[args]
    g.known = known
    return g
@memo
def ways(n, coins=(50, 20, 10, 5)): return 1 if n == 0 else 0 if n < 0 or not coins else ways(n, coins[1:]) + ways(n - coins[0], coins)
print(ways(100), len(ways.known), ways.__name__)
