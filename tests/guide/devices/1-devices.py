import threading
import time
import zmq
from zmq.devices import ProcessDevice, ThreadDevice, ThreadProxy
from zmq.utils import jsonapi
from zmq.utils.strtypes import asbytes, cast_unicode

queue = ThreadDevice(zmq.QUEUE, zmq.ROUTER, zmq.DEALER)
queue.bind_in("tcp://127.0.0.1:41053")
queue.bind_out("tcp://127.0.0.1:41054")
queue.setsockopt_in(zmq.IDENTITY, b"ROUTER")
queue.setsockopt_out(zmq.IDENTITY, b"DEALER")
queue.daemon = True
queue.start()
streamer = ProcessDevice(zmq.STREAMER, zmq.PULL, zmq.PUSH)
streamer.bind_in("tcp://127.0.0.1:41055")
streamer.bind_out("tcp://127.0.0.1:41056")
streamer.setsockopt_in(zmq.RCVHWM, 50)
streamer.start()
monitored = ThreadProxy(zmq.XSUB, zmq.XPUB, zmq.PUB)
monitored.bind_in("tcp://127.0.0.1:41057")
monitored.bind_out("tcp://127.0.0.1:41058")
monitored.bind_mon("tcp://127.0.0.1:41059")
monitored.start()
time.sleep(0.2)

ctx = zmq.Context()


def made(kind, port):
    socket = ctx.socket(kind)
    socket.linger = 0
    socket.connect("tcp://127.0.0.1:%d" % port)
    return socket


def serve():
    rep = made(zmq.REP, 41054)
    for _ in range(3):
        rep.send(rep.recv() + b"!")
    rep.close(1000)


threading.Thread(target=serve).start()
req = made(zmq.REQ, 41053)
for word in ("one", "two", "drei"):
    req.send(asbytes(word))
    print(cast_unicode(req.recv()))
push, pull = made(zmq.PUSH, 41055), made(zmq.PULL, 41056)
for n in range(3):
    push.send_json({"n": n, "w": [n] * n})
print([pull.recv_json() for _ in range(3)], jsonapi.loads(jsonapi.dumps([1, None])))
sub, pub = made(zmq.SUB, 41058), made(zmq.PUB, 41057)
sub.subscribe = "a"
time.sleep(0.2)
ear = made(zmq.SUB, 41059)
ear.subscribe(b"")
time.sleep(0.3)
for word in ("apple", "berry", "avocado"):
    pub.send_string(word)
print(sub.recv_string(), sub.recv_string())
print(ear.recv(), ear.recv())
streamer.launcher.terminate()
streamer.join()
print("end")
