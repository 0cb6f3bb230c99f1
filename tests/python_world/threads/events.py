import threading
import time

event = threading.Event()
done = []


def waiter(n):
    ok = event.wait(5)
    done.append((n, ok, event.is_set()))


threads = [threading.Thread(target=waiter, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
time.sleep(0.02)
print(done)
event.set()
for t in threads:
    t.join()
print(sorted(done))
event.clear()
begin = time.monotonic()
print(event.wait(0.05), 0.04 < time.monotonic() - begin < 0.5)

cond = threading.Condition()
items = []


def consumer():
    with cond:
        while not items:
            cond.wait()
        print("got", items.pop())


t = threading.Thread(target=consumer)
t.start()
time.sleep(0.01)
with cond:
    items.append("apple")
    cond.notify()
t.join()
with cond:
    print(cond.wait(0.01), cond.wait_for(lambda: False, 0.01), cond.wait_for(lambda: 3))
try:
    cond.notify()
except RuntimeError as e:
    print(e)

barrier = threading.Barrier(3)
order = []


def meet(n):
    time.sleep(n * 0.005)
    order.append(("before", n))
    barrier.wait()
    order.append(("after", n))


threads = [threading.Thread(target=meet, args=(n,)) for n in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print(order[:3], sorted(order[3:]))

sem = threading.Semaphore(2)
inside = 0
most = 0


def limited():
    global inside, most
    with sem:
        inside += 1
        most = max(most, inside)
        time.sleep(0.005)
        inside -= 1


threads = [threading.Thread(target=limited) for _ in range(5)]
[t.start() for t in threads]
[t.join() for t in threads]
print("most", most)
b = threading.BoundedSemaphore(1)
try:
    b.release()
except ValueError as e:
    print(e)
timer = threading.Timer(0.01, print, args=("timer",))
timer.start()
timer.join()
timer = threading.Timer(10, print, args=("never",))
timer.start()
timer.cancel()
timer.join()
