from collections import ChainMap, UserDict
a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
c = ChainMap(a, b)
print(c["y"], c["z"], len(c), sorted(c), "q" in c, c.get("q", 5))
c["z"] = 10
print(a, b, c, c.parents, c.new_child({"n": 0}))
del c["z"]
for f in (lambda: c["q"], lambda: c.pop("w")):
    try:
        f()
    except KeyError as e:
        print(e)
print(dict(c), list(c.items()), bool(ChainMap()))
class D(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 2)
d = D(a=1)
d["b"] = 2
print(d, d.data, "a" in d, list(d.items()), len(d), d.get("z"))
