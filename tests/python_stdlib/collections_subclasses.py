from collections import *
c = Counter("mississippi"); print(c, c.most_common(2), c["z"], sorted(c.elements()), c + Counter("miss"), c - Counter("iii"), c & Counter("mi"), c | Counter("zz"), sum(c.values()), c.total(), dict(c))
c.update("ppp"); c.subtract("s"); print(c, Counter(a=1, b=2), Counter({"a": 3}), +Counter(a=-1, b=1), Counter() == Counter(a=0)); del c["m"]; print(c, repr(Counter()))
d = deque([1, 2, 3], maxlen=3); d.append(4); print(d, d.popleft(), d.pop(), d, len(d), d.maxlen); d.extendleft([7, 8]); print(d); d.rotate(1); print(d, d[0], d[-1], 7 in d, list(reversed(d)), d.index(7), d.count(7)); d.clear(); print(d, bool(d))
for f in [lambda: deque().popleft(), lambda: deque().pop(), lambda: deque([1])[5], lambda: deque([1]).remove(3), lambda: deque([1]).index(9), lambda: deque(5)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
dd = defaultdict(list); dd["a"].append(1); dd["b"]; print(dd, dd == {"a": [1], "b": []}, dict(dd), "c" in dd, dd.get("c")); di = defaultdict(int, x=5); di["y"] += 1; print(di, defaultdict(lambda: 7)["q"])
try: defaultdict(None)["x"]
except KeyError as e: print("KeyError", e)
try: defaultdict(5)
except TypeError as e: print(e)
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); print(o, o.popitem(), o.popitem(last=False), o, OrderedDict([("x", 1)]) == {"x": 1}, list(reversed(o)))
P = namedtuple("P", "x y z", defaults=[0]); p = P(1, 2); print(p, p.x, p[1], p._asdict(), p._replace(y=9), P._fields, P._make([1, 2, 3]), p == (1, 2, 0), *p, P.__doc__, P.x, len(p), hash(p) == hash((1, 2, 0))) if False else print(p, p.x, p[1], p._asdict(), p._replace(y=9), P._fields, P._make([1, 2, 3]), p == (1, 2, 0), *p, P.__doc__, len(p))
for f in [lambda: P(), lambda: P(1, 2, 3, 4), lambda: P(1, q=2), lambda: setattr(p, "x", 5), lambda: p._replace(w=1), lambda: namedtuple("A", "def"), lambda: namedtuple("A", "x x"), lambda: namedtuple("A", "_x")]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Q(namedtuple("Q", ["a", "b"])):
    def total(self): return self.a + self.b
    def __str__(self): return f"<{self.a}>"
print(Q(1, 2).total(), Q(1, 2), repr(Q(3, 4)), Q(1, 2) < Q(1, 3))
cm = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm["a"], cm["b"], dict(cm), cm, list(cm), len(cm), cm.new_child({"z": 1}), cm.parents, "b" in cm); cm["n"] = 5; print(cm.maps)
class UL(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, str(v))
u = UL(a=1); u["b"] = 2; print(u, dict(u), u.data); ul = UserList([3, 1, 2]); ul.sort(); print(ul, ul + [1], ul[0]); print(UserString("abc").upper())
class MyDict(dict):
    def __missing__(self, k): return f"no {k}"
    def __getattr__(self, n): return self[n]
m = MyDict(a=1); print(m["zz"], m.a, m, m.get("q"), isinstance(m, dict), len(m), {**m}, m.foo, json if False else "")
class Stack(list):
    def push(self, x): self.append(x)
    def peek(self): return self[-1]
s = Stack([1, 2]); s.push(3); print(s, s.peek(), s[0:2], type(s[0:2]), s + [4], s == [1, 2, 3], len(s), sorted(s, reverse=True), list(s), s.pop(), Stack(range(3)), Stack(x for x in "ab"), Stack())
class T(tuple):
    def __new__(cls, *args): return super().__new__(cls, args)
    def first(self): return self[0]
print(T(1, 2), T(1, 2).first(), T(1, 2) + (3,), T(1) == (1,), {T(1): 5}[(1,)], isinstance(T(), tuple))
class N(int):
    def __add__(self, o): return N(int.__add__(self, o) % 10)
    def __repr__(self): return f"N({int(self)})"
print(N(7) + 5, N(3) * 2, N(5) == 5, N("12"), [N(1)], str(N(4)), f"{N(4)}", N(5) + N(9), hash(N(3)) == hash(3), range(N(3)), N(255).to_bytes(1, "big"), -N(3), abs(N(-3)), N(7) // 2, 10 - N(3), N(2) < 3)
class St(str):
    def shout(self): return self.upper() + "!"
print(St("hi").shout(), St("a") + "b", St("abc")[1], len(St("abc")), St("x") == "x", {St("k"): 1}["k"], St("a,b").split(","), type(St("a") + "b"), repr(St("q")), "%s" % St("z"), St("a") in "abc", "-".join([St("a"), "b"]), St(b"hi", "ascii"), St(5))
class Fl(float):
    def __str__(self): return f"{float(self):.2f}"
print(Fl(3.14159), Fl(2) * 2, [Fl(1.5)], Fl(2) > 1, round(Fl(2.567), 1))
class SetS(set):
    def add(self, x): super().add(x * 2)
ss = SetS([1]); ss.add(5); print(sorted(ss), 10 in ss, ss | {3}, type(ss | {3}), len(ss), SetS() or "empty", ss == {1, 10})
class BB(bytes): pass
print(BB(b"abc"), BB(b"abc")[0], BB(b"x") + b"y", BB(3))
class E(Exception):
    def __init__(self, code, msg="m"): super().__init__(f"{msg}:{code}"); self.code = code
    def __str__(self): return f"E{self.code} {self.args}"
try: raise E(5)
except E as e: print(e, repr(e), e.code, e.args)
class LD(dict):
    def __setitem__(self, k, v): print("set", k); dict.__setitem__(self, k, v)
    def __init__(self, *a, **k): super().__init__(*a, **k); self.extra = 1
l = LD({"a": 1}, b=2); l["c"] = 3; l.update(d=4); l.setdefault("e", 5); print(l, l.extra, l.pop("a"), list(l.items()), l | {"z": 1}, type(l.copy()), LD.fromkeys("ab"))
