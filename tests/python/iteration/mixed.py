it = iter([1, 2, 3])
print(next(it), list(it), next(it, "end"))
print(list(iter(lambda c=[0]: c.__setitem__(0, c[0] + 1) or c[0], 4)))
z = zip([1, 2, 3], [4, 5])
print(list(z), list(zip()), list(zip([1])))
r = range(10, 0, -3)
print(r, list(r), len(r), r[1], 7 in r, 8 in r, r[::-1], range(3) == range(0, 3, 1), list(range(5))[1:3], range(0), bool(range(0)), r.index(4))
e = enumerate("ab")
print(next(e), next(e))
try: next(e)
except StopIteration as s: print(repr(s))
print(list(reversed(range(3))), list(reversed("abc")), list(reversed((1, 2))))
m = map(lambda x: x * 2, [1, 2])
print(type(m).__name__, next(m), list(m), type(zip()).__name__, type(filter(None, [])).__name__)
print(dict(enumerate("ab")), set(map(len, ["a", "bb"])), sorted(zip([2, 1], "ab")), max(zip([2, 1], "ab")), list(zip(*[(1, 2), (3, 4)])))
a = [1, 2, 3, 4, 5, 6]
print(list(zip(*[iter(a)] * 2)))
d = {"a": 1}
it = iter(d)
d["b"] = 2
try: next(it)
except RuntimeError as x: print(x)
s = {1, 2}
try:
    for x in s: s.add(x + 10)
except RuntimeError as x: print(x)
def g():
    yield from [1, 2]
    yield from (x for x in "ab")
    yield from {"k": 1}
print(list(g()), [*g()], {*g()} == {1, 2, "a", "b", "k"}, (*g(),))
first, *rest = g()
print(first, rest)
print([x for y in [[1, 2], [3]] for x in y], {k: [v for v in range(k)] for k in range(3)}, sum(1 for _ in g()), " ".join(map(str, g())))
def inf():
    n = 0
    while True:
        yield n
        n += 1
for i in inf():
    if i > 3: break
print(i)
try: list(zip([1], [1, 2], strict=True))
except ValueError as x: print(x)
