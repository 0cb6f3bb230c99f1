import heapq
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), list(heapq.merge(["b", "aaa"], ["cc"], key=len)))
print(list(heapq.merge([9, 3], [8, 1], reverse=True)), list(heapq.merge()))
print(list(heapq.merge([(1, "a"), (2, "a")], [(1, "b")], key=lambda t: t[0])))
