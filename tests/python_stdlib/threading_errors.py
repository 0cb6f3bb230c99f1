import threading, sys, io
sys.stderr = io.StringIO()
def bad():
    raise ValueError("oops")
t = threading.Thread(target=bad, name="T1")
t.start(); t.join()
lines = sys.stderr.getvalue().splitlines()
print(lines[0], lines[1], lines[-1], t.is_alive())
sys.stderr = io.StringIO()
t = threading.Thread(target=sys.exit)
t.start(); t.join()
print(repr(sys.stderr.getvalue()))
seen = []
threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
t = threading.Thread(target=bad, name="T2")
t.start(); t.join()
print(seen)
t = threading.Thread(target=print)
t.daemon = True
t.start()
t.join()
d = threading.Thread(target=threading.Event().wait, daemon=True)
d.start()
try:
    d.daemon = False
except RuntimeError as e:
    print(e)
print(d.is_alive(), d.join(0.01))
