import threading, time
out = []
def work(n, scale=1):
    time.sleep(0.01 * n)
    out.append(n * scale)
threads = [threading.Thread(target=work, args=(i,), kwargs={"scale": 10}) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(out, [t.name for t in threads], [t.is_alive() for t in threads])
class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"w{n}", daemon=True)
        self.n = n
        self.result = None
    def run(self):
        self.result = (self.n ** 2, threading.current_thread().name, threading.current_thread() is self)
ws = [Worker(i) for i in range(3)]
[w.start() for w in ws]
[w.join() for w in ws]
print([w.result for w in ws], ws[0].daemon)
print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count(), [t.name for t in threading.enumerate()])
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
check(lambda: threads[0].start())
check(lambda: threading.Thread().join())
check(lambda: threading.current_thread().join())
class Bad(threading.Thread):
    def __init__(self):
        pass
check(lambda: Bad().start())
t = threading.Thread(target=print)
print(repr(t), t.ident, t.is_alive(), t.name)
t.name = "other"
print(t.name, threading.Thread(target=lambda: 0).name)
