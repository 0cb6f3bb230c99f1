from contextlib import contextmanager
@contextmanager
def tag(name, swallow=False):
    """doc"""
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as e:
        print("saw", e)
        if not swallow:
            raise
    finally:
        print(f"</{name}>")
with tag("a") as x:
    print(x)
with tag("b", swallow=True):
    raise ValueError("v")
try:
    with tag("c"):
        raise ValueError("out")
except ValueError as e:
    print("outer", e)
try:
    with tag("d"):
        raise KeyError("k")
except KeyError as e:
    print("outer", repr(e))
@tag("deco")
def f(n):
    print("f", n)
f(1); f(2)
print(tag.__name__, tag.__doc__)
@contextmanager
def none():
    if False:
        yield
@contextmanager
def two():
    yield 1
    yield 2
for m in (none, two):
    try:
        with m():
            pass
    except RuntimeError as e:
        print(e)
with tag("x") as a, tag("y") as b:
    print(a, b)
def g():
    with tag("ret"):
        return 5
print(g())
try:
    with tag("stop"):
        raise StopIteration("s")
except StopIteration as e:
    print(repr(e))
