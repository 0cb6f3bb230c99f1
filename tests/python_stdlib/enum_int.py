from enum import IntEnum, Enum, StrEnum, auto
class Level(IntEnum):
    LOW = 1
    HIGH = 5
print(Level.LOW, repr(Level.LOW), Level.LOW < Level.HIGH, Level.HIGH + 1, Level(5), Level.LOW == 1, sorted([Level.HIGH, Level.LOW]), int(Level.HIGH), [10, 20][Level.LOW])
print(f"{Level.LOW}", "%d %s" % (Level.HIGH, Level.HIGH), {1: "x"}[Level.LOW], isinstance(Level.LOW, int), list(Level), max(Level), Level.LOW.name, hex(Level.HIGH))
class S(str, Enum):
    A = "alpha"
    B = "beta"
print(S.A, repr(S.A), S.A == "alpha", S("beta"), S.A.upper(), S.A.value, "x" + S.A, S.A in ("alpha",), len(S.A))
class T(StrEnum):
    ONE = auto()
    TWO = "2"
print(T.ONE, repr(T.ONE), f"{T.TWO}", T.ONE == "one", T("2"))
import json
print(json.dumps({"level": Level.HIGH, "s": S.A}))
try:
    Level(7)
except ValueError as e:
    print(e)
