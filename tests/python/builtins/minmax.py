print(max(1, 5, 3), min([4, 2, 8]), max("abc"), min("b", "a"), max([1, 2], [1, 3]), max([], default=0), min((), default=None), max([1, -5, 3], key=abs), min(["bb", "a"], key=len), max({"a": 1, "b": 0}), max({"a": 1, "b": 0}, key={"a": 1, "b": 0}.get), max(x * 2 for x in range(3)), max(1, 2.0), max("a", "b", key=lambda s: -ord(s)))
print(sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum((1.5, 2)), sum(range(101)), sum(x for x in [True, 2]), sum([1], start=10), abs(-3), abs(2.5), divmod(17, 5), any([0, "", 1]), all([1, "a"]), any([]), all([]))
for f in (lambda: max(), lambda: max([]), lambda: max(1), lambda: max(1, "a"), lambda: min([None, 1]), lambda: max([], key=len), lambda: max(1, 2, default=3), lambda: sum("abc"), lambda: sum(["a"]), lambda: sum([b"a"], b""), lambda: sum(["a"], ""), lambda: sum(5), lambda: abs("a"), lambda: sum([[1]]), lambda: any(5), lambda: max(5, key=3), lambda: max([1, 2], key=5), lambda: sum(), lambda: min(foo=1), lambda: divmod(1), lambda: divmod("a", 1), lambda: pow(1), lambda: sum([1], [2])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
first = [1, 1.0, True]
print(max(first), min(first), max([(1, "b"), (1, "a")]), max([3, 1, 3.0]), sorted([3, 1, 2], key=lambda v: -v)[0], max(["a", "B"], key=str.lower))
