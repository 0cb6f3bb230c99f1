class Base:
    def __init__(self, **kw):
        print("Base", kw)
    @classmethod
    def make(cls, *a):
        print("make", cls.__name__)
        return cls(*a)
    @property
    def value(self): return 1
    def __repr__(self): return f"<{type(self).__name__}>"
class Left(Base):
    def __init__(self, left=0, **kw):
        print("Left", left)
        super().__init__(**kw)
class Right(Base):
    def __init__(self, right=0, **kw):
        print("Right", right)
        super().__init__(**kw)
class Both(Left, Right):
    def __init__(self, **kw):
        super().__init__(**kw)
    @classmethod
    def make(cls, *a):
        print("Both.make")
        return super().make(*a)
    @property
    def value(self): return super().value + 1
    def __repr__(self): return "Both:" + super().__repr__()
b = Both(left=1, right=2, other=3)
print(b, Both.make(), b.value)
class Nested(Base):
    def __init__(self):
        def inner():
            return super(Nested, self).__repr__()
        self.text = inner()
print(Nested().text)
try: super().x
except RuntimeError as e: print(e)
class S:
    def f(self): return super().missing
try: S().f()
except AttributeError as e: print(e)
print(type(super(Both, b)).__name__)
