import queue
import threading
import time

q = queue.Queue()
for i in (3, 1, 2):
    q.put(i)
print(q.qsize(), q.empty(), q.full(), [q.get() for _ in range(3)])
l = queue.LifoQueue()
p = queue.PriorityQueue()
s = queue.SimpleQueue()
for i in (3, 1, 2):
    l.put(i)
    p.put((i, "x"))
    s.put(i)
print([l.get() for _ in range(3)], [p.get() for _ in range(3)], [s.get() for _ in range(3)])
for call in (lambda: q.get(False), lambda: q.get(timeout=0.01), lambda: q.get_nowait(), lambda: s.get(timeout=0.01)):
    try:
        call()
    except queue.Empty as e:
        print("Empty", repr(e))
small = queue.Queue(1)
small.put("a")
for call in (lambda: small.put("b", False), lambda: small.put("b", timeout=0.01), lambda: small.put_nowait("b")):
    try:
        call()
    except queue.Full as e:
        print("Full", repr(e))
try:
    q.task_done()
    q.task_done()
    q.task_done()
    q.task_done()
except ValueError as e:
    print(e)

work = queue.Queue()
results = []


def worker():
    while True:
        item = work.get()
        time.sleep(0.001)
        results.append(item * 10)
        work.task_done()


for _ in range(3):
    threading.Thread(target=worker, daemon=True).start()
for i in range(9):
    work.put(i)
work.join()
print(sorted(results))
