import threading, time
c = threading.Condition()
items = []
def consume():
    for _ in range(3):
        with c:
            while not items:
                c.wait()
            print("got", items.pop(0))
t = threading.Thread(target=consume)
t.start()
for i in range(3):
    time.sleep(0.02)
    with c:
        items.append(i)
        c.notify()
t.join()
with c:
    print(c.wait(0.01), c.wait_for(lambda: True), c.wait_for(lambda: False, timeout=0.02))
for f in (c.wait, c.notify):
    try:
        f()
    except RuntimeError as e:
        print(e)
ready = []
def many(n):
    with c:
        ready.append(n)
        c.wait()
        ready.remove(n)
ts = [threading.Thread(target=many, args=(i,)) for i in range(3)]
[t.start() for t in ts]
while len(ready) < 3:
    time.sleep(0.01)
with c:
    c.notify_all()
[t.join() for t in ts]
print(ready)
