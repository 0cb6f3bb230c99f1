print(repr([1, "a", None, 2.5, b"x", (1,), (), {}, {"k": [1]}, set(), {1}, frozenset(), frozenset([1]), True, ..., range(2), slice(1), int]))
a = [1]; a.append(a); d = {}; d["self"] = d; t = ([],); t[0].append(t); s = [d, a]
print(a, d, t, s, repr(a) == str(a))
class N:
    def __init__(self): self.kids = [self]
    def __repr__(self): return f"N({self.kids is not None})"
print(N(), [N()], {"n": N()}, (N(),), {N(): 1}.keys(), {1: N()}.values(), {1: N()}.items(), dict(a=1).keys(), {}.values())
print([[]], [[], [[]]], ((),), ((1,),), {(): ()}, [None], {None: None}, "it's", ["it's"], ['"'], ["a\nb"], {"a\tb": "é"}, ["\x00"], [b"\xff"], ("a",), ("a", "b"), [1.0, 1e20, -0.0], {1: {2: {3: {}}}}, [float("nan"), float("inf")])
x = []; y = [x, x]; x.append(y); print(x, y); print(repr(x).count("[...]"))
class L(list): pass
l = L([1]); l.append(l); print(l)
big = list(range(30)); print(big, str(big)[:10], repr({i: i for i in range(5)}), [["x"] * 3] * 2, [[0] * 2 for _ in range(2)])
print(type(a.__iter__()).__name__, type({}.keys()).__name__, type({}.items()).__name__, type(zip()).__name__, type(iter(())).__name__, type(iter({})).__name__, type(iter(set())).__name__, type(iter(range(1))).__name__, type(lambda: 0).__name__, type((x for x in [])).__name__, type(len).__name__, type([].append).__name__, type(N().__repr__).__name__, type(str.join).__name__, type(Ellipsis).__name__, type(NotImplemented).__name__, type(slice(1)).__name__, type(property()).__name__, type(iter(b"")).__name__, type(reversed([])).__name__, type({}.values()).__name__)
