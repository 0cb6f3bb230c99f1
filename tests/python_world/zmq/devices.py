# Devices: the old call, the three kinds, a proxy that copies, and one that is
# told when to end.
import threading
import time
import zmq
from zmq.devices import Device, ThreadDevice, ThreadProxySteerable

context = zmq.Context.instance()


def made(kind, address, bind=False):
    socket = context.socket(kind)
    socket.linger = 0
    socket.rcvtimeo = 2000
    if bind:
        socket.bind(address)
    else:
        socket.connect(address)
    return socket


def run(kind, front, back):
    try:
        zmq.device(kind, front, back)
    except zmq.ContextTerminated as e:
        print("device:", e)
    front.close()
    back.close()


forwarder = ThreadDevice(zmq.FORWARDER, zmq.XSUB, zmq.XPUB)
forwarder.bind_in("inproc://news-in")
forwarder.bind_out("inproc://news-out")
forwarder.start()
time.sleep(0.1)
sub = made(zmq.SUB, "inproc://news-out")
sub.subscribe("a")
pub = made(zmq.PUB, "inproc://news-in")
time.sleep(0.2)
for word in ("apple", "berry", "avocado"):
    pub.send_string(word)
print(sub.recv_string(), sub.recv_string(), forwarder.done)

ends = made(zmq.PULL, "inproc://jobs-in", True), made(zmq.PUSH, "inproc://jobs-out", True)
threading.Thread(target=run, args=(zmq.STREAMER,) + ends).start()
push, pull = made(zmq.PUSH, "inproc://jobs-in"), made(zmq.PULL, "inproc://jobs-out")
for number in range(3):
    push.send_pyobj({"job": number})
print([pull.recv_pyobj() for _ in range(3)])

front, back = made(zmq.ROUTER, "inproc://ask", True), made(zmq.DEALER, "inproc://answer", True)
copy, ear = made(zmq.PUSH, "inproc://copy", True), made(zmq.PULL, "inproc://copy")
control = made(zmq.PAIR, "inproc://control", True)
steer = made(zmq.PAIR, "inproc://control")
ended = []


def steered():
    zmq.proxy_steerable(front, back, copy, control)
    ended.append("ended")


thread = threading.Thread(target=steered)
thread.start()
req, rep = made(zmq.REQ, "inproc://ask"), made(zmq.REP, "inproc://answer")
req.send_multipart([b"two", b"frames"])
print(rep.recv_multipart())
rep.send(b"yes")
print(req.recv())
for _ in range(2):
    print(ear.recv_multipart()[1:])
for word in (b"PAUSE", b"RESUME", b"TERMINATE"):
    steer.send(word)
thread.join(2)
print(ended, thread.is_alive())

try:
    Device(zmq.QUEUE, zmq.ROUTER)
except TypeError as e:
    print(e)
for socket in (sub, pub, push, pull, front, back, copy, ear, control, steer, req, rep):
    socket.close()
context.term()
time.sleep(0.1)
print(forwarder.done)
