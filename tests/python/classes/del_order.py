class Noisy:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def f():
    a = Noisy("local a")
    b = Noisy("local b")
    print("leaving")
f()
x = Noisy("x1")
x = Noisy("x2")
l = [Noisy("l0"), Noisy("l1"), Noisy("l2")]
del l[1]
l.pop()
l = None
d = {"k": Noisy("value")}
d["k"] = 1
Noisy("temporary")
print("after temporary")
y = z = Noisy("two names")
del y
print("one gone")
del z
def gen():
    n = Noisy("in generator")
    yield 1
g = gen(); next(g)
g = None
try:
    n = Noisy("in raise")
    raise ValueError(n)
except ValueError as e:
    del n
    print("handling")
print("handled")
t = (Noisy("t"), 1)
a, b = t
del t
print("unpacked")
a = 1
[Noisy("c%d" % i) for i in range(2)]
class Holder: pass
h = Holder(); h.n = Noisy("attribute")
h.n = 2
h.n = Noisy("attribute 2")
del h
def param(p): return 1
param(Noisy("argument"))
print("end")
