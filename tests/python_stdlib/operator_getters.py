from operator import itemgetter, attrgetter, methodcaller
rows = [("b", 2), ("a", 3), ("c", 1)]
print(sorted(rows, key=itemgetter(1)), list(map(itemgetter(0), rows)), itemgetter(0, 1)("xyz"), itemgetter("k")({"k": 5}), itemgetter(slice(1, 3))("abcd"))
class P:
    def __init__(self, n):
        self.name, self.inner = n, self
    def hi(self, g="hi", end="!"):
        return g + " " + self.name + end
p = P("Ann")
print(attrgetter("name")(p), attrgetter("inner.name", "name")(p), methodcaller("hi")(p), methodcaller("hi", "yo", end="?")(p))
print(itemgetter(1, "a"), attrgetter("x.y"), methodcaller("m", 1, k=2))
for f in (lambda: itemgetter(5)([1]), lambda: attrgetter("zip")(p), lambda: attrgetter(5)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
