# A cache of last values: XPUB shows who subscribes, and the value goes again.
import time
import zmq

context = zmq.Context()
source = context.socket(zmq.PUB)
port = source.bind_to_random_port("tcp://127.0.0.1")
front = context.socket(zmq.SUB)
front.connect(f"tcp://127.0.0.1:{port}")
front.setsockopt(zmq.SUBSCRIBE, b"")
back = context.socket(zmq.XPUB)
back.bind("inproc://cache")
back.setsockopt(zmq.XPUB_VERBOSE, 1)
time.sleep(0.3)

source.send_multipart([b"b", b"old"])
source.send_multipart([b"a", b"1"])
source.send_multipart([b"b", b"2"])
cache = {}
for _ in range(3):
    topic, value = front.recv_multipart()
    cache[topic] = value
readers = []
for name in ("first", "second"):
    reader = context.socket(zmq.SUB)
    reader.connect("inproc://cache")
    reader.subscribe("b")
    event = back.recv()
    print(name, event)
    back.send_multipart([event[1:], cache[event[1:]]])
    readers.append(reader)
for reader in readers:
    got = []
    while reader.poll(200):
        got.append(reader.recv_multipart())
    print(got)
source.close()
context.destroy(0)
