print(range(5), list(range(2, 10, 3)), list(range(5, 0, -2)), len(range(0, 10, 3)), range(10)[2], range(10)[-1], range(10)[2:5], range(10)[::-2], 5 in range(10), 5.0 in range(10), "a" in range(3), 3 in range(0, 10, 2), range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), range(5).index(3), range(5).count(2), range(1, 5).start, range(5).step, range(3).stop, bool(range(0)), hash(range(3)) == hash(range(3)), repr(range(1, 2)), repr(range(0, 5, 2)), list(reversed(range(3))), max(range(5)), sum(range(10, 0, -1)), range(-5, 5)[3], sorted(range(3), reverse=True), tuple(range(True)), range(10)[3:-2:2])
for f in (lambda: range(), lambda: range(1, 2, 0), lambda: range("a"), lambda: range(1.0), lambda: range(5)[5], lambda: range(5)[-6], lambda: range(5).index(7), lambda: range(1, 2, 3, 4), lambda: range(None), lambda: range(3)["a"], lambda: range(5).append(1), lambda: range(3) + range(3), lambda: range(stop=5), lambda: range(5).index("x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: range(5)[0] = 1
except TypeError as e: print(e)
r = iter(range(3)); print(next(r), list(r), next(r, "end"), [*range(2)], len(range(10**15)), [i for i in range(3) for i in range(i)])
