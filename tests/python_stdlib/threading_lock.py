import threading
lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.01))
lock.release()
print(lock.locked())
try:
    lock.release()
except RuntimeError as e:
    print(e)
with lock:
    print("in", lock.locked())
total = 0
def add():
    global total
    for _ in range(1000):
        with lock:
            total += 1
ts = [threading.Thread(target=add) for _ in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]
print(total)
r = threading.RLock()
with r:
    with r:
        print("twice", r.acquire(blocking=False))
        r.release()
try:
    r.release()
except RuntimeError as e:
    print(e)
got = []
r.acquire()
t = threading.Thread(target=lambda: got.append(r.acquire(blocking=False)))
t.start(); t.join()
print(got)
