class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name):
        print("name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner):
        if obj is None: return self
        return obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        obj.__dict__[self.name] = value
    def __delete__(self, obj):
        obj.__dict__.pop(self.name)
class Point:
    x = Typed(int)
    y = Typed(int)
p = Point()
print(p.x)
p.x = 5
print(p.x, p.__dict__)
try: p.y = "s"
except TypeError as e: print(e)
del p.x
print(p.x, type(Point.x).__name__)
class Lazy:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner=None):
        print("computing")
        v = self.f(obj)
        obj.__dict__[self.f.__name__] = v
        return v
class Page:
    @Lazy
    def body(self): return "text"
page = Page()
print(page.body, page.body, page.__dict__)
print(Point.__dict__["x"] is Point.x, Typed.__get__(Point.x, None, Point) is Point.x)
class M:
    def f(self): return self
m = M()
print(M.f.__get__(m)() is m, M.__dict__["f"].__get__(m, M)() is m)
