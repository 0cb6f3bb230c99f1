def count(n):
    print("start")
    i = 0
    while i < n:
        yield i
        i += 1
    print("end")
g = count(2)
print(next(g)); print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value)
print(list(count(3)), next(g, "default"))
def with_return():
    yield 1
    return "result"
g = with_return()
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value, stop.args)
def empty():
    return
    yield
print(list(empty()))
def infinite():
    n = 0
    while True:
        yield n
        n += 1
from itertools import islice
print(list(islice(infinite(), 5)))
print(sum(x for x in count(4)), max(x * x for x in range(5)))
print(type(g).__name__, g.__name__)
