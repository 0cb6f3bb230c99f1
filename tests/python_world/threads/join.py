# A thread, its join with and without patience.
import threading
import time


def worker(n):
    print("begin", n)
    time.sleep(0.01 * (n + 1))
    print("end", n)


threads = []
for n in range(3):
    t = threading.Thread(target=worker, args=(n,))
    t.start()
    threads.append(t)
    time.sleep(0.001)

for t in threads:
    t.join()
    print("joined", t.name)
t = threading.Thread(target=time.sleep, args=(0.05,))
t.start()
t.join(0.01)
print(t.is_alive())
t.join()
print(t.is_alive())
