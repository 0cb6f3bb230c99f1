from collections import deque
q = deque()
seen = []
for i in range(1000):
    q.append(i)
    if i % 3 == 0:
        seen.append(q.popleft())
    if i % 7 == 0:
        q.appendleft(-i)
print(len(q), seen[:10], sum(q), q[0], q[-1], q[100])
while q:
    seen.append(q.popleft())
print(len(seen), sum(seen), q)
d = deque()
d.append(d)
print(d)
