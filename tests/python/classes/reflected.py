class A:
    def __add__(self, o): print("A.add"); return NotImplemented
    def __radd__(self, o): print("A.radd"); return "A.radd"
    def __lt__(self, o): print("A.lt"); return NotImplemented
    def __gt__(self, o): print("A.gt"); return True
    def __eq__(self, o): print("A.eq"); return NotImplemented
class B(A):
    def __radd__(self, o): print("B.radd"); return "B.radd"
    def __gt__(self, o): print("B.gt"); return "B.gt"
    def __eq__(self, o): print("B.eq"); return "B.eq"
class C: pass
print(A() + B())
print(B() + A())
print(C() + A())
for f in (lambda: A() + A(), lambda: A() + C(), lambda: C() + C()):
    try: print(f())
    except TypeError as e: print(e)
print(A() < B())
print(A() == B(), A() == C(), C() == A(), A() != A())
try: print(A() < A())
except TypeError as e: print(e)
try: print(C() < C())
except TypeError as e: print(e)
print(A().__lt__(1))
class I(int):
    def __add__(self, o): return "I.add"
    def __radd__(self, o): return "I.radd"
print(1 + I(1), I(1) + 1, I(2) * 3, type(I(2) * 3).__name__)
class S(str):
    def __mod__(self, o): return "S.mod"
    def __radd__(self, o): return "S.radd"
print(S("a") % 1, "x" + S("y"))
