values = [3, 2, 1, 0, 5]
print(list(iter(values.pop, 2)), values)
class Dice:
    def __init__(self): self.n = 0
    def __call__(self):
        self.n += 1
        if self.n > 4: raise StopIteration
        return self.n
print(list(iter(Dice(), 3)), list(iter(Dice(), 99)))
it = iter(lambda: 1, 1); print(list(it), next(it, "over"))
def reader(lines): return lambda: lines.pop(0) if lines else ""
for line in iter(reader(["a\n", "b\n"]), ""): print(line, end="")
try: iter(5, 1)
except TypeError as e: print(e)
it = iter([1, 2, 3])
for x in it:
    print(x, next(it, None))
a = iter("abc"); b = iter(a); print(next(a), next(b), a is b, list(a))
it = iter([]); print(next(it, "x"), next(it, None))
try: next(it)
except StopIteration as e: print(repr(e), e.value)
try: next()
except TypeError as e: print(e)
r = reversed([1, 2, 3]); print(next(r), list(r)); print(list(reversed("ab")), list(reversed((1, 2))), list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1, "b": 2}.items())))
for bad in ({1}, 5, None, (x for x in [])):
    try: reversed(bad)
    except TypeError as e: print(e)
l = [1, 2, 3]; r = reversed(l); l.append(4); print(list(r)); i = iter(l); l.pop(0); print(list(i), it.__length_hint__(), iter([1, 2]).__length_hint__())
