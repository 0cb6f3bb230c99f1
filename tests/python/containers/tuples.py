t = (1, 2, 3, 2)
print(t, t[0], t[-1], t[1:3], t[::-1], len(t), t.count(2), t.index(3), t + (4,), t * 2, 2 in t, (), (1,), 1, tuple("ab"), (1, 2) < (1, 3), (1, 2) == (1, 2), (1,) + (), hash((1, 2)) == hash((1, 2)), sorted(t), max(t), sum(t))
for f in (lambda: t[9], lambda: t.index(9), lambda: t + [1], lambda: t["a"], lambda: t.append(1), lambda: hash(([],)), lambda: (1,) < (None,), lambda: (1, 2) < 3, lambda: t * t, lambda: t.index(), lambda: t.foo, lambda: tuple(5), lambda: () + 5, lambda: t.count(), lambda: t[1:2:0]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: t[0] = 1
except TypeError as e: print(e)
try: del t[0]
except TypeError as e: print(e)
def many(): return 1, "two", [3]
a, b, c = many(); c.append(4); x = (c, c); print(x, many(), x[0] is x[1], ([1],)[0] + [2], {(1, 2): "p"}[1, 2], ((1, 2), 3)[0][1], (1, (2, (3,))), *t)
print((lambda *a: a)(*t), tuple(i * i for i in range(3)), (1, 2, 3)[True], ("a" "b", "c"), (("a")), ("a",), not (), bool((0,)), (1, 2, 3) > (1, 2), ("a", 1) < ("b", 0), min((3, "a"), (2, "b")))
