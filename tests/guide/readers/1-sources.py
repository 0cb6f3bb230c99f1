import time
import zmq

context = zmq.Context()
push = context.socket(zmq.PUSH)
push.bind("tcp://*:41007")
pub = context.socket(zmq.PUB)
pub.bind("tcp://*:41008")
time.sleep(0.6)
for number in range(20):
    push.send(b"job %d" % number)
    pub.send_multipart([b"1000", b"%d" % number])
    time.sleep(0.01)
push.send(b"")
pub.send_multipart([b"1000", b""])
time.sleep(1)
