import json
data = {"name": "Alice", "age": 30, "tags": ["a", "b"], "nested": {"x": None, "y": True, "z": 1.5e-10}, "uni": "é☃😀", "q": 'say "hi"\n\t\\'}
print(json.dumps(data)); print(json.dumps(data, indent=2, sort_keys=True)); print(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
print(json.dumps([1, 2.0, float("inf"), float("nan"), -0.0, 1e100, 10**30, True, None, "", [], {}, ()], indent=None))
print(json.dumps({1: "a", 2.5: "b", True: "c", None: "d"}), json.dumps([], indent=4), json.dumps({}, indent=4), json.dumps([[], {}], indent=1))
class P:
    def __init__(self, x): self.x = x
print(json.dumps([P(1), {2, 3}], default=lambda o: o.__dict__ if hasattr(o, "__dict__") else sorted(o)))
print(json.loads('{"a": [1, 2.5, -3e2, "x\\u00e9\\ud83d\\ude00", null, true, false]}'), json.loads(b'[1]'), json.loads('"\\n"'))
print(json.loads('{"x": 1, "y": {"z": 2}}', object_hook=lambda d: tuple(sorted(d.items()))), json.loads('[1.5, 2]', parse_float=str, parse_int=lambda s: s + "!"), json.loads('{"a":1}', object_pairs_hook=list))
for t in ['', '{', '{"a"}', '[1,]', '{"a":1,}', 'nope', '"abc', '[1 2]', '{1: 2}', "{'a': 1}", '"\\x"', '[1]x', '\n\n  {"a": tru}', '"a\nb"', '[', '01', '-', 'NaN', '{"a":}']:
    try: print(repr(t), json.loads(t))
    except json.JSONDecodeError as e: print(repr(t), "->", e, "|", e.msg, e.pos, e.lineno, e.colno)
for f in [lambda: json.dumps(P(1)), lambda: json.dumps({(1,2): 3}), lambda: json.dumps(b"x"), lambda: json.loads(5), lambda: json.dumps(float("nan"), allow_nan=False)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return list(o)
        return super().default(o)
print(json.dumps({"s": {1}}, cls=E))
try: print(json.dumps(object, cls=E))
except TypeError as e: print(e)
l = []; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)
print(json.dumps("\u2028\x7f\x00/"), json.dumps({"b": 1, "a": [1, {"c": 2}]}, indent="\t"))
print(json.loads(json.dumps(data)) == data)
print(json.dumps({"a": 1, (1, 2): 2}, skipkeys=True))
