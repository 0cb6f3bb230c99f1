# A default is made once, when the function is.
def collect(item, into=[]):
    into.append(item)
    return into

print(collect(1), collect(2))
print(collect(3, []))
print(collect.__defaults__)
n = 5
def later(x=n):
    return x
n = 6
print(later())
def counter(start, cache={}):
    cache[start] = cache.get(start, 0) + 1
    return dict(cache)
print(counter("a"), counter("b"), counter("a"))
def kw(*, a=[], b=None):
    a.append(b)
    return a
print(kw(), kw(b=1), kw.__kwdefaults__)
