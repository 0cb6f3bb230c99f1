# State shared by a snapshot and updates with numbers, and a steered proxy.
import threading
import time
import zmq

context = zmq.Context()


def serve():
    snapshot = context.socket(zmq.ROUTER)
    snapshot.bind("inproc://snapshot")
    updates = context.socket(zmq.PUB)
    updates.bind("inproc://updates")
    collect = context.socket(zmq.PULL)
    collect.bind("inproc://collect")
    ready.set()
    state, number = {}, 0
    poller = zmq.Poller()
    poller.register(snapshot, zmq.POLLIN)
    poller.register(collect, zmq.POLLIN)
    while True:
        events = dict(poller.poll(1000))
        if collect in events:
            key, value = collect.recv_multipart()
            if key == b"STOP":
                break
            number += 1
            state[key] = value
            updates.send_multipart([key, b"%d" % number, value])
        if snapshot in events:
            who, request = snapshot.recv_multipart()
            for key in sorted(state):
                snapshot.send_multipart([who, key, state[key]])
            snapshot.send_multipart([who, b"END", b"%d" % number])
    for socket in (snapshot, updates, collect):
        socket.close(0)


ready = threading.Event()
thread = threading.Thread(target=serve)
thread.start()
ready.wait()
push = context.socket(zmq.PUSH)
push.connect("inproc://collect")
push.send_multipart([b"x", b"1"])
push.send_multipart([b"y", b"2"])
time.sleep(0.1)
updates = context.socket(zmq.SUB)
updates.connect("inproc://updates")
updates.subscribe("")
time.sleep(0.1)
ask = context.socket(zmq.DEALER)
ask.connect("inproc://snapshot")
ask.send(b"ICANHAZ?")
while True:
    key, value = ask.recv_multipart()
    print(key, value)
    if key == b"END":
        break
push.send_multipart([b"x", b"3"])
print(updates.recv_multipart())
push.send_multipart([b"STOP", b""])
thread.join()

front, back = context.socket(zmq.PULL), context.socket(zmq.PUSH)
front.bind("inproc://in")
back.bind("inproc://out")
steer = context.socket(zmq.REP)
steer.bind("inproc://steer")
proxy = threading.Thread(target=lambda: zmq.proxy_steerable(front, back, None, steer))
proxy.start()
control = context.socket(zmq.REQ)
control.connect("inproc://steer")
first, last = context.socket(zmq.PUSH), context.socket(zmq.PULL)
first.connect("inproc://in")
last.connect("inproc://out")


def order(word):
    control.send(word)
    return control.recv_multipart()


first.send(b"one")
print(last.recv())
print(order(b"PAUSE"))
first.send(b"two")
print(last.poll(200))
print(order(b"RESUME"), last.recv())
numbers = [int.from_bytes(part, "little") for part in order(b"STATISTICS")]
print(numbers)
print(order(b"TERMINATE"))
proxy.join()
context.destroy(0)
