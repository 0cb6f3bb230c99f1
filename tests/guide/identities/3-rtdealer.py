import time
from random import choice
from threading import Thread
import zmq


def worker_a(context=None):
    context = context or zmq.Context.instance()
    worker = context.socket(zmq.DEALER)
    worker.setsockopt(zmq.IDENTITY, b"A")
    worker.connect("tcp://localhost:41018")
    total = 0
    while True:
        request = worker.recv()
        if request == b"END":
            counts["A"] = total
            break
        total += 1


def worker_b(context=None):
    context = context or zmq.Context.instance()
    worker = context.socket(zmq.DEALER)
    worker.identity = b"B"
    worker.connect("tcp://localhost:41018")
    total = 0
    while True:
        request = worker.recv_string()
        if request == "END":
            counts["B"] = total
            break
        total += 1


counts = {}
context = zmq.Context.instance()
client = context.socket(zmq.ROUTER)
client.bind("tcp://*:41018")
threads = [Thread(target=worker_a), Thread(target=worker_b)]
for thread in threads:
    thread.start()
time.sleep(0.4)
for _ in range(30):
    ident, work = choice([b"A", b"A", b"B"]), b"This is the workload"
    client.send_multipart([ident, work])
client.send_multipart([b"A", b"END"])
client.send_multipart([b"B", b"END"])
client.send_multipart([b"nobody", b"is lost"])
for thread in threads:
    thread.join()
print(sum(counts.values()), sorted(counts), counts["A"] > counts["B"])
