def f(a, b: int = 2, *c, d=4, **e) -> str:
    "What f does."
    return a
f.calls = 0
f.calls += 1
print(f.calls, f.__name__, f.__doc__, f.__defaults__, f.__kwdefaults__)
print(f.__module__, f.__qualname__)
class A:
    def m(self): pass
    class B:
        def n(self): pass
print(A.m.__qualname__, A.B.n.__qualname__, A.B.__qualname__)
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, (lambda: 0).__name__)
a = A()
print(a.m.__self__ is a, a.m.__func__ is A.m, a.m == a.m, a.m is a.m)
try:
    f.missing
except AttributeError as error:
    print(error)
try:
    a.m.x = 1
except AttributeError as error:
    print(error)
print(f.__code__.co_name, f.__dict__)
