class A:
    def __init__(self): self.__secret = 1; self._half = 2; self.__both__ = 3
    def get(self): return self.__secret
    def __hidden(self): return "A hidden"
    def call(self): return self.__hidden()
class B(A):
    def __init__(self):
        super().__init__()
        self.__secret = 5
    def __hidden(self): return "B hidden"
    def mine(self): return self.__secret
b = B()
print(b.get(), b.mine(), b.call(), sorted(vars(b)))
try: b.__secret
except AttributeError as e: print(e)
try: A().__hidden()
except AttributeError as e: print(e)
print(b._A__secret, b._B__secret, b._A__hidden())
class C:
    __x = 1
    def f(self, __y=2):
        __z = 3
        return sorted(locals())
print(C().f(), [n for n in vars(C) if "x" in n])
class _D:
    __v = 1
print([n for n in vars(_D) if "v" in n and "_D" in n])
