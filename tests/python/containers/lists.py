l = [3, 1, 2]
l.append(5); l.extend([7, 8]); l.insert(0, 9); print(l, l.pop(), l.pop(0), l.index(1), l.count(3))
l.remove(3); l.sort(); print(l); l.sort(reverse=True); print(l); l.reverse(); print(l, l.copy(), len(l))
l[1:3] = []; print(l); l[:0] = [0]; print(l); l *= 2; print(l); l += (1, 2); print(l); del l[::2]; print(l); l.clear(); print(l)
m = [[0] * 2 for _ in range(2)]; m[0][1] = 5; print(m)
print([1, 2] + [3], [1] * 3, 2 in [1, 2], [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], list(range(5))[::-1], [1, 2, 3][-2:])
print(sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "c")]), sorted([1, 2, 3], key=lambda x: -x), sorted("cab", reverse=True))
t = (1, 2, 3); print(t, t[0], t[1:], t + (4,), t * 2, len(t), (1,), (), t.index(2), t.count(1), 1 in t, hash((1, 2)) == hash((1, 2)), tuple([1]), (1, 2) < (1, 3))
print(list(zip([1, 2], "ab")), list(enumerate("ab", 1)), list(map(str, [1, 2])), list(filter(lambda x: x > 1, [1, 2, 3])), list(reversed([1, 2])), any([0, 1]), all([]), sum([[1], [2]], []))
x = [1, 2]; x.append(x); print(x)
for bad in (lambda: [][0], lambda: [1].index(2), lambda: [].pop(), lambda: [1, 2].remove(3), lambda: [1] + (2,), lambda: (1,)[5], lambda: sorted([1, "a"]), lambda: [1, 2, 3].pop(9), lambda: max([]), lambda: min(()), lambda: [1] < ["a"], lambda: {}[[]], lambda: len(5), lambda: list(5), lambda: tuple(1), lambda: iter(5), lambda: next([]), lambda: reversed(5), lambda: sum(["a"]), lambda: [].sort(5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def setitem(): (1, 2)[0] = 3
def unpack(): a, b = [1]
def unpack2(): a, b = 1, 2, 3
def unpack3(): a, *b, c = [1]
def unpack4(): a, b = 5
def delitem(): del (1,)[0]
def strset(): "abc"[0] = "x"
def slice_set(): [1, 2, 3, 4][::2] = [1]
def listset(): [][3] = 1
for f in (setitem, unpack, unpack2, unpack3, unpack4, delitem, strset, slice_set, listset):
    try: f()
    except Exception as e: print(type(e).__name__, e)
l = [1, 2, 3, 4]
for v in l:
    if v % 2: l.remove(v)
print(l)
print([[1, 2], [3]][0][1], [i for i in range(10)][2:8:3], [1, 2, 3][5:], [1, 2, 3][-100:2])
