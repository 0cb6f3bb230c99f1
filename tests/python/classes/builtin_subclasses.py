class Stack(list):
    def push(self, x): self.append(x)
    def peek(self): return self[-1]
s = Stack([1]); s.push(2)
print(s, s.peek(), len(s), type(s[:]).__name__, type(s + [1]).__name__, s == [1, 2], isinstance(s, list))
class Counter(dict):
    def __missing__(self, k): return 0
    def add(self, k): self[k] += 1; return self
c = Counter()
for ch in "hello": c.add(ch)
print(c, c["zz"], sorted(c.items()), type(c.copy()).__name__)
class Upper(dict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
u = Upper(a=1); u["b"] = 2; u.update(c=3)
print(u)
class MySet(set):
    def __contains__(self, x): return super().__contains__(abs(x))
m = MySet([1, 2]); print(-1 in m, type(m | {3}).__name__, m)
class E(ValueError, KeyError): pass
print(isinstance(E("x"), LookupError), E("x"), E.__mro__)
class F(float):
    def __repr__(self): return "F(%s)" % float.__repr__(self)
print(F(1.5), F(1.5) + 1, [F(2)], str(F(2)), f"{F(2):.2f}")
class B(bytes): pass
print(B(b"ab"), B(b"ab")[0], B(b"ab") + b"c", type(B(b"ab") + b"c").__name__)
class S(str):
    def __str__(self): return "special"
print(S("x"), [S("x")], S("x") + "y", f"{S('x')}", "%s" % S("x"), "-".join([S("x")]))
class L(list):
    def __repr__(self): return "L" + super().__repr__()
    def __eq__(self, o): return "eq"
print(L([1, L()]), L() == 1)
