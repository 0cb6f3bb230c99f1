x = "outer"
print([x for x in range(3)], x)
print({x: x * x for x in range(3)}, {x % 2 for x in range(5)}, x)
print([(a, b) for a in range(3) for b in range(a)])
print([[c for c in row if c] for row in [[0, 1], [2, 0]]])
print([y for x in [[1, 2], [3]] for y in x if y != 2 if y < 5])
class C:
    n = 2
    items = [1, 2]
    double = [i for i in items]
    try:
        bad = [i * n for i in items]
    except NameError as error:
        print(error)
print(C.double)
def f(n):
    return [lambda: n + i for i in range(2)]
print([g() for g in f(10)])
print({k: v for k, v in zip("ab", [1, 2])}, {k: [j for j in range(k)] for k in (1, 2)})
print(list((i, j) for i in range(2) for j in "ab"))
print([i for i in range(5) if i % 2 if i > 1], [0 if i % 2 else i for i in range(4)])
print([a for a, *b in [(1, 2, 3), (4,)]], [*range(2), *"ab"], {**{"a": 1}, "b": 2}, {*[1, 2]})
g = (i for i in [1, 2, 3])
print(2 in g, list(g))
print([i for i in range(10)][::-3], sum(i for i in range(101)))
