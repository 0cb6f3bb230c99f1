import json
from collections import OrderedDict, defaultdict, namedtuple, Counter
import enum
class Level(enum.IntEnum):
    LOW = 1
class Name(str):
    pass
P = namedtuple("P", "x y")
print(json.dumps([OrderedDict(b=1, a=2), defaultdict(int, q=1), P(1, 2), Counter("aab"), Level.LOW, Name("n"), True]))
print(json.dumps({Level.LOW: 1}), json.dumps({Name("k"): 1}))
print(json.loads(json.dumps({"text": "x" * 50, "n": list(range(20))})) == {"text": "x" * 50, "n": list(range(20))})
deep = []
for _ in range(50):
    deep = [deep]
print(json.dumps(deep) == "[" * 51 + "]" * 51, json.loads(json.dumps(deep)) == deep)
