import copy
a = [1, [2, 3], {"k": [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9)
print(b, c, b[1] is a[1], c[1] is a[1])
class N:
    def __init__(self, v):
        self.v = v
        self.me = self
        self.list = [v]
n = N(1)
m = copy.deepcopy(n)
s = copy.copy(n)
print(m.me is m, m.v, m.list is n.list, s.list is n.list, s.me is n, type(m).__name__)
r = []
r.append(r)
q = copy.deepcopy(r)
print(q[0] is q, copy.deepcopy((1, [2])), copy.copy("x"), copy.deepcopy({1, 2}), copy.deepcopy(frozenset([1])))
t = (1, 2)
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy(len) is len, copy.copy(N) is N)
