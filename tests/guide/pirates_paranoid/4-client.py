import time
import zmq

context = zmq.Context()
client = context.socket(zmq.REQ)
client.setsockopt(zmq.REQ_RELAXED, 1)
client.setsockopt(zmq.REQ_CORRELATE, 1)
client.setsockopt(zmq.RCVTIMEO, 400)
client.linger = 0
client.connect("tcp://localhost:41021")
lost = 0
for sequence in range(12):
    while True:
        client.send(b"%d" % sequence)
        try:
            reply = client.recv()
        except zmq.Again as e:
            print("no answer to %d: %s" % (sequence, e))
            lost += 1
            continue
        print("answer", reply)
        break
print("lost", lost)
time.sleep(1)
