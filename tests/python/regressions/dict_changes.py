d = {"a": 1, "b": 2}
it = iter(d)
d["c"] = 3
for _ in range(2):
    try: next(it)
    except RuntimeError as e: print(e)
del d["c"]
try: print(next(it))
except RuntimeError as e: print("still", e)
e = {}
e |= [("p", 1)]; e |= {"q": 2}; print(e)
try: e |= 5
except TypeError as x: print(x)
try: e | [("a", 1)]
except TypeError as x: print(x)
print({1} in {frozenset([1])}, {2} in {frozenset([1])}, {frozenset([1]), 5} == {5, frozenset([1])})
l = [3, 1, 2]
def key(x): l.append(x); return x
try: l.sort(key=key)
except ValueError as x: print(x, l)
