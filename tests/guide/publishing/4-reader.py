import time
import zmq

time.sleep(1)
ctx = zmq.Context.instance()
subscriber = ctx.socket(zmq.SUB)
subscriber.connect("tcp://localhost:41038")
subscription = b"%03d" % 77
subscriber.setsockopt(zmq.SUBSCRIBE, subscription)
topic, data = subscriber.recv_multipart()
assert topic == subscription
print(topic, data)
