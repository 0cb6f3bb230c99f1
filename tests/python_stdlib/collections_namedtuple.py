from collections import namedtuple
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), len(p), P._fields)
x, y = p
print(x, y, p._replace(x=9), p._asdict(), P._make([3, 4]))
Q = namedtuple("Q", ["a", "b", "c"], defaults=[0, 1])
print(Q(5), Q(5, c=7), Q._field_defaults)
print(namedtuple("R", "def x x", rename=True)._fields)
print(hash(p) == hash((1, 2)), sorted([P(2, 1), P(1, 5)]), P.__name__, P.__doc__, P)
class Sub(P):
    def total(self):
        return self.x + self.y
print(Sub(1, 2), Sub(1, 2).total(), isinstance(Sub(1, 2), tuple))
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
check(lambda: P(1))
check(lambda: P())
check(lambda: P(1, 2, 3))
check(lambda: P(1, z=2))
check(lambda: P(1, 2, x=3))
check(lambda: Q())
check(lambda: Q(1, 2, 3, 4))
check(lambda: namedtuple("A", "x x"))
check(lambda: namedtuple("A", "_x"))
check(lambda: namedtuple("A", "class"))
check(lambda: namedtuple("1A", "x"))
check(lambda: p._replace(q=1))
check(lambda: P._make([1]))
check(lambda: "%s-%s" % p)
