def f(a, b=2, *c, d, e=5, **g):
    return a, b, c, d, e, g
print(f(1, d=4), f(1, 2, 3, 4, d=5, z=6), f(*[1, 2], **{"d": 3, "q": 4}))
def p(a, /, b, *, c): return a, b, c
print(p(1, 2, c=3), p(1, b=2, c=3))
def tries(fn, *a, **k):
    try:
        print(fn(*a, **k))
    except TypeError as e:
        print(e)
def one(x): return x
def opt(x, y=1): return x
def kw(*, k): return k
def none(): pass
tries(f); tries(f, 1); tries(f, d=1); tries(p, a=1, b=2, c=3); tries(p, 1, 2, 3); tries(one); tries(one, 1, 2)
tries(opt); tries(opt, 1, 2, 3); tries(opt, 1, x=2); tries(opt, 1, z=2); tries(kw); tries(kw, 1); tries(kw, k=1)
tries(none, 1); tries(one, 1, 2, 3, a=4)
def three(a, b, c): pass
tries(three); tries(three, 1); tries(three, 1, 2)
tries(len); tries(len, 1, 2); tries(len, 5); tries([].append); tries([].append, 1, 2); tries("a".join, 5)
tries(int, "x", 10, 20); tries(5); tries(None); tries(abs, "x"); tries([].pop, 1, 2)
print((lambda x, *y, k=1, **z: (x, y, k, z))(1, 2, 3, k=4, m=5))
def defaults(x, acc=[]):
    acc.append(x)
    return acc
print(defaults(1), defaults(2))
def deco(fn):
    def wrapper(*a, **k):
        print("call", fn.__name__, a, k)
        return fn(*a, **k)
    return wrapper
def param(n):
    def d(fn):
        return lambda *a: [fn(*a)] * n
    return d
@deco
@param(2)
def add(a, b): return a + b
print(add(1, 2))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(20), fact(30))
print(fact.__name__, fact.__qualname__, add.__name__)
def doc():
    "docstring"
print(doc.__doc__, doc())
print(max(1, 2, key=lambda x: -x), sorted([3, 1, 2], key=lambda x: -x))
def kwonly(a, *, b=1, c): return a, b, c
print(kwonly(1, c=2))
def star(*args): return args
print(star(*"ab", *[1], 2, *(3, 4)))
print({**{"a": 1}, "b": 2, **{"a": 3}}, [*range(3), 4], (*"x", 1), {*[1], 2})
def func_attr(): pass
func_attr.count = 3
print(func_attr.count)
