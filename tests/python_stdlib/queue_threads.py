import queue, threading
q, results = queue.Queue(5), queue.Queue()
def worker():
    while True:
        item = q.get()
        if item is None:
            break
        results.put(item * item)
        q.task_done()
ts = [threading.Thread(target=worker) for _ in range(3)]
[t.start() for t in ts]
for i in range(50):
    q.put(i)
q.join()
for _ in ts:
    q.put(None)
[t.join() for t in ts]
print(sorted(results.get() for _ in range(50)) == [i * i for i in range(50)], results.empty())
