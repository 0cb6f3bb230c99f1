from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError, KW_ONLY, make_dataclass, InitVar
from typing import List, Optional, ClassVar, Dict
@dataclass
class Msg:
    id: int
    body: str = "x"
    tags: List[str] = field(default_factory=list)
    secret: str = field(default="s", repr=False, compare=False)
    count: ClassVar[int] = 0
    def __post_init__(self):
        self.tags.append(self.body)
m = Msg(1); n = Msg(1)
print(m, m == n, m != Msg(2), asdict(m), astuple(m), replace(m, id=5), [f.name for f in fields(m)], is_dataclass(Msg), Msg.__doc__)
m.body = "changed"; print(m)
@dataclass(order=True, frozen=True)
class P:
    x: int
    y: int = 0
print(sorted([P(2, 1), P(1, 5), P(1, 2)]), P(1) < P(2), hash(P(1, 2)) == hash(P(1, 2)), {P(1): "a"})
for f in [lambda: setattr(P(1), "x", 2), lambda: Msg(), lambda: Msg(1, 2, 3, 4, 5), lambda: Msg(id=1, foo=2), lambda: P(1) < 5, lambda: delattr(P(1), "x"), lambda: Msg(1) < Msg(2), lambda: hash(Msg(1))]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@dataclass
class Base:
    a: int
@dataclass
class D(Base):
    b: int = 2
    c: Optional["D"] = None
print(D(1), D(1, 2, D(3)), asdict(D(1, 2, D(3))), isinstance(D(1), Base))
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e: print(e)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 5
print(K(1, b=2))
try: K(1, 2)
except TypeError as e: print(e)
@dataclass
class IV:
    a: int
    scale: InitVar[int] = 2
    total: int = field(init=False)
    def __post_init__(self, scale): self.total = self.a * scale
print(IV(3), IV(3, 5))
@dataclass(eq=False)
class NE: x: int
print(NE(1) == NE(1))
@dataclass(slots=True)
class SL: x: int
try: SL(1).y = 3
except AttributeError as e: print(e)
C = make_dataclass("C", [("x", int), ("y", int, 5)]); print(C(1))
@dataclass(repr=False)
class NR:
    x: int
    def __repr__(self): return "custom"
print(NR(1), [NR(2)])
@dataclass(kw_only=True)
class KO: a: int; b: int = 0
print(KO(a=1))
print(m.__dict__, vars(P(1)))
