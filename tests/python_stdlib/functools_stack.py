from functools import *
def repeat(times):
    def deco(f):
        @wraps(f)
        def w(*a):
            return [f(*a) for _ in range(times)]
        return w
    return deco
@repeat(2)
@repeat(3)
def hi(n):
    return n
print(hi(1), hi.__name__, hi.__wrapped__.__name__)
class Button:
    def press(self, kind, extra=None):
        return kind, extra
    left = partialmethod(press, "left")
print(Button().left(), Button().left(extra=1))
class Sub(partial):
    pass
print(Sub(int, "5")())
