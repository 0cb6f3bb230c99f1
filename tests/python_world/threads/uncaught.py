import threading


def inner(x):
    return 1 / x


def worker():
    inner(0)


class Oops(Exception):
    def __str__(self):
        return "own words"


def other():
    raise Oops(1)


t = threading.Thread(target=worker)
t.start()
t.join()
print("goes on")
t = threading.Thread(target=other, name="named")
t.start()
t.join()


def leaves():
    raise SystemExit(5)


t = threading.Thread(target=leaves)
t.start()
t.join()
threading.excepthook = lambda args: print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)
t = threading.Thread(target=other, name="hooked")
t.start()
t.join()
print("end")
