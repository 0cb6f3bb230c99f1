import time
import zmq

context = zmq.Context()
receiver = context.socket(zmq.PULL)
receiver.connect("tcp://localhost:41007")
subscriber = context.socket(zmq.SUB)
subscriber.connect("tcp://localhost:41008")
subscriber.setsockopt(zmq.SUBSCRIBE, b"1000")
jobs = updates = ends = 0
while ends < 2:
    while True:
        try:
            msg = receiver.recv(zmq.DONTWAIT)
        except zmq.Again:
            break
        if not msg:
            ends += 1
        else:
            jobs += 1
    while True:
        try:
            msg = subscriber.recv_multipart(flags=zmq.NOBLOCK)
        except zmq.ZMQError as e:
            if e.errno != zmq.EAGAIN:
                raise
            break
        if not msg[1]:
            ends += 1
        else:
            updates += 1
    time.sleep(0.001)
print(jobs, updates)
