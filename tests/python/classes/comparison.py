import functools
@functools.total_ordering
class Version:
    def __init__(self, text): self.parts = tuple(map(int, text.split(".")))
    def __eq__(self, o): return self.parts == o.parts
    def __lt__(self, o): return self.parts < o.parts
    def __hash__(self): return hash(self.parts)
    def __repr__(self): return ".".join(map(str, self.parts))
a, b = Version("1.2"), Version("1.10")
print(a < b, a > b, a <= b, a >= b, a == Version("1.2"), a != b)
print(sorted([b, a]), max(a, b), {a, b, Version("1.2")} == {a, b})
class E:
    def __eq__(self, o): return True
try: hash(E())
except TypeError as e: print(e)
print(E() in [1], [E()] == [5], E() != 1, [1, 2].index(E()), [3].count(E()))
class N:
    def __eq__(self, o): return [1]
print(N() == 1, N() != 1, N() in [0])
class L:
    def __le__(self, o): return "le"
print(L() <= 1, 1 >= L())
nan = float("nan")
print(nan == nan, nan in [nan], [nan] == [nan], (nan,) < (nan,))
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return self.v == o.v
d = {H(1): "a", H(2): "b"}
d[H(1)] = "c"
print(len(d), d[H(2)], list(d.values()))
class BadHash:
    def __hash__(self): return "x"
try: {BadHash()}
except TypeError as e: print(e)
