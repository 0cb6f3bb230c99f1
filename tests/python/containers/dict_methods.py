d = {"b": 1, "a": 2}
d["c"] = 3; d.update({"a": 9, "z": 0}, k=5); print(d, len(d), list(d), list(d.values()), list(d.items()))
print(d.get("q"), d.get("q", 1), d.pop("z"), d.pop("zz", None), d.setdefault("a", 0), d.setdefault("n", []), d.popitem(), "a" in d, d.keys(), d.values(), d.items())
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {**d, "a": 0}, d | {"x": 1}, {"x": 1} | d, d == dict(reversed(list(d.items()))), {1: 2} == {1: 2.0}, list(reversed(d)), d.copy() == d, d.copy() is d)
for f in (lambda: d["zz"], lambda: d.pop("zz"), lambda: {}.popitem(), lambda: d.update(5), lambda: d.update([1]), lambda: d.update([(1, 2, 3)]), lambda: d | [1], lambda: d + d, lambda: d < d, lambda: d[[]], lambda: d.get(), lambda: d.pop(), lambda: d.foo, lambda: d.update(a=1, **{"b": 2}), lambda: d.setdefault(), lambda: d.fromkeys(), lambda: d.keys()[0], lambda: d.values() == d.values(), lambda: d.copy(1), lambda: {1: 1}[2], lambda: {}[None], lambda: {}[(1, 2)], lambda: d.items(1), lambda: d.popitem(1), lambda: d.get([])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d.clear(); print(d, bool(d)); k = {"x": 1}.keys(); print(k & {"x", "y"}, k | {"y"} == {"x", "y"}, k - {"x"}, k ^ {"x"}, "x" in k, k == {"x"}, len(k), {"a": 1}.items() & {("a", 1)}, sorted({"b": 1, "a": 2}.items(), key=lambda p: p[1]))
d |= [("p", 1)]; print(d); v = d.keys(); d["q"] = 2; print(v, list(d.items())[0], next(iter(d)), max(d), d.items() <= {"p": 1, "q": 2, "r": 3}.items())
