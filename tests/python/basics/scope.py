x = "global"
def f():
    print(x)
def g():
    global x
    x = "changed"
def h():
    x = "local"
    def k():
        nonlocal x
        x += "!"
        return x
    return k() + k()
f(); g(); f(); print(h(), x)
def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    return up
c, d = counter(), counter()
print(c(), c(5), d(), c())
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
class A:
    x = "class"
    y = [x for _ in range(2)]
    def m(self):
        return x
print(A.y, A().m())
def late():
    try:
        print(value)
    except NameError as e:
        print(e)
    value = 1
late()
def outer():
    def inner():
        return thing
    try:
        inner()
    except NameError as e:
        print(e)
    thing = 1
    return inner()
print(outer())
try:
    undefined_name
except NameError as e:
    print(e)
