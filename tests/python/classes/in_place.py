class Acc:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(("+=", o)); return self
    def __isub__(self, o): return "replaced"
    def __imul__(self, o): return NotImplemented
    def __mul__(self, o): return "mul"
    def __ior__(self, o): self.log.append(("|=", o)); return self
    def __imatmul__(self, o): return ("@=", o)
    def __ifloordiv__(self, o): return ("//=", o)
    def __ipow__(self, o): return ("**=", o)
    def __ilshift__(self, o): return ("<<=", o)
a = Acc(); b = a
a += 1; a |= 2
print(a is b, a.log)
a -= 1
print(a)
a = Acc(); a *= 3; print(a)
a = Acc(); a @= 3; print(a)
a = Acc(); a //= 3; print(a)
a = Acc(); a **= 3; print(a)
a = Acc(); a <<= 3; print(a)
a = Acc()
try: a /= 2
except TypeError as e: print(e)
try: a >>= 2
except TypeError as e: print(e)
try: a **= None; print(a); a ^= []
except TypeError as e: print(e)
