d = {1: "int", 1.0: "float", True: "bool"}
print(d, {1, 1.0, True}, {0: 1, False: 2, 0.0: 3}, hash(1) == hash(1.0) == hash(True), {2**53: 1}[2.0**53], {1.5: "x"}[3 / 2], 1 in {1.0}, True in [1], [1.0].index(1), (1, 2.0) == (1.0, 2), {(1, 2): "t"}[(1.0, 2.0)])
nan = float("nan")
s = {nan, nan}
print(len(s), nan in s, {nan: 1}[nan], [nan].count(nan), [nan] == [nan])
print(hash(10**18), hash(2**61 - 1), hash(-(2**61)), hash(1e18), hash(0.1), hash(-1.0), hash(-2.0), hash(2.0**70), hash(1e300), hash(()), hash((1, 2, 3)), hash((1,)), hash(((),)), hash(False), hash(None) == hash(None), hash(5e-324))
print(sorted([3, 1.5, True, 2**70, -0.0]), max(1, 1.0), max(1.0, 1), min(True, 1), sum([1, 1.0]), 3 == 3.0000000000000001, 10**16 == 1e16, 10**16 + 1 == 1e16, 1e16 < 10**16 + 1, 2**1000 < float("inf"), 2**63 == float(2**63), 2**63 - 1 == float(2**63))
x = {}
x[1] = "a"; x[1.0] = "b"; x[True] = "c"
print(x, list(x), {True: 1, 1: 2}, {frozenset([1]): 1}[frozenset([1.0])], {"1": "s", 1: "i"}, {b"a": 1, "a": 2}, {None: 0, (): 1})
