data = [("b", 2), ("a", 2), ("c", 1), ("d", 1)]
print(sorted(data, key=lambda p: p[1]))
print(sorted(data, key=lambda p: p[1], reverse=True))
print(sorted("bca"), sorted([3, 1, 2], reverse=True), sorted({"z": 1, "y": 2}))
words = ["banana", "Apple", "cherry", "apple"]
print(sorted(words), sorted(words, key=str.lower))
l = [5, 2, 9]
print(l.sort(), l)
l.sort(key=lambda x: -x); print(l)
print(sorted([1.5, True, 0, -2]), sorted([(1, "b"), (1, "a")]))
for bad in ([1, "a"], [None, 1], [(1, 2), (1, None), (1, "x")], [{}, {}], [[1], (1,)]):
    try: print(sorted(bad))
    except TypeError as e: print(e)
calls = []
sorted([3, 1, 2], key=lambda x: calls.append(x) or x)
print(calls)
class P:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v > o.v
    def __repr__(self): return f"P{self.v}"
print(sorted([P(1), P(3), P(2)]), max([P(1), P(3)], key=lambda p: p.v), min(P(1), P(2)))
def fail(x):
    if x == 2: raise ValueError("key")
    return x
l = [3, 2, 1]
try: l.sort(key=fail)
except ValueError as e: print(e, l)
l = [3, 1, 2]
def mutate(x): l.append(x); return x
try: l.sort(key=mutate)
except ValueError as e: print(e)
print(sorted(sorted([(i % 3, -i) for i in range(9)]), key=lambda t: t[0]))
try: sorted([1], lambda: 0)
except TypeError as e: print(e)
try: sorted()
except TypeError as e: print(e)
