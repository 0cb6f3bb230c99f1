import heapq
h = []
for x in [5, 1, 8, 3, 9, 2]:
    heapq.heappush(h, x)
print(h, heapq.heappop(h), h)
print(heapq.heapreplace(h, 7), heapq.heappushpop(h, 0), h, [heapq.heappop(h) for _ in range(len(h))])
x = [9, 4, 7, 1, 0, 3]
heapq.heapify(x)
print(x, heapq.nlargest(2, x), heapq.nsmallest(3, x, key=lambda v: -v), heapq.nlargest(0, x))
try:
    heapq.heappop([])
except IndexError as e:
    print(e)
