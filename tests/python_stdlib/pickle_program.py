import pickle, datetime, collections, enum
class A:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.__dict__ == o.__dict__
    def __repr__(self): return f"A({self.x!r})"
class C(enum.Enum): R = 1
P = collections.namedtuple("P", "a b")
class St:
    def __getstate__(self): return {"k": 1}
    def __setstate__(self, s): self.s = s
class L(list): pass
class Sl:
    __slots__ = ("a",)
    def __init__(self): self.a = 4
class R:
    def __reduce__(self): return (A, (99,))
for o in [1, -5, 2**70, 1.5, True, None, "é", b"x", [1, [2]], (1,), (1, 2, 3, 4), {"a": {1, 2}}, frozenset([1]), A([1]), C.R, P(1, 2), datetime.timedelta(1), L([1, 2]), R(), collections.OrderedDict(a=1), collections.defaultdict(list, a=[1]), collections.deque([1]), collections.Counter("aab"), A, len, bytearray(b"q"), range(3), 256, 65536, "x" * 300]:
    b = pickle.loads(pickle.dumps(o)); print(b == o or b, type(b).__name__, len(pickle.dumps(o)))
s = pickle.loads(pickle.dumps(St())); print(s.s)
a = A(None); a.x = a; b = pickle.loads(pickle.dumps(a)); print(b.x is b)
print(pickle.loads(pickle.dumps(Sl())).a, pickle.dumps([1, "a"]), pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL)
for f in [lambda: pickle.dumps(lambda: 1), lambda: pickle.loads(b""), lambda: pickle.dumps(x for x in [])]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: raise ValueError("x", 1)
except ValueError as e: print(repr(pickle.loads(pickle.dumps(e))))
import io
f = io.BytesIO(); pickle.dump([1, 2], f); pickle.dump("second", f); f.seek(0); print(pickle.load(f), pickle.load(f))
