class Animal:
    kind = "animal"
    count = 0
    def __init__(self, name):
        self.name = name
        Animal.count += 1
    def speak(self):
        return f"{self.name} makes a sound"
    @classmethod
    def create(cls, name): return cls(name)
    @staticmethod
    def add(a, b): return a + b
    def __str__(self): return f"Animal {self.name}"
class Dog(Animal):
    kind = "dog"
    def speak(self): return super().speak() + " woof"
d = Dog.create("rex")
print(d.speak(), d, d.kind, Animal.kind, Animal.count, Dog.add(1, 2), d.add(3, 4))
print(isinstance(d, Animal), isinstance(d, (int, Dog)), issubclass(Dog, Animal), type(d).__name__, type(d) is Dog)
print(d.__class__.__name__, Dog.__mro__[1].__name__, Dog.__bases__[0].__name__, d.__dict__)
d.extra = 5
print(vars(d), hasattr(d, "extra"), getattr(d, "nope", 7))
del d.extra
try: d.extra
except AttributeError as e: print(e)
try: Dog.zzz
except AttributeError as e: print(e)
setattr(d, "y", 3); print(d.y); delattr(d, "y")
class P:
    def __init__(self): self._x = 1
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v):
        if v < 0: raise ValueError("negative")
        self._x = v
    @x.deleter
    def x(self): print("deleted")
    @property
    def ro(self): return "ro"
p = P(); p.x = 5; print(p.x, p.ro)
try: p.x = -1
except ValueError as e: print(e)
try: p.ro = 1
except AttributeError as e: print(e)
del p.x
class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), [c.__name__ for c in D.__mro__])
class Private:
    def __init__(self): self.__secret = 1
    def get(self): return self.__secret
print(Private().get(), vars(Private()))
class Slots:
    __slots__ = ("a", "b")
s = Slots(); s.a = 1
try: s.c = 2
except AttributeError as e: print(e)
class Empty: pass
try: Empty(1)
except TypeError as e: print(e)
class Init:
    def __init__(self): return 5
try: Init()
except TypeError as e: print(e)
m = d.speak
print(m(), Dog.speak(d))
class Outer:
    class Inner:
        v = 3
    def make(self): return self.Inner()
print(Outer().make().v, Outer.Inner.__qualname__)
print(type("Dyn", (Animal,), {"z": 9})("q").z)
class Meta2:
    registry = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        cls.registry.append((cls.__name__, kw))
class R1(Meta2, tag=1): pass
class R2(Meta2): pass
print(Meta2.registry)
