x = 1
del x
try: x
except NameError as e: print(e)
a = [0, 1, 2, 3, 4, 5]
del a[0], a[-1]
print(a)
del a[1:3]
print(a)
b = list(range(10))
del b[::3]
print(b)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
try: del d["zz"]
except KeyError as e: print(repr(e))
try: del a[10]
except IndexError as e: print(e)
class C: pass
c = C(); c.v = 1
del c.v
try: del c.v
except AttributeError as e: print(e)
try: del C.nothing
except AttributeError as e: print(e)
p, q, r = 1, 2, 3
del (p, q), [r]
print("p" in globals())
def f():
    y = 1
    del y
    try: y
    except UnboundLocalError as e: print(e)
    try:
        del y
    except UnboundLocalError as e: print(e)
f()
try: del undefined
except NameError as e: print(e)
for bad in ("s", (1, 2), 5, None):
    try: del bad[0]
    except TypeError as e: print(e)
