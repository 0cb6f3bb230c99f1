from itertools import groupby, pairwise, zip_longest, tee
for key, group in groupby("AAABBCA"):
    print(key, list(group))
words = ["apple", "avocado", "bean", "cat", "cow"]
print({k: list(g) for k, g in groupby(words, key=lambda w: w[0])})
print([k for k, g in groupby([1, 1, 2, 2, 3])], list(groupby([])))
groups = list(groupby("aab"))
print([list(g) for k, g in groups])
print(list(pairwise("ABCD")), list(pairwise("A")), list(zip_longest("AB", "xyz", fillvalue="-")), list(zip_longest()))
print(list(zip_longest([1], [2, 3], [])))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
x, y, z = tee("ab", 3)
print(list(x), list(y), list(z), tee([], 0))
