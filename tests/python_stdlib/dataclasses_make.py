from dataclasses import make_dataclass, field, dataclass, fields, MISSING, asdict
C = make_dataclass("C", [("x", int), ("y", int, 5), ("z", list, field(default_factory=list))])
print(C(1), C.__name__)
f = fields(C)[1]
print(f.name, f.type, f.default, f.default_factory is MISSING, f.init, f.repr)
@dataclass
class M:
    payload: dict
    seq: tuple = ()
m = M({"a": [1, {"b": 2}]}, (1, [2]))
d = asdict(m)
d["payload"]["a"].append(5)
print(m, d)
@dataclass
class Empty:
    pass
print(Empty(), Empty() == Empty())
try:
    Empty(1)
except TypeError as e:
    print(e)
