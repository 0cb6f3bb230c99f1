print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, "", "a", None])), list(filter(lambda x: x % 2, range(5))), list(map(int, "123")), list(map(len, ["a", "bb"])), sum(map(int, "123")), "".join(map(chr, [97, 98])), set(map(abs, [-1, 1])), list(map(max, [1, 5], [3, 2])), dict(map(lambda k: (k, k * 2), "ab")))
def loud(x):
    print("loud", x); return x
m = map(loud, [1, 2, 3]); print("made")
print(next(m)); print(list(m), list(m))
f = filter(loud, [0, 1]); print("made filter"); print(list(f))
for f in (lambda: list(map(5, [1])), lambda: map(), lambda: map(len), lambda: list(map(len, [5])), lambda: list(filter(5, [1])), lambda: filter(None), lambda: map(len, 5), lambda: filter(None, 5), lambda: list(map(lambda a: a, [1], [2])), lambda: list(map(int, ["1", "x"]))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def gen():
    yield 1
    raise ValueError("inside")
m = map(str, gen()); print(next(m))
try: next(m)
except ValueError as e: print(e)
print(list(m), iter(m) is m, any(map(loud, [0, 5, 6])), all(loud(x) for x in [1, 0, 2]))
