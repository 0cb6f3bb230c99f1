class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __add__(self, o): return V(self.x + o.x, self.y + o.y) if isinstance(o, V) else NotImplemented
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return V(-self.x, -self.y)
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __bool__(self): return bool(self.x or self.y)
    def __iter__(self): yield self.x; yield self.y
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __contains__(self, v): return v in (self.x, self.y)
    def __call__(self, *a): return ("called", a)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __lt__(self, o): return abs(self) < abs(o)
    def __format__(self, spec): return f"<{spec}>"
    def __int__(self): return self.x
    def __index__(self): return self.x
    def __round__(self, n=None): return ("round", n)
a, b = V(1, 2), V(3, 4)
print(a + b, a * 3, 3 * a, -a, a == V(1, 2), a != b, a < b, b > a)
print(bool(V(0, 0)), list(a), len(a), a[0], a[-1], 2 in a, a(1, 2), abs(b), f"{a:xyz}", int(a), round(a), round(a, 2))
print({a: "one"}[V(1, 2)], V(1, 2) in {a}, len({a, V(1, 2), b}), [a, b].index(V(3, 4)), [a, b, a].count(a))
print(sorted([b, a]), max(a, b), min([b, a]), [10, 20, 30][V(1, 1)], str([a, (b,), {a: b}]))
x, y = a
print(x, y, not V(0, 0), V(0, 0) or "falsy", V(1, 0) and "truthy")
if V(0, 0): print("no")
else: print("else")
while V(0, 0): pass
try: a + 1
except TypeError as e: print(e)
try: 1 + a
except TypeError as e: print(e)
try: a <= b
except TypeError as e: print(e)
class G:
    def __getattr__(self, name):
        if name.startswith("no"): raise AttributeError(name)
        return "dyn " + name
    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)
g = G(); g.a = 1; print(g.a, g.b, hasattr(g, "nope"), getattr(g, "nothing", "dflt"))
del g.a
print(g.method_like)
class L(list):
    def total(self): return sum(self)
l = L([1, 2, 3]); l.append(4); print(l, l.total(), len(l), l[1:], isinstance(l, list), l == [1, 2, 3, 4])
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); print(d["a"], d["zz"], d, "zz" in d)
class S(str):
    def shout(self): return self.upper() + "!"
s = S("hey"); print(s.shout(), s + "x", len(s), s == "hey", {s: 1}["hey"])
class I(int):
    def __repr__(self): return f"I({int(self)})"
print(I(5) + 1, I(5), [I(3)], I("7") * 2)
class E:
    def __enter__(self): return 1
    def __exit__(self, *a): return False
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), [x for x in It(2)], tuple(It(2)), max(It(5)), dict(zip(It(2), "ab")))
for q in It(2): print("it", q)
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq())
class Cmp:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
try: hash(Cmp(1))
except TypeError as e: print(e)
try: {Cmp(1): 2}
except TypeError as e: print(e)
class Del:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
x = Del(1); x = Del(2); del x
def scope():
    y = Del(3)
    print("in")
scope()
z = [Del(4)]; z.clear()
print("end")
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls=None): return f"get {self.name}" if obj else "class"
    def __set__(self, obj, v): print("desc set", self.name, v)
class UseDesc:
    f = Desc()
u = UseDesc(); u.f = 3; print(u.f, UseDesc.f)
class IA:
    def __iadd__(self, o): print("iadd", o); return self
ia = IA(); ia += 5; print(type(ia).__name__)
class Cm:
    def __eq__(self, o): return NotImplemented
print(Cm() == Cm(), Cm() != 1)
class New:
    def __new__(cls, *a):
        print("new", a)
        return super().__new__(cls)
    def __init__(self, *a): print("init", a)
New(1, 2)
