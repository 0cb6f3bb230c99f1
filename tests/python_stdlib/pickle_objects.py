import pickle, datetime, io, enum
from collections import namedtuple, OrderedDict, deque, defaultdict, Counter
from dataclasses import dataclass
class C:
    def __init__(self, a):
        self.a = a
    def __eq__(self, o):
        return self.__dict__ == o.__dict__
class L(list):
    pass
class S:
    def __getstate__(self):
        return {"x": 1}
    def __setstate__(self, s):
        self.y = s["x"] + 1
P = namedtuple("P", "x y")
@dataclass
class D:
    n: int
    items: list
class Color(enum.Enum):
    RED = 1
print(pickle.dumps(C(5)), pickle.loads(pickle.dumps(C([1]))) == C([1]), pickle.loads(pickle.dumps(S())).y, pickle.loads(pickle.dumps(Color.RED)) is Color.RED)
for v in (P(1, 2), D(1, [2]), L([1, 2]), OrderedDict(b=1, a=2), deque([1, 2], 5), defaultdict(list, a=[1]), Counter("aab"), datetime.datetime(2023, 1, 2, 3), datetime.timedelta(1), [C(1)] * 2):
    w = pickle.loads(pickle.dumps(v))
    print(w == v, type(w) is type(v))
e = pickle.loads(pickle.dumps(KeyError("k")))
print(repr(e))
a = [1]
a.append(a)
b = pickle.loads(pickle.dumps(a))
print(b[1] is b, pickle.loads(pickle.dumps(C)) is C)
f = io.BytesIO()
pickle.dump({"k": 1}, f); pickle.dump([2], f)
f.seek(0)
print(pickle.load(f), pickle.load(f))
try:
    pickle.load(f)
except EOFError as err:
    print(err)
def local():
    class X:
        pass
    return X()
try:
    pickle.dumps(local())
except AttributeError as err:
    print(err)
