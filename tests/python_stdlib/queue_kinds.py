import queue
l = queue.LifoQueue()
p = queue.PriorityQueue()
s = queue.SimpleQueue()
for x in [(3, "c"), (1, "a"), (2, "b")]:
    l.put(x); p.put(x); s.put(x)
print([l.get() for _ in range(3)], [p.get() for _ in range(3)], [s.get() for _ in range(3)], s.empty(), s.qsize())
try:
    s.get_nowait()
except queue.Empty as e:
    print(repr(e))
try:
    p.put((1, {})); p.put((1, {}))
except TypeError as e:
    print(e)
