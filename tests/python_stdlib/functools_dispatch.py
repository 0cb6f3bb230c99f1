from functools import singledispatch, singledispatchmethod
@singledispatch
def show(x):
    return f"object {x}"
@show.register(int)
def _(x):
    return f"int {x}"
@show.register
def _(x: list):
    return f"list of {len(x)}"
class Base:
    pass
class Child(Base):
    pass
show.register(Base, lambda x: "base")
print(show(1), show([1, 2]), show("s"), show(True), show(Child()), show(2.5))
print(show.dispatch(int)(5), show.__name__)
class T:
    @singledispatchmethod
    def m(self, x):
        return "any"
    @m.register(str)
    def _(self, x):
        return "str"
print(T().m(1), T().m("a"))
try:
    show()
except TypeError as e:
    print(e)
