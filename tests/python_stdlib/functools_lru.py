from functools import lru_cache, cache
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), fib.cache_info())
@lru_cache(maxsize=2)
def g(x):
    print("g", x)
    return x * 2
print([g(i) for i in (1, 2, 1, 3, 2, 1)], g.cache_info())
g.cache_clear()
print(g.cache_info(), g(1), g.cache_info().misses, g.cache_parameters())
@cache
def h(*a, **k):
    return len(a), len(k)
print(h(1, 2, z=3), h(1, 2, z=3), h.cache_info(), h.__name__)
@lru_cache
def t(x):
    return type(x).__name__
print(t(1), t(1.0), t(True), t.cache_info())
@lru_cache(typed=True)
def t2(x):
    return type(x).__name__
print(t2(1), t2(1.0))
class C:
    @lru_cache(maxsize=8)
    def m(self, x):
        return x + 1
c = C()
print(c.m(1), c.m(1), C.m.cache_info())
try:
    fib([])
except TypeError as e:
    print(e)
