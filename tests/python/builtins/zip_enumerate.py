print(list(zip([1, 2], "ab")), list(zip()), list(zip([1], [2, 3])), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])), list(enumerate("ab")), list(enumerate("ab", start=5)), list(zip([1, 2], [3, 4], strict=True)), list(enumerate([], 1)), [(i, a, b) for i, (a, b) in enumerate(zip("xy", "pq"))])
for f in (lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1], [1], [], strict=True)), lambda: zip(5), lambda: zip([1], None), lambda: enumerate(5), lambda: enumerate(), lambda: enumerate([1], "a"), lambda: list(zip([], [1], [2], strict=True)), lambda: zip([1], foo=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def g(name, n):
    for i in range(n):
        print("from", name, i)
        yield i
print(list(zip(g("a", 2), g("b", 3))))
print(list(zip(g("a", 3), g("b", 2))))
z = zip([1, 2], "ab"); print(next(z), list(z), list(z), iter(z) is z)
e = enumerate("ab"); print(next(e), next(e), next(e, None))
it = iter([1, 2, 3, 4]); print(list(zip(it, it)))
matrix = [[1, 2, 3], [4, 5, 6]]; print(list(zip(*matrix)), [list(r) for r in zip(*matrix)], list(map(sum, zip(*matrix))), list(map(list, zip(*matrix[::-1]))))
