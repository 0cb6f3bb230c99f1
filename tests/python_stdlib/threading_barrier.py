import threading
b = threading.Barrier(3, action=lambda: print("all here"))
out = []
def go():
    out.append(b.wait())
ts = [threading.Thread(target=go) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
print(sorted(out), b.parties, b.n_waiting, b.broken)
two = threading.Barrier(2)
try:
    two.wait(timeout=0.01)
except threading.BrokenBarrierError as e:
    print("broken", two.broken)
two.reset()
print(two.broken)
two.abort()
try:
    two.wait()
except threading.BrokenBarrierError:
    print("still broken")
