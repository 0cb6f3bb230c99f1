import atexit
atexit.register(print, "never here")
atexit.unregister(print)
@atexit.register
def f():
    print("no")
atexit.unregister(f)
def order(n):
    print("exit", n)
atexit.register(order, 1)
atexit.register(order, n=2)
atexit._run_exitfuncs()
print("done")
try:
    atexit.register(5)
except TypeError as e:
    print(e)
