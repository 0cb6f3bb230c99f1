class Base:
    "Base doc"
    x = 1
    def m(self): "m doc"
class Sub(Base): pass
print(Base.__doc__, Sub.__doc__, Base.m.__doc__, Sub.__name__, Sub.__module__, Sub.__bases__)
s = Sub(); s.y = 2
print(vars(s), s.__class__ is Sub, [n for n in dir(s) if not n.startswith("_")], "m" in dir(Sub))
print(hasattr(s, "m"), getattr(s, "x"), getattr(s, "zz", None), "x" in vars(Base), "x" in vars(Sub))
setattr(s, "z", 3); delattr(s, "y")
print(s.__dict__)
s.__dict__["w"] = 4
print(s.w)
s.__class__ = Base
print(type(s).__name__, isinstance(s, Sub))
T = type("T", (Base,), {"v": 5, "double": lambda self: self.v * 2})
print(T().double(), T.__name__, T.__mro__[1].__name__, T().x)
print(type(T), type(type), isinstance(T, type), isinstance(5, object), callable(T))
print([n for n in vars(Base) if not n.startswith("__")])
try: getattr(s, "nope")
except AttributeError as e: print(e)
try: Base.nope
except AttributeError as e: print(e)
try: None.x
except AttributeError as e: print(e)
try: (5).x = 1
except AttributeError as e: print(e)
try: vars(5)
except TypeError as e: print(e)
try: int.x = 1
except TypeError as e: print(e)
try: del s.nope
except AttributeError as e: print(e)
print(id(s) == id(s), type(s) == Base, type(1) is int, s.__eq__(s), s.__ne__(s))
