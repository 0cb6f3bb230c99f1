from enum import Enum
import copy
class Kind(Enum):
    PING = b"PING"
    PONG = b"PONG"
    def reply(self):
        return {Kind.PING: Kind.PONG, Kind.PONG: Kind.PING}[self]
def handle(frame):
    try:
        kind = Kind(frame)
    except ValueError as e:
        return str(e)
    if kind is Kind.PING:
        return kind.reply().value
    return kind
print(handle(b"PING"), handle(b"PONG"), handle(b"x"), copy.copy(Kind.PING) is Kind.PING, copy.deepcopy([Kind.PONG])[0] is Kind.PONG)
class Base(Enum):
    def hello(self):
        return "hi " + self.name
class Derived(Base):
    A = 1
print(Derived.A.hello(), Derived.A, isinstance(Derived.A, Base), Kind.PING.__class__.__name__, [k.value for k in Kind])
class Weekday(Enum):
    MON = 1
    TUE = 2
    def __str__(self):
        return self.name.title()
    def __lt__(self, other):
        return self.value < other.value
print(Weekday.MON, sorted([Weekday.TUE, Weekday.MON]), f"{Weekday.TUE}", "%s" % Weekday.MON)
