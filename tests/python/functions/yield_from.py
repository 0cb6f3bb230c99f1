def inner():
    received = yield "a"
    print("inner got", received)
    try:
        yield "b"
    except ValueError as error:
        print("inner caught", error)
        yield "c"
    return "inner result"
def outer():
    result = yield from inner()
    print("outer got", result)
    last = yield from [1, 2]
    print("last", last)
    return "done"
g = outer()
print(next(g), g.send("hello"), g.throw(ValueError("v")))
print(list(g))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))
def closes():
    try:
        yield 1
    finally:
        print("inner closed")
def around():
    try:
        yield from closes()
    finally:
        print("outer closed")
a = around(); next(a); a.close()
try:
    list((yield_ for yield_ in 5))
except TypeError as error:
    print(error)
def bad():
    yield from 5
try:
    next(bad())
except TypeError as error:
    print(error)
