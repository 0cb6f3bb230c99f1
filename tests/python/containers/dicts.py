d = {"a": 1, "b": 2}
d["c"] = 3; d.update({"d": 4}, e=5); print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, list(d), list(d.values()), list(d.items()))
print(d.pop("a"), d.pop("zz", None), d.popitem(), d.setdefault("q", []), d.setdefault("b", 9), d); del d["q"]; print(d)
print({**d, "x": 1}, dict(a=1), dict([("k", "v")]), dict(zip("ab", [1, 2])), {1: "a"} == {1: "a"}, dict.fromkeys("ab", 0), {"a": 1} | {"b": 2})
for k in d: print(k, end=" ")
for k, v in sorted(d.items(), reverse=True): print(k, v)
d2 = d.copy(); d2.clear(); print(d2, d, bool(d2))
print({(1, 2): "t"}[(1, 2)], {None: 1, True: 2}, {1: 1, 2: 2}.keys() & {2, 3}, {1: 1}.items(), {1: 2}.values(), {}.keys(), "a" in {"a": 1}.keys(), max({"x": 1, "y": 2}, key=lambda k: {"x": 1, "y": 2}[k]))
nested = {"l": [1, {"x": (1,)}]}; print(nested["l"][1]["x"][0], nested)
for bad in (lambda: {}["k"], lambda: {}[1], lambda: {}.pop("x"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict([1]), lambda: dict(["abc"]), lambda: {1, [2]}, lambda: {} + {}, lambda: {}.foo, lambda: {"a": 1} < {"b": 1}, lambda: dict(5), lambda: {(1, []): 2}):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
try:
    for k in d: d[k + "x"] = 1
except RuntimeError as e: print(e)
d = {i: i for i in range(20)}
for i in range(0, 20, 2): del d[i]
d[100] = 1; print(d, list(reversed(d)))
s = {3, 1, 2}; s.add(4); s.discard(9); s.remove(1); print(s, len(s), 2 in s, s | {9}, s & {2, 3}, s - {2}, s ^ {2, 99}, s <= {2, 3, 4, 5}, s == {4, 3, 2}, set(), frozenset([1]), {1} < {1, 2}, s.isdisjoint({7}))
s |= {7}; s -= {2}; s.update([8], (9,)); print(s, sorted(s), s.pop() in (3, 4, 7, 8, 9), s.union([1]), s.intersection([7, 8]), s.difference([7]), {1, 2}.symmetric_difference([2, 3]), {1}.issubset([1, 2]), {1, 2}.issuperset([1]))
try: s.remove(12345)
except KeyError as e: print(repr(e))
print(set("hello") == set("olleh"), {frozenset({1}): 2}[frozenset([1])], set(range(10)), {x % 7 for x in range(100)}, {1, 1.0, True}, set([30, 20, 10, 5]), {100, 50, 7, 33})
from builtins import print as pr
pr("via builtins")
