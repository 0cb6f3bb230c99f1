from enum import Enum, auto, IntEnum
class State(Enum):
    IDLE = auto()
    BUSY = auto()
    DONE = 10
    LAST = auto()
print(list(State))
class Named(Enum):
    def _generate_next_value_(name, start, count, last):
        return name.lower()
    ONE = auto()
    TWO = auto()
print(list(Named))
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 2)
print(Planet.EARTH, Planet.EARTH.value, Planet.MARS.gravity, Planet((6.42e23, 3.39e6)))
class Letter(Enum):
    A = "a"
    L = [1, 2]
    D = {"k": 1}
print(Letter("a"), Letter([1, 2]), Letter({"k": 1}))
class Op(Enum):
    @classmethod
    def _missing_(cls, value):
        return cls.OTHER if value == "?" else None
    OTHER = 0
print(Op("?"))
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value, Enum("T", [("A", 5), ("B", 6)]).B, list(Enum("U", {"X": 1})))
