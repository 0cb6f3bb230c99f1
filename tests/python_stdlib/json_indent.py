import json
data = {"name": "x", "list": [1, [2, 3], []], "empty": {}, "nested": {"a": {"b": None}}}
print(json.dumps(data, indent=2))
print(json.dumps(data, indent="\t", sort_keys=True))
print(json.dumps(data, indent=0))
print(json.dumps([1, 2], indent=4, separators=(" ;", " = ")))
