import json
print(json.dumps({"a": 1, "b": [1, 2.5, None, True, False], "c": {"d": "x"}}))
print(json.dumps([1, "two", (3, 4)]), json.dumps("é\u20ac😀\n\"\\/\x7f\x01"), json.dumps("é😀\x7f\x01", ensure_ascii=False))
print(json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps({"a": [1, 2]}, separators=(",", ":")))
print(json.dumps({1: "a", None: "b", True: "c", 2.5: "d"}), json.dumps(float("nan")), json.dumps([float("inf"), -float("inf"), 1e100, 1e16, -0.0]))
print(json.dumps({}), json.dumps([]), json.dumps(()), json.dumps(12345678901234567890))
print(json.dumps({(1, 2): 3, "k": 1}, skipkeys=True), json.dumps({(1,): 1}, skipkeys=True))
