from functools import total_ordering, cmp_to_key
@total_ordering
class V:
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        return self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
a, b = V(1), V(2)
print(a < b, a <= b, a > b, a >= b, a == b, a != b, a <= V(1), a >= V(1), max(a, b).n)
@total_ordering
class G:
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        return self.n == o.n
    def __ge__(self, o):
        return self.n >= o.n
print(G(1) < G(2), G(2) > G(2), G(1) <= G(1))
try:
    @total_ordering
    class N:
        pass
except ValueError as e:
    print(e)
print(sorted([5, 3, 9, 1], key=cmp_to_key(lambda x, y: y - x)))
