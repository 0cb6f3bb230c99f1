from collections import Counter
c = Counter("mississippi")
print(c, c["x"], c.most_common(2), c.total())
print(sorted(c.elements()))
c.update("miss"); c.subtract({"i": 1, "q": 2})
print(c)
print(Counter(a=3, b=1) + Counter(a=1, b=2), Counter(a=3, b=1) - Counter(a=1, b=2))
print(Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3, b=1) | Counter(a=1, b=2))
print(+Counter(a=1, b=-2), -Counter(a=1, b=-2), Counter(), Counter(a=1) == Counter(a=1, b=0))
del c["nothing"]
print(Counter(a=1) <= Counter(a=2), Counter({"x": 5}), Counter([1, 1, 2]).most_common())
w = Counter(a=2)
w += Counter(b=3)
print(w, dict(w), isinstance(w, dict))
