class Temperature:
    def __init__(self, celsius): self.celsius = celsius
    @property
    def celsius(self):
        "The degrees."
        return self._c
    @celsius.setter
    def celsius(self, value):
        if value < -273: raise ValueError(f"too cold: {value}")
        self._c = value
    @celsius.deleter
    def celsius(self):
        print("deleting"); del self._c
    @property
    def fahrenheit(self): return self.celsius * 9 / 5 + 32
t = Temperature(100)
print(t.fahrenheit, Temperature.celsius.__doc__)
t.celsius += 1
print(t.celsius)
try: t.celsius = -300
except ValueError as e: print(e)
try: t.fahrenheit = 5
except AttributeError as e: print(e)
del t.celsius
try: t.celsius
except AttributeError as e: print(e)
try: del t.fahrenheit
except AttributeError as e: print(e)
class P:
    def g(self): return self._v
    def s(self, v): self._v = v
    v = property(g, s, doc="doc")
    w = property()
p = P(); p.v = 3
print(p.v, P.v.__doc__, P.v.fget is P.g, type(P.v).__name__)
try: p.w
except AttributeError as e: print(e)
class Sub(Temperature):
    @Temperature.celsius.getter
    def celsius(self): return -1
print(Sub(5).celsius)
