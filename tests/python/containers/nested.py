grid = [[0] * 3 for _ in range(2)]; grid[0][1] = 5; shared = [[0] * 2] * 2; shared[0][0] = 1
print(grid, shared, [r[:] for r in grid], [list(c) for c in zip(*grid)], [x for r in grid for x in r])
data = {"users": [{"name": "a", "tags": ["x"]}, {"name": "b", "tags": []}], "n": (1, [2])}
data["users"][0]["tags"].append("y"); data["n"][1].append(3); print(data, data["users"][-1]["name"], [u["name"] for u in data["users"] if u["tags"]])
import copy
s = copy.copy(data); d = copy.deepcopy(data); data["users"].append(1); data["n"][1].clear(); print(len(s["users"]), len(d["users"]), d["n"], s["n"], s is data, d == data)
a = [1]; b = [a, a]; c = copy.deepcopy(b); c[0].append(2); print(c, c[0] is c[1], b); r = [1]; r.append(r); q = copy.deepcopy(r); print(q, q[1] is q)
try: data["users"][5]["x"]
except IndexError as e: print(e)
try: data["users"]["x"]
except TypeError as e: print(e)
try: data["n"][1][0]
except IndexError as e: print(e)
t = ([],); t[0].append(1); print(t); m = {}; m["m"] = m; print(m, m["m"]["m"] is m); print([[1, 2], [3]] == [[1, 2], [3]], [[1]] < [[2]], {"a": [1]} == {"a": [1]}, [1, [2, [3, [4]]]][1][1][1][0])
l = [[]] * 3; l[0].append(1); print(l, l[0] is l[2]); x = y = []; x.append(1); print(y); f = lambda v=[]: v.append(len(v)) or v; print(f(), f(), f())
