class Never: __iter__ = None
class Has:
    __contains__ = None
    def __iter__(self): return iter([1])
class Plain: pass
for f in (lambda: iter(Never()), lambda: list(Never()), lambda: 1 in Never(), lambda: 1 in Plain(), lambda: [*Plain()], lambda: max(Plain()), lambda: dict(Plain()), lambda: zip(Plain()), lambda: map(len, Plain()), lambda: sum(Plain()), lambda: "".join(Plain()), lambda: Plain()[0], lambda: del_item(), lambda: iter(5, 1), lambda: list(iter([1, 2, 3].pop, 1))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def del_item():
    p = Plain()
    del p[0]
try: del_item()
except TypeError as e: print(e)
