import heapq, random, itertools
random.seed(4)
h, n = [], itertools.count()
for _ in range(50):
    heapq.heappush(h, (random.randint(0, 9), next(n), "task"))
out = [heapq.heappop(h)[:2] for _ in range(50)]
print(out == sorted(out), out[:6])
x = [random.random() for _ in range(100)]
y = sorted(x)
heapq.heapify(x)
print(x[:5], [heapq.heappop(x) for _ in range(100)] == y)
