import time
import zmq

context = zmq.Context()
subscriber = context.socket(zmq.SUB)
subscriber.connect("tcp://localhost:41014")
subscriber.setsockopt(zmq.SUBSCRIBE, b"")
time.sleep(0.3)
syncclient = context.socket(zmq.REQ)
syncclient.connect("tcp://localhost:41015")
syncclient.send(b"")
syncclient.recv()
nbr = 0
while True:
    msg = subscriber.recv()
    if msg == b"END":
        break
    nbr += 1
print("received %d updates" % nbr)
