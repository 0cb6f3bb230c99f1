import threading
import time

lock = threading.Lock()
log = []


def worker(name):
    for i in range(3):
        with lock:
            log.append((name, i, "in"))
            time.sleep(0.002)
            log.append((name, i, "out"))
        time.sleep(0.001)


threads = [threading.Thread(target=worker, args=(n,)) for n in "abc"]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(log), all(log[i][:2] == log[i + 1][:2] for i in range(0, len(log), 2)))
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.locked())
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(type(e).__name__, e)
for bad in (lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2)):
    try:
        bad()
    except ValueError as e:
        print(e)
print(repr(lock).split(" at ")[0], type(lock))
r = threading.RLock()
with r:
    with r:
        print(r.acquire(False))
        r.release()
try:
    r.release()
except RuntimeError as e:
    print(e)


def try_it():
    print("other", r.acquire(timeout=0.01))


with r:
    t = threading.Thread(target=try_it)
    t.start()
    t.join()
counter = 0


def count():
    global counter
    for _ in range(500):
        with lock:
            n = counter
            n += 1
            counter = n


threads = [threading.Thread(target=count) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(counter)
