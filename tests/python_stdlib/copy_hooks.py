import copy
from collections import OrderedDict, defaultdict, deque, Counter, namedtuple
class C:
    def __copy__(self):
        print("copy")
        return "c"
    def __deepcopy__(self, memo):
        print("deepcopy")
        return "d"
print(copy.copy(C()), copy.deepcopy([C()]))
class L(list):
    pass
l = L([1, [2]])
l.name = "n"
d = copy.deepcopy(l)
print(d, type(d).__name__, d.name, d[1] is l[1], copy.copy(l).name)
P = namedtuple("P", "x y")
dd = defaultdict(list, {"a": [1]})
od = OrderedDict([("b", [1]), ("a", 2)])
dq = deque([[1], 2], maxlen=3)
for v in (P(1, [2]), dd, od, dq, Counter("aab")):
    w = copy.deepcopy(v)
    print(w, w == v, type(w) is type(v), copy.copy(v) == v)
print(copy.deepcopy(dd)["a"] is dd["a"], copy.deepcopy(dq).maxlen, copy.copy(dd).default_factory)
class S:
    def __init__(self):
        self.keep, self.skip = 1, 2
    def __getstate__(self):
        return {"keep": self.keep}
    def __setstate__(self, state):
        self.__dict__.update(state)
        self.set = True
print(copy.copy(S()).__dict__, copy.deepcopy(S()).__dict__)
e = copy.copy(ValueError("a", 1))
print(repr(e), type(copy.deepcopy(e)).__name__)
shared = [1]
both = copy.deepcopy([shared, shared])
print(both[0] is both[1])
