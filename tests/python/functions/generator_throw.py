def careful():
    while True:
        try:
            value = yield "ready"
            print("value", value)
        except ValueError as error:
            print("caught", error)
            yield "recovered"
        finally:
            print("finally")
g = careful()
print(next(g))
print(g.throw(ValueError("bad")))
print(next(g))
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print("out", error)
print(list(g))
def fresh():
    yield 1
f = fresh()
try:
    f.throw(RuntimeError, "early")
except RuntimeError as error:
    print("early", error)
print(list(f))
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("closing")
        yield 2
s = stubborn(); next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
def leaks():
    raise StopIteration("inside")
    yield
try:
    next(leaks())
except RuntimeError as error:
    print(error, repr(error.__cause__))
