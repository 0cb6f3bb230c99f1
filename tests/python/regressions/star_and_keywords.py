def f(*a, **k): return a, k
def g(a, /, b=3): return a, b
class A:
    def m(self, x): return x
for call in (lambda: f(*5), lambda: f(1, *5), lambda: f(**{1: 2}), lambda: f(**5), lambda: A().m(*None), lambda: A(*3), lambda: len(*4), lambda: g(**{2: 1}), lambda: f(x=1, **{"x": 2}), lambda: g(a=1, b=2), lambda: [*1], lambda: (*None,), lambda: {*2}, lambda: f(*"ab", *[1], **{}, z=3)):
    try: print(call())
    except TypeError as e: print(e)
