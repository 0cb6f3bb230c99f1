class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), [k.__name__ for k in D.__mro__], D.mro() == list(D.__mro__))
print(D.__bases__, D.__base__, A.__subclasses__())
try:
    class X(A, B): pass
except TypeError as error:
    print(error)
try:
    class Y(A, A): pass
except TypeError as error:
    print(error)
try:
    class W(bool): pass
except TypeError as error:
    print(error)
class E(C, B): pass
try:
    class F(D, E): pass
except TypeError as error:
    print(error)
print(issubclass(D, A), isinstance(D(), (int, C)), issubclass(bool, int))
print(super(B, D()).who(), super(C, D()).who())
