class Shape:
    count = 0
    def __init__(self, name):
        self.name = name
        Shape.count += 1
        type(self).last = name
    @classmethod
    def named(cls, name): return cls(name.title())
    @staticmethod
    def area(w, h): return w * h
    @classmethod
    def how_many(cls): return cls.count
class Square(Shape):
    count = 100
    def __repr__(self): return f"Square({self.name!r})"
s = Square.named("small box")
print(s, Shape.count, Square.count, s.how_many(), Shape.how_many(), Square.area(2, 3), s.area(4, 5))
print(Square.last, hasattr(Shape, "last"))
Shape.count = 7
print(Shape.how_many(), s.count)
s.count = 1
print(s.count, Square.count)
del s.count
print(s.count)
print(Shape.named.__self__ is Shape, Square.named.__self__ is Square, Shape.named.__func__ is Square.named.__func__)
def shout(self): return self.name.upper() + "!"
Shape.shout = shout
print(s.shout())
s.own = lambda: "own"
print(s.own())
