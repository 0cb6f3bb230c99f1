import sys
import threading
import time
from pickle import dumps, loads
import zmq
from zhelpers import zpipe

MAX_ALLOWED_DELAY = 0.3


def subscriber(pipe):
    ctx = zmq.Context.instance()
    sub = ctx.socket(zmq.SUB)
    sub.setsockopt(zmq.SUBSCRIBE, b"")
    sub.connect("tcp://localhost:41039")
    while True:
        clock = loads(sub.recv())
        if time.time() - clock > MAX_ALLOWED_DELAY:
            print("E: subscriber cannot keep up, aborting", file=sys.stdout)
            break
        time.sleep(0.05)
    pipe.send(b"gone and died")


def publisher(pipe):
    ctx = zmq.Context.instance()
    pub = ctx.socket(zmq.PUB)
    pub.bind("tcp://*:41039")
    while True:
        pub.send(dumps(time.time()))
        try:
            signal = pipe.recv(zmq.DONTWAIT)
        except zmq.ZMQError as e:
            if e.errno == zmq.EAGAIN:
                pass
            else:
                raise
        else:
            break
        time.sleep(1e-2)


ctx = zmq.Context.instance()
pub_pipe, pub_peer = zpipe(ctx)
sub_pipe, sub_peer = zpipe(ctx)
pub_thread = threading.Thread(target=publisher, args=(pub_peer,))
pub_thread.daemon = True
pub_thread.start()
sub_thread = threading.Thread(target=subscriber, args=(sub_peer,))
sub_thread.daemon = True
sub_thread.start()
sub_pipe.recv()
pub_pipe.send(b"break")
time.sleep(0.1)
print("ended", pub_thread.is_alive(), sub_thread.is_alive())
