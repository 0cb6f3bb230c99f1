import copy, pickle
class Sl:
    __slots__ = ("a", "b")
    def __init__(self): self.a = [4]
s = Sl(); t = copy.copy(s); u = copy.deepcopy(s); print(t.a is s.a, u.a, u.a is s.a, hasattr(t, "b"), pickle.loads(pickle.dumps(s)).a)
class Sub(Sl):
    def __init__(self): super().__init__(); self.z = 1
x = copy.deepcopy(Sub()); print(x.a, x.z, pickle.loads(pickle.dumps(Sub())).z)
try: s.q = 1
except AttributeError as e: print(e)
