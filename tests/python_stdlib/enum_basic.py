from enum import Enum, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def lower(self):
        return self.name.lower()
    @classmethod
    def first(cls):
        return cls.RED
    @property
    def double(self):
        return self.value * 2
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED)
print(list(Color), len(Color), [c.name for c in Color], Color.RED in Color, Color, Color.RED.lower(), Color.first(), Color.BLUE.double)
print(Color.__members__, list(reversed(Color)), Color.RED == 1, Color.RED is Color(1), Color.RED != Color.BLUE, {Color.RED: "r"}[Color(1)])
print(f"{Color.RED} {Color.RED!r} {Color.GREEN:>12}|", isinstance(Color.RED, Color), type(Color.RED), hash(Color.RED) == hash(Color.RED))
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
check(lambda: Color(9))
check(lambda: Color["X"])
check(lambda: Color.PINK)
check(lambda: Color.RED < Color.BLUE)
check(lambda: Color(Color.RED))
try:
    @unique
    class Bad(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
try:
    class More(Color):
        X = 5
except TypeError as e:
    print(e)
