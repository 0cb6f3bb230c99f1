class M:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self
    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow
with M("a") as a, M("b"):
    print("in", a.name)
with M("c", True):
    raise ValueError("gone")
try:
    with M("d"):
        raise KeyError("k")
except KeyError as e:
    print("caught", e)
def f():
    with M("e"):
        return "ret"
print(f())
for i in range(3):
    with M(i):
        if i == 1: continue
        if i == 2: break
with (M("x") as x, M("y") as y):
    print(x.name + y.name)
try:
    with 5: pass
except TypeError as e: print(e)
