# XSUB before, XPUB behind, and a PAIR that hears everything.
import threading
import time
import zmq

context = zmq.Context()
xsub = context.socket(zmq.XSUB)
xsub.bind("inproc://publishers")
xpub = context.socket(zmq.XPUB)
xpub.bind("inproc://subscribers")
ear = context.socket(zmq.PAIR)
ear.bind("inproc://ear")
listener = context.socket(zmq.PAIR)
listener.connect("inproc://ear")


def pass_on():
    try:
        zmq.proxy(xsub, xpub, ear)
    except zmq.ContextTerminated:
        for socket in (xsub, xpub, ear):
            socket.close(0)


thread = threading.Thread(target=pass_on)
thread.start()
sub = context.socket(zmq.SUB)
sub.connect("inproc://subscribers")
sub.subscribe("A")
sub.subscribe(b"B")
time.sleep(0.2)
pub = context.socket(zmq.PUB)
pub.connect("inproc://publishers")
time.sleep(0.2)
for text in ("A-1", "C-2", "B-3"):
    pub.send_string(text)
print(sub.recv_string(), sub.recv_string())
sub.unsubscribe("A")
time.sleep(0.2)
pub.send_string("A-4")
pub.send_string("B-5")
print(sub.recv_string())
time.sleep(0.1)
heard = []
while listener.poll(100):
    heard.append(listener.recv())
print(heard)
for socket in (sub, pub, listener):
    socket.close(0)
context.term()
thread.join()
