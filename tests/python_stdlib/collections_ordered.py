from collections import OrderedDict
d = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
print(d, OrderedDict())
d.move_to_end("a"); print(list(d))
d.move_to_end("c", last=False); print(list(d.items()))
print(d.popitem(), d.popitem(last=False), d)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
print(list(reversed(OrderedDict.fromkeys("xyz"))))
try:
    d.move_to_end("q")
except KeyError as e:
    print(repr(e))
try:
    OrderedDict().popitem()
except KeyError as e:
    print(repr(e))
d["z"] = 1
del d["z"]
d.update(k=4)
print(d, d.copy(), d | {"m": 1})
