from pprint import pprint, pformat
import collections
data = {"name": "x" * 30, "list": list(range(40)), "nested": {"b": ["long string number one", "long string number two", "three"], "a": (1, 2)}, 5: None} 
data.pop(5)
pprint(data)
pprint(data, width=40, indent=2)
pprint(list(range(50)), compact=True)
pprint({"b": 1, "a": 2}); pprint({"b": 1, "a": 2}, sort_dicts=False)
print(pformat([1, [2, [3, [4]]]], depth=2), pformat({"k": {1, 2, 3}}), pformat(()), pformat([]), pformat("short"))
pprint(["word " * 30], width=50)
pprint("word " * 30, width=50)
pprint(collections.OrderedDict([("key one", "value " * 10), ("key two", "v" * 40)]))
pprint([(1, "a" * 40, "b" * 40), {"x": 1}])
pprint({"set": set(range(40))})
