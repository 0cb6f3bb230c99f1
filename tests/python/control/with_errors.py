class NoExit:
    def __enter__(self): return self
class NoEnter:
    def __exit__(self, *a): pass
class Nothing: pass
class BadEnter:
    def __enter__(self): raise ValueError("in enter")
    def __exit__(self, *a): print("never")
for cls in (NoExit, NoEnter, Nothing):
    try:
        with cls():
            print("body")
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    with BadEnter():
        print("body")
except ValueError as error:
    print(error)
try:
    with 5 as x: pass
except (TypeError, AttributeError) as error:
    print(error)
class Target: pass
class CM:
    def __enter__(self): return 1, 2
    def __exit__(self, *a): print("closed", a[0]); return True
t, items = Target(), [0, 0]
with CM() as (p, q): print(p, q)
with CM() as t.pair: print(t.pair)
with CM() as items[1]: print(items)
with CM() as (p, q, r):
    print("not here")
print("end")
