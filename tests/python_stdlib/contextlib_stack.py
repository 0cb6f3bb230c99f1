from contextlib import ExitStack, contextmanager
@contextmanager
def cm(n):
    print("enter", n)
    try:
        yield n
    finally:
        print("exit", n)
with ExitStack() as stack:
    print([stack.enter_context(cm(i)) for i in range(3)])
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *exc: print("exc", exc[0]))
try:
    with ExitStack() as s:
        s.enter_context(cm("e"))
        1 / 0
except ZeroDivisionError as e:
    print(e)
with ExitStack() as s:
    s.push(lambda t, v, tb: True)
    raise ValueError
s = ExitStack()
s.enter_context(cm("late"))
t = s.pop_all()
s.close()
print("not yet")
t.close()
try:
    with ExitStack() as s:
        s.enter_context(5)
except TypeError as e:
    print(e)
