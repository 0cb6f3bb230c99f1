from typing import NamedTuple, TypedDict, Protocol, runtime_checkable, get_type_hints
class P(NamedTuple):
    """doc"""
    x: int
    y: int = 5
    def total(self):
        return self.x + self.y
p = P(1)
print(p, p.total(), p._replace(x=3), P._fields, P._field_defaults, p == (1, 5), P(y=2, x=1), p._asdict(), P.__doc__, isinstance(p, tuple), P.__annotations__)
x, y = p
print(x, y, hash(p) == hash((1, 5)), P._make([7, 8]))
for f in (lambda: P(), lambda: P(1, 2, 3), lambda: P(1, z=2)):
    try:
        f()
    except TypeError as e:
        print(e)
E = NamedTuple("E", [("name", str), ("id", int)])
print(E("a", 1), E._fields)
class M(TypedDict, total=False):
    a: int
    b: str
m: M = {"a": 1}
print(m, M(a=1, b="x"), type(M(a=1)), M.__total__, M.__annotations__)
@runtime_checkable
class Sends(Protocol):
    def send(self, data): ...
class S:
    def send(self, data):
        return data
print(isinstance(S(), Sends), isinstance(5, Sends))
print(get_type_hints(P), get_type_hints(M))
