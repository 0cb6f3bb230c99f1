from itertools import *
c = count(10, 2)
print(c, next(c), next(c), c, count(), count(1.5, 0.5), next(count(2.5)))
print(repeat("x", 3), list(repeat("x", 3)), repeat(5), list(zip(range(3), repeat(0))))
print([next(x) for x in [cycle("ab")] * 5], list(islice(cycle([1, 2, 3]), 7)), list(cycle([])))
print(list(map(pow, range(5), repeat(2))), list(zip(count(), "abc")))
for f in (lambda: count("a"), lambda: cycle(5)):
    try:
        f()
    except TypeError as e:
        print(e)
