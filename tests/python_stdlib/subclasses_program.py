import io, sys, string
from itertools import *
from collections import namedtuple, OrderedDict, deque
# readers
text = io.StringIO("a,1\nb,2\n\nc,x\n")
rows = []
for n, line in enumerate(text, 1):
    line = line.strip()
    if not line: continue
    k, v = line.split(",")
    try: rows.append((k, int(v)))
    except ValueError as e: print(f"line {n}: {e}")
print(rows, dict(rows))
class LRU(OrderedDict):
    def __init__(self, cap): super().__init__(); self.cap = cap
    def get(self, k):
        if k not in self: return -1
        self.move_to_end(k); return self[k]
    def put(self, k, v):
        self[k] = v; self.move_to_end(k)
        if len(self) > self.cap: self.popitem(last=False)
c = LRU(2); c.put(1, 1); c.put(2, 2); c.get(1); c.put(3, 3); print(c, list(c), c.get(2))
class Vec(namedtuple("Vec", "x y")):
    __slots__ = ()
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
print(Vec(1, 2) + Vec(3, 4), Vec(3, 4) * 2, abs(Vec(3, 4)), sum([Vec(1, 1), Vec(2, 2)], Vec(0, 0)))
class Tee:
    def __init__(self, *f): self.f = f
    def write(self, s):
        for x in self.f: x.write(s)
    def flush(self): pass
old = sys.stdout; b = io.StringIO(); sys.stdout = Tee(old, b)
print("both")
sys.stdout = old
print(repr(b.getvalue()))
class Caseless(dict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
    def __contains__(self, k): return super().__contains__(k.lower())
    def get(self, k, d=None): return self[k] if k in self else d
h = Caseless(); h["Content-Type"] = "x"; print(h["CONTENT-TYPE"], "content-TYPE" in h, h.get("zz"), h)
class Path(str):
    def __truediv__(self, o): return Path(f"{self}/{o}")
print(Path("a") / "b" / "c", isinstance(Path("a") / "b", str))
class Money(float):
    def __new__(cls, v, cur="EUR"): o = super().__new__(cls, v); o.cur = cur; return o
    def __repr__(self): return f"{float(self):.2f} {self.cur}"
print(Money(3), [Money(2, "USD")], Money(1) + 2, Money(2) == 2.0)
class Temp(int):
    @property
    def f(self): return self * 9 // 5 + 32
print(Temp(100).f, Temp(3) + 1, type(Temp(3) + 1), Temp.from_bytes(b"\x01", "big"))
class Bag(set):
    def __init__(self, it=()): super().__init__(it); self.hits = 0
    def __contains__(self, x): self.hits += 1; return set.__contains__(self, x)
g = Bag([1, 2]); print(1 in g, 5 in g, g.hits, len(g), sorted(g | {9}), Bag("aab") == set("ab"))
class MyErr(ValueError, KeyError): pass
try: raise MyErr("both")
except KeyError as e: print(type(e).__mro__[1:3], e)
class Http(Exception):
    status = 500
    def __init__(self, msg=None, **kw): super().__init__(msg or self.__class__.__name__); self.kw = kw
class NotFound(Http): status = 404
try: raise NotFound(path="/x")
except Http as e: print(e, e.status, e.kw, e.args)
print(list(zip(*[iter("abcdef")] * 2)), dict(zip(string.ascii_lowercase, range(3))), [*map(str.upper, "ab")], max("abc", key=ord), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
