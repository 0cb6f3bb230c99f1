import socket

import zmq

a, b = socket.socketpair()
context = zmq.Context()
x = context.socket(zmq.PAIR)
x.bind("inproc://x")
y = context.socket(zmq.PAIR)
y.connect("inproc://x")
poller = zmq.Poller()
poller.register(x, zmq.POLLIN)
poller.register(a, zmq.POLLIN)
print(poller.poll(10))
b.send(b"plain")
print(dict(poller.poll()) == {a.fileno(): zmq.POLLIN})
print(a.recv(10))
y.send(b"queued")
print(dict(poller.poll()) == {x: zmq.POLLIN})
b.send(b"both")
print(len(poller.poll(1000)))
