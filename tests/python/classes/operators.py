class V:
    def __init__(self, *p): self.p = p
    def __repr__(self): return "V" + repr(self.p)
    def __add__(self, o): return V(*(a + b for a, b in zip(self.p, o.p))) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return V(*(o + a for a in self.p))
    def __sub__(self, o): return V(*(a - b for a, b in zip(self.p, o.p)))
    def __mul__(self, k): return V(*(a * k for a in self.p))
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __pos__(self): return self
    def __abs__(self): return sum(a * a for a in self.p) ** 0.5
    def __invert__(self): return "inverted"
    def __eq__(self, o): return self.p == o.p
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.p, o.p))
    def __truediv__(self, k): return V(*(a / k for a in self.p))
    def __floordiv__(self, k): return V(*(a // k for a in self.p))
    def __mod__(self, k): return V(*(a % k for a in self.p))
    def __pow__(self, k, m=None): return ("pow", k, m)
    def __rpow__(self, k): return ("rpow", k)
    def __divmod__(self, k): return self // k, self % k
    def __lshift__(self, k): return "<<"
    def __rrshift__(self, k): return "r>>"
    def __and__(self, k): return "&"
    def __rxor__(self, k): return "r^"
    def __round__(self, n=None): return ("round", n)
    def __index__(self): return self.p[0]
    def __int__(self): return 42
    def __float__(self): return 4.5
a, b = V(1, 2), V(3, 4)
print(a + b, a - b, a * 2, 2 * a, -a, +a is a, abs(b), ~a, 5 + a)
print(a == V(1, 2), a != b, a @ b, a / 2, b // 2, b % 2, a ** 2, pow(a, 2, 3), 2 ** a, divmod(b, 2))
print(a << 1, 1 >> a, a & 1, 1 ^ a, round(a), round(a, 1), [7, 8, 9][a], int(a), float(a), hex(b), bin(a))
try: a + 1
except TypeError as e: print(e)
try: 1 - a
except TypeError as e: print(e)
try: {a: 1}
except TypeError as e: print(e)
print(range(a, b), list("abcdef")[a:b], chr(V(65)))
