import threading


def worker(number, word="x"):
    print("worker", number, word, threading.current_thread().name)


class Mine(threading.Thread):
    def __init__(self, number):
        super().__init__(name=f"mine-{number}")
        self.number = number
        self.result = None

    def run(self):
        self.result = self.number ** 2


threads = [threading.Thread(target=worker, args=(i,), kwargs={"word": "w%d" % i}) for i in range(3)]
for t in threads:
    t.start()
    t.join()
print([t.is_alive() for t in threads], [t.name for t in threads])
mine = [Mine(i) for i in range(4)]
for m in mine:
    m.start()
for m in mine:
    m.join()
print([m.result for m in mine], mine[0].name, mine[0].daemon)
print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
print(threading.active_count(), [t.name for t in threading.enumerate()])
t = threading.Thread(target=worker, args=(9,), daemon=True, name="d")
print(t.daemon, t.ident, t.is_alive())
t.start()
t.join()
try:
    t.start()
except RuntimeError as e:
    print(e)
try:
    threading.Thread().join()
except RuntimeError as e:
    print(e)
