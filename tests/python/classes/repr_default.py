class A: pass
class B:
    def __repr__(self): return "B!"
class C:
    def __str__(self): return "C str"
class D(B):
    def __str__(self): return "D str"
def strip(text): return text.split(" at 0x")[0]
print(strip(repr(A())), strip(str(A())), A, type(A()), [A], B(), str(B()), f"{B()}", [B()])
print(strip(repr(C())), C(), f"{C()!r:.20}"[:10], D(), [D()], "%s %r" % (D(), D()))
print(strip(repr(lambda: 0)), strip(repr(A.__init__)), len, print, [].append.__name__, int, type, type(None), type(len))
def f(): pass
print(strip(repr(f)), strip(repr(A().__class__)), strip(repr(B().__repr__)), NotImplemented, Ellipsis, range(3), slice(1, None, 2))
class Bad:
    def __repr__(self): return 5
    def __str__(self): return None
try: repr(Bad())
except TypeError as e: print(e)
try: str(Bad())
except TypeError as e: print(e)
print(strip(repr(x for x in [])), strip(repr(iter([]))), strip(repr(zip())), strip(repr(map(f, []))), strip(repr(enumerate([]))), strip(repr({}.keys())), strip(repr(iter({}))), strip(repr(reversed([]))))
print(ValueError, repr(ValueError), property, super, object, strip(repr(object())))
import math
print(math.pi, type(math), repr(math.sqrt))
print(dict.fromkeys, strip(repr("".join)), str.join, list.append)
