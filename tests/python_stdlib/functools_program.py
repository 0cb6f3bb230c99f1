import functools, itertools, operator, heapq, bisect, copy
from functools import *
@lru_cache(maxsize=2)
def f(x):
    print("call", x); return x * 2
print(f(1), f(1), f(2), f(3), f(1), f.cache_info()); f.cache_clear(); print(f.cache_info(), f.__name__, f.__wrapped__.__name__)
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
add = partial(operator.add, 5); print(add(3), partial(print, "a", sep="-"), partial(int, base=2)("101"), add.args, add.keywords)
def deco(fn):
    @wraps(fn)
    def w(*a, **k):
        "wdoc"
        return fn(*a, **k)
    return w
@deco
def hello(name: str) -> str:
    "doc"
    return "hi " + name
print(hello("x"), hello.__name__, hello.__doc__, hello.__wrapped__, hello.__annotations__) if False else print(hello("x"), hello.__name__, hello.__doc__, hello.__annotations__)
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(operator.add, [], 7), reduce(max, [3, 9, 2]))
try: reduce(operator.add, [])
except TypeError as e: print(e)
class C:
    def __init__(self): self.n = 0
    @cached_property
    def v(self): self.n += 1; return self.n * 10
    @singledispatchmethod
    def show(self, x): return "?"
    @show.register
    def _(self, x: int): return "int"
    @show.register(str)
    def _s(self, x): return "str"
    @partialmethod
    def pm(self): return 1
c = C(); print(c.v, c.v, c.n, c.show(1), c.show("a"), c.show(2.5)); del c.v; print(c.v)
@singledispatch
def sd(x): return "obj"
@sd.register(int)
def _(x): return "int"
@sd.register(list)
@sd.register(tuple)
def _(x): return "seq"
@sd.register
def _(x: dict): return "dict"
print(sd(1), sd(True), sd([]), sd(()), sd({}), sd("s"), sd.dispatch(bool).__name__, list(sd.registry)[:2])
@total_ordering
class V:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __lt__(self, o): return self.x < o.x
print(V(1) <= V(1), V(2) > V(1), V(2) >= V(3), max(V(1), V(5)).x, sorted([V(3), V(1)])[0].x)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
I = itertools
print(list(I.chain([1], (2,), "ab")), list(I.chain.from_iterable([[1], [2, 3]])), list(I.islice(I.count(5, 2), 3)), list(I.islice("abcdef", 1, 5, 2)), list(I.zip_longest([1, 2], "abc", fillvalue="-")), list(I.product([1, 2], "ab")), list(I.product([0, 1], repeat=2)), list(I.permutations("abc", 2)), list(I.combinations(range(4), 2)), list(I.combinations_with_replacement("ab", 2)))
print(list(I.accumulate([1, 2, 3, 4])), list(I.accumulate([3, 1, 4], max)), list(I.accumulate([1, 2], initial=10)), list(I.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(I.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(I.filterfalse(lambda x: x % 2, range(5))), list(I.starmap(pow, [(2, 3), (3, 2)])), list(I.compress("abcd", [1, 0, 1, 0])), list(I.pairwise([1, 2, 3])), [(k, list(g)) for k, g in I.groupby("aabbbc")], list(I.repeat(7, 3)), next(I.cycle("xy")), [list(t) for t in I.tee([1, 2], 2)])
print(I.count(3), I.repeat(1, 2), repr(I.count(1, 2)))
h = [5, 2, 8, 1]; heapq.heapify(h); heapq.heappush(h, 0); print(h, heapq.heappop(h), heapq.nlargest(2, h), heapq.nsmallest(2, h, key=lambda x: -x), heapq.heappushpop(h, 3), heapq.heapreplace(h, 9), list(heapq.merge([1, 4], [2, 3])))
try: heapq.heappop([])
except IndexError as e: print(e)
a = [1, 3, 3, 5]; print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 3)); bisect.insort(a, 4); print(a, bisect.bisect([1, 2, 3], 2, key=lambda x: x))
print(operator.itemgetter(1, 2)("abc"), operator.attrgetter("real")(5), operator.methodcaller("upper")("a"), sorted([{"a": 2}, {"a": 1}], key=operator.itemgetter("a")), operator.mul(3, 4), operator.contains([1], 1), operator.concat("a", "b"), operator.itemgetter(0), operator.attrgetter("a.b"))
x = {"a": [1, {"b": 2}], "t": (1, [2])}; y = copy.deepcopy(x); y["a"][1]["b"] = 9; z = copy.copy(x); z["a"].append(3); print(x, y, z is x, y["t"][1] is x["t"][1])
class Node:
    def __init__(self, v): self.v = v; self.next = None; self.l = []
n = Node(1); n.next = n; m = copy.deepcopy(n); print(m.next is m, m is not n, m.v)
class DC:
    def __deepcopy__(self, memo): return "deep"
    def __copy__(self): return "shallow"
print(copy.copy(DC()), copy.deepcopy([DC()]))
