import pickle
for v in (None, True, 0, 255, 256, -1, 2 ** 31, -2 ** 40, 2 ** 100, 1.5, "héllo", b"\x00x", [], [1], [1, 2], (), (1,), (1, 2, 3, 4), {}, {"a": 1}, {"a": 1, "b": [2]}, set(), {1}, frozenset([2]), bytearray(b"q"), "x" * 300, int, len, ValueError, [None, [None]]):
    d = pickle.dumps(v)
    print(d if len(d) < 200 else len(d), pickle.loads(d) == v)
for f in (lambda: pickle.loads(b""), lambda: pickle.loads(b"hello"), lambda: pickle.loads(b"\x80\x04K"), lambda: pickle.loads("x"), lambda: pickle.dumps(lambda: 0), lambda: pickle.dumps(x for x in [])):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e).split(" at ")[0])
print(pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, pickle.loads(pickle.dumps([1, {"z": (2, 3)}], protocol=2)), pickle.PicklingError.__module__)
