import bisect
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 0), bisect.bisect_left(a, 9), bisect.bisect_left(a, 3, 2))
bisect.insort(a, 4); bisect.insort_left(a, 3)
print(a, bisect.bisect_left(["a", "bb", "ccc"], 2, key=len))
grades = "FDCBA"
print([grades[bisect.bisect([60, 70, 80, 90], s)] for s in (33, 60, 77, 90, 100)])
w = []
for word in ["pear", "fig", "apple"]:
    bisect.insort(w, word, key=len)
print(w)
try:
    bisect.bisect(a, 1, -1)
except ValueError as e:
    print(e)
