from enum import Enum, IntEnum, Flag, IntFlag, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def describe(self): return f"{self.name}={self.value}"
print(Color.RED, repr(Color.RED), Color["GREEN"], Color(2), list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED.describe(), Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color), type(Color.RED), Color.__members__, Color, {Color.RED: 1})
for f in [lambda: Color(5), lambda: Color["X"], lambda: Color.X, lambda: setattr(Color, "RED", 5), lambda: Color.RED < Color.GREEN]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S(IntEnum):
    A = auto(); B = auto()
print(S.A, repr(S.A), S.A + 1, S.B > S.A, S(2), f"{S.A}", f"{S.A:>3}", "%d" % S.A, sorted([S.B, S.A]), S.A == 1, [10, 20, 30][S.A], int(S.B), hash(S.A) == hash(1), max(S))
class F(Flag):
    R = auto(); W = auto(); X = auto(); RW = R | W
print(F.R | F.X, repr(F.R | F.W), F.RW & F.R, F.R in F.RW, bool(F.R & F.W), ~F.R, F(5), list(F.RW), F.R ^ F.RW, F.RW.value, F(0))
class I(IntFlag):
    A = 1; B = 2
print(I.A | I.B, repr(I.A | 4), I.A + 1, I(3))
class M(str, Enum):
    GET = "get"; PUT = "put"
print(M.GET, M.GET == "get", M.GET.upper(), repr(M.PUT), M("put"), f"{M.GET}", M.GET.value, "x" + M.GET)
try:
    @unique
    class U(Enum):
        A = 1; B = 1
except ValueError as e: print(e)
P = Enum("P", "X Y Z"); print(list(P), P.X.value, P.Y.name)
class State(Enum):
    IDLE = "idle"; BUSY = "busy"
    @classmethod
    def parse(cls, s): return cls(s.lower())
    @property
    def short(self): return self.value[0]
    def __str__(self): return self.value.title()
print(State.parse("IDLE"), State.IDLE.short, str(State.BUSY), f"{State.BUSY}", [s.name for s in State], State.IDLE != State.BUSY)
class Planet(Enum):
    EARTH = (5.9, 6.3)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
print(Planet.EARTH.mass, Planet.EARTH.value, Planet.EARTH)
class Op(Enum):
    _ignore_ = []
    ADD = "+"
    @classmethod
    def _missing_(cls, v): return cls.ADD
print(Op("zzz"))
import json; print(json.dumps({"s": S.A, "m": M.GET}))
