# Closures see the variable, not the value.
late = [lambda: i for i in range(4)]
print([f() for f in late])
early = [lambda i=i: i for i in range(4)]
print([f() for f in early])
functions = []
for name in "abc":
    def show():
        return name
    functions.append(show)
print([f() for f in functions])
name = "z"
print([f() for f in functions])
def adders():
    result = []
    for n in range(3):
        def add(x):
            return x + n
        result.append(add)
    n = 10
    return result
print([f(1) for f in adders()])
def make(n):
    def add(x):
        return x + n
    return add
print([make(n)(1) for n in range(3)])
