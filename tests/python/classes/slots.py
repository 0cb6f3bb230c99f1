class P:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
p = P(1)
print(p.x, P.__slots__)
try: p.z = 1
except AttributeError as e: print(e)
try: p.y
except AttributeError as e: print(e)
p.y = 2
del p.y
try: p.y
except AttributeError as e: print(e)
print(hasattr(p, "__dict__"), hasattr(p, "y"))
class Q(P): pass
q = Q(1); q.z = 5
print(q.z, q.x)
class R(P):
    __slots__ = "w"
r = R(3); r.w = 4
print(r.x, r.w)
try: r.v = 1
except AttributeError as e: print(e)
