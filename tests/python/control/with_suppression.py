class Guard:
    def __init__(self, name, *swallow):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value)
        return bool(kind) and issubclass(kind, self.swallow) if self.swallow else None
with Guard("a") as a:
    print("body", a)
with Guard("b", ValueError):
    raise ValueError("hidden")
    print("never")
try:
    with Guard("c", ValueError):
        raise KeyError("seen")
except KeyError as error:
    print("outside", error)
with Guard("d") as d, Guard("e", Exception) as e:
    print(d, e)
    1 / 0
def leaving():
    with Guard("f"):
        return "value"
print(leaving())
for i in range(2):
    with Guard("g%d" % i):
        if i == 0: continue
        break
with (Guard("h") as h, Guard("i") as i,):
    print(h, i)
class Replaces:
    def __enter__(self): return self
    def __exit__(self, *a): raise RuntimeError("replaced")
try:
    with Replaces():
        raise ValueError("first")
except RuntimeError as error:
    print(error, repr(error.__context__))
