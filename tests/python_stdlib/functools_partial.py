import functools
from functools import partial, reduce
def f(a, b, c=0):
    return (a, b, c)
p = partial(f, 1, c=5)
print(p(2), p(2, c=7), p.func is f, p.args, p.keywords)
print(partial(p, 9)(), partial(int, base=2)("101"), partial(max, 3))
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + b, [], 10), reduce(max, [3, 9, 2]))
for g in (lambda: reduce(max, []), lambda: partial(5)):
    try:
        g()
    except TypeError as e:
        print(e)
