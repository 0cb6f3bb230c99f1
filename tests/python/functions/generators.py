def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return "done"
print(list(count(3)))
g = count(2)
print(next(g), next(g))
try: next(g)
except StopIteration as e: print("stop", e.value)
def echo():
    got = None
    while True:
        got = yield got
        print("got", got)
        if got == "end": return
e = echo()
next(e)
print(e.send(1), e.send(2))
try: e.send("end")
except StopIteration: print("ended")
def guard():
    try:
        yield 1
        yield 2
    except ValueError as x:
        print("inside", x)
        yield 99
    finally:
        print("cleanup")
g = guard(); next(g); print(g.throw(ValueError("boom")))
g.close()
g = guard(); next(g); g.close()
g = guard(); next(g); del g
print("after del")
def sub():
    r = yield from count(2)
    print("r", r)
    yield from "ab"
    return 5
def top():
    x = yield from sub()
    yield x
print(list(top()))
def bad():
    yield 1
    raise StopIteration
try: list(bad())
except RuntimeError as x: print(x, repr(x.__cause__))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)])
print(next(iter([]), "default"), next((x for x in range(5) if x > 3), None))
gen = (x * 2 for x in range(3))
print(type(gen).__name__, list(gen), list(gen))
def passthrough():
    try:
        while True:
            x = yield
            print("x", x)
    except GeneratorExit:
        print("exit")
        raise
p = passthrough(); next(p); p.send(1); p.close()
try:
    g = count(1); g.send(5)
except TypeError as e: print(e)
def inner():
    try:
        yield 1
    except KeyError:
        yield "handled"
def outer():
    yield from inner()
o = outer(); next(o); print(o.throw(KeyError))
a, b, *c = count(5)
print(a, b, c, 3 in count(5), max(count(4)), sorted(count(3), reverse=True), dict(zip("ab", count(9))))
for x in zip(count(2), count(3)): print(x)
print(list(map(lambda a, b: a + b, count(3), [10, 20, 30])), list(enumerate(count(2))), list(reversed(list(count(3)))))
print(any(x > 1 for x in count(3)), all(x < 2 for x in count(3)), "".join(str(x) for x in count(4)))
