from collections import defaultdict
d = defaultdict(list)
d["a"].append(1); d["b"].append(2); d["a"].append(3)
print(d, dict(d), d["c"], "z" in d, d.get("z"), sorted(d))
c = defaultdict(int)
for ch in "mississippi":
    c[ch] += 1
print(sorted(c.items()), len(c))
print(defaultdict(int, {"a": 1}, b=2) == {"a": 1, "b": 2})
n = defaultdict(lambda: defaultdict(int))
n["x"]["y"] += 1
print(n["x"]["y"])
e = defaultdict(None, {1: 2})
print(e)
try:
    e[5]
except KeyError as err:
    print(repr(err))
try:
    defaultdict(5)
except TypeError as err:
    print(err)
print(c.copy(), isinstance(c, dict), c.default_factory)
