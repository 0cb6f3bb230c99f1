d = {"a": 1, "b": 2}
def attempt(f):
    try: f()
    except RuntimeError as error: print(error)
def grow():
    for k in d: d[k + "x"] = 1
def shrink():
    for k in d: del d[k]
def values():
    for v in d.values(): d["new"] = 1
def items():
    for k, v in d.items(): d.pop(k)
def change_only():
    for k in d: d[k] = 0
    print("values may change", d)
attempt(grow); print(d)
attempt(shrink); print(d)
attempt(values); print(d)
attempt(items); print(d)
attempt(change_only)
s = {1}
def grow_set():
    for x in s: s.add(x + 1)
attempt(grow_set)
l = [1, 2, 3]
for x in l:
    if x < 6: l.append(x + 3)
print(l)
l = [1, 2, 3, 4, 5, 6]
for x in l: l.remove(x)
print(l)
l = [1, 2, 3]
for i, x in enumerate(l):
    if i < 3: l.insert(0, x)
print(l)
l = [3, 2, 1]
it = iter(l)
next(it); l.clear()
print(list(it))
d = {1: 1}
it = iter(d)
d[2] = 2
try: next(it)
except RuntimeError as e: print(e)
try: print(next(it))
except RuntimeError as e: print("again", e)
