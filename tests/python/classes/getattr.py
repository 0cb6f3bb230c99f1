class Dynamic:
    known = 1
    def __init__(self): self.__dict__["own"] = 2
    def __getattr__(self, name):
        if name.startswith("x"): return name.upper()
        raise AttributeError(f"no {name!r} here")
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)
d = Dynamic()
print(d.known, d.own, d.xyz)
try: d.abc
except AttributeError as e: print(e)
d.new = 5
d.new += 1
del d.new
print(hasattr(d, "new"), hasattr(d, "x1"), getattr(d, "q", "default"))
class All:
    def __init__(self): self.v = 1
    def __getattribute__(self, name):
        print("look", name)
        return super().__getattribute__(name)
    def m(self): return self.v
print(All().m())
class Proxy:
    def __init__(self, target): self._t = target
    def __getattr__(self, name): return getattr(self._t, name)
p = Proxy([3, 1, 2])
p.sort(); p.append(9)
print(p._t, p.index(2))
try: len(p)
except TypeError as e: print(e)
class G:
    def __getattribute__(self, name): raise AttributeError(name)
    def __getattr__(self, name): return "fallback " + name
print(G().zzz)
try: setattr(5, "x", 1)
except AttributeError as e: print(e)
try: getattr(1, 2)
except TypeError as e: print(e)
