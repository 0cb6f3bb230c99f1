print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 == 1.0 == True, 1 < 2 > 1)
def log(x):
    print("eval", x)
    return x
print(log(1) < log(0) < log(5))
print(log(0) or log("") or log([]), log(1) and log(2), log(0) and log(9))
print(not [], not 0, not "a", not None)
print("yes" if [] else "no", 1 if 0 else 2 if 0 else 3)
print(1 in [1, 2], 3 not in (1, 2), "b" in "abc", "" in "", "k" in {"k": 1})
print(None is None, [] is [], not None is None)
print((1, 2) < (1, 3), [1] < [1, 0], "a" < "b", (1, "a") < (2, 0))
print(bool(0.0), bool("0"), bool(()), bool({}), bool(b""), bool(range(0)), bool(set()))
class Len:
    def __len__(self): return 0
class Yes:
    def __bool__(self): return True
    def __len__(self): return 0
print(bool(Len()), bool(Yes()), bool(object()))
class Bad:
    def __bool__(self): return 1
try:
    if Bad(): pass
except TypeError as error:
    print(error)
class BadLen:
    def __len__(self): return -1
for f in (bool, len):
    try: f(BadLen())
    except ValueError as e: print(e)
