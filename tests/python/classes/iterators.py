class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
print(list(Countdown(3)), sum(Countdown(4)), [*Countdown(2)], dict(enumerate(Countdown(2))))
c = Countdown(3)
for x in c:
    print(x)
    for y in c: print("inner", y)
class Gen:
    def __iter__(self):
        yield from "ab"
g = Gen()
print(list(g), list(g), tuple(g), set(g) == {"a", "b"}, "-".join(g), sorted(g, reverse=True))
class Bad:
    def __iter__(self): return 5
try: list(Bad())
except TypeError as e: print(e)
class Bad2:
    def __next__(self): return 1
try: iter(Bad2())
except TypeError as e: print(e)
print(next(Bad2()))
class Fails:
    def __iter__(self): return self
    def __next__(self): raise ValueError("in next")
for f in (list, tuple, set, sum, sorted, max, lambda i: "".join(i), lambda i: [*i], lambda i: 3 in i, lambda i: dict(i)):
    try: f(Fails())
    except ValueError as e: print(e, end=" ")
print()
class Unset:
    __iter__ = None
try: iter(Unset())
except TypeError as e: print(e)
try: next(5)
except TypeError as e: print(e)
try: next([])
except TypeError as e: print(e)
