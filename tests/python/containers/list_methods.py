l = [3, 1, 2]
l.append(4); l.extend("ab"); l.insert(0, "first"); l.insert(-1, "before last"); l.insert(100, "end")
print(l, l.pop(), l.pop(0), l.index(1), l.count(3), len(l))
l.remove("a"); l.reverse(); print(l); c = l.copy(); c.clear(); print(c, l[:2], l * 2 == l + l)
n = [5, 3, 9]; print(n.sort(), n, n.sort(reverse=True), n, sorted(n), n.reverse(), n)
for f in (lambda: l.remove("zz"), lambda: [].pop(), lambda: l.pop(50), lambda: l.index("zz"), lambda: l.pop("a"), lambda: l.insert("a", 1), lambda: l.extend(5), lambda: l[50], lambda: l["a"], lambda: l[1.0], lambda: l + (1,), lambda: l * "a", lambda: l.index(1, 5), lambda: l.index(), lambda: l.copy(1), lambda: l.foo, lambda: [1] + None, lambda: [] < 5, lambda: [1] * 2.0, lambda: l.insert(1), lambda: l.sort(key=1, foo=2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print([1, 2] + [3], [0] * 3, 2 in [1, 2], [1, 2] == [1, 2], [1, 2] < [1, 3], [] < [0], [[]] * 2, [1, [2]] == [1, [2]], list(range(5))[1:-1], [1, 2, 3].index(2, 1), ["b", "a"].sort())
x = [1]; y = x; y += [2]; print(x, x is y); y = y + [3]; print(x, y); z = x[:]; z.append(0); print(x, z)
