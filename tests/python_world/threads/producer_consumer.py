import queue
import threading
import time

q = queue.Queue(maxsize=2)
log = []


def producer():
    for i in range(5):
        q.put(i)
        log.append(f"put {i}")
    q.put(None)


def consumer():
    while True:
        item = q.get()
        if item is None:
            break
        time.sleep(0.01)
        log.append(f"got {item}")


a, b = threading.Thread(target=producer), threading.Thread(target=consumer)
a.start()
b.start()
a.join()
b.join()
print(sorted(log))
print([x for x in log if x.startswith("got")])
