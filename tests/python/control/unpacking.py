a, b = 1, 2
a, b = b, a
print(a, b)
(a, b), c = (1, 2), 3
[x, [y, z]] = [1, (2, 3)]
first, *rest = "hello"
*init, last = [1, 2, 3]
p, *mid, q = range(5)
print(a, b, c, x, y, z, first, rest, init, last, p, mid, q)
*all_, = (1, 2)
print(all_)
one, *none = [1]
print(one, none)
for i, (j, *k) in [(1, (2, 3, 4)), (5, "ab")]:
    print(i, j, k)
def attempt(f):
    try: f()
    except (TypeError, ValueError) as error: print(type(error).__name__, error)
def few():
    a, b, c = 1, 2
def many():
    a, b = 1, 2, 3
def manylist():
    a, b = [1, 2, 3, 4]
def star():
    a, b, *c = [1]
def notiter():
    a, b = 5
def none():
    a, b = None
def gen():
    a, b = (i for i in range(5))
def dct():
    a, b = {"x": 1}
def empty():
    a, b = ()
def text():
    a, b = "abc"
for f in (few, many, manylist, star, notiter, none, gen, dct, empty, text): attempt(f)
i = 0
l = [0, 0]
i, l[i] = 1, 9
print(i, l)
a = b = c = []
a.append(1)
print(b, c is a)
[] = ()
