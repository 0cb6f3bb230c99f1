d = {}
for k in "hello": d[k] = d.get(k, 0) + 1
print(d); del d["h"]; d["h"] = 0; print(d); d["e"] = 100; print(d, list(d)[-1])
print({3: "c", 1: "a", 2: "b"}, {i: None for i in (5, 3, 9, 3)}, dict(z=1, a=2), {"a": 1, "b": 2, "a": 3})
e = {i: i for i in range(20)}
for i in range(0, 20, 2): del e[i]
e[100] = 1; e[0] = "again"; print(list(e), e.popitem(), e.popitem(), e.pop(1), list(e)[0])
x = dict(one=1); x.update(two=2); x = {**x, "zero": 0, "one": 10}; print(x); print({"b", "a"} == {"a", "b"}, {1: {2: 3}}[1][2])
groups = {}
for w in "apple bob cat avocado bear".split(): groups.setdefault(w[0], []).append(w)
print(groups, {k: len(v) for k, v in groups.items()}, {v: k for k, v in {"x": 1, "y": 2}.items()}, sorted(groups, key=lambda k: -len(groups[k])))
nested = {}
nested.setdefault("a", {}).setdefault("b", {})["c"] = 1; print(nested, nested["a"]["b"])
print([k for k, v in sorted({"a": 3, "b": 1}.items(), key=lambda kv: kv[1])], min({"a": 3, "b": 1}.items(), key=lambda kv: kv[1]), dict(sorted({"b": 1, "a": 2}.items())), dict(enumerate("ab")), list(zip({"a": 1}, {"b": 2})))
