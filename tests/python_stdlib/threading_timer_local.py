import threading, time
t = threading.Timer(0.02, lambda a, b=0: print("fired", a, b), args=[1], kwargs={"b": 2})
t.start(); t.join()
u = threading.Timer(5, print)
u.start(); u.cancel(); u.join()
print(u.is_alive(), u.finished.is_set())
data = threading.local()
data.x = "main"
def f(n):
    print(hasattr(data, "x"))
    data.x = n
    print(data.x)
for i in range(2):
    th = threading.Thread(target=f, args=(i,))
    th.start(); th.join()
print(data.x)
del data.x
try:
    data.x
except AttributeError as e:
    print(e)
class L(threading.local):
    kind = "k"
    def __init__(self, v):
        self.v = v
        self.log = []
l = L(5)
l.log.append(1)
th = threading.Thread(target=lambda: print(l.v, l.log, l.kind))
th.start(); th.join()
print(l.v, l.log)
