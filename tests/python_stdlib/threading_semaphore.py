import threading, time
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False), s.acquire(timeout=0.01))
s.release(2)
print(s.acquire(False))
b = threading.BoundedSemaphore(1)
with b:
    print("in")
try:
    b.release()
except ValueError as e:
    print(e)
for f in (lambda: threading.Semaphore(-1), lambda: s.acquire(False, 1), lambda: s.release(0)):
    try:
        f()
    except ValueError as e:
        print(e)
active = peak = 0
lock = threading.Lock()
pool = threading.Semaphore(3)
def job():
    global active, peak
    with pool:
        with lock:
            active += 1
            peak = max(peak, active)
        time.sleep(0.01)
        with lock:
            active -= 1
ts = [threading.Thread(target=job) for _ in range(10)]
[t.start() for t in ts]; [t.join() for t in ts]
print(active, peak <= 3)
