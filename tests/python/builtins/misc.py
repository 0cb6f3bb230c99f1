print(ord("a"), chr(97), abs(-5), bin(5), round(2.567, 2), pow(2, 3), pow(2, 3, 3), hash(5), len("abc"), type(5).__name__, callable(len), ascii("é"), repr("a"), format(5, "03"), sorted([2, 1]), list(reversed([1, 2])), id(None) == id(None), divmod(7, 3), isinstance(5, int), all([]), any([1]), min(1, 2), vars().__class__.__name__, globals() is globals(), __name__)
def f(a, b=2):
    c = 3
    return sorted(locals().items())
print(f(1), "f" in globals(), globals()["f"] is f)
globals()["dynamic"] = 5
print(dynamic)
x = slice(1, 10, 2); print(x.start, x.stop, x.step, x.indices(5), x == slice(1, 10, 2), slice(None).indices(3), slice(-3, None).indices(10))
class O: pass
o = O(); setattr(o, "a b", 1); print(getattr(o, "a b"), vars(o), hasattr(o, "a"), hasattr(o, "a b"))
print(len({1: 2}), len(()), len(range(5)), len(b"ab"), len({1, 2}), len("é"))
for f in (lambda: len(5), lambda: len(None), lambda: len(x for x in []), lambda: hash([]), lambda: hash({}), lambda: hash(set()), lambda: hash(([],)), lambda: ord("abc"), lambda: chr(1.5), lambda: getattr(5, "x"), lambda: setattr(o, 5, 1), lambda: delattr(o, "zz"), lambda: hasattr(o, 5), lambda: vars(o, 1), lambda: type(), lambda: type(1, 2), lambda: id(), lambda: callable(), lambda: input(1, 2), lambda: sorted(5), lambda: format(5, 5), lambda: isinstance(5, "int"), lambda: isinstance(5, [int]), lambda: round(), lambda: object().x, lambda: super(), lambda: iter(), lambda: repr(), lambda: abs(), lambda: print.x, lambda: slice(), lambda: dir(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
