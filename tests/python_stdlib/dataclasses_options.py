from dataclasses import dataclass, field, FrozenInstanceError, KW_ONLY, InitVar
@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False, repr=False)
print(V(1, 2) < V(1, 3), sorted([V(2), V(1, 9)]), hash(V(1)) == hash(V(1)), {V(1): "a"}[V(1)], V(1, label="x") == V(1), max(V(3), V(2, 9)))
v = V(1)
for f in (lambda: setattr(v, "major", 5), lambda: delattr(v, "major"), lambda: V(1) < 5):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
@dataclass
class I:
    a: int
    scale: InitVar[int] = 2
    b: int = field(init=False)
    c: int = field(default=7, init=False)
    def __post_init__(self, scale):
        self.b = self.a * scale
print(I(3), I(3, 5), I(3).c)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int
    c: int = 3
print(K(1, b=2))
for f in (lambda: K(1, 2), lambda: K(1)):
    try:
        f()
    except TypeError as e:
        print(e)
@dataclass(repr=False, eq=False)
class R:
    x: int
    def __repr__(self):
        return "R!"
print(R(1), R(1) == R(1))
@dataclass(kw_only=True)
class Q:
    x: int
    y: int = 0
print(Q(x=1))
@dataclass(unsafe_hash=True)
class H:
    x: int
print(hash(H(1)) == hash(H(1)))
