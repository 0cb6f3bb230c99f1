def g():
    x = yield
gen = g()
def run():
    me = yield
    try:
        next(me)
    except ValueError as error:
        print(error)
    yield
r = run(); next(r); r.send(r)
def closing():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
c = closing()
next(c)
del c
print("after del")
for value in closing():
    break
print("after break")
def nested():
    try:
        yield 1
    finally:
        try:
            1 / 0
        except ZeroDivisionError:
            print("inner handled")
n = nested(); next(n); n.close()
print(hasattr(gen, "send"), iter(gen) is gen)
gen.close()
try:
    next(gen)
except StopIteration as s:
    print("stop", s.value)
