import sys
import threading
import time
import zmq
from zhelpers import zpipe


class Tripping(object):
    def __init__(self, args):
        self.args = args


def client_task(ctx, pipe):
    client = ctx.socket(zmq.DEALER)
    client.identity = b"C"
    client.connect("tcp://localhost:41044")
    print("Setting up test...")
    time.sleep(0.1)
    print("Synchronous round-trip test...")
    start = time.time()
    requests = 500
    for r in range(requests):
        client.send(b"hello")
        client.recv()
    sync = requests / (time.time() - start)
    print("Asynchronous round-trip test...")
    start = time.time()
    for r in range(requests):
        client.send(b"hello")
    for r in range(requests):
        client.recv()
    print(requests / (time.time() - start) > sync > 0)
    pipe.send(b"done")


def worker_task():
    ctx = zmq.Context()
    worker = ctx.socket(zmq.DEALER)
    worker.identity = b"W"
    worker.connect("tcp://localhost:41045")
    while True:
        msg = worker.recv_multipart()
        worker.send_multipart(msg)
    ctx.destroy(0)


def broker_task():
    ctx = zmq.Context()
    frontend = ctx.socket(zmq.ROUTER)
    frontend.bind("tcp://*:41044")
    backend = ctx.socket(zmq.ROUTER)
    backend.bind("tcp://*:41045")
    poller = zmq.Poller()
    poller.register(backend, zmq.POLLIN)
    poller.register(frontend, zmq.POLLIN)
    while True:
        try:
            items = dict(poller.poll())
        except:
            break
        if frontend in items:
            msg = frontend.recv_multipart()
            msg[0] = b"W"
            backend.send_multipart(msg)
        if backend in items:
            msg = backend.recv_multipart()
            msg[0] = b"C"
            frontend.send_multipart(msg)


ctx = zmq.Context()
client, pipe = zpipe(ctx)
for target, args in ((client_task, (ctx, pipe)), (worker_task, ()), (broker_task, ())):
    thread = threading.Thread(target=target, args=args)
    thread.daemon = True
    thread.start()
client.recv()
