def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        if value is None:
            return total
        total += value
        count += 1
        average = total / count
a = averager()
print(next(a), a.send(10), a.send(20), a.send(60))
try:
    a.send(None)
except StopIteration as stop:
    print("total", stop.value)
g = averager()
try:
    g.send(1)
except TypeError as error:
    print(error)
def echo():
    received = []
    try:
        while True:
            received.append((yield len(received)))
    finally:
        print("received", received)
e = echo()
e.send(None); e.send("a"); e.send("b")
e.close()
e.close()
def self_send():
    x = yield
    print("got", x)
    y = yield x * 2
    print("got", y)
s = self_send(); next(s)
print(s.send(21))
print(next(s, "over"))
