import threading

data = threading.local()
data.x = "main"
seen = []


def worker(n):
    seen.append(hasattr(data, "x"))
    data.x = n
    seen.append(data.x)


for n in range(2):
    t = threading.Thread(target=worker, args=(n,))
    t.start()
    t.join()
print(seen, data.x)
try:
    data.y
except AttributeError as e:
    print(e)
print(threading.get_ident() == threading.main_thread().ident)
